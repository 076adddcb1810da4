using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>A setting of the plant that its data depend on. It is kept with the data, so that a copy of them means the same elsewhere.</summary>
[Remembered]
internal sealed class PlantSetting : IVersioned
{
    internal const string TimeZone = "time-zone";

    public required string Name { get; init; }
    public required string Value { get; set; }
    public long Version { get; set; }
}

/// <summary>At start: writes the configured zone of the plant (<c>Plant:TimeZone</c>, an IANA name) to its data. An unknown name ends the start.</summary>
internal sealed class PlantZone(CommandRunner<MesDb> runner, IConfiguration? configuration = null) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration?["Plant:TimeZone"] is not { Length: > 0 } zone) return;
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
            throw new InvalidOperationException($"Plant:TimeZone is '{zone}', which is no time zone. Use an IANA name such as Asia/Seoul.");
        await Keep(zone, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Stores the zone; the ledger shows when it changed.</summary>
    internal Task Keep(string zone, CancellationToken stop) => runner.RunAsSystem("SetPlantZone", async db =>
    {
        var setting = await db.PlantSettings.FirstOrDefaultAsync(each => each.Name == PlantSetting.TimeZone, stop);
        if (setting?.Value == zone) return false;
        if (setting is null) db.PlantSettings.Add(new PlantSetting { Name = PlantSetting.TimeZone, Value = zone });
        else setting.Value = zone;
        return true;
    }, stop);
}

/// <summary>Reads calendars: the nearest assignment up the hierarchy wins, exceptions of every level add up.</summary>
internal static class Calendars
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Read("/api/mes/shifts", MesPermissions.Read, "Shifts of equipment between two times, with their planned time",
            async (string? equipmentNo, string? from, string? to, MesDb db, CancellationToken stop) =>
            {
                if (string.IsNullOrEmpty(equipmentNo)) return Refusal.Field("equipment-missing", "equipmentNo", "Name the equipment.").ToHttp();
                var (start, end) = (AskedSpan.Time(from, "from"), AskedSpan.Time(to, "to"));
                if ((start.Refusal ?? end.Refusal) is { } unreadable) return unreadable.ToHttp();
                if (start.Value is not { } fromUtc || end.Value is not { } toUtc || toUtc <= fromUtc || toUtc - fromUtc > TimeSpan.FromDays(366))
                    return Refusal.Field("span", "to", "Give a span from 'from' to 'to' of at most 366 days.").ToHttp();
                var calendar = await Of(db, equipmentNo, stop);
                return (calendar is null ? null : new ShiftsView(equipmentNo, calendar.Zone.Id,
                    [.. calendar.Between(fromUtc, toUtc).Select(ShiftView.Of)],
                    (decimal)calendar.PlannedTime(fromUtc, toUtc).TotalSeconds)).OrUnknown("equipment-unknown", $"There is no equipment {equipmentNo}.");
            });

    /// <summary>The calendar of one node, or null when there is no such node.</summary>
    internal static async Task<ShiftCalendar?> Of(MesDb db, string equipmentNo, CancellationToken stop) => (await Of(db, [equipmentNo], stop)).GetValueOrDefault(equipmentNo);

    /// <summary>The shift that runs on equipment at an instant; null outside shifts or without a calendar.</summary>
    internal static async Task<ShiftInstance?> ShiftAt(MesDb db, string equipmentNo, DateTime atUtc, CancellationToken stop) =>
        (await Of(db, equipmentNo, stop))?.At(atUtc);

    /// <summary>The calendars of several nodes; nodes that do not exist are left out.</summary>
    internal static async Task<IReadOnlyDictionary<string, ShiftCalendar>> Of(MesDb db, IReadOnlyCollection<string> equipmentNos, CancellationToken stop)
    {
        var (zone, parents, assignments, exceptions, patterns) = await db.Remember(() => Read(db, stop),
            typeof(PlantSetting), typeof(EquipmentNode), typeof(CalendarAssignment), typeof(CalendarException), typeof(ShiftPattern));
        var calendars = new Dictionary<string, ShiftCalendar>(StringComparer.Ordinal);
        foreach (var no in equipmentNos)
        {
            if (!parents.ContainsKey(no)) continue;
            var chain = new List<string>();
            // Levels rise strictly, so the way up ends; the bound is for data that somebody wrote by hand.
            for (var at = no; at is not null && chain.Count < 16; at = parents.GetValueOrDefault(at)) chain.Add(at);
            var nearest = chain.FirstOrDefault(each => assignments[each].Any());
            calendars[no] = new ShiftCalendar(zone,
                [.. nearest is null ? [] : assignments[nearest].Select(each => new ShiftCalendar.Assigned(each.FromDate, patterns[each.PatternNo].Shifts))],
                [.. chain.SelectMany(each => exceptions[each])]);
        }
        return calendars;
    }

    /// <summary>All of the plant's calendars: every report and every page about machines asks for them, and they change once in a while.</summary>
    private sealed record Book(
        TimeZoneInfo Zone, Dictionary<string, string?> Parents, ILookup<string, CalendarAssignment> Assignments, ILookup<string, CalendarException> Exceptions,
        Dictionary<string, ShiftPattern> Patterns);

    private static async Task<Book> Read(MesDb db, CancellationToken stop) => new(
        await Zone(db, stop),
        await db.Equipment.AsNoTracking().Select(node => new { node.No, node.ParentNo }).ToDictionaryAsync(node => node.No, node => node.ParentNo, stop),
        (await db.CalendarAssignments.AsNoTracking().ToListAsync(stop)).ToLookup(each => each.EquipmentNo),
        (await db.CalendarExceptions.AsNoTracking().ToListAsync(stop)).ToLookup(each => each.EquipmentNo),
        await db.ShiftPatterns.AsNoTracking().ToDictionaryAsync(each => each.No, stop));

    /// <summary>The plant's zone; UTC until one is configured.</summary>
    internal static async Task<TimeZoneInfo> Zone(MesDb db, CancellationToken stop) =>
        await db.PlantSettings.AsNoTracking().Where(each => each.Name == PlantSetting.TimeZone).Select(each => each.Value).FirstOrDefaultAsync(stop) is { } zone
            ? TimeZoneInfo.FindSystemTimeZoneById(zone)
            : TimeZoneInfo.Utc;
}

/// <summary>A shift.</summary>
internal sealed record ShiftView(string Key, string Name, DateOnly Date, DateTime StartUtc, DateTime EndUtc, IReadOnlyList<Span> Breaks)
{
    internal static ShiftView Of(ShiftInstance shift) => new(shift.Key, shift.Name, shift.Date, shift.StartUtc, shift.EndUtc, shift.Breaks);
}

/// <summary>Shifts of a span.</summary>
/// <param name="PlannedSeconds">Shift time without breaks within the span.</param>
internal sealed record ShiftsView(string EquipmentNo, string TimeZone, IReadOnlyList<ShiftView> Shifts, decimal PlannedSeconds);
