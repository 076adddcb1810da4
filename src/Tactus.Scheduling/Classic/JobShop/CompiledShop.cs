namespace Tactus.Scheduling.Classic.JobShop;

/// <summary>A shop instance as flat arrays. Every job takes a run of slots: one empty slot, then its operations in order; after the last
/// job comes one more empty slot, <see cref="None"/>. So the operation before slot o in its job is always o - 1 and the one after it
/// always o + 1, without a test for the job's ends: the empty slot before a job carries its release as its end, and every empty slot
/// has nothing behind it. <see cref="None"/> also stands for "no neighbour on the machine".</summary>
internal sealed class CompiledShop
{
    private CompiledShop(ShopInstance instance)
    {
        Jobs = instance.Jobs.Count;
        Machines = instance.Machines;
        Operations = instance.OperationCount;
        Slots = Operations + Jobs + 1;
        None = Slots - 1;
        IsOperation = new bool[Slots];
        JobOf = new int[Slots];
        First = new int[Jobs];
        Last = new int[Jobs];
        Release = new int[Slots];
        ModeStart = new int[Slots + 1];
        var machines = new List<int>();
        var durations = new List<int>();
        var slot = 0;
        for (var job = 0; job < Jobs; job++)
        {
            JobOf[slot] = job;
            Release[slot] = instance.Jobs[job].Release;
            ModeStart[slot] = machines.Count;
            slot++;
            First[job] = slot;
            foreach (var operation in instance.Jobs[job].Operations)
            {
                IsOperation[slot] = true;
                JobOf[slot] = job;
                ModeStart[slot] = machines.Count;
                foreach (var mode in operation.Modes)
                {
                    // Two ways on the same machine: only the shorter one can matter.
                    var at = machines.IndexOf(mode.Machine, ModeStart[slot]);
                    if (at < 0)
                    {
                        machines.Add(mode.Machine);
                        durations.Add(mode.Duration);
                    }
                    else
                        durations[at] = Math.Min(durations[at], mode.Duration);
                }
                Flexible |= machines.Count - ModeStart[slot] > 1;
                slot++;
            }
            Last[job] = slot - 1;
        }
        JobOf[None] = -1;
        ModeStart[None] = ModeStart[Slots] = machines.Count;
        ModeMachine = [.. machines];
        ModeDuration = [.. durations];
        ModeSlot = new int[ModeMachine.Length];
        MachineStart = new int[Machines + 1];
        ShortestMode = new int[Slots];
        for (var o = 0; o < Slots; o++)
        {
            ShortestMode[o] = ModeStart[o];
            for (var mode = ModeStart[o]; mode < ModeStart[o + 1]; mode++)
            {
                ModeSlot[mode] = o;
                MachineStart[ModeMachine[mode] + 1]++;
                if (ModeDuration[mode] < ModeDuration[ShortestMode[o]])
                    ShortestMode[o] = mode;
            }
        }
        for (var machine = 0; machine < Machines; machine++)
            MachineStart[machine + 1] += MachineStart[machine];
        Sinks = [.. Enumerable.Range(0, Jobs).Where(job => First[job] <= Last[job]).Select(job => Last[job])];
        Head = new int[Slots];
        Tail = new int[Slots];
        for (var job = 0; job < Jobs; job++)
        {
            var end = Release[First[job] - 1];
            for (var o = First[job]; o <= Last[job]; o++)
            {
                Head[o] = end;
                end += Shortest(o);
            }
            var tail = 0;
            for (var o = Last[job]; o >= First[job]; o--)
            {
                Tail[o] = tail;
                tail += Shortest(o);
            }
        }
    }

    public int Jobs { get; }
    public int Machines { get; }
    public int Operations { get; }
    public int Slots { get; }

    /// <summary>The slot that stands for nothing.</summary>
    public int None { get; }

    /// <summary>Some operation has a choice of machines.</summary>
    public bool Flexible { get; }
    public bool[] IsOperation { get; }
    public int[] JobOf { get; }

    /// <summary>[job] the slot of the first operation; above <see cref="Last"/> when the job has none.</summary>
    public int[] First { get; }
    public int[] Last { get; }

    /// <summary>The last operations of all jobs that have one.</summary>
    public int[] Sinks { get; }

    /// <summary>[slot] release of the job at the empty slot before it; 0 elsewhere.</summary>
    public int[] Release { get; }

    /// <summary>[slot] first mode; the modes of slot o are ModeStart[o] .. ModeStart[o + 1] - 1.</summary>
    public int[] ModeStart { get; }
    public int[] ModeMachine { get; }
    public int[] ModeDuration { get; }
    public int[] ModeSlot { get; }

    /// <summary>[slot] its mode of least duration.</summary>
    public int[] ShortestMode { get; }

    /// <summary>[machine] where its sequence begins in an array that has room for every operation it could do.</summary>
    public int[] MachineStart { get; }

    /// <summary>[slot] earliest start by release and job alone.</summary>
    public int[] Head { get; }

    /// <summary>[slot] least time after its end by its job alone.</summary>
    public int[] Tail { get; }

    public int Shortest(int slot) => ModeDuration[ShortestMode[slot]];

    /// <exception cref="ArgumentException">The instance is not one: no mode, an unknown machine, negative or too large times.</exception>
    public static CompiledShop Of(ShopInstance instance)
    {
        Refuse(instance);
        return new CompiledShop(instance);
    }

    private static void Refuse(ShopInstance instance)
    {
        long horizon = 0;
        var release = 0;
        for (var job = 0; job < instance.Jobs.Count; job++)
        {
            var it = instance.Jobs[job];
            if (it.Release < 0)
                throw new ArgumentException($"job {job}: release {it.Release} is below 0", nameof(instance));
            release = Math.Max(release, it.Release);
            for (var operation = 0; operation < it.Operations.Count; operation++)
            {
                var modes = it.Operations[operation].Modes;
                if (modes.Count == 0)
                    throw new ArgumentException($"job {job}, operation {operation}: no machine can do it", nameof(instance));
                var longest = 0;
                foreach (var mode in modes)
                {
                    if (mode.Machine < 0 || mode.Machine >= instance.Machines)
                        throw new ArgumentException($"job {job}, operation {operation}: machine {mode.Machine} is unknown", nameof(instance));
                    if (mode.Duration < 0)
                        throw new ArgumentException($"job {job}, operation {operation}: duration {mode.Duration} is below 0", nameof(instance));
                    longest = Math.Max(longest, mode.Duration);
                }
                horizon += longest;
            }
        }
        // Heads, tails and their sums are ints in the search: no path can be longer than this.
        if (horizon + release > int.MaxValue / 4)
            throw new ArgumentException($"the durations and the latest release sum up to {horizon + release}, above {int.MaxValue / 4}", nameof(instance));
    }
}

/// <summary>A schedule as a search keeps it: all operations in an order that respects jobs and machines, and the mode of each.
/// Started as early as the order allows, it ends at <see cref="Makespan"/>. Never changed once it is made.</summary>
/// <param name="Order">The slots of all operations.</param>
/// <param name="Mode">[slot] the chosen mode.</param>
/// <param name="Makespan">End of the last operation.</param>
internal sealed record ShopSolution(int[] Order, int[] Mode, int Makespan);
