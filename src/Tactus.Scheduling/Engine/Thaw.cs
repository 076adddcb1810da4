namespace Tactus.Scheduling.Engine;

/// <summary>Finds which operations of the frozen window cannot keep their place after a change: their machine, people or tools are not there, something
/// that runs takes longer, their material or what comes before them is late. Only these may move.</summary>
internal static class Thaw
{
    internal static Problem Apply(Problem problem)
    {
        if (problem.FrozenUntil <= problem.Now || problem.InForce is not { } inForce) return problem;
        // Compiled without a window there is nothing that must hold, but everything to ask.
        var model = PlantCompiler.Compile(problem with { FrozenUntil = problem.Now, Thawed = [] });
        var index = PlantCompiler.Index(model.Operations.Select(operation => operation.Id));
        var unitIndex = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var unit = model.MachineCount; unit < model.UnitCount; unit++) unitIndex[model.UnitName[unit]] = unit;
        var ends = new long[model.Count];
        var held = new bool[model.Count];
        for (var i = 0; i < model.Count; i++)
        {
            held[i] = model.State[i] != PlantModel.FreeState;
            ends[i] = model.FixedEnd[i];
        }
        var free = (long[])model.InitialFree.Clone();
        var state = (int[])model.InitialState.Clone();
        var used = (long[])model.InitialConsumed.Clone();
        var thawed = problem.Thawed.ToHashSet(StringComparer.Ordinal);
        foreach (var force in inForce.Where(force => force.Start >= problem.Now && force.Start < problem.FrozenUntil).OrderBy(force => force.Start))
        {
            if (!index.TryGetValue(force.Operation, out var i) || model.State[i] != PlantModel.FreeState || thawed.Contains(force.Operation)) continue;
            if (Fits(model, unitIndex, i, force, free, state, used, ends, held))
            {
                held[i] = true;
            }
            else
            {
                thawed.Add(force.Operation);
            }
        }
        return thawed.Count == problem.Thawed.Count ? problem : problem with { Thawed = thawed };
    }

    private static bool Fits(PlantModel model, Dictionary<string, int> unitIndex, int i, Assignment force, long[] free, int[] state, long[] used, long[] ends, bool[] held)
    {
        var mode = -1;
        for (var m = model.ModeFirst[i]; m < model.ModeFirst[i + 1]; m++)
        {
            if (model.UnitName[model.ModeMachine[m]] == force.Machine) mode = m;
        }
        if (mode < 0) return false;
        var machine = model.ModeMachine[mode];
        var setupStart = Math.Max(force.SetupStart, model.Problem.Now);
        if (force.Start < model.Release[model.JobOf[i]] || free[machine] > setupStart) return false;
        OpenSet forRun = default, forSetup = default;
        forRun.Add(model.Open[machine]);
        forSetup.Add(model.Open[machine]);
        List<(int Unit, long From, bool Setup)> taken = [];
        int person = 0, unitAt = 0;
        for (var r = model.ReqFirst[mode]; r < model.ReqFirst[mode + 1]; r++)
        {
            ref readonly var requirement = ref model.Requirements[r];
            for (var k = 0; k < requirement.Count; k++)
            {
                var names = requirement.Pool >= 0 ? force.Units : force.People;
                var at = requirement.Pool >= 0 ? unitAt++ : person++;
                if (at >= names.Count || !unitIndex.TryGetValue(names[at], out var unit)) return false;
                var from = requirement.During == Phase.Run ? force.Start : setupStart;
                if (free[unit] > from) return false;
                if (requirement.Skill >= 0 && !Certified(model, requirement, unit, from, requirement.During == Phase.Setup ? force.Start : force.End)) return false;
                if (requirement.During != Phase.Setup) forRun.Add(model.Open[unit]);
                if (requirement.During != Phase.Run) forSetup.Add(model.Open[unit]);
                taken.Add((unit, from, requirement.During == Phase.Setup));
            }
        }
        if (forRun.Run(force.Start, model.ModeRun[mode], model.Interruptible[i], out var end) != force.Start) return false;
        var needed = model.ModeSetup[mode] + model.Setups.Time(model.ProfileOf[machine], state[machine], model.ClassOf[i]);
        if (needed > 0 && forSetup.Add(setupStart, needed) > force.Start) return false;
        for (var k = model.BeforeFirst[i]; k < model.BeforeFirst[i + 1]; k++)
        {
            var link = model.Before[k];
            if (!held[link.From]) return false;
            var anchor = link.Kind == LinkKind.StartToStart ? model.FixedStart[link.From] : ends[link.From];
            if (link.Transfer == 0 && anchor + link.MinLag > force.Start) return false;
            if (link.MaxLag != PlantLink.NoMost && anchor + link.MaxLag < force.Start) return false;
        }
        for (var k = model.MaterialFirst[i]; k < model.MaterialFirst[i + 1]; k++)
        {
            if (model.SupplyTime(model.MaterialOf[k], used[model.MaterialOf[k]] + model.MaterialQuantity[k]) > (model.NeedsParts[machine] ? setupStart : force.Start)) return false;
        }
        for (var k = model.MaterialFirst[i]; k < model.MaterialFirst[i + 1]; k++) used[model.MaterialOf[k]] += model.MaterialQuantity[k];
        state[machine] = model.Setups.Next(state[machine], model.ClassOf[i]);
        free[machine] = end;
        foreach (var (unit, _, setup) in taken) free[unit] = Math.Max(free[unit], setup ? force.Start : end);
        ends[i] = end;
        model.FixedStart[i] = force.Start;
        return true;
    }

    private static bool Certified(PlantModel model, in Requirement requirement, int unit, long from, long to)
    {
        for (var c = 0; c < model.Skilled[requirement.Skill].Length; c++)
        {
            if (model.Skilled[requirement.Skill][c] == unit && model.SkilledFrom[requirement.Skill][c] <= from && model.SkilledUntil[requirement.Skill][c] >= to) return true;
        }
        return false;
    }
}
