namespace Tactus.Mes.Production;

/// <summary>What a row of the production book is.</summary>
internal enum ReportKind
{
    /// <summary>Good, scrap and rework of a running job.</summary>
    Report,
    /// <summary>Rework that came back into process; its rework is negative.</summary>
    ReworkReturn,
    /// <summary>The opposite amounts of the report it points at.</summary>
    Reversal,
    /// <summary>Pieces that went to another order's job or came from there, or were scrapped where they were, by an engineering change.</summary>
    Moved,
}

/// <summary>
/// One line of the production book (ISA-95 JobResponse data with its MaterialActuals). Append-only: a wrong report stays and is
/// answered by a reversal. Where it was made is copied in, so that totals need no other table.
/// </summary>
internal sealed class ProductionReport
{
    /// <summary>The command's identifier: one identifier counts once.</summary>
    public Guid Id { get; init; }
    public ReportKind Kind { get; init; }
    public required string JobNo { get; init; }
    public required string OrderNo { get; init; }
    public int OperationNo { get; init; }
    public required string ItemNo { get; init; }
    public required string WorkCentreNo { get; init; }
    /// <summary>Made at a last operation: its good quantity is finished.</summary>
    public bool Final { get; init; }
    public required string Unit { get; init; }
    public decimal Good { get; init; }
    /// <summary>Sum of the scrap lines.</summary>
    public decimal Scrapped { get; init; }
    public decimal Rework { get; init; }
    public string? LotNo { get; init; }
    public List<string> SerialNos { get; init; } = [];
    public string? MachineNo { get; init; }
    public string? PersonNo { get; init; }
    public string? StationNo { get; init; }
    /// <summary>Shift as reported, or as the calendar said when it was reported.</summary>
    public string? Shift { get; init; }
    public string? ToolNo { get; init; }
    /// <summary>Cycles of the tool that this report covers.</summary>
    public int Shots { get; init; }
    public string? Note { get; init; }
    public Guid? Reverses { get; init; }
    /// <summary>When it happened on the floor.</summary>
    public DateTime AtUtc { get; init; }
    /// <summary>The time that totals count it at: its own, or in a reversal that of the report it corrects, so that a corrected day is right.</summary>
    public DateTime CountsUtc { get; init; }
    public DateTime ReceivedUtc { get; init; }
    public List<ProductionScrap> Scrap { get; init; } = [];
}

/// <summary>Scrap of a report by reason.</summary>
internal sealed class ProductionScrap
{
    public Guid ReportId { get; init; }
    public required string ReasonCode { get; init; }
    public decimal Quantity { get; init; }
}

/// <summary>What happened to a job, in order, for its history and for what ran on a machine when.</summary>
[Platform.NotAudited]
internal sealed class JobEvent
{
    public long Id { get; init; }
    public required string JobNo { get; init; }
    public required string OrderNo { get; init; }
    public JobEventKind Kind { get; init; }
    /// <summary>Started, unstarted or moved quantity in the job's unit; moved away: below zero.</summary>
    public decimal? Quantity { get; init; }
    public string? MachineNo { get; init; }
    public string? PersonNo { get; init; }
    public string? ReasonCode { get; init; }
    public string? Note { get; init; }
    public DateTime AtUtc { get; init; }
    public DateTime ReceivedUtc { get; init; }
}

internal enum JobEventKind { SetUp, Started, Paused, Resumed, Completed, Reopened, Cancelled, Unstarted, Moved }

/// <summary>
/// One row per machine, changed by every start on it: two stations that start different orders on one machine at the same instant
/// meet here, and the later one asks the gate again.
/// </summary>
[Platform.NotAudited]
internal sealed class MachineTurn : Platform.IVersioned
{
    public required string MachineNo { get; init; }
    public int Turns { get; set; }
    public long Version { get; set; }
}
