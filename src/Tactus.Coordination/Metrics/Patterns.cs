using Tactus.Platform;

namespace Tactus.Coordination.Metrics;

/// <summary>An exception happened.</summary>
internal sealed record Occurrence(string Id, string Fingerprint, DateTime AtUtc);

/// <summary>The same thing, often in a short time.</summary>
/// <param name="FromUtc">The first in the window that holds the most; of windows with as many the earliest.</param>
/// <param name="ToUtc">The last in it.</param>
/// <param name="Cases">In order of time.</param>
internal sealed record Pattern(string Fingerprint, DateTime FromUtc, DateTime ToUtc, IReadOnlyList<string> Cases)
{
    internal int Count => Cases.Count;
}

/// <summary>What keeps happening.</summary>
internal static class Patterns
{
    /// <summary>For each fingerprint that occurred so often within a window, the window that holds the most; the most frequent first.</summary>
    /// <param name="window">From the first to the last occurrence, both included.</param>
    /// <param name="least">How often makes a pattern; 2 or more.</param>
    internal static Outcome<IReadOnlyList<Pattern>> Of(IReadOnlyCollection<Occurrence> occurrences, Period period, TimeSpan window, int least)
    {
        if (period.Fault(occurrences.Select(each => each.Id)) is { } fault) return fault;
        if (window <= TimeSpan.Zero) return Refusal.Field("pattern-window", "window", "Give a window longer than nothing.");
        if (least < 2) return Refusal.Field("pattern-count", "least", "What happens once is no pattern; give 2 or more.");
        return occurrences.Where(each => period.Has(each.AtUtc)).GroupBy(each => each.Fingerprint).Select(each => Densest(each.Key, each, window))
            .Where(pattern => pattern.Count >= least).OrderByDescending(pattern => pattern.Count).ThenBy(pattern => pattern.Fingerprint, StringComparer.Ordinal).ToArray();
    }

    private static Pattern Densest(string fingerprint, IEnumerable<Occurrence> occurrences, TimeSpan window)
    {
        var all = occurrences.OrderBy(each => each.AtUtc).ThenBy(each => each.Id, StringComparer.Ordinal).ToList();
        var (best, most, first) = (0, 0, 0);
        for (var last = 0; last < all.Count; last++)
        {
            while (all[last].AtUtc - all[first].AtUtc > window) first++;
            if (last - first + 1 > most) (best, most) = (first, last - first + 1);
        }
        return new(fingerprint, all[best].AtUtc, all[best + most - 1].AtUtc, [.. all.GetRange(best, most).Select(each => each.Id)]);
    }
}
