namespace Tactus.Contracts.Messages;

/// <summary>Coordination hears this message as well as the half that it is sent to.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AlsoToCoordinationAttribute : Attribute;

/// <summary>Plant to coordination: a machine's state as its signals tell it (ISA-95 equipment state). Every state signal, in the order taken.</summary>
/// <param name="State">noData, running, idle, setup, stopped or plannedStop.</param>
/// <param name="ReasonCode">Why it stopped, when the machine knows.</param>
/// <param name="AtUtc">When it happened at the machine.</param>
[MessageName("machine-state-changed.v1")]
public sealed record MachineStateChanged(string MachineNo, string WorkCentreNo, string State, string? ReasonCode, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"machine:{MachineNo}";
}

/// <summary>Plant to coordination: where an operation is (ISA-95 JobResponse). Told when its state, machine or plan changes and with each tenth of its
/// quantity, not with each report.</summary>
/// <param name="State">waiting, setup, running, paused, completed or cancelled.</param>
/// <param name="Planned">Wanted good here.</param>
/// <param name="ToStart">To be started here so that it comes out good.</param>
[MessageName("job-progress.v1")]
public sealed record JobProgress(
    string WorkOrderNo, int OperationNo, string WorkCentreNo, string? MachineNo, string State, decimal Planned, decimal ToStart, decimal Started,
    decimal Good, decimal Scrapped, decimal Rework, DateTime? StartedUtc, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"work-order:{WorkOrderNo}";
}

/// <summary>Plant to coordination: a supplier's material is recalled, or how far its recall is. Its holds tell for themselves and name it.</summary>
/// <param name="LotNos">Our lots that it began with; what was made from them is under its holds.</param>
/// <param name="Lots">How many lots it affects, work in process among them.</param>
/// <param name="Holds">How many holds it has, and how many of them nobody has decided.</param>
/// <param name="ClosedUtc">When every hold was released or scrapped; null while it is open.</param>
[MessageName("recall-changed.v1")]
public sealed record RecallChanged(
    string RecallNo, string? SupplierNo, string? SupplierLotNo, IReadOnlyList<string> LotNos, string ReasonCode, string Text, int Lots, int Holds, int OpenHolds,
    DateTime DeclaredUtc, DateTime? ClosedUtc, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"recall:{RecallNo}";
}

/// <summary>Plant to coordination: equipment or a calendar was changed; ask with <see cref="AvailabilityAsked"/> for what is there now.</summary>
[MessageName("equipment-changed.v1")]
public sealed record EquipmentChanged(DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => "equipment";
}

/// <summary>Coordination to plant: which machines there are, and when they are planned to be open.</summary>
[MessageName("availability-asked.v1")]
public sealed record AvailabilityAsked(Guid RequestId, DateTime FromUtc, DateTime ToUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => "availability";
}

/// <summary>Plant to coordination: every work centre with its machines and their planned time.</summary>
[MessageName("availability-reported.v1")]
public sealed record AvailabilityReported(Guid RequestId, DateTime FromUtc, DateTime ToUtc, IReadOnlyList<MachineAvailability> Machines) : IMessage
{
    /// <inheritdoc/>
    public string Stream => "equipment";
}

/// <summary>A machine and when it is planned to be open; a work centre without machines stands for one machine of its own number.</summary>
/// <param name="Open">Planned spans within the asked time, in order, breaks taken out.</param>
public sealed record MachineAvailability(string MachineNo, string WorkCentreNo, string Name, IReadOnlyList<OpenSpan> Open);

/// <summary>A span of planned time, from start (within) to end (not within), UTC.</summary>
public sealed record OpenSpan(DateTime StartUtc, DateTime EndUtc);

/// <summary>Plant to coordination: stations of a work centre have the dispatch order of this schedule.</summary>
[MessageName("dispatch-applied.v1")]
public sealed record DispatchApplied(string WorkCentreNo, Guid ScheduleVersion, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"dispatch:{WorkCentreNo}";
}
