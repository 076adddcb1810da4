using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Production;

namespace Tactus.Mes.Equipment;

/// <summary>What machines made: by production reports where there are any in the span, else by their own signals.</summary>
internal static class MachineOutput
{
    /// <summary>One machine's output with what it was measured by.</summary>
    /// <param name="Source">reports, parts, counter or none.</param>
    /// <param name="CycleSeconds">Ideal seconds per part of what it makes now; null when nobody knows.</param>
    /// <param name="Counted">Parts that the machine itself counted: by part signals, else by its counter.</param>
    internal sealed record Made(Output Output, string Source, decimal? CycleSeconds, decimal Counted, JobOrder? Job);

    internal static async Task<IReadOnlyDictionary<string, Made>> Of(
        MesDb db, IReadOnlyCollection<EquipmentNode> machines, DateTime fromUtc, DateTime toUtc, CancellationToken stop)
    {
        var numbers = machines.Select(machine => machine.No).ToList();
        var counts = await MachineTimes.Counts(db, numbers, fromUtc, toUtc, stop);
        var jobs = await Jobs(db, numbers, stop);
        var cycles = (await db.CycleTimes.AsNoTracking().Where(each => numbers.Contains(each.MachineNo)).ToListAsync(stop))
            .ToDictionary(each => (each.MachineNo, each.ItemNo), each => each.Seconds);
        var reported = (await db.Reports.AsNoTracking().Where(each => each.MachineNo != null && numbers.Contains(each.MachineNo) && each.CountsUtc >= fromUtc && each.CountsUtc < toUtc)
                .GroupBy(each => new { each.MachineNo, each.JobNo, each.ItemNo })
                .Select(group => new
                {
                    group.Key.MachineNo, group.Key.JobNo, group.Key.ItemNo, Good = group.Sum(each => each.Good), Scrapped = group.Sum(each => each.Scrapped), Rework = group.Sum(each => each.Rework),
                }).ToListAsync(stop))
            .ToLookup(each => each.MachineNo!);
        var jobNos = reported.SelectMany(each => each).Select(each => each.JobNo).Distinct().ToList();
        var standard = await db.Jobs.AsNoTracking().Where(job => jobNos.Contains(job.No)).ToDictionaryAsync(job => job.No, job => job.RunSecondsPerUnit, stop);

        var made = new Dictionary<string, Made>(StringComparer.Ordinal);
        foreach (var machine in machines)
        {
            // Nearest first: this item on this machine, the routing's time, the machine's usual one.
            decimal? Cycle(string? itemNo, decimal? routing) => itemNo is not null && cycles.TryGetValue((machine.No, itemNo), out var exact) ? exact
                : routing is > 0 ? routing : machine.CycleSeconds;
            var job = jobs.GetValueOrDefault(machine.No);
            var now = Cycle(job?.ItemNo, job?.RunSecondsPerUnit);
            var own = counts.GetValueOrDefault(machine.No) ?? PartCounts.None;
            var counted = own.Good + own.Scrap is var parts && parts > 0 ? parts : own.Counted;
            if (reported[machine.No].Any())
                made[machine.No] = new Made(reported[machine.No].Select(each =>
                {
                    var cycle = Cycle(each.ItemNo, standard.GetValueOrDefault(each.JobNo));
                    return new Output(each.Good, each.Scrapped, each.Rework, cycle * (each.Good + each.Scrapped + each.Rework), cycle * each.Good, true);
                }).Aggregate(Output.None, (sum, each) => sum + each), "reports", now, counted, job);
            else if (parts > 0) made[machine.No] = new Made(new Output(own.Good, own.Scrap, 0, now * parts, now * own.Good, true), "parts", now, counted, job);
            else if (own.Counted > 0) made[machine.No] = new Made(new Output(own.Counted, 0, 0, now * own.Counted, now * own.Counted, false), "counter", now, counted, job);
            else made[machine.No] = new Made(Output.None, "none", now, counted, job);
        }
        return made;
    }

    /// <summary>The job that runs, or is set up, on each machine; of several in one batch the first.</summary>
    internal static async Task<IReadOnlyDictionary<string, JobOrder>> Jobs(MesDb db, IReadOnlyCollection<string> machineNos, CancellationToken stop) =>
        (await db.Jobs.AsNoTracking().Where(job => job.MachineNo != null && machineNos.Contains(job.MachineNo)
                && (job.State == JobState.Running || job.State == JobState.Setup)).OrderBy(job => job.No).ToListAsync(stop))
            .GroupBy(job => job.MachineNo!).ToDictionary(group => group.Key, group => group.OrderBy(job => job.State == JobState.Running ? 0 : 1).First());
}
