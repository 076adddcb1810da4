namespace Tactus.Scheduling.Classic.JobShop;

/// <summary>Tabu search on the disjunctive graph: moves of operations within the blocks of a critical path and, where there is a choice of
/// machines, of critical operations to another machine.</summary>
/// <remarks>Within a block an operation goes to its front or rear, or the first or last one goes inside (N6: Balas &amp; Vazacopoulos 1998,
/// Management Science 44; N7: Zhang, Li, Guan &amp; Rao 2007, Computers &amp; Operations Research 34), valued by heads and tails along the moved
/// stretch. A stretch of a sequence that was left is tabu for a while at its places (Zhang et al. 2008, C&amp;OR 35). To another machine an
/// operation goes at the places where nothing that ends too late is before it and nothing that must start too early behind it (Mastrolilli
/// &amp; Gambardella 2000, Journal of Scheduling 3).</remarks>
internal sealed unsafe class TabuSearch
{
    private readonly CompiledShop shop;
    private readonly ShopState state;
    private readonly SearchControl control;
    private readonly int* path;
    private readonly List<int[]> pinned = [];
    private readonly int[] bestOrder, bestMode;

    // One block of the path: duration, end, tail of each operation; end of its job before it and tail of its job behind it.
    private readonly int* blockTime, blockEnd, blockTail, jobEnd, jobTail, moved;

    // Stretches of sequences that are tabu, one a move: where they were (machine, first rank, length), what stood there, until when, and the
    // move before on the same machine. Kept in a ring by the number of the move.
    private readonly int[] stretchRank, stretchLength, stretch;
    private readonly long[] stretchUntil, stretchBefore, stretchLast;
    private readonly int ringMask, stretchRoom;
    private readonly long[] modeUntil;
    private readonly int askMask;
    // Of stretches; of a machine that an operation left.
    private int tenureLow, tenureHigh, machineTenure;

    private Dice dice = new(1UL);
    private long now;
    private int bestMakespan;

    // The move chosen so far.
    private int chosenValue, chosenTies, chosenKind, chosenBlock, chosenFrom, chosenTo;
    private int spareTies, spareKind, spareBlock, spareFrom, spareTo;

    public TabuSearch(CompiledShop shop, SearchControl control)
    {
        this.shop = shop;
        this.control = control;
        state = new ShopState(shop);
        var operations = Math.Max(1, shop.Operations);
        path = Pinned(operations);
        bestOrder = new int[shop.Operations];
        bestMode = new int[shop.Slots];
        blockTime = Pinned(operations);
        blockEnd = Pinned(operations);
        blockTail = Pinned(operations);
        jobEnd = Pinned(operations);
        jobTail = Pinned(operations);
        moved = Pinned(operations);
        modeUntil = new long[shop.ModeMachine.Length];
        var jobs = Math.Max(1, shop.Jobs);
        var machines = Math.Max(1, shop.Machines);
        tenureLow = 10 + jobs / machines;
        tenureHigh = jobs <= 2 * machines ? tenureLow * 14 / 10 : tenureLow * 15 / 10;
        var ring = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)tenureHigh * 2);
        ringMask = ring - 1;
        for (var machine = 0; machine < shop.Machines; machine++)
            stretchRoom = Math.Max(stretchRoom, shop.MachineStart[machine + 1] - shop.MachineStart[machine]);
        // About every millisecond: the larger the shop, the longer a move takes.
        askMask = (1 << (int)Math.Clamp(20 - Math.Log2(operations), 0, 10)) - 1;
        stretchRank = new int[ring];
        stretchLength = new int[ring];
        stretch = new int[ring * stretchRoom];
        stretchUntil = new long[ring];
        stretchBefore = new long[ring];
        stretchLast = new long[shop.Machines];
    }

    // The list keeps the array for as long as the pointer is used.
    private int* Pinned(int length)
    {
        pinned.Add(ShopState.Pinned(length, out var address));
        return address;
    }

    /// <summary>Moves made by the last run.</summary>
    public long Iterations { get; private set; }

    /// <summary>Improves <paramref name="start"/> until <paramref name="patience"/> moves in a row found nothing better, or
    /// <paramref name="limit"/> moves are made, or a schedule as good as the bound is found, or the search is over.</summary>
    public ShopSolution Run(ShopSolution start, Dice random, long limit, long patience)
    {
        dice = random;
        if (shop.Flexible)
        {
            // No tenure is best for all flexible shops: each run draws its own, and the population keeps what came of the better ones.
            machineTenure = 2 + dice.Below(12);
            tenureLow = 4 + dice.Below(7) + (shop.Jobs / Math.Max(1, shop.Machines));
            tenureHigh = tenureLow * 14 / 10;
        }
        Iterations = 0;
        now = 0;
        Array.Clear(stretchLast);
        Array.Clear(stretchUntil);
        Array.Clear(modeUntil);
        state.Load(start);
        state.CopyTo(bestOrder, bestMode);
        bestMakespan = state.Makespan;
        long stalled = 0;
        while (Iterations < limit && stalled < patience && bestMakespan > control.Bound)
        {
            if ((Iterations & askMask) == askMask && control.Over())
                break;
            Iterations++;
            now++;
            Step();
            stalled++;
            if (state.Makespan < bestMakespan)
            {
                bestMakespan = state.Makespan;
                state.CopyTo(bestOrder, bestMode);
                stalled = 0;
            }
        }
        return new ShopSolution((int[])bestOrder.Clone(), (int[])bestMode.Clone(), bestMakespan);
    }

    private void Step()
    {
        var length = Trace();
        chosenValue = int.MaxValue;
        chosenTies = 0;
        chosenKind = spareKind = None;
        spareTies = 0;
        var from = 0;
        while (from < length)
        {
            var to = from;
            while (to + 1 < length && state.After[path[to]] == path[to + 1])
                to++;
            if (to > from)
                Block(from, to, length);
            from = to + 1;
        }
        if (shop.Flexible)
            for (var i = 0; i < length; i++)
                Elsewhere(path[i]);
        if (chosenKind == None)
        {
            if (spareKind == None)
            {
                Shake();
                return;
            }
            (chosenKind, chosenBlock, chosenFrom, chosenTo) = (spareKind, spareBlock, spareFrom, spareTo);
        }
        Make();
    }

    /// <summary>The critical path allows no move: any operation goes anywhere.</summary>
    private void Shake()
    {
        for (var tries = 0; tries < 10; tries++)
        {
            var o = state.Order[dice.Below(shop.Operations)];
            var mode = shop.ModeStart[o] + dice.Below(shop.ModeStart[o + 1] - shop.ModeStart[o]);
            var room = state.Count[shop.ModeMachine[mode]] + (shop.ModeMachine[mode] == state.Machine[o] ? 0 : 1);
            if (state.Move(o, mode, dice.Below(room)))
                return;
        }
    }

    private const int None = 0, Rearward = 1, Frontward = 2, ToMachine = 3;

    private void Make()
    {
        var until = now + tenureLow + dice.Below(tenureHigh - tenureLow + 1);
        if (chosenKind == ToMachine)
        {
            var o = chosenBlock;
            var old = state.Mode[o];
            if (state.Move(o, chosenFrom, chosenTo))
                modeUntil[old] = now + machineTenure + dice.Below(1 + machineTenure / 2);
            else
                modeUntil[chosenFrom] = until;
            return;
        }
        int first = path[chosenBlock + chosenFrom], last = path[chosenBlock + chosenTo];
        Forbid(first, chosenTo - chosenFrom + 1, until);
        if (chosenKind == Rearward)
            state.Move(first, state.Mode[first], state.Rank[last]);
        else
            state.Move(last, state.Mode[last], state.Rank[first]);
    }

    /// <summary>A critical path, chosen by chance where there are several, into <see cref="path"/>; its length.</summary>
    private int Trace()
    {
        var makespan = state.Makespan;
        int* end = state.EndAt, time = state.TimeAt, before = state.BeforeAt;
        int o = -1, ties = 0;
        foreach (var last in shop.Sinks)
            if (end[last] == makespan && dice.Below(++ties) == 0)
                o = last;
        var at = shop.Operations;
        while (true)
        {
            path[--at] = o;
            var head = end[o] - time[o];
            var byJob = end[o - 1] == head && shop.IsOperation[o - 1];
            var machine = before[o];
            var byMachine = machine != shop.None && end[machine] == head;
            if (byMachine && (!byJob || dice.Coin()))
                o = machine;
            else if (byJob)
                o--;
            else
                break;
        }
        var length = shop.Operations - at;
        for (var i = 0; i < length; i++)
            path[i] = path[at + i];
        return length;
    }

    /// <summary>Values the moves within path[from..to], which are neighbours on one machine.</summary>
    private void Block(int from, int to, int length)
    {
        int* end = state.EndAt, tail = state.TailAt, time = state.TimeAt;
        var count = to - from + 1;
        for (var k = 0; k < count; k++)
        {
            var o = path[from + k];
            blockTime[k] = time[o];
            blockEnd[k] = end[o];
            blockTail[k] = tail[o];
            jobEnd[k] = end[o - 1];
            jobTail[k] = tail[o + 1];
        }
        // Nothing is gained by another front of a block that starts at 0, nor by another rear of the last one.
        var front = from > 0 || blockEnd[0] - blockTime[0] > 0;
        var rear = to < length - 1;
        var last = count - 1;
        if (rear)
            for (var k = 0; k < last; k++)
                ToRear(from, k, last, count);
        if (front)
        {
            for (var k = last; k > 0; k--)
                if (k > 1 || !rear || count > 2)
                    ToFront(from, 0, k, count);
            // Neighbours were exchanged above already.
            for (var k = 2; k < last; k++)
                ToRear(from, 0, k, count);
        }
        if (rear)
            for (var k = 1; k < last - 1; k++)
                ToFront(from, k, last, count);
    }

    /// <summary>Operation i of the block goes right behind operation j.</summary>
    private void ToRear(int block, int i, int j, int count)
    {
        // Even if no job delayed the operations between, u would start when they are done.
        var front = i == 0 ? MachineEnd(block) : blockEnd[i - 1];
        var rest = Math.Max(jobTail[i], j == count - 1 ? MachineTail(block + j) : blockTail[j + 1]) + blockTime[i];
        if (front + blockEnd[j] - blockEnd[i] + rest > chosenValue)
            return;
        int u = path[block + i], v = path[block + j];
        if (shop.IsOperation[u + 1])
        {
            // A path from u's job successor to v would close a cycle: any of these three excludes it.
            var s = u + 1;
            if (s == v || !(blockEnd[j] - blockTime[j] < state.EndAt[s] || state.TailAt[s] < blockTail[j] + state.TimeAt[s] || state.Place[s] > state.Place[v]))
                return;
        }
        var start = front;
        for (var k = i + 1; k <= j; k++)
            moved[k] = start = Math.Max(start, jobEnd[k]) + blockTime[k];
        start = Math.Max(start, jobEnd[i]);
        var value = start + rest;
        for (var k = j; k > i && value <= chosenValue; k--)
        {
            rest = Math.Max(rest, jobTail[k]);
            value = Math.Max(value, moved[k] + rest);
            rest += blockTime[k];
        }
        if (value <= chosenValue)
            Offer(value, Rearward, block, i, j);
    }

    /// <summary>Operation j of the block goes right before operation i.</summary>
    private void ToFront(int block, int i, int j, int count)
    {
        var rear = j == count - 1 ? MachineTail(block + j) : blockTail[j + 1];
        var start = Math.Max(jobEnd[j], i == 0 ? MachineEnd(block) : blockEnd[i - 1]) + blockTime[j];
        if (start + blockTail[i] - blockTail[j] + rear > chosenValue)
            return;
        int u = path[block + i], v = path[block + j];
        if (shop.IsOperation[v - 1])
        {
            var p = v - 1;
            if (p == u || !(state.EndAt[p] - state.TimeAt[p] < blockEnd[i] || blockTail[i] < blockTime[i] + state.TailAt[p] || state.Place[p] < state.Place[u]))
                return;
        }
        var rest = rear;
        for (var k = j - 1; k >= i; k--)
            moved[k] = rest = Math.Max(rest, jobTail[k]) + blockTime[k];
        rest = Math.Max(rest, jobTail[j]);
        var value = start + rest;
        for (var k = i; k < j && value <= chosenValue; k++)
        {
            start = Math.Max(start, jobEnd[k]);
            value = Math.Max(value, start + moved[k]);
            start += blockTime[k];
        }
        if (value <= chosenValue)
            Offer(value, Frontward, block, i, j);
    }

    private int MachineEnd(int at) => state.EndAt[state.BeforeAt[path[at]]];

    private int MachineTail(int at) => state.TailAt[state.AfterAt[path[at]]];

    private void Offer(int value, int kind, int block, int i, int j)
    {
        if (IsForbidden(block, i, j, kind))
        {
            if (dice.Below(++spareTies) == 0)
                (spareKind, spareBlock, spareFrom, spareTo) = (kind, block, i, j);
            return;
        }
        Take(value, kind, block, i, j);
    }

    private void Take(int value, int kind, int block, int i, int j)
    {
        if (value < chosenValue)
        {
            chosenValue = value;
            chosenTies = 1;
        }
        else if (dice.Below(++chosenTies) != 0)
            return;
        (chosenKind, chosenBlock, chosenFrom, chosenTo) = (kind, block, i, j);
    }

    /// <summary>The operations from <paramref name="first"/> on must not stand again where they stand now.</summary>
    private void Forbid(int first, int length, long until)
    {
        var cell = (int)now & ringMask;
        var machine = state.Machine[first];
        stretchRank[cell] = state.Rank[first];
        stretchLength[cell] = length;
        stretchUntil[cell] = until;
        stretchBefore[cell] = stretchLast[machine];
        stretchLast[machine] = now;
        Array.Copy(state.Sequence, shop.MachineStart[machine] + state.Rank[first], stretch, cell * stretchRoom, length);
    }

    /// <summary>After the move a forbidden stretch would stand in its old place, changed by the move or part of it. To look only at the stretch
    /// that the move itself makes is not enough: three moves of different lengths would go round for ever.</summary>
    private bool IsForbidden(int block, int i, int j, int kind)
    {
        var machine = state.Machine[path[block]];
        var last = stretchLast[machine];
        if (last == 0)
            return false;
        var oldest = now - tenureHigh;
        var low = state.Rank[path[block + i]];
        var high = low + j - i;
        var start = shop.MachineStart[machine];
        var sequence = state.Sequence;
        while (last > 0 && last >= oldest)
        {
            var cell = (int)last & ringMask;
            last = stretchBefore[cell];
            var rank = stretchRank[cell];
            var length = stretchLength[cell];
            if (stretchUntil[cell] <= now || rank > high || rank + length <= low || rank + length > state.Count[machine])
                continue;
            var at = cell * stretchRoom;
            var k = 0;
            for (; k < length; k++)
            {
                var r = rank + k;
                var from = r < low || r > high ? r
                    : kind == Rearward ? (r == high ? low : r + 1)
                    : r == low ? high : r - 1;
                if (sequence[start + from] != stretch[at + k])
                    break;
            }
            if (k == length)
                return true;
        }
        return false;
    }

    /// <summary>Values the moves of a critical operation to its other machines.</summary>
    private void Elsewhere(int o)
    {
        int first = shop.ModeStart[o], beyond = shop.ModeStart[o + 1];
        if (beyond - first < 2)
            return;
        int* end = state.EndAt, tail = state.TailAt;
        var makespan = state.Makespan;
        int ready = end[o - 1], behind = tail[o + 1], own = state.Mode[o];
        // What stays of the path when the operation is gone.
        var bypass = end[state.Before[o]] + tail[state.After[o]];
        for (var mode = first; mode < beyond; mode++)
        {
            if (mode == own)
                continue;
            var time = shop.ModeDuration[mode];
            // Elsewhere the path through it would be as long by its job alone: it would only be shuffled about, at no cost, for ever.
            var machine = shop.ModeMachine[mode];
            // All that the machine then does is a bound of its own, which the path through the operation alone would not see.
            var least = Math.Max(Math.Max(bypass, state.Work[machine] + time), ready + time + behind);
            if (ready + time + behind >= makespan || least > chosenValue)
                continue;
            var sequence = state.Sequence.AsSpan(shop.MachineStart[machine], state.Count[machine]);
            // From "late" on all end after the operation could start; before "early" all have more behind them than the operation has.
            int late = 0, high = sequence.Length;
            while (late < high)
            {
                var middle = (late + high) >> 1;
                if (end[sequence[middle]] > ready)
                    high = middle;
                else
                    late = middle + 1;
            }
            var early = 0;
            high = sequence.Length;
            while (early < high)
            {
                var middle = (early + high) >> 1;
                if (tail[sequence[middle]] > behind)
                    early = middle + 1;
                else
                    high = middle;
            }
            if (early <= late)
            {
                OfferElsewhere(least, o, mode, early + dice.Below(late - early + 1));
                continue;
            }
            for (var rank = late; rank <= early; rank++)
            {
                var start = rank == 0 ? ready : Math.Max(ready, end[sequence[rank - 1]]);
                var rest = rank == sequence.Length ? behind : Math.Max(behind, tail[sequence[rank]]);
                var value = Math.Max(least, start + time + rest);
                if (value <= chosenValue)
                    OfferElsewhere(value, o, mode, rank);
            }
        }
    }

    private void OfferElsewhere(int value, int o, int mode, int rank)
    {
        if (modeUntil[mode] > now)
        {
            if (dice.Below(++spareTies) == 0)
                (spareKind, spareBlock, spareFrom, spareTo) = (ToMachine, o, mode, rank);
            return;
        }
        Take(value, ToMachine, o, mode, rank);
    }
}
