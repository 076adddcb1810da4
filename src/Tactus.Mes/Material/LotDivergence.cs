using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>
/// The two halves say different things about a lot. Seen once it may be a message on its way; seen again it is real. A row stays after it is
/// resolved.
/// </summary>
internal sealed class LotDivergence : IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string LotNo { get; init; }
    public Guid? HoldId { get; init; }
    /// <summary>hold-missing-in-business, hold-missing-in-plant, hold-ended-in-plant, stock-free-while-held or quantity.</summary>
    public required string Kind { get; init; }
    public required string PlantSays { get; set; }
    public required string BusinessSays { get; set; }
    public DateTime FirstSeenUtc { get; init; }
    public DateTime LastSeenUtc { get; set; }
    /// <summary>How often it was found.</summary>
    public int Times { get; set; }
    public DateTime? ResolvedUtc { get; set; }
    public long Version { get; set; }
}

/// <summary>When the business half was asked about a lot last, and when it answered. Bookkeeping of the reconciler.</summary>
[NotAudited]
internal sealed class LotAsked
{
    public required string LotNo { get; init; }
    public Guid RequestId { get; set; }
    public DateTime AskedUtc { get; set; }
    /// <summary>The business half's clock in its newest answer, so that an older one that comes late is not believed.</summary>
    public DateTime? AnsweredUtc { get; set; }
}
