using Microsoft.EntityFrameworkCore;
using Tactus.Erp.Planning;
using Tactus.Platform;

namespace Tactus.Erp.Stock;

internal enum ReservationState
{
    /// <summary>Promised to the order; what the order has used of it is no longer promised.</summary>
    Open,
    /// <summary>Used by its order.</summary>
    Used,
    /// <summary>Given back.</summary>
    Released,
    /// <summary>Its stock went away: held, lost, used by another.</summary>
    Broken,
}

/// <summary>Stock promised to a work order, of one lot or of whatever lot.</summary>
internal sealed class Reservation : IVersioned
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required string WorkOrderNo { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    /// <summary>Empty: of whatever lot.</summary>
    public string LotNo { get; init; } = "";
    /// <summary>In the item's base unit.</summary>
    public decimal Quantity { get; set; }
    /// <summary>What the order has used of it.</summary>
    public decimal Used { get; set; }
    public required string Unit { get; init; }
    public ReservationState State { get; set; }
    /// <summary>Why it ended, when it did not end by use.</summary>
    public string? EndedWhy { get; set; }
    /// <summary>The hold that broke it.</summary>
    public Guid? HoldId { get; set; }
    public DateTime MadeUtc { get; init; }
    public long Version { get; set; }

    /// <summary>Still promised.</summary>
    internal decimal Remaining => State == ReservationState.Open ? Quantity - Used : 0;

    internal static void Map(ModelBuilder model) => model.Entity<Reservation>(entity =>
    {
        entity.ToTable("reservations");
        entity.HasKey(reservation => reservation.Id);
        entity.Property(reservation => reservation.State).HasConversion<string>();
        entity.Ignore(reservation => reservation.Remaining);
        entity.HasIndex(reservation => new { reservation.ItemNo, reservation.Revision, reservation.State });
        entity.HasIndex(reservation => reservation.WorkOrderNo);
        entity.HasIndex(reservation => reservation.HoldId);
    });
}

/// <summary>Keeps the promise that what is reserved is there: reserved never exceeds available, over all lots and for each lot.</summary>
internal static class Reservations
{
    /// <summary>Open ones of an item and revision, loaded for change, what this transaction has done so far included.</summary>
    internal static async Task<List<Reservation>> Open(ErpDb db, string itemNo, string revision, CancellationToken stop)
    {
        await db.Reservations.Where(each => each.ItemNo == itemNo && each.Revision == revision && each.State == ReservationState.Open).LoadAsync(stop);
        return [.. db.Reservations.Local.Where(each => each.ItemNo == itemNo && each.Revision == revision && each.State == ReservationState.Open)];
    }

    /// <summary>What of an item, or of one lot of it, nobody has been promised.</summary>
    internal static async Task<decimal> Free(ErpDb db, ItemStock totals, string lotNo, CancellationToken stop)
    {
        var free = totals.Available - totals.Reserved;
        if (lotNo.Length == 0 || free <= 0) return Math.Max(0, free);
        var open = await Open(db, totals.ItemNo, totals.Revision, stop);
        return Math.Max(0, Math.Min(free, await Usable(db, totals, lotNo, stop) - open.Where(each => each.LotNo == lotNo).Sum(each => each.Remaining)));
    }

    private static async Task<decimal> Usable(ErpDb db, ItemStock totals, string lotNo, CancellationToken stop) =>
        (await StockBook.InPlaces(db, totals.ItemNo, totals.Revision, lotNo, null, stop)).Sum(balance => balance.Usable);

    /// <summary>An order uses material: what it had reserved of the lot, then of the item, is no longer promised.</summary>
    internal static async Task Use(ErpDb db, string workOrderNo, StockKey key, decimal quantity, CancellationToken stop)
    {
        var totals = await StockBook.Totals(db, key.ItemNo, key.Revision, stop);
        if (totals.Reserved <= 0) return;
        foreach (var reservation in (await Open(db, key.ItemNo, key.Revision, stop))
            .Where(each => each.WorkOrderNo == workOrderNo && (each.LotNo == key.LotNo || each.LotNo.Length == 0))
            .OrderByDescending(each => each.LotNo.Length > 0).ThenBy(each => each.Id).ToList())
        {
            var part = Math.Min(quantity, reservation.Remaining);
            reservation.Used += part;
            totals.Reserved -= part;
            quantity -= part;
            if (reservation.Remaining == 0) reservation.State = ReservationState.Used;
            if (quantity <= 0) return;
        }
    }

    /// <summary>Gives back whatever an order still has reserved.</summary>
    internal static async Task Release(ErpDb db, string workOrderNo, string? itemNo, string why, CancellationToken stop)
    {
        var open = await db.Reservations.Where(each => each.WorkOrderNo == workOrderNo && each.State == ReservationState.Open
            && (itemNo == null || each.ItemNo == itemNo)).ToListAsync(stop);
        foreach (var reservation in open.Where(each => each.State == ReservationState.Open))
        {
            (await StockBook.Totals(db, reservation.ItemNo, reservation.Revision, stop)).Reserved -= reservation.Remaining;
            (reservation.State, reservation.EndedWhy) = (ReservationState.Released, why);
        }
    }

    /// <summary>Gives back a part of what an order has reserved of an item: of any lot first, then lot by lot, last made first.</summary>
    internal static async Task Trim(ErpDb db, string workOrderNo, string itemNo, string revision, decimal quantity, string why, CancellationToken stop)
    {
        var totals = await StockBook.Totals(db, itemNo, revision, stop);
        foreach (var reservation in (await Open(db, itemNo, revision, stop)).Where(each => each.WorkOrderNo == workOrderNo)
            .OrderBy(each => each.LotNo.Length > 0).ThenByDescending(each => each.Id).ToList())
        {
            var part = Math.Min(quantity, reservation.Remaining);
            if (part <= 0) continue;
            quantity -= part;
            totals.Reserved -= part;
            if (part == reservation.Remaining && reservation.Used == 0) reservation.State = ReservationState.Released;
            else
            {
                reservation.Quantity -= part;
                if (reservation.Remaining == 0) reservation.State = ReservationState.Used;
            }
            reservation.EndedWhy = why;
        }
    }

    /// <summary>
    /// After available stock became less: refuses when somebody asked for it, otherwise breaks reservations until what is
    /// reserved is there again, the least urgent order's first.
    /// </summary>
    /// <param name="lotNo">The lot that became less; empty: none in particular.</param>
    /// <param name="holdId">The hold that took it.</param>
    internal static async Task<Refusal?> Uphold(ErpDb db, ItemStock totals, string lotNo, Taking taking, string why, Guid? holdId, CancellationToken stop)
    {
        if (totals.Reserved <= 0) return null;
        var open = await Open(db, totals.ItemNo, totals.Revision, stop);
        var ofLot = lotNo.Length == 0 ? [] : open.Where(each => each.LotNo == lotNo).ToList();
        var overLot = ofLot.Count == 0 ? 0 : ofLot.Sum(each => each.Remaining) - await Usable(db, totals, lotNo, stop);
        var over = totals.Reserved - totals.Available;
        if (overLot <= 0 && over <= 0) return null;
        if (taking == Taking.Asked)
        {
            var orders = (overLot > 0 ? ofLot : open).Select(each => each.WorkOrderNo).Distinct().Order(StringComparer.Ordinal).ToList();
            return new Refusal("stock-reserved", FormattableString.Invariant(
                $"{Math.Max(over, overLot):0.######} of it is reserved for {string.Join(", ", orders)}. Release the reservation first, or take other stock."), Details: new { workOrders = orders });
        }
        if (overLot > 0) over -= await Break(db, totals, ofLot, overLot, why, holdId, stop);
        // What names no lot gives way first: a reservation of a lot that is there does not suffer from another lot's loss.
        if (over > 0) over -= await Break(db, totals, [.. open.Where(each => each.LotNo.Length == 0)], over, why, holdId, stop);
        if (over > 0) await Break(db, totals, [.. open.Where(each => each.LotNo.Length > 0)], over, why, holdId, stop);
        return null;
    }

    private static async Task<decimal> Break(ErpDb db, ItemStock totals, List<Reservation> among, decimal quantity, string why, Guid? holdId, CancellationToken stop)
    {
        var urgency = new Dictionary<string, (int Priority, DateTime DueUtc)>(StringComparer.Ordinal);
        foreach (var no in among.Select(each => each.WorkOrderNo).Distinct())
            urgency[no] = await db.WorkOrders.FindAsync([no], stop) is { } order ? (order.Priority, order.DueUtc) : (int.MaxValue, DateTime.MaxValue);
        var left = quantity;
        foreach (var reservation in among.OrderByDescending(each => urgency[each.WorkOrderNo].Priority)
            .ThenByDescending(each => urgency[each.WorkOrderNo].DueUtc).ThenByDescending(each => each.Id))
        {
            var part = Math.Min(left, reservation.Remaining);
            if (part <= 0) continue;
            totals.Reserved -= part;
            left -= part;
            db.Changed("erp.work-orders", reservation.WorkOrderNo);
            if (part == reservation.Remaining && reservation.Used == 0)
            {
                (reservation.State, reservation.EndedWhy, reservation.HoldId) = (ReservationState.Broken, why, holdId);
                continue;
            }
            // The part that is lost becomes a broken reservation of its own, so that nobody has to guess how much it was.
            reservation.Quantity -= part;
            if (reservation.Remaining == 0) reservation.State = ReservationState.Used;
            db.Add(new Reservation
            {
                WorkOrderNo = reservation.WorkOrderNo,
                ItemNo = reservation.ItemNo,
                Revision = reservation.Revision,
                LotNo = reservation.LotNo,
                Quantity = part,
                Unit = reservation.Unit,
                State = ReservationState.Broken,
                EndedWhy = why,
                HoldId = holdId,
                MadeUtc = reservation.MadeUtc,
            });
            if (left <= 0) break;
        }
        return quantity - left;
    }
}
