using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>An engineering change of a running order, as the plant knows it: blocked, then split or lifted.</summary>
internal sealed class OrderChange : IVersioned
{
    /// <summary>The business half's number, e.g. EC-000001.</summary>
    public required string ChangeNo { get; init; }
    public required string OrderNo { get; init; }
    public required string ItemNo { get; init; }
    public required string FromRevision { get; init; }
    public required string ToRevision { get; init; }
    public List<int> OperationNos { get; init; } = [];
    public required string Reason { get; init; }
    public DateTime AnnouncedUtc { get; init; }
    public DateTime? LiftedUtc { get; set; }
    public DateTime? SplitUtc { get; set; }
    /// <summary>The order that took over what was not begun, and what was converted.</summary>
    public string? NewOrderNo { get; set; }
    public decimal? Kept { get; set; }
    public long Version { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<OrderChange>(entity =>
    {
        entity.ToTable("order_changes");
        entity.HasKey(change => new { change.ChangeNo, change.OrderNo });
        entity.HasIndex(change => change.OrderNo);
    });

    /// <summary>The order is blocked from here, and the answer says where its pieces are. Said twice it is answered once.</summary>
    internal static async Task<Refusal?> Announced(MesDb db, EngineeringChangeAnnounced told, CommandContext by, CancellationToken stop)
    {
        var order = await db.Orders.FindAsync([told.WorkOrderNo], stop);
        if (order is null) return new Refusal("order-unknown", $"Order {told.WorkOrderNo} has not been released to this plant.");
        if (await db.OrderChanges.FindAsync([told.ChangeNo, told.WorkOrderNo], stop) is not null) return null;
        db.OrderChanges.Add(new OrderChange
        {
            ChangeNo = told.ChangeNo, OrderNo = told.WorkOrderNo, ItemNo = told.ItemNo, FromRevision = told.FromRevision, ToRevision = told.ToRevision,
            OperationNos = [.. told.OperationNos], Reason = told.Reason, AnnouncedUtc = told.AtUtc,
        });
        by.Why = told.Reason;
        var where = told.OperationNos.Count == 1 ? $"operation {told.OperationNos[0]}" : $"operations {string.Join(", ", told.OperationNos)}";
        order.BlockedBy = told.ChangeNo;
        order.BlockedWhy = $"{told.ChangeNo} changes {told.ItemNo} from revision {told.FromRevision} to {told.ToRevision} at {where} ({told.Reason}). Nothing of order {order.No} is started until the change is approved and its pieces are allocated; what is in process can be reported.";
        // Whoever starts at this moment meets the order's version and is asked again.
        order.Turns++;
        var jobs = await db.Jobs.Where(job => job.OrderNo == order.No).OrderBy(job => job.OperationNo).ToListAsync(stop);
        var pieces = Whereabouts.Of(order, jobs, told.OperationNos);
        Quantity Of(decimal value) => new(value, order.Unit);
        db.Send(new EngineeringChangeAnswered(told.ChangeNo, order.No, Of(order.Quantity), Of(pieces.Done), Of(pieces.InProcess), Of(pieces.Unstarted), Of(pieces.Scrapped), pieces.IsChain,
            [.. pieces.Positions.Select(each => new PiecesAt(each.Job.OperationNo, Of(each.Pieces), each.Touched))], by.NowUtc));
        Tell(db, order, jobs);
        return null;
    }

    /// <summary>The change was withdrawn: the order goes on as it was.</summary>
    internal static async Task<Refusal?> Lifted(MesDb db, EngineeringChangeLifted told, CommandContext by, CancellationToken stop)
    {
        var order = await db.Orders.FindAsync([told.WorkOrderNo], stop);
        var change = await db.OrderChanges.FindAsync([told.ChangeNo, told.WorkOrderNo], stop);
        if (order is null || change is null) return new Refusal("change-unknown", $"The plant knows of no change {told.ChangeNo} of order {told.WorkOrderNo}.");
        if (change.LiftedUtc is not null || change.SplitUtc is not null) return null;
        by.Why = told.Reason;
        change.LiftedUtc = told.AtUtc;
        order.Unblock(told.ChangeNo);
        Tell(db, order, await db.Jobs.Where(job => job.OrderNo == order.No).ToListAsync(stop));
        return null;
    }

    internal static void Tell(MesDb db, ProductionOrder order, IEnumerable<JobOrder> jobs)
    {
        db.Changed("mes.jobs", order.No);
        foreach (var centre in jobs.Select(job => job.WorkCentreNo).Distinct()) db.Changed("mes.dispatch", centre);
    }
}
