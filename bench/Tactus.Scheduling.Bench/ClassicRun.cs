using System.Diagnostics;
using Tactus.Scheduling.Classic;

namespace Tactus.Scheduling.Bench;

/// <summary>A set of published instances of a classical problem.</summary>
/// <param name="Name">As in the command.</param>
/// <param name="Title">For people.</param>
/// <param name="Instances">Those of the set in the folder given, without reading them.</param>
/// <param name="Floor">What the set must show.</param>
/// <param name="Limit">Time for an instance when none is asked for.</param>
internal sealed record ClassicSet(string Name, string Title, Func<string, IEnumerable<ClassicInstance>> Instances, ClassicFloor Floor, TimeSpan Limit);

/// <summary>An instance with what is published about it.</summary>
/// <param name="Solve">Reads and solves it, and checks what it got: result, size, fault of the schedule or null.</param>
/// <param name="Best">Best known value.</param>
/// <param name="BestBound">Best known proof.</param>
/// <param name="Published">Solver and limit, value.</param>
internal sealed record ClassicInstance(
    string Name, Func<SearchLimits, (ShopResult Result, string Size, string? Fault)> Solve, long? Best, long? BestBound, IReadOnlyDictionary<string, double> Published);

/// <summary>What a set must show, as the plan of the engine says.</summary>
/// <param name="Says">In words.</param>
/// <param name="Passed">From the rows.</param>
internal sealed record ClassicFloor(string Says, Func<IReadOnlyList<ClassicRow>, bool> Passed)
{
    public static ClassicFloor None { get; } = new("none stated", _ => true);

    /// <summary>Mean gap to the best known value at most so many percent.</summary>
    public static ClassicFloor MeanGap(double percent, string at) =>
        new(FormattableString.Invariant($"mean gap to best known <= {percent} % at {at}"), rows => rows.Average(row => row.Gap ?? 0) <= percent + 1e-9);

    /// <summary>At or below the best known value everywhere.</summary>
    public static ClassicFloor Everywhere(string says) => new(says, rows => rows.All(row => row.Best is null || row.Objective <= row.Best));
}

/// <summary>What one instance gave.</summary>
internal sealed record ClassicRow(string Name, long Objective, long? Best, double? Gap);

internal static class ClassicRun
{
    /// <summary>Runs a set and writes its table.</summary>
    /// <returns>Whether every schedule was right and the floor is passed.</returns>
    public static bool Run(ClassicSet set, BenchOptions options)
    {
        if (options.Reference is null || !Directory.Exists(Path.Combine(options.Reference, "scheduling")))
        {
            Console.Error.WriteLine("The published instances were not found; --reference or TACTUS_REFERENCE names their folder.");
            return false;
        }
        var time = options.TimeGiven ? options.Time : set.Limit;
        var instances = set.Instances(Path.Combine(options.Reference, "scheduling"))
            .Where(instance => options.Only.Count == 0 || options.Only.Contains(instance.Name))
            .Where((_, index) => index % options.Every == 0)
            .ToList();
        if (instances.Count == 0)
        {
            Console.Error.WriteLine($"The set {set.Name} has no such instance.");
            return false;
        }
        var references = instances.SelectMany(instance => instance.Published.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        var table = new BenchTable(options.Out, set.Name,
            FormattableString.Invariant($"{set.Title}: {time.TotalSeconds:0.##} s, {options.Threads} threads, seed {options.Seed}"),
            ["instance", "size", "objective", "our bound", "best known", "its bound", "gap %", .. references, "seconds", "iterations", "checked"]);
        var rows = new List<ClassicRow>();
        var right = true;
        var sound = true;
        foreach (var instance in instances)
        {
            var watch = Stopwatch.StartNew();
            ShopResult result;
            string size;
            string? fault;
            try
            {
                (result, size, fault) = instance.Solve(new() { Time = time, Threads = options.Threads, Seed = options.Seed });
            }
            catch (Exception exception)
            {
                // One instance that fails must not cost the others their run.
                right = false;
                table.Add([instance.Name, .. Enumerable.Repeat<object?>(null, references.Count + 8), "FAILED: " + exception.Message]);
                continue;
            }
            var gap = Gap(result.Objective, instance.Best);
            rows.Add(new(instance.Name, result.Objective, instance.Best, gap));
            right &= fault is null;
            // A bound above a schedule that somebody has is no bound.
            sound &= instance.Best is not { } best || result.LowerBound <= best;
            table.Add(
            [
                instance.Name, size, result.Objective, result.LowerBound, instance.Best, instance.BestBound, gap,
                .. references.Select(reference => instance.Published.TryGetValue(reference, out var value) ? (object)(long)Math.Round(value) : null),
                watch.Elapsed.TotalSeconds, result.Iterations, fault ?? "ok",
            ]);
        }
        var passed = rows.Count > 0 && set.Floor.Passed(rows);
        var gaps = rows.Where(row => row.Gap is not null).Select(row => row.Gap!.Value).ToList();
        table.Note(FormattableString.Invariant($"Instances {rows.Count}; mean gap to best known {(gaps.Count > 0 ? gaps.Average() : 0):0.000} %, largest {(gaps.Count > 0 ? gaps.Max() : 0):0.00} %; at or below best known {rows.Count(row => row.Objective <= row.Best)}, below {rows.Count(row => row.Objective < row.Best)}; {(right ? "every schedule checked" : "AN INSTANCE FAILED OR A SCHEDULE IS WRONG")}{(sound ? "" : "; A BOUND IS ABOVE A KNOWN SCHEDULE")}."));
        foreach (var reference in references)
        {
            var theirs = instances.Where(instance => instance.Published.ContainsKey(reference) && instance.Best is not null && rows.Exists(row => row.Name == instance.Name)).ToList();
            var known = theirs.Select(instance => instance.Published[reference]).Zip(theirs, (value, instance) => Gap((long)Math.Round(value), instance.Best)!.Value).ToList();
            var ours = rows.Where(row => theirs.Exists(instance => instance.Name == row.Name)).Select(row => row.Gap!.Value).ToList();
            if (known.Count > 0)
            {
                table.Note(FormattableString.Invariant($"{reference}: mean gap {known.Average():0.000} % on {known.Count} instances, ours on the same {ours.Average():0.000} %."));
            }
        }
        table.Note($"Floor: {set.Floor.Says}: {(passed ? "passed" : "NOT PASSED")}{(options.Every > 1 || options.Only.Count > 0 ? " (on this sample)" : "")}.");
        return passed && right && sound;
    }

    private static double? Gap(long objective, long? best) => best switch
    {
        null => null,
        0 => objective == 0 ? 0 : 100,
        { } value => 100.0 * (objective - value) / value,
    };
}
