namespace Tactus.Scheduling.Check;

/// <summary>The one place that says how long work takes on a machine of some efficiency.</summary>
internal static class WorkTime
{
    /// <summary>The standard time divided by the efficiency, rounded up. Reckoned in decimals, because 21 / 0.7 is 30 for people and
    /// a little more than 30 for binary fractions, and the ceiling of that would be 31.</summary>
    /// <param name="time">Time units at standard speed, 0 or more.</param>
    /// <param name="efficiency">Above 0.</param>
    internal static long At(long time, double efficiency)
    {
        // The comparison with exactly 1 only spares the division.
        if (efficiency == 1 || time == 0) return time;
        var slow = Math.Ceiling(time / efficiency);
        return slow > 1L << 60 ? 1L << 60 : (long)Math.Ceiling(time / (decimal)efficiency);
    }
}
