using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Planning;

/// <summary>
/// Sends an order to the plant: its method (bill with phantoms exploded, routing) is chosen for its start, frozen, and goes down
/// as one message. What it needs and is free is reserved for it, so that two orders are not released on the same stock.
/// </summary>
/// <param name="AllowShort">Release although material is missing; then <paramref name="Reason"/> is asked for and kept.</param>
[Refuses("work-order-unknown", "work-order-state", "bill-missing", "routing-missing", "revision-missing", "material-short", "reason-missing")]
internal sealed record ReleaseWorkOrder(string WorkOrderNo, bool AllowShort = false, string? Reason = null) : Command<ErpDb, WorkOrderView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReleaseWorkOrder>("/api/erp/work-order-releases", PlanningArea.Write, "Release a work order to the plant");

    /// <inheritdoc/>
    public override async Task<Outcome<WorkOrderView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var order = await db.WorkOrders.FindAsync([WorkOrderNo], stop);
        if (order is null) return Refusal.Unknown("work-order-unknown", $"There is no work order {WorkOrderNo}.");
        if (await db.Clash(order, order.No, by, stop) is { } clash) return clash;
        if (order.State != WorkOrderState.Planned)
            return new Refusal("work-order-state", $"{order.No} is {TactusJson.Word(order.State)}; only planned orders are released.");
        if (AllowShort && When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        var needs = await MaterialNeeds.Of(db, order, stop);
        if (needs.Refusal is { } unmade) return unmade;
        if (order.Go(WorkOrderState.Released, by.NowUtc) is { } refusal) return refusal;

        var structure = await BillStructure.Load(db, order.ItemNo, MaterialNeeds.Day(order), stop);
        var materials = structure.ForOrder(order.ItemNo, order.Revision, order.Quantity);
        if (materials.Refusal is { } unbilled) return unbilled;
        var method = await Methods.Routing(db, order.ItemNo, order.Revision, MaterialNeeds.Day(order), stop);
        if (method.Refusal is { } unrouted) return unrouted;

        var missing = new List<MissingMaterial>();
        foreach (var need in needs.Value.Where(need => need.Open > 0))
        {
            var totals = await StockBook.Totals(db, need.ItemNo, need.Revision, stop);
            var free = Math.Min(need.Open, await Reservations.Free(db, totals, "", stop));
            if (free < need.Open) missing.Add(new(need.ItemNo, need.Revision, new Quantity(need.Open - free, need.Unit)));
            if (free <= 0) continue;
            totals.Reserved += free;
            db.Add(new Reservation { WorkOrderNo = order.No, ItemNo = need.ItemNo, Revision = need.Revision, Quantity = free, Unit = need.Unit, MadeUtc = by.NowUtc });
        }
        if (missing.Count > 0 && !AllowShort)
            return new Refusal("material-short", $"Missing for {order.No}: {string.Join(", ", missing.Select(each => $"{each.Quantity} of {each.ItemNo}"))}. Wait for it, or release with allowShort and a reason.",
                Details: new { missing });
        if (missing.Count > 0) order.ReleasedShortWhy = Reason;

        var (routing, operations) = method.Value;
        (order.BillRevision, order.RoutingRevision) = (materials.Value.BillRevision, routing.Revision);
        var first = operations.First(operation => operation.Predecessors.Count == 0).No;
        var lineNo = 0;
        foreach (var material in materials.Value.Materials)
            db.Add(new WorkOrderMaterial
            {
                WorkOrderNo = order.No,
                LineNo = ++lineNo,
                OperationNo = material.OperationNo ?? first,
                ItemNo = material.ItemNo,
                Revision = material.Revision,
                Unit = material.Unit,
                Quantity = material.Quantity,
                WithScrap = material.WithScrap,
                PerUnit = decimal.Round(material.PerUnit, 6),
                Tracking = material.Tracking,
                Backflush = material.Backflush,
            });
        foreach (var operation in operations)
            db.Add(new WorkOrderOperation
            {
                WorkOrderNo = order.No,
                No = operation.No,
                Description = operation.Description,
                WorkCentreNo = operation.WorkCentreNo,
                SetupSeconds = operation.SetupSeconds,
                RunSecondsPerUnit = operation.RunSecondsPerUnit,
                YieldPercent = operation.YieldPercent,
            });
        var sale = order.SalesOrderNo is null ? null : await db.Set<Sales.SalesOrder>().FindAsync([order.SalesOrderNo], stop);
        var customer = sale is null ? null : await db.Customers.FindAsync([sale.CustomerNo], stop);
        db.Send(new OperationsScheduleReleased(order.No, order.ItemNo, order.Revision, new Quantity(order.Quantity, order.Unit), order.StartUtc, order.DueUtc,
            order.Priority, order.SalesOrderNo, order.SalesLineNo, sale?.CustomerNo, customer?.Name, order.OutputLotNo, routing.Revision, materials.Value.BillRevision,
            [.. operations.Select(operation => new OperationRequirement(operation.No, operation.Description, operation.WorkCentreNo, operation.Predecessors,
                operation.SetupSeconds, operation.RunSecondsPerUnit, operation.OverlapQuantity, operation.Skills, operation.YieldPercent, operation.Backflush,
                operation.SerialsHere, operation.ToolNo))],
            [.. materials.Value.Materials.Select(material => new MaterialRequirement(material.OperationNo ?? first, material.ItemNo, material.Revision,
                new Quantity(material.Quantity, material.Unit), material.PerUnit, material.Tracking,
                material.Backflush || operations.Any(operation => operation.No == (material.OperationNo ?? first) && operation.Backflush)))]));
        db.Changed("erp.work-orders", order.No);
        return WorkOrderView.Of(db, order);
    }
}
