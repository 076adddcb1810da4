using System.Diagnostics;
using Tactus.Scheduling.Check;
using Tactus.Scheduling.Classic;

namespace Tactus.Scheduling.Engine;

/// <summary>Ways out after a change. Right-shift is there at once; then lanes search from it, each with its own idea of how much may move: operations
/// stay at their times in force unless they must give way or are moved (matchup in the sense of Bean, Birge, Mittenthal and Noon 1991).</summary>
internal static class RepairSolver
{
    private const long Quantum = 1_500;

    /// <summary>Part of the time after which lanes take over from each other, and in which gaps are searched.</summary>
    private const double MeetShare = 0.45;
    private const double GapShare = 0.9;

    internal static RepairResult Repair(Problem problem, IReadOnlyList<Change> changes, SearchLimits limits, Action<RepairOption>? first)
    {
        var clock = Stopwatch.StartNew();
        if (problem.InForce is not { Count: > 0 } inForce)
            throw new InfeasibleException([new ProblemFault("nothing-in-force", "schedule", "There is no schedule in force that could be repaired; solve the problem first.")]);
        var before = ScheduleCheck.Figures(problem, inForce);
        problem = Changes.Apply(problem, changes);
        var faults = ProblemCheck.Faults(problem);
        if (faults.Count > 0) throw new InfeasibleException(faults);
        problem = Thaw.Apply(problem);
        var model = PlantCompiler.Compile(problem);
        var weights = problem.Objective.InOrder ? PlantSolver.Ordered(problem.Objective, before, 10) : model.Weights;

        var shifted = FromForce(model, weights, keepUnits: false);
        if (double.IsPositiveInfinity(shifted.Cost) || shifted.Misses)
        {
            shifted = PlantSolver.Construct(model, weights, oneRule: true);
            if (double.IsPositiveInfinity(shifted.Cost) || shifted.Misses) throw PlantSolver.Unplaceable(model);
        }
        var rightShift = new RepairOption(RepairKind.RightShift, PlantSolver.Checked(problem, shifted), clock.Elapsed);
        first?.Invoke(rightShift);
        var waiting = FromForce(model, weights, keepUnits: true);
        var doNothing = new RepairOption(RepairKind.DoNothing,
            double.IsPositiveInfinity(waiting.Cost) || waiting.Misses || waiting.Cost < shifted.Cost ? rightShift.Schedule : PlantSolver.Checked(problem, waiting), clock.Elapsed);
        var checking = clock.Elapsed;

        var (ways, iterations) = Search(shifted, weights, limits, clock, checking);
        List<RepairOption> options = [doNothing, rightShift];
        ways.RemoveAll(way => way.Plan.Misses);
        var schedules = new Schedule[ways.Count];
        Parallel.For(0, ways.Count, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, limits.ThreadCount) },
            way => schedules[way] = PlantSolver.Checked(problem, JustInTime.Delay(ways[way].Plan, limits.Cancellation)));
        foreach (var (kind, schedule) in ways.Zip(schedules, (way, schedule) => (way.Kind, schedule)))
        {
            // Nothing that delivers worse than doing as little as possible is worth a decision.
            if (schedule.Figures.WeightedTardiness > rightShift.Schedule.Figures.WeightedTardiness) continue;
            if (options.Exists(option => Same(option.Schedule.Figures, schedule.Figures))) continue;
            options.Add(new RepairOption(kind, schedule, clock.Elapsed));
        }
        var ranked = options.OrderBy(option => option.Schedule.Figures, Comparer<Figures>.Create((left, right) => Compare(problem.Objective, left, right)))
            .ThenBy(option => option.Kind == RepairKind.DoNothing).ToList();
        return new RepairResult(problem, before, ranked, clock.Elapsed, iterations);
    }

    private static bool Same(Figures one, Figures other) => one with { Objective = 0 } == other with { Objective = 0 };

    internal static int Compare(Objective objective, Figures left, Figures right)
    {
        if (!objective.InOrder) return left.Objective.CompareTo(right.Objective);
        foreach (var term in objective.Terms)
        {
            var order = left.Of(term.Measure).CompareTo(right.Of(term.Measure));
            if (order != 0) return order;
        }
        return 0;
    }

    /// <summary>The schedule in force, decoded against the changed plant. What it does not have comes last.</summary>
    private static Plan FromForce(PlantModel model, double[] weights, bool keepUnits)
    {
        var plan = new Plan(model, weights) { KeepUnits = keepUnits };
        var index = PlantCompiler.Index(model.Operations.Select(operation => operation.Id));
        var batches = new Dictionary<(string Machine, int Batch), int>();
        List<(int Operation, long Start, long SetupStart, int At)> listed = [];
        var known = new bool[model.Count];
        foreach (var force in model.Problem.InForce!)
        {
            if (!index.TryGetValue(force.Operation, out var i) || model.State[i] != PlantModel.FreeState || known[i] || model.ForceMachine[i] < 0) continue;
            var mode = plan.ModeOn(i, model.ForceMachine[i]);
            if (mode < 0) continue;
            known[i] = true;
            plan.Mode[i] = mode;
            plan.Hold[i] = plan.Start[i] = force.Start;
            Units(model, plan, i, mode, force);
            if (force.Batch > 0)
            {
                if (!batches.TryGetValue((force.Machine, force.Batch), out var batch)) batches.Add((force.Machine, force.Batch), batch = plan.NewBatch());
                plan.Batch[i] = batch;
            }
            listed.Add((i, force.Start, force.SetupStart, listed.Count));
        }
        var late = listed.Count == 0 ? model.Begin : listed.Max(entry => entry.Start) + 1;
        for (var i = 0; i < model.Count; i++)
        {
            if (model.State[i] != PlantModel.FreeState || known[i]) continue;
            plan.Start[i] = late;
            listed.Add((i, late, late, listed.Count));
        }
        int[] order = [.. listed.OrderBy(entry => entry.Start).ThenBy(entry => entry.SetupStart).ThenBy(entry => entry.At).Select(entry => entry.Operation)];
        plan.Decode(order);
        return plan;
    }

    /// <summary>Notes for each operation the tools and people that the schedule in force gave it.</summary>
    internal static void UnitsInForce(PlantModel model, Plan plan, Dictionary<string, Assignment> force)
    {
        for (var i = 0; i < model.Count; i++)
        {
            if (model.State[i] != PlantModel.FreeState || model.ForceMachine[i] < 0 || !force.TryGetValue(model.Operations[i].Id, out var given)) continue;
            var mode = plan.ModeOn(i, model.ForceMachine[i]);
            if (mode >= 0) Units(model, plan, i, mode, given);
        }
    }

    private static void Units(PlantModel model, Plan plan, int i, int mode, Assignment force)
    {
        int person = 0, unit = 0, slot = model.SlotFirst[i];
        for (var r = model.ReqFirst[mode]; r < model.ReqFirst[mode + 1]; r++)
        {
            for (var k = 0; k < model.Requirements[r].Count; k++, slot++)
            {
                var names = model.Requirements[r].Pool >= 0 ? force.Units : force.People;
                var at = model.Requirements[r].Pool >= 0 ? unit++ : person++;
                plan.Unit[slot] = at < names.Count && model.UnitByName.TryGetValue(names[at], out var u) ? u : -1;
            }
        }
    }

    private static (List<(RepairKind Kind, Plan Plan)> Ways, long Iterations) Search(Plan shifted, double[] weights, SearchLimits limits, Stopwatch clock, TimeSpan checking)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, limits.ThreadCount) };
        var changes = Math.Max(3, shifted.Order.Length / 50);
        var matched = new Plan[4];
        Parallel.For(0, 4, parallel, way => matched[way] = InsertNew(new MatchUp(shifted, weights, way >= 2 ? changes : 0, strict: way % 2 == 0).Build()));
        var order = Better(shifted, Better(matched[0], matched[1]));
        var machines = Better(order, Better(matched[2], matched[3]));
        Lane[] lanes =
        [
            new(RepairKind.KeepPlan, machines, Stable(weights, 4), limits.Seed, 0, changes),
            new(RepairKind.BestDelivery, machines, weights, limits.Seed, 1, changes),
            new(RepairKind.Resequence, order, Stable(weights, 1), limits.Seed, 2, 0),
            new(RepairKind.KeepPlan, machines, Stable(weights, 1), limits.Seed, 3, changes),
        ];
        // Each option is checked at the end, which takes about as long as the first check did.
        var reserve = TimeSpan.FromTicks(checking.Ticks / 2 * lanes.Length / Math.Max(1, Math.Min(2, limits.ThreadCount)));
        long iterations = 0;
        foreach (var phase in (ReadOnlySpan<double>)[MeetShare, GapShare, 1])
        {
            var time = limits.Time is { } limit ? TimeSpan.FromTicks(Math.Max(clock.Elapsed.Ticks + 1, (long)((limit - reserve).Ticks * phase))) : (TimeSpan?)null;
            var stop = new SearchStop(clock, time, limits.Cancellation);
            var most = limits.Iterations is { } all ? (long)(all * phase) : long.MaxValue;
            while (!stop.Now && iterations < most)
            {
                var share = Math.Min(Quantum, Math.Max(1, (most - iterations) / lanes.Length));
                var made = new long[lanes.Length];
                Parallel.For(0, lanes.Length, parallel, lane => made[lane] = lanes[lane].Run(share, stop));
                if (made.Sum() == 0) break;
                iterations += made.Sum();
                limits.Progress?.Invoke(new SearchProgress(clock.Elapsed, iterations, lanes[1].Cost, 0));
            }
            if (phase == MeetShare) Meet(lanes, parallel);
            else Parallel.For(0, lanes.Length, parallel, lane => lanes[lane].NextPhase());
        }
        return ([.. lanes.Select(lane => (lane.Kind, lane.Best))], iterations);
    }

    /// <summary>Each lane goes on from the best that any has found, as its own weights see it: in so short a time luck differs more than ideas do.</summary>
    private static void Meet(Lane[] lanes, ParallelOptions parallel)
    {
        var found = new Plan[lanes.Length];
        Parallel.For(0, lanes.Length, parallel, lane => found[lane] = lanes[lane].Found());
        Parallel.For(0, lanes.Length, parallel, lane => lanes[lane].GoOnFrom(found));
    }

    /// <summary>One idea of how much may move: first gaps are searched, then the list that comes of it.</summary>
    private sealed class Lane(RepairKind kind, Plan start, double[] weights, int seed, int stream, int mostChanges)
    {
        private Plan _start = WithWeights(start, weights);
        private int _round;
        private GapSearch? _gaps;
        private LocalSearch? _list;

        internal RepairKind Kind => kind;

        internal double Cost => _list?.Best.Cost ?? _gaps?.BestCost ?? _start.Cost;

        internal Plan Best => _list?.Best ?? _start;

        internal long Run(long iterations, SearchStop stop) => _list is { } list ? list.Run(iterations, stop)
            : (_gaps ??= new GapSearch(_start, weights, seed, stream + 16 * _round) { MostChanges = mostChanges }).Run(iterations, stop);

        internal Plan Found() => _gaps is null ? _start : Better(_start, _gaps.Best(_start));

        /// <summary>Takes the best of several plans, its own among them; one without changes of machines takes only such.</summary>
        internal void GoOnFrom(IEnumerable<Plan> found)
        {
            var allowed = found.Where(plan => plan.Order.Count(i => plan.Model.ForceMachine[i] >= 0 && plan.Machine(i) != plan.Model.ForceMachine[i]) <= mostChanges);
            _start = allowed.Select(plan => WithWeights(plan, weights)).Append(_start).MinBy(plan => plan.Cost)!;
            _gaps = null;
            _round++;
        }

        internal void NextPhase() =>
            _list ??= new LocalSearch(Found(), seed, stream) { Repair = true, MostChanges = mostChanges };

        private static Plan WithWeights(Plan start, double[] weights)
        {
            var plan = new Plan(start.Model, weights) { LetPass = start.LetPass };
            plan.CopyFrom(start);
            return plan;
        }
    }

    private static Plan Better(Plan one, Plan other) => other.Cost < one.Cost ? other : one;

    /// <summary>The same objective with changes of machines and starts counting more.</summary>
    private static double[] Stable(double[] weights, double factor)
    {
        var stable = (double[])weights.Clone();
        var unit = Math.Max(weights[(int)Measure.WeightedTardiness], weights.Where(weight => weight > 0).DefaultIfEmpty(1).Max() * 1e-4);
        stable[(int)Measure.MachineChanges] = Math.Max(weights[(int)Measure.MachineChanges], 1_200 * unit) * factor;
        stable[(int)Measure.StartMoves] = Math.Max(weights[(int)Measure.StartMoves], 120 * unit) * factor;
        return stable;
    }

    /// <summary>Operations that the schedule in force does not have are put where they cost least, one after the other.</summary>
    private static Plan InsertNew(Plan shifted)
    {
        var model = shifted.Model;
        int[] fresh = [.. shifted.Order.Where(i => model.ForceMachine[i] < 0)];
        if (fresh.Length == 0) return shifted;
        var plan = shifted.Twin();
        foreach (var i in fresh.Take(500))
        {
            var best = plan.Cost;
            Move? chosen = null;
            var ready = plan.EarliestBy(i);
            for (var mode = model.ModeFirst[i]; mode < model.ModeFirst[i + 1]; mode++)
            {
                foreach (var share in (ReadOnlySpan<double>)[0, 0.1, 0.25, 0.5, 0.75])
                {
                    var move = new Move(i, mode, plan.PlaceAt(ready + (long)((plan.Start[i] - ready) * share)), -1, 0);
                    var cost = plan.Try([move]);
                    plan.Undo();
                    if (cost >= best) continue;
                    best = cost;
                    chosen = move;
                }
            }
            if (chosen is not { } found) continue;
            plan.Try([found]);
            plan.Accept();
        }
        plan.Normalise();
        return plan;
    }
}
