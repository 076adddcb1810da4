using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>Material was spoiled at a line before it went into anything. A held lot is not scrapped here: quality decides about it first.</summary>
/// <param name="ReasonCode">A scrap reason.</param>
[Refuses("lot-unknown", "job-unknown", "not-at-line", "lot-held", "reason-missing", "reason-unknown")]
internal sealed record ScrapMaterial(
    Quantity Quantity, string ReasonCode, DateTime AtUtc, string? LotNo = null, string? Scan = null, string? JobNo = null, string? WorkCentreNo = null,
    string? Note = null) : Command<MesDb, BookingView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ScrapMaterial>("/api/mes/material-scraps", MaterialArea.Move, "Report material that was spoiled at a line");

    public override async Task<Outcome<BookingView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } untimely) return untimely;
        if (string.IsNullOrWhiteSpace(ReasonCode)) return Refusal.Field("reason-missing", "reasonCode", "Give the reason why the material was spoiled.");
        if (await Production.ReasonCode.FaultIfListed(db, ReasonKind.Scrap, ReasonCode, "reasonCode", stop) is { } unlisted) return unlisted;
        var line = await LotFinder.Line(db, JobNo, WorkCentreNo, stop);
        if (line.Refusal is { } nowhere) return nowhere;
        var found = await LotFinder.Find(db, LotNo, Scan, by, stop);
        if (found.Refusal is { } unfound) return unfound;
        var (lot, (job, workCentreNo)) = (found.Value, line.Value);
        if (await HoldBook.Fence(db, lot, stop) is { } held) return held;
        var asked = LotFinder.Amount(Quantity, lot);
        if (asked.Refusal is { } odd) return odd;
        var amount = asked.Value;
        var there = await LotFinder.AtLine(db, lot, workCentreNo, stop);
        if (amount > there) return LotFinder.NotAtLine(lot, workCentreNo, there);
        by.Why = Note ?? ReasonCode;
        var movement = MaterialLedger.Of(lot, MovementKind.Scrapped, amount, Id, AtUtc, by, workCentreNo, job?.No, line: -amount, scrapped: amount, reasonCode: ReasonCode, note: Note);
        await MaterialLedger.Book(db, movement, stop);
        MaterialLedger.Tell(db, movement, MaterialUse.Scrapped, job, by);
        return new BookingView(Id, LotView.Of(lot), new(amount, lot.Unit), []);
    }
}
