using Tactus.Coordination.Metrics;
using static Tactus.Tests.Coordination.Tasks.Calendars;

namespace Tactus.Tests.Coordination.Metrics;

public sealed class ParetoAndPatternTests
{
    private static readonly Period April = new(Utc("2026-04-01 00:00"), Utc("2026-05-01 00:00"), Utc("2026-05-01 00:00"));

    [Fact]
    public void The_heaviest_cause_comes_first_and_the_unknown_last_whatever_it_weighs()
    {
        var pareto = CausePareto.Of([new("1", "belt", 10), new("2", "bearing", 25), new("3", null, 50), new("4", "belt", 5), new("5", "air", 10)]).Value;
        pareto.Weight.ShouldBe(100);
        pareto.Rows.Select(row => (row.Cause, row.Weight, row.Share, row.Cumulative)).ShouldBe(
            [("bearing", 25, 0.25m, 0.25m), ("belt", 15, 0.15m, 0.40m), ("air", 10, 0.10m, 0.50m), (null, 50, 0.50m, 1m)]);
        pareto.Rows[1].Cases.ShouldBe(["1", "4"]);
    }

    [Fact]
    public void Of_equal_weight_the_more_frequent_comes_first_then_the_alphabet() =>
        CausePareto.Of([new("1", "b", 2), new("2", "c", 1), new("3", "c", 1), new("4", "a", 2)]).Value.Rows.Select(row => row.Cause).ShouldBe(["c", "a", "b"]);

    [Fact]
    public void Where_nothing_weighs_anything_there_are_no_shares()
    {
        CausePareto.Of([new("1", "a", 0)]).Value.Rows.Single().Share.ShouldBeNull();
        CausePareto.Of([]).Value.Rows.ShouldBeEmpty();
    }

    [Fact]
    public void A_weight_below_zero_or_a_case_twice_is_refused()
    {
        CausePareto.Of([new("1", "a", -1)]).Refusal!.Code.ShouldBe("weight-negative");
        CausePareto.Of([new("1", "a", 1), new("1", "b", 1)]).Refusal!.Code.ShouldBe("case-twice");
    }

    [Fact]
    public void A_pattern_is_the_window_that_holds_the_most()
    {
        var patterns = Patterns.Of(
        [
            new("1", "M7", Utc("2026-04-01 00:00")), new("2", "M7", Utc("2026-04-03 00:00")), new("3", "M7", Utc("2026-04-12 00:00")), new("4", "M7", Utc("2026-04-14 00:00")),
            new("5", "M7", Utc("2026-04-19 00:00")), new("6", "M8", Utc("2026-04-01 00:00")), new("7", "M8", Utc("2026-04-09 00:00")), new("8", "M9", Utc("2026-04-01 00:00")),
            new("9", "M9", Utc("2026-04-08 00:00")), new("0", "M9", Utc("2026-03-31 23:59")),
        ], April, TimeSpan.FromDays(7), 2).Value;
        patterns.Select(each => (each.Fingerprint, each.Count)).ShouldBe([("M7", 3), ("M9", 2)]);
        patterns[0].Cases.ShouldBe(["3", "4", "5"]);
        (patterns[0].FromUtc, patterns[0].ToUtc).ShouldBe((Utc("2026-04-12 00:00"), Utc("2026-04-19 00:00")));
    }

    [Fact]
    public void Of_windows_with_as_many_the_earliest_is_named() =>
        Patterns.Of([new("1", "a", Utc("2026-04-01 00:00")), new("2", "a", Utc("2026-04-02 00:00")), new("3", "a", Utc("2026-04-20 00:00")), new("4", "a", Utc("2026-04-21 00:00"))],
            April, TimeSpan.FromDays(2), 2).Value.Single().Cases.ShouldBe(["1", "2"]);

    [Fact]
    public void No_window_and_a_count_of_one_are_refused()
    {
        Patterns.Of([], April, TimeSpan.Zero, 2).Refusal!.Code.ShouldBe("pattern-window");
        Patterns.Of([], April, TimeSpan.FromDays(1), 1).Refusal!.Code.ShouldBe("pattern-count");
    }
}
