using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>
/// What the business half did to a lot: received it (several receipts add up), lost or shipped some of it (below zero), or changed its
/// status (zero). Each counts once.
/// </summary>
internal static class ReceiveLot
{
    internal static async Task<Refusal?> Apply(MesDb db, MaterialLotReceived message, CommandContext by, CancellationToken stop)
    {
        if (await db.Movements.AnyAsync(movement => movement.Id == message.ReceiptId, stop)) return null;
        var lot = await LotBook.FindLot(db, message.LotNo, stop);
        if (lot is null)
            db.Lots.Add(lot = new MaterialLot
            {
                No = message.LotNo, ItemNo = message.ItemNo, Revision = message.Revision, Unit = message.Quantity.Unit, SupplierNo = message.SupplierNo,
                SupplierLotNo = message.SupplierLotNo, ExpiresOn = message.ExpiresOn, BornUtc = message.AtUtc,
                Serial = (await db.Materials.FindAsync([message.ItemNo], stop))?.Tracking == Tracking.Serial,
            });
        else if (lot.ItemNo != message.ItemNo || lot.Revision != message.Revision || lot.Wip)
            return new Refusal("lot-number-taken", $"Lot {message.LotNo} is item {lot.ItemNo} revision {lot.Revision} in the plant, and {message.ItemNo} revision {message.Revision} was received under the same number.");
        if (Units.Convert(message.Quantity, lot.Unit) is not { } quantity)
            return new Refusal("unit-wrong", $"Lot {lot.No} is kept in {lot.Unit}; {message.Quantity} does not convert into it.");
        if (message.ExpiresOn is { } expires && (lot.ExpiresOn is null || expires < lot.ExpiresOn)) lot.ExpiresOn = expires;
        // What leaves says nothing about what stays.
        if (quantity.Value >= 0) lot.Status = message.Status;
        if (quantity.Value >= 0) await Book(db, lot, message, message.ReceiptId, quantity.Value, null, by, stop);
        else await Leave(db, lot, message, -quantity.Value, by, stop);
        await RecallBook.Received(db, lot, stop);
        return null;
    }

    // From the store first, then from the lines; what the plant does not have is no reason to stop the message, but one to look.
    private static async Task Leave(MesDb db, MaterialLot lot, MaterialLotReceived message, decimal left, CommandContext by, CancellationToken stop)
    {
        var id = message.ReceiptId;
        var fromStore = Math.Min(left, lot.InStore);
        await Book(db, lot, message, id, -fromStore, null, by, stop);
        left -= fromStore;
        if (left > 0)
            foreach (var place in await db.LotPlaces.Include(place => place.Lot).Where(place => place.LotId == lot.Id && place.Quantity > 0).OrderBy(place => place.WorkCentreNo).ToListAsync(stop))
            {
                var part = Math.Min(left, place.Quantity);
                if (part <= 0) continue;
                await Book(db, lot, message, Guid.CreateVersion7(), -part, place.WorkCentreNo, by, stop);
                left -= part;
            }
        if (left > 0)
            db.Divergences.Add(new LotDivergence
            {
                LotNo = lot.No, Kind = "quantity", PlantSays = $"{left:0.######} {Units.Symbol(lot.Unit)} less than left stock", BusinessSays = $"{-message.Quantity.Value:0.######} {Units.Symbol(message.Quantity.Unit)} left {message.Place}",
                FirstSeenUtc = by.NowUtc, LastSeenUtc = by.NowUtc, Times = 1,
            });
    }

    private static Task Book(
        MesDb db, MaterialLot lot, MaterialLotReceived message, Guid id, decimal quantity, string? workCentreNo, CommandContext by, CancellationToken stop) =>
        MaterialLedger.Book(db, new MaterialMovement
        {
            Id = id, ReportId = message.ReceiptId, Kind = MovementKind.Received, Lot = lot, ItemNo = lot.ItemNo, Revision = lot.Revision, Unit = lot.Unit,
            Quantity = quantity, Store = workCentreNo is null ? quantity : 0, Line = workCentreNo is null ? 0 : quantity, WorkCentreNo = workCentreNo, Note = message.Place,
            PersonNo = by.Actor.Number, AtUtc = message.AtUtc, BookedUtc = by.NowUtc,
        }, stop);
}
