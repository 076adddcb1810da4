using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Planning;

/// <summary>Changes quantity, dates or priority. An order that the plant has is changed there too, by message; the plant answers with its real figures.</summary>
[Refuses("work-order-unknown", "work-order-state", "engineering-change", "below-produced", "quantity-invalid", "quantity-absurd", "unit-mismatch", "due-past", "start-after-due", "priority-invalid",
    "nothing-changed", "reason-missing", "changed-meanwhile")]
internal sealed record ChangeWorkOrder(
    string WorkOrderNo, string Reason, Quantity? Quantity = null, DateTime? StartUtc = null, DateTime? DueUtc = null, int? Priority = null)
    : Command<ErpDb, WorkOrderView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ChangeWorkOrder>("/api/erp/work-order-changes", PlanningArea.Write, "Change quantity, dates or priority of a work order");

    /// <inheritdoc/>
    public override async Task<Outcome<WorkOrderView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        var order = await db.WorkOrders.FindAsync([WorkOrderNo], stop);
        if (order is null) return Refusal.Unknown("work-order-unknown", $"There is no work order {WorkOrderNo}.");
        if (await db.Clash(order, order.No, by, stop) is { } clash) return clash;
        if (order.IsOver || order.CancelAskedUtc is not null)
            return new Refusal("work-order-state", $"{order.No} is {(order.IsOver ? TactusJson.Word(order.State) : "being cancelled")}; make a new order instead.");
        if (await EngineeringChangeOrder.UnderWay(db, order.No, stop) is { } change) return change;
        if (DueUtc < by.NowUtc) return Refusal.Field("due-past", "dueUtc", $"{DueUtc:yyyy-MM-dd HH:mm} UTC has passed.");
        if ((StartUtc ?? order.StartUtc) > (DueUtc ?? order.DueUtc)) return Refusal.Field("start-after-due", StartUtc is null ? "dueUtc" : "startUtc", "It can't start after it is due.");
        if (Priority is < 1 or > 9) return Refusal.Field("priority-invalid", "priority", "Priority is 1 (most urgent) to 9.");
        decimal? quantity = null;
        if (Quantity is { } wanted)
        {
            var item = (await db.Items.FindAsync([order.ItemNo], stop))!;
            var converted = item.InBaseUnit(wanted, await db.ItemUnits.Where(unit => unit.ItemNo == order.ItemNo).ToListAsync(stop));
            if (converted.Refusal is { } invalid) return invalid;
            quantity = converted.Value.Value;
            if (quantity <= 0) return Refusal.Field("quantity-invalid", "quantity", "The quantity must be above zero; to stop the order, cancel it.");
            if (quantity > item.LargestOrder)
                return Refusal.Field("quantity-absurd", "quantity", FormattableString.Invariant($"{quantity:0.######} {Units.Symbol(item.Unit)} is more than an order of {item.No} may be ({item.LargestOrder:0.######})."));
            if (quantity < order.Produced)
                return Refusal.Field("below-produced", "quantity", FormattableString.Invariant($"{order.Produced:0.######} {Units.Symbol(order.Unit)} of {order.No} are made already; less can't be ordered."));
        }
        if ((quantity ?? order.Quantity) == order.Quantity && (DueUtc ?? order.DueUtc) == order.DueUtc && (Priority ?? order.Priority) == order.Priority
            && (StartUtc ?? order.StartUtc) == order.StartUtc)
            return new Refusal("nothing-changed", $"{order.No} is like that already.");
        var before = order.Quantity;
        order.Quantity = quantity ?? order.Quantity;
        order.DueUtc = DueUtc ?? order.DueUtc;
        order.StartUtc = StartUtc ?? order.StartUtc;
        order.Priority = Priority ?? order.Priority;
        if (order.InPlant)
            db.Send(new OperationsScheduleChanged(order.No, Id, quantity is { } changed && changed != before ? new Quantity(changed, order.Unit) : null,
                DueUtc, Priority, Cancelled: false, Reason, by.NowUtc));
        if (order.Quantity != before) await Rescale(db, order, before, Reason, stop);
        await LineChanged.Compare(db, order, by, stop);
        db.Changed("erp.work-orders", order.No);
        return WorkOrderView.Of(db, order);
    }

    /// <summary>Material follows the quantity; what is reserved beyond the new need is given back.</summary>
    internal static async Task Rescale(ErpDb db, WorkOrder order, decimal before, string reason, CancellationToken stop)
    {
        foreach (var material in await db.WorkOrderMaterials.Where(each => each.WorkOrderNo == order.No).ToListAsync(stop))
        {
            material.Quantity = Scaled(material.Quantity, material.Unit);
            material.WithScrap = Scaled(material.WithScrap, material.Unit);
        }
        var needs = await Needs(db, order, stop);
        foreach (var need in needs)
            if (need.Used + need.Reserved - need.Required is > 0 and var surplus)
                await Reservations.Trim(db, order.No, need.ItemNo, need.Revision, Math.Min(surplus, need.Reserved), reason, stop);

        decimal Scaled(decimal value, string unit)
        {
            var scaled = decimal.Round(value * order.Quantity / before, 6);
            return Units.Find(unit)!.Whole ? decimal.Ceiling(scaled) : scaled;
        }
    }

    private static async Task<IReadOnlyList<MaterialNeed>> Needs(ErpDb db, WorkOrder order, CancellationToken stop)
    {
        var needs = await MaterialNeeds.Of(db, order, stop);
        return needs.Done ? needs.Value : [];
    }
}

/// <summary>Stops an order: one that is only planned at once, one in the plant when the plant has answered. What is made stays in stock.</summary>
[Refuses("work-order-unknown", "work-order-state", "engineering-change", "reason-missing", "changed-meanwhile")]
internal sealed record CancelWorkOrder(string WorkOrderNo, string Reason) : Command<ErpDb, WorkOrderView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<CancelWorkOrder>("/api/erp/work-order-cancellations", PlanningArea.Write, "Cancel a work order");

    /// <inheritdoc/>
    public override async Task<Outcome<WorkOrderView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        var order = await db.WorkOrders.FindAsync([WorkOrderNo], stop);
        if (order is null) return Refusal.Unknown("work-order-unknown", $"There is no work order {WorkOrderNo}.");
        if (await db.Clash(order, order.No, by, stop) is { } clash) return clash;
        if (order.IsOver || order.CancelAskedUtc is not null)
            return new Refusal("work-order-state", $"{order.No} is {(order.IsOver ? TactusJson.Word(order.State) : "being cancelled")} already.");
        if (await EngineeringChangeOrder.UnderWay(db, order.No, stop) is { } change) return change;
        await Cancel(db, order, Id, Reason, by, stop);
        return WorkOrderView.Of(db, order);
    }

    internal static async Task Cancel(ErpDb db, WorkOrder order, Guid changeId, string reason, CommandContext by, CancellationToken stop)
    {
        order.CancelReason = reason;
        if (order.InPlant)
        {
            order.CancelAskedUtc = by.NowUtc;
            db.Send(new OperationsScheduleChanged(order.No, changeId, null, null, null, Cancelled: true, reason, by.NowUtc));
        }
        else
        {
            order.Go(WorkOrderState.Cancelled, by.NowUtc);
            await Reservations.Release(db, order.No, null, reason, stop);
        }
        await LineChanged.Compare(db, order, by, stop);
        db.Changed("erp.work-orders", order.No);
    }
}

/// <summary>Puts a completed order away: what it still had reserved is given back. A reversal in the plant opens it again.</summary>
[Refuses("work-order-unknown", "work-order-state", "changed-meanwhile")]
internal sealed record CloseWorkOrder(string WorkOrderNo) : Command<ErpDb, WorkOrderView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<CloseWorkOrder>("/api/erp/work-order-closings", PlanningArea.Write, "Close a completed work order");

    /// <inheritdoc/>
    public override async Task<Outcome<WorkOrderView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var order = await db.WorkOrders.FindAsync([WorkOrderNo], stop);
        if (order is null) return Refusal.Unknown("work-order-unknown", $"There is no work order {WorkOrderNo}.");
        if (await db.Clash(order, order.No, by, stop) is { } clash) return clash;
        if (order.State != WorkOrderState.Completed)
            return new Refusal("work-order-state", $"{order.No} is {TactusJson.Word(order.State)}; only completed orders are closed.");
        order.Go(WorkOrderState.Closed, by.NowUtc);
        await Reservations.Release(db, order.No, null, "order closed", stop);
        db.Changed("erp.work-orders", order.No);
        return WorkOrderView.Of(db, order);
    }
}
