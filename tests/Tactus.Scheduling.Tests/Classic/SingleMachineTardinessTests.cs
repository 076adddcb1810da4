using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Tests.Formats;

namespace Tactus.Scheduling.Tests.Classic;

public sealed class SingleMachineTardinessTests
{
    private static ShopInstance Machine(params (int Time, int Due, int Weight)[] jobs) =>
        new("x", 1, [.. jobs.Select(job => new ShopJob([new([new(0, job.Time)])], Due: job.Due, Weight: job.Weight))]);

    private static ShopInstance Random(Random random, int count) => Machine([.. Enumerable.Range(0, count).Select(_ =>
        (random.Next(0, 20), random.Next(0, 10 * count), random.Next(0, 10)))]);

    private static long Cost(ShopInstance shop, IEnumerable<int> order)
    {
        long time = 0, cost = 0;
        foreach (var job in order)
        {
            time += shop.Jobs[job].Operations[0].Modes[0].Duration;
            cost += shop.Jobs[job].Weight * Math.Max(0, time - shop.Jobs[job].Due!.Value);
        }
        return cost;
    }

    private static long Optimum(ShopInstance shop)
    {
        // Best cost of every set of jobs done first.
        var n = shop.Jobs.Count;
        var best = new long[1 << n];
        for (var set = 1; set < best.Length; set++)
        {
            best[set] = long.MaxValue;
            var end = Enumerable.Range(0, n).Where(job => (set >> job & 1) == 1).Sum(job => shop.Jobs[job].Operations[0].Modes[0].Duration);
            for (var job = 0; job < n; job++)
            {
                if ((set >> job & 1) == 1)
                {
                    best[set] = Math.Min(best[set], best[set ^ (1 << job)] + (shop.Jobs[job].Weight * (long)Math.Max(0, end - shop.Jobs[job].Due!.Value)));
                }
            }
        }
        return best[^1];
    }

    [Fact]
    public void Three_jobs_by_hand_are_done_in_the_order_of_weight_by_time_when_all_are_late()
    {
        // Weight by time: 2/4, 5/1, 3/3; so 1, 2, 0 ends at 1, 4, 8 with 5 + 12 + 16.
        var result = SingleMachineTardiness.Solve(Machine((4, 0, 2), (1, 0, 5), (3, 0, 3)), new() { Iterations = 40 });
        result.Objective.ShouldBe(33);
        result.Operations.OrderBy(operation => operation.Start).Select(operation => operation.Job).ShouldBe([1, 2, 0]);
    }

    [Fact]
    public void Jobs_that_can_all_be_in_time_are_proved_so_without_a_search()
    {
        var result = SingleMachineTardiness.Solve(Machine((4, 9, 2), (1, 1, 5), (3, 4, 3)), new());
        (result.Objective, result.LowerBound, result.Optimal, result.Iterations).ShouldBe((0, 0, true, 0));
    }

    [Fact]
    public void Small_random_problems_are_solved_to_the_optimum_and_the_bound_stays_below_it()
    {
        var random = new Random(3);
        for (var round = 0; round < 40; round++)
        {
            var shop = Random(random, random.Next(1, 9));
            var result = SingleMachineTardiness.Solve(shop, new() { Iterations = 200 });
            result.Objective.ShouldBe(Optimum(shop));
            result.LowerBound.ShouldBeLessThanOrEqualTo(result.Objective);
            Cost(shop, result.Operations.OrderBy(operation => (operation.Start, operation.End)).Select(operation => operation.Job)).ShouldBe(result.Objective);
        }
    }

    [Fact]
    public void Large_costs_are_counted_without_overflow()
    {
        var result = SingleMachineTardiness.Solve(Machine((500_000_000, 0, 1_000_000), (1, 0, 1_000_000), (10_000_000, 5, 3)), new() { Iterations = 40 });
        result.Objective.ShouldBe(1_000_000L + (1_000_000L * 500_000_001) + (3L * 509_999_996));
    }

    [Fact]
    public void The_same_seed_and_iterations_give_the_same_order_on_any_number_of_threads()
    {
        var shop = Random(new Random(5), 60);
        var one = SingleMachineTardiness.Solve(shop, new() { Iterations = 300, Threads = 1, Seed = 4 });
        var three = SingleMachineTardiness.Solve(shop, new() { Iterations = 300, Threads = 3, Seed = 4 });
        three.Operations.ShouldBe(one.Operations);
        three.Iterations.ShouldBe(one.Iterations);
    }

    [Fact]
    public void A_cancelled_search_gives_what_it_has()
    {
        var result = SingleMachineTardiness.Solve(Random(new Random(5), 60), new() { Cancellation = new(true) });
        result.Operations.Count.ShouldBe(60);
    }

    [Theory]
    [InlineData("wt40_001", 913)]
    [InlineData("wt40_019", 77122)]
    [InlineData("wt40_037", 17349)]
    [InlineData("wt40_061", 20281)]
    [InlineData("wt40_113", 27077)]
    [InlineData("wt40_051", 0)]
    public void Published_optima_are_found(string instance, int optimum) =>
        SingleMachineTardiness.Solve(Reference.Wt40(instance), new() { Iterations = 1200, Threads = 2 }).Objective.ShouldBe(optimum);
}
