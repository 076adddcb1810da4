using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>Part of a lot becomes a lot of its own: same item, revision, expiry and supplier.</summary>
/// <param name="NewLotNo">Null: the old number with the next free ending.</param>
/// <param name="WorkCentreNo">The line where it lies; null: in the store.</param>
[Refuses("lot-unknown", "lot-held", "lot-number-taken", "not-at-line", "not-in-store", "nothing-left")]
internal sealed record SplitLot(
    string LotNo, Quantity Quantity, DateTime AtUtc, string? NewLotNo = null, string? WorkCentreNo = null, string? Reason = null) : Command<MesDb, LotView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<SplitLot>("/api/mes/lot-splits", MaterialArea.Move, "Split a lot in two");

    public override async Task<Outcome<LotView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } untimely) return untimely;
        var found = await LotFinder.Find(db, LotNo, null, by, stop);
        if (found.Refusal is { } unfound) return unfound;
        var lot = found.Value;
        if (await HoldBook.Fence(db, lot, stop) is { } held) return held;
        var asked = LotFinder.Amount(Quantity, lot);
        if (asked.Refusal is { } odd) return odd;
        var amount = asked.Value;
        var place = await LotParts.Place(db, lot, WorkCentreNo, amount, stop);
        if (place.Refusal is { } missing) return missing;
        if (amount == lot.InStore + lot.AtLine) return new Refusal("nothing-left", $"{amount:0.######} {Units.Symbol(lot.Unit)} is all there is of lot {lot.No}; nothing would be left of it.");
        var number = await LotParts.Number(db, NewLotNo, lot.No, "S", stop);
        if (number.Refusal is { } taken) return taken;
        by.Why = Reason;
        var part = LotParts.Child(lot, number.Value, AtUtc);
        db.Lots.Add(part);
        await LotParts.Shift(db, lot, part, MovementKind.SplitOff, EdgeKind.Split, amount, WorkCentreNo, Id, AtUtc, by, Reason, stop);
        db.Send(new LotMade(part.No, part.ItemNo, part.Revision, null, part.ExpiresOn, by.NowUtc) { Parts = [new LotPart(lot.No, new(amount, lot.Unit))], WorkCentreNo = WorkCentreNo });
        return LotView.Of(part);
    }
}
