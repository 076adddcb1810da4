namespace Tactus.Coordination.Tasks;

/// <summary>From a plant's wall clock to instants.</summary>
internal static class WallClock
{
    /// <summary>
    /// The first instant at which the wall clock shows a time or a later one. A time that the clock skips is so the instant of the skip, and of a
    /// time that it shows twice the first is meant. Both make the end of a shift and the start of the next the same instant.
    /// </summary>
    internal static DateTime ToUtc(DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        // Only offsets of instants are asked, never of wall-clock times: what a zone's rules say of times that do not exist is not to be relied on
        // where a clock jumps by half an hour or by a whole day.
        var local = DateTime.SpecifyKind(date.ToDateTime(time), DateTimeKind.Utc);
        var (before, after) = (local.AddHours(-26), local.AddHours(26));
        var (old, now) = (zone.GetUtcOffset(before), zone.GetUtcOffset(after));
        if (old == now) return local - now;
        while (after.Ticks - before.Ticks > 1)
        {
            var middle = new DateTime(before.Ticks + (after.Ticks - before.Ticks) / 2, DateTimeKind.Utc);
            if (zone.GetUtcOffset(middle) == old) before = middle;
            else after = middle;
        }
        var change = after;
        if (local - old < change) return local - old;
        return local - now > change ? local - now : change;
    }

    /// <summary>The date that the wall clock shows.</summary>
    internal static DateOnly Date(DateTime utc, TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(utc, zone));
}

/// <summary>A time from start (inclusive) to end (exclusive), UTC.</summary>
internal readonly record struct WorkSpan(DateTime StartUtc, DateTime EndUtc)
{
    internal TimeSpan Length => EndUtc > StartUtc ? EndUtc - StartUtc : TimeSpan.Zero;

    internal bool Has(DateTime utc) => StartUtc <= utc && utc < EndUtc;

    internal WorkSpan Clip(DateTime fromUtc, DateTime toUtc) => new(StartUtc > fromUtc ? StartUtc : fromUtc, EndUtc < toUtc ? EndUtc : toUtc);

    /// <summary>The same times in order, none twice and none empty.</summary>
    internal static List<WorkSpan> Union(IEnumerable<WorkSpan> spans)
    {
        var union = new List<WorkSpan>();
        foreach (var span in spans.Where(each => each.Length > TimeSpan.Zero).OrderBy(each => each.StartUtc))
        {
            if (union.Count == 0 || span.StartUtc > union[^1].EndUtc) union.Add(span);
            else if (span.EndUtc > union[^1].EndUtc) union[^1] = union[^1] with { EndUtc = span.EndUtc };
        }
        return union;
    }

    /// <summary>A span without others that are in order.</summary>
    internal IEnumerable<WorkSpan> Without(IEnumerable<WorkSpan> others)
    {
        var from = StartUtc;
        foreach (var other in others)
        {
            if (other.EndUtc <= from) continue;
            if (other.StartUtc >= EndUtc) break;
            if (other.StartUtc > from) yield return new(from, other.StartUtc);
            from = other.EndUtc;
        }
        if (EndUtc > from) yield return new(from, EndUtc);
    }
}
