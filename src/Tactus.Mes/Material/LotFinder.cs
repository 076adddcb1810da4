using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>From what a person typed or scanned to the lot, the job and the amount it means.</summary>
internal static class LotFinder
{
    /// <summary>The lot of a typed number or of a label; a supplier's own lot number is understood when it means one lot only.</summary>
    internal static async Task<Outcome<MaterialLot>> Find(MesDb db, string? lotNo, string? scan, CommandContext by, CancellationToken stop)
    {
        if (lotNo is null == scan is null) return Refusal.Field("lot-missing", "lotNo", "Type a lot number or scan a label, one of them.");
        var text = lotNo ?? scan!.Trim();
        if (await LotBook.FindLot(db, text, stop) is { Wip: false } plain) return plain;
        if (lotNo is not null) return Unknown(lotNo);
        var read = ScanCode.Read(text, DateOnly.FromDateTime(by.NowUtc));
        if (read.Refusal is { } unreadable) return unreadable;
        var label = read.Value;
        MaterialLot? lot = null;
        foreach (var no in (string?[])[label.SerialNo, label.LotNo])
            if (lot is null && no is not null) lot = await LotBook.FindLot(db, no, stop);
        if (lot is null && label.LotNo is not null)
        {
            var theirs = await db.Lots.Where(each => each.SupplierLotNo == label.LotNo).Take(2).ToListAsync(stop);
            if (theirs.Count > 1) return new Refusal("lot-ambiguous", $"Several lots carry the supplier's number {label.LotNo}; scan the plant's own label.");
            lot = theirs.FirstOrDefault();
        }
        if (lot is null or { Wip: true }) return Unknown(label.SerialNo ?? label.LotNo!);
        if (label.ExpiresOn is { } printed && lot.ExpiresOn is { } known && printed != known)
            return new Refusal("expiry-differs", $"The label of lot {lot.No} says it expires on {printed:yyyy-MM-dd}, the books say {known:yyyy-MM-dd}. Ask quality before using it.");
        return lot;
    }

    /// <summary>The amount in the lot's unit, above zero.</summary>
    internal static Outcome<decimal> Amount(Quantity quantity, MaterialLot lot)
    {
        if (quantity.Fault() is { } fault) return Refusal.Field("quantity-invalid", "quantity", fault);
        if (quantity.Value <= 0) return Refusal.Field("quantity-invalid", "quantity", $"Give a quantity above zero in {lot.Unit}.");
        if (Units.Convert(quantity, lot.Unit) is not { } converted) return Refusal.Field("unit-wrong", "quantity.unit", $"Lot {lot.No} is kept in {lot.Unit}; {quantity.Unit} does not convert into it.");
        return converted.Fault() is { } odd ? Refusal.Field("quantity-invalid", "quantity", odd) : converted.Value;
    }

    /// <summary>A job by number.</summary>
    internal static async Task<Outcome<JobOrder>> Job(MesDb db, string jobNo, CancellationToken stop) =>
        await db.Jobs.FindAsync([jobNo], stop) is { } job ? job : Refusal.Unknown("job-unknown", $"There is no job {jobNo}.");

    /// <summary>The line that is meant: the job's, or the one that was named.</summary>
    internal static async Task<Outcome<(JobOrder? Job, string WorkCentreNo)>> Line(MesDb db, string? jobNo, string? workCentreNo, CancellationToken stop)
    {
        if (jobNo is not null)
        {
            var job = await Job(db, jobNo, stop);
            if (job.Refusal is { } refusal) return refusal;
            if (workCentreNo is not null && workCentreNo != job.Value.WorkCentreNo)
                return Refusal.Field("line-differs", "workCentreNo", $"Job {jobNo} runs at {job.Value.WorkCentreNo}, not at {workCentreNo}.");
            return (job.Value, job.Value.WorkCentreNo);
        }
        if (workCentreNo is null) return Refusal.Field("line-missing", "jobNo", "Name the job or the work centre.");
        if (!await db.Set<Equipment.EquipmentNode>().AnyAsync(node => node.No == workCentreNo && node.Level == Equipment.EquipmentLevel.WorkCentre, stop))
            return Refusal.Unknown("work-centre-unknown", $"There is no work centre {workCentreNo}.");
        return (null, workCentreNo);
    }

    /// <summary>How much of a lot is at a line.</summary>
    internal static async Task<decimal> AtLine(MesDb db, MaterialLot lot, string workCentreNo, CancellationToken stop) =>
        (await db.LotPlaces.FindAsync([lot.Id, workCentreNo], stop))?.Quantity ?? 0;

    /// <summary>Too little of a lot is at a line for what was asked.</summary>
    internal static Refusal NotAtLine(MaterialLot lot, string workCentreNo, decimal there) => new("not-at-line",
        $"Only {there:0.######} {Units.Symbol(lot.Unit)} of lot {lot.No} is at {workCentreNo}." + (lot.InStore > 0 ? $" {lot.InStore:0.######} {Units.Symbol(lot.Unit)} is in the store; pick it first." : ""),
        Details: new { lotNo = lot.No, workCentreNo, there, lot.InStore });

    private static Refusal Unknown(string no) => Refusal.Unknown("lot-unknown", $"There is no lot or serial number {no} in the plant.");
}
