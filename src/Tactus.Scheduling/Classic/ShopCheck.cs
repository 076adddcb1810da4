namespace Tactus.Scheduling.Classic;

/// <summary>Says whether a result is a schedule of its instance. Written apart from the searches and from the instance alone.</summary>
internal static class ShopCheck
{
    /// <summary>The first fault found, as a sentence; null when there is none.</summary>
    public static string? Fault(ShopInstance instance, ShopObjective objective, ShopResult result)
    {
        var starts = new Dictionary<(int Job, int Operation), ScheduledOperation>();
        foreach (var it in result.Operations)
        {
            if (it.Job < 0 || it.Job >= instance.Jobs.Count)
                return $"job {it.Job} does not exist";
            var job = instance.Jobs[it.Job];
            if (it.Operation < 0 || it.Operation >= job.Operations.Count)
                return $"job {it.Job} has no operation {it.Operation}";
            if (!starts.TryAdd((it.Job, it.Operation), it))
                return $"job {it.Job}, operation {it.Operation} is scheduled twice";
            if (!job.Operations[it.Operation].Modes.Any(mode => mode.Machine == it.Machine && mode.Duration == (long)it.End - it.Start))
                return $"job {it.Job}, operation {it.Operation} cannot run on machine {it.Machine} from {it.Start} to {it.End}";
            if (it.Start < job.Release || it.Start < 0)
                return $"job {it.Job}, operation {it.Operation} starts at {it.Start}, before its release {job.Release}";
        }
        long value = 0;
        for (var j = 0; j < instance.Jobs.Count; j++)
        {
            var job = instance.Jobs[j];
            var end = job.Release;
            for (var o = 0; o < job.Operations.Count; o++)
            {
                if (!starts.TryGetValue((j, o), out var it))
                    return $"job {j}, operation {o} is not scheduled";
                if (it.Start < end)
                    return $"job {j}, operation {o} starts at {it.Start}, before the operation ahead of it ends at {end}";
                end = it.End;
            }
            if (job.Operations.Count == 0)
                continue;
            if (objective == ShopObjective.Makespan)
                value = Math.Max(value, end);
            else if (job.Due is { } due)
                value += (long)job.Weight * Math.Max(0, end - due);
        }
        // Of operations that start together those without duration come first: they need the machine for no time.
        foreach (var machine in result.Operations.GroupBy(it => it.Machine))
        {
            ScheduledOperation? previous = null;
            foreach (var it in machine.OrderBy(it => it.Start).ThenBy(it => it.End))
            {
                if (previous is { } before && it.Start < before.End)
                    return $"machine {it.Machine} does job {before.Job}, operation {before.Operation} until {before.End} and job {it.Job}, operation {it.Operation} from {it.Start}";
                previous = it;
            }
        }
        if (value != result.Objective)
            return $"the objective is {value}, not {result.Objective}";
        return result.LowerBound > value ? $"the bound {result.LowerBound} is above the objective {value}" : null;
    }
}
