using Microsoft.EntityFrameworkCore;
using Tactus.Platform;

namespace Tactus.Erp.Stock;

/// <summary>
/// How much of something is at a place in a status: the sum of its moves, kept up to date by every move so that nobody
/// adds up the ledger to answer a question. <see cref="StockVerifier"/> proves that it is the sum.
/// </summary>
[NotAudited]
internal sealed class StockBalance : IVersioned
{
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public required string LotNo { get; init; }
    public required string SerialNo { get; init; }
    public required string Place { get; init; }
    public StockStatus Status { get; init; }
    /// <summary>In the item's base unit. Below zero only at <see cref="StockPlaces.Unbooked"/>.</summary>
    public decimal Quantity { get; set; }
    public required string Unit { get; init; }
    /// <summary>
    /// An open hold covers the lot or serial: nothing of it may be used, whatever its status. Kept beside the status and not
    /// in its place, so that the end of the last of several holds gives back exactly what was there before.
    /// </summary>
    public bool Held { get; set; }
    public DateTime MovedUtc { get; set; }
    public long Version { get; set; }

    internal StockKey Key => new(ItemNo, Revision, LotNo, SerialNo);

    /// <summary>What of it may be used.</summary>
    internal decimal Usable => Status == StockStatus.Available && !Held && StockPlaces.IsReal(Place) ? Quantity : 0;

    internal static void Map(ModelBuilder model) => model.Entity<StockBalance>(entity =>
    {
        entity.ToTable("stock_balances");
        entity.HasKey(balance => new { balance.ItemNo, balance.Revision, balance.LotNo, balance.SerialNo, balance.Place, balance.Status });
        entity.Property(balance => balance.Status).HasConversion<string>();
        entity.Ignore(balance => balance.Key);
        entity.Ignore(balance => balance.Usable);
        entity.HasIndex(balance => balance.LotNo);
        entity.HasIndex(balance => balance.SerialNo);
        entity.HasIndex(balance => balance.Place);
    });
}

/// <summary>
/// Totals of one item and revision over all real places. Every change of what may be used passes through this one row, so
/// that a reservation and a shipment at the same moment meet on its version and one of them is decided anew.
/// </summary>
[NotAudited]
internal sealed class ItemStock : IVersioned
{
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    /// <summary>In real places, in any status.</summary>
    public decimal OnHand { get; set; }
    /// <summary>Of it available and not held.</summary>
    public decimal Available { get; set; }
    /// <summary>Of the available, promised to work orders. Never above it.</summary>
    public decimal Reserved { get; set; }
    public long Version { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<ItemStock>(entity =>
    {
        entity.ToTable("item_stock");
        entity.HasKey(stock => new { stock.ItemNo, stock.Revision });
    });
}
