using System.Diagnostics;
using Tactus.Scheduling.Check;
using Tactus.Scheduling.Classic;

namespace Tactus.Scheduling.Engine;

/// <summary>Solves a whole plant: dispatching by several rules, then local search in lanes that meet between rounds.</summary>
internal static class PlantSolver
{
    /// <summary>As many whatever the threads, so that the result depends on seed and iterations only.</summary>
    private const int Lanes = 4;

    private const long RoundIterations = 4_000;

    internal static SolveResult Solve(Problem problem, SearchLimits limits)
    {
        var clock = Stopwatch.StartNew();
        var faults = ProblemCheck.Faults(problem);
        if (faults.Count > 0) throw new InfeasibleException(faults);
        var model = PlantCompiler.Compile(problem);
        var weights = problem.Objective.InOrder ? null : model.Weights;
        var start = Construct(model, weights ?? Ordered(problem.Objective, null, 1), limits.Time is not null && model.Count > 20_000);
        if (weights is null)
        {
            weights = Ordered(problem.Objective, ScheduleCheck.Figures(problem, Extract.Assignments(start)), 1);
            start = Construct(model, weights, false);
        }
        if (double.IsPositiveInfinity(start.Cost)) throw Unplaceable(model);
        var bound = PlantBound.Of(model, weights);
        var stop = new SearchStop(clock, limits.Time - CheckingTime(problem, start), limits.Cancellation);
        LocalSearch[] lanes = [.. Enumerable.Range(0, Lanes).Select(lane => new LocalSearch(start.Twin(), limits.Seed, lane))];
        long iterations = 0, left = limits.Iterations ?? long.MaxValue;
        var told = double.PositiveInfinity;
        while (!stop.Now && left > 0 && lanes.Min(lane => lane.Best.Cost) > bound + 1e-9 && model.Count > 0)
        {
            var share = Math.Min(RoundIterations, Math.Max(1, left / Lanes));
            var made = new long[Lanes];
            Parallel.For(0, Lanes, new ParallelOptions { MaxDegreeOfParallelism = Math.Min(Lanes, limits.ThreadCount) },
                lane => made[lane] = lanes[lane].Run(share, stop));
            if (made.Sum() == 0) break;
            iterations += made.Sum();
            if (limits.Iterations is not null) left -= made.Sum();
            var best = lanes.MinBy(lane => lane.Best.Cost)!;
            var worst = lanes.MaxBy(lane => lane.Best.Cost)!;
            if (worst.Best.Cost > best.Best.Cost) worst.Adopt(best.Best);
            if (best.Best.Cost < told)
            {
                told = best.Best.Cost;
                limits.Progress?.Invoke(new SearchProgress(clock.Elapsed, iterations, told, bound));
            }
        }
        var found = lanes.MinBy(lane => lane.Best.Cost)!.Best;
        if (found.Misses) throw Unplaceable(model);
        var schedule = Checked(problem, JustInTime.Delay(found, limits.Cancellation));
        return new SolveResult(schedule, problem.Objective.InOrder ? 0 : bound, clock.Elapsed, iterations, schedule.Figures.Objective > bound + 1e-9);
    }

    /// <summary>What checking the result will take of the time allowed; worth knowing where there is much to check.</summary>
    private static TimeSpan CheckingTime(Problem problem, Plan start)
    {
        if (start.Model.Count < 10_000) return TimeSpan.Zero;
        var clock = Stopwatch.StartNew();
        _ = ScheduleCheck.Faults(problem, Extract.Assignments(start));
        return clock.Elapsed;
    }

    /// <summary>The best of several rules; of one where there is much.</summary>
    internal static Plan Construct(PlantModel model, double[] weights, bool oneRule)
    {
        Plan? best = null;
        foreach (var rule in oneRule || model.Count > 20_000 ? [DispatchRule.TardinessCost] : Enum.GetValues<DispatchRule>())
        {
            var plan = new Plan(model, weights);
            new Dispatcher(model, plan, rule).Build();
            if (best is null || plan.Cost < best.Cost) best = plan;
        }
        return best!;
    }

    /// <summary>Weights that make a sum behave like terms in order: what the next term could gain in all is less than the least step of the one before.</summary>
    /// <param name="objective">With terms in order.</param>
    /// <param name="figures">Of a schedule that shows how large each term is; null: none is known yet.</param>
    /// <param name="least">No term is taken to be smaller than this.</param>
    internal static double[] Ordered(Objective objective, Figures? figures, double least)
    {
        var weights = new double[Enum.GetValues<Measure>().Length];
        var weight = 1.0;
        foreach (var term in objective.Terms.Where(term => term.Weight > 0))
        {
            if (weights[(int)term.Measure] > 0) continue;
            if (weights.Any(other => other > 0))
            {
                var most = figures?.Of(term.Measure) ?? 1e6;
                weight *= 1.0 / (4 * Math.Max(least, most));
            }
            weights[(int)term.Measure] = weight;
        }
        return weights;
    }

    internal static InfeasibleException Unplaceable(PlantModel model) => new([new ProblemFault("lag-or-pin-not-met", $"problem {model.Problem.Name}",
        "No schedule was found in which every maximum lag is met and every pinned start has what comes before it in time; loosen the lags, move the pins, or add capacity.")]);

    /// <summary>The schedule with its figures, if the validator accepts it.</summary>
    internal static Schedule Checked(Problem problem, Plan plan)
    {
        var assignments = Extract.Assignments(plan);
        var faults = ScheduleCheck.Faults(problem, assignments);
        if (faults.Count > 0)
            throw new InvalidOperationException($"The validator refuses a schedule of the engine ({faults.Count} faults): {string.Join(" ", faults.Take(3).Select(fault => fault.Sentence))}");
        return new Schedule(assignments, ScheduleCheck.Figures(problem, assignments));
    }
}
