using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Erp.Stock;
using Tactus.Platform;

namespace Tactus.Erp.Planning;

/// <summary>How far the plant is with an order, and the time it took.</summary>
internal static class PlantReports
{
    /// <summary>The state of an order or of one of its operations. What is behind the books' knowledge already changes nothing.</summary>
    internal static async Task<Refusal?> Responded(ErpDb db, JobResponse message, CommandContext by, CancellationToken stop)
    {
        if (message.OperationNo is { } operationNo)
        {
            if (await db.WorkOrderOperations.FindAsync([message.WorkOrderNo, operationNo], stop) is { } operation)
            {
                (operation.Good, operation.Scrapped, operation.State) = (message.Good.Value, message.Scrapped.Value, TactusJson.Word(message.State));
                db.Changed("erp.work-orders", message.WorkOrderNo);
            }
            return null;
        }
        var order = await db.WorkOrders.FindAsync([message.WorkOrderNo], stop);
        if (order is null) return Refusal.Unknown("work-order-unknown", $"The books have no work order {message.WorkOrderNo}.");
        foreach (var step in Steps(order.State, message.State))
            if (order.Go(step, message.AtUtc) is { } refusal) return refusal;
        if (order.IsOver) await Reservations.Release(db, order.No, null, $"order {TactusJson.Word(order.State)}", stop);
        await LineChanged.Compare(db, order, by, stop);
        db.Changed("erp.work-orders", order.No);
        return null;
    }

    // The plant may be further than its last message here (a start and a completion in one breath), so the way between is walked.
    private static WorkOrderState[] Steps(WorkOrderState from, ResponseState told) => (from, told) switch
    {
        (WorkOrderState.Released, ResponseState.Accepted) => [WorkOrderState.Accepted],
        (WorkOrderState.Released, ResponseState.Started or ResponseState.Reopened) => [WorkOrderState.Accepted, WorkOrderState.Started],
        (WorkOrderState.Released, ResponseState.Completed) => [WorkOrderState.Accepted, WorkOrderState.Completed],
        (WorkOrderState.Accepted, ResponseState.Started or ResponseState.Reopened) => [WorkOrderState.Started],
        (WorkOrderState.Accepted or WorkOrderState.Started, ResponseState.Completed) => [WorkOrderState.Completed],
        (WorkOrderState.Released or WorkOrderState.Accepted or WorkOrderState.Started, ResponseState.Cancelled) => [WorkOrderState.Cancelled],
        (WorkOrderState.Completed or WorkOrderState.Closed or WorkOrderState.Cancelled, ResponseState.Reopened) => [WorkOrderState.Started],
        (WorkOrderState.Cancelled, ResponseState.Completed) => [WorkOrderState.Started, WorkOrderState.Completed],
        _ => [],
    };

    /// <summary>Time a person worked. A correction is a booking of its own.</summary>
    internal static async Task<Refusal?> Worked(ErpDb db, LaborActual message, CommandContext by, CancellationToken stop)
    {
        if (await db.LaborBookings.AnyAsync(booking => booking.ReportId == message.ReportId && booking.WorkOrderNo == message.WorkOrderNo
            && booking.OperationNo == message.OperationNo && booking.Reverses == message.Reverses, stop)) return null;
        db.Add(new LaborBooking
        {
            ReportId = message.ReportId,
            WorkOrderNo = message.WorkOrderNo,
            OperationNo = message.OperationNo,
            PersonNo = message.PersonNo,
            Kind = message.Kind,
            Seconds = decimal.Round(message.Seconds, 6),
            Reverses = message.Reverses,
            StartUtc = message.StartUtc,
            EndUtc = message.EndUtc,
        });
        if (message.WorkOrderNo is not null) db.Changed("erp.work-orders", message.WorkOrderNo);
        return null;
    }
}
