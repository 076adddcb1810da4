namespace Tactus.Mes.Equipment;

/// <summary>One stretch of one state, as folded from signals. Open while <paramref name="EndUtc"/> is null.</summary>
/// <param name="ReasonSinceUtc">When the machine told the reason; it may follow the stop by moments.</param>
internal sealed record Stretch(DateTime StartUtc, DateTime? EndUtc, MachineState State, string? Reason, DateTime? ReasonSinceUtc)
{
    /// <summary>The reason that was known when the stretch began.</summary>
    internal string? FirstReason => ReasonSinceUtc == StartUtc ? Reason : null;
}

/// <summary>
/// Turns the signals of one machine, in their order, into stretches of states. A pure function of the order, so that any
/// delivery that ends with the same signals ends with the same stretches.
/// </summary>
internal sealed class StateFold(TimeSpan silence, Stretch? before, DateTime? lastSignalUtc)
{
    private readonly List<Stretch> done = [];
    private Stretch? current = before;
    private DateTime? last = lastSignalUtc;

    /// <summary>The stretch that is open now.</summary>
    internal Stretch? Current => current;

    /// <summary>Everything folded so far, the stretch it began with first.</summary>
    internal IReadOnlyList<Stretch> All => current is null ? done : [.. done, current];

    /// <summary>Silence before this time ends the open stretch: from then on nobody knew.</summary>
    internal void Reach(DateTime atUtc)
    {
        if (last is not { } heard || current is null || current.State == MachineState.NoData || atUtc - heard <= silence) return;
        Begin(heard + silence, MachineState.NoData, null);
    }

    internal void Add(MachineSignal signal)
    {
        Reach(signal.AtUtc);
        last = signal.AtUtc;
        // A count says that the machine lives, not what it does.
        if (signal.Kind != SignalKind.State) return;
        var (state, reason) = (signal.State!.Value, signal.ReasonCode);
        if (current is not null && current.State == state && (reason is null || current.Reason is null || reason == current.Reason))
        {
            if (reason is not null && current.Reason is null) current = current with { Reason = reason, ReasonSinceUtc = signal.AtUtc };
            return;
        }
        Begin(signal.AtUtc, state, reason);
    }

    private void Begin(DateTime atUtc, MachineState state, string? reason)
    {
        if (current is not null)
        {
            if (atUtc > current.StartUtc) done.Add(current with { EndUtc = atUtc });
            // Two states at one instant: the later word counts, and may continue what was before.
            else if (done.Count > 0 && done[^1].State == state && (reason is null || done[^1].Reason is null || reason == done[^1].Reason))
            {
                current = done[^1] with { EndUtc = null };
                done.RemoveAt(done.Count - 1);
                if (reason is not null && current.Reason is null) current = current with { Reason = reason, ReasonSinceUtc = atUtc };
                return;
            }
        }
        current = new Stretch(atUtc, null, state, reason, reason is null ? null : atUtc);
    }
}
