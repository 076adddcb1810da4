using System.Globalization;

namespace Tactus.Scheduling.Classic;

/// <summary>Checks a flow shop schedule against its problem, knowing nothing of how it was found.</summary>
internal static class FlowShopCheck
{
    /// <summary>The first thing that is wrong, as a sentence; null when the schedule is right and its objective is its makespan.</summary>
    internal static string? Fault(FlowShopInstance flow, ShopResult result)
    {
        int n = flow.Jobs, m = flow.Machines;
        if (result.Operations.Count != n * m)
        {
            return Say($"{result.Operations.Count} operations instead of {n * m}.");
        }
        var start = new int[n, m];
        var seen = new bool[n, m];
        var makespan = 0;
        foreach (var operation in result.Operations)
        {
            if (operation.Job < 0 || operation.Job >= n || operation.Machine < 0 || operation.Machine >= m || operation.Operation != operation.Machine)
            {
                return Say($"Operation {operation.Operation} of job {operation.Job} on machine {operation.Machine} does not exist.");
            }
            if (seen[operation.Job, operation.Machine])
            {
                return Say($"Operation {operation.Operation} of job {operation.Job} is there twice.");
            }
            seen[operation.Job, operation.Machine] = true;
            start[operation.Job, operation.Machine] = operation.Start;
            if (operation.Start < 0 || (long)operation.Start + flow.Times[operation.Job, operation.Machine] != operation.End)
            {
                return Say($"Job {operation.Job} on machine {operation.Machine} runs from {operation.Start} to {operation.End} but takes {flow.Times[operation.Job, operation.Machine]}.");
            }
            makespan = Math.Max(makespan, operation.End);
        }
        for (var job = 0; job < n; job++)
        {
            for (var machine = 1; machine < m; machine++)
            {
                if (start[job, machine] < start[job, machine - 1] + flow.Times[job, machine - 1])
                {
                    return Say($"Job {job} starts on machine {machine} before it leaves machine {machine - 1}.");
                }
            }
        }
        // Jobs without any time on a machine may share a start with a neighbour; the order is then told by their ends on all machines.
        var order = Enumerable.Range(0, n).ToArray();
        Array.Sort(order, (a, b) =>
        {
            for (var machine = 0; machine < m; machine++)
            {
                var by = start[a, machine].CompareTo(start[b, machine]);
                by = by != 0 ? by : (start[a, machine] + flow.Times[a, machine]).CompareTo(start[b, machine] + flow.Times[b, machine]);
                if (by != 0)
                {
                    return by;
                }
            }
            return 0;
        });
        for (var k = 1; k < n; k++)
        {
            for (var machine = 0; machine < m; machine++)
            {
                int before = order[k - 1], job = order[k];
                if (start[job, machine] < start[before, machine] + flow.Times[before, machine] + flow.Setups[machine, before, job])
                {
                    return Say($"On machine {machine} job {job} starts at {start[job, machine]}, before job {before} is done and its setup made.");
                }
            }
        }
        return makespan != result.Objective ? Say($"The objective is said to be {result.Objective} but is {makespan}.")
            : result.LowerBound > makespan ? Say($"The bound {result.LowerBound} is above the schedule.")
            : null;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
