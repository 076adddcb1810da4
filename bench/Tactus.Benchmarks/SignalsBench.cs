using static Tactus.Benchmarks.Bench;

namespace Tactus.Benchmarks;

internal sealed record SignalsOptions(int Seconds, int Machines, int Batch);

/// <summary>Machines' agents hand in batches of parts and states over HTTP as fast as the server takes them.</summary>
internal static class SignalsBench
{
    internal static async Task Run(string engine, SignalsOptions options)
    {
        using var place = await Place.New(engine);
        await using var server = ServerProcess.Tactus(["serve", .. place.Words]);
        await server.Ready();
        await server.Explain(async () =>
        {
            using var floor = await Floor.Make(server, options.Machines, 5);
            var seqs = new long[options.Machines];
            async Task Post(int machine)
            {
                var now = DateTime.UtcNow;
                var first = seqs[machine] + 1;
                seqs[machine] += options.Batch;
                await floor.Post(machine, "/api/mes/machine-signals", new
                {
                    agent = "A-" + Floor.MachineNo(machine),
                    epoch = 1,
                    signals = Enumerable.Range(0, options.Batch).Select(i => (object)(i % 20 == 0
                        ? new { seq = first + i, machineNo = Floor.MachineNo(machine), atUtc = now.AddMilliseconds(i), kind = "state", state = i % 40 == 0 ? "running" : "stopped" }
                        : new { seq = first + i, machineNo = Floor.MachineNo(machine), atUtc = now.AddMilliseconds(i), kind = "part", good = 1 })).ToList(),
                });
            }
            await Times.Closed(options.Machines, 10, Post);
            var cpu = server.CpuSeconds;
            var times = await Times.Closed(options.Machines, options.Seconds, Post);
            var each = (server.CpuSeconds - cpu) * 1000 / (times.Milliseconds.Count * options.Batch);
            Say($"\n{engine}: {options.Machines} machines, batches of {options.Batch}");
            Say($"| batches/s | signals/s | p50 ms | p99 ms | server CPU ms per signal |");
            Say($"|---|---|---|---|---|");
            Say($"| {times.Rate:0} | {times.Rate * options.Batch:0} | {times.At(0.5):0.0} | {times.At(0.99):0.0} | {each:0.000} |");
            Say($"load after: {Load():0.00}");
        });
    }
}
