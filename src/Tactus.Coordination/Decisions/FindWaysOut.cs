using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Sequencing;
using Tactus.Platform;

namespace Tactus.Coordination.Decisions;

/// <summary>
/// Finds what could be done about an exception. It reads and reckons outside any transaction, and keeps the result only if what it was reckoned on
/// has not moved meanwhile.
/// </summary>
internal static class FindWaysOut
{
    /// <summary>Reads, reckons, keeps.</summary>
    /// <returns>Whether something was kept: options, or the reason why there are none.</returns>
    internal static async Task<bool> For(HalfDatabase<CoordinationDb> database, CommandRunner<CoordinationDb> runner, string no, TimeProvider clock, CancellationToken stop)
    {
        Snapshot seen;
        Reckoning found;
        await using (var db = database.Read())
        {
            var disruption = await db.Disruptions.FirstAsync(each => each.No == no, stop);
            var ways = WaysOfKinds.Of(disruption.Kind);
            var known = await ways.Known(db, disruption, stop);
            seen = Snapshot.Of(known);
            found = await ways.Reckon(db, disruption, known, clock.GetUtcNow().UtcDateTime, stop);
        }
        return found.BlockedCode is null ? await Keep(runner, no, seen, found, stop) : await Block(runner, no, found.BlockedCode, found.BlockedWhy!, stop);
    }

    private static Task<bool> Keep(CommandRunner<CoordinationDb> runner, string no, Snapshot seen, Reckoning found, CancellationToken stop) =>
        runner.RunAsSystem("KeepOptions", async db =>
        {
            var by = db.By!;
            var disruption = await db.Disruptions.FirstAsync(each => each.No == no, stop);
            // What was reckoned is about something that is no more: it is reckoned again.
            if (!disruption.WantsOptions || disruption.EndedUtc is not null || await Now(db, disruption, stop) != seen) return false;
            foreach (var old in await db.WaysOut.Where(option => option.DisruptionNo == no && option.SupersededUtc == null).ToListAsync(stop)) old.SupersededUtc = by.NowUtc;
            foreach (var way in found.Ways) (way.Known, way.KnownHash) = (seen.Json, seen.Hash);
            db.WaysOut.AddRange(found.Ways);
            (disruption.WantsOptions, disruption.Blocked) = (false, null);
            disruption.AssessedUtc ??= by.NowUtc;
            if (disruption.Step(db, DisruptionStep.Assess, by, found.Assessed) is { } refusal) throw new InvalidOperationException(refusal.Sentence);
            disruption.Step(db, DisruptionStep.Offer, by, found.Offered);
            disruption.Step(db, DisruptionStep.Ask, by, "A decision is asked for.");
            return true;
        }, stop);

    /// <summary>What is known now.</summary>
    internal static async Task<Snapshot> Now(CoordinationDb db, Disruption disruption, CancellationToken stop) =>
        Snapshot.Of(await WaysOfKinds.Of(disruption.Kind).Known(db, disruption, stop));

    private static Task<bool> Block(CommandRunner<CoordinationDb> runner, string no, string code, string why, CancellationToken stop) =>
        runner.RunAsSystem("BlockOptions", async db =>
        {
            var disruption = await db.Disruptions.FirstAsync(each => each.No == no, stop);
            if (disruption.Blocked == code) return false;
            disruption.Blocked = code;
            disruption.Note(db, "Blocked", db.By!, why);
            return true;
        }, stop);
}
