using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Tactus.Benchmarks;

/// <summary>What every bench here needs.</summary>
internal static class Bench
{
    /// <summary>Runs a bench on the named engines, after a line about the machine.</summary>
    internal static async Task<int> Run(string db, Func<string, Task> bench)
    {
        Console.WriteLine(Machine());
        foreach (var engine in db == "both" ? (string[])["sqlite", "postgres"] : [db])
            try
            {
                await bench(engine);
            }
            catch (Xunit.Sdk.SkipException skipped)
            {
                Console.Error.WriteLine(skipped.Message.Replace("$XunitDynamicSkip$", "", StringComparison.Ordinal));
                return 1;
            }
        return 0;
    }

    /// <summary>Date, cores and how busy the machine is with other work: a figure without these says nothing.</summary>
    internal static string Machine() => string.Create(CultureInfo.InvariantCulture,
        $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, .NET {Environment.Version}, load {Load():0.00}");

    /// <summary>Runnable processes over the last minute.</summary>
    internal static double Load() => File.Exists("/proc/loadavg")
        ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture)
        : double.NaN;

    /// <summary>One line with a point as decimal separator.</summary>
    internal static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

/// <summary>Times of one kind of work.</summary>
/// <param name="Milliseconds">In ascending order.</param>
/// <param name="Seconds">How long the whole took.</param>
internal sealed record Times(IReadOnlyList<double> Milliseconds, double Seconds)
{
    internal double Rate => Milliseconds.Count / Seconds;

    internal double Max => Milliseconds.Count == 0 ? double.NaN : Milliseconds[^1];

    internal double At(double part) => Milliseconds.Count == 0 ? double.NaN : Milliseconds[Math.Min(Milliseconds.Count - 1, (int)(Milliseconds.Count * part))];

    /// <summary>Callers who each do it again as soon as it is done.</summary>
    internal static async Task<Times> Closed(int callers, double seconds, Func<int, Task> work)
    {
        var since = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (Stopwatch.GetElapsedTime(since).TotalSeconds < seconds)
            {
                var start = Stopwatch.GetTimestamp();
                await work(caller);
                mine.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
            return mine;
        })));
        return Of(all, since);
    }

    /// <summary>
    /// Callers who each do it at moments of their own, together at a rate. The time counts from the moment it should have begun: what
    /// had to wait because the one before was late is late too.
    /// </summary>
    internal static async Task<Times> Paced(int callers, double perSecond, double seconds, Func<int, Task> work)
    {
        var each = (int)(seconds * perSecond / callers);
        var pause = callers / perSecond;
        var since = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            var mine = new List<double>();
            for (var i = 0; i < each; i++)
            {
                // Somewhere within its own slot, as people and machines are: neither in step nor drifting.
                var due = (i + random.NextDouble()) * pause;
                var wait = due - Stopwatch.GetElapsedTime(since).TotalSeconds;
                if (wait > 0) await Task.Delay(TimeSpan.FromSeconds(wait));
                // The timer is coarse and late by up to some milliseconds; that is not the server's.
                var start = Math.Max(due, wait > 0 ? Stopwatch.GetElapsedTime(since).TotalSeconds : 0);
                await work(caller);
                mine.Add((Stopwatch.GetElapsedTime(since).TotalSeconds - start) * 1000);
            }
            return mine;
        })));
        return Of(all, since);
    }

    private static Times Of(List<double>[] all, long since)
    {
        var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
        return new Times([.. all.SelectMany(each => each).Order()], seconds);
    }
}
