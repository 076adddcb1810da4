using Tactus.Scheduling.Classic;

namespace Tactus.Scheduling.Tests.Classic;

/// <summary>Shop instances for tests: random ones, and those of the reference folder when it is there.</summary>
internal static class ShopSamples
{
    /// <summary>Random jobs; reentrant because machines are drawn with repetition.</summary>
    public static ShopInstance Random(int seed, int jobs, int machines, int operations, int choices = 1, bool releases = false, bool zeros = false)
    {
        var random = new Random(seed);
        return new ShopInstance($"random {seed}", machines, [.. Enumerable.Range(0, jobs).Select(_ => new ShopJob(
            [.. Enumerable.Range(0, random.Next(operations + 1)).Select(_ => new ShopOperation(
                [.. Enumerable.Range(0, 1 + random.Next(choices)).Select(_ => new ShopMode(random.Next(machines), random.Next(zeros ? 0 : 1, zeros ? 4 : 20)))]))],
            releases ? random.Next(30) : 0))]);
    }

    /// <summary>The least makespan, by trying all orders in which operations could be started.</summary>
    public static int Optimum(ShopInstance instance)
    {
        var next = new int[instance.Jobs.Count];
        var ready = instance.Jobs.Select(job => job.Release).ToArray();
        var free = new int[instance.Machines];
        var best = int.MaxValue;
        void Go(int end)
        {
            if (end >= best)
                return;
            var done = true;
            for (var j = 0; j < next.Length; j++)
            {
                if (next[j] == instance.Jobs[j].Operations.Count)
                    continue;
                done = false;
                foreach (var mode in instance.Jobs[j].Operations[next[j]].Modes)
                {
                    var (wasReady, wasFree) = (ready[j], free[mode.Machine]);
                    next[j]++;
                    ready[j] = free[mode.Machine] = Math.Max(wasReady, wasFree) + mode.Duration;
                    Go(Math.Max(end, ready[j]));
                    (ready[j], free[mode.Machine]) = (wasReady, wasFree);
                    next[j]--;
                }
            }
            if (done)
                best = end;
        }

        Go(0);
        return best;
    }

    /// <summary>The folder of reference instances; the test is skipped when it is not there.</summary>
    public static string Reference()
    {
        if (Environment.GetEnvironmentVariable("TACTUS_REFERENCE") is { Length: > 0 } named && Directory.Exists(Path.Combine(named, "scheduling")))
            return Path.Combine(named, "scheduling");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "shared", "reference", "scheduling");
            if (Directory.Exists(folder))
                return folder;
        }
        Assert.Skip("the folder of reference instances is not there (TACTUS_REFERENCE)");
        return "";
    }

    /// <summary>Best known bounds by instance, from both tables.</summary>
    public static Dictionary<string, (int Lower, int Upper)> BestKnown()
    {
        var known = new Dictionary<string, (int, int)>();
        foreach (var (file, at) in new[] { ("jsp_best_known.csv", 4), ("fjsp_best_known.csv", 3) })
            foreach (var cells in File.ReadLines(Path.Combine(Reference(), file)).Skip(1).Select(line => line.Split(',')))
                known[cells[0]] = (Number(cells[at]), Number(cells[at + 1]));
        return known;
    }

    public static ShopInstance Job(string name, string folder = "jsp")
    {
        var lines = Numbers(Path.Combine(Reference(), folder, name + ".txt"));
        return new ShopInstance(name, lines[0][1], [.. lines.Skip(1).Take(lines[0][0]).Select(line =>
            new ShopJob([.. line.Chunk(2).Select(pair => new ShopOperation([new ShopMode(pair[0], pair[1])]))]))]);
    }

    public static ShopInstance Flexible(string set, string name)
    {
        var lines = Numbers(Path.Combine(Reference(), "fjsp", set, name + ".fjs"));
        return new ShopInstance(name, lines[0][1], [.. lines.Skip(1).Take(lines[0][0]).Select(line =>
        {
            var at = 1;
            var operations = new List<ShopOperation>();
            for (var i = 0; i < line[0]; i++)
            {
                var choices = line[at++];
                operations.Add(new ShopOperation([.. Enumerable.Range(0, choices).Select(k => new ShopMode(line[at + 2 * k] - 1, line[at + 2 * k + 1]))]));
                at += 2 * choices;
            }
            return new ShopJob(operations);
        })]);
    }

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static int[][] Numbers(string path) =>
        [.. File.ReadLines(path).Where(line => line.Trim().Length > 0).Select(line =>
            line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(word => (int)double.Parse(word, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
}
