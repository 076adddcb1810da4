using Tactus.Coordination.Tasks;
using static Tactus.Tests.Coordination.Tasks.Calendars;

namespace Tactus.Tests.Coordination.Tasks;

/// <summary>Random calendars around days on which clocks change, compared with counting every minute.</summary>
public sealed class SlaCalendarPropertyTests
{
    private const int Days = 12;

    // Ordinary days, both changes, half an hour's change, a change at midnight, one that shows the day before again, a day left out.
    private static readonly (string Zone, string Date)[] Weeks =
    [
        ("UTC", "2026-02-26"), ("Europe/Berlin", "2026-03-29"), ("Europe/Berlin", "2026-10-25"), ("Europe/Berlin", "2024-02-29"), ("America/New_York", "2026-11-01"),
        ("Australia/Lord_Howe", "2026-04-05"), ("Australia/Lord_Howe", "2026-10-04"), ("Africa/Cairo", "2026-04-24"), ("America/Santiago", "2026-04-05"),
        ("America/St_Johns", "2010-11-07"), ("America/St_Johns", "2010-03-14"), ("Pacific/Apia", "2011-12-30"), ("Asia/Kolkata", "2026-01-01"),
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 130)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Agrees_with_counting_every_minute(int seed)
    {
        var random = new Random(seed);
        var (plan, middle) = RandomPlan(random, seed);
        var calendar = SlaCalendar.Of(plan).Value;
        var begin = DateTime.SpecifyKind(middle.AddDays(-Days / 2).ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc);
        var open = EveryMinute(plan, begin);
        for (var i = 0; i < open.Length; i++) calendar.IsOpen(begin.AddMinutes(i)).ShouldBe(open[i], $"{begin.AddMinutes(i):u} {plan.Zone}");
        for (var i = 0; i < 40; i++)
        {
            var (a, b) = (random.Next(open.Length), random.Next(open.Length));
            if (a > b) (a, b) = (b, a);
            calendar.WorkedBetween(begin.AddMinutes(a), begin.AddMinutes(b)).ShouldBe(Minutes(open[a..b].Count(each => each)));
            var work = random.Next(1, 600);
            var (left, due) = (work, a);
            while (left > 0 && due < open.Length)
                if (open[due++]) left--;
            if (left == 0) calendar.Due(begin.AddMinutes(a), Minutes(work)).Value.ShouldBe(begin.AddMinutes(due));
            var next = Array.IndexOf(open, true, a);
            if (next >= 0) calendar.NextOpen(begin.AddMinutes(a)).Value.ShouldBe(begin.AddMinutes(next));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_worked_until_it_is_due_is_what_was_given_and_later_or_longer_is_never_due_earlier(int seed)
    {
        var random = new Random(1000 + seed);
        var (plan, middle) = RandomPlan(random, seed);
        var calendar = SlaCalendar.Of(plan).Value;
        var begin = DateTime.SpecifyKind(middle.AddDays(-Days / 2).ToDateTime(TimeOnly.MinValue), DateTimeKind.Utc);
        for (var i = 0; i < 60; i++)
        {
            // Not whole minutes: seconds and ticks hold too.
            var (opened, work) = (begin.AddTicks(random.NextInt64(Days * TimeSpan.TicksPerDay)), TimeSpan.FromTicks(random.NextInt64(3 * TimeSpan.TicksPerDay)));
            var due = calendar.Due(opened, work);
            if (due.Refusal is { } refusal)
            {
                refusal.Code.ShouldBeOneOf("calendar-never-opens", "working-time-too-far");
                continue;
            }
            calendar.WorkedBetween(opened, due.Value).ShouldBe(work);
            due.Value.Kind.ShouldBe(DateTimeKind.Utc);
            var (later, longer) = (opened.AddTicks(random.NextInt64(TimeSpan.TicksPerDay)), work + TimeSpan.FromTicks(random.NextInt64(TimeSpan.TicksPerHour)));
            if (calendar.Due(later, work) is { Done: true } second) second.Value.ShouldBeGreaterThanOrEqualTo(due.Value);
            if (calendar.Due(opened, longer) is { Done: true } third) third.Value.ShouldBeGreaterThanOrEqualTo(due.Value);
            var between = begin.AddTicks(random.NextInt64(Days * TimeSpan.TicksPerDay));
            (calendar.WorkedBetween(opened, between) + calendar.WorkedBetween(between, later)).ShouldBe(calendar.WorkedBetween(opened, later));
        }
    }

    private static (CalendarPlan Plan, DateOnly Middle) RandomPlan(Random random, int seed)
    {
        var (zone, date) = Weeks[seed % Weeks.Length];
        var middle = Date(date);
        WeekShift[] week = [.. Enumerable.Range(0, random.Next(0, 4)).Select(i => new WeekShift([.. EveryDay.Where(_ => random.Next(3) > 0).DefaultIfEmpty(DayOfWeek.Monday)], AnyShift()))];
        SpecialDay[] days =
        [
            .. Enumerable.Range(-5, 10).Where(_ => random.Next(4) == 0).Select(day => middle.AddDays(day)).Select(day => random.Next(4) switch
            {
                0 => new SpecialDay(day, SpecialDayKind.Holiday, "holiday", []),
                1 => new SpecialDay(day, SpecialDayKind.Extra, "extra", [AnyShift()]),
                2 => new SpecialDay(day, SpecialDayKind.Instead, "instead", [AnyShift(), AnyShift()]),
                _ => new SpecialDay(day, SpecialDayKind.Closed, "closed", [AnyShift() with { Breaks = [] }]),
            }),
        ];
        return (new(zone, week, days), middle);

        DayShift AnyShift()
        {
            // Often near the hours at which clocks change.
            var start = TimeOnly.MinValue.AddMinutes(random.Next(2) == 0 ? random.Next(0, 48) * 30 : random.Next(0, 240));
            var length = random.Next(4) == 0 ? 1440 : random.Next(20, 720);
            List<WallSpan> breaks = [];
            for (var at = random.Next(1, 200); at < length - 40 && breaks.Count < 2; at += random.Next(60, 300))
                breaks.Add(new(start.AddMinutes(at), start.AddMinutes(at + random.Next(5, 40))));
            return new("s", start, start.AddMinutes(length), breaks);
        }
    }

    /// <summary>Looks at the wall clock of every minute; shares no code with the calendar.</summary>
    private static bool[] EveryMinute(CalendarPlan plan, DateTime begin)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(plan.Zone);
        const int margin = 3 * 1440;
        var first = begin.AddMinutes(-margin);
        var wall = Enumerable.Range(0, (Days * 1440) + (2 * margin)).Select(i => TimeZoneInfo.ConvertTimeFromUtc(first.AddMinutes(i), zone)).ToArray();
        var open = new bool[wall.Length];
        var shut = new bool[wall.Length];
        for (var date = DateOnly.FromDateTime(wall[0]).AddDays(1); date < DateOnly.FromDateTime(wall[^1]).AddDays(-1); date = date.AddDays(1))
        {
            var special = plan.Days.Where(day => day.Date == date).ToList();
            if (!special.Exists(day => day.Kind is SpecialDayKind.Holiday or SpecialDayKind.Instead))
                foreach (var shift in plan.Week.Where(shift => shift.Days.Contains(date.DayOfWeek))) Mark(open, date, shift.Shift);
            foreach (var day in special)
                foreach (var shift in day.Shifts) Mark(day.Kind == SpecialDayKind.Closed ? shut : open, date, shift);
        }
        return [.. open.Zip(shut, (yes, no) => yes && !no).Skip(margin).Take(Days * 1440)];

        void Mark(bool[] marks, DateOnly date, DayShift shift)
        {
            var (from, to) = Range(date, shift.Start, shift.End);
            var breaks = shift.Breaks.Select(pause => Range(pause.Start < shift.Start ? date.AddDays(1) : date, pause.Start, pause.End)).ToList();
            for (var i = from; i < to; i++) marks[i] |= !breaks.Exists(pause => pause.From <= i && i < pause.To);
        }

        (int From, int To) Range(DateOnly date, TimeOnly start, TimeOnly end) =>
            (Shows(date.ToDateTime(start)), Shows((end <= start ? date.AddDays(1) : date).ToDateTime(end)));

        int Shows(DateTime time)
        {
            var minute = Array.FindIndex(wall, each => each >= time);
            return minute < 0 ? wall.Length : minute;
        }
    }
}
