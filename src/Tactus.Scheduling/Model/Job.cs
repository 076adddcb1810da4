namespace Tactus.Scheduling;

/// <summary>Work for one order: operations with their precedences.</summary>
public sealed record Job
{
    /// <summary>Unique among jobs.</summary>
    public required string Id { get; init; }

    /// <summary>No operation starts earlier.</summary>
    public long Release { get; init; }

    /// <summary>Wanted end of the last operation; null: none.</summary>
    public long? Due { get; init; }

    /// <summary>Orders jobs of equal cost; a larger number goes first.</summary>
    public int Priority { get; init; }

    /// <summary>Cost of a time unit after <see cref="Due"/>.</summary>
    public double TardinessCost { get; init; } = 1;

    /// <summary>Cost of a time unit by which the job is finished before <see cref="Due"/>.</summary>
    public double EarlinessCost { get; init; }

    /// <summary>The operations.</summary>
    public required IReadOnlyList<Operation> Operations { get; init; }

    /// <summary>Precedences within the job; null: the operations follow each other in their order.</summary>
    public IReadOnlyList<Link>? Links { get; init; }
}

/// <summary>A piece of work on one machine.</summary>
public sealed record Operation
{
    /// <summary>Unique among all operations of the problem.</summary>
    public required string Id { get; init; }

    /// <summary>The machines that can do it; at least one.</summary>
    public required IReadOnlyList<Mode> Modes { get; init; }

    /// <summary>May pause while its machine, its people or its tools are not there, and go on afterwards. A setup always may.</summary>
    public bool Interruptible { get; init; }

    /// <summary>Pieces; needed where parts are passed on before the operation is finished.</summary>
    public long Quantity { get; init; }

    /// <summary>Attribute to value, for setups: what the machine must be set to. What is missing leaves the machine as it is.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = Machine.Nothing;

    /// <summary>Tools and crews.</summary>
    public IReadOnlyList<Need> Needs { get; init; } = [];

    /// <summary>People by skill.</summary>
    public IReadOnlyList<SkillNeed> Skills { get; init; } = [];

    /// <summary>Material that must be there at the start.</summary>
    public IReadOnlyList<MaterialNeed> Materials { get; init; } = [];

    /// <summary>Room in a batching machine.</summary>
    public long Size { get; init; } = 1;

    /// <summary>What may share a batch with it: operations of the same family and the same attributes. Null: nothing may.</summary>
    public string? Family { get; init; }

    /// <summary>What the floor knows of it; null: not started, free to be planned.</summary>
    public Floor? Floor { get; init; }
}

/// <summary>One way to do an operation.</summary>
/// <param name="Machine">Id.</param>
/// <param name="Time">Working time of the run, at standard speed, time units.</param>
/// <param name="Setup">Setup that is always needed, beside what depends on the sequence.</param>
/// <param name="Needs">Tools and crews that only this way needs.</param>
public sealed record Mode(string Machine, long Time, long Setup = 0, IReadOnlyList<Need>? Needs = null);

/// <summary>Units of a pool that an operation needs.</summary>
/// <param name="Pool">Id.</param>
/// <param name="Units">At the same time.</param>
/// <param name="During">When.</param>
public sealed record Need(string Pool, int Units = 1, Phase During = Phase.Whole);

/// <summary>People with a skill that an operation needs, the same from begin to end.</summary>
/// <param name="Skill">Name.</param>
/// <param name="People">How many.</param>
/// <param name="During">When.</param>
public sealed record SkillNeed(string Skill, int People = 1, Phase During = Phase.Whole);

/// <summary>Material that an operation consumes at its start, in the order in which operations start.</summary>
/// <param name="Material">Id.</param>
/// <param name="Quantity">In the material's unit.</param>
public sealed record MaterialNeed(string Material, decimal Quantity);

/// <summary>The part of an operation in which something is needed.</summary>
public enum Phase
{
    /// <summary>Setup and run.</summary>
    Whole,

    /// <summary>Only the setup.</summary>
    Setup,

    /// <summary>Only the run.</summary>
    Run,
}

/// <summary>A precedence: <paramref name="To"/> after <paramref name="From"/>.</summary>
/// <param name="From">Id of the operation before.</param>
/// <param name="To">Id of the operation after.</param>
/// <param name="MinLag">At least so long between (transport, cooling); time on the clock. May be negative.</param>
/// <param name="MaxLag">At most so long between (before the paint dries); null: any.</param>
/// <param name="Kind">What the lag lies between.</param>
/// <param name="Transfer">Pieces that are passed on together (overlap): every so many pieces finished can go on after <paramref name="MinLag"/>;
/// 0: all at the end. Only with <see cref="LinkKind.EndToStart"/>.</param>
public sealed record Link(string From, string To, long MinLag = 0, long? MaxLag = null, LinkKind Kind = LinkKind.EndToStart, long Transfer = 0);

/// <summary>What a link's lags lie between. Starts are starts of the run, not of the setup.</summary>
public enum LinkKind
{
    /// <summary>From the end of the first to the start of the second.</summary>
    EndToStart,

    /// <summary>From the start of the first to the start of the second.</summary>
    StartToStart,
}

/// <summary>What the floor knows of an operation, or what a planner has fixed.</summary>
public sealed record Floor
{
    /// <summary>How far it is.</summary>
    public required FloorState State { get; init; }

    /// <summary>Id of the machine it is on, was on or must be on; for <see cref="FloorState.Pinned"/> null: any.</summary>
    public string? Machine { get; init; }

    /// <summary>Start of the run (started, done), or the start that is fixed (pinned; null: any).</summary>
    public long? Start { get; init; }

    /// <summary>End, when done.</summary>
    public long? End { get; init; }

    /// <summary>Working time still to do, when started; machine time, not divided by the efficiency again.</summary>
    public long Remaining { get; init; }

    /// <summary>Ids of the people and pools (an id once a unit) that it holds, when started.</summary>
    public IReadOnlyList<string> Holds { get; init; } = [];
}

/// <summary>How far an operation is.</summary>
public enum FloorState
{
    /// <summary>Not started, its machine or its start are fixed.</summary>
    Pinned,

    /// <summary>Runs, or stands because its machine is down; stays on its machine.</summary>
    Started,

    /// <summary>Finished.</summary>
    Done,
}
