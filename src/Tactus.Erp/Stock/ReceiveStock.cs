using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Erp.MasterData;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Stock;

/// <summary>Goods arrive from a supplier. The plant is told of each lot, so that it can be scanned at the line.</summary>
/// <param name="Quantity">In any unit of the item.</param>
/// <param name="LotNo">Our lot number; needed for items tracked by lot. The same lot may be received again.</param>
/// <param name="ExpiresOn">Last day it may be used; null: from the item's shelf life, counted from the receipt.</param>
/// <param name="Status">available, or quality when it waits for inspection. Never blocked: that is a decision with a reason.</param>
/// <param name="ReferenceNo">Delivery note.</param>
/// <param name="AtUtc">When it arrived; now when left out.</param>
[Refuses("item-unknown", "place-unknown", "lot-missing", "lot-of-other-item", "lot-expiry-differs", "expiry-past", "serial-in-stock", "supplier-unknown", "status-invalid")]
internal sealed record ReceiveStock(
    string ItemNo, Quantity Quantity, string Place, string? Revision = null, string? LotNo = null, IReadOnlyList<string>? SerialNos = null,
    string? SupplierNo = null, string? SupplierLotNo = null, DateOnly? ExpiresOn = null, StockStatus Status = StockStatus.Available,
    string? ReferenceNo = null, DateTime? AtUtc = null) : Command<ErpDb, MovesView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReceiveStock>("/api/erp/stock-receipts", StockArea.Write, "Receive goods from a supplier into stock");

    /// <inheritdoc/>
    public override async Task<Outcome<MovesView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var when = When.Of(AtUtc, by);
        if (when.Refusal is { } untimely) return untimely;
        if (Status == StockStatus.Blocked) return Refusal.Field("status-invalid", "status", "Goods are received as available or quality; block them afterwards with a reason.");
        var found = await ItemFacts.Find(db, ItemNo, Revision, when.Value, stop);
        if (found.Refusal is { } unknown) return unknown;
        var item = found.Value;
        if (await ItemFacts.CheckPlace(db, Place, "place", into: true, stop) is { } nowhere) return nowhere;
        if (SupplierNo is not null && await db.Suppliers.FindAsync([SupplierNo], stop) is null)
            return Refusal.Field("supplier-unknown", "supplierNo", $"There is no supplier {SupplierNo}.");
        var amount = item.InBase(Quantity);
        if (amount.Refusal is { } invalid) return invalid;
        var pieces = item.Pieces(amount.Value, LotNo, SerialNos);
        if (pieces.Refusal is { } untracked) return untracked;
        var expires = ExpiresOn ?? (item.Item.ShelfLifeDays is { } days ? when.Value.Day().AddDays(days) : null);
        if (expires < when.Value.Day())
            return Refusal.Field("expiry-past", "expiresOn", $"This lot has expired on {expires:yyyy-MM-dd}; it can't come into stock as usable goods.");

        if (LotNo is not null)
        {
            var ensured = await StockLot.Ensure(db, LotNo, ItemNo, item.Revision, serial: false, when.Value, stop);
            if (ensured.Refusal is { } taken) return taken;
            if (Describe(ensured.Value, expires) is { } differs) return differs;
        }
        var moves = new List<StockMove>();
        foreach (var (key, quantity) in pieces.Value)
        {
            if (key.SerialNo.Length > 0)
            {
                if (await StockBook.SerialInStock(db, key, stop))
                    return Refusal.Field("serial-in-stock", "serialNos", $"Serial number {key.SerialNo} of {ItemNo} is in stock already.");
                var unit = await StockLot.Ensure(db, key.SerialNo, ItemNo, item.Revision, serial: true, when.Value, stop);
                if (unit.Refusal is { } other) return other;
                if (Describe(unit.Value, expires) is { } differs) return differs;
            }
            var move = new StockMove
            {
                Kind = MoveKind.Receive,
                ItemNo = key.ItemNo,
                Revision = key.Revision,
                LotNo = key.LotNo,
                SerialNo = key.SerialNo,
                FromPlace = StockPlaces.Supplier,
                FromStatus = Status,
                ToPlace = Place,
                ToStatus = Status,
                Quantity = quantity,
                Unit = item.Unit,
                ReferenceNo = ReferenceNo,
                ReportId = Id,
                AtUtc = when.Value,
                BookedUtc = by.NowUtc,
                By = by.Actor.Number,
            };
            if (await StockBook.Book(db, move, Taking.Asked, stop) is { } refusal) return refusal;
            if (await StockBook.SettleUnbooked(db, move, stop) is { } unsettled) return unsettled;
            moves.Add(move);
            await PlantNews.Tell(db, move, stop);
        }
        return MovesView.Of(moves);
    }

    // A further delivery of a known lot must be the same lot: its expiry can't be another one.
    private Refusal? Describe(StockLot lot, DateOnly? expires)
    {
        if (lot.ExpiresOn is { } known && ExpiresOn is { } given && known != given)
            return Refusal.Field("lot-expiry-differs", "expiresOn", $"{lot.No} expires on {known:yyyy-MM-dd} as received before, not on {given:yyyy-MM-dd}. Receive it under another lot number.");
        lot.ExpiresOn ??= expires;
        lot.SupplierNo ??= SupplierNo;
        lot.SupplierLotNo ??= SupplierLotNo;
        return null;
    }
}
