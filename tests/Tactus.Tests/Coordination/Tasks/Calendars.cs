using Tactus.Coordination.Tasks;

namespace Tactus.Tests.Coordination.Tasks;

/// <summary>Calendars for tests.</summary>
internal static class Calendars
{
    internal static readonly DayOfWeek[] Weekdays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];
    internal static readonly DayOfWeek[] EveryDay = [.. Weekdays, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <summary>Early 06-14 and late 14-22 on weekdays.</summary>
    internal static SlaCalendar TwoShifts(string zone = "Europe/Berlin", params SpecialDay[] days) =>
        Of(zone, [Week(Weekdays, "early", "06:00", "14:00"), Week(Weekdays, "late", "14:00", "22:00")], days);

    internal static SlaCalendar AroundTheClock(string zone = "UTC") => Of(zone, [Week(EveryDay, "all", "00:00", "00:00")]);

    internal static SlaCalendar Of(string zone, WeekShift[] week, params SpecialDay[] days) => SlaCalendar.Of(new(zone, week, days)).Value;

    internal static WeekShift Week(DayOfWeek[] days, string name, string start, string end, params (string, string)[] breaks) => new(days, Shift(name, start, end, breaks));

    internal static DayShift Shift(string name, string start, string end, params (string Start, string End)[] breaks) =>
        new(name, Time(start), Time(end), [.. breaks.Select(pause => new WallSpan(Time(pause.Start), Time(pause.End)))]);

    internal static SpecialDay Holiday(string date, string name = "holiday") => new(Date(date), SpecialDayKind.Holiday, name, []);

    internal static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);

    internal static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm", null);

    /// <summary>A UTC instant.</summary>
    internal static DateTime Utc(string text) => DateTime.SpecifyKind(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", null), DateTimeKind.Utc);

    /// <summary>An instant by the clock on the wall in Berlin, where that is plain.</summary>
    internal static DateTime Berlin(string text) =>
        TimeZoneInfo.ConvertTimeToUtc(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", null), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"));

    internal static TimeSpan Minutes(double minutes) => TimeSpan.FromMinutes(minutes);

    internal static TimeSpan Hours(double hours) => TimeSpan.FromHours(hours);
}
