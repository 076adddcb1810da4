using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Erp.Stock;

/// <summary>The only ways of a hold on the business side; anything else is refused or told as it is.</summary>
internal enum HoldState
{
    /// <summary>Stock is fenced.</summary>
    Open,
    /// <summary>The plant asks to release it; a person of the business decides.</summary>
    ReleaseAsked,
    /// <summary>Given free here; the plant lifts its fence next.</summary>
    Released,
    /// <summary>Over on both sides.</summary>
    Ended,
    /// <summary>Its stock was booked out as scrap; the lots stay fenced for what still turns up.</summary>
    Scrapped,
}

/// <summary>A hold of the plant as the business keeps it: which lots, since when, why, who gave them free.</summary>
internal sealed class StockHold : IVersioned
{
    /// <summary>The plant's identifier; there is one of these for each, however often the message comes.</summary>
    public Guid HoldId { get; init; }
    /// <summary>The lot that was held; the others descend from it.</summary>
    public required string LotNo { get; init; }
    public required string ReasonCode { get; init; }
    public required string Text { get; init; }
    public required string HeldBy { get; init; }
    /// <summary>When the plant fenced it; what left after this left too late.</summary>
    public DateTime HeldUtc { get; init; }
    /// <summary>When the business blocked it.</summary>
    public DateTime BlockedUtc { get; init; }
    public HoldState State { get; set; }
    /// <summary>The recall that it is a part of.</summary>
    public string? RecallNo { get; init; }
    /// <summary>What quality asked to become of it, with <see cref="AskedBy"/>.</summary>
    public Disposition Disposition { get; set; }
    public string? AskedBy { get; set; }
    public string? AskedReason { get; set; }
    public DateTime? AskedUtc { get; set; }
    public string? ReleasedBy { get; set; }
    public string? ReleaseReason { get; set; }
    public DateTime? ReleasedUtc { get; set; }
    public DateTime? EndedUtc { get; set; }
    public long Version { get; set; }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<StockHold>(entity =>
        {
            entity.ToTable("stock_holds");
            entity.HasKey(hold => hold.HoldId);
            entity.Property(hold => hold.State).HasConversion<string>();
            entity.HasIndex(hold => hold.State);
            entity.HasIndex(hold => hold.RecallNo);
            // Holds from before there was a choice were to be used again.
            entity.Property(hold => hold.Disposition).HasConversion<string>().HasDefaultValue(Disposition.Use);
        });
        model.Entity<StockHoldLot>(entity =>
        {
            entity.ToTable("stock_hold_lots");
            entity.HasKey(lot => new { lot.HoldId, lot.LotNo });
            entity.HasIndex(lot => lot.LotNo);
        });
    }

    /// <summary>Why a lot is held, for the sentence of a refusal.</summary>
    internal static async Task<string> Reasons(ErpDb db, string lotNo, CancellationToken stop)
    {
        var holds = await (from lot in db.StockHoldLots
                           where lot.LotNo == lotNo && !lot.Lifted
                           join hold in db.StockHolds on lot.HoldId equals hold.HoldId
                           select new { hold.ReasonCode, hold.Text, hold.LotNo, hold.HeldBy }).ToListAsync(stop);
        return string.Join("; ", holds.Select(hold => $"{hold.ReasonCode} ({hold.Text}) by {hold.HeldBy}" + (hold.LotNo == lotNo ? "" : $" on {hold.LotNo}, which it was made from")));
    }
}

/// <summary>A lot or serial that a hold covers.</summary>
internal sealed class StockHoldLot
{
    public Guid HoldId { get; init; }
    public required string LotNo { get; init; }
    /// <summary>The hold no longer covers it.</summary>
    public bool Lifted { get; set; }
}
