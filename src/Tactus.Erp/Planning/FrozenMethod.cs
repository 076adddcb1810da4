using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Platform;

namespace Tactus.Erp.Planning;

/// <summary>The way an order is made, chosen for a day and frozen: its materials and operations, and the message that carries them to the plant.</summary>
internal static class FrozenMethod
{
    internal static async Task<Outcome<OperationsScheduleReleased>> Freeze(ErpDb db, WorkOrder order, DateOnly day, CancellationToken stop)
    {
        var structure = await BillStructure.Load(db, order.ItemNo, day, stop);
        var materials = structure.ForOrder(order.ItemNo, order.Revision, order.Quantity);
        if (materials.Refusal is { } unbilled) return unbilled;
        var method = await Methods.Routing(db, order.ItemNo, order.Revision, day, stop);
        if (method.Refusal is { } unrouted) return unrouted;
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
        return new OperationsScheduleReleased(order.No, order.ItemNo, order.Revision, new Quantity(order.Quantity, order.Unit), order.StartUtc, order.DueUtc,
            order.Priority, order.SalesOrderNo, order.SalesLineNo, sale?.CustomerNo, customer?.Name, order.OutputLotNo, routing.Revision, materials.Value.BillRevision,
            [.. operations.Select(operation => new OperationRequirement(operation.No, operation.Description, operation.WorkCentreNo, operation.Predecessors,
                operation.SetupSeconds, operation.RunSecondsPerUnit, operation.OverlapQuantity, operation.Skills, operation.YieldPercent, operation.Backflush,
                operation.SerialsHere, operation.ToolNo))],
            [.. materials.Value.Materials.Select(material => new MaterialRequirement(material.OperationNo ?? first, material.ItemNo, material.Revision,
                new Quantity(material.Quantity, material.Unit), material.PerUnit, material.Tracking,
                material.Backflush || operations.Any(operation => operation.No == (material.OperationNo ?? first) && operation.Backflush)))]);
    }
}
