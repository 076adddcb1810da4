using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Erp.MasterData;
using Tactus.Erp.Sales;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Stock;

/// <summary>Goods that left for a customer together.</summary>
internal sealed class Shipment : IVersioned
{
    /// <summary>e.g. SH-000001.</summary>
    public required string No { get; init; }
    public required string SalesOrderNo { get; init; }
    public required string CustomerNo { get; init; }
    public DateTime ShippedUtc { get; init; }
    public required string By { get; init; }
    /// <summary>Taken back: it never left, or it came back as it was.</summary>
    public DateTime? ReversedUtc { get; set; }
    public string? ReversedWhy { get; set; }
    public long Version { get; set; }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<Shipment>(entity =>
        {
            entity.ToTable("shipments");
            entity.HasKey(shipment => shipment.No);
            entity.HasIndex(shipment => shipment.SalesOrderNo);
        });
        model.Entity<ShipmentLine>(entity =>
        {
            entity.ToTable("shipment_lines");
            entity.HasKey(line => new { line.ShipmentNo, line.LineNo });
            entity.HasIndex(line => line.LotNo);
            entity.HasIndex(line => line.SerialNo);
            entity.HasIndex(line => new { line.SalesOrderNo, line.SalesLineNo });
        });
    }
}

/// <summary>One lot, serial unit or amount of a shipment. The customer's name is kept as it was, for a recall years later.</summary>
internal sealed class ShipmentLine
{
    public required string ShipmentNo { get; init; }
    public int LineNo { get; init; }
    public required string SalesOrderNo { get; init; }
    public int SalesLineNo { get; init; }
    public required string CustomerNo { get; init; }
    public required string CustomerName { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public required string LotNo { get; init; }
    public required string SerialNo { get; init; }
    public required string Place { get; init; }
    public decimal Quantity { get; init; }
    public required string Unit { get; init; }
    public DateTime ShippedUtc { get; init; }
    public Guid MoveId { get; init; }
    public DateTime? ReversedUtc { get; set; }
}

/// <summary>What a person takes from where.</summary>
internal sealed record ShipmentPick(string Place, Quantity Quantity, string? LotNo = null, IReadOnlyList<string>? SerialNos = null);

/// <summary>A shipment as people see it.</summary>
internal sealed record ShipmentLineView(int LineNo, int SalesLineNo, string ItemNo, string Revision, string? LotNo, string? SerialNo, string Place, Quantity Quantity);

/// <summary>A shipment with its lines.</summary>
/// <param name="CustomerName">As it was when the goods left.</param>
internal sealed record ShipmentView(
    string No, string SalesOrderNo, string CustomerNo, string? CustomerName, DateTime ShippedUtc, string By, DateTime? ReversedUtc, string? ReversedWhy, IReadOnlyList<ShipmentLineView> Lines)
{
    internal static ShipmentView Of(Shipment shipment, IReadOnlyCollection<ShipmentLine> lines) => new(shipment.No, shipment.SalesOrderNo, shipment.CustomerNo,
        lines.FirstOrDefault()?.CustomerName, shipment.ShippedUtc, shipment.By, shipment.ReversedUtc, shipment.ReversedWhy, [.. lines.OrderBy(line => line.LineNo).Select(line => new ShipmentLineView(line.LineNo, line.SalesLineNo,
            line.ItemNo, line.Revision, MoveView.Named(line.LotNo), MoveView.Named(line.SerialNo), line.Place, new Quantity(line.Quantity, line.Unit)))]);
}

/// <summary>
/// Goods leave for a customer's line. Without picks the first to expire leave first, from stock that is available, not held and
/// not expired; with picks exactly those.
/// </summary>
/// <param name="Quantity">Null: all that the line waits for, or what the picks add up to.</param>
/// <param name="Place">Only from here; null: from anywhere but the lines.</param>
[Refuses("sales-order-unknown", "sales-line-closed", "shipment-exceeds-line", "stock-short", "stock-held", "stock-expired", "stock-reserved", "item-differs", "revision-differs")]
internal sealed record ShipGoods(
    string SalesOrderNo, int LineNo, Quantity? Quantity = null, string? Place = null, IReadOnlyList<ShipmentPick>? Picks = null, DateTime? AtUtc = null)
    : Command<ErpDb, ShipmentView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ShipGoods>("/api/erp/shipments", StockArea.Ship, "Ship goods for a line of a sales order");

    /// <inheritdoc/>
    public override async Task<Outcome<ShipmentView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var when = When.Of(AtUtc, by);
        if (when.Refusal is { } untimely) return untimely;
        var order = await db.SalesOrders.FindAsync([SalesOrderNo], stop);
        var lines = await db.SalesLines.Where(each => each.OrderNo == SalesOrderNo).ToListAsync(stop);
        if (order is null || lines.Find(each => each.LineNo == LineNo) is not { } line)
            return Refusal.Unknown("sales-order-unknown", $"There is no line {LineNo} of sales order {SalesOrderNo}.");
        if (!line.IsOpen) return line.Ship(1)!;
        var taken = Picks is null ? await FirstExpired(db, line, when.Value, stop) : await Named(db, line, when.Value, stop);
        if (taken.Refusal is { } refusal) return refusal;
        if (line.Ship(taken.Value.Sum(each => each.Quantity)) is { } over) return over;
        order.Follow(lines, by.NowUtc);

        var customer = await db.Customers.FindAsync([order.CustomerNo], stop);
        var shipment = new Shipment { No = await NumberSeries.Next(db, "SH-", stop), SalesOrderNo = order.No, CustomerNo = order.CustomerNo, ShippedUtc = when.Value, By = by.Actor.Number };
        db.Add(shipment);
        var shipped = new List<ShipmentLine>();
        foreach (var (key, place, quantity) in taken.Value)
        {
            var move = new StockMove
            {
                Kind = MoveKind.Ship,
                ItemNo = key.ItemNo,
                Revision = key.Revision,
                LotNo = key.LotNo,
                SerialNo = key.SerialNo,
                FromPlace = place,
                ToPlace = StockPlaces.Customer,
                Quantity = quantity,
                Unit = line.Unit,
                SalesOrderNo = order.No,
                SalesLineNo = line.LineNo,
                ReferenceNo = shipment.No,
                ReportId = Id,
                AtUtc = when.Value,
                BookedUtc = by.NowUtc,
                By = by.Actor.Number,
            };
            if (await StockBook.Book(db, move, Taking.Asked, stop) is { } no) return no;
            await PlantNews.Tell(db, move, stop);
            shipped.Add(new ShipmentLine
            {
                ShipmentNo = shipment.No,
                LineNo = shipped.Count + 1,
                SalesOrderNo = order.No,
                SalesLineNo = line.LineNo,
                CustomerNo = order.CustomerNo,
                CustomerName = customer?.Name ?? order.CustomerNo,
                ItemNo = key.ItemNo,
                Revision = key.Revision,
                LotNo = key.LotNo,
                SerialNo = key.SerialNo,
                Place = place,
                Quantity = quantity,
                Unit = line.Unit,
                ShippedUtc = when.Value,
                MoveId = move.Id,
            });
        }
        db.AddRange(shipped);
        db.Changed("erp.orders", order.No);
        return ShipmentView.Of(shipment, shipped);
    }

    private async Task<Outcome<IReadOnlyList<(StockKey Key, string Place, decimal Quantity)>>> Named(ErpDb db, SalesOrderLine line, DateTime atUtc, CancellationToken stop)
    {
        var taken = new List<(StockKey, string, decimal)>();
        for (var i = 0; i < Picks!.Count; i++)
        {
            var (pick, at) = (Picks[i], $"picks[{i}].");
            var pieces = await Withdrawal.Take(db, new(line.ItemNo, line.Revision, pick.Quantity, pick.Place, pick.LotNo, pick.SerialNos, StockStatus.Available), atUtc, stop);
            // Named as the request has them, so that the sentence finds its line.
            if (pieces.Refusal is { } refusal) return refusal with { Errors = refusal.Errors?.ToDictionary(each => at + each.Key, each => each.Value) };
            taken.AddRange(pieces.Value.Pieces.Select(piece => (piece.Key, pick.Place, piece.Quantity)));
        }
        if (taken.Count == 0) return Refusal.Field("quantity-invalid", "picks", "Name at least one pick, or leave picks out to ship what expires first.");
        if (Quantity is { } wanted)
        {
            var amount = await InBase(db, line, wanted, atUtc, stop);
            if (amount.Refusal is { } invalid) return invalid;
            if (amount.Value != taken.Sum(each => each.Item3))
                return Refusal.Field("quantity-differs", "quantity", FormattableString.Invariant($"The picks add up to {taken.Sum(each => each.Item3):0.######} {Units.Symbol(line.Unit)}, not to {wanted}."));
        }
        return taken;
    }

    private async Task<Outcome<IReadOnlyList<(StockKey Key, string Place, decimal Quantity)>>> FirstExpired(ErpDb db, SalesOrderLine line, DateTime atUtc, CancellationToken stop)
    {
        var left = line.Remaining;
        if (Quantity is { } wanted)
        {
            var amount = await InBase(db, line, wanted, atUtc, stop);
            if (amount.Refusal is { } invalid) return invalid;
            if (amount.Value > left) return line.Ship(amount.Value)!;
            left = amount.Value;
        }
        var asked = left;
        var atLines = await db.Places.Where(place => place.Kind == PlaceKind.Line).Select(place => place.No).ToListAsync(stop);
        var there = (await StockBook.InPlaces(db, line.ItemNo, line.Revision, null, null, stop))
            .Where(balance => Place is not null ? balance.Place == Place : balance.Place != StockPlaces.Line && !atLines.Contains(balance.Place)).ToList();
        var numbers = there.SelectMany(balance => (string[])[balance.LotNo, balance.SerialNo]).Where(no => no.Length > 0).Distinct().ToList();
        var lots = (await db.StockLots.AsNoTracking().Where(lot => numbers.Contains(lot.No)).ToListAsync(stop)).ToDictionary(lot => lot.No, StringComparer.Ordinal);
        DateOnly Expiry(StockBalance balance) => ((string[])[balance.LotNo, balance.SerialNo])
            .Select(no => lots.GetValueOrDefault(no)?.ExpiresOn ?? DateOnly.MaxValue).Min();
        var today = DateOnly.FromDateTime(atUtc);
        var taken = new List<(StockKey, string, decimal)>();
        foreach (var balance in there.Where(balance => balance.Usable > 0 && Expiry(balance) >= today)
            .OrderBy(Expiry).ThenBy(balance => lots.GetValueOrDefault(balance.LotNo)?.BornUtc ?? DateTime.MinValue)
            .ThenBy(balance => balance.LotNo, StringComparer.Ordinal).ThenBy(balance => balance.SerialNo, StringComparer.Ordinal).ThenBy(balance => balance.Place, StringComparer.Ordinal))
        {
            if (left <= 0) break;
            var part = Math.Min(left, balance.Usable);
            taken.Add((balance.Key, balance.Place, part));
            left -= part;
        }
        if (left <= 0) return taken;
        var (held, expired, other) = (there.Where(each => each.Held).Sum(each => each.Quantity),
            there.Where(each => !each.Held && Expiry(each) < today).Sum(each => each.Quantity),
            there.Where(each => !each.Held && each.Status != StockStatus.Available).Sum(each => each.Quantity));
        return new Refusal("stock-short", FormattableString.Invariant(
            $"{asked - left:0.######} of {asked:0.######} {Units.Symbol(line.Unit)} of {line.ItemNo} can leave{(Place is null ? "" : " from " + Place)}; besides, {held:0.######} is held, {expired:0.######} expired and {other:0.######} waits for inspection or is blocked. Ship less or name what shall leave."),
            Details: new { available = asked - left, held, expired, blocked = other });
    }

    private static async Task<Outcome<decimal>> InBase(ErpDb db, SalesOrderLine line, Quantity quantity, DateTime atUtc, CancellationToken stop)
    {
        var item = await ItemFacts.Find(db, line.ItemNo, null, atUtc, stop);
        return item.Refusal is { } unknown ? unknown : item.Value.InBase(quantity);
    }
}

/// <summary>A shipment is taken back whole: it never left, or it came back as it was. The line waits for the goods again.</summary>
[Refuses("shipment-unknown", "shipment-reversed", "serial-in-stock", "reason-missing")]
internal sealed record ReverseShipment(string ShipmentNo, string Reason) : Command<ErpDb, ShipmentView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReverseShipment>("/api/erp/shipment-reversals", StockArea.Ship, "Take a shipment back");

    /// <inheritdoc/>
    public override async Task<Outcome<ShipmentView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        var shipment = await db.Shipments.FindAsync([ShipmentNo], stop);
        if (shipment is null) return Refusal.Unknown("shipment-unknown", $"There is no shipment {ShipmentNo}.");
        if (shipment.ReversedUtc is not null) return new Refusal("shipment-reversed", $"{ShipmentNo} has been taken back already.");
        var lines = await db.ShipmentLines.Where(line => line.ShipmentNo == ShipmentNo).ToListAsync(stop);
        (shipment.ReversedUtc, shipment.ReversedWhy) = (by.NowUtc, Reason);
        foreach (var line in lines)
        {
            var move = (await db.StockMoves.FindAsync([line.MoveId], stop))!;
            if (move.SerialNo.Length > 0 && await StockBook.SerialInStock(db, move.Key, stop))
                return new Refusal("serial-in-stock", $"Serial number {move.SerialNo} is in stock again already.");
            var back = move.Back(move.Quantity, MoveKind.Ship, Id, Reason, by.NowUtc, by.NowUtc, by.Actor.Number);
            if (await StockBook.Book(db, back, Taking.Fact, stop) is { } no) return no;
            await PlantNews.Tell(db, back, stop);
            line.ReversedUtc = by.NowUtc;
        }
        var order = (await db.SalesOrders.FindAsync([shipment.SalesOrderNo], stop))!;
        var wanted = await db.SalesLines.Where(line => line.OrderNo == order.No).ToListAsync(stop);
        foreach (var group in lines.GroupBy(line => line.SalesLineNo))
            if (wanted.Single(line => line.LineNo == group.Key).TakeBack(group.Sum(line => line.Quantity)) is { } refusal) return refusal;
        order.Follow(wanted, by.NowUtc);
        db.Changed("erp.orders", order.No);
        return ShipmentView.Of(shipment, lines);
    }
}
