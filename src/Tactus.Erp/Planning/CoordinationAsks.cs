using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Erp.Sales;
using Tactus.Platform;

namespace Tactus.Erp.Planning;

/// <summary>
/// What coordination's decisions ask of the books. The rules are those of the people's own commands; whatever they say is the answer, so that a
/// decision is never half done in silence.
/// </summary>
internal static class CoordinationAsks
{
    internal static async Task<Refusal?> ChangeOrder(ErpDb db, WorkOrderChangeAsked asked, CommandContext by, CancellationToken stop)
    {
        Refusal? refusal;
        var reason = $"{asked.Reason} (decided by {asked.DecidedBy})";
        if (asked.Cancel) refusal = (await new CancelWorkOrder(asked.WorkOrderNo, reason) { Id = asked.ActionId }.Handle(db, by, stop)).Refusal;
        else if (asked is { Quantity: null, DueUtc: null, Priority: null }) refusal = await Leave(db, asked, reason, by, stop);
        else
        {
            refusal = (await new ChangeWorkOrder(asked.WorkOrderNo, reason, asked.Quantity, null, asked.DueUtc, asked.Priority) { Id = asked.ActionId }.Handle(db, by, stop)).Refusal;
            // It is as it should be: somebody was quicker, and the decision holds.
            if (refusal?.Code == "nothing-changed") refusal = null;
            if (refusal is null) await Leave(db, asked, reason, by, stop);
        }
        Answer(db, asked.ActionId, refusal, by);
        return null;
    }

    /// <summary>What still does not fit was known when it was decided.</summary>
    private static async Task<Refusal?> Leave(ErpDb db, WorkOrderChangeAsked asked, string reason, CommandContext by, CancellationToken stop)
    {
        if (await db.WorkOrders.FindAsync([asked.WorkOrderNo], stop) is null) return Refusal.Unknown("work-order-unknown", $"There is no work order {asked.WorkOrderNo}.");
        foreach (var mismatch in await db.DemandMismatches.Where(each => each.WorkOrderNo == asked.WorkOrderNo && each.SettledUtc == null).ToListAsync(stop))
            (mismatch.SettledUtc, mismatch.SettledBy, mismatch.SettledWhy) = (by.NowUtc, by.Actor.Number, reason);
        db.Changed("erp.work-orders", asked.WorkOrderNo);
        return null;
    }

    internal static async Task<Refusal?> ChangePromise(ErpDb db, PromiseChangeAsked asked, CommandContext by, CancellationToken stop)
    {
        var outcome = await new PromiseSalesLine(asked.SalesOrderNo, asked.SalesLineNo, [.. asked.Parts.Select(part => new PromiseFields(part.Quantity, part.PromisedUtc))],
            $"{asked.Reason} (decided by {asked.DecidedBy})") { Id = asked.ActionId }.Handle(db, by, stop);
        Answer(db, asked.ActionId, outcome.Refusal, by);
        return null;
    }

    private static void Answer(ErpDb db, Guid actionId, Refusal? refusal, CommandContext by) =>
        db.SendTo(HalfDb.Coordination, new ActionAnswered(actionId, refusal is null, refusal?.Code, refusal?.Sentence, by.NowUtc));
}
