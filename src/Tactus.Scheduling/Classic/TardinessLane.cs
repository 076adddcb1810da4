namespace Tactus.Scheduling.Classic;

/// <summary>Annealing at many temperatures at once on the orders of the machines.</summary>
/// <remarks>The late jobs make a landscape of deep valleys far from each other: a schedule that is only cooled stays in the first one. So copies of
/// the schedule are kept at fixed temperatures and trade places, which lets what was found at a high one sink and what is stuck rise again
/// (replica exchange: C. J. Geyer: Markov chain Monte Carlo maximum likelihood, Computing Science and Statistics 23, 1991). They start from
/// one cooling, each where it passed their temperature.
/// Moves are taken on a critical path of a late job, as in Y. Mati, S. Dauzère-Pérès, C. Lahlou: A general approach for optimizing
/// regular criteria in the job-shop scheduling problem, European Journal of Operational Research 212(1), 2011: the exchange of two
/// neighbours, and the insertion of an operation elsewhere in its block (P. J. M. van Laarhoven, E. H. L. Aarts, J. K. Lenstra: Job shop
/// scheduling by simulated annealing, Operations Research 40(1), 1992; J. Kuhpfahl, C. Bierwirth: A study on local search neighborhoods for
/// the job shop scheduling problem with total weighted tardiness objective, Computers and Operations Research 66, 2016). Every move is
/// evaluated exactly.</remarks>
internal sealed class TardinessLane : ISearchLane
{
    // Temperatures are in mean durations times the mean weight. They are high: measured on shops of 50 to 500 operations, ladders that went
    // below half of this found worse schedules in the same number of moves, for the valleys are deep and narrow.
    private const double Hottest = 3;
    private const double Coldest = 1.1;
    private const double Step = 1.25;

    /// <summary>Every second lane works at lower temperatures, for shops in which few jobs are late.</summary>
    private const double OddLane = 0.7;

    /// <summary>Moves of the first cooling and of a replica between exchanges, for each operation.</summary>
    private const int FirstCooling = 3000, Sweep = 20;

    /// <summary>How often a move is an insertion and not an exchange of neighbours; how often an operation with alternatives is put elsewhere.</summary>
    private const double Insertions = 0.3, Elsewheres = 0.5;

    private readonly TardinessProblem problem;
    private readonly TardinessState[] replicas;
    private readonly double[] temperatures;
    private readonly long bound;
    private readonly int[] path, way, bestOrder, bestModes;
    private readonly long cooling, sweep;
    private SearchRandom random;
    private TardinessState state;
    private int wayLength;
    private long bestCost;
    private double temperature;
    private int at;
    private long left;
    private bool cooled;
    private int parity;

    internal TardinessLane(TardinessProblem problem, int[] order, int[] modes, long bound, int seed, int lane)
    {
        this.problem = problem;
        this.bound = bound;
        random = new SearchRandom(seed, lane);
        path = new int[problem.Operations + 1];
        way = new int[problem.Operations + 1];
        bestOrder = order.ToArray();
        bestModes = modes.ToArray();
        var scale = Math.Max(1e-3, problem.ModeTime.Average() * problem.Last.Average(last => (double)problem.Weight[last]));
        scale *= lane % 2 == 1 ? OddLane : 1;
        temperatures = new double[1 + (int)Math.Ceiling(Math.Log(Hottest / Coldest) / Math.Log(Step))];
        replicas = new TardinessState[temperatures.Length];
        for (var i = 0; i < replicas.Length; i++)
        {
            temperatures[i] = scale * Hottest * Math.Pow(Step, -i);
            replicas[i] = new(problem);
        }
        state = replicas[0];
        state.Load(order, modes);
        bestCost = state.Cost;
        temperature = temperatures[0];
        cooling = Math.Max(1, (long)FirstCooling * problem.Operations / replicas.Length);
        sweep = Math.Max(1, (long)Sweep * problem.Operations);
        left = cooling;
    }

    public long Best => bestCost;

    internal ReadOnlySpan<int> BestOrder => bestOrder;

    internal ReadOnlySpan<int> BestModes => bestModes;

    public long Run(long iterations, SearchStop stop)
    {
        for (var i = 0L; i < iterations; i++)
        {
            if (bestCost <= bound || ((i & 255) == 0 && stop.Now))
            {
                return i;
            }
            if (left-- == 0)
            {
                Next();
            }
            Try();
        }
        return iterations;
    }

    /// <summary>The replica at hand has had its moves.</summary>
    private void Next()
    {
        at++;
        if (!cooled && at < replicas.Length)
        {
            var order = new int[problem.Operations];
            var modes = new int[problem.Operations + 1];
            state.Save(order, modes);
            replicas[at].Load(order, modes);
        }
        else if (at == replicas.Length)
        {
            cooled = true;
            at = 0;
            Exchange();
        }
        state = replicas[at];
        temperature = temperatures[at];
        left = (cooled ? sweep : cooling) - 1;
    }

    /// <summary>Neighbours in temperature change places, surely when the colder one is worse, otherwise by chance.</summary>
    private void Exchange()
    {
        parity ^= 1;
        for (var i = parity; i + 1 < replicas.Length; i += 2)
        {
            var gain = ((1 / temperatures[i + 1]) - (1 / temperatures[i])) * (replicas[i + 1].Cost - replicas[i].Cost);
            if (gain >= 0 || random.NextDouble() < Math.Exp(gain))
            {
                (replicas[i], replicas[i + 1]) = (replicas[i + 1], replicas[i]);
            }
        }
    }

    private void Try()
    {
        var arcs = LatePath();
        var before = state.Cost;
        bool moved;
        if (problem.Flexible && wayLength > 0 && (arcs == 0 || random.NextDouble() < Elsewheres))
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
        if (random.NextDouble() < Insertions)
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
