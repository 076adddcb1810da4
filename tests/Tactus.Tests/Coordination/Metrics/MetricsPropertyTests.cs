using System.Text.Json;
using Tactus.Coordination.Metrics;
using Tactus.Coordination.Tasks;
using Tactus.Tests.Coordination.Tasks;
using static Tactus.Tests.Coordination.Tasks.Calendars;

namespace Tactus.Tests.Coordination.Metrics;

/// <summary>Random records: parts sum to the whole, and the order in which records come changes nothing.</summary>
public sealed class MetricsPropertyTests
{
    private static readonly SlaCalendar Calendar = TwoShifts(days: Holiday("2026-04-03"));
    private static readonly Period Window = new(Utc("2026-03-20 00:00"), Utc("2026-04-10 00:00"), Utc("2026-04-08 00:00"));
    private static readonly HashSet<string> Listed = ["listed"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Responses_sum_and_do_not_depend_on_order(int seed)
    {
        var random = new Random(seed);
        var cases = Many(random, id => new ResponseCase(id, Any(random), Maybe(random), Maybe(random), [new("x", Maybe(random)), new("y", Maybe(random))],
            [new("x", EffectKind.HoldConfirmed, Any(random)), new("y", EffectKind.DispatchAcknowledged, Any(random))], Maybe(random),
            random.Next(9) == 0 ? "p" : null, random.Next(9) == 0, random.Next(9) == 0, random.Next(9) == 0));
        var measure = ConstraintToResponse.Of(cases, Window, Calendar).Value;
        foreach (var it in measure.Cases)
        {
            it.Parts.Aggregate((sum, part) => sum + part).ShouldBe(it.Whole);
            it.Parts.ShouldAllBe(part => part.Wall >= TimeSpan.Zero && part.Shift >= TimeSpan.Zero && part.Shift <= part.Wall);
            if (it.Responded) it.Parts.Count.ShouldBe(4);
        }
        var within = cases.Where(each => Window.Has(each.OccurredUtc)).Select(each => each.Id).Order(StringComparer.Ordinal);
        measure.Cases.Select(each => each.Id).Concat(measure.LeftOut.Values.SelectMany(ids => ids)).Order(StringComparer.Ordinal).ShouldBe(within);
        measure.Whole.Wall.Ended.Concat(measure.Whole.Wall.Censored).Order(StringComparer.Ordinal).ShouldBe(measure.Cases.Select(each => each.Id));
        Same(measure, ConstraintToResponse.Of(Shuffled(random, cases, each => each with { Effects = [.. each.Effects.Reverse()], Decisions = [.. each.Decisions.Reverse()] }), Window, Calendar).Value);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Commitments_sum_over_pairs_and_do_not_depend_on_order_or_owner(int seed)
    {
        var random = new Random(seed);
        var cases = Many(random, id =>
        {
            var opened = Any(random);
            var due = Calendar.Due(opened, Minutes(random.Next(0, 2000))).Value;
            CommitmentPause[] pauses = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Any(random)).Select(from =>
                new CommitmentPause(random.Next(3) > 0 ? "listed" : "other", from, random.Next(4) == 0 ? null : from.AddMinutes(random.Next(0, 3000))))];
            return new CommitmentRecord(id, Department(), Department(), opened, due, Maybe(random), pauses, []);
        });
        var figure = SlaCompliance.Of(cases, Window, Listed, Calendar).Value;
        figure.Pairs.SelectMany(pair => pair.Met.Of).Order(StringComparer.Ordinal).ShouldBe(figure.Met.Of);
        figure.Pairs.SelectMany(pair => pair.Met.Counted).Order(StringComparer.Ordinal).ShouldBe(figure.Met.Counted);
        foreach (var it in figure.Due)
        {
            // Open time without paused time, counted another way: it is what was promised.
            var record = cases.Single(each => each.Id == it.Id);
            var paused = Enumerable.Range(0, (int)(it.DueUtc!.Value - record.OpenedUtc).TotalMinutes).Select(minute => record.OpenedUtc.AddMinutes(minute)).Count(at =>
                Calendar.IsOpen(at) && !(at >= record.MetUtc && record.MetUtc <= Window.AsOfUtc)
                && record.Pauses.Any(pause => pause.Reason == "listed" && pause.FromUtc <= Window.AsOfUtc && pause.FromUtc <= at && (pause.ToUtc is not { } end || end > Window.AsOfUtc || at < end)));
            (Calendar.WorkedBetween(record.OpenedUtc, it.DueUtc.Value) - Minutes(paused)).ShouldBe(Calendar.WorkedBetween(record.OpenedUtc, record.DueUtc), $"{record}");
        }
        Same(figure, SlaCompliance.Of(Shuffled(random, cases, each => each with { Pauses = [.. each.Pauses.Reverse()], Handovers = [new(Any(random), "z")] }), Window, Listed, Calendar).Value);

        string Department() => ((string[])["planning", "quality", "logistics"])[random.Next(3)];
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Repeats_causes_and_patterns_do_not_depend_on_order(int seed)
    {
        var random = new Random(seed);
        var closed = Many(random, id => new ClosedCase(id, $"f{random.Next(3)}", random.Next(4) == 0 ? null : $"c{random.Next(3)}", random.Next(4) > 0, Any(random)));
        var rate = RepeatRate.Of(closed, Window).Value;
        rate.Rate.Counted.ShouldBeSubsetOf(rate.Rate.Of);
        rate.CauseCoverage.Counted.ShouldBe(rate.Rate.Of);
        Same(rate, RepeatRate.Of(Shuffled(random, closed), Window).Value);

        var caused = Many(random, id => new CausedCase(id, random.Next(4) == 0 ? null : $"c{random.Next(5)}", random.Next(0, 9)));
        var pareto = CausePareto.Of(caused).Value;
        pareto.Rows.Sum(row => row.Weight).ShouldBe(pareto.Weight);
        pareto.Weight.ShouldBe(caused.Sum(each => each.Weight));
        pareto.Rows.SelectMany(row => row.Cases).Order(StringComparer.Ordinal).ShouldBe(caused.Select(each => each.Id).Order(StringComparer.Ordinal));
        if (pareto.Weight > 0) pareto.Rows[^1].Cumulative.ShouldBe(1);
        Same(pareto, CausePareto.Of(Shuffled(random, caused)).Value);

        var occurred = Many(random, id => new Occurrence(id, $"f{random.Next(5)}", Any(random)));
        var patterns = Patterns.Of(occurred, Window, TimeSpan.FromDays(5), 2).Value;
        foreach (var kind in occurred.Where(each => Window.Has(each.AtUtc)).GroupBy(each => each.Fingerprint))
        {
            var most = kind.Max(first => kind.Count(each => each.AtUtc >= first.AtUtc && each.AtUtc - first.AtUtc <= TimeSpan.FromDays(5)));
            (patterns.SingleOrDefault(each => each.Fingerprint == kind.Key)?.Count ?? 1).ShouldBe(most);
        }
        Same(patterns, Patterns.Of(Shuffled(random, occurred), Window, TimeSpan.FromDays(5), 2).Value);
    }

    private static List<T> Many<T>(Random random, Func<string, T> make) => [.. Enumerable.Range(0, random.Next(1, 40)).Select(i => make($"c{i}"))];

    private static T[] Shuffled<T>(Random random, IReadOnlyList<T> cases, Func<T, T>? change = null)
    {
        T[] shuffled = [.. cases.Select(each => change is null ? each : change(each))];
        random.Shuffle(shuffled);
        return shuffled;
    }

    private static DateTime Any(Random random) => Utc("2026-03-15 00:00").AddMinutes(random.Next(0, 28 * 1440));

    private static DateTime? Maybe(Random random) => random.Next(3) == 0 ? null : Any(random);

    private static void Same<T>(T left, T right) => JsonSerializer.Serialize(right).ShouldBe(JsonSerializer.Serialize(left));
}
