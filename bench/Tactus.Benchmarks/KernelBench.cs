using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Platform;
using Tactus.Platform.Messaging;
using Tactus.Seats.Harness;

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

    internal static async Task Run(int seconds, string? only = null)
    {
        Console.WriteLine("| engine | callers | commands/s | p50 ms | p99 ms | bare one-row commits/s | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var database in only is null ? (string[])["sqlite", "postgres"] : [only])
            foreach (var callers in (int[])[1, 8, 50])
            {
                await using var plant = await Plant.New(database);
                var bare = database == "sqlite" ? BareSqlite(plant.Folder, 2) : double.NaN;
                await Measure(plant, callers, 1);
                var (rate, p50, p99) = await Measure(plant, callers, seconds);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {database} | {callers} | {rate:0} | {p50:0.0} | {p99:0.0} | {bare:0} | {rate / bare:0.00} |"));
            }
    }

    private static async Task<(double Rate, double P50, double P99)> Measure(Plant plant, int callers, int seconds)
    {
        var until = Stopwatch.GetTimestamp() + seconds * Stopwatch.Frequency;
        var since = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (Stopwatch.GetTimestamp() < until)
            {
                var start = Stopwatch.GetTimestamp();
                var outcome = await plant.Run(new Touch(Guid.NewGuid().ToString("N")));
                if (!outcome.Done) throw new InvalidOperationException(outcome.Refusal!.Sentence);
                mine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            return mine;
        })));
        var all = times.SelectMany(each => each).Order().ToList();
        return (all.Count / Stopwatch.GetElapsedTime(since).TotalSeconds, all[all.Count / 2], all[(int)(all.Count * 0.99)]);
    }

    private static double BareSqlite(string folder, int seconds)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE t (a TEXT)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO t VALUES ('x')";
        var (count, since) = (0, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(since).TotalSeconds < seconds)
        {
            command.ExecuteNonQuery();
            count++;
        }
        return count / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }
}
