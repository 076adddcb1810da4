using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Erp.MasterData;

/// <summary>How an item comes about.</summary>
internal enum ItemKind
{
    /// <summary>Bought from suppliers.</summary>
    Purchased,
    /// <summary>Made by work orders along a bill and a routing.</summary>
    Made,
    /// <summary>Only a group in bills: never stocked, its bill's lines stand in for it.</summary>
    Phantom,
}

/// <summary>Something that is bought, made, stocked or sold (ISA-95 MaterialDefinition).</summary>
[Remembered]
internal sealed partial class Item : IVersioned
{
    public required string No { get; init; }
    public required string Description { get; set; }
    /// <summary>Stock, bills and plans count in it: UN/CEFACT code.</summary>
    public required string Unit { get; set; }
    public Tracking Tracking { get; set; }
    public ItemKind Kind { get; set; }
    /// <summary>Days from making or receipt to expiry; null: does not expire.</summary>
    public int? ShelfLifeDays { get; set; }
    /// <summary>For lists and rules, e.g. a product family.</summary>
    public string? Family { get; set; }
    /// <summary>Per unit of <see cref="Unit"/>.</summary>
    public decimal? StandardCost { get; set; }
    public string? CostCurrency { get; set; }
    /// <summary>The most that one order line may ask for, in <see cref="Unit"/>: catches a slipped zero. Null: no limit of its own.</summary>
    public decimal? LargestOrder { get; set; }
    /// <summary>False: nothing new is ordered, made or bought.</summary>
    public bool Active { get; set; } = true;
    public long Version { get; set; }

    internal Money? Cost => StandardCost is { } amount && CostCurrency is { } currency ? new Money(amount, currency) : null;

    /// <summary>
    /// An amount in the item's own unit: by the item's factors first (a box of this item), then by the units' dimension (g to kg).
    /// </summary>
    /// <param name="quantity">In any unit that the item knows.</param>
    /// <param name="units">The item's alternative units.</param>
    /// <param name="field">Where the quantity stood in the request.</param>
    internal Outcome<Quantity> InBaseUnit(Quantity quantity, IEnumerable<ItemUnit> units, string field = "quantity")
    {
        if (quantity.Fault() is { } fault) return Refusal.Field("quantity-invalid", field, fault);
        Quantity converted;
        if (units.FirstOrDefault(unit => unit.Unit == quantity.Unit) is { } own)
        {
            if (quantity.Value > Quantity.Largest / own.Factor) return Refusal.Field("quantity-invalid", field, "The quantity is larger than any stock can be.");
            converted = new Quantity(decimal.Round(quantity.Value * own.Factor, 6), Unit);
        }
        else if (Units.Convert(quantity, Unit) is { } plain) converted = plain;
        else
            return Refusal.Field("unit-mismatch", field,
                $"{No} is counted in {Unit} ({Units.Find(Unit)!.Name}); {quantity.Unit} does not convert into it. Use {Unit} or give the item a factor for {quantity.Unit}.");
        return converted.Fault() is { } misfit
            ? Refusal.Field("quantity-invalid", field, $"{quantity} of {No} is {converted}. {misfit}")
            : converted;
    }
}

/// <summary>A further unit of an item, e.g. 1 box = 20 pieces.</summary>
[Remembered]
internal sealed class ItemUnit
{
    public required string ItemNo { get; init; }
    public required string Unit { get; init; }
    /// <summary>How many of the item's base unit one of this is.</summary>
    public decimal Factor { get; set; }
}

/// <summary>A state of an item's design (ISA-95: version of a MaterialDefinition).</summary>
[Remembered]
internal sealed class ItemRevision : IVersioned, IRevision
{
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public RevisionState State { get; set; }
    public DateOnly? EffectiveFrom { get; set; }
    public DateOnly? EffectiveTo { get; set; }
    public string? Note { get; set; }
    public DateTime? ReleasedUtc { get; set; }
    public long Version { get; set; }
}
