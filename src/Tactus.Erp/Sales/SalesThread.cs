using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Erp.Planning;
using Tactus.Erp.Stock;

namespace Tactus.Erp.Sales;

/// <summary>What hangs on a sales line: the work orders that make it and their components, what is reserved for them, what has left.</summary>
internal sealed record SalesThreadView(
    IReadOnlyList<SalesThreadOrder> WorkOrders, IReadOnlyList<SalesThreadReservation> Reservations, IReadOnlyList<SalesThreadShipment> Shipments)
{
    internal static SalesThreadView Empty { get; } = new([], [], []);
}

/// <summary>A work order for a sales line.</summary>
/// <param name="ParentNo">The order that it makes a component for; null when it makes the line's item.</param>
/// <param name="Mismatch">How it no longer fits the line, while nobody has decided.</param>
internal sealed record SalesThreadOrder(
    string No, string? ParentNo, string ItemNo, string Revision, WorkOrderState State, Quantity Quantity, Quantity Produced, Quantity Scrapped,
    DateTime DueUtc, string? Mismatch);

/// <summary>Material reserved for a work order of the line.</summary>
/// <param name="Quantity">Still promised when open, otherwise what was.</param>
internal sealed record SalesThreadReservation(string WorkOrderNo, string ItemNo, string Revision, string? LotNo, Quantity Quantity, ReservationState State);

/// <summary>What left for the line.</summary>
internal sealed record SalesThreadShipment(string ShipmentNo, string? LotNo, string? SerialNo, Quantity Quantity, DateTime ShippedUtc, bool Reversed);

internal static class SalesThreads
{
    /// <summary>By line number; a line without anything is not in it. Inside a command it shows what the command has done so far.</summary>
    internal static async Task<IReadOnlyDictionary<int, SalesThreadView>> Of(ErpDb db, string orderNo, CancellationToken stop)
    {
        var lineOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var orders = new List<WorkOrder>();
        var level = await db.WorkOrders.Where(each => each.SalesOrderNo == orderNo && each.ParentNo == null).OrderBy(each => each.No).ToListAsync(stop);
        foreach (var order in level) lineOf[order.No] = order.SalesLineNo ?? 0;
        while (level.Count > 0)
        {
            orders.AddRange(level);
            var parents = level.ConvertAll(each => (string?)each.No);
            level = await db.WorkOrders.Where(each => parents.Contains(each.ParentNo)).OrderBy(each => each.No).ToListAsync(stop);
            level.RemoveAll(child => !lineOf.TryAdd(child.No, lineOf[child.ParentNo!]));
        }
        var numbers = orders.ConvertAll(each => each.No);
        var stored = await db.DemandMismatches.Where(each => numbers.Contains(each.WorkOrderNo) && each.SettledUtc == null).ToListAsync(stop);
        // What this command has just added is not in the database yet.
        var mismatches = stored.Concat(db.DemandMismatches.Local).Where(each => each.SettledUtc is null).DistinctBy(each => each.Id).ToLookup(each => each.WorkOrderNo, each => each.Text);
        var reservations = await db.Reservations.Where(each => numbers.Contains(each.WorkOrderNo)).ToListAsync(stop);
        var shipments = await db.ShipmentLines.Where(each => each.SalesOrderNo == orderNo).OrderBy(each => each.ShippedUtc).ThenBy(each => each.ShipmentNo).ThenBy(each => each.LineNo).ToListAsync(stop);

        return lineOf.Values.Concat(shipments.Select(each => each.SalesLineNo)).Distinct().ToDictionary(lineNo => lineNo, lineNo => new SalesThreadView(
            [.. orders.Where(each => lineOf[each.No] == lineNo).Select(each => new SalesThreadOrder(each.No, each.ParentNo, each.ItemNo, each.Revision, each.State,
                new Quantity(each.Quantity, each.Unit), new Quantity(each.Produced, each.Unit), new Quantity(each.Scrapped, each.Unit), each.DueUtc,
                mismatches[each.No].FirstOrDefault()))],
            [.. reservations.Where(each => lineOf[each.WorkOrderNo] == lineNo).OrderBy(each => each.WorkOrderNo, StringComparer.Ordinal).ThenBy(each => each.ItemNo, StringComparer.Ordinal).ThenBy(each => each.Id)
                .Select(each => new SalesThreadReservation(each.WorkOrderNo, each.ItemNo, each.Revision, MoveView.Named(each.LotNo),
                    new Quantity(each.State == ReservationState.Open ? each.Remaining : each.Quantity, each.Unit), each.State))],
            [.. shipments.Where(each => each.SalesLineNo == lineNo).Select(each => new SalesThreadShipment(each.ShipmentNo, MoveView.Named(each.LotNo),
                MoveView.Named(each.SerialNo), new Quantity(each.Quantity, each.Unit), each.ShippedUtc, each.ReversedUtc is not null))]));
    }

    /// <summary>Of a line's thread, what was still under way before a change, as it is now.</summary>
    internal static SalesThreadView Touched(SalesThreadView? before, SalesThreadView? now)
    {
        if (before is null || now is null) return SalesThreadView.Empty;
        var underWay = before.WorkOrders.Where(each => each.State is not (WorkOrderState.Completed or WorkOrderState.Closed or WorkOrderState.Cancelled)).Select(each => each.No).ToHashSet();
        var promised = before.Reservations.Where(each => each.State == ReservationState.Open).Select(each => (each.WorkOrderNo, each.ItemNo, each.LotNo)).ToHashSet();
        return new SalesThreadView([.. now.WorkOrders.Where(each => underWay.Contains(each.No))],
            [.. now.Reservations.Where(each => promised.Contains((each.WorkOrderNo, each.ItemNo, each.LotNo)))], [.. now.Shipments.Where(each => !each.Reversed)]);
    }
}
