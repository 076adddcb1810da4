using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Erp.MasterData;
using Tactus.Platform.Http;

namespace Tactus.Erp.Sales;

/// <summary>A sales order with its lines.</summary>
/// <param name="Total">Of the lines that have a price and are not cancelled; null when none has.</param>
internal sealed record SalesOrderView(
    string No, string CustomerNo, string CustomerName, string? CustomerOrderNo, DateTime OrderedUtc, string? Note, SalesState State, Money? Total,
    string? LastChange, IReadOnlyList<SalesLineView> Lines, long Version) : IVersionedView
{
    internal static async Task<SalesOrderView> Of(ErpDb db, SalesOrder order, IReadOnlyCollection<SalesOrderLine> lines, long version, CancellationToken stop)
    {
        var customer = await db.Customers.FindAsync([order.CustomerNo], stop);
        var numbers = lines.Select(line => line.ItemNo).Distinct().ToList();
        var items = await db.Items.AsNoTracking().Where(item => numbers.Contains(item.No)).ToDictionaryAsync(item => item.No, item => item.Description, stop);
        var stored = await db.SalesLineChanges.AsNoTracking().Where(change => change.OrderNo == order.No).ToListAsync(stop);
        // What this command has just added is not in the database yet.
        var changes = stored.Concat(db.SalesLineChanges.Local.Where(change => change.OrderNo == order.No)).DistinctBy(change => change.Id)
            .OrderBy(change => change.AtUtc).ThenBy(change => change.Field, StringComparer.Ordinal).ToLookup(change => change.LineNo);
        var threads = await SalesThreads.Of(db, order.No, stop);
        var views = lines.OrderBy(line => line.LineNo).Select(line => SalesLineView.Of(line, order.Currency, items[line.ItemNo], changes[line.LineNo],
            threads.GetValueOrDefault(line.LineNo, SalesThreadView.Empty))).ToList();
        var priced = views.Where(line => line.Amount is not null && line.State != SalesState.Cancelled).ToList();
        return new SalesOrderView(order.No, order.CustomerNo, customer?.Name ?? order.CustomerNo, order.CustomerOrderNo, order.OrderedUtc, order.Note, order.State,
            priced.Count == 0 ? null : new Money(priced.Sum(line => line.Amount!.Value.Amount), order.Currency!), order.LastChange, views, version);
    }
}

/// <summary>A line, as it is read.</summary>
/// <param name="Ordered">As the customer wrote it.</param>
/// <param name="Quantity">In the item's base unit, as are <paramref name="Shipped"/> and <paramref name="Remaining"/>.</param>
/// <param name="Amount">Ordered quantity times price.</param>
internal sealed record SalesLineView(
    int LineNo, string ItemNo, string Description, string? Revision, Quantity Ordered, Quantity Quantity, Quantity Shipped, Quantity Remaining,
    DateTime RequestedUtc, DateTime? PromisedUtc, Money? Price, Money? Amount, int Priority, SalesState State, IReadOnlyList<SalesChangeView> Changes,
    SalesThreadView Thread)
{
    internal static SalesLineView Of(SalesOrderLine line, string? currency, string description, IEnumerable<SalesLineChange> changes, SalesThreadView thread) => new(
        line.LineNo, line.ItemNo, description, line.Revision, new Quantity(line.OrderedQuantity, line.OrderedUnit), new Quantity(line.Quantity, line.Unit),
        new Quantity(line.Shipped, line.Unit), new Quantity(line.Remaining, line.Unit), line.RequestedUtc, line.PromisedUtc,
        line.UnitPrice is { } price && currency is not null ? new Money(price, currency) : null,
        line.UnitPrice is { } each && currency is not null ? new Money(decimal.Round(each * line.OrderedQuantity, 6), currency) : null,
        line.Priority, line.State, [.. changes.Select(change => new SalesChangeView(change.Field, change.Before, change.After, change.Reason, change.ByNumber, change.AtUtc))], thread);
}

/// <summary>A change of a line, as it is read.</summary>
internal sealed record SalesChangeView(string Field, string? Before, string? After, string Reason, string ByNumber, DateTime AtUtc);

/// <summary>A row of the list of sales orders.</summary>
internal sealed record SalesOrderRow
{
    public required string No { get; init; }
    public required string CustomerNo { get; init; }
    public required string CustomerName { get; init; }
    public string? CustomerOrderNo { get; init; }
    public DateTime OrderedUtc { get; init; }
    public SalesState State { get; init; }
    public int Lines { get; init; }
    /// <summary>When the next open line must be ready; null when nothing is open.</summary>
    public DateTime? NextDueUtc { get; init; }
    public DateTime ChangedUtc { get; init; }
    public string? LastChange { get; init; }
}

/// <summary>A row of the list of sales lines.</summary>
internal sealed record SalesLineRow
{
    /// <summary>Order and line, e.g. SO-000001/10.</summary>
    public required string Key { get; init; }
    public required string OrderNo { get; init; }
    public int LineNo { get; init; }
    public required string CustomerNo { get; init; }
    public required string CustomerName { get; init; }
    public required string ItemNo { get; init; }
    public required string Description { get; init; }
    public string? Revision { get; init; }
    /// <summary>In the item's base unit.</summary>
    public decimal Quantity { get; init; }
    public decimal Shipped { get; init; }
    public required string Unit { get; init; }
    public DateTime RequestedUtc { get; init; }
    public DateTime? PromisedUtc { get; init; }
    /// <summary>As promised, otherwise as requested.</summary>
    public DateTime DueUtc { get; init; }
    public int Priority { get; init; }
    public SalesState State { get; init; }
}

/// <summary>A row of the list of changes of sales lines.</summary>
internal sealed record SalesChangeRow
{
    public Guid Id { get; init; }
    public required string OrderNo { get; init; }
    public int LineNo { get; init; }
    public required string Field { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }
    public required string Reason { get; init; }
    public required string ByNumber { get; init; }
    public DateTime AtUtc { get; init; }
}

internal static class SalesReads
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<ErpDb, SalesOrderRow>("/api/erp/sales-orders", ErpPermissions.Read, "Sales orders", nameof(SalesOrderRow.No), (db, _) =>
        {
            var lines = db.SalesLines;
            return from order in db.SalesOrders
                   join customer in db.Customers on order.CustomerNo equals customer.No
                   select new SalesOrderRow
                   {
                       No = order.No,
                       CustomerNo = order.CustomerNo,
                       CustomerName = customer.Name,
                       CustomerOrderNo = order.CustomerOrderNo,
                       OrderedUtc = order.OrderedUtc,
                       State = order.State,
                       Lines = lines.Count(line => line.OrderNo == order.No),
                       NextDueUtc = lines.Where(line => line.OrderNo == order.No && (line.State == SalesState.Open || line.State == SalesState.PartlyShipped))
                           .Min(line => (DateTime?)(line.PromisedUtc ?? line.RequestedUtc)),
                       ChangedUtc = order.ChangedUtc,
                       LastChange = order.LastChange,
                   };
        });
        app.List<ErpDb, SalesLineRow>("/api/erp/sales-lines", ErpPermissions.Read, "Lines of sales orders", nameof(SalesLineRow.Key), (db, _) =>
            from line in db.SalesLines
            join order in db.SalesOrders on line.OrderNo equals order.No
            join customer in db.Customers on order.CustomerNo equals customer.No
            join item in db.Items on line.ItemNo equals item.No
            select new SalesLineRow
            {
                Key = line.OrderNo + "/" + line.LineNo,
                OrderNo = line.OrderNo,
                LineNo = line.LineNo,
                CustomerNo = order.CustomerNo,
                CustomerName = customer.Name,
                ItemNo = line.ItemNo,
                Description = item.Description,
                Revision = line.Revision,
                Quantity = line.Quantity,
                Shipped = line.Shipped,
                Unit = line.Unit,
                RequestedUtc = line.RequestedUtc,
                PromisedUtc = line.PromisedUtc,
                DueUtc = line.PromisedUtc ?? line.RequestedUtc,
                Priority = line.Priority,
                State = line.State,
            }, "dueUtc");
        app.List<ErpDb, SalesChangeRow>("/api/erp/sales-line-changes", ErpPermissions.Read, "Changes of sales lines with their reasons", nameof(SalesChangeRow.Id), (db, _) =>
            db.SalesLineChanges.Select(change => new SalesChangeRow
            {
                Id = change.Id,
                OrderNo = change.OrderNo,
                LineNo = change.LineNo,
                Field = change.Field,
                Before = change.Before,
                After = change.After,
                Reason = change.Reason,
                ByNumber = change.ByNumber,
                AtUtc = change.AtUtc,
            }), "-atUtc");
        app.Read("/api/erp/sales-orders/{no}", ErpPermissions.Read, "One sales order with its lines, their changes, and what hangs on them: work orders, reservations, shipments",
            async (string no, ErpDb db, CancellationToken stop) =>
                (await Find(db, Keys.FromPath(no), stop)).OrUnknown("sales-order-unknown", $"There is no sales order {no}."))
            .Returns<SalesOrderView>();
    }

    private static async Task<SalesOrderView?> Find(ErpDb db, string no, CancellationToken stop) =>
        await db.SalesOrders.FirstOrDefaultAsync(order => order.No == no, stop) is { } order
            ? await SalesOrderView.Of(db, order, await db.SalesLines.Where(line => line.OrderNo == no).ToListAsync(stop), order.Version, stop)
            : null;
}
