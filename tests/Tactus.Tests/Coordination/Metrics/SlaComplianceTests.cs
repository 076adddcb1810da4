using Tactus.Coordination.Metrics;
using static Tactus.Tests.Coordination.Tasks.Calendars;

namespace Tactus.Tests.Coordination.Metrics;

public sealed class SlaComplianceTests
{
    private static readonly Period Week = new(Berlin("2026-03-09 00:00"), Berlin("2026-03-16 00:00"), Berlin("2026-03-16 00:00"));
    private static readonly HashSet<string> Listed = ["waits for supplier"];

    /// <summary>Opened Monday 08:00, due Monday 12:00.</summary>
    private static CommitmentRecord Case(string id, string? met = null, string from = "planning", string to = "purchasing", params CommitmentPause[] pauses) =>
        new(id, from, to, Berlin("2026-03-09 08:00"), Berlin("2026-03-09 12:00"), met is null ? null : Berlin(met), pauses, []);

    private static CommitmentPause Pause(string from, string? to, string reason = "waits for supplier") => new(reason, Berlin(from), to is null ? null : Berlin(to));

    private static SlaCompliance Of(params CommitmentRecord[] commitments) => Of(Week, commitments);

    private static SlaCompliance Of(Period period, params CommitmentRecord[] commitments) => SlaCompliance.Of(commitments, period, Listed, TwoShifts()).Value;

    [Fact]
    public void Met_in_time_counts_and_late_and_overdue_do_not()
    {
        var figure = Of(Case("a", "2026-03-09 12:00"), Case("b", "2026-03-09 12:01"), Case("c"));
        figure.Due.Select(each => each.Standing).ShouldBe([CommitmentStanding.Met, CommitmentStanding.MetLate, CommitmentStanding.OverdueOpen]);
        figure.Met.Counted.ShouldBe(["a"]);
        figure.Met.Of.ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public void Each_pair_of_departments_has_its_own_and_the_direction_matters()
    {
        var figure = Of(Case("a", "2026-03-09 11:00"), Case("b"), Case("c", "2026-03-09 11:00", "purchasing", "planning"), Case("d", "2026-03-09 11:00", "planning", "quality"));
        figure.Pairs.Select(pair => (pair.FromDepartment, pair.ToDepartment, pair.Met.Value)).ShouldBe(
            [("planning", "purchasing", 0.5m), ("planning", "quality", 1m), ("purchasing", "planning", 1m)]);
        figure.Met.Value.ShouldBe(0.75m);
    }

    [Fact]
    public void Only_what_is_due_in_the_period_and_by_now_counts()
    {
        Of(Week with { AsOfUtc = Berlin("2026-03-09 11:59") }, Case("a", "2026-03-09 09:00"), Case("b")).Met.Of.ShouldBeEmpty();
        Of(Week with { AsOfUtc = Berlin("2026-03-09 12:00") }, Case("a", "2026-03-09 09:00"), Case("b")).Met.Of.ShouldBe(["a", "b"]);
        Of(Week with { FromUtc = Berlin("2026-03-09 12:01") }, Case("a")).Met.Of.ShouldBeEmpty();
        Of(Week with { ToUtc = Berlin("2026-03-09 12:00") }, Case("a")).Met.Of.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_met_after_the_figure_was_taken_is_open_in_it() =>
        Of(Week with { AsOfUtc = Berlin("2026-03-09 12:30") }, Case("a", "2026-03-09 13:00")).Due.Single().Standing.ShouldBe(CommitmentStanding.OverdueOpen);

    [Fact]
    public void A_listed_pause_moves_the_due_time_by_the_working_time_in_it()
    {
        // One hour before the due time, and the pause after it counts on: due 13:00, paused again until 15:00, due 15:30.
        var figure = Of(Case("a", "2026-03-09 15:30", pauses: [Pause("2026-03-09 09:00", "2026-03-09 10:00"), Pause("2026-03-09 12:30", "2026-03-09 15:00")]));
        figure.Due.Single().DueUtc.ShouldBe(Berlin("2026-03-09 15:30"));
        figure.Met.Value.ShouldBe(1);
        // Until the next morning: only the working time counts, 11:00-22:00 and 06:00-07:00.
        Of(Case("b", pauses: Pause("2026-03-09 11:00", "2026-03-10 07:00"))).Due.Single().DueUtc.ShouldBe(Berlin("2026-03-10 08:00"));
        // Pauses that overlap pause once.
        Of(Case("c", pauses: [Pause("2026-03-09 09:00", "2026-03-09 10:00"), Pause("2026-03-09 09:30", "2026-03-09 10:00")])).Due.Single().DueUtc.ShouldBe(Berlin("2026-03-09 13:00"));
    }

    [Fact]
    public void A_pause_for_any_other_reason_does_not_count_and_is_shown()
    {
        var result = Of(Case("a", "2026-03-09 12:30", pauses: Pause("2026-03-09 09:00", "2026-03-09 10:00", "busy"))).Due.Single();
        (result.Standing, result.UnlistedPause, result.DueUtc).ShouldBe((CommitmentStanding.MetLate, true, Berlin("2026-03-09 12:00")));
    }

    [Fact]
    public void A_pause_outside_working_time_or_after_it_was_met_or_due_moves_nothing()
    {
        Of(Case("a", "2026-03-09 09:00", pauses: Pause("2026-03-09 10:00", null))).Due.Single().DueUtc.ShouldBe(Berlin("2026-03-09 12:00"));
        Of(Case("b", pauses: Pause("2026-03-09 12:00", null))).Due.Single().Standing.ShouldBe(CommitmentStanding.OverdueOpen);
        Of(Case("c", pauses: Pause("2026-03-08 08:00", "2026-03-09 08:00"))).Due.Single().DueUtc.ShouldBe(Berlin("2026-03-09 12:00"));
    }

    [Fact]
    public void While_a_listed_pause_runs_nothing_is_due_and_it_is_shown()
    {
        var figure = Of(Week with { AsOfUtc = Berlin("2026-03-09 13:00") }, Case("a", pauses: Pause("2026-03-09 11:00", "2026-03-09 14:00")), Case("b", pauses: Pause("2026-03-09 11:30", null)));
        figure.Met.Of.ShouldBeEmpty();
        figure.Paused.Select(each => each.Id).ShouldBe(["a", "b"]);
    }

    [Fact]
    public void A_new_owner_never_moves_the_due_time()
    {
        var handed = Case("a") with { Handovers = [new(Berlin("2026-03-09 11:59"), "ben"), new(Berlin("2026-03-10 08:00"), "cem")] };
        Of(handed).Due.ShouldBe(Of(Case("a")).Due);
        Of(handed).Met.Value.ShouldBe(0);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Code(Case("a") with { DueUtc = Berlin("2026-03-09 07:00") }).ShouldBe("commitment-due-before");
        Code(Case("a", pauses: Pause("2026-03-09 10:00", "2026-03-09 09:00"))).ShouldBe("commitment-pause-backwards");
        Code(Case("a"), Case("a")).ShouldBe("case-twice");
        Of().Met.Value.ShouldBeNull();

        static string Code(params CommitmentRecord[] commitments) => SlaCompliance.Of(commitments, Week, Listed, TwoShifts()).Refusal!.Code;
    }
}
