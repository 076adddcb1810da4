using System.Globalization;
using System.Text;

namespace Tactus.Scheduling.Formats;

/// <summary>Moments and durations as ISO 8601 writes them, and weeks of shifts as people do.</summary>
internal static class IsoTime
{
    internal const long Day = 86_400;
    internal const long Week = 7 * Day;

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd",
        "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd HH:mmK", "yyyy-MM-dd HH:mm:ssK",
    ];

    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    /// <summary>Whole seconds from the origin. Without an offset the moment is in the origin's.</summary>
    internal static bool TryMoment(string text, DateTimeOffset origin, out long seconds)
    {
        seconds = 0;
        if (!TryMoment(text, origin.Offset, out var moment)) return false;
        var ticks = (moment - origin).Ticks;
        seconds = ticks / TimeSpan.TicksPerSecond;
        return ticks % TimeSpan.TicksPerSecond == 0;
    }

    internal static bool TryMoment(string text, TimeSpan offset, out DateTimeOffset moment)
    {
        moment = default;
        if (text.EndsWith('Z') || (text.Length > 6 && text[^3] == ':' && text[^6] is '+' or '-' && text.Contains(':') && text.Length > 16))
            return DateTimeOffset.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out moment);
        if (!DateTime.TryParseExact(text, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return false;
        try
        {
            moment = new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset);
            return true;
        }
        catch (ArgumentException)
        {
            // At the edges of the calendar an offset leads out of it.
            return false;
        }
    }

    internal static string Moment(long time, DateTimeOffset origin) => origin.AddSeconds(time).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Whether a moment can be written that is read back the same.</summary>
    internal static bool HasMoment(long time, DateTimeOffset origin) =>
        time > (new DateTimeOffset(2, 1, 1, 0, 0, 0, TimeSpan.Zero) - origin).TotalSeconds && time < (new DateTimeOffset(9998, 1, 1, 0, 0, 0, TimeSpan.Zero) - origin).TotalSeconds;

    /// <summary>Weeks, days, hours, minutes and seconds in whole numbers, each at most once and in this order; months and years have no length.</summary>
    internal static bool TryDuration(string text, out long seconds)
    {
        seconds = 0;
        var rest = text.AsSpan();
        var negative = rest.StartsWith("-");
        if (negative) rest = rest[1..];
        if (!rest.StartsWith("P") || rest.Length < 3 || rest[^1] == 'T') return false;
        rest = rest[1..];
        ReadOnlySpan<(char Unit, long Length, bool OfTime)> units = [('W', Week, false), ('D', Day, false), ('H', 3600, true), ('M', 60, true), ('S', 1, true)];
        var (inTime, next, sum) = (false, 0, (Int128)0);
        while (rest.Length > 0)
        {
            if (rest[0] == 'T')
            {
                if (inTime) return false;
                inTime = true;
                rest = rest[1..];
                continue;
            }
            var digits = 0;
            while (digits < rest.Length && char.IsAsciiDigit(rest[digits])) digits++;
            if (digits is 0 or > 18 || digits == rest.Length) return false;
            var found = -1;
            for (var i = next; i < units.Length; i++)
            {
                if (units[i].Unit == rest[digits] && units[i].OfTime == inTime) found = i;
            }
            if (found < 0) return false;
            sum += (Int128)long.Parse(rest[..digits], CultureInfo.InvariantCulture) * units[found].Length;
            next = found + 1;
            rest = rest[(digits + 1)..];
        }
        if (sum > long.MaxValue) return false;
        seconds = negative ? -(long)sum : (long)sum;
        return true;
    }

    internal static string Duration(long seconds)
    {
        if (seconds == 0) return "PT0S";
        var text = new StringBuilder(seconds < 0 ? "-P" : "P");
        var left = (ulong)Math.Abs((decimal)seconds);
        var (days, hours, minutes, rest) = (left / 86_400, left / 3600 % 24, left / 60 % 60, left % 60);
        if (days > 0) text.Append(CultureInfo.InvariantCulture, $"{days}D");
        if (hours + minutes + rest > 0) text.Append('T');
        if (hours > 0) text.Append(CultureInfo.InvariantCulture, $"{hours}H");
        if (minutes > 0) text.Append(CultureInfo.InvariantCulture, $"{minutes}M");
        if (rest > 0) text.Append(CultureInfo.InvariantCulture, $"{rest}S");
        return text.ToString();
    }

    /// <summary>Reads <c>Mon-Fri 06:00-14:00</c> or <c>Sat 22:00-06:00</c> (over midnight) as spans of a week from Monday 00:00.</summary>
    internal static bool TryShift(string text, List<Span> spans)
    {
        var space = text.IndexOf(' ');
        if (space < 0) return false;
        var hours = text[(space + 1)..].Split('-');
        if (hours.Length != 2 || !TryClock(hours[0], out var from) || !TryClock(hours[1], out var to) || from == Day || from == to) return false;
        foreach (var part in text[..space].Split(','))
        {
            var days = part.Split('-');
            var (first, last) = (Array.IndexOf(Days, days[0]), Array.IndexOf(Days, days[^1]));
            if (days.Length > 2 || first < 0 || last < 0) return false;
            for (var day = first; ; day = (day + 1) % 7)
            {
                var begin = (day * Day) + from;
                var end = (day * Day) + to + (to < from ? Day : 0);
                if (end <= Week) spans.Add(new(begin, end));
                else
                {
                    spans.Add(new(begin, Week));
                    spans.Add(new(0, end - Week));
                }
                if (day == last) break;
            }
        }
        return true;
    }

    /// <summary>A span of a week as <see cref="TryShift"/> reads it; null where that has no word for it.</summary>
    internal static string? Shift(Span span)
    {
        var day = span.From / Day;
        var (from, to) = (span.From - (day * Day), span.To - (day * Day));
        if (span.From < 0 || span.To > Week || to <= from || from % 60 != 0 || to % 60 != 0 || to >= Day + from) return null;
        if (to > Day) to -= Day;
        return $"{Days[day]} {Clock(from)}-{Clock(to)}";
    }

    /// <summary>Takes breaks out of shifts; both in any order, the result in ascending order.</summary>
    internal static List<Span> Without(List<Span> spans, List<Span> breaks)
    {
        var result = new List<Span>();
        breaks.Sort((left, right) => left.From.CompareTo(right.From));
        foreach (var span in spans)
        {
            var from = span.From;
            foreach (var pause in breaks)
            {
                if (pause.To <= from || pause.From >= span.To) continue;
                if (pause.From > from) result.Add(new(from, pause.From));
                from = Math.Max(from, pause.To);
            }
            if (from < span.To) result.Add(new(from, span.To));
        }
        result.Sort((left, right) => left.From.CompareTo(right.From));
        return result;
    }

    private static bool TryClock(string text, out long seconds)
    {
        seconds = 0;
        if (text.Length != 5 || text[2] != ':' || !int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hour)
            || !int.TryParse(text.AsSpan(3, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var minute)) return false;
        seconds = (hour * 3600) + (minute * 60);
        return minute < 60 && seconds <= Day;
    }

    private static string Clock(long seconds) => string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}");
}
