using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>
/// Which hold of a recall a lot is under. Each lot has one, so that it can be judged for itself; single units go with their lot; what is in
/// process of an order, and its units without a lot, have one together. A hold that a lot was under before stays, beside the recall's.
/// </summary>
internal static class RecallBook
{
    /// <summary>Puts lots that are not under one of the recall's holds yet under one, and tells the business half.</summary>
    /// <param name="roots">Numbers of the lots that are recalled themselves.</param>
    /// <returns>Holds that are new.</returns>
    internal static async Task<IReadOnlyList<LotHold>> Join(MesDb db, Recall recall, IReadOnlyList<MaterialLot> lots, IReadOnlyCollection<string> roots, bool late, CancellationToken stop)
    {
        var (known, children) = late ? await Known(db, recall.No, lots, stop) : ([], []);
        var under = known.Where(each => each.Open).Select(each => each.Lot.LotNo).ToHashSet(StringComparer.Ordinal);
        var fresh = lots.Where(lot => !under.Contains(lot.No)).ToList();
        if (fresh.Count == 0) return [];
        var named = fresh.Where(lot => !lot.Wip && !lot.Serial).Select(lot => lot.No).ToHashSet(StringComparer.Ordinal);
        named.UnionWith(children.Where(hold => hold.OrderNo is null).Select(hold => hold.LotNo));
        var before = known.ToDictionary(each => each.Lot.LotNo, each => each.Lot, StringComparer.Ordinal);
        var holds = new List<LotHold>();
        var now = db.By!.NowUtc;
        foreach (var group in fresh.GroupBy(Home))
        {
            var (orderNo, lotNo) = group.Key;
            var members = group.OrderBy(lot => lot.No != lotNo).ThenBy(lot => !lot.Wip).ThenBy(lot => lot.No, StringComparer.Ordinal).ToList();
            var hold = children.Find(each => each.OrderNo == orderNo && (orderNo is not null || each.LotNo == lotNo));
            var isNew = hold is null;
            if (hold is null)
            {
                db.Holds.Add(hold = new LotHold
                {
                    Id = Guid.CreateVersion7(), LotNo = members[0].No, RecallNo = recall.No, OrderNo = orderNo, ReasonCode = recall.ReasonCode, Text = recall.Text,
                    HeldBy = recall.DeclaredBy, AtUtc = late ? now : recall.AtUtc,
                });
                holds.Add(hold);
            }
            foreach (var lot in members)
            {
                db.HoldMembers.Add(new HoldMember { HoldId = hold.Id, LotNo = lot.No, Late = late, CoveredUtc = now });
                lot.Holds++;
                if (before.TryGetValue(lot.No, out var row)) row.HoldId = hold.Id;
                else
                {
                    db.RecallLots.Add(new RecallLot { RecallNo = recall.No, LotNo = lot.No, Root = roots.Contains(lot.No), Late = late, HoldId = hold.Id, JoinedUtc = now });
                    recall.Lots++;
                }
            }
            hold.Lots += members.Count;
            // Work in process is the plant's own; stock has no such lots. The hold's own number goes with it all the same: it names the hold.
            var stocked = members.Where(lot => !lot.Wip || lot.No == hold.LotNo).Select(lot => lot.No).ToList();
            if (isNew) db.Send(new LotHeld(hold.Id, hold.LotNo, stocked, hold.ReasonCode, hold.Text, hold.HeldBy, hold.AtUtc) { RecallNo = recall.No });
            else if (stocked.Count > 0) db.Send(new LotHoldExtended(hold.Id, stocked, now));
            db.Changed("mes.holds", hold.Id.ToString());
        }
        recall.ClosedUtc = null;
        db.Changed("mes.lots");
        db.Changed("mes.jobs");
        return holds;

        (string? OrderNo, string LotNo) Home(MaterialLot lot) =>
            lot.Serial && lot.InLotNo is { } inLot && named.Contains(inLot) ? (null, inLot)
            : lot is { OrderNo: { } orderNo } && (lot.Wip || lot.Serial) ? (orderNo, "")
            : (null, lot.No);
    }

    /// <summary>More was made from lots of a recall.</summary>
    internal static async Task JoinLate(MesDb db, string recallNo, IReadOnlyList<MaterialLot> lots, CancellationToken stop)
    {
        var recall = (await db.Recalls.FindAsync([recallNo], stop))!;
        var lotsBefore = recall.Lots;
        var holds = await Join(db, recall, lots, [], late: true, stop);
        if (holds.Count > 0 || recall.Lots != lotsBefore) await Tell(db, recall, null, stop);
    }

    /// <summary>A lot came whose delivery is recalled, or of whose recall something is scrapped: it is behind the fence before anybody can pick it.</summary>
    internal static async Task Received(MesDb db, MaterialLot lot, CancellationToken stop)
    {
        if (lot.SupplierNo is null && lot.SupplierLotNo is null) return;
        var holds = db.Holds;
        var recalls = await db.Recalls
            .Where(recall => (recall.SupplierNo != null || recall.SupplierLotNo != null)
                && (recall.SupplierNo == null || recall.SupplierNo == lot.SupplierNo) && (recall.SupplierLotNo == null || recall.SupplierLotNo == lot.SupplierLotNo)
                && (recall.ClosedUtc == null || holds.Any(hold => hold.RecallNo == recall.No && hold.State == HoldState.Scrapped)))
            .ToListAsync(stop);
        foreach (var recall in recalls)
        {
            var lotsBefore = recall.Lots;
            var added = await Join(db, recall, [lot], [lot.No], late: true, stop);
            if (added.Count > 0 || recall.Lots != lotsBefore) await Tell(db, recall, null, stop);
        }
    }

    /// <summary>One of its holds is over; with the last one the recall is.</summary>
    internal static async Task Settled(MesDb db, LotHold hold, CommandContext by, CancellationToken stop)
    {
        if (hold.RecallNo is null || await db.Recalls.FindAsync([hold.RecallNo], stop) is not { } recall) return;
        // The holds of one recall may be settled at the same moment: they meet in its version, or the last of them would not know that it is the last.
        recall.Settled++;
        if ((await Children(db, recall.No, stop)).TrueForAll(each => HoldTransitions.Over(each.State))) recall.ClosedUtc = by.NowUtc;
        await Tell(db, recall, null, stop);
    }

    /// <summary>Tells coordination how far the recall is.</summary>
    internal static async Task Tell(MesDb db, Recall recall, IReadOnlyList<string>? roots, CancellationToken stop)
    {
        roots ??= await db.RecallLots.Where(lot => lot.RecallNo == recall.No && lot.Root).OrderBy(lot => lot.LotNo).Select(lot => lot.LotNo).ToListAsync(stop);
        var children = await Children(db, recall.No, stop);
        db.SendTo(HalfDb.Coordination, new RecallChanged(recall.No, recall.SupplierNo, recall.SupplierLotNo, roots, recall.ReasonCode, recall.Text, recall.Lots, children.Count,
            children.Count(hold => !HoldTransitions.Over(hold.State)), recall.AtUtc, recall.ClosedUtc, db.By!.NowUtc));
        db.Changed("mes.recalls", recall.No);
    }

    private static async Task<List<LotHold>> Children(MesDb db, string recallNo, CancellationToken stop)
    {
        var stored = await db.Holds.Where(hold => hold.RecallNo == recallNo).ToListAsync(stop);
        return [.. stored, .. db.ChangeTracker.Entries<LotHold>().Where(entry => entry.State == EntityState.Added && entry.Entity.RecallNo == recallNo).Select(entry => entry.Entity)];
    }

    /// <summary>What the recall knows of these lots, and its holds that are not lifted; what this transaction has added, too.</summary>
    private static async Task<(List<(RecallLot Lot, bool Open)> Lots, List<LotHold> Children)> Known(
        MesDb db, string recallNo, IReadOnlyList<MaterialLot> lots, CancellationToken stop)
    {
        var children = (await Children(db, recallNo, stop)).FindAll(hold => hold.State != HoldState.Ended);
        var open = children.Select(hold => hold.Id).ToHashSet();
        var known = new List<RecallLot>();
        foreach (var some in lots.Select(lot => lot.No).Chunk(500))
            known.AddRange(await db.RecallLots.Where(lot => lot.RecallNo == recallNo && some.Contains(lot.LotNo)).ToListAsync(stop));
        known.AddRange(db.ChangeTracker.Entries<RecallLot>().Where(entry => entry.State == EntityState.Added && entry.Entity.RecallNo == recallNo).Select(entry => entry.Entity));
        return (known.ConvertAll(lot => (lot, open.Contains(lot.HoldId))), children);
    }
}
