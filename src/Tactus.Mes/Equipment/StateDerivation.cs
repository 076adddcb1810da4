using Microsoft.EntityFrameworkCore;

namespace Tactus.Mes.Equipment;

/// <summary>Brings intervals and counts of a machine up to its stored signals, touching only the span that new signals affect.</summary>
internal static class StateDerivation
{
    private const int Chunk = 5_000;

    /// <summary>After signals were stored: derives again from the earliest of them until the old result holds again.</summary>
    /// <param name="db">With the new signals already in its transaction.</param>
    /// <param name="machine">Its silence and micro-stop limit decide.</param>
    /// <param name="added">What is new, in reading order; not empty.</param>
    /// <param name="stop">Ends it; nothing is kept then.</param>
    internal static async Task Derive(MesDb db, EquipmentNode machine, IReadOnlyList<MachineSignal> added, CancellationToken stop)
    {
        await States(db, machine, added[0], added[^1], stop);
        var counts = added.Where(signal => signal.Kind != SignalKind.State).ToList();
        if (counts.Count > 0) await Counts(db, machine, counts[0].AtUtc, counts[^1].AtUtc, stop);
    }

    /// <summary>Derives everything of a machine again from its first signal; the result is the same as before unless its settings changed.</summary>
    internal static async Task Rebuild(MesDb db, EquipmentNode machine, CancellationToken stop)
    {
        await db.StateIntervals.Where(each => each.MachineNo == machine.No).ExecuteDeleteAsync(stop);
        await db.CountMinutes.Where(each => each.MachineNo == machine.No).ExecuteDeleteAsync(stop);
        var signals = db.MachineSignals.AsNoTracking().Where(each => each.MachineNo == machine.No);
        var ordered = signals.OrderBy(each => each.AtUtc).ThenBy(each => each.Epoch).ThenBy(each => each.Seq).ThenBy(each => each.Agent);
        var backwards = signals.OrderByDescending(each => each.AtUtc).ThenByDescending(each => each.Epoch).ThenByDescending(each => each.Seq).ThenByDescending(each => each.Agent);
        if (await ordered.FirstOrDefaultAsync(stop) is not { } first || await backwards.FirstOrDefaultAsync(stop) is not { } last) return;
        await States(db, machine, first, last, stop);
        await Counts(db, machine, first.AtUtc, last.AtUtc, stop);
    }

    private static async Task States(MesDb db, EquipmentNode machine, MachineSignal first, MachineSignal last, CancellationToken stop)
    {
        var from = first.AtUtc;
        var before = await db.StateIntervals.Where(each => each.MachineNo == machine.No && each.StartUtc < from)
            .OrderByDescending(each => each.StartUtc).FirstOrDefaultAsync(stop);
        var heard = await db.MachineSignals.Where(each => each.MachineNo == machine.No && each.AtUtc < from).MaxAsync(each => (DateTime?)each.AtUtc, stop);
        var old = await db.StateIntervals.Where(each => each.MachineNo == machine.No && each.StartUtc >= from).OrderBy(each => each.StartUtc).ToListAsync(stop);
        var starts = old.ToDictionary(each => each.StartUtc);
        var fold = new StateFold(TimeSpan.FromSeconds(machine.SilenceSeconds), before is null ? null : AsOf(before, from), heard);

        StateInterval? same = null;
        MachineSignal? previous = null;
        await foreach (var signal in After(db, machine.No, from, stop))
        {
            if (previous is not null && signal.AtUtc > previous.AtUtc && MachineSignal.Compare(previous, last) >= 0
                && fold.Current is { } open && open.StartUtc >= from && starts.TryGetValue(open.StartUtc, out var row) && Agrees(row, open, previous.AtUtc))
            {
                same = row;
                break;
            }
            fold.Add(signal);
            previous = signal;
        }

        var limit = machine.MicroStopSeconds;
        var result = same is null ? fold.All : [.. fold.All.Take(fold.All.Count - 1)];
        foreach (var stretch in result)
            if (before is not null && stretch.StartUtc == before.StartUtc) before.Take(stretch, limit);
            else if (starts.Remove(stretch.StartUtc, out var row)) row.Take(stretch, limit);
            else
            {
                var interval = new StateInterval { MachineNo = machine.No, StartUtc = stretch.StartUtc };
                interval.Take(stretch, limit);
                db.StateIntervals.Add(interval);
            }
        foreach (var left in starts.Values)
            if (same is null || left.StartUtc < same.StartUtc) db.StateIntervals.Remove(left);
    }

    /// <summary>Signals of a machine from a time on, in reading order, a piece at a time: a late one may need only the next few.</summary>
    private static async IAsyncEnumerable<MachineSignal> After(
        MesDb db, string machineNo, DateTime from, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        MachineSignal? end = null;
        for (; ; )
        {
            var signals = db.MachineSignals.AsNoTracking().Where(each => each.MachineNo == machineNo);
            if (end is null) signals = signals.Where(each => each.AtUtc >= from);
            else
            {
                var (at, epoch, seq, agent) = (end.AtUtc, end.Epoch, end.Seq, end.Agent);
                signals = signals.Where(each => each.AtUtc >= at && (each.AtUtc > at || each.Epoch > epoch
                    || (each.Epoch == epoch && (each.Seq > seq || (each.Seq == seq && each.Agent.CompareTo(agent) > 0)))));
            }
            var piece = await signals.OrderBy(each => each.AtUtc).ThenBy(each => each.Epoch).ThenBy(each => each.Seq).ThenBy(each => each.Agent).Take(Chunk).ToListAsync(stop);
            foreach (var signal in piece) yield return signal;
            if (piece.Count < Chunk) yield break;
            end = piece[^1];
        }
    }

    // What the fold knew before a time: a reason that came later was not known yet.
    private static Stretch AsOf(StateInterval row, DateTime time) => row.ReasonSinceUtc >= time
        ? new Stretch(row.StartUtc, null, row.State, null, null)
        : new Stretch(row.StartUtc, null, row.State, row.ReasonCode, row.ReasonSinceUtc);

    private static bool Agrees(StateInterval row, Stretch open, DateTime readUntil) => row.State == open.State
        && (row.ReasonSinceUtc <= readUntil ? (row.ReasonCode, row.ReasonSinceUtc) == (open.Reason, open.ReasonSinceUtc) : open.Reason is null);

    private static async Task Counts(MesDb db, EquipmentNode machine, DateTime firstUtc, DateTime lastUtc, CancellationToken stop)
    {
        var (from, to) = (Minute(firstUtc), Minute(lastUtc).AddMinutes(1));
        await Recount(db, machine, from, to, stop);
        // The reading that follows was counted against another one; its minute changes too.
        var agents = await db.MachineSignals.Where(each => each.MachineNo == machine.No && each.Kind == SignalKind.Counter && each.AtUtc >= from && each.AtUtc < to)
            .Select(each => each.Agent).Distinct().ToListAsync(stop);
        var minutes = new SortedSet<DateTime>();
        foreach (var agent in agents)
            if (await db.MachineSignals.Where(each => each.MachineNo == machine.No && each.Kind == SignalKind.Counter && each.Agent == agent && each.AtUtc >= to)
                    .OrderBy(each => each.AtUtc).Select(each => (DateTime?)each.AtUtc).FirstOrDefaultAsync(stop) is { } next)
                minutes.Add(Minute(next));
        foreach (var minute in minutes) await Recount(db, machine, minute, minute.AddMinutes(1), stop);
    }

    private static async Task Recount(MesDb db, EquipmentNode machine, DateTime from, DateTime to, CancellationToken stop)
    {
        var signals = await db.MachineSignals.AsNoTracking()
            .Where(each => each.MachineNo == machine.No && each.Kind != SignalKind.State && each.AtUtc >= from && each.AtUtc < to)
            .OrderBy(each => each.AtUtc).ThenBy(each => each.Epoch).ThenBy(each => each.Seq).ThenBy(each => each.Agent).ToListAsync(stop);
        var readings = new Dictionary<string, decimal?>(StringComparer.Ordinal);
        foreach (var agent in signals.Where(each => each.Kind == SignalKind.Counter).Select(each => each.Agent).Distinct())
            readings[agent] = await db.MachineSignals.AsNoTracking()
                .Where(each => each.MachineNo == machine.No && each.Kind == SignalKind.Counter && each.Agent == agent && each.AtUtc < from)
                .OrderByDescending(each => each.AtUtc).ThenByDescending(each => each.Epoch).ThenByDescending(each => each.Seq)
                .Select(each => each.Count).FirstOrDefaultAsync(stop);

        var minutes = new Dictionary<DateTime, (decimal Counted, decimal Good, decimal Scrap, int Resets)>();
        foreach (var signal in signals)
        {
            var minute = Minute(signal.AtUtc);
            var (counted, good, scrap, resets) = minutes.GetValueOrDefault(minute);
            if (signal.Kind == SignalKind.Part) minutes[minute] = (counted, good + (signal.Good ?? 0), scrap + (signal.Scrap ?? 0), resets);
            else
            {
                var (parts, reset) = CounterStep(readings[signal.Agent], signal.Count!.Value, machine.CounterModulus);
                minutes[minute] = (counted + (parts * machine.PartsPerCount), good, scrap, resets + (reset ? 1 : 0));
                readings[signal.Agent] = signal.Count;
            }
        }
        var rows = await db.CountMinutes.Where(each => each.MachineNo == machine.No && each.MinuteUtc >= from && each.MinuteUtc < to).ToDictionaryAsync(each => each.MinuteUtc, stop);
        foreach (var (minute, (counted, good, scrap, resets)) in minutes)
        {
            if (!rows.Remove(minute, out var row)) db.CountMinutes.Add(row = new CountMinute { MachineNo = machine.No, MinuteUtc = minute });
            (row.Counted, row.Good, row.Scrap, row.Resets) = (counted, good, scrap, resets);
        }
        db.CountMinutes.RemoveRange(rows.Values);
    }

    /// <summary>
    /// How far a counter went from one reading to the next. A lower reading is the wrap of a counter near its end, otherwise a reset:
    /// a new run that began at zero. Never below zero; the first reading ever only sets the mark.
    /// </summary>
    /// <param name="before">The reading before; null when there was none.</param>
    /// <param name="now">This reading.</param>
    /// <param name="modulus">How many values the counter has before it begins at zero again; null when it never wraps.</param>
    internal static (decimal Counts, bool Reset) CounterStep(decimal? before, decimal now, decimal? modulus)
    {
        if (before is not { } earlier) return (0, false);
        if (now >= earlier) return (now - earlier, false);
        return modulus is { } end && end - earlier + now is var wrapped and >= 0 && wrapped <= end / 10 ? (wrapped, false) : (now, true);
    }

    internal static DateTime Minute(DateTime utc) => new(utc.Ticks - (utc.Ticks % TimeSpan.TicksPerMinute), DateTimeKind.Utc);
}
