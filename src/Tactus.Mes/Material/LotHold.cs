using Tactus.Contracts.Messages;
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
    /// <summary>The recall that it is a part of; null for a hold of its own.</summary>
    public string? RecallNo { get; init; }
    /// <summary>Within a recall: it covers what is in process of this order, and not a lot.</summary>
    public string? OrderNo { get; init; }
    /// <summary>What quality asked to become of it, with <see cref="ReleaseAskedBy"/>.</summary>
    public Disposition Disposition { get; set; }
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

/// <summary>See the transitions in <see cref="HoldTransitions"/>.</summary>
internal enum HoldState
{
    /// <summary>The plant refuses to touch it; the business half has not answered yet.</summary>
    Fenced,
    /// <summary>The business half has blocked its stock.</summary>
    Confirmed,
    /// <summary>Quality asks to release it.</summary>
    ReleaseAsked,
    /// <summary>The business half has released it before the plant's quality asked; the fence stays until they do.</summary>
    ReleaseApproved,
    /// <summary>The fence is down.</summary>
    Ended,
    /// <summary>Both halves agreed to scrap it. The fence stays up for ever: what still turns up of it is not to be used.</summary>
    Scrapped,
}

/// <summary>What may happen to a hold. Whatever is not in this table is refused or, when a message says it, only noted.</summary>
internal static class HoldTransitions
{
    private static readonly HashSet<(HoldState From, HoldState To)> Allowed =
    [
        (HoldState.Fenced, HoldState.Confirmed),
        (HoldState.Fenced, HoldState.ReleaseAsked),
        (HoldState.Fenced, HoldState.ReleaseApproved),
        (HoldState.Confirmed, HoldState.ReleaseAsked),
        (HoldState.Confirmed, HoldState.ReleaseApproved),
        (HoldState.ReleaseAsked, HoldState.Ended),
        (HoldState.ReleaseAsked, HoldState.Scrapped),
        (HoldState.ReleaseApproved, HoldState.Ended),
    ];

    /// <summary>Nothing is left to decide.</summary>
    internal static bool Over(HoldState state) => state is HoldState.Ended or HoldState.Scrapped;

    internal static bool Allows(HoldState from, HoldState to) => Allowed.Contains((from, to));
}

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

/// <summary>What the business half answered about a hold, as it came. Append-only: a later answer does not erase what an earlier one listed.</summary>
internal sealed class HoldConfirmation
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid HoldId { get; init; }
    public bool Released { get; init; }
    /// <summary>JSON of the message's lists.</summary>
    public required string Blocked { get; init; }
    public required string ReservationsBroken { get; init; }
    public required string Shipped { get; init; }
    public DateTime AtUtc { get; init; }
    public DateTime ReceivedUtc { get; init; }
}
