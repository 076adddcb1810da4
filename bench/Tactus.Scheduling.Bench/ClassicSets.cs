using System.Globalization;
using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Formats;

namespace Tactus.Scheduling.Bench;

/// <summary>The published sets. What lies where in the reference folder is known here only.</summary>
internal static class ClassicSets
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    public static IReadOnlyList<ClassicSet> All { get; } =
    [
        JobShop("ft", "Job shop, Fisher and Thompson", ClassicFloor.None, 30),
        JobShop("la", "Job shop, Lawrence", ClassicFloor.MeanGap(0.1, "30 s"), 30),
        JobShop("abz", "Job shop, Adams, Balas and Zawack", ClassicFloor.MeanGap(0.1, "30 s"), 30),
        JobShop("orb", "Job shop, Applegate and Cook", ClassicFloor.MeanGap(0.1, "30 s"), 30),
        JobShop("yn", "Job shop, Yamada and Nakano", ClassicFloor.None, 60),
        JobShop("swv", "Job shop, Storer, Wu and Vaccari", ClassicFloor.MeanGap(2.5, "60 s"), 60),
        JobShop("ta", "Job shop, Taillard", ClassicFloor.MeanGap(1.5, "60 s (1.0 % at 300 s)"), 60),
        JobShop("bel", "Reentrant job shop of a plant's size, Boveroux", ClassicFloor.MeanGap(1, "60 s"), 60),
        JobShop("dct", "Reentrant job shop, Da Col and Teppan", ClassicFloor.None, 60),
        FlexibleJobShop("brandimarte", "Flexible job shop, Brandimarte", ClassicFloor.MeanGap(0.3, "60 s")),
        FlexibleJobShop("hurink", "Flexible job shop, Hurink", ClassicFloor.MeanGap(0.5, "60 s")),
        FlexibleJobShop("dauzere", "Flexible job shop, Dauzère-Pérès and Paulli", ClassicFloor.MeanGap(1.5, "60 s")),
        FlexibleJobShop("fattahi", "Flexible job shop, Fattahi", ClassicFloor.None),
        FlexibleJobShop("kacem", "Flexible job shop, Kacem", ClassicFloor.None),
        FlexibleJobShop("behnke", "Flexible job shop, Behnke and Geiger", ClassicFloor.None),
        SingleMachine(),
        Tardiness(),
        SetupFlowShop(),
    ];

    private static ClassicSet JobShop(string family, string title, ClassicFloor floor, int seconds) => new(family, title,
        folder => Makespan(folder, family, "jsp", family is "bel" or "dct" ? "jsp_reentrant" : "jsp", ".txt", ClassicFormats.ReadJobShop),
        floor, TimeSpan.FromSeconds(seconds));

    private static ClassicSet FlexibleJobShop(string family, string title, ClassicFloor floor) => new(family, title,
        folder => Makespan(folder, family, "fjsp", "fjsp/" + family, ".fjs", ClassicFormats.ReadFlexibleJobShop), floor, Minute);

    private static IEnumerable<ClassicInstance> Makespan(string folder, string family, string kind, string path, string ending, Func<TextReader, string, ShopInstance> read)
    {
        var published = Csv(folder, $"{kind}_published_results.csv").Where(row => Solver(row["solver"]) is not null && Value(row["ub"]) is not null)
            .ToLookup(row => row["instance"], StringComparer.Ordinal);
        return Csv(folder, $"{kind}_best_known.csv").Where(row => row["family"] == family).Select(row => new ClassicInstance(row["instance"],
            limits => Shop(Read(folder, $"{path}/{row["instance"]}{ending}", reader => read(reader, row["instance"])), ShopObjective.Makespan, limits),
            Number(row["ub"]), Number(row["lb"]),
            published[row["instance"]].ToDictionary(line => $"{Solver(line["solver"])} {line["limit_s"]} s, {line["cores"]} cores", line => Value(line["ub"])!.Value)));
    }

    /// <summary>Name of a solver worth a column; the general-purpose MIP solver is far behind and has none.</summary>
    private static string? Solver(string name) => name.StartsWith("CPSAT", StringComparison.Ordinal) ? "CP-SAT"
        : name.StartsWith("CPO", StringComparison.Ordinal) ? "CP Optimizer"
        : name.StartsWith("OptalCP", StringComparison.Ordinal) ? "OptalCP" : null;

    private static ClassicSet SingleMachine() => new("wt40", "Weighted tardiness of one machine, OR-Library wt40", folder =>
        Csv(folder, "wt40/wt40_optimum.csv").Select(row => new ClassicInstance(row["instance"],
            limits =>
            {
                var shop = Read(folder, "wt40/wt40_jobs.csv", reader => ClassicFormats.ReadWeightedTardiness(reader, row["instance"], row["instance"]));
                return Shop(shop, ShopObjective.WeightedTardiness, limits);
            },
            Number(row["optimum"]), Number(row["optimum"]), new Dictionary<string, double>())),
        ClassicFloor.Everywhere("optimum on all within 2 s each"), TimeSpan.FromSeconds(2));

    private static ClassicSet Tardiness() => new("tardiness", "Total tardiness of the job shop", folder =>
        new[] { "la", "swv", "pfvt" }.SelectMany(part => Csv(folder, $"jsp_total_tardiness/_results_{part}.csv")).Select(row =>
        {
            var published = new Dictionary<string, double>
            {
                ["Gurobi 3600 s"] = Value(row["gurobi_best"])!.Value,
                ["CPLEX 3600 s"] = Value(row["cplex_best"])!.Value,
            };
            var proven = Value(row["gurobi_gap_pct"]) < 1e-3 || Value(row["cplex_gap_pct"]) < 1e-3;
            var best = (long)Math.Round(published.Values.Min());
            return new ClassicInstance(Path.GetFileNameWithoutExtension(row["instance"]),
                limits =>
                {
                    var shop = Read(folder, "jsp_total_tardiness/" + row["instance"], reader => ClassicFormats.ReadJobShopTardiness(reader, row["instance"]));
                    return Shop(shop, ShopObjective.WeightedTardiness, limits);
                },
                best, proven ? best : null, published);
        }),
        ClassicFloor.Everywhere("at or below the better of Gurobi's and CPLEX's value after an hour on every instance, at 60 s"), Minute);

    private static ClassicSet SetupFlowShop() => new("sdst", "Permutation flow shop with sequence-dependent setups", folder =>
        Csv(folder, "sdst-pfsp/_best_known_and_published.csv").Select(row => new ClassicInstance(Path.GetFileNameWithoutExtension(row["instance"]),
            limits =>
            {
                var flow = Read(folder, "sdst-pfsp/" + row["instance"], reader => ClassicFormats.ReadSetupFlowShop(reader, row["instance"]));
                var result = FlowShopSolver.Solve(flow, limits);
                return (result, $"{flow.Jobs}x{flow.Machines}", FlowShopCheck.Fault(flow, result));
            },
            Number(row["bks"]), null,
            new Dictionary<string, double> { ["CP-SAT 900 s"] = Value(row["cpsat900_obj"])!.Value, ["CP Optimizer 900 s"] = Value(row["cpo900_obj"])!.Value })),
        ClassicFloor.MeanGap(4.4, "60 s"), Minute);

    private static (ShopResult Result, string Size, string? Fault) Shop(ShopInstance shop, ShopObjective objective, SearchLimits limits)
    {
        var result = ShopSolver.Solve(shop, objective, limits);
        return (result, $"{shop.Jobs.Count}x{shop.Machines}", ShopCheck.Fault(shop, objective, result));
    }

    private static T Read<T>(string folder, string file, Func<TextReader, T> read)
    {
        using var reader = new StreamReader(Path.Combine(folder, file));
        return read(reader);
    }

    private static IEnumerable<Dictionary<string, string>> Csv(string folder, string file)
    {
        var lines = File.ReadLines(Path.Combine(folder, file)).Where(line => line.Length > 0).Select(line => line.TrimEnd('\r').Split(',')).ToList();
        return lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal));
    }

    private static double? Value(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static long? Number(string text) => Value(text) is { } value ? (long)Math.Round(value) : null;
}
