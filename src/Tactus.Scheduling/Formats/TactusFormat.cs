namespace Tactus.Scheduling.Formats;

/// <summary>The product's own JSON: problems with everything that the model has, schedules and changes. docs/scheduling-format.md describes it.</summary>
/// <remarks>Readers answer a text that they cannot take with <see cref="FormatFaultException"/> (line, column, sentence); fields that are not
/// known are refused by name. What is read has its form only; <see cref="Check.ProblemCheck"/> says whether it makes sense. Limits: 512 MB,
/// 1,000,000 operations, 5,000,000 items in a list.</remarks>
public static class TactusFormat
{
    /// <summary>What a problem's field <c>format</c> says.</summary>
    public const string Version = "tactus-schedule/1";

    /// <summary>Reads a problem.</summary>
    /// <param name="utf8">JSON, with or without a byte order mark.</param>
    /// <exception cref="FormatFaultException">It is no such file.</exception>
    public static Problem ReadProblem(ReadOnlySpan<byte> utf8) => TactusReader.Problem(utf8);

    /// <summary>Reads a schedule of any format; <see cref="ScheduleFile.Assignments"/> lays it on its problem.</summary>
    /// <inheritdoc cref="ReadProblem"/>
    public static ScheduleFile ReadSchedule(ReadOnlySpan<byte> utf8) => TactusReader.Schedule(utf8);

    /// <summary>Reads changes.</summary>
    /// <param name="utf8">JSON, with or without a byte order mark.</param>
    /// <param name="origin">The problem's, for moments.</param>
    /// <exception cref="FormatFaultException">It is no such file.</exception>
    public static ChangeFile ReadChanges(ReadOnlySpan<byte> utf8, DateTimeOffset? origin) => TactusReader.Changes(utf8, origin);

    /// <summary>Writes a problem; reading it gives an equal one.</summary>
    /// <param name="stream">Left open.</param>
    /// <param name="problem">Any.</param>
    /// <param name="timestamps">Times and durations as ISO 8601 and weeks of shifts in words, where the problem has an origin; otherwise whole numbers.</param>
    public static void WriteProblem(Stream stream, Problem problem, bool timestamps = false)
    {
        using var writer = new TactusWriter(stream, timestamps);
        writer.Problem(problem);
    }

    /// <summary>Writes a schedule; its times are whole numbers.</summary>
    public static void WriteSchedule(Stream stream, ScheduleFile schedule)
    {
        using var writer = new TactusWriter(stream, timestamps: false);
        writer.Schedule(schedule);
    }

    /// <summary>Writes changes.</summary>
    public static void WriteChanges(Stream stream, ChangeFile changes, DateTimeOffset? origin = null, bool timestamps = false)
    {
        using var writer = new TactusWriter(stream, timestamps);
        writer.Changes(changes, origin);
    }
}

/// <summary>What happened after a schedule was made.</summary>
/// <param name="Now">The time at which it is looked at; null: the problem's.</param>
/// <param name="Changes">In order.</param>
public sealed record ChangeFile(long? Now, IReadOnlyList<Change> Changes);

/// <summary>Where a schedule's problem is, when it is not in the schedule's file.</summary>
/// <param name="Format">As the command line calls it.</param>
/// <param name="File">Path, from the folder of the schedule's file; of a table of many instances with <c>#instance</c>.</param>
public sealed record ScheduleSource(string Format, string File);

/// <summary>A scheduled operation as every format writes it: counted from 0 in the problem's order.</summary>
/// <param name="Job">Of the problem.</param>
/// <param name="Operation">Of the job.</param>
/// <param name="Machine">Of the problem.</param>
/// <param name="Start">Begin of the run.</param>
/// <param name="End">End of the run.</param>
public sealed record ScheduleRow(int Job, int Operation, int Machine, long Start, long End)
{
    /// <summary>With ids and what is held; null: a schedule of a classical problem.</summary>
    public Assignment? Assignment { get; init; }
}

/// <summary>A schedule as a file: what a search found, and the problem or its whereabouts.</summary>
public sealed record ScheduleFile
{
    /// <summary>Value of the objective.</summary>
    public double Objective { get; init; }

    /// <summary>No schedule can be below.</summary>
    public double LowerBound { get; init; }

    /// <summary>Nothing better exists.</summary>
    public bool Optimal { get; init; }

    /// <summary>Wall time of the search.</summary>
    public double Seconds { get; init; }

    /// <summary>Of the search.</summary>
    public long Iterations { get; init; }

    /// <summary>Every operation once, by job and operation.</summary>
    public IReadOnlyList<ScheduleRow> Operations { get; init; } = [];

    /// <summary>Written for people and programs; not read again.</summary>
    public Figures? Figures { get; init; }

    /// <summary>Why jobs are late; written, not read again.</summary>
    public IReadOnlyList<LateJob>? Late { get; init; }

    /// <summary>The problem; null: see <see cref="Source"/>.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Where the problem is; null: in <see cref="Problem"/>.</summary>
    public ScheduleSource? Source { get; init; }

    /// <summary>A schedule of the product's problem as a file.</summary>
    public static ScheduleFile Of(Problem problem, Schedule schedule)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(schedule);
        var places = new Dictionary<string, (int Job, int Operation)>();
        for (var job = 0; job < problem.Jobs.Count; job++)
        {
            for (var operation = 0; operation < problem.Jobs[job].Operations.Count; operation++) places.TryAdd(problem.Jobs[job].Operations[operation].Id, (job, operation));
        }
        var machines = new Dictionary<string, int>();
        for (var machine = 0; machine < problem.Machines.Count; machine++) machines.TryAdd(problem.Machines[machine].Id, machine);
        return new()
        {
            Objective = schedule.Figures.Objective, Figures = schedule.Figures, Problem = problem,
            Operations =
            [
                .. schedule.Assignments.Select(given => new ScheduleRow(places[given.Operation].Job, places[given.Operation].Operation, machines[given.Machine], given.Start, given.End) { Assignment = given }),
            ],
        };
    }

    /// <summary>The rows with ids; rows without take theirs from the problem by number.</summary>
    /// <exception cref="FormatFaultException">A number counts beyond the problem. Its place is that of the file's begin.</exception>
    public IReadOnlyList<Assignment> Assignments(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var assignments = new List<Assignment>(Operations.Count);
        foreach (var row in Operations)
        {
            if (row.Assignment is { } given)
            {
                assignments.Add(given);
                continue;
            }
            if (row.Job < 0 || row.Job >= problem.Jobs.Count || row.Operation < 0 || row.Operation >= problem.Jobs[row.Job].Operations.Count || row.Machine < 0 || row.Machine >= problem.Machines.Count)
                throw new FormatFaultException(1, 1, $"The schedule has job {row.Job}, operation {row.Operation} on machine {row.Machine}, counted from 0; its problem does not have one of them.");
            assignments.Add(new(problem.Jobs[row.Job].Operations[row.Operation].Id, problem.Machines[row.Machine].Id, row.Start, row.Start, row.End));
        }
        return assignments;
    }
}
