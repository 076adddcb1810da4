using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Erp.Stock;

/// <summary>
/// Tells the plant what the business did to a lot: it came, left, was found or lost, or its status changed. The plant keeps its
/// own figure of what is in the store, and the reconciler compares the two.
/// </summary>
internal static class PlantNews
{
    /// <summary>Only lots and serials, and only what changes how much there is or what may become of it; where a lot lies is the store's affair.</summary>
    internal static async Task Tell(ErpDb db, StockMove move, CancellationToken stop)
    {
        var no = move.SerialNo.Length > 0 ? move.SerialNo : move.LotNo;
        if (no.Length == 0) return;
        var (came, left) = (StockPlaces.IsReal(move.ToPlace), StockPlaces.IsReal(move.FromPlace));
        if (!came && !left) return;
        var quantity = came && left ? 0 : came ? move.Quantity : -move.Quantity;
        if (quantity == 0 && move.FromStatus == move.ToStatus) return;
        var lot = await db.StockLots.FindAsync([no], stop);
        // Each move has an identifier of its own: a receipt of many serials is many facts for the plant.
        db.Send(new MaterialLotReceived(move.Id, no, move.ItemNo, move.Revision, new Quantity(quantity, move.Unit), came ? move.ToPlace : move.FromPlace,
            TactusJson.Word(came ? move.ToStatus : move.FromStatus), lot?.ExpiresOn, lot?.SupplierNo, lot?.SupplierLotNo, move.AtUtc));
    }
}
