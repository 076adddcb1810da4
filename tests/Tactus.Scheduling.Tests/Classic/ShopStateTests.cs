using FsCheck;
using FsCheck.Fluent;
using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Classic.JobShop;

namespace Tactus.Scheduling.Tests.Classic;

public sealed class ShopStateTests
{
    [Fact]
    public void Heads_tails_and_order_kept_by_moves_are_those_computed_anew()
    {
        Prop.ForAll(Gen.Choose(0, 100_000).ToArbitrary(), seed =>
        {
            var shop = CompiledShop.Of(ShopSamples.Random(seed, jobs: 5, machines: 3, operations: 6, choices: 1 + seed % 3, releases: seed % 2 == 0, zeros: seed % 5 == 0));
            if (shop.Operations == 0)
                return;
            var dice = new Dice((ulong)seed);
            var state = new ShopState(shop);
            var fresh = new ShopState(shop);
            state.Load(Dispatch.Build(shop, dice, 0.5, 2));
            for (var i = 0; i < 60; i++)
            {
                var o = state.Order[dice.Below(shop.Operations)];
                var mode = shop.ModeStart[o] + dice.Below(shop.ModeStart[o + 1] - shop.ModeStart[o]);
                var machine = shop.ModeMachine[mode];
                var before = state.Snapshot();
                var moved = state.Move(o, mode, dice.Below(state.Count[machine] + (machine == state.Machine[o] ? 0 : 1)));
                var now = state.Snapshot();
                // Read as a schedule of its own: the same heads, tails and work, so the links and the order belong together.
                fresh.Load(now);
                fresh.Makespan.ShouldBe(state.Makespan);
                fresh.End.ShouldBe(state.End);
                fresh.Tail.ShouldBe(state.Tail);
                fresh.Work.ShouldBe(state.Work);
                fresh.Rank.ShouldBe(state.Rank);
                if (!moved)
                {
                    now.Mode.ShouldBe(before.Mode);
                    now.Makespan.ShouldBe(before.Makespan);
                }
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_move_that_would_close_a_cycle_is_refused_and_changes_nothing()
    {
        // Job 0 comes to machine 0 first and last; its last operation cannot go ahead of its first one.
        var shop = CompiledShop.Of(new ShopInstance("back", 2, [new([new([new(0, 2)]), new([new(1, 0)]), new([new(0, 3)])]), new([new([new(0, 4)])])]));
        var state = new ShopState(shop);
        state.Load(Dispatch.Build(shop, new Dice(1UL), 1, 0));
        int first = shop.First[0], last = shop.Last[0];
        var ends = (int[])state.End.Clone();
        state.Move(last, state.Mode[last], state.Rank[first]).ShouldBeFalse();
        state.End.ShouldBe(ends);
    }

    [Fact]
    public void A_merge_keeps_every_order_that_both_parents_have()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var shop = CompiledShop.Of(ShopSamples.Random(seed, jobs: 6, machines: 3, operations: 6, choices: 1 + seed % 2));
            var dice = new Dice((ulong)seed);
            ShopSolution a = Dispatch.Build(shop, dice, 1, 2), b = Dispatch.Build(shop, dice, 0, 2);
            var child = Recombination.Merge(shop, a, b, dice, 0.5, 1 + seed % 4);
            int[] Places(ShopSolution it)
            {
                var places = new int[shop.Slots];
                for (var i = 0; i < it.Order.Length; i++)
                    places[it.Order[i]] = i;
                return places;
            }

            int[] inA = Places(a), inB = Places(b), inChild = Places(child);
            foreach (var x in child.Order)
                foreach (var y in child.Order)
                    if (inA[x] < inA[y] && inB[x] < inB[y])
                        inChild[x].ShouldBeLessThan(inChild[y]);
        }
    }

    [Fact]
    public void An_order_that_does_not_respect_the_jobs_is_not_loaded()
    {
        var shop = CompiledShop.Of(new ShopInstance("two", 1, [new([new([new(0, 2)]), new([new(0, 1)])])]));
        Should.Throw<InvalidOperationException>(() => new ShopState(shop).Load(new ShopSolution([2, 1], new int[shop.Slots], 0)));
    }

    [Fact]
    public void A_dispatch_cut_short_is_still_a_schedule_of_all_operations()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var shop = CompiledShop.Of(ShopSamples.Random(seed, jobs: 80, machines: 4, operations: 20, choices: 1 + seed % 2, zeros: seed % 2 == 0));
            var left = 2;
            var solution = Dispatch.Build(shop, new Dice(1UL), 0.5, 0, () => --left == 0);
            solution.Order.Order().ShouldBe(Enumerable.Range(0, shop.Slots).Where(o => shop.IsOperation[o]));
            var state = new ShopState(shop);
            state.Load(solution);
            state.Makespan.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void A_simulated_dispatch_leaves_no_machine_idle_while_a_job_waits_for_it()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var shop = CompiledShop.Of(ShopSamples.Random(seed, jobs: 20, machines: 4, operations: 8, choices: 1 + seed % 2, releases: true, zeros: seed % 3 == 0));
            var state = new ShopState(shop);
            state.Load(Dispatch.Simulate(shop));
            foreach (var o in state.Order.Take(shop.Operations))
            {
                // Nothing on its machine that starts later could have been done before it began.
                var start = state.End[o] - state.Time[o];
                var idleFrom = state.End[state.Before[o]];
                for (var later = o; later != shop.None && start > idleFrom; later = state.After[later])
                    state.End[later - 1].ShouldBeGreaterThanOrEqualTo(start);
            }
        }
    }
}
