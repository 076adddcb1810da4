using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>
/// Material goes back from a line to the store. A held lot may go back too: away from the machines is where it should be, and
/// its hold goes with it.
/// </summary>
[Refuses("lot-unknown", "job-unknown", "not-at-line")]
internal sealed record ReturnMaterial(
    Quantity Quantity, DateTime AtUtc, string? LotNo = null, string? Scan = null, string? JobNo = null, string? WorkCentreNo = null, string? Note = null) : Command<MesDb, BookingView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReturnMaterial>("/api/mes/material-returns", MaterialArea.Move, "Return material from a line to the store");

    public override async Task<Outcome<BookingView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } untimely) return untimely;
        var line = await LotFinder.Line(db, JobNo, WorkCentreNo, stop);
        if (line.Refusal is { } nowhere) return nowhere;
        var found = await LotFinder.Find(db, LotNo, Scan, by, stop);
        if (found.Refusal is { } unfound) return unfound;
        var asked = LotFinder.Amount(Quantity, found.Value);
        if (asked.Refusal is { } odd) return odd;
        var (lot, amount, (job, workCentreNo)) = (found.Value, asked.Value, line.Value);
        var there = await LotFinder.AtLine(db, lot, workCentreNo, stop);
        if (amount > there) return LotFinder.NotAtLine(lot, workCentreNo, there);
        by.Why = Note;
        var movement = MaterialLedger.Of(lot, MovementKind.Returned, amount, Id, AtUtc, by, workCentreNo, job?.No, store: amount, line: -amount, note: Note);
        await MaterialLedger.Book(db, movement, stop);
        MaterialLedger.Tell(db, movement, MaterialUse.Returned, job, by);
        return new BookingView(Id, LotView.Of(lot), new(amount, lot.Unit), []);
    }
}
