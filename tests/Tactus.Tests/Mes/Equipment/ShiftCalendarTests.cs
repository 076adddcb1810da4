using Microsoft.Extensions.DependencyInjection;
using Tactus.Mes;
using Tactus.Mes.Equipment;
using Tactus.Platform;

namespace Tactus.Tests.Mes.Equipment;

public sealed class ShiftCalendarTests
{
    private static readonly DayOfWeek[] Every = Enum.GetValues<DayOfWeek>();
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly TimeZoneInfo Seoul = TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul");

    private static PatternShift Shift(string name, string start, string end, params (string Start, string End)[] breaks) =>
        new(name, Every, TimeOnly.Parse(start, null), TimeOnly.Parse(end, null), [.. breaks.Select(each => new PatternBreak(TimeOnly.Parse(each.Start, null), TimeOnly.Parse(each.End, null)))]);

    private static ShiftCalendar Calendar(TimeZoneInfo zone, params PatternShift[] shifts) => new(zone, [new(new DateOnly(1900, 1, 1), shifts)], []);

    private static DateTime Utc(string text) => DateTime.Parse(text, null, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal);

    [Fact]
    public void A_night_shift_over_the_change_to_winter_time_lasts_an_hour_longer_and_to_summer_time_an_hour_less()
    {
        var calendar = Calendar(Berlin, Shift("night", "22:00", "06:00"));
        (calendar.At(Utc("2026-10-25T01:30:00Z"))!.EndUtc - calendar.At(Utc("2026-10-25T01:30:00Z"))!.StartUtc).ShouldBe(TimeSpan.FromHours(9));
        (calendar.At(Utc("2026-03-29T01:30:00Z"))!.EndUtc - calendar.At(Utc("2026-03-29T01:30:00Z"))!.StartUtc).ShouldBe(TimeSpan.FromHours(7));
        calendar.At(Utc("2026-10-25T01:30:00Z"))!.Key.ShouldBe("2026-10-24/night");
        // Seoul changed its clock for the last time in 1987 and 1988, and not since.
        var seoul = Calendar(Seoul, Shift("night", "22:00", "06:00"));
        (seoul.At(Utc("1988-05-07T18:30:00Z"))!.EndUtc - seoul.At(Utc("1988-05-07T18:30:00Z"))!.StartUtc).ShouldBe(TimeSpan.FromHours(7));
        (seoul.At(Utc("1988-10-08T17:30:00Z"))!.EndUtc - seoul.At(Utc("1988-10-08T17:30:00Z"))!.StartUtc).ShouldBe(TimeSpan.FromHours(9));
        foreach (var shift in seoul.Between(Utc("2026-01-01T00:00:00Z"), Utc("2027-01-01T00:00:00Z"))) (shift.EndUtc - shift.StartUtc).ShouldBe(TimeSpan.FromHours(8));
    }

    [Theory]
    [InlineData("Europe/Berlin", "02:30")]
    [InlineData("Europe/Berlin", "02:00")]
    [InlineData("Europe/Berlin", "03:00")]
    [InlineData("Asia/Seoul", "02:30")]
    public void Three_shifts_round_the_clock_leave_no_gap_and_no_overlap_in_a_year_even_where_a_change_falls_on_the_seam(string zoneName, string seam)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(zoneName);
        var third = TimeOnly.Parse(seam, null);
        var calendar = Calendar(zone,
            Shift("a", seam, third.AddHours(8).ToString("HH:mm", null)),
            Shift("b", third.AddHours(8).ToString("HH:mm", null), third.AddHours(16).ToString("HH:mm", null)),
            Shift("c", third.AddHours(16).ToString("HH:mm", null), seam));
        var (from, to) = (Utc("2026-01-05T00:00:00Z"), Utc("2027-01-05T00:00:00Z"));
        var shifts = calendar.Between(from, to);
        for (var i = 1; i < shifts.Count; i++) shifts[i].StartUtc.ShouldBe(shifts[i - 1].EndUtc);
        calendar.PlannedTime(from, to).ShouldBe(to - from);
        shifts.Count.ShouldBeInRange(1095, 1097);
    }

    [Fact]
    public void Planned_time_is_shift_time_without_breaks_and_a_break_after_midnight_counts()
    {
        var calendar = Calendar(Seoul, Shift("early", "06:00", "14:00", ("10:00", "10:20")), Shift("night", "22:00", "06:00", ("02:00", "02:30")));
        calendar.PlannedTime(Utc("2026-03-01T15:00:00Z"), Utc("2026-03-02T15:00:00Z")).ShouldBe(TimeSpan.FromMinutes(16 * 60 - 50));
        calendar.PlannedTime(Utc("2026-03-02T01:10:00Z"), Utc("2026-03-02T01:15:00Z")).ShouldBe(TimeSpan.Zero);
        calendar.At(Utc("2026-03-02T06:00:00Z")).ShouldBeNull();
        calendar.At(Utc("2026-03-02T04:59:59Z"))!.Key.ShouldBe("2026-03-02/early");
        calendar.Before(Utc("2026-03-02T06:00:00Z"))!.Key.ShouldBe("2026-03-02/early");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_machine_inherits_from_above_unless_it_has_its_own_and_exceptions_of_every_level_add_up(string database)
    {
        await using var plant = await Plant.New(database);
        await new PlantZone(plant.Services.GetRequiredService<CommandRunner<MesDb>>()).Keep("Asia/Seoul", default);
        foreach (var node in (SetEquipment[])[new("S", "Site", EquipmentLevel.Site), new("W", "Centre", EquipmentLevel.WorkCentre, "S"), new("M", "Machine", EquipmentLevel.WorkUnit, "W"), new("V", "Centre 2", EquipmentLevel.WorkCentre, "S")])
            (await plant.Run(node)).Refusal.ShouldBeNull();
        var day = new PatternShift("day", [DayOfWeek.Monday, DayOfWeek.Tuesday], new TimeOnly(8, 0), new TimeOnly(16, 0), []);
        (await plant.Run(new SetShiftPattern("TWO", "Two days", [day]))).Refusal.ShouldBeNull();
        (await plant.Run(new SetShiftPattern("LONG", "Long", [day with { End = new TimeOnly(20, 0) }]))).Refusal.ShouldBeNull();
        (await plant.Run(new AssignCalendar("S", "TWO", new DateOnly(2026, 1, 1)))).Refusal.ShouldBeNull();
        (await plant.Run(new AssignCalendar("V", "LONG", new DateOnly(2026, 1, 1)))).Refusal.ShouldBeNull();
        (await plant.Run(new SetCalendarException("S", new DateOnly(2026, 3, 3), "Founders' day", CalendarExceptionKind.Holiday))).Refusal.ShouldBeNull();
        (await plant.Run(new SetCalendarException("W", new DateOnly(2026, 3, 7), "Rush order", CalendarExceptionKind.Overtime, [day with { Name = "extra", End = new TimeOnly(12, 0) }]))).Refusal.ShouldBeNull();
        (await plant.Run(new SetCalendarException("W", new DateOnly(2026, 3, 8), "x", CalendarExceptionKind.Overtime))).Refusal!.Code.ShouldBe("shift-pattern");
        (await plant.Run(new AssignCalendar("W", "NONE", new DateOnly(2026, 1, 1)))).Refusal!.Code.ShouldBe("shift-pattern-unknown");
        (await plant.Get("/api/mes/calendar-assignments?filter=equipmentNo:eq:V")).Text.ShouldContain("\"fromDate\":\"2026-01-01\",\"patternNo\":\"LONG\"");

        await using var db = plant.Mes();
        var calendars = await Calendars.Of(db, ["M", "V", "nowhere"], default);
        calendars.Keys.Order().ShouldBe(["M", "V"]);
        var (from, to) = (Utc("2026-03-01T15:00:00Z"), Utc("2026-03-08T15:00:00Z"));
        calendars["M"].Between(from, to).Select(shift => shift.Key).ShouldBe(["2026-03-02/day", "2026-03-07/extra"]);
        calendars["M"].PlannedTime(from, to).ShouldBe(TimeSpan.FromHours(12));
        calendars["V"].PlannedTime(from, to).ShouldBe(TimeSpan.FromHours(12));
        calendars["M"].Between(from, to)[0].StartUtc.ShouldBe(Utc("2026-03-01T23:00:00Z"));

        (await plant.Run(new SetCalendarException("S", new DateOnly(2026, 3, 3), "Working after all"))).Refusal.ShouldBeNull();
        await using var again = plant.Mes();
        (await Calendars.Of(again, "M", default))!.PlannedTime(from, to).ShouldBe(TimeSpan.FromHours(20));
    }

    [Fact]
    public void Shifts_that_overlap_or_breaks_outside_are_refused()
    {
        PatternShift.Fault([Shift("early", "06:00", "14:00"), Shift("late", "14:00", "22:00"), Shift("night", "22:00", "06:00")]).ShouldBeNull();
        PatternShift.Fault([Shift("early", "06:00", "14:10"), Shift("late", "14:00", "22:00")])!.Sentence.ShouldContain("overlap");
        // Saturday's night reaches into Sunday, across the end of the week.
        PatternShift.Fault([Shift("night", "22:00", "07:00") with { Days = [DayOfWeek.Saturday] }, Shift("early", "06:00", "14:00") with { Days = [DayOfWeek.Sunday] }])!.Code.ShouldBe("shift-pattern");
        PatternShift.Fault([Shift("early", "06:00", "14:00", ("13:50", "14:10"))])!.Sentence.ShouldContain("break");
        PatternShift.Fault([Shift("night", "22:00", "06:00", ("02:00", "02:30"))]).ShouldBeNull();
    }
}
