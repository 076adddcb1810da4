namespace Tactus.Scheduling;

/// <summary>Where, when and with what an operation is done.</summary>
/// <param name="Operation">Id.</param>
/// <param name="Machine">Id.</param>
/// <param name="SetupStart">Begin of the setup: the machine is taken from here to <paramref name="End"/>. Equal to <paramref name="Start"/> without setup.</param>
/// <param name="Start">Begin of the run.</param>
/// <param name="End">End of the run.</param>
public sealed record Assignment(string Operation, string Machine, long SetupStart, long Start, long End)
{
    /// <summary>People, by id, in the order of the operation's skill needs.</summary>
    public IReadOnlyList<string> People { get; init; } = [];

    /// <summary>Units of pools in the order of the operation's needs, then of its mode's: pool id, '#', unit counted from 0 over the groups.</summary>
    public IReadOnlyList<string> Units { get; init; } = [];

    /// <summary>Operations with the same machine, setup start and batch number run together; 0: alone.</summary>
    public int Batch { get; init; }
}

/// <summary>A schedule that the validator has accepted, with its figures.</summary>
/// <param name="Assignments">Each operation once, in the problem's order of jobs and operations.</param>
/// <param name="Figures">What it achieves.</param>
public sealed record Schedule(IReadOnlyList<Assignment> Assignments, Figures Figures);

/// <summary>The measures of a schedule.</summary>
public sealed record Figures
{
    /// <summary>Value of the problem's objective; with terms in order, of its first term.</summary>
    public double Objective { get; init; }

    /// <inheritdoc cref="Measure.WeightedTardiness"/>
    public double WeightedTardiness { get; init; }

    /// <summary>Sum over jobs of the time after due.</summary>
    public long Tardiness { get; init; }

    /// <inheritdoc cref="Measure.LateJobs"/>
    public int LateJobs { get; init; }

    /// <inheritdoc cref="Measure.Makespan"/>
    public long Makespan { get; init; }

    /// <inheritdoc cref="Measure.SetupTime"/>
    public long SetupTime { get; init; }

    /// <summary>Setups that take time.</summary>
    public int Setups { get; init; }

    /// <inheritdoc cref="Measure.SetupCost"/>
    public double SetupCost { get; init; }

    /// <inheritdoc cref="Measure.WorkInProcess"/>
    public long WorkInProcess { get; init; }

    /// <inheritdoc cref="Measure.Earliness"/>
    public double Earliness { get; init; }

    /// <inheritdoc cref="Measure.MachineChanges"/>
    public int MachineChanges { get; init; }

    /// <inheritdoc cref="Measure.StartMoves"/>
    public int StartMoves { get; init; }

    /// <summary>The value of one measure.</summary>
    public double Of(Measure measure) => measure switch
    {
        Measure.WeightedTardiness => WeightedTardiness,
        Measure.LateJobs => LateJobs,
        Measure.Makespan => Makespan,
        Measure.SetupTime => SetupTime,
        Measure.SetupCost => SetupCost,
        Measure.WorkInProcess => WorkInProcess,
        Measure.Earliness => Earliness,
        Measure.MachineChanges => MachineChanges,
        Measure.StartMoves => StartMoves,
        _ => throw new ArgumentOutOfRangeException(nameof(measure)),
    };
}

/// <summary>A constraint of the input that cannot hold, or input that contradicts itself.</summary>
/// <param name="Code">Stable word, e.g. <c>material-short</c>.</param>
/// <param name="Subject">The thing it is about, e.g. <c>operation 10/20</c>.</param>
/// <param name="Sentence">What is wrong and what would help.</param>
public sealed record ProblemFault(string Code, string Subject, string Sentence);

/// <summary>The problem cannot be scheduled; <see cref="Faults"/> names the constraints.</summary>
public sealed class InfeasibleException(IReadOnlyList<ProblemFault> faults)
    : Exception(string.Join(" ", faults.Take(5).Select(fault => fault.Sentence)))
{
    /// <summary>At least one.</summary>
    public IReadOnlyList<ProblemFault> Faults { get; } = faults;
}
