using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Erp.Stock;
using Tactus.Platform;

namespace Tactus.Erp.Planning;

/// <summary>What an order needs of one component, over all its operations.</summary>
/// <param name="Required">To be drawn for the whole order, the bill's scrap included; in the component's base unit like all amounts here.</param>
/// <param name="Used">Consumed and issued for the order so far, net of reversals.</param>
/// <param name="Reserved">Promised to the order and not used yet.</param>
internal sealed record MaterialNeed(string ItemNo, string Revision, string Unit, Tracking Tracking, ItemKind Kind, decimal Required, decimal Used, decimal Reserved)
{
    /// <summary>Neither used nor reserved yet.</summary>
    internal decimal Open => Math.Max(0, Required - Used - Reserved);
}

/// <summary>Components of an order: frozen ones once it is released, the bill valid at its start before.</summary>
internal static class MaterialNeeds
{
    internal static async Task<Outcome<IReadOnlyList<MaterialNeed>>> Of(ErpDb db, WorkOrder order, CancellationToken stop)
    {
        List<(string ItemNo, string Revision, string Unit, Tracking Tracking, ItemKind Kind, decimal Required)> lines;
        if (order.BillRevision is not null)
        {
            // Tracked where a command asks: it may have scaled them a moment ago.
            var frozen = await db.WorkOrderMaterials.Where(material => material.WorkOrderNo == order.No).ToListAsync(stop);
            var numbers = frozen.Select(material => material.ItemNo).Distinct().ToList();
            var kinds = await db.Items.AsNoTracking().Where(item => numbers.Contains(item.No)).ToDictionaryAsync(item => item.No, item => item.Kind, stop);
            lines = frozen.ConvertAll(each => (each.ItemNo, each.Revision, each.Unit, each.Tracking, kinds[each.ItemNo], each.WithScrap));
        }
        else
        {
            var structure = await BillStructure.Load(db, order.ItemNo, Day(order), stop);
            var materials = structure.ForOrder(order.ItemNo, order.Revision, order.Quantity);
            if (materials.Refusal is { } refusal) return refusal;
            lines = [.. materials.Value.Materials.Select(each => (each.ItemNo, each.Revision, each.Unit, each.Tracking, each.Kind, each.WithScrap))];
        }
        var used = await Used(db, order.No, stop);
        var reserved = (await db.Reservations.Where(each => each.WorkOrderNo == order.No && each.State == ReservationState.Open).ToListAsync(stop))
            .GroupBy(each => (each.ItemNo, each.Revision)).ToDictionary(group => group.Key, group => group.Sum(each => each.Remaining));
        return lines.GroupBy(line => (line.ItemNo, line.Revision)).Select(group => new MaterialNeed(
            group.Key.ItemNo, group.Key.Revision, group.First().Unit, group.First().Tracking, group.First().Kind, group.Sum(line => line.Required),
            used.GetValueOrDefault(group.Key), reserved.GetValueOrDefault(group.Key))).OrderBy(need => need.ItemNo, StringComparer.Ordinal).ToArray();
    }

    /// <summary>The day whose bill and routing the order is made by: its start, or its due day when no start is set.</summary>
    internal static DateOnly Day(WorkOrder order) => (order.StartUtc ?? order.DueUtc).Day();

    /// <summary>What an order has used by item and revision, net of reversals.</summary>
    internal static async Task<Dictionary<(string ItemNo, string Revision), decimal>> Used(ErpDb db, string workOrderNo, CancellationToken stop) =>
        (await Used(db, [workOrderNo], stop)).ToDictionary(each => (each.Key.ItemNo, each.Key.Revision), each => each.Value);

    /// <summary>The same of several orders at once.</summary>
    internal static async Task<Dictionary<(string WorkOrderNo, string ItemNo, string Revision), decimal>> Used(ErpDb db, List<string> workOrderNos, CancellationToken stop)
    {
        var moves = await db.StockMoves.AsNoTracking().Where(move => move.WorkOrderNo != null && workOrderNos.Contains(move.WorkOrderNo)
            && (move.Kind == MoveKind.Consume || move.Kind == MoveKind.Issue || (move.Kind == MoveKind.Scrap && move.FloorUse != null)))
            .Select(move => new { WorkOrderNo = move.WorkOrderNo!, move.ItemNo, move.Revision, move.FromPlace, move.Quantity, move.ToPlace }).ToListAsync(stop);
        return moves.GroupBy(move => (move.WorkOrderNo, move.ItemNo, move.Revision)).ToDictionary(group => group.Key,
            group => group.Sum(move => move.ToPlace is StockPlaces.Production or StockPlaces.Scrap ? move.Quantity : -move.Quantity));
    }
}
