using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Erp.Planning;

/// <summary>How far a work order is, as the business knows it.</summary>
internal enum WorkOrderState
{
    /// <summary>Only in the books; everything about it can change.</summary>
    Planned,
    /// <summary>Sent to the plant; its method is frozen.</summary>
    Released,
    /// <summary>The plant has made jobs of it.</summary>
    Accepted,
    /// <summary>The first operation runs or ran.</summary>
    Started,
    /// <summary>Every operation is complete.</summary>
    Completed,
    /// <summary>Checked and put away.</summary>
    Closed,
    /// <summary>Not made any more. What was made before stays in stock.</summary>
    Cancelled,
}

/// <summary>An order to make a quantity of an item (ISA-95 OperationsRequest as the business keeps it).</summary>
internal sealed class WorkOrder : IVersioned
{
    /// <summary>e.g. WO-000001.</summary>
    public required string No { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    /// <summary>Good quantity wanted, in <see cref="Unit"/>.</summary>
    public decimal Quantity { get; set; }
    /// <summary>The item's base unit.</summary>
    public required string Unit { get; init; }
    public DateTime? StartUtc { get; set; }
    public DateTime DueUtc { get; set; }
    /// <summary>1 is most urgent, 9 least.</summary>
    public int Priority { get; set; }
    public string? SalesOrderNo { get; init; }
    public int? SalesLineNo { get; init; }
    /// <summary>The order that this one makes a component for.</summary>
    public string? ParentNo { get; init; }
    /// <summary>The order that an engineering change split this one from.</summary>
    public string? SplitFromNo { get; init; }
    public WorkOrderState State { get; private set; }
    /// <summary>Good units that entered stock, net of reversals.</summary>
    public decimal Produced { get; set; }
    /// <summary>Lost in process, net of reversals.</summary>
    public decimal Scrapped { get; set; }
    /// <summary>The lot that good units enter unless a report names another.</summary>
    public string? OutputLotNo { get; set; }
    /// <summary>Frozen at release.</summary>
    public string? RoutingRevision { get; set; }
    /// <summary>Frozen at release.</summary>
    public string? BillRevision { get; set; }
    /// <summary>Why it was released although material was missing.</summary>
    public string? ReleasedShortWhy { get; set; }
    /// <summary>The plant has been asked to stop; it is cancelled when the plant says so.</summary>
    public DateTime? CancelAskedUtc { get; set; }
    public string? CancelReason { get; set; }
    public DateTime CreatedUtc { get; init; }
    public DateTime? ReleasedUtc { get; set; }
    public DateTime? StartedUtc { get; set; }
    public DateTime? CompletedUtc { get; set; }
    public DateTime? ClosedUtc { get; set; }
    public long Version { get; set; }

    /// <summary>Needs nothing any more.</summary>
    internal bool IsOver => State is WorkOrderState.Completed or WorkOrderState.Closed or WorkOrderState.Cancelled;

    /// <summary>The plant has it.</summary>
    internal bool InPlant => State is WorkOrderState.Released or WorkOrderState.Accepted or WorkOrderState.Started;

    /// <summary>Every transition there is; what is not here is refused.</summary>
    internal static readonly IReadOnlyList<(WorkOrderState From, WorkOrderState To)> Transitions =
    [
        (WorkOrderState.Planned, WorkOrderState.Released),
        (WorkOrderState.Planned, WorkOrderState.Cancelled),
        (WorkOrderState.Released, WorkOrderState.Accepted),
        (WorkOrderState.Released, WorkOrderState.Cancelled),
        (WorkOrderState.Accepted, WorkOrderState.Started),
        (WorkOrderState.Accepted, WorkOrderState.Completed),
        (WorkOrderState.Accepted, WorkOrderState.Cancelled),
        (WorkOrderState.Started, WorkOrderState.Completed),
        (WorkOrderState.Started, WorkOrderState.Cancelled),
        (WorkOrderState.Completed, WorkOrderState.Closed),
        // A reversal in the plant opens the order again, also when the books had closed or cancelled it: the fact wins.
        (WorkOrderState.Completed, WorkOrderState.Started),
        (WorkOrderState.Closed, WorkOrderState.Started),
        (WorkOrderState.Cancelled, WorkOrderState.Started),
    ];

    /// <summary>Goes to a state, or says why it can't. Being there already is fine.</summary>
    internal Refusal? Go(WorkOrderState to, DateTime atUtc)
    {
        if (State == to) return null;
        if (!Transitions.Contains((State, to)))
            return new Refusal("work-order-state", $"{No} is {TactusJson.Word(State)} and can't become {TactusJson.Word(to)}.");
        State = to;
        switch (to)
        {
            case WorkOrderState.Released: ReleasedUtc = atUtc; break;
            case WorkOrderState.Started:
                StartedUtc ??= atUtc;
                (CompletedUtc, ClosedUtc) = (null, null);
                break;
            case WorkOrderState.Completed: CompletedUtc = atUtc; break;
            case WorkOrderState.Closed: ClosedUtc = atUtc; break;
        }
        return null;
    }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<WorkOrder>(entity =>
        {
            entity.ToTable("work_orders");
            entity.HasKey(order => order.No);
            entity.Property(order => order.State).HasConversion<string>();
            entity.Ignore(order => order.IsOver);
            entity.Ignore(order => order.InPlant);
            entity.HasIndex(order => new { order.SalesOrderNo, order.SalesLineNo });
            entity.HasIndex(order => new { order.State, order.DueUtc });
            entity.HasIndex(order => order.ItemNo);
            entity.HasIndex(order => order.ParentNo);
        });
        model.Entity<WorkOrderMaterial>(entity =>
        {
            entity.ToTable("work_order_materials");
            entity.HasKey(material => new { material.WorkOrderNo, material.LineNo });
            entity.Property(material => material.Tracking).HasConversion<string>();
            entity.HasIndex(material => material.ItemNo);
        });
        model.Entity<WorkOrderOperation>(entity =>
        {
            entity.ToTable("work_order_operations");
            entity.HasKey(operation => new { operation.WorkOrderNo, operation.No });
        });
        model.Entity<LaborBooking>(entity =>
        {
            entity.ToTable("labor_bookings");
            entity.HasKey(booking => booking.Id);
            entity.Property(booking => booking.Kind).HasConversion<string>();
            entity.HasIndex(booking => booking.WorkOrderNo);
            entity.HasIndex(booking => booking.ReportId);
        });
        model.Entity<DemandMismatch>(entity =>
        {
            entity.ToTable("demand_mismatches");
            entity.HasKey(mismatch => mismatch.Id);
            entity.HasIndex(mismatch => mismatch.WorkOrderNo);
        });
    }
}

/// <summary>A material of a released order, frozen (ISA-95 MaterialRequirement).</summary>
internal sealed class WorkOrderMaterial
{
    public required string WorkOrderNo { get; init; }
    public int LineNo { get; init; }
    public int OperationNo { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public required string Unit { get; init; }
    /// <summary>For the whole order, without scrap.</summary>
    public decimal Quantity { get; set; }
    /// <summary>To be drawn for the whole order, the bill's scrap included.</summary>
    public decimal WithScrap { get; set; }
    /// <summary>Per good unit of the order, without scrap.</summary>
    public decimal PerUnit { get; init; }
    public Tracking Tracking { get; init; }
    public bool Backflush { get; init; }
}

/// <summary>An operation of a released order, frozen (ISA-95 SegmentRequirement).</summary>
internal sealed class WorkOrderOperation
{
    public required string WorkOrderNo { get; init; }
    public int No { get; init; }
    public required string Description { get; init; }
    public required string WorkCentreNo { get; init; }
    public decimal SetupSeconds { get; init; }
    public decimal RunSecondsPerUnit { get; init; }
    public decimal YieldPercent { get; init; }
    /// <summary>Good and scrapped here, as the plant told last.</summary>
    public decimal Good { get; set; }
    public decimal Scrapped { get; set; }
    public string? State { get; set; }
}

/// <summary>Time a person worked, as the plant reported it. Append-only: a correction is a negative booking that points at what it corrects.</summary>
internal sealed class LaborBooking
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid ReportId { get; init; }
    /// <summary>Null: indirect work.</summary>
    public string? WorkOrderNo { get; init; }
    public int? OperationNo { get; init; }
    public required string PersonNo { get; init; }
    public LaborKind Kind { get; init; }
    /// <summary>Worked for this order; below zero in a reversal.</summary>
    public decimal Seconds { get; init; }
    public Guid? Reverses { get; init; }
    public DateTime StartUtc { get; init; }
    public DateTime EndUtc { get; init; }
}

/// <summary>A customer's line changed after its work order went to the plant: the two no longer fit and a person decides.</summary>
internal sealed class DemandMismatch : IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string WorkOrderNo { get; init; }
    public required string SalesOrderNo { get; init; }
    public int SalesLineNo { get; init; }
    /// <summary>What the line wants now beside what the order makes, in words for the page.</summary>
    public required string Text { get; set; }
    public DateTime SinceUtc { get; init; }
    public DateTime? SettledUtc { get; set; }
    public string? SettledBy { get; set; }
    public string? SettledWhy { get; set; }
    public long Version { get; set; }
}
