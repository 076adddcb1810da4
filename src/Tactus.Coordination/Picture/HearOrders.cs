using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Coordination.Exceptions;
using Tactus.Platform;

namespace Tactus.Coordination.Picture;

/// <summary>What is said about orders and their operations. The two halves' streams may overtake each other, so an operation may be known before its order.</summary>
internal static class HearOrders
{
    internal static async Task<Refusal?> Released(CoordinationDb db, OperationsScheduleReleased told, CommandContext by, CancellationToken stop)
    {
        if (await db.Orders.AnyAsync(order => order.WorkOrderNo == told.WorkOrderNo, stop)) return null;
        db.Orders.Add(new KnownOrder
        {
            WorkOrderNo = told.WorkOrderNo, ItemNo = told.ItemNo, Quantity = told.Quantity.Value, Unit = told.Quantity.Unit, DueUtc = told.DueUtc, StartUtc = told.StartUtc,
            Priority = told.Priority, CustomerNo = told.CustomerNo, CustomerName = told.CustomerName, SalesOrderNo = told.SalesOrderNo, SalesLineNo = told.SalesLineNo,
            Operations = [.. told.Operations], Materials = [.. told.Materials],
        });
        db.Changed("coordination.picture", told.WorkOrderNo);
        return null;
    }

    internal static async Task<Refusal?> Changed(CoordinationDb db, OperationsScheduleChanged told, CommandContext by, CancellationToken stop)
    {
        if (await db.Orders.FirstOrDefaultAsync(order => order.WorkOrderNo == told.WorkOrderNo, stop) is not { } order)
            return Refusal.Unknown("order-unknown", $"{told.WorkOrderNo} has not been heard of; its release comes before its change.");
        (order.Quantity, order.DueUtc, order.Priority, order.Cancelled) =
            (told.Quantity?.Value ?? order.Quantity, told.DueUtc ?? order.DueUtc, told.Priority ?? order.Priority, order.Cancelled || told.Cancelled);
        db.Changed("coordination.picture", told.WorkOrderNo);
        return null;
    }

    internal static async Task<Refusal?> Progress(CoordinationDb db, JobProgress told, CommandContext by, CancellationToken stop)
    {
        var job = await db.Jobs.FindAsync([told.WorkOrderNo, told.OperationNo], stop);
        if (job is null) db.Jobs.Add(job = new KnownJob { WorkOrderNo = told.WorkOrderNo, OperationNo = told.OperationNo, WorkCentreNo = told.WorkCentreNo, State = told.State });
        (job.WorkCentreNo, job.MachineNo, job.State, job.Planned, job.ToStart, job.Started) = (told.WorkCentreNo, told.MachineNo, told.State, told.Planned, told.ToStart, told.Started);
        (job.Good, job.Scrapped, job.Rework, job.StartedUtc, job.ToldUtc) = (told.Good, told.Scrapped, told.Rework, told.StartedUtc, told.AtUtc);
        if (await db.Orders.FirstOrDefaultAsync(order => order.WorkOrderNo == told.WorkOrderNo, stop) is not { } order) return null;
        // A reversal opens it again.
        var over = await db.Jobs.Where(each => each.WorkOrderNo == told.WorkOrderNo && each.OperationNo != told.OperationNo && (each.State == "completed" || each.State == "cancelled")).CountAsync(stop);
        await DetectOrderChange.Moved(db, order, stop);
        order.Finished = over + (job.Over ? 1 : 0) >= order.Operations.Count;
        return null;
    }
}
