namespace Tactus.Scheduling;

/// <summary>What is minimised: a weighted sum, or terms in order (the first decides, the next among equals).</summary>
public sealed record Objective
{
    /// <summary>The terms; the default is weighted tardiness, then late jobs, setup time, machine changes and moved starts by small weights.</summary>
    public IReadOnlyList<ObjectiveTerm> Terms { get; init; } =
    [
        new(Measure.WeightedTardiness, 1), new(Measure.LateJobs, 3600), new(Measure.SetupTime, 0.05), new(Measure.Makespan, 0.01),
        new(Measure.MachineChanges, 600), new(Measure.StartMoves, 60),
    ];

    /// <summary>The terms in order of importance instead of their weighted sum; weights other than 0 do not matter then.</summary>
    public bool InOrder { get; init; }
}

/// <summary>A term of an <see cref="Objective"/>.</summary>
/// <param name="Measure">What is measured.</param>
/// <param name="Weight">Factor in the sum, 0 or more.</param>
public sealed record ObjectiveTerm(Measure Measure, double Weight = 1);

/// <summary>What an objective can measure; all are better when smaller.</summary>
public enum Measure
{
    /// <summary>Sum over jobs of cost × time after due.</summary>
    WeightedTardiness,

    /// <summary>Jobs that end after their due time.</summary>
    LateJobs,

    /// <summary>The last end, from now.</summary>
    Makespan,

    /// <summary>Sum of setup times, time units.</summary>
    SetupTime,

    /// <summary>Sum of setup costs.</summary>
    SetupCost,

    /// <summary>Sum over jobs of the time from the first start to the last end.</summary>
    WorkInProcess,

    /// <summary>Sum over jobs of cost × time before due.</summary>
    Earliness,

    /// <summary>Operations on another machine than in the schedule in force.</summary>
    MachineChanges,

    /// <summary>Operations whose start differs from the schedule in force by more than <see cref="Problem.MoveTolerance"/>.</summary>
    StartMoves,
}
