using Tactus.Platform;

namespace Tactus.Erp.MasterData;

/// <summary>How an item is made (ISA-95: the process segments of a ProductDefinition). Several revisions, one valid on a day.</summary>
internal sealed partial class Routing : IVersioned, IRevision
{
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    /// <summary>Only for this revision of the item; null: for all of them.</summary>
    public string? ItemRevision { get; set; }
    public RevisionState State { get; set; }
    public DateOnly? EffectiveFrom { get; set; }
    public DateOnly? EffectiveTo { get; set; }
    public string? Note { get; set; }
    public long Version { get; set; }
}

/// <summary>One step of a routing at a work centre (ISA-95 ProductSegment).</summary>
internal sealed class RoutingOperation
{
    public required string ItemNo { get; init; }
    public required string RoutingRevision { get; init; }
    /// <summary>Unique in the routing, e.g. 10.</summary>
    public int No { get; init; }
    public required string Description { get; init; }
    public required string WorkCentreNo { get; init; }
    /// <summary>Numbers of the operations before it; the operations form a graph with one end. Empty: it can start at once.</summary>
    public List<int> Predecessors { get; init; } = [];
    /// <summary>Seconds, once per order and machine.</summary>
    public decimal SetupSeconds { get; init; }
    /// <summary>Seconds per good base unit of the item.</summary>
    public decimal RunSecondsPerUnit { get; init; }
    /// <summary>A successor may start when this much is good here, in the item's base unit; null: when the operation is complete.</summary>
    public decimal? OverlapQuantity { get; init; }
    /// <summary>Codes of skills that a person needs to start it.</summary>
    public List<string> Skills { get; init; } = [];
    /// <summary>Expected good share, above 0 to 100.</summary>
    public decimal YieldPercent { get; init; } = 100;
    /// <summary>Materials used here are booked by the report of good quantity.</summary>
    public bool Backflush { get; init; }
    /// <summary>Serial numbers are assigned here.</summary>
    public bool SerialsHere { get; init; }
    public string? ToolNo { get; init; }
}
