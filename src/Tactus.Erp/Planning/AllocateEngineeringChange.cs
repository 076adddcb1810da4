using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Planning;

/// <summary>What a running order becomes.</summary>
/// <param name="NewOrderNo">The order by the new revision; null when nothing goes to one.</param>
/// <param name="NewQuantity">As the plant's answer stands; the plant says the real one when it has split.</param>
internal sealed record AllocationView(string ChangeNo, string WorkOrderNo, PartsDisposition Untouched, PartsDisposition Touched, string? NewOrderNo, Quantity? NewQuantity);

/// <summary>
/// A person says what becomes of the begun pieces of a running order. What is done stays as it is; what is not begun goes on as a new order by
/// the new revision. The plant splits the order and lets both go on.
/// </summary>
/// <param name="Untouched">For pieces that have not started an operation that the change touches; null: as the change proposes.</param>
/// <param name="Touched">For pieces that have: used up or scrapped.</param>
[Refuses("change-unknown", "change-over", "change-not-approved", "change-not-announced", "order-not-in-change", "not-answered", "already-allocated", "not-convertible", "disposition-invalid", "bill-missing", "routing-missing",
    "changed-meanwhile")]
internal sealed record AllocateEngineeringChange(
    string ChangeNo, string WorkOrderNo, PartsDisposition? Untouched = null, PartsDisposition Touched = PartsDisposition.UseUp) : Command<ErpDb, AllocationView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<AllocateEngineeringChange>("/api/erp/engineering-change-allocations", PlanningArea.Engineer, "Say what becomes of the begun pieces of a running order");

    /// <inheritdoc/>
    public override async Task<Outcome<AllocationView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.EngineeringChanges.FindAsync([ChangeNo], stop) is not { } change) return Refusal.Unknown("change-unknown", $"There is no engineering change {ChangeNo}.");
        if (await db.Clash(change, change.No, by, stop) is { } clash) return clash;
        if (change.IsOver) return new Refusal("change-over", $"{ChangeNo} is {TactusJson.Word(change.State)}.");
        if (change.State == EngineeringChangeState.Scheduled) return new Refusal("change-not-announced", $"{ChangeNo} begins on {change.EffectiveFrom:yyyy-MM-dd}; then it is known where the pieces are.");
        if (change.ApprovedUtc is null) return new Refusal("change-not-approved", $"{ChangeNo} waits for the approval of {EngineeringChange.Approvers} people.");
        if (await db.EngineeringChangeOrders.FindAsync([ChangeNo, WorkOrderNo], stop) is not { } line)
            return Refusal.Unknown("order-not-in-change", $"{ChangeNo} does not meet {WorkOrderNo}.");
        if (line.State == ChangeOrderState.Asked) return new Refusal("not-answered", $"The plant has not said yet where the pieces of {WorkOrderNo} are.");
        if (line.State != ChangeOrderState.Answered) return new Refusal("already-allocated", $"{line.AllocatedBy} allocated the pieces of {WorkOrderNo} at {line.AllocatedUtc:yyyy-MM-dd HH:mm} UTC.");
        if (Touched == PartsDisposition.Convert) return Refusal.Field("disposition-invalid", "touched", "A piece that has started a changed operation is used up or scrapped; it can't be converted any more.");
        var untouched = Untouched ?? change.Disposition;
        var positions = JsonSerializer.Deserialize<List<PiecesAt>>(line.Positions, TactusJson.Options)!;
        var (before, behind) = (positions.Where(each => !each.Touched).Sum(each => each.Quantity.Value), positions.Where(each => each.Touched).Sum(each => each.Quantity.Value));
        if (!line.Chain && line.InProcess > 0 && (untouched != PartsDisposition.UseUp || Touched != PartsDisposition.UseUp))
            return new Refusal("not-convertible", $"The operations of {WorkOrderNo} run side by side, so it is not known which piece has been where; use the begun ones up.");
        var order = (await db.WorkOrders.FindAsync([WorkOrderNo], stop))!;
        var going = line.Chain ? (untouched == PartsDisposition.UseUp ? 0 : before) + (Touched == PartsDisposition.Scrap ? behind : 0) : 0;
        var quantity = line.Ordered - Math.Min(line.Ordered, line.Done + line.InProcess - going);
        // With little left the real figure may still ask for an order: scrap that is reported meanwhile is made by the new revision.
        var method = (OperationsScheduleReleased?)null;
        if (!order.IsOver && (quantity > 0 || line.InProcess > 0))
        {
            var fresh = new WorkOrder
            {
                No = await NumberSeries.Next(db, "WO-", stop),
                ItemNo = order.ItemNo,
                Revision = change.ToRevision,
                Quantity = Math.Max(1, quantity),
                Unit = order.Unit,
                StartUtc = order.StartUtc,
                DueUtc = order.DueUtc,
                Priority = order.Priority,
                SalesOrderNo = order.SalesOrderNo,
                SalesLineNo = order.SalesLineNo,
                ParentNo = order.ParentNo,
                SplitFromNo = order.No,
                CreatedUtc = by.NowUtc,
            };
            db.Add(fresh);
            if (fresh.Go(WorkOrderState.Released, by.NowUtc) is { } refusal) return refusal;
            var day = change.EffectiveFrom > by.NowUtc.Day() ? change.EffectiveFrom.Value : by.NowUtc.Day();
            var frozen = await FrozenMethod.Freeze(db, fresh, day, stop);
            if (frozen.Refusal is { } unmade) return unmade;
            method = frozen.Value;
            if (untouched == PartsDisposition.Convert && positions.Find(each => !each.Touched && method.Operations.All(operation => operation.No != each.OperationNo)) is { } lost)
                return new Refusal("not-convertible", $"The routing of revision {change.ToRevision} has no operation {lost.OperationNo}, where pieces of {WorkOrderNo} are; use them up or scrap them.");
            line.NewOrderNo = fresh.No;
            db.Changed("erp.work-orders", fresh.No);
        }
        (line.State, line.Untouched, line.Touched, line.AllocatedBy, line.AllocatedUtc) = (ChangeOrderState.Allocated, untouched, Touched, by.Actor.Number, by.NowUtc);
        // Who withdraws the change at this moment meets its version.
        db.Touch(change);
        by.Why = $"{ChangeNo}: {change.Reason}";
        db.Send(new EngineeringChangeAllocated(ChangeNo, WorkOrderNo, untouched, Touched, method, change.Reason, by.NowUtc));
        db.Changed("erp.engineering-changes", ChangeNo);
        db.Changed("erp.work-orders", WorkOrderNo);
        return new AllocationView(ChangeNo, WorkOrderNo, untouched, Touched, line.NewOrderNo, line.NewOrderNo is null ? null : new Quantity(quantity, order.Unit));
    }
}
