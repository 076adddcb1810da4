using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>
/// What a good report means for lots. The allocation rule: the work in process of a job is a lot of its own. All that the
/// job consumes flows into it, and all that the job makes flows out of it; so every output of a job descends from every input
/// of the job, whether the consumption was written down before or after the report. Only a component that was named
/// for one serial unit goes around it, straight into that unit.
/// </summary>
internal static class LotBook
{
    /// <summary>Books a good report: work in process grows, and at the last operation lots and serial units are born from it.</summary>
    /// <param name="lotNo">The lot that the good units enter; null: as <see cref="OutputLotNo"/> says.</param>
    /// <param name="serialNos">Units by number, where serials are assigned or known; as many as good units, or none.</param>
    internal static async Task<Refusal?> Produce(
        MesDb db, JobOrder job, ProductionOrder order, Guid reportId, decimal good, string? lotNo, IReadOnlyList<string> serialNos,
        DateTime atUtc, CommandContext by, CancellationToken stop)
    {
        if (good <= 0) return null;
        if (serialNos.Count > 0 && (serialNos.Count != good || serialNos.Distinct(StringComparer.Ordinal).Count() != serialNos.Count))
            return Refusal.Field("serials-differ", "serialNos", $"Give one serial number for each of the {good:0.######} good units, each once; {serialNos.Count} came.");
        if (!job.Last && lotNo is not null)
            return Refusal.Field("lot-not-here", "lotNo", $"Operation {job.OperationNo} is not the last one; the lot is named where the last operation reports.");
        var outputNo = await OutputLotNo(db, job, order, lotNo, stop);
        // Both in one read; what is not there yet is asked for once more below and made.
        if (outputNo is not null) await db.Lots.Where(lot => lot.No == job.No || lot.No == outputNo).LoadAsync(stop);
        var wip = await WorkInProcess(db, job, atUtc, stop);
        await MaterialLedger.Book(db, MaterialLedger.Of(wip, MovementKind.Produced, good, reportId, atUtc, by, job.WorkCentreNo, job.No, produced: good), stop);
        foreach (var before in await Predecessors(db, job, stop))
            await Genealogy.Connect(db, await WorkInProcess(db, before, atUtc, stop), wip, EdgeKind.Flowed, good, job.No, reportId, atUtc, stop);

        MaterialLot? output = null;
        if (outputNo is not null)
        {
            var found = await Output(db, job, outputNo, serial: false, atUtc, by, stop);
            if (found.Refusal is { } refusal) return refusal;
            output = found.Value;
            await MaterialLedger.Book(db, MaterialLedger.Of(output, MovementKind.Produced, good, reportId, atUtc, by, job.WorkCentreNo, job.No,
                // Units with numbers carry the stock themselves; their lot only groups them.
                produced: good, store: serialNos.Count > 0 ? 0 : good), stop);
            await Genealogy.Connect(db, wip, output, EdgeKind.Made, good, job.No, reportId, atUtc, stop);
        }
        foreach (var serialNo in serialNos)
        {
            var found = await Output(db, job, serialNo, serial: true, atUtc, by, stop);
            if (found.Refusal is { } refusal) return refusal;
            var unit = found.Value;
            if (job.Last && unit.InStore > 0) return new Refusal("serial-taken", $"Serial number {serialNo} was reported before; each unit is reported once at the last operation.");
            // Born at the operation that gives the number, counted once.
            await MaterialLedger.Book(db, MaterialLedger.Of(unit, MovementKind.Produced, 1, reportId, atUtc, by, job.WorkCentreNo, job.No,
                produced: unit.Produced > 0 ? 0 : 1, store: job.Last ? 1 : 0), stop);
            await Genealogy.Connect(db, wip, unit, EdgeKind.Made, 1, job.No, reportId, atUtc, stop);
            if (output is null) continue;
            unit.InLotNo = output.No;
            await Genealogy.Connect(db, output, unit, EdgeKind.Member, 1, job.No, reportId, atUtc, stop);
        }
        return null;
    }

    /// <summary>Takes back everything that a report booked here: lots, edges and backflushed material, and nothing else.</summary>
    internal static async Task<Refusal?> Reverse(MesDb db, Guid reportId, Guid reversalId, DateTime atUtc, CommandContext by, CancellationToken stop)
    {
        var undone = await MaterialLedger.Undo(db, reportId, reversalId, atUtc, by, stop);
        if (undone.Refusal is { } refusal) return refusal;
        await Genealogy.Disconnect(db, reportId, reversalId, atUtc, stop);
        return null;
    }

    /// <summary>
    /// The lot that good units of a last operation enter: the one that was named, else the order's, else for an item tracked by lot
    /// the order's number. Null for items that are not tracked by lot. Name this lot in the message about the report.
    /// </summary>
    internal static async Task<string?> OutputLotNo(MesDb db, JobOrder job, ProductionOrder order, string? lotNo, CancellationToken stop)
    {
        if (!job.Last) return null;
        if ((lotNo ?? order.OutputLotNo) is { } named) return named;
        var material = await db.Materials.FindAsync([job.ItemNo], stop);
        return material?.Tracking == Tracking.Lot ? order.No : null;
    }

    /// <summary>The work-in-process lot of a job, made when it is first needed.</summary>
    internal static async Task<MaterialLot> WorkInProcess(MesDb db, JobOrder job, DateTime atUtc, CancellationToken stop)
    {
        if (await FindLot(db, job.No, stop) is { } known) return known;
        var wip = new MaterialLot
        {
            No = job.No, ItemNo = job.ItemNo, Revision = job.Revision, Unit = job.Unit, Wip = true, OrderNo = job.OrderNo, BornUtc = atUtc,
        };
        db.Lots.Add(wip);
        return wip;
    }

    /// <summary>A lot by its number, also one that this transaction has just made.</summary>
    internal static async Task<MaterialLot?> FindLot(MesDb db, string no, CancellationToken stop) =>
        db.Lots.Local.FirstOrDefault(lot => lot.No == no) ?? await db.Lots.FirstOrDefaultAsync(lot => lot.No == no, stop);

    /// <summary>The lot or serial unit that a job makes, born when it is first named.</summary>
    internal static async Task<Outcome<MaterialLot>> Output(
        MesDb db, JobOrder job, string no, bool serial, DateTime atUtc, CommandContext by, CancellationToken stop)
    {
        if (no.Trim() != no || no.Length is 0 or > 60)
            return Refusal.Field("lot-number-invalid", serial ? "serialNos" : "lotNo", "A lot or serial number has 1 to 60 characters and no blanks around it.");
        if (await FindLot(db, no, stop) is { } known)
        {
            if (known.ItemNo != job.ItemNo || known.Revision != job.Revision || known.Serial != serial || known.Wip)
                return new Refusal("lot-number-taken", $"{no} is already {(known.Wip ? "the work in process" : "a lot")} of item {known.ItemNo} revision {known.Revision}; {job.ItemNo} revision {job.Revision} needs another number.");
            if (await HoldBook.Fence(db, known, stop) is { } held && !serial && known.OrderNo != job.OrderNo) return held;
            return known;
        }
        var shelfLife = (await db.Materials.FindAsync([job.ItemNo], stop))?.ShelfLifeDays;
        var lot = new MaterialLot
        {
            No = no, ItemNo = job.ItemNo, Revision = job.Revision, Unit = job.Unit, Serial = serial, OrderNo = job.OrderNo, BornUtc = atUtc,
            ExpiresOn = shelfLife is { } days ? DateOnly.FromDateTime(atUtc).AddDays(days) : null,
        };
        db.Lots.Add(lot);
        if (!serial) db.Send(new LotMade(no, job.ItemNo, job.Revision, job.OrderNo, lot.ExpiresOn, by.NowUtc));
        return lot;
    }

    internal static async Task<List<JobOrder>> Predecessors(MesDb db, JobOrder job, CancellationToken stop)
    {
        if (job.Predecessors.Count == 0) return [];
        var siblings = await db.Jobs.Where(each => each.OrderNo == job.OrderNo).ToListAsync(stop);
        return [.. siblings.Where(each => job.Predecessors.Contains(each.OperationNo))];
    }
}
