using System.Globalization;

namespace Tactus.Scheduling.Check;

/// <summary>Collects faults; a file that is wrong everywhere is not answered with a million sentences.</summary>
internal sealed class FaultList
{
    internal const int Most = 1000;

    internal List<ProblemFault> Faults { get; } = [];

    internal void Add(string code, string subject, FormattableString sentence)
    {
        if (Faults.Count < Most) Faults.Add(new(code, subject, sentence.ToString(CultureInfo.InvariantCulture)));
    }
}

/// <summary>What runs on a machine at one time: an operation alone, or the members of a batch.</summary>
internal sealed class Work
{
    internal required int Machine { get; init; }
    internal required List<int> Members { get; init; }
    internal required int Batch { get; init; }
    internal required long SetupStart { get; init; }
    internal required long Start { get; init; }
    internal required long End { get; init; }

    /// <summary>On the floor already: needs no setup.</summary>
    internal required bool Started { get; init; }

    /// <summary>Time of the run on its machine, the longest member's.</summary>
    internal long Run { get; set; }

    /// <summary>Setup that every such operation needs, the largest member's.</summary>
    internal long FixedSetup { get; set; }

    /// <summary>Setup against what the machine was set to before.</summary>
    internal long SequenceSetup { get; set; }
    internal double SetupCost { get; set; }
    internal bool Interruptible { get; set; } = true;
    internal long Setup => FixedSetup + SequenceSetup;
}

/// <summary>A problem and a schedule laid beside each other, by numbers instead of ids.</summary>
internal sealed class PlanView
{
    internal PlanView(Problem problem)
    {
        Problem = problem;
        var calendars = new Dictionary<string, WorkCalendar>();
        foreach (var calendar in problem.Calendars) calendars.TryAdd(calendar.Id, calendar);
        Calendars = calendars;
        Machines = [.. problem.Machines];
        for (var i = 0; i < Machines.Length; i++) MachineIndex.TryAdd(Machines[i].Id, i);
        machineOpen = new OpenTimes?[Machines.Length];
        var operations = new List<Operation>();
        var jobs = new List<int>();
        for (var job = 0; job < problem.Jobs.Count; job++)
        {
            foreach (var operation in problem.Jobs[job].Operations)
            {
                OperationIndex.TryAdd(operation.Id, operations.Count);
                operations.Add(operation);
                jobs.Add(job);
            }
        }
        Operations = [.. operations];
        JobOf = [.. jobs];
        Given = new Assignment?[Operations.Length];
        WorkOf = new Work?[Operations.Length];
        WorkOn = new List<Work>[Machines.Length];
        for (var i = 0; i < WorkOn.Length; i++) WorkOn[i] = [];
        foreach (var assignment in problem.InForce ?? [])
        {
            if (OperationIndex.TryGetValue(assignment.Operation, out var operation)) InForce.TryAdd(operation, assignment);
        }
    }

    internal Problem Problem { get; }
    internal Dictionary<string, WorkCalendar> Calendars { get; }
    internal Machine[] Machines { get; }
    internal Dictionary<string, int> MachineIndex { get; } = [];
    internal Operation[] Operations { get; }
    internal int[] JobOf { get; }
    internal Dictionary<string, int> OperationIndex { get; } = [];
    internal Dictionary<int, Assignment> InForce { get; } = [];

    /// <summary>By operation; null where there is none that can be read.</summary>
    internal Assignment?[] Given { get; }

    /// <summary>By operation; null for what is done or cannot be placed.</summary>
    internal Work?[] WorkOf { get; }

    /// <summary>By machine, in the machine's order: what has started first.</summary>
    internal List<Work>[] WorkOn { get; }

    private readonly OpenTimes?[] machineOpen;

    internal Job Job(int operation) => Problem.Jobs[JobOf[operation]];

    internal bool IsStarted(int operation) => Operations[operation].Floor?.State == FloorState.Started;

    internal bool IsDone(int operation) => Operations[operation].Floor?.State == FloorState.Done;

    /// <summary>Neither started nor done.</summary>
    internal bool IsPlanned(int operation) => !IsStarted(operation) && !IsDone(operation);

    internal OpenTimes OpenOf(int machine) =>
        machineOpen[machine] ??= OpenTimes.Of(CalendarOf(Machines[machine].Calendar), Machines[machine].Down);

    internal WorkCalendar? CalendarOf(string? id) => id is null ? null : Calendars.GetValueOrDefault(id);

    internal Mode? ModeOn(int operation, string machine)
    {
        foreach (var mode in Operations[operation].Modes)
        {
            if (mode.Machine == machine) return mode;
        }
        return null;
    }

    /// <summary>Every precedence of the problem, a job's chain written out; ids that are unknown are left out.</summary>
    internal IEnumerable<(int From, int To, Link Link)> Links()
    {
        foreach (var job in Problem.Jobs)
        {
            if (job.Links is null)
            {
                for (var i = 1; i < job.Operations.Count; i++)
                {
                    var link = new Link(job.Operations[i - 1].Id, job.Operations[i].Id);
                    yield return (OperationIndex[link.From], OperationIndex[link.To], link);
                }
                continue;
            }
            foreach (var link in job.Links)
            {
                if (OperationIndex.TryGetValue(link.From, out var from) && OperationIndex.TryGetValue(link.To, out var to)) yield return (from, to, link);
            }
        }
        foreach (var link in Problem.Links)
        {
            if (OperationIndex.TryGetValue(link.From, out var from) && OperationIndex.TryGetValue(link.To, out var to)) yield return (from, to, link);
        }
    }

    /// <summary>Takes the assignments in: puts batches together, orders each machine's work and reckons the setups of that order.</summary>
    internal void Place(IReadOnlyList<Assignment> assignments, FaultList faults)
    {
        var seen = new bool[Operations.Length];
        foreach (var assignment in assignments)
        {
            if (!OperationIndex.TryGetValue(assignment.Operation, out var operation))
            {
                faults.Add("unknown-operation", $"operation {assignment.Operation}", $"The schedule has operation {assignment.Operation}, which the problem does not have.");
                continue;
            }
            var again = seen[operation];
            seen[operation] = true;
            if (again)
                faults.Add("duplicate-assignment", Name(operation), $"Operation {assignment.Operation} is in the schedule more than once.");
            else if (!InRange(assignment.SetupStart) || !InRange(assignment.Start) || !InRange(assignment.End))
                faults.Add("time-range", Name(operation), $"Operation {assignment.Operation} has a time beyond ±{ProblemStructure.MaxTime}.");
            else
                Given[operation] = assignment;
        }
        var batches = new Dictionary<(int, int), Work>();
        for (var operation = 0; operation < Operations.Length; operation++)
        {
            if (Given[operation] is not { } given)
            {
                if (!seen[operation])
                    faults.Add("missing-assignment", Name(operation), $"Operation {Operations[operation].Id} is not in the schedule.");
                continue;
            }
            if (!MachineIndex.TryGetValue(given.Machine, out var machine))
            {
                faults.Add("unknown-machine", Name(operation), $"Operation {given.Operation} is on machine {given.Machine}, which the problem does not have.");
                continue;
            }
            if (given.SetupStart > given.Start || given.Start > given.End)
            {
                faults.Add("time-order", Name(operation),
                    $"Operation {given.Operation} on {given.Machine} has its setup start {When(given.SetupStart)}, its start {When(given.Start)} and its end {When(given.End)} out of order.");
                continue;
            }
            if (IsDone(operation)) continue;
            var mode = ModeOn(operation, given.Machine);
            var started = IsStarted(operation);
            if (mode is null && !started)
            {
                faults.Add("machine-not-allowed", Name(operation), $"Operation {given.Operation} is on machine {given.Machine}, which is not one of its modes.");
                continue;
            }
            if (given.Batch <= 0 || !batches.TryGetValue((machine, given.Batch), out var work))
            {
                work = new()
                {
                    Machine = machine, Members = [], Batch = given.Batch, SetupStart = given.SetupStart, Start = given.Start, End = given.End, Started = started,
                };
                WorkOn[machine].Add(work);
                if (given.Batch > 0) batches.Add((machine, given.Batch), work);
            }
            work.Members.Add(operation);
            WorkOf[operation] = work;
            var efficiency = Machines[machine].Efficiency;
            work.Run = Math.Max(work.Run, started ? Operations[operation].Floor!.Remaining : WorkTime.At(mode!.Time, efficiency));
            if (!started) work.FixedSetup = Math.Max(work.FixedSetup, WorkTime.At(mode!.Setup, efficiency));
            work.Interruptible &= started || Operations[operation].Interruptible;
        }
        var tables = new Dictionary<string, SetupRules>();
        foreach (var table in Problem.Setups) tables.TryAdd(table.Id, new(table));
        for (var machine = 0; machine < Machines.Length; machine++) Sequence(machine, tables);
    }

    private void Sequence(int machine, Dictionary<string, SetupRules> tables)
    {
        var on = WorkOn[machine];
        on.Sort((left, right) =>
            left.Started != right.Started ? (left.Started ? -1 : 1)
            : left.SetupStart != right.SetupStart ? left.SetupStart.CompareTo(right.SetupStart)
            : left.Start != right.Start ? left.Start.CompareTo(right.Start)
            : left.End != right.End ? left.End.CompareTo(right.End)
            : left.Members[0].CompareTo(right.Members[0]));
        var setting = new MachineSetting(Machines[machine], [.. Machines[machine].Setups.Where(tables.ContainsKey).Select(id => tables[id])]);
        foreach (var work in on)
        {
            if (!work.Started) (work.SequenceSetup, work.SetupCost) = setting.Change(Operations[work.Members[0]].Attributes);
        }
    }

    internal string Name(int operation) => $"operation {Operations[operation].Id}";

    /// <summary>A time as people read it: a moment where the problem has an origin.</summary>
    internal string When(long time) => When(Problem, time);

    internal static string When(Problem problem, long time) =>
        problem.Origin is { } origin && Math.Abs(time) < 100_000_000_000 && InYears(origin, time)
            ? origin.AddSeconds(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : time.ToString(CultureInfo.InvariantCulture);

    private static bool InYears(DateTimeOffset origin, long time) =>
        time > (DateTimeOffset.MinValue - origin).TotalSeconds + 86_400 && time < (DateTimeOffset.MaxValue - origin).TotalSeconds - 86_400;

    private static bool InRange(long time) => time is >= -ProblemStructure.MaxTime and <= ProblemStructure.MaxTime;
}
