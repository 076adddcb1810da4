using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Formats;
using Tactus.Scheduling.Tests.Formats;

namespace Tactus.Scheduling.Tests.Classic;

public sealed class TardinessSearchTests
{
    private static ShopResult Solve(ShopInstance shop, SearchLimits limits) => ShopSolver.Solve(shop, ShopObjective.WeightedTardiness, limits);

    private static ShopInstance Random(Random random, int jobs, int machines, bool flexible = false, int shortest = 0) => new("x", machines,
        [.. Enumerable.Range(0, jobs).Select(_ => new ShopJob(
            [.. Enumerable.Range(0, random.Next(1, machines + 2)).Select(_ => new ShopOperation(
                [.. Enumerable.Range(0, flexible ? random.Next(1, 3) : 1).Select(_ => new ShopMode(random.Next(machines), random.Next(shortest, 12)))]))],
            Release: random.Next(0, 8), Due: random.Next(5) == 0 ? null : random.Next(0, 30), Weight: random.Next(0, 5)))]);

    /// <summary>Tries every order in which operations can be put behind what is there; every active schedule is among them.</summary>
    private static long Optimum(ShopInstance shop)
    {
        var best = long.MaxValue;
        var next = new int[shop.Jobs.Count];
        var ready = shop.Jobs.Select(job => job.Release).ToArray();
        var free = new int[shop.Machines];
        Go(0);
        return best;

        void Go(long cost)
        {
            if (cost >= best)
            {
                return;
            }
            var all = true;
            for (var job = 0; job < next.Length; job++)
            {
                if (next[job] == shop.Jobs[job].Operations.Count)
                {
                    continue;
                }
                all = false;
                foreach (var mode in shop.Jobs[job].Operations[next[job]].Modes)
                {
                    int wasReady = ready[job], wasFree = free[mode.Machine];
                    ready[job] = free[mode.Machine] = Math.Max(wasReady, wasFree) + mode.Duration;
                    next[job]++;
                    var late = next[job] == shop.Jobs[job].Operations.Count && shop.Jobs[job].Due is { } due
                        ? (long)shop.Jobs[job].Weight * Math.Max(0, ready[job] - due) : 0;
                    Go(cost + late);
                    next[job]--;
                    (ready[job], free[mode.Machine]) = (wasReady, wasFree);
                }
            }
            if (all)
            {
                best = cost;
            }
        }
    }

    [Fact]
    public void Two_jobs_by_hand_the_heavier_one_goes_first_where_they_meet()
    {
        // Both need machine 0 from the start for 4 and 3; each then takes 2 on a machine of its own. Due 6 and 5.
        // Job 0 first: ends 6 and 9, cost 4 times its weight; job 1 first: ends 9 and 5, cost 3 times the weight of job 0.
        ShopInstance Two(int weight0, int weight1) => new("x", 3,
        [
            new([new([new(0, 4)]), new([new(1, 2)])], Due: 6, Weight: weight0),
            new([new([new(0, 3)]), new([new(2, 2)])], Due: 5, Weight: weight1),
        ]);
        Solve(Two(1, 1), new() { Iterations = 200 }).Objective.ShouldBe(3);
        var heavy = Solve(Two(5, 1), new() { Iterations = 200 });
        heavy.Objective.ShouldBe(4);
        heavy.Operations.ShouldBe([new(0, 0, 0, 0, 4), new(0, 1, 1, 4, 6), new(1, 0, 0, 4, 7), new(1, 1, 2, 7, 9)]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Small_random_shops_are_solved_to_the_optimum_and_the_bound_stays_below_it(bool flexible)
    {
        var random = new Random(flexible ? 5 : 4);
        for (var round = 0; round < 40; round++)
        {
            var shop = Random(random, 3, 2, flexible);
            var result = Solve(shop, new() { Iterations = 8000, Threads = 1 });
            result.Objective.ShouldBe(Optimum(shop));
            ShopCheck.Fault(shop, ShopObjective.WeightedTardiness, result).ShouldBeNull();
        }
    }

    [Fact]
    public void Jobs_without_operations_or_due_times_cost_nothing()
    {
        var result = Solve(new("x", 1, [new([], Due: 0, Weight: 3), new([new([new(0, 5)])]), new([new([new(0, 5)])], Due: 4)]), new() { Iterations = 100 });
        (result.Objective, result.Optimal).ShouldBe((1, true));
    }

    [Fact]
    public void Any_sequence_of_moves_leaves_a_schedule_whose_ends_and_cost_are_those_of_a_fresh_count()
    {
        var random = new Random(9);
        for (var round = 0; round < 20; round++)
        {
            var shop = Random(random, 6, 4, round % 2 == 0, shortest: round % 3);
            var problem = new TardinessProblem(shop);
            var order = new int[problem.Operations];
            var modes = new int[problem.Operations + 1];
            TardinessStart.Dispatch(problem, order, modes);
            var state = new TardinessState(problem);
            state.Load(order, modes);
            var fresh = new TardinessState(problem);
            var refused = 0;
            for (var move = 0; move < 400; move++)
            {
                var o = random.Next(problem.Operations) + 1;
                var mode = random.Next(problem.ModeFrom[o], problem.ModeFrom[o + 1]);
                // A place on the mode's machine: before some operation of it, or at its end.
                state.Save(order, modes);
                var there = order.Where(other => other != o && problem.ModeMachine[modes[other]] == problem.ModeMachine[mode]).ToList();
                var at = random.Next(there.Count + 1);
                var cost = state.Cost;
                if (!state.Move(o, mode, at == 0 ? 0 : there[at - 1], at == there.Count ? 0 : there[at]))
                {
                    refused++;
                    Same();
                    continue;
                }
                Same();
                if (random.Next(2) == 0)
                {
                    state.TakeBack();
                    state.Cost.ShouldBe(cost);
                    Same();
                }
            }
            refused.ShouldBeLessThan(400);

            void Same()
            {
                state.Save(order, modes);
                fresh.Load(order, modes);
                fresh.Cost.ShouldBe(state.Cost);
                for (var o = 1; o <= problem.Operations; o++)
                {
                    (state.End(o), state.MachineBefore(o), state.MachineAfter(o)).ShouldBe((fresh.End(o), fresh.MachineBefore(o), fresh.MachineAfter(o)));
                }
            }
        }
    }

    [Fact]
    public void The_same_seed_and_iterations_give_the_same_schedule_on_any_number_of_threads()
    {
        var shop = Random(new Random(5), 12, 6, flexible: true, shortest: 1);
        var one = Solve(shop, new() { Iterations = 200_003, Threads = 1, Seed = 4 });
        var three = Solve(shop, new() { Iterations = 200_003, Threads = 3, Seed = 4 });
        three.Operations.ShouldBe(one.Operations);
        three.Iterations.ShouldBe(one.Iterations);
    }

    [Fact]
    public void More_iterations_never_worsen_and_progress_only_improves()
    {
        var shop = Random(new Random(6), 12, 6, shortest: 1);
        var told = new List<double>();
        var some = Solve(shop, new() { Iterations = 1000 });
        var more = Solve(shop, new() { Iterations = 100_000, Progress = progress => told.Add(progress.Objective) });
        more.Objective.ShouldBeLessThanOrEqualTo(some.Objective);
        told.ShouldBe(told.OrderDescending());
        told[^1].ShouldBe(more.Objective);
    }

    [Fact]
    public void A_cancelled_search_gives_what_it_has()
    {
        var shop = Random(new Random(6), 12, 6);
        Solve(shop, new() { Cancellation = new(true) }).Operations.Count.ShouldBe(shop.OperationCount);
    }

    [Fact]
    public void Weights_that_cannot_be_counted_are_refused()
    {
        Should.Throw<ArgumentException>(() => Solve(new("x", 1, [new([new([new(0, 1)])], Due: 0, Weight: -1)]), new()));
        Should.Throw<ArgumentException>(() => Solve(new("x", 1, [new([new([new(0, 1)])], Due: 0, Weight: int.MaxValue)]), new()));
        Should.Throw<ArgumentException>(() => Solve(new("x", 1, [new([new([new(0, 1)])], Due: int.MinValue)]), new()));
    }

    /// <summary>All proved by Gurobi and CPLEX.</summary>
    [Theory]
    [InlineData("P9.txt", 755)]
    [InlineData("P39.txt", 1313)]
    [InlineData("gla01.txt", 3452)]
    public void Published_optima_are_found(string file, int optimum)
    {
        var shop = Reference.Read("jsp_total_tardiness", file, ClassicFormats.ReadJobShopTardiness);
        var result = Solve(shop, new() { Iterations = 3_000_000, Time = TimeSpan.FromSeconds(1.5), Threads = 2 });
        result.Objective.ShouldBeInRange(optimum, optimum * 103 / 100);
        result.LowerBound.ShouldBeInRange(optimum / 4, optimum);
    }
}
