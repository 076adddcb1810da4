namespace Tactus.Scheduling.Classic.JobShop;

/// <summary>Lower bounds of the makespan that need no search.</summary>
internal static class WorkloadBound
{
    /// <summary>Pairs looked at, in all: some tenths of a second at most.</summary>
    private const int Steps = 100_000_000;

    /// <summary>The longest job, and for sets of machines the work that only they can do: between the earliest start of some of it and the
    /// least time behind it, it takes at least its sum over the number of machines. For one machine this is the value of Jackson's
    /// preemptive schedule (Carlier &amp; Pinson 1989, Management Science 35), for more a relaxation of its parallel form (Carlier &amp; Pinson 1998,
    /// Annals of Operations Research 83).</summary>
    public static int Of(CompiledShop shop)
    {
        var bound = 0;
        foreach (var last in shop.Sinks)
            bound = Math.Max(bound, shop.Head[last] + shop.Shortest(last));
        var sets = Sets(shop);
        foreach (var set in sets)
        {
            var inside = new List<int>();
            for (var o = 0; o < shop.Slots; o++)
                if (shop.IsOperation[o] && Within(shop, o, set))
                    inside.Add(o);
            bound = Math.Max(bound, OfSet(shop, inside, set.Count(x => x), Steps / sets.Count));
        }
        return bound;
    }

    private static bool Within(CompiledShop shop, int o, bool[] set)
    {
        for (var mode = shop.ModeStart[o]; mode < shop.ModeStart[o + 1]; mode++)
            if (!set[shop.ModeMachine[mode]])
                return false;
        return true;
    }

    /// <summary>The sets worth a look: every machine alone, all together, and every set that some operation can choose from, with the unions
    /// of two of them.</summary>
    private static List<bool[]> Sets(CompiledShop shop)
    {
        const int Most = 600;
        var seen = new HashSet<string>();
        var sets = new List<bool[]>();
        void Add(bool[] set)
        {
            if (sets.Count < Most && seen.Add(string.Concat(set.Select(x => x ? '1' : '0'))))
                sets.Add(set);
        }

        for (var machine = 0; machine < shop.Machines; machine++)
        {
            var set = new bool[shop.Machines];
            set[machine] = true;
            Add(set);
        }
        if (!shop.Flexible)
            return sets;
        Add([.. Enumerable.Repeat(true, shop.Machines)]);
        for (var o = 0; o < shop.Slots; o++)
            if (shop.IsOperation[o])
            {
                var set = new bool[shop.Machines];
                for (var mode = shop.ModeStart[o]; mode < shop.ModeStart[o + 1]; mode++)
                    set[shop.ModeMachine[mode]] = true;
                Add(set);
            }
        var single = sets.Count;
        for (var a = 0; a < single && sets.Count < Most; a++)
            for (var b = a + 1; b < single && sets.Count < Most; b++)
                Add([.. sets[a].Zip(sets[b], (x, y) => x || y)]);
        return sets;
    }

    /// <summary>The largest of: a head, plus the work of all operations with no smaller head and no smaller tail than some limits shared by the
    /// machines, plus that tail.</summary>
    private static int OfSet(CompiledShop shop, List<int> operations, int machines, int steps)
    {
        var byTail = operations.OrderByDescending(o => shop.Tail[o]).ToArray();
        var heads = operations.Select(o => shop.Head[o]).Distinct().Order().ToArray();
        // All pairs of a head and a tail: too many for the largest instances, where the smallest heads matter most.
        var most = Math.Max(1, steps / Math.Max(1, byTail.Length));
        var bound = 0;
        foreach (var head in heads.Take(most))
        {
            long work = 0;
            foreach (var o in byTail)
            {
                if (shop.Head[o] < head)
                    continue;
                work += shop.Shortest(o);
                bound = (int)Math.Max(bound, head + (work + machines - 1) / machines + shop.Tail[o]);
            }
        }
        return bound;
    }
}
