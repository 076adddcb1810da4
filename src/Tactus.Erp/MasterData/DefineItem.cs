using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.MasterData;

/// <summary>Makes an item, or changes it when the number exists. What is not sent is emptied, except where a field says otherwise.</summary>
/// <param name="Unit">UN/CEFACT code that stock and bills count in; fixed once a revision is released.</param>
/// <param name="Tracking">Fixed once a revision is released.</param>
/// <param name="ShelfLifeDays">1 to 36,500.</param>
/// <param name="StandardCost">Per base unit.</param>
/// <param name="LargestOrder">The most that one order line may ask for, in the base unit.</param>
/// <param name="Units">All alternative units; not sent: unchanged.</param>
/// <param name="Active">Not sent: unchanged, true for a new item.</param>
/// <param name="Revision">Made when the item does not have it; not sent: A for a new item.</param>
/// <param name="Release">Releases that revision at once, valid from the beginning.</param>
[Refuses("number-invalid", "text-invalid", "unit-unknown", "unit-invalid", "item-unit-fixed", "item-tracking-fixed", "phantom-tracked", "value-out-of-range",
    "money-invalid", "effectivity-same-start", "revision-state", "changed-meanwhile")]
internal sealed record DefineItem(
    string No, string Description, string Unit, ItemKind Kind, Tracking Tracking, int? ShelfLifeDays = null, string? Family = null,
    Money? StandardCost = null, decimal? LargestOrder = null, IReadOnlyList<UnitFactor>? Units = null, bool? Active = null,
    string? Revision = null, bool Release = false, string? Reason = null) : Command<ErpDb, ItemView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<DefineItem>("/api/erp/items", MasterDataArea.Write, "Make an item or change it");

    public override async Task<Outcome<ItemView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (Check() is { } wrong) return wrong;
        by.Why = Reason;
        var item = await db.Items.FindAsync([No], stop);
        var revisions = await db.ItemRevisions.Where(revision => revision.ItemNo == No).ToListAsync(stop);
        var units = await db.ItemUnits.Where(unit => unit.ItemNo == No).ToListAsync(stop);
        if (item is null)
        {
            if (by.IfMatch is not null) return Refusal.Unknown("item-unknown", $"There is no item {No} that could have been changed.");
            db.Add(item = new Item { No = No, Description = Description, Unit = Unit });
        }
        else
        {
            if (await db.Clash(item, No, by, stop) is { } clash) return clash;
            if (Fixed(item, revisions) is { } refusal) return refusal;
        }
        (item.Description, item.Unit, item.Kind, item.Tracking, item.ShelfLifeDays, item.Family) = (Description, Unit, Kind, Tracking, ShelfLifeDays, Family);
        (item.StandardCost, item.CostCurrency, item.LargestOrder) = (StandardCost?.Amount, StandardCost?.Currency, LargestOrder);
        item.Active = Active ?? item.Active;
        var touched = SetUnits(db, item, units);
        if (NewRevision(revisions) is { } name)
        {
            if (Release && Revisions.SameStart(No, revisions, null) is { } same) return same;
            var made = new ItemRevision
            {
                ItemNo = No,
                Revision = name,
                State = Release ? RevisionState.Released : RevisionState.Draft,
                ReleasedUtc = Release ? by.NowUtc : null,
            };
            db.Add(made);
            revisions.Add(made);
            touched = true;
        }
        else if (Release && revisions.Single(each => each.Revision == (Revision ?? revisions[0].Revision)) is { State: not RevisionState.Released } draft)
        {
            if (Revisions.Move($"Revision {draft.Revision} of {No}", draft.State, RevisionState.Released) is { } refusal) return refusal;
            if (Revisions.SameStart(No, revisions, draft.EffectiveFrom) is { } same) return same;
            (draft.State, draft.ReleasedUtc, touched) = (RevisionState.Released, by.NowUtc, true);
        }
        if (touched) db.Touch(item);
        if (db.Entry(item).State != EntityState.Unchanged)
        {
            Publication.Send(db, item, revisions, by.NowUtc.Day());
            db.Changed("erp.items", No);
        }
        return ItemView.Of(item, revisions, units, db.VersionAfterSave(item), by.NowUtc.Day());
    }

    private Refusal? Check()
    {
        var faults = new Faults();
        faults.No("no", No);
        faults.Text("description", Description);
        faults.Text("family", Family, 60, required: false);
        faults.Text("reason", Reason, 500, required: false);
        if (Revision is not null) faults.No("revision", Revision);
        faults.Require(Contracts.Units.Find(Unit) is not null, "unit-unknown", "unit",
            $"The unit '{Unit}' is not known; use a UN/CEFACT code such as C62 (piece) or KGM (kilogram).");
        if (ShelfLifeDays is { } days) faults.Between("shelfLifeDays", days, 1, 36_500);
        if (LargestOrder is { } most) faults.Between("largestOrder", most, 0.000001m, Quantity.Largest);
        faults.Price("standardCost", StandardCost);
        faults.Require(Kind != ItemKind.Phantom || Tracking == Tracking.None, "phantom-tracked", "tracking", "A phantom is never stocked, so it has neither lots nor serial numbers.");
        for (var i = 0; i < Units?.Count; i++)
        {
            var (unit, factor) = Units[i];
            var field = $"units[{i}]";
            if (Contracts.Units.Find(unit) is null) faults.Add("unit-unknown", field + ".unit", $"The unit '{unit}' is not known; packages are XBX (box), XCT (carton), XPK (package), XPX (pallet) and so on.");
            else if (Contracts.Units.Convert(new Quantity(1, unit), Unit) is not null)
                faults.Add("unit-invalid", field + ".unit", $"{unit} converts into {Unit} by itself and takes no factor.");
            faults.Between(field + ".factor", factor, 0.000001m, 1_000_000_000m);
            faults.Require(Units.Take(i).All(other => other.Unit != unit), "unit-invalid", field + ".unit", $"{unit} is listed twice.");
        }
        return faults.Refusal;
    }

    private Refusal? Fixed(Item item, List<ItemRevision> revisions)
    {
        // Bills, stock and plans of released revisions count in this unit and by these lots: another one would change their meaning.
        if (revisions.All(revision => revision.State == RevisionState.Draft)) return null;
        if (item.Unit != Unit)
            return Refusal.Field("item-unit-fixed", "unit", $"{No} is counted in {item.Unit} since it was released; make a new item, or give it {Unit} as a further unit.");
        if (item.Tracking != Tracking)
            return Refusal.Field("item-tracking-fixed", "tracking", $"{No} was released with tracking {Word(item.Tracking)}; stock and genealogy rely on it. Make a new item.");
        return null;
    }

    private static string Word(Tracking tracking) => tracking switch { Tracking.Lot => "by lot", Tracking.Serial => "by serial number", _ => "none" };

    private string? NewRevision(List<ItemRevision> revisions)
    {
        var name = Revision ?? (revisions.Count == 0 ? "A" : null);
        return name is null || revisions.Any(revision => revision.Revision == name) ? null : name;
    }

    private bool SetUnits(ErpDb db, Item item, List<ItemUnit> units)
    {
        if (Units is null) return false;
        var changed = false;
        foreach (var gone in units.Where(unit => Units.All(wanted => wanted.Unit != unit.Unit)).ToList())
        {
            db.Remove(gone);
            units.Remove(gone);
            changed = true;
        }
        foreach (var (unit, factor) in Units)
            if (units.FirstOrDefault(each => each.Unit == unit) is not { } known)
            {
                var added = new ItemUnit { ItemNo = item.No, Unit = unit, Factor = factor };
                db.Add(added);
                units.Add(added);
                changed = true;
            }
            else if (known.Factor != factor) (known.Factor, changed) = (factor, true);
        return changed;
    }
}

/// <summary>One of <paramref name="Unit"/> is <paramref name="Factor"/> of the item's base unit, e.g. XBX 20.</summary>
internal sealed record UnitFactor(string Unit, decimal Factor);
