namespace Tactus.Coordination.Metrics;

/// <summary>How long a case took, or how long it has taken so far.</summary>
/// <param name="Ended">False: censored, it takes longer than this.</param>
internal readonly record struct Duration(string Id, TimeSpan Time, bool Ended);

/// <summary>A time at which cases ended.</summary>
/// <param name="AtRisk">Cases that had taken at least so long.</param>
/// <param name="Ended">Those of them that ended then.</param>
/// <param name="Survival">Estimated share of cases that take longer.</param>
internal sealed record SurvivalStep(TimeSpan Time, int AtRisk, int Ended, double Survival);

/// <summary>
/// The product-limit estimate of E. L. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, Journal of the American
/// Statistical Association 53 (1958), 457-481. Leaving open cases out would make a plant look the faster the more it leaves undone; here each
/// counts among those still waiting for as long as it has waited. It holds as far as a case is not open because it is a slow one.
/// </summary>
internal sealed record KaplanMeier(IReadOnlyList<SurvivalStep> Steps, IReadOnlyList<string> Ended, IReadOnlyList<string> Censored)
{
    // A product of fractions may miss the share it stands for by rounding; shares that differ really do so by far more.
    private const double Rounding = 1e-9;

    internal static KaplanMeier Of(IEnumerable<Duration> durations)
    {
        var all = durations.ToList();
        var steps = new List<SurvivalStep>();
        var (atRisk, survival) = (all.Count, 1.0);
        // Who ends and who is censored at the same time: the end comes first, as in the paper, so the censored is still at risk.
        foreach (var time in all.GroupBy(each => each.Time).OrderBy(each => each.Key))
        {
            var ended = time.Count(each => each.Ended);
            if (ended > 0) steps.Add(new(time.Key, atRisk, ended, survival *= (double)(atRisk - ended) / atRisk));
            atRisk -= time.Count();
        }
        return new(steps, Ids.Sorted(all.Where(each => each.Ended).Select(each => each.Id)), Ids.Sorted(all.Where(each => !each.Ended).Select(each => each.Id)));
    }

    /// <summary>The shortest time within which at least this share of cases ends; null when too many are still open to say.</summary>
    internal TimeSpan? Quantile(double share) => Steps.FirstOrDefault(step => step.Survival <= 1 - share + Rounding)?.Time;

    /// <summary>The median.</summary>
    internal TimeSpan? P50 => Quantile(0.5);

    internal TimeSpan? P90 => Quantile(0.9);
}
