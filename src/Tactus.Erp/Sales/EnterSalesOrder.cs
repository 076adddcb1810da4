using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Erp.MasterData;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Sales;

/// <summary>A customer's order comes in.</summary>
/// <param name="No">Only when it comes from elsewhere (import); not sent: the next number, e.g. SO-000001.</param>
/// <param name="CustomerOrderNo">The customer's own number.</param>
/// <param name="Currency">ISO 4217; not sent: that of the first price, otherwise the customer's.</param>
/// <param name="OrderedUtc">Not sent: now.</param>
[Refuses("customer-unknown", "customer-blocked", "order-exists", "order-empty", "line-twice", "currency-unknown", "currency-mixed", "money-invalid", "item-unknown",
    "item-obsolete", "item-phantom", "item-not-released", "revision-unknown", "revision-not-released", "quantity-invalid", "quantity-above-limit",
    "unit-mismatch", "date-in-past", "date-absurd", "value-out-of-range", "number-invalid", "text-invalid", "time-in-future", "time-too-old")]
internal sealed record EnterSalesOrder(
    string CustomerNo, IReadOnlyList<SalesLineInput> Lines, string? No = null, string? CustomerOrderNo = null, string? Currency = null,
    string? Note = null, DateTime? OrderedUtc = null) : Command<ErpDb, SalesOrderView>
{
    private const string Series = "SO-";

    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<EnterSalesOrder>("/api/erp/sales-orders", SalesArea.Write, "Enter a customer's order");

    public override async Task<Outcome<SalesOrderView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var faults = new Faults();
        if (No is not null) faults.No("no", No);
        faults.Text("customerOrderNo", CustomerOrderNo, 60, required: false);
        faults.Text("note", Note, 1000, required: false);
        faults.Require(Currency is null || Money.KnowsCurrency(Currency), "currency-unknown", "currency", $"The currency '{Currency}' is not known; use an ISO 4217 code such as EUR or KRW.");
        faults.Require(Lines.Count is > 0 and <= 500, "order-empty", "lines", "An order has 1 to 500 lines.");
        if (faults.Refusal is { } wrong) return wrong;
        if (OrderedUtc is { } ordered && FloorTime.Check(ordered, by) is { } untimely) return untimely;
        if (await db.Customers.FindAsync([CustomerNo], stop) is not { } customer)
            return Refusal.Field("customer-unknown", "customerNo", $"There is no customer {CustomerNo}.");
        if (customer.BlockedReason is { } why)
            return new Refusal("customer-blocked", $"Nothing new is ordered for {CustomerNo} ({customer.Name}): {why}");
        if (No is not null && await db.SalesOrders.AnyAsync(order => order.No == No, stop))
            return new Refusal("order-exists", $"There is a sales order {No} already; change its lines, or leave the number out.");

        var currency = Currency ?? Lines.Select(line => line.Price?.Currency).FirstOrDefault(each => each is not null) ?? customer.Currency;
        if (No is not null) await NumberSeries.Used(db, Series, No, stop);
        var order = new SalesOrder
        {
            No = No ?? await NumberSeries.Next(db, Series, stop),
            CustomerNo = CustomerNo,
            CustomerOrderNo = CustomerOrderNo,
            Currency = currency,
            Note = Note,
            OrderedUtc = OrderedUtc ?? by.NowUtc,
        };
        var lines = new List<SalesOrderLine>();
        for (var i = 0; i < Lines.Count; i++)
        {
            var lineNo = Lines[i].LineNo ?? ((lines.Count == 0 ? 0 : lines.Max(line => line.LineNo)) / 10 + 1) * 10;
            if (lines.Exists(line => line.LineNo == lineNo)) return Refusal.Field("line-twice", $"lines[{i}].lineNo", $"Two lines have the number {lineNo}.");
            var line = await SalesLineRules.Make(db, order.No, lineNo, Lines[i], $"lines[{i}].", currency, by, stop);
            if (line.Refusal is { } refusal) return refusal;
            lines.Add(line.Value);
        }
        order.Follow(lines, by.NowUtc);
        db.Add(order);
        db.AddRange(lines);
        db.Changed("erp.orders", order.No);
        return await SalesOrderView.Of(db, order, lines, db.VersionAfterSave(order), stop);
    }
}
