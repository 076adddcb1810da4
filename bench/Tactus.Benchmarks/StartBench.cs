using System.Diagnostics;
using static Tactus.Benchmarks.Bench;

namespace Tactus.Benchmarks;

/// <summary>From the start of the process to the first page: the first start, which makes the schema, and those after it.</summary>
internal static class StartBench
{
    internal static async Task Run(string engine, int starts, string? program)
    {
        using var place = await Place.New(engine);
        Say($"\n{engine}");
        Say($"| start | health/ready s | first page s | first answer of the interface s | resident MB then |");
        Say($"|---|---|---|---|---|");
        var first = await Measure(place, program);
        Say($"| first, makes the schema | {first.Ready:0.00} | {first.Page:0.00} | {first.Api:0.00} | {first.Megabytes} |");
        var again = new List<Seen>();
        for (var i = 0; i < starts; i++) again.Add(await Measure(place, program));
        again.Sort((left, right) => left.Page.CompareTo(right.Page));
        foreach (var (name, seen) in ((string, Seen)[])[("fastest", again[0]), ($"median of {starts}", again[starts / 2]), ("slowest", again[^1])])
            Say($"| {name} | {seen.Ready:0.00} | {seen.Page:0.00} | {seen.Api:0.00} | {seen.Megabytes} |");
        Say($"load after: {Load():0.00}");
    }

    private sealed record Seen(double Ready, double Page, double Api, long Megabytes);

    private static async Task<Seen> Measure(Place place, string? program)
    {
        await using var server = ServerProcess.Tactus(["serve", .. place.Words], program);
        using var http = new HttpClient { BaseAddress = server.Address };
        var ready = await Until("/health/ready", 200);
        // Without the web application built into it the server says so with 404: the time is the same, less the file.
        var page = await Until("/", null);
        var api = await Until("/api/platform/me", null);
        return new Seen(ready, page, api, server.WorkingSet >> 20);

        async Task<double> Until(string path, int? status)
        {
            for (; ; await Task.Delay(5))
                try
                {
                    using var response = await http.GetAsync(path);
                    await response.Content.ReadAsByteArrayAsync();
                    if (status is null || (int)response.StatusCode == status) return Stopwatch.GetElapsedTime(server.StartedAt).TotalSeconds;
                }
                catch (HttpRequestException) when (Stopwatch.GetElapsedTime(server.StartedAt).TotalSeconds < 120)
                {
                    // Nobody listens yet.
                }
        }
    }
}
