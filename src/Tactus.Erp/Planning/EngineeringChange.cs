using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Erp.Planning;

/// <summary>How far an engineering change is.</summary>
internal enum EngineeringChangeState
{
    /// <summary>It begins on a day to come.</summary>
    Scheduled,
    /// <summary>Running orders are blocked and asked where their pieces are.</summary>
    Announced,
    /// <summary>Approved, and every order is split.</summary>
    Closed,
    /// <summary>Taken back; the orders go on as they were.</summary>
    Withdrawn,
}

/// <summary>An item is made by a newer revision, also what is running of it.</summary>
internal sealed class EngineeringChange : IVersioned
{
    /// <summary>How many people have to approve, none of them the one who raised it.</summary>
    internal const int Approvers = 2;

    /// <summary>EC-000001.</summary>
    public required string No { get; init; }
    public required string ItemNo { get; init; }
    public required string FromRevision { get; init; }
    public required string ToRevision { get; init; }
    /// <summary>Operations that it touches; pieces that have started one of them can't be converted.</summary>
    public List<int> OperationNos { get; init; } = [];
    public required string Reason { get; init; }
    /// <summary>Proposed for pieces in process that have not started a touched operation.</summary>
    public PartsDisposition Disposition { get; init; }
    public required string RaisedBy { get; init; }
    public DateTime RaisedUtc { get; init; }
    /// <summary>First day (UTC) of the new revision; null: at once.</summary>
    public DateOnly? EffectiveFrom { get; init; }
    public EngineeringChangeState State { get; set; }
    public DateTime? AnnouncedUtc { get; set; }
    /// <summary>When the second person approved.</summary>
    public DateTime? ApprovedUtc { get; set; }
    public DateTime? ClosedUtc { get; set; }
    public string? WithdrawnBy { get; set; }
    public string? WithdrawnWhy { get; set; }
    public long Version { get; set; }

    /// <summary>Nothing new is done with it.</summary>
    internal bool IsOver => State is EngineeringChangeState.Closed or EngineeringChangeState.Withdrawn;

    internal static void Map(ModelBuilder model)
    {
        model.Entity<EngineeringChange>(entity =>
        {
            entity.ToTable("engineering_changes");
            entity.HasKey(change => change.No);
            entity.Property(change => change.State).HasConversion<string>();
            entity.Property(change => change.Disposition).HasConversion<string>();
            entity.Ignore(change => change.IsOver);
            entity.HasIndex(change => new { change.ItemNo, change.State });
        });
        model.Entity<EngineeringChangeApproval>(entity =>
        {
            entity.ToTable("engineering_change_approvals");
            entity.HasKey(approval => new { approval.ChangeNo, approval.PersonNo });
        });
        model.Entity<EngineeringChangeOrder>(entity =>
        {
            entity.ToTable("engineering_change_orders");
            entity.HasKey(order => new { order.ChangeNo, order.WorkOrderNo });
            entity.Property(order => order.State).HasConversion<string>();
            entity.Property(order => order.Untouched).HasConversion<string>();
            entity.Property(order => order.Touched).HasConversion<string>();
            entity.HasIndex(order => order.WorkOrderNo);
        });
    }

    /// <summary>The change that an item's revision is in the middle of, or null.</summary>
    internal static Task<EngineeringChange?> Open(ErpDb db, string itemNo, string revision, CancellationToken stop) => db.EngineeringChanges
        .FirstOrDefaultAsync(change => change.ItemNo == itemNo && change.FromRevision == revision && change.State == EngineeringChangeState.Announced, stop);

    /// <summary>It begins: every running order of the old revision is blocked in the plant and asked where its pieces are.</summary>
    internal async Task Announce(ErpDb db, CommandContext by, CancellationToken stop)
    {
        (State, AnnouncedUtc) = (EngineeringChangeState.Announced, by.NowUtc);
        var orders = await db.WorkOrders.Where(order => order.ItemNo == ItemNo && order.Revision == FromRevision && order.CancelAskedUtc == null
            && (order.State == WorkOrderState.Released || order.State == WorkOrderState.Accepted || order.State == WorkOrderState.Started)).OrderBy(order => order.No).ToListAsync(stop);
        foreach (var order in orders)
        {
            db.Add(new EngineeringChangeOrder { ChangeNo = No, WorkOrderNo = order.No, Unit = order.Unit });
            db.Send(new EngineeringChangeAnnounced(No, order.No, ItemNo, FromRevision, ToRevision, OperationNos, Reason, by.NowUtc));
            db.Changed("erp.work-orders", order.No);
        }
        await CloseWhenDone(db, by, stop);
        db.Changed("erp.engineering-changes", No);
    }

    /// <summary>Approved and nothing left to split: over.</summary>
    internal async Task CloseWhenDone(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (State != EngineeringChangeState.Announced || ApprovedUtc is null) return;
        await db.EngineeringChangeOrders.Where(order => order.ChangeNo == No).LoadAsync(stop);
        if (db.EngineeringChangeOrders.Local.Any(order => order.ChangeNo == No && order.State != ChangeOrderState.Split)) return;
        (State, ClosedUtc) = (EngineeringChangeState.Closed, by.NowUtc);
    }
}

/// <summary>One of the people who approved.</summary>
internal sealed class EngineeringChangeApproval
{
    public required string ChangeNo { get; init; }
    public required string PersonNo { get; init; }
    public string? Note { get; init; }
    public DateTime AtUtc { get; init; }
}

/// <summary>How far a running order is with a change.</summary>
internal enum ChangeOrderState
{
    /// <summary>Blocked; the plant was asked where its pieces are.</summary>
    Asked,
    /// <summary>The plant has said so.</summary>
    Answered,
    /// <summary>A person has said what becomes of them; the plant splits the order.</summary>
    Allocated,
    /// <summary>Split; the figures are the plant's.</summary>
    Split,
}

/// <summary>A running order that a change meets. Quantities in the order's unit.</summary>
internal sealed class EngineeringChangeOrder : IVersioned
{
    public required string ChangeNo { get; init; }
    public required string WorkOrderNo { get; init; }
    public required string Unit { get; init; }
    public ChangeOrderState State { get; set; }
    public decimal Ordered { get; set; }
    public decimal Done { get; set; }
    public decimal InProcess { get; set; }
    public decimal Unstarted { get; set; }
    public decimal Scrapped { get; set; }
    /// <summary>Each operation follows one other: pieces can be converted or scrapped where they are.</summary>
    public bool Chain { get; set; }
    /// <summary>JSON of where the pieces in process are.</summary>
    public string Positions { get; set; } = "[]";
    public DateTime? AnsweredUtc { get; set; }
    public PartsDisposition? Untouched { get; set; }
    public PartsDisposition? Touched { get; set; }
    public string? AllocatedBy { get; set; }
    public DateTime? AllocatedUtc { get; set; }
    /// <summary>The order by the new revision.</summary>
    public string? NewOrderNo { get; set; }
    public decimal? Kept { get; set; }
    public decimal? NewQuantity { get; set; }
    public DateTime? SplitUtc { get; set; }
    public long Version { get; set; }

    /// <summary>While the plant splits an order nothing else about it changes.</summary>
    internal static async Task<Refusal?> UnderWay(ErpDb db, string workOrderNo, CancellationToken stop) =>
        await db.EngineeringChangeOrders.FirstOrDefaultAsync(order => order.WorkOrderNo == workOrderNo && order.State == ChangeOrderState.Allocated, stop) is { } split
            ? new Refusal("engineering-change", $"The plant is splitting {workOrderNo} for {split.ChangeNo}; change it when the plant has answered.", Details: new { changeNo = split.ChangeNo })
            : null;
}
