using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>A job used material that lies at its line.</summary>
/// <param name="Quantity">Used, above zero, in the lot's unit or one that converts.</param>
/// <param name="SerialNos">Units that were taken out of the lot, where they have numbers; as many as the quantity.</param>
/// <param name="IntoSerialNo">The one unit that it was built into; otherwise it belongs to all that the job makes.</param>
/// <param name="AtUtc">When it was used. What was used before a hold began is a fact and is booked; what it went into comes under the hold.</param>
[Refuses("lot-unknown", "job-unknown", "job-not-started", "material-not-needed", "revision-wrong", "lot-held", "lot-expired", "not-at-line", "serials-differ", "serial-other-order", "lot-number-taken")]
internal sealed record ConsumeMaterial(
    string JobNo, Quantity Quantity, DateTime AtUtc, string? LotNo = null, string? Scan = null, IReadOnlyList<string>? SerialNos = null,
    string? IntoSerialNo = null) : Command<MesDb, BookingView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ConsumeMaterial>("/api/mes/material-consumptions", MaterialArea.Move, "Book material that a job used");

    public override async Task<Outcome<BookingView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } untimely) return untimely;
        var theJob = await LotFinder.Job(db, JobNo, stop);
        if (theJob.Refusal is { } unknown) return unknown;
        var job = theJob.Value;
        if (job.State == JobState.Waiting || (job.State == JobState.Cancelled && job.Started == 0))
            return new Refusal("job-not-started", $"Job {job.No} has not been started; start it before booking material.");
        var found = await LotFinder.Find(db, LotNo, Scan, by, stop);
        if (found.Refusal is { } unfound) return unfound;
        var lot = found.Value;
        var verified = await JobNeeds.Verify(db, job, lot, stop);
        if (verified.Refusal is { } wrong) return wrong;
        var need = verified.Value;
        var warnings = new List<string>();
        if (await HoldBook.Fence(db, lot, stop) is { } held)
        {
            if ((await HoldBook.OpenHolds(db, lot.No, stop)).Exists(hold => hold.AtUtc <= AtUtc)) return held;
            warnings.Add("held-lot-used");
        }
        if (lot.ExpiredOn(AtUtc)) return new Refusal("lot-expired", $"Lot {lot.No} expired on {lot.ExpiresOn:yyyy-MM-dd}.");
        var asked = LotFinder.Amount(Quantity, lot);
        if (asked.Refusal is { } odd) return odd;
        var amount = asked.Value;
        var there = await LotFinder.AtLine(db, lot, job.WorkCentreNo, stop);
        if (amount > there) return LotFinder.NotAtLine(lot, job.WorkCentreNo, there);

        var target = await Target(db, job, by, stop);
        if (target.Refusal is { } no) return no;
        var units = await Units(db, lot, job, amount, by, stop);
        if (units.Refusal is { } unfit) return unfit;
        foreach (var (unit, quantity) in units.Value)
        {
            var movement = MaterialLedger.Of(unit, MovementKind.Consumed, quantity, Id, AtUtc, by, job.WorkCentreNo, job.No, line: -quantity, consumed: quantity);
            await MaterialLedger.Book(db, movement, stop);
            MaterialLedger.Tell(db, movement, MaterialUse.Consumed, job, by);
            await Genealogy.Connect(db, unit, target.Value, EdgeKind.Consumed, quantity, job.No, Id, AtUtc, stop);
        }
        need.Consumed += amount;
        if (warnings.Count > 0)
            Backflush.Warn(db, "held-lot-used", $"Lot {lot.No} was used before it was held; what it went into is on hold now.", job, need, lot, amount, Id, AtUtc);
        // What replaces scrap was started on top of the plan and has its own need.
        var planned = Math.Max(need.Quantity, decimal.Round(need.PerUnit * job.Started, 6));
        if (need.Consumed + Math.Max(0, need.CameWith) > planned)
        {
            warnings.Add("over-consumption");
            Backflush.Warn(db, "over-consumption", $"Job {job.No} has used {need.Consumed:0.######} {Contracts.Units.Symbol(need.Unit)} of {need.ItemNo}; {planned:0.######} was planned.",
                job, need, lot, Math.Min(amount, need.Consumed + Math.Max(0, need.CameWith) - planned), Id, AtUtc);
        }
        db.Changed("mes.jobs", job.No);
        return new BookingView(Id, LotView.Of(lot), new(amount, lot.Unit), warnings);
    }

    private async Task<Outcome<MaterialLot>> Target(MesDb db, JobOrder job, CommandContext by, CancellationToken stop)
    {
        if (IntoSerialNo is null) return await LotBook.WorkInProcess(db, job, AtUtc, stop);
        var unit = await LotBook.Output(db, job, IntoSerialNo, serial: true, AtUtc, by, stop);
        if (unit.Done && unit.Value.OrderNo != job.OrderNo)
            return new Refusal("serial-other-order", $"Unit {IntoSerialNo} belongs to order {unit.Value.OrderNo}, not to {job.OrderNo}.");
        return unit;
    }

    // Units with numbers leave the lot first, so that each is a node of its own in the genealogy.
    private async Task<Outcome<List<(MaterialLot Lot, decimal Quantity)>>> Units(
        MesDb db, MaterialLot lot, JobOrder job, decimal amount, CommandContext by, CancellationToken stop)
    {
        if (SerialNos is not { Count: > 0 } || (lot.Serial && SerialNos is [var own] && own == lot.No)) return new List<(MaterialLot, decimal)> { (lot, amount) };
        if (lot.Serial || SerialNos.Count != amount || SerialNos.Distinct(StringComparer.Ordinal).Count() != SerialNos.Count)
            return Refusal.Field("serials-differ", "serialNos", $"Give one serial number for each of the {amount:0.######} units, each once; {SerialNos.Count} came.");
        var units = new List<(MaterialLot, decimal)>();
        foreach (var no in SerialNos)
        {
            if (no.Trim() != no || no.Length is 0 or > 60) return Refusal.Field("lot-number-invalid", "serialNos", "A serial number has 1 to 60 characters and no blanks around it.");
            if (await LotBook.FindLot(db, no, stop) is { } known && (known.InLotNo != lot.No || known.AtLine > 0 || known.Consumed > 0 || known.InStore > 0))
                return new Refusal("serial-taken", $"Serial number {no} is already known as item {known.ItemNo}; a unit is used once.");
            var unit = await LotBook.FindLot(db, no, stop);
            if (unit is null)
                db.Lots.Add(unit = new MaterialLot
                {
                    No = no, ItemNo = lot.ItemNo, Revision = lot.Revision, Unit = lot.Unit, Serial = true, InLotNo = lot.No, SupplierNo = lot.SupplierNo,
                    ExpiresOn = lot.ExpiresOn, BornUtc = AtUtc,
                });
            await MaterialLedger.Book(db, MaterialLedger.Of(lot, MovementKind.SplitOff, 1, Id, AtUtc, by, job.WorkCentreNo, job.No, line: -1), stop);
            await MaterialLedger.Book(db, MaterialLedger.Of(unit, MovementKind.SplitOff, 1, Id, AtUtc, by, job.WorkCentreNo, job.No, line: 1), stop);
            await Genealogy.Connect(db, lot, unit, EdgeKind.Member, 1, job.No, Id, AtUtc, stop);
            units.Add((unit, 1));
        }
        return units;
    }
}
