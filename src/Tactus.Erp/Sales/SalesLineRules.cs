using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Erp.MasterData;
using Tactus.Platform;

namespace Tactus.Erp.Sales;

/// <summary>A line of a sales order as it is entered.</summary>
/// <param name="Quantity">In any unit that the item knows.</param>
/// <param name="RequestedUtc">When the customer wants it.</param>
/// <param name="LineNo">Not sent: 10, 20, 30 behind the last.</param>
/// <param name="Revision">The revision that the customer insists on; not sent: the one that is valid when it is made.</param>
/// <param name="PromisedUtc">When we say we deliver; not sent: not promised yet.</param>
/// <param name="Price">Per unit of <paramref name="Quantity"/>.</param>
/// <param name="Priority">1 is most urgent, 9 least.</param>
internal sealed record SalesLineInput(
    string ItemNo, Quantity Quantity, DateTime RequestedUtc, int? LineNo = null, string? Revision = null, DateTime? PromisedUtc = null,
    Money? Price = null, int Priority = 5);

/// <summary>What is asked of a line, when it is entered and when it changes.</summary>
internal static class SalesLineRules
{
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(3653);

    /// <summary>Makes a line of what was entered, or says what is wrong with which field.</summary>
    internal static async Task<Outcome<SalesOrderLine>> Make(
        ErpDb db, string orderNo, int lineNo, SalesLineInput input, string field, string? currency, CommandContext by, CancellationToken stop)
    {
        var faults = new Faults();
        faults.Between(field + "lineNo", lineNo, 1, 99_999);
        faults.Between(field + "priority", input.Priority, 1, 9);
        faults.Above(field + "quantity", input.Quantity);
        Price(faults, field + "price", input.Price, currency);
        Date(faults, field + "requestedUtc", input.RequestedUtc, by);
        if (input.PromisedUtc is { } promised) Date(faults, field + "promisedUtc", promised, by);
        if (faults.Refusal is { } wrong) return wrong;
        if (await Sellable(db, input.ItemNo, input.Revision, field, stop) is { Refusal: { } unsellable }) return unsellable;
        var quantity = await InBaseUnit(db, input.ItemNo, input.Quantity, field + "quantity", stop);
        if (quantity.Refusal is { } misfit) return misfit;
        return new SalesOrderLine
        {
            OrderNo = orderNo,
            LineNo = lineNo,
            ItemNo = input.ItemNo,
            Revision = input.Revision,
            Quantity = quantity.Value.Value,
            Unit = quantity.Value.Unit,
            OrderedQuantity = input.Quantity.Value,
            OrderedUnit = input.Quantity.Unit,
            RequestedUtc = input.RequestedUtc,
            PromisedUtc = input.PromisedUtc,
            UnitPrice = input.Price?.Amount,
            Priority = input.Priority,
        };
    }

    /// <summary>Whether an item and revision can be sold.</summary>
    private static async Task<Outcome<Item>> Sellable(ErpDb db, string itemNo, string? revision, string field, CancellationToken stop)
    {
        if (await db.Items.FindAsync([itemNo], stop) is not { } item)
            return Refusal.Field("item-unknown", field + "itemNo", $"There is no item {itemNo}.");
        if (!item.Active) return Refusal.Field("item-obsolete", field + "itemNo", $"{itemNo} is not in use any more.");
        if (item.Kind == ItemKind.Phantom) return Refusal.Field("item-phantom", field + "itemNo", $"{itemNo} is a phantom; it exists in bills only and can't be delivered.");
        var revisions = await db.ItemRevisions.Where(each => each.ItemNo == itemNo).ToListAsync(stop);
        if (revision is null)
            return revisions.Exists(each => each.State == RevisionState.Released) ? item
                : Refusal.Field("item-not-released", field + "itemNo", $"{itemNo} has no released revision.");
        if (revisions.Find(each => each.Revision == revision) is not { } asked)
            return Refusal.Field("revision-unknown", field + "revision", $"{itemNo} has no revision {revision}.");
        return asked.State == RevisionState.Released ? item
            : Refusal.Field("revision-not-released", field + "revision", $"Revision {revision} of {itemNo} is {Revisions.Word(asked.State)}.");
    }

    /// <summary>The quantity in the item's base unit, within what one line of it may ask for.</summary>
    internal static async Task<Outcome<Quantity>> InBaseUnit(ErpDb db, string itemNo, Quantity quantity, string field, CancellationToken stop)
    {
        var item = (await db.Items.FindAsync([itemNo], stop))!;
        var units = await db.ItemUnits.Where(unit => unit.ItemNo == itemNo).ToListAsync(stop);
        var converted = item.InBaseUnit(quantity, units, field);
        if (converted.Done && item.LargestOrder is { } most && converted.Value.Value > most)
            return Refusal.Field("quantity-above-limit", field,
                FormattableString.Invariant($"{converted.Value} of {itemNo} in one line is more than the {most:0.######} {Units.Symbol(item.Unit)} that the item allows; check the quantity, or raise the item's limit."));
        return converted;
    }

    internal static void Price(Faults faults, string field, Money? price, string? currency)
    {
        faults.Price(field, price);
        if (price is { } given && currency is not null && given.Currency != currency)
            faults.Add("currency-mixed", field, $"The order is in {currency}; a price in {given.Currency} does not fit.");
    }

    internal static void Date(Faults faults, string field, DateTime utc, CommandContext by)
    {
        // A whole day of grace: what is today for the customer can be yesterday in UTC.
        if (utc < by.NowUtc.AddDays(-1) && !by.Actor.May(Permissions.Backdate))
            faults.Add("date-in-past", field, $"{utc:yyyy-MM-dd HH:mm} UTC is in the past.");
        if (utc > by.NowUtc + Furthest)
            faults.Add("date-absurd", field, $"{utc:yyyy-MM-dd} is more than ten years ahead; check the year.");
    }

    internal static string Text(DateTime? utc) => utc?.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "";
}
