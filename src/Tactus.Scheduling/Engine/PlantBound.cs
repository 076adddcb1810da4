namespace Tactus.Scheduling.Engine;

/// <summary>What no schedule can be below: every job alone in the plant, each operation on the machine on which it would end first, through shifts and
/// breaks, without setups, tools or people.</summary>
internal static class PlantBound
{
    internal static double Of(PlantModel model, double[] weights)
    {
        var end = EarliestEnds(model);
        double sum = 0;
        long makespan = 0;
        for (var job = 0; job < model.JobCount; job++)
        {
            var last = long.MinValue;
            for (var i = model.JobFirst[job]; i < model.JobFirst[job + 1]; i++) last = Math.Max(last, end[i]);
            if (last == long.MinValue) continue;
            makespan = Math.Max(makespan, last);
            if (last > model.Due[job]) sum += weights[(int)Measure.WeightedTardiness] * model.Tardiness[job] * (last - model.Due[job]) + weights[(int)Measure.LateJobs];
        }
        return sum + weights[(int)Measure.Makespan] * Math.Max(0, makespan - model.Problem.Now);
    }

    private static long[] EarliestEnds(PlantModel model)
    {
        var start = new long[model.Count];
        var end = new long[model.Count];
        var left = new int[model.Count];
        var ready = new Stack<int>();
        for (var i = 0; i < model.Count; i++)
        {
            left[i] = model.BeforeFirst[i + 1] - model.BeforeFirst[i];
            if (left[i] == 0) ready.Push(i);
        }
        while (ready.TryPop(out var i))
        {
            if (model.State[i] != PlantModel.FreeState) (start[i], end[i]) = (model.FixedStart[i], model.FixedEnd[i]);
            else Earliest(model, i, start, end);
            for (var k = model.AfterFirst[i]; k < model.AfterFirst[i + 1]; k++)
            {
                if (--left[model.After[k]] == 0) ready.Push(model.After[k]);
            }
        }
        return end;
    }

    private static void Earliest(PlantModel model, int i, long[] start, long[] end)
    {
        var from = Math.Max(model.BeginOf(i), model.Release[model.JobOf[i]]);
        for (var k = model.BeforeFirst[i]; k < model.BeforeFirst[i + 1]; k++)
        {
            ref readonly var link = ref model.Before[k];
            // Parts may be passed on before the end: nothing is known then but that the one before has begun.
            from = Math.Max(from, (link.Kind == LinkKind.StartToStart || link.Transfer > 0 ? start[link.From] : end[link.From]) + link.MinLag);
        }
        (start[i], end[i]) = (OpenTime.Never, OpenTime.Never);
        for (var mode = model.ModeFirst[i]; mode < model.ModeFirst[i + 1]; mode++)
        {
            OpenSet open = default;
            open.Add(model.Open[model.ModeMachine[mode]]);
            var begin = open.Run(from, model.ModeRun[mode], model.Interruptible[i], out var until);
            if (begin >= OpenTime.Never) continue;
            start[i] = Math.Min(start[i], begin);
            end[i] = Math.Min(end[i], until);
        }
        // Where nobody could ever do it the search will say so.
        if (start[i] >= OpenTime.Never) (start[i], end[i]) = (from, from);
    }
}
