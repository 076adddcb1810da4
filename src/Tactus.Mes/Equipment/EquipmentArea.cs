using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Mes.Equipment;

/// <summary>Hierarchy, machines, shifts, signals, states, OEE. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class EquipmentArea
{
    internal static IReadOnlyList<Permission> Permissions { get; } = [];

    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<EquipmentNode>(entity =>
        {
            entity.ToTable("equipment");
            entity.HasKey(node => node.No);
            entity.Property(node => node.Level).HasConversion<string>();
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
internal static class EquipmentTables
{
    extension(MesDb db)
    {
        internal DbSet<EquipmentNode> Equipment => db.Set<EquipmentNode>();
    }
}
