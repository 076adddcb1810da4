using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Erp.MasterData;
using Tactus.Erp.Sales;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Planning;

/// <summary>A work order after a command.</summary>
/// <param name="Components">Orders that were made for its components.</param>
internal sealed record WorkOrderView(
    string No, string ItemNo, string Revision, Quantity Quantity, WorkOrderState State, DateTime? StartUtc, DateTime DueUtc, int Priority,
    string? SalesOrderNo, int? SalesLineNo, string? ParentNo, IReadOnlyList<WorkOrderView> Components, long Version) : IVersionedView
{
    internal static WorkOrderView Of(ErpDb db, WorkOrder order, IEnumerable<WorkOrder>? others = null) => new(order.No, order.ItemNo, order.Revision,
        new Quantity(order.Quantity, order.Unit), order.State, order.StartUtc, order.DueUtc, order.Priority, order.SalesOrderNo, order.SalesLineNo, order.ParentNo,
        [.. (others ?? []).Where(other => other.ParentNo == order.No).Select(other => Of(db, other, others))],
        db.Entry(order).State is EntityState.Modified ? order.Version + 1 : Math.Max(1, order.Version));
}

/// <summary>
/// Makes a work order: for a line of a sales order (item, quantity still missing, due time and priority come from it) or for an
/// item by itself. On wish, orders for made components that are not in stock come with it, level by level.
/// </summary>
/// <param name="Quantity">Good quantity; null: what the sales line waits for and no order makes yet.</param>
/// <param name="DueUtc">Null: as promised to the customer, otherwise as requested.</param>
/// <param name="Priority">1 is most urgent, 9 least.</param>
/// <param name="OutputLotNo">The lot that good units enter; null: the plant names it.</param>
/// <param name="WithComponents">Also orders for made components as far as free stock does not cover them.</param>
/// <param name="No">Its own number, for an import; null: the next of the series.</param>
[Refuses("sales-order-unknown", "sales-line-closed", "nothing-to-make", "item-unknown", "item-not-made", "item-inactive", "revision-missing", "bill-missing", "routing-missing",
    "quantity-invalid", "quantity-absurd", "due-past", "priority-invalid", "start-after-due", "work-order-known", "number-invalid")]
internal sealed record PlanWorkOrder(
    string? SalesOrderNo = null, int? LineNo = null, string? ItemNo = null, string? Revision = null, Quantity? Quantity = null, DateTime? StartUtc = null,
    DateTime? DueUtc = null, int? Priority = null, string? OutputLotNo = null, bool WithComponents = false, string? No = null) : Command<ErpDb, WorkOrderView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<PlanWorkOrder>("/api/erp/work-orders", PlanningArea.Write, "Make a work order for a sales line or an item");

    /// <inheritdoc/>
    public override async Task<Outcome<WorkOrderView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        SalesOrderLine? line = null;
        if (SalesOrderNo is not null)
        {
            line = await db.SalesLines.FindAsync([SalesOrderNo, LineNo ?? 1], stop);
            if (line is null) return Refusal.Unknown("sales-order-unknown", $"There is no line {LineNo ?? 1} of sales order {SalesOrderNo}.");
            if (!line.IsOpen) return new Refusal("sales-line-closed", $"Nobody waits for line {line.LineNo} of {SalesOrderNo} any more.");
            if (ItemNo is not null && ItemNo != line.ItemNo) return Refusal.Field("item-differs", "itemNo", $"Line {line.LineNo} of {SalesOrderNo} is for {line.ItemNo}; leave the item out.");
        }
        if ((line?.ItemNo ?? ItemNo) is not { } itemNo) return Refusal.Field("item-missing", "itemNo", "Name an item, or a sales order and its line.");
        if (await db.Items.FindAsync([itemNo], stop) is not { } item) return Refusal.Unknown("item-unknown", $"There is no item {itemNo}.");
        if (item.Kind != ItemKind.Made) return Refusal.Field("item-not-made", "itemNo", $"{itemNo} is not made here; only made items have work orders.");
        if (!item.Active) return Refusal.Field("item-inactive", "itemNo", $"{itemNo} is out of use; nothing new is made of it.");
        var due = DueUtc ?? line?.DueUtc;
        if (due is null) return Refusal.Field("due-missing", "dueUtc", "Say when it must be ready.");
        if (DueUtc is { } given && given < by.NowUtc && !by.Actor.May(Platform.Permissions.Backdate))
            return Refusal.Field("due-past", "dueUtc", $"{given:yyyy-MM-dd HH:mm} UTC has passed.");
        if (StartUtc > due) return Refusal.Field("start-after-due", "startUtc", "It can't start after it is due.");
        if (Priority is < 1 or > 9) return Refusal.Field("priority-invalid", "priority", "Priority is 1 (most urgent) to 9.");
        decimal quantity;
        if (Quantity is { } wanted)
        {
            var units = await db.ItemUnits.Where(unit => unit.ItemNo == itemNo).ToListAsync(stop);
            var converted = item.InBaseUnit(wanted, units);
            if (converted.Refusal is { } invalid) return invalid;
            quantity = converted.Value.Value;
            if (quantity <= 0) return Refusal.Field("quantity-invalid", "quantity", "The quantity must be above zero.");
            if (quantity > item.LargestOrder)
                return Refusal.Field("quantity-absurd", "quantity", FormattableString.Invariant($"{quantity:0.######} {Units.Symbol(item.Unit)} is more than an order of {itemNo} may be ({item.LargestOrder:0.######}). Check for a slipped zero."));
        }
        else if (line is not null)
        {
            var orders = await db.WorkOrders.Where(order => order.SalesOrderNo == line.OrderNo && order.SalesLineNo == line.LineNo && order.ParentNo == null).ToListAsync(stop);
            quantity = line.Quantity - orders.Where(order => order.State != WorkOrderState.Cancelled).Sum(order => order.Quantity);
            if (quantity <= 0) return new Refusal("nothing-to-make", $"Work orders {string.Join(", ", orders.Select(order => order.No))} make all of this line already; give a quantity to make more.");
        }
        else return Refusal.Field("quantity-missing", "quantity", "Say how many good units are wanted.");
        if (No is not null)
        {
            if (string.IsNullOrWhiteSpace(No) || No.Length > 40 || No.Contains('/', StringComparison.Ordinal)) return Refusal.Field("number-invalid", "no", "A work order number has 1 to 40 characters and no slash.");
            if (await db.WorkOrders.FindAsync([No], stop) is not null) return Refusal.Field("work-order-known", "no", $"There is a work order {No} already.");
            await NumberSeries.Used(db, "WO-", No, stop);
        }
        var made = new List<WorkOrder>();
        var root = await Plan(db, itemNo, Revision ?? line?.Revision, quantity, StartUtc, due.Value, Priority ?? line?.Priority ?? 5, line, null, made, by, stop);
        return root.Refusal is { } refusal ? refusal : WorkOrderView.Of(db, root.Value, made);
    }

    private async Task<Outcome<WorkOrder>> Plan(
        ErpDb db, string itemNo, string? revision, decimal quantity, DateTime? start, DateTime due, int priority, SalesOrderLine? line, WorkOrder? parent,
        List<WorkOrder> made, CommandContext by, CancellationToken stop)
    {
        var day = (start ?? due).Day();
        var structure = await BillStructure.Load(db, itemNo, day, stop);
        revision ??= structure.RevisionOf(itemNo);
        if (revision is null) return new Refusal("revision-missing", $"{itemNo} has no released revision that is valid on {day:yyyy-MM-dd}.");
        var materials = structure.ForOrder(itemNo, revision, quantity);
        if (materials.Refusal is { } refusal) return refusal;
        if (await Methods.Routing(db, itemNo, revision, day, stop) is { Refusal: { } unrouted }) return unrouted;
        var order = new WorkOrder
        {
            No = parent is null && No is not null ? No : await NumberSeries.Next(db, "WO-", stop),
            ItemNo = itemNo,
            Revision = revision,
            Quantity = quantity,
            Unit = structure.Item(itemNo)!.Unit,
            StartUtc = start,
            DueUtc = due,
            Priority = priority,
            SalesOrderNo = line?.OrderNo,
            SalesLineNo = line?.LineNo,
            ParentNo = parent?.No,
            OutputLotNo = parent is null ? OutputLotNo : null,
            CreatedUtc = by.NowUtc,
        };
        db.Add(order);
        made.Add(order);
        db.Changed("erp.work-orders", order.No);
        if (!WithComponents) return order;
        foreach (var need in materials.Value.Materials.Where(material => material.Kind == ItemKind.Made).GroupBy(material => (material.ItemNo, material.Revision)))
        {
            var totals = await StockBook.Totals(db, need.Key.ItemNo, need.Key.Revision, stop);
            // What orders of this same command make is spoken for by them, so only stock that is free counts.
            var missing = need.Sum(material => material.WithScrap) - await Reservations.Free(db, totals, "", stop);
            if (missing <= 0) continue;
            var child = await Plan(db, need.Key.ItemNo, need.Key.Revision, missing, null, start ?? due, priority, line, order, made, by, stop);
            if (child.Refusal is { } deeper) return deeper;
        }
        return order;
    }
}

/// <summary>The way an item is made on a day.</summary>
internal static class Methods
{
    internal static async Task<Outcome<(Routing Routing, IReadOnlyList<RoutingOperation> Operations)>> Routing(ErpDb db, string itemNo, string revision, DateOnly day, CancellationToken stop)
    {
        var known = await db.Routings.AsNoTracking().Where(routing => routing.ItemNo == itemNo).ToListAsync(stop);
        var routing = known.Where(each => each.ItemRevision == revision).EffectiveOn(day) ?? known.Where(each => each.ItemRevision is null).EffectiveOn(day);
        if (routing is null) return new Refusal("routing-missing", $"{itemNo} has no released routing that is valid on {day:yyyy-MM-dd}.");
        return (routing, await db.RoutingOperations.AsNoTracking().Where(operation => operation.ItemNo == itemNo && operation.RoutingRevision == routing.Revision)
            .OrderBy(operation => operation.No).ToListAsync(stop));
    }
}
