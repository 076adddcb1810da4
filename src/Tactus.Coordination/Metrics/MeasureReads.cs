using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Decisions;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Tasks;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Coordination.Metrics;

/// <summary>Two quantiles of a duration and of how many cases they are, by number.</summary>
/// <param name="P50Seconds">Null: fewer than half have been answered, so it is not known.</param>
/// <param name="Open">Cases that have no answer yet; they count as lasting at least so long.</param>
internal sealed record TimeFigure(double? P50Seconds, double? P90Seconds, IReadOnlyList<string> Answered, IReadOnlyList<string> Open);

/// <summary>A part of the response.</summary>
internal sealed record PartFigure(ResponsePart Part, TimeFigure Wall, TimeFigure Shift);

/// <summary>Cases that are left out, and why.</summary>
internal sealed record LeftOutFigure(LeftOut Why, IReadOnlyList<string> Cases);

/// <summary>The three measures over a period; every number names its cases.</summary>
internal sealed record MeasuresView(
    DateTime FromUtc, DateTime ToUtc, DateTime AsOfUtc, TimeFigure ResponseWall, TimeFigure ResponseShift, IReadOnlyList<PartFigure> Parts, IReadOnlyList<LeftOutFigure> LeftOut,
    Share RepeatRate, Share CauseCoverage, bool? CoverageMet, IReadOnlyList<Repeat> Repeats, Share Compliance, IReadOnlyList<PairCompliance> Pairs, IReadOnlyList<CauseRow> Causes,
    IReadOnlyList<Pattern> Patterns);

/// <summary>Reads the measures off what is stored; nothing is kept beside it that could differ.</summary>
internal static class MeasureReads
{
    private static readonly TimeSpan PatternWindow = TimeSpan.FromDays(7);
    private const int PatternLeast = 3;

    internal static void Map(IEndpointRouteBuilder app) =>
        app.Read("/api/coordination/measures", CoordinationPermissions.Read, "Constraint-to-response, repeat rate and compliance over a period (fromUtc, toUtc; without them the last 30 days)",
            async (DateTime? fromUtc, DateTime? toUtc, CoordinationDb db, TimeProvider clock, CancellationToken stop) =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var to = (toUtc ?? now.AddMinutes(1)).ToUniversalTime();
                var found = await Of(db, new Period((fromUtc ?? to.AddDays(-30)).ToUniversalTime(), to, now), stop);
                return found.Refusal is { } refusal ? refusal.ToHttp() : Results.Json(found.Value, TactusJson.Options);
            }).Produces<MeasuresView>();

    internal static async Task<Outcome<MeasuresView>> Of(CoordinationDb db, Period period, CancellationToken stop)
    {
        var calendar = (await DutyBook.Of(db, stop)).Calendar;
        var since = period.FromUtc - RepeatRate.Window;
        var cases = await db.Disruptions.Where(each => each.OccurredUtc >= since || each.ClosedUtc >= since).ToListAsync(stop);
        var numbers = cases.Where(each => period.Has(each.OccurredUtc)).Select(each => each.No).ToHashSet();
        var decisions = (await db.Decisions.Where(each => each.AtUtc >= period.FromUtc).ToListAsync(stop)).Where(each => numbers.Contains(each.DisruptionNo)).ToLookup(each => each.DisruptionNo);
        var response = ConstraintToResponse.Of([.. cases.Select(each => Case(each, decisions[each.No]))], period, calendar);
        if (response.Refusal is { } unanswered) return unanswered;
        var repeats = RepeatRate.Of([.. cases.Where(each => each.ClosedUtc is not null).Select(each => new ClosedCase(each.No, each.Fingerprint, each.CauseCode, each.VerifiedByNo is not null, each.ClosedUtc!.Value))], period);
        if (repeats.Refusal is { } unrepeated) return unrepeated;
        var tasks = await db.Tasks.Where(each => each.OpenedUtc != null && each.State != TaskState.Withdrawn && each.PromisedUtc >= since).ToListAsync(stop);
        var compliance = SlaCompliance.Of([.. tasks.Select(each => new CommitmentRecord(each.No, each.ToFunction, each.FromFunction, each.OpenedUtc!.Value, each.PromisedUtc, each.AnsweredUtc, each.Pauses, []))],
            period, CoordinationTask.PauseReasons.ToHashSet(), calendar);
        if (compliance.Refusal is { } uncounted) return uncounted;
        var inPeriod = cases.Where(each => numbers.Contains(each.No)).ToList();
        var pareto = CausePareto.Of([.. inPeriod.Where(each => each.State is not (DisruptionState.Transient or DisruptionState.FalseAlarm or DisruptionState.Merged))
            .Select(each => new CausedCase(each.No, each.VerifiedByNo is null ? null : each.CauseCode, Math.Round((decimal)((each.EndedUtc ?? period.AsOfUtc) - each.OccurredUtc).TotalMinutes, 1)))]);
        if (pareto.Refusal is { } unweighed) return unweighed;
        var patterns = Patterns.Of([.. inPeriod.Select(each => new Occurrence(each.No, each.Fingerprint, each.OccurredUtc))], period, PatternWindow, PatternLeast);
        if (patterns.Refusal is { } unseen) return unseen;
        var (it, wall) = (response.Value, response.Value.Whole);
        return new MeasuresView(period.FromUtc, period.ToUtc, period.AsOfUtc, Figure(wall.Wall, it, _ => true), Figure(wall.Shift, it, _ => true),
            [.. Enum.GetValues<ResponsePart>().Select(part => new PartFigure(part, Figure(it.Parts[part].Wall, it, each => each.Part(part) is not null, part), Figure(it.Parts[part].Shift, it, each => each.Part(part) is not null, part)))],
            [.. it.LeftOut.Where(each => each.Value.Count > 0).Select(each => new LeftOutFigure(each.Key, each.Value))],
            repeats.Value.Rate, repeats.Value.CauseCoverage, repeats.Value.CoverageMet, repeats.Value.Repeats, compliance.Value.Met, compliance.Value.Pairs, pareto.Value.Rows, patterns.Value);
    }

    private static ResponseCase Case(Disruption each, IEnumerable<Decision> decisions) => new(
        each.No, each.OccurredUtc, each.DetectedUtc, each.AssessedUtc, [.. decisions.Select(decision => new DecisionTaken(decision.Id.ToString("D"), decision.AtUtc))],
        each.EffectUtc is { } effect && decisions.MaxBy(decision => decision.AtUtc) is { } last ? [new ConfirmedEffect(last.Id.ToString("D"), EffectKind.DispatchAcknowledged, effect)] : [],
        each.EndedUtc, each.ParentNo, each.State is DisruptionState.Detected or DisruptionState.Transient);

    private static TimeFigure Figure(KaplanMeier estimate, ConstraintToResponse all, Func<CaseResponse, bool> has, ResponsePart? part = null)
    {
        var cases = all.Cases.Where(has).ToList();
        bool Answered(CaseResponse each) => part is { } one ? each.Finished(one) : each.Responded;
        return new TimeFigure(estimate.Quantile(0.5)?.TotalSeconds, estimate.Quantile(0.9)?.TotalSeconds, Ids.Sorted(cases.Where(Answered).Select(each => each.Id)), Ids.Sorted(cases.Where(each => !Answered(each)).Select(each => each.Id)));
    }
}
