namespace Tactus.Scheduling.Engine;

/// <summary>Several that must be there at the same time: a machine, its tool, its people. Most share one calendar or have none,
/// so that the common cases are one look-up.</summary>
internal struct OpenSet
{
    private const int Most = 12;

    /// <summary>Where so many common spans are too short, all are: patterns repeat.</summary>
    private const int MostSpans = 1_500;

    [System.Runtime.CompilerServices.InlineArray(Most)]
    private struct Items
    {
        private OpenTime _first;
    }

    private Items _items;
    private int _count;

    internal void Clear() => _count = 0;

    internal void Add(OpenTime time)
    {
        if (time.IsAlways) return;
        for (var i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_items[i], time)) return;
        }
        if (_count == Most) throw new InvalidOperationException($"An operation may need at most {Most} things with calendars of their own.");
        _items[_count++] = time;
    }

    /// <summary>The first moment at or after <paramref name="time"/> at which all are there.</summary>
    internal readonly long NextOpen(long time)
    {
        if (_count == 0) return time;
        if (_count == 1) return _items[0].NextOpen(time);
        // Calendars that share nothing (a night shift and a day machine) would be compared for ever.
        for (var tries = 0; tries < 400 && time < OpenTime.Never; tries++)
        {
            var open = time;
            for (var i = 0; i < _count; i++) open = Math.Max(open, _items[i].NextOpen(open));
            if (open == time) return time;
            time = open;
        }
        return OpenTime.Never;
    }

    private readonly long CloseAfter(long time)
    {
        var close = OpenTime.Never;
        for (var i = 0; i < _count; i++) close = Math.Min(close, _items[i].CloseAfter(time));
        return close;
    }

    /// <summary>Does <paramref name="work"/>, with pauses, from <paramref name="time"/> on: when it ends. No work ends at once.</summary>
    internal readonly long Add(long time, long work)
    {
        if (work == 0 || _count == 0) return time + work;
        if (_count == 1) return _items[0].Add(time, work);
        while (time < OpenTime.Never)
        {
            time = NextOpen(time);
            if (time >= OpenTime.Never) break;
            var close = CloseAfter(time);
            if (close - time >= work) return time + work;
            work -= close - time;
            time = close;
        }
        return OpenTime.Never;
    }

    /// <summary>The latest begin of <paramref name="work"/> with pauses that is done by <paramref name="time"/>, not before <paramref name="earliest"/>
    /// (from where it is known to fit).</summary>
    internal readonly long Subtract(long time, long work, long earliest)
    {
        if (work == 0 || _count == 0) return time - work;
        if (_count == 1) return _items[0].Subtract(time, work);
        // Going backward through several calendars is seldom needed: halve the span instead.
        var low = earliest;
        var high = time - work;
        while (low < high)
        {
            var middle = low + (high - low + 1) / 2;
            if (Add(middle, work) <= time) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /// <summary>The earliest run at or after <paramref name="time"/>.</summary>
    /// <returns>Its start; <see cref="OpenTime.Never"/> where there is none.</returns>
    internal readonly long Run(long time, long work, bool interruptible, out long end)
    {
        if (work == 0 || _count == 0)
        {
            end = time + work;
            return time;
        }
        if (interruptible)
        {
            var begin = NextOpen(time);
            end = begin >= OpenTime.Never ? OpenTime.Never : Add(begin, work);
            return end >= OpenTime.Never ? OpenTime.Never : begin;
        }
        for (var tries = 0; time < OpenTime.Never && tries < MostSpans; tries++)
        {
            time = NextOpen(time);
            if (time >= OpenTime.Never) break;
            var close = CloseAfter(time);
            if (close - time >= work)
            {
                end = time + work;
                return time;
            }
            time = close;
        }
        end = OpenTime.Never;
        return OpenTime.Never;
    }
}
