using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Tactus.Coordination.Exceptions;
using Tactus.Platform;
using Tactus.Platform.Identity;

namespace Tactus.Coordination.Tasks;

/// <summary>
/// Fires timers, follows the roster, and copies what it must know of the site. A timer is marked and has its effect in one transaction; in which
/// order they are due, in that order they fire, and how late each was is kept.
/// </summary>
internal sealed class Timers(
    HalfDatabase<CoordinationDb> database, CommandRunner<CoordinationDb> runner, SiteDirectory site, TimeProvider clock, ILogger<Timers> log)
{
    /// <summary>So many at most are one transaction: enough to share a commit, few enough that a command need not wait long.</summary>
    private const int Most = 500;

    private string? stamp;
    private string? onDuty;

    /// <summary>Does what is due; tells how much that was.</summary>
    internal async Task<int> Step(CancellationToken stop)
    {
        var done = await CopySite(stop) ? 1 : 0;
        done += await FollowDuty(stop);
        for (var fired = await Fire(stop); fired > 0; fired = await Fire(stop)) done += fired;
        return done;
    }

    /// <summary>Fires what is due, at most one batch; tells how many.</summary>
    internal async Task<int> Fire(CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        List<Guid> due;
        await using (var db = database.Read())
            due = await db.Timers.Where(each => each.DoneUtc == null && each.DueUtc <= now).OrderBy(each => each.DueUtc).ThenBy(each => each.Id).Select(each => each.Id).Take(Most).ToListAsync(stop);
        if (due.Count == 0) return 0;
        try
        {
            return await Fire(due, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException && due.Count > 1)
        {
            log.LogError(e, "Of {Count} timers one could not fire; they fire one by one", due.Count);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return await Fail(due[0], e, stop);
        }
        foreach (var one in due)
            try
            {
                await Fire([one], stop);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                await Fail(one, e, stop);
            }
        return due.Count;
    }

    private async Task<int> Fire(List<Guid> due, CancellationToken stop)
    {
        var fired = 0;
        await runner.RunAsSystem("FireTimers", async db =>
        {
            var by = db.By!;
            // Marked first: whoever else wants to fire them waits for this transaction and then finds nothing left.
            var marked = await db.Timers.Where(each => due.Contains(each.Id) && each.DoneUtc == null)
                .ExecuteUpdateAsync(set => set.SetProperty(each => each.DoneUtc, by.NowUtc).SetProperty(each => each.FiredUtc, by.NowUtc), stop);
            // Some are done meanwhile: what is left is read again.
            if (marked != due.Count) return false;
            var timers = await db.Timers.AsNoTracking().Where(each => due.Contains(each.Id)).OrderBy(each => each.DueUtc).ThenBy(each => each.Id).ToListAsync(stop);
            await Load(db, timers, stop);
            foreach (var timer in timers)
                switch (timer.Kind)
                {
                    case DueTimer.Escalation: await Escalations.Fire(db, timer, by, stop); break;
                    case DueTimer.Exception: await Escalations.Follow(db, timer.Subject, by, stop); break;
                    case DueTimer.TaskDue: await TaskBook.Due(db, timer, by, stop); break;
                    case DueTimer.TaskTold: await TaskBook.Escalate(db, timer, by, stop); break;
                    default: throw new InvalidOperationException($"Nothing is known of timers of kind {timer.Kind}.");
                }
            await db.WriteAdded<EscalationLine>(stop);
            await db.WriteAdded<Notice>(stop);
            await db.WriteAdded<DueTimer>(stop);
            fired = timers.Count;
            return true;
        }, stop);
        return fired;
    }

    /// <summary>What the timers are about, in a few reads.</summary>
    private static async Task Load(CoordinationDb db, List<DueTimer> timers, CancellationToken stop)
    {
        var escalations = timers.Where(each => each.Kind == DueTimer.Escalation).Select(each => Guid.ParseExact(each.Subject, "N")).Distinct().ToList();
        if (escalations.Count > 0) await db.Escalations.Where(each => escalations.Contains(each.Id)).LoadAsync(stop);
        var subjects = timers.Select(each => each.Kind == DueTimer.Escalation ? null : each.Subject).Concat(db.Escalations.Local.Select(each => each.Subject)).OfType<string>().Distinct().ToList();
        var tasks = subjects.FindAll(each => each.StartsWith("TK", StringComparison.Ordinal));
        if (tasks.Count > 0) await db.Tasks.Where(each => tasks.Contains(each.No)).LoadAsync(stop);
    }

    private async Task<int> Fail(Guid id, Exception fault, CancellationToken stop)
    {
        log.LogError(fault, "Timer {Id} could not fire and is left out", id);
        await runner.RunAsSystem("FailTimer", async db =>
        {
            if (await db.Timers.FirstOrDefaultAsync(each => each.Id == id && each.DoneUtc == null, stop) is not { } timer) return false;
            (timer.DoneUtc, timer.Fault) = (db.By!.NowUtc, fault.Message);
            return true;
        }, stop);
        return 1;
    }

    private async Task<bool> CopySite(CancellationToken stop)
    {
        var now = await site.Stamp(stop);
        if (now == stamp) return false;
        var facts = await site.Read(stop);
        var changed = await runner.RunAsSystem("CopySite", async db =>
        {
            var known = await db.Set<KnownSite>().FirstOrDefaultAsync(stop);
            if (known?.Stamp == now) return false;
            if (known is null) db.Add(known = new KnownSite());
            (known.TimeZone, known.Mails, known.Address, known.Stamp) = (facts.TimeZone, facts.Mails, facts.Address, now);
            var people = await db.KnownPeople.ToDictionaryAsync(each => each.Number, stop);
            foreach (var each in facts.People)
            {
                if (!people.TryGetValue(each.Number, out var person)) db.Add(person = new KnownPerson { Number = each.Number });
                (person.Name, person.Language, person.Email, person.Active, person.Roles) = (each.Name, each.Language, each.Email, each.Active, [.. each.Roles]);
            }
            return true;
        }, stop);
        stamp = now;
        return changed;
    }

    /// <summary>Asks the roster again when somebody else is on duty than before. What was before is not stored: after a restart it is asked once more, which changes nothing.</summary>
    private async Task<int> FollowDuty(CancellationToken stop)
    {
        string now;
        await using (var db = database.Read()) now = (await DutyBook.Of(db, stop)).OnDuty(clock.GetUtcNow().UtcDateTime);
        if (now == onDuty) return 0;
        var touched = 0;
        await runner.RunAsSystem("DutyChanged", async db => (touched = await Escalations.DutyChanged(db, db.By!, stop)) > 0, stop);
        onDuty = now;
        return touched;
    }
}
