using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Mes.Equipment;
using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>A released order arrives: its method is frozen and becomes job orders. What can't be run is refused and waits, visibly, until it can.</summary>
internal static class ReceiveSchedule
{
    internal static async Task<Refusal?> Apply(MesDb db, OperationsScheduleReleased released, CommandContext by, CancellationToken stop)
    {
        if (await db.Orders.FindAsync([released.WorkOrderNo], stop) is not null)
            return new Refusal("order-known", $"Order {released.WorkOrderNo} was released before; changes come as changes.");
        if (OrderPlan.Fault(released) is { } fault) return fault;
        var centres = released.Operations.Select(operation => operation.WorkCentreNo).Distinct().ToList();
        var known = await db.Equipment.Where(node => centres.Contains(node.No) && node.Level == EquipmentLevel.WorkCentre).Select(node => node.No).ToListAsync(stop);
        if (centres.Except(known).Order(StringComparer.Ordinal).FirstOrDefault() is { } missing)
            return new Refusal("work-centre-unknown", $"Order {released.WorkOrderNo} needs the work centre {missing}, which the plant does not have. Create it, then retry the message.");

        var order = new ProductionOrder
        {
            No = released.WorkOrderNo, ItemNo = released.ItemNo, Revision = released.Revision, Quantity = released.Quantity.Value, Unit = released.Quantity.Unit,
            StartUtc = released.StartUtc, DueUtc = released.DueUtc, Priority = released.Priority, SalesOrderNo = released.SalesOrderNo,
            SalesLineNo = released.SalesLineNo, CustomerNo = released.CustomerNo, CustomerName = released.CustomerName, OutputLotNo = released.OutputLotNo,
            RoutingRevision = released.RoutingRevision, BillRevision = released.BillRevision, ReceivedUtc = by.NowUtc,
        };
        var followed = released.Operations.SelectMany(operation => operation.Predecessors).ToHashSet();
        var ranks = await db.DispatchPlaces.Where(place => place.OrderNo == order.No).ToListAsync(stop);
        var jobs = released.Operations.Select(operation => new JobOrder
        {
            No = $"{order.No}/{operation.No}", OrderNo = order.No, OperationNo = operation.No, Description = operation.Description, ItemNo = order.ItemNo,
            Revision = order.Revision, WorkCentreNo = operation.WorkCentreNo, Predecessors = [.. operation.Predecessors.Distinct()], Skills = [.. operation.Skills],
            SetupSeconds = operation.SetupSeconds, RunSecondsPerUnit = operation.RunSecondsPerUnit, OverlapQuantity = operation.OverlapQuantity,
            YieldPercent = operation.YieldPercent, Backflush = operation.Backflush, SerialsHere = operation.SerialsHere, ToolNo = operation.ToolNo,
            Last = !followed.Contains(operation.No), Unit = order.Unit,
            // The dispatch order travels on its own stream and may have been faster.
            Rank = ranks.Find(place => place.OperationNo == operation.No && place.WorkCentreNo == operation.WorkCentreNo)?.Rank,
        }).ToList();
        OrderPlan.Apply(order, jobs);
        db.Orders.Add(order);
        db.Jobs.AddRange(jobs);
        foreach (var materials in released.Materials.GroupBy(material => (material.OperationNo, material.ItemNo)))
        {
            var first = materials.First();
            db.JobMaterials.Add(new JobMaterial
            {
                JobNo = $"{order.No}/{first.OperationNo}", ItemNo = first.ItemNo, Revision = first.Revision, Unit = first.Quantity.Unit,
                Quantity = materials.Sum(material => material.Quantity.Value), PerUnit = materials.Sum(material => material.PerUnit),
                Tracking = first.Tracking, Backflush = first.Backflush,
            });
        }
        new JobDesk { Order = order, Job = jobs[0], Jobs = jobs }.Respond(db, ResponseState.Accepted, by.NowUtc, operation: false);
        db.Changed("mes.jobs", order.No);
        foreach (var centre in centres) db.Changed("mes.dispatch", centre);
        return null;
    }
}
