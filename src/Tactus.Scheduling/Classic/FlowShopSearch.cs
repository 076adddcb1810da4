namespace Tactus.Scheduling.Classic;

/// <summary>Iterated greedy search for the permutation flow shop with sequence-dependent setups.</summary>
/// <remarks>R. Ruiz, T. Stützle: An iterated greedy heuristic for the sequence dependent setup times flowshop problem with makespan and
/// weighted tardiness objectives, European Journal of Operational Research 187(3), 2008; all positions of a job are evaluated at once as in
/// E. Taillard: Some efficient heuristic methods for the flow shop sequencing problem, EJOR 47(1), 1990. Ties are broken at random.
/// Heads are kept for a leading and tails for a trailing part of the order, and only what a move made stale is computed again.</remarks>
internal sealed unsafe class FlowShopSearch : ISearchLane
{
    /// <summary>Temperature of the acceptance in tenths of the mean time of an operation, as in the paper; and jobs taken out at once: one more
    /// than there. Improving what is left before the jobs return (J. Dubois-Lacoste, F. Pagnozzi, T. Stützle, Computers and Operations
    /// Research 81, 2017) was tried: with setups it cost more than half of the iterations and ended higher.</summary>
    private const double Temperature = 0.5;
    private const int Destruction = 5;

    /// <summary>So many iterations without a better schedule, and the search begins again from a shuffled order: on 20 jobs it is otherwise
    /// still in the same valley after a minute.</summary>
    private const int Patience = 10_000;

    private readonly FlowShopProblem problem;
    private readonly long bound;
    private readonly int n, m;
    private readonly int* times, setups;

    // Pinned: the pointers into them stay right as long as the arrays live.
    private readonly int[] headCells, tailCells, costCells;
    private readonly int* heads, tails, costs;
    private readonly double temperature;
    private readonly int[] order, held, best, removed, visit;
    private SearchRandom random;
    private int count;
    private int validHeads;
    private int validTails;
    private int heldCost;
    private int bestCost;
    private int runCost;
    private int idle;

    internal FlowShopSearch(FlowShopProblem problem, long bound, SearchRandom random)
    {
        this.problem = problem;
        this.bound = bound;
        this.random = random;
        n = problem.Jobs;
        m = problem.Machines;
        times = Pointer(problem.Times);
        setups = Pointer(problem.Setups);
        heads = Pointer(headCells = GC.AllocateArray<int>((n + 1) * m, pinned: true));
        tails = Pointer(tailCells = GC.AllocateArray<int>((n + 1) * m, pinned: true));
        costs = Pointer(costCells = GC.AllocateArray<int>(n + 1, pinned: true));
        order = new int[n];
        held = new int[n];
        best = new int[n];
        removed = new int[n];
        visit = new int[n];
        temperature = Temperature * problem.Times.Average() / 10;
        Construct();
    }

    public long Best => bestCost;

    internal ReadOnlySpan<int> BestOrder => best;

    public long Run(long iterations, SearchStop stop)
    {
        for (var i = 0L; i < iterations; i++)
        {
            if (bestCost <= bound || n < 2 || stop.Now)
            {
                return i;
            }
            Iterate(stop);
        }
        return iterations;
    }

    private static int* Pointer(int[] pinned) => (int*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0);

    /// <summary>The insertion heuristic: longest jobs first, each where it lengthens the order least
    /// (M. Nawaz, E. Enscore, I. Ham: A heuristic algorithm for the m-machine, n-job flow-shop sequencing problem, Omega 11(1), 1983).</summary>
    private void Construct()
    {
        var sums = new int[n];
        for (var job = 0; job < n; job++)
        {
            visit[job] = job;
            for (var machine = 0; machine < m; machine++)
            {
                sums[job] += times[(job * m) + machine];
            }
        }
        Array.Sort(visit, (a, b) => sums[a] != sums[b] ? sums[b].CompareTo(sums[a]) : a.CompareTo(b));
        Clear();
        var cost = 0;
        foreach (var job in visit)
        {
            cost = InsertBest(job);
        }
        heldCost = bestCost = runCost = cost;
        order.CopyTo(held, 0);
        order.CopyTo(best, 0);
    }

    private void Iterate(SearchStop stop)
    {
        if (++idle > Patience)
        {
            Restart(stop);
        }
        var take = Math.Min(Destruction, n - 1);
        for (var i = 0; i < take; i++)
        {
            var at = random.Next(count);
            removed[i] = order[at];
            RemoveAt(at);
        }
        var cost = 0;
        for (var i = 0; i < take; i++)
        {
            cost = InsertBest(removed[i]);
        }
        cost = Improve(cost, stop);
        if (cost < runCost)
        {
            runCost = cost;
            idle = 0;
        }
        if (cost < bestCost)
        {
            bestCost = cost;
            order.CopyTo(best, 0);
        }
        if (cost <= heldCost || random.NextDouble() < Math.Exp((heldCost - cost) / temperature))
        {
            heldCost = cost;
            order.CopyTo(held, 0);
        }
        else
        {
            held.CopyTo(order, 0);
            count = n;
            validHeads = validTails = 0;
        }
    }

    private void Restart(SearchStop stop)
    {
        for (var i = n - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
        validHeads = validTails = 0;
        idle = 0;
        heldCost = runCost = Improve(int.MaxValue, stop);
        order.CopyTo(held, 0);
    }

    /// <summary>Every job in random order to its best position until none finds a better one.</summary>
    private int Improve(int cost, SearchStop stop)
    {
        if (count < 2)
        {
            return cost;
        }
        order.AsSpan(0, count).CopyTo(visit);
        var improved = true;
        while (improved)
        {
            improved = false;
            for (var i = count - 1; i > 0; i--)
            {
                var j = random.Next(i + 1);
                (visit[i], visit[j]) = (visit[j], visit[i]);
            }
            for (var i = 0; i < count; i++)
            {
                var job = visit[i];
                var at = Array.IndexOf(order, job, 0, count);
                RemoveAt(at);
                var now = InsertBest(job);
                if (now < cost)
                {
                    improved = true;
                    cost = now;
                }
            }
            // Beyond some thousand cells a round takes long enough to ask.
            if (count * m > 2000 && stop.Now)
            {
                break;
            }
        }
        return cost;
    }

    private void Clear()
    {
        count = 0;
        validHeads = validTails = 0;
    }

    private void RemoveAt(int at)
    {
        validHeads = Math.Min(validHeads, at);
        validTails = Math.Min(validTails, count - 1 - at);
        order.AsSpan(at + 1, count - at - 1).CopyTo(order.AsSpan(at));
        count--;
    }

    private void InsertAt(int at, int job)
    {
        validHeads = Math.Min(validHeads, at);
        validTails = Math.Min(validTails, count - at);
        order.AsSpan(at, count - at).CopyTo(order.AsSpan(at + 1));
        order[at] = job;
        count++;
    }

    /// <summary>Puts the job where the order becomes shortest, ties at random.</summary>
    /// <returns>The makespan.</returns>
    private int InsertBest(int job)
    {
        Heads();
        Tails();
        int shortest = int.MaxValue, ties = 0, position = 0;
        var time = times + (job * m);
        for (var k = 0; k <= count; k++)
        {
            var cost = 0;
            var head = heads + ((k - 1) * m);
            var ready = 0;
            if (k == count)
            {
                var setup = k == 0 ? null : setups + (((order[k - 1] * n) + job) * m);
                for (var i = 0; i < m; i++)
                {
                    ready = Math.Max(ready, k == 0 ? 0 : head[i] + setup[i]) + time[i];
                }
                cost = ready;
            }
            else
            {
                var after = setups + (((job * n) + order[k]) * m);
                var tail = tails + ((count - 1 - k) * m);
                if (k == 0)
                {
                    for (var i = 0; i < m; i++)
                    {
                        ready += time[i];
                        cost = Math.Max(cost, ready + after[i] + tail[i]);
                    }
                }
                else
                {
                    var setup = setups + (((order[k - 1] * n) + job) * m);
                    for (var i = 0; i < m; i++)
                    {
                        ready = Math.Max(ready, head[i] + setup[i]) + time[i];
                        cost = Math.Max(cost, ready + after[i] + tail[i]);
                    }
                }
            }
            if (cost <= shortest)
            {
                ties = cost < shortest ? 1 : ties + 1;
                shortest = cost;
                costs[ties - 1] = k;
            }
        }
        position = costs[ties == 1 ? 0 : random.Next(ties)];
        InsertAt(position, job);
        return shortest;
    }

    /// <summary>Earliest ends by position.</summary>
    private void Heads()
    {
        for (var k = validHeads; k < count; k++)
        {
            var time = times + (order[k] * m);
            var head = heads + (k * m);
            var ready = 0;
            if (k == 0)
            {
                for (var i = 0; i < m; i++)
                {
                    head[i] = ready += time[i];
                }
                continue;
            }
            var before = head - m;
            var setup = setups + (((order[k - 1] * n) + order[k]) * m);
            for (var i = 0; i < m; i++)
            {
                head[i] = ready = Math.Max(ready, before[i] + setup[i]) + time[i];
            }
        }
        validHeads = count;
    }

    /// <summary>Longest ways to the end, the job's own time included; kept by distance from the end, so that a change before leaves them.</summary>
    private void Tails()
    {
        for (var t = validTails; t < count; t++)
        {
            var k = count - 1 - t;
            var time = times + (order[k] * m);
            var tail = tails + (t * m);
            var ready = 0;
            if (t == 0)
            {
                for (var i = m - 1; i >= 0; i--)
                {
                    tail[i] = ready += time[i];
                }
                continue;
            }
            var after = tail - m;
            var setup = setups + (((order[k] * n) + order[k + 1]) * m);
            for (var i = m - 1; i >= 0; i--)
            {
                tail[i] = ready = Math.Max(ready, after[i] + setup[i]) + time[i];
            }
        }
        validTails = count;
    }
}
