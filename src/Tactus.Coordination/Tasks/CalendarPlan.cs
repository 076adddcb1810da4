using Tactus.Platform;

namespace Tactus.Coordination.Tasks;

/// <summary>The working times of a plant as a person gives them, in the plant's wall clock (ISA-95 part 2: work calendar).</summary>
/// <param name="Zone">IANA name, e.g. Europe/Berlin.</param>
/// <param name="Week">Shifts of every week. Where two overlap, the time counts once.</param>
/// <param name="Days">Days that differ from the week.</param>
internal sealed record CalendarPlan(string Zone, IReadOnlyList<WeekShift> Week, IReadOnlyList<SpecialDay> Days)
{
    private const int Day = 24 * 60;

    /// <summary>Why this can't be a calendar.</summary>
    internal Refusal? Fault()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(Zone, out _))
            return Refusal.Field("calendar-zone-unknown", "zone", $"There is no time zone {Zone}; give an IANA name such as Europe/Berlin.");
        if (Week.Count > 100) return Wrong("week", "A week has at most 100 shifts.");
        if (Days.Count > 5000) return Wrong("days", "A calendar has at most 5000 special days.");
        foreach (var shift in Week)
        {
            if (shift.Days.Count == 0 || shift.Days.Distinct().Count() != shift.Days.Count)
                return Wrong("week", $"Name each day on which shift {shift.Shift.Name} starts, and each once.");
            if (Fault(shift.Shift) is { } fault) return Wrong("week", fault);
        }
        foreach (var day in Days)
        {
            if (day.Shifts.Count > 0 != (day.Kind != SpecialDayKind.Holiday))
                return Wrong("days", $"{day.Date:yyyy-MM-dd} ({day.Name}): a holiday has no times; every other special day has at least one.");
            foreach (var shift in day.Shifts)
                if (Fault(shift) is { } fault) return Wrong("days", $"{day.Date:yyyy-MM-dd}: {fault}");
        }
        if (Days.Where(day => day.Kind is SpecialDayKind.Holiday or SpecialDayKind.Instead).GroupBy(day => day.Date).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return Wrong("days", $"{twice.Key:yyyy-MM-dd} is given twice ({string.Join(", ", twice.Select(day => day.Name))}); a day is one holiday or has one list of other shifts.");
        return null;
    }

    private static string? Fault(DayShift shift)
    {
        if (shift.Name.Length is 0 or > 40) return "A shift's name has 1 to 40 letters.";
        var length = Length(shift.Start, shift.End);
        foreach (var pause in shift.Breaks)
        {
            var offset = (Minutes(pause.Start) - Minutes(shift.Start) + Day) % Day;
            if (pause.Start == pause.End || offset + Length(pause.Start, pause.End) > length)
                return $"The break {pause.Start:HH:mm}-{pause.End:HH:mm} is not inside shift {shift.Name} ({shift.Start:HH:mm}-{shift.End:HH:mm}).";
        }
        return null;
    }

    private static double Minutes(TimeOnly time) => time.ToTimeSpan().TotalMinutes;

    private static double Length(TimeOnly start, TimeOnly end) => Minutes(end) - Minutes(start) is var length && length <= 0 ? length + Day : length;

    private static Refusal Wrong(string field, string sentence) => Refusal.Field("calendar-plan", field, sentence);
}

/// <summary>A shift of every week.</summary>
/// <param name="Days">Days on which it starts.</param>
internal sealed record WeekShift(IReadOnlyList<DayOfWeek> Days, DayShift Shift);

/// <summary>A shift on a day.</summary>
/// <param name="Name">e.g. early, late, night.</param>
/// <param name="End">At or before the start it is on the next day.</param>
/// <param name="Breaks">Not working time, though the people of the shift are on duty.</param>
internal sealed record DayShift(string Name, TimeOnly Start, TimeOnly End, IReadOnlyList<WallSpan> Breaks);

/// <summary>A time on the wall clock.</summary>
/// <param name="End">At or before the start it is on the next day.</param>
internal sealed record WallSpan(TimeOnly Start, TimeOnly End);

/// <summary>How a day differs from the week.</summary>
internal enum SpecialDayKind
{
    /// <summary>No shift of the week starts. A night shift of the day before ends as it would.</summary>
    Holiday,
    /// <summary>These shifts are worked besides, on a holiday too.</summary>
    Extra,
    /// <summary>These shifts are worked and no other starts.</summary>
    Instead,
    /// <summary>Nobody works within these times, e.g. a works meeting.</summary>
    Closed,
}

/// <summary>A day that differs from the week.</summary>
/// <param name="Date">Local date on which its shifts start.</param>
/// <param name="Shifts">The times: worked, or for <see cref="SpecialDayKind.Closed"/> not worked.</param>
internal sealed record SpecialDay(DateOnly Date, SpecialDayKind Kind, string Name, IReadOnlyList<DayShift> Shifts);
