namespace Tactus.Contracts.Messages;

/// <summary>Business to coordination: what a customer's line wants no longer fits what the plant makes for it (ISA-95 OperationsRequest against its
/// OperationsSchedule). Told at each change of such a line, with all that holds now.</summary>
/// <param name="Wanted">Still wanted in all, shipped included.</param>
/// <param name="Covered">Of what is wanted: what orders that are not in the plant have made or are planned to make.</param>
/// <param name="Changed">What was changed just now: quantity, requested, promised, price, priority or cancelled.</param>
/// <param name="RequestedUtc">When the customer wants it.</param>
/// <param name="PromisedUtc">When we said we deliver; null: not promised yet.</param>
/// <param name="WorkOrders">Orders that make the line's item and are in the plant.</param>
[MessageName("demand-changed.v1")]
public sealed record DemandChanged(
    string SalesOrderNo, int SalesLineNo, string ItemNo, string CustomerNo, string CustomerName, Quantity Wanted, Quantity Shipped, Quantity Covered, DateTime RequestedUtc, DateTime? PromisedUtc, int Priority,
    bool Cancelled, IReadOnlyList<string> WorkOrders, IReadOnlyList<string> Changed, string ChangedBy, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"sales-line:{SalesOrderNo}/{SalesLineNo}";
}

/// <summary>Coordination to business: a work order is to be changed as somebody decided. Nothing to change means: leave it as it is, the mismatch is accepted.</summary>
/// <param name="ActionId">Carried out once; the answer names it.</param>
[MessageName("work-order-change-asked.v1")]
public sealed record WorkOrderChangeAsked(
    Guid ActionId, string WorkOrderNo, Quantity? Quantity, DateTime? DueUtc, int? Priority, bool Cancel, string Reason, string DecidedBy, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"work-order-change:{WorkOrderNo}";
}

/// <summary>Coordination to business: the promise of a customer's line is to be changed, in one part or several.</summary>
/// <param name="Parts">In order of their times; together what is still to leave.</param>
[MessageName("promise-change-asked.v1")]
public sealed record PromiseChangeAsked(
    Guid ActionId, string SalesOrderNo, int SalesLineNo, IReadOnlyList<PromisedPart> Parts, string Reason, string DecidedBy, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"promise:{SalesOrderNo}/{SalesLineNo}";
}

/// <summary>A part of a line and when it is promised.</summary>
public sealed record PromisedPart(Quantity Quantity, DateTime PromisedUtc);

/// <summary>Coordination to plant: no new piece of an order is started until it is decided what becomes of it; what is in process goes on.</summary>
/// <param name="CaseNo">The exception that fences; each has its own fence.</param>
/// <param name="Lifted">The fence is taken away.</param>
/// <param name="Sentence">What the terminal says to whoever wants to start.</param>
[MessageName("starts-fenced.v1")]
public sealed record StartsFenced(string CaseNo, string WorkOrderNo, bool Lifted, string Sentence, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"start-fence:{WorkOrderNo}";
}

/// <summary>Coordination to plant: machines of a work centre are to be open longer.</summary>
[MessageName("overtime-asked.v1")]
public sealed record OvertimeAsked(Guid ActionId, string EquipmentNo, DateTime FromUtc, DateTime ToUtc, string Reason, string DecidedBy, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"overtime:{EquipmentNo}";
}

/// <summary>A half to coordination: what became of something that it was asked to do.</summary>
/// <param name="Code">Why not, as the half's refusals are coded; null when it is done.</param>
[MessageName("action-answered.v1")]
public sealed record ActionAnswered(Guid ActionId, bool Done, string? Code, string? Sentence, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"action:{ActionId:D}";
}

/// <summary>Coordination to plant: tell exactly where an order's operations are; what it tells by itself comes in tenths.</summary>
[MessageName("progress-asked.v1")]
public sealed record ProgressAsked(string WorkOrderNo, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"progress:{WorkOrderNo}";
}
