using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Mes.Material;

/// <summary>Lots, picks, consumption, genealogy, holds. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class MaterialArea
{
    internal static IReadOnlyList<Permission> Permissions { get; } = [];

    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<MaterialLot>(entity =>
        {
            entity.ToTable("material_lots");
            entity.HasKey(lot => lot.Id);
            entity.Property(lot => lot.Id).ValueGeneratedOnAdd();
            entity.HasIndex(lot => lot.No).IsUnique();
            entity.HasIndex(lot => lot.ItemNo);
        });
        model.Entity<LotEdge>(entity =>
        {
            entity.ToTable("lot_edges");
            entity.HasKey(edge => edge.Id);
            entity.Property(edge => edge.Id).ValueGeneratedOnAdd();
            entity.Property(edge => edge.Kind).HasConversion<string>();
            entity.HasIndex(edge => edge.FromLotId);
            entity.HasIndex(edge => edge.ToLotId);
            entity.HasIndex(edge => edge.ReportId);
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
internal static class MaterialTables
{
    extension(MesDb db)
    {
        internal DbSet<MaterialLot> Lots => db.Set<MaterialLot>();
        internal DbSet<LotEdge> LotEdges => db.Set<LotEdge>();
    }
}
