using Microsoft.EntityFrameworkCore;
using Tactus.Platform;

namespace Tactus.Erp.MasterData;

/// <summary>What a place is for. The virtual ones are where stock comes from and goes to, so that every move has two ends.</summary>
internal enum PlaceKind
{
    /// <summary>Holds warehouses and lines, no stock of its own.</summary>
    Site,
    /// <summary>Stock, and bins.</summary>
    Warehouse,
    /// <summary>A place within a warehouse.</summary>
    Bin,
    /// <summary>At a work centre, for its operations.</summary>
    Line,
    /// <summary>Waits for a decision of quality.</summary>
    Quality,
    /// <summary>Virtual: at suppliers, before receipt.</summary>
    Supplier,
    /// <summary>Virtual: at customers, after shipment.</summary>
    Shipped,
    /// <summary>Virtual: went into products or comes out of production.</summary>
    Production,
    /// <summary>Virtual: scrapped.</summary>
    Scrap,
    /// <summary>Virtual: found or lost by counting and adjusting.</summary>
    Difference,
}

/// <summary>A node of the tree of places where stock is (ISA-95 StorageZone, StorageUnit).</summary>
[Remembered]
internal sealed class Place : IVersioned
{
    public required string No { get; init; }
    public required string Name { get; set; }
    public PlaceKind Kind { get; init; }
    public string? ParentNo { get; set; }
    /// <summary>For lines: the work centre they feed.</summary>
    public string? WorkCentreNo { get; set; }
    /// <summary>False: nothing new is put there.</summary>
    public bool Active { get; set; } = true;
    public long Version { get; set; }

    /// <summary>Has no shelf: its balance may be below zero and counts for nobody's stock.</summary>
    internal bool IsVirtual => Kind >= PlaceKind.Supplier;

    /// <summary>Whether stock can lie there.</summary>
    internal bool HoldsStock => Kind != PlaceKind.Site;

    /// <summary>Which kinds a place of a kind may stand in; the virtual ones stand in nothing.</summary>
    internal static readonly IReadOnlyDictionary<PlaceKind, PlaceKind[]> Parents = new Dictionary<PlaceKind, PlaceKind[]>
    {
        [PlaceKind.Site] = [],
        [PlaceKind.Warehouse] = [PlaceKind.Site],
        [PlaceKind.Bin] = [PlaceKind.Warehouse, PlaceKind.Quality],
        [PlaceKind.Line] = [PlaceKind.Site, PlaceKind.Warehouse],
        [PlaceKind.Quality] = [PlaceKind.Site, PlaceKind.Warehouse],
        [PlaceKind.Supplier] = [],
        [PlaceKind.Shipped] = [],
        [PlaceKind.Production] = [],
        [PlaceKind.Scrap] = [],
        [PlaceKind.Difference] = [],
    };

    /// <summary>The one virtual place of a kind; made when it is first needed, so that no setup can forget it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The kind is not virtual.</exception>
    internal static async Task<Place> Virtual(ErpDb db, PlaceKind kind, CancellationToken stop)
    {
        if (kind < PlaceKind.Supplier) throw new ArgumentOutOfRangeException(nameof(kind), kind, "Only virtual places are made by themselves.");
        var found = db.Places.Local.FirstOrDefault(place => place.Kind == kind)
            ?? await db.Places.Where(place => place.Kind == kind).OrderBy(place => place.No).FirstOrDefaultAsync(stop);
        if (found is null) db.Add(found = new Place { No = kind.ToString().ToUpperInvariant(), Name = kind.ToString(), Kind = kind });
        return found;
    }
}
