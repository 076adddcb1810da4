using Tactus.Platform;

namespace Tactus.Coordination.Metrics;

/// <summary>An exception that was closed.</summary>
/// <param name="Cause">Code of the root cause; null: none was found.</param>
/// <param name="Verified">Somebody has verified the cause.</param>
internal sealed record ClosedCase(string Id, string Fingerprint, string? Cause, bool Verified, DateTime ClosedUtc)
{
    internal bool HasCause => Verified && Cause is not null;
}

/// <summary>A case that came back, and the one that should have prevented it.</summary>
/// <param name="Earlier">The latest of those that match.</param>
internal sealed record Repeat(string Id, string Earlier);

/// <summary>
/// Exception repeat rate: of what was closed with a verified cause, the share whose fingerprint and cause match one closed within the 30 days
/// before. Beside it how many have a verified cause at all, since a plant that looks for no cause finds no repeat.
/// </summary>
internal sealed record RepeatRate(Share Rate, Share CauseCoverage, IReadOnlyList<Repeat> Repeats)
{
    internal const decimal CoverageTarget = 0.95m;

    internal static readonly TimeSpan Window = TimeSpan.FromDays(30);

    /// <summary>Whether enough causes are known for the rate to mean anything; null when nothing was closed.</summary>
    internal bool? CoverageMet => CauseCoverage.Value is { } coverage ? coverage >= CoverageTarget : null;

    /// <summary>The rate over what was closed in a period.</summary>
    /// <param name="cases">Those of the 30 days before the period too: they are matched with, not counted.</param>
    internal static Outcome<RepeatRate> Of(IReadOnlyCollection<ClosedCase> cases, Period period)
    {
        if (period.Fault(cases.Select(each => each.Id)) is { } fault) return fault;
        var closed = cases.Where(each => period.Has(each.ClosedUtc)).ToList();
        var alike = cases.Where(each => each.HasCause).ToLookup(each => (each.Fingerprint, each.Cause));
        var repeats = new List<Repeat>();
        foreach (var it in closed.Where(each => each.HasCause))
        {
            var earlier = alike[(it.Fingerprint, it.Cause)].Where(each => each.ClosedUtc < it.ClosedUtc && each.ClosedUtc >= it.ClosedUtc - Window)
                .OrderByDescending(each => each.ClosedUtc).ThenBy(each => each.Id, StringComparer.Ordinal).FirstOrDefault();
            if (earlier is not null) repeats.Add(new(it.Id, earlier.Id));
        }
        var caused = closed.Where(each => each.HasCause).Select(each => each.Id).ToList();
        return new RepeatRate(
            Share.Between(repeats.Select(each => each.Id), caused), Share.Between(caused, closed.Select(each => each.Id)),
            [.. repeats.OrderBy(each => each.Id, StringComparer.Ordinal)]);
    }
}
