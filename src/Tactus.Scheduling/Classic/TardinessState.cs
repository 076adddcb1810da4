using System.Numerics;
using System.Runtime.InteropServices;

namespace Tactus.Scheduling.Classic;

/// <summary>A (flexible) job shop as the tardiness search sees it. Operations are counted from 1; 0 stands for none.</summary>
internal sealed class TardinessProblem
{
    internal readonly int Machines, Jobs, Operations;

    /// <summary>Of an operation: the number of its job and its own in the instance, the operation before and after it in the job, the earliest
    /// start of a first one.</summary>
    internal readonly int[] Job, Index, Before, After, Release;

    /// <summary>Of an operation that is the last of its job.</summary>
    internal readonly int[] Due;

    internal readonly long[] Weight;

    /// <summary>Of a job, jobs without operations left out.</summary>
    internal readonly int[] First, Last;

    /// <summary>Of an operation o: its modes are ModeMachine and ModeTime from ModeFrom[o] to ModeFrom[o + 1] - 1.</summary>
    internal readonly int[] ModeFrom, ModeMachine, ModeTime;

    internal readonly bool Flexible;

    internal TardinessProblem(ShopInstance shop)
    {
        Machines = shop.Machines;
        Jobs = shop.Jobs.Count(job => job.Operations.Count > 0);
        Operations = shop.OperationCount;
        Job = new int[Operations + 1];
        Index = new int[Operations + 1];
        Before = new int[Operations + 1];
        After = new int[Operations + 1];
        Release = new int[Operations + 1];
        Due = new int[Operations + 1];
        Weight = new long[Operations + 1];
        First = new int[Jobs];
        Last = new int[Jobs];
        ModeFrom = new int[Operations + 2];
        var modes = new List<ShopMode>(Operations);
        var o = 0;
        var job = -1;
        for (var number = 0; number < shop.Jobs.Count; number++)
        {
            var chain = shop.Jobs[number].Operations;
            if (chain.Count == 0)
            {
                continue;
            }
            job++;
            First[job] = o + 1;
            for (var k = 0; k < chain.Count; k++)
            {
                o++;
                Job[o] = number;
                Index[o] = k;
                Before[o] = k == 0 ? 0 : o - 1;
                After[o] = k == chain.Count - 1 ? 0 : o + 1;
                Release[o] = k == 0 ? shop.Jobs[number].Release : 0;
                ModeFrom[o] = modes.Count;
                modes.AddRange(chain[k].Modes);
                Flexible |= chain[k].Modes.Count > 1;
            }
            Last[job] = o;
            Due[o] = shop.Jobs[number].Due ?? int.MaxValue;
            Weight[o] = shop.Jobs[number].Due is null ? 0 : shop.Jobs[number].Weight;
        }
        ModeFrom[o + 1] = modes.Count;
        ModeMachine = [.. modes.Select(mode => mode.Machine)];
        ModeTime = [.. modes.Select(mode => mode.Duration)];
    }

    /// <summary>Refuses what would leave the range of the counting: a sum of weights above 10^9, due times before -2^29.</summary>
    internal static void Check(ShopInstance shop)
    {
        var sum = 0L;
        foreach (var job in shop.Jobs)
        {
            sum += job.Weight >= 0 ? job.Weight : throw new ArgumentException($"{shop.Name}: a weight is negative.", nameof(shop));
            if (job.Due < -(1 << 29))
            {
                throw new ArgumentException($"{shop.Name}: a due time is before -2^29.", nameof(shop));
            }
        }
        if (sum > 1_000_000_000)
        {
            throw new ArgumentException($"{shop.Name}: all weights together are more than 10^9.", nameof(shop));
        }
    }

    internal int ModeCount(int operation) => ModeFrom[operation + 1] - ModeFrom[operation];
}

/// <summary>A schedule in the making: the order of each machine, a topological order of all operations, and every operation's earliest end.
/// A move takes one operation out and puts it elsewhere; the ends that it changes are found along the topological order, and nothing else is
/// touched. Every move can be taken back.</summary>
internal sealed unsafe class TardinessState
{
    private readonly TardinessProblem problem;
    private readonly int[][] pinned;
    private readonly int* before, after, release, due;
    private readonly int* machineBefore, machineAfter, time, end, position, order;
    private readonly int* changed, oldEnd, segment, moved, mark;
    private readonly ulong[] dirtyCells;
    private readonly ulong* dirty;
    private readonly int[] mode;
    private readonly int[] machineFirst;
    private readonly int words;
    private int stamp;
    private int changes;

    // The move at hand, to take it back.
    private int movedOperation, movedFromBefore, movedFromAfter, movedFromMode, segmentFrom, segmentLength;
    private long costBefore;

    internal TardinessState(TardinessProblem problem)
    {
        this.problem = problem;
        var n = problem.Operations + 1;
        pinned = new int[15][];
        before = Pin(0, problem.Before, n);
        after = Pin(1, problem.After, n);
        release = Pin(2, problem.Release, n);
        due = Pin(3, problem.Due, n);
        machineBefore = Pin(4, null, n);
        machineAfter = Pin(5, null, n);
        time = Pin(6, null, n);
        end = Pin(7, null, n);
        position = Pin(8, null, n);
        order = Pin(9, null, n);
        changed = Pin(10, null, n);
        oldEnd = Pin(11, null, n);
        segment = Pin(12, null, n);
        moved = Pin(13, null, n);
        mark = Pin(14, null, n);
        words = (n + 63) / 64;
        dirtyCells = GC.AllocateArray<ulong>(words + 1, pinned: true);
        dirty = (ulong*)Marshal.UnsafeAddrOfPinnedArrayElement(dirtyCells, 0);
        mode = new int[n];
        machineFirst = new int[problem.Machines];
    }

    /// <summary>Weighted tardiness of the schedule.</summary>
    internal long Cost { get; private set; }

    internal int End(int operation) => end[operation];

    internal int Start(int operation) => end[operation] - time[operation];

    internal int MachineBefore(int operation) => machineBefore[operation];

    internal int MachineAfter(int operation) => machineAfter[operation];

    /// <summary>First operation of a machine, 0: it has none.</summary>
    internal int MachineFirst(int machine) => machineFirst[machine];

    /// <summary>Index into the problem's modes.</summary>
    internal int Mode(int operation) => mode[operation];

    /// <summary>Takes over an order of all operations that is topological, with a mode for each.</summary>
    internal void Load(ReadOnlySpan<int> operations, ReadOnlySpan<int> modes)
    {
        var last = new int[problem.Machines];
        Array.Clear(machineFirst);
        Cost = 0;
        for (var p = 0; p < operations.Length; p++)
        {
            var o = operations[p];
            order[p] = o;
            position[o] = p;
            mode[o] = modes[o];
            time[o] = problem.ModeTime[modes[o]];
            var machine = problem.ModeMachine[modes[o]];
            machineBefore[o] = last[machine];
            machineAfter[o] = 0;
            if (last[machine] != 0)
            {
                machineAfter[last[machine]] = o;
            }
            else
            {
                machineFirst[machine] = o;
            }
            last[machine] = o;
            end[o] = Math.Max(Math.Max(end[before[o]], end[machineBefore[o]]), release[o]) + time[o];
            if (after[o] == 0 && end[o] > due[o])
            {
                Cost += problem.Weight[o] * (end[o] - due[o]);
            }
        }
    }

    /// <summary>The order and the modes, to be loaded again.</summary>
    internal void Save(Span<int> operations, Span<int> modes)
    {
        new ReadOnlySpan<int>(order, operations.Length).CopyTo(operations);
        mode.CopyTo(modes);
    }

    /// <summary>Takes an operation out and puts it, in that mode, between two neighbours of the mode's machine (0: at its end or start).
    /// The neighbours are those that the machine has without the operation.</summary>
    /// <returns>False when that closes a circle; nothing has changed then. Otherwise <see cref="Cost"/> is the new one, and
    /// <see cref="TakeBack"/> restores the schedule.</returns>
    internal bool Move(int operation, int newMode, int newBefore, int newAfter)
    {
        int oldBefore = machineBefore[operation], oldAfter = machineAfter[operation];
        machineAfter[oldBefore] = oldAfter;
        machineBefore[oldAfter] = oldBefore;
        segmentLength = 0;
        var fits = newBefore != 0 && position[newBefore] > position[operation] ? Later(operation, newBefore)
            : newAfter == 0 || position[newAfter] > position[operation] || Sooner(operation, newAfter);
        if (!fits)
        {
            machineAfter[oldBefore] = operation;
            machineBefore[oldAfter] = operation;
            return false;
        }
        movedOperation = operation;
        movedFromBefore = oldBefore;
        movedFromAfter = oldAfter;
        movedFromMode = mode[operation];
        costBefore = Cost;
        machineBefore[operation] = newBefore;
        machineAfter[operation] = newAfter;
        machineAfter[newBefore] = operation;
        machineBefore[newAfter] = operation;
        // Nobody reads the neighbours of "none", but its entries were written above.
        machineBefore[0] = machineAfter[0] = 0;
        SetFirst(problem.ModeMachine[movedFromMode], oldBefore, oldAfter);
        SetFirst(problem.ModeMachine[newMode], newBefore, operation);
        mode[operation] = newMode;
        time[operation] = problem.ModeTime[newMode];
        changes = 0;
        Touch(operation);
        Touch(oldAfter);
        Touch(newAfter);
        // The end may stay while the time changed: then the start did, which matters to nobody after it.
        Propagate(Math.Min(position[operation], Math.Min(oldAfter == 0 ? int.MaxValue : position[oldAfter], newAfter == 0 ? int.MaxValue : position[newAfter])) >> 6);
        return true;
    }

    /// <summary>Undoes the last <see cref="Move"/> that answered true.</summary>
    internal void TakeBack()
    {
        var o = movedOperation;
        machineAfter[machineBefore[o]] = machineAfter[o];
        machineBefore[machineAfter[o]] = machineBefore[o];
        SetFirst(problem.ModeMachine[mode[o]], machineBefore[o], machineAfter[o]);
        SetFirst(problem.ModeMachine[movedFromMode], movedFromBefore, o);
        machineBefore[o] = movedFromBefore;
        machineAfter[o] = movedFromAfter;
        machineAfter[movedFromBefore] = o;
        machineBefore[movedFromAfter] = o;
        machineBefore[0] = machineAfter[0] = 0;
        mode[o] = movedFromMode;
        time[o] = problem.ModeTime[movedFromMode];
        Restore();
        for (var i = 0; i < changes; i++)
        {
            end[changed[i]] = oldEnd[i];
        }
        Cost = costBefore;
    }

    private void SetFirst(int machine, int ahead, int operation)
    {
        if (ahead == 0)
        {
            machineFirst[machine] = operation;
        }
    }

    private int* Pin(int index, int[]? values, int length)
    {
        pinned[index] = GC.AllocateArray<int>(length, pinned: true);
        values?.CopyTo(pinned[index], 0);
        return (int*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned[index], 0);
    }

    private void Touch(int operation)
    {
        if (operation != 0)
        {
            dirty[position[operation] >> 6] |= 1UL << position[operation];
        }
    }

    /// <summary>Computes ends again in topological order, only where something before them changed.</summary>
    private void Propagate(int fromWord)
    {
        var cost = Cost;
        var count = 0;
        for (var word = fromWord; word < words; word++)
        {
            ulong bits;
            while ((bits = dirty[word]) != 0)
            {
                dirty[word] = bits & (bits - 1);
                var o = order[(word << 6) + BitOperations.TrailingZeroCount(bits)];
                var now = Math.Max(Math.Max(end[before[o]], end[machineBefore[o]]), release[o]) + time[o];
                var was = end[o];
                if (now == was)
                {
                    continue;
                }
                changed[count] = o;
                oldEnd[count++] = was;
                end[o] = now;
                var next = after[o];
                if (next != 0)
                {
                    var p = position[next];
                    dirty[p >> 6] |= 1UL << p;
                }
                else
                {
                    var wanted = due[o];
                    cost += problem.Weight[o] * (Math.Max(now, wanted) - Math.Max(was, wanted));
                }
                next = machineAfter[o];
                if (next != 0)
                {
                    var p = position[next];
                    dirty[p >> 6] |= 1UL << p;
                }
            }
        }
        changes = count;
        Cost = cost;
    }

    /// <summary>Brings an operation, with all that must follow it, behind another in the topological order.</summary>
    private bool Later(int operation, int behind)
    {
        int from = position[operation], to = position[behind];
        Keep(from, to);
        stamp++;
        mark[operation] = stamp;
        moved[0] = operation;
        int place = from, count = 1;
        for (var p = from + 1; p <= to; p++)
        {
            var o = order[p];
            if (mark[before[o]] == stamp || mark[machineBefore[o]] == stamp)
            {
                mark[o] = stamp;
                moved[count++] = o;
            }
            else
            {
                order[place] = o;
                position[o] = place++;
            }
        }
        if (mark[behind] == stamp)
        {
            Restore();
            return false;
        }
        for (var i = 0; i < count; i++)
        {
            order[place] = moved[i];
            position[moved[i]] = place++;
        }
        return true;
    }

    /// <summary>Brings an operation, with all that must precede it, before another in the topological order.</summary>
    private bool Sooner(int operation, int ahead)
    {
        int from = position[ahead], to = position[operation];
        Keep(from, to);
        stamp++;
        mark[operation] = stamp;
        moved[0] = operation;
        int place = to, count = 1;
        for (var p = to - 1; p >= from; p--)
        {
            var o = order[p];
            if (mark[after[o]] == stamp || mark[machineAfter[o]] == stamp)
            {
                mark[o] = stamp;
                moved[count++] = o;
            }
            else
            {
                order[place] = o;
                position[o] = place--;
            }
        }
        if (mark[ahead] == stamp)
        {
            Restore();
            return false;
        }
        for (var i = 0; i < count; i++)
        {
            order[place] = moved[i];
            position[moved[i]] = place--;
        }
        return true;
    }

    private void Keep(int from, int to)
    {
        segmentFrom = from;
        segmentLength = to - from + 1;
        new ReadOnlySpan<int>(order + from, segmentLength).CopyTo(new Span<int>(segment, segmentLength));
    }

    private void Restore()
    {
        for (var i = 0; i < segmentLength; i++)
        {
            order[segmentFrom + i] = segment[i];
            position[segment[i]] = segmentFrom + i;
        }
        segmentLength = 0;
    }
}
