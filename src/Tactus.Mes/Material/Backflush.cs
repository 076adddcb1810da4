using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>
/// Books what a good report must have used. What was made is a fact, so this never refuses for want of material: it takes from the
/// line first, then from the store, then what the fence would have refused, and at last the item without a lot; each but the first
/// leaves a warning for a person.
/// </summary>
internal static class Backflush
{
    /// <summary>Books the backflushed materials of a job for a good report. Call it after <see cref="LotBook.Produce"/>.</summary>
    internal static async Task<Refusal?> Book(MesDb db, JobOrder job, Guid reportId, decimal good, DateTime atUtc, CommandContext by, CancellationToken stop)
    {
        if (good <= 0) return null;
        var needs = await db.JobMaterials.Where(material => material.JobNo == job.No && (material.Backflush || job.Backflush)).ToListAsync(stop);
        foreach (var need in needs)
        {
            var left = await Due(db, job, need, reportId, good, stop);
            if (left <= 0) continue;
            foreach (var (lot, quantity, warning) in await Sources(db, job, need, left, atUtc, stop))
            {
                left -= quantity;
                if (warning is not null) await Remind(db, warning, Sentence(warning, lot, job), job, need, lot, quantity, reportId, atUtc, stop);
                await Consume(db, job, need, lot, quantity, warning == "taken-from-store", reportId, atUtc, by, stop);
            }
            if (left <= 0) continue;
            if (need.Tracking != Tracking.None)
                await Remind(db, "no-lot-known", $"Job {job.No} used {need.ItemNo} and no lot of it was known at {job.WorkCentreNo} or in the store.", job, need, null, left, reportId, atUtc, stop);
            await Consume(db, job, need, null, left, false, reportId, atUtc, by, stop);
        }
        return null;
    }

    // Whole pieces can't be booked in fractions, so what is due is counted over the whole job: two units at half a piece each take one.
    private static async Task<decimal> Due(MesDb db, JobOrder job, JobMaterial need, Guid reportId, decimal good, CancellationToken stop)
    {
        if (Units.Find(need.Unit) is not { Whole: true } || decimal.Truncate(need.PerUnit) == need.PerUnit) return decimal.Round(need.PerUnit * good, 6);
        var wip = await LotBook.FindLot(db, job.No, stop);
        var counted = db.Movements.Local.Any(movement => movement.ReportId == reportId && movement.Kind == MovementKind.Produced && movement.Lot == wip);
        var total = (wip?.Produced ?? 0) + (counted ? 0 : good);
        var booked = await db.Movements.Where(movement => movement.JobNo == job.No && movement.ItemNo == need.ItemNo && movement.Kind == MovementKind.Consumed && movement.Backflushed)
            .SumAsync(movement => movement.Quantity, stop);
        return Math.Max(0, decimal.Ceiling(need.PerUnit * total) - booked);
    }

    private static async Task<List<(MaterialLot Lot, decimal Quantity, string? Warning)>> Sources(
        MesDb db, JobOrder job, JobMaterial need, decimal quantity, DateTime atUtc, CancellationToken stop)
    {
        var taken = new List<(MaterialLot, decimal, string?)>();
        if (need.Tracking == Tracking.None) return taken;
        await FirstExpired.Queue(db, job.WorkCentreNo, need.ItemNo, need.Revision, stop);
        var atLine = await FirstExpired.AtLine(db, job.WorkCentreNo, need.ItemNo, need.Revision, stop);
        foreach (var (lot, there) in atLine.Where(each => each.Lot.Holds == 0 && !each.Lot.ExpiredOn(atUtc))) Take(lot, there, null);
        if (quantity > 0)
            foreach (var lot in await FirstExpired.InStore(db, need.ItemNo, need.Revision, stop))
                if (lot.Holds == 0 && !lot.ExpiredOn(atUtc)) Take(lot, lot.InStore, "taken-from-store");
        // It lay at the line and the product exists: it went in, hold or not. The product inherits the hold with the edge.
        foreach (var (lot, there) in atLine.Where(each => each.Lot.Holds > 0)) Take(lot, there, "held-lot-used");
        foreach (var (lot, there) in atLine.Where(each => each.Lot.Holds == 0 && each.Lot.ExpiredOn(atUtc))) Take(lot, there, "expired-lot-used");
        return taken;

        void Take(MaterialLot lot, decimal there, string? warning)
        {
            var part = Math.Min(quantity, there);
            if (part <= 0) return;
            quantity -= part;
            taken.Add((lot, part, warning));
        }
    }

    private static async Task Consume(
        MesDb db, JobOrder job, JobMaterial need, MaterialLot? lot, decimal quantity, bool fromStore, Guid reportId, DateTime atUtc, CommandContext by, CancellationToken stop)
    {
        var movement = lot is null
            ? new MaterialMovement
            {
                ReportId = reportId, Kind = MovementKind.Consumed, ItemNo = need.ItemNo, Revision = need.Revision, Unit = need.Unit, Quantity = quantity,
                Consumed = quantity, WorkCentreNo = job.WorkCentreNo, JobNo = job.No, Backflushed = true, PersonNo = by.Actor.Number, AtUtc = atUtc, BookedUtc = by.NowUtc,
            }
            : MaterialLedger.Of(lot, MovementKind.Consumed, quantity, reportId, atUtc, by, job.WorkCentreNo, job.No,
                store: fromStore ? -quantity : 0, line: fromStore ? 0 : -quantity, consumed: quantity, backflushed: true);
        await MaterialLedger.Book(db, movement, stop);
        MaterialLedger.Tell(db, movement, MaterialUse.Consumed, job, by);
        need.Consumed += quantity;
        if (lot is not null)
            await Genealogy.Connect(db, lot, await LotBook.WorkInProcess(db, job, atUtc, stop), EdgeKind.Consumed, quantity, job.No, reportId, atUtc, stop);
    }

    private static string Sentence(string code, MaterialLot lot, JobOrder job) => code switch
    {
        "taken-from-store" => $"Nothing was left at {job.WorkCentreNo}; lot {lot.No} was taken from the store without a pick.",
        "held-lot-used" => $"Only lot {lot.No} lay at {job.WorkCentreNo} and it is on hold; what was made is on hold now too.",
        _ => $"Only lot {lot.No} lay at {job.WorkCentreNo} and it expired on {lot.ExpiresOn:yyyy-MM-dd}.",
    };

    /// <summary>One line for a person while nobody has looked at it, however many reports say the same; its quantity grows.</summary>
    private static async Task Remind(
        MesDb db, string code, string text, JobOrder job, JobMaterial need, MaterialLot? lot, decimal quantity, Guid reportId, DateTime atUtc, CancellationToken stop)
    {
        var lotNo = lot?.No;
        var open = db.MaterialWarnings.Local.FirstOrDefault(each => each.Code == code && each.JobNo == job.No && each.ItemNo == need.ItemNo && each.LotNo == lotNo && each.SettledUtc is null)
            ?? await db.MaterialWarnings.FirstOrDefaultAsync(each => each.Code == code && each.JobNo == job.No && each.ItemNo == need.ItemNo && each.LotNo == lotNo && each.SettledUtc == null, stop);
        if (open is null)
        {
            Warn(db, code, text, job, need, lot, quantity, reportId, atUtc);
            return;
        }
        open.Quantity += quantity;
        db.Changed("mes.lots", need.ItemNo);
    }

    internal static void Warn(
        MesDb db, string code, string text, JobOrder job, JobMaterial need, MaterialLot? lot, decimal quantity, Guid reportId, DateTime atUtc)
    {
        db.MaterialWarnings.Add(new MaterialWarning
        {
            Code = code, Text = text, JobNo = job.No, ItemNo = need.ItemNo, LotNo = lot?.No, Quantity = quantity, Unit = need.Unit, ReportId = reportId, AtUtc = atUtc,
        });
        db.Changed("mes.lots", need.ItemNo);
    }
}
