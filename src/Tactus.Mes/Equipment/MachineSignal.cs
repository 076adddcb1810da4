using Tactus.Platform;

namespace Tactus.Mes.Equipment;

/// <summary>What a machine does.</summary>
internal enum MachineState
{
    /// <summary>Nobody knows: no signal for longer than the machine's silence, or the agent says that it lost it.</summary>
    NoData,
    Running,
    /// <summary>Ready, nothing to do.</summary>
    Idle,
    Setup,
    Stopped,
    /// <summary>Stopped as planned: break, cleaning, no orders.</summary>
    PlannedStop,
}

/// <summary>What a signal tells.</summary>
internal enum SignalKind
{
    /// <summary>The state from now on. Repeating it keeps the machine known.</summary>
    State,
    /// <summary>Reading of a counter that only rises, until it is reset or wraps.</summary>
    Counter,
    /// <summary>Parts made since the last such signal, good and scrap.</summary>
    Part,
}

/// <summary>One signal as the machine sent it. Append-only; states and counts are derived from these and can be derived again.</summary>
[NotAudited]
internal sealed class MachineSignal
{
    public required string Agent { get; init; }
    public long Epoch { get; init; }
    public long Seq { get; init; }
    public required string MachineNo { get; init; }
    public DateTime AtUtc { get; init; }
    public SignalKind Kind { get; init; }
    public MachineState? State { get; init; }
    public string? ReasonCode { get; init; }
    public decimal? Good { get; init; }
    public decimal? Scrap { get; init; }
    public decimal? Count { get; init; }
    public DateTime ReceivedUtc { get; init; }

    /// <summary>The order in which signals of one machine are read, however they arrived.</summary>
    internal static int Compare(MachineSignal left, MachineSignal right) =>
        left.AtUtc.CompareTo(right.AtUtc) is var time && time != 0 ? time
        : left.Epoch.CompareTo(right.Epoch) is var epoch && epoch != 0 ? epoch
        : left.Seq.CompareTo(right.Seq) is var seq && seq != 0 ? seq
        : string.CompareOrdinal(left.Agent, right.Agent);
}

/// <summary>What has arrived of one agent since one of its starts: which numbers, how far without a gap.</summary>
[NotAudited]
internal sealed class AgentStream
{
    /// <summary>More pieces than this mean that the agent does not count by one.</summary>
    internal const int MostPieces = 2_000;

    public required string Agent { get; init; }
    /// <summary>The agent's own count of its starts, or the time of its start; larger is newer.</summary>
    public long Epoch { get; init; }
    /// <summary>Runs of numbers that are settled: first and last, in turn, ascending.</summary>
    public List<long> Runs { get; set; } = [];
    /// <summary>All numbers from the first (0 or 1) up to here are settled; the agent may forget them. Null while the first is missing.</summary>
    public long? ContiguousSeq { get; set; }
    public long HighestSeq { get; set; }
    public DateTime FirstReceivedUtc { get; init; }
    public DateTime LastReceivedUtc { get; set; }
    /// <summary>Newest signal's age when it arrived, in milliseconds; below zero the agent's clock is ahead.</summary>
    public long LagMilliseconds { get; set; }

    internal bool Has(long seq)
    {
        var (low, high) = (0, (Runs.Count / 2) - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (seq < Runs[middle * 2]) high = middle - 1;
            else if (seq > Runs[(middle * 2) + 1]) low = middle + 1;
            else return true;
        }
        return false;
    }

    /// <summary>Adds settled numbers, ascending and not yet in.</summary>
    internal void Settle(IReadOnlyCollection<long> seqs)
    {
        if (seqs.Count == 0) return;
        var all = new List<(long From, long To)>(seqs.Select(seq => (seq, seq)));
        for (var i = 0; i < Runs.Count; i += 2) all.Add((Runs[i], Runs[i + 1]));
        all.Sort();
        var merged = new List<long>();
        foreach (var (from, to) in all)
            if (merged.Count > 0 && from <= merged[^1] + 1) merged[^1] = Math.Max(merged[^1], to);
            else merged.AddRange([from, to]);
        // A new list: the change is noticed by comparing, not by looking into the old one.
        Runs = merged;
        ContiguousSeq = merged[0] <= 1 ? merged[1] : null;
        HighestSeq = merged[^1];
    }
}
