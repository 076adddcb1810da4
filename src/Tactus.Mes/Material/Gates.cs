using Tactus.Contracts;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>What material has to say before a job starts.</summary>
internal static class Gates
{
    /// <summary>Every reason of material why a job can't start now; empty when it can.</summary>
    /// <param name="quantity">To be started, in the job's unit.</param>
    /// <param name="nowUtc">Judges expiry where a page only looks; a command brings its own time. Without either expiry is judged at the start.</param>
    internal static async Task<IReadOnlyList<Refusal>> StartBlock(MesDb db, JobOrder job, decimal quantity, CancellationToken stop, DateTime? nowUtc = null)
    {
        var blocks = new List<Refusal>();
        foreach (var wip in await HeldUpstream(db, job, stop))
            if (await HoldBook.Fence(db, wip, stop) is { } held) blocks.Add(held);
        var now = db.By?.NowUtc ?? nowUtc ?? DateTime.MinValue;
        foreach (var need in await db.JobMaterials.AsNoTracking().Where(material => material.JobNo == job.No && material.Tracking != Tracking.None).ToListAsync(stop))
        {
            var wanted = Math.Max(0, need.PerUnit * (job.Started + quantity) - need.Covered);
            if (wanted == 0) continue;
            var atLine = await FirstExpired.AtLine(db, job.WorkCentreNo, need.ItemNo, need.Revision, stop);
            var usable = atLine.Where(each => each.Lot.Holds == 0 && !each.Lot.ExpiredOn(now)).Sum(each => each.Quantity);
            if (usable >= wanted) continue;
            var heldLot = atLine.Select(each => each.Lot).FirstOrDefault(lot => lot.Holds > 0);
            if (need.Backflush || job.Backflush)
            {
                // Backflush finds its lots by itself; the start is refused only when all it could find is on hold.
                var store = await FirstExpired.InStore(db, need.ItemNo, need.Revision, stop);
                heldLot ??= store.FirstOrDefault(lot => lot.Holds > 0);
                if (usable == 0 && heldLot is not null && store.All(lot => lot.Holds > 0) && await HoldBook.Fence(db, heldLot, stop) is { } fenced) blocks.Add(fenced);
                continue;
            }
            if (heldLot is not null && await HoldBook.Fence(db, heldLot, stop) is { } held) blocks.Add(held);
            blocks.Add(new Refusal("material-missing",
                $"Job {job.No} needs {wanted:0.######} {Units.Symbol(need.Unit)} of {need.ItemNo} revision {need.Revision} at {job.WorkCentreNo}; {usable:0.######} {Units.Symbol(need.Unit)} can be used there. Pick {wanted - usable:0.######} {Units.Symbol(need.Unit)} more.",
                Details: new { need.ItemNo, need.Revision, need.Unit, wanted, usable }));
        }
        return blocks;
    }

    /// <summary>Work in process of this job and of every operation before it that is on hold: a batch at operation 30 is stopped before 40.</summary>
    private static async Task<List<MaterialLot>> HeldUpstream(MesDb db, JobOrder job, CancellationToken stop)
    {
        var held = await db.Lots.Where(lot => lot.OrderNo == job.OrderNo && lot.Wip && lot.Holds > 0).ToListAsync(stop);
        if (held.Count == 0) return held;
        var siblings = await db.Jobs.AsNoTracking().Where(each => each.OrderNo == job.OrderNo).ToDictionaryAsync(each => each.OperationNo, stop);
        var before = new HashSet<string>(StringComparer.Ordinal) { job.No };
        var open = new Queue<JobOrder>([job]);
        while (open.TryDequeue(out var each))
            foreach (var no in each.Predecessors)
                if (siblings.TryGetValue(no, out var sibling) && before.Add(sibling.No)) open.Enqueue(sibling);
        return held.FindAll(lot => before.Contains(lot.No));
    }
}
