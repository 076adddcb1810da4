using Tactus.Scheduling.Classic;

namespace Tactus.Scheduling.Tests.Classic;

public sealed class ShopSolverTests
{
    private static ShopResult Solve(ShopInstance instance, long iterations, int threads = 1, int seed = 1) =>
        ShopSolver.Solve(instance, ShopObjective.Makespan, new SearchLimits { Iterations = iterations, Threads = threads, Seed = seed });

    [Fact]
    public void Small_shops_are_solved_to_the_optimum_that_trying_everything_finds()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var instance = ShopSamples.Random(seed, jobs: 3, machines: 2, operations: 3, choices: seed % 3 == 0 ? 2 : 1, releases: seed % 2 == 0, zeros: seed % 5 == 0);
            var optimum = ShopSamples.Optimum(instance);
            var result = Solve(instance, 20_000, seed: seed);
            result.Objective.ShouldBe(optimum, instance.Name);
            result.LowerBound.ShouldBeLessThanOrEqualTo(optimum, instance.Name);
        }
    }

    [Fact]
    public void Every_schedule_passes_the_check_also_reentrant_with_releases_and_zero_durations()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var instance = ShopSamples.Random(seed, jobs: 12, machines: 4, operations: 12, choices: 1 + seed % 3, releases: seed % 2 == 0, zeros: seed % 3 == 0);
            var result = Solve(instance, 4_000, seed: seed);
            ShopCheck.Fault(instance, ShopObjective.Makespan, result).ShouldBeNull();
        }
    }

    [Fact]
    public void The_same_seed_and_iterations_give_the_same_schedule_whatever_the_threads()
    {
        foreach (var choices in new[] { 1, 3 })
        {
            var instance = ShopSamples.Random(7, jobs: 14, machines: 6, operations: 16, choices: choices);
            var one = Solve(instance, 60_000, threads: 1);
            foreach (var threads in new[] { 2, 5 })
            {
                var more = Solve(instance, 60_000, threads);
                more.Objective.ShouldBe(one.Objective);
                more.Operations.ShouldBe(one.Operations);
            }
        }
    }

    [Fact]
    public void More_iterations_never_give_a_worse_schedule()
    {
        var instance = ShopSamples.Random(11, jobs: 14, machines: 5, operations: 14);
        Solve(instance, 40_000).Objective.ShouldBeLessThanOrEqualTo(Solve(instance, 50).Objective);
    }

    [Fact]
    public void A_shop_without_operations_ends_at_0()
    {
        var result = Solve(new ShopInstance("none", 1, [new([]), new([], Release: 9)]), 10);
        result.Objective.ShouldBe(0);
        result.Optimal.ShouldBeTrue();
        result.Operations.ShouldBeEmpty();
    }

    [Fact]
    public void One_machine_is_bounded_by_its_work_and_its_first_release()
    {
        var result = Solve(new ShopInstance("one", 1, [new([new([new(0, 3)])], Release: 5), new([new([new(0, 4)])], Release: 2), new([new([new(0, 1)])], Release: 20)]), 1_000);
        result.Objective.ShouldBe(21);
        result.Optimal.ShouldBeTrue();
    }

    [Fact]
    public void Cancelled_before_it_begins_it_still_returns_a_schedule()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        var instance = ShopSamples.Random(3, jobs: 20, machines: 5, operations: 10);
        var result = ShopSolver.Solve(instance, ShopObjective.Makespan, new SearchLimits { Cancellation = source.Token, Threads = 2 });
        result.Operations.Count.ShouldBe(instance.OperationCount);
    }

    [Fact]
    public void Progress_is_told_of_ever_better_schedules()
    {
        var told = new List<SearchProgress>();
        var result = ShopSolver.Solve(ShopSamples.Random(5, jobs: 15, machines: 5, operations: 12), ShopObjective.Makespan,
            new SearchLimits { Iterations = 30_000, Threads = 2, Progress = told.Add });
        told.ShouldNotBeEmpty();
        told.Zip(told.Skip(1)).ShouldAllBe(pair => pair.First.Objective >= pair.Second.Objective && pair.First.LowerBound <= pair.Second.LowerBound);
        told[^1].Objective.ShouldBe(result.Objective);
    }

    [Theory]
    [InlineData(5, 3, "machine 5 is unknown")]
    [InlineData(-1, 3, "machine -1 is unknown")]
    [InlineData(0, -3, "duration -3 is below 0")]
    [InlineData(0, int.MaxValue, "sum up to")]
    public void An_instance_that_is_none_is_refused_with_the_place(int machine, int duration, string message) =>
        Should.Throw<ArgumentException>(() => Solve(new ShopInstance("bad", 2, [new([new([new(machine, duration)])])]), 10)).Message.ShouldContain(message);

    [Fact]
    public void An_operation_without_machine_is_refused() =>
        Should.Throw<ArgumentException>(() => Solve(new ShopInstance("bad", 2, [new([new([])])]), 10)).Message.ShouldContain("job 0, operation 0: no machine");
}
