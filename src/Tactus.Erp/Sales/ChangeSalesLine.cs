using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Erp.Planning;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Sales;

/// <summary>The customer or we change a line: quantity, dates, price, priority. Each change is kept with its reason, and planning is told in the same transaction.</summary>
/// <param name="Quantity">In any unit that the item knows; not below what has left. Not sent: unchanged, as is every other field.</param>
/// <param name="Price">Per unit of the ordered quantity.</param>
/// <param name="Priority">1 is most urgent, 9 least.</param>
[Refuses("sales-line-unknown", "sales-line-closed", "change-empty", "quantity-below-shipped", "quantity-invalid", "quantity-above-limit", "unit-mismatch",
    "currency-mixed", "money-invalid", "date-in-past", "date-absurd", "value-out-of-range", "text-invalid", "changed-meanwhile")]
internal sealed record ChangeSalesLine(
    string OrderNo, int LineNo, string Reason, Quantity? Quantity = null, DateTime? RequestedUtc = null, DateTime? PromisedUtc = null,
    Money? Price = null, int? Priority = null) : Command<ErpDb, SalesOrderView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ChangeSalesLine>("/api/erp/sales-line-changes", SalesArea.Write, "Change quantity, dates, price or priority of a sales line");

    public override async Task<Outcome<SalesOrderView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        by.Why = Reason;
        var order = await db.SalesOrders.FindAsync([OrderNo], stop);
        var lines = await db.SalesLines.Where(each => each.OrderNo == OrderNo).OrderBy(each => each.LineNo).ToListAsync(stop);
        if (order is null || lines.Find(each => each.LineNo == LineNo) is not { } line)
            return Refusal.Unknown("sales-line-unknown", $"There is no line {LineNo} of a sales order {OrderNo}.");
        if (await db.Clash(order, OrderNo, by, stop) is { } clash) return clash;
        if (Check(order, by) is { } wrong) return wrong;
        if (line.State == SalesState.Cancelled) return new Refusal("sales-line-closed", $"Line {LineNo} of {OrderNo} is cancelled; enter a new line.");

        var changes = new List<SalesLineChange>();
        void Keep(string field, string before, string after)
        {
            if (before != after) changes.Add(SalesLineChange.Of(line, field, before, after, Reason, by));
        }
        if (Quantity is { } wanted)
        {
            var converted = await SalesLineRules.InBaseUnit(db, line.ItemNo, wanted, "quantity", stop);
            if (converted.Refusal is { } misfit) return misfit;
            var before = new Quantity(line.OrderedQuantity, line.OrderedUnit);
            // A price is per ordered unit: told in boxes instead of pieces it would silently mean another amount.
            if (wanted.Unit != line.OrderedUnit && line.UnitPrice is not null && Price is null)
                return Refusal.Field("unit-mismatch", "quantity", $"The line's price is per {line.OrderedUnit}; give the quantity in {line.OrderedUnit}, or a price per {wanted.Unit} with it.");
            if (line.Resize(converted.Value.Value, wanted) is { } refusal) return refusal;
            Keep("quantity", before.ToString(), wanted.ToString());
        }
        if (RequestedUtc is { } requested)
        {
            Keep("requested", SalesLineRules.Text(line.RequestedUtc), SalesLineRules.Text(requested));
            line.RequestedUtc = requested;
        }
        if (PromisedUtc is { } promised)
        {
            Keep("promised", SalesLineRules.Text(line.PromisedUtc), SalesLineRules.Text(promised));
            line.PromisedUtc = promised;
        }
        if (Price is { } price)
        {
            Keep("price", line.UnitPrice is { } old ? new Money(old, order.Currency!).ToString() : "", price.ToString());
            line.UnitPrice = price.Amount;
            order.Currency ??= price.Currency;
        }
        if (Priority is { } priority)
        {
            Keep("priority", line.Priority.ToString(CultureInfo.InvariantCulture), priority.ToString(CultureInfo.InvariantCulture));
            line.Priority = priority;
        }
        if (changes.Count == 0) return new Refusal("change-empty", $"Line {LineNo} of {OrderNo} is like that already; nothing would change.");

        db.AddRange(changes);
        order.Follow(lines, by.NowUtc);
        order.LastChange = $"line {LineNo}: {string.Join(", ", changes.Select(change => $"{change.Field} {change.Before} to {change.After}"))} ({Reason})";
        db.Touch(order);
        await LineChanged.Apply(db, order, line, [.. changes.Select(change => change.Field)], by, stop);
        db.Changed("erp.orders", OrderNo);
        return await SalesOrderView.Of(db, order, lines, db.VersionAfterSave(order), stop);
    }

    private Refusal? Check(SalesOrder order, CommandContext by)
    {
        var faults = new Faults();
        faults.Text("reason", Reason, 500);
        if (Quantity is { } quantity) faults.Above("quantity", quantity);
        if (RequestedUtc is { } requested) SalesLineRules.Date(faults, "requestedUtc", requested, by);
        if (PromisedUtc is { } promised) SalesLineRules.Date(faults, "promisedUtc", promised, by);
        SalesLineRules.Price(faults, "price", Price, order.Currency);
        if (Priority is { } priority) faults.Between("priority", priority, 1, 9);
        return faults.Refusal;
    }
}
