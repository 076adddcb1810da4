namespace Tactus.Contracts.Messages;

/// <summary>What becomes of pieces that are begun when an item changes.</summary>
public enum PartsDisposition
{
    /// <summary>They are finished by the old revision.</summary>
    UseUp,
    /// <summary>They go on by the new revision from where they are.</summary>
    Convert,
    /// <summary>They are scrapped where they are.</summary>
    Scrap,
}

/// <summary>Business to plant: the item of a running order changes. Nothing of the order is started until the change is allocated or lifted; answer where its pieces are.</summary>
/// <param name="OperationNos">Operations that the change touches.</param>
[MessageName("engineering-change-announced.v1"), AlsoToCoordination]
public sealed record EngineeringChangeAnnounced(
    string ChangeNo, string WorkOrderNo, string ItemNo, string FromRevision, string ToRevision, IReadOnlyList<int> OperationNos, string Reason, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"work-order:{WorkOrderNo}";
}

/// <summary>Plant to business: where the pieces of a blocked order are.</summary>
/// <param name="Ordered">Good quantity wanted.</param>
/// <param name="Done">Good at the last operation.</param>
/// <param name="InProcess">Begun, not scrapped and not done.</param>
/// <param name="Unstarted">Ordered, not done and not in process.</param>
/// <param name="Chain">Each operation follows one other; only then pieces can be converted or scrapped where they are.</param>
/// <param name="Positions">Where the pieces in process are.</param>
[MessageName("engineering-change-answered.v1"), AlsoToCoordination]
public sealed record EngineeringChangeAnswered(
    string ChangeNo, string WorkOrderNo, Quantity Ordered, Quantity Done, Quantity InProcess, Quantity Unstarted, Quantity Scrapped, bool Chain,
    IReadOnlyList<PiecesAt> Positions, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"work-order:{WorkOrderNo}";
}

/// <summary>Pieces at an operation: in process there, in rework, or good there and not started at the next.</summary>
/// <param name="Touched">They have started an operation that the change touches.</param>
public sealed record PiecesAt(int OperationNo, Quantity Quantity, bool Touched);

/// <summary>Business to plant: the change is approved and this is what becomes of the order's pieces. The plant splits the order by what is there when this arrives.</summary>
/// <param name="Untouched">For pieces that have not started an operation that the change touches.</param>
/// <param name="Touched">For pieces that have: used up or scrapped.</param>
/// <param name="NewOrder">The order by the new revision, with the quantity that the business reckons with; the plant sets the real one. Null: all of it stays.</param>
[MessageName("engineering-change-allocated.v1"), AlsoToCoordination]
public sealed record EngineeringChangeAllocated(
    string ChangeNo, string WorkOrderNo, PartsDisposition Untouched, PartsDisposition Touched, OperationsScheduleReleased? NewOrder, string Reason, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"work-order:{WorkOrderNo}";
}

/// <summary>Business to plant: the change is withdrawn; the order goes on as it was.</summary>
[MessageName("engineering-change-lifted.v1"), AlsoToCoordination]
public sealed record EngineeringChangeLifted(string ChangeNo, string WorkOrderNo, string Reason, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"work-order:{WorkOrderNo}";
}

/// <summary>Plant to business: the order is split. Kept and the new order's quantity are what the order was.</summary>
/// <param name="Kept">What the order makes now.</param>
/// <param name="Scrapped">Pieces in process that were scrapped for the change; the new order makes them again.</param>
/// <param name="NewOrder">As the plant made it, with the real quantity; null when nothing was left for it.</param>
/// <param name="Moved">By operation, what left the order; operations that nothing left are not named.</param>
[MessageName("order-split.v1"), AlsoToCoordination]
public sealed record OrderSplit(
    string ChangeNo, string WorkOrderNo, Quantity Kept, Quantity Scrapped, OperationsScheduleReleased? NewOrder, IReadOnlyList<PiecesMoved> Moved, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"work-order:{WorkOrderNo}";
}

/// <summary>Pieces that had started an operation and are not the order's any more; quantities in the order's unit.</summary>
/// <param name="Left">Had started it; scrapped ones among them.</param>
/// <param name="LeftGood">Of these, good there.</param>
/// <param name="Converted">Of those that left, those that are the new order's now.</param>
/// <param name="ConvertedGood">Of these, good there.</param>
public sealed record PiecesMoved(int OperationNo, decimal Left, decimal LeftGood, decimal Converted, decimal ConvertedGood);
