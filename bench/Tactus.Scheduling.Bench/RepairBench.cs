using System.Diagnostics;
using System.Globalization;
using Tactus.Scheduling.Bench.Plants;

namespace Tactus.Scheduling.Bench;

/// <summary>Repair after a breakdown of eight hours in seeded plants of 1,000, 2,000 and 5,000 operations, against right-shift.</summary>
internal static class RepairBench
{
    private const long Hour = 3_600;

    private sealed record Run(int Open, int LateBefore, int LateShift, int LateBest, double TardyShift, double TardyBest, int Changes, int Moves, int MovesShift,
        int Options, double FirstMs, double Seconds, bool Frozen);

    internal static bool Repair(BenchOptions options)
    {
        var passed = true;
        var seeds = options.Every > 1 ? 50 / options.Every : 50;
        Console.WriteLine("| operations | open | seeds | budget s | right-shift known, ms | options known, s p50 / p95 | late before | late right-shift | late best | worse tardiness than right-shift | late <= before + 2 | machine changes p50 / max % | start moves best / right-shift | frozen violations |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
        // The server that asks is warm; the first call would measure the compiler.
        One(300, 1, 1, options.Threads);
        One(300, 1, 2, options.Threads);
        foreach (var (size, budget) in new[] { (1_000, 0.5), (2_000, 1.0), (5_000, 2.5) })
        {
            if (options.Only.Count > 0 && !options.Only.Contains(size.ToString(CultureInfo.InvariantCulture))) continue;
            List<Run> runs = [];
            for (var seed = options.Seed; seed < options.Seed + seeds; seed++) runs.Add(One(size, options.TimeGiven ? options.Time.TotalSeconds : budget, seed, options.Threads));
            double Median(Func<Run, double> of) => runs.Select(of).Order().ElementAt(runs.Count / 2);
            double P95(Func<Run, double> of) => runs.Select(of).Order().ElementAt((int)(runs.Count * 0.95));
            var worse = runs.Count(run => run.TardyBest > run.TardyShift + 1e-6);
            var inTime = runs.Count(run => run.LateBest <= run.LateBefore + 2);
            var frozen = runs.Count(run => run.Frozen);
            var changes = runs.Max(run => 100.0 * run.Changes / run.Open);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {size} | {Median(run => run.Open)} | {runs.Count} | {budget} | {Median(run => run.FirstMs):0} | {Median(run => run.Seconds):0.00} / {P95(run => run.Seconds):0.00} | {Median(run => run.LateBefore)} | {Median(run => run.LateShift)} | {Median(run => run.LateBest)} | {worse} | {100.0 * inTime / runs.Count:0} % | {Median(run => 100.0 * run.Changes / run.Open):0.00} / {changes:0.00} | {Median(run => run.Moves)} / {Median(run => run.MovesShift)} | {frozen} |"));
            passed &= worse == 0 && frozen == 0 && inTime >= 0.9 * runs.Count && changes <= 2 && P95(run => run.Seconds) <= budget;
        }
        return passed;
    }

    private static Run One(int size, double budget, int seed, int threads)
    {
        var (plant, schedule) = SeededPlant.Build(size, seed);
        var horizon = schedule.Assignments.Max(assignment => assignment.End);
        // Mid-morning of the second day: a quarter of a small plant is done, a twentieth of a large one.
        var problem = SeededPlant.At(plant, schedule, Math.Min(33 * Hour, horizon / 3));
        var random = new Random(seed * 31);
        var busy = problem.InForce!.Where(assignment => assignment.Start < problem.Now + 8 * Hour && assignment.End > problem.Now).Select(assignment => assignment.Machine).Distinct().Order().ToArray();
        var machine = busy[random.Next(busy.Length)];
        double firstMs = 0;
        GC.Collect();
        var clock = Stopwatch.StartNew();
        var result = Scheduler.Repair(problem, [new MachineDown(machine, problem.Now, problem.Now + long.Parse(Environment.GetEnvironmentVariable("BENCH_DOWN") ?? "28800", CultureInfo.InvariantCulture))],
            new SearchLimits { Time = TimeSpan.FromSeconds(budget * 0.95), Seed = seed, Threads = threads }, _ => firstMs = clock.Elapsed.TotalMilliseconds);
        var seconds = clock.Elapsed.TotalSeconds;
        var shift = result.Options.First(option => option.Kind == RepairKind.RightShift).Schedule;
        var best = result.Options[0].Schedule;
        var open = result.Problem.Jobs.SelectMany(job => job.Operations).Count(operation => operation.Floor is not { State: FloorState.Done });
        var force = problem.InForce!.ToDictionary(assignment => assignment.Operation);
        var free = result.Problem.Jobs.SelectMany(job => job.Operations).Where(operation => operation.Floor is null).Select(operation => operation.Id).ToHashSet();
        var thawed = result.Problem.Thawed.ToHashSet();
        var frozen = best.Assignments.Any(assignment => free.Contains(assignment.Operation) && !thawed.Contains(assignment.Operation) && force[assignment.Operation] is var planned
            && planned.Start >= problem.Now && planned.SetupStart < problem.FrozenUntil && (planned.Start != assignment.Start || planned.Machine != assignment.Machine));
        if (Environment.GetEnvironmentVariable("BENCH_VERBOSE") is not null)
        {
            Console.Error.WriteLine($"  now {problem.Now} frozen until {problem.FrozenUntil}, thawed {string.Join(' ', thawed)}");
            if (Environment.GetEnvironmentVariable("BENCH_MOVED") is not null) foreach (var moved in shift.Assignments.Where(a => free.Contains(a.Operation) && force[a.Operation] is var f && (f.Start != a.Start)).OrderBy(a => force[a.Operation].Start).Take(4))
                Console.Error.WriteLine($"  moved {moved} {string.Join(',', moved.People)} {string.Join(',', moved.Units)} was {force[moved.Operation]} {string.Join(',', force[moved.Operation].People)} {string.Join(',', force[moved.Operation].Units)}");
            foreach (var option in result.Options)
            {
                var f = option.Schedule.Figures;
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {size} seed {seed} {option.Kind}: objective {f.Objective:0} tardiness {f.WeightedTardiness:0} late {f.LateJobs} changes {f.MachineChanges} moves {f.StartMoves} setup {f.SetupTime} at {option.After.TotalSeconds:0.00}s ({result.Iterations} iterations; before late {result.Before.LateJobs} tardiness {result.Before.WeightedTardiness:0})"));
            }
        }
        return new Run(open, result.Before.LateJobs, shift.Figures.LateJobs, best.Figures.LateJobs, shift.Figures.WeightedTardiness, best.Figures.WeightedTardiness,
            best.Figures.MachineChanges, best.Figures.StartMoves, shift.Figures.StartMoves, result.Options.Count, firstMs, seconds, frozen);
    }
}
