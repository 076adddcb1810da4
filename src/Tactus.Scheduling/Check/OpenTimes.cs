namespace Tactus.Scheduling.Check;

/// <summary>When something is there: a calendar without what is closed, with what is added, without what is taken out. Only the checks use it;
/// the solvers have their own, so that one wrong calendar does not confirm the other.</summary>
internal sealed class OpenTimes
{
    /// <summary>No walk passes more changes of calendars than this; two that never meet would be walked for ever.</summary>
    internal const int MaxSteps = 200_000;

    private static readonly OpenTimes AlwaysOpen = new(0, 0, [], [], [], []);

    // Boundaries in ascending order: begin, end, begin, end, ... An odd number of them at or before a time: within.
    private readonly long[] pattern;
    private readonly long[] closed;
    private readonly long[] extra;
    private readonly long[] removed;
    private readonly long cycle;
    private readonly long cycleStart;

    private OpenTimes(long cycle, long cycleStart, long[] pattern, long[] closed, long[] extra, long[] removed)
    {
        (this.cycle, this.cycleStart) = (cycle, cycleStart);
        (this.pattern, this.closed, this.extra, this.removed) = (pattern, closed, extra, removed);
    }

    /// <summary>Never closed.</summary>
    internal bool Always => cycle == 0 && closed.Length == 0 && removed.Length == 0;

    internal static OpenTimes Of(WorkCalendar? calendar, IReadOnlyList<Span>? without)
    {
        var removed = Boundaries(without ?? []);
        if (calendar is null) return removed.Length == 0 ? AlwaysOpen : new(0, 0, [], [], [], removed);
        return new(calendar.Cycle, calendar.CycleStart, Boundaries(calendar.Pattern), Boundaries(calendar.Closed), Boundaries(calendar.Extra), removed);
    }

    /// <summary>Whether it is open at a time, and the next time (possibly) different from it.</summary>
    internal bool At(long time, out long next)
    {
        var open = true;
        next = long.MaxValue;
        if (cycle > 0)
        {
            var phase = (time - cycleStart) % cycle;
            if (phase < 0) phase += cycle;
            var passed = Passed(pattern, phase);
            open = (passed & 1) == 1;
            if (pattern.Length > 0) next = time - phase + (passed < pattern.Length ? pattern[passed] : cycle);
        }
        if (Within(closed, time, ref next)) open = false;
        if (Within(extra, time, ref next)) open = true;
        return !Within(removed, time, ref next) && open;
    }

    /// <summary>Time in [from, to) at which all are open; the count ends as soon as it is more than <paramref name="enough"/>. -1: too many steps.</summary>
    internal static long Within(List<OpenTimes> all, long from, long to, long enough)
    {
        if (all.Count == 0) return Math.Max(0, to - from);
        var total = 0L;
        var steps = 0;
        for (var time = from; time < to && total <= enough;)
        {
            var open = AllAt(all, time, out var next);
            next = Math.Min(next, to);
            if (open) total += next - time;
            time = next;
            if (++steps > MaxSteps) return -1;
        }
        return total;
    }

    internal static bool AllAt(List<OpenTimes> all, long time, out long next)
    {
        var open = true;
        next = long.MaxValue;
        foreach (var one in all)
        {
            open &= one.At(time, out var change);
            next = Math.Min(next, change);
        }
        return open;
    }

    /// <summary>The longest time without a pause from a time on, before another; <see cref="long.MaxValue"/> where it never ends or where it would
    /// take too long to find out.</summary>
    internal long Longest(long from, long until = long.MaxValue)
    {
        if (Always) return until == long.MaxValue ? long.MaxValue : Math.Max(0, until - from);
        // After the last exception two cycles show everything that can come.
        var last = from;
        foreach (var boundaries in (ReadOnlySpan<long[]>)[closed, extra, removed])
        {
            if (boundaries.Length > 0) last = Math.Max(last, boundaries[^1]);
        }
        var end = Math.Min(until, last + (2 * cycle) + 1);
        var (longest, begin, steps) = (0L, from, 0);
        var time = from;
        while (time < end)
        {
            var open = At(time, out var next);
            if (open && next == long.MaxValue && until == long.MaxValue) return long.MaxValue;
            next = Math.Min(next, end);
            if (open) longest = Math.Max(longest, next - begin);
            else begin = next;
            time = next;
            if (++steps > MaxSteps / 4) return long.MaxValue;
        }
        return cycle > 0 && until == long.MaxValue && end - begin > cycle ? long.MaxValue : longest;
    }

    private static bool Within(long[] boundaries, long time, ref long next)
    {
        if (boundaries.Length == 0) return false;
        var passed = Passed(boundaries, time);
        if (passed < boundaries.Length) next = Math.Min(next, boundaries[passed]);
        return (passed & 1) == 1;
    }

    /// <summary>Boundaries at or before a time.</summary>
    private static int Passed(long[] boundaries, long time)
    {
        var (low, high) = (0, boundaries.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (boundaries[middle] <= time) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static long[] Boundaries(IReadOnlyList<Span> spans)
    {
        if (spans.Count == 0) return [];
        var sorted = spans.Where(span => span.From < span.To).OrderBy(span => span.From).ToArray();
        var merged = new List<long>(2 * sorted.Length);
        foreach (var span in sorted)
        {
            if (merged.Count > 0 && span.From <= merged[^1]) merged[^1] = Math.Max(merged[^1], span.To);
            else merged.AddRange([span.From, span.To]);
        }
        return [.. merged];
    }
}

/// <summary>How far an operation is at which time; asked with amounts of work that do not decrease.</summary>
internal sealed class Progress
{
    private readonly List<OpenTimes> all;
    private readonly long start;
    private readonly long end;
    private long time;
    private long done;
    private int steps;

    internal Progress(List<OpenTimes> all, long start, long end) => (this.all, this.start, this.end, time) = (all, start, end, start);

    /// <summary>The first time at which so much is done.</summary>
    internal long Done(long work)
    {
        while (done < work && time < end)
        {
            var open = OpenTimes.AllAt(all, time, out var next);
            next = Math.Min(next, end);
            if (open)
            {
                next = Math.Min(next, time + (work - done));
                done += next - time;
            }
            time = next;
            if (++steps > OpenTimes.MaxSteps) return end;
        }
        return time;
    }

    /// <summary>The time at which the work after so much begins: later than <see cref="Done"/> where a shift ends between.</summary>
    internal long Begin(long work)
    {
        if (work <= 0) return start;
        Done(work);
        while (time < end && !OpenTimes.AllAt(all, time, out var next))
        {
            time = Math.Min(next, end);
            if (++steps > OpenTimes.MaxSteps) return end;
        }
        return time;
    }
}
