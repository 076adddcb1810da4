using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>Which pattern holds for a node and all below it, from a local day on; a node below may have its own.</summary>
[Remembered]
internal sealed class CalendarAssignment : IVersioned
{
    public required string EquipmentNo { get; init; }
    public DateOnly FromDate { get; init; }
    public required string PatternNo { get; set; }
    public long Version { get; set; }
}

/// <summary>A day on which a node, and all below it, works otherwise.</summary>
[Remembered]
internal sealed class CalendarException : IVersioned
{
    public required string EquipmentNo { get; init; }
    public DateOnly Date { get; init; }
    public CalendarExceptionKind Kind { get; init; }
    public required string Text { get; set; }
    /// <summary>Overtime: the additional shifts of the day.</summary>
    public List<PatternShift> Shifts { get; set; } = [];
    public long Version { get; set; }
}

/// <summary>Holiday: no shift of the pattern starts. Overtime: further shifts start.</summary>
internal enum CalendarExceptionKind { Holiday, Overtime }

/// <summary>Puts a pattern in force for a node and all below it.</summary>
/// <param name="FromDate">Local day of the plant from which it holds.</param>
[Refuses("equipment-unknown", "shift-pattern-unknown")]
internal sealed record AssignCalendar(string EquipmentNo, string PatternNo, DateOnly FromDate) : Command<MesDb, CalendarView>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<AssignCalendar>("/api/mes/calendar-assignments", MesEquipment.MasterData, "Put a shift pattern in force for equipment from a day on");
        app.List<MesDb, CalendarAssignmentRow>("/api/mes/calendar-assignments", MesPermissions.Read, "Which shift pattern is in force where, and since when", nameof(CalendarAssignmentRow.Key),
            (db, _) => db.CalendarAssignments.Select(each => new CalendarAssignmentRow
            {
                Key = each.EquipmentNo + "/" + each.FromDate,
                EquipmentNo = each.EquipmentNo,
                FromDate = each.FromDate,
                PatternNo = each.PatternNo,
            }), "equipmentNo,-fromDate");
    }

    public override async Task<Outcome<CalendarView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (!await db.Equipment.AnyAsync(each => each.No == EquipmentNo, stop)) return Refusal.Unknown("equipment-unknown", $"There is no equipment {EquipmentNo}.");
        if (!await db.ShiftPatterns.AnyAsync(each => each.No == PatternNo, stop)) return Refusal.Unknown("shift-pattern-unknown", $"There is no shift pattern {PatternNo}.");
        var assignment = await db.CalendarAssignments.FirstOrDefaultAsync(each => each.EquipmentNo == EquipmentNo && each.FromDate == FromDate, stop);
        if (assignment is null) db.CalendarAssignments.Add(new CalendarAssignment { EquipmentNo = EquipmentNo, FromDate = FromDate, PatternNo = PatternNo });
        else assignment.PatternNo = PatternNo;
        db.Changed("mes.machines");
        return new CalendarView(EquipmentNo, FromDate, PatternNo, null, "");
    }
}

/// <summary>Makes a day a holiday or adds overtime, for a node and all below it; without a kind the day is as the pattern says again.</summary>
/// <param name="Date">Local day of the plant.</param>
/// <param name="Shifts">Overtime: the further shifts; their days are not read.</param>
[Refuses("equipment-unknown", "shift-pattern", "exception-unknown")]
internal sealed record SetCalendarException(
    string EquipmentNo, DateOnly Date, string Text, CalendarExceptionKind? Kind = null, IReadOnlyList<PatternShift>? Shifts = null) : Command<MesDb, CalendarView>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<SetCalendarException>("/api/mes/calendar-exceptions", MesEquipment.MasterData, "Make a day a holiday or add overtime");
        app.List<MesDb, CalendarExceptionRow>("/api/mes/calendar-exceptions", MesPermissions.Read, "Holidays and overtime", nameof(CalendarExceptionRow.Key),
            (db, _) => db.CalendarExceptions.Select(each => new CalendarExceptionRow
            {
                Key = each.EquipmentNo + "/" + each.Date + "/" + each.Kind,
                EquipmentNo = each.EquipmentNo,
                Date = each.Date,
                Kind = each.Kind,
                Text = each.Text,
            }), "-date");
    }

    public override async Task<Outcome<CalendarView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (!await db.Equipment.AnyAsync(each => each.No == EquipmentNo, stop)) return Refusal.Unknown("equipment-unknown", $"There is no equipment {EquipmentNo}.");
        if (Text.Trim().Length is 0 or > 200) return Refusal.Field("exception-text", "text", "Say what it is, in 1 to 200 letters.");
        var shifts = (Shifts ?? []).Select(shift => shift with { Days = [Date.DayOfWeek] }).ToList();
        if (Kind == CalendarExceptionKind.Overtime && shifts.Count == 0) return Refusal.Field("shift-pattern", "shifts", "Overtime needs at least one shift with start and end.");
        if (Kind != CalendarExceptionKind.Overtime && shifts.Count > 0) return Refusal.Field("shift-pattern", "shifts", "Only overtime has shifts of its own.");
        if (PatternShift.Fault(shifts) is { } fault) return fault;
        var there = await db.CalendarExceptions.Where(each => each.EquipmentNo == EquipmentNo && each.Date == Date).ToListAsync(stop);
        if (Kind is null && there.Count == 0) return Refusal.Unknown("exception-unknown", $"{Date:yyyy-MM-dd} is an ordinary day of {EquipmentNo} already.");
        if (Kind is null) db.CalendarExceptions.RemoveRange(there);
        else if (there.Find(each => each.Kind == Kind) is { } same) (same.Text, same.Shifts) = (Text.Trim(), shifts);
        else db.CalendarExceptions.Add(new CalendarException { EquipmentNo = EquipmentNo, Date = Date, Kind = Kind.Value, Text = Text.Trim(), Shifts = shifts });
        by.Why = Text.Trim();
        db.Changed("mes.machines");
        return new CalendarView(EquipmentNo, Date, null, Kind, Text.Trim());
    }
}

/// <summary>What was set.</summary>
internal sealed record CalendarView(string EquipmentNo, DateOnly Date, string? PatternNo, CalendarExceptionKind? Kind, string Text);

/// <summary>A pattern in force for equipment and all below it.</summary>
internal sealed record CalendarAssignmentRow
{
    public required string Key { get; init; }
    public required string EquipmentNo { get; init; }
    public DateOnly FromDate { get; init; }
    public required string PatternNo { get; init; }
}

/// <summary>A row of the exceptions.</summary>
internal sealed record CalendarExceptionRow
{
    public required string Key { get; init; }
    public required string EquipmentNo { get; init; }
    public DateOnly Date { get; init; }
    public CalendarExceptionKind Kind { get; init; }
    public required string Text { get; init; }
}
