using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>Material goes from the store to a line, for a job or to stock the line.</summary>
/// <param name="LotNo">Typed; or <paramref name="Scan"/>, one of the two.</param>
/// <param name="Scan">What the scanner read: the lot number, a GS1 element string or a GS1 Digital Link.</param>
/// <param name="JobNo">For which job; item and revision are verified against what it needs.</param>
/// <param name="WorkCentreNo">Where to, when no job is named.</param>
/// <param name="Quantity">Null: what the job still needs, at most what is there; without a job all of it.</param>
/// <param name="OverrideReason">Why another lot than the one that expires first.</param>
/// <param name="AtUtc">When it was taken.</param>
[Refuses("lot-unknown", "job-unknown", "material-not-needed", "revision-wrong", "lot-held", "lot-expired", "lot-not-available", "not-in-store", "pick-override-needed", "scan-unreadable", "expiry-differs")]
internal sealed record PickMaterial(
    DateTime AtUtc, string? LotNo = null, string? Scan = null, string? JobNo = null, string? WorkCentreNo = null, Quantity? Quantity = null,
    string? OverrideReason = null) : Command<MesDb, BookingView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<PickMaterial>("/api/mes/material-picks", MaterialArea.Move, "Pick material from the store to a line");

    public override async Task<Outcome<BookingView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } untimely) return untimely;
        var line = await LotFinder.Line(db, JobNo, WorkCentreNo, stop);
        if (line.Refusal is { } nowhere) return nowhere;
        var found = await LotFinder.Find(db, LotNo, Scan, by, stop);
        if (found.Refusal is { } unfound) return unfound;
        var (lot, (job, workCentreNo)) = (found.Value, line.Value);

        JobMaterial? need = null;
        if (job is not null)
        {
            var verified = await JobNeeds.Verify(db, job, lot, stop);
            if (verified.Refusal is { } wrong) return wrong;
            need = verified.Value;
        }
        if (await HoldBook.Fence(db, lot, stop) is { } held) return held;
        if (lot.Status != "available") return new Refusal("lot-not-available", $"Lot {lot.No} is in status {lot.Status} in stock and can't be picked yet.");
        if (lot.ExpiredOn(AtUtc)) return new Refusal("lot-expired", $"Lot {lot.No} expired on {lot.ExpiresOn:yyyy-MM-dd}. Pick another one.");

        var asked = await Amount(db, lot, need, workCentreNo, stop);
        if (asked.Refusal is { } odd) return odd;
        var amount = asked.Value;
        if (amount > lot.InStore)
            return new Refusal("not-in-store", $"Only {lot.InStore:0.######} {Units.Symbol(lot.Unit)} of lot {lot.No} is in the store.", Details: new { lot.No, lot.InStore });
        if (await FirstOut(db, lot, stop) is { } first && string.IsNullOrWhiteSpace(OverrideReason))
            return new Refusal("pick-override-needed",
                $"Lot {first.No} {(first.ExpiresOn is { } date ? $"expires on {date:yyyy-MM-dd}" : $"is there since {first.BornUtc:yyyy-MM-dd}")} and comes before lot {lot.No}. Pick it, or say why not.",
                Details: new { proposedLotNo = first.No, first.ExpiresOn, first.InStore });
        by.Why = OverrideReason;

        var movement = MaterialLedger.Of(lot, MovementKind.Picked, amount, Id, AtUtc, by, workCentreNo, job?.No, store: -amount, line: amount, note: OverrideReason);
        await MaterialLedger.Book(db, movement, stop);
        MaterialLedger.Tell(db, movement, MaterialUse.Picked, job, by);
        if (job is not null) db.Changed("mes.jobs", job.No);
        return new BookingView(Id, LotView.Of(lot), new(amount, lot.Unit), []);
    }

    private async Task<Outcome<decimal>> Amount(MesDb db, MaterialLot lot, JobMaterial? need, string workCentreNo, CancellationToken stop)
    {
        if (Quantity is { } given) return LotFinder.Amount(given, lot);
        if (lot.InStore <= 0) return new Refusal("not-in-store", $"Nothing of lot {lot.No} is in the store.");
        if (need is null) return lot.InStore;
        var there = (await FirstExpired.AtLine(db, workCentreNo, lot.ItemNo, lot.Revision, stop)).Where(each => each.Lot.Holds == 0).Sum(each => each.Quantity);
        var open = need.Quantity - need.CameWith - need.Consumed - there;
        return open > 0
            ? Math.Min(open, lot.InStore)
            : Refusal.Field("quantity-missing", "quantity", $"Job {need.JobNo} has all of {need.ItemNo} it needs at {workCentreNo}; say how much more you take.");
    }

    /// <summary>The lot that should go first instead of this one, or null when this one is right.</summary>
    private async Task<MaterialLot?> FirstOut(MesDb db, MaterialLot lot, CancellationToken stop)
    {
        if (lot.Serial) return null;
        var first = (await FirstExpired.InStore(db, lot.ItemNo, lot.Revision, stop))
            .FirstOrDefault(each => each.Holds == 0 && each.Status == "available" && !each.ExpiredOn(AtUtc));
        var same = first is null || first == lot || (first.ExpiresOn == lot.ExpiresOn && first.BornUtc == lot.BornUtc);
        return same ? null : first;
    }
}
