using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>A shift whose figures somebody has signed off. They stay as closed; what comes later is a correction beside them.</summary>
internal sealed class ShiftClosing
{
    public Guid Id { get; init; }
    /// <summary>Closed for this node and every machine below it.</summary>
    public required string EquipmentNo { get; init; }
    public required string ShiftKey { get; init; }
    public DateTime StartUtc { get; init; }
    public DateTime EndUtc { get; init; }
    public required string ByNumber { get; init; }
    public DateTime AtUtc { get; init; }
    /// <summary>Machines covered, with their figures at closing.</summary>
    public List<MachineFigures> Figures { get; init; } = [];
}

/// <summary>A machine's figures of a closed shift. Seconds by state; parts by counter and by part signals.</summary>
internal sealed record MachineFigures(
    string MachineNo, decimal RunningSeconds, decimal IdleSeconds, decimal SetupSeconds, decimal StoppedSeconds, decimal MicroStopSeconds,
    decimal PlannedStopSeconds, decimal UnknownSeconds, decimal UnexplainedSeconds, decimal Counted, decimal Good, decimal Scrap);

/// <summary>A closed shift's figures changed: what they were, what they are, and what did it. Append-only.</summary>
internal sealed class MachineCorrection
{
    public Guid Id { get; init; }
    public Guid ClosingId { get; init; }
    public required string MachineNo { get; init; }
    public required string ShiftKey { get; init; }
    /// <summary>late-signals or explanation.</summary>
    public required string Cause { get; init; }
    /// <summary>How many signals came after the closing.</summary>
    public int Signals { get; init; }
    public DateTime FirstUtc { get; init; }
    public DateTime LastUtc { get; init; }
    public DateTime ReceivedUtc { get; init; }
    public required string ByNumber { get; init; }
    public List<MachineFigures> Before { get; init; } = [];
    public List<MachineFigures> After { get; init; } = [];
}

/// <summary>Derivation that knows about closed shifts.</summary>
internal static class ClosedShifts
{
    /// <summary>Derives from new signals; where that changes a closed shift, leaves a correction that shows it.</summary>
    internal static async Task Guard(MesDb db, EquipmentNode machine, IReadOnlyList<MachineSignal> added, CommandContext by, CancellationToken stop)
    {
        // A signal changes what follows it until the next one, so every shift that had not ended before it may be touched.
        var from = added[0].AtUtc;
        var closings = await Covering(db, machine.No, from, stop);
        var before = await Figures(db, machine, closings, by.NowUtc, stop);
        await StateDerivation.Derive(db, machine, added, stop);
        // The one place that saves before the runner does, in its transaction: the figures are read from what was just derived.
        if (closings.Count > 0) await db.SaveChangesAsync(stop);
        await Correct(db, machine, closings, before, "late-signals", added.Count, added[0].AtUtc, added[^1].AtUtc, by, stop);
    }

    /// <summary>Closings that cover this machine and end after a time.</summary>
    internal static async Task<IReadOnlyList<ShiftClosing>> Covering(MesDb db, string machineNo, DateTime fromUtc, CancellationToken stop)
    {
        var closings = await db.ShiftClosings.AsNoTracking().Where(each => each.EndUtc > fromUtc).ToListAsync(stop);
        return [.. closings.Where(each => each.Figures.Exists(figures => figures.MachineNo == machineNo))];
    }

    internal static async Task<IReadOnlyList<MachineFigures>> Figures(
        MesDb db, EquipmentNode machine, IReadOnlyList<ShiftClosing> closings, DateTime nowUtc, CancellationToken stop)
    {
        var figures = new List<MachineFigures>();
        foreach (var closing in closings) figures.Add(await MachineTimes.Figures(db, machine, closing.StartUtc, closing.EndUtc, nowUtc, stop));
        return figures;
    }

    internal static async Task Correct(MesDb db, EquipmentNode machine, IReadOnlyList<ShiftClosing> closings, IReadOnlyList<MachineFigures> before,
        string cause, int signals, DateTime firstUtc, DateTime lastUtc, CommandContext by, CancellationToken stop)
    {
        for (var i = 0; i < closings.Count; i++)
        {
            var after = await MachineTimes.Figures(db, machine, closings[i].StartUtc, closings[i].EndUtc, by.NowUtc, stop);
            if (after == before[i]) continue;
            db.MachineCorrections.Add(new MachineCorrection
            {
                Id = Guid.CreateVersion7(), ClosingId = closings[i].Id, MachineNo = machine.No, ShiftKey = closings[i].ShiftKey, Cause = cause, Signals = signals,
                FirstUtc = firstUtc, LastUtc = lastUtc, ReceivedUtc = by.NowUtc, ByNumber = by.Actor.Number, Before = [before[i]], After = [after],
            });
        }
    }
}

/// <summary>Signs off a shift: its figures are kept as they are, and every later change to them is a visible correction.</summary>
/// <param name="EquipmentNo">A machine, work centre, area or site; all machines below it are closed.</param>
/// <param name="ShiftKey">As the shifts list names it, e.g. 2026-03-02/early.</param>
[Refuses("equipment-unknown", "shift-unknown", "shift-not-over", "shift-closed-already")]
internal sealed record CloseShift(string EquipmentNo, string ShiftKey, string? Note = null) : Command<MesDb, ShiftClosingView>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<CloseShift>("/api/mes/shift-closings", MesEquipment.MasterData, "Close a shift: keep its figures, later changes become corrections");
        app.List<MesDb, ShiftClosingRow>("/api/mes/shift-closings", MesPermissions.Read, "Closed shifts", nameof(ShiftClosingRow.Id),
            (db, _) => db.ShiftClosings.Select(each => new ShiftClosingRow
            {
                Id = each.Id,
                EquipmentNo = each.EquipmentNo,
                ShiftKey = each.ShiftKey,
                StartUtc = each.StartUtc,
                EndUtc = each.EndUtc,
                ByNumber = each.ByNumber,
                AtUtc = each.AtUtc,
                Corrections = db.Set<MachineCorrection>().Count(correction => correction.ClosingId == each.Id),
            }), "-startUtc");
        app.Read("/api/mes/shift-closings/{id:guid}", MesPermissions.Read, "A closed shift with its figures and every correction since",
            async (Guid id, MesDb db, CancellationToken stop) =>
            {
                var closing = await db.ShiftClosings.FirstOrDefaultAsync(each => each.Id == id, stop);
                if (closing is null) return Refusal.Unknown("closing-unknown", "There is no such closed shift.").ToHttp();
                var corrections = await db.MachineCorrections.Where(each => each.ClosingId == id).OrderBy(each => each.Id).ToListAsync(stop);
                return ShiftClosingView.Of(closing, corrections).OrUnknown("closing-unknown", "");
            });
    }

    public override async Task<Outcome<ShiftClosingView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        var calendar = await Calendars.Of(db, EquipmentNo, stop);
        if (calendar is null) return Refusal.Unknown("equipment-unknown", $"There is no equipment {EquipmentNo}.");
        var shift = ShiftKey.Length > 10 && DateOnly.TryParseExact(ShiftKey[..10], "yyyy-MM-dd", out var date)
            ? calendar.Between(ShiftCalendar.ToUtc(date.ToDateTime(TimeOnly.MinValue), calendar.Zone), ShiftCalendar.ToUtc(date.AddDays(2).ToDateTime(TimeOnly.MinValue), calendar.Zone))
                .FirstOrDefault(each => each.Key == ShiftKey)
            : null;
        if (shift is null) return Refusal.Unknown("shift-unknown", $"{EquipmentNo} has no shift {ShiftKey}; see /api/mes/shifts.");
        if (shift.EndUtc > by.NowUtc) return new Refusal("shift-not-over", $"Shift {ShiftKey} ends at {shift.EndUtc:yyyy-MM-dd HH:mm} UTC; close it then.");
        if (await db.ShiftClosings.AnyAsync(each => each.EquipmentNo == EquipmentNo && each.ShiftKey == ShiftKey, stop))
            return new Refusal("shift-closed-already", $"Shift {ShiftKey} of {EquipmentNo} is closed already.");
        var machines = await MachineTimes.MachinesBelow(db, EquipmentNo, stop);
        await SignalStore.Take(db, machines.Select(machine => machine.No), null, stop);
        var closing = new ShiftClosing
        {
            Id = Id, EquipmentNo = EquipmentNo, ShiftKey = ShiftKey, StartUtc = shift.StartUtc, EndUtc = shift.EndUtc, ByNumber = by.Actor.Number, AtUtc = by.NowUtc,
        };
        foreach (var machine in machines) closing.Figures.Add(await MachineTimes.Figures(db, machine, shift.StartUtc, shift.EndUtc, by.NowUtc, stop));
        db.ShiftClosings.Add(closing);
        by.Why = Note;
        db.Changed("mes.machines", EquipmentNo);
        return ShiftClosingView.Of(closing, []);
    }
}

/// <summary>A closed shift.</summary>
internal sealed record ShiftClosingView(
    Guid Id, string EquipmentNo, string ShiftKey, DateTime StartUtc, DateTime EndUtc, string ByNumber, DateTime AtUtc,
    IReadOnlyList<MachineFigures> Figures, IReadOnlyList<MachineCorrectionView> Corrections)
{
    internal static ShiftClosingView Of(ShiftClosing closing, IReadOnlyList<MachineCorrection> corrections) => new(
        closing.Id, closing.EquipmentNo, closing.ShiftKey, closing.StartUtc, closing.EndUtc, closing.ByNumber, closing.AtUtc, closing.Figures,
        [.. corrections.Select(each => new MachineCorrectionView(each.Id, each.MachineNo, each.Cause, each.Signals, each.FirstUtc, each.LastUtc, each.ReceivedUtc, each.ByNumber, each.Before[0], each.After[0]))]);
}

/// <summary>A correction to a closed shift.</summary>
internal sealed record MachineCorrectionView(
    Guid Id, string MachineNo, string Cause, int Signals, DateTime FirstUtc, DateTime LastUtc, DateTime ReceivedUtc, string ByNumber, MachineFigures Before, MachineFigures After);

/// <summary>A row of the closed shifts.</summary>
internal sealed record ShiftClosingRow
{
    public Guid Id { get; init; }
    public required string EquipmentNo { get; init; }
    public required string ShiftKey { get; init; }
    public DateTime StartUtc { get; init; }
    public DateTime EndUtc { get; init; }
    public required string ByNumber { get; init; }
    public DateTime AtUtc { get; init; }
    public int Corrections { get; init; }
}
