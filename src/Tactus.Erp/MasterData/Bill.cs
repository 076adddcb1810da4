using Tactus.Platform;

namespace Tactus.Erp.MasterData;

/// <summary>What an item is made of, one level (ISA-95: the material part of a ProductDefinition). Several revisions, one valid on a day.</summary>
internal sealed partial class Bill : IVersioned, IRevision
{
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    /// <summary>Only for this revision of the item; null: for all of them.</summary>
    public string? ItemRevision { get; set; }
    public RevisionState State { get; set; }
    public DateOnly? EffectiveFrom { get; set; }
    public DateOnly? EffectiveTo { get; set; }
    /// <summary>The lines' quantities are for this many of the item's base unit, e.g. kilograms per 10,000 pieces.</summary>
    public decimal BaseQuantity { get; set; } = 1;
    public string? Note { get; set; }
    public long Version { get; set; }
}

/// <summary>One component of a bill.</summary>
internal sealed class BillLine
{
    public required string ItemNo { get; init; }
    public required string BillRevision { get; init; }
    public int LineNo { get; init; }
    public required string ComponentNo { get; init; }
    /// <summary>Null: the component's revision that is valid on the day.</summary>
    public string? ComponentRevision { get; init; }
    /// <summary>Per <see cref="Bill.BaseQuantity"/>, in the component's base unit, as it ends up in the product.</summary>
    public decimal Quantity { get; init; }
    /// <summary>Operation of the item's routing that uses it; null: its first.</summary>
    public int? OperationNo { get; init; }
    /// <summary>Share of what is drawn that is lost, 0 to below 100: 95 that arrive need 100 drawn at 5 %.</summary>
    public decimal ScrapPercent { get; init; }
    /// <summary>Its own bill's lines stand in for it, though the item can be stocked elsewhere. Phantom items always do.</summary>
    public bool Phantom { get; init; }
    /// <summary>Booked by the report of good quantity, not by a person.</summary>
    public bool Backflush { get; init; }
    public DateOnly? EffectiveFrom { get; init; }
    public DateOnly? EffectiveTo { get; init; }

    internal bool ValidOn(DateOnly day) => (EffectiveFrom ?? DateOnly.MinValue) <= day && (EffectiveTo ?? DateOnly.MaxValue) >= day;
}
