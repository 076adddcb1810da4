using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Mes.Production;

/// <summary>Orders, jobs, dispatch, reports. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class ProductionArea
{
    internal static IReadOnlyList<Permission> Permissions { get; } = [];

    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<ProductionOrder>(entity =>
        {
            entity.ToTable("production_orders");
            entity.HasKey(order => order.No);
            entity.Property(order => order.State).HasConversion<string>();
        });
        model.Entity<JobOrder>(entity =>
        {
            entity.ToTable("job_orders");
            entity.HasKey(job => job.No);
            entity.Property(job => job.State).HasConversion<string>();
            entity.Ignore(job => job.InProcess);
            entity.HasIndex(job => job.OrderNo);
            entity.HasIndex(job => new { job.WorkCentreNo, job.State });
        });
        model.Entity<JobMaterial>(entity =>
        {
            entity.ToTable("job_materials");
            entity.HasKey(material => new { material.JobNo, material.ItemNo });
        });
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
    }

    internal static void Handle(MessageHandlers handlers)
    {
    }
}

/// <summary>The area's tables.</summary>
internal static class ProductionTables
{
    extension(MesDb db)
    {
        internal DbSet<ProductionOrder> Orders => db.Set<ProductionOrder>();
        internal DbSet<JobOrder> Jobs => db.Set<JobOrder>();
        internal DbSet<JobMaterial> JobMaterials => db.Set<JobMaterial>();
    }
}
