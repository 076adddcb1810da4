using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Platform;

namespace Tactus.Erp.Stock;

/// <summary>What stock needs to know of an item, and the checks that every stock command shares.</summary>
/// <param name="Revision">The one asked for, or the one that is valid on the day; empty when the item has none.</param>
internal sealed record ItemFacts(Item Item, IReadOnlyList<ItemUnit> Units, string Revision)
{
    internal string No => Item.No;
    internal string Unit => Item.Unit;
    internal Tracking Tracking => Item.Tracking;

    /// <summary>Finds an item that can be stocked.</summary>
    /// <param name="revision">Null: the revision valid on the day.</param>
    internal static async Task<Outcome<ItemFacts>> Find(ErpDb db, string itemNo, string? revision, DateTime atUtc, CancellationToken stop)
    {
        if (await KnownItems.Find(db, itemNo, stop) is not { } known) return Refusal.Unknown("item-unknown", $"There is no item {itemNo}.");
        if (known.Item.Kind == ItemKind.Phantom) return Refusal.Field("item-not-stocked", "itemNo", $"{itemNo} is a phantom: it is a group in bills and never in stock.");
        if (revision is not null && known.Revisions.All(each => each.Revision != revision))
            return Refusal.Field("revision-unknown", "revision", $"{itemNo} has no revision {revision}. It has: {string.Join(", ", known.Revisions.Select(each => each.Revision))}.");
        return new ItemFacts(known.Item, known.Units, revision ?? known.Revisions.EffectiveOn(atUtc.Day())?.Revision ?? "");
    }

    /// <summary>An amount in the item's base unit; above zero unless <paramref name="signed"/>.</summary>
    internal Outcome<decimal> InBase(Quantity quantity, string field = "quantity", bool signed = false)
    {
        var converted = Item.InBaseUnit(quantity, Units, field);
        if (converted.Refusal is { } refusal) return refusal;
        if (!signed && converted.Value.Value <= 0) return Refusal.Field("quantity-invalid", field, "The quantity must be above zero.");
        if (converted.Value.Value == 0) return Refusal.Field("quantity-invalid", field, "The quantity must not be zero.");
        return converted.Value.Value;
    }

    /// <summary>What is meant, one key for each serial number: a lot item needs a lot, a serial item one unit per number, other items neither.</summary>
    /// <param name="quantity">In base units.</param>
    internal Outcome<IReadOnlyList<(StockKey Key, decimal Quantity)>> Pieces(decimal quantity, string? lotNo, IReadOnlyList<string>? serialNos)
    {
        var serials = serialNos ?? [];
        if (lotNo is { Length: > 40 } || lotNo is not null && string.IsNullOrWhiteSpace(lotNo)) return Refusal.Field("lot-invalid", "lotNo", "A lot number has 1 to 40 characters.");
        if (serials.Any(serial => string.IsNullOrWhiteSpace(serial) || serial.Length > 40)) return Refusal.Field("serial-invalid", "serialNos", "A serial number has 1 to 40 characters.");
        if (Tracking == Tracking.Lot && lotNo is null) return Refusal.Field("lot-missing", "lotNo", $"{No} is tracked by lot: name the lot.");
        if (Tracking == Tracking.None && lotNo is not null) return Refusal.Field("lot-not-tracked", "lotNo", $"{No} is not tracked by lot; leave the lot out.");
        if (Tracking != Tracking.Serial)
            return serials.Count == 0
                ? new[] { (new StockKey(No, Revision, lotNo ?? ""), quantity) }
                : Refusal.Field("serial-not-tracked", "serialNos", $"{No} has no serial numbers; leave them out.");
        if (serials.Count != quantity)
            return Refusal.Field("serials-mismatch", "serialNos", FormattableString.Invariant($"{No} is tracked one by one: {quantity:0.######} need as many serial numbers, {serials.Count} are given."));
        if (serials.Distinct(StringComparer.Ordinal).Count() != serials.Count) return Refusal.Field("serial-twice", "serialNos", "A serial number is named twice.");
        return serials.Select(serial => (new StockKey(No, Revision, lotNo ?? "", serial), 1m)).ToArray();
    }

    /// <summary>A real place where stock may be put, or the refusal to use it.</summary>
    internal static async Task<Refusal?> CheckPlace(ErpDb db, string no, string field, bool into, CancellationToken stop, bool unbooked = false)
    {
        if (no is StockPlaces.Line or StockPlaces.Finished || (unbooked && no == StockPlaces.Unbooked)) return null;
        if (StockPlaces.IsBuiltIn(no)) return Refusal.Field("place-virtual", field, $"{no} is no place where stock lies; name a warehouse, bin or line.");
        var place = await db.Places.FindAsync([no], stop);
        if (place is null) return Refusal.Field("place-unknown", field, $"There is no place {no}.");
        if (place.IsVirtual || !place.HoldsStock) return Refusal.Field("place-virtual", field, $"{no} ({place.Name}) holds no stock itself; name a warehouse, bin or line.");
        return into && !place.Active ? Refusal.Field("place-inactive", field, $"{no} ({place.Name}) is out of use; nothing new is put there.") : null;
    }
}

/// <summary>An item with its units and revisions, for reading.</summary>
internal sealed record KnownItem(Item Item, IReadOnlyList<ItemUnit> Units, IReadOnlyList<ItemRevision> Revisions);

/// <summary>Items that were asked for lately: every move of stock asks for one, and they change rarely.</summary>
internal sealed class KnownItems
{
    private readonly ConcurrentDictionary<string, KnownItem> found = new(StringComparer.Ordinal);

    internal static async Task<KnownItem?> Find(ErpDb db, string itemNo, CancellationToken stop)
    {
        var known = await db.Remember(() => Task.FromResult(new KnownItems()), typeof(Item), typeof(ItemUnit), typeof(ItemRevision));
        if (known.found.TryGetValue(itemNo, out var before)) return before;
        if (await db.Items.AsNoTracking().FirstOrDefaultAsync(each => each.No == itemNo, stop) is not { } item) return null;
        return known.found[itemNo] = new KnownItem(item,
            await db.ItemUnits.AsNoTracking().Where(unit => unit.ItemNo == itemNo).ToListAsync(stop),
            await db.ItemRevisions.AsNoTracking().Where(each => each.ItemNo == itemNo).ToListAsync(stop));
    }
}
