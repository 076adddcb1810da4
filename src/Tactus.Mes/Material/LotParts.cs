using Tactus.Contracts;
using System.Globalization;
using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>What splitting and merging have in common.</summary>
internal static class LotParts
{
    /// <summary>Whether that much of a lot lies at the place.</summary>
    internal static async Task<Outcome<bool>> Place(MesDb db, MaterialLot lot, string? workCentreNo, decimal amount, CancellationToken stop)
    {
        if (workCentreNo is null)
            return amount <= lot.InStore ? true : new Refusal("not-in-store", $"Only {lot.InStore:0.######} {Units.Symbol(lot.Unit)} of lot {lot.No} is in the store.");
        var there = await LotFinder.AtLine(db, lot, workCentreNo, stop);
        return amount <= there ? true : LotFinder.NotAtLine(lot, workCentreNo, there);
    }

    /// <summary>The number of the new lot: the given one when it is free, else the old one with the next free ending.</summary>
    internal static async Task<Outcome<string>> Number(MesDb db, string? given, string old, string ending, CancellationToken stop)
    {
        if (given is not null)
        {
            if (given.Trim() != given || given.Length is 0 or > 60) return Refusal.Field("lot-number-invalid", "newLotNo", "A lot number has 1 to 60 characters and no blanks around it.");
            return await LotBook.FindLot(db, given, stop) is null ? given : new Refusal("lot-number-taken", $"There is already a lot {given}; give another number.");
        }
        for (var i = 1; ; i++)
        {
            var number = string.Create(CultureInfo.InvariantCulture, $"{old}-{ending}{i}");
            if (await LotBook.FindLot(db, number, stop) is null) return number;
        }
    }

    internal static MaterialLot Child(MaterialLot lot, string no, DateTime atUtc, DateOnly? expires = null, bool sameSupplierLot = true) => new()
    {
        No = no, ItemNo = lot.ItemNo, Revision = lot.Revision, Unit = lot.Unit, OrderNo = sameSupplierLot ? lot.OrderNo : null,
        SupplierNo = sameSupplierLot ? lot.SupplierNo : null, SupplierLotNo = sameSupplierLot ? lot.SupplierLotNo : null,
        Status = lot.Status, ExpiresOn = expires == DateOnly.MaxValue ? null : expires ?? lot.ExpiresOn, BornUtc = atUtc,
    };

    /// <summary>Moves an amount from one lot into another at the same place.</summary>
    internal static async Task Shift(
        MesDb db, MaterialLot from, MaterialLot to, MovementKind kind, EdgeKind edge, decimal amount, string? workCentreNo, Guid reportId, DateTime atUtc,
        CommandContext by, string? note, CancellationToken stop)
    {
        var (store, line) = workCentreNo is null ? (amount, 0m) : (0m, amount);
        await MaterialLedger.Book(db, MaterialLedger.Of(from, kind, -amount, reportId, atUtc, by, workCentreNo, store: -store, line: -line, note: note), stop);
        await MaterialLedger.Book(db, MaterialLedger.Of(to, kind, amount, reportId, atUtc, by, workCentreNo, store: store, line: line, note: note), stop);
        await Genealogy.Connect(db, from, to, edge, amount, null, reportId, atUtc, stop);
    }
}
