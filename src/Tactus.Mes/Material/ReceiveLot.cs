using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>The business half received a lot: the plant may pick it. Several receipts of one lot add up, each once; a receipt of nothing only changes the status.</summary>
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
                Serial = (await db.Materials.FindAsync([message.ItemNo], stop))?.Tracking == Tracking.Serial && message.Quantity.Value == 1,
            });
        else if (lot.ItemNo != message.ItemNo || lot.Revision != message.Revision || lot.Wip)
            return new Refusal("lot-number-taken", $"Lot {message.LotNo} is item {lot.ItemNo} revision {lot.Revision} in the plant, and {message.ItemNo} revision {message.Revision} was received under the same number.");
        if (Units.Convert(message.Quantity, lot.Unit) is not { } quantity)
            return new Refusal("unit-wrong", $"Lot {lot.No} is kept in {lot.Unit}; {message.Quantity} does not convert into it.");
        if (message.ExpiresOn is { } expires && (lot.ExpiresOn is null || expires < lot.ExpiresOn)) lot.ExpiresOn = expires;
        lot.Status = message.Status;
        await MaterialLedger.Book(db, new MaterialMovement
        {
            Id = message.ReceiptId, ReportId = message.ReceiptId, Kind = MovementKind.Received, Lot = lot, ItemNo = lot.ItemNo, Revision = lot.Revision, Unit = lot.Unit,
            Quantity = quantity.Value, Store = quantity.Value, Note = message.Place, PersonNo = by.Actor.Number, AtUtc = message.AtUtc, BookedUtc = by.NowUtc,
        }, stop);
        return null;
    }
}
