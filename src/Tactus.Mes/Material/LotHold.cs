using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>
/// A lot, and all that descends from it now and later, is fenced in the plant until quality and the business half release
/// it (ISA-95 MaterialLot disposition).
/// </summary>
internal sealed class LotHold : IVersioned
{
    public Guid Id { get; init; }
    /// <summary>The lot that was held; what descends from it is in the members.</summary>
    public required string LotNo { get; init; }
    public required string ReasonCode { get; init; }
    public required string Text { get; init; }
    public required string HeldBy { get; init; }
    public HoldState State { get; set; }
    /// <summary>How many lots it covers.</summary>
    public int Lots { get; set; }
    /// <summary>1: something left for a customer after the fence was up; 2: an ordinary hold. It never goes down again.</summary>
    public int Severity { get; set; } = 2;
    /// <summary>When the person decided it, UTC.</summary>
    public DateTime AtUtc { get; init; }
    public DateTime? ConfirmedUtc { get; set; }
    public string? ReleaseReason { get; set; }
    public string? ReleaseAskedBy { get; set; }
    public DateTime? ReleaseAskedUtc { get; set; }
    public string? ReleaseApprovedBy { get; set; }
    public DateTime? EndedUtc { get; set; }
    public long Version { get; set; }
}

/// <summary>See the transitions in HoldTransitions.</summary>
internal enum HoldState { Fenced, Confirmed, ReleaseAsked, Ended }

/// <summary>A lot under a hold.</summary>
internal sealed class HoldMember
{
    public Guid HoldId { get; init; }
    public required string LotNo { get; init; }
    /// <summary>It descended from the held lot only after the hold began, or was found late.</summary>
    public bool Late { get; init; }
    public DateTime CoveredUtc { get; init; }
    public bool Ended { get; set; }
}
