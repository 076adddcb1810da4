using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Coordination.Picture;

/// <summary>A work order as both halves told it: what to make, for whom, and how.</summary>
[NotAudited]
internal sealed class KnownOrder
{
    public required string WorkOrderNo { get; init; }
    public required string ItemNo { get; init; }
    public decimal Quantity { get; set; }
    public required string Unit { get; init; }
    public DateTime DueUtc { get; set; }
    public DateTime? StartUtc { get; init; }
    public int Priority { get; set; }
    public string? CustomerNo { get; init; }
    public string? CustomerName { get; init; }
    public string? SalesOrderNo { get; init; }
    public int? SalesLineNo { get; init; }
    public bool Cancelled { get; set; }
    /// <summary>Every operation is finished.</summary>
    public bool Finished { get; set; }
    public List<OperationRequirement> Operations { get; init; } = [];
    public List<MaterialRequirement> Materials { get; init; } = [];
}

/// <summary>How far an operation is, as the plant told it last.</summary>
[NotAudited]
internal sealed class KnownJob
{
    public required string WorkOrderNo { get; init; }
    public int OperationNo { get; init; }
    public required string WorkCentreNo { get; set; }
    public string? MachineNo { get; set; }
    /// <summary>waiting, setup, running, paused, completed or cancelled.</summary>
    public required string State { get; set; }
    public decimal Planned { get; set; }
    public decimal ToStart { get; set; }
    public decimal Started { get; set; }
    public decimal Good { get; set; }
    public decimal Scrapped { get; set; }
    public decimal Rework { get; set; }
    public DateTime? StartedUtc { get; set; }
    public DateTime ToldUtc { get; set; }

    /// <summary>Job number as the plant writes it.</summary>
    internal string No => $"{WorkOrderNo}/{OperationNo}";

    internal bool Over => State is "completed" or "cancelled";

    internal bool OnMachine => State is "setup" or "running" or "paused";
}

/// <summary>A machine, what it does now and when it is planned to be open.</summary>
[NotAudited]
internal sealed class KnownMachine
{
    public required string MachineNo { get; init; }
    public required string WorkCentreNo { get; set; }
    public string Name { get; set; } = "";
    public bool Active { get; set; }
    /// <summary>noData, running, idle, setup, stopped or plannedStop.</summary>
    public string State { get; set; } = "noData";
    public string? ReasonCode { get; set; }
    public DateTime SinceUtc { get; set; }
    /// <summary>Until when somebody says that it is down; null: nobody did.</summary>
    public DateTime? DownUntilUtc { get; set; }
    public List<OpenSpan> Open { get; set; } = [];

    internal bool Down => State == "stopped";
}

/// <summary>When the plant was last asked for its machines, and what it answered.</summary>
[NotAudited]
internal sealed class AvailabilityAnswer
{
    public int Id { get; init; } = 1;
    public Guid RequestId { get; set; }
    public DateTime AskedUtc { get; set; }
    public DateTime FromUtc { get; set; }
    public DateTime ToUtc { get; set; }
    public bool Answered { get; set; }
}
