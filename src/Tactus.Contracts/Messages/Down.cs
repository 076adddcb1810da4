namespace Tactus.Contracts.Messages;

/// <summary>How units of a material are told apart.</summary>
public enum Tracking
{
    /// <summary>Only as an amount.</summary>
    None,
    /// <summary>By lot.</summary>
    Lot,
    /// <summary>One by one.</summary>
    Serial,
}

/// <summary>Business to plant: a material definition (ISA-95 MaterialDefinition) is released or has changed.</summary>
[MessageName("material-definition.v1")]
public sealed record MaterialDefinitionPublished(
    string ItemNo, string Description, string Unit, string Revision, Tracking Tracking, int? ShelfLifeDays, bool Active) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"material:{ItemNo}";
}

/// <summary>Business to plant: a material lot (ISA-95 MaterialLot) is there, e.g. received from a supplier.</summary>
/// <param name="Quantity">Received now; several receipts of one lot add up.</param>
/// <param name="Status">Stock status: <c>available</c>, <c>quality</c> or <c>blocked</c>.</param>
[MessageName("material-lot.v1")]
public sealed record MaterialLotReceived(
    Guid ReceiptId, string LotNo, string ItemNo, string Revision, Quantity Quantity, string Place, string Status,
    DateOnly? ExpiresOn, string? SupplierNo, string? SupplierLotNo, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"lot:{LotNo}";
}

/// <summary>Business to plant: produce this (ISA-95 OperationsRequest with its segments). The plant freezes it as the order's method.</summary>
/// <param name="Quantity">Good quantity wanted.</param>
/// <param name="Priority">1 is most urgent; ties are broken by due time.</param>
[MessageName("operations-schedule-released.v1"), AlsoToCoordination]
public sealed record OperationsScheduleReleased(
    string WorkOrderNo, string ItemNo, string Revision, Quantity Quantity, DateTime? StartUtc, DateTime DueUtc, int Priority,
    string? SalesOrderNo, int? SalesLineNo, string? CustomerNo, string? CustomerName,
    string? OutputLotNo, string RoutingRevision, string BillRevision,
    IReadOnlyList<OperationRequirement> Operations, IReadOnlyList<MaterialRequirement> Materials) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"work-order:{WorkOrderNo}";
}

/// <summary>One operation of a released order (ISA-95 SegmentRequirement).</summary>
/// <param name="No">Operation number, unique in the order, e.g. 10.</param>
/// <param name="Predecessors">Numbers of operations that must come before; empty for a start of the graph.</param>
/// <param name="SetupSeconds">Once per order and machine.</param>
/// <param name="RunSecondsPerUnit">Per good unit of the order.</param>
/// <param name="OverlapQuantity">A successor may start when this much is finished here; null: when all is.</param>
/// <param name="Skills">Skill codes a person needs to start it.</param>
/// <param name="YieldPercent">Expected good share, 0 to 100.</param>
/// <param name="SerialsHere">Serial numbers are assigned at this operation.</param>
public sealed record OperationRequirement(
    int No, string Description, string WorkCentreNo, IReadOnlyList<int> Predecessors, decimal SetupSeconds, decimal RunSecondsPerUnit,
    decimal? OverlapQuantity, IReadOnlyList<string> Skills, decimal YieldPercent, bool Backflush, bool SerialsHere, string? ToolNo);

/// <summary>One material of a released order (ISA-95 MaterialRequirement).</summary>
/// <param name="OperationNo">Where it is used.</param>
/// <param name="Quantity">For the whole order, without scrap.</param>
/// <param name="PerUnit">Per good unit of the order.</param>
/// <param name="Backflush">Booked by the report of good quantity, not by a person.</param>
public sealed record MaterialRequirement(
    int OperationNo, string ItemNo, string Revision, Quantity Quantity, decimal PerUnit, Tracking Tracking, bool Backflush);

/// <summary>Business to plant: a released order changes. Null means unchanged.</summary>
[MessageName("operations-schedule-changed.v1"), AlsoToCoordination]
public sealed record OperationsScheduleChanged(
    string WorkOrderNo, Guid ChangeId, Quantity? Quantity, DateTime? DueUtc, int? Priority, bool Cancelled, string Reason, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"work-order:{WorkOrderNo}";
}

/// <summary>Business to plant: the order in which a work centre should run its operations; coordination sets it.</summary>
[MessageName("dispatch-order.v1")]
public sealed record DispatchOrderSet(
    string WorkCentreNo, Guid ScheduleVersion, IReadOnlyList<DispatchPlace> Places, string Reason, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"dispatch:{WorkCentreNo}";
}

/// <summary>One operation's place in a dispatch order, first is 1.</summary>
public sealed record DispatchPlace(string WorkOrderNo, int OperationNo, int Rank, DateTime? StartUtc);

/// <summary>Business to plant: what the business half did about a hold. Proof that both sides agree.</summary>
/// <param name="Blocked">Stock blocked by this hold, by lot and place.</param>
/// <param name="ReservationsBroken">Reservations that lost their stock.</param>
/// <param name="Shipped">What had already left, by customer; entries after the hold's time make the divergence severe.</param>
[MessageName("lot-hold-confirmed.v1"), AlsoToCoordination]
public sealed record LotHoldConfirmed(
    Guid HoldId, string LotNo, IReadOnlyList<HeldStock> Blocked, IReadOnlyList<BrokenReservation> ReservationsBroken,
    IReadOnlyList<ShippedStock> Shipped, bool Released, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"hold:{HoldId:D}";
}

/// <summary>Stock of a lot that is blocked.</summary>
public sealed record HeldStock(string LotNo, string ItemNo, string Place, Quantity Quantity);

/// <summary>A reservation that a hold broke.</summary>
public sealed record BrokenReservation(string WorkOrderNo, string ItemNo, string LotNo, Quantity Quantity);

/// <summary>Stock of a held lot that a customer already has.</summary>
/// <param name="AfterHold">It left after the plant had fenced the lot.</param>
public sealed record ShippedStock(
    string LotNo, string CustomerNo, string CustomerName, string SalesOrderNo, int SalesLineNo, Quantity Quantity, DateTime ShippedUtc, bool AfterHold);

/// <summary>Business to plant: the business half releases a hold; the plant lifts its fence last.</summary>
[MessageName("lot-hold-release.v1")]
public sealed record LotHoldReleaseApproved(Guid HoldId, string LotNo, string Reason, string ApprovedBy, DateTime AtUtc) : IMessage
{
    /// <summary>What was agreed; scrapped stock has left the books with this.</summary>
    public Disposition Disposition { get; init; }

    /// <inheritdoc/>
    public string Stream => $"hold:{HoldId:D}";
}

/// <summary>Business to plant: what the business half believes about a lot, for the reconciler.</summary>
[MessageName("lot-status-reported.v1")]
public sealed record LotStatusReported(
    Guid RequestId, string LotNo, IReadOnlyList<HeldStock> Blocked, IReadOnlyList<HeldStock> Free, IReadOnlyList<Guid> Holds, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"reconcile:{LotNo}";
}
