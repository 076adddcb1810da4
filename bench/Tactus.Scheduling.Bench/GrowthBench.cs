using System.Diagnostics;
using Tactus.Scheduling.Bench.Plants;
using Tactus.Scheduling.Check;
using Tactus.Scheduling.Engine;

namespace Tactus.Scheduling.Bench;

/// <summary>Time and memory to the first schedule of seeded plants of 1,000, 10,000 and 100,000 operations.</summary>
internal static class GrowthBench
{
    internal static bool Run(BenchOptions options)
    {
        var table = new BenchTable(options.Out, "growth", "First schedule as plants grow", "operations", "to the first schedule, ms", "of it checked, ms", "memory, MB", "ms per 1,000 operations");
        List<double> each = [];
        SeededPlant.Raw(1_000, new Random(1));
        First(SeededPlant.Raw(1_000, new Random(2)), out _, out _);
        foreach (var size in new[] { 1_000, 10_000, 100_000 })
        {
            var problem = SeededPlant.Raw(size, new Random(options.Seed));
            GC.Collect();
            var before = GC.GetTotalMemory(true);
            var clock = Stopwatch.StartNew();
            var plan = First(problem, out var check, out var faults);
            var ms = clock.Elapsed.TotalMilliseconds;
            var memory = (GC.GetTotalMemory(true) - before) / 1e6;
            GC.KeepAlive(plan);
            if (faults > 0) return false;
            each.Add(ms / size * 1_000);
            table.Add(size, ms, check, memory, each[^1]);
        }
        table.Note("The default dispatching rule, compiled, decoded and accepted by the validator, on one thread; 60 machines at every size. Memory is what stays allocated beside the problem. Near linear: the last column grows by less than 2.5 from the first to the last row.");
        return each[^1] <= each[0] * 2.5;
    }

    private static Plan First(Problem problem, out double check, out int faults)
    {
        var model = PlantCompiler.Compile(problem);
        var plan = new Plan(model, model.Weights);
        new Dispatcher(model, plan, DispatchRule.TardinessCost).Build();
        var assignments = Extract.Assignments(plan);
        var clock = Stopwatch.StartNew();
        faults = ScheduleCheck.Faults(problem, assignments).Count;
        check = clock.Elapsed.TotalMilliseconds;
        return plan;
    }
}
