namespace Tactus.Scheduling;

/// <summary>What is to be scheduled: the work, what it needs, the state of the floor and what counts. Times and durations are whole time units
/// from a common zero; the product uses seconds from <see cref="Origin"/>. Things refer to each other by their ids, which are unique within their
/// list; the compiler names every fault.</summary>
public sealed record Problem
{
    /// <summary>For people.</summary>
    public string Name { get; init; } = "";

    /// <summary>The moment that time 0 stands for, where a time unit is a second. Only files and pictures use it.</summary>
    public DateTimeOffset? Origin { get; init; }

    /// <summary>The present. What has not started may not start earlier.</summary>
    public long Now { get; init; }

    /// <summary>What <see cref="InForce"/> begins (with its setup) before this time keeps its machine and its start, and nothing else begins before it.
    /// At most <see cref="Now"/>: nothing is frozen.</summary>
    public long FrozenUntil { get; init; }

    /// <summary>Ids of operations within the frozen window that may move all the same, within it too, because a change has made their place impossible.</summary>
    public IReadOnlyCollection<string> Thawed { get; init; } = [];

    /// <summary>When machines, tools and people are there.</summary>
    public IReadOnlyList<WorkCalendar> Calendars { get; init; } = [];

    /// <summary>Times and costs of changing a machine over.</summary>
    public IReadOnlyList<SetupTable> Setups { get; init; } = [];

    /// <summary>The machines.</summary>
    public IReadOnlyList<Machine> Machines { get; init; } = [];

    /// <summary>Tools, moulds, fixtures and crews: things of which there are a number.</summary>
    public IReadOnlyList<Pool> Pools { get; init; } = [];

    /// <summary>People by name, with what they are allowed to do.</summary>
    public IReadOnlyList<Person> People { get; init; } = [];

    /// <summary>What is on hand and what is coming.</summary>
    public IReadOnlyList<Material> Materials { get; init; } = [];

    /// <summary>The work.</summary>
    public IReadOnlyList<Job> Jobs { get; init; } = [];

    /// <summary>Precedences between operations of different jobs (a part before its assembly), or more than a job's chain.</summary>
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>What is minimised.</summary>
    public Objective Objective { get; init; } = new();

    /// <summary>The schedule that the floor works by now; null: none yet.</summary>
    public IReadOnlyList<Assignment>? InForce { get; init; }

    /// <summary>A start that differs from the schedule in force by more than this counts as moved. Default 15 minutes in seconds.</summary>
    public long MoveTolerance { get; init; } = 900;
}

/// <summary>A span of time, from <paramref name="From"/> (within) to <paramref name="To"/> (not within).</summary>
public readonly record struct Span(long From, long To);

/// <summary>Open times: a pattern that repeats (a week of shifts with their breaks) or always open, without what is closed, with what is added.</summary>
public sealed record WorkCalendar
{
    /// <summary>Unique among calendars.</summary>
    public required string Id { get; init; }

    /// <summary>Length of the repeating pattern (a week: 604,800 s); 0: no pattern, always open.</summary>
    public long Cycle { get; init; }

    /// <summary>A time at which the pattern begins.</summary>
    public long CycleStart { get; init; }

    /// <summary>Open spans within the pattern, from 0 to <see cref="Cycle"/>.</summary>
    public IReadOnlyList<Span> Pattern { get; init; } = [];

    /// <summary>Closed although the pattern is open: holidays, breaks, planned maintenance.</summary>
    public IReadOnlyList<Span> Closed { get; init; } = [];

    /// <summary>Open although the pattern is not: overtime. Stronger than <see cref="Closed"/>.</summary>
    public IReadOnlyList<Span> Extra { get; init; } = [];
}

/// <summary>The time and cost to change one attribute (mould, colour, tool, product family) from one value to another: as a matrix, as rules, or both.
/// The first rule that fits is taken, then the matrix; without either it takes no time. A value to itself takes none unless a rule says so.</summary>
public sealed record SetupTable
{
    /// <summary>Unique among setup tables.</summary>
    public required string Id { get; init; }

    /// <summary>The attribute of operations that it is about.</summary>
    public required string Attribute { get; init; }

    /// <summary>The values of rows and columns of the matrices.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>[from][to], time units.</summary>
    public IReadOnlyList<IReadOnlyList<long>> Times { get; init; } = [];

    /// <summary>[from][to], money; empty: none.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Costs { get; init; } = [];

    /// <summary>In their order; the first that fits is taken.</summary>
    public IReadOnlyList<SetupRule> Rules { get; init; } = [];
}

/// <summary>One rule of a <see cref="SetupTable"/>.</summary>
/// <param name="From">Value before; null: any, also none.</param>
/// <param name="To">Value after; null: any.</param>
/// <param name="Time">Time units.</param>
/// <param name="Cost">Money.</param>
public sealed record SetupRule(string? From, string? To, long Time, double Cost = 0);

/// <summary>A machine (ISA-95: equipment, work unit).</summary>
public sealed record Machine
{
    /// <summary>Unique among machines.</summary>
    public required string Id { get; init; }

    /// <summary>Id of its calendar; null: always open.</summary>
    public string? Calendar { get; init; }

    /// <summary>Speed against the standard; run and fixed setup times are divided by it and rounded up. 0.8: a quarter longer.</summary>
    public double Efficiency { get; init; } = 1;

    /// <summary>Ids of the setup tables that hold for it.</summary>
    public IReadOnlyList<string> Setups { get; init; } = [];

    /// <summary>Changes of several attributes are done at the same time (the longest counts) and not one after the other.</summary>
    public bool SetupsTogether { get; init; }

    /// <summary>The setup needs the parts: it begins when the operation could, not before they arrive.</summary>
    public bool SetupNeedsParts { get; init; }

    /// <summary>What it is set to now, attribute to value. An attribute that is not here is unknown: a rule from null fits.</summary>
    public IReadOnlyDictionary<string, string> State { get; init; } = Nothing;

    /// <summary>Not available: breakdowns, planned maintenance of this machine alone. Also stops what is not interruptible if it runs already.</summary>
    public IReadOnlyList<Span> Down { get; init; } = [];

    /// <summary>An oven: several operations of the same family run together, their sizes summing up to this. 0: one operation at a time.</summary>
    public long BatchCapacity { get; init; }

    internal static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>();
}

/// <summary>A number of equal things: moulds, tools, fixtures, or a crew as cumulative capacity.</summary>
public sealed record Pool
{
    /// <summary>Unique among pools.</summary>
    public required string Id { get; init; }

    /// <summary>How many there are, by the times in which they are there: a crew of four by day and two by night has two groups.</summary>
    public required IReadOnlyList<PoolGroup> Groups { get; init; }

    /// <summary>For explanations only.</summary>
    public PoolKind Kind { get; init; }
}

/// <summary>Units of a pool that share a calendar.</summary>
/// <param name="Units">1 or more.</param>
/// <param name="Calendar">Id; null: always there.</param>
/// <param name="Down">Not there: a mould in repair.</param>
public sealed record PoolGroup(int Units, string? Calendar = null, IReadOnlyList<Span>? Down = null);

/// <summary>What a pool is, for people.</summary>
public enum PoolKind
{
    /// <summary>Tool, mould, fixture.</summary>
    Tool,

    /// <summary>People who are not planned by name.</summary>
    Crew,
}

/// <summary>Somebody who works, one operation at a time.</summary>
public sealed record Person
{
    /// <summary>Unique among people.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the shift calendar; null: always there.</summary>
    public string? Calendar { get; init; }

    /// <summary>What the person may do, and when.</summary>
    public IReadOnlyList<Certificate> Skills { get; init; } = [];

    /// <summary>Away: holidays, illness.</summary>
    public IReadOnlyList<Span> Absent { get; init; } = [];
}

/// <summary>A skill with the time in which it is valid. It must be valid during the whole time that it is used.</summary>
/// <param name="Skill">Name.</param>
/// <param name="From">Valid from.</param>
/// <param name="Until">Not valid any more at this time.</param>
public sealed record Certificate(string Skill, long From = long.MinValue, long Until = long.MaxValue);

/// <summary>A material with what is on hand and what is coming.</summary>
public sealed record Material
{
    /// <summary>Unique among materials.</summary>
    public required string Id { get; init; }

    /// <summary>There now, in the material's own unit.</summary>
    public decimal OnHand { get; init; }

    /// <summary>Expected.</summary>
    public IReadOnlyList<Receipt> Receipts { get; init; } = [];
}

/// <summary>Material that comes.</summary>
/// <param name="At">It can be used from this time.</param>
/// <param name="Quantity">In the material's unit.</param>
public sealed record Receipt(long At, decimal Quantity);
