using Tactus.Coordination.Metrics;

namespace Tactus.Tests.Coordination.Metrics;

public sealed class KaplanMeierTests
{
    private static KaplanMeier Of(params double[] hours) =>
        KaplanMeier.Of(hours.Select((each, i) => new Duration($"{i}", TimeSpan.FromHours(Math.Abs(each)), each > 0)));

    [Fact]
    public void The_estimate_is_the_one_computed_by_hand()
    {
        // Below zero: censored. Ten cases: 1, 2+, 3, 3, 3+, 5, 6+, 7, 8+, 9.
        var curve = Of(1, -2, 3, 3, -3, 5, -6, 7, -8, 9);
        curve.Steps.Select(step => (step.Time.TotalHours, step.AtRisk, step.Ended)).ShouldBe([(1, 10, 1), (3, 8, 2), (5, 5, 1), (7, 3, 1), (9, 1, 1)]);
        // 9/10; x 6/8 = 0.675; x 4/5 = 0.54; x 2/3 = 0.36; x 0 = 0.
        double[] byHand = [0.9, 0.675, 0.54, 0.36, 0];
        for (var i = 0; i < byHand.Length; i++) curve.Steps[i].Survival.ShouldBe(byHand[i], 1e-12);
        curve.P50.ShouldBe(TimeSpan.FromHours(7));
        curve.P90.ShouldBe(TimeSpan.FromHours(9));
        curve.Quantile(0.1).ShouldBe(TimeSpan.FromHours(1));
        curve.Ended.ShouldBe(["0", "2", "3", "5", "7", "9"]);
        curve.Censored.ShouldBe(["1", "4", "6", "8"]);
    }

    [Fact]
    public void Without_open_cases_the_quantiles_are_those_of_the_sample()
    {
        for (var n = 1; n <= 60; n++)
        {
            var curve = Of([.. Enumerable.Range(1, n).Select(i => (double)i)]);
            curve.P50.ShouldBe(TimeSpan.FromHours((n + 1) / 2));
            curve.P90.ShouldBe(TimeSpan.FromHours(((9 * n) + 9) / 10));
        }
    }

    [Fact]
    public void When_too_many_are_open_there_is_no_quantile_to_tell()
    {
        Of(1, -2, -3).P50.ShouldBeNull();
        Of(1, 2, -3, -4).P50.ShouldBe(TimeSpan.FromHours(2));
        Of(1, 2, -3, -4).P90.ShouldBeNull();
        Of().P50.ShouldBeNull();
        Of(-1, -2).Steps.ShouldBeEmpty();
    }

    [Fact]
    public void An_open_case_makes_the_median_longer_and_leaving_it_out_would_not()
    {
        Of(1, 2, 3).P50.ShouldBe(TimeSpan.FromHours(2));
        Of(1, 2, 3, -9, -9).P50.ShouldBe(TimeSpan.FromHours(3));
    }
}
