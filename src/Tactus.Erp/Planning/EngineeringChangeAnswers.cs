using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp.Stock;
using Tactus.Platform;

namespace Tactus.Erp.Planning;

/// <summary>What the plant says about an engineering change. Said twice it counts once.</summary>
internal static class EngineeringChangeAnswers
{
    /// <summary>Where the pieces of a blocked order are. It may come before or after the approval.</summary>
    internal static async Task<Refusal?> Answered(ErpDb db, EngineeringChangeAnswered message, CommandContext by, CancellationToken stop)
    {
        if (await db.EngineeringChangeOrders.FindAsync([message.ChangeNo, message.WorkOrderNo], stop) is not { } line)
            return Refusal.Unknown("order-not-in-change", $"{message.ChangeNo} does not meet {message.WorkOrderNo}.");
        if (line.State is not (ChangeOrderState.Asked or ChangeOrderState.Answered)) return null;
        (line.State, line.Ordered, line.Done, line.InProcess) = (ChangeOrderState.Answered, message.Ordered.Value, message.Done.Value, message.InProcess.Value);
        (line.Unstarted, line.Scrapped, line.Chain, line.AnsweredUtc) = (message.Unstarted.Value, message.Scrapped.Value, message.Chain, message.AtUtc);
        line.Positions = JsonSerializer.Serialize(message.Positions, TactusJson.Options);
        db.Changed("erp.engineering-changes", message.ChangeNo);
        return null;
    }

    /// <summary>The order is split: quantities, needs and reservations follow the plant's figures.</summary>
    internal static async Task<Refusal?> Split(ErpDb db, OrderSplit message, CommandContext by, CancellationToken stop)
    {
        var line = await db.EngineeringChangeOrders.FindAsync([message.ChangeNo, message.WorkOrderNo], stop);
        var change = await db.EngineeringChanges.FindAsync([message.ChangeNo], stop);
        if (line is null || change is null) return Refusal.Unknown("order-not-in-change", $"{message.ChangeNo} does not meet {message.WorkOrderNo}.");
        if (line.State == ChangeOrderState.Split) return null;
        by.Why = $"{change.No}: {change.Reason}";
        var order = (await db.WorkOrders.FindAsync([message.WorkOrderNo], stop))!;
        var before = order.Quantity;
        (line.State, line.SplitUtc, line.Kept, line.NewQuantity) = (ChangeOrderState.Split, message.AtUtc, message.Kept.Value, message.NewOrder?.Quantity.Value ?? 0);
        if (line.NewOrderNo is { } freshNo && await db.WorkOrders.FindAsync([freshNo], stop) is { } fresh)
        {
            if (message.NewOrder is null)
            {
                // Nothing was left for it; the plant never had it.
                fresh.CancelReason = $"nothing of {order.No} was left for it";
                if (fresh.Go(WorkOrderState.Cancelled, by.NowUtc) is { } refusal) return refusal;
                line.NewOrderNo = null;
            }
            else
            {
                order.Quantity = message.Kept.Value;
                if (before > 0) await Needs(db, order, each => message.Kept.Value + Part(each, left: true), before, stop);
                await Trim(db, order, by.Why, stop);
                var reckoned = fresh.Quantity;
                fresh.Quantity = message.NewOrder.Quantity.Value;
                await Needs(db, fresh, each => fresh.Quantity - Part(each, left: false), reckoned, stop);
                await Reserve(db, fresh, by, stop);
            }
            await LineChanged.Compare(db, fresh, by, stop);
            db.Changed("erp.work-orders", fresh.No);
        }
        await LineChanged.Compare(db, order, by, stop);
        await change.CloseWhenDone(db, by, stop);
        db.Changed("erp.work-orders", order.No);
        db.Changed("erp.engineering-changes", change.No);
        return null;

        decimal Part(WorkOrderMaterial material, bool left) => message.Moved.FirstOrDefault(each => each.OperationNo == material.OperationNo) is { } moved
            ? (left, material.Backflush) switch { (true, true) => moved.LeftGood, (true, false) => moved.Left, (false, true) => moved.ConvertedGood, _ => moved.Converted }
            : 0;
    }

    /// <summary>Material for as many pieces as pass its operation in this order.</summary>
    private static async Task Needs(ErpDb db, WorkOrder order, Func<WorkOrderMaterial, decimal> pieces, decimal before, CancellationToken stop)
    {
        foreach (var material in await db.WorkOrderMaterials.Where(each => each.WorkOrderNo == order.No).ToListAsync(stop))
        {
            var share = pieces(material) / before;
            material.Quantity = Scaled(material.Quantity);
            material.WithScrap = Scaled(material.WithScrap);

            decimal Scaled(decimal value)
            {
                var scaled = decimal.Round(value * share, 6);
                return Units.Find(material.Unit)!.Whole ? decimal.Ceiling(scaled) : scaled;
            }
        }
    }

    private static async Task Trim(ErpDb db, WorkOrder order, string why, CancellationToken stop)
    {
        var needs = await MaterialNeeds.Of(db, order, stop);
        if (!needs.Done) return;
        foreach (var need in needs.Value)
            if (need.Used + need.Reserved - need.Required is > 0 and var surplus)
                await Reservations.Trim(db, order.No, need.ItemNo, need.Revision, Math.Min(surplus, need.Reserved), why, stop);
    }

    /// <summary>What the new order needs and is free is promised to it; what is not there shows as a shortage.</summary>
    private static async Task Reserve(ErpDb db, WorkOrder order, CommandContext by, CancellationToken stop)
    {
        var needs = await MaterialNeeds.Of(db, order, stop);
        if (!needs.Done) return;
        foreach (var need in needs.Value.Where(need => need.Open > 0))
        {
            var totals = await StockBook.Totals(db, need.ItemNo, need.Revision, stop);
            var free = Math.Min(need.Open, await Reservations.Free(db, totals, "", stop));
            if (free <= 0) continue;
            totals.Reserved += free;
            db.Add(new Reservation { WorkOrderNo = order.No, ItemNo = need.ItemNo, Revision = need.Revision, Quantity = free, Unit = need.Unit, MadeUtc = by.NowUtc });
        }
    }
}
