namespace Tactus.Scheduling.Engine;

/// <summary>Places what the solvers may not move: finished and running operations, what lies in the frozen window, what a planner pinned to a start.
/// They take their machines, tools and people before anything else is planned.</summary>
internal sealed class FixedWork(PlantModel model, Dictionary<int, Assignment> forces, Dictionary<string, int> machineIndex, UnitTable units)
{
    private readonly List<Fixture>?[] _taken = new List<Fixture>?[model.UnitCount];

    internal void Place()
    {
        var problem = model.Problem;
        var thawed = problem.Thawed.ToHashSet(StringComparer.Ordinal);
        List<(int Operation, long Start)> later = [];
        for (var i = 0; i < model.Count; i++)
        {
            model.FixedUnits[i] = [];
            model.Held[i] = [];
            var floor = model.Operations[i].Floor;
            if (floor?.State == FloorState.Done) Done(i, floor);
            else if (floor?.State == FloorState.Started) Started(i, floor);
            else if (floor is { State: FloorState.Pinned, Start: { } start }) later.Add((i, start));
            else if (problem.FrozenUntil > problem.Now && model.ForceMachine[i] >= 0
                     && model.ForceStart[i] >= problem.Now && forces[i].SetupStart < problem.FrozenUntil
                     && !thawed.Contains(model.Operations[i].Id)) later.Add((i, model.ForceStart[i]));
        }
        foreach (var (operation, start) in later.OrderBy(entry => entry.Start).ThenBy(entry => entry.Operation)) Fix(operation, start);
        Settle();
    }

    private int ModeOn(int operation, int machine)
    {
        for (var mode = model.ModeFirst[operation]; mode < model.ModeFirst[operation + 1]; mode++)
        {
            if (model.ModeMachine[mode] == machine) return mode;
        }
        return -1;
    }

    private void Done(int i, Floor floor)
    {
        model.State[i] = PlantModel.DoneState;
        model.FixedMode[i] = floor.Machine is null ? model.ModeFirst[i] : ModeOn(i, machineIndex[floor.Machine]);
        model.FixedStart[i] = model.FixedSetupStart[i] = floor.Start ?? floor.End ?? model.Problem.Now;
        model.FixedEnd[i] = floor.End ?? model.Problem.Now;
    }

    private void Started(int i, Floor floor)
    {
        var machine = machineIndex[floor.Machine!];
        var now = model.Problem.Now;
        model.State[i] = PlantModel.FixedState;
        model.FixedMode[i] = ModeOn(i, machine);
        model.FixedStart[i] = model.FixedSetupStart[i] = floor.Start ?? now;
        var end = floor.Remaining == 0 ? now : model.Open[machine].Add(now, floor.Remaining);
        if (end >= OpenTime.Never)
        {
            throw new InfeasibleException([new ProblemFault("never-open", $"machine {floor.Machine}",
                $"Machine {floor.Machine} never has the {floor.Remaining} time units open that the running operation {model.Operations[i].Id} still needs.")]);
        }
        model.FixedEnd[i] = end;
        Take(machine, now, end, i);
        List<int> held = [];
        foreach (var id in floor.Holds)
        {
            if (units.ByName.TryGetValue(id, out var unit))
            {
                held.Add(unit);
                continue;
            }
            // The unit that the plan gave it, if it can be told; the next ones in the plan count on theirs.
            var planned = forces.GetValueOrDefault(i)?.Units.Where(unit => unit.StartsWith(id + "#", StringComparison.Ordinal))
                .Select(unit => units.ByName.GetValueOrDefault(unit, -1)).FirstOrDefault(unit => unit >= 0 && !held.Contains(unit), -1) ?? -1;
            if (planned >= 0)
            {
                held.Add(planned);
                continue;
            }
            var pool = model.Problem.Pools.ToList().FindIndex(pool => pool.Id == id);
            for (var u = pool < 0 ? 0 : model.PoolFirst[pool]; pool >= 0 && u < model.PoolFirst[pool + 1]; u++)
            {
                if (held.Contains(u) || _taken[u] is { } list && list.Any(fixture => fixture.To > now)) continue;
                held.Add(u);
                break;
            }
        }
        foreach (var unit in held) Take(unit, now, end, i);
        model.Held[i] = [.. held];
    }

    private void Fix(int i, long start)
    {
        var floor = model.Operations[i].Floor;
        var force = forces.GetValueOrDefault(i);
        var machine = floor?.Machine is { } name ? machineIndex[name] : force is not null ? machineIndex[force.Machine] : model.ModeMachine[model.ModeFirst[i]];
        var mode = ModeOn(i, machine);
        var asPlanned = force is not null && force.Start == start && machineIndex[force.Machine] == machine;
        model.State[i] = PlantModel.FixedState;
        model.FixedMode[i] = mode;
        model.FixedStart[i] = start;
        var setupStart = asPlanned ? force!.SetupStart : start - model.ModeSetup[mode];
        model.FixedSetupStart[i] = Math.Max(setupStart, Math.Min(start, model.Problem.Now));
        var chosen = asPlanned ? [.. force!.Units.Concat(force.People).Select(id => units.ByName[id])] : Choose(i, mode, start);
        OpenSet open = default;
        open.Add(model.Open[machine]);
        var at = 0;
        for (var r = model.ReqFirst[mode]; r < model.ReqFirst[mode + 1]; r++)
        {
            for (var k = 0; k < model.Requirements[r].Count; k++, at++)
            {
                if (model.Requirements[r].During != Phase.Setup) open.Add(model.Open[chosen[at]]);
            }
        }
        var begin = open.Run(start, model.ModeRun[mode], model.Interruptible[i], out var end);
        if (begin != start)
        {
            throw new InfeasibleException([new ProblemFault("fixed-start-closed", $"operation {model.Operations[i].Id}",
                $"Operation {model.Operations[i].Id} is fixed to start at {start} on {model.UnitName[machine]}, but the machine, its tools or its people are not there then.")]);
        }
        model.FixedEnd[i] = end;
        model.FixedUnits[i] = chosen;
        Take(machine, model.FixedSetupStart[i], end, i);
        at = 0;
        for (var r = model.ReqFirst[mode]; r < model.ReqFirst[mode + 1]; r++)
        {
            var during = model.Requirements[r].During;
            for (var k = 0; k < model.Requirements[r].Count; k++, at++)
                Take(chosen[at], during == Phase.Run ? start : model.FixedSetupStart[i], during == Phase.Setup ? start : end, i);
        }
    }

    /// <summary>Units for a pinned operation: the first that are free and there.</summary>
    private int[] Choose(int i, int mode, long start)
    {
        List<int> chosen = [];
        var end = start + model.ModeRun[mode];
        for (var r = model.ReqFirst[mode]; r < model.ReqFirst[mode + 1]; r++)
        {
            var (pool, skill, count, _) = model.Requirements[r];
            var candidates = pool >= 0 ? Enumerable.Range(model.PoolFirst[pool], model.PoolFirst[pool + 1] - model.PoolFirst[pool])
                : model.Skilled[skill].Where((_, k) => model.SkilledFrom[skill][k] <= start && model.SkilledUntil[skill][k] >= end);
            var ranked = candidates.Distinct().Where(unit => !chosen.Contains(unit))
                .OrderBy(unit => _taken[unit]?.Any(fixture => fixture.From < end && fixture.To > start) == true)
                .ThenBy(unit => model.Open[unit].NextOpen(start) != start || model.Open[unit].CloseAfter(start) < end).Take(count).ToArray();
            if (ranked.Length < count)
            {
                throw new InfeasibleException([new ProblemFault("fixed-without-people", $"operation {model.Operations[i].Id}",
                    $"Operation {model.Operations[i].Id} is pinned to {start}, but what it needs is not there then.")]);
            }
            chosen.AddRange(ranked);
        }
        return [.. chosen];
    }

    private void Take(int unit, long from, long to, int operation)
    {
        if (to > from || unit < model.MachineCount) (_taken[unit] ??= []).Add(new Fixture(from, to, operation));
    }

    /// <summary>What lies at the head of a unit only moves the time from which it is free; the rest stays as fixtures to plan around.</summary>
    private void Settle()
    {
        var anyThawed = model.Thawed.Contains(true);
        model.InitialFree = new long[model.UnitCount];
        model.Fixtures = new Fixture[]?[model.UnitCount];
        for (var unit = 0; unit < model.UnitCount; unit++)
        {
            model.InitialFree[unit] = model.Problem.Now;
            if (_taken[unit] is not { } list) continue;
            List<Fixture> rest = [];
            foreach (var fixture in list.OrderBy(fixture => fixture.From).ThenBy(fixture => fixture.To))
            {
                // What may still move within the window must find the gaps between what may not.
                if (fixture.From <= (anyThawed ? model.Problem.Now : model.Begin))
                {
                    model.InitialFree[unit] = Math.Max(model.InitialFree[unit], fixture.To);
                    if (unit < model.MachineCount)
                    {
                        // The machine's state is the state now, with the running operation's setup made.
                        if (model.Operations[fixture.Operation].Floor?.State != FloorState.Started)
                            model.InitialState[unit] = model.Setups.Next(model.InitialState[unit], model.ClassOf[fixture.Operation]);
                    }
                }
                else
                {
                    rest.Add(fixture);
                }
            }
            if (rest.Count > 0) model.Fixtures[unit] = [.. rest];
        }
        Wanted();
        model.InitialConsumed = new long[model.Supply.Length];
        for (var material = 0; material < model.Supply.Length; material++) Promise(material);
    }

    private bool IsPromised(int i) => model.State[i] == PlantModel.FixedState && model.Operations[i].Floor?.State != FloorState.Started;

    /// <summary>What fixed operations will take is not there for others, neither then nor before: the supply is what is left at every later time.</summary>
    private void Promise(int material)
    {
        SortedDictionary<long, long> steps = [];
        long before = 0;
        for (var k = 0; k < model.Supply[material].Length; k++)
        {
            var at = model.SupplyAt[material][k];
            steps[at] = steps.GetValueOrDefault(at) + model.Supply[material][k] - before;
            before = model.Supply[material][k];
        }
        var promised = false;
        for (var i = 0; i < model.Count; i++)
        {
            if (!IsPromised(i)) continue;
            for (var k = model.MaterialFirst[i]; k < model.MaterialFirst[i + 1]; k++)
            {
                if (model.MaterialOf[k] != material) continue;
                var at = model.NeedsParts[model.ModeMachine[model.FixedMode[i]]] ? model.FixedSetupStart[i] : model.FixedStart[i];
                steps[at] = steps.GetValueOrDefault(at) - model.MaterialQuantity[k];
                promised = true;
            }
        }
        if (!promised) return;
        var times = steps.Keys.ToArray();
        var left = new long[times.Length];
        long sum = 0;
        for (var k = 0; k < times.Length; k++) left[k] = sum += steps[times[k]];
        for (var k = times.Length - 2; k >= 0; k--) left[k] = Math.Min(left[k], left[k + 1]);
        model.SupplyAt[material] = times;
        model.Supply[material] = left;
    }

    /// <summary>When operations must end, because something fixed comes after them.</summary>
    private void Wanted()
    {
        model.WantedEnd = new long[model.Count];
        Array.Fill(model.WantedEnd, OpenTime.Never);
        for (var after = 0; after < model.Count; after++)
        {
            if (!IsPromised(after)) continue;
            for (var k = model.BeforeFirst[after]; k < model.BeforeFirst[after + 1]; k++)
            {
                var link = model.Before[k];
                if (model.State[link.From] == PlantModel.FreeState) model.WantedEnd[link.From] = Math.Min(model.WantedEnd[link.From], model.FixedStart[after] - link.MinLag);
            }
        }
    }
}
