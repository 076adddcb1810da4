using System.Diagnostics;

namespace Tactus.Scheduling.Classic.JobShop;

/// <summary>When a search is over, shared by its threads.</summary>
internal sealed class SearchControl(SearchLimits limits, Stopwatch clock)
{
    private volatile bool stop;
    private volatile int bound;

    /// <summary>The best proved bound: a schedule that reaches it ends the search.</summary>
    public int Bound
    {
        get => bound;
        set => bound = value;
    }

    public void Stop() => stop = true;

    /// <summary>Told to stop, out of time or cancelled.</summary>
    public bool Over()
    {
        if (!stop && (limits.Cancellation.IsCancellationRequested || (limits.Time is { } time && clock.Elapsed >= time)))
            stop = true;
        return stop;
    }
}
