using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>The hierarchy as lists and single nodes.</summary>
internal static class EquipmentReads
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<MesDb, EquipmentRow>("/api/mes/equipment", MesPermissions.Read, "Sites, areas, work centres and machines", nameof(EquipmentRow.No),
            (db, _) => db.Equipment.Select(node => new EquipmentRow
            {
                No = node.No,
                Name = node.Name,
                Level = node.Level,
                ParentNo = node.ParentNo,
                Active = node.Active,
                OutOfService = db.Set<MaintenanceStop>().Any(each => each.MachineNo == node.No && each.EndedUtc == null),
            }));
        app.Read("/api/mes/equipment/{no}", MesPermissions.Read, "One node of the equipment hierarchy",
            async (string no, MesDb db, CancellationToken stop) =>
                (await db.Equipment.FirstOrDefaultAsync(node => node.No == no, stop) is { } found ? EquipmentView.Of(found) : null)
                .OrUnknown("equipment-unknown", $"There is no equipment {no}."));
    }
}

/// <summary>A row of the equipment list.</summary>
internal sealed record EquipmentRow
{
    public required string No { get; init; }
    public required string Name { get; init; }
    public EquipmentLevel Level { get; init; }
    public string? ParentNo { get; init; }
    public bool Active { get; init; }
    /// <summary>A maintenance stop is open; jobs can't start.</summary>
    public bool OutOfService { get; init; }
}
