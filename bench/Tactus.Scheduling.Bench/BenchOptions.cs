using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tactus.Scheduling.Bench;

/// <summary>What a person asks of the bench.</summary>
internal sealed record BenchOptions
{
    public const string Usage = """
        bench SET[,SET...] [--time 60s] [--threads 2] [--seed 1] [--only a,b] [--every k] [--out DIR] [--reference DIR]
          --time       limit for each instance: 500ms, 2s, 5m
          --only       these instances of the set
          --every k    every k-th instance, for a sample
          --out        where the CSV and the Markdown table go (bench/results)
          --reference  folder of the published instances (TACTUS_REFERENCE, or shared/reference beside the checkout)
        Ends with 0 when every floor is passed, 1 when one is not, 2 when the question is not understood.
        """;

    public IReadOnlyList<string> Sets { get; private init; } = [];

    public TimeSpan Time { get; private init; } = TimeSpan.FromSeconds(60);

    public int Threads { get; private init; } = 2;

    public int Seed { get; private init; } = 1;

    public IReadOnlySet<string> Only { get; private init; } = new HashSet<string>();

    public int Every { get; private init; } = 1;

    public string Out { get; private init; } = Path.Combine(Above("Tactus.slnx") ?? ".", "bench", "results");

    public string? Reference { get; private init; } = Environment.GetEnvironmentVariable("TACTUS_REFERENCE") ?? Above(Path.Combine("shared", "reference"), true);

    /// <summary>Whether --time was given: sets may have a limit of their own.</summary>
    public bool TimeGiven { get; private init; }

    public static bool TryParse(string[] args, [NotNullWhen(true)] out BenchOptions? options, out string? fault)
    {
        fault = null;
        options = new();
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                options = options with { Sets = [.. options.Sets, .. args[i].Split(',', StringSplitOptions.RemoveEmptyEntries)] };
                continue;
            }
            var value = ++i < args.Length ? args[i] : "";
            var count = 0;
            fault = args[i - 1] switch
            {
                "--time" => ParseTime(value) is { } time ? With(ref options, options with { Time = time, TimeGiven = true }) : $"'{value}' is no time such as 60s.",
                "--threads" => Whole(value, 1, ref count) ? With(ref options, options with { Threads = count }) : $"'{value}' is no number of threads.",
                "--seed" => Whole(value, 0, ref count) ? With(ref options, options with { Seed = count }) : $"'{value}' is no seed.",
                "--every" => Whole(value, 1, ref count) ? With(ref options, options with { Every = count }) : $"'{value}' is no step.",
                "--only" => With(ref options, options with { Only = value.Split(',').ToHashSet(StringComparer.OrdinalIgnoreCase) }),
                "--out" => With(ref options, options with { Out = value }),
                "--reference" => With(ref options, options with { Reference = value }),
                _ => $"{args[i - 1]} is not an option.",
            };
            if (fault is not null)
            {
                return false;
            }
        }
        fault = options.Sets.Count == 0 ? "Which set?" : null;
        return fault is null;
    }

    private static string? With(ref BenchOptions options, BenchOptions changed)
    {
        options = changed;
        return null;
    }

    private static bool Whole(string text, int min, ref int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min;

    private static TimeSpan? ParseTime(string text)
    {
        var match = Regex.Match(text, @"^(\d+(?:\.\d+)?)(ms|s|m)$");
        if (!match.Success)
        {
            return null;
        }
        var number = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch
        {
            "ms" => TimeSpan.FromMilliseconds(number),
            "s" => TimeSpan.FromSeconds(number),
            _ => TimeSpan.FromMinutes(number),
        };
    }

    private static string? Above(string name, bool thePath = false)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, name);
            if (Path.Exists(path))
            {
                return thePath ? path : folder.FullName;
            }
        }
        return null;
    }
}
