using Tactus.Platform;

namespace Tactus.Coordination.Metrics;

/// <summary>The time that a measure is about.</summary>
/// <param name="FromUtc">Inclusive.</param>
/// <param name="ToUtc">Exclusive.</param>
/// <param name="AsOfUtc">What happened later is not known yet, so a figure of the past comes out as it did then.</param>
internal sealed record Period(DateTime FromUtc, DateTime ToUtc, DateTime AsOfUtc)
{
    internal bool Has(DateTime utc) => FromUtc <= utc && utc < ToUtc && utc <= AsOfUtc;

    /// <summary>A time, or null while it is not known.</summary>
    internal DateTime? Known(DateTime? utc) => utc <= AsOfUtc ? utc : null;

    /// <summary>Why nothing can be measured: an empty period, or a case given twice, which would count twice.</summary>
    internal Refusal? Fault(IEnumerable<string> ids) => ToUtc <= FromUtc
        ? Refusal.Field("period-empty", "toUtc", $"The period ends at {ToUtc:yyyy-MM-dd HH:mm} UTC and begins at {FromUtc:yyyy-MM-dd HH:mm} UTC; let it end later.")
        : Twice(ids);

    internal static Refusal? Twice(IEnumerable<string> ids)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return ids.FirstOrDefault(id => !seen.Add(id)) is { } twice ? new("case-twice", $"{twice} is given twice; give every case once.") : null;
    }
}

/// <summary>Some of all, with the cases themselves.</summary>
/// <param name="Counted">Ids in order.</param>
/// <param name="Of">Ids in order, those counted among them.</param>
internal sealed record Share(IReadOnlyList<string> Counted, IReadOnlyList<string> Of)
{
    /// <summary>From 0 to 1; null when there is nothing of which it could be a share.</summary>
    public decimal? Value => Of.Count == 0 ? null : (decimal)Counted.Count / Of.Count;

    internal static Share Between(IEnumerable<string> counted, IEnumerable<string> of) => new(Ids.Sorted(counted), Ids.Sorted(of));
}

/// <summary>Ids of cases in an order that does not depend on how they were given.</summary>
internal static class Ids
{
    internal static IReadOnlyList<string> Sorted(IEnumerable<string> ids) => [.. ids.Order(StringComparer.Ordinal)];
}
