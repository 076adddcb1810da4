namespace Tactus.Scheduling.Classic.JobShop;

/// <summary>First schedules by priority rules: most work remaining, blurred by chance, on active or non-delay schedules and what lies between
/// (Giffler &amp; Thompson 1960, Operations Research 8; the parameter between the two: Storer, Wu &amp; Vaccari 1992, Management Science 38).</summary>
internal static class Dispatch
{
    /// <param name="shop">The instance.</param>
    /// <param name="dice">Chance.</param>
    /// <param name="delay">0: no machine waits while it could work; 1: all active schedules are possible.</param>
    /// <param name="blur">0: the rule alone; 1: its values are blurred by half and more; above 1: chance alone.</param>
    /// <param name="over">Asked now and then: once it says so, what is left is put in the order of its windows, at once.</param>
    public static ShopSolution Build(CompiledShop shop, Dice dice, double delay, double blur, Func<bool>? over = null)
    {
        var next = (int[])shop.First.Clone();
        var ready = new int[shop.Jobs];
        var free = new int[shop.Machines];
        var order = new int[shop.Operations];
        var mode = new int[shop.Slots];
        for (var job = 0; job < shop.Jobs; job++)
            ready[job] = shop.Release[next[job] - 1];
        // The mode with the earliest end of each job's next operation; found anew only when its machine was taken.
        var live = new int[shop.Jobs];
        var count = 0;
        for (var job = 0; job < shop.Jobs; job++)
            if (next[job] <= shop.Last[job])
                live[count++] = job;
        var makespan = 0;
        for (var i = 0; i < order.Length; i++)
        {
            if ((i & 255) == 255 && over is not null && over())
            {
                Rest(shop, next, order, mode, i);
                return new ShopSolution(order, mode, int.MaxValue);
            }
            int soonest = int.MaxValue, machine = -1, earliest = int.MaxValue;
            for (var k = 0; k < count; k++)
            {
                var job = live[k];
                var o = next[job];
                var best = BestMode(shop, o, ready[job], free);
                mode[o] = best;
                var start = Math.Max(ready[job], free[shop.ModeMachine[best]]);
                var end = start + shop.ModeDuration[best];
                if (end < soonest || (end == soonest && start < earliest))
                    (soonest, earliest, machine) = (end, start, shop.ModeMachine[best]);
            }
            earliest = int.MaxValue;
            for (var k = 0; k < count; k++)
                if (shop.ModeMachine[mode[next[live[k]]]] == machine)
                    earliest = Math.Min(earliest, Math.Max(ready[live[k]], free[machine]));
            var latest = earliest + delay * (soonest - earliest);
            var taken = -1;
            var value = double.NegativeInfinity;
            for (var k = 0; k < count; k++)
            {
                var job = live[k];
                var o = next[job];
                if (shop.ModeMachine[mode[o]] != machine)
                    continue;
                var start = Math.Max(ready[job], free[machine]);
                if (start > latest || (start >= soonest && start > earliest))
                    continue;
                var priority = blur > 1 ? dice.Unit() : (shop.Tail[o] + shop.ModeDuration[mode[o]]) * (1 - blur * dice.Unit());
                if (priority > value)
                {
                    value = priority;
                    taken = k;
                }
            }
            var it = live[taken];
            var slot = next[it]++;
            order[i] = slot;
            ready[it] = free[machine] = Math.Max(ready[it], free[machine]) + shop.ModeDuration[mode[slot]];
            makespan = Math.Max(makespan, ready[it]);
            if (next[it] > shop.Last[it])
                live[taken] = live[--count];
        }
        return new ShopSolution(order, mode, makespan);
    }

    /// <summary>The same rule without chance as a simulation: a machine that is free takes of the jobs waiting for it the one with most work
    /// remaining; a job waits for the machine that would be
    /// done with it first, unless that costs the others more. The time grows with operations × log(jobs), where
    /// <see cref="Build"/> looks at every job for every operation.</summary>
    public static ShopSolution Simulate(CompiledShop shop)
    {
        var next = (int[])shop.First.Clone();
        var order = new int[shop.Operations];
        var mode = new int[shop.Slots];
        var waiting = Enumerable.Range(0, shop.Machines).Select(_ => new PriorityQueue<int, (int, int)>()).ToArray();
        var busyUntil = new int[shop.Machines];
        var queued = new long[shop.Machines];
        var touched = new Queue<int>();
        // Jobs that become ready, and machines (as their complement) that become free.
        var events = new PriorityQueue<int, (int Time, int Number)>();
        var number = 0;
        for (var job = 0; job < shop.Jobs; job++)
            if (next[job] <= shop.Last[job])
                events.Enqueue(job, (shop.Release[next[job] - 1], number++));
        var count = 0;
        while (events.TryPeek(out _, out var head))
        {
            var now = head.Time;
            while (events.TryPeek(out var it, out var at) && at.Time == now)
            {
                events.Dequeue();
                if (it < 0)
                {
                    touched.Enqueue(~it);
                    continue;
                }
                var o = next[it]++;
                var best = long.MaxValue;
                for (var k = shop.ModeStart[o]; k < shop.ModeStart[o + 1]; k++)
                {
                    var place = shop.ModeMachine[k];
                    // Time lost against the shortest way delays each of those that wait there, too.
                    var cost = Math.Max(now, busyUntil[place]) + queued[place] + shop.ModeDuration[k]
                        + (1L + waiting[place].Count) * (shop.ModeDuration[k] - shop.Shortest(o));
                    if (cost < best)
                        (best, mode[o]) = (cost, k);
                }
                var machine = shop.ModeMachine[mode[o]];
                queued[machine] += shop.ModeDuration[mode[o]];
                waiting[machine].Enqueue(o, (-shop.Tail[o] - shop.ModeDuration[mode[o]], o));
                touched.Enqueue(machine);
            }
            while (touched.TryDequeue(out var machine))
            {
                if (busyUntil[machine] > now || !waiting[machine].TryDequeue(out var o, out _))
                    continue;
                var time = shop.ModeDuration[mode[o]];
                queued[machine] -= time;
                order[count++] = o;
                busyUntil[machine] = now + time;
                events.Enqueue(~machine, (now + time, number++));
                if (shop.IsOperation[o + 1])
                    events.Enqueue(shop.JobOf[o], (now + time, number++));
            }
        }
        return new ShopSolution(order, mode, int.MaxValue);
    }

    /// <summary>Operations in the order of the middle of the time in which they could start to reach some end. Where jobs fill the horizon
    /// this is close to the only order there is, and no rule that looks at the machines only finds it.</summary>
    /// <param name="shop">The instance.</param>
    /// <param name="start">[slot] earliest starts.</param>
    /// <param name="end">[slot] latest ends.</param>
    public static ShopSolution ByWindow(CompiledShop shop, int[] start, int[] end)
    {
        var order = new int[shop.Operations];
        Sort(shop, shop.First, start, end, order, 0);
        return new ShopSolution(order, (int[])shop.ShortestMode.Clone(), int.MaxValue);
    }

    private static void Rest(CompiledShop shop, int[] next, int[] order, int[] mode, int from)
    {
        // Any common end will do: only differences of the keys count.
        Sort(shop, next, shop.Head, [.. shop.Tail.Select(tail => -tail)], order, from);
        for (var i = from; i < order.Length; i++)
            mode[order[i]] = shop.ShortestMode[order[i]];
    }

    /// <summary>The operations of each job from <paramref name="next"/> on, sorted into the order from place <paramref name="from"/> on.</summary>
    private static void Sort(CompiledShop shop, int[] next, int[] start, int[] end, int[] order, int from)
    {
        var key = new long[order.Length];
        var at = from;
        for (var job = 0; job < shop.Jobs; job++)
            for (var o = next[job]; o <= shop.Last[job]; o++)
            {
                order[at] = o;
                // Twice the middle; slots of a job stay in their order where zero durations make equal keys.
                key[at++] = ((long)start[o] + end[o] - shop.Shortest(o)) * shop.Slots + o;
            }
        Array.Sort(key, order, from, order.Length - from);
    }

    private static int BestMode(CompiledShop shop, int o, int ready, int[] free)
    {
        var best = shop.ModeStart[o];
        var end = int.MaxValue;
        for (var mode = best; mode < shop.ModeStart[o + 1]; mode++)
        {
            var it = Math.Max(ready, free[shop.ModeMachine[mode]]) + shop.ModeDuration[mode];
            if (it < end)
                (best, end) = (mode, it);
        }
        return best;
    }
}
