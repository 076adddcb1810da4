using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Mes.Equipment;

/// <summary>Hierarchy, machines, shifts, signals, states, OEE. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class EquipmentArea
{
    internal static IReadOnlyList<Permission> Permissions => MesEquipment.All;

    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<EquipmentNode>(entity =>
        {
            entity.ToTable("equipment");
            entity.HasKey(node => node.No);
            entity.Property(node => node.Level).HasConversion<string>();
            entity.HasIndex(node => node.ParentNo);
        });
        model.Entity<MaintenanceStop>(entity =>
        {
            entity.ToTable("maintenance_stops");
            entity.HasKey(stop => stop.Id);
            entity.HasIndex(stop => new { stop.MachineNo, stop.EndedUtc });
        });
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        EquipmentReads.Map(app);
        SetEquipment.Map(app);
        StopForMaintenance.Map(app);
        EndMaintenanceStop.Map(app);
        MaintenanceStopView.Map(app);
    }

    internal static void Handle(MessageHandlers handlers)
    {
    }
}

/// <summary>The area's tables.</summary>
internal static class EquipmentTables
{
    extension(MesDb db)
    {
        internal DbSet<EquipmentNode> Equipment => db.Set<EquipmentNode>();
        internal DbSet<MaintenanceStop> MaintenanceStops => db.Set<MaintenanceStop>();
    }
}
