namespace Tactus.Scheduling.Classic;

/// <summary>Simulated annealing on the orders of the machines, in cycles that grow.</summary>
/// <remarks>Moves are taken on a critical path of a late job, as in Y. Mati, S. Dauzère-Pérès, C. Lahlou: A general approach for optimizing
/// regular criteria in the job-shop scheduling problem, European Journal of Operational Research 212(1), 2011: the exchange of two
/// neighbours, and the insertion of an operation elsewhere in its block (P. J. M. van Laarhoven, E. H. L. Aarts, J. K. Lenstra: Job shop
/// scheduling by simulated annealing, Operations Research 40(1), 1992; J. Kuhpfahl, C. Bierwirth: A study on local search neighborhoods for
/// the job shop scheduling problem with total weighted tardiness objective, Computers and Operations Research 66, 2016). Every move is
/// evaluated exactly.</remarks>
internal sealed class TardinessLane : ISearchLane
{
    private readonly TardinessProblem problem;
    private readonly TardinessState state;
    private readonly long bound;
    private readonly int[] path, way, bestOrder, bestModes, cycleOrder, cycleModes;
    private readonly double hot, cold;
    private SearchRandom random;
    private int wayLength;
    private long bestCost, cycleCost;
    private long cycleLength, cycleAt;
    private double temperature;

    internal static double Hot = 3, Cold = 0.15, Insert = 0.3, Reassign = 0.5;
    internal static long Cycle0 = 1_000_000;
    internal static double Growth = 1.3;

    internal TardinessLane(TardinessProblem problem, int[] order, int[] modes, long bound, SearchRandom random)
    {
        this.problem = problem;
        this.bound = bound;
        this.random = random;
        state = new(problem);
        state.Load(order, modes);
        path = new int[problem.Operations + 1];
        way = new int[problem.Operations + 1];
        bestOrder = order.ToArray();
        bestModes = modes.ToArray();
        cycleOrder = order.ToArray();
        cycleModes = modes.ToArray();
        bestCost = cycleCost = state.Cost;
        var scale = Math.Max(1e-3, problem.ModeTime.Average() * problem.Last.Average(last => (double)problem.Weight[last]));
        hot = scale * Hot;
        cold = scale * Cold;
        cycleLength = Cycle0;
    }

    public long Best => bestCost;

    internal ReadOnlySpan<int> BestOrder => bestOrder;

    internal ReadOnlySpan<int> BestModes => bestModes;

    public long Run(long iterations, SearchStop stop)
    {
        for (var i = 0L; i < iterations; i++)
        {
            if ((i & 255) == 0 && stop.Now)
            {
                return i;
            }
            if (bestCost <= bound)
            {
                return i;
            }
            if ((cycleAt & 1023) == 0)
            {
                Cool();
            }
            cycleAt++;
            Try();
        }
        return iterations;
    }

    private void Cool()
    {
        if (cycleAt >= cycleLength)
        {
            cycleAt = 0;
            cycleLength = (long)(cycleLength * Growth);
            cycleCost = state.Cost;
        }
        temperature = hot * Math.Pow(cold / hot, (double)cycleAt / cycleLength);
    }

    private void Try()
    {
        var arcs = LatePath();
        var before = state.Cost;
        bool moved;
        if (problem.Flexible && wayLength > 0 && (arcs == 0 || random.NextDouble() < Reassign))
        {
            moved = Elsewhere(way[random.Next(wayLength)]);
        }
        else if (arcs == 0)
        {
            return;
        }
        else
        {
            moved = InBlock(random.Next(arcs), arcs);
        }
        if (!moved)
        {
            return;
        }
        var rise = state.Cost - before;
        if (rise > 0 && random.NextDouble() >= Math.Exp(-rise / temperature))
        {
            state.TakeBack();
        }
        else if (state.Cost < bestCost)
        {
            bestCost = state.Cost;
            state.Save(bestOrder, bestModes);
        }
    }

    private bool InBlock(int arc, int arcs)
    {
        var last = path[arc];
        var first = state.MachineBefore(last);
        if (random.NextDouble() < Insert)
        {
            // As far as the block goes on from here: one operation moves over the others.
            while (arc + 1 < arcs && path[arc + 1] == first)
            {
                arc++;
                first = state.MachineBefore(first);
                if (random.Next(2) == 0)
                {
                    break;
                }
            }
            if (random.Next(2) == 0)
            {
                return state.Move(last, state.Mode(last), state.MachineBefore(first), first);
            }
        }
        return state.Move(first, state.Mode(first), last, state.MachineAfter(last));
    }

    /// <summary>Puts an operation, mostly in another mode, where its machine is about when the operation could start.</summary>
    private bool Elsewhere(int o)
    {
        var mode = problem.ModeFrom[o] + random.Next(problem.ModeCount(o));
        var jobBefore = problem.Before[o];
        var ready = jobBefore != 0 ? state.End(jobBefore) : problem.Release[o];
        int ahead = 0, behind = state.MachineFirst(problem.ModeMachine[mode]);
        var skips = random.Next(3);
        while (behind != 0 && (behind == o || state.End(behind) <= ready || skips-- > 0))
        {
            ahead = behind == o ? ahead : behind;
            behind = state.MachineAfter(behind);
        }
        return (mode != state.Mode(o) || state.MachineBefore(o) != ahead) && state.Move(o, mode, ahead, behind);
    }

    /// <summary>Fills the path with the operations that wait for their machine on a longest way to the end of a late job, last first.</summary>
    private int LatePath()
    {
        wayLength = 0;
        var job = random.Next(problem.Jobs);
        for (var tries = 0; ; tries++)
        {
            var last = problem.Last[job];
            if (state.End(last) > problem.Due[last] && problem.Weight[last] > 0)
            {
                var arcs = 0;
                var o = last;
                wayLength = 0;
                while (o != 0)
                {
                    way[wayLength++] = o;
                    var start = state.Start(o);
                    int machineBefore = state.MachineBefore(o), jobBefore = problem.Before[o];
                    var byMachine = machineBefore != 0 && state.End(machineBefore) == start;
                    var byJob = jobBefore != 0 && state.End(jobBefore) == start;
                    if (byMachine && (!byJob || (random.Next() & 1) == 0))
                    {
                        path[arcs++] = o;
                        o = machineBefore;
                    }
                    else
                    {
                        o = byJob ? jobBefore : 0;
                    }
                }
                if (arcs > 0 || problem.Flexible)
                {
                    return arcs;
                }
            }
            if (tries >= problem.Jobs)
            {
                return 0;
            }
            job = job + 1 == problem.Jobs ? 0 : job + 1;
        }
    }
}
