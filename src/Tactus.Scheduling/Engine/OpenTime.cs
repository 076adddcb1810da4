namespace Tactus.Scheduling.Engine;

/// <summary>When a machine, a unit or a person is there, compiled from a calendar for fast arithmetic. Spans are laid out on demand, so that
/// a pattern without an end costs only what is asked of it. Safe to use from several threads.</summary>
internal sealed class OpenTime
{
    /// <summary>A time that never comes.</summary>
    internal const long Never = 1L << 60;

    /// <summary>Longest time that is laid out: a hundred years in seconds. What is not open by then never is.</summary>
    private const long Longest = 100L * 366 * 86_400;

    private readonly WorkCalendar? _calendar;
    private readonly IReadOnlyList<Span> _down;
    private readonly long _begin;
    private readonly object _lock = new();
    private volatile Layout _layout;

    private sealed record Layout(long[] From, long[] To, long[] Before, long Until)
    {
        internal readonly long Begin = To.Length == 0 ? 0 : From[0];

        /// <summary>Spans a time unit.</summary>
        internal readonly double Scale = To.Length < 2 ? 0 : (To.Length - 1) / (double)Math.Max(1, From[^1] - From[0]);
    }

    internal static readonly OpenTime Always = new(null, [], 0);

    internal OpenTime(WorkCalendar? calendar, IReadOnlyList<Span> down, long begin)
    {
        _calendar = calendar;
        _down = down;
        _begin = begin;
        IsAlways = (calendar is null || (calendar.Cycle == 0 && calendar.Closed.Count == 0)) && down.Count == 0;
        _layout = IsAlways ? new Layout([long.MinValue / 4], [Never], [0], Never) : Lay(begin + Math.Max(calendar?.Cycle ?? 0, 1) * 8);
    }

    /// <summary>Open at any time.</summary>
    internal bool IsAlways { get; }

    /// <summary>The first open moment at or after <paramref name="time"/>.</summary>
    internal long NextOpen(long time)
    {
        if (IsAlways) return time;
        for (var layout = _layout; ; layout = Extend(layout))
        {
            var at = Find(layout, time);
            if (at < layout.To.Length) return Math.Max(time, layout.From[at]);
            if (layout.Until >= Never) return Never;
        }
    }

    /// <summary>The end of the open span that holds <paramref name="time"/>, which must be open.</summary>
    internal long CloseAfter(long time)
    {
        if (IsAlways) return Never;
        for (var layout = _layout; ; layout = Extend(layout))
        {
            var at = Find(layout, time);
            // The last span may have been cut by the end of what is laid out.
            if (at < layout.To.Length && (layout.To[at] < layout.Until || layout.Until >= Never)) return layout.To[at];
            if (layout.Until >= Never) return Never;
        }
    }

    /// <summary>The moment at which <paramref name="work"/> (more than 0) of open time have passed since <paramref name="time"/>.</summary>
    internal long Add(long time, long work)
    {
        if (IsAlways) return time + work;
        for (var layout = _layout; ; layout = Extend(layout))
        {
            var at = Find(layout, time);
            if (at < layout.To.Length)
            {
                var from = Math.Max(time, layout.From[at]);
                if (from + work <= layout.To[at]) return from + work;
                var target = layout.Before[at] + (from - layout.From[at]) + work;
                var last = layout.Before.Length - 1;
                if (target <= layout.Before[last] + (layout.To[last] - layout.From[last]))
                {
                    var found = Array.BinarySearch(layout.Before, at, layout.Before.Length - at, target);
                    var span = found >= 0 ? found - 1 : ~found - 1;
                    return layout.From[span] + (target - layout.Before[span]);
                }
            }
            if (layout.Until >= Never) return Never;
        }
    }

    /// <summary>Open time between two moments.</summary>
    internal long Between(long from, long to)
    {
        if (to <= from) return 0;
        return IsAlways ? to - from : Passed(to) - Passed(from);
    }

    private long Passed(long time)
    {
        for (var layout = _layout; ; layout = Extend(layout))
        {
            if (time > layout.Until) continue;
            var at = Find(layout, time);
            if (at < layout.To.Length) return layout.Before[at] + Math.Max(0, time - layout.From[at]);
            var last = layout.To.Length - 1;
            return last < 0 ? 0 : layout.Before[last] + layout.To[last] - layout.From[last];
        }
    }

    /// <summary>The latest moment, not after <paramref name="time"/>, since which <paramref name="work"/> (more than 0) of open time have passed;
    /// a time before everything where there was not so much.</summary>
    internal long Subtract(long time, long work)
    {
        if (IsAlways) return time - work;
        var layout = _layout;
        while (layout.Until < time) layout = Extend(layout);
        var at = Find(layout, time);
        if (at >= layout.To.Length || layout.From[at] > time) at--;
        for (; at >= 0; at--)
        {
            var open = Math.Min(time, layout.To[at]) - layout.From[at];
            if (open >= work) return layout.From[at] + open - work;
            work -= open;
        }
        return -Never;
    }

    /// <summary>Open from a moment to another without a pause.</summary>
    internal bool Covers(long from, long to)
    {
        if (IsAlways) return true;
        var layout = _layout;
        var at = Find(layout, from);
        if (at < layout.To.Length && layout.From[at] <= from && layout.To[at] >= to) return true;
        return NextOpen(from) == from && CloseAfter(from) >= to;
    }

    /// <summary>Index of the first span that ends after the time. Patterns repeat, so that a guess by proportion is a few spans off at most.</summary>
    private static int Find(Layout layout, long time)
    {
        var to = layout.To;
        var at = (int)Math.Clamp((time - layout.Begin) * layout.Scale, 0, to.Length);
        var steps = 0;
        while (at < to.Length && to[at] <= time)
        {
            at++;
            if (++steps > 12) return Search(to, time, at, to.Length);
        }
        while (at > 0 && to[at - 1] > time)
        {
            at--;
            if (++steps > 12) return Search(to, time, 0, at);
        }
        return at;
    }

    private static int Search(long[] to, long time, int low, int high)
    {
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (to[middle] <= time) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private Layout Extend(Layout seen)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(seen, _layout)) return _layout;
            var length = seen.Until - _begin;
            return _layout = Lay(length >= Longest ? Never : _begin + length * 4);
        }
    }

    private Layout Lay(long until)
    {
        List<Span> open = [];
        var cycle = _calendar?.Cycle ?? 0;
        var cyclic = until >= Never ? _begin + Longest : until;
        if (cycle == 0)
        {
            open.Add(new Span(_begin, until));
        }
        else
        {
            var first = _calendar!.CycleStart + FloorDivide(_begin - _calendar.CycleStart, cycle) * cycle;
            var pattern = _calendar.Pattern.OrderBy(span => span.From).ToArray();
            if (pattern.Length > 0)
            {
                for (var start = first; start < cyclic; start += cycle)
                    foreach (var span in pattern) open.Add(new Span(Math.Max(_begin, start + span.From), Math.Min(cyclic, start + span.To)));
            }
        }
        open = Without(Merge(open), Merge(_calendar?.Closed ?? []));
        if (_calendar is { Extra.Count: > 0 })
            open = Merge([.. open, .. _calendar.Extra.Select(span => new Span(Math.Max(_begin, span.From), Math.Min(until, span.To)))]);
        open = Without(open, Merge(_down));
        var before = new long[open.Count];
        for (var i = 1; i < open.Count; i++) before[i] = before[i - 1] + open[i - 1].To - open[i - 1].From;
        return new Layout([.. open.Select(span => span.From)], [.. open.Select(span => span.To)], before, until);
    }

    private static long FloorDivide(long value, long by) => value >= 0 ? value / by : -((-value + by - 1) / by);

    /// <summary>Sorted, without empty ones, those that touch made one.</summary>
    internal static List<Span> Merge(IEnumerable<Span> spans)
    {
        List<Span> merged = [];
        foreach (var span in spans.Where(span => span.To > span.From).OrderBy(span => span.From))
        {
            if (merged.Count > 0 && merged[^1].To >= span.From) merged[^1] = new Span(merged[^1].From, Math.Max(merged[^1].To, span.To));
            else merged.Add(span);
        }
        return merged;
    }

    private static List<Span> Without(List<Span> spans, List<Span> closed)
    {
        if (closed.Count == 0) return spans;
        List<Span> rest = [];
        var next = 0;
        foreach (var span in spans)
        {
            while (next < closed.Count && closed[next].To <= span.From) next++;
            var from = span.From;
            for (var i = next; i < closed.Count && closed[i].From < span.To; i++)
            {
                if (closed[i].From > from) rest.Add(new Span(from, closed[i].From));
                from = Math.Max(from, closed[i].To);
            }
            if (from < span.To) rest.Add(new Span(from, span.To));
        }
        return rest;
    }
}
