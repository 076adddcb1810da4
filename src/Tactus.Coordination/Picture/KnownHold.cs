using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Coordination.Picture;

/// <summary>A hold as both halves told it.</summary>
[NotAudited]
internal sealed class KnownHold
{
    public Guid HoldId { get; init; }
    /// <summary>The lot that was held; the others descend from it.</summary>
    public required string LotNo { get; init; }
    /// <summary>The recall that it is a part of.</summary>
    public string? RecallNo { get; set; }
    public string? ReasonCode { get; set; }
    public string? Text { get; set; }
    public string? HeldBy { get; set; }
    /// <summary>When the plant fenced it; null while only the business half's answer was heard.</summary>
    public DateTime? HeldUtc { get; set; }
    /// <summary>Lots that have stock, the held one first.</summary>
    public List<string> LotNos { get; set; } = [];
    /// <summary>When the business half had blocked its stock.</summary>
    public DateTime? ConfirmedUtc { get; set; }
    /// <summary>When the business half answered that it had released it before.</summary>
    public DateTime? ReleasedUtc { get; set; }
    /// <summary>What customers have, each delivery once.</summary>
    public List<ShippedStock> Shipped { get; set; } = [];
    public DateTime? EndedUtc { get; set; }
    /// <summary>It ended because the goods were scrapped, not because they were found good.</summary>
    public bool Scrapped { get; set; }
}

/// <summary>A recall as the plant told it last.</summary>
[NotAudited]
internal sealed class KnownRecall
{
    public required string No { get; init; }
    public string? SupplierNo { get; init; }
    public string? SupplierLotNo { get; init; }
    public required string ReasonCode { get; init; }
    public required string Text { get; init; }
    /// <summary>Our lots that it began with.</summary>
    public List<string> LotNos { get; set; } = [];
    public int Lots { get; set; }
    public int Holds { get; set; }
    public int OpenHolds { get; set; }
    public DateTime DeclaredUtc { get; init; }
    public DateTime? ClosedUtc { get; set; }
    public DateTime ToldUtc { get; set; }
}
