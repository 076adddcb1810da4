using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Planning;

/// <summary>A change after a command.</summary>
internal sealed record EngineeringChangeView(string No, string ItemNo, string FromRevision, string ToRevision, EngineeringChangeState State, DateOnly? EffectiveFrom, DateTime? ApprovedUtc, long Version) : IVersionedView
{
    internal static EngineeringChangeView Of(ErpDb db, EngineeringChange change) => new(change.No, change.ItemNo, change.FromRevision, change.ToRevision, change.State, change.EffectiveFrom,
        change.ApprovedUtc, db.Entry(change).State is EntityState.Modified ? change.Version + 1 : Math.Max(1, change.Version));
}

/// <summary>
/// An item changes, at once or from a day on. From then on nothing more is started of its running orders until two people have approved and
/// the pieces of each order are allocated.
/// </summary>
/// <param name="OperationNos">Operations that the change touches; they exist in the new routing.</param>
/// <param name="Disposition">Proposed for pieces in process that have not started such an operation; each order may decide otherwise.</param>
/// <param name="EffectiveFrom">First day (UTC); null: at once.</param>
[Refuses("item-unknown", "revision-unknown", "revision-same", "operation-unknown", "change-open", "day-past", "bill-missing", "routing-missing", "reason-missing")]
internal sealed record RaiseEngineeringChange(
    string ItemNo, string FromRevision, string ToRevision, IReadOnlyList<int> OperationNos, string Reason, PartsDisposition Disposition = PartsDisposition.UseUp, DateOnly? EffectiveFrom = null)
    : Command<ErpDb, EngineeringChangeView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<RaiseEngineeringChange>("/api/erp/engineering-changes", PlanningArea.Engineer, "Raise an engineering change of an item and its running orders");

    /// <inheritdoc/>
    public override async Task<Outcome<EngineeringChangeView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        if (await db.Items.FindAsync([ItemNo], stop) is null) return Refusal.Unknown("item-unknown", $"There is no item {ItemNo}.");
        if (FromRevision == ToRevision) return Refusal.Field("revision-same", "toRevision", "A change leads from one revision to another.");
        var revisions = await db.ItemRevisions.Where(revision => revision.ItemNo == ItemNo).ToListAsync(stop);
        if (revisions.TrueForAll(revision => revision.Revision != FromRevision)) return Refusal.Field("revision-unknown", "fromRevision", $"{ItemNo} has no revision {FromRevision}.");
        if (revisions.Find(revision => revision.Revision == ToRevision) is not { State: RevisionState.Released })
            return Refusal.Field("revision-unknown", "toRevision", $"{ItemNo} has no released revision {ToRevision}; release it first.");
        var today = by.NowUtc.Day();
        if (EffectiveFrom < today) return Refusal.Field("day-past", "effectiveFrom", $"{EffectiveFrom:yyyy-MM-dd} has passed; leave it out to begin at once.");
        var day = EffectiveFrom ?? today;
        if ((await BillStructure.Load(db, ItemNo, day, stop)).ForOrder(ItemNo, ToRevision, 1).Refusal is { } unbilled) return unbilled;
        var method = await Methods.Routing(db, ItemNo, ToRevision, day, stop);
        if (method.Refusal is { } unrouted) return unrouted;
        if (OperationNos.Count == 0) return Refusal.Field("operation-unknown", "operationNos", "Name the operations that the change touches.");
        if (OperationNos.Where(no => method.Value.Operations.All(operation => operation.No != no)).Select(no => (int?)no).FirstOrDefault() is { } missing)
            return Refusal.Field("operation-unknown", "operationNos", $"The routing of {ItemNo} revision {ToRevision} has no operation {missing}.");
        var no = await NumberSeries.Next(db, "EC-", stop);
        if (await db.EngineeringChanges.FirstOrDefaultAsync(change => change.ItemNo == ItemNo && (change.State == EngineeringChangeState.Scheduled || change.State == EngineeringChangeState.Announced), stop) is { } open)
            return new Refusal("change-open", $"{open.No} is changing {ItemNo} from revision {open.FromRevision} to {open.ToRevision} already; end it first.", Details: new { changeNo = open.No });
        var change = new EngineeringChange
        {
            No = no,
            ItemNo = ItemNo,
            FromRevision = FromRevision,
            ToRevision = ToRevision,
            OperationNos = [.. OperationNos.Distinct().Order()],
            Reason = Reason.Trim(),
            Disposition = Disposition,
            RaisedBy = by.Actor.Number,
            RaisedUtc = by.NowUtc,
            EffectiveFrom = EffectiveFrom,
        };
        db.Add(change);
        if (EffectiveFrom is null || EffectiveFrom <= today) await change.Announce(db, by, stop);
        db.Changed("erp.engineering-changes", no);
        return EngineeringChangeView.Of(db, change);
    }
}

/// <summary>A change is taken back before it is carried out: the plant lets its orders go on as they were.</summary>
[Refuses("change-unknown", "change-over", "change-allocated", "reason-missing", "changed-meanwhile")]
internal sealed record WithdrawEngineeringChange(string ChangeNo, string Reason) : Command<ErpDb, EngineeringChangeView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<WithdrawEngineeringChange>("/api/erp/engineering-change-withdrawals", PlanningArea.Engineer, "Take an engineering change back");

    /// <inheritdoc/>
    public override async Task<Outcome<EngineeringChangeView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        if (await db.EngineeringChanges.FindAsync([ChangeNo], stop) is not { } change) return Refusal.Unknown("change-unknown", $"There is no engineering change {ChangeNo}.");
        if (await db.Clash(change, change.No, by, stop) is { } clash) return clash;
        if (change.IsOver) return new Refusal("change-over", $"{ChangeNo} is {TactusJson.Word(change.State)}.");
        var orders = await db.EngineeringChangeOrders.Where(order => order.ChangeNo == ChangeNo).ToListAsync(stop);
        if (orders.Find(order => order.State is ChangeOrderState.Allocated or ChangeOrderState.Split) is { } begun)
            return new Refusal("change-allocated", $"The pieces of {begun.WorkOrderNo} are allocated already; raise a change back to revision {change.FromRevision} instead.");
        (change.State, change.WithdrawnBy, change.WithdrawnWhy) = (EngineeringChangeState.Withdrawn, by.Actor.Number, Reason);
        foreach (var order in orders) db.Send(new EngineeringChangeLifted(ChangeNo, order.WorkOrderNo, Reason, by.NowUtc));
        db.Changed("erp.engineering-changes", ChangeNo);
        return EngineeringChangeView.Of(db, change);
    }
}

/// <summary>Somebody approves a change. Two different people have to, none of them the one who raised it.</summary>
[Refuses("change-unknown", "change-over", "approval-own", "approval-twice", "changed-meanwhile")]
internal sealed record ApproveEngineeringChange(string ChangeNo, string? Note = null) : Command<ErpDb, EngineeringChangeView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ApproveEngineeringChange>("/api/erp/engineering-change-approvals", PlanningArea.ApproveChanges, "Approve an engineering change");

    /// <inheritdoc/>
    public override async Task<Outcome<EngineeringChangeView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.EngineeringChanges.FindAsync([ChangeNo], stop) is not { } change) return Refusal.Unknown("change-unknown", $"There is no engineering change {ChangeNo}.");
        if (await db.Clash(change, change.No, by, stop) is { } clash) return clash;
        if (change.IsOver) return new Refusal("change-over", $"{ChangeNo} is {TactusJson.Word(change.State)}.");
        if (by.Actor.Number == change.RaisedBy) return new Refusal("approval-own", $"You raised {ChangeNo}; two other people approve it.");
        var given = await db.EngineeringChangeApprovals.Where(approval => approval.ChangeNo == ChangeNo).ToListAsync(stop);
        if (given.Find(approval => approval.PersonNo == by.Actor.Number) is { } mine)
            return new Refusal("approval-twice", $"You approved {ChangeNo} at {mine.AtUtc:yyyy-MM-dd HH:mm} UTC; another person has to.");
        by.Why = Note;
        db.Add(new EngineeringChangeApproval { ChangeNo = ChangeNo, PersonNo = by.Actor.Number, Note = Note, AtUtc = by.NowUtc });
        // Also with the first of them: two people at once meet in the version, and the later one counts two.
        db.Touch(change);
        if (given.Count + 1 >= EngineeringChange.Approvers)
        {
            change.ApprovedUtc ??= by.NowUtc;
            await change.CloseWhenDone(db, by, stop);
        }
        db.Changed("erp.engineering-changes", ChangeNo);
        return EngineeringChangeView.Of(db, change);
    }
}
