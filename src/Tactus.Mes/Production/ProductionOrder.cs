using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>A work order as the plant received it, with its method frozen at release (ISA-95 OperationsRequest).</summary>
internal sealed partial class ProductionOrder : IVersioned
{
    /// <summary>The business half's number, e.g. WO-000123.</summary>
    public required string No { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    /// <summary>Good quantity wanted.</summary>
    public decimal Quantity { get; set; }
    public required string Unit { get; init; }
    public DateTime? StartUtc { get; set; }
    public DateTime DueUtc { get; set; }
    /// <summary>1 is most urgent.</summary>
    public int Priority { get; set; }
    public string? SalesOrderNo { get; init; }
    public int? SalesLineNo { get; init; }
    public string? CustomerNo { get; init; }
    public string? CustomerName { get; init; }
    /// <summary>The lot that good units enter unless a report names another.</summary>
    public string? OutputLotNo { get; init; }
    public required string RoutingRevision { get; init; }
    public required string BillRevision { get; init; }
    public DateTime ReceivedUtc { get; init; }
    public OrderState State { get; set; }
    /// <summary>The engineering change that lets nothing be started; null when none does.</summary>
    public string? BlockedBy { get; set; }
    /// <summary>The sentence for whoever wants to start.</summary>
    public string? BlockedWhy { get; set; }
    /// <summary>The order by the new revision that took over what was not begun here.</summary>
    public string? SplitInto { get; set; }
    public DateTime? StartedUtc { get; set; }
    public DateTime? CompletedUtc { get; set; }
    /// <summary>
    /// Raised by everything that reads one job of the order and changes another (starts, reversals). With the version as token, two such
    /// commands at once can't both pass a gate that only one of them leaves open.
    /// </summary>
    public int Turns { get; set; }
    public long Version { get; set; }
}

internal enum OrderState { Accepted, Started, Completed, Cancelled }
