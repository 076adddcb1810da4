using System.Diagnostics;

namespace Tactus.Scheduling.Classic;

/// <summary>Solves the permutation flow shop with sequence-dependent setups, makespan as the objective.</summary>
public static class FlowShopSolver
{
    /// <summary>The best schedule found within the limits, with a bound that is proved. An iteration is one destruction, reconstruction and
    /// local search.</summary>
    /// <param name="flow">At least one job and one machine; no time is negative; all times and setups together stay below 2^29.</param>
    /// <param name="limits">Without a limit of time or iterations the search ends only when it is optimal or cancelled.</param>
    /// <returns>Operations by job and machine; an operation's number is its machine's.</returns>
    /// <exception cref="ArgumentException">The problem is empty, has a negative time, setups that do not fit its jobs, or times too large.</exception>
    public static ShopResult Solve(FlowShopInstance flow, SearchLimits limits)
    {
        ArgumentNullException.ThrowIfNull(flow);
        ArgumentNullException.ThrowIfNull(limits);
        var clock = Stopwatch.StartNew();
        var problem = new FlowShopProblem(flow);
        var bound = FlowShopBound.Machines(problem, new SearchStop(clock, limits.Time, limits.Cancellation));
        var lanes = new FlowShopSearch[SearchLanes.Count(limits)];
        for (var lane = 0; lane < lanes.Length; lane++)
        {
            lanes[lane] = new FlowShopSearch(problem, bound, new SearchRandom(limits.Seed, lane));
        }
        var best = lanes[0].Best;
        var order = lanes[0].BestOrder.ToArray();
        limits.Progress?.Invoke(new(clock.Elapsed, 0, best, bound));
        var quantum = Math.Max(1, 50_000_000L / (1000 + ((long)problem.Jobs * problem.Jobs * problem.Machines)));
        var iterations = best <= bound ? 0 : SearchLanes.Improve(lanes, limits, clock, quantum, ref best, bound, lane => order = lane.BestOrder.ToArray());
        var result = new ShopResult(best, bound, clock.Elapsed, iterations, problem.Schedule(order));
        return FlowShopCheck.Fault(flow, result) is { } fault ? throw new InvalidOperationException("The search made a wrong schedule: " + fault) : result;
    }
}

/// <summary>A flow shop laid out for the search.</summary>
internal sealed class FlowShopProblem
{
    /// <summary>[job * machines + machine].</summary>
    internal readonly int[] Times;

    /// <summary>[(job before * jobs + job) * machines + machine]: what two neighbours need lies together.</summary>
    internal readonly int[] Setups;

    internal FlowShopProblem(FlowShopInstance flow)
    {
        Jobs = flow.Jobs;
        Machines = flow.Machines;
        if (Jobs == 0 || Machines == 0)
        {
            throw new ArgumentException("A flow shop has at least one job and one machine.", nameof(flow));
        }
        if (flow.Setups.GetLength(0) != Machines || flow.Setups.GetLength(1) != Jobs || flow.Setups.GetLength(2) != Jobs)
        {
            throw new ArgumentException("The setups are not a matrix of jobs for each machine.", nameof(flow));
        }
        Times = GC.AllocateUninitializedArray<int>(Jobs * Machines, pinned: true);
        Setups = GC.AllocateUninitializedArray<int>(Jobs * Jobs * Machines, pinned: true);
        var total = 0L;
        for (var job = 0; job < Jobs; job++)
        {
            for (var machine = 0; machine < Machines; machine++)
            {
                Times[(job * Machines) + machine] = flow.Times[job, machine];
                var longest = 0;
                for (var next = 0; next < Jobs; next++)
                {
                    var setup = flow.Setups[machine, job, next];
                    Setups[(((job * Jobs) + next) * Machines) + machine] = setup;
                    longest = setup < 0 ? int.MinValue : Math.Max(longest, setup);
                    if (longest < 0)
                    {
                        throw new ArgumentException("A setup is negative.", nameof(flow));
                    }
                }
                total += flow.Times[job, machine] < 0 ? throw new ArgumentException("A time is negative.", nameof(flow)) : (long)flow.Times[job, machine] + longest;
            }
        }
        if (total >= 1 << 29)
        {
            throw new ArgumentException("All times and setups together reach 2^29 time units; a coarser unit is needed.", nameof(flow));
        }
    }

    internal int Jobs { get; }

    internal int Machines { get; }

    /// <summary>Every operation as early as the order allows.</summary>
    internal ScheduledOperation[] Schedule(ReadOnlySpan<int> order)
    {
        var operations = new ScheduledOperation[Jobs * Machines];
        var free = new int[Machines];
        var before = -1;
        foreach (var job in order)
        {
            var ready = 0;
            for (var machine = 0; machine < Machines; machine++)
            {
                var start = Math.Max(ready, free[machine] + (before < 0 ? 0 : Setups[(((before * Jobs) + job) * Machines) + machine]));
                ready = free[machine] = start + Times[(job * Machines) + machine];
                operations[(job * Machines) + machine] = new(job, machine, machine, start, ready);
            }
            before = job;
        }
        return operations;
    }
}
