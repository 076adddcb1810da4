using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>Who is under which hold, and what the fence says.</summary>
internal static class HoldBook
{
    /// <summary>A new descendant, and what already descends from it, comes under every open hold of its new ancestor.</summary>
    internal static async Task Inherit(MesDb db, MaterialLot from, MaterialLot to, CancellationToken stop)
    {
        if (from.Holds == 0) return;
        var holds = await OpenHolds(db, from.No, stop);
        if (holds.Count == 0) return;
        IReadOnlyList<MaterialLot> late = [to, .. await Genealogy.Descendants(db, to, stop)];
        foreach (var hold in holds.Where(hold => hold.RecallNo is null)) await Cover(db, hold, late, late: true, stop);
        foreach (var recallNo in holds.Select(hold => hold.RecallNo).OfType<string>().Distinct().Order(StringComparer.Ordinal))
            await RecallBook.JoinLate(db, recallNo, late, stop);
    }

    /// <summary>Puts lots under a hold that they are not under yet, and tells the business half when they came late.</summary>
    internal static async Task<IReadOnlyList<MaterialLot>> Cover(MesDb db, LotHold hold, IReadOnlyList<MaterialLot> lots, bool late, CancellationToken stop)
    {
        var numbers = lots.Select(lot => lot.No).ToList();
        var known = await db.HoldMembers.Where(member => member.HoldId == hold.Id && numbers.Contains(member.LotNo)).Select(member => member.LotNo).ToHashSetAsync(stop);
        known.UnionWith(db.HoldMembers.Local.Where(member => member.HoldId == hold.Id).Select(member => member.LotNo));
        var added = new List<MaterialLot>();
        foreach (var lot in lots)
        {
            if (!known.Add(lot.No)) continue;
            db.HoldMembers.Add(new HoldMember { HoldId = hold.Id, LotNo = lot.No, Late = late, CoveredUtc = db.By!.NowUtc });
            lot.Holds++;
            added.Add(lot);
            db.Changed("mes.lots", lot.No);
        }
        if (added.Count == 0) return added;
        hold.Lots += added.Count;
        db.Changed("mes.holds", hold.Id.ToString());
        // Work in process is the plant's own; stock has no such lots.
        var stocked = added.Where(lot => !lot.Wip).Select(lot => lot.No).ToList();
        if (late && stocked.Count > 0) db.Send(new LotHoldExtended(hold.Id, stocked, db.By!.NowUtc));
        return added;
    }

    /// <summary>Null when the lot is free; otherwise the fence's refusal, naming the hold and its reason.</summary>
    internal static async Task<Refusal?> Fence(MesDb db, MaterialLot lot, CancellationToken stop)
    {
        if (lot.Holds == 0) return null;
        var hold = (await OpenHolds(db, lot.No, stop)).FirstOrDefault();
        return hold is null ? null : Says(lot, hold);
    }

    internal static Refusal Says(MaterialLot lot, LotHold hold) => new("lot-held",
        $"{(lot.Wip ? $"The work in process of {lot.No}" : $"Lot {lot.No}")} is on hold since {hold.AtUtc:yyyy-MM-dd HH:mm} UTC ({hold.ReasonCode}: {hold.Text})"
        + (hold.RecallNo is { } recall ? $" by recall {recall}." : hold.LotNo == lot.No ? "." : $", because lot {hold.LotNo} is in it.")
        + (hold.State == HoldState.Scrapped ? " It is scrapped." : " Ask quality to release it."),
        Details: new { holdId = hold.Id, lotNo = lot.No, rootLotNo = hold.LotNo, hold.ReasonCode, hold.RecallNo });

    /// <summary>Lowers the fence of one hold; a lot under another hold stays fenced.</summary>
    internal static async Task End(MesDb db, LotHold hold, CommandContext by, CancellationToken stop)
    {
        hold.State = HoldState.Ended;
        hold.EndedUtc = by.NowUtc;
        var members = await db.HoldMembers.Where(member => member.HoldId == hold.Id && !member.Ended).ToListAsync(stop);
        foreach (var part in members.Chunk(500))
        {
            var numbers = part.Select(member => member.LotNo).ToList();
            foreach (var lot in await db.Lots.Where(lot => numbers.Contains(lot.No)).ToListAsync(stop))
            {
                lot.Holds--;
                db.Changed("mes.lots", lot.No);
            }
        }
        foreach (var member in members) member.Ended = true;
        await Over(db, hold, by, stop);
        db.Changed("mes.jobs");
    }

    /// <summary>The goods are gone from the books; the fence stays where they were, for what still turns up.</summary>
    internal static async Task Scrap(MesDb db, LotHold hold, CommandContext by, CancellationToken stop)
    {
        hold.State = HoldState.Scrapped;
        hold.EndedUtc = by.NowUtc;
        await Over(db, hold, by, stop);
    }

    private static async Task Over(MesDb db, LotHold hold, CommandContext by, CancellationToken stop)
    {
        db.Send(new LotHoldEnded(hold.Id, hold.LotNo, by.NowUtc) { Disposition = hold.State == HoldState.Scrapped ? Disposition.Scrap : Disposition.Use });
        db.Changed("mes.holds", hold.Id.ToString());
        await RecallBook.Settled(db, hold, by, stop);
    }

    /// <summary>Jobs that have not started and can't, because the work in process before them is held.</summary>
    internal static async Task<IReadOnlyList<string>> BlockedJobs(MesDb db, IReadOnlyCollection<MaterialLot> wip, CancellationToken stop)
    {
        var orders = wip.Select(lot => lot.OrderNo).Distinct().ToList();
        var held = wip.Select(lot => lot.No).ToHashSet(StringComparer.Ordinal);
        var blocked = new List<string>();
        foreach (var part in orders.Chunk(500))
            foreach (var siblings in (await db.Jobs.AsNoTracking().Where(job => part.Contains(job.OrderNo)).ToListAsync(stop)).GroupBy(job => job.OrderNo))
            {
                var byNo = siblings.ToDictionary(job => job.OperationNo);
                var memory = new Dictionary<int, bool>();
                blocked.AddRange(siblings.Where(job => job.State == JobState.Waiting && Held(job)).OrderBy(job => job.OperationNo).Select(job => job.No));

                bool Held(JobOrder job)
                {
                    if (memory.TryGetValue(job.OperationNo, out var known)) return known;
                    memory[job.OperationNo] = false;
                    return memory[job.OperationNo] = held.Contains(job.No) || job.Predecessors.Any(no => byNo.TryGetValue(no, out var before) && Held(before));
                }
            }
        return blocked;
    }

    internal static async Task<List<LotHold>> OpenHolds(MesDb db, string lotNo, CancellationToken stop)
    {
        var ids = await db.HoldMembers.Where(member => member.LotNo == lotNo && !member.Ended).Select(member => member.HoldId).ToListAsync(stop);
        ids.AddRange(db.HoldMembers.Local.Where(member => member.LotNo == lotNo && !member.Ended && !ids.Contains(member.HoldId)).Select(member => member.HoldId));
        var holds = await db.Holds.Where(hold => ids.Contains(hold.Id)).OrderBy(hold => hold.AtUtc).ToListAsync(stop);
        holds.AddRange(db.Holds.Local.Where(hold => ids.Contains(hold.Id) && !holds.Contains(hold)));
        return holds;
    }
}
