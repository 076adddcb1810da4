using Tactus.Contracts;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Mes.Labor;
using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>A change of a released order as it was asked for and what became of it.</summary>
internal sealed class ScheduleChange
{
    public Guid Id { get; init; }
    public required string OrderNo { get; init; }
    public decimal? QuantityBefore { get; init; }
    public decimal? QuantityAsked { get; init; }
    public DateTime? DueUtc { get; init; }
    public int? Priority { get; init; }
    public bool Cancelled { get; init; }
    public required string Reason { get; init; }
    /// <summary>What could not be undone on the floor, in a sentence; null when all of it could be done.</summary>
    public string? Remark { get; init; }
    public DateTime AtUtc { get; init; }
    public DateTime ReceivedUtc { get; init; }
}

/// <summary>
/// A released order changes. Business may ask for what the floor can't undo; then what can be done is done and the answer carries the real
/// figures: a change is never stuck.
/// </summary>
internal static class ChangeSchedule
{
    internal static async Task<Refusal?> Apply(MesDb db, OperationsScheduleChanged change, CommandContext by, CancellationToken stop)
    {
        var order = await db.Orders.FindAsync([change.WorkOrderNo], stop);
        if (order is null) return new Refusal("order-unknown", $"Order {change.WorkOrderNo} has not been released to this plant.");
        if (await db.ScheduleChanges.AnyAsync(each => each.Id == change.ChangeId, stop)) return null;
        var jobs = await db.Jobs.Where(job => job.OrderNo == order.No).OrderBy(job => job.OperationNo).ToListAsync(stop);
        var desk = new JobDesk { Order = order, Job = jobs[0], Jobs = jobs };
        var before = order.Quantity;
        string? remark = null;
        by.Why = change.Reason;
        order.Turns++;
        order.DueUtc = change.DueUtc ?? order.DueUtc;
        order.Priority = change.Priority ?? order.Priority;
        if (change.Cancelled) remark = await Cancel(db, desk, change, by, stop);
        else if (change.Quantity is { } quantity) remark = Resize(db, desk, quantity, await db.JobMaterials.Where(material => material.JobNo.StartsWith(order.No + "/")).ToListAsync(stop), change.AtUtc, by);
        db.ScheduleChanges.Add(new ScheduleChange
        {
            Id = change.ChangeId, OrderNo = order.No, QuantityBefore = before, QuantityAsked = change.Quantity?.Value, DueUtc = change.DueUtc, Priority = change.Priority,
            Cancelled = change.Cancelled, Reason = change.Reason, Remark = remark, AtUtc = change.AtUtc, ReceivedUtc = by.NowUtc,
        });
        desk.Respond(db, order.State switch
        {
            OrderState.Accepted => ResponseState.Accepted,
            OrderState.Started => ResponseState.Started,
            OrderState.Completed => ResponseState.Completed,
            _ => ResponseState.Cancelled,
        }, by.NowUtc, operation: false);
        db.Changed("mes.jobs", order.No);
        foreach (var centre in jobs.Select(job => job.WorkCentreNo).Distinct()) db.Changed("mes.dispatch", centre);
        return null;
    }

    /// <summary>Nothing more is started. What is in process stays reportable, so that the pieces do not get lost.</summary>
    private static async Task<string?> Cancel(MesDb db, JobDesk desk, OperationsScheduleChanged change, CommandContext by, CancellationToken stop)
    {
        if (desk.Order.State is OrderState.Completed or OrderState.Cancelled)
            return $"The order was already {(desk.Order.State == OrderState.Completed ? "complete" : "cancelled")}.";
        desk.Order.State = OrderState.Cancelled;
        foreach (var job in desk.Jobs.Where(job => job.InProcess == 0 && job.Rework == 0))
        {
            if (job.Step(JobStep.Cancel) is not null) continue;
            await LaborBook.EndJob(db, job.No, change.AtUtc > by.NowUtc ? by.NowUtc : change.AtUtc, stop);
            new JobDesk { Order = desk.Order, Job = job, Jobs = desk.Jobs }.Note(db, JobEventKind.Cancelled, null, change.AtUtc, by, note: change.Reason);
        }
        var left = desk.Jobs.Where(job => job.InProcess + job.Rework > 0).Select(job => $"{job.InProcess + job.Rework:0.######} {Units.Symbol(job.Unit)} at operation {job.OperationNo}").ToList();
        return left.Count == 0 ? null : $"Still in process: {string.Join(", ", left)}.";
    }

    private static string? Resize(MesDb db, JobDesk desk, Contracts.Quantity asked, List<JobMaterial> materials, DateTime atUtc, CommandContext by)
    {
        var order = desk.Order;
        if (order.State == OrderState.Cancelled) return "The order was already cancelled.";
        if (asked.Fault() is not null || asked.Value <= 0 || Contracts.Units.Convert(asked, order.Unit) is not { } quantity)
            return $"The quantity {asked} can't be used; {order.Quantity:0.######} {Units.Symbol(order.Unit)} stays.";
        foreach (var material in materials)
            material.Quantity = material.PerUnit > 0 ? decimal.Round(material.PerUnit * quantity.Value, 6) : decimal.Round(material.Quantity * quantity.Value / order.Quantity, 6);
        order.Quantity = quantity.Value;
        OrderPlan.Apply(order, [.. desk.Jobs]);
        var reopened = new HashSet<int>();
        foreach (var job in OrderPlan.Ordered(desk.Jobs, job => job.OperationNo, job => job.Predecessors)!)
        {
            var more = job.Predecessors.Count == 0 ? job.Good < job.Planned : job.Predecessors.Exists(reopened.Contains);
            if (job.State != JobState.Completed || !more || job.Step(JobStep.Reopen) is not null) continue;
            reopened.Add(job.OperationNo);
            job.CompletedUtc = null;
            new JobDesk { Order = order, Job = job, Jobs = desk.Jobs }.Note(db, JobEventKind.Reopened, null, atUtc, by, note: $"{order.Quantity:0.######} {Units.Symbol(order.Unit)} are wanted now");
        }
        if (reopened.Count > 0) desk.OrderReopened(db, by.NowUtc);
        var over = desk.Jobs.Where(job => job.Started > job.ToStart)
            .Select(job => $"{job.Started - job.ToStart:0.######} {Units.Symbol(job.Unit)} more than now wanted at operation {job.OperationNo}").ToList();
        return over.Count == 0 ? null : $"Started: {string.Join(", ", over)}.";
    }
}
