using Tactus.Platform;

namespace Tactus.Mes.Equipment;

/// <summary>A node of the equipment hierarchy (ISA-95 part 1, 5.3: enterprise, site, area, work centre, work unit).</summary>
internal sealed class EquipmentNode : IVersioned
{
    /// <summary>Unique in the plant, e.g. MOULD or IM-03.</summary>
    public required string No { get; init; }
    public required string Name { get; set; }
    public EquipmentLevel Level { get; init; }
    public string? ParentNo { get; set; }
    public bool Active { get; set; } = true;
    public long Version { get; set; }
}

/// <summary>A machine is a work unit; a line or a group of machines is a work centre.</summary>
internal enum EquipmentLevel { Enterprise, Site, Area, WorkCentre, WorkUnit }
