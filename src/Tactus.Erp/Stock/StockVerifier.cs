using Microsoft.EntityFrameworkCore;

namespace Tactus.Erp.Stock;

/// <summary>What a check of the stock books found.</summary>
/// <param name="Faults">Each names a balance, total or promise that is not what the ledger says; empty when all are.</param>
internal sealed record StockCheck(long Moves, long Balances, IReadOnlyList<string> Faults)
{
    /// <summary>Whether balances, totals and reservations are what the moves say.</summary>
    public bool Intact => Faults.Count == 0;
}

/// <summary>Adds the ledger of moves up anew and compares: the proof that the projections are nothing but its sum.</summary>
internal static class StockVerifier
{
    internal static async Task<StockCheck> Verify(ErpDb db, CancellationToken stop)
    {
        var faults = new List<string>();
        var sums = new Dictionary<(StockKey Key, string Place, StockStatus Status), decimal>();
        var moves = 0L;
        await foreach (var move in db.StockMoves.AsNoTracking().Select(move => new
        {
            move.ItemNo, move.Revision, move.LotNo, move.SerialNo, move.FromPlace, move.FromStatus, move.ToPlace, move.ToStatus, move.Quantity,
        }).AsAsyncEnumerable().WithCancellation(stop))
        {
            moves++;
            var key = new StockKey(move.ItemNo, move.Revision, move.LotNo, move.SerialNo);
            if (move.Quantity <= 0) faults.Add($"A move of {key} has the quantity {move.Quantity}.");
            if (!StockPlaces.IsEndless(move.FromPlace)) sums[(key, move.FromPlace, move.FromStatus)] = sums.GetValueOrDefault((key, move.FromPlace, move.FromStatus)) - move.Quantity;
            if (!StockPlaces.IsEndless(move.ToPlace)) sums[(key, move.ToPlace, move.ToStatus)] = sums.GetValueOrDefault((key, move.ToPlace, move.ToStatus)) + move.Quantity;
        }
        var held = (await db.StockHoldLots.AsNoTracking().Where(lot => !lot.Lifted).Select(lot => lot.LotNo).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        var totals = new Dictionary<(string, string), (decimal OnHand, decimal Available)>();
        var lots = new Dictionary<(string, string, string), decimal>();
        var balances = await db.StockBalances.AsNoTracking().ToListAsync(stop);
        foreach (var balance in balances)
        {
            var sum = sums.GetValueOrDefault((balance.Key, balance.Place, balance.Status));
            sums.Remove((balance.Key, balance.Place, balance.Status));
            if (sum != balance.Quantity) faults.Add($"{balance.Key} at {balance.Place} {balance.Status}: the books say {balance.Quantity}, the moves {sum}.");
            if (balance.Quantity < 0 && balance.Place != StockPlaces.Unbooked) faults.Add($"{balance.Key} at {balance.Place} is below zero: {balance.Quantity}.");
            if (balance.Held != (held.Contains(balance.LotNo) || held.Contains(balance.SerialNo))) faults.Add($"{balance.Key} at {balance.Place} is {(balance.Held ? "held without" : "free in spite of")} a hold.");
            if (!StockPlaces.IsReal(balance.Place)) continue;
            var total = totals.GetValueOrDefault((balance.ItemNo, balance.Revision));
            totals[(balance.ItemNo, balance.Revision)] = (total.OnHand + balance.Quantity, total.Available + balance.Usable);
            lots[(balance.ItemNo, balance.Revision, balance.LotNo)] = lots.GetValueOrDefault((balance.ItemNo, balance.Revision, balance.LotNo)) + balance.Usable;
        }
        faults.AddRange(sums.Where(sum => sum.Value != 0).Select(sum => $"{sum.Key.Key} at {sum.Key.Place} {sum.Key.Status}: the moves say {sum.Value}, the books have no balance."));
        var reserved = (await db.Reservations.AsNoTracking().Where(each => each.State == ReservationState.Open).ToListAsync(stop)).ToLookup(each => (each.ItemNo, each.Revision));
        foreach (var stock in await db.ItemStock.AsNoTracking().ToListAsync(stop))
        {
            var (onHand, available) = totals.GetValueOrDefault((stock.ItemNo, stock.Revision));
            totals.Remove((stock.ItemNo, stock.Revision));
            var promised = reserved[(stock.ItemNo, stock.Revision)].Sum(each => each.Remaining);
            if (stock.OnHand != onHand || stock.Available != available || stock.Reserved != promised)
                faults.Add($"{stock.ItemNo} {stock.Revision}: totals {stock.OnHand}/{stock.Available}/{stock.Reserved}, the books {onHand}/{available}/{promised}.");
            if (promised > available) faults.Add($"{stock.ItemNo} {stock.Revision}: {promised} reserved of {available} available.");
            foreach (var lot in reserved[(stock.ItemNo, stock.Revision)].Where(each => each.LotNo.Length > 0).GroupBy(each => each.LotNo))
                if (lot.Sum(each => each.Remaining) > lots.GetValueOrDefault((stock.ItemNo, stock.Revision, lot.Key)))
                    faults.Add($"{stock.ItemNo} lot {lot.Key}: {lot.Sum(each => each.Remaining)} reserved, {lots.GetValueOrDefault((stock.ItemNo, stock.Revision, lot.Key))} available.");
        }
        faults.AddRange(totals.Where(total => total.Value != default).Select(total => $"{total.Key.Item1} {total.Key.Item2} has stock and no totals."));
        return new StockCheck(moves, balances.Count, faults);
    }
}
