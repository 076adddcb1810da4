namespace Tactus.Scheduling.Check;

/// <summary>Lags that contradict each other or a pinned start, whatever machines are chosen: the starts and ends of operations are the nodes of a
/// graph of "at least so much later", with every duration at its shortest. A circle of positive length in it cannot be kept
/// (Roy 1959 for the graph; Bellman 1958 and Ford 1956 for the longest paths).</summary>
internal sealed class LagLimits(PlanView view, FaultList faults)
{
    private const int MostPasses = 400;

    private readonly List<(int From, int To, long Weight)> edges = [];
    private readonly int source = 2 * view.Operations.Length;

    internal void Check()
    {
        Build();
        var earliest = new long[source + 1];
        Array.Fill(earliest, long.MinValue / 4);
        earliest[source] = 0;
        var by = new int[source + 1];
        Array.Fill(by, -1);
        var edge = edges.ToArray();
        for (var pass = 1; pass <= MostPasses; pass++)
        {
            var changed = false;
            for (var i = 0; i < edge.Length; i++)
            {
                var (from, to, weight) = edge[i];
                if (earliest[from] + weight <= earliest[to]) continue;
                earliest[to] = earliest[from] + weight;
                by[to] = i;
                changed = true;
            }
            if (!changed) return;
            // The paths that hold the earliest times make a tree, unless a circle of positive length feeds itself.
            if (pass % 4 == 0 && Circle(edge, by) is { } circle)
            {
                Tell(edge, circle);
                return;
            }
        }
    }

    private void Build()
    {
        var problem = view.Problem;
        var count = view.Operations.Length;
        var order = Order();
        var position = new int[count];
        for (var i = 0; i < count; i++) position[order[i]] = i;
        for (var operation = 0; operation < count; operation++)
        {
            var what = view.Operations[operation];
            var floor = what.Floor;
            if (floor is { State: FloorState.Done })
            {
                Fix(operation, floor.Start!.Value);
                FixEnd(operation, floor.End!.Value);
                continue;
            }
            if (floor is { State: FloorState.Started })
            {
                Fix(operation, floor.Start!.Value);
                edges.Add((source, End(operation), problem.Now + floor.Remaining));
                continue;
            }
            var (shortest, longest, batches) = (long.MaxValue, 0L, false);
            foreach (var mode in what.Modes)
            {
                if (floor?.Machine is { } fixedTo && mode.Machine != fixedTo) continue;
                var machine = view.Machines[view.MachineIndex[mode.Machine]];
                var run = WorkTime.At(mode.Time, machine.Efficiency);
                (shortest, longest, batches) = (Math.Min(shortest, run), Math.Max(longest, run), batches || machine.BatchCapacity > 0);
            }
            edges.Add((Start(operation), End(operation), shortest));
            // A batch runs as long as its longest member, a pause makes the end later: no upper bound then.
            if (!what.Interruptible && !batches) edges.Add((End(operation), Start(operation), -longest));
            if (floor?.Start is { } pinned) Fix(operation, pinned);
            else edges.Add((source, Start(operation), Math.Max(problem.Now, view.Job(operation).Release)));
        }
        foreach (var (from, to, link) in view.Links())
        {
            if (!view.IsPlanned(to)) continue;
            var point = link.Kind == LinkKind.StartToStart || link.Transfer > 0 ? Start(from) : End(from);
            edges.Add((point, Start(to), link.MinLag));
            if (link.MaxLag is { } most) edges.Add((Start(to), link.Kind == LinkKind.StartToStart ? Start(from) : End(from), -most));
        }
        // In the order of the precedences one pass is enough for all that is not a maximum.
        edges.Sort((left, right) => Place(left.From).CompareTo(Place(right.From)));
        int Place(int node) => node == source ? -1 : (2 * position[node / 2]) + (node % 2);
    }

    private int[] Order()
    {
        var count = view.Operations.Length;
        var links = view.Links().Select(link => (link.From, link.To)).ToArray();
        var (first, waits) = (new int[count + 1], new int[count]);
        foreach (var (from, to) in links)
        {
            first[from + 1]++;
            waits[to]++;
        }
        for (var i = 0; i < count; i++) first[i + 1] += first[i];
        var (after, place) = (new int[links.Length], first[..count].ToArray());
        foreach (var (from, to) in links) after[place[from]++] = to;
        var (order, end) = (new int[count], 0);
        for (var i = 0; i < count; i++)
        {
            if (waits[i] == 0) order[end++] = i;
        }
        for (var i = 0; i < end; i++)
        {
            for (var k = first[order[i]]; k < first[order[i] + 1]; k++)
            {
                if (--waits[after[k]] == 0) order[end++] = after[k];
            }
        }
        return order;
    }

    private void Fix(int operation, long start)
    {
        edges.Add((source, Start(operation), start));
        edges.Add((Start(operation), source, -start));
    }

    private void FixEnd(int operation, long end)
    {
        edges.Add((source, End(operation), end));
        edges.Add((End(operation), source, -end));
    }

    private List<int>? Circle((int From, int To, long Weight)[] edge, int[] by)
    {
        var seen = new int[by.Length];
        for (var root = 0; root < by.Length; root++)
        {
            var node = root;
            while (node >= 0 && seen[node] == 0)
            {
                seen[node] = root + 1;
                node = by[node] < 0 ? -1 : edge[by[node]].From;
            }
            if (node < 0 || seen[node] != root + 1) continue;
            var circle = new List<int>();
            for (var at = node; circle.Count == 0 || at != node; at = edge[by[at]].From) circle.Add(by[at]);
            circle.Reverse();
            return circle;
        }
        return null;
    }

    private void Tell((int From, int To, long Weight)[] edge, List<int> circle)
    {
        var total = circle.Sum(i => edge[i].Weight);
        var nodes = circle.Select(i => edge[i].To).ToList();
        var fixedTime = nodes.IndexOf(source);
        // Told from the pinned start on, where there is one.
        if (fixedTime >= 0) nodes = [.. nodes[(fixedTime + 1)..], .. nodes[..fixedTime]];
        var names = new List<string>();
        foreach (var node in nodes)
        {
            var name = view.Operations[node / 2].Id;
            if (names.Count == 0 || names[^1] != name) names.Add(name);
        }
        if (names.Count > 1 && names[0] == names[^1] && fixedTime < 0) names.RemoveAt(names.Count - 1);
        var shown = string.Join(" -> ", names.Count <= 12 ? names : [.. names[..6], $"({names.Count - 11} more)", .. names[^5..]]);
        if (fixedTime >= 0)
        {
            var pinned = view.Operations[nodes[^1] / 2].Id;
            if (!view.IsPlanned(nodes[^1] / 2))
            {
                faults.Add("lag-cycle", $"operation {names[0]}",
                    $"A maximum lag after operation {pinned}, which is {(view.IsDone(nodes[^1] / 2) ? "done" : "running")}, cannot be kept any more: over {shown}, with the shortest times and the lags between, it is {total} too late.");
                return;
            }
            faults.Add("pinned-time", $"operation {pinned}",
                $"Operation {pinned} cannot be where it is fixed: over {shown}, with the shortest times and the lags between, it comes out {total} too late.");
        }
        else
        {
            faults.Add("lag-cycle", $"operation {names[0]}",
                $"The maximum lags cannot be kept: over {shown} the shortest times and minimum lags are {total} more than the maximum lags allow.");
        }
    }

    private static int Start(int operation) => 2 * operation;

    private static int End(int operation) => (2 * operation) + 1;
}
