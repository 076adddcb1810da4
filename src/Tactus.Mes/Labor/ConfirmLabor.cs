using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Labor;

/// <summary>A lead says when a person who forgot to sign off really stopped. All spans that were open then are corrected together, so that their shares still add up.</summary>
/// <param name="EndUtc">When the work really ended.</param>
[Refuses("nothing-unconfirmed", "confirmation-too-early", "confirmation-overlaps", "reason-missing", "time-in-future")]
internal sealed record ConfirmLabor(string PersonNo, DateTime EndUtc, string Reason) : Command<MesDb, LaborRows>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ConfirmLabor>("/api/mes/labor-confirmations", MesProduction.Lead, "Confirm when a person who forgot to sign off really stopped");

    public override async Task<Outcome<LaborRows>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say how you know.");
        if (EndUtc > by.NowUtc.AddMinutes(2)) return Refusal.Field("time-in-future", "endUtc", "The work can't have ended in the future.");
        var all = await db.LaborSpans.Where(span => span.PersonNo == PersonNo && span.State == LaborState.Unconfirmed).ToListAsync(stop);
        if (all.Count == 0) return new Refusal("nothing-unconfirmed", $"{PersonNo} has no unconfirmed time.");
        // The oldest forgotten sign-off first; another day is another confirmation.
        var closed = all.Min(span => span.EndUtc);
        var spans = all.Where(span => span.EndUtc == closed).OrderBy(span => span.Id).ToList();
        var from = spans.Max(span => span.SliceUtc);
        if (EndUtc < from)
            return Refusal.Field("confirmation-too-early", "endUtc", $"{PersonNo} still recorded work at {from:yyyy-MM-dd HH:mm:ss} UTC; the end can't be before that.");
        var next = await db.LaborSpans.Where(span => span.PersonNo == PersonNo && span.StartUtc >= closed).MinAsync(span => (DateTime?)span.StartUtc, stop);
        if (next < EndUtc)
            return Refusal.Field("confirmation-overlaps", "endUtc", $"{PersonNo} began other work at {next:yyyy-MM-dd HH:mm:ss} UTC; the end can't be after that.");
        var shares = LaborBook.Shares(EndUtc - from, spans.Count);
        for (var n = 0; n < spans.Count; n++)
        {
            var span = spans[n];
            span.Seconds += shares[n] - span.SliceSeconds;
            (span.SliceSeconds, span.EndUtc, span.SettledUtc, span.State) = (shares[n], EndUtc, EndUtc, LaborState.Confirmed);
            (span.ConfirmedBy, span.ConfirmReason) = (by.Actor.Number, Reason.Trim());
            LaborBook.Tell(db, span);
        }
        by.Why = Reason;
        db.Changed("mes.labor", PersonNo);
        return new LaborRows(spans.ConvertAll(LaborRow.Of));
    }
}
