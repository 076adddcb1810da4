using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Erp.MasterData;
using Tactus.Erp.Sales;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Planning;

/// <summary>
/// A customer's line changed or was cancelled. Work orders that are only planned follow by themselves; what the plant has is
/// not touched, because stopping a machine costs more than a phone call: the mismatch is recorded on the order and a person decides.
/// </summary>
internal static class LineChanged
{
    /// <summary>Called by the sales commands in their transaction, after the line has its new values.</summary>
    /// <param name="changed">Which of its fields those are.</param>
    internal static async Task Apply(ErpDb db, SalesOrder order, SalesOrderLine line, IReadOnlyList<string> changed, CommandContext by, CancellationToken stop)
    {
        var orders = await OfLine(db, line.OrderNo, line.LineNo, stop);
        var wanted = line.State == SalesState.Cancelled ? line.Shipped : line.Quantity;
        var toPlan = Math.Max(0, wanted - orders.Where(each => each.State is not (WorkOrderState.Planned or WorkOrderState.Cancelled)).Sum(each => each.Quantity));
        var planned = orders.Where(each => each.State == WorkOrderState.Planned).OrderBy(each => each.No, StringComparer.Ordinal).ToList();
        for (var i = 0; i < planned.Count; i++)
        {
            var each = planned[i];
            // Earlier orders keep their quantity as long as it lasts; the last one takes what is left, more or less.
            var quantity = i == planned.Count - 1 ? toPlan : Math.Min(each.Quantity, toPlan);
            toPlan -= quantity;
            if (quantity == 0)
            {
                await CancelWorkOrder.Cancel(db, each, Guid.CreateVersion7(), $"line {line.LineNo} of {line.OrderNo} wants less", by, stop);
                continue;
            }
            var before = each.Quantity;
            (each.Quantity, each.DueUtc, each.Priority) = (quantity, line.DueUtc, line.Priority);
            if (each.StartUtc > each.DueUtc) each.StartUtc = null;
            if (before != quantity) await ChangeWorkOrder.Rescale(db, each, before, $"line {line.LineNo} of {line.OrderNo} changed", stop);
            db.Changed("erp.work-orders", each.No);
        }
        foreach (var each in orders) await Compare(db, each, by, stop);
        await Tell(db, order, line, orders, changed, by, stop);
    }

    /// <summary>What the plant makes for the line may no longer be what is wanted: coordination asks those concerned and gets a decision.</summary>
    private static async Task Tell(ErpDb db, SalesOrder order, SalesOrderLine line, List<WorkOrder> orders, IReadOnlyList<string> changed, CommandContext by, CancellationToken stop)
    {
        var inPlant = orders.Where(each => each.InPlant && each.CancelAskedUtc is null).Select(each => each.No).Order(StringComparer.Ordinal).ToList();
        if (inPlant.Count == 0) return;
        var customer = await db.Customers.FindAsync([order.CustomerNo], stop);
        db.SendTo(HalfDb.Coordination, new DemandChanged(order.No, line.LineNo, line.ItemNo, order.CustomerNo, customer?.Name ?? order.CustomerNo,
            new Quantity(line.State == SalesState.Cancelled ? line.Shipped : line.Quantity, line.Unit), new Quantity(line.Shipped, line.Unit),
            new Quantity(orders.Where(each => !inPlant.Contains(each.No) && each.State != WorkOrderState.Cancelled).Sum(each => each.IsOver ? each.Produced : each.Quantity), line.Unit), line.RequestedUtc, line.PromisedUtc,
            line.Priority, line.State == SalesState.Cancelled, inPlant, changed, by.Actor.Name, by.NowUtc));
    }

    /// <summary>Records where an order in the plant no longer fits its line, and settles the record when it fits again.</summary>
    internal static async Task Compare(ErpDb db, WorkOrder order, CommandContext by, CancellationToken stop)
    {
        if (order.SalesOrderNo is null || order.ParentNo is not null) return;
        var line = await db.SalesLines.FindAsync([order.SalesOrderNo, order.SalesLineNo!.Value], stop);
        if (line is null) return;
        var orders = await OfLine(db, line.OrderNo, line.LineNo, stop);
        var made = orders.Where(each => each.State != WorkOrderState.Cancelled && each.CancelAskedUtc is null).Sum(each => each.Quantity);
        var wanted = line.State == SalesState.Cancelled ? line.Shipped : line.Quantity;
        var differences = new List<string>();
        if (made > wanted) differences.Add(FormattableString.Invariant($"the line wants {wanted:0.######} {Units.Symbol(line.Unit)}, its orders make {made:0.######}"));
        if (made < wanted && made > 0) differences.Add(FormattableString.Invariant($"the line wants {wanted:0.######} {Units.Symbol(line.Unit)}, its orders make only {made:0.######}"));
        if (line.IsOpen && order.DueUtc > line.DueUtc) differences.Add($"the line is due {line.DueUtc:yyyy-MM-dd HH:mm} UTC, the order {order.DueUtc:yyyy-MM-dd HH:mm}");
        if (line.IsOpen && order.Priority != line.Priority) differences.Add($"the line has priority {line.Priority}, the order {order.Priority}");
        var open = await db.DemandMismatches.Where(each => each.WorkOrderNo == order.No && each.SettledUtc == null).ToListAsync(stop);
        if (!order.InPlant || order.CancelAskedUtc is not null || differences.Count == 0)
        {
            foreach (var each in open) (each.SettledUtc, each.SettledBy, each.SettledWhy) = (by.NowUtc, by.Actor.Number, "fits again");
            return;
        }
        var text = string.Join("; ", differences);
        if (open.Count > 0) open[0].Text = text;
        else
            db.Add(new DemandMismatch { WorkOrderNo = order.No, SalesOrderNo = line.OrderNo, SalesLineNo = line.LineNo, Text = text, SinceUtc = by.NowUtc });
        db.Changed("erp.work-orders", order.No);
    }

    private static async Task<List<WorkOrder>> OfLine(ErpDb db, string orderNo, int lineNo, CancellationToken stop) =>
        await db.WorkOrders.Where(each => each.SalesOrderNo == orderNo && each.SalesLineNo == lineNo && each.ParentNo == null).ToListAsync(stop);
}

/// <summary>A person decided about a mismatch and leaves order and line as they are, e.g. because the surplus goes to stock.</summary>
[Refuses("mismatch-unknown", "mismatch-settled", "reason-missing")]
internal sealed record SettleMismatch(Guid MismatchId, string Reason) : Command<ErpDb, Done>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<SettleMismatch>("/api/erp/demand-mismatch-settlements", PlanningArea.Write, "Leave a work order as it is although its sales line changed");

    /// <inheritdoc/>
    public override async Task<Outcome<Done>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        var mismatch = await db.DemandMismatches.FindAsync([MismatchId], stop);
        if (mismatch is null) return Refusal.Unknown("mismatch-unknown", $"There is no mismatch {MismatchId:D}.");
        if (mismatch.SettledUtc is not null) return new Refusal("mismatch-settled", $"{mismatch.SettledBy} has settled this already: {mismatch.SettledWhy}.");
        (mismatch.SettledUtc, mismatch.SettledBy, mismatch.SettledWhy) = (by.NowUtc, by.Actor.Number, Reason);
        db.Changed("erp.work-orders", mismatch.WorkOrderNo);
        return Done.It;
    }
}
