using System.Diagnostics;
using System.Numerics;

namespace Tactus.Scheduling.Classic;

/// <summary>Total weighted tardiness of one machine, all jobs there from the start: iterated dynasearch.</summary>
/// <remarks>R. K. Congram, C. N. Potts, S. L. van de Velde: An iterated dynasearch algorithm for the single-machine total weighted tardiness
/// scheduling problem, INFORMS Journal on Computing 14(1), 2002; with the larger neighbourhood (interchanges and both insertions) of
/// A. Grosso, F. Della Croce, R. Tadei: An enhanced dynasearch neighborhood for the single-machine total weighted tardiness scheduling problem,
/// Operations Research Letters 32(1), 2004. Dynasearch applies in one step the best set of moves that do not overlap, found by dynamic
/// programming over the positions.</remarks>
internal static class SingleMachineTardiness
{
    /// <summary>Whether <see cref="Solve"/> takes the problem: one machine, one operation a job, no release times.</summary>
    internal static bool Fits(ShopInstance shop)
    {
        foreach (var job in shop.Jobs)
        {
            if (job.Release != 0 || job.Operations.Count != 1 || job.Operations[0].Modes.Count != 1 || job.Operations[0].Modes[0].Machine != 0)
            {
                return false;
            }
        }
        return shop.Machines == 1;
    }

    /// <summary>The best order found within the limits. An iteration is one kick with its descent.</summary>
    internal static ShopResult Solve(ShopInstance shop, SearchLimits limits)
    {
        if (!Fits(shop))
        {
            throw new ArgumentException("One machine, one operation a job and no release times are needed.", nameof(shop));
        }
        var clock = Stopwatch.StartNew();
        var problem = new Problem(shop);
        var order = problem.FirstOrder();
        var bound = problem.Bound();
        if (problem.Cost(order) > bound)
        {
            bound = Math.Max(bound, TardinessBound.Of(new TardinessProblem(shop), new SearchStop(clock, limits.Time, limits.Cancellation)));
        }
        var best = problem.Cost(order);
        var iterations = 0L;
        if (best > bound)
        {
            var lanes = new Lane[SearchLanes.Count(limits)];
            for (var i = 0; i < lanes.Length; i++)
            {
                lanes[i] = new Lane(problem, order, bound, new SearchRandom(limits.Seed, i));
            }
            var quantum = Math.Max(1, 4_000_000L / (40L + (long)problem.Count * problem.Count));
            iterations = SearchLanes.Improve(lanes, limits, clock, quantum, ref best, bound, lane => order = lane.BestOrder.ToArray());
        }
        var operations = new ScheduledOperation[problem.Count];
        var time = 0;
        foreach (var job in order)
        {
            operations[job] = new(job, 0, 0, time, time + problem.Time[job]);
            time += problem.Time[job];
        }
        return new(best, bound, clock.Elapsed, iterations, operations);
    }

    /// <summary>The data by job.</summary>
    private sealed class Problem
    {
        internal readonly int[] Time, Weight, Due;

        /// <summary>No sum of costs leaves the range of int, so that the vectors may count in it.</summary>
        internal readonly bool Small;

        internal Problem(ShopInstance shop)
        {
            Time = new int[shop.Jobs.Count];
            Weight = new int[Time.Length];
            Due = new int[Time.Length];
            long horizon = 0, weights = 0;
            for (var job = 0; job < Time.Length; job++)
            {
                Time[job] = shop.Jobs[job].Operations[0].Modes[0].Duration;
                horizon += Time[job];
                weights += Weight[job] = shop.Jobs[job].Due is null ? 0 : shop.Jobs[job].Weight;
                Due[job] = shop.Jobs[job].Due ?? 0;
            }
            Small = (UInt128)horizon * (UInt128)weights < int.MaxValue / 4 && horizon < int.MaxValue / 4;
        }

        internal int Count => Time.Length;

        internal long Cost(int[] order)
        {
            long cost = 0, time = 0;
            foreach (var job in order)
            {
                time += Time[job];
                cost += Weight[job] * Math.Max(0, time - Due[job]);
            }
            return cost;
        }

        /// <summary>The better of the order of due times and the order of weight by time.</summary>
        internal int[] FirstOrder()
        {
            var due = new int[Count];
            var ratio = new int[Count];
            for (var job = 0; job < Count; job++)
            {
                due[job] = ratio[job] = job;
            }
            Array.Sort(due, (a, b) => Due[a] != Due[b] ? Due[a].CompareTo(Due[b]) : a.CompareTo(b));
            Array.Sort(ratio, (a, b) =>
            {
                var order = ((long)Weight[b] * Time[a]).CompareTo((long)Weight[a] * Time[b]);
                return order != 0 ? order : a.CompareTo(b);
            });
            return Cost(due) <= Cost(ratio) ? due : ratio;
        }

        /// <summary>Three proofs, the best counts: a job alone; the order of due times minimises the largest tardiness (J. R. Jackson, 1955),
        /// which some job then has; jobs as if preemptive cannot finish their k-th sooner than by shortest time.</summary>
        internal long Bound()
        {
            long alone = 0, time = 0, tardiest = 0;
            var minWeight = long.MaxValue;
            var due = new int[Count];
            for (var job = 0; job < Count; job++)
            {
                due[job] = job;
                alone += Weight[job] * Math.Max(0L, (long)Time[job] - Due[job]);
                minWeight = Math.Min(minWeight, Weight[job]);
            }
            Array.Sort(due, (a, b) => Due[a].CompareTo(Due[b]));
            var times = new int[Count];
            for (var i = 0; i < Count; i++)
            {
                time += Time[due[i]];
                tardiest = Math.Max(tardiest, time - Due[due[i]]);
                times[i] = Time[i];
            }
            // The k-th completion is at least the sum of the k shortest times; matched with the due times in order, each tardiness
            // counts at least the smallest weight.
            Array.Sort(times);
            long shortest = 0, matched = 0;
            for (var i = 0; i < Count; i++)
            {
                shortest += times[i];
                matched += Math.Max(0, shortest - Due[due[i]]);
            }
            return Count == 0 ? 0 : Math.Max(alone, minWeight * Math.Max(tardiest, matched));
        }
    }

    private sealed class Lane : ISearchLane
    {
        /// <summary>Moves between positions farther apart are not tried: beyond some hundred jobs they would cost more than they bring.</summary>
        private const int Window = 400;

        private const int Kicks = 6;

        private readonly Problem problem;
        private readonly long bound;
        private readonly int n;
        private readonly int[] order, best;
        private readonly int[] time, weight, late;
        private readonly long[] value;
        private readonly long[] forward;
        private readonly int[] choice;
        private SearchRandom random;
        private long cost;
        private long bestCost;
        private int sinceReturn;

        internal Lane(Problem problem, int[] first, long bound, SearchRandom random)
        {
            this.problem = problem;
            this.bound = bound;
            this.random = random;
            n = problem.Count;
            order = first.ToArray();
            best = first.ToArray();
            time = new int[n];
            weight = new int[n];
            late = new int[n];
            value = new long[n + 1];
            forward = new long[n];
            choice = new int[n];
            cost = bestCost = problem.Cost(order);
        }

        public long Best => bestCost;

        internal ReadOnlySpan<int> BestOrder => best;

        public long Run(long iterations, SearchStop stop)
        {
            var current = new int[n];
            for (var i = 0L; i < iterations; i++)
            {
                if (bestCost <= bound || (i % 4 == 0 && stop.Now))
                {
                    return i;
                }
                // The first descent starts from the rule's order; later ones from a kicked copy of what is held.
                order.CopyTo(current, 0);
                if (sinceReturn > 0)
                {
                    for (var kick = 0; kick < Kicks; kick++)
                    {
                        int a = random.Next(n), b = random.Next(n);
                        (order[a], order[b]) = (order[b], order[a]);
                    }
                }
                var reached = Descend(stop);
                if (reached < bestCost)
                {
                    bestCost = reached;
                    order.CopyTo(best, 0);
                }
                if (reached <= cost)
                {
                    cost = reached;
                }
                else
                {
                    current.CopyTo(order, 0);
                }
                // As in the paper: not from the best only, or the search stays in one valley.
                if (++sinceReturn > 4 * n)
                {
                    sinceReturn = 1;
                    if (random.Next(3) == 0)
                    {
                        Shuffle();
                    }
                    else
                    {
                        best.CopyTo(order, 0);
                    }
                    cost = problem.Cost(order);
                }
            }
            return iterations;
        }

        private void Shuffle()
        {
            for (var i = n - 1; i > 0; i--)
            {
                var j = random.Next(i + 1);
                (order[i], order[j]) = (order[j], order[i]);
            }
        }

        private long Descend(SearchStop stop)
        {
            var reached = long.MaxValue;
            while (true)
            {
                var now = Step(stop);
                if (now >= reached)
                {
                    return reached;
                }
                reached = now;
            }
        }

        /// <summary>Finds the best set of moves that do not overlap and makes them.</summary>
        /// <returns>The cost after it.</returns>
        private long Step(SearchStop stop)
        {
            var end = 0;
            for (var i = 0; i < n; i++)
            {
                var job = order[i];
                time[i] = problem.Time[job];
                weight[i] = problem.Weight[job];
                end += time[i];
                late[i] = end - problem.Due[job];
            }
            value[0] = 0;
            for (var k = 0; k < n; k++)
            {
                var from = Math.Max(0, k - Window);
                if (n > Window && k % 64 == 0 && stop.Now)
                {
                    return problem.Cost(order);
                }
                var bestValue = value[k] + Late(k, 0);
                var bestChoice = -1;
                // The job at k comes before those at i..k-1, which all end later by its time.
                var shifted = 0L;
                var lead = late[k];
                for (var i = k - 1; i >= from; i--)
                {
                    shifted += Late(i, time[k]);
                    lead -= time[i];
                    var before = value[i] + shifted + (weight[k] * (long)Math.Max(0, lead));
                    if (before < bestValue)
                    {
                        bestValue = before;
                        bestChoice = i * 3;
                    }
                    // The job at i goes behind k, those between end sooner by its time; forward[i] has those from i + 1 on.
                    forward[i] += Late(k, -time[i]);
                    var tail = weight[i] * (long)Math.Max(0, late[i] + (EndOf(k) - EndOf(i)));
                    var after = value[i] + forward[i] + tail;
                    if (after < bestValue)
                    {
                        bestValue = after;
                        bestChoice = (i * 3) + 1;
                    }
                    // Both change places; those between move by the difference.
                    var ends = value[i] + tail + (weight[k] * (long)Math.Max(0, lead));
                    if (i < k - 1 && ends < bestValue)
                    {
                        var swapped = ends + Between(i + 1, k, time[k] - time[i]);
                        if (swapped < bestValue)
                        {
                            bestValue = swapped;
                            bestChoice = (i * 3) + 2;
                        }
                    }
                }
                forward[k] = 0;
                value[k + 1] = bestValue;
                choice[k] = bestChoice;
            }
            for (var k = n - 1; k >= 0; k--)
            {
                var move = choice[k];
                if (move < 0)
                {
                    continue;
                }
                var i = move / 3;
                switch (move % 3)
                {
                    case 0:
                        var last = order[k];
                        Array.Copy(order, i, order, i + 1, k - i);
                        order[i] = last;
                        break;
                    case 1:
                        var first = order[i];
                        Array.Copy(order, i + 1, order, i, k - i);
                        order[k] = first;
                        break;
                    default:
                        (order[i], order[k]) = (order[k], order[i]);
                        break;
                }
                k = i;
            }
            return value[n];
        }

        private int EndOf(int position) => late[position] + problem.Due[order[position]];

        private long Late(int position, int shift) => weight[position] * (long)Math.Max(0, late[position] + shift);

        private long Between(int from, int to, int shift)
        {
            var sum = 0L;
            var i = from;
            if (problem.Small)
            {
                var move = new Vector<int>(shift);
                var total = Vector<int>.Zero;
                for (; i + Vector<int>.Count <= to; i += Vector<int>.Count)
                {
                    total += Vector.Max(Vector<int>.Zero, new Vector<int>(late, i) + move) * new Vector<int>(weight, i);
                }
                sum = Vector.Sum(total);
            }
            for (; i < to; i++)
            {
                sum += Late(i, shift);
            }
            return sum;
        }
    }
}
