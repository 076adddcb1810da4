using System.Diagnostics;
using System.Net.Http.Json;
using static Tactus.Benchmarks.Bench;

namespace Tactus.Benchmarks;

internal sealed record ReportsOptions(int Seconds, int Stations, int Rate, int Sharing, string? Only, bool Backflush);

/// <summary>
/// Stations post production reports to a real server over HTTP; the generator of the load runs on the same machine. A report books
/// the good, the scrap, the lot and its genealogy (and backflushed resin, where it is asked for), and sends one to three messages that the
/// business half applies meanwhile.
/// </summary>
internal static class ReportsBench
{
    // Until the runtime has compiled what is hot: before that a report costs about twice as much.
    private const int WarmReports = 12_000;

    internal static async Task Run(string engine, ReportsOptions options)
    {
        using var place = await Place.New(engine);
        await using var server = ServerProcess.Tactus(["serve", .. place.Words]);
        await server.Ready();
        await server.Explain(() => Run(engine, options, place, server));
    }

    private static async Task Run(string engine, ReportsOptions options, Place place, ServerProcess server)
    {
        using var floor = await Floor.Make(server, options.Stations, options.Sharing, options.Backflush);
        Say($"\n{engine}: {options.Stations} stations, {(options.Backflush ? $"{options.Sharing} draw on one resin lot" : "without backflush")}");
        Say($"| run | reports/s | p50 ms | p90 ms | p99 ms | max ms | server CPU ms per report | tried again | messages open at the end | s until none |");
        Say($"|---|---|---|---|---|---|---|---|---|---|");
        var left = WarmReports;
        await Task.WhenAll(Enumerable.Range(0, options.Stations).Select(async station => { while (Interlocked.Decrement(ref left) >= 0) await floor.Report(station); }));
        await floor.Delivered();
        if (options.Only != "closed") await Measure($"paced {options.Rate}/s", () => Times.Paced(options.Stations, options.Rate, options.Seconds, floor.Report));
        if (options.Only != "paced") await Measure("closed", () => Times.Closed(options.Stations, options.Seconds, floor.Report));
        Say($"bare one-row commits/s of the engine: 1 writer {await Limits.Commits(place, 1, 3):0}, 16 writers {await Limits.Commits(place, 16, 3):0}");
        await Peer(options);
        Say($"load after: {Load():0.00}");

        async Task Measure(string name, Func<Task<Times>> run)
        {
            var (cpu, rolledBack) = (server.CpuSeconds, await Limits.RolledBack(place));
            var times = await run();
            var open = await floor.Underway();
            var since = Stopwatch.GetTimestamp();
            await floor.Delivered();
            var settled = Stopwatch.GetElapsedTime(since).TotalSeconds;
            var each = (server.CpuSeconds - cpu) * 1000 / times.Milliseconds.Count;
            Say($"| {name} | {times.Rate:0} | {times.At(0.5):0.0} | {times.At(0.9):0.0} | {times.At(0.99):0.0} | {times.Max:0} | {each:0.00} | {await Limits.RolledBack(place) - rolledBack} | {open} | {settled:0.0} |");
        }
    }

    /// <summary>The same load on a server that does nothing: what the framework, the network and the generator take.</summary>
    private static async Task Peer(ReportsOptions options)
    {
        await using var echo = ServerProcess.Echo();
        await echo.Ready();
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = options.Stations }) { BaseAddress = echo.Address };
        async Task Post(int station)
        {
            using var response = await http.PostAsJsonAsync("/", new { jobNo = Floor.JobNo(station), good = new { value = 1, unit = "C62" }, atUtc = DateTime.UtcNow });
            response.EnsureSuccessStatusCode();
            await response.Content.ReadAsByteArrayAsync();
        }
        await Times.Closed(options.Stations, 3, Post);
        var paced = await Times.Paced(options.Stations, options.Rate, 5, Post);
        var closed = await Times.Closed(options.Stations, 5, Post);
        Say($"bare echo: paced p50 {paced.At(0.5):0.0} ms, p99 {paced.At(0.99):0.0} ms; closed {closed.Rate:0}/s, p50 {closed.At(0.5):0.0} ms, p99 {closed.At(0.99):0.0} ms");
    }
}
