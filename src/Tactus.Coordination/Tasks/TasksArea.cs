using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tactus.Coordination.Picture;

namespace Tactus.Coordination.Tasks;

/// <summary>Tasks, the roster, escalations, timers and notices.</summary>
internal static class TasksArea
{
    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<CoordinationTask>(entity =>
        {
            Numbered(entity, "tasks", nameof(CoordinationTask.No));
            entity.Property(each => each.Kind).HasConversion<string>();
            entity.Property(each => each.Answers).HasConversion<string>();
            entity.Property(each => each.State).HasConversion<string>();
            entity.Property(each => each.Within).HasConversion<long>();
            PictureArea.AsJson(entity.Property(each => each.Pauses));
            entity.HasIndex(each => new { each.DisruptionNo, each.State });
            entity.HasIndex(each => new { each.State, each.Role });
            entity.HasIndex(each => each.OwnerNo);
        });
        model.Entity<TaskEvent>(entity =>
        {
            entity.ToTable("task_events");
            entity.HasKey(each => each.Id);
            entity.Property(each => each.Id).ValueGeneratedOnAdd();
            entity.HasIndex(each => each.TaskNo);
        });
        model.Entity<TaskSeries>(entity =>
        {
            entity.ToTable("task_series");
            entity.HasKey(each => each.Id);
            entity.Property(each => each.Id).ValueGeneratedNever();
        });
        model.Entity<RunningEscalation>(entity =>
        {
            Numbered(entity, "escalations", nameof(RunningEscalation.Id));
            entity.Property(each => each.Phase).HasConversion<string>();
            entity.HasIndex(each => new { each.Subject, each.EndedUtc });
            entity.HasIndex(each => new { each.EndedUtc, each.Phase });
        });
        model.Entity<EscalationLine>(entity =>
        {
            entity.ToTable("escalation_lines");
            entity.HasKey(each => each.Id);
            entity.Property(each => each.Id).ValueGeneratedOnAdd();
            entity.HasIndex(each => each.Subject);
        });
        model.Entity<DueTimer>(entity =>
        {
            Numbered(entity, "timers", nameof(DueTimer.Id));
            // Only what is to come, which is little beside all that was.
            entity.HasIndex(each => new { each.DueUtc, each.Id }).HasFilter("\"DoneUtc\" IS NULL");
            entity.HasIndex(each => new { each.Subject, each.Number });
        });
        model.Entity<Notice>(entity =>
        {
            Numbered(entity, "notices", nameof(Notice.Id));
            entity.Property(each => each.Mail).HasConversion<string>();
            entity.HasIndex(each => new { each.Person, each.Id });
            // Only what is to be sent.
            entity.HasIndex(each => each.NextTryUtc).HasFilter("\"Mail\" = 'Waiting'");
        });
        model.Entity<CalendarSetting>(entity => Numbered(entity, "sla_calendars", nameof(CalendarSetting.No)));
        model.Entity<PolicySetting>(entity => Numbered(entity, "escalation_policies", nameof(PolicySetting.No)));
        model.Entity<DutyLine>(entity => Numbered(entity, "duty_assignments", nameof(DutyLine.Id)));
        model.Entity<AbsenceLine>(entity => Numbered(entity, "absences", nameof(AbsenceLine.Id)));
        model.Entity<KnownPerson>(entity => Numbered(entity, "known_people", nameof(KnownPerson.Number)));
        model.Entity<KnownSite>(entity =>
        {
            entity.ToTable("known_site");
            entity.HasKey(each => each.Id);
            entity.Property(each => each.Id).ValueGeneratedNever();
        });
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        GiveTask.Map(app);
        AnswerTask.Map(app);
        RefuseTask.Map(app);
        AcknowledgeTask.Map(app);
        AssignTask.Map(app);
        PauseTask.Map(app);
        ResumeTask.Map(app);
        TaskReads.Map(app);
        RosterArea.Map(app);
        PolicyArea.Map(app);
        Notices.Map(app);
    }

    private static void Numbered<T>(EntityTypeBuilder<T> entity, string table, string key) where T : class
    {
        entity.ToTable(table);
        entity.HasKey(key);
        if (entity.Metadata.FindProperty(key)!.ClrType == typeof(Guid)) entity.Property(key).ValueGeneratedNever();
    }
}

/// <summary>The area's tables.</summary>
internal static class TaskTables
{
    extension(CoordinationDb db)
    {
        internal DbSet<CoordinationTask> Tasks => db.Set<CoordinationTask>();
        internal DbSet<TaskEvent> TaskEvents => db.Set<TaskEvent>();
        internal DbSet<RunningEscalation> Escalations => db.Set<RunningEscalation>();
        internal DbSet<EscalationLine> EscalationLines => db.Set<EscalationLine>();
        internal DbSet<DueTimer> Timers => db.Set<DueTimer>();
        internal DbSet<Notice> Notices => db.Set<Notice>();
        internal DbSet<DutyLine> DutyLines => db.Set<DutyLine>();
        internal DbSet<AbsenceLine> AbsenceLines => db.Set<AbsenceLine>();
        internal DbSet<KnownPerson> KnownPeople => db.Set<KnownPerson>();
    }
}
