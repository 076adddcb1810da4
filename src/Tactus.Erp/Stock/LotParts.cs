using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Platform;

namespace Tactus.Erp.Stock;

/// <summary>
/// The plant split a lot or merged several: the same goods lie at the same places under another lot number. Two moves a place, out of the
/// old lot and into the new one, because a move is about one lot.
/// </summary>
internal static class LotParts
{
    internal static async Task<Refusal?> Shift(ErpDb db, LotMade message, CommandContext by, CancellationToken stop)
    {
        var item = await ItemFacts.Find(db, message.ItemNo, null, message.AtUtc, stop);
        if (item.Refusal is { } unknown) return unknown;
        var line = message.WorkCentreNo is null ? null : await db.Places.Where(place => place.Kind == PlaceKind.Line && place.WorkCentreNo == message.WorkCentreNo && place.Active)
            .OrderBy(place => place.No).Select(place => place.No).FirstOrDefaultAsync(stop) ?? StockPlaces.Line;
        var report = Guid.CreateVersion7();
        foreach (var part in message.Parts ?? [])
        {
            var amount = item.Value.InBase(part.Quantity);
            if (amount.Refusal is { } unfit) return unfit;
            var left = amount.Value;
            var sources = (await StockBook.InPlaces(db, message.ItemNo, null, part.LotNo, "", stop))
                .OrderBy(source => line is null ? source.Place == StockPlaces.Line : source.Place != line).ThenBy(source => source.Held).ThenBy(source => source.Status)
                .ThenByDescending(source => source.Quantity).ThenBy(source => source.Place, StringComparer.Ordinal).ToList();
            foreach (var source in sources)
            {
                var quantity = Math.Min(left, source.Quantity);
                if (quantity <= 0) break;
                left -= quantity;
                if (await Both(source.Key, source.Place, source.Place, source.Status, quantity) is { } refusal) return refusal;
            }
            // The books had less of the old lot than the plant: the new one is there all the same, the old one owes it.
            if (left > 0 && await Both(new StockKey(message.ItemNo, message.Revision, part.LotNo), StockPlaces.Unbooked, line ?? StockPlaces.Finished, StockStatus.Available, left) is { } odd) return odd;

            async Task<Refusal?> Both(StockKey old, string from, string to, StockStatus status, decimal quantity)
            {
                if (await StockBook.Book(db, Move(old, from, StockPlaces.Production, status, quantity), Taking.Fact, stop) is { } refusal) return refusal;
                var into = Move(old with { LotNo = message.LotNo }, StockPlaces.Production, to, status, quantity);
                return await StockBook.Book(db, into, Taking.Fact, stop) ?? await StockBook.SettleUnbooked(db, into, stop);
            }
        }
        return null;

        StockMove Move(StockKey key, string from, string to, StockStatus status, decimal quantity) => new()
        {
            Kind = MoveKind.Transfer, ItemNo = key.ItemNo, Revision = key.Revision, LotNo = key.LotNo, FromPlace = from, FromStatus = status, ToPlace = to, ToStatus = status,
            Quantity = quantity, Unit = item.Value.Unit, ReportId = report, ReferenceNo = message.LotNo, Reason = "split or merged in the plant", AtUtc = message.AtUtc,
            BookedUtc = by.NowUtc, By = by.Actor.Number,
        };
    }
}
