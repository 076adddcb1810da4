using Tactus.Coordination.Metrics;
using static Tactus.Tests.Coordination.Tasks.Calendars;

namespace Tactus.Tests.Coordination.Metrics;

public sealed class RepeatRateTests
{
    private static readonly Period April = new(Utc("2026-04-01 00:00"), Utc("2026-05-01 00:00"), Utc("2026-05-01 00:00"));

    private static ClosedCase Case(string id, string closed, string fingerprint = "M7/down", string? cause = "bearing", bool verified = true) => new(id, fingerprint, cause, verified, Utc(closed));

    private static RepeatRate Of(params ClosedCase[] cases) => RepeatRate.Of(cases, April).Value;

    [Fact]
    public void A_repeat_has_the_fingerprint_and_the_cause_of_one_closed_within_thirty_days_before()
    {
        var rate = Of(Case("a", "2026-04-02 10:00"), Case("b", "2026-04-10 10:00"), Case("c", "2026-04-11 10:00", fingerprint: "M8/down"), Case("d", "2026-04-12 10:00", cause: "belt"));
        rate.Rate.Value.ShouldBe(0.25m);
        rate.Rate.Counted.ShouldBe(["b"]);
        rate.Rate.Of.ShouldBe(["a", "b", "c", "d"]);
        rate.Repeats.ShouldBe([new("b", "a")]);
    }

    [Fact]
    public void Thirty_days_count_and_a_minute_more_does_not()
    {
        Of(Case("a", "2026-03-11 10:00"), Case("b", "2026-04-10 10:00")).Rate.Counted.ShouldBe(["b"]);
        Of(Case("a", "2026-03-11 09:59"), Case("b", "2026-04-10 10:00")).Rate.Counted.ShouldBeEmpty();
    }

    [Fact]
    public void One_before_the_period_is_matched_and_not_counted()
    {
        var rate = Of(Case("a", "2026-03-31 10:00"), Case("b", "2026-04-10 10:00"));
        rate.Rate.Of.ShouldBe(["b"]);
        rate.Rate.Value.ShouldBe(1);
    }

    [Fact]
    public void Closed_at_the_same_time_neither_is_before_the_other() =>
        Of(Case("a", "2026-04-10 10:00"), Case("b", "2026-04-10 10:00")).Rate.Value.ShouldBe(0);

    [Fact]
    public void Only_verified_causes_count_and_coverage_says_how_many_have_one()
    {
        var rate = Of(Case("a", "2026-04-02 10:00", verified: false), Case("b", "2026-04-10 10:00"), Case("c", "2026-04-11 10:00", cause: null), Case("d", "2026-04-12 10:00"));
        rate.Repeats.ShouldBe([new("d", "b")]);
        rate.Rate.Of.ShouldBe(["b", "d"]);
        rate.CauseCoverage.Value.ShouldBe(0.5m);
        rate.CauseCoverage.Of.ShouldBe(["a", "b", "c", "d"]);
        rate.CoverageMet.ShouldBe(false);
    }

    [Fact]
    public void Nineteen_of_twenty_causes_are_enough()
    {
        ClosedCase[] cases = [.. Enumerable.Range(0, 20).Select(i => Case($"{i}", "2026-04-02 10:00", verified: i > 0))];
        Of(cases).CoverageMet.ShouldBe(true);
    }

    [Fact]
    public void Where_nothing_was_closed_there_is_no_rate()
    {
        var rate = Of();
        rate.Rate.Value.ShouldBeNull();
        rate.CoverageMet.ShouldBeNull();
    }

    [Fact]
    public void What_was_closed_after_the_figure_was_taken_is_not_known() =>
        RepeatRate.Of([Case("a", "2026-04-02 10:00"), Case("b", "2026-04-10 10:00")], April with { AsOfUtc = Utc("2026-04-05 00:00") }).Value.Rate.Of.ShouldBe(["a"]);
}
