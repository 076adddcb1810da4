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
        // Also what should have begun by now and has not: it begins as soon as it can, and what is behind it slips with it.
        foreach (var force in inForce.Where(force => force.SetupStart < problem.FrozenUntil).OrderBy(force => force.Start))
        {
            if (!index.TryGetValue(force.Operation, out var i) || model.State[i] != PlantModel.FreeState || thawed.Contains(force.Operation)) continue;
            var slip = Slip(model, i, force, free, state, used, ends, held);
            held[i] = slip <= problem.MoveTolerance;
            if (slip > 0) thawed.Add(force.Operation);
        }
        return thawed.Count == problem.Thawed.Count ? problem : problem with { Thawed = thawed };
    }

    /// <summary>By how much an operation must start later than in force on its machine, with its tools and people; <see cref="OpenTime.Never"/> where it
    /// cannot be told. A short slip keeps its turn, and what follows it slips too; what slips long will be moved away and leaves its turn to others.</summary>
    private static long Slip(PlantModel model, int i, Assignment force, long[] free, int[] state, long[] used, long[] ends, bool[] held)
    {
        var mode = -1;
        for (var m = model.ModeFirst[i]; m < model.ModeFirst[i + 1]; m++)
        {
            if (model.UnitName[model.ModeMachine[m]] == force.Machine) mode = m;
        }
        if (mode < 0) return OpenTime.Never;
        var machine = model.ModeMachine[mode];
        var setupFrom = Math.Max(Math.Max(force.SetupStart, model.Problem.Now), free[machine]);
        var runFrom = Math.Max(force.Start, model.Release[model.JobOf[i]]);
        OpenSet forRun = default, forSetup = default;
        forRun.Add(model.Open[machine]);
        forSetup.Add(model.Open[machine]);
        List<(int Unit, Phase During, int Skill)> taken = [];
        int person = 0, unitAt = 0;
        for (var r = model.ReqFirst[mode]; r < model.ReqFirst[mode + 1]; r++)
        {
            ref readonly var requirement = ref model.Requirements[r];
            for (var k = 0; k < requirement.Count; k++)
            {
                var names = requirement.Pool >= 0 ? force.Units : force.People;
                var at = requirement.Pool >= 0 ? unitAt++ : person++;
                if (at >= names.Count || !model.UnitByName.TryGetValue(names[at], out var unit)) return OpenTime.Never;
                if (requirement.During == Phase.Run) runFrom = Math.Max(runFrom, free[unit]);
                else setupFrom = Math.Max(setupFrom, free[unit]);
                if (requirement.During != Phase.Setup) forRun.Add(model.Open[unit]);
                if (requirement.During != Phase.Run) forSetup.Add(model.Open[unit]);
                taken.Add((unit, requirement.During, requirement.Skill));
            }
        }
        for (var k = model.BeforeFirst[i]; k < model.BeforeFirst[i + 1]; k++)
        {
            var link = model.Before[k];
            if (!held[link.From]) return OpenTime.Never;
            var anchor = link.Kind == LinkKind.StartToStart ? model.FixedStart[link.From] : ends[link.From];
            if (link.MaxLag != PlantLink.NoMost && anchor + link.MaxLag < force.Start) return OpenTime.Never;
            if (link.Transfer == 0) runFrom = Math.Max(runFrom, anchor + link.MinLag);
        }
        for (var k = model.MaterialFirst[i]; k < model.MaterialFirst[i + 1]; k++)
        {
            var there = model.SupplyTime(model.MaterialOf[k], used[model.MaterialOf[k]] + model.MaterialQuantity[k]);
            if (model.NeedsParts[machine]) setupFrom = Math.Max(setupFrom, there);
            else runFrom = Math.Max(runFrom, there);
        }
        var needed = model.ModeSetup[mode] + model.Setups.Time(model.ProfileOf[machine], state[machine], model.ClassOf[i]);
        var ready = needed > 0 ? forSetup.Add(setupFrom, needed) : setupFrom;
        if (ready >= OpenTime.Never || runFrom >= OpenTime.Never) return OpenTime.Never;
        var start = forRun.Run(Math.Max(ready, runFrom), model.ModeRun[mode], model.Interruptible[i], out var end);
        var slip = start - force.Start;
        foreach (var (unit, during, skill) in taken)
        {
            if (skill >= 0 && !Certified(model, skill, unit, during == Phase.Run ? start : setupFrom, during == Phase.Setup ? start : end)) return OpenTime.Never;
        }
        if (slip > model.Problem.MoveTolerance) return slip;
        for (var k = model.MaterialFirst[i]; k < model.MaterialFirst[i + 1]; k++) used[model.MaterialOf[k]] += model.MaterialQuantity[k];
        state[machine] = model.Setups.Next(state[machine], model.ClassOf[i]);
        free[machine] = end;
        foreach (var (unit, during, _) in taken) free[unit] = Math.Max(free[unit], during == Phase.Setup ? start : end);
        ends[i] = end;
        model.FixedStart[i] = start;
        return slip;
    }

    private static bool Certified(PlantModel model, int skill, int unit, long from, long to)
    {
        for (var c = 0; c < model.Skilled[skill].Length; c++)
        {
            if (model.Skilled[skill][c] == unit && model.SkilledFrom[skill][c] <= from && model.SkilledUntil[skill][c] >= to) return true;
        }
        return false;
    }
}
