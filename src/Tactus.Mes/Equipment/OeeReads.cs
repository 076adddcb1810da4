using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>OEE of a machine, a work centre, an area or a site over any span or a shift.</summary>
internal static class OeeReads
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Read("/api/mes/oee", MesPermissions.Read, "OEE with its factors, times and parts, of equipment over a span (from, to) or a shift (current, previous)",
            async (string? equipmentNo, string? from, string? to, string? shift, MesDb db, TimeProvider clock, CancellationToken stop) =>
            {
                var span = await AskedSpan.Read(db, equipmentNo, from, to, shift, clock.GetUtcNow().UtcDateTime, stop);
                return span.Refusal is { } refusal ? refusal.ToHttp() : (await Of(db, span.Value, stop)).OrUnknown("equipment-unknown", "");
            });

    /// <summary>The figures of a span, never beyond now.</summary>
    internal static async Task<OeeView> Of(MesDb db, AskedSpan span, CancellationToken stop)
    {
        var machines = await MachineTimes.MachinesBelow(db, span.EquipmentNo, stop);
        var calendars = await Calendars.Of(db, [.. machines.Select(machine => machine.No)], stop);
        var segments = await MachineTimes.Segments(db, machines, span.FromUtc, span.ToUtc, span.NowUtc, stop);
        var made = await MachineOutput.Of(db, machines, span.FromUtc, span.ToUtc, stop);
        var rows = machines.Select(machine =>
        {
            var planned = calendars[machine.No].Planned(span.FromUtc, span.ToUtc);
            var times = TimeElements.Of(segments[machine.No], planned, span.FromUtc, span.ToUtc);
            var (output, source, cycle, counted, job) = made[machine.No];
            var figures = OeeFigures.Of(times, output);
            var notes = new List<string>();
            if (calendars[machine.No].Empty) notes.Add("calendar-missing");
            if (output.IdealSeconds is null || (cycle is null && source == "none")) notes.Add("cycle-missing");
            if (!output.QualityKnown) notes.Add("quality-unknown");
            if (figures.PerformanceAbove) notes.Add("performance-above-one");
            if (times.Unknown > 0) notes.Add("time-unknown");
            if (source == "reports" && counted > 0 && counted != output.Produced) notes.Add("counted-differs-from-reported");
            return new MachineOee(machine.No, machine.Name, figures, times, output, source, counted, source == "reports" ? counted - output.Produced : null, cycle, notes);
        }).ToList();
        var all = rows.Aggregate(TimeElements.None, (sum, row) => sum + row.Times);
        var parts = rows.Aggregate(Output.None, (sum, row) => sum + row.Output);
        return new OeeView(span.EquipmentNo, span.FromUtc, span.ToUtc, span.Shift, OeeFigures.Of(all, parts), all, parts, rows);
    }
}

/// <summary>Equipment and a span, as a reading asks for them.</summary>
/// <param name="Shift">The shift's key, when a shift was asked for.</param>
internal sealed record AskedSpan(string EquipmentNo, DateTime FromUtc, DateTime ToUtc, DateTime NowUtc, string? Shift)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(92);

    internal static async Task<Outcome<AskedSpan>> Read(MesDb db, string? equipmentNo, string? from, string? to, string? shift, DateTime nowUtc, CancellationToken stop)
    {
        if (string.IsNullOrEmpty(equipmentNo)) return Refusal.Field("equipment-missing", "equipmentNo", "Name the equipment: a machine, work centre, area or site.");
        if (await Calendars.Of(db, equipmentNo, stop) is not { } calendar) return Refusal.Unknown("equipment-unknown", $"There is no equipment {equipmentNo}.");
        if (shift is not null)
        {
            if (shift is not ("current" or "previous")) return Refusal.Field("shift", "shift", "shift is 'current' or 'previous'.");
            var current = calendar.At(nowUtc);
            var found = shift == "current" ? current : calendar.Before(current?.StartUtc ?? nowUtc);
            return found is null
                ? Refusal.Unknown("shift-unknown", shift == "current" ? $"No shift of {equipmentNo} runs now; ask for 'previous' or for a span." : $"{equipmentNo} had no shift in the last four weeks.")
                : new AskedSpan(equipmentNo, found.StartUtc, found.EndUtc < nowUtc ? found.EndUtc : nowUtc, nowUtc, found.Key);
        }
        var (start, end) = (Time(from, "from"), Time(to, "to"));
        if (start.Refusal is { } unreadable) return unreadable;
        if (end.Refusal is { } unread) return unread;
        if (start.Value is not { } fromUtc) return Refusal.Field("span", "from", "Give from and to, or shift=current or shift=previous.");
        var toUtc = end.Value is { } given && given < nowUtc ? given : nowUtc;
        if (fromUtc >= toUtc || toUtc - fromUtc > Longest)
            return Refusal.Field("span", "from", $"The span begins before it ends, begins before now and lasts at most {Longest.TotalDays:0} days.");
        return new AskedSpan(equipmentNo, fromUtc, toUtc, nowUtc, null);
    }

    /// <summary>A time of a query; null when it is not given.</summary>
    internal static Outcome<DateTime?> Time(string? text, string field)
    {
        if (string.IsNullOrEmpty(text)) return (DateTime?)null;
        try
        {
            // A plus of an offset arrives as a blank unless it was escaped.
            return JsonSerializer.Deserialize<DateTime>(JsonSerializer.Serialize(text.Replace(' ', '+')), TactusJson.Options);
        }
        catch (JsonException)
        {
            return Refusal.Field("time-format", field, "A time is ISO 8601 with its offset, for example 2026-03-02T14:05:00Z.");
        }
    }
}

/// <summary>OEE of equipment: the sum over its machines, and each machine. Times in seconds, factors as ratios.</summary>
/// <param name="ToUtc">End of the span, or now when it is not over.</param>
internal sealed record OeeView(
    string EquipmentNo, DateTime FromUtc, DateTime ToUtc, string? Shift, OeeFigures Figures, TimeElements Times, Output Output, IReadOnlyList<MachineOee> Machines);

/// <summary>OEE of one machine.</summary>
/// <param name="Source">What the parts come from: reports, parts (signals), counter or none.</param>
/// <param name="Counted">What the machine counted itself.</param>
/// <param name="CountedMinusReported">Above zero: made but not reported; null without reports.</param>
/// <param name="Notes">What to know before believing it, as codes: calendar-missing, cycle-missing, quality-unknown, performance-above-one, time-unknown, counted-differs-from-reported.</param>
internal sealed record MachineOee(
    string MachineNo, string Name, OeeFigures Figures, TimeElements Times, Output Output, string Source, decimal Counted, decimal? CountedMinusReported,
    decimal? CycleSeconds, IReadOnlyList<string> Notes);
