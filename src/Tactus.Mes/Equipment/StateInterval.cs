using Tactus.Platform;

namespace Tactus.Mes.Equipment;

/// <summary>
/// A stretch of one state of a machine, derived from its signals (ISO 22400: production, setup, delay and down times come from
/// these). It can be derived again at any time; what people say about it is kept apart in <see cref="DowntimeExplanation"/>.
/// </summary>
[NotAudited]
internal sealed class StateInterval
{
    public required string MachineNo { get; init; }
    public DateTime StartUtc { get; init; }
    /// <summary>Null while it lasts.</summary>
    public DateTime? EndUtc { get; set; }
    public MachineState State { get; set; }
    /// <summary>What the machine said.</summary>
    public string? ReasonCode { get; set; }
    public DateTime? ReasonSinceUtc { get; set; }
    /// <summary>Stopped, over, and shorter than the machine's limit: counted apart and not asked about.</summary>
    public bool MicroStop { get; set; }

    internal Stretch Stretch => new(StartUtc, EndUtc, State, ReasonCode, ReasonSinceUtc);

    internal void Take(Stretch stretch, int microStopSeconds) =>
        (EndUtc, State, ReasonCode, ReasonSinceUtc, MicroStop) = (stretch.EndUtc, stretch.State, stretch.Reason, stretch.ReasonSinceUtc,
            stretch.State == MachineState.Stopped && stretch.EndUtc - stretch.StartUtc < TimeSpan.FromSeconds(microStopSeconds));
}

/// <summary>Parts of a machine in one minute, derived from counters and part signals.</summary>
[NotAudited]
internal sealed class CountMinute
{
    public required string MachineNo { get; init; }
    public DateTime MinuteUtc { get; init; }
    /// <summary>By the counter.</summary>
    public decimal Counted { get; set; }
    /// <summary>By part signals.</summary>
    public decimal Good { get; set; }
    public decimal Scrap { get; set; }
    /// <summary>Counter readings that were lower than the one before: resets, each the start of a new run.</summary>
    public int Resets { get; set; }
}
