using System.Diagnostics;

namespace Tactus.Scheduling.Classic;

/// <summary>Total weighted tardiness of the job shop, with alternative machines where the problem has them.</summary>
internal static class TardinessSearch
{
    /// <summary>The best schedule found within the limits. An iteration is one move tried.</summary>
    internal static ShopResult Solve(ShopInstance shop, SearchLimits limits)
    {
        var clock = Stopwatch.StartNew();
        var problem = new TardinessProblem(shop);
        var bound = TardinessBound.Of(problem, new SearchStop(clock, limits.Time, limits.Cancellation));
        var order = new int[problem.Operations];
        var modes = new int[problem.Operations + 1];
        TardinessStart.Dispatch(problem, order, modes);
        var state = new TardinessState(problem);
        state.Load(order, modes);
        var best = state.Cost;
        limits.Progress?.Invoke(new(clock.Elapsed, 0, best, bound));
        var iterations = 0L;
        if (best > bound)
        {
            var lanes = new TardinessLane[SearchLanes.Count(limits)];
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                lanes[lane] = new TardinessLane(problem, order, modes, bound, limits.Seed, lane);
            }
            iterations = SearchLanes.Improve(lanes, limits, clock, 100_000, ref best, bound, lane =>
            {
                lane.BestOrder.CopyTo(order);
                lane.BestModes.CopyTo(modes);
            });
            state.Load(order, modes);
        }
        var operations = new ScheduledOperation[problem.Operations];
        for (var o = 1; o <= problem.Operations; o++)
        {
            operations[o - 1] = new(problem.Job[o], problem.Index[o], problem.ModeMachine[state.Mode(o)], state.Start(o), state.End(o));
        }
        return new(best, bound, clock.Elapsed, iterations, operations);
    }
}

/// <summary>A first schedule by a dispatching rule.</summary>
internal static class TardinessStart
{
    /// <summary>Modified due date with work content: of the operations that could start first, the one whose job would be done first or is due first
    /// (K. R. Baker, J. W. M. Bertrand: A dynamic priority rule for scheduling against due-dates, Journal of Operations Management 3(1), 1982).</summary>
    internal static void Dispatch(TardinessProblem problem, int[] order, int[] modes)
    {
        var next = problem.First.ToArray();
        var left = new long[problem.Jobs];
        var ready = new int[problem.Jobs];
        var free = new int[problem.Machines];
        for (var job = 0; job < problem.Jobs; job++)
        {
            ready[job] = problem.Release[problem.First[job]];
            for (var o = problem.First[job]; o <= problem.Last[job]; o++)
            {
                left[job] += Quickest(problem, o);
            }
        }
        for (var p = 0; p < order.Length; p++)
        {
            int chosen = -1, chosenMode = 0, chosenStart = int.MaxValue;
            var chosenValue = double.MaxValue;
            for (var job = 0; job < problem.Jobs; job++)
            {
                var o = next[job];
                if (o == 0)
                {
                    continue;
                }
                int mode = 0, start = 0, end = int.MaxValue;
                for (var m = problem.ModeFrom[o]; m < problem.ModeFrom[o + 1]; m++)
                {
                    var from = Math.Max(ready[job], free[problem.ModeMachine[m]]);
                    if (from + problem.ModeTime[m] < end)
                    {
                        (mode, start, end) = (m, from, from + problem.ModeTime[m]);
                    }
                }
                var last = problem.Last[job];
                var value = Math.Max(problem.Due[last], start + left[job]) / (double)Math.Max(1, problem.Weight[last]);
                if (start < chosenStart || (start == chosenStart && value < chosenValue))
                {
                    (chosen, chosenMode, chosenStart, chosenValue) = (job, mode, start, value);
                }
            }
            var operation = next[chosen];
            order[p] = operation;
            modes[operation] = chosenMode;
            ready[chosen] = free[problem.ModeMachine[chosenMode]] = chosenStart + problem.ModeTime[chosenMode];
            left[chosen] -= Quickest(problem, operation);
            next[chosen] = problem.After[operation];
        }
    }

    internal static int Quickest(TardinessProblem problem, int operation) =>
        problem.ModeTime.AsSpan(problem.ModeFrom[operation], problem.ModeCount(operation)).ToArray().Min();
}
