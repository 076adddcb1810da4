using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.MasterData;

/// <summary>A revision of a bill with its lines.</summary>
internal sealed record BillView(
    string ItemNo, string Revision, string? ItemRevision, RevisionState State, DateOnly? EffectiveFrom, DateOnly? EffectiveTo, Quantity BaseQuantity,
    string? Note, IReadOnlyList<BillLineView> Lines, long Version) : IVersionedView
{
    internal static async Task<BillView> Of(ErpDb db, Bill bill, IEnumerable<BillLine> lines, string unit, long version, CancellationToken stop)
    {
        var sorted = lines.OrderBy(line => line.LineNo).ToList();
        var numbers = sorted.ConvertAll(line => line.ComponentNo);
        var components = await db.Items.AsNoTracking().Where(item => numbers.Contains(item.No)).ToDictionaryAsync(item => item.No, stop);
        return new BillView(bill.ItemNo, bill.Revision, bill.ItemRevision, bill.State, bill.EffectiveFrom, bill.EffectiveTo,
            new Quantity(bill.BaseQuantity, unit), bill.Note,
            [.. sorted.Select(line => new BillLineView(line.LineNo, line.ComponentNo, components[line.ComponentNo].Description, components[line.ComponentNo].Kind,
                line.ComponentRevision, new Quantity(line.Quantity, components[line.ComponentNo].Unit), line.OperationNo, line.ScrapPercent, line.Phantom,
                line.Backflush, line.EffectiveFrom, line.EffectiveTo))],
            version);
    }
}

/// <summary>A line of a bill, as it is read; the quantity is in the component's base unit.</summary>
internal sealed record BillLineView(
    int LineNo, string ComponentNo, string Description, ItemKind Kind, string? ComponentRevision, Quantity Quantity, int? OperationNo, decimal ScrapPercent,
    bool Phantom, bool Backflush, DateOnly? EffectiveFrom, DateOnly? EffectiveTo);

/// <summary>All bills of an item.</summary>
/// <param name="EffectiveRevision">The one that is valid today for the item's valid revision; null when none is.</param>
internal sealed record BillsOfItem(string ItemNo, string? EffectiveRevision, IReadOnlyList<BillView> Bills);

/// <summary>What a quantity of an item consists of, through all levels.</summary>
/// <param name="At">The UTC day that the revisions were chosen for.</param>
/// <param name="Totals">What is drawn in all, by item; phantoms are not in it.</param>
internal sealed record ExplosionView(
    string ItemNo, string? Revision, Quantity Quantity, DateOnly At, IReadOnlyList<ExplodedLine> Lines, IReadOnlyList<ExplodedTotal> Totals);

/// <summary>An item's total in an explosion, scrap included.</summary>
internal sealed record ExplodedTotal(string ItemNo, string Description, ItemKind Kind, Quantity Quantity);

/// <summary>A row of the list of bills.</summary>
internal sealed record BillRow
{
    /// <summary>Item and revision, e.g. PUMP-100/A.</summary>
    public required string Key { get; init; }
    public required string ItemNo { get; init; }
    public required string Description { get; init; }
    public required string Revision { get; init; }
    public string? ItemRevision { get; init; }
    public RevisionState State { get; init; }
    public DateOnly? EffectiveFrom { get; init; }
    public DateOnly? EffectiveTo { get; init; }
    public int Lines { get; init; }
}

internal static class BillReads
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<ErpDb, BillRow>("/api/erp/bills", ErpPermissions.Read, "Bills of material", nameof(BillRow.Key), (db, _) =>
        {
            var lines = db.BillLines;
            return from bill in db.Bills
                   join item in db.Items on bill.ItemNo equals item.No
                   select new BillRow
                   {
                       Key = bill.ItemNo + "/" + bill.Revision,
                       ItemNo = bill.ItemNo,
                       Description = item.Description,
                       Revision = bill.Revision,
                       ItemRevision = bill.ItemRevision,
                       State = bill.State,
                       EffectiveFrom = bill.EffectiveFrom,
                       EffectiveTo = bill.EffectiveTo,
                       Lines = lines.Count(line => line.ItemNo == bill.ItemNo && line.BillRevision == bill.Revision),
                   };
        });
        app.Read("/api/erp/bills/{itemNo}", ErpPermissions.Read, "All revisions of an item's bill",
            async (string itemNo, ErpDb db, TimeProvider clock, CancellationToken stop) =>
                (await OfItem(db, Keys.FromPath(itemNo), clock.GetUtcNow().UtcDateTime.Day(), stop)).OrUnknown("item-unknown", $"There is no item {itemNo}."))
            .Returns<BillsOfItem>();
        app.Read("/api/erp/bills/{itemNo}/{revision}", ErpPermissions.Read, "One revision of an item's bill",
            async (string itemNo, string revision, ErpDb db, CancellationToken stop) =>
                (await One(db, Keys.FromPath(itemNo), Keys.FromPath(revision), stop)).OrUnknown("bill-unknown", $"{itemNo} has no bill {revision}."))
            .Returns<BillView>();
        app.Read("/api/erp/bills/{itemNo}/explosion", ErpPermissions.Read,
            "What a quantity of an item consists of, all levels (quantity in its base unit, 1 when not given; at: a UTC day, today when not given; revision: of the item)",
            async (string itemNo, string? quantity, string? at, string? revision, ErpDb db, TimeProvider clock, CancellationToken stop) =>
                (await Explode(db, Keys.FromPath(itemNo), quantity, at, revision, clock.GetUtcNow().UtcDateTime.Day(), stop)).ToHttp())
            .Returns<ExplosionView>();
    }

    private static async Task<BillsOfItem?> OfItem(ErpDb db, string itemNo, DateOnly today, CancellationToken stop)
    {
        var structure = await BillStructure.Load(db, itemNo, today, stop);
        if (structure.Item(itemNo) is not { } item) return null;
        var views = new List<BillView>();
        foreach (var bill in await db.Bills.Where(bill => bill.ItemNo == itemNo).OrderBy(bill => bill.Revision).ToListAsync(stop))
            views.Add(await View(db, bill, item.Unit, stop));
        return new BillsOfItem(itemNo, structure.BillOf(itemNo, structure.RevisionOf(itemNo))?.Revision, views);
    }

    private static async Task<BillView?> One(ErpDb db, string itemNo, string revision, CancellationToken stop)
    {
        if (await db.Bills.FirstOrDefaultAsync(bill => bill.ItemNo == itemNo && bill.Revision == revision, stop) is not { } bill) return null;
        var unit = await db.Items.Where(item => item.No == itemNo).Select(item => item.Unit).SingleAsync(stop);
        return await View(db, bill, unit, stop);
    }

    private static async Task<BillView> View(ErpDb db, Bill bill, string unit, CancellationToken stop) =>
        await BillView.Of(db, bill, await db.BillLines.Where(line => line.ItemNo == bill.ItemNo && line.BillRevision == bill.Revision).ToListAsync(stop), unit, bill.Version, stop);

    private static async Task<Outcome<ExplosionView>> Explode(
        ErpDb db, string itemNo, string? quantityText, string? atText, string? revision, DateOnly today, CancellationToken stop)
    {
        var day = today;
        if (atText is not null && !DateOnly.TryParseExact(atText, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day))
            return Refusal.Field("date-invalid", "at", "at is a day such as 2026-03-02.");
        var value = 1m;
        if (quantityText is not null && !decimal.TryParse(quantityText, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value))
            return Refusal.Field("quantity-invalid", "quantity", "quantity is a number above zero such as 100 or 12.5.");
        var structure = await BillStructure.Load(db, itemNo, day, stop);
        if (structure.Item(itemNo) is not { } item) return Refusal.Unknown("item-unknown", $"There is no item {itemNo}.");
        var quantity = new Quantity(value, item.Unit);
        if (value <= 0 || quantity.Fault() is not null)
            return Refusal.Field("quantity-invalid", "quantity", quantity.Fault() ?? "quantity is a number above zero such as 100 or 12.5.");
        var lines = structure.Explode(itemNo, revision, value);
        if (lines.Refusal is { } refusal) return refusal;
        var totals = new Dictionary<string, ExplodedTotal>(StringComparer.Ordinal);
        Sum(lines.Value, totals);
        return new ExplosionView(itemNo, revision ?? structure.RevisionOf(itemNo), quantity, day, lines.Value,
            [.. totals.Values.OrderBy(total => total.ItemNo, StringComparer.Ordinal)]);
    }

    private static void Sum(IEnumerable<ExplodedLine> lines, Dictionary<string, ExplodedTotal> totals)
    {
        foreach (var line in lines)
        {
            if (!line.Phantom)
                totals[line.ItemNo] = totals.TryGetValue(line.ItemNo, out var total)
                    ? total with { Quantity = total.Quantity + line.WithScrap }
                    : new ExplodedTotal(line.ItemNo, line.Description, line.Kind, line.WithScrap);
            Sum(line.Lines, totals);
        }
    }
}
