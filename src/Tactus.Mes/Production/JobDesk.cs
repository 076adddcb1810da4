using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Mes.Production;

/// <summary>A job with its order and its sister jobs: what nearly every use case here needs at hand.</summary>
internal sealed class JobDesk
{
    public required ProductionOrder Order { get; init; }
    public required JobOrder Job { get; init; }
    /// <summary>All jobs of the order, this one among them.</summary>
    public required IReadOnlyList<JobOrder> Jobs { get; init; }

    internal static async Task<Outcome<JobDesk>> Find(MesDb db, string jobNo, CancellationToken stop)
    {
        var slash = jobNo.LastIndexOf('/');
        if (slash > 0)
        {
            var orderNo = jobNo[..slash];
            // The order first: its version then guards all that is read of the jobs after it.
            var order = await db.Orders.FirstOrDefaultAsync(each => each.No == orderNo, stop);
            var jobs = await db.Jobs.Where(job => job.OrderNo == orderNo).OrderBy(job => job.OperationNo).ToListAsync(stop);
            if (order is not null && jobs.Find(job => job.No == jobNo) is { } found) return new JobDesk { Job = found, Jobs = jobs, Order = order };
        }
        return Refusal.Unknown("job-unknown", $"There is no job {jobNo}. A job is named by its order and operation, for example WO-000123/10.");
    }

    internal IEnumerable<JobOrder> Before => Jobs.Where(each => Job.Predecessors.Contains(each.OperationNo));

    internal IEnumerable<JobOrder> After => Jobs.Where(each => each.Predecessors.Contains(Job.OperationNo));

    /// <summary>What can still be started here: at a first operation what the plan asks for, later what was delivered and not started yet.</summary>
    internal decimal Startable => Job.Predecessors.Count == 0
        ? Math.Max(0, Job.ToStart - Job.Started)
        : Math.Max(0, Before.Min(each => each.Good) - Job.Started);

    /// <summary>Whether a start can still come: then completing short wants a reason.</summary>
    internal bool MoreToCome => Startable > 0 || Before.Any(each => each.State is not (JobState.Completed or JobState.Cancelled));

    /// <summary>An amount in the job's unit; above zero unless zero is allowed.</summary>
    internal Outcome<decimal> Amount(Quantity quantity, string field, bool zero = false)
    {
        if (quantity.Fault() is { } fault) return Refusal.Field("quantity-invalid", field, fault);
        if (quantity.Value < 0 || (quantity.Value == 0 && !zero))
            return Refusal.Field("quantity-invalid", field, zero ? "The quantity can't be below zero." : $"Give a quantity above zero in {Job.Unit}.");
        if (Units.Convert(quantity, Job.Unit) is not { } converted)
            return Refusal.Field("quantity-unit", field, $"Job {Job.No} is counted in {Job.Unit}; {quantity.Unit} does not convert into it.");
        return converted.Fault() is { } inexact ? Refusal.Field("quantity-invalid", field, inexact) : converted.Value;
    }

    /// <summary>Who did it: the signed-in person, or somebody else whom a lead names. Null for a machine or Tactus itself.</summary>
    internal static Outcome<string?> Person(string? personNo, CommandContext by)
    {
        var own = by.Actor.Kind == "person" ? by.Actor.Number : null;
        if (personNo is null || personNo == own) return own;
        return by.Actor.May(MesProduction.Lead)
            ? personNo
            : new Refusal("person-other", $"You can only post for yourself. Posting for {personNo} needs the right {MesProduction.Lead}.", RefusalKind.Forbidden);
    }

    internal void Note(MesDb db, JobEventKind kind, string? person, DateTime atUtc, CommandContext by, decimal? quantity = null, string? reason = null, string? note = null) =>
        db.JobEvents.Add(new JobEvent
        {
            JobNo = Job.No, OrderNo = Order.No, Kind = kind, Quantity = quantity, MachineNo = Job.MachineNo, PersonNo = person, ReasonCode = reason,
            Note = note, AtUtc = atUtc, ReceivedUtc = by.NowUtc,
        });

    /// <summary>Tells open pages.</summary>
    internal void Changed(MesDb db)
    {
        db.Changed("mes.jobs", Job.No);
        db.Changed("mes.dispatch", Job.WorkCentreNo);
        if (Job.MachineNo is { } machine) db.Changed("mes.machines", machine);
    }

    /// <summary>Tells the business half how far the order, or this operation of it, is.</summary>
    internal void Respond(MesDb db, ResponseState state, DateTime atUtc, bool operation)
    {
        var last = Jobs.Where(each => each.Last).ToList();
        var (good, scrapped) = operation ? (Job.Good, Job.Scrapped) : (last.Sum(each => each.Good), Jobs.Sum(each => each.Scrapped));
        db.Send(new JobResponse(Guid.CreateVersion7(), Order.No, operation ? Job.OperationNo : null, state,
            new Quantity(good, Order.Unit), new Quantity(scrapped, Order.Unit), atUtc));
    }

    /// <summary>The order is started by its first start.</summary>
    internal void OrderStarted(MesDb db, DateTime atUtc)
    {
        Order.Turns++;
        if (Order.State != OrderState.Accepted) return;
        Order.State = OrderState.Started;
        Order.StartedUtc ??= atUtc;
        Respond(db, ResponseState.Started, atUtc, operation: false);
    }

    /// <summary>The order is complete when every last operation is.</summary>
    internal void OrderCompleted(MesDb db, DateTime atUtc)
    {
        if (Order.State != OrderState.Started || Jobs.Any(each => each.Last && each.State != JobState.Completed)) return;
        Order.State = OrderState.Completed;
        Order.CompletedUtc = atUtc;
        Respond(db, ResponseState.Completed, atUtc, operation: false);
    }

    /// <summary>A correction after the end opens the order again and says so.</summary>
    internal void OrderReopened(MesDb db, DateTime atUtc)
    {
        Order.Turns++;
        if (Order.State != OrderState.Completed) return;
        Order.State = OrderState.Started;
        Order.CompletedUtc = null;
        Respond(db, ResponseState.Reopened, atUtc, operation: false);
    }
}
