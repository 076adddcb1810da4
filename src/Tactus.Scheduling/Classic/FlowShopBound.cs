namespace Tactus.Scheduling.Classic;

/// <summary>Lower bounds for the flow shop with setups.</summary>
internal static class FlowShopBound
{
    private const int LargestAssignment = 200;

    /// <summary>The best of one bound a machine: every job once on it, the way of the first job to it, the way of the last job from it, and
    /// between them a tour through the setups, relaxed to an assignment (each job has one before and one after it).</summary>
    internal static long Machines(FlowShopProblem problem, SearchStop stop)
    {
        int n = problem.Jobs, m = problem.Machines;
        var best = 0L;
        for (var job = 0; job < n; job++)
        {
            best = Math.Max(best, problem.Times.AsSpan(job * m, m).ToArray().Sum(time => (long)time));
        }
        var cost = new long[n + 1, n + 1];
        for (var machine = 0; machine < m && !stop.Now; machine++)
        {
            var work = 0L;
            for (var job = 0; job < n; job++)
            {
                int head = 0, tail = 0;
                for (var other = 0; other < m; other++)
                {
                    head += other < machine ? problem.Times[(job * m) + other] : 0;
                    tail += other > machine ? problem.Times[(job * m) + other] : 0;
                }
                work += problem.Times[(job * m) + machine];
                cost[n, job] = head;
                cost[job, n] = tail;
                for (var next = 0; next < n; next++)
                {
                    cost[job, next] = next == job ? int.MaxValue / 4 : problem.Setups[(((job * n) + next) * m) + machine];
                }
            }
            cost[n, n] = int.MaxValue / 4;
            best = Math.Max(best, work + (n <= LargestAssignment ? Assignment(cost) : Cheapest(cost)));
        }
        return best;
    }

    /// <summary>Each row's smallest, or each column's.</summary>
    private static long Cheapest(long[,] cost)
    {
        var n = cost.GetLength(0);
        long rows = 0, columns = 0;
        for (var i = 0; i < n; i++)
        {
            long row = long.MaxValue, column = long.MaxValue;
            for (var j = 0; j < n; j++)
            {
                row = Math.Min(row, cost[i, j]);
                column = Math.Min(column, cost[j, i]);
            }
            rows += row;
            columns += column;
        }
        return Math.Max(rows, columns);
    }

    /// <summary>The smallest sum of one cell of every row and column: successive shortest paths with potentials
    /// (J. Munkres, 1957; R. Jonker, A. Volgenant: A shortest augmenting path algorithm for dense and sparse linear assignment problems,
    /// Computing 38, 1987).</summary>
    internal static long Assignment(long[,] cost)
    {
        var n = cost.GetLength(0);
        var rowPrice = new long[n + 1];
        var columnPrice = new long[n + 1];
        var rowOf = new int[n + 1];
        var from = new int[n + 1];
        var least = new long[n + 1];
        var done = new bool[n + 1];
        // Counted from 1; row 0 and column 0 stand for "none yet".
        for (var row = 1; row <= n; row++)
        {
            rowOf[0] = row;
            var column = 0;
            Array.Fill(least, long.MaxValue);
            Array.Clear(done);
            do
            {
                done[column] = true;
                int at = rowOf[column], next = 0;
                var delta = long.MaxValue;
                for (var j = 1; j <= n; j++)
                {
                    if (done[j])
                    {
                        continue;
                    }
                    var reduced = cost[at - 1, j - 1] - rowPrice[at] - columnPrice[j];
                    if (reduced < least[j])
                    {
                        least[j] = reduced;
                        from[j] = column;
                    }
                    if (least[j] < delta)
                    {
                        delta = least[j];
                        next = j;
                    }
                }
                for (var j = 0; j <= n; j++)
                {
                    if (done[j])
                    {
                        rowPrice[rowOf[j]] += delta;
                        columnPrice[j] -= delta;
                    }
                    else
                    {
                        least[j] -= delta;
                    }
                }
                column = next;
            }
            while (rowOf[column] != 0);
            while (column != 0)
            {
                rowOf[column] = rowOf[from[column]];
                column = from[column];
            }
        }
        return -columnPrice[0];
    }
}
