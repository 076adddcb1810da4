using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Coordination.Picture;

/// <summary>
/// What is said about held lots and recalls. The plant's word and the business half's answer come on streams of their own, so the answer may be
/// heard first; each only adds what it knows, and hearing it again changes nothing.
/// </summary>
internal static class HearHolds
{
    internal static async Task<Refusal?> Held(CoordinationDb db, LotHeld told, CommandContext by, CancellationToken stop)
    {
        var hold = await Hold(db, told.HoldId, told.LotNo, stop);
        (hold.RecallNo, hold.ReasonCode, hold.Text, hold.HeldBy, hold.HeldUtc) = (told.RecallNo, told.ReasonCode, told.Text, told.HeldBy, told.AtUtc);
        Cover(hold, [told.LotNo, .. told.LotNos]);
        db.Changed("coordination.picture", told.LotNo);
        return null;
    }

    internal static async Task<Refusal?> Extended(CoordinationDb db, LotHoldExtended told, CommandContext by, CancellationToken stop)
    {
        // A hold that the plant found with the business half only is told by what it covers.
        if (told.LotNos.Count == 0) return null;
        var hold = await Hold(db, told.HoldId, told.LotNos[0], stop);
        Cover(hold, told.LotNos);
        db.Changed("coordination.picture", hold.LotNo);
        return null;
    }

    internal static async Task<Refusal?> Confirmed(CoordinationDb db, LotHoldConfirmed told, CommandContext by, CancellationToken stop)
    {
        var hold = await Hold(db, told.HoldId, told.LotNo, stop);
        if (told.Released) hold.ReleasedUtc ??= told.AtUtc;
        else if (hold.ConfirmedUtc is null || told.AtUtc < hold.ConfirmedUtc) hold.ConfirmedUtc = told.AtUtc;
        // A later answer does not erase what an earlier one listed: a customer has it all the same.
        var fresh = told.Shipped.Except(hold.Shipped).ToList();
        if (fresh.Count > 0) hold.Shipped = [.. hold.Shipped, .. fresh];
        db.Changed("coordination.picture", told.LotNo);
        return null;
    }

    internal static async Task<Refusal?> Ended(CoordinationDb db, LotHoldEnded told, CommandContext by, CancellationToken stop)
    {
        var hold = await Hold(db, told.HoldId, told.LotNo, stop);
        (hold.EndedUtc, hold.Scrapped) = (told.AtUtc, told.Disposition == Disposition.Scrap);
        db.Changed("coordination.picture", told.LotNo);
        return null;
    }

    internal static async Task<Refusal?> RecallChanged(CoordinationDb db, RecallChanged told, CommandContext by, CancellationToken stop)
    {
        var recall = await db.KnownRecalls.FindAsync([told.RecallNo], stop);
        if (recall is null)
            db.KnownRecalls.Add(recall = new KnownRecall
            {
                No = told.RecallNo, SupplierNo = told.SupplierNo, SupplierLotNo = told.SupplierLotNo, ReasonCode = told.ReasonCode, Text = told.Text, DeclaredUtc = told.DeclaredUtc,
            });
        if (told.AtUtc < recall.ToldUtc) return null;
        (recall.LotNos, recall.Lots, recall.Holds, recall.OpenHolds, recall.ClosedUtc, recall.ToldUtc) =
            ([.. told.LotNos], told.Lots, told.Holds, told.OpenHolds, told.ClosedUtc, told.AtUtc);
        db.Changed("coordination.picture", told.RecallNo);
        return null;
    }

    private static async Task<KnownHold> Hold(CoordinationDb db, Guid id, string lotNo, CancellationToken stop)
    {
        if (await db.KnownHolds.FindAsync([id], stop) is { } known) return known;
        var hold = new KnownHold { HoldId = id, LotNo = lotNo };
        db.KnownHolds.Add(hold);
        return hold;
    }

    private static void Cover(KnownHold hold, IReadOnlyList<string> lotNos)
    {
        var fresh = lotNos.Distinct(StringComparer.Ordinal).Except(hold.LotNos, StringComparer.Ordinal).ToList();
        if (fresh.Count > 0) hold.LotNos = [.. hold.LotNos, .. fresh];
    }
}
