using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>The one way to book a movement: the lot, its place at a line and the business half learn of it together.</summary>
internal static class MaterialLedger
{
    /// <summary>Books a movement of a lot (or of an item without one).</summary>
    internal static async Task Book(MesDb db, MaterialMovement movement, CancellationToken stop)
    {
        db.Movements.Add(movement);
        if (movement.Lot is not { } lot) return;
        lot.InStore += movement.Store;
        lot.AtLine += movement.Line;
        lot.Consumed += movement.Consumed;
        lot.Produced += movement.Produced;
        lot.Scrapped += movement.Scrapped;
        if (movement.Line != 0)
        {
            var place = db.LotPlaces.Local.FirstOrDefault(each => ReferenceEquals(each.Lot, lot) && each.WorkCentreNo == movement.WorkCentreNo)
                ?? (lot.Id > 0 ? await db.LotPlaces.FindAsync([lot.Id, movement.WorkCentreNo!], stop) : null);
            if (place is null) db.LotPlaces.Add(place = new LotPlace { Lot = lot, WorkCentreNo = movement.WorkCentreNo! });
            place.Quantity += movement.Line;
        }
        db.Changed("mes.lots", lot.No);
    }

    /// <summary>Tells the business half.</summary>
    /// <param name="job">Null when material was moved to a line without an order.</param>
    internal static void Tell(
        MesDb db, MaterialMovement movement, MaterialUse use, JobOrder? job, CommandContext by) =>
        db.Send(new MaterialActual(
            movement.Id, job?.OrderNo ?? "", job?.OperationNo ?? 0, movement.ItemNo, movement.Revision, use,
            new Quantity(movement.Quantity, movement.Unit), movement.Lot is { Serial: true } unit ? unit.InLotNo : movement.Lot?.No,
            movement.Lot is { Serial: true } one ? [one.No] : [], movement.ReasonCode, movement.Reverses,
            Final: false, ToStock: true, by.Actor.Kind == "person" ? by.Actor.Number : null, job?.MachineNo, movement.AtUtc));

    /// <summary>A new movement of a lot with everything that follows from the lot filled in.</summary>
    internal static MaterialMovement Of(
        MaterialLot lot, MovementKind kind, decimal quantity, Guid reportId, DateTime atUtc, CommandContext by, string? workCentreNo = null, string? jobNo = null,
        decimal store = 0, decimal line = 0, decimal consumed = 0, decimal produced = 0, decimal scrapped = 0, string? reasonCode = null, string? note = null, bool backflushed = false) => new()
    {
        ReportId = reportId, Kind = kind, Lot = lot, ItemNo = lot.ItemNo, Revision = lot.Revision, Unit = lot.Unit, Quantity = quantity,
        Store = store, Line = line, Consumed = consumed, Produced = produced, Scrapped = scrapped, WorkCentreNo = workCentreNo, JobNo = jobNo,
        Backflushed = backflushed, ReasonCode = reasonCode, Note = note, PersonNo = by.Actor.Number, AtUtc = atUtc, BookedUtc = by.NowUtc,
    };

    /// <summary>Undoes every movement of a report that is not undone yet.</summary>
    /// <returns>What was undone, or why it can't be: a lot that has gone on can't be taken back.</returns>
    internal static async Task<Outcome<IReadOnlyList<MaterialMovement>>> Undo(
        MesDb db, Guid reportId, Guid reversalId, DateTime atUtc, CommandContext by, CancellationToken stop)
    {
        var booked = await db.Movements.Include(movement => movement.Lot)
            .Where(movement => movement.ReportId == reportId && !movement.Reversed && movement.Reverses == null).ToListAsync(stop);
        foreach (var all in booked.Where(movement => movement.Lot is { Wip: false }).GroupBy(movement => movement.Lot!))
        {
            var (lot, store, line) = (all.Key, all.Sum(movement => movement.Store), all.Sum(movement => movement.Line));
            if (lot.InStore < store || lot.AtLine < line)
                return new Refusal("lot-used-since",
                    $"Lot {lot.No} was used or moved since: {store + line:0.######} {Units.Symbol(lot.Unit)} would have to be taken back and only {lot.InStore + lot.AtLine:0.######} {Units.Symbol(lot.Unit)} is there. Reverse what used it first.");
        }
        foreach (var movement in booked)
        {
            movement.Reversed = true;
            var opposite = new MaterialMovement
            {
                ReportId = reversalId, Kind = movement.Kind, Lot = movement.Lot, ItemNo = movement.ItemNo, Revision = movement.Revision, Unit = movement.Unit,
                Quantity = -movement.Quantity, Store = -movement.Store, Line = -movement.Line, Consumed = -movement.Consumed, Produced = -movement.Produced,
                Scrapped = -movement.Scrapped, WorkCentreNo = movement.WorkCentreNo, JobNo = movement.JobNo, Backflushed = movement.Backflushed,
                ReasonCode = movement.ReasonCode, PersonNo = by.Actor.Number, Reverses = movement.Id, AtUtc = atUtc, BookedUtc = by.NowUtc,
            };
            await Book(db, opposite, stop);
            if (movement.Kind != MovementKind.Consumed || movement.JobNo is null) continue;
            if (await db.JobMaterials.FindAsync([movement.JobNo, movement.ItemNo], stop) is { } need) need.Consumed -= movement.Quantity;
            var job = await db.Jobs.FindAsync([movement.JobNo], stop);
            Tell(db, opposite, MaterialUse.Consumed, job, by);
        }
        return booked;
    }
}
