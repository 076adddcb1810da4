using Tactus.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>
/// Asks the business half what it believes about held lots: every minute a part of them, the longest unasked first; once a day all of them.
/// Settings: Mes:ReconcileSeconds (60), Mes:ReconcileAllHour (2, UTC).
/// </summary>
internal sealed class Reconciler(CommandRunner<MesDb> runner, IConfiguration settings, TimeProvider clock, ILogger<Reconciler> log) : BackgroundService
{
    private const int Part = 200;
    private static readonly TimeSpan Recently = TimeSpan.FromDays(1);
    private DateOnly? allAsked;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = TimeSpan.FromSeconds(Math.Clamp(settings.GetValue("Mes:ReconcileSeconds", 60), 1, 86_400));
        var hour = settings.GetValue("Mes:ReconcileAllHour", 2);
        using var timer = new PeriodicTimer(pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var all = now.Hour == hour && allAsked != DateOnly.FromDateTime(now);
                await Ask(all, stoppingToken);
                if (all) allAsked = DateOnly.FromDateTime(now);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "Held lots could not be reconciled; trying again");
            }
    }

    /// <summary>Asks about lots with open or recently ended holds.</summary>
    /// <returns>How many lots were asked about.</returns>
    internal async Task<int> Ask(bool all, CancellationToken stop)
    {
        var asked = 0;
        await runner.RunAsSystem("ReconcileLots", async db =>
        {
            var now = db.By!.NowUtc;
            var since = now - Recently;
            var lots = db.Holds.Where(hold => hold.State != HoldState.Ended || hold.EndedUtc > since)
                .Join(db.HoldMembers, hold => hold.Id, member => member.HoldId, (hold, member) => member.LotNo).Distinct()
                .Join(db.Lots.Where(lot => !lot.Wip), no => no, lot => lot.No, (no, lot) => no)
                .GroupJoin(db.LotsAsked, no => no, question => question.LotNo, (no, questions) => new { no, questions })
                .SelectMany(each => each.questions.DefaultIfEmpty(), (each, question) => new { each.no, question })
                .OrderBy(each => each.question != null).ThenBy(each => each.question!.AskedUtc).ThenBy(each => each.no);
            foreach (var each in await (all ? lots : lots.Take(Part)).ToListAsync(stop))
            {
                var question = each.question;
                if (question is null) db.LotsAsked.Add(question = new LotAsked { LotNo = each.no });
                question.RequestId = Guid.CreateVersion7();
                question.AskedUtc = now;
                db.Send(new LotStatusAsked(question.RequestId, each.no, now));
                asked++;
            }
            return asked > 0;
        }, stop);
        return asked;
    }

    /// <summary>Compares an answer with the plant. The stricter side wins: this may add a hold and never removes one.</summary>
    internal static async Task<Refusal?> Answered(MesDb db, LotStatusReported message, CommandContext by, CancellationToken stop)
    {
        var question = await db.LotsAsked.FindAsync([message.LotNo], stop);
        if (question?.AnsweredUtc > message.AtUtc) return null;
        if (question is not null) question.AnsweredUtc = message.AtUtc;
        if (await LotBook.FindLot(db, message.LotNo, stop) is not { } lot) return null;
        var open = await HoldBook.OpenHolds(db, lot.No, stop);
        var found = new List<(string Kind, Guid? Hold, string Plant, string Business)>();

        foreach (var hold in open.Where(hold => !message.Holds.Contains(hold.Id) && hold.State != HoldState.ReleaseApproved))
        {
            found.Add(("hold-missing-in-business", hold.Id, $"On hold since {hold.AtUtc:yyyy-MM-dd HH:mm} UTC: {hold.ReasonCode}", "Not on this hold"));
            db.Send(new LotHoldExtended(hold.Id, [lot.No], by.NowUtc));
        }
        foreach (var id in message.Holds.Except(open.Select(hold => hold.Id)))
        {
            var hold = await db.Holds.FindAsync([id], stop);
            if (hold is { State: HoldState.Ended })
            {
                // Both sides had agreed to the release; to fence again is for a person to decide.
                found.Add(("hold-ended-in-plant", id, $"Hold ended at {hold.EndedUtc:yyyy-MM-dd HH:mm} UTC", "Still on this hold"));
                continue;
            }
            found.Add(("hold-missing-in-plant", id, "Not on this hold", "On this hold"));
            if (hold is null)
                db.Holds.Add(hold = new LotHold
                {
                    Id = id, LotNo = lot.No, ReasonCode = "business-hold", Text = "Held by the business side; found by reconciliation", HeldBy = "business",
                    AtUtc = message.AtUtc, State = HoldState.Confirmed, ConfirmedUtc = by.NowUtc,
                });
            await HoldBook.Cover(db, hold, [lot, .. await Genealogy.Descendants(db, lot, stop)], late: true, stop);
        }
        var free = message.Free.Sum(stock => stock.Quantity.Value);
        var blocked = message.Blocked.Sum(stock => stock.Quantity.Value);
        var held = open.Find(hold => hold.State is HoldState.Fenced or HoldState.Confirmed or HoldState.ReleaseAsked or HoldState.Scrapped);
        if (held is not null && free > 0 && message.Holds.Contains(held.Id))
        {
            found.Add(("stock-free-while-held", held.Id, "All of it is on hold", $"{free:0.######} {Units.Symbol(lot.Unit)} can be used at {string.Join(", ", message.Free.Select(stock => stock.Place).Distinct())}"));
            db.Send(new LotHoldExtended(held.Id, [lot.No], by.NowUtc));
        }
        // A lot of units with numbers lies where its units lie.
        var units = lot.Serial ? [] : await db.Lots.Where(unit => unit.InLotNo == lot.No && unit.Serial).Select(unit => new { unit.InStore, unit.AtLine }).ToListAsync(stop);
        var here = lot.InStore + lot.AtLine + units.Sum(unit => unit.InStore + unit.AtLine);
        if (free + blocked != here)
            found.Add(("quantity", null, $"{here:0.######} {Units.Symbol(lot.Unit)} in store and at lines", $"{free + blocked:0.######} {Units.Symbol(lot.Unit)} in stock"));
        await Note(db, lot.No, found, by.NowUtc, stop);
        return null;
    }

    private static async Task Note(MesDb db, string lotNo, List<(string Kind, Guid? Hold, string Plant, string Business)> found, DateTime now, CancellationToken stop)
    {
        var known = await db.Divergences.Where(row => row.LotNo == lotNo && row.ResolvedUtc == null).ToListAsync(stop);
        foreach (var (kind, hold, plant, business) in found)
        {
            var row = known.Find(each => each.Kind == kind && each.HoldId == hold);
            if (row is null)
                db.Divergences.Add(row = new LotDivergence { LotNo = lotNo, Kind = kind, HoldId = hold, PlantSays = plant, BusinessSays = business, FirstSeenUtc = now });
            known.Remove(row);
            (row.PlantSays, row.BusinessSays, row.LastSeenUtc) = (plant, business, now);
            row.Times++;
        }
        foreach (var gone in known) gone.ResolvedUtc = now;
        if (found.Count + known.Count > 0) db.Changed("mes.holds", lotNo);
    }
}
