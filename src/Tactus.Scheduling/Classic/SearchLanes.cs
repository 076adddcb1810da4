using System.Diagnostics;

namespace Tactus.Scheduling.Classic;

/// <summary>One of several searches of the same problem that differ in their random choices.</summary>
internal interface ISearchLane
{
    /// <summary>Goes on for so many iterations, or until told to stop.</summary>
    /// <returns>Iterations made.</returns>
    long Run(long iterations, SearchStop stop);

    /// <summary>Value of the best that this lane found.</summary>
    long Best { get; }
}

/// <summary>Tells lanes when the time is over. Asked every few hundred moves, for it reads the clock.</summary>
internal sealed class SearchStop(Stopwatch clock, TimeSpan? time, CancellationToken cancellation)
{
    private readonly long end = time is { } span ? (long)(span.TotalSeconds * Stopwatch.Frequency) : long.MaxValue;

    internal bool Now => clock.ElapsedTicks >= end || cancellation.IsCancellationRequested;

    /// <summary>Part of the time that is over, 0 to 1; without a limit of time 0.</summary>
    internal double Share => end is long.MaxValue or 0 ? 0 : Math.Min(1.0, (double)clock.ElapsedTicks / end);

    internal TimeSpan Elapsed => clock.Elapsed;
}

/// <summary>Runs lanes in rounds on the threads allowed. Lanes meet only between rounds, in their order; with a limit of iterations alone
/// their number and their shares do not depend on the threads, and so neither does the result.</summary>
internal static class SearchLanes
{
    private const int LanesWithoutTime = 4;

    internal static int Count(SearchLimits limits) => limits.Time is null ? LanesWithoutTime : Math.Max(1, limits.ThreadCount);

    /// <summary>Runs until a limit is reached or <paramref name="afterRound"/> answers false.</summary>
    /// <param name="lanes">As many as <see cref="Count"/> says.</param>
    /// <param name="limits">Time counts from the start of <paramref name="clock"/>.</param>
    /// <param name="clock">Running.</param>
    /// <param name="quantum">Iterations of a lane in a round; about a tenth of a second is good.</param>
    /// <param name="afterRound">Told the iterations so far, summed over lanes; no lane runs meanwhile.</param>
    /// <returns>Iterations, summed over lanes.</returns>
    internal static long Run(ISearchLane[] lanes, SearchLimits limits, Stopwatch clock, long quantum, Func<long, bool> afterRound)
    {
        var stop = new SearchStop(clock, limits.Time, limits.Cancellation);
        var threads = Math.Min(Math.Max(1, limits.ThreadCount), lanes.Length);
        var shares = new long[lanes.Length];
        var made = new long[lanes.Length];
        var total = 0L;
        using var helpers = new Helpers(threads - 1);
        while (!stop.Now)
        {
            var left = limits.Iterations is { } limit ? limit - total : long.MaxValue;
            if (left <= 0)
            {
                break;
            }
            for (var lane = 0; lane < lanes.Length; lane++)
            {
                shares[lane] = Math.Min(quantum, (left / lanes.Length) + (lane < left % lanes.Length ? 1 : 0));
            }
            helpers.Round(lanes.Length, lane => made[lane] = shares[lane] > 0 ? lanes[lane].Run(shares[lane], stop) : 0);
            var round = 0L;
            foreach (var iterations in made)
            {
                round += iterations;
            }
            total += round;
            if (!afterRound(total))
            {
                break;
            }
        }
        return total;
    }

    /// <summary>Runs until a limit is reached or the bound is, keeping the best that any lane has found after each round.</summary>
    /// <param name="lanes">As many as <see cref="Count"/> says.</param>
    /// <param name="limits">Time counts from the start of <paramref name="clock"/>; told of each better value.</param>
    /// <param name="clock">Running.</param>
    /// <param name="quantum">Iterations of a lane in a round.</param>
    /// <param name="best">The best value so far; what is found replaces it.</param>
    /// <param name="bound">No value is below.</param>
    /// <param name="keep">Takes over the solution of the lane that has just become the best.</param>
    /// <returns>Iterations, summed over lanes.</returns>
    internal static long Improve<TLane>(TLane[] lanes, SearchLimits limits, Stopwatch clock, long quantum, ref long best, long bound, Action<TLane> keep)
        where TLane : class, ISearchLane
    {
        var found = best;
        var iterations = Run(lanes, limits, clock, quantum, total =>
        {
            foreach (var lane in lanes)
            {
                if (lane.Best >= found)
                {
                    continue;
                }
                found = lane.Best;
                keep(lane);
                limits.Progress?.Invoke(new(clock.Elapsed, total, found, bound));
            }
            return found > bound;
        });
        best = found;
        return iterations;
    }

    /// <summary>Threads of their own rather than the pool's: a search keeps a core for its whole time.</summary>
    private sealed class Helpers : IDisposable
    {
        private readonly Thread[] threads;
        private readonly Barrier? barrier;
        private Action<int>? work;
        private int count;
        private int next;
        private bool over;
        private Exception? fault;

        internal Helpers(int extra)
        {
            threads = new Thread[extra];
            if (extra == 0)
            {
                return;
            }
            barrier = new Barrier(extra + 1);
            for (var i = 0; i < extra; i++)
            {
                threads[i] = new Thread(Help) { IsBackground = true, Name = "scheduling search" };
                threads[i].Start();
            }
        }

        internal void Round(int lanes, Action<int> lane)
        {
            work = lane;
            count = lanes;
            next = 0;
            barrier?.SignalAndWait();
            Take();
            barrier?.SignalAndWait();
            if (fault is not null)
            {
                throw new InvalidOperationException("A search thread failed.", fault);
            }
        }

        public void Dispose()
        {
            over = true;
            if (barrier is null)
            {
                return;
            }
            barrier.SignalAndWait();
            foreach (var thread in threads)
            {
                thread.Join();
            }
            barrier.Dispose();
        }

        private void Help()
        {
            while (true)
            {
                barrier!.SignalAndWait();
                if (over)
                {
                    return;
                }
                Take();
                barrier.SignalAndWait();
            }
        }

        private void Take()
        {
            // A failure must reach the caller's thread, and both barriers must still be passed.
            try
            {
                for (var lane = Interlocked.Increment(ref next) - 1; lane < count; lane = Interlocked.Increment(ref next) - 1)
                {
                    work!(lane);
                }
            }
            catch (Exception exception)
            {
                fault = exception;
            }
        }
    }
}

/// <summary>xoshiro256**: small, fast and the same on every platform and in every release of the runtime.</summary>
/// <remarks>D. Blackman, S. Vigna: Scrambled linear pseudorandom number generators, ACM Transactions on Mathematical Software 47(4), 2021.</remarks>
internal struct SearchRandom
{
    private ulong a, b, c, d;

    internal SearchRandom(int seed, int lane)
    {
        var state = ((ulong)(uint)seed << 32) ^ ((ulong)(uint)lane * 0x9E3779B97F4A7C15UL) ^ 0xD1B54A32D192ED03UL;
        a = Mix(ref state);
        b = Mix(ref state);
        c = Mix(ref state);
        d = Mix(ref state) | 1;
    }

    internal ulong Next()
    {
        var result = ulong.RotateLeft(b * 5, 7) * 9;
        var t = b << 17;
        c ^= a;
        d ^= b;
        b ^= c;
        a ^= d;
        c ^= t;
        d = ulong.RotateLeft(d, 45);
        return result;
    }

    /// <summary>From 0 to <paramref name="bound"/> - 1.</summary>
    internal int Next(int bound) => (int)(((Next() >> 32) * (ulong)(uint)bound) >> 32);

    /// <summary>From 0 to below 1.</summary>
    internal double NextDouble() => (Next() >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
