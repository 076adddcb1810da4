using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp.Sales;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Planning;

internal sealed record WorkOrderRow
{
    public required string No { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public decimal Quantity { get; init; }
    public decimal Produced { get; init; }
    public decimal Scrapped { get; init; }
    public required string Unit { get; init; }
    public WorkOrderState State { get; init; }
    public DateTime? StartUtc { get; init; }
    public DateTime DueUtc { get; init; }
    public int Priority { get; init; }
    public string? SalesOrderNo { get; init; }
    public int? SalesLineNo { get; init; }
    public string? ParentNo { get; init; }
    /// <summary>Its sales line changed after it went to the plant and nobody has decided yet.</summary>
    public bool Mismatch { get; init; }
    public DateTime? CancelAskedUtc { get; init; }
}

internal sealed record MismatchRow
{
    public Guid Id { get; init; }
    public required string WorkOrderNo { get; init; }
    public required string SalesOrderNo { get; init; }
    public int SalesLineNo { get; init; }
    public required string Text { get; init; }
    public DateTime SinceUtc { get; init; }
    public DateTime? SettledUtc { get; init; }
    public string? SettledBy { get; init; }
    public string? SettledWhy { get; init; }
}

/// <summary>One component in the material check of an order.</summary>
/// <param name="Required">To be drawn for the whole order, scrap included.</param>
/// <param name="OnHand">In real places in any status.</param>
/// <param name="Available">Of it usable: neither held nor in inspection nor blocked.</param>
/// <param name="ReservedByOthers">Of the available, promised to other orders.</param>
/// <param name="Short">What is missing when this order takes everything that is free.</param>
/// <param name="Expected">What open work orders still make of it, soonest first.</param>
internal sealed record MaterialCheckLine(
    string ItemNo, string Revision, Tracking Tracking, Quantity Required, Quantity Used, Quantity Reserved, Quantity OnHand, Quantity Available,
    Quantity ReservedByOthers, Quantity Short, IReadOnlyList<ExpectedSupply> Expected);

/// <summary>Supply that is on its way.</summary>
internal sealed record ExpectedSupply(string WorkOrderNo, Quantity Quantity, DateTime DueUtc);

/// <summary>Whether an order has its material.</summary>
internal sealed record MaterialCheck(string WorkOrderNo, bool Complete, IReadOnlyList<MaterialCheckLine> Lines);

/// <summary>The customer's line an order is for.</summary>
internal sealed record DemandView(string SalesOrderNo, int LineNo, string CustomerNo, string? CustomerName, string ItemNo, Quantity Quantity, Quantity Shipped, DateTime DueUtc, SalesState State);

/// <summary>An operation, planned beside actual.</summary>
internal sealed record OperationView(
    int No, string Description, string WorkCentreNo, decimal PlannedSeconds, decimal SetupSeconds, decimal RunSeconds, decimal Good, decimal Scrapped, string? State);

/// <summary>A material, planned beside actual.</summary>
internal sealed record MaterialView(string ItemNo, string Revision, Quantity Required, Quantity Used, Quantity Reserved);

/// <summary>A lot or serial that came out of the order, and where it went.</summary>
internal sealed record OutputLot(string No, Quantity Made, bool Held, IReadOnlyList<ShippedStock> Shipped);

/// <summary>The whole thread of a work order: from the customer's line over moves and lots to what was shipped.</summary>
internal sealed record WorkOrderThread(
    WorkOrderView Order, Quantity Produced, Quantity Scrapped, string? RoutingRevision, string? BillRevision, string? OutputLotNo, string? ReleasedShortWhy,
    DateTime? CancelAskedUtc, string? CancelReason, DateTime CreatedUtc, DateTime? ReleasedUtc, DateTime? StartedUtc, DateTime? CompletedUtc, DateTime? ClosedUtc,
    DemandView? Demand, IReadOnlyList<WorkOrderView> Components, IReadOnlyList<OperationView> Operations, IReadOnlyList<MaterialView> Materials,
    IReadOnlyList<ReservationView> Reservations, IReadOnlyList<MismatchRow> Mismatches, decimal LaborSeconds, IReadOnlyList<MoveView> Moves,
    IReadOnlyList<OutputLot> Lots, IReadOnlyList<ShipmentLineOfOrder> Shipments, long Version) : IVersionedView;

/// <summary>What left for the order's sales line.</summary>
internal sealed record ShipmentLineOfOrder(string ShipmentNo, string? LotNo, string? SerialNo, Quantity Quantity, DateTime ShippedUtc, bool Reversed);

/// <summary>Everything that can be read of planning.</summary>
internal static class WorkOrderReads
{
    private const int MostMoves = 1000;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<ErpDb, WorkOrderRow>("/api/erp/work-orders", ErpPermissions.Read, "Work orders", "no", (db, _) => db.WorkOrders.Select(order => new WorkOrderRow
        {
            No = order.No, ItemNo = order.ItemNo, Revision = order.Revision, Quantity = order.Quantity, Produced = order.Produced, Scrapped = order.Scrapped,
            Unit = order.Unit, State = order.State, StartUtc = order.StartUtc, DueUtc = order.DueUtc, Priority = order.Priority, SalesOrderNo = order.SalesOrderNo,
            SalesLineNo = order.SalesLineNo, ParentNo = order.ParentNo, CancelAskedUtc = order.CancelAskedUtc,
            Mismatch = db.Set<DemandMismatch>().Any(mismatch => mismatch.WorkOrderNo == order.No && mismatch.SettledUtc == null),
        }), sort: "dueUtc");
        app.List<ErpDb, MismatchRow>("/api/erp/demand-mismatches", ErpPermissions.Read, "Work orders in the plant whose sales line changed", "id",
            (db, _) => Rows(db.DemandMismatches), sort: "-sinceUtc");
        app.Read("/api/erp/work-orders/{no}", ErpPermissions.Read, "A work order with its whole thread, from the customer's line to what was shipped",
            async (string no, ErpDb db, CancellationToken stop) => (await Thread(db, Keys.FromPath(no), stop)).OrUnknown("work-order-unknown", $"There is no work order {no}.")).Returns<WorkOrderThread>();
        app.Read("/api/erp/work-orders/{no}/material-check", ErpPermissions.Read, "Whether a work order has its material",
            async (string no, ErpDb db, CancellationToken stop) => (await Check(db, Keys.FromPath(no), stop)).ToHttp()).Returns<MaterialCheck>();
    }

    private static IQueryable<MismatchRow> Rows(IQueryable<DemandMismatch> mismatches) => mismatches.Select(each => new MismatchRow
    {
        Id = each.Id, WorkOrderNo = each.WorkOrderNo, SalesOrderNo = each.SalesOrderNo, SalesLineNo = each.SalesLineNo, Text = each.Text, SinceUtc = each.SinceUtc,
        SettledUtc = each.SettledUtc, SettledBy = each.SettledBy, SettledWhy = each.SettledWhy,
    });

    internal static async Task<Outcome<MaterialCheck>> Check(ErpDb db, string no, CancellationToken stop)
    {
        if (await db.WorkOrders.FirstOrDefaultAsync(each => each.No == no, stop) is not { } order) return Refusal.Unknown("work-order-unknown", $"There is no work order {no}.");
        var needs = await MaterialNeeds.Of(db, order, stop);
        if (needs.Refusal is { } refusal) return refusal;
        var numbers = needs.Value.Select(need => need.ItemNo).ToList();
        var stocks = (await db.ItemStock.Where(stock => numbers.Contains(stock.ItemNo)).ToListAsync(stop)).ToDictionary(stock => (stock.ItemNo, stock.Revision));
        var coming = await db.WorkOrders.Where(each => numbers.Contains(each.ItemNo) && each.State != WorkOrderState.Completed && each.State != WorkOrderState.Closed
            && each.State != WorkOrderState.Cancelled && each.CancelAskedUtc == null).OrderBy(each => each.DueUtc).ToListAsync(stop);
        var lines = new List<MaterialCheckLine>();
        foreach (var need in needs.Value)
        {
            var stock = stocks.GetValueOrDefault((need.ItemNo, need.Revision));
            var others = (stock?.Reserved ?? 0) - need.Reserved;
            var free = Math.Max(0, (stock?.Available ?? 0) - (stock?.Reserved ?? 0));
            Quantity Of(decimal value) => new(value, need.Unit);
            lines.Add(new MaterialCheckLine(need.ItemNo, need.Revision, need.Tracking, Of(need.Required), Of(need.Used), Of(need.Reserved), Of(stock?.OnHand ?? 0),
                Of(stock?.Available ?? 0), Of(others), Of(order.IsOver ? 0 : Math.Max(0, need.Open - free)),
                [.. coming.Where(each => each.ItemNo == need.ItemNo && each.Revision == need.Revision && each.Quantity > each.Produced)
                    .Select(each => new ExpectedSupply(each.No, Of(each.Quantity - each.Produced), each.DueUtc))]));
        }
        return new MaterialCheck(order.No, lines.TrueForAll(line => line.Short.Value == 0), lines);
    }

    internal static async Task<WorkOrderThread?> Thread(ErpDb db, string no, CancellationToken stop)
    {
        if (await db.WorkOrders.FirstOrDefaultAsync(each => each.No == no, stop) is not { } order) return null;
        Quantity Of(decimal value) => new(value, order.Unit);
        var needs = await MaterialNeeds.Of(db, order, stop);
        var children = await db.WorkOrders.Where(each => each.ParentNo == no).OrderBy(each => each.No).ToListAsync(stop);
        var labor = await db.LaborBookings.Where(booking => booking.WorkOrderNo == no).ToListAsync(stop);
        var operations = await db.WorkOrderOperations.Where(operation => operation.WorkOrderNo == no).OrderBy(operation => operation.No).ToListAsync(stop);
        var moves = await db.StockMoves.Where(move => move.WorkOrderNo == no).OrderBy(move => move.BookedUtc).ThenBy(move => move.Id).Take(MostMoves).ToListAsync(stop);
        var shipments = order.SalesOrderNo is null ? [] : await db.ShipmentLines.Where(line => line.SalesOrderNo == order.SalesOrderNo && line.SalesLineNo == order.SalesLineNo)
            .OrderBy(line => line.ShippedUtc).ThenBy(line => line.LineNo).ToListAsync(stop);
        return new WorkOrderThread(WorkOrderView.Of(db, order), Of(order.Produced), Of(order.Scrapped), order.RoutingRevision, order.BillRevision, order.OutputLotNo,
            order.ReleasedShortWhy, order.CancelAskedUtc, order.CancelReason, order.CreatedUtc, order.ReleasedUtc, order.StartedUtc, order.CompletedUtc, order.ClosedUtc,
            await Demand(db, order, stop), [.. children.Select(child => WorkOrderView.Of(db, child))],
            [.. operations.Select(operation => new OperationView(operation.No, operation.Description, operation.WorkCentreNo,
                operation.SetupSeconds + operation.RunSecondsPerUnit * order.Quantity, Seconds(labor, operation.No, LaborKind.Setup), Seconds(labor, operation.No, LaborKind.Run),
                operation.Good, operation.Scrapped, operation.State))],
            needs.Done ? [.. needs.Value.Select(need => new MaterialView(need.ItemNo, need.Revision, new Quantity(need.Required, need.Unit), new Quantity(need.Used, need.Unit), new Quantity(need.Reserved, need.Unit)))] : [],
            [.. (await db.Reservations.Where(each => each.WorkOrderNo == no).ToListAsync(stop)).OrderBy(each => each.Id).Select(ReservationView.Of)],
            await Rows(db.DemandMismatches.Where(mismatch => mismatch.WorkOrderNo == no).OrderBy(mismatch => mismatch.SinceUtc)).ToListAsync(stop),
            labor.Sum(booking => booking.Seconds), [.. moves.Select(MoveView.Of)], await Outputs(db, order, moves, stop),
            [.. shipments.Select(line => new ShipmentLineOfOrder(line.ShipmentNo, MoveView.Named(line.LotNo), MoveView.Named(line.SerialNo),
                new Quantity(line.Quantity, line.Unit), line.ShippedUtc, line.ReversedUtc is not null))], order.Version);
    }

    private static decimal Seconds(IEnumerable<LaborBooking> labor, int operationNo, LaborKind kind) =>
        labor.Where(booking => booking.OperationNo == operationNo && booking.Kind == kind).Sum(booking => booking.Seconds);

    private static async Task<DemandView?> Demand(ErpDb db, WorkOrder order, CancellationToken stop)
    {
        if (order.SalesOrderNo is null) return null;
        var line = await db.SalesLines.FirstOrDefaultAsync(each => each.OrderNo == order.SalesOrderNo && each.LineNo == order.SalesLineNo, stop);
        var sale = await db.SalesOrders.FirstOrDefaultAsync(each => each.No == order.SalesOrderNo, stop);
        if (line is null || sale is null) return null;
        var name = await db.Set<MasterData.Customer>().Where(customer => customer.No == sale.CustomerNo).Select(customer => customer.Name).FirstOrDefaultAsync(stop);
        return new DemandView(sale.No, line.LineNo, sale.CustomerNo, name, line.ItemNo, new Quantity(line.Quantity, line.Unit), new Quantity(line.Shipped, line.Unit), line.DueUtc, line.State);
    }

    private static async Task<IReadOnlyList<OutputLot>> Outputs(ErpDb db, WorkOrder order, IEnumerable<StockMove> moves, CancellationToken stop)
    {
        var made = moves.Where(move => move.Kind == MoveKind.Produce && move.ItemNo == order.ItemNo)
            .GroupBy(move => move.SerialNo.Length > 0 ? move.SerialNo : move.LotNo).Where(group => group.Key.Length > 0)
            .Select(group => (No: group.Key, Made: group.Sum(move => move.FromPlace == StockPlaces.Production ? move.Quantity : -move.Quantity))).Where(each => each.Made != 0).ToList();
        var numbers = made.ConvertAll(each => each.No);
        var shipped = (await LotHolds.Shipped(db, numbers, DateTime.MaxValue, stop)).ToLookup(each => each.LotNo);
        var held = (await db.StockLots.Where(lot => numbers.Contains(lot.No) && lot.Holds > 0).Select(lot => lot.No).ToListAsync(stop)).ToHashSet(StringComparer.Ordinal);
        return [.. made.Select(each => new OutputLot(each.No, new Quantity(each.Made, order.Unit), held.Contains(each.No), [.. shipped[each.No]]))];
    }
}
