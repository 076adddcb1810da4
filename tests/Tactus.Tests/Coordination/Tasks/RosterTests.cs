using Tactus.Coordination.Tasks;
using static Tactus.Tests.Coordination.Tasks.Calendars;

namespace Tactus.Tests.Coordination.Tasks;

public sealed class RosterTests
{
    private static readonly SlaCalendar Calendar = Of("Europe/Berlin",
        [Week(Weekdays, "early", "06:00", "14:00", ("09:00", "09:30")), Week(Weekdays, "late", "14:00", "22:00"), Week(Weekdays, "night", "22:00", "06:00")]);

    private static readonly DutyAssignment[] Assigned =
    [
        new("anna", "planner", "early", Date("2026-03-01")), new("ben", "planner", "late", Date("2026-03-01")), new("cem", "planner", "night", Date("2026-03-01"), Date("2026-03-06")),
        new("dora", "quality", null, Date("2026-03-01")), new("anna", "planner", null, Date("2026-03-10"), Date("2026-03-10")),
    ];

    private static Roster With(params Absence[] absences) => new(Calendar, Assigned, absences);

    [Fact]
    public void On_duty_is_who_is_assigned_to_the_shift_that_runs()
    {
        With().OnDuty("planner", Berlin("2026-03-09 13:59")).ShouldBe(["anna"]);
        With().OnDuty("planner", Berlin("2026-03-09 14:00")).ShouldBe(["ben"]);
        With().OnDuty("quality", Berlin("2026-03-09 23:00")).ShouldBe(["dora"]);
        With().OnDuty("planner", Berlin("2026-03-08 12:00")).ShouldBeEmpty();
        With().OnDuty("unheard", Berlin("2026-03-09 12:00")).ShouldBeEmpty();
    }

    [Fact]
    public void Somebody_assigned_twice_is_named_once_and_in_order() =>
        With().OnDuty("planner", Berlin("2026-03-10 15:00")).ShouldBe(["anna", "ben"]);

    [Fact]
    public void In_a_break_people_are_on_duty_though_it_is_not_working_time()
    {
        Calendar.IsOpen(Berlin("2026-03-09 09:10")).ShouldBeFalse();
        With().OnDuty("planner", Berlin("2026-03-09 09:10")).ShouldBe(["anna"]);
    }

    [Fact]
    public void A_night_shift_begun_on_the_last_day_is_worked_to_its_end()
    {
        With().OnDuty("planner", Berlin("2026-03-07 05:59")).ShouldBe(["cem"]);
        With().OnDuty("planner", Berlin("2026-03-09 23:00")).ShouldBeEmpty();
    }

    [Fact]
    public void Who_is_absent_is_not_on_duty_until_the_absence_ends()
    {
        var roster = With(new Absence("anna", Berlin("2026-03-09 08:00"), Berlin("2026-03-09 10:00")));
        roster.OnDuty("planner", Berlin("2026-03-09 07:59")).ShouldBe(["anna"]);
        roster.OnDuty("planner", Berlin("2026-03-09 08:00")).ShouldBeEmpty();
        roster.OnDuty("planner", Berlin("2026-03-09 10:00")).ShouldBe(["anna"]);
    }

    [Fact]
    public void An_owner_who_left_is_not_on_duty()
    {
        var roster = With(new Absence("dora", Berlin("2026-03-09 08:00")));
        roster.IsOnDuty("dora", Berlin("2026-03-09 07:00")).ShouldBeTrue();
        roster.IsOnDuty("dora", Berlin("2027-03-09 07:00")).ShouldBeFalse();
        roster.Answer(new(1, EscalationStep.Owner, "dora"), Berlin("2026-03-09 09:00")).OnDuty.ShouldBeEmpty();
        roster.Answer(new(1, EscalationStep.Owner, "dora"), Berlin("2026-03-09 07:00")).OnDuty.ShouldBe(["dora"]);
        roster.Answer(new(2, "planner", null), Berlin("2026-03-09 07:00")).OnDuty.ShouldBe(["anna"]);
    }
}
