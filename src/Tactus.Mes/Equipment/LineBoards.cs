using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>Everything the line board shows of one work centre, in one answer.</summary>
internal static class LineBoards
{
    private const int MostReasons = 8;

    internal static void Map(IEndpointRouteBuilder app) =>
        app.Read("/api/mes/line-boards/{workCentreNo}", MesPermissions.Read, "The line board of a work centre: machines, hours against target, unexplained stops, OEE so far, reasons",
            async (string workCentreNo, MesDb db, TimeProvider clock, CancellationToken stop) =>
            {
                var node = await db.Equipment.FirstOrDefaultAsync(each => each.No == workCentreNo && each.Level == EquipmentLevel.WorkCentre, stop);
                return (node is null ? null : await Of(db, node, clock.GetUtcNow().UtcDateTime, stop))
                    .OrUnknown("work-centre-unknown", $"There is no work centre {workCentreNo}.");
            });

    internal static async Task<LineBoard> Of(MesDb db, EquipmentNode centre, DateTime nowUtc, CancellationToken stop)
    {
        var calendar = (await Calendars.Of(db, centre.No, stop))!;
        // Between shifts the board goes on showing the last one; without a calendar the plant's day.
        var shift = calendar.At(nowUtc) ?? calendar.Before(nowUtc);
        var (fromUtc, endUtc) = shift is not null ? (shift.StartUtc, shift.EndUtc) : Today(calendar.Zone, nowUtc);
        var toUtc = endUtc < nowUtc ? endUtc : nowUtc;
        var machines = await MachineTimes.MachinesBelow(db, centre.No, stop);
        var span = new AskedSpan(centre.No, fromUtc, toUtc > fromUtc ? toUtc : fromUtc.AddTicks(10), nowUtc, shift?.Key);
        var oee = await OeeReads.Of(db, span, stop);
        var rates = oee.Machines.ToDictionary(row => row.MachineNo);
        var states = await MachineStates.Now(db, machines, nowUtc, stop);
        var segments = await MachineTimes.Segments(db, machines, span.FromUtc, span.ToUtc, nowUtc, stop);
        var calendars = await Calendars.Of(db, [.. machines.Select(machine => machine.No)], stop);

        decimal? Target(IEnumerable<EquipmentNode> of, DateTime from, DateTime to)
        {
            var known = of.Where(machine => rates[machine.No].CycleSeconds is > 0).ToList();
            return known.Count == 0 ? null : decimal.Round(known.Sum(machine => (decimal)calendars[machine.No].PlannedTime(from, to).TotalSeconds / rates[machine.No].CycleSeconds!.Value), 1);
        }
        var tiles = states.Select((state, i) => new MachineTile(state, rates[state.MachineNo].Source == "reports" ? rates[state.MachineNo].Output.Good : null,
            rates[state.MachineNo].Counted, Target([machines[i]], span.FromUtc, span.ToUtc), rates[state.MachineNo].Figures.Oee)).ToList();

        var actual = await Hours(db, machines, fromUtc, toUtc, stop);
        var hours = new List<BoardHour>();
        for (var at = fromUtc; at < endUtc; at = at.AddHours(1))
        {
            var until = at.AddHours(1) < endUtc ? at.AddHours(1) : endUtc;
            hours.Add(new BoardHour(at, until, Target(machines, at, until), at < nowUtc ? actual.GetValueOrDefault(at) : null));
        }
        var limits = machines.ToDictionary(machine => machine.No);
        var all = machines.SelectMany(machine => segments[machine.No]).ToList();
        var unexplained = all.Where(each => each.NeedsReason(nowUtc, limits[each.MachineNo].MicroStopSeconds))
            .OrderBy(each => each.EndUtc is null ? 0 : 1).ThenByDescending(each => each.StartUtc).Select(each => SegmentView.Of(each, limits[each.MachineNo], nowUtc)).ToList();
        // A micro-stop is a reason of its own on the chart; a stop without one shows as such.
        var reasons = all.Where(each => each.State == MachineState.Stopped)
            .GroupBy(each => each.MicroStop ? ("micro-stop", true) : (each.ReasonCode, false))
            .Select(group => new StopReason(group.Key.Item1, group.Key.Item2, group.Select(each => (each.MachineNo, each.IntervalStartUtc)).Distinct().Count(),
                group.Sum(each => each.Seconds(span.FromUtc, span.ToUtc, nowUtc))))
            .OrderByDescending(each => each.Seconds).ThenBy(each => each.ReasonCode, StringComparer.Ordinal).Take(MostReasons).ToList();
        return new LineBoard(centre.No, centre.Name, calendar.Zone.Id, nowUtc, shift is null ? null : ShiftView.Of(shift), fromUtc, endUtc, tiles, hours, unexplained,
            oee.Figures, oee.Times, oee.Output, reasons);
    }

    /// <summary>Parts by hour: as a machine counted them, where it counts, otherwise as reported. Good where that is known.</summary>
    private static async Task<IReadOnlyDictionary<DateTime, decimal>> Hours(MesDb db, IReadOnlyList<EquipmentNode> machines, DateTime fromUtc, DateTime toUtc, CancellationToken stop)
    {
        var numbers = machines.Select(machine => machine.No).ToList();
        var from = StateDerivation.Minute(fromUtc);
        var minutes = await db.CountMinutes.AsNoTracking().Where(each => numbers.Contains(each.MachineNo) && each.MinuteUtc >= from && each.MinuteUtc < toUtc).ToListAsync(stop);
        var byParts = minutes.Where(each => each.Good + each.Scrap > 0).Select(each => each.MachineNo).ToHashSet();
        var counting = minutes.Select(each => each.MachineNo).ToHashSet();
        var reports = await db.Reports.AsNoTracking().Where(each => each.MachineNo != null && numbers.Contains(each.MachineNo) && each.CountsUtc >= fromUtc && each.CountsUtc < toUtc)
            .Select(each => new { each.MachineNo, each.CountsUtc, each.Good }).ToListAsync(stop);
        return minutes.Select(each => (At: each.MinuteUtc, Parts: byParts.Contains(each.MachineNo) ? each.Good : each.Counted))
            .Concat(reports.Where(each => !counting.Contains(each.MachineNo!)).Select(each => (At: each.CountsUtc, Parts: each.Good)))
            .GroupBy(each => fromUtc.AddHours(Math.Max(0, Math.Floor((each.At - fromUtc).TotalHours))))
            .ToDictionary(group => group.Key, group => group.Sum(each => each.Parts));
    }

    private static (DateTime FromUtc, DateTime EndUtc) Today(TimeZoneInfo zone, DateTime nowUtc)
    {
        var today = TimeZoneInfo.ConvertTimeFromUtc(nowUtc, zone).Date;
        return (ShiftCalendar.ToUtc(today, zone), ShiftCalendar.ToUtc(today.AddDays(1), zone));
    }
}

/// <summary>The line board.</summary>
/// <param name="Shift">The shift that runs, or the last one; null without a calendar: then the plant's day.</param>
/// <param name="Hours">Hours from the shift's start on, parts.</param>
/// <param name="Figures">OEE from the shift's start until now.</param>
/// <param name="Reasons">Where the stopped time went, most first.</param>
internal sealed record LineBoard(
    string WorkCentreNo, string Name, string TimeZone, DateTime NowUtc, ShiftView? Shift, DateTime FromUtc, DateTime EndUtc, IReadOnlyList<MachineTile> Machines,
    IReadOnlyList<BoardHour> Hours, IReadOnlyList<SegmentView> UnexplainedStops, OeeFigures Figures, TimeElements Times, Output Output, IReadOnlyList<StopReason> Reasons);

/// <summary>A machine on the board.</summary>
/// <param name="Reported">Good parts reported on it this shift; null when nothing was reported.</param>
/// <param name="Counted">Parts that it counted this shift.</param>
/// <param name="Target">Parts at the ideal cycle in the planned time so far; null when the cycle is not known.</param>
internal sealed record MachineTile(MachineStateView State, decimal? Reported, decimal Counted, decimal? Target, decimal? Oee);

/// <summary>An hour of the shift.</summary>
/// <param name="Target">Parts at the ideal cycle in its planned time; null when no cycle is known.</param>
/// <param name="Actual">Null while it is still to come.</param>
internal sealed record BoardHour(DateTime StartUtc, DateTime EndUtc, decimal? Target, decimal? Actual);

/// <summary>Stopped time by reason.</summary>
/// <param name="ReasonCode">Null: nobody has said why.</param>
/// <param name="Stops">How many stops.</param>
internal sealed record StopReason(string? ReasonCode, bool MicroStop, int Stops, decimal Seconds);
