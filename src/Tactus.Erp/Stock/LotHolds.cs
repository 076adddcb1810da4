using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Erp.Stock;

/// <summary>
/// The plant's holds in the books. Everything happens in the message's transaction: stock fenced, reservations broken, what has
/// already left listed, and the answer that proves it.
/// </summary>
internal static class LotHolds
{
    /// <summary>A lot and what descends from it is fenced in the plant.</summary>
    internal static async Task<Refusal?> Held(ErpDb db, LotHeld message, CommandContext by, CancellationToken stop)
    {
        by.Why = $"{message.ReasonCode}: {message.Text}";
        var hold = await db.StockHolds.FindAsync([message.HoldId], stop);
        if (hold is null)
            db.Add(hold = new StockHold
            {
                HoldId = message.HoldId,
                LotNo = message.LotNo,
                ReasonCode = message.ReasonCode,
                Text = message.Text,
                HeldBy = message.HeldBy,
                HeldUtc = message.AtUtc,
                RecallNo = message.RecallNo,
                BlockedUtc = by.NowUtc,
            });
        await Cover(db, hold, [message.LotNo, .. message.LotNos], by, stop);
        return null;
    }

    /// <summary>More was made from a held lot.</summary>
    internal static async Task<Refusal?> Extended(ErpDb db, LotHoldExtended message, CommandContext by, CancellationToken stop)
    {
        var hold = await db.StockHolds.FindAsync([message.HoldId], stop);
        if (hold is null) return Refusal.Unknown("hold-unknown", $"Hold {message.HoldId:D} has not arrived here yet.");
        by.Why = $"{hold.ReasonCode}: {hold.Text}";
        await Cover(db, hold, message.LotNos, by, stop);
        return null;
    }

    /// <summary>The plant asks for the release; it waits on a list for a person.</summary>
    internal static async Task<Refusal?> ReleaseAsked(ErpDb db, LotHoldReleaseAsked message, CommandContext by, CancellationToken stop)
    {
        var hold = await db.StockHolds.FindAsync([message.HoldId], stop);
        if (hold is null) return Refusal.Unknown("hold-unknown", $"Hold {message.HoldId:D} has not arrived here yet.");
        by.Why = message.Reason;
        (hold.AskedBy, hold.AskedReason, hold.AskedUtc) = (message.AskedBy, message.Reason, message.AtUtc);
        if (hold.State is HoldState.Open or HoldState.ReleaseAsked) hold.Disposition = message.Disposition;
        if (hold.State == HoldState.Open) hold.State = HoldState.ReleaseAsked;
        // Asked again after it was given free, e.g. because the answer was parked: it is given again.
        else if (hold.State is HoldState.Released or HoldState.Scrapped) SendApproval(db, hold, by);
        db.Changed("erp.holds", hold.HoldId.ToString());
        return null;
    }

    /// <summary>
    /// The fence in the plant is down. A hold that nobody here has given free stays: the stricter side wins, and the hold is shown
    /// as ended there and open here until a person decides.
    /// </summary>
    internal static async Task<Refusal?> Ended(ErpDb db, LotHoldEnded message, CommandContext by, CancellationToken stop)
    {
        var hold = await db.StockHolds.FindAsync([message.HoldId], stop);
        if (hold is null) return Refusal.Unknown("hold-unknown", $"Hold {message.HoldId:D} has not arrived here yet.");
        hold.EndedUtc = message.AtUtc;
        if (hold.State == HoldState.Released) hold.State = HoldState.Ended;
        db.Changed("erp.holds", hold.HoldId.ToString());
        return null;
    }

    /// <summary>The reconciler asks what the books believe about a lot.</summary>
    internal static async Task<Refusal?> StatusAsked(ErpDb db, LotStatusAsked message, CommandContext by, CancellationToken stop)
    {
        var balances = await InStock(db, [message.LotNo], stop);
        var holds = await db.StockHoldLots.Where(lot => lot.LotNo == message.LotNo && !lot.Lifted).Select(lot => lot.HoldId).Order().ToListAsync(stop);
        db.Send(new LotStatusReported(message.RequestId, message.LotNo,
            Sum(balances.Where(balance => balance.Held || balance.Status == StockStatus.Blocked), [message.LotNo]),
            Sum(balances.Where(balance => !balance.Held && balance.Status != StockStatus.Blocked), [message.LotNo]), holds, by.NowUtc));
        return null;
    }

    internal static void SendApproval(ErpDb db, StockHold hold, CommandContext by) =>
        db.Send(new LotHoldReleaseApproved(hold.HoldId, hold.LotNo, hold.ReleaseReason!, hold.ReleasedBy!, by.NowUtc)
        {
            Disposition = hold.State == HoldState.Scrapped ? Disposition.Scrap : Disposition.Use,
        });

    /// <summary>Puts lots under a hold, those that the books do not know yet too, and answers the plant.</summary>
    private static async Task Cover(ErpDb db, StockHold hold, IReadOnlyList<string> lotNos, CommandContext by, CancellationToken stop)
    {
        var over = hold.State is HoldState.Released or HoldState.Ended;
        var covered = (await db.StockHoldLots.Where(lot => lot.HoldId == hold.HoldId).ToListAsync(stop)).ToDictionary(lot => lot.LotNo, StringComparer.Ordinal);
        var fresh = over ? [] : lotNos.Distinct(StringComparer.Ordinal).Where(no => !covered.ContainsKey(no)).ToList();
        var lots = (await db.StockLots.Where(lot => fresh.Contains(lot.No)).ToListAsync(stop)).ToDictionary(lot => lot.No, StringComparer.Ordinal);
        foreach (var no in fresh)
        {
            var row = new StockHoldLot { HoldId = hold.HoldId, LotNo = no };
            db.Add(row);
            covered.Add(no, row);
            if (!lots.TryGetValue(no, out var lot)) db.Add(lot = new StockLot { No = no, BornUtc = by.NowUtc });
            lot.Holds++;
        }
        await Fence(db, fresh, hold, stop);
        await Confirm(db, hold, [.. covered.Keys], by, stop);
        db.Changed("erp.holds", hold.HoldId.ToString());
        db.Changed("erp.stock");
    }

    private static async Task Fence(ErpDb db, List<string> lotNos, StockHold hold, CancellationToken stop)
    {
        // Also the rows that are at zero: what comes back to them later is held.
        var balances = await db.StockBalances.Where(balance => lotNos.Contains(balance.LotNo) || lotNos.Contains(balance.SerialNo)).ToListAsync(stop);
        var lost = new List<(ItemStock Totals, string LotNo)>();
        foreach (var balance in balances.Where(balance => !balance.Held))
        {
            var totals = await StockBook.Totals(db, balance.ItemNo, balance.Revision, stop);
            var usable = balance.Usable;
            balance.Held = true;
            totals.Available -= usable;
            if (usable > 0) lost.Add((totals, balance.LotNo));
        }
        foreach (var (totals, lotNo) in lost.Distinct())
            await Reservations.Uphold(db, totals, lotNo, Taking.Fact, $"hold {hold.ReasonCode} on {hold.LotNo}", hold.HoldId, stop);
    }

    /// <summary>Takes a hold off its lots; what another hold covers stays fenced. Statuses are as they were.</summary>
    internal static async Task Lift(ErpDb db, StockHold hold, CancellationToken stop)
    {
        var rows = await db.StockHoldLots.Where(lot => lot.HoldId == hold.HoldId && !lot.Lifted).ToListAsync(stop);
        var numbers = rows.ConvertAll(row => row.LotNo);
        foreach (var row in rows) row.Lifted = true;
        var free = new HashSet<string>(StringComparer.Ordinal);
        foreach (var lot in await db.StockLots.Where(lot => numbers.Contains(lot.No)).ToListAsync(stop))
            if (--lot.Holds == 0) free.Add(lot.No);
        var list = free.ToList();
        foreach (var balance in await db.StockBalances.Where(balance => list.Contains(balance.LotNo) || list.Contains(balance.SerialNo)).ToListAsync(stop))
        {
            if (!balance.Held || await StockBook.IsHeld(db, balance.Key, stop)) continue;
            balance.Held = false;
            (await StockBook.Totals(db, balance.ItemNo, balance.Revision, stop)).Available += balance.Usable;
        }
        db.Changed("erp.stock");
    }

    /// <summary>Books out all that is in stock of a hold's lots; the lots stay held.</summary>
    internal static async Task<Refusal?> Scrap(ErpDb db, StockHold hold, Guid reportId, CommandContext by, CancellationToken stop)
    {
        var numbers = await db.StockHoldLots.Where(lot => lot.HoldId == hold.HoldId && !lot.Lifted).Select(lot => lot.LotNo).ToListAsync(stop);
        foreach (var balance in await InStock(db, numbers, stop))
        {
            var move = new StockMove
            {
                Kind = MoveKind.Scrap,
                ItemNo = balance.ItemNo,
                Revision = balance.Revision,
                LotNo = balance.LotNo,
                SerialNo = balance.SerialNo,
                FromPlace = balance.Place,
                FromStatus = balance.Status,
                ToPlace = StockPlaces.Scrap,
                Quantity = balance.Quantity,
                Unit = balance.Unit,
                ReferenceNo = hold.RecallNo,
                ReportId = reportId,
                Reason = hold.ReleaseReason,
                AtUtc = by.NowUtc,
                BookedUtc = by.NowUtc,
                By = by.Actor.Number,
            };
            if (await StockBook.Book(db, move, Taking.Fact, stop) is { } refusal) return refusal;
            await PlantNews.Tell(db, move, stop);
        }
        return null;
    }

    private static async Task Confirm(ErpDb db, StockHold hold, IReadOnlyList<string> lotNos, CommandContext by, CancellationToken stop)
    {
        var broken = await Broken(db, hold.HoldId, stop);
        var released = hold.State is HoldState.Released or HoldState.Ended;
        db.Send(new LotHoldConfirmed(hold.HoldId, hold.LotNo,
            released ? [] : Sum(await InStock(db, lotNos, stop), lotNos), broken, await Shipped(db, lotNos, hold.HeldUtc, stop), released, by.NowUtc));
    }

    internal static async Task<List<BrokenReservation>> Broken(ErpDb db, Guid holdId, CancellationToken stop)
    {
        if (!db.ChangeTracker.HasChanges()) return [.. (await db.Reservations.AsNoTracking().Where(each => each.HoldId == holdId).ToListAsync(stop)).Select(View)];
        await db.Reservations.Where(each => each.HoldId == holdId).LoadAsync(stop);
        return [.. db.Reservations.Local.Where(each => each.HoldId == holdId && each.State == ReservationState.Broken).OrderBy(each => each.Id).Select(View)];
        static BrokenReservation View(Reservation each) => new(each.WorkOrderNo, each.ItemNo, each.LotNo, new Quantity(each.Quantity, each.Unit));
    }

    /// <summary>What customers have of these lots, net of what came back.</summary>
    internal static async Task<List<ShippedStock>> Shipped(ErpDb db, IReadOnlyList<string> lotNos, DateTime heldUtc, CancellationToken stop)
    {
        var named = lotNos.ToHashSet(StringComparer.Ordinal);
        var lines = await db.ShipmentLines.AsNoTracking().Where(line => line.ReversedUtc == null && (lotNos.Contains(line.LotNo) || lotNos.Contains(line.SerialNo)))
            .OrderBy(line => line.ShippedUtc).ThenBy(line => line.ShipmentNo).ThenBy(line => line.LineNo).ToListAsync(stop);
        return [.. lines.Select(line => new ShippedStock(
            named.Contains(line.LotNo) ? line.LotNo : line.SerialNo, line.CustomerNo, line.CustomerName, line.SalesOrderNo, line.SalesLineNo,
            new Quantity(line.Quantity, line.Unit), line.ShippedUtc, line.ShippedUtc > heldUtc))];
    }

    /// <summary>Stock of these lots or serials in real places.</summary>
    internal static async Task<List<StockBalance>> InStock(ErpDb db, IReadOnlyList<string> lotNos, CancellationToken stop)
    {
        var balances = await db.StockBalances.Where(balance => balance.Quantity > 0
            && (lotNos.Contains(balance.LotNo) || lotNos.Contains(balance.SerialNo))).ToListAsync(stop);
        return [.. balances.Where(balance => StockPlaces.IsReal(balance.Place))];
    }

    internal static IReadOnlyList<HeldStock> Sum(IEnumerable<StockBalance> balances, IReadOnlyList<string> lotNos)
    {
        var named = lotNos.ToHashSet(StringComparer.Ordinal);
        return [.. balances.GroupBy(balance => (LotNo: named.Contains(balance.LotNo) ? balance.LotNo : balance.SerialNo, balance.ItemNo, balance.Place, balance.Unit))
            .Select(group => new HeldStock(group.Key.LotNo, group.Key.ItemNo, group.Key.Place, new Quantity(group.Sum(balance => balance.Quantity), group.Key.Unit)))
            .OrderBy(stock => stock.LotNo, StringComparer.Ordinal).ThenBy(stock => stock.Place, StringComparer.Ordinal)];
    }
}
