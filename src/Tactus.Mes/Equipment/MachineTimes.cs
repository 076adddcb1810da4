using Microsoft.EntityFrameworkCore;

namespace Tactus.Mes.Equipment;

/// <summary>A stretch of a machine's time as people see it: derived state, cut where an explanation begins or ends, silence shown as no data.</summary>
/// <param name="IntervalStartUtc">Start of the derived interval that it is part of.</param>
/// <param name="EndUtc">Null while it lasts.</param>
/// <param name="ReasonBy">machine, a personnel number, or null when unexplained.</param>
internal sealed record Segment(
    string MachineNo, DateTime IntervalStartUtc, DateTime StartUtc, DateTime? EndUtc, MachineState State, bool MicroStop, string? ReasonCode, string? ReasonBy, string? Note)
{
    /// <summary>A stop longer than the machine's limit that nobody has explained.</summary>
    internal bool NeedsReason(DateTime nowUtc, int microStopSeconds) => State == MachineState.Stopped && ReasonCode is null && !MicroStop
        && (EndUtc is not null || nowUtc - IntervalStartUtc >= TimeSpan.FromSeconds(microStopSeconds));

    /// <summary>Its part within a span, in seconds; an open one lasts until now.</summary>
    internal decimal Seconds(DateTime fromUtc, DateTime toUtc, DateTime nowUtc) =>
        (decimal)new Span(StartUtc, EndUtc ?? nowUtc).Clip(fromUtc, toUtc).Length.Ticks / TimeSpan.TicksPerSecond;
}

/// <summary>Reads machines' time and parts. Everything comes from the database; nothing is kept here.</summary>
internal static class MachineTimes
{
    /// <summary>The machine itself, or every active machine below a node, in order of number.</summary>
    internal static async Task<IReadOnlyList<EquipmentNode>> MachinesBelow(MesDb db, string equipmentNo, CancellationToken stop)
    {
        var nodes = await db.Equipment.AsNoTracking().ToListAsync(stop);
        var children = nodes.ToLookup(node => node.ParentNo);
        var found = new List<EquipmentNode>();
        var open = new Stack<EquipmentNode>(nodes.Where(node => node.No == equipmentNo));
        var named = open.Count == 1 ? open.Peek() : null;
        while (open.TryPop(out var node))
        {
            if (node.Level == EquipmentLevel.WorkUnit && (node.Active || node == named)) found.Add(node);
            foreach (var child in children[node.No]) open.Push(child);
        }
        return [.. found.OrderBy(node => node.No, StringComparer.Ordinal)];
    }

    /// <summary>Segments of machines that overlap a span, by machine, in order of time, without holes: where nothing is known it says no data.</summary>
    internal static async Task<IReadOnlyDictionary<string, IReadOnlyList<Segment>>> Segments(
        MesDb db, IReadOnlyCollection<EquipmentNode> machines, DateTime fromUtc, DateTime toUtc, DateTime nowUtc, CancellationToken stop)
    {
        var numbers = machines.Select(machine => machine.No).ToList();
        var intervals = (await db.StateIntervals.AsNoTracking()
                .Where(each => numbers.Contains(each.MachineNo) && each.StartUtc < toUtc && (each.EndUtc == null || each.EndUtc > fromUtc))
                .OrderBy(each => each.StartUtc).ToListAsync(stop))
            .ToLookup(each => each.MachineNo);
        // An explanation may have begun before the span, but not before the interval that reaches into it.
        var earliest = intervals.SelectMany(each => each).Select(each => each.StartUtc).DefaultIfEmpty(fromUtc).Min();
        var explanations = (await db.DowntimeExplanations.AsNoTracking()
                .Where(each => numbers.Contains(each.MachineNo) && each.StartUtc < toUtc && (each.StartUtc >= earliest || each.EndUtc == null || each.EndUtc > earliest))
                .OrderBy(each => each.Id).ToListAsync(stop))
            .ToLookup(each => each.MachineNo);
        var all = new Dictionary<string, IReadOnlyList<Segment>>(StringComparer.Ordinal);
        foreach (var machine in machines)
        {
            var silentFrom = intervals[machine.No].Any(each => each.EndUtc is null)
                ? (await LastSignal(db, machine.No, stop))?.AddSeconds(machine.SilenceSeconds)
                : null;
            all[machine.No] = Cut(machine, [.. intervals[machine.No]], [.. explanations[machine.No]], fromUtc, toUtc, nowUtc, silentFrom);
        }
        return all;
    }

    internal static Task<DateTime?> LastSignal(MesDb db, string machineNo, CancellationToken stop) =>
        db.MachineSignals.Where(each => each.MachineNo == machineNo).MaxAsync(each => (DateTime?)each.AtUtc, stop);

    /// <summary>Parts by minute of a span, summed by machine. Spans count whole minutes.</summary>
    internal static async Task<IReadOnlyDictionary<string, PartCounts>> Counts(
        MesDb db, IReadOnlyCollection<string> machineNos, DateTime fromUtc, DateTime toUtc, CancellationToken stop)
    {
        var from = StateDerivation.Minute(fromUtc);
        return await db.CountMinutes.AsNoTracking().Where(each => machineNos.Contains(each.MachineNo) && each.MinuteUtc >= from && each.MinuteUtc < toUtc)
            .GroupBy(each => each.MachineNo)
            .Select(group => new { group.Key, Counted = group.Sum(each => each.Counted), Good = group.Sum(each => each.Good), Scrap = group.Sum(each => each.Scrap) })
            .ToDictionaryAsync(group => group.Key, group => new PartCounts(group.Counted, group.Good, group.Scrap), stop);
    }

    /// <summary>One machine's figures of a span, as a closed shift keeps them.</summary>
    internal static async Task<MachineFigures> Figures(MesDb db, EquipmentNode machine, DateTime fromUtc, DateTime toUtc, DateTime nowUtc, CancellationToken stop)
    {
        var segments = (await Segments(db, [machine], fromUtc, toUtc, nowUtc, stop))[machine.No];
        var parts = (await Counts(db, [machine.No], fromUtc, toUtc, stop)).GetValueOrDefault(machine.No) ?? PartCounts.None;
        decimal Sum(Func<Segment, bool> which) => segments.Where(which).Sum(segment => segment.Seconds(fromUtc, toUtc, nowUtc));
        return new MachineFigures(machine.No, Sum(s => s.State == MachineState.Running), Sum(s => s.State == MachineState.Idle), Sum(s => s.State == MachineState.Setup),
            Sum(s => s.State == MachineState.Stopped && !s.MicroStop), Sum(s => s.MicroStop), Sum(s => s.State == MachineState.PlannedStop), Sum(s => s.State == MachineState.NoData),
            Sum(s => s.NeedsReason(nowUtc, machine.MicroStopSeconds)), parts.Counted, parts.Good, parts.Scrap);
    }

    /// <summary>Cuts derived intervals at explanations and at the silence that still lasts. Pure.</summary>
    /// <param name="machine">Whose they are.</param>
    /// <param name="intervals">In order.</param>
    /// <param name="explanations">In the order in which people gave them; a later one replaces an earlier one where both speak.</param>
    /// <param name="fromUtc">Start of the span.</param>
    /// <param name="toUtc">End of the span.</param>
    /// <param name="nowUtc">The clock.</param>
    /// <param name="silentFrom">From when on nobody has known, unless a signal comes; null when no interval is open.</param>
    internal static IReadOnlyList<Segment> Cut(EquipmentNode machine, IReadOnlyList<StateInterval> intervals, IReadOnlyList<DowntimeExplanation> explanations,
        DateTime fromUtc, DateTime toUtc, DateTime nowUtc, DateTime? silentFrom)
    {
        var segments = new List<Segment>();
        Segment Unknown(DateTime start, DateTime? end) => new(machine.No, start, start, end, MachineState.NoData, false, null, null, null);
        if (intervals.Count == 0)
        {
            if (fromUtc < nowUtc && fromUtc < toUtc) segments.Add(Unknown(fromUtc, toUtc < nowUtc ? toUtc : null));
            return segments;
        }
        if (intervals[0].StartUtc > fromUtc) segments.Add(Unknown(fromUtc, intervals[0].StartUtc));
        foreach (var interval in intervals)
        {
            var silent = interval.EndUtc is null && interval.State != MachineState.NoData && silentFrom <= nowUtc ? silentFrom : null;
            var end = interval.EndUtc ?? silent;
            var micro = interval.MicroStop || (silent is not null && interval.State == MachineState.Stopped && silent - interval.StartUtc < TimeSpan.FromSeconds(machine.MicroStopSeconds));
            if (interval.State == MachineState.Stopped) segments.AddRange(Explain(interval, end, micro, explanations));
            else segments.Add(new Segment(machine.No, interval.StartUtc, interval.StartUtc, end, interval.State, false, interval.ReasonCode, interval.ReasonCode is null ? null : "machine", null));
            if (silent is not null) segments.Add(Unknown(silent.Value, null));
        }
        segments.RemoveAll(segment => segment.StartUtc >= toUtc || segment.EndUtc <= fromUtc);
        return segments;
    }

    private static IEnumerable<Segment> Explain(StateInterval interval, DateTime? end, bool micro, IReadOnlyList<DowntimeExplanation> explanations)
    {
        var last = end ?? DateTime.MaxValue;
        var said = new List<(DateTime From, DateTime To, DowntimeExplanation By)>();
        foreach (var each in explanations)
        {
            // One without an end belongs to the stop that it was said of, to its end, whenever that comes.
            if (each.StartUtc >= last || (each.EndUtc is null ? each.StartUtc < interval.StartUtc : each.EndUtc <= interval.StartUtc)) continue;
            var from = each.FromStart || each.StartUtc < interval.StartUtc ? interval.StartUtc : each.StartUtc;
            var to = each.EndUtc is { } until && until < last ? until : last;
            if (to > from) said.Add((from, to, each));
        }
        var cuts = new SortedSet<DateTime> { interval.StartUtc, last };
        foreach (var (from, to, _) in said) cuts.UnionWith([from, to]);
        var points = cuts.ToList();
        for (var i = 0; i + 1 < points.Count; i++)
        {
            var by = said.FindLast(each => each.From <= points[i] && each.To >= points[i + 1]).By;
            yield return new Segment(interval.MachineNo, interval.StartUtc, points[i], points[i + 1] == DateTime.MaxValue ? null : points[i + 1], MachineState.Stopped, micro,
                by?.ReasonCode ?? interval.ReasonCode, by?.ByNumber ?? (interval.ReasonCode is null ? null : "machine"), by?.Note);
        }
    }
}

/// <summary>Parts as machines count them.</summary>
/// <param name="Counted">By counters.</param>
/// <param name="Good">By part signals.</param>
/// <param name="Scrap">By part signals.</param>
internal sealed record PartCounts(decimal Counted, decimal Good, decimal Scrap)
{
    internal static readonly PartCounts None = new(0, 0, 0);
}
