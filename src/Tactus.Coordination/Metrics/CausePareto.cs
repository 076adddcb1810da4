using Tactus.Platform;

namespace Tactus.Coordination.Metrics;

/// <summary>A case with what it cost.</summary>
/// <param name="Cause">Null: not known.</param>
/// <param name="Weight">Minutes, money or 1; the same unit for all.</param>
internal sealed record CausedCase(string Id, string? Cause, decimal Weight);

/// <summary>A cause and its cases.</summary>
/// <param name="Share">Of the weight of all; null when nothing weighs anything.</param>
/// <param name="Cumulative">Share of this cause and all before it.</param>
internal sealed record CauseRow(string? Cause, decimal Weight, decimal? Share, decimal? Cumulative, IReadOnlyList<string> Cases);

/// <summary>
/// Causes by weight, the heaviest first: the few that matter before the many that hardly do (J. M. Juran, Quality Control Handbook, 1951, after
/// V. Pareto). Cases of unknown cause are in the total and come last, whatever they weigh, so that nobody works on "unknown".
/// </summary>
internal sealed record CausePareto(IReadOnlyList<CauseRow> Rows, decimal Weight)
{
    internal static Outcome<CausePareto> Of(IReadOnlyCollection<CausedCase> cases)
    {
        if (Period.Twice(cases.Select(each => each.Id)) is { } twice) return twice;
        if (cases.FirstOrDefault(each => each.Weight < 0) is { } negative)
            return Refusal.Field("weight-negative", "weight", $"Case {negative.Id} weighs {negative.Weight:0.######}; give zero or more.");
        var total = cases.Sum(each => each.Weight);
        var sum = 0m;
        var rows = new List<CauseRow>();
        foreach (var cause in cases.GroupBy(each => each.Cause).Select(each => (Cause: each.Key, Weight: each.Sum(it => it.Weight), Cases: Ids.Sorted(each.Select(it => it.Id))))
            .OrderBy(each => each.Cause is null).ThenByDescending(each => each.Weight).ThenByDescending(each => each.Cases.Count).ThenBy(each => each.Cause, StringComparer.Ordinal))
        {
            sum += cause.Weight;
            rows.Add(new(cause.Cause, cause.Weight, total == 0 ? null : cause.Weight / total, total == 0 ? null : sum / total, cause.Cases));
        }
        return new CausePareto(rows, total);
    }
}
