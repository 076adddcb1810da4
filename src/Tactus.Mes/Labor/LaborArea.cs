using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Mes.Labor;

/// <summary>People, skills, time on jobs. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class LaborArea
{
    internal static IReadOnlyList<Permission> Permissions { get; } = [];

    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<LaborSpan>(entity =>
        {
            entity.ToTable("labor_spans");
            entity.HasKey(span => span.Id);
            entity.Property(span => span.Id).ValueGeneratedNever();
            entity.Property(span => span.Kind).HasConversion<string>();
            entity.Property(span => span.State).HasConversion<string>();
            entity.Ignore(span => span.Open);
            entity.HasIndex(span => new { span.PersonNo, span.State });
            entity.HasIndex(span => new { span.JobNo, span.State });
            entity.HasIndex(span => span.OrderNo);
        });
        model.Entity<PersonSkill>(entity =>
        {
            entity.ToTable("person_skills");
            entity.HasKey(skill => new { skill.PersonNo, skill.SkillCode });
            entity.HasIndex(skill => skill.SkillCode);
        });
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        JoinJob.Map(app);
        LeaveJob.Map(app);
        StartLabor.Map(app);
        EndLabor.Map(app);
        ConfirmLabor.Map(app);
        GrantSkill.Map(app);
        LaborRow.Map(app);
    }

    internal static void Handle(MessageHandlers handlers)
    {
    }
}

/// <summary>The area's tables.</summary>
internal static class LaborTables
{
    extension(MesDb db)
    {
        internal DbSet<LaborSpan> LaborSpans => db.Set<LaborSpan>();
        internal DbSet<PersonSkill> PersonSkills => db.Set<PersonSkill>();
    }
}
