using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Planning;

/// <summary>
/// Sends an order to the plant: its method (bill with phantoms exploded, routing) is chosen for its start, frozen, and goes down
/// as one message. What it needs and is free is reserved for it, so that two orders are not released on the same stock.
/// </summary>
/// <param name="AllowShort">Release although material is missing; then <paramref name="Reason"/> is asked for and kept.</param>
[Refuses("work-order-unknown", "work-order-state", "engineering-change", "bill-missing", "routing-missing", "revision-missing", "material-short", "reason-missing")]
internal sealed record ReleaseWorkOrder(string WorkOrderNo, bool AllowShort = false, string? Reason = null) : Command<ErpDb, WorkOrderView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReleaseWorkOrder>("/api/erp/work-order-releases", PlanningArea.Write, "Release a work order to the plant");

    /// <inheritdoc/>
    public override async Task<Outcome<WorkOrderView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var order = await db.WorkOrders.FindAsync([WorkOrderNo], stop);
        if (order is null) return Refusal.Unknown("work-order-unknown", $"There is no work order {WorkOrderNo}.");
        if (await db.Clash(order, order.No, by, stop) is { } clash) return clash;
        if (order.State != WorkOrderState.Planned)
            return new Refusal("work-order-state", $"{order.No} is {TactusJson.Word(order.State)}; only planned orders are released.");
        if (await EngineeringChange.Open(db, order.ItemNo, order.Revision, stop) is { } change)
            return new Refusal("engineering-change", $"{change.No} is changing {order.ItemNo} from revision {order.Revision} to {change.ToRevision}; plan the order at revision {change.ToRevision} instead.", Details: new { changeNo = change.No });
        if (AllowShort && When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        var needs = await MaterialNeeds.Of(db, order, stop);
        if (needs.Refusal is { } unmade) return unmade;
        if (order.Go(WorkOrderState.Released, by.NowUtc) is { } refusal) return refusal;

        var missing = new List<MissingMaterial>();
        foreach (var need in needs.Value.Where(need => need.Open > 0))
        {
            var totals = await StockBook.Totals(db, need.ItemNo, need.Revision, stop);
            var free = Math.Min(need.Open, await Reservations.Free(db, totals, "", stop));
            if (free < need.Open) missing.Add(new(need.ItemNo, need.Revision, new Quantity(need.Open - free, need.Unit)));
            if (free <= 0) continue;
            totals.Reserved += free;
            db.Add(new Reservation { WorkOrderNo = order.No, ItemNo = need.ItemNo, Revision = need.Revision, Quantity = free, Unit = need.Unit, MadeUtc = by.NowUtc });
        }
        if (missing.Count > 0 && !AllowShort)
            return new Refusal("material-short", $"Missing for {order.No}: {string.Join(", ", missing.Select(each => $"{each.Quantity} of {each.ItemNo}"))}. Wait for it, or release with allowShort and a reason.",
                Details: new { missing });
        if (missing.Count > 0) order.ReleasedShortWhy = Reason;

        var released = await FrozenMethod.Freeze(db, order, MaterialNeeds.Day(order), stop);
        if (released.Refusal is { } unmethodical) return unmethodical;
        db.Send(released.Value);
        db.Changed("erp.work-orders", order.No);
        return WorkOrderView.Of(db, order);
    }
}
