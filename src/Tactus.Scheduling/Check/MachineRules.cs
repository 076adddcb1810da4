namespace Tactus.Scheduling.Check;

/// <summary>One thing at a time on a machine, batches, the frozen window, and what the floor says.</summary>
internal sealed class MachineRules(PlanView view, FaultList faults)
{
    private readonly Problem problem = view.Problem;

    internal void Check()
    {
        for (var machine = 0; machine < view.WorkOn.Length; machine++)
        {
            foreach (var work in view.WorkOn[machine]) Batch(work);
            Overlap(machine);
        }
        var thawed = problem.Thawed.ToHashSet();
        for (var operation = 0; operation < view.Operations.Length; operation++)
        {
            if (view.Given[operation] is not { } given) continue;
            Floor(operation, given);
            if (view.IsPlanned(operation)) Begin(operation, given, thawed);
        }
    }

    private void Overlap(int machine)
    {
        // By begin, and not as the machine's sequence has it. Nothing can be planned before now, so what has started is looked at from now on:
        // reports that overlapped by a minute in the past are not the schedule's fault.
        long Begin(Work work) => work.Started ? Math.Max(work.Start, problem.Now) : work.SetupStart;
        Work? longest = null;
        foreach (var work in view.WorkOn[machine].OrderBy(Begin).Where(work => Begin(work) < work.End))
        {
            if (longest is not null && Begin(work) < longest.End)
            {
                faults.Add("machine-overlap", view.Name(work.Members[0]),
                    $"On machine {view.Machines[machine].Id} operation {Id(work)} begins {When(Begin(work))}, before operation {Id(longest)} ends {When(longest.End)}.");
            }
            if (longest is null || work.End > longest.End) longest = work;
        }
    }

    private void Batch(Work work)
    {
        var machine = view.Machines[work.Machine];
        var first = view.Operations[work.Members[0]];
        if (work.Batch != 0 && (work.Batch < 0 || machine.BatchCapacity <= 0))
        {
            faults.Add("batch-machine", view.Name(work.Members[0]),
                $"Operation {first.Id} is in batch {work.Batch} on machine {machine.Id}, {(work.Batch < 0 ? "but batches count from 1" : "which does one operation at a time")}.");
        }
        var size = 0L;
        foreach (var member in work.Members)
        {
            var (operation, given) = (view.Operations[member], view.Given[member]!);
            size += operation.Size;
            if (given.SetupStart != work.SetupStart || given.Start != work.Start || given.End != work.End || view.IsStarted(member) != work.Started)
            {
                faults.Add("batch-times", view.Name(member),
                    $"Operations {operation.Id} and {first.Id} are both in batch {work.Batch} on {machine.Id}, but not from the same setup start to the same end.");
            }
            if (work.Batch == 0 || work.Started) continue;
            if (operation.Family is null || operation.Family != first.Family || !Same(operation.Attributes, first.Attributes))
            {
                faults.Add("batch-family", view.Name(member), operation.Family is null
                    ? (FormattableString)$"Operation {operation.Id} has no family and can be in no batch; it is in batch {work.Batch} on {machine.Id}."
                    : $"Operations {operation.Id} and {first.Id} are both in batch {work.Batch} on {machine.Id}, but differ in family or attributes.");
            }
        }
        if (machine.BatchCapacity > 0 && size > machine.BatchCapacity && !work.Started)
        {
            faults.Add("batch-capacity", view.Name(work.Members[0]),
                $"Operation {Id(work)} {When(work.Start)} on {machine.Id} has size {size}; the machine takes {machine.BatchCapacity}.");
        }
    }

    private void Floor(int operation, Assignment given)
    {
        if (view.Operations[operation].Floor is not { } floor) return;
        switch (floor.State)
        {
            case FloorState.Done when given.Machine != floor.Machine || given.Start != floor.Start || given.End != floor.End:
                faults.Add("done-moved", view.Name(operation),
                    $"Operation {given.Operation} was done on {floor.Machine} from {When(floor.Start!.Value)} to {When(floor.End!.Value)}; the schedule has it on {given.Machine} from {When(given.Start)} to {When(given.End)}.");
                break;
            case FloorState.Started when given.Machine != floor.Machine || given.Start != floor.Start || given.SetupStart != floor.Start:
                faults.Add("started-moved", view.Name(operation),
                    $"Operation {given.Operation} has started on {floor.Machine} at {When(floor.Start!.Value)}; the schedule has it on {given.Machine} with its setup at {When(given.SetupStart)} and its start at {When(given.Start)}.");
                break;
            case FloorState.Pinned:
                if (floor.Machine is not null && given.Machine != floor.Machine)
                    faults.Add("pinned-machine", view.Name(operation), $"Operation {given.Operation} is pinned to machine {floor.Machine}; the schedule has it on {given.Machine}.");
                if (floor.Start is { } start && given.Start != start)
                    faults.Add("pinned-start", view.Name(operation), $"Operation {given.Operation} is pinned to start at {When(start)}; the schedule starts it at {When(given.Start)}.");
                break;
        }
    }

    private void Begin(int operation, Assignment given, HashSet<string> thawed)
    {
        if (given.SetupStart < problem.Now)
            faults.Add("before-now", view.Name(operation), $"Operation {given.Operation} on {given.Machine} would begin at {When(given.SetupStart)}; it is {When(problem.Now)} already.");
        if (given.Start < view.Job(operation).Release)
            faults.Add("before-release", view.Name(operation), $"Operation {given.Operation} on {given.Machine} starts at {When(given.Start)}, before job {view.Job(operation).Id} is released at {When(view.Job(operation).Release)}.");
        if (problem.FrozenUntil <= problem.Now) return;
        var inForce = view.InForce.GetValueOrDefault(operation);
        if (inForce is not null && inForce.Start < problem.Now) return;
        if (inForce is not null && inForce.SetupStart < problem.FrozenUntil && !thawed.Contains(given.Operation))
        {
            if (given.Machine != inForce.Machine || given.Start != inForce.Start)
            {
                faults.Add("frozen-moved", view.Name(operation),
                    $"Operation {given.Operation} is frozen on {inForce.Machine} at {When(inForce.Start)}; the schedule has it on {given.Machine} at {When(given.Start)}.");
            }
            return;
        }
        if (given.SetupStart < problem.FrozenUntil && !thawed.Contains(given.Operation) && view.Operations[operation].Floor?.Start is null)
        {
            faults.Add("frozen-window", view.Name(operation),
                $"Operation {given.Operation} on {given.Machine} begins at {When(given.SetupStart)}, within the window that is frozen until {When(problem.FrozenUntil)}.");
        }
    }

    private static bool Same(IReadOnlyDictionary<string, string> left, IReadOnlyDictionary<string, string> right)
    {
        if (ReferenceEquals(left, right)) return true;
        if (left.Count != right.Count) return false;
        foreach (var (attribute, value) in left)
        {
            if (!right.TryGetValue(attribute, out var other) || other != value) return false;
        }
        return true;
    }

    private string Id(Work work) => work.Members.Count == 1 ? view.Operations[work.Members[0]].Id : $"{view.Operations[work.Members[0]].Id} with {work.Members.Count - 1} more in its batch";

    private string When(long time) => view.When(time);
}
