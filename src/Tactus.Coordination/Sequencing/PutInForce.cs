using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Coordination.Picture;
using Tactus.Platform;

namespace Tactus.Coordination.Sequencing;

/// <summary>A schedule comes into force: the one before is superseded, and each work centre that it changes is told its new order.</summary>
internal static class PutInForce
{
    /// <summary>Puts it in force.</summary>
    /// <returns>The schedule and the work centres that were told.</returns>
    internal static async Task<(ScheduleVersion Schedule, IReadOnlyList<string> Told)> Now(
        CoordinationDb db, IReadOnlyList<PlannedOperation> operations, string reason, CommandContext by, CancellationToken stop)
    {
        var before = await ScheduleVersion.InForce(db, stop);
        var schedule = new ScheduleVersion
        {
            Id = Guid.CreateVersion7(), BeforeId = before?.Id, AtUtc = by.NowUtc, Reason = reason, ByNo = by.Actor.Number, Number = (before?.Number ?? 0) + 1, Operations = [.. operations],
        };
        if (before is not null) before.SupersededUtc = by.NowUtc;
        db.Schedules.Add(schedule);
        var centreOf = await db.Machines.ToDictionaryAsync(machine => machine.MachineNo, machine => machine.WorkCentreNo, stop);
        var told = new List<string>();
        var old = Lists(before?.Operations ?? [], centreOf);
        foreach (var (centre, places) in Lists(schedule.Operations, centreOf))
        {
            // Only what differs is said: a station is not woken for what it shows already.
            if (old.TryGetValue(centre, out var same) && same.SequenceEqual(places)) continue;
            db.SendTo("mes", new DispatchOrderSet(centre, schedule.Id, places, reason, by.NowUtc));
            told.Add(centre);
        }
        db.Changed("coordination.schedule", schedule.Id.ToString());
        return (schedule, told);
    }

    private static SortedDictionary<string, List<DispatchPlace>> Lists(IEnumerable<PlannedOperation> operations, Dictionary<string, string> centreOf)
    {
        var lists = new SortedDictionary<string, List<DispatchPlace>>(StringComparer.Ordinal);
        foreach (var centre in operations.Where(each => centreOf.ContainsKey(each.MachineNo)).GroupBy(each => centreOf[each.MachineNo]))
            lists[centre.Key] =
            [
                .. centre.OrderBy(each => each.Start).ThenBy(each => each.JobNo, StringComparer.Ordinal).Select((each, at) =>
                    new DispatchPlace(each.JobNo[..each.JobNo.LastIndexOf('/')], int.Parse(each.JobNo.AsSpan(each.JobNo.LastIndexOf('/') + 1), System.Globalization.CultureInfo.InvariantCulture),
                        at + 1, PlantTime.Utc(each.Start))),
            ];
        return lists;
    }
}
