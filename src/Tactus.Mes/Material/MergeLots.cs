using Microsoft.AspNetCore.Routing;
using Tactus.Contracts.Messages;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>Lots of the same item and revision that lie together become one. It takes the earliest expiry of them.</summary>
/// <param name="LotNos">At least two; all that lies at the place goes into the new lot.</param>
/// <param name="NewLotNo">Null: the first number with the next free ending.</param>
/// <param name="WorkCentreNo">The line where they lie; null: in the store.</param>
[Refuses("lot-unknown", "lot-held", "lot-number-taken", "lots-differ", "not-at-line", "not-in-store", "lot-expired")]
internal sealed record MergeLots(
    IReadOnlyList<string> LotNos, DateTime AtUtc, string? NewLotNo = null, string? WorkCentreNo = null, string? Reason = null) : Command<MesDb, LotView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<MergeLots>("/api/mes/lot-merges", MaterialArea.Move, "Merge lots into one");

    public override async Task<Outcome<LotView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } untimely) return untimely;
        if (LotNos.Count is < 2 or > 100 || LotNos.Distinct(StringComparer.Ordinal).Count() != LotNos.Count)
            return Refusal.Field("lots-differ", "lotNos", "Name two to a hundred different lots.");
        var lots = new List<MaterialLot>();
        foreach (var no in LotNos)
        {
            var found = await LotFinder.Find(db, no, null, by, stop);
            if (found.Refusal is { } unfound) return unfound;
            var lot = found.Value;
            if (await HoldBook.Fence(db, lot, stop) is { } held) return held;
            if (lot.ExpiredOn(AtUtc)) return new Refusal("lot-expired", $"Lot {lot.No} expired on {lot.ExpiresOn:yyyy-MM-dd}; it would take the others with it.");
            if (lot.Serial) return new Refusal("lots-differ", $"{lot.No} is a serial unit; units are not merged.");
            if (lots.Count > 0 && (lot.ItemNo, lot.Revision, lot.Unit) != (lots[0].ItemNo, lots[0].Revision, lots[0].Unit))
                return new Refusal("lots-differ", $"Lot {lot.No} is {lot.ItemNo} revision {lot.Revision}, lot {lots[0].No} is {lots[0].ItemNo} revision {lots[0].Revision}; only the same item and revision can be merged.");
            if (lots.Count > 0 && lot.Status != lots[0].Status) return new Refusal("lots-differ", $"Lot {lot.No} is {lot.Status} in stock, lot {lots[0].No} is {lots[0].Status}.");
            lots.Add(lot);
        }
        var number = await LotParts.Number(db, NewLotNo, lots[0].No, "M", stop);
        if (number.Refusal is { } taken) return taken;
        by.Why = Reason;
        var merged = LotParts.Child(lots[0], number.Value, AtUtc, lots.Min(lot => lot.ExpiresOn ?? DateOnly.MaxValue), lots.TrueForAll(lot => lot.SupplierLotNo == lots[0].SupplierLotNo));
        db.Lots.Add(merged);
        var parts = new List<LotPart>();
        foreach (var lot in lots)
        {
            var amount = WorkCentreNo is null ? lot.InStore : await LotFinder.AtLine(db, lot, WorkCentreNo, stop);
            if (amount <= 0) return WorkCentreNo is null ? new Refusal("not-in-store", $"Nothing of lot {lot.No} is in the store.") : LotFinder.NotAtLine(lot, WorkCentreNo, 0);
            await LotParts.Shift(db, lot, merged, MovementKind.Merged, EdgeKind.Merged, amount, WorkCentreNo, Id, AtUtc, by, Reason, stop);
            parts.Add(new LotPart(lot.No, new(amount, lot.Unit)));
        }
        db.Send(new LotMade(merged.No, merged.ItemNo, merged.Revision, null, merged.ExpiresOn, by.NowUtc) { Parts = parts, WorkCentreNo = WorkCentreNo });
        return LotView.Of(merged);
    }
}
