using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Mes.Labor;

/// <summary>
/// Time of people. Who runs several jobs at once has each instant shared equally among them, to the microsecond, so that the shares of
/// a person always add up to the time worked. Time that is shared out is never shared again: what arrives late begins where the
/// person's book ends.
/// </summary>
internal static class LaborBook
{
    /// <summary>Signs a person on to a job. Ends indirect work, and the same job's other kind (setup turns into run).</summary>
    internal static async Task SignOn(MesDb db, string personNo, JobOrder job, LaborKind kind, DateTime atUtc, CommandContext by, CancellationToken stop)
    {
        var open = await Open(db, personNo, stop);
        if (open.Exists(span => span.JobNo == job.No && span.Kind == kind)) return;
        foreach (var span in open.FindAll(span => span.JobNo == job.No || span.Kind == LaborKind.Indirect)) await End(db, span, atUtc, stop);
        await Begin(db, new LaborSpan
        {
            Id = Guid.CreateVersion7(), PersonNo = personNo, Kind = kind, JobNo = job.No, OrderNo = job.OrderNo, OperationNo = job.OperationNo,
            WorkCentreNo = job.WorkCentreNo, StationNo = by.Actor.StationNo, StartUtc = Micro(atUtc),
        }, stop);
    }

    /// <summary>Signs a person on to indirect work; it is done alone, so all jobs end for this person.</summary>
    internal static async Task<LaborSpan> SignOnIndirect(MesDb db, string personNo, string activity, string? workCentreNo, DateTime atUtc, CommandContext by, CancellationToken stop)
    {
        foreach (var span in await Open(db, personNo, stop)) await End(db, span, atUtc, stop);
        var indirect = new LaborSpan
        {
            Id = Guid.CreateVersion7(), PersonNo = personNo, Kind = LaborKind.Indirect, Activity = activity, WorkCentreNo = workCentreNo,
            StationNo = by.Actor.StationNo, StartUtc = Micro(atUtc),
        };
        await Begin(db, indirect, stop);
        return indirect;
    }

    /// <summary>Everybody leaves a job: it is paused, complete or cancelled.</summary>
    internal static async Task EndJob(MesDb db, string jobNo, DateTime atUtc, CancellationToken stop)
    {
        foreach (var span in await OpenOn(db, jobNo, stop)) await End(db, span, atUtc, stop);
    }

    /// <summary>Everybody who sets a job up goes on to run it.</summary>
    internal static async Task TurnToRun(MesDb db, JobOrder job, DateTime atUtc, CommandContext by, CancellationToken stop)
    {
        foreach (var span in (await OpenOn(db, job.No, stop)).FindAll(span => span.Kind == LaborKind.Setup))
            await SignOn(db, span.PersonNo, job, LaborKind.Run, atUtc, by, stop);
    }

    /// <summary>Ends one span and tells the business half.</summary>
    internal static async Task End(MesDb db, LaborSpan span, DateTime atUtc, CancellationToken stop, LaborState state = LaborState.Ended)
    {
        atUtc = Micro(atUtc);
        Settle(await Open(db, span.PersonNo, stop), atUtc);
        span.EndUtc = span.SettledUtc > span.StartUtc ? span.SettledUtc : span.StartUtc;
        span.State = state;
        if (state == LaborState.Ended) Tell(db, span);
        db.Changed("mes.labor", span.PersonNo);
    }

    internal static void Tell(MesDb db, LaborSpan span)
    {
        if (span.Seconds == 0) return;
        db.Send(new LaborActual(span.Id, span.OrderNo, span.OperationNo, span.PersonNo, span.Kind, span.Seconds, null, span.StartUtc, span.EndUtc!.Value));
    }

    /// <summary>A person's open spans, those of this transaction too.</summary>
    internal static async Task<List<LaborSpan>> Open(MesDb db, string personNo, CancellationToken stop)
    {
        await db.LaborSpans.Where(span => span.PersonNo == personNo && span.State == LaborState.Open).LoadAsync(stop);
        return [.. db.LaborSpans.Local.Where(span => span.PersonNo == personNo && span.Open)];
    }

    /// <summary>A job's open spans, those of this transaction too.</summary>
    internal static async Task<List<LaborSpan>> OpenOn(MesDb db, string jobNo, CancellationToken stop)
    {
        await db.LaborSpans.Where(span => span.JobNo == jobNo && span.State == LaborState.Open).LoadAsync(stop);
        return [.. db.LaborSpans.Local.Where(span => span.JobNo == jobNo && span.Open)];
    }

    /// <summary>Shares the time up to an instant among a person's open spans.</summary>
    internal static void Settle(IReadOnlyList<LaborSpan> open, DateTime atUtc)
    {
        var from = open.ToDictionary(span => span.Id, span => span.SettledUtc);
        var edges = from.Values.Where(edge => edge < atUtc).Distinct().Order().Append(atUtc).ToList();
        for (var i = 0; i + 1 < edges.Count; i++)
        {
            var sharing = open.Where(span => from[span.Id] <= edges[i]).OrderBy(span => span.Id).ToList();
            var shares = Shares(edges[i + 1] - edges[i], sharing.Count);
            for (var n = 0; n < sharing.Count; n++)
                (sharing[n].Seconds, sharing[n].SliceUtc, sharing[n].SliceSeconds, sharing[n].SettledUtc) =
                    (sharing[n].Seconds + shares[n], edges[i], shares[n], edges[i + 1]);
        }
    }

    /// <summary>Equal shares in seconds that add up exactly; what can't be divided goes to the first ones, a microsecond each.</summary>
    internal static List<decimal> Shares(TimeSpan time, int among)
    {
        var (each, rest) = Math.DivRem(time.Ticks / 10, among);
        return [.. Enumerable.Range(0, among).Select(n => (each + (n < rest ? 1 : 0)) / 1_000_000m)];
    }

    private static async Task Begin(MesDb db, LaborSpan span, CancellationToken stop)
    {
        var open = await Open(db, span.PersonNo, stop);
        Settle(open, span.StartUtc);
        var told = await db.LaborSpans.Where(each => each.PersonNo == span.PersonNo && each.EndUtc > span.StartUtc)
            .MaxAsync(each => each.EndUtc, stop);
        var here = db.LaborSpans.Local.Where(each => each.PersonNo == span.PersonNo).Select(each => each.EndUtc ?? each.SettledUtc);
        span.SettledUtc = here.Append(told ?? span.StartUtc).Append(span.StartUtc).Max();
        span.SliceUtc = span.SettledUtc;
        db.LaborSpans.Add(span);
        db.Changed("mes.labor", span.PersonNo);
    }

    private static DateTime Micro(DateTime time) => time.AddTicks(-(time.Ticks % 10));
}
