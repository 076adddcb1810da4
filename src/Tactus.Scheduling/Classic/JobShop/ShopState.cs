namespace Tactus.Scheduling.Classic.JobShop;

/// <summary>The disjunctive graph of one schedule, changed a move at a time: sequences of the machines, heads, tails and a topological
/// order that is kept, not recomputed. A move that would close a cycle is found out by that order exactly, also where a job comes to a
/// machine more than once or durations are 0, and is refused.</summary>
/// <remarks>The order is repaired in the window between the moved operation and its new neighbours (Pearce &amp; Kelly 2006, ACM Journal of
/// Experimental Algorithmics 11); heads and tails are then recomputed from the first, and back from the last, operation whose neighbours
/// changed.</remarks>
internal sealed unsafe class ShopState
{
    public readonly CompiledShop Shop;

    /// <summary>[slot] chosen mode, its machine and its duration.</summary>
    public readonly int[] Mode, Machine, Time;

    /// <summary>[slot] end when started as early as can be (head + duration), and longest path from its start to the end of all
    /// (duration + tail).</summary>
    public readonly int[] End, Tail;

    /// <summary>[slot] neighbours on the machine, <see cref="CompiledShop.None"/> when there is none.</summary>
    public readonly int[] Before, After;

    /// <summary>Topological order of the slots of operations, and [slot] the place in it.</summary>
    public readonly int[] Order, Place;

    /// <summary>Sequences of the machines (see <see cref="CompiledShop.MachineStart"/>), their lengths, and [slot] place in its sequence.</summary>
    public readonly int[] Sequence, Count, Rank;

    /// <summary>[machine] sum of the durations of its operations.</summary>
    public readonly int[] Work;

    /// <summary>The same arrays without checks of bounds, for inner loops only.</summary>
    public readonly int* EndAt, TailAt, TimeAt, BeforeAt, AfterAt;

    private readonly int* orderAt;
    private readonly int[] mark, window;
    private int stamp;

    public ShopState(CompiledShop shop)
    {
        Shop = shop;
        var slots = shop.Slots;
        Mode = new int[slots];
        Machine = new int[slots];
        // The inner loops read these through pointers: pinned once, they need no "fixed".
        Time = Pinned(slots, out TimeAt);
        End = Pinned(slots, out EndAt);
        Tail = Pinned(slots, out TailAt);
        Before = Pinned(slots, out BeforeAt);
        After = Pinned(slots, out AfterAt);
        Order = Pinned(Math.Max(1, shop.Operations), out orderAt);
        Place = new int[slots];
        Sequence = new int[shop.ModeMachine.Length];
        Count = new int[shop.Machines];
        Work = new int[shop.Machines];
        Rank = new int[slots];
        mark = new int[slots];
        window = new int[slots];
    }

    public int Makespan { get; private set; }

    public void Load(ShopSolution solution)
    {
        var shop = Shop;
        var now = ++stamp;
        Array.Clear(Count);
        Array.Clear(Work);
        Array.Copy(shop.Release, End, shop.Slots);
        Array.Clear(Tail);
        solution.Order.CopyTo(Order, 0);
        solution.Mode.CopyTo(Mode, 0);
        Array.Fill(Before, shop.None);
        Array.Fill(After, shop.None);
        for (var i = 0; i < shop.Operations; i++)
        {
            var o = Order[i];
            // A search that made such an order would not end or end wrong; looked at here, it costs nothing.
            if (shop.IsOperation[o - 1] && mark[o - 1] != now)
                throw new InvalidOperationException("an order that does not respect the jobs");
            mark[o] = now;
            Place[o] = i;
            var machine = Machine[o] = shop.ModeMachine[Mode[o]];
            Time[o] = shop.ModeDuration[Mode[o]];
            Work[machine] += Time[o];
            var at = shop.MachineStart[machine] + Count[machine];
            Sequence[at] = o;
            Rank[o] = Count[machine]++;
            if (Rank[o] > 0)
            {
                Before[o] = Sequence[at - 1];
                After[Sequence[at - 1]] = o;
            }
        }
        Recompute(0, shop.Operations - 1);
    }

    public ShopSolution Snapshot()
    {
        var order = new int[Shop.Operations];
        Array.Copy(Order, order, order.Length);
        return new ShopSolution(order, (int[])Mode.Clone(), Makespan);
    }

    /// <summary>Copies the schedule without allocating.</summary>
    public void CopyTo(int[] order, int[] mode)
    {
        Array.Copy(Order, order, Shop.Operations);
        Array.Copy(Mode, mode, Shop.Slots);
    }

    /// <summary>Takes operation <paramref name="o"/> out of its machine and puts it at place <paramref name="rank"/> of the machine of
    /// <paramref name="mode"/>, counted without it. False, with nothing changed, when that would close a cycle.</summary>
    public bool Move(int o, int mode, int rank)
    {
        var oldMode = Mode[o];
        var oldRank = Rank[o];
        int oldBefore = Before[o], oldAfter = After[o];
        Unlink(o);
        if (!Insert(o, mode, rank))
        {
            Insert(o, oldMode, oldRank);
            return false;
        }
        var none = Shop.None;
        int lo = Place[o], hi = lo;
        if (oldAfter != none)
            lo = Math.Min(lo, Place[oldAfter]);
        if (oldBefore != none)
            hi = Math.Max(hi, Place[oldBefore]);
        if (After[o] != none)
            lo = Math.Min(lo, Place[After[o]]);
        if (Before[o] != none)
            hi = Math.Max(hi, Place[Before[o]]);
        Recompute(lo, hi);
        return true;
    }

    private void Unlink(int o)
    {
        int before = Before[o], after = After[o], none = Shop.None;
        if (before != none)
            After[before] = after;
        if (after != none)
            Before[after] = before;
        var machine = Machine[o];
        var sequence = Sequence.AsSpan(Shop.MachineStart[machine], Count[machine]);
        for (var i = Rank[o] + 1; i < sequence.Length; i++)
        {
            sequence[i - 1] = sequence[i];
            Rank[sequence[i]] = i - 1;
        }
        Count[machine]--;
        Work[machine] -= Time[o];
    }

    private bool Insert(int o, int mode, int rank)
    {
        var shop = Shop;
        var none = shop.None;
        var machine = shop.ModeMachine[mode];
        var start = shop.MachineStart[machine];
        var before = rank > 0 ? Sequence[start + rank - 1] : none;
        var after = rank < Count[machine] ? Sequence[start + rank] : none;
        if (before != none && Place[before] > Place[o] && !MoveBehind(o, before))
            return false;
        if (after != none && Place[after] < Place[o] && !MoveAhead(o, after))
            return false;
        for (var i = Count[machine]; i > rank; i--)
        {
            var moved = Sequence[start + i - 1];
            Sequence[start + i] = moved;
            Rank[moved] = i;
        }
        Sequence[start + rank] = o;
        Rank[o] = rank;
        Count[machine]++;
        Mode[o] = mode;
        Machine[o] = machine;
        Time[o] = shop.ModeDuration[mode];
        Work[machine] += Time[o];
        Before[o] = before;
        After[o] = after;
        if (before != none)
            After[before] = o;
        if (after != none)
            Before[after] = o;
        return true;
    }

    /// <summary>Puts <paramref name="o"/>, which is linked to no machine, and all that depends on it behind <paramref name="target"/> in the
    /// order. False when the target depends on it; the order then is still one of the graph without o on a machine.</summary>
    private bool MoveBehind(int o, int target)
    {
        var now = ++stamp;
        var place = Place[o];
        var last = Place[target];
        var held = 0;
        mark[o] = now;
        window[held++] = o;
        for (var i = place + 1; i <= last; i++)
        {
            var x = Order[i];
            if (mark[x - 1] == now || mark[Before[x]] == now)
            {
                mark[x] = now;
                window[held++] = x;
            }
            else
            {
                Order[place] = x;
                Place[x] = place++;
            }
        }
        for (var i = 0; i < held; i++)
        {
            Order[place] = window[i];
            Place[window[i]] = place++;
        }
        return mark[target] != now;
    }

    private bool MoveAhead(int o, int target)
    {
        var now = ++stamp;
        var place = Place[o];
        var first = Place[target];
        var held = 0;
        mark[o] = now;
        window[held++] = o;
        for (var i = place - 1; i >= first; i--)
        {
            var x = Order[i];
            if (mark[x + 1] == now || mark[After[x]] == now)
            {
                mark[x] = now;
                window[held++] = x;
            }
            else
            {
                Order[place] = x;
                Place[x] = place--;
            }
        }
        for (var i = 0; i < held; i++)
        {
            Order[place] = window[i];
            Place[window[i]] = place--;
        }
        return mark[target] != now;
    }

    /// <summary>Heads from place <paramref name="lo"/> on, tails from place <paramref name="hi"/> back, and the makespan.</summary>
    private void Recompute(int lo, int hi)
    {
        var operations = Shop.Operations;
        int* order = orderAt, end = EndAt, tail = TailAt, time = TimeAt, before = BeforeAt, after = AfterAt;
        for (var i = lo; i < operations; i++)
        {
            var o = order[i];
            end[o] = Math.Max(end[o - 1], end[before[o]]) + time[o];
        }
        for (var i = hi; i >= 0; i--)
        {
            var o = order[i];
            tail[o] = Math.Max(tail[o + 1], tail[after[o]]) + time[o];
        }
        var makespan = 0;
        foreach (var last in Shop.Sinks)
            makespan = Math.Max(makespan, end[last]);
        Makespan = makespan;
    }

    internal static int[] Pinned(int length, out int* address)
    {
        var array = GC.AllocateArray<int>(length, pinned: true);
        address = (int*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array));
        return array;
    }
}
