using Tactus.Platform;

namespace Tactus.Erp.MasterData;

/// <summary>What customers and suppliers share.</summary>
internal abstract class Partner : IVersioned
{
    public required string No { get; init; }
    public required string Name { get; set; }
    public string? Address { get; set; }
    /// <summary>ISO 3166-1, two letters.</summary>
    public string? Country { get; set; }
    public string? Email { get; set; }
    public string? Phone { get; set; }
    public string? TaxNo { get; set; }
    /// <summary>ISO 4217 code that orders are in unless they say otherwise.</summary>
    public string? Currency { get; set; }
    /// <summary>Why nothing new is ordered with them; null: not blocked.</summary>
    public string? BlockedReason { get; set; }
    public long Version { get; set; }
}

/// <summary>Somebody who buys from us.</summary>
internal sealed class Customer : Partner;

/// <summary>Somebody we buy from.</summary>
internal sealed class Supplier : Partner;
