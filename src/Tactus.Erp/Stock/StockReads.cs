using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Stock;

internal sealed record BalanceRow
{
    public required string Id { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public string? LotNo { get; init; }
    public string? SerialNo { get; init; }
    public required string Place { get; init; }
    /// <summary>As decided; what is held may not be used whatever it says.</summary>
    public StockStatus Status { get; init; }
    public bool Held { get; init; }
    public decimal Quantity { get; init; }
    public required string Unit { get; init; }
    public DateOnly? ExpiresOn { get; init; }
    public DateTime MovedUtc { get; init; }
}

internal sealed record DiscrepancyRow
{
    public required string Id { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public string? LotNo { get; init; }
    public string? SerialNo { get; init; }
    /// <summary>Used by the floor beyond what the books had; always below zero.</summary>
    public decimal Quantity { get; init; }
    public required string Unit { get; init; }
    public string? WorkOrderNo { get; init; }
    public DateTime SinceUtc { get; init; }
}

internal sealed record MoveRow
{
    public Guid Id { get; init; }
    public MoveKind Kind { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public string? LotNo { get; init; }
    public string? SerialNo { get; init; }
    public required string FromPlace { get; init; }
    public StockStatus FromStatus { get; init; }
    public required string ToPlace { get; init; }
    public StockStatus ToStatus { get; init; }
    public decimal Quantity { get; init; }
    public required string Unit { get; init; }
    public string? WorkOrderNo { get; init; }
    public string? SalesOrderNo { get; init; }
    public int? SalesLineNo { get; init; }
    public string? ReferenceNo { get; init; }
    public Guid? Reverses { get; init; }
    public string? Reason { get; init; }
    public DateTime AtUtc { get; init; }
    public DateTime BookedUtc { get; init; }
    public required string By { get; init; }
}

internal sealed record LotRow
{
    public required string No { get; init; }
    public string? ItemNo { get; init; }
    public string? Revision { get; init; }
    public bool Serial { get; init; }
    public string? WorkOrderNo { get; init; }
    public string? SupplierNo { get; init; }
    public string? SupplierLotNo { get; init; }
    public DateOnly? ExpiresOn { get; init; }
    public DateTime BornUtc { get; init; }
    public int Holds { get; init; }
}

internal sealed record ReservationRow
{
    public Guid Id { get; init; }
    public required string WorkOrderNo { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public string? LotNo { get; init; }
    public decimal Quantity { get; init; }
    public decimal Used { get; init; }
    public required string Unit { get; init; }
    public ReservationState State { get; init; }
    public string? EndedWhy { get; init; }
    public Guid? HoldId { get; init; }
    public DateTime MadeUtc { get; init; }
}

internal sealed record HoldRow
{
    public Guid HoldId { get; init; }
    public required string LotNo { get; init; }
    public required string ReasonCode { get; init; }
    public required string Text { get; init; }
    public required string HeldBy { get; init; }
    public DateTime HeldUtc { get; init; }
    public HoldState State { get; init; }
    public string? RecallNo { get; init; }
    public Disposition Disposition { get; init; }
    public string? AskedBy { get; init; }
    public string? AskedReason { get; init; }
    public string? ReleasedBy { get; init; }
    public DateTime? ReleasedUtc { get; init; }
    /// <summary>The plant's fence is down. Set while the state is not ended: it came down there before it was given free here.</summary>
    public DateTime? EndedUtc { get; init; }
}

internal sealed record ShipmentRow
{
    public required string No { get; init; }
    public required string SalesOrderNo { get; init; }
    public required string CustomerNo { get; init; }
    public DateTime ShippedUtc { get; init; }
    public required string By { get; init; }
    public DateTime? ReversedUtc { get; init; }
}

/// <summary>A row of the list of count sheets.</summary>
internal sealed record CountSheetRow
{
    public required string No { get; init; }
    public required string Place { get; init; }
    public DateTime MadeUtc { get; init; }
    public required string MadeBy { get; init; }
    public int Lines { get; init; }
    /// <summary>Lines that somebody has counted.</summary>
    public int Counted { get; init; }
}

internal sealed record ItemStockRow
{
    public required string Id { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public decimal OnHand { get; init; }
    public decimal Available { get; init; }
    public decimal Reserved { get; init; }
}

/// <summary>A hold with everything it blocks.</summary>
internal sealed record HoldDetail(
    Guid HoldId, string LotNo, string ReasonCode, string Text, string HeldBy, DateTime HeldUtc, DateTime BlockedUtc, HoldState State,
    string? RecallNo, Disposition Disposition, string? AskedBy, string? AskedReason, string? ReleasedBy, string? ReleaseReason, DateTime? ReleasedUtc, DateTime? EndedUtc,
    IReadOnlyList<string> LotNos, IReadOnlyList<HeldStock> Blocked, IReadOnlyList<BrokenReservation> ReservationsBroken, IReadOnlyList<ShippedStock> Shipped,
    long Version) : IVersionedView;

/// <summary>A lot with where it is and what became of it.</summary>
internal sealed record LotDetail(
    string No, string? ItemNo, string? Revision, bool Serial, string? WorkOrderNo, string? SupplierNo, string? SupplierLotNo, DateOnly? ExpiresOn,
    DateTime BornUtc, IReadOnlyList<Guid> Holds, IReadOnlyList<HeldStock> InStock, IReadOnlyList<MoveView> Moves, IReadOnlyList<ShippedStock> Shipped, long Version) : IVersionedView;

/// <summary>Everything that can be read of stock.</summary>
internal static class StockReads
{
    private const int MostMoves = 500;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<ErpDb, BalanceRow>("/api/erp/stock-balances", ErpPermissions.Read, "What is in stock by item, lot, serial, place and status", "id",
            (db, request) => Balances(db).Where(balance => balance.Quantity > 0).Select(balance => new BalanceRow
            {
                Id = balance.ItemNo + "|" + balance.Revision + "|" + balance.LotNo + "|" + balance.SerialNo + "|" + balance.Place + "|" + balance.Status,
                ItemNo = balance.ItemNo, Revision = balance.Revision, LotNo = balance.LotNo == "" ? null : balance.LotNo,
                SerialNo = balance.SerialNo == "" ? null : balance.SerialNo, Place = balance.Place, Status = balance.Status, Held = balance.Held,
                Quantity = balance.Quantity, Unit = balance.Unit, MovedUtc = balance.MovedUtc,
                ExpiresOn = db.Set<StockLot>().Where(lot => lot.No == balance.LotNo || (balance.LotNo == "" && lot.No == balance.SerialNo)).Select(lot => lot.ExpiresOn).FirstOrDefault(),
            }), sort: "itemNo,lotNo,place");
        app.List<ErpDb, ItemStockRow>("/api/erp/item-stock", ErpPermissions.Read, "Totals of each item: on hand, available, reserved", "id",
            (db, _) => db.ItemStock.Select(stock => new ItemStockRow
            {
                Id = stock.ItemNo + "|" + stock.Revision, ItemNo = stock.ItemNo, Revision = stock.Revision, OnHand = stock.OnHand, Available = stock.Available, Reserved = stock.Reserved,
            }));
        app.List<ErpDb, DiscrepancyRow>("/api/erp/stock-discrepancies", ErpPermissions.Read, "Stock that the floor used and the books do not have", "id",
            (db, _) => db.StockBalances.Where(balance => balance.Place == StockPlaces.Unbooked && balance.Quantity != 0).Select(balance => new DiscrepancyRow
            {
                Id = balance.ItemNo + "|" + balance.Revision + "|" + balance.LotNo + "|" + balance.SerialNo,
                ItemNo = balance.ItemNo, Revision = balance.Revision, LotNo = balance.LotNo == "" ? null : balance.LotNo,
                SerialNo = balance.SerialNo == "" ? null : balance.SerialNo, Quantity = balance.Quantity, Unit = balance.Unit, SinceUtc = balance.MovedUtc,
                WorkOrderNo = db.Set<StockMove>().Where(move => move.ItemNo == balance.ItemNo && move.Revision == balance.Revision && move.LotNo == balance.LotNo
                    && move.SerialNo == balance.SerialNo && move.FromPlace == StockPlaces.Unbooked).OrderByDescending(move => move.BookedUtc).Select(move => move.WorkOrderNo).FirstOrDefault(),
            }), sort: "sinceUtc");
        app.List<ErpDb, MoveRow>("/api/erp/stock-moves", ErpPermissions.Read, "The ledger of stock moves", "id",
            (db, _) => db.StockMoves.Select(move => new MoveRow
            {
                Id = move.Id, Kind = move.Kind, ItemNo = move.ItemNo, Revision = move.Revision, LotNo = move.LotNo == "" ? null : move.LotNo,
                SerialNo = move.SerialNo == "" ? null : move.SerialNo, FromPlace = move.FromPlace, FromStatus = move.FromStatus, ToPlace = move.ToPlace,
                ToStatus = move.ToStatus, Quantity = move.Quantity, Unit = move.Unit, WorkOrderNo = move.WorkOrderNo, SalesOrderNo = move.SalesOrderNo,
                SalesLineNo = move.SalesLineNo, ReferenceNo = move.ReferenceNo, Reverses = move.Reverses, Reason = move.Reason, AtUtc = move.AtUtc,
                BookedUtc = move.BookedUtc, By = move.By,
            }), sort: "-bookedUtc");
        app.List<ErpDb, LotRow>("/api/erp/lots", ErpPermissions.Read, "Lots and serial units that the books know", "no",
            (db, _) => db.StockLots.Select(lot => new LotRow
            {
                No = lot.No, ItemNo = lot.ItemNo, Revision = lot.Revision, Serial = lot.Serial, WorkOrderNo = lot.WorkOrderNo, SupplierNo = lot.SupplierNo,
                SupplierLotNo = lot.SupplierLotNo, ExpiresOn = lot.ExpiresOn, BornUtc = lot.BornUtc, Holds = lot.Holds,
            }));
        app.List<ErpDb, ReservationRow>("/api/erp/material-reservations", ErpPermissions.Read, "Stock promised to work orders", "id",
            (db, _) => db.Reservations.Select(each => new ReservationRow
            {
                Id = each.Id, WorkOrderNo = each.WorkOrderNo, ItemNo = each.ItemNo, Revision = each.Revision, LotNo = each.LotNo == "" ? null : each.LotNo,
                Quantity = each.Quantity, Used = each.Used, Unit = each.Unit, State = each.State, EndedWhy = each.EndedWhy, HoldId = each.HoldId, MadeUtc = each.MadeUtc,
            }), sort: "workOrderNo,itemNo");
        app.List<ErpDb, HoldRow>("/api/erp/stock-holds", ErpPermissions.Read, "Holds of lots; filter=state:eq:releaseAsked is what waits for a decision", "holdId",
            (db, _) => db.StockHolds.Select(hold => new HoldRow
            {
                HoldId = hold.HoldId, LotNo = hold.LotNo, ReasonCode = hold.ReasonCode, Text = hold.Text, HeldBy = hold.HeldBy, HeldUtc = hold.HeldUtc,
                State = hold.State, RecallNo = hold.RecallNo, Disposition = hold.Disposition, AskedBy = hold.AskedBy, AskedReason = hold.AskedReason, ReleasedBy = hold.ReleasedBy, ReleasedUtc = hold.ReleasedUtc, EndedUtc = hold.EndedUtc,
            }), sort: "-heldUtc");
        app.List<ErpDb, ShipmentRow>("/api/erp/shipments", ErpPermissions.Read, "Shipments to customers", "no",
            (db, _) => db.Shipments.Select(shipment => new ShipmentRow
            {
                No = shipment.No, SalesOrderNo = shipment.SalesOrderNo, CustomerNo = shipment.CustomerNo, ShippedUtc = shipment.ShippedUtc, By = shipment.By, ReversedUtc = shipment.ReversedUtc,
            }), sort: "-shippedUtc");
        app.List<ErpDb, CountSheetRow>("/api/erp/count-sheets", ErpPermissions.Read, "Count sheets with how many of their lines are counted", "no",
            (db, _) => db.CountSheets.Select(sheet => new CountSheetRow
            {
                No = sheet.No, Place = sheet.Place, MadeUtc = sheet.MadeUtc, MadeBy = sheet.MadeBy,
                Lines = db.Set<CountLine>().Count(line => line.SheetNo == sheet.No),
                Counted = db.Set<CountLine>().Count(line => line.SheetNo == sheet.No && line.CountedUtc != null),
            }), sort: "-madeUtc");
        app.Read("/api/erp/stock-holds/{holdId:guid}", ErpPermissions.Read, "A hold with all that it blocks",
            async (Guid holdId, ErpDb db, CancellationToken stop) => (await Hold(db, holdId, stop)).OrUnknown("hold-unknown", $"There is no hold {holdId:D}.")).Returns<HoldDetail>();
        app.Read("/api/erp/lots/{no}", ErpPermissions.Read, "A lot with where it is and what became of it",
            async (string no, ErpDb db, CancellationToken stop) => (await Lot(db, Keys.FromPath(no), stop)).OrUnknown("lot-unknown", $"The books know no lot or serial number {no}.")).Returns<LotDetail>();
        app.Read("/api/erp/shipments/{no}", ErpPermissions.Read, "A shipment with its lots",
            async (string no, ErpDb db, CancellationToken stop) => (await Shipped(db, Keys.FromPath(no), stop)).OrUnknown("shipment-unknown", $"There is no shipment {no}.")).Returns<ShipmentView>();
        app.Read("/api/erp/count-sheets/{no}", ErpPermissions.Read, "A count sheet",
            async (string no, ErpDb db, CancellationToken stop) => (await Sheet(db, Keys.FromPath(no), stop)).OrUnknown("sheet-unknown", $"There is no count sheet {no}.")).Returns<CountSheetView>();
        app.Read("/api/erp/stock-verification", ErpPermissions.Read, "Adds the ledger of moves up anew and compares it with the balances",
            async (ErpDb db, CancellationToken stop) => ((Outcome<StockCheck>)await StockVerifier.Verify(db, stop)).ToHttp()).Returns<StockCheck>();
    }

    private static IQueryable<StockBalance> Balances(ErpDb db) => db.StockBalances.Where(balance => balance.Place != StockPlaces.Unbooked);

    private static async Task<HoldDetail?> Hold(ErpDb db, Guid holdId, CancellationToken stop)
    {
        if (await db.StockHolds.FirstOrDefaultAsync(each => each.HoldId == holdId, stop) is not { } hold) return null;
        var lots = await db.StockHoldLots.Where(lot => lot.HoldId == holdId).Select(lot => lot.LotNo).Order().ToListAsync(stop);
        var over = hold.State is HoldState.Released or HoldState.Ended;
        return new HoldDetail(hold.HoldId, hold.LotNo, hold.ReasonCode, hold.Text, hold.HeldBy, hold.HeldUtc, hold.BlockedUtc, hold.State, hold.RecallNo, hold.Disposition, hold.AskedBy,
            hold.AskedReason, hold.ReleasedBy, hold.ReleaseReason, hold.ReleasedUtc, hold.EndedUtc, lots,
            over ? [] : LotHolds.Sum(await LotHolds.InStock(db, lots, stop), lots), await LotHolds.Broken(db, holdId, stop), await LotHolds.Shipped(db, lots, hold.HeldUtc, stop), hold.Version);
    }

    private static async Task<LotDetail?> Lot(ErpDb db, string no, CancellationToken stop)
    {
        if (await db.StockLots.FirstOrDefaultAsync(each => each.No == no, stop) is not { } lot) return null;
        var holds = await db.StockHoldLots.Where(each => each.LotNo == no && !each.Lifted).Select(each => each.HoldId).Order().ToListAsync(stop);
        var moves = await db.StockMoves.Where(move => move.LotNo == no || move.SerialNo == no).OrderByDescending(move => move.BookedUtc).ThenByDescending(move => move.Id).Take(MostMoves).ToListAsync(stop);
        return new LotDetail(lot.No, lot.ItemNo, lot.Revision, lot.Serial, lot.WorkOrderNo, lot.SupplierNo, lot.SupplierLotNo, lot.ExpiresOn, lot.BornUtc, holds,
            LotHolds.Sum(await LotHolds.InStock(db, [no], stop), [no]), [.. moves.Select(MoveView.Of)], await LotHolds.Shipped(db, [no], DateTime.MaxValue, stop), lot.Version);
    }

    private static async Task<ShipmentView?> Shipped(ErpDb db, string no, CancellationToken stop) =>
        await db.Shipments.FirstOrDefaultAsync(each => each.No == no, stop) is { } shipment
            ? ShipmentView.Of(shipment, await db.ShipmentLines.Where(line => line.ShipmentNo == no).ToListAsync(stop))
            : null;

    private static async Task<CountSheetView?> Sheet(ErpDb db, string no, CancellationToken stop) =>
        await db.CountSheets.FirstOrDefaultAsync(each => each.No == no, stop) is { } sheet
            ? new CountSheetView(sheet.No, sheet.Place, sheet.MadeUtc,
                [.. (await db.CountLines.Where(line => line.SheetNo == no).OrderBy(line => line.LineNo).ToListAsync(stop)).Select(line => CountLineView.Of(line))])
            : null;
}
