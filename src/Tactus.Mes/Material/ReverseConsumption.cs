using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>A booked consumption was wrong: the opposite is booked and points at it, and the genealogy forgets exactly what it had added.</summary>
/// <param name="ConsumptionId">The booking's identifier, as it was answered.</param>
[Refuses("consumption-unknown", "already-reversed", "reverse-the-report", "reason-missing")]
internal sealed record ReverseConsumption(Guid ConsumptionId, string Reason, DateTime AtUtc) : Command<MesDb, BookingView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReverseConsumption>("/api/mes/consumption-reversals", MaterialArea.Move, "Undo a consumption by its reversal");

    public override async Task<Outcome<BookingView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } untimely) return untimely;
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why the booking is undone.");
        var booked = await db.Movements.AsNoTracking().Where(movement => movement.ReportId == ConsumptionId && movement.Kind == MovementKind.Consumed && movement.Reverses == null).ToListAsync(stop);
        if (booked.Count == 0) return Refusal.Unknown("consumption-unknown", "There is no consumption with this identifier.");
        if (booked.Exists(movement => movement.Backflushed))
            return new Refusal("reverse-the-report", "This material was booked by a production report; reverse the report, and the material comes back with it.");
        if (booked.TrueForAll(movement => movement.Reversed)) return new Refusal("already-reversed", "This consumption was reversed before; it can't be reversed twice.");
        by.Why = Reason;
        var undone = await MaterialLedger.Undo(db, ConsumptionId, Id, AtUtc, by, stop);
        if (undone.Refusal is { } refusal) return refusal;
        await Genealogy.Disconnect(db, ConsumptionId, Id, AtUtc, stop);
        foreach (var warning in await db.MaterialWarnings.Where(warning => warning.ReportId == ConsumptionId && warning.SettledUtc == null).ToListAsync(stop))
            (warning.SettledNote, warning.SettledUtc) = ("Reversed: " + Reason, by.NowUtc);
        var consumed = undone.Value.Where(movement => movement.Kind == MovementKind.Consumed).ToList();
        db.Changed("mes.jobs", consumed[0].JobNo);
        return new BookingView(Id, LotView.Of(consumed[0].Lot!), new Quantity(-consumed.Sum(movement => movement.Quantity), consumed[0].Unit), []);
    }
}
