using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Platform;
using Tactus.Platform.Messaging;
using Tactus.Seats.Harness;
using static Tactus.Benchmarks.Bench;

namespace Tactus.Benchmarks;

/// <summary>What one command costs in the kernel (transaction, key, one row, one message, one audit entry), beside a bare insert and flush in the same run.</summary>
internal static class KernelBench
{
    private sealed record Touch(string Source) : Command<ErpDb, string>
    {
        public override Task<Outcome<string>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
        {
            db.InboxLinks.Add(new InboxLink { Source = Source });
            db.Send(new MaterialDefinitionPublished(Source, "", "C62", "A", Tracking.None, null, true));
            return Task.FromResult<Outcome<string>>(Source);
        }
    }

    internal static async Task Run(string engine, int seconds)
    {
        Say($"\n{engine}");
        Say($"| callers | commands/s | p50 ms | p99 ms | bare one-row commits/s | ratio |");
        Say($"|---|---|---|---|---|---|");
        foreach (var callers in (int[])[1, 8, 50])
        {
            using var place = await Place.New(engine);
            var bare = await Limits.Commits(place, Math.Min(callers, 16), 2);
            await using var plant = await Plant.New(engine);
            async Task Post(int _)
            {
                var outcome = await plant.Run(new Touch(Guid.NewGuid().ToString("N")));
                if (!outcome.Done) throw new InvalidOperationException(outcome.Refusal!.Sentence);
            }
            await Times.Closed(callers, 2, Post);
            var times = await Times.Closed(callers, seconds, Post);
            Say($"| {callers} | {times.Rate:0} | {times.At(0.5):0.0} | {times.At(0.99):0.0} | {bare:0} | {times.Rate / bare:0.00} |");
        }
    }
}
