using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Mes.Equipment;

/// <summary>Coordination decided that equipment is open longer: the plant's calendar gets the overtime, and answers.</summary>
internal static class Overtime
{
    internal static async Task<Refusal?> Asked(MesDb db, OvertimeAsked asked, CommandContext by, CancellationToken stop)
    {
        var refusal = await Open(db, asked, by, stop);
        db.SendTo(HalfDb.Coordination, new ActionAnswered(asked.ActionId, refusal is null, refusal?.Code, refusal?.Sentence, by.NowUtc));
        return null;
    }

    private static async Task<Refusal?> Open(MesDb db, OvertimeAsked asked, CommandContext by, CancellationToken stop)
    {
        if (asked.ToUtc <= asked.FromUtc || asked.ToUtc - asked.FromUtc > TimeSpan.FromHours(16))
            return new Refusal("overtime-length", "Overtime ends after it begins and lasts 16 hours at most.");
        var zone = await Calendars.Zone(db, stop);
        var (from, to) = (TimeZoneInfo.ConvertTimeFromUtc(asked.FromUtc, zone), TimeZoneInfo.ConvertTimeFromUtc(asked.ToUtc, zone));
        var date = DateOnly.FromDateTime(from);
        var before = await db.CalendarExceptions.FirstOrDefaultAsync(each => each.EquipmentNo == asked.EquipmentNo && each.Date == date && each.Kind == CalendarExceptionKind.Overtime, stop);
        // What was agreed for that day before stays.
        List<PatternShift> shifts = [.. before?.Shifts ?? [], new PatternShift($"overtime {(before?.Shifts.Count ?? 0) + 1}", [date.DayOfWeek], TimeOnly.FromDateTime(from), TimeOnly.FromDateTime(to), [])];
        var text = $"{asked.Reason} (decided by {asked.DecidedBy})";
        return (await new SetCalendarException(asked.EquipmentNo, date, text.Length > 200 ? text[..200] : text, CalendarExceptionKind.Overtime, shifts) { Id = asked.ActionId }.Handle(db, by, stop)).Refusal;
    }
}
