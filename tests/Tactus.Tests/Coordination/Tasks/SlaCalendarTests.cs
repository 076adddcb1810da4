using Tactus.Coordination.Tasks;
using static Tactus.Tests.Coordination.Tasks.Calendars;

namespace Tactus.Tests.Coordination.Tasks;

public sealed class SlaCalendarTests
{
    [Fact]
    public void Sixty_minutes_opened_twenty_before_the_weekend_are_due_forty_into_monday() =>
        TwoShifts().Due(Berlin("2026-03-06 21:40"), Minutes(60)).Value.ShouldBe(Berlin("2026-03-09 06:40"));

    [Fact]
    public void What_ends_with_the_shift_is_due_at_its_end_and_not_at_the_next_start() =>
        TwoShifts().Due(Berlin("2026-03-06 21:40"), Minutes(20)).Value.ShouldBe(Berlin("2026-03-06 22:00"));

    [Fact]
    public void What_needs_no_time_is_due_at_once_even_on_a_sunday() =>
        TwoShifts().Due(Berlin("2026-03-08 12:00"), TimeSpan.Zero).Value.ShouldBe(Berlin("2026-03-08 12:00"));

    [Fact]
    public void Opened_at_night_counts_from_the_morning() =>
        TwoShifts().Due(Berlin("2026-03-09 23:10"), Minutes(30)).Value.ShouldBe(Berlin("2026-03-10 06:30"));

    [Fact]
    public void Opened_in_a_pause_counts_from_its_end_and_the_pause_is_not_working_time()
    {
        var calendar = Of("Europe/Berlin", [Week(Weekdays, "early", "06:00", "14:00", ("09:00", "09:30"))]);
        calendar.Due(Berlin("2026-03-09 09:10"), Minutes(15)).Value.ShouldBe(Berlin("2026-03-09 09:45"));
        calendar.Due(Berlin("2026-03-09 08:50"), Minutes(15)).Value.ShouldBe(Berlin("2026-03-09 09:35"));
        calendar.IsOpen(Berlin("2026-03-09 09:10")).ShouldBeFalse();
        calendar.NextOpen(Berlin("2026-03-09 09:10")).Value.ShouldBe(Berlin("2026-03-09 09:30"));
        calendar.WorkedBetween(Berlin("2026-03-09 06:00"), Berlin("2026-03-09 14:00")).ShouldBe(Hours(7.5));
    }

    [Fact]
    public void A_pause_after_midnight_belongs_to_the_night_shift()
    {
        var calendar = Of("Europe/Berlin", [Week([DayOfWeek.Monday], "night", "22:00", "06:00", ("01:30", "02:00"))]);
        calendar.WorkedBetween(Berlin("2026-03-09 00:00"), Berlin("2026-03-11 00:00")).ShouldBe(Hours(7.5));
        calendar.IsOpen(Berlin("2026-03-10 01:45")).ShouldBeFalse();
        calendar.IsOpen(Berlin("2026-03-10 02:00")).ShouldBeTrue();
    }

    [Fact]
    public void A_holiday_in_the_middle_is_stepped_over()
    {
        var calendar = TwoShifts(days: Holiday("2026-05-01"));
        // Thursday evening, the Friday is a holiday, so it goes on on Monday.
        calendar.Due(Berlin("2026-04-30 21:30"), Hours(1)).Value.ShouldBe(Berlin("2026-05-04 06:30"));
        calendar.WorkedBetween(Berlin("2026-04-30 00:00"), Berlin("2026-05-05 00:00")).ShouldBe(Hours(32));
    }

    [Fact]
    public void A_night_shift_runs_into_a_holiday_and_none_begins_on_it()
    {
        var calendar = Of("Europe/Berlin", [Week(EveryDay, "night", "22:00", "06:00")], Holiday("2026-05-01"));
        calendar.IsOpen(Berlin("2026-05-01 05:59")).ShouldBeTrue();
        calendar.NextOpen(Berlin("2026-05-01 06:00")).Value.ShouldBe(Berlin("2026-05-02 22:00"));
    }

    [Fact]
    public void An_extra_shift_counts_even_on_a_holiday_and_a_meeting_does_not_count()
    {
        var calendar = TwoShifts(days:
        [
            Holiday("2026-05-01"), new(Date("2026-05-01"), SpecialDayKind.Extra, "rush", [Shift("rush", "08:00", "10:00")]),
            new(Date("2026-12-24"), SpecialDayKind.Instead, "Christmas Eve", [Shift("short", "06:00", "12:00")]),
            new(Date("2026-03-09"), SpecialDayKind.Closed, "works meeting", [Shift("meeting", "13:00", "15:00")]),
        ]);
        calendar.WorkedBetween(Berlin("2026-05-01 00:00"), Berlin("2026-05-02 00:00")).ShouldBe(Hours(2));
        calendar.WorkedBetween(Berlin("2026-12-24 00:00"), Berlin("2026-12-25 00:00")).ShouldBe(Hours(6));
        calendar.WorkedBetween(Berlin("2026-03-09 00:00"), Berlin("2026-03-10 00:00")).ShouldBe(Hours(14));
        calendar.Due(Berlin("2026-03-09 12:50"), Minutes(20)).Value.ShouldBe(Berlin("2026-03-09 15:10"));
    }

    [Fact]
    public void Shifts_that_overlap_count_once_and_one_works_through_the_others_break()
    {
        var calendar = Of("UTC", [Week(EveryDay, "a", "06:00", "14:00", ("10:00", "10:30")), Week(EveryDay, "b", "08:00", "16:00", ("12:00", "12:30"))]);
        calendar.WorkedBetween(Utc("2026-03-09 00:00"), Utc("2026-03-10 00:00")).ShouldBe(Hours(10));
    }

    [Fact]
    public void A_leap_day_is_a_day()
    {
        var calendar = TwoShifts();
        // 29 February 2024 is a Thursday; in 2023 and 2100 there is none.
        calendar.WorkedBetween(Berlin("2024-02-28 22:00"), Berlin("2024-03-01 06:00")).ShouldBe(Hours(16));
        calendar.Due(Berlin("2024-02-28 21:00"), Hours(2)).Value.ShouldBe(Berlin("2024-02-29 07:00"));
        calendar.Due(Berlin("2023-02-28 21:00"), Hours(2)).Value.ShouldBe(Berlin("2023-03-01 07:00"));
        calendar.Due(Utc("2100-02-26 20:00"), Hours(2)).Value.ShouldBe(Utc("2100-03-01 06:00"));
    }

    [Fact]
    public void A_night_shift_over_the_change_to_summer_time_is_an_hour_shorter()
    {
        var calendar = Of("Europe/Berlin", [Week([DayOfWeek.Saturday], "night", "22:00", "06:00")]);
        calendar.WorkedBetween(Utc("2026-03-28 00:00"), Utc("2026-03-30 00:00")).ShouldBe(Hours(7));
        // 01:30 before the skip and 60 minutes: the wall clock shows 03:30.
        calendar.Due(Utc("2026-03-29 00:30"), Hours(1)).Value.ShouldBe(Utc("2026-03-29 01:30"));
        calendar.Due(Utc("2026-03-28 21:00"), Hours(7)).Value.ShouldBe(Utc("2026-03-29 04:00"));
    }

    [Fact]
    public void A_night_shift_over_the_change_to_winter_time_is_an_hour_longer()
    {
        var calendar = Of("Europe/Berlin", [Week([DayOfWeek.Saturday], "night", "22:00", "06:00")]);
        calendar.WorkedBetween(Utc("2026-10-24 00:00"), Utc("2026-10-26 00:00")).ShouldBe(Hours(9));
        // 02:30 shown for the first time and 60 minutes: 02:30 shown for the second time.
        calendar.Due(Utc("2026-10-25 00:30"), Hours(1)).Value.ShouldBe(Utc("2026-10-25 01:30"));
        calendar.Due(Utc("2026-10-24 20:00"), Hours(9)).Value.ShouldBe(Utc("2026-10-25 05:00"));
    }

    [Theory]
    [InlineData("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29 01:00")]
    [InlineData("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25 00:30")]
    [InlineData("Europe/Berlin", "2026-10-25", "03:00", "2026-10-25 02:00")]
    [InlineData("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03 15:30")]
    [InlineData("Australia/Lord_Howe", "2026-04-05", "01:45", "2026-04-04 14:45")]
    [InlineData("Africa/Cairo", "2026-04-24", "00:00", "2026-04-23 22:00")]
    [InlineData("America/Santiago", "2026-04-05", "00:00", "2026-04-05 04:00")]
    [InlineData("Pacific/Apia", "2011-12-30", "12:00", "2011-12-30 10:00")]
    [InlineData("UTC", "2026-03-29", "02:30", "2026-03-29 02:30")]
    public void A_skipped_time_is_the_skip_and_of_a_time_shown_twice_the_first_is_meant(string zone, string date, string time, string utc) =>
        WallClock.ToUtc(Date(date), Time(time), TimeZoneInfo.FindSystemTimeZoneById(zone)).ShouldBe(Utc(utc));

    [Fact]
    public void Shifts_that_meet_within_the_hour_shown_twice_leave_no_gap()
    {
        var calendar = Of("Europe/Berlin", [Week([DayOfWeek.Saturday], "night", "22:00", "02:30"), Week([DayOfWeek.Sunday], "morning", "02:30", "06:00")]);
        calendar.WorkedBetween(Utc("2026-10-24 20:00"), Utc("2026-10-25 05:00")).ShouldBe(Hours(9));
        calendar.ShiftsAt(Utc("2026-10-25 00:29")).ShouldBe([("night", Date("2026-10-24"))]);
        calendar.ShiftsAt(Utc("2026-10-25 00:30")).ShouldBe([("morning", Date("2026-10-25"))]);
    }

    [Fact]
    public void A_calendar_that_never_opens_is_refused_and_not_searched_for_ever()
    {
        var never = Of("Europe/Berlin", []);
        never.Due(Utc("2026-03-09 00:00"), Minutes(1)).Refusal!.Code.ShouldBe("calendar-never-opens");
        never.NextOpen(Utc("2026-03-09 00:00")).Refusal!.Code.ShouldBe("calendar-never-opens");
        never.IsOpen(Utc("2026-03-09 00:00")).ShouldBeFalse();
        var allBreak = Of("UTC", [Week(EveryDay, "idle", "06:00", "14:00", ("06:00", "14:00"))]);
        allBreak.Due(Utc("2026-03-09 00:00"), Minutes(1)).Refusal!.Code.ShouldBe("calendar-never-opens");
        var past = Of("UTC", [], new SpecialDay(Date("2026-03-09"), SpecialDayKind.Extra, "once", [Shift("once", "22:00", "02:00")]));
        past.Due(Utc("2026-03-09 23:00"), Hours(3)).Value.ShouldBe(Utc("2026-03-10 02:00"));
        past.Due(Utc("2026-03-09 23:00"), Hours(4)).Refusal!.Code.ShouldBe("working-time-too-far");
        past.NextOpen(Utc("2026-03-10 02:00")).Refusal!.Code.ShouldBe("calendar-never-opens");
        Of("UTC", [], new SpecialDay(DateOnly.MaxValue, SpecialDayKind.Extra, "never", [Shift("x", "22:00", "02:00")]))
            .NextOpen(Utc("2026-03-10 02:00")).Refusal!.Code.ShouldBe("calendar-never-opens");
    }

    [Fact]
    public void Times_far_off_are_closed_and_a_time_too_long_is_refused()
    {
        var calendar = TwoShifts();
        calendar.IsOpen(DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc)).ShouldBeFalse();
        calendar.WorkedBetween(DateTime.MinValue, Utc("1970-01-01 00:00")).ShouldBe(TimeSpan.Zero);
        calendar.Due(DateTime.MaxValue.AddDays(-1), Minutes(1)).Refusal!.Code.ShouldBe("calendar-never-opens");
        calendar.Due(Utc("2026-03-09 00:00"), TimeSpan.FromDays(100_000)).Refusal!.Code.ShouldBe("working-time-too-far");
        calendar.Due(Utc("2026-03-09 00:00"), Minutes(-1)).Refusal!.Code.ShouldBe("working-time-negative");
        Should.Throw<ArgumentException>(() => calendar.IsOpen(DateTime.SpecifyKind(Utc("2026-03-09 00:00"), DateTimeKind.Local)));
    }

    [Fact]
    public void A_plan_that_cannot_be_is_refused_with_what_is_wrong()
    {
        SlaCalendar.Of(new("Berlin", [], [])).Refusal!.Code.ShouldBe("calendar-zone-unknown");
        Refused([new([], Shift("early", "06:00", "14:00"))]).ShouldContain("Name each day on which shift early starts");
        Refused([Week([DayOfWeek.Monday, DayOfWeek.Monday], "early", "06:00", "14:00")]).ShouldContain("each once");
        Refused([Week(Weekdays, "early", "06:00", "14:00", ("13:30", "14:30"))]).ShouldContain("break 13:30-14:30 is not inside shift early");
        Refused([Week(Weekdays, "", "06:00", "14:00")]).ShouldContain("1 to 40 letters");
        Refused([], Holiday("2026-05-01", "May Day"), Holiday("2026-05-01", "Labour Day")).ShouldContain("given twice (May Day, Labour Day)");
        Refused([], new SpecialDay(Date("2026-05-01"), SpecialDayKind.Extra, "rush", [])).ShouldContain("at least one");

        static string Refused(WeekShift[] week, params SpecialDay[] days)
        {
            var refusal = SlaCalendar.Of(new("Europe/Berlin", week, days)).Refusal!;
            refusal.Code.ShouldBe("calendar-plan");
            return refusal.Sentence;
        }
    }
}
