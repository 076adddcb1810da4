namespace Tactus.Mes.Equipment;

/// <summary>
/// Times of equipment by ISO 22400-2, in seconds. Planned time is the calendar's without breaks; running outside it counts as
/// planned too, since somebody decided to use the machine.
/// </summary>
/// <param name="PlannedBusy">PBT: planned time without planned stops; running outside the calendar added.</param>
/// <param name="Production">APT: running.</param>
/// <param name="Setup">AUST.</param>
/// <param name="Delay">ADET: idle and micro-stops.</param>
/// <param name="Down">ADOT: stops longer than the limit.</param>
/// <param name="Unknown">Part of the planned busy time of which nobody knows what the machine did.</param>
/// <param name="PlannedStop">Stopped as planned within the calendar's time; not in PBT.</param>
/// <param name="Unplanned">Part of <paramref name="Production"/> outside the calendar.</param>
internal sealed record TimeElements(
    decimal PlannedBusy, decimal Production, decimal Setup, decimal Delay, decimal Down, decimal MicroStops, decimal Unknown, decimal PlannedStop, decimal Unplanned)
{
    internal static readonly TimeElements None = new(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public static TimeElements operator +(TimeElements left, TimeElements right) => new(
        left.PlannedBusy + right.PlannedBusy, left.Production + right.Production, left.Setup + right.Setup, left.Delay + right.Delay, left.Down + right.Down,
        left.MicroStops + right.MicroStops, left.Unknown + right.Unknown, left.PlannedStop + right.PlannedStop, left.Unplanned + right.Unplanned);

    /// <summary>Sums segments over planned spans.</summary>
    /// <param name="segments">Of one machine, in order, without overlap.</param>
    /// <param name="planned">Of its calendar, in order, without overlap, within the span asked for.</param>
    /// <param name="fromUtc">Start of the span.</param>
    /// <param name="toUtc">End of the span, not in the future.</param>
    internal static TimeElements Of(IReadOnlyList<Segment> segments, IReadOnlyList<Span> planned, DateTime fromUtc, DateTime toUtc)
    {
        var sum = None with { PlannedBusy = planned.Sum(span => Seconds(span.Clip(fromUtc, toUtc))) };
        foreach (var segment in segments)
        {
            var whole = new Span(segment.StartUtc, segment.EndUtc ?? toUtc).Clip(fromUtc, toUtc);
            if (whole.Length == TimeSpan.Zero) continue;
            var inside = planned.Sum(span => Seconds(span.Clip(whole.StartUtc, whole.EndUtc)));
            sum = segment.State switch
            {
                MachineState.Running => sum with
                {
                    Production = sum.Production + Seconds(whole), Unplanned = sum.Unplanned + Seconds(whole) - inside, PlannedBusy = sum.PlannedBusy + Seconds(whole) - inside,
                },
                MachineState.Setup => sum with { Setup = sum.Setup + inside },
                MachineState.Idle => sum with { Delay = sum.Delay + inside },
                MachineState.Stopped when segment.MicroStop => sum with { Delay = sum.Delay + inside, MicroStops = sum.MicroStops + inside },
                MachineState.Stopped => sum with { Down = sum.Down + inside },
                MachineState.PlannedStop => sum with { PlannedStop = sum.PlannedStop + inside, PlannedBusy = sum.PlannedBusy - inside },
                _ => sum with { Unknown = sum.Unknown + inside },
            };
        }
        return sum;
    }

    private static decimal Seconds(Span span) => (decimal)span.Length.Ticks / TimeSpan.TicksPerSecond;
}

/// <summary>What equipment made in a span.</summary>
/// <param name="Good">GQ.</param>
/// <param name="Scrap">SQ.</param>
/// <param name="Rework">RQ: neither good nor scrap yet.</param>
/// <param name="IdealSeconds">Sum of PRI x PQ over items: how long all of it takes at the ideal cycle; null when a cycle is not known.</param>
/// <param name="IdealGoodSeconds">The same over good parts only.</param>
/// <param name="QualityKnown">False when only a counter counted: then nobody knows how much of it is good.</param>
internal sealed record Output(decimal Good, decimal Scrap, decimal Rework, decimal? IdealSeconds, decimal? IdealGoodSeconds, bool QualityKnown)
{
    internal static readonly Output None = new(0, 0, 0, 0, 0, true);

    internal decimal Produced => Good + Scrap + Rework;

    public static Output operator +(Output left, Output right) => new(left.Good + right.Good, left.Scrap + right.Scrap, left.Rework + right.Rework,
        left.IdealSeconds + right.IdealSeconds, left.IdealGoodSeconds + right.IdealGoodSeconds, left.QualityKnown && right.QualityKnown);
}

/// <summary>The OEE index and its factors by ISO 22400-2, as ratios. Null where a figure has no meaning: nothing planned, nothing made, cycle not known.</summary>
/// <param name="Availability">APT / PBT over the time that is known.</param>
/// <param name="AvailabilityLow">As if the machine had stood all the unknown time.</param>
/// <param name="AvailabilityHigh">As if it had run all the unknown time.</param>
/// <param name="Performance">Effectiveness: PRI x PQ / APT. Not capped: above 1 the ideal cycle is wrong, or parts were made while the machine was not seen running.</param>
/// <param name="PerformanceAbove">It is above 1; look at the cycle time.</param>
/// <param name="Quality">GQ / PQ.</param>
/// <param name="OeeLow">As if nothing had been made in the unknown time beyond what was reported, and the machine had stood.</param>
/// <param name="OeeHigh">As if it had made good parts at the ideal cycle all the unknown time.</param>
/// <param name="UnknownShare">Unknown time over PBT.</param>
internal sealed record OeeFigures(
    decimal? Availability, decimal? AvailabilityLow, decimal? AvailabilityHigh, decimal? Performance, bool PerformanceAbove, decimal? Quality,
    decimal? Oee, decimal? OeeLow, decimal? OeeHigh, decimal UnknownShare)
{
    internal static OeeFigures Of(TimeElements times, Output output)
    {
        var known = times.PlannedBusy - times.Unknown;
        var availability = Ratio(times.Production, known);
        var performance = Ratio(output.IdealSeconds, times.Production);
        var quality = output.QualityKnown ? Ratio(output.Good, output.Produced) : null;
        // The product of the three, taken at once: with several items it weighs good parts by their cycle, and nothing made is 0, not nothing.
        var good = output.QualityKnown ? output.IdealGoodSeconds : null;
        var oee = Ratio(good, known);
        var high = Ratio(good + times.Unknown, times.PlannedBusy);
        return new OeeFigures(
            Round(availability), Round(Ratio(times.Production, times.PlannedBusy)), Round(Ratio(times.Production + times.Unknown, times.PlannedBusy)),
            Round(performance), performance > 1, Round(quality),
            Round(oee), Round(Ratio(good, times.PlannedBusy)), Round(high < oee ? oee : high),
            Round(Ratio(times.Unknown, times.PlannedBusy)) ?? 0);
    }

    private static decimal? Ratio(decimal? part, decimal whole) => whole > 0 ? part / whole : null;

    private static decimal? Round(decimal? value) => value is { } given ? decimal.Round(given, 6) : null;
}
