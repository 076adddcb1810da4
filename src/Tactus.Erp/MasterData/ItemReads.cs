using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform.Http;

namespace Tactus.Erp.MasterData;

/// <summary>An item with its revisions and units.</summary>
/// <param name="EffectiveRevision">The revision that is valid today; null when none is.</param>
internal sealed record ItemView(
    string No, string Description, string Unit, ItemKind Kind, Tracking Tracking, int? ShelfLifeDays, string? Family, Money? StandardCost,
    decimal? LargestOrder, bool Active, string? EffectiveRevision, IReadOnlyList<UnitFactor> Units, IReadOnlyList<ItemRevisionView> Revisions,
    long Version) : IVersionedView
{
    internal static ItemView Of(Item item, IEnumerable<ItemRevision> revisions, IEnumerable<ItemUnit> units, long version, DateOnly today)
    {
        var all = revisions.OrderBy(revision => revision.EffectiveFrom ?? DateOnly.MinValue).ThenBy(revision => revision.Revision, StringComparer.Ordinal).ToList();
        return new ItemView(item.No, item.Description, item.Unit, item.Kind, item.Tracking, item.ShelfLifeDays, item.Family, item.Cost,
            item.LargestOrder, item.Active, all.EffectiveOn(today)?.Revision,
            [.. units.OrderBy(unit => unit.Unit, StringComparer.Ordinal).Select(unit => new UnitFactor(unit.Unit, unit.Factor))],
            [.. all.Select(revision => new ItemRevisionView(revision.Revision, revision.State, revision.EffectiveFrom, revision.EffectiveTo, revision.Note, revision.ReleasedUtc))],
            version);
    }
}

/// <summary>A revision of an item, as it is read.</summary>
internal sealed record ItemRevisionView(
    string Revision, RevisionState State, DateOnly? EffectiveFrom, DateOnly? EffectiveTo, string? Note, DateTime? ReleasedUtc);

/// <summary>A row of the list of items.</summary>
internal sealed record ItemRow
{
    public required string No { get; init; }
    public required string Description { get; init; }
    public required string Unit { get; init; }
    public ItemKind Kind { get; init; }
    public Tracking Tracking { get; init; }
    public string? Family { get; init; }
    public int? ShelfLifeDays { get; init; }
    public bool Active { get; init; }
}

/// <summary>A row of the list of item revisions.</summary>
internal sealed record ItemRevisionRow
{
    /// <summary>Item and revision, e.g. PUMP-100/A.</summary>
    public required string Key { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public RevisionState State { get; init; }
    public DateOnly? EffectiveFrom { get; init; }
    public DateOnly? EffectiveTo { get; init; }
    public DateTime? ReleasedUtc { get; init; }
}

/// <summary>A bill that an item goes into, directly or through others.</summary>
/// <param name="Level">1: directly.</param>
/// <param name="Quantity">Per base quantity of that bill.</param>
/// <param name="Path">From that bill's item down to the one asked for.</param>
internal sealed record WhereUsedView(
    int Level, string ItemNo, string Description, string BillRevision, RevisionState State, int LineNo, Quantity Quantity, decimal BaseQuantity,
    int? OperationNo, DateOnly? EffectiveFrom, DateOnly? EffectiveTo, IReadOnlyList<string> Path);

internal static class ItemReads
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<ErpDb, ItemRow>("/api/erp/items", ErpPermissions.Read, "Items", nameof(ItemRow.No), (db, _) => db.Items.Select(item => new ItemRow
        {
            No = item.No,
            Description = item.Description,
            Unit = item.Unit,
            Kind = item.Kind,
            Tracking = item.Tracking,
            Family = item.Family,
            ShelfLifeDays = item.ShelfLifeDays,
            Active = item.Active,
        }));
        app.List<ErpDb, ItemRevisionRow>("/api/erp/item-revisions", ErpPermissions.Read, "Revisions of items", nameof(ItemRevisionRow.Key),
            (db, _) => db.ItemRevisions.Select(revision => new ItemRevisionRow
            {
                Key = revision.ItemNo + "/" + revision.Revision,
                ItemNo = revision.ItemNo,
                Revision = revision.Revision,
                State = revision.State,
                EffectiveFrom = revision.EffectiveFrom,
                EffectiveTo = revision.EffectiveTo,
                ReleasedUtc = revision.ReleasedUtc,
            }));
        app.Read("/api/erp/items/{no}", ErpPermissions.Read, "One item with its revisions and units",
            async (string no, ErpDb db, TimeProvider clock, CancellationToken stop) =>
                (await Find(db, Keys.FromPath(no), clock.GetUtcNow().UtcDateTime.Day(), stop)).OrUnknown("item-unknown", $"There is no item {no}."))
            .Returns<ItemView>();
        app.Read("/api/erp/items/{no}/where-used", ErpPermissions.Read, "Every bill that an item goes into, through all levels",
            async (string no, ErpDb db, CancellationToken stop) =>
                (await WhereUsed(db, Keys.FromPath(no), stop)).OrUnknown("item-unknown", $"There is no item {no}."))
            .Returns<IReadOnlyList<WhereUsedView>>();
    }

    private static async Task<ItemView?> Find(ErpDb db, string no, DateOnly today, CancellationToken stop)
    {
        if (await db.Items.FirstOrDefaultAsync(item => item.No == no, stop) is not { } item) return null;
        var revisions = await db.ItemRevisions.Where(revision => revision.ItemNo == no).ToListAsync(stop);
        var units = await db.ItemUnits.Where(unit => unit.ItemNo == no).ToListAsync(stop);
        return ItemView.Of(item, revisions, units, item.Version, today);
    }

    private static async Task<IReadOnlyList<WhereUsedView>?> WhereUsed(ErpDb db, string no, CancellationToken stop)
    {
        if (!await db.Items.AnyAsync(item => item.No == no, stop)) return null;
        var used = new List<WhereUsedView>();
        // Each item is followed upwards once, by the shortest way: a component of many assemblies would otherwise repeat their whole tops.
        var paths = new Dictionary<string, IReadOnlyList<string>> { [no] = [no] };
        List<string> frontier = [no];
        for (var level = 1; frontier.Count > 0; level++)
        {
            var lines = await (
                from line in db.BillLines
                where frontier.Contains(line.ComponentNo)
                join bill in db.Bills on new { line.ItemNo, Revision = line.BillRevision } equals new { bill.ItemNo, bill.Revision }
                join parent in db.Items on line.ItemNo equals parent.No
                join component in db.Items on line.ComponentNo equals component.No
                orderby line.ItemNo, line.BillRevision, line.LineNo
                select new { line, bill, parent.Description, component.Unit }).ToListAsync(stop);
            var next = new List<string>();
            foreach (var (line, bill, description, unit) in lines.Select(each => (each.line, each.bill, each.Description, each.Unit)))
            {
                var below = paths[line.ComponentNo];
                used.Add(new WhereUsedView(level, line.ItemNo, description, line.BillRevision, bill.State, line.LineNo, new Quantity(line.Quantity, unit),
                    bill.BaseQuantity, line.OperationNo, bill.EffectiveFrom, bill.EffectiveTo, [line.ItemNo, .. below]));
                if (paths.TryAdd(line.ItemNo, [line.ItemNo, .. below])) next.Add(line.ItemNo);
            }
            frontier = next;
        }
        return used;
    }
}
