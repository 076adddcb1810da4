using Microsoft.EntityFrameworkCore;
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
    /// <summary>Open holds on it, own or inherited; above zero the fence refuses start, consume, move, pick and ship.</summary>
    public int Holds { get; set; }
    public long Version { get; set; }
}

/// <summary>Material went from one lot into another: consumption, split, merge. Append-only; a reversal is an edge with the opposite quantity.</summary>
[NotAudited]
internal sealed class LotEdge
{
    public long Id { get; init; }
    public long FromLotId { get; init; }
    public long ToLotId { get; init; }
    public EdgeKind Kind { get; init; }
    /// <summary>In the unit of the from-lot; negative in a reversal.</summary>
    public decimal Quantity { get; init; }
    public string? JobNo { get; init; }
    public Guid ReportId { get; init; }
    public Guid? Reverses { get; init; }
    public DateTime AtUtc { get; init; }
}

internal enum EdgeKind { Consumed, Split, Merged }
