using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Coordination.Picture;
using Tactus.Scheduling;

namespace Tactus.Coordination.Sequencing;

/// <summary>
/// The floor as the engine sees it, made of the picture: what is open, on which machines it can run, when these are open, what runs now. Operations pause
/// over breaks and go on after them; a tool exists once; people are not reckoned with yet.
/// </summary>
internal sealed class PlantProblem
{
    /// <summary>What is planned to begin within this time stays as it is; hands are already on it.</summary>
    internal static readonly TimeSpan Frozen = TimeSpan.FromHours(2);

    private readonly List<KnownOrder> orders;
    private readonly ILookup<string, KnownJob> jobs;
    private readonly List<KnownMachine> machines;
    private readonly AvailabilityAnswer? answer;
    private readonly long now;
    private readonly Dictionary<string, string> calendarOf = [];

    private PlantProblem(List<KnownOrder> orders, ILookup<string, KnownJob> jobs, List<KnownMachine> machines, AvailabilityAnswer? answer, DateTime nowUtc) =>
        (this.orders, this.jobs, this.machines, this.answer, now) = (orders, jobs, machines, answer, PlantTime.Of(nowUtc));

    /// <summary>Builds the problem.</summary>
    /// <param name="db">Read only.</param>
    /// <param name="inForce">The schedule that the floor works by; null: none yet.</param>
    /// <param name="nowUtc">The present.</param>
    /// <param name="without">A machine whose stop is told apart, as the change to be repaired; null: none.</param>
    /// <param name="stop">Ends the reading.</param>
    internal static async Task<Problem> Build(CoordinationDb db, ScheduleVersion? inForce, DateTime nowUtc, string? without, CancellationToken stop)
    {
        var open = await db.Orders.Where(order => !order.Finished && !order.Cancelled).OrderBy(order => order.WorkOrderNo).ToListAsync(stop);
        var numbers = db.Orders.Where(order => !order.Finished && !order.Cancelled).Select(order => order.WorkOrderNo);
        var jobs = await db.Jobs.Where(job => numbers.Contains(job.WorkOrderNo)).ToListAsync(stop);
        var machines = await db.Machines.Where(machine => machine.Active).OrderBy(machine => machine.MachineNo).ToListAsync(stop);
        return new PlantProblem(open, jobs.ToLookup(job => job.WorkOrderNo), machines, await db.AvailabilityAnswers.FirstOrDefaultAsync(stop), nowUtc).Make(inForce, without);
    }

    private Problem Make(ScheduleVersion? inForce, string? without)
    {
        var calendars = Calendars();
        var list = orders.Select(Job).Where(job => job.Operations.Count > 0).ToList();
        var open = list.SelectMany(job => job.Operations).Select(operation => operation.Id).ToHashSet();
        var started = list.SelectMany(job => job.Operations).Where(operation => operation.Floor is not null).ToDictionary(operation => operation.Id, operation => operation.Floor!);
        var force = inForce?.Operations.Where(each => open.Contains(each.JobNo)).Select(each => each.ToAssignment())
            // Started elsewhere than planned: where it runs is where it is.
            .Where(each => !started.TryGetValue(each.Operation, out var floor) || floor.Machine == each.Machine).ToList();
        var tools = orders.SelectMany(order => order.Operations).Select(operation => operation.ToolNo).OfType<string>().Distinct().Order(StringComparer.Ordinal);
        return new Problem
        {
            Name = "floor", Origin = DateTimeOffset.UnixEpoch, Now = now, FrozenUntil = force is { Count: > 0 } ? now + (long)Frozen.TotalSeconds : now,
            Calendars = calendars, Pools = [.. tools.Select(tool => new Pool { Id = tool, Groups = [new PoolGroup(1)] })],
            Machines =
            [
                .. machines.Select(machine => new Machine
                {
                    Id = machine.MachineNo, Calendar = calendarOf.GetValueOrDefault(machine.MachineNo),
                    Down = machine.Down && machine.MachineNo != without
                        ? [new Span(now, Math.Max(now + 1, PlantTime.Of(machine.DownUntilUtc ?? machine.SinceUtc + Exceptions.DetectMachineDown.UsualStop)))] : [],
                }),
            ],
            Jobs = list, InForce = force is { Count: > 0 } ? force : null,
        };
    }

    /// <summary>Machines that are open at the same times share a calendar. Planned time is known for whole weeks from a day on; beyond, these repeat.</summary>
    private List<WorkCalendar> Calendars()
    {
        var found = new Dictionary<string, WorkCalendar>(StringComparer.Ordinal);
        if (answer is not { Answered: true }) return [];
        var (from, to) = (PlantTime.Of(answer.FromUtc), PlantTime.Of(answer.ToUtc));
        foreach (var machine in machines)
        {
            var spans = machine.Open.Select(span => new Span(PlantTime.Of(span.StartUtc) - from, PlantTime.Of(span.EndUtc) - from)).Where(span => span.To > span.From).ToList();
            if (spans is [{ From: <= 0 } all] && all.To >= to - from) continue;
            var key = string.Join(';', spans.Select(span => $"{span.From}-{span.To}"));
            if (!found.TryGetValue(key, out var calendar))
                found.Add(key, calendar = new WorkCalendar { Id = $"calendar {found.Count + 1}", Cycle = to - from, CycleStart = from, Pattern = spans });
            calendarOf[machine.MachineNo] = calendar.Id;
        }
        return [.. found.Values];
    }

    private Job Job(KnownOrder order)
    {
        var known = jobs[order.WorkOrderNo].ToDictionary(job => job.OperationNo);
        var operations = order.Operations.Where(operation => known.GetValueOrDefault(operation.No) is not { Over: true }).ToList();
        var left = operations.Select(operation => operation.No).ToHashSet();
        return new Job
        {
            Id = order.WorkOrderNo, Due = PlantTime.Of(order.DueUtc), Priority = -order.Priority, TardinessCost = Decisions.Levers.Weight(order.Priority),
            Operations = [.. operations.Select(operation => Operation(order, operation, known.GetValueOrDefault(operation.No)))],
            Links =
            [
                .. operations.SelectMany(operation => operation.Predecessors.SelectMany(before => Left(order, before, left)).Distinct()
                    .Select(before => new Link(Id(order, before), Id(order, operation.No)))),
            ],
        };
    }

    /// <summary>What is left of what came before: an operation that is finished hands on those before it that are not.</summary>
    private static IEnumerable<int> Left(KnownOrder order, int no, HashSet<int> left) => left.Contains(no) ? [no]
        : order.Operations.Find(each => each.No == no) is { } over ? over.Predecessors.SelectMany(before => Left(order, before, left)) : [];

    private Operation Operation(KnownOrder order, OperationRequirement operation, KnownJob? job)
    {
        var wanted = job?.Planned ?? order.Quantity;
        var centre = job?.WorkCentreNo ?? operation.WorkCentreNo;
        var toRun = Math.Max(0, job is { OnMachine: true } ? wanted - job.Good : Math.Max(wanted, job?.ToStart ?? wanted) - (job?.Good ?? 0));
        var run = Math.Max(1, (long)Math.Ceiling(toRun * operation.RunSecondsPerUnit));
        var setup = job is { Started: > 0 } ? 0 : (long)operation.SetupSeconds;
        var modes = machines.Where(machine => machine.WorkCentreNo == centre).Select(machine => new Mode(machine.MachineNo, run, setup)).ToList();
        var started = job is { OnMachine: true, MachineNo: { } on } && modes.Exists(mode => mode.Machine == on);
        return new Operation
        {
            Id = Id(order, operation.No), Modes = modes, Interruptible = true, Needs = operation.ToolNo is { } tool ? [new Need(tool)] : [],
            Floor = !started ? null : new Floor
            {
                State = FloorState.Started, Machine = job!.MachineNo, Start = Math.Min(now, PlantTime.Of(job.StartedUtc ?? PlantTime.Utc(now))),
                Remaining = run + (job.State == "setup" ? setup : 0), Holds = operation.ToolNo is { } held ? [held] : [],
            },
        };
    }

    /// <summary>Open seconds between two times; without a calendar it is always open.</summary>
    internal static long OpenSeconds(WorkCalendar? calendar, long from, long to)
    {
        if (calendar is null) return to - from;
        long open = 0;
        for (var start = calendar.CycleStart + ((from - calendar.CycleStart) / calendar.Cycle * calendar.Cycle); start < to; start += calendar.Cycle)
            foreach (var span in calendar.Pattern) open += Math.Max(0, Math.Min(to, start + span.To) - Math.Max(from, start + span.From));
        return open;
    }

    private static string Id(KnownOrder order, int no) => $"{order.WorkOrderNo}/{no}";
}
