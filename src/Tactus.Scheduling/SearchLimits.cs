namespace Tactus.Scheduling;

/// <summary>How long and how a search may run. The first limit that is reached ends it.</summary>
/// <remarks>With <see cref="Iterations"/> and no <see cref="Time"/> the result depends on the problem and the seed only,
/// not on the machine, its load or the number of threads.</remarks>
public sealed record SearchLimits
{
    /// <summary>Wall time from the call; null: no limit of time.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Iterations of the search's innermost accepted or refused move, summed over threads; null: no limit.</summary>
    public long? Iterations { get; init; }

    /// <summary>Threads to use; 0: one a processor.</summary>
    public int Threads { get; init; }

    /// <summary>Seed of every random choice.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Told of each better schedule and of each better bound, from any thread, one call at a time.</summary>
    public Action<SearchProgress>? Progress { get; init; }

    /// <summary>Ends the search early; what was found until then is returned.</summary>
    public CancellationToken Cancellation { get; init; }

    internal int ThreadCount => Threads > 0 ? Threads : Environment.ProcessorCount;
}

/// <summary>What a search knows so far.</summary>
/// <param name="Elapsed">Wall time since the call.</param>
/// <param name="Iterations">Iterations so far, summed over threads.</param>
/// <param name="Objective">Value of the best schedule so far, in the problem's own units.</param>
/// <param name="LowerBound">No schedule can be below this.</param>
public readonly record struct SearchProgress(TimeSpan Elapsed, long Iterations, double Objective, double LowerBound);
