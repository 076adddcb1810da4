namespace Tactus.Scheduling.Engine;

/// <summary>Starts work later where that costs less: jobs that would be finished too early, and parts that would wait between operations. List decoding
/// starts everything as early as it can, which is right for every objective that only wants to be soon.</summary>
internal static class JustInTime
{
    /// <summary>So many operations are tried; a pass of them takes a fraction of a search.</summary>
    private const int Most = 4_000;

    internal static Plan Delay(Plan plan, CancellationToken cancellation)
    {
        if (!plan.WantsLate) return plan;
        var model = plan.Model;
        var later = plan.Twin();
        // From the back: what follows has made room by then.
        foreach (var i in plan.Order.Reverse().Take(Most))
        {
            if (cancellation.IsCancellationRequested) break;
            if (later.Batch[i] >= 0) continue;
            var latest = later.Start[i] + (Until(model, later, i) - later.End[i]);
            foreach (var start in (ReadOnlySpan<long>)[latest, later.Start[i] + (latest - later.Start[i]) / 2])
            {
                if (start <= later.Start[i]) continue;
                var cost = later.Try([new Move(i, later.Mode[i], Math.Max(later.Pos[i] + 1, later.PlaceAt(start)), -1, start)]);
                if (cost < later.Cost - 1e-9)
                {
                    later.Accept();
                    break;
                }
                later.Undo();
            }
        }
        return later.Cost < plan.Cost ? later : plan;
    }

    /// <summary>When the operation is wanted: by what follows it, or by its job's due time.</summary>
    private static long Until(PlantModel model, Plan plan, int i)
    {
        var until = OpenTime.Never;
        for (var k = model.AfterFirst[i]; k < model.AfterFirst[i + 1]; k++) until = Math.Min(until, plan.Start[model.After[k]]);
        if (until >= OpenTime.Never) until = model.Due[model.JobOf[i]];
        return until >= OpenTime.Never ? plan.End[i] : Math.Max(until, plan.End[i]);
    }
}
