using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>
/// A lot, a serial unit (a lot of one) or a work-in-process batch: a node of the genealogy (ISA-95 MaterialLot).
/// Quantities here are the plant's own view; the business half's stock is by message.
/// </summary>
internal sealed partial class MaterialLot : IVersioned
{
    /// <summary>Small and dense, because the genealogy holds millions of edges between lots.</summary>
    public long Id { get; init; }
    public required string No { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public required string Unit { get; init; }
    public bool Serial { get; init; }
    /// <summary>The work in process of one job order: everything the job consumed flows into it, everything the job made flows out of it.</summary>
    public bool Wip { get; init; }
    /// <summary>The lot that a serial unit belongs to, when it belongs to one.</summary>
    public string? InLotNo { get; set; }
    /// <summary>Stock status as the business half told last: available, quality or blocked. Only what is available can be picked.</summary>
    public string Status { get; set; } = "available";
    /// <summary>Order that made it; null for purchased lots.</summary>
    public string? OrderNo { get; init; }
    public string? SupplierNo { get; init; }
    public string? SupplierLotNo { get; init; }
    public DateOnly? ExpiresOn { get; set; }
    public DateTime BornUtc { get; init; }
    /// <summary>In the store, as the business half told, not picked to a line yet.</summary>
    public decimal InStore { get; set; }
    /// <summary>At a line, picked and not consumed.</summary>
    public decimal AtLine { get; set; }
    /// <summary>Consumed in total, net of reversals.</summary>
    public decimal Consumed { get; set; }
    /// <summary>Made in total, net of reversals.</summary>
    public decimal Produced { get; set; }
    public decimal Scrapped { get; set; }
    /// <summary>
    /// How many edges ever left it. It is raised with every edge, so that a hold which is placed at the same moment and
    /// the booking that makes something new from this lot meet in its version: one of them is run again and sees the other.
    /// </summary>
    public int EdgesOut { get; set; }
    /// <summary>Open holds on it, own or inherited; above zero the fence refuses start, consume, move, pick and ship.</summary>
    public int Holds { get; set; }
    public long Version { get; set; }

    /// <summary>Past its expiry at a moment. It may be used through the whole of its last day, UTC.</summary>
    internal bool ExpiredOn(DateTime atUtc) => ExpiresOn is { } last && DateOnly.FromDateTime(atUtc) > last;
}
