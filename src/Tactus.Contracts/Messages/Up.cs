namespace Tactus.Contracts.Messages;

/// <summary>What happened to material (ISA-95 MaterialActual use).</summary>
public enum MaterialUse
{
    /// <summary>Went into the product.</summary>
    Consumed,
    /// <summary>Came out good.</summary>
    Produced,
    /// <summary>Came out bad, or was spoiled; B2MML writes Other/Scrap.</summary>
    Scrapped,
    /// <summary>Moved from stock to the line.</summary>
    Picked,
    /// <summary>Moved back from the line to stock.</summary>
    Returned,
}

/// <summary>What work a person did (ISA-95 PersonnelActual use).</summary>
public enum LaborKind
{
    /// <summary>Preparing the machine.</summary>
    Setup,
    /// <summary>Running the operation.</summary>
    Run,
    /// <summary>Not for one order: cleaning, training, meeting.</summary>
    Indirect,
}

/// <summary>Plant to business: material was used or made (ISA-95 MaterialActual). A correction is the opposite amount that points at what it corrects.</summary>
/// <param name="ReportId">The report's identifier; applied once.</param>
/// <param name="Quantity">Above zero; below zero only in a reversal.</param>
/// <param name="Final">Produced at the last operation, so it enters stock; other good reports are progress only.</param>
/// <param name="ToStock">Consumption at the last operation and before is always stock-relevant; progress of an inner operation is not.</param>
[MessageName("material-actual.v1")]
public sealed record MaterialActual(
    Guid ReportId, string WorkOrderNo, int OperationNo, string ItemNo, string Revision, MaterialUse Use, Quantity Quantity,
    string? LotNo, IReadOnlyList<string> SerialNos, string? ReasonCode, Guid? Reverses, bool Final, bool ToStock,
    string? PersonNo, string? MachineNo, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"work-order:{WorkOrderNo}";
}

/// <summary>Plant to business: time a person worked (ISA-95 PersonnelActual).</summary>
/// <param name="WorkOrderNo">Null for indirect work.</param>
/// <param name="Seconds">Worked time attributed to this order: shared time is split among jobs run at once. Negative only in a reversal.</param>
[MessageName("labor-actual.v1")]
public sealed record LaborActual(
    Guid ReportId, string? WorkOrderNo, int? OperationNo, string PersonNo, LaborKind Kind, decimal Seconds, Guid? Reverses,
    DateTime StartUtc, DateTime EndUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => WorkOrderNo is null ? $"person:{PersonNo}" : $"work-order:{WorkOrderNo}";
}

/// <summary>How far the plant is with an order (ISA-95 OperationsResponse).</summary>
public enum ResponseState
{
    /// <summary>Accepted and ready to start.</summary>
    Accepted,
    /// <summary>The first operation has started.</summary>
    Started,
    /// <summary>Every operation is complete.</summary>
    Completed,
    /// <summary>Cancelled in the plant.</summary>
    Cancelled,
    /// <summary>Opened again by a reversal after it was completed.</summary>
    Reopened,
}

/// <summary>Plant to business: the state of an order or of one of its operations.</summary>
/// <param name="OperationNo">Null for the whole order.</param>
[MessageName("job-response.v1")]
public sealed record JobResponse(
    Guid ResponseId, string WorkOrderNo, int? OperationNo, ResponseState State, Quantity Good, Quantity Scrapped, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"work-order:{WorkOrderNo}";
}

/// <summary>What becomes of held goods.</summary>
public enum Disposition
{
    /// <summary>They are fit for use.</summary>
    Use,
    /// <summary>They are destroyed or given back; nobody may use them.</summary>
    Scrap,
}

/// <summary>Plant to business: a lot, and what was made from it, is fenced in the plant; block its stock and answer with <see cref="LotHoldConfirmed"/>.</summary>
/// <param name="LotNos">The lot itself first, then every lot that descends from it.</param>
[MessageName("lot-held.v1"), AlsoToCoordination]
public sealed record LotHeld(
    Guid HoldId, string LotNo, IReadOnlyList<string> LotNos, string ReasonCode, string Text, string HeldBy, DateTime AtUtc) : IMessage
{
    /// <summary>The recall that it is a part of; null for a hold of its own.</summary>
    public string? RecallNo { get; init; }

    /// <inheritdoc/>
    public string Stream => $"hold:{HoldId:D}";
}

/// <summary>Plant to business: more was made from a held lot (found late); the hold now covers these too.</summary>
[MessageName("lot-hold-extended.v1"), AlsoToCoordination]
public sealed record LotHoldExtended(Guid HoldId, IReadOnlyList<string> LotNos, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"hold:{HoldId:D}";
}

/// <summary>Plant to business: a quality person asks to release a hold; the business half approves first.</summary>
[MessageName("lot-hold-release-asked.v1")]
public sealed record LotHoldReleaseAsked(Guid HoldId, string LotNo, string Reason, string AskedBy, DateTime AtUtc) : IMessage
{
    /// <summary>What shall become of the held goods.</summary>
    public Disposition Disposition { get; init; }

    /// <inheritdoc/>
    public string Stream => $"hold:{HoldId:D}";
}

/// <summary>Plant to business: the hold is over on both sides. The fence is down, or the goods are scrapped and the fence stays where they were.</summary>
[MessageName("lot-hold-ended.v1"), AlsoToCoordination]
public sealed record LotHoldEnded(Guid HoldId, string LotNo, DateTime AtUtc) : IMessage
{
    /// <summary>What became of the held goods.</summary>
    public Disposition Disposition { get; init; }

    /// <inheritdoc/>
    public string Stream => $"hold:{HoldId:D}";
}

/// <summary>Plant to business: tell what you believe about this lot (the reconciler asks).</summary>
[MessageName("lot-status-asked.v1")]
public sealed record LotStatusAsked(Guid RequestId, string LotNo, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"reconcile:{LotNo}";
}

/// <summary>Plant to business: a lot came into being in the plant (made, split or merged), so that stock can name it.</summary>
[MessageName("lot-made.v1")]
public sealed record LotMade(
    string LotNo, string ItemNo, string Revision, string? WorkOrderNo, DateOnly? ExpiresOn, DateTime AtUtc) : IMessage
{
    /// <summary>What a split or a merge took it from: stock moves these amounts into the new lot where they are. Null for a lot that an order made.</summary>
    public IReadOnlyList<LotPart>? Parts { get; init; }

    /// <summary>The line where a split or merged lot lies; null: in the store.</summary>
    public string? WorkCentreNo { get; init; }

    /// <inheritdoc/>
    public string Stream => WorkOrderNo is null ? $"lot:{LotNo}" : $"work-order:{WorkOrderNo}";
}

/// <summary>An amount of one lot that went into another.</summary>
public sealed record LotPart(string LotNo, Quantity Quantity);
