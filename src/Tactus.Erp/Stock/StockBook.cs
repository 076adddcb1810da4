using Tactus.Contracts;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;

namespace Tactus.Erp.Stock;

/// <summary>How a move stands towards what is promised.</summary>
internal enum Taking
{
    /// <summary>Somebody wants to take stock: refused when it would take what work orders have reserved.</summary>
    Asked,
    /// <summary>It has happened (the floor used it, a count found less): reservations that lost their stock are broken.</summary>
    Fact,
}

/// <summary>The one way stock changes: a move is added to the ledger and the balances and totals follow it, in one transaction.</summary>
internal static class StockBook
{
    /// <summary>
    /// Books one move. Refuses to take more than a real place has. The move's source must have been looked up under the
    /// right key: for a fact of the floor that the books may not have, see <see cref="TakeAnywhere"/>.
    /// </summary>
    internal static async Task<Refusal?> Book(ErpDb db, StockMove move, Taking taking, CancellationToken stop)
    {
        if (move.Quantity <= 0) throw new InvalidOperationException($"A move of {move.Quantity} can't be.");
        var totals = await Totals(db, move.ItemNo, move.Revision, stop);
        var before = totals.Available;
        if (!StockPlaces.IsEndless(move.FromPlace))
        {
            var from = await Balance(db, move.Key, move.FromPlace, move.FromStatus, move.Unit, stop);
            if (StockPlaces.IsReal(move.FromPlace) && from.Quantity < move.Quantity)
                return new Refusal("stock-short", FormattableString.Invariant(
                    $"Only {from.Quantity:0.######} {Units.Symbol(move.Unit)} of {move.Key} is at {move.FromPlace} with status {TactusJson.Word(move.FromStatus)}; {move.Quantity:0.######} was asked for."));
            Change(totals, from, -move.Quantity, move);
        }
        if (!StockPlaces.IsEndless(move.ToPlace))
            Change(totals, await Balance(db, move.Key, move.ToPlace, move.ToStatus, move.Unit, stop), move.Quantity, move);
        db.Add(move);
        db.Changed("erp.stock", move.ItemNo);
        if (totals.Available < before) return await Reservations.Uphold(db, totals, move.LotNo, taking, move.Reason ?? TactusJson.Word(move.Kind), null, stop);
        return null;
    }

    private static void Change(ItemStock totals, StockBalance balance, decimal quantity, StockMove move)
    {
        totals.Available -= balance.Usable;
        balance.Quantity += quantity;
        totals.Available += balance.Usable;
        if (StockPlaces.IsReal(balance.Place)) totals.OnHand += quantity;
        if (move.BookedUtc > balance.MovedUtc) balance.MovedUtc = move.BookedUtc;
    }

    /// <summary>The totals of an item and revision, made when there are none yet.</summary>
    internal static async Task<ItemStock> Totals(ErpDb db, string itemNo, string revision, CancellationToken stop)
    {
        var totals = await db.ItemStock.FindAsync([itemNo, revision], stop);
        if (totals is null) db.Add(totals = new ItemStock { ItemNo = itemNo, Revision = revision });
        return totals;
    }

    private static async Task<StockBalance> Balance(ErpDb db, StockKey key, string place, StockStatus status, string unit, CancellationToken stop)
    {
        var balance = await Find(db, key, place, status, stop);
        if (balance is null)
        {
            foreach (var no in (string[])[key.LotNo, key.SerialNo])
                if (no.Length > 0 && await db.StockLots.FindAsync([no], stop) is { } lot) lot.Spots++;
            db.Add(balance = new StockBalance
            {
                ItemNo = key.ItemNo,
                Revision = key.Revision,
                LotNo = key.LotNo,
                SerialNo = key.SerialNo,
                Place = place,
                Status = status,
                Unit = unit,
                Held = await IsHeld(db, key, stop),
            });
        }
        return balance;
    }

    /// <summary>A balance, or null when there is none.</summary>
    private static async Task<StockBalance?> Find(ErpDb db, StockKey key, string place, StockStatus status, CancellationToken stop)
    {
        object[] values = [key.ItemNo, key.Revision, key.LotNo, key.SerialNo, place, status];
        return db.Kept<LoadedLots>().Contains((key.LotNo, key.SerialNo)) ? db.StockBalances.Local.FindEntryUntyped(values)?.Entity : await db.StockBalances.FindAsync(values, stop);
    }

    /// <summary>Lots and units of which every balance is loaded in this piece of work: what is not there does not exist.</summary>
    internal sealed class LoadedLots : HashSet<(string LotNo, string SerialNo)>;

    /// <summary>Whether an open hold covers the lot or the serial number.</summary>
    internal static async Task<bool> IsHeld(ErpDb db, StockKey key, CancellationToken stop)
    {
        foreach (var no in (string[])[key.LotNo, key.SerialNo])
            if (no.Length > 0 && await db.StockLots.FindAsync([no], stop) is { Holds: > 0 }) return true;
        return false;
    }

    /// <summary>Everything of an item in real places, loaded for change, what this transaction has done so far included.</summary>
    internal static async Task<List<StockBalance>> InPlaces(ErpDb db, string itemNo, string? revision, string? lotNo, string? serialNo, CancellationToken stop)
    {
        await db.StockBalances.Where(balance => balance.ItemNo == itemNo && (revision == null || balance.Revision == revision)
            && (lotNo == null || balance.LotNo == lotNo) && (serialNo == null || balance.SerialNo == serialNo) && balance.Quantity > 0).LoadAsync(stop);
        return [.. db.StockBalances.Local.Where(balance => balance.ItemNo == itemNo && (revision is null || balance.Revision == revision)
            && (lotNo is null || balance.LotNo == lotNo) && (serialNo is null || balance.SerialNo == serialNo)
            && balance.Quantity > 0 && StockPlaces.IsReal(balance.Place))];
    }

    /// <summary>
    /// Takes a quantity for a fact of the floor: from the preferred place first, then wherever the lot or serial is, available
    /// stock before other; what the books do not have comes from <see cref="StockPlaces.Unbooked"/>.
    /// </summary>
    /// <param name="template">Kind, target and references; its key, source and quantity are replaced.</param>
    internal static async Task<Refusal?> TakeAnywhere(ErpDb db, StockMove template, string preferred, CancellationToken stop)
    {
        var left = template.Quantity;
        var key = template.Key;
        // A lot or serial has one revision; what the report says of it may be out of date, the books follow the lot.
        var named = key.LotNo.Length > 0 || key.SerialNo.Length > 0;
        var sources = (await InPlaces(db, key.ItemNo, named ? null : key.Revision, key.SerialNo.Length > 0 && key.LotNo.Length == 0 ? null : key.LotNo, key.SerialNo, stop))
            .Where(source => !(source.Place == template.ToPlace && source.Status == template.ToStatus))
            .OrderBy(source => source.Place != preferred).ThenBy(source => source.Held).ThenBy(source => source.Status).ThenBy(source => source.Place, StringComparer.Ordinal);
        foreach (var source in sources.ToList())
        {
            if (left <= 0) break;
            var part = Math.Min(left, source.Quantity);
            if (await Book(db, With(template, source.Key, source.Place, source.Status, part), Taking.Fact, stop) is { } refusal) return refusal;
            left -= part;
        }
        // A debt is not paid with the debt itself: what is nowhere stays owed.
        return left > 0 && template.ToPlace != StockPlaces.Unbooked ? await Book(db, With(template, key, StockPlaces.Unbooked, StockStatus.Available, left), Taking.Fact, stop) : null;
    }

    /// <summary>What came in for a lot or serial that was used before the books had it pays the debt, see <see cref="StockPlaces.Unbooked"/>.</summary>
    /// <param name="receipt">The move that brought it in.</param>
    internal static async Task<Refusal?> SettleUnbooked(ErpDb db, StockMove receipt, CancellationToken stop)
    {
        if (receipt.LotNo.Length == 0 && receipt.SerialNo.Length == 0) return null;
        var debt = await Find(db, receipt.Key, StockPlaces.Unbooked, StockStatus.Available, stop);
        if (debt is not { Quantity: < 0 }) return null;
        return await Book(db, new StockMove
        {
            Kind = MoveKind.Settle,
            ItemNo = receipt.ItemNo,
            Revision = receipt.Revision,
            LotNo = receipt.LotNo,
            SerialNo = receipt.SerialNo,
            FromPlace = receipt.ToPlace,
            FromStatus = receipt.ToStatus,
            ToPlace = StockPlaces.Unbooked,
            Quantity = Math.Min(-debt.Quantity, receipt.Quantity),
            Unit = receipt.Unit,
            WorkOrderNo = receipt.WorkOrderNo,
            ReferenceNo = receipt.ReferenceNo,
            ReportId = receipt.ReportId,
            Reason = "used by the floor before it was booked in",
            AtUtc = receipt.AtUtc,
            BookedUtc = receipt.BookedUtc,
            By = receipt.By,
        }, Taking.Fact, stop);
    }

    /// <summary>Whether this serial number lies in a real place already.</summary>
    internal static async Task<bool> SerialInStock(ErpDb db, StockKey key, CancellationToken stop) =>
        (await InPlaces(db, key.ItemNo, null, null, key.SerialNo, stop)).Count > 0;

    internal static StockMove With(StockMove template, StockKey key, string fromPlace, StockStatus fromStatus, decimal quantity) => new()
    {
        Kind = template.Kind,
        ItemNo = key.ItemNo,
        Revision = key.Revision,
        LotNo = key.LotNo,
        SerialNo = key.SerialNo,
        FromPlace = fromPlace,
        FromStatus = fromStatus,
        ToPlace = template.ToPlace,
        ToStatus = StockPlaces.IsReal(template.ToPlace) && StockPlaces.IsReal(fromPlace) ? fromStatus : template.ToStatus,
        Quantity = quantity,
        Unit = template.Unit,
        WorkOrderNo = template.WorkOrderNo,
        OperationNo = template.OperationNo,
        SalesOrderNo = template.SalesOrderNo,
        SalesLineNo = template.SalesLineNo,
        ReferenceNo = template.ReferenceNo,
        ReportId = template.ReportId,
        FloorUse = template.FloorUse,
        Reverses = template.Reverses,
        Reason = template.Reason,
        AtUtc = template.AtUtc,
        BookedUtc = template.BookedUtc,
        By = template.By,
    };
}
