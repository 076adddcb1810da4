using System.Diagnostics;
using System.Text.Json;
using static Tactus.Benchmarks.Bench;

namespace Tactus.Benchmarks;

/// <summary>Imports the moulding plant of samples/optimoldiq and replays a month of it by the command line, as a newcomer does.</summary>
internal static class ReplayBench
{
    internal static async Task Run(string engine, string samples, string from, string month)
    {
        using var place = await Place.New(engine);
        var since = Stopwatch.GetTimestamp();
        await Tactus(["import", Path.Combine(samples, "mapping.json"), "--from", from, .. place.Words]);
        var imported = Stopwatch.GetElapsedTime(since).TotalSeconds;
        since = Stopwatch.GetTimestamp();
        using var result = JsonDocument.Parse(await Tactus(["replay", Path.Combine(samples, "replay.json"), "--from", from, "--month", month, "--json", .. place.Words]));
        var replayed = Stopwatch.GetElapsedTime(since).TotalSeconds;
        var all = result.RootElement;
        Say($"\n{engine}");
        Say($"| import s | records | commands | records/s | commands/s | s with start and check |");
        Say($"|---|---|---|---|---|---|");
        Say($"| {imported:0.0} | {all.GetProperty("records").GetInt32()} | {all.GetProperty("commands").GetInt32()} | {all.GetProperty("recordsPerSecond").GetDouble():0} | {all.GetProperty("commands").GetInt32() / all.GetProperty("seconds").GetDouble():0} | {replayed:0.0} |");
        Say($"load after: {Load():0.00}");
    }

    private static async Task<string> Tactus(string[] words)
    {
        using var run = Process.Start(new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "tactus.dll"), .. words])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        var (output, error) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return run.ExitCode == 0 ? await output : throw new InvalidOperationException($"tactus {words[0]} ended with {run.ExitCode}: {await output}{await error}");
    }
}
