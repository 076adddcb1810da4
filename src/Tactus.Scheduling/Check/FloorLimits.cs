namespace Tactus.Scheduling.Check;

/// <summary>What the floor says and what planners have fixed, against itself.</summary>
internal sealed class FloorLimits(PlanView view, FaultList faults)
{
    private readonly Problem problem = view.Problem;

    private readonly record struct Taken(long From, long To, int Operation);

    internal void Check()
    {
        var onMachine = new Dictionary<int, List<Taken>>();
        var people = new Dictionary<string, int>();
        var units = new Dictionary<string, long>();
        var persons = problem.People.Select(person => person.Id).ToHashSet();
        for (var operation = 0; operation < view.Operations.Length; operation++)
        {
            if (view.Operations[operation].Floor is not { State: not FloorState.Done } floor) continue;
            if (floor.State == FloorState.Pinned)
            {
                Pinned(operation, floor, onMachine);
                continue;
            }
            if (floor.Remaining == 0) continue;
            Add(onMachine, view.MachineIndex[floor.Machine!], new(problem.Now, End(floor), operation));
            foreach (var id in floor.Holds)
            {
                if (!persons.Contains(id)) units[id] = units.GetValueOrDefault(id) + 1;
                else if (people.TryGetValue(id, out var other))
                    faults.Add("held-twice", $"person {id}", $"{id} is held by operations {view.Operations[other].Id} and {view.Operations[operation].Id}, which both run.");
                else people.Add(id, operation);
            }
        }
        foreach (var pool in problem.Pools)
        {
            var there = pool.Groups.Sum(group => (long)group.Units);
            if (units.GetValueOrDefault(pool.Id) > there)
                faults.Add("held-twice", $"pool {pool.Id}", $"What runs holds {units[pool.Id]} units of pool {pool.Id}; there are {there}.");
        }
        foreach (var (machine, taken) in onMachine) Overlap(machine, taken);
    }

    private void Pinned(int operation, Floor floor, Dictionary<int, List<Taken>> onMachine)
    {
        if (floor.Start is not { } start) return;
        var (what, job) = (view.Operations[operation], view.Job(operation));
        if (start < problem.Now)
        {
            faults.Add("pinned-time", view.Name(operation), $"Operation {what.Id} is pinned to start at {view.When(start)}, but it is {view.When(problem.Now)} already.");
            return;
        }
        if (start < job.Release)
        {
            faults.Add("pinned-time", view.Name(operation), $"Operation {what.Id} is pinned to start at {view.When(start)}, before job {job.Id} is released at {view.When(job.Release)}.");
            return;
        }
        var modes = what.Modes.Where(mode => floor.Machine is null || mode.Machine == floor.Machine).ToArray();
        if (!modes.Any(mode => Opens(what, mode, start)))
            faults.Add("pinned-time", view.Name(operation), $"Operation {what.Id} is pinned to start at {view.When(start)}, when {(modes.Length == 1 ? $"machine {modes[0].Machine} is" : "none of its machines is")} open{(what.Interruptible ? "" : " for as long as it takes")}.");
        if (modes.Length == 1)
        {
            var machine = view.MachineIndex[modes[0].Machine];
            var run = WorkTime.At(modes[0].Time, view.Machines[machine].Efficiency);
            if (run > 0) Add(onMachine, machine, new(start, start + run, operation));
        }
    }

    private bool Opens(Operation what, Mode mode, long start)
    {
        var machine = view.MachineIndex[mode.Machine];
        var run = WorkTime.At(mode.Time, view.Machines[machine].Efficiency);
        if (run == 0) return true;
        var needed = what.Interruptible ? 1 : run;
        List<OpenTimes> open = [view.OpenOf(machine)];
        return OpenTimes.Within(open, start, start + needed, needed) is var there && (there < 0 || there == needed);
    }

    private long End(Floor floor)
    {
        List<OpenTimes> open = [view.OpenOf(view.MachineIndex[floor.Machine!])];
        return new Progress(open, problem.Now, problem.Now + ProblemStructure.MaxTime).Done(floor.Remaining);
    }

    private void Overlap(int machine, List<Taken> taken)
    {
        if (taken.Count < 2) return;
        taken.Sort((left, right) => left.From != right.From ? left.From.CompareTo(right.From) : left.Operation.CompareTo(right.Operation));
        var longest = taken[0];
        for (var i = 1; i < taken.Count; i++)
        {
            var here = taken[i];
            if (here.From < longest.To && !MayShare(machine, here.Operation, longest.Operation))
            {
                faults.Add("machine-overlap", $"machine {view.Machines[machine].Id}",
                    $"On machine {view.Machines[machine].Id} operation {view.Operations[longest.Operation].Id} ({Word(longest.Operation)}) is there until {view.When(longest.To)} and operation {view.Operations[here.Operation].Id} ({Word(here.Operation)}) from {view.When(here.From)}.");
            }
            if (here.To > longest.To) longest = here;
        }
    }

    private bool MayShare(int machine, int left, int right) => view.Machines[machine].BatchCapacity > 0 && view.IsStarted(left) == view.IsStarted(right)
        && (view.IsStarted(left) || (view.Operations[left].Family is { } family && family == view.Operations[right].Family));

    private string Word(int operation) => view.IsStarted(operation) ? "running" : "pinned";

    private static void Add(Dictionary<int, List<Taken>> all, int machine, Taken taken)
    {
        if (!all.TryGetValue(machine, out var list)) all[machine] = list = [];
        list.Add(taken);
    }
}
