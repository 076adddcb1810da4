using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Classic.JobShop;

namespace Tactus.Scheduling.Tests.Classic;

public sealed class EdgeFinderTests
{
    [Fact]
    public void Never_refutes_the_optimum_of_small_shops_nor_proves_a_bound_above_it()
    {
        for (var seed = 0; seed < 150; seed++)
        {
            var instance = ShopSamples.Random(seed, jobs: 3, machines: 2, operations: 3, releases: seed % 2 == 0, zeros: seed % 4 == 0);
            if (instance.OperationCount == 0)
                continue;
            var optimum = ShopSamples.Optimum(instance);
            var finder = new EdgeFinder(CompiledShop.Of(instance));
            finder.Narrow(optimum).ShouldBeTrue(instance.Name);
            finder.Shave(() => false).ShouldBeTrue(instance.Name);
            DestructiveBound.ByPropagation(finder, 0, optimum + 5, () => false).ShouldBeLessThanOrEqualTo(optimum, instance.Name);
            DestructiveBound.ByShaving(finder, 0, optimum + 5, () => false, _ => { }).ShouldBeLessThanOrEqualTo(optimum, instance.Name);
        }
    }

    [Fact]
    public void Three_that_do_not_fit_before_the_fourth_push_it_back()
    {
        // On one machine, to end by 12: jobs 0 to 2 take 3 each and have 3 more behind them, so they end by 9, and job 3 with 3 comes last.
        var three = new ShopJob([new([new(0, 3)]), new([new(1, 3)])]);
        var shop = CompiledShop.Of(new ShopInstance("four", 3, [three, new([new([new(0, 3)]), new([new(2, 3)])]), three, new([new([new(0, 3)])])]));
        var finder = new EdgeFinder(shop);
        finder.Narrow(12).ShouldBeTrue();
        finder.Start[shop.First[3]].ShouldBe(9);
        finder.Narrow(11).ShouldBeFalse();
    }

    [Theory]
    [InlineData("ft06", 55)]
    [InlineData("la16", 945)]
    [InlineData("orb08", 899)]
    public void Shaving_proves_the_optimum_of_instances_that_workload_does_not(string name, int optimum)
    {
        var shop = CompiledShop.Of(ShopSamples.Job(name));
        var bound = WorkloadBound.Of(shop);
        bound.ShouldBeLessThan(optimum);
        DestructiveBound.ByShaving(new EdgeFinder(shop), bound, optimum, () => false, _ => { }).ShouldBe(optimum);
    }

    [Fact]
    public void No_best_known_schedule_is_refuted()
    {
        var known = ShopSamples.BestKnown();
        foreach (var file in Directory.GetFiles(Path.Combine(ShopSamples.Reference(), "jsp"), "*.txt"))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var finder = new EdgeFinder(CompiledShop.Of(ShopSamples.Job(name)));
            finder.Narrow(known[name].Upper).ShouldBeTrue(name);
            var until = finder.Steps + 1_000_000;
            finder.Shave(() => finder.Steps > until).ShouldBeTrue(name);
        }
    }
}
