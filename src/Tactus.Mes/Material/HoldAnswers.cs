using System.Text.Json;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>What the business half answers about holds.</summary>
internal static class HoldAnswers
{
    /// <summary>It has blocked the stock. A late or repeated answer is kept and moves nothing back.</summary>
    internal static async Task<Refusal?> Confirmed(MesDb db, LotHoldConfirmed message, CommandContext by, CancellationToken stop)
    {
        if (await db.Holds.FindAsync([message.HoldId], stop) is not { } hold) return Refusal.Unknown("hold-unknown", $"The plant has no hold {message.HoldId} on lot {message.LotNo}.");
        db.HoldConfirmations.Add(new HoldConfirmation
        {
            HoldId = hold.Id, Released = message.Released, AtUtc = message.AtUtc, ReceivedUtc = by.NowUtc,
            Blocked = JsonSerializer.Serialize(message.Blocked, TactusJson.Options),
            ReservationsBroken = JsonSerializer.Serialize(message.ReservationsBroken, TactusJson.Options),
            Shipped = JsonSerializer.Serialize(message.Shipped, TactusJson.Options),
        });
        if (!message.Released)
        {
            hold.ConfirmedUtc ??= by.NowUtc;
            if (HoldTransitions.Allows(hold.State, HoldState.Confirmed)) hold.State = HoldState.Confirmed;
        }
        // Something left after the plant had fenced it: somebody has to call the customer, and it must not look settled later.
        if (message.Shipped.Any(shipped => shipped.AfterHold)) hold.Severity = 1;
        db.Changed("mes.holds", hold.Id.ToString());
        return null;
    }

    /// <summary>It released its side. The plant lifts its fence, now that both have agreed.</summary>
    internal static async Task<Refusal?> Approved(MesDb db, LotHoldReleaseApproved message, CommandContext by, CancellationToken stop)
    {
        if (await db.Holds.FindAsync([message.HoldId], stop) is not { } hold) return Refusal.Unknown("hold-unknown", $"The plant has no hold {message.HoldId} on lot {message.LotNo}.");
        if (HoldTransitions.Over(hold.State)) return null;
        by.Why = message.Reason;
        hold.ReleaseApprovedBy = message.ApprovedBy;
        if (message.Disposition == Disposition.Scrap)
        {
            if (HoldTransitions.Allows(hold.State, HoldState.Scrapped)) await HoldBook.Scrap(db, hold, by, stop);
        }
        else if (HoldTransitions.Allows(hold.State, HoldState.Ended)) await HoldBook.End(db, hold, by, stop);
        else if (HoldTransitions.Allows(hold.State, HoldState.ReleaseApproved)) hold.State = HoldState.ReleaseApproved;
        db.Changed("mes.holds", hold.Id.ToString());
        return null;
    }
}
