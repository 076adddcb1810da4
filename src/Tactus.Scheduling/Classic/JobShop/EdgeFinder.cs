namespace Tactus.Scheduling.Classic.JobShop;

/// <summary>Narrows the windows of a job shop's operations (earliest start, latest end) under a wanted makespan, and finds out that it cannot
/// be reached. Only for shops without a choice of machines.</summary>
/// <remarks>Edge finding in O(n²) a machine (Carlier &amp; Pinson 1994, European Journal of Operational Research 78, in the form of Baptiste,
/// Le Pape &amp; Nuijten 2001, Constraint-Based Scheduling) and precedences that windows show (Vilím 2002); then shaving: a part of a
/// window that propagation refutes is cut off (Carlier &amp; Pinson 1994; Martin &amp; Shmoys 1996, IPCO).</remarks>
internal sealed class EdgeFinder
{
    private readonly CompiledShop shop;
    private readonly Func<bool>? over;
    private readonly int[] time, machineOf;
    private readonly int[][] operations;

    // A machine in hand: windows of its operations by earliest start.
    private readonly int[] sorted, release, due, length, raised, ends;
    private readonly int[] queue;
    private readonly bool[] queued;
    private int queueHead, queueCount;

    /// <param name="shop">The instance.</param>
    /// <param name="over">Ends a propagation early; what it has cut by then is cut rightly.</param>
    public EdgeFinder(CompiledShop shop, Func<bool>? over = null)
    {
        this.over = over;
        this.shop = shop;
        time = new int[shop.Slots];
        machineOf = new int[shop.Slots];
        var lists = Enumerable.Range(0, shop.Machines).Select(_ => new List<int>()).ToArray();
        for (var o = 0; o < shop.Slots; o++)
            if (shop.IsOperation[o])
            {
                time[o] = shop.Shortest(o);
                machineOf[o] = shop.ModeMachine[shop.ShortestMode[o]];
                lists[machineOf[o]].Add(o);
            }
        operations = [.. lists.Select(list => list.ToArray())];
        var most = Math.Max(1, operations.Max(list => list.Length));
        sorted = new int[most];
        release = new int[most];
        due = new int[most];
        length = new int[most];
        raised = new int[most];
        ends = new int[most];
        queue = new int[shop.Machines];
        queued = new bool[shop.Machines];
        Start = new int[shop.Slots];
        End = new int[shop.Slots];
    }

    /// <summary>[slot] earliest start and latest end.</summary>
    public int[] Start { get; private set; }
    public int[] End { get; private set; }

    /// <summary>The makespan that the windows are for; 0 when it was refuted and they mean nothing.</summary>
    public int NarrowedTo { get; private set; }

    /// <summary>Elementary steps done so far: a measure of effort that does not depend on the machine.</summary>
    public long Steps { get; private set; }

    /// <summary>Windows by jobs alone, then narrowed by the machines; false when no schedule ends by <paramref name="makespan"/>.</summary>
    public bool Narrow(int makespan)
    {
        NarrowedTo = 0;
        ClearQueue();
        for (var o = 0; o < shop.Slots; o++)
        {
            Start[o] = shop.Head[o];
            End[o] = makespan - shop.Tail[o];
            if (shop.IsOperation[o] && Start[o] + time[o] > End[o])
                return false;
        }
        for (var machine = 0; machine < shop.Machines; machine++)
            Enqueue(machine);
        if (!Propagate())
            return false;
        NarrowedTo = makespan;
        return true;
    }

    /// <summary>After <see cref="Narrow"/>: cuts off parts of windows that cannot hold a start, until nothing is cut any more or
    /// <paramref name="over"/> says so. False when no schedule is left.</summary>
    public bool Shave(Func<bool> over)
    {
        int[] start = new int[shop.Slots], end = new int[shop.Slots];
        var cut = true;
        while (cut)
        {
            cut = false;
            foreach (var list in operations)
                foreach (var o in list)
                    for (var side = 0; side < 2; side++)
                    {
                        // Half of the window, then smaller parts.
                        var part = (End[o] - Start[o] - time[o] + 1) / 2;
                        while (part > 0 && Start[o] + time[o] < End[o])
                        {
                            if (over())
                                return true;
                            Start.CopyTo(start, 0);
                            End.CopyTo(end, 0);
                            var feasible = side == 0 ? SetEnd(o, Start[o] + time[o] + part - 1) : SetStart(o, End[o] - time[o] - part + 1);
                            feasible = feasible && Propagate();
                            (Start, start, End, end) = (start, Start, end, End);
                            ClearQueue();
                            if (feasible)
                            {
                                part /= 4;
                                continue;
                            }
                            if (!(side == 0 ? SetStart(o, Start[o] + part) : SetEnd(o, End[o] - part)) || !Propagate())
                                return false;
                            cut = true;
                        }
                    }
        }
        return true;
    }

    private void Enqueue(int machine)
    {
        if (queued[machine])
            return;
        queued[machine] = true;
        queue[(queueHead + queueCount++) % queue.Length] = machine;
    }

    private void ClearQueue()
    {
        queueCount = 0;
        Array.Clear(queued);
    }

    private bool SetStart(int o, int value)
    {
        while (value > Start[o])
        {
            Start[o] = value;
            if (value + time[o] > End[o])
                return false;
            Enqueue(machineOf[o]);
            value += time[o];
            if (!shop.IsOperation[++o])
                break;
        }
        return true;
    }

    private bool SetEnd(int o, int value)
    {
        while (value < End[o])
        {
            End[o] = value;
            if (Start[o] + time[o] > value)
                return false;
            Enqueue(machineOf[o]);
            value -= time[o];
            if (!shop.IsOperation[--o])
                break;
        }
        return true;
    }

    private bool Propagate()
    {
        while (queueCount > 0)
        {
            var machine = queue[queueHead];
            queueHead = (queueHead + 1) % queue.Length;
            queueCount--;
            queued[machine] = false;
            if (over is not null && over())
            {
                ClearQueue();
                return true;
            }
            if (!Machine(operations[machine], false) || !Machine(operations[machine], true))
            {
                ClearQueue();
                return false;
            }
        }
        return true;
    }

    /// <summary>Raises earliest starts, or mirrored lowers latest ends, of one machine's operations.</summary>
    private bool Machine(int[] list, bool mirrored)
    {
        var count = list.Length;
        Steps += 3L * count * count;
        for (var i = 0; i < count; i++)
        {
            var o = list[i];
            var r = mirrored ? -End[o] : Start[o];
            var k = i - 1;
            for (; k >= 0 && release[k] > r; k--)
            {
                sorted[k + 1] = sorted[k];
                release[k + 1] = release[k];
            }
            sorted[k + 1] = o;
            release[k + 1] = r;
        }
        for (var i = 0; i < count; i++)
        {
            var o = sorted[i];
            due[i] = mirrored ? -Start[o] : End[o];
            length[i] = time[o];
            raised[i] = release[i];
        }
        if (!Edges(count))
            return false;
        Precedences(count);
        for (var i = 0; i < count; i++)
            if (raised[i] > release[i] && !(mirrored ? SetEnd(sorted[i], -raised[i]) : SetStart(sorted[i], raised[i])))
                return false;
        return true;
    }

    private bool Edges(int count)
    {
        for (var k = 0; k < count; k++)
        {
            var limit = due[k];
            int work = 0, all = int.MinValue;
            for (var i = count - 1; i >= 0; i--)
            {
                if (due[i] <= limit)
                {
                    work += length[i];
                    all = Math.Max(all, release[i] + work);
                    if (all > limit)
                        return false;
                }
                ends[i] = all;
            }
            var before = int.MinValue / 2;
            for (var i = 0; i < count; i++)
            {
                if (due[i] <= limit)
                {
                    before = Math.Max(before, release[i] + work);
                    work -= length[i];
                    continue;
                }
                // Not even the first of those that end by the limit and start no earlier can come after it, so all come before it.
                if (work > 0 && release[i] + work + length[i] > limit)
                    raised[i] = Math.Max(raised[i], ends[i]);
                if (before + length[i] > limit)
                    raised[i] = Math.Max(raised[i], all);
            }
        }
        return true;
    }

    private void Precedences(int count)
    {
        for (var i = 0; i < count; i++)
        {
            // Those that cannot come after it come before it, one after the other.
            var end = int.MinValue / 2;
            var latest = release[i] + length[i];
            for (var j = 0; j < count; j++)
                if (j != i && latest + length[j] > due[j])
                    end = Math.Max(end, release[j]) + length[j];
            raised[i] = Math.Max(raised[i], end);
        }
    }
}
