using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Formats;
using Tactus.Scheduling.Tests.Formats;

namespace Tactus.Scheduling.Tests.Classic;

public sealed class FlowShopSolverTests
{
    private static FlowShopInstance Random(Random random, int jobs, int machines)
    {
        var times = new int[jobs, machines];
        var setups = new int[machines, jobs, jobs];
        for (var i = 0; i < times.Length; i++)
        {
            times[i / machines, i % machines] = random.Next(0, 30);
        }
        for (var i = 0; i < setups.Length; i++)
        {
            setups[i / (jobs * jobs), i / jobs % jobs, i % jobs] = random.Next(0, 20);
        }
        return new("x", times, setups);
    }

    private static int Makespan(FlowShopInstance flow, int[] order)
    {
        var free = new int[flow.Machines];
        for (var k = 0; k < order.Length; k++)
        {
            var ready = 0;
            for (var machine = 0; machine < flow.Machines; machine++)
            {
                var clean = free[machine] + (k == 0 ? 0 : flow.Setups[machine, order[k - 1], order[k]]);
                ready = free[machine] = Math.Max(ready, clean) + flow.Times[order[k], machine];
            }
        }
        return free[^1];
    }

    private static IEnumerable<int[]> Orders(int n) => n == 0 ? [[]] :
        Orders(n - 1).SelectMany(order => Enumerable.Range(0, n).Select(at => (int[])[.. order[..at], n - 1, .. order[at..]]));

    [Fact]
    public void Two_jobs_by_hand_a_setup_may_be_made_before_the_job_arrives()
    {
        // Job 0 first: machine 0 from 0 to 4, setup 3, job 1 from 7 to 8; machine 1: job 0 from 4 to 6, setup 1, job 1 from 8 to 13.
        // Job 1 first: 0 to 1 and 1 to 6; job 0 after a setup of 9: 10 to 14, then 14 to 16.
        var flow = new FlowShopInstance("x", new[,] { { 4, 2 }, { 1, 5 } }, new[,,] { { { 0, 3 }, { 9, 0 } }, { { 0, 1 }, { 2, 0 } } });
        var result = FlowShopSolver.Solve(flow, new() { Iterations = 10 });
        result.Objective.ShouldBe(13);
        result.Operations.ShouldBe([new(0, 0, 0, 0, 4), new(0, 1, 1, 4, 6), new(1, 0, 0, 7, 8), new(1, 1, 1, 8, 13)]);
    }

    [Fact]
    public void Small_random_problems_are_solved_to_the_optimum_and_the_bound_stays_below_it()
    {
        var random = new Random(11);
        for (var round = 0; round < 30; round++)
        {
            var flow = Random(random, random.Next(1, 7), random.Next(1, 5));
            var result = FlowShopSolver.Solve(flow, new() { Iterations = 100 });
            result.Objective.ShouldBe(Orders(flow.Jobs).Min(order => Makespan(flow, order)));
            result.LowerBound.ShouldBeLessThanOrEqualTo(result.Objective);
            FlowShopCheck.Fault(flow, result).ShouldBeNull();
        }
    }

    [Fact]
    public void An_assignment_is_the_smallest_sum_of_one_cell_a_row_and_column()
    {
        var random = new Random(2);
        for (var round = 0; round < 50; round++)
        {
            var n = random.Next(1, 7);
            var cost = new long[n, n];
            for (var i = 0; i < cost.Length; i++)
            {
                cost[i / n, i % n] = random.Next(100);
            }
            FlowShopBound.Assignment(cost).ShouldBe(Orders(n).Min(order => order.Select((column, row) => cost[row, column]).Sum()));
        }
    }

    [Fact]
    public void One_machine_without_setups_is_proved_optimal_at_once()
    {
        var flow = new FlowShopInstance("x", new[,] { { 4 }, { 1 }, { 6 } }, new int[1, 3, 3]);
        var result = FlowShopSolver.Solve(flow, new());
        (result.Objective, result.Optimal).ShouldBe((11, true));
    }

    [Fact]
    public void The_check_refuses_a_missing_setup_a_start_too_early_a_wrong_objective_and_a_bound_too_high()
    {
        var flow = new FlowShopInstance("x", new[,] { { 4, 2 }, { 1, 5 } }, new[,,] { { { 0, 3 }, { 9, 0 } }, { { 0, 1 }, { 2, 0 } } });
        var good = FlowShopSolver.Solve(flow, new() { Iterations = 10 });
        string? Fault(long objective, long bound, params ScheduledOperation[] operations) =>
            FlowShopCheck.Fault(flow, good with { Objective = objective, LowerBound = bound, Operations = operations });

        Fault(12, 0, new(0, 0, 0, 0, 4), new(0, 1, 1, 4, 6), new(1, 0, 0, 6, 7), new(1, 1, 1, 7, 12)).ShouldNotBeNull().ShouldContain("setup");
        Fault(13, 0, new(0, 0, 0, 0, 4), new(0, 1, 1, 3, 5), new(1, 0, 0, 7, 8), new(1, 1, 1, 8, 13)).ShouldNotBeNull().ShouldContain("before it leaves");
        Fault(13, 0, new(0, 0, 0, 0, 4), new(0, 1, 1, 4, 6), new(1, 0, 0, 7, 8), new(1, 1, 1, 8, 12)).ShouldNotBeNull().ShouldContain("takes 5");
        Fault(13, 0, new(0, 0, 0, 0, 4), new(0, 0, 0, 0, 4), new(1, 0, 0, 7, 8), new(1, 1, 1, 8, 13)).ShouldNotBeNull().ShouldContain("twice");
        Fault(12, 0, [.. good.Operations]).ShouldNotBeNull().ShouldContain("objective");
        Fault(13, 14, [.. good.Operations]).ShouldNotBeNull().ShouldContain("bound");
        Fault(13, 13, [.. good.Operations]).ShouldBeNull();
    }

    [Fact]
    public void The_same_seed_and_iterations_give_the_same_order_on_any_number_of_threads()
    {
        var flow = Random(new Random(5), 30, 6);
        var one = FlowShopSolver.Solve(flow, new() { Iterations = 120, Threads = 1, Seed = 4 });
        var three = FlowShopSolver.Solve(flow, new() { Iterations = 120, Threads = 3, Seed = 4 });
        three.Operations.ShouldBe(one.Operations);
        three.Iterations.ShouldBe(one.Iterations);
    }

    [Fact]
    public void More_iterations_never_worsen_and_progress_only_improves()
    {
        var flow = Random(new Random(6), 25, 5);
        var told = new List<double>();
        var some = FlowShopSolver.Solve(flow, new() { Iterations = 40 });
        var more = FlowShopSolver.Solve(flow, new() { Iterations = 800, Progress = progress => told.Add(progress.Objective) });
        more.Objective.ShouldBeLessThanOrEqualTo(some.Objective);
        told.ShouldBe(told.OrderDescending());
        told[^1].ShouldBe(more.Objective);
    }

    [Fact]
    public void A_cancelled_search_gives_what_it_has() =>
        FlowShopSolver.Solve(Random(new Random(6), 25, 5), new() { Cancellation = new(true) }).Operations.Count.ShouldBe(125);

    [Fact]
    public void Problems_that_are_none_are_refused()
    {
        Should.Throw<ArgumentException>(() => FlowShopSolver.Solve(new("x", new int[0, 0], new int[0, 0, 0]), new()));
        Should.Throw<ArgumentException>(() => FlowShopSolver.Solve(new("x", new[,] { { -1 } }, new int[1, 1, 1]), new()));
        Should.Throw<ArgumentException>(() => FlowShopSolver.Solve(new("x", new[,] { { 1 } }, new int[1, 2, 2]), new()));
        Should.Throw<ArgumentException>(() => FlowShopSolver.Solve(new("x", new[,] { { 1, int.MaxValue } }, new int[2, 1, 1]), new()));
    }

    /// <summary>Values that CP Optimizer proved or nobody has beaten; they hold for setups made ahead and none before the first job.</summary>
    [Theory]
    [InlineData("1.txt", 1330)]
    [InlineData("253.txt", 2303)]
    public void Best_known_values_of_published_instances_are_reached(string file, int best) =>
        FlowShopSolver.Solve(Reference.Read("sdst-pfsp", file, ClassicFormats.ReadSetupFlowShop), new() { Iterations = 30_000, Threads = 2, Time = TimeSpan.FromSeconds(1.5) })
            .Objective.ShouldBeInRange(best, best * 101 / 100);
}
