using Tactus.Coordination.Metrics;
using static Tactus.Tests.Coordination.Tasks.Calendars;

namespace Tactus.Tests.Coordination.Metrics;

public sealed class ConstraintToResponseTests
{
    private static readonly Period March = new(Berlin("2026-03-01 00:00"), Berlin("2026-04-01 00:00"), Berlin("2026-04-01 00:00"));

    /// <summary>Friday 21:30 occurred, 21:40 opened, 21:55 options, Monday 06:10 approved, 06:20 at the station.</summary>
    private static readonly ResponseCase Weekend = new("w", Berlin("2026-03-06 21:30"), Berlin("2026-03-06 21:40"), Berlin("2026-03-06 21:55"),
        [new("d1", Berlin("2026-03-09 06:10"))], [new("d1", EffectKind.DispatchAcknowledged, Berlin("2026-03-09 06:20"))]);

    private static ConstraintToResponse Of(params ResponseCase[] cases) => Of(March, cases);

    private static ConstraintToResponse Of(Period period, params ResponseCase[] cases) => ConstraintToResponse.Of(cases, period, TwoShifts()).Value;

    [Fact]
    public void A_response_is_split_in_four_on_the_wall_and_within_shifts()
    {
        var it = Of(Weekend).Cases.ShouldHaveSingleItem();
        it.Parts.ShouldBe([Both(10, 10), Both(15, 15), Both((56 * 60) + 15, 15), Both(10, 10)]);
        it.Whole.ShouldBe(Both((56 * 60) + 50, 50));
        (it.Responded, it.Unclear).ShouldBe((true, false));
        it.Part(ResponsePart.Decide).ShouldBe(Both((56 * 60) + 15, 15));
    }

    [Fact]
    public void The_first_confirmed_effect_of_an_approved_decision_ends_it()
    {
        var it = Of(Weekend with
        {
            Decisions = [new("draft", null), new("d1", Berlin("2026-03-09 06:10")), new("d2", Berlin("2026-03-09 06:12"))],
            Effects =
            [
                new("draft", EffectKind.HoldConfirmed, Berlin("2026-03-06 21:41")), new("d1", EffectKind.DispatchAcknowledged, Berlin("2026-03-09 06:20")),
                new("d2", EffectKind.HoldConfirmed, Berlin("2026-03-09 06:15")), new("lost", EffectKind.HoldConfirmed, Berlin("2026-03-06 21:42")),
            ],
        }).Cases.Single();
        it.Whole.Shift.ShouldBe(Minutes(45));
        it.Part(ResponsePart.Execute)!.Value.Wall.ShouldBe(Minutes(3));
    }

    [Fact]
    public void An_effect_before_its_approval_counts_from_the_approval() =>
        Of(Weekend with { Effects = [new("d1", EffectKind.HoldConfirmed, Berlin("2026-03-06 21:41"))] }).Cases.Single().Parts
            .ShouldBe([Both(10, 10), Both(15, 15), Both((56 * 60) + 15, 15), Both(0, 0)]);

    [Fact]
    public void An_open_case_is_censored_and_its_unfinished_part_too()
    {
        var asOf = March with { AsOfUtc = Berlin("2026-03-09 06:05") };
        var measure = Of(asOf, Weekend);
        var it = measure.Cases.Single();
        it.Responded.ShouldBeFalse();
        it.Parts.ShouldBe([Both(10, 10), Both(15, 15), Both((56 * 60) + 10, 10)]);
        measure.Whole.Wall.Censored.ShouldBe(["w"]);
        measure.Whole.Wall.P50.ShouldBeNull();
        measure.Parts[ResponsePart.Assess].Shift.P50.ShouldBe(Minutes(15));
        measure.Parts[ResponsePart.Decide].Shift.Censored.ShouldBe(["w"]);
        measure.Parts[ResponsePart.Execute].Shift.Censored.ShouldBeEmpty();
    }

    [Fact]
    public void P50_and_p90_count_open_cases_as_still_waiting()
    {
        ResponseCase[] cases = [.. new[] { 10, 20, 30, 40 }.Select(Quick), Open("o", 25)];
        var measure = Of(March with { AsOfUtc = Berlin("2026-03-10 10:00") }, cases);
        // 5 at risk: 4/5, 3/5; at 25 one is censored; 2 at risk: 3/10, 0.
        measure.Whole.Wall.Steps.Select(step => Math.Round(step.Survival, 9)).ShouldBe([0.8, 0.6, 0.3, 0]);
        measure.Whole.Wall.P50.ShouldBe(Minutes(30));
        measure.Whole.Wall.P90.ShouldBe(Minutes(40));
        measure.Whole.Wall.Censored.ShouldBe(["o"]);
        measure.Whole.Wall.Ended.ShouldBe(["q10", "q20", "q30", "q40"]);

        static ResponseCase Open(string id, int minutes) => new(id, Berlin("2026-03-10 10:00").AddMinutes(-minutes), null, null, [], []);
    }

    [Fact]
    public void A_case_that_ended_without_a_response_is_censored_at_its_end()
    {
        var it = Of(Weekend with { Decisions = [], Effects = [], EndedUtc = Berlin("2026-03-06 22:30") }).Cases.Single();
        it.Responded.ShouldBeFalse();
        it.Whole.ShouldBe(Both(60, 30));
    }

    [Fact]
    public void Merged_children_transients_planned_downtime_and_drills_are_left_out_and_listed()
    {
        var measure = Of(Weekend, Weekend with { Id = "m", MergedInto = "w" }, Weekend with { Id = "t", Transient = true }, Weekend with { Id = "p", Planned = true },
            Weekend with { Id = "d", Drill = true }, Weekend with { Id = "md", MergedInto = "w", Drill = true });
        measure.Cases.Select(each => each.Id).ShouldBe(["w"]);
        measure.LeftOut[LeftOut.Merged].ShouldBe(["m", "md"]);
        measure.LeftOut[LeftOut.Transient].ShouldBe(["t"]);
        measure.LeftOut[LeftOut.PlannedDowntime].ShouldBe(["p"]);
        measure.LeftOut[LeftOut.Drill].ShouldBe(["d"]);
        measure.LeftOut[LeftOut.TimesImpossible].ShouldBeEmpty();
    }

    [Fact]
    public void A_case_that_ended_before_it_occurred_is_shown_and_not_counted()
    {
        var measure = Of(Weekend with { Decisions = [new("d1", Berlin("2026-03-06 20:00"))], Effects = [new("d1", EffectKind.HoldConfirmed, Berlin("2026-03-06 21:00"))] });
        measure.Cases.ShouldBeEmpty();
        measure.LeftOut[LeftOut.TimesImpossible].ShouldBe(["w"]);
    }

    [Fact]
    public void A_time_between_that_is_missing_or_out_of_order_is_marked_and_the_parts_still_sum()
    {
        var missing = Of(Weekend with { AssessedUtc = null });
        missing.Unclear.ShouldBe(["w"]);
        missing.Cases.Single().Parts.ShouldBe([Both(10, 10), Both(0, 0), Both((56 * 60) + 30, 30), Both(10, 10)]);
        var disorder = Of(Weekend with { DetectedUtc = Berlin("2026-03-06 21:00") });
        disorder.Unclear.ShouldBe(["w"]);
        disorder.Cases.Single().Part(ResponsePart.Detect).ShouldBe(Both(0, 0));
    }

    [Fact]
    public void Counted_is_what_occurred_in_the_period()
    {
        var measure = Of(Weekend with { Id = "first", OccurredUtc = March.FromUtc }, Weekend with { Id = "before", OccurredUtc = March.FromUtc.AddTicks(-1) },
            Weekend with { Id = "after", OccurredUtc = March.ToUtc });
        measure.Cases.Select(each => each.Id).ShouldBe(["first"]);
        measure.LeftOut.Values.ShouldAllBe(ids => ids.Count == 0);
    }

    [Fact]
    public void A_case_given_twice_or_an_empty_period_is_refused()
    {
        ConstraintToResponse.Of([Weekend, Weekend], March, TwoShifts()).Refusal!.Code.ShouldBe("case-twice");
        ConstraintToResponse.Of([], March with { ToUtc = March.FromUtc }, TwoShifts()).Refusal!.Code.ShouldBe("period-empty");
        Of().Whole.Wall.P50.ShouldBeNull();
    }

    /// <summary>On Tuesday at eight, answered after so many minutes.</summary>
    private static ResponseCase Quick(int minutes)
    {
        var at = Berlin("2026-03-10 08:00");
        return new($"q{minutes}", at, at, at, [new("d", at)], [new("d", EffectKind.HoldConfirmed, at.AddMinutes(minutes))]);
    }

    private static TwoTimes Both(double wall, double shift) => new(Minutes(wall), Minutes(shift));
}
