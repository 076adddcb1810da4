using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.MasterData;

/// <summary>
/// Makes a revision of an item's bill, or changes it when it exists. A draft changes freely; once released its lines are
/// frozen, since orders were planned by them: its effectivity can be closed and it can be retired.
/// </summary>
/// <param name="ItemRevision">Only for this revision of the item; not sent: for all.</param>
/// <param name="BaseQuantity">What the lines' quantities are for; not sent: one base unit of the item.</param>
/// <param name="EffectiveFrom">First day (UTC) it is valid; not sent: from the beginning.</param>
/// <param name="EffectiveTo">Last day it is valid; not sent: until a later one takes over.</param>
[Refuses("item-unknown", "item-not-made", "revision-unknown", "bill-empty", "bill-released", "bill-cycle", "component-unknown", "component-inactive",
    "component-not-released", "component-twice", "line-twice", "unit-mismatch", "quantity-invalid", "value-out-of-range", "effectivity-invalid",
    "effectivity-same-start", "revision-state", "reason-missing", "changed-meanwhile")]
internal sealed record DefineBill(
    string ItemNo, string Revision, RevisionState State, IReadOnlyList<BillLineInput> Lines, string? ItemRevision = null, Quantity? BaseQuantity = null,
    DateOnly? EffectiveFrom = null, DateOnly? EffectiveTo = null, string? Note = null, string? Reason = null) : Command<ErpDb, BillView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<DefineBill>("/api/erp/bills", MasterDataArea.Write, "Make, change, release or retire a revision of a bill");

    public override async Task<Outcome<BillView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (Check() is { } wrong) return wrong;
        by.Why = Reason;
        if (await db.Items.FindAsync([ItemNo], stop) is not { } item) return Refusal.Unknown("item-unknown", $"There is no item {ItemNo}.");
        if (item.Kind == ItemKind.Purchased)
            return new Refusal("item-not-made", $"{ItemNo} is purchased, so it has no bill; make it a made or phantom item first.");
        if (ItemRevision is not null && !await db.ItemRevisions.AnyAsync(each => each.ItemNo == ItemNo && each.Revision == ItemRevision, stop))
            return Refusal.Field("revision-unknown", "itemRevision", $"{ItemNo} has no revision {ItemRevision}.");
        var units = await db.ItemUnits.Where(unit => unit.ItemNo == ItemNo).ToListAsync(stop);
        var baseQuantity = BaseQuantity is { } given ? item.InBaseUnit(given, units, "baseQuantity") : new Quantity(1, item.Unit);
        if (baseQuantity.Refusal is { } misfit) return misfit;
        var read = await ReadLines(db, stop);
        if (read.Refusal is { } bad) return bad;

        // Two bills at once could close a circle, or begin on the same day, without either seeing the other.
        await NumberSeries.Meet(db, "bills:", stop);
        var bills = await db.Bills.Where(each => each.ItemNo == ItemNo).ToListAsync(stop);
        var bill = bills.FirstOrDefault(each => each.Revision == Revision);
        var stored = await db.BillLines.Where(line => line.ItemNo == ItemNo && line.BillRevision == Revision).OrderBy(line => line.LineNo).ToListAsync(stop);
        var same = bill is not null && bill.BaseQuantity == baseQuantity.Value.Value && bill.ItemRevision == ItemRevision
            && Text(stored).SequenceEqual(Text(read.Value));
        if (bill is null)
        {
            if (State == RevisionState.Obsolete)
                return new Refusal("revision-state", $"Bill {Revision} of {ItemNo} is not there yet, so it can't become obsolete.");
            db.Add(bill = new Bill { ItemNo = ItemNo, Revision = Revision });
        }
        else
        {
            if (await db.Clash(bill, $"{ItemNo}/{Revision}", by, stop) is { } clash) return clash;
            if (Frozen(bill, same) is { } frozen) return frozen;
        }
        if (State == RevisionState.Released)
        {
            var rivals = bills.Where(each => each != bill && each.ItemRevision == ItemRevision);
            if (Revisions.SameStart($"the bill of {ItemNo}", rivals, EffectiveFrom) is { } start) return start;
            if (bill.State == RevisionState.Draft && await Releasable(db, read.Value, stop) is { } unready) return unready;
        }
        if (!same)
        {
            // Draft or new: nobody was planned by the old lines.
            if (await BillStructure.Cycle(db, ItemNo, read.Value.Select(line => line.ComponentNo), stop) is { } cycle) return cycle;
            db.RemoveRange(stored);
            Replace(db, stored, read.Value);
            db.Touch(bill);
        }
        (bill.State, bill.EffectiveFrom, bill.EffectiveTo, bill.Note) = (State, EffectiveFrom, EffectiveTo, Note);
        (bill.BaseQuantity, bill.ItemRevision) = (baseQuantity.Value.Value, ItemRevision);
        if (db.Entry(bill).State != EntityState.Unchanged) db.Changed("erp.items", ItemNo);
        return await BillView.Of(db, bill, read.Value, item.Unit, db.VersionAfterSave(bill), stop);
    }

    private Refusal? Check()
    {
        var faults = new Faults();
        faults.No("itemNo", ItemNo);
        faults.No("revision", Revision);
        faults.Text("note", Note, 500, required: false);
        faults.Text("reason", Reason, 500, required: false);
        faults.Span("effectiveTo", EffectiveFrom, EffectiveTo);
        if (BaseQuantity is { } quantity) faults.Above("baseQuantity", quantity);
        faults.Require(Lines.Count is > 0 and <= 1000, "bill-empty", "lines", "A bill has 1 to 1000 lines.");
        for (var i = 0; i < Lines.Count; i++)
        {
            var line = Lines[i];
            faults.Above($"lines[{i}].quantity", line.Quantity);
            faults.Between($"lines[{i}].scrapPercent", line.ScrapPercent, 0, 99);
            faults.Span($"lines[{i}].effectiveTo", line.EffectiveFrom, line.EffectiveTo);
            if (line.LineNo is { } no) faults.Between($"lines[{i}].lineNo", no, 1, 99_999);
            if (line.OperationNo is { } operation) faults.Between($"lines[{i}].operationNo", operation, 1, 99_999);
        }
        return faults.Refusal;
    }

    private async Task<Outcome<IReadOnlyList<BillLine>>> ReadLines(ErpDb db, CancellationToken stop)
    {
        var numbers = Lines.Select(line => line.ComponentNo).Distinct().ToList();
        var components = await db.Items.Where(item => numbers.Contains(item.No)).ToDictionaryAsync(item => item.No, stop);
        var units = (await db.ItemUnits.Where(unit => numbers.Contains(unit.ItemNo)).ToListAsync(stop)).ToLookup(unit => unit.ItemNo);
        var revisions = (await db.ItemRevisions.Where(revision => numbers.Contains(revision.ItemNo)).ToListAsync(stop)).ToLookup(revision => revision.ItemNo);
        var read = new List<BillLine>();
        for (var i = 0; i < Lines.Count; i++)
        {
            var line = Lines[i];
            if (!components.TryGetValue(line.ComponentNo, out var component))
                return Refusal.Field("component-unknown", $"lines[{i}].componentNo", $"There is no item {line.ComponentNo}.");
            if (line.ComponentRevision is { } pinned && revisions[line.ComponentNo].All(revision => revision.Revision != pinned))
                return Refusal.Field("revision-unknown", $"lines[{i}].componentRevision", $"{line.ComponentNo} has no revision {pinned}.");
            var quantity = component.InBaseUnit(line.Quantity, units[component.No], $"lines[{i}].quantity");
            // A tenth of a piece per unit is fine in a bill (a box for ten); only whole orders are counted whole.
            if (quantity.Refusal is { Code: "quantity-invalid" } && line.Quantity.Unit == component.Unit) quantity = line.Quantity;
            if (quantity.Refusal is { } misfit) return misfit;
            read.Add(new BillLine
            {
                ItemNo = ItemNo,
                BillRevision = Revision,
                LineNo = line.LineNo ?? (i + 1) * 10,
                ComponentNo = line.ComponentNo,
                ComponentRevision = line.ComponentRevision,
                Quantity = quantity.Value.Value,
                OperationNo = line.OperationNo,
                ScrapPercent = line.ScrapPercent,
                Phantom = line.Phantom,
                Backflush = line.Backflush,
                EffectiveFrom = line.EffectiveFrom,
                EffectiveTo = line.EffectiveTo,
            });
        }
        if (read.GroupBy(line => line.LineNo).FirstOrDefault(group => group.Count() > 1) is { } doubled)
            return Refusal.Field("line-twice", "lines", $"Two lines have the number {doubled.Key}.");
        foreach (var group in read.GroupBy(line => (line.ComponentNo, line.OperationNo)))
            if (group.OrderBy(line => line.EffectiveFrom ?? DateOnly.MinValue).Aggregate((Last: (DateOnly?)null, Twice: false), (seen, line) =>
                (line.EffectiveTo ?? DateOnly.MaxValue, seen.Twice || (seen.Last is { } last && (line.EffectiveFrom ?? DateOnly.MinValue) <= last))).Twice)
                return Refusal.Field("component-twice", "lines", $"{group.Key.ComponentNo} stands twice at the same operation on the same days; add the quantities up in one line.");
        return read;
    }

    private Refusal? Frozen(Bill bill, bool same)
    {
        var what = $"Bill {Revision} of {ItemNo}";
        if (Revisions.Move(what, bill.State, State) is { } refusal) return refusal;
        if (bill.State == RevisionState.Draft) return null;
        if (!same) return new Refusal("bill-released", $"{what} is {Revisions.Word(bill.State)}; its lines can't change any more. Make a new revision with its first day.");
        if (bill.EffectiveFrom != EffectiveFrom)
            return Refusal.Field("bill-released", "effectiveFrom", $"{what} was released; its first day can't move any more. Its last day can.");
        if (bill.State == RevisionState.Released && State == RevisionState.Obsolete && string.IsNullOrWhiteSpace(Reason))
            return Refusal.Field("reason-missing", "reason", "Say why a released bill is taken out of use.");
        return null;
    }

    private static async Task<Refusal?> Releasable(ErpDb db, IReadOnlyList<BillLine> lines, CancellationToken stop)
    {
        var numbers = lines.Select(line => line.ComponentNo).Distinct().ToList();
        var inactive = await db.Items.Where(item => numbers.Contains(item.No) && !item.Active).Select(item => item.No).ToListAsync(stop);
        if (inactive.Count > 0) return new Refusal("component-inactive", $"These components are not in use any more: {string.Join(", ", inactive)}.");
        var released = await db.ItemRevisions.Where(revision => numbers.Contains(revision.ItemNo) && revision.State == RevisionState.Released)
            .Select(revision => new { revision.ItemNo, revision.Revision }).ToListAsync(stop);
        var missing = lines.Where(line => !released.Any(each => each.ItemNo == line.ComponentNo && (line.ComponentRevision is null || each.Revision == line.ComponentRevision)))
            .Select(line => line.ComponentRevision is null ? line.ComponentNo : $"{line.ComponentNo}/{line.ComponentRevision}").Distinct().ToList();
        return missing.Count == 0 ? null
            : new Refusal("component-not-released", $"Release these components first: {string.Join(", ", missing)}.");
    }

    private static void Replace(ErpDb db, List<BillLine> stored, IReadOnlyList<BillLine> wanted)
    {
        foreach (var line in wanted)
            if (stored.FirstOrDefault(old => old.LineNo == line.LineNo) is { } old)
            {
                // A line whose number stays is one change in the ledger, not a removal and an addition.
                db.Entry(old).State = EntityState.Unchanged;
                db.Entry(old).CurrentValues.SetValues(line);
            }
            else db.Add(line);
    }

    private static IEnumerable<string> Text(IEnumerable<BillLine> lines) => lines.OrderBy(line => line.LineNo).Select(line => FormattableString.Invariant(
        $"{line.LineNo}|{line.ComponentNo}|{line.ComponentRevision}|{line.Quantity:0.######}|{line.OperationNo}|{line.ScrapPercent:0.######}|{line.Phantom}|{line.Backflush}|{line.EffectiveFrom:yyyy-MM-dd}|{line.EffectiveTo:yyyy-MM-dd}"));
}

/// <summary>A line of a bill as it is sent.</summary>
/// <param name="Quantity">Per base quantity of the bill, as it ends up in the product, in any unit that the component knows.</param>
/// <param name="LineNo">Not sent: 10, 20, 30 in the order sent.</param>
/// <param name="OperationNo">Operation of the routing that uses it; not sent: the first.</param>
/// <param name="ScrapPercent">Share of what is drawn that is lost, 0 to 99.</param>
/// <param name="Phantom">The component's own lines stand in for it.</param>
/// <param name="Backflush">Booked by the report of good quantity.</param>
internal sealed record BillLineInput(
    string ComponentNo, Quantity Quantity, int? LineNo = null, string? ComponentRevision = null, int? OperationNo = null, decimal ScrapPercent = 0,
    bool Phantom = false, bool Backflush = false, DateOnly? EffectiveFrom = null, DateOnly? EffectiveTo = null);
