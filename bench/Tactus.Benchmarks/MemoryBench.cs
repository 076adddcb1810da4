using static Tactus.Benchmarks.Bench;

namespace Tactus.Benchmarks;

/// <summary>Resident memory before and after a day's work: fifty stations that report every thirty seconds through two shifts are 96,000 reports.</summary>
internal static class MemoryBench
{
    internal static async Task Run(string engine, int reports, int stations)
    {
        using var place = await Place.New(engine);
        await using var server = ServerProcess.Tactus(["serve", .. place.Words]);
        await server.Ready();
        await server.Explain(async () =>
        {
            using var floor = await Floor.Make(server, stations, 5);
            Say($"\n{engine}");
            Say($"| after reports | resident MB | CPU s of the server |");
            Say($"|---|---|---|");
            Say($"| 0 | {server.WorkingSet >> 20} | {server.CpuSeconds:0} |");
            var part = Math.Max(1, reports / 8);
            for (var done = 0; done < reports; done += part)
            {
                var left = part;
                await Task.WhenAll(Enumerable.Range(0, stations).Select(async station => { while (Interlocked.Decrement(ref left) >= 0) await floor.Report(station); }));
                Say($"| {done + part} | {server.WorkingSet >> 20} | {server.CpuSeconds:0} |");
            }
            await floor.Delivered(1800);
            await Task.Delay(TimeSpan.FromSeconds(20));
            Say($"| and 20 s of rest | {server.WorkingSet >> 20} | {server.CpuSeconds:0} |");
            Say($"load after: {Load():0.00}");
        });
    }
}
