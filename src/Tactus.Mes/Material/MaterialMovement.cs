using Tactus.Platform;

namespace Tactus.Mes.Material;

/// <summary>
/// One booking of material in the plant. A lot's quantities are the sum of its movements; a correction is the opposite
/// movement that points at what it corrects. Quantities are in the lot's unit.
/// </summary>
[NotAudited]
internal sealed class MaterialMovement
{
    /// <summary>Also the report's identifier in the message to the business half.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();
    /// <summary>The command or production report it belongs to; one report can book several lots.</summary>
    public Guid ReportId { get; init; }
    public MovementKind Kind { get; init; }
    public long? LotId { get; init; }
    /// <summary>Null: the item was booked without a lot, because it is not tracked or none was known.</summary>
    public MaterialLot? Lot { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public required string Unit { get; init; }
    /// <summary>What people would say was moved; negative in a reversal.</summary>
    public decimal Quantity { get; init; }
    public decimal Store { get; init; }
    public decimal Line { get; init; }
    public decimal Consumed { get; init; }
    public decimal Produced { get; init; }
    public decimal Scrapped { get; init; }
    /// <summary>The line that <see cref="Line"/> is about.</summary>
    public string? WorkCentreNo { get; init; }
    public string? JobNo { get; init; }
    /// <summary>Booked by a report of good quantity, not by a person.</summary>
    public bool Backflushed { get; init; }
    public string? ReasonCode { get; init; }
    public string? Note { get; init; }
    public string? PersonNo { get; init; }
    /// <summary>The movement that this one undoes.</summary>
    public Guid? Reverses { get; init; }
    /// <summary>Undone by a later movement.</summary>
    public bool Reversed { get; set; }
    /// <summary>When it happened on the floor, UTC.</summary>
    public DateTime AtUtc { get; init; }
    public DateTime BookedUtc { get; init; }
}

internal enum MovementKind { Received, Picked, Returned, Consumed, Produced, Scrapped, SplitOff, Merged }

/// <summary>How much of a lot is at which line. Rebuildable from the movements.</summary>
[NotAudited]
internal sealed class LotPlace : IVersioned
{
    public long LotId { get; init; }
    public MaterialLot? Lot { get; init; }
    public required string WorkCentreNo { get; init; }
    public decimal Quantity { get; set; }
    public long Version { get; set; }
}

/// <summary>Something the plant booked although it could not be right, for a person to look at (ISA-95 has no word for it).</summary>
internal sealed class MaterialWarning : IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    /// <summary>no-lot-known, taken-from-store, held-lot-used, expired-lot-used or over-consumption.</summary>
    public required string Code { get; init; }
    public required string Text { get; init; }
    public required string JobNo { get; init; }
    public required string ItemNo { get; init; }
    public string? LotNo { get; init; }
    public decimal Quantity { get; set; }
    public required string Unit { get; init; }
    public Guid ReportId { get; init; }
    public DateTime AtUtc { get; init; }
    /// <summary>A person looked at it and wrote why it is settled; null while it is open.</summary>
    public string? SettledNote { get; set; }
    public DateTime? SettledUtc { get; set; }
    public long Version { get; set; }
}
