using System.Collections.Concurrent;
using Tactus.Platform;

namespace Tactus.Coordination.Tasks;

/// <summary>
/// The working time of a plant: what is due when, and how much of it lies between two instants. Shifts are given in the plant's wall clock and
/// become instants here, so a night shift over the change to winter time is an hour longer and one over the change to summer time an hour shorter.
/// Before 1970 and from 2200 on nothing is open, so that no time, however wrong, can make a search long.
/// </summary>
internal sealed class SlaCalendar
{
    private const int MostDaysKept = 20_000;
    private const int FarthestYears = 20;
    private static readonly DateTime First = new(1970, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Last = new(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly CalendarPlan plan;
    private readonly TimeZoneInfo zone;
    private readonly ILookup<DateOnly, SpecialDay> special;
    private readonly DateOnly? lastExtra;
    // A day's spans follow from the plan alone; measures over thousands of cases ask for the same days again and again.
    private readonly ConcurrentDictionary<DateOnly, OpenDay> days = new();

    /// <param name="FromUtc">Its midnight.</param>
    private sealed record OpenDay(DateTime FromUtc, WorkSpan[] Spans);

    private SlaCalendar(CalendarPlan plan)
    {
        this.plan = plan;
        zone = TimeZoneInfo.FindSystemTimeZoneById(plan.Zone);
        special = plan.Days.ToLookup(day => day.Date);
        lastExtra = plan.Days.Where(day => day.Kind is SpecialDayKind.Extra or SpecialDayKind.Instead).Select(day => (DateOnly?)day.Date).Max();
    }

    /// <summary>The calendar of a plan, or what is wrong with the plan.</summary>
    internal static Outcome<SlaCalendar> Of(CalendarPlan plan) => plan.Fault() is { } fault ? fault : new SlaCalendar(plan);

    /// <summary>
    /// The first instant by which so much working time has gone since the opening. What is opened outside working time starts to count when working
    /// time begins; what needs no time is due at once.
    /// </summary>
    internal Outcome<DateTime> Due(DateTime openedUtc, TimeSpan workingTime)
    {
        if (workingTime < TimeSpan.Zero) return Refusal.Field("working-time-negative", "workingTime", "Give a working time of zero or more.");
        var opened = Utc(openedUtc);
        if (workingTime == TimeSpan.Zero) return opened;
        var left = workingTime;
        foreach (var span in OpenFrom(opened))
        {
            if (span.Length >= left) return span.StartUtc + left;
            left -= span.Length;
        }
        return left == workingTime
            ? NeverOpens(opened)
            : new Refusal("working-time-too-far",
                $"Only {(workingTime - left).TotalHours:0.##} of {workingTime.TotalHours:0.##} working hours lie within {FarthestYears} years after {opened:yyyy-MM-dd HH:mm} UTC; give less time or more shifts.");
    }

    /// <summary>Working time from one instant to another; below zero when the second is the earlier, so that times over several instants add up in any order.</summary>
    internal TimeSpan WorkedBetween(DateTime fromUtc, DateTime toUtc)
    {
        var (from, to) = (Utc(fromUtc), Utc(toUtc));
        if (from > to) return -WorkedBetween(to, from);
        return Open(from, to).Aggregate(TimeSpan.Zero, (sum, span) => sum + span.Length);
    }

    /// <summary>Whether an instant is working time. The first instant of a shift is, its end is not.</summary>
    internal bool IsOpen(DateTime utc) => Open(Utc(utc), Utc(utc).AddTicks(1)).Any();

    /// <summary>The instant itself when it is working time, else the next at which working time begins.</summary>
    internal Outcome<DateTime> NextOpen(DateTime utc)
    {
        var from = Utc(utc);
        foreach (var span in OpenFrom(from)) return span.StartUtc;
        return NeverOpens(from);
    }

    /// <summary>The shifts that run at an instant, breaks included, each with the local date on which it began.</summary>
    internal IReadOnlyList<(string Name, DateOnly Date)> ShiftsAt(DateTime utc)
    {
        var at = Utc(utc);
        if (at < First || at >= Last) return [];
        var date = WallClock.Date(at, zone);
        return
        [
            // The next day's, too, for the same reason as in Open.
            .. new[] { date.AddDays(-1), date, date.AddDays(1) }.SelectMany(ShiftsOn)
                .Where(shift => shift.Span.Has(at)).Select(shift => (shift.Name, shift.Date)).Distinct(),
        ];
    }

    /// <summary>Working time within two instants, in order.</summary>
    internal IEnumerable<WorkSpan> Open(DateTime fromUtc, DateTime toUtc)
    {
        var (from, to) = (fromUtc < First ? First : fromUtc, toUtc > Last ? Last : toUtc);
        if (from >= to) yield break;
        // A clock set back over midnight shows the day before again for times that belong to the new day; never does it show a later one.
        var date = WallClock.Date(from, zone);
        for (var day = Day(date); day.FromUtc < to; day = Day(date = date.AddDays(1)))
        {
            foreach (var span in day.Spans)
            {
                var clipped = span.Clip(from, to);
                if (clipped.Length > TimeSpan.Zero) yield return clipped;
            }
        }
    }

    private IEnumerable<WorkSpan> OpenFrom(DateTime from)
    {
        if (from >= Last) return [];
        var start = from < First ? First : from;
        var end = start.AddYears(FarthestYears);
        // Without a week only the special days can open; nothing is after the last of them and the night it may run into.
        if (plan.Week.Count == 0) end = lastExtra is { } last && last.Year < 2200 ? Midnight(last.AddDays(3)) : start;
        return Open(start, end);
    }

    private Refusal NeverOpens(DateTime fromUtc) => new("calendar-never-opens",
        $"The calendar has no working time in the {FarthestYears} years after {fromUtc:yyyy-MM-dd HH:mm} UTC; give it a shift.");

    private OpenDay Day(DateOnly date)
    {
        if (days.TryGetValue(date, out var known)) return known;
        var (from, to) = (Midnight(date), Midnight(date.AddDays(1)));
        var closed = WorkSpan.Union(new[] { date.AddDays(-1), date }.SelectMany(ClosedOn));
        var open = new OpenDay(from,
        [
            .. WorkSpan.Union(new[] { date.AddDays(-1), date }.SelectMany(ShiftsOn).SelectMany(shift => shift.Span.Without(shift.Breaks)).Select(span => span.Clip(from, to)))
                .SelectMany(span => span.Without(closed)),
        ]);
        if (days.Count < MostDaysKept) days[date] = open;
        return open;
    }

    private IEnumerable<(string Name, DateOnly Date, WorkSpan Span, List<WorkSpan> Breaks)> ShiftsOn(DateOnly date)
    {
        var differs = special[date].ToList();
        var regular = differs.Exists(day => day.Kind is SpecialDayKind.Holiday or SpecialDayKind.Instead)
            ? [] : plan.Week.Where(shift => shift.Days.Contains(date.DayOfWeek)).Select(shift => shift.Shift);
        var others = differs.Where(day => day.Kind is SpecialDayKind.Extra or SpecialDayKind.Instead).SelectMany(day => day.Shifts);
        foreach (var shift in regular.Concat(others))
        {
            var breaks = WorkSpan.Union(shift.Breaks.Select(pause => Span(pause.Start >= shift.Start ? date : date.AddDays(1), pause.Start, pause.End)));
            yield return (shift.Name, date, Span(date, shift.Start, shift.End), breaks);
        }
    }

    private IEnumerable<WorkSpan> ClosedOn(DateOnly date) =>
        special[date].Where(day => day.Kind == SpecialDayKind.Closed).SelectMany(day => day.Shifts).SelectMany(shift =>
            Span(date, shift.Start, shift.End).Without(WorkSpan.Union(shift.Breaks.Select(pause => Span(pause.Start >= shift.Start ? date : date.AddDays(1), pause.Start, pause.End)))));

    private WorkSpan Span(DateOnly date, TimeOnly start, TimeOnly end) =>
        new(WallClock.ToUtc(date, start, zone), WallClock.ToUtc(end > start ? date : date.AddDays(1), end, zone));

    private DateTime Midnight(DateOnly date) => WallClock.ToUtc(date, TimeOnly.MinValue, zone);

    // A local time here is a bug of the caller; a time without a kind comes from a database and is UTC as everywhere.
    private static DateTime Utc(DateTime time) => time.Kind == DateTimeKind.Local
        ? throw new ArgumentException("Times are UTC.", nameof(time)) : DateTime.SpecifyKind(time, DateTimeKind.Utc);
}
