using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Classic.JobShop;

namespace Tactus.Scheduling.Tests.Classic;

/// <summary>Against the instances and best known values of the literature.</summary>
public sealed class ShopReferenceTests
{
    private static IEnumerable<ShopInstance> All()
    {
        var reference = ShopSamples.Reference();
        foreach (var folder in new[] { "jsp", "jsp_reentrant" })
            foreach (var file in Directory.GetFiles(Path.Combine(reference, folder), "*.txt").Order())
                yield return ShopSamples.Job(Path.GetFileNameWithoutExtension(file), folder);
        foreach (var set in Directory.GetDirectories(Path.Combine(reference, "fjsp")).Order())
            foreach (var file in Directory.GetFiles(set, "*.fjs").Order())
                yield return ShopSamples.Flexible(Path.GetFileName(set), Path.GetFileNameWithoutExtension(file));
    }

    [Fact]
    public void No_workload_bound_is_above_a_best_known_schedule()
    {
        var known = ShopSamples.BestKnown();
        var count = 0;
        foreach (var instance in All())
        {
            WorkloadBound.Of(CompiledShop.Of(instance)).ShouldBeLessThanOrEqualTo(known[instance.Name].Upper, instance.Name);
            count++;
        }
        count.ShouldBeGreaterThan(200);
    }

    [Theory]
    [InlineData("ft06", 55, 20_000)]
    [InlineData("la05", 593, 20_000)]
    [InlineData("la11", 1222, 20_000)]
    [InlineData("la16", 945, 400_000)]
    public void Job_shops_of_the_literature_reach_the_optimum(string name, int optimum, int iterations) =>
        ShopSolver.Solve(ShopSamples.Job(name), ShopObjective.Makespan, new SearchLimits { Iterations = iterations, Threads = 2 }).Objective.ShouldBe(optimum);

    [Theory]
    [InlineData("brandimarte", "mk03", 204, 50_000)]
    [InlineData("kacem", "kacem3", 7, 50_000)]
    [InlineData("fattahi", "fattahi10", 516, 50_000)]
    public void Flexible_job_shops_of_the_literature_reach_the_optimum(string set, string name, int optimum, int iterations) =>
        ShopSolver.Solve(ShopSamples.Flexible(set, name), ShopObjective.Makespan, new SearchLimits { Iterations = iterations, Threads = 2 }).Objective.ShouldBe(optimum);

    [Fact]
    public void A_reentrant_plant_of_thousands_of_operations_reaches_the_bound() =>
        ShopSolver.Solve(ShopSamples.Job("bel01", "jsp_reentrant"), ShopObjective.Makespan, new SearchLimits { Iterations = 10_000, Threads = 2 }).Optimal.ShouldBeTrue();
}
