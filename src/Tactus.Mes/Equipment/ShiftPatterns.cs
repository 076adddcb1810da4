using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>A week of shifts in the plant's wall clock (ISA-95 work calendar template).</summary>
[Remembered]
internal sealed class ShiftPattern : IVersioned
{
    public required string No { get; init; }
    public required string Name { get; set; }
    public required List<PatternShift> Shifts { get; set; }
    public long Version { get; set; }
}

/// <summary>A shift of the week.</summary>
/// <param name="Name">e.g. early, late, night.</param>
/// <param name="Days">Days on which it starts.</param>
/// <param name="Start">Wall clock.</param>
/// <param name="End">Wall clock; at or before the start it is on the next day.</param>
internal sealed record PatternShift(string Name, IReadOnlyList<DayOfWeek> Days, TimeOnly Start, TimeOnly End, IReadOnlyList<PatternBreak> Breaks)
{
    private const int Day = 24 * 60;

    /// <summary>Why these shifts can't be one week: names, lengths, breaks outside, two at once.</summary>
    internal static Refusal? Fault(IReadOnlyList<PatternShift> shifts)
    {
        if (shifts.Count > 40) return Wrong("A pattern has at most 40 shifts.");
        var taken = new List<(int From, int To, string Name)>();
        foreach (var shift in shifts)
        {
            if (shift.Name.Length is 0 or > 40 || shift.Name.Contains('/', StringComparison.Ordinal)) return Wrong("A shift's name has 1 to 40 letters and no '/'.");
            if (shift.Days.Count == 0 || shift.Days.Distinct().Count() != shift.Days.Count) return Wrong($"Name each day on which shift {shift.Name} starts once.");
            var (start, length) = (Minutes(shift.Start), Length(shift.Start, shift.End));
            foreach (var pause in shift.Breaks)
            {
                var offset = (Minutes(pause.Start) - start + Day) % Day;
                if (pause.Start == pause.End || offset + Length(pause.Start, pause.End) > length) return Wrong($"The break at {pause.Start:HH:mm} is not inside shift {shift.Name}.");
            }
            foreach (var day in shift.Days)
            {
                var from = (int)day * Day + start;
                taken.Add((from, from + length, shift.Name));
                // The week closes into a ring.
                taken.Add((from + 7 * Day, from + 7 * Day + length, shift.Name));
            }
        }
        taken.Sort();
        for (var i = 1; i < taken.Count; i++)
            if (taken[i].From < taken[i - 1].To) return Wrong($"Shifts {taken[i - 1].Name} and {taken[i].Name} overlap; a machine has one shift at a time.");
        return null;
    }

    private static int Minutes(TimeOnly time) => (time.Hour * 60) + time.Minute;

    private static int Length(TimeOnly start, TimeOnly end) => Minutes(end) - Minutes(start) is var length && length <= 0 ? length + Day : length;

    private static Refusal Wrong(string sentence) => Refusal.Field("shift-pattern", "shifts", sentence);
}

/// <summary>A break of a shift, wall clock.</summary>
internal sealed record PatternBreak(TimeOnly Start, TimeOnly End);

/// <summary>Creates or changes a pattern of shifts. What is past is computed with it too; for a new order of shifts make a new pattern and assign it from a day on.</summary>
[Refuses("shift-pattern", "changed-meanwhile")]
internal sealed record SetShiftPattern(string No, string Name, IReadOnlyList<PatternShift> Shifts) : Command<MesDb, ShiftPatternView>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<SetShiftPattern>("/api/mes/shift-patterns", MesEquipment.MasterData, "Create or change a weekly pattern of shifts");
        app.Read("/api/mes/shift-patterns", MesPermissions.Read, "Shift patterns", async (MesDb db, CancellationToken stop) =>
            new Page<ShiftPatternView>([.. (await db.ShiftPatterns.OrderBy(each => each.No).ToListAsync(stop)).Select(ShiftPatternView.Of)], null)
                .OrUnknown("shift-pattern-unknown", ""));
        app.Read("/api/mes/shift-patterns/{no}", MesPermissions.Read, "One shift pattern", async (string no, MesDb db, CancellationToken stop) =>
            (await db.ShiftPatterns.FirstOrDefaultAsync(each => each.No == no, stop) is { } found ? ShiftPatternView.Of(found) : null)
            .OrUnknown("shift-pattern-unknown", $"There is no shift pattern {no}."));
    }

    public override async Task<Outcome<ShiftPatternView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (No.Trim().Length is 0 or > 40) return Refusal.Field("shift-pattern", "no", "A pattern's number has 1 to 40 letters.");
        if (Name.Trim().Length is 0 or > 120) return Refusal.Field("shift-pattern", "name", "A name has 1 to 120 letters.");
        if (PatternShift.Fault(Shifts) is { } fault) return fault;
        var pattern = await db.ShiftPatterns.FirstOrDefaultAsync(each => each.No == No, stop);
        if (pattern is null) db.ShiftPatterns.Add(pattern = new ShiftPattern { No = No, Name = Name.Trim(), Shifts = [.. Shifts] });
        else if (await db.Clash(pattern, No, by, stop) is { } clash) return clash;
        else (pattern.Name, pattern.Shifts) = (Name.Trim(), [.. Shifts]);
        db.Changed("mes.machines");
        return ShiftPatternView.Of(pattern);
    }
}

/// <summary>A pattern.</summary>
internal sealed record ShiftPatternView(string No, string Name, IReadOnlyList<PatternShift> Shifts, long Version) : IVersionedView
{
    internal static ShiftPatternView Of(ShiftPattern pattern) => new(pattern.No, pattern.Name, pattern.Shifts, Math.Max(1, pattern.Version));
}

/// <summary>Lists of plain records in one JSON column: they are read and written whole and never searched.</summary>
internal static class JsonColumn
{
    internal static PropertyBuilder<List<T>> AsJson<T>(this PropertyBuilder<List<T>> property) => property.HasConversion(
        list => JsonSerializer.Serialize(list, TactusJson.Options),
        text => JsonSerializer.Deserialize<List<T>>(text, TactusJson.Options)!,
        new ValueComparer<List<T>>(
            (left, right) => JsonSerializer.Serialize(left, TactusJson.Options) == JsonSerializer.Serialize(right, TactusJson.Options),
            list => JsonSerializer.Serialize(list, TactusJson.Options).GetHashCode(StringComparison.Ordinal),
            list => new List<T>(list)));
}
