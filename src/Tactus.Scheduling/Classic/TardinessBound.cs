namespace Tactus.Scheduling.Classic;

/// <summary>What can be proved quickly about weighted tardiness.</summary>
internal static class TardinessBound
{
    private const int LargestAssignment = 200;

    /// <summary>For each machine: of every job that must come to it the last operation there, as if it could be interrupted. Shortest remaining
    /// time first then brings the k-th end as early as any schedule can (L. Schrage: A proof of the optimality of the shortest remaining
    /// processing time discipline, Operations Research 16(3), 1968); an assignment gives the ends to the jobs as cheaply as can be, none
    /// sooner than the job alone allows. Jobs that do not come to the machine count alone. The best machine counts.</summary>
    internal static long Of(TardinessProblem problem, SearchStop stop)
    {
        var head = new int[problem.Operations + 1];
        var tail = new int[problem.Operations + 1];
        var alone = new long[problem.Jobs];
        var best = 0L;
        for (var job = 0; job < problem.Jobs; job++)
        {
            int first = problem.First[job], last = problem.Last[job];
            for (var o = first; o <= last; o++)
            {
                head[o] = o == first ? problem.Release[o] : head[o - 1] + TardinessStart.Quickest(problem, o - 1);
            }
            for (var o = last - 1; o >= first; o--)
            {
                tail[o] = tail[o + 1] + TardinessStart.Quickest(problem, o + 1);
            }
            alone[job] = Late(problem, job, head[last] + TardinessStart.Quickest(problem, last));
            best += alone[job];
        }
        if (problem.Jobs > LargestAssignment)
        {
            return best;
        }
        var onMachine = new int[problem.Machines][];
        for (var job = 0; job < problem.Jobs; job++)
        {
            for (var o = problem.First[job]; o <= problem.Last[job]; o++)
            {
                var machine = problem.ModeMachine[problem.ModeFrom[o]];
                if (problem.ModeCount(o) == 1)
                {
                    (onMachine[machine] ??= new int[problem.Jobs])[job] = o;
                }
            }
        }
        foreach (var last in onMachine)
        {
            if (last is null || stop.Now)
            {
                continue;
            }
            var operations = last.Where(o => o != 0).ToArray();
            var ends = Ends([.. operations.Select(o => head[o])], [.. operations.Select(o => problem.ModeTime[problem.ModeFrom[o]])]);
            var cost = new long[operations.Length, operations.Length];
            var sum = 0L;
            var row = 0;
            for (var job = 0; job < problem.Jobs; job++)
            {
                var o = last[job];
                if (o == 0)
                {
                    sum += alone[job];
                    continue;
                }
                for (var k = 0; k < ends.Length; k++)
                {
                    cost[row, k] = Late(problem, job, Math.Max(ends[k], head[o] + problem.ModeTime[problem.ModeFrom[o]]) + tail[o]);
                }
                row++;
            }
            best = Math.Max(best, sum + FlowShopBound.Assignment(cost));
        }
        return best;
    }

    /// <summary>Ends in rising order when the shortest remaining time goes first.</summary>
    internal static int[] Ends(int[] release, int[] time)
    {
        var left = time.ToArray();
        var ends = new int[time.Length];
        var done = new bool[time.Length];
        var now = 0;
        for (var count = 0; count < ends.Length;)
        {
            int chosen = -1, next = int.MaxValue;
            for (var i = 0; i < left.Length; i++)
            {
                if (done[i])
                {
                    continue;
                }
                if (release[i] > now)
                {
                    next = Math.Min(next, release[i]);
                }
                else if (chosen < 0 || left[i] < left[chosen])
                {
                    chosen = i;
                }
            }
            if (chosen < 0)
            {
                now = next;
            }
            else if (left[chosen] <= next - now)
            {
                now += left[chosen];
                done[chosen] = true;
                ends[count++] = now;
            }
            else
            {
                left[chosen] -= next - now;
                now = next;
            }
        }
        return ends;
    }

    private static long Late(TardinessProblem problem, int job, int end) =>
        problem.Weight[problem.Last[job]] * Math.Max(0L, (long)end - problem.Due[problem.Last[job]]);
}
