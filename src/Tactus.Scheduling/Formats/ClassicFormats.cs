using System.Globalization;
using Tactus.Scheduling.Classic;

namespace Tactus.Scheduling.Formats;

/// <summary>Reads the text formats in which the literature shares its scheduling problems.</summary>
/// <remarks>Every reader answers a text that it cannot take with <see cref="FormatFaultException"/> (line, column, sentence).
/// Sizes are bounded so that no sum of a problem that was read leaves the range of <see cref="int"/>: the whole of all
/// durations (each operation's longest, setups included) is at most 536,870,911 time units.</remarks>
public static partial class ClassicFormats
{
    internal const int MaxJobs = 1_000_000;
    internal const int MaxMachines = 100_000;
    internal const int MaxOperations = 1_000_000;
    internal const int MaxHorizon = (1 << 29) - 1;
    internal const int MaxWeight = 1_000_000;

    /// <summary>The classical job shop, also with jobs of different lengths that return to a machine:
    /// <c>jobs machines</c>, then for every job its pairs <c>machine duration</c>, machines counted from 0. With exactly one line a job,
    /// a job is as long as its line; otherwise every job has one pair for every machine, whatever the line breaks.
    /// Lines that begin with <c>#</c> are comments.</summary>
    /// <param name="reader">The text; it is read to its end and not closed.</param>
    /// <param name="name">Name of the instance, for people.</param>
    /// <exception cref="FormatFaultException">The text is no such problem.</exception>
    public static ShopInstance ReadJobShop(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var file = new NumberFile(reader);
        var jobs = file.Read("the number of jobs", 1, MaxJobs);
        var machines = file.Read("the number of machines", 1, MaxMachines);
        var lines = LinesOf(file, jobs);
        var total = 0L;
        var operations = 0;
        var list = new ShopJob[Math.Min(jobs, file.Count)];
        if (lines is null && file.Count - file.Position < 2L * jobs)
        {
            throw file.FaultAt(file.Count, Invariant($"The file ends too early: it says {jobs} jobs, but only {file.Count - file.Position} numbers follow."));
        }
        for (var job = 0; job < jobs; job++)
        {
            var length = lines is null ? machines : lines[job] / 2;
            operations += length;
            if (operations > MaxOperations)
            {
                throw file.Fault(Invariant($"More than {MaxOperations} operations are more than this reader takes."));
            }
            // A header that promises more than the file has must not make room for it first.
            var chain = new List<ShopOperation>(Math.Min(length, 1024));
            for (var k = 0; k < length; k++)
            {
                if (!file.TryRead(0, machines - 1, out var machine))
                {
                    throw file.Unreadable(Invariant($"the machine of operation {k + 1} of job {job + 1} (machines count from 0)"), 0, machines - 1);
                }
                if (!file.TryRead(0, MaxHorizon, out var duration))
                {
                    throw file.Unreadable(Invariant($"the duration of operation {k + 1} of job {job + 1}"), 0, MaxHorizon);
                }
                total = Add(file, total, duration);
                chain.Add(new([new(machine, duration)]));
            }
            list[job] = new(chain.ToArray());
        }
        file.ExpectEnd(Invariant($"The problem of {jobs} jobs"));
        return new(name, machines, list);
    }

    /// <summary>The flexible job shop: <c>jobs machines [any number]</c>, then for every job its number of operations and for every
    /// operation the number of its machines and that many pairs <c>machine duration</c>, machines counted from 1.</summary>
    /// <inheritdoc cref="ReadJobShop"/>
    public static ShopInstance ReadFlexibleJobShop(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var file = new NumberFile(reader);
        var headLine = file.Line;
        var jobs = file.Read("the number of jobs", 1, MaxJobs);
        var machines = file.Read("the number of machines", 1, MaxMachines);
        // Many files tell the mean number of machines an operation (1.15) here; nobody needs it.
        if (file.Line == headLine && (!file.AtWord || double.TryParse(file.Word, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
        {
            file.Skip();
        }
        if (file.Count - file.Position < jobs)
        {
            throw file.FaultAt(file.Count, Invariant($"The file ends too early: it says {jobs} jobs, but only {file.Count - file.Position} numbers follow."));
        }
        var total = 0L;
        var operations = 0;
        var list = new ShopJob[jobs];
        for (var job = 0; job < jobs; job++)
        {
            if (!file.TryRead(1, MaxOperations, out var length))
            {
                throw file.Unreadable(Invariant($"the number of operations of job {job + 1}"), 1, MaxOperations);
            }
            operations += length;
            if (operations > MaxOperations)
            {
                throw file.Fault(Invariant($"More than {MaxOperations} operations are more than this reader takes."));
            }
            var chain = new List<ShopOperation>(Math.Min(length, 1024));
            for (var k = 0; k < length; k++)
            {
                if (!file.TryRead(1, machines, out var count))
                {
                    throw file.Unreadable(Invariant($"the number of machines of operation {k + 1} of job {job + 1}"), 1, machines);
                }
                var modes = new List<ShopMode>(Math.Min(count, 64));
                var longest = 0;
                for (var mode = 0; mode < count; mode++)
                {
                    if (!file.TryRead(1, machines, out var machine))
                    {
                        throw file.Unreadable(Invariant($"a machine of operation {k + 1} of job {job + 1} (machines count from 1)"), 1, machines);
                    }
                    if (!file.TryRead(0, MaxHorizon, out var duration))
                    {
                        throw file.Unreadable(Invariant($"a duration of operation {k + 1} of job {job + 1}"), 0, MaxHorizon);
                    }
                    longest = Math.Max(longest, duration);
                    modes.Add(new(machine - 1, duration));
                }
                total = Add(file, total, longest);
                chain.Add(new(modes.ToArray()));
            }
            list[job] = new(chain.ToArray());
        }
        file.ExpectEnd(Invariant($"The problem of {jobs} jobs"));
        return new(name, machines, list);
    }

    /// <summary>The job shop with due times: <c>machines jobs</c>, then under <c>Processing times:</c> a line a job with its duration on
    /// machine 1, 2, ..., under <c>Routes of jobs:</c> a line a job with its machines in the order of its route, counted from 1, and under
    /// <c>Due dates:</c> one due time a job. All weights are 1.</summary>
    /// <inheritdoc cref="ReadJobShop"/>
    public static ShopInstance ReadJobShopTardiness(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var file = new NumberFile(reader);
        var machines = file.Read("the number of machines", 1, MaxMachines);
        var jobs = file.Read("the number of jobs", 1, MaxJobs);
        if (file.Count - file.Position < (2L * machines * jobs) + jobs)
        {
            throw file.FaultAt(file.Count, Invariant($"The file ends too early: {jobs} jobs on {machines} machines need {2L * machines * jobs} times and machines and {jobs} due times."));
        }
        Heading(file, "Processing", "times:");
        var total = 0L;
        var times = new int[jobs * machines];
        for (var i = 0; i < times.Length; i++)
        {
            if (!file.TryRead(0, MaxHorizon, out times[i]))
            {
                throw file.Unreadable(Invariant($"the time of job {(i / machines) + 1} on machine {(i % machines) + 1}"), 0, MaxHorizon);
            }
            total = Add(file, total, times[i]);
        }
        Heading(file, "Routes", "of", "jobs:");
        var chains = new ShopOperation[jobs][];
        var seen = new int[machines];
        for (var job = 0; job < jobs; job++)
        {
            chains[job] = new ShopOperation[machines];
            for (var k = 0; k < machines; k++)
            {
                if (!file.TryRead(1, machines, out var machine))
                {
                    throw file.Unreadable(Invariant($"machine {k + 1} of the route of job {job + 1} (machines count from 1)"), 1, machines);
                }
                machine--;
                if (seen[machine] == job + 1)
                {
                    throw file.FaultAt(file.Position - 1, Invariant($"Machine {machine + 1} is twice in the route of job {job + 1}."));
                }
                seen[machine] = job + 1;
                chains[job][k] = new([new(machine, times[(job * machines) + machine])]);
            }
        }
        Heading(file, "Due", "dates:");
        var list = new ShopJob[jobs];
        for (var job = 0; job < jobs; job++)
        {
            list[job] = new(chains[job], Due: file.Read(Invariant($"the due time of job {job + 1}"), 0, MaxHorizon));
        }
        file.ExpectEnd(Invariant($"The problem of {jobs} jobs"));
        return new(name, machines, list);
    }

    /// <summary>The permutation flow shop with sequence-dependent setups: <c>jobs</c>, <c>machines</c>, a line a job with its times on each
    /// machine, and for every machine a matrix of setups (row: job before, column: job).</summary>
    /// <inheritdoc cref="ReadJobShop"/>
    public static FlowShopInstance ReadSetupFlowShop(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var file = new NumberFile(reader);
        var jobs = file.Read("the number of jobs", 1, MaxJobs);
        var machines = file.Read("the number of machines", 1, MaxMachines);
        var needed = ((long)jobs * machines) + ((long)jobs * jobs * machines);
        if (needed > NumberFile.MaxTokens)
        {
            throw file.Fault(Invariant($"{jobs} jobs on {machines} machines need {needed} numbers; that is more than this reader takes."));
        }
        if (file.Count - file.Position < needed)
        {
            throw file.FaultAt(file.Count, Invariant($"The file ends too early: {jobs} jobs on {machines} machines need {needed} times and setups, it has {file.Count - file.Position}."));
        }
        var times = new int[jobs, machines];
        var total = 0L;
        for (var job = 0; job < jobs; job++)
        {
            for (var machine = 0; machine < machines; machine++)
            {
                if (!file.TryRead(0, MaxHorizon, out times[job, machine]))
                {
                    throw file.Unreadable(Invariant($"the time of job {job + 1} on machine {machine + 1}"), 0, MaxHorizon);
                }
                total = Add(file, total, times[job, machine]);
            }
        }
        var setups = new int[machines, jobs, jobs];
        for (var machine = 0; machine < machines; machine++)
        {
            for (var before = 0; before < jobs; before++)
            {
                var longest = 0;
                for (var job = 0; job < jobs; job++)
                {
                    if (!file.TryRead(0, MaxHorizon, out var setup))
                    {
                        throw file.Unreadable(Invariant($"the setup of machine {machine + 1} from job {before + 1} to job {job + 1}"), 0, MaxHorizon);
                    }
                    setups[machine, before, job] = setup;
                    longest = Math.Max(longest, setup);
                }
                total = Add(file, total, longest);
            }
        }
        file.ExpectEnd(Invariant($"The problem of {jobs} jobs on {machines} machines"));
        return new(name, times, setups);
    }

    /// <summary>Parts <c>file.csv#instance</c> into the path and the instance; without <c>#</c> the instance is null.</summary>
    /// <param name="argument">As a person writes it.</param>
    public static (string Path, string? Instance) SplitInstance(string argument)
    {
        ArgumentNullException.ThrowIfNull(argument);
        var mark = argument.LastIndexOf('#');
        return mark < 0 ? (argument, null) : (argument[..mark], argument[(mark + 1)..]);
    }

    /// <summary>Numbers a line, when the rest of the file has exactly one line a job, all of pairs; otherwise null.</summary>
    private static int[]? LinesOf(NumberFile file, int jobs)
    {
        var counts = new List<int>();
        var line = -1;
        for (var i = file.Position; i < file.Count; i++)
        {
            if (file.LineOf(i) != line)
            {
                line = file.LineOf(i);
                if (counts.Count == jobs)
                {
                    return null;
                }
                counts.Add(0);
            }
            counts[^1]++;
        }
        return counts.Count == jobs && counts.TrueForAll(count => count % 2 == 0) ? counts.ToArray() : null;
    }

    private static void Heading(NumberFile file, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (!string.Equals(file.Word, word, StringComparison.OrdinalIgnoreCase))
            {
                throw file.Fault($"The heading '{string.Join(' ', words!)}' was expected here.");
            }
            file.Skip();
        }
    }

    private static long Add(NumberFile file, long total, int value)
    {
        total += value;
        return total <= MaxHorizon ? total : throw file.FaultAt(file.Position - 1,
            Invariant($"All durations together are more than {MaxHorizon} time units; a coarser unit of time is needed."));
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
