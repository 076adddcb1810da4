using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.MasterData;

/// <summary>Makes a place, or changes it when the number exists. Its kind stays. The virtual places are made by Tactus where they are missing.</summary>
/// <param name="ParentNo">Where it stands: a warehouse in a site, a bin in a warehouse, a line in a site or warehouse.</param>
/// <param name="WorkCentreNo">For lines: the work centre they feed.</param>
/// <param name="Active">False: nothing new is put there. Not sent: unchanged, true for a new one.</param>
[Refuses("number-invalid", "text-invalid", "place-kind-fixed", "place-number-reserved", "place-virtual-twice", "place-parent-invalid", "place-parent-unknown", "place-cycle",
    "work-centre-unknown", "work-centre-misplaced", "line-twice", "changed-meanwhile")]
internal sealed record DefinePlace(
    string No, string Name, PlaceKind Kind, string? ParentNo = null, string? WorkCentreNo = null, bool? Active = null, string? Reason = null)
    : Command<ErpDb, PlaceView>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<DefinePlace>("/api/erp/places", MasterDataArea.Write, "Make a place or change it");
        app.List<ErpDb, PlaceRow>("/api/erp/places", ErpPermissions.Read, "Places of stock", nameof(PlaceRow.No), (db, _) => db.Places.Select(place => new PlaceRow
        {
            No = place.No,
            Name = place.Name,
            Kind = place.Kind,
            ParentNo = place.ParentNo,
            WorkCentreNo = place.WorkCentreNo,
            Active = place.Active,
        }));
        app.Read("/api/erp/places/{no}", ErpPermissions.Read, "One place with the way to it and what stands in it", async (string no, ErpDb db, CancellationToken stop) =>
            (await Find(db, Keys.FromPath(no), stop)).OrUnknown("place-unknown", $"There is no place {no}.")).Returns<PlaceView>();
    }

    public override async Task<Outcome<PlaceView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var faults = new Faults();
        faults.No("no", No);
        faults.Text("name", Name);
        faults.Text("reason", Reason, 500, required: false);
        if (faults.Refusal is { } wrong) return wrong;
        by.Why = Reason;
        var place = await db.Places.FindAsync([No], stop);
        if (place is null)
        {
            if (await Newcomer(db, stop) is { } refusal) return refusal;
            db.Add(place = new Place { No = No, Name = Name, Kind = Kind });
        }
        else
        {
            if (await db.Clash(place, No, by, stop) is { } clash) return clash;
            if (place.Kind != Kind)
                return Refusal.Field("place-kind-fixed", "kind", $"{No} is a {place.Kind.ToString().ToLowerInvariant()}; moves of stock rely on it. Make a new place.");
        }
        if (await Parent(db, stop) is { } misplaced) return misplaced;
        if (await WorkCentre(db, stop) is { } unfit) return unfit;
        (place.Name, place.ParentNo, place.WorkCentreNo, place.Active) = (Name, ParentNo, WorkCentreNo, Active ?? place.Active);
        if (db.Entry(place).State != EntityState.Unchanged) db.Changed("erp.places", No);
        return new PlaceView(No, Name, Kind, place.IsVirtual, place.HoldsStock, ParentNo, WorkCentreNo, place.Active,
            await Way(db, ParentNo, stop), await Inside(db, No, stop), db.VersionAfterSave(place));
    }

    private async Task<Refusal?> Newcomer(ErpDb db, CancellationToken stop)
    {
        foreach (var kind in Enum.GetValues<PlaceKind>().Where(kind => kind >= PlaceKind.Supplier))
            if (kind != Kind && string.Equals(No, kind.ToString(), StringComparison.OrdinalIgnoreCase))
                return Refusal.Field("place-number-reserved", "no", $"{No} is kept for the virtual place of that name.");
        // Stock that comes from or goes to the outside must find one place, not choose among several.
        if (Kind >= PlaceKind.Supplier && await db.Places.Where(place => place.Kind == Kind).Select(place => place.No).FirstOrDefaultAsync(stop) is { } there)
            return new Refusal("place-virtual-twice", $"{there} is the virtual place of this kind; there is one only.");
        return null;
    }

    private async Task<Refusal?> Parent(ErpDb db, CancellationToken stop)
    {
        var allowed = Place.Parents[Kind];
        if (ParentNo is null)
            return Kind == PlaceKind.Bin ? Refusal.Field("place-parent-invalid", "parentNo", "A bin stands in a warehouse or a quality place; name it.") : null;
        if (await db.Places.FindAsync([ParentNo], stop) is not { } parent)
            return Refusal.Field("place-parent-unknown", "parentNo", $"There is no place {ParentNo}.");
        if (!allowed.Contains(parent.Kind))
            return Refusal.Field("place-parent-invalid", "parentNo", allowed.Length == 0
                ? $"A place of the kind {Kind.ToString().ToLowerInvariant()} stands in no other."
                : $"{ParentNo} is a {parent.Kind.ToString().ToLowerInvariant()}; this stands in a {string.Join(" or a ", allowed.Select(kind => kind.ToString().ToLowerInvariant()))}.");
        // The kinds alone rule circles out (each stands in a higher one); this holds should the table ever change.
        return (await Way(db, ParentNo, stop)).Contains(No)
            ? Refusal.Field("place-cycle", "parentNo", $"{No} would stand in itself.")
            : null;
    }

    private async Task<Refusal?> WorkCentre(ErpDb db, CancellationToken stop)
    {
        if (WorkCentreNo is null) return null;
        if (Kind != PlaceKind.Line) return Refusal.Field("work-centre-misplaced", "workCentreNo", "Only a line feeds a work centre.");
        if (!await db.WorkCentres.AnyAsync(centre => centre.No == WorkCentreNo, stop))
            return Refusal.Field("work-centre-unknown", "workCentreNo", $"There is no work centre {WorkCentreNo}.");
        return await db.Places.Where(place => place.WorkCentreNo == WorkCentreNo && place.No != No).Select(place => place.No).FirstOrDefaultAsync(stop) is { } other
            ? Refusal.Field("line-twice", "workCentreNo", $"The work centre {WorkCentreNo} is fed by {other} already; consumption could not tell the two apart.")
            : null;
    }

    private static async Task<PlaceView?> Find(ErpDb db, string no, CancellationToken stop) =>
        await db.Places.FirstOrDefaultAsync(place => place.No == no, stop) is { } place
            ? new PlaceView(place.No, place.Name, place.Kind, place.IsVirtual, place.HoldsStock, place.ParentNo, place.WorkCentreNo, place.Active,
                await Way(db, place.ParentNo, stop), await Inside(db, no, stop), place.Version)
            : null;

    /// <summary>From the top down to the given place.</summary>
    private static async Task<IReadOnlyList<string>> Way(ErpDb db, string? no, CancellationToken stop)
    {
        var way = new List<string>();
        for (var at = no; at is not null && !way.Contains(at);)
        {
            way.Insert(0, at);
            var current = at;
            at = await db.Places.Where(place => place.No == current).Select(place => place.ParentNo).FirstOrDefaultAsync(stop);
        }
        return way;
    }

    private static async Task<IReadOnlyList<string>> Inside(ErpDb db, string no, CancellationToken stop) =>
        await db.Places.Where(place => place.ParentNo == no).OrderBy(place => place.No).Select(place => place.No).ToListAsync(stop);
}

/// <summary>A place, as it is read.</summary>
/// <param name="Virtual">Has no shelf; its balance is the other end of moves.</param>
/// <param name="Way">The places it stands in, from the top.</param>
/// <param name="Inside">The places that stand directly in it.</param>
internal sealed record PlaceView(
    string No, string Name, PlaceKind Kind, bool Virtual, bool HoldsStock, string? ParentNo, string? WorkCentreNo, bool Active,
    IReadOnlyList<string> Way, IReadOnlyList<string> Inside, long Version) : IVersionedView;

/// <summary>A row of the list of places.</summary>
internal sealed record PlaceRow
{
    public required string No { get; init; }
    public required string Name { get; init; }
    public PlaceKind Kind { get; init; }
    public string? ParentNo { get; init; }
    public string? WorkCentreNo { get; init; }
    public bool Active { get; init; }
}
