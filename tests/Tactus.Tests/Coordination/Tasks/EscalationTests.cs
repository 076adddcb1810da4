using Tactus.Coordination.Tasks;
using Tactus.Platform;
using static Tactus.Tests.Coordination.Tasks.Calendars;

namespace Tactus.Tests.Coordination.Tasks;

public sealed class EscalationTests
{
    private static readonly DateTime T0 = Utc("2026-03-09 10:00");
    private static readonly Wait AtOnce = Wall(0);

    /// <summary>Owner at once, planners after 15 min (an acknowledgement holds 30), all leads after 20 more, the plant manager after 60 more.</summary>
    private static readonly EscalationPolicy Policy = new("standard",
    [
        new(EscalationStep.Owner, AtOnce), new("planner", Wall(15), Expires: Wall(30)), new("lead", Wall(20), AcknowledgeBy.Everyone),
    ], new(["manager"], Wall(60), Expires: Wall(120)));

    private static Wait Wall(double minutes) => new(Minutes(minutes), WaitClock.Wall);

    [Fact]
    public void Opened_the_owner_is_asked_for_told_and_given_time()
    {
        var run = new Run(Policy);
        run.Does(new CaseOpened(T0, "anna")).ShouldBe([new AskRoster(1, EscalationStep.Owner, "anna")]);
        run.Does(new RosterSays(T0, 1, ["anna"], "anna"));
        run.Told(["anna"], 1, TellReason.Step);
        run.Effects.ShouldContain(new SetTimer(1, T0.AddMinutes(15)));
        run.State.Phase.ShouldBe(EscalationPhase.Told);
    }

    [Fact]
    public void Each_step_counts_from_the_one_before_and_the_last_resort_follows_the_last()
    {
        var run = At(2);
        run.Effects.ShouldContain(new SetTimer(2, T0.AddMinutes(35)));
        run.Does(new TimeReached(T0.AddMinutes(35), 2)).ShouldBe([new AskRoster(3, "lead", null)]);
        run.Does(new RosterSays(T0.AddMinutes(35), 3, ["lena", "kurt"]));
        run.Told(["kurt", "lena"], 3, TellReason.Step);
        run.Does(new TimeReached(T0.AddMinutes(95), 3))[0].ShouldBe(new FellToLastResort(false));
        run.Told(["manager"], 4, TellReason.LastResort);
        run.State.DueUtc.ShouldBeNull();
    }

    [Fact]
    public void A_wait_in_working_time_rests_at_night()
    {
        var policy = new EscalationPolicy("p", [new("planner", new(Minutes(60), WaitClock.Working))], new(["manager"], Wall(10)));
        var run = new Run(policy, TwoShifts());
        run.Does(new CaseOpened(Berlin("2026-03-06 21:40"))).ShouldBe([new SetTimer(1, Berlin("2026-03-09 06:40"))]);
        run.State.Phase.ShouldBe(EscalationPhase.Waiting);
    }

    [Fact]
    public void One_acknowledgement_is_enough_where_one_is_and_stops_the_next_step()
    {
        var run = At(2);
        run.Does(new AcknowledgedBy(T0.AddMinutes(20), "paul")).ShouldBe([new StopTimer(2), new SetTimer(3, T0.AddMinutes(50))]);
        run.State.Phase.ShouldBe(EscalationPhase.Acknowledged);
        run.Does(new TimeReached(T0.AddMinutes(35), 2)).ShouldBeEmpty();
        run.State.Phase.ShouldBe(EscalationPhase.Acknowledged);
    }

    [Fact]
    public void Where_everyone_must_acknowledge_one_is_not_enough()
    {
        var run = At(3);
        run.Does(new AcknowledgedBy(T0.AddMinutes(40), "kurt")).ShouldBeEmpty();
        run.State.Phase.ShouldBe(EscalationPhase.Told);
        run.Does(new AcknowledgedBy(T0.AddMinutes(41), "lena")).ShouldBe([new StopTimer(3)]);
        run.State.Phase.ShouldBe(EscalationPhase.Acknowledged);
    }

    [Fact]
    public void Where_everyone_must_acknowledge_who_goes_off_duty_is_not_waited_for()
    {
        var run = At(3);
        run.Does(new AcknowledgedBy(T0.AddMinutes(40), "kurt"));
        run.Does(new RosterSays(T0.AddMinutes(45), 3, ["kurt"]));
        run.State.Phase.ShouldBe(EscalationPhase.Acknowledged);
    }

    [Fact]
    public void Who_comes_on_duty_while_a_step_waits_is_told_and_the_timer_stays()
    {
        var run = At(3);
        var due = run.State.DueUtc;
        run.Does(new RosterSays(T0.AddMinutes(45), 3, ["lena", "mia"]));
        run.Told(["mia"], 3, TellReason.CameOnDuty);
        run.State.Told.ShouldBe(["lena", "mia"]);
        run.State.DueUtc.ShouldBe(due);
    }

    [Fact]
    public void An_acknowledgement_that_expires_reopens_the_step()
    {
        var run = At(2);
        run.Does(new AcknowledgedBy(T0.AddMinutes(20), "paul"));
        run.Does(new TimeReached(T0.AddMinutes(50), 3)).ShouldBe([new AskRoster(2, "planner", null)]);
        run.Does(new RosterSays(T0.AddMinutes(50), 2, ["paul"]));
        run.Told(["paul"], 2, TellReason.AcknowledgementExpired);
        run.Effects.ShouldContain(new SetTimer(4, T0.AddMinutes(70)));
        run.Does(new AcknowledgedBy(T0.AddMinutes(51), "paul"));
        run.State.Phase.ShouldBe(EscalationPhase.Acknowledged);
    }

    [Fact]
    public void A_second_acknowledgement_does_not_make_the_first_hold_longer()
    {
        var run = At(2, "paul", "pia");
        run.Does(new AcknowledgedBy(T0.AddMinutes(20), "paul"));
        run.Does(new AcknowledgedBy(T0.AddMinutes(40), "pia")).ShouldBeEmpty();
        run.State.DueUtc.ShouldBe(T0.AddMinutes(50));
        run.Refused(new AcknowledgedBy(T0.AddMinutes(41), "pia")).Code.ShouldBe("escalation-acknowledged");
    }

    [Fact]
    public void When_who_acknowledged_goes_off_duty_those_on_duty_are_told()
    {
        var run = At(2);
        run.Does(new AcknowledgedBy(T0.AddMinutes(20), "paul"));
        run.Does(new RosterSays(T0.AddMinutes(30), 2, ["pia"]));
        run.Told(["pia"], 2, TellReason.AcknowledgerLeft);
        run.State.Phase.ShouldBe(EscalationPhase.Told);
        run.Effects.ShouldContain(new StopTimer(3));
        run.Effects.ShouldContain(new SetTimer(4, T0.AddMinutes(50)));
    }

    [Fact]
    public void An_empty_roster_skips_to_the_next_step_at_once_and_shows_it()
    {
        var run = new Run(Policy);
        run.Does(new CaseOpened(T0, "anna"));
        run.Does(new RosterSays(T0, 1, [], "anna")).ShouldBe([new NobodyOnDuty(1, EscalationStep.Owner, true), new AskRoster(2, "planner", null)]);
        run.Does(new RosterSays(T0, 2, [])).ShouldBe([new NobodyOnDuty(2, "planner", true), new AskRoster(3, "lead", null)]);
        run.Does(new RosterSays(T0, 3, [])).Take(2).ShouldBe([new NobodyOnDuty(3, "lead", true), new FellToLastResort(true)]);
        run.Told(["manager"], 4, TellReason.LastResort);
        run.State.Phase.ShouldBe(EscalationPhase.LastResort);
    }

    [Fact]
    public void A_case_that_nobody_owns_skips_the_step_of_the_owner() =>
        new Run(Policy).Does(new CaseOpened(T0)).ShouldBe([new NobodyOnDuty(1, EscalationStep.Owner, true), new AskRoster(2, "planner", null)]);

    [Fact]
    public void A_step_that_does_not_skip_waits_for_somebody_to_come_on_duty()
    {
        var run = new Run(new("p", [new("planner", AtOnce, SkipIfNobody: false), new("lead", Wall(30))], new(["manager"], Wall(10))));
        run.Does(new CaseOpened(T0));
        run.Does(new RosterSays(T0, 1, [])).ShouldBe([new NobodyOnDuty(1, "planner", false), new SetTimer(1, T0.AddMinutes(30))]);
        run.Refused(new AcknowledgedBy(T0, "paul")).Sentence.ShouldContain("waits for somebody to come on duty");
        run.Does(new RosterSays(T0.AddMinutes(10), 1, ["paul"]));
        run.Told(["paul"], 1, TellReason.CameOnDuty);
        run.State.DueUtc.ShouldBe(T0.AddMinutes(30));
    }

    [Fact]
    public void The_last_resort_is_told_again_when_its_acknowledgement_expires()
    {
        var run = At(4);
        run.Does(new AcknowledgedBy(T0.AddMinutes(100), "manager")).ShouldBe([new SetTimer(4, T0.AddMinutes(220))]);
        run.Does(new TimeReached(T0.AddMinutes(220), 4)).Count.ShouldBe(1);
        run.Told(["manager"], 4, TellReason.AcknowledgementExpired);
    }

    [Fact]
    public void A_late_timer_fires_once_says_how_late_and_gives_the_next_step_its_time()
    {
        var run = At(2);
        var back = T0.AddHours(9);
        run.Does(new TimeReached(back, 2)).ShouldBe([new AskRoster(3, "lead", null)]);
        run.Does(new TimeReached(back, 2)).ShouldBeEmpty();
        run.Does(new RosterSays(back, 3, ["lena"]));
        run.Told(["lena"], 3, TellReason.Step, back - T0.AddMinutes(35));
        run.Effects.ShouldContain(new SetTimer(3, back.AddMinutes(60)));
        run.Does(new TimeReached(back, 2)).ShouldBeEmpty();
        run.State.Phase.ShouldBe(EscalationPhase.Told);
    }

    [Fact]
    public void A_timer_before_its_time_is_refused_and_time_does_not_go_backwards()
    {
        var run = At(2);
        run.Refused(new TimeReached(T0.AddMinutes(34), 2)).Code.ShouldBe("escalation-too-early");
        run.Does(new AcknowledgedBy(T0.AddMinutes(-500), "paul"));
        run.State.DueUtc.ShouldBe(T0.AddMinutes(45));
    }

    [Fact]
    public void Reassignment_never_resets_the_clock()
    {
        var run = new Run(Policy);
        run.Does(new CaseOpened(T0, "anna"));
        run.Does(new RosterSays(T0, 1, ["anna"], "anna"));
        run.Does(new Reassigned(T0.AddMinutes(14), "bea")).ShouldBe([new AskRoster(1, EscalationStep.Owner, "bea")]);
        run.Does(new RosterSays(T0.AddMinutes(14), 1, ["bea"], "bea"));
        run.Told(["bea"], 1, TellReason.Reassigned);
        run.State.DueUtc.ShouldBe(T0.AddMinutes(15));
        run.Refused(new AcknowledgedBy(T0.AddMinutes(14), "anna")).Code.ShouldBe("escalation-not-told");
        run.Does(new TimeReached(T0.AddMinutes(15), 1)).ShouldBe([new AskRoster(2, "planner", null)]);
    }

    [Fact]
    public void Reassignment_does_not_make_an_acknowledgement_hold_longer()
    {
        var run = At(2);
        run.Does(new AcknowledgedBy(T0.AddMinutes(20), "paul"));
        run.Does(new Reassigned(T0.AddMinutes(49), "bea"));
        run.Told(["bea"], 2, TellReason.Reassigned);
        run.State.DueUtc.ShouldBe(T0.AddMinutes(50));
    }

    [Fact]
    public void An_answer_about_the_owner_before_says_nothing_of_the_new_one()
    {
        var run = new Run(Policy);
        run.Does(new CaseOpened(T0, "anna"));
        run.Does(new Reassigned(T0, "bea")).ShouldBe([new AskRoster(1, EscalationStep.Owner, "bea")]);
        run.Does(new RosterSays(T0, 1, [], "anna")).ShouldBeEmpty();
        run.State.Phase.ShouldBe(EscalationPhase.Asking);
        run.Does(new RosterSays(T0, 1, ["bea"], "bea"));
        run.Told(["bea"], 1, TellReason.Step);
    }

    [Fact]
    public void An_owner_who_left_is_treated_as_not_on_duty()
    {
        var run = new Run(Policy);
        run.Does(new CaseOpened(T0, "anna"));
        run.Does(new RosterSays(T0, 1, ["anna"], "anna"));
        run.Does(new RosterSays(T0.AddMinutes(5), 1, [], "anna")).ShouldBe(
            [new NobodyOnDuty(1, EscalationStep.Owner, true), new StopTimer(1), new AskRoster(2, "planner", null)]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Decided_or_closed_the_timer_stops_and_what_was_under_way_comes_to_nothing(bool decided)
    {
        var run = At(2);
        run.Does(decided ? new CaseDecided(T0.AddMinutes(20)) : new CaseClosed(T0.AddMinutes(20))).ShouldBe([new StopTimer(2)]);
        run.Does(new TimeReached(T0.AddMinutes(35), 2)).ShouldBeEmpty();
        run.Does(new RosterSays(T0.AddMinutes(35), 2, ["paul"])).ShouldBeEmpty();
        run.Refused(new AcknowledgedBy(T0.AddMinutes(36), "paul")).Code.ShouldBe(decided ? "escalation-decided" : "escalation-closed");
    }

    [Fact]
    public void What_is_not_in_the_table_is_refused_with_what_to_do()
    {
        new Run(Policy).Refused(new CaseDecided(T0)).Code.ShouldBe("escalation-not-open");
        At(2).Refused(new CaseOpened(T0)).Code.ShouldBe("escalation-open");
        At(2).Refused(new AcknowledgedBy(T0, "stranger")).Sentence.ShouldBe("Step 2 told paul; only they can acknowledge. Anybody with the right can still decide.");
        var asking = new Run(Policy);
        asking.Does(new CaseOpened(T0, "anna"));
        asking.Refused(new AcknowledgedBy(T0, "anna")).Code.ShouldBe("escalation-nobody-told");
    }

    [Fact]
    public void A_policy_that_cannot_be_is_refused_before_a_case_relies_on_it()
    {
        Fault(Policy with { Steps = [] }).ShouldContain("1 to 20 steps");
        Fault(Policy with { Steps = [new("", AtOnce)] }).ShouldContain("needs a role");
        Fault(Policy with { Steps = [new("lead", Wall(-1))] }).ShouldContain("zero or more");
        Fault(Policy with { Steps = [new("lead", Wall(1_000_000))] }).ShouldContain("366 days");
        Fault(Policy with { Steps = [new("lead", AtOnce, Expires: Wall(0))] }).ShouldContain("hold for some time");
        Fault(Policy with { LastResort = new([], AtOnce) }).ShouldContain("at least one person");
        var working = Policy with { LastResort = new(["manager"], new(Minutes(5), WaitClock.Working)) };
        Escalation.Unopened.After(new CaseOpened(T0), working, Of("UTC", [])).Refusal!.Code.ShouldBe("calendar-never-opens");

        static string Fault(EscalationPolicy policy) => Escalation.Unopened.After(new CaseOpened(T0), policy, AroundTheClock()).Refusal!.Sentence;
    }

    [Fact]
    public void A_calendar_that_opens_no_more_silences_nobody()
    {
        var policy = new EscalationPolicy("p", [new("planner", AtOnce), new("lead", new(Minutes(30), WaitClock.Working))], new(["manager"], Wall(10)));
        var asked = Escalation.Unopened.After(new CaseOpened(T0), policy, AroundTheClock()).Value.State;
        var told = asked.After(new RosterSays(T0, 1, ["paul"]), policy, Of("UTC", [])).Value;
        told.Effects.OfType<WaitInWallTime>().Single().Why.Code.ShouldBe("calendar-never-opens");
        told.State.DueUtc.ShouldBe(T0.AddMinutes(30));
    }

    /// <summary>An escalation whose given step has just told its people, on the minute.</summary>
    private static Run At(int step, params string[] planners)
    {
        var run = new Run(Policy);
        run.Does(new CaseOpened(T0, "anna"));
        run.Does(new RosterSays(T0, 1, ["anna"], "anna"));
        if (step >= 2) run.Does(new TimeReached(T0.AddMinutes(15), 1));
        if (step >= 2) run.Does(new RosterSays(T0.AddMinutes(15), 2, planners is [] ? ["paul"] : planners));
        if (step >= 3) run.Does(new TimeReached(T0.AddMinutes(35), 2));
        if (step >= 3) run.Does(new RosterSays(T0.AddMinutes(35), 3, ["lena", "kurt"]));
        if (step >= 4) run.Does(new TimeReached(T0.AddMinutes(95), 3));
        return run;
    }

    private sealed class Run(EscalationPolicy policy, SlaCalendar? calendar = null)
    {
        private readonly SlaCalendar calendar = calendar ?? AroundTheClock();

        internal Escalation State { get; private set; } = Escalation.Unopened;

        internal IReadOnlyList<EscalationEffect> Effects { get; private set; } = [];

        internal IReadOnlyList<EscalationEffect> Does(EscalationEvent happened)
        {
            (State, Effects) = State.After(happened, policy, calendar).Value;
            return Effects;
        }

        internal Refusal Refused(EscalationEvent happened) => State.After(happened, policy, calendar).Refusal!;

        internal void Told(string[] people, int step, TellReason why, TimeSpan late = default)
        {
            var tell = Effects.OfType<Tell>().ShouldHaveSingleItem();
            tell.People.ShouldBe(people);
            (tell.Step, tell.Reason, tell.Late).ShouldBe((step, why, late));
        }
    }
}
