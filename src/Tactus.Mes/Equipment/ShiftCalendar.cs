namespace Tactus.Mes.Equipment;

/// <summary>A time of planned work, from start (inclusive) to end (exclusive), UTC.</summary>
internal readonly record struct Span(DateTime StartUtc, DateTime EndUtc)
{
    internal TimeSpan Length => EndUtc > StartUtc ? EndUtc - StartUtc : TimeSpan.Zero;

    internal Span Clip(DateTime fromUtc, DateTime toUtc) => new(StartUtc > fromUtc ? StartUtc : fromUtc, EndUtc < toUtc ? EndUtc : toUtc);
}

/// <summary>One shift on one day.</summary>
/// <param name="Key">Local date on which it starts and its name, e.g. 2026-03-02/early.</param>
/// <param name="Breaks">Breaks inside it, in order.</param>
internal sealed record ShiftInstance(string Key, string Name, DateOnly Date, DateTime StartUtc, DateTime EndUtc, IReadOnlyList<Span> Breaks)
{
    /// <summary>Its planned spans: the shift without its breaks.</summary>
    internal IEnumerable<Span> Planned()
    {
        var from = StartUtc;
        foreach (var pause in Breaks)
        {
            if (pause.StartUtc > from) yield return new Span(from, pause.StartUtc);
            if (pause.EndUtc > from) from = pause.EndUtc;
        }
        if (EndUtc > from) yield return new Span(from, EndUtc);
    }
}

/// <summary>
/// The shifts of one piece of equipment. Shifts are given in the plant's wall clock; here they become instants, so a night
/// shift over the change to winter time lasts an hour longer and one over the change to summer time an hour less.
/// </summary>
internal sealed class ShiftCalendar(TimeZoneInfo zone, IReadOnlyList<ShiftCalendar.Assigned> assigned, IReadOnlyList<CalendarException> exceptions)
{
    /// <summary>A pattern and the local day from which it is in force.</summary>
    internal sealed record Assigned(DateOnly From, IReadOnlyList<PatternShift> Shifts);

    private readonly IReadOnlyList<Assigned> assigned = [.. assigned.OrderByDescending(each => each.From)];
    private readonly ILookup<DateOnly, CalendarException> exceptions = exceptions.ToLookup(each => each.Date);

    internal TimeZoneInfo Zone => zone;

    /// <summary>Without a pattern all time is planned.</summary>
    internal bool Empty => assigned.Count == 0;

    /// <summary>Shifts that overlap the span, in order. No two overlap: where the plan says so, the later one begins when the earlier ends.</summary>
    internal IReadOnlyList<ShiftInstance> Between(DateTime fromUtc, DateTime toUtc)
    {
        var found = new List<ShiftInstance>();
        if (Empty || toUtc <= fromUtc) return found;
        var last = LocalDate(toUtc).AddDays(1);
        for (var date = LocalDate(fromUtc).AddDays(-2); date <= last; date = date.AddDays(1)) found.AddRange(On(date));
        found.Sort((left, right) => (left.StartUtc, left.EndUtc).CompareTo((right.StartUtc, right.EndUtc)));
        var apart = new List<ShiftInstance>(found.Count);
        foreach (var shift in found)
        {
            var after = apart.Count > 0 && apart[^1].EndUtc > shift.StartUtc ? shift with { StartUtc = apart[^1].EndUtc } : shift;
            if (after.EndUtc > after.StartUtc) apart.Add(after);
        }
        return [.. apart.Where(shift => shift.EndUtc > fromUtc && shift.StartUtc < toUtc)];
    }

    /// <summary>The shift that runs at an instant; null between shifts.</summary>
    internal ShiftInstance? At(DateTime utc) => Between(utc, utc.AddTicks(10)) is [var shift, ..] ? shift : null;

    /// <summary>The last shift that had ended by an instant, looking back four weeks.</summary>
    internal ShiftInstance? Before(DateTime utc) => Between(utc.AddDays(-28), utc).LastOrDefault(shift => shift.EndUtc <= utc);

    /// <summary>Planned spans within two instants: shifts without breaks; everything where no pattern is in force for this equipment.</summary>
    internal IReadOnlyList<Span> Planned(DateTime fromUtc, DateTime toUtc) => Empty
        ? toUtc > fromUtc ? [new Span(fromUtc, toUtc)] : []
        : [.. Between(fromUtc, toUtc).SelectMany(shift => shift.Planned()).Select(span => span.Clip(fromUtc, toUtc)).Where(span => span.Length > TimeSpan.Zero)];

    /// <summary>Planned time within two instants.</summary>
    internal TimeSpan PlannedTime(DateTime fromUtc, DateTime toUtc) =>
        Planned(fromUtc, toUtc).Aggregate(TimeSpan.Zero, (sum, span) => sum + span.Length);

    internal DateOnly LocalDate(DateTime utc) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone));

    /// <summary>
    /// The instant of a wall-clock time. A time that the clock skips is the instant at which it skips; of a time that the clock
    /// shows twice the first is meant. Both rules make the end of one shift and the start of the next the same instant.
    /// </summary>
    internal static DateTime ToUtc(DateTime local, TimeZoneInfo zone)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsAmbiguousTime(local)) return DateTime.SpecifyKind(local - zone.GetAmbiguousTimeOffsets(local).Max(), DateTimeKind.Utc);
        if (!zone.IsInvalidTime(local)) return TimeZoneInfo.ConvertTimeToUtc(local, zone);
        // Within the gap the old offset still names the right distance to the skip; walk back to the last minute that exists.
        var existing = local;
        while (zone.IsInvalidTime(existing)) existing = existing.AddMinutes(-1);
        var skip = TimeZoneInfo.ConvertTimeToUtc(existing, zone);
        return skip.AddMinutes(1).AddTicks(-(skip.Ticks % TimeSpan.TicksPerMinute));
    }

    private IEnumerable<ShiftInstance> On(DateOnly date)
    {
        var pattern = assigned.FirstOrDefault(each => each.From <= date)?.Shifts ?? [];
        var day = date.DayOfWeek;
        var special = exceptions[date].ToList();
        var regular = special.Any(each => each.Kind == CalendarExceptionKind.Holiday) ? [] : pattern.Where(shift => shift.Days.Contains(day));
        foreach (var shift in regular.Concat(special.Where(each => each.Kind == CalendarExceptionKind.Overtime).SelectMany(each => each.Shifts)))
        {
            var (start, end) = (At(date, shift.Start), At(shift.End > shift.Start ? date : date.AddDays(1), shift.End));
            if (end <= start) continue;
            var breaks = shift.Breaks.Select(pause =>
            {
                var from = pause.Start >= shift.Start ? date : date.AddDays(1);
                return new Span(At(from, pause.Start), At(pause.End > pause.Start ? from : from.AddDays(1), pause.End)).Clip(start, end);
            }).Where(span => span.Length > TimeSpan.Zero).OrderBy(span => span.StartUtc);
            yield return new ShiftInstance($"{date:yyyy-MM-dd}/{shift.Name}", shift.Name, date, start, end, [.. breaks]);
        }
    }

    private DateTime At(DateOnly date, TimeOnly time) => ToUtc(date.ToDateTime(time), zone);
}
