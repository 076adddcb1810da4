using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Erp.Planning;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Sales;

/// <summary>
/// The customer takes an order, or one line of it, back. What has left stays sold; what is being made is not stopped here:
/// the answer names it, planned orders follow, and for released ones planning has to decide. Send <c>?dryRun</c> to see it first.
/// </summary>
/// <param name="LineNo">Not sent: every open line.</param>
[Refuses("sales-line-unknown", "sales-line-closed", "text-invalid", "changed-meanwhile")]
internal sealed record CancelSales(string OrderNo, string Reason, int? LineNo = null) : Command<ErpDb, SalesCancellationView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<CancelSales>("/api/erp/sales-cancellations", SalesArea.Write, "Cancel a sales order or one of its lines");

    public override async Task<Outcome<SalesCancellationView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var faults = new Faults();
        faults.Text("reason", Reason, 500);
        if (faults.Refusal is { } wrong) return wrong;
        by.Why = Reason;
        var order = await db.SalesOrders.FindAsync([OrderNo], stop);
        var lines = await db.SalesLines.Where(each => each.OrderNo == OrderNo).OrderBy(each => each.LineNo).ToListAsync(stop);
        var asked = lines.FindAll(line => LineNo is null || line.LineNo == LineNo);
        if (order is null || asked.Count == 0)
            return Refusal.Unknown("sales-line-unknown", LineNo is null ? $"There is no sales order {OrderNo}." : $"There is no line {LineNo} of a sales order {OrderNo}.");
        if (await db.Clash(order, OrderNo, by, stop) is { } clash) return clash;
        if (!asked.Exists(line => line.IsOpen))
            return new Refusal("sales-line-closed", LineNo is null
                ? $"No line of {OrderNo} is open any more; what has left comes back as a return."
                : $"Line {LineNo} of {OrderNo} is {(asked[0].State == SalesState.Cancelled ? "cancelled" : "shipped")} already.");

        var before = await SalesThreads.Of(db, OrderNo, stop);
        var cancelled = new List<(SalesOrderLine Line, Quantity Quantity)>();
        foreach (var line in asked.Where(line => line.IsOpen))
        {
            var wanted = new Quantity(line.Quantity, line.Unit);
            var quantity = new Quantity(line.Cancel(), line.Unit);
            db.Add(SalesLineChange.Of(line, "cancelled", wanted.ToString(), new Quantity(line.Shipped, line.Unit).ToString(), Reason, by));
            await LineChanged.Apply(db, order, line, ["cancelled"], by, stop);
            cancelled.Add((line, quantity));
        }
        order.Follow(lines, by.NowUtc);
        order.LastChange = $"{(LineNo is null ? "order" : $"line {LineNo}")} cancelled ({Reason})";
        db.Touch(order);
        db.Changed("erp.orders", OrderNo);
        var now = await SalesThreads.Of(db, OrderNo, stop);
        return new SalesCancellationView(OrderNo, order.State, [.. cancelled.Select(each => new CancelledLine(each.Line.LineNo, each.Line.ItemNo, each.Quantity,
            new Quantity(each.Line.Shipped, each.Line.Unit), SalesThreads.Touched(before.GetValueOrDefault(each.Line.LineNo), now.GetValueOrDefault(each.Line.LineNo))))],
            db.VersionAfterSave(order));
    }
}

/// <summary>What was cancelled.</summary>
internal sealed record SalesCancellationView(string OrderNo, SalesState State, IReadOnlyList<CancelledLine> Lines, long Version) : IVersionedView;

/// <summary>A line of which something was cancelled.</summary>
/// <param name="Cancelled">Not wanted any more, in the item's base unit.</param>
/// <param name="Shipped">Has left and stays sold.</param>
/// <param name="Touched">Work orders that were under way for it, as they are now, with what was reserved for them; and what has left.</param>
internal sealed record CancelledLine(int LineNo, string ItemNo, Quantity Cancelled, Quantity Shipped, SalesThreadView Touched);
