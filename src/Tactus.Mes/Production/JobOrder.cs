using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>
/// One operation of an order at a work centre (ISA-95 JobOrder). Started = Good + Scrapped + Rework + in process, always.
/// </summary>
internal sealed partial class JobOrder : IVersioned
{
    /// <summary>Order and operation, e.g. WO-000123/10.</summary>
    public required string No { get; init; }
    public required string OrderNo { get; init; }
    public int OperationNo { get; init; }
    public required string Description { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public required string WorkCentreNo { get; init; }
    /// <summary>The machine it runs or ran on last; null while it waits.</summary>
    public string? MachineNo { get; set; }
    /// <summary>Operation numbers that come before; the order's operations form a graph.</summary>
    public List<int> Predecessors { get; init; } = [];
    public List<string> Skills { get; init; } = [];
    public decimal SetupSeconds { get; init; }
    public decimal RunSecondsPerUnit { get; init; }
    /// <summary>A successor may start when this much is good here; null: when this job is complete.</summary>
    public decimal? OverlapQuantity { get; init; }
    public decimal YieldPercent { get; init; }
    /// <summary>Materials of this operation are booked by its good reports.</summary>
    public bool Backflush { get; init; }
    public bool SerialsHere { get; init; }
    public string? ToolNo { get; init; }
    /// <summary>No other operation follows: its good quantity enters stock.</summary>
    public bool Last { get; init; }
    public required string Unit { get; init; }
    /// <summary>Wanted good here: what the operations after it need to start; at a last operation the order's quantity.</summary>
    public decimal Planned { get; set; }
    /// <summary>To be started here so that Planned comes out good at the expected yield.</summary>
    public decimal ToStart { get; set; }
    public decimal Started { get; set; }
    public decimal Good { get; set; }
    public decimal Scrapped { get; set; }
    public decimal Rework { get; set; }
    /// <summary>Follows from the four above; the setter is for the database, which keeps it so that lists can filter by it.</summary>
    public decimal InProcess
    {
        get => Started - Good - Scrapped - Rework;
        private set { }
    }
    public JobState State { get; set; }
    /// <summary>Place in the work centre's dispatch list; smaller is sooner; null: by priority and due time.</summary>
    public int? Rank { get; set; }
    /// <summary>Jobs that run together as one load of a machine share it, e.g. an oven.</summary>
    public Guid? BatchId { get; set; }
    public DateTime? StartedUtc { get; set; }
    public DateTime? CompletedUtc { get; set; }
    public long Version { get; set; }
}

/// <summary>See the transitions in JobTransitions.</summary>
internal enum JobState { Waiting, Setup, Running, Paused, Completed, Cancelled }
