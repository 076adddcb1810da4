using Tactus.Coordination.Tasks;
using Tactus.Platform;

namespace Tactus.Coordination.Metrics;

/// <summary>A decision of a case.</summary>
/// <param name="ApprovedUtc">Null: not approved; its effects do not count.</param>
internal sealed record DecisionTaken(string Id, DateTime? ApprovedUtc);

/// <summary>How an effect was confirmed.</summary>
internal enum EffectKind
{
    /// <summary>The station acknowledged the version of the dispatch list.</summary>
    DispatchAcknowledged,
    /// <summary>Both sides confirmed the hold.</summary>
    HoldConfirmed,
}

/// <summary>A confirmed effect of a decision.</summary>
internal sealed record ConfirmedEffect(string DecisionId, EffectKind Kind, DateTime AtUtc);

/// <summary>An exception as the measure of its response needs it.</summary>
/// <param name="DetectedUtc">The exception was opened.</param>
/// <param name="AssessedUtc">Its options were ready.</param>
/// <param name="EndedUtc">It ended without a response, e.g. as a false alarm.</param>
/// <param name="MergedInto">The parent, when it is a merged child.</param>
/// <param name="Transient">It passed before the debounce ran out.</param>
/// <param name="Planned">It is planned downtime.</param>
internal sealed record ResponseCase(
    string Id, DateTime OccurredUtc, DateTime? DetectedUtc, DateTime? AssessedUtc, IReadOnlyList<DecisionTaken> Decisions, IReadOnlyList<ConfirmedEffect> Effects,
    DateTime? EndedUtc = null, string? MergedInto = null, bool Transient = false, bool Planned = false, bool Drill = false);

/// <summary>The parts of a response, in order.</summary>
internal enum ResponsePart { Detect, Assess, Decide, Execute }

/// <summary>Why a case is left out.</summary>
internal enum LeftOut
{
    Merged,
    Transient,
    PlannedDowntime,
    Drill,
    /// <summary>It was confirmed or ended before it occurred, which no clock can mean; to be shown and put right.</summary>
    TimesImpossible,
}

/// <summary>Time on the wall and within shifts.</summary>
internal readonly record struct TwoTimes(TimeSpan Wall, TimeSpan Shift)
{
    public static TwoTimes operator +(TwoTimes left, TwoTimes right) => new(left.Wall + right.Wall, left.Shift + right.Shift);
}

/// <summary>A case in the measure.</summary>
/// <param name="Responded">False: censored, it is still open or ended without a response.</param>
/// <param name="Parts">Times of the parts that were begun; they sum to the whole. The last is unfinished when there is no response.</param>
/// <param name="Unclear">A time between was not recorded or out of order; its part is taken as none, and the next part has the time.</param>
internal sealed record CaseResponse(string Id, bool Responded, TwoTimes Whole, IReadOnlyList<TwoTimes> Parts, bool Unclear)
{
    internal TwoTimes? Part(ResponsePart part) => (int)part < Parts.Count ? Parts[(int)part] : null;

    /// <summary>Whether a part that was begun is also done.</summary>
    internal bool Finished(ResponsePart part) => Responded || (int)part < Parts.Count - 1;
}

/// <summary>Estimates on the wall and within shifts.</summary>
internal sealed record TwoEstimates(KaplanMeier Wall, KaplanMeier Shift);

/// <summary>
/// Constraint-to-response: from when something occurred to the first confirmed effect of an approved decision. Open cases are censored, not left
/// out. The estimates of single parts are by cases that began the part; they do not sum as the times of a case do, and a part after the first is
/// estimated from cases whose earlier parts are over, so read them with the whole.
/// </summary>
internal sealed record ConstraintToResponse(
    IReadOnlyList<CaseResponse> Cases, TwoEstimates Whole, IReadOnlyDictionary<ResponsePart, TwoEstimates> Parts, IReadOnlyDictionary<LeftOut, IReadOnlyList<string>> LeftOut)
{
    /// <summary>Cases whose parts can't be told apart.</summary>
    internal IReadOnlyList<string> Unclear => Ids.Sorted(Cases.Where(each => each.Unclear).Select(each => each.Id));

    /// <summary>The measure over the cases that occurred in a period.</summary>
    internal static Outcome<ConstraintToResponse> Of(IReadOnlyCollection<ResponseCase> cases, Period period, SlaCalendar calendar)
    {
        if (period.Fault(cases.Select(each => each.Id)) is { } fault) return fault;
        var within = cases.Where(each => period.Has(each.OccurredUtc)).ToLookup(each => Reason(each, period));
        CaseResponse[] counted = [.. within[null].OrderBy(each => each.Id, StringComparer.Ordinal).Select(each => Measure(each, period, calendar))];
        return new ConstraintToResponse(
            counted, Estimates(counted, each => each.Whole, each => each.Responded),
            Enum.GetValues<ResponsePart>().ToDictionary(part => part, part => Estimates(counted, each => each.Part(part), each => each.Finished(part))),
            Enum.GetValues<LeftOut>().ToDictionary(reason => reason, reason => Ids.Sorted(within[reason].Select(each => each.Id))));
    }

    private static TwoEstimates Estimates(CaseResponse[] cases, Func<CaseResponse, TwoTimes?> time, Func<CaseResponse, bool> ended)
    {
        var begun = cases.Where(each => time(each) is not null).ToList();
        return new(
            KaplanMeier.Of(begun.Select(each => new Duration(each.Id, time(each)!.Value.Wall, ended(each)))),
            KaplanMeier.Of(begun.Select(each => new Duration(each.Id, time(each)!.Value.Shift, ended(each)))));
    }

    private static LeftOut? Reason(ResponseCase it, Period period) =>
        it.MergedInto is not null ? Metrics.LeftOut.Merged
        : it.Transient ? Metrics.LeftOut.Transient
        : it.Planned ? Metrics.LeftOut.PlannedDowntime
        : it.Drill ? Metrics.LeftOut.Drill
        : (Response(it, period)?.ConfirmedUtc ?? period.Known(it.EndedUtc)) < it.OccurredUtc ? Metrics.LeftOut.TimesImpossible
        : null;

    /// <summary>
    /// The first effect that counts, with the approval of its decision. What takes effect before somebody approves it counts from the approval on,
    /// or a figure would improve afterwards; what a rule approves is approved when the rule fires.
    /// </summary>
    private static (DateTime ConfirmedUtc, DateTime ApprovedUtc)? Response(ResponseCase it, Period period)
    {
        (DateTime ConfirmedUtc, DateTime ApprovedUtc)? first = null;
        foreach (var effect in it.Effects)
        {
            if (period.Known(effect.AtUtc) is not { } confirmed || it.Decisions.FirstOrDefault(each => each.Id == effect.DecisionId) is not { } decision
                || period.Known(decision.ApprovedUtc) is not { } approved) continue;
            if (approved > confirmed) confirmed = approved;
            if (first is null || (confirmed, approved).CompareTo(first.Value) < 0) first = (confirmed, approved);
        }
        return first;
    }

    private static CaseResponse Measure(ResponseCase it, Period period, SlaCalendar calendar)
    {
        var response = Response(it, period);
        // Ended without a response: nothing is known of how long one would have taken but that it had not come by then.
        var end = response?.ConfirmedUtc ?? period.Known(it.EndedUtc) ?? period.AsOfUtc;
        var approved = response?.ApprovedUtc ?? it.Decisions.Select(each => period.Known(each.ApprovedUtc)).Min();
        DateTime?[] reached = [period.Known(it.DetectedUtc), period.Known(it.AssessedUtc), approved];
        var last = response is null ? Array.FindLastIndex(reached, time => time is not null) : reached.Length - 1;
        var (from, unclear, parts) = (it.OccurredUtc, false, new List<TwoTimes>());
        for (var i = 0; i <= last; i++)
        {
            var to = reached[i] is not { } time || time < from ? from : time > end ? end : time;
            unclear |= to != reached[i];
            parts.Add(Times(from, to));
            from = to;
        }
        parts.Add(Times(from, end));
        return new(it.Id, response is not null, Times(it.OccurredUtc, end), parts, unclear);

        TwoTimes Times(DateTime a, DateTime b) => new(b - a, calendar.WorkedBetween(a, b));
    }
}
