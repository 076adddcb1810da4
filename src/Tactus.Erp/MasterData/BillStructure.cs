using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Platform;

namespace Tactus.Erp.MasterData;

/// <summary>The bills below an item, all levels, as they are valid on a day.</summary>
internal sealed class BillStructure
{
    private readonly Dictionary<string, Item> items = [];
    private readonly Dictionary<string, List<ItemRevision>> revisions = [];
    private readonly Dictionary<string, List<Bill>> bills = [];
    private ILookup<(string, string), BillLine> lines = Enumerable.Empty<BillLine>().ToLookup(line => (line.ItemNo, line.BillRevision));

    private int exploded;

    /// <summary>Lines that one explosion may have: shared components repeat under each parent, and a careless structure would fill the memory.</summary>
    private const int MostLines = 50_000;

    private BillStructure(DateOnly day) => Day = day;

    /// <summary>The UTC day that revisions are chosen for.</summary>
    internal DateOnly Day { get; }

    /// <summary>Reads an item and everything below it: a few queries a level, not one an item.</summary>
    internal static async Task<BillStructure> Load(ErpDb db, string itemNo, DateOnly day, CancellationToken stop)
    {
        var structure = new BillStructure(day);
        var all = new List<BillLine>();
        var seen = new HashSet<string> { itemNo };
        for (List<string> level = [itemNo]; level.Count > 0;)
        {
            var numbers = level;
            foreach (var item in await db.Items.AsNoTracking().Where(item => numbers.Contains(item.No)).ToListAsync(stop)) structure.items[item.No] = item;
            foreach (var group in (await db.ItemRevisions.AsNoTracking().Where(revision => numbers.Contains(revision.ItemNo)).ToListAsync(stop)).GroupBy(revision => revision.ItemNo))
                structure.revisions[group.Key] = [.. group];
            foreach (var group in (await db.Bills.AsNoTracking().Where(bill => numbers.Contains(bill.ItemNo) && bill.State == RevisionState.Released).ToListAsync(stop)).GroupBy(bill => bill.ItemNo))
                structure.bills[group.Key] = [.. group];
            var below = await db.BillLines.AsNoTracking().Where(line => numbers.Contains(line.ItemNo)).ToListAsync(stop);
            all.AddRange(below);
            level = [.. below.Select(line => line.ComponentNo).Distinct().Where(seen.Add)];
        }
        structure.lines = all.ToLookup(line => (line.ItemNo, line.BillRevision));
        return structure;
    }

    /// <summary>The item, when it is known here.</summary>
    internal Item? Item(string no) => items.GetValueOrDefault(no);

    /// <summary>The item's revision that is valid on the day; null when none is.</summary>
    internal string? RevisionOf(string itemNo) => revisions.GetValueOrDefault(itemNo)?.EffectiveOn(Day)?.Revision;

    /// <summary>The released bill that is valid on the day: one made for this revision of the item before one for all of them.</summary>
    internal Bill? BillOf(string itemNo, string? itemRevision)
    {
        if (!bills.TryGetValue(itemNo, out var known)) return null;
        return known.Where(bill => bill.ItemRevision is not null && bill.ItemRevision == itemRevision).EffectiveOn(Day)
            ?? known.Where(bill => bill.ItemRevision is null).EffectiveOn(Day);
    }

    /// <summary>What an order of an item draws: one level, phantoms replaced by what they consist of. For planning and release.</summary>
    /// <param name="itemNo">Made here.</param>
    /// <param name="itemRevision">Null: the one valid on the day.</param>
    /// <param name="quantity">Good quantity, above zero, in the item's base unit.</param>
    internal Outcome<OrderMaterials> ForOrder(string itemNo, string? itemRevision, decimal quantity)
    {
        if (Item(itemNo) is null) return Refusal.Unknown("item-unknown", $"There is no item {itemNo}.");
        if (BillOf(itemNo, itemRevision ?? RevisionOf(itemNo)) is not { } bill)
            return new Refusal("bill-missing", $"{itemNo} has no released bill that is valid on {Day:yyyy-MM-dd}.");
        var found = new List<OrderMaterial>();
        if (Through(bill, quantity, null, null, [itemNo], found) is { } refusal) return refusal;
        // The same item may come in through several phantoms: one requirement an operation.
        var merged = new List<OrderMaterial>();
        foreach (var group in found.GroupBy(each => (each.ItemNo, each.Revision, each.OperationNo, each.Backflush)))
        {
            var item = items[group.Key.ItemNo];
            merged.Add(group.First() with
            {
                Net = group.Sum(each => each.Net),
                Quantity = Rounded(group.Sum(each => each.Net), item),
                WithScrap = Rounded(group.Sum(each => each.Gross), item),
                Gross = group.Sum(each => each.Gross),
                PerUnit = group.Sum(each => each.Net) / quantity,
            });
        }
        return new OrderMaterials(bill.Revision, merged);
    }

    private Refusal? Through(Bill bill, decimal quantity, int? operationNo, bool? backflush, List<string> path, List<OrderMaterial> found)
    {
        foreach (var line in Lines(bill))
        {
            var (net, gross) = Amounts(bill, line, quantity);
            if (gross > Quantity.Largest)
                return new Refusal("quantity-invalid", $"{line.ComponentNo} would be needed in a quantity larger than any stock can be.", RefusalKind.Field);
            var component = items[line.ComponentNo];
            var revision = line.ComponentRevision ?? RevisionOf(component.No);
            // What a phantom consists of is used where the phantom is used.
            var operation = operationNo ?? line.OperationNo;
            var booked = backflush ?? line.Backflush;
            if (Explodes(line, component))
            {
                if (path.Contains(component.No)) return Circle([.. path, component.No]);
                if (BillOf(component.No, revision) is not { } below)
                    return new Refusal("bill-missing", $"The phantom {component.No} in {string.Join(" > ", path)} has no released bill that is valid on {Day:yyyy-MM-dd}.");
                path.Add(component.No);
                if (Through(below, gross, operation, backflush ?? (line.Backflush ? true : null), path, found) is { } refusal) return refusal;
                path.RemoveAt(path.Count - 1);
            }
            else
            {
                if (revision is null)
                    return new Refusal("revision-missing", $"{component.No} has no released revision that is valid on {Day:yyyy-MM-dd}.");
                found.Add(new OrderMaterial(component.No, revision, component.Unit, 0, 0, 0, component.Tracking, component.Kind, operation, booked) { Net = net, Gross = gross });
            }
        }
        return null;
    }

    /// <summary>The whole tree below an item for a quantity of it.</summary>
    internal Outcome<IReadOnlyList<ExplodedLine>> Explode(string itemNo, string? itemRevision, decimal quantity) =>
        BillOf(itemNo, itemRevision ?? RevisionOf(itemNo)) is { } bill
            ? Level(bill, quantity, [itemNo])
            : new Refusal("bill-missing", $"{itemNo} has no released bill that is valid on {Day:yyyy-MM-dd}.");

    private Outcome<IReadOnlyList<ExplodedLine>> Level(Bill bill, decimal quantity, List<string> path)
    {
        var level = new List<ExplodedLine>();
        foreach (var line in Lines(bill))
        {
            var (net, gross) = Amounts(bill, line, quantity);
            if (gross > Quantity.Largest)
                return new Refusal("quantity-invalid", $"{line.ComponentNo} would be needed in a quantity larger than any stock can be.", RefusalKind.Field);
            var component = items[line.ComponentNo];
            var revision = line.ComponentRevision ?? RevisionOf(component.No);
            if (path.Contains(component.No)) return Circle([.. path, component.No]);
            if (++exploded > MostLines) return new Refusal("explosion-too-large", $"The explosion has more than {MostLines} lines; look at its components one by one.");
            var explodes = Explodes(line, component);
            var withScrap = explodes ? decimal.Round(gross, 6) : Rounded(gross, component);
            IReadOnlyList<ExplodedLine> below = [];
            if (BillOf(component.No, revision) is { } next && component.Kind != ItemKind.Purchased)
            {
                path.Add(component.No);
                // A phantom is not made in pieces, so nothing is rounded on the way through it; a made component is.
                var deeper = Level(next, explodes ? gross : withScrap, path);
                path.RemoveAt(path.Count - 1);
                if (deeper.Refusal is { } refusal) return refusal;
                below = deeper.Value;
            }
            level.Add(new ExplodedLine(path.Count, bill.ItemNo, bill.Revision, line.LineNo, component.No, component.Description, revision, component.Kind, explodes,
                new Quantity(explodes ? decimal.Round(net, 6) : Rounded(net, component), component.Unit), new Quantity(withScrap, component.Unit),
                line.ScrapPercent, line.OperationNo, line.Backflush, below));
        }
        return level;
    }

    private IEnumerable<BillLine> Lines(Bill bill) => lines[(bill.ItemNo, bill.Revision)].Where(line => line.ValidOn(Day)).OrderBy(line => line.LineNo);

    private static bool Explodes(BillLine line, Item component) => line.Phantom || component.Kind == ItemKind.Phantom;

    private static (decimal Net, decimal Gross) Amounts(Bill bill, BillLine line, decimal quantity)
    {
        // Multiplied before divided: 7 of 10,000 pieces of a bill for 10,000 stay exactly 7.
        var net = quantity * line.Quantity / bill.BaseQuantity;
        return (net, line.ScrapPercent == 0 ? net : quantity * line.Quantity * 100 / (bill.BaseQuantity * (100 - line.ScrapPercent)));
    }

    /// <summary>As stock can count it: six decimals, and whole numbers upwards where the unit is counted whole.</summary>
    private static decimal Rounded(decimal value, Item item)
    {
        var exact = decimal.Round(value, 6);
        return Units.Find(item.Unit)!.Whole ? decimal.Ceiling(exact) : exact;
    }

    /// <summary>Refuses components that already contain the item, naming the way round.</summary>
    /// <param name="db">The half.</param>
    /// <param name="itemNo">Whose bill it is.</param>
    /// <param name="components">What it would contain.</param>
    /// <param name="stop">Ends the look-up.</param>
    internal static async Task<Refusal?> Cycle(ErpDb db, string itemNo, IEnumerable<string> components, CancellationToken stop)
    {
        var above = new Dictionary<string, string>();
        var level = new List<string>();
        foreach (var component in components.Distinct())
        {
            if (component == itemNo) return Circle([itemNo, itemNo]);
            above[component] = itemNo;
            level.Add(component);
        }
        while (level.Count > 0)
        {
            var numbers = level;
            // Whatever the days on which they are valid: effectivity moves, and a circle would come to light at the worst time.
            var edges = await (
                from line in db.BillLines.AsNoTracking()
                join bill in db.Bills on new { line.ItemNo, Revision = line.BillRevision } equals new { bill.ItemNo, bill.Revision }
                where numbers.Contains(line.ItemNo) && bill.State != RevisionState.Obsolete
                orderby line.ItemNo, line.LineNo
                select new { line.ItemNo, line.ComponentNo }).ToListAsync(stop);
            level = [];
            foreach (var edge in edges)
            {
                if (edge.ComponentNo == itemNo)
                {
                    List<string> way = [itemNo];
                    for (var at = edge.ItemNo; at != itemNo; at = above[at]) way.Add(at);
                    way.Add(itemNo);
                    way.Reverse();
                    return Circle(way);
                }
                if (above.TryAdd(edge.ComponentNo, edge.ItemNo)) level.Add(edge.ComponentNo);
            }
        }
        return null;
    }

    private static Refusal Circle(IReadOnlyList<string> way) =>
        new("bill-cycle", $"{way[^1]} would contain itself: {string.Join(" > ", way)}.", Details: new { path = way });
}

/// <summary>What an order draws and by which bill.</summary>
internal sealed record OrderMaterials(string BillRevision, IReadOnlyList<OrderMaterial> Materials);

/// <summary>One material of an order.</summary>
/// <param name="Quantity">For the whole order, without scrap, in <paramref name="Unit"/>; whole numbers where the unit is counted whole.</param>
/// <param name="WithScrap">To be drawn, the line's scrap included.</param>
/// <param name="PerUnit">Per good unit of the order, without scrap, as exact as a decimal can be.</param>
/// <param name="OperationNo">Null: the routing's first operation.</param>
internal sealed record OrderMaterial(
    string ItemNo, string Revision, string Unit, decimal Quantity, decimal WithScrap, decimal PerUnit, Contracts.Messages.Tracking Tracking, ItemKind Kind,
    int? OperationNo, bool Backflush)
{
    /// <summary>Unrounded, so that what comes in through several phantoms is rounded once.</summary>
    internal decimal Net { get; init; }
    internal decimal Gross { get; init; }
}

/// <summary>A line of an explosion with what is below it.</summary>
/// <param name="Level">1: directly in the item asked for.</param>
/// <param name="ParentNo">Whose bill the line stands in.</param>
/// <param name="Revision">Null: no revision of it is valid on the day.</param>
/// <param name="Phantom">Replaced by the lines below it.</param>
/// <param name="Quantity">As it ends up in the product.</param>
/// <param name="WithScrap">To be drawn; what is below is for this much.</param>
internal sealed record ExplodedLine(
    int Level, string ParentNo, string BillRevision, int LineNo, string ItemNo, string Description, string? Revision, ItemKind Kind, bool Phantom,
    Quantity Quantity, Quantity WithScrap, decimal ScrapPercent, int? OperationNo, bool Backflush, IReadOnlyList<ExplodedLine> Lines);
