using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Erp.MasterData;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Sales;

/// <summary>The customer wants something more on an order that is there.</summary>
/// <param name="Line">Without a number it comes behind the last.</param>
[Refuses("sales-order-unknown", "line-exists", "customer-blocked", "currency-mixed", "money-invalid", "item-unknown", "item-obsolete", "item-phantom",
    "item-not-released", "revision-unknown", "revision-not-released", "quantity-invalid", "quantity-above-limit", "unit-mismatch", "date-in-past",
    "date-absurd", "value-out-of-range", "text-invalid", "changed-meanwhile")]
internal sealed record AddSalesLine(string OrderNo, SalesLineInput Line, string Reason) : Command<ErpDb, SalesOrderView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<AddSalesLine>("/api/erp/sales-lines", SalesArea.Write, "Add a line to a sales order");

    public override async Task<Outcome<SalesOrderView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var faults = new Faults();
        faults.Text("reason", Reason, 500);
        if (faults.Refusal is { } wrong) return wrong;
        by.Why = Reason;
        if (await db.SalesOrders.FindAsync([OrderNo], stop) is not { } order) return Refusal.Unknown("sales-order-unknown", $"There is no sales order {OrderNo}.");
        if (await db.Clash(order, OrderNo, by, stop) is { } clash) return clash;
        var customer = (await db.Customers.FindAsync([order.CustomerNo], stop))!;
        if (customer.BlockedReason is { } why) return new Refusal("customer-blocked", $"Nothing new is ordered for {customer.No} ({customer.Name}): {why}");
        var lines = await db.SalesLines.Where(line => line.OrderNo == OrderNo).ToListAsync(stop);
        var lineNo = Line.LineNo ?? (lines.Max(line => line.LineNo) / 10 + 1) * 10;
        if (lines.Exists(line => line.LineNo == lineNo)) return Refusal.Field("line-exists", "line.lineNo", $"{OrderNo} has a line {lineNo} already.");
        var made = await SalesLineRules.Make(db, OrderNo, lineNo, Line, "line.", order.Currency, by, stop);
        if (made.Refusal is { } refusal) return refusal;
        order.Currency ??= Line.Price?.Currency;
        db.Add(made.Value);
        lines.Add(made.Value);
        order.Follow(lines, by.NowUtc);
        order.LastChange = FormattableString.Invariant($"line {lineNo} added: {Line.Quantity} of {Line.ItemNo} ({Reason})");
        db.Touch(order);
        db.Changed("erp.orders", OrderNo);
        return await SalesOrderView.Of(db, order, lines, db.VersionAfterSave(order), stop);
    }
}
