using Microsoft.EntityFrameworkCore;
using Tactus.Platform;

namespace Tactus.Erp.Stock;

/// <summary>
/// A lot or a serial unit (a lot of one) as the books know it. A hold may name a number before the books have heard of it;
/// then it stands here without an item, so that what arrives later is held at once.
/// </summary>
internal sealed class StockLot : IVersioned
{
    public required string No { get; init; }
    public string? ItemNo { get; set; }
    public string? Revision { get; set; }
    public bool Serial { get; set; }
    /// <summary>The order that made it; null for purchased lots.</summary>
    public string? WorkOrderNo { get; set; }
    public string? SupplierNo { get; set; }
    public string? SupplierLotNo { get; set; }
    public DateOnly? ExpiresOn { get; set; }
    public DateTime BornUtc { get; init; }
    /// <summary>Open holds that cover it.</summary>
    public int Holds { get; set; }
    /// <summary>In how many places and statuses it has been. Raised with each new one, so that a hold at the same moment meets it on the version.</summary>
    public int Spots { get; set; }
    public long Version { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<StockLot>(entity =>
    {
        entity.ToTable("stock_lots");
        entity.HasKey(lot => lot.No);
        entity.HasIndex(lot => lot.ItemNo);
        entity.HasIndex(lot => new { lot.SupplierNo, lot.SupplierLotNo });
    });

    /// <summary>Finds the lot or makes it; a number that only a hold knew gets its item now. Refuses a number that is another item's.</summary>
    internal static async Task<Outcome<StockLot>> Ensure(ErpDb db, string no, string itemNo, string revision, bool serial, DateTime atUtc, CancellationToken stop)
    {
        var lot = await db.StockLots.FindAsync([no], stop);
        if (lot is null) db.Add(lot = new StockLot { No = no, ItemNo = itemNo, Revision = revision, Serial = serial, BornUtc = atUtc });
        else if (lot.ItemNo is null) (lot.ItemNo, lot.Revision, lot.Serial) = (itemNo, revision, serial);
        else if (lot.ItemNo != itemNo)
            return Refusal.Field("lot-of-other-item", serial ? "serialNos" : "lotNo", $"{no} is a {(lot.Serial ? "serial number" : "lot")} of item {lot.ItemNo}, not of {itemNo}.");
        return lot;
    }
}
