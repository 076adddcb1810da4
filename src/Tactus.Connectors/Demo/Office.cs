using System.Globalization;
using Tactus.Contracts;

namespace Tactus.Connectors.Demo;

/// <summary>The simulated people at desks: they buy what runs low, plan and release orders, ship, explain stops, enter what customers order.</summary>
internal sealed class Office(FloorModel model, Door door, Random chance, DateTime startUtc)
{
    private const int OpenLines = 14;
    private DateTime explained;

    internal async Task Step(DateTime now, bool live, CancellationToken stop)
    {
        var stock = (await door.List<StockNow>("/api/erp/item-stock?limit=1000", stop)).GroupBy(each => each.ItemNo)
            .ToDictionary(group => group.Key, group => group.Sum(each => each.Available - each.Reserved));
        if (stock.Count == 0) return;
        var orders = await door.List<OrderNow>("/api/erp/work-orders?filter=state:in:planned,released,accepted,started&limit=1000&fields=no,itemNo,quantity,produced,state,priority,dueUtc", stop);
        await Buy(stock, now, stop);
        await Make(stock, orders, now, stop);
        foreach (var order in orders.Where(order => order.State == "planned").OrderBy(order => order.Priority).ThenBy(order => order.DueUtc).Take(10))
            await door.Post("/api/erp/work-order-releases", new { workOrderNo = order.No }, stop);
        if (live) await Sell(now, stop);
        await Ship(now, stop);
        if (now - explained < TimeSpan.FromHours(1)) return;
        await Explain(now, stop);
        explained = now;
    }

    private async Task Buy(Dictionary<string, decimal> stock, DateTime now, CancellationToken stop)
    {
        foreach (var item in model.Plan.Bought.Where(item => stock.GetValueOrDefault(item.ItemNo) < item.Min && now >= startUtc.AddHours(item.LateHours)))
            await door.Post("/api/erp/stock-receipts", new
            {
                itemNo = item.ItemNo,
                quantity = new Quantity(item.Order, item.Unit),
                place = "MAIN",
                lotNo = item.Lot ? $"{item.ItemNo}-{now.ToString("yyMMddHHmm", CultureInfo.InvariantCulture)}" : null,
                supplierNo = item.SupplierNo,
                referenceNo = $"DN-{chance.Next(10000, 99999)}",
                atUtc = now,
            }, stop);
    }

    private async Task Make(Dictionary<string, decimal> stock, IReadOnlyList<OrderNow> orders, DateTime now, CancellationToken stop)
    {
        foreach (var item in model.Plan.Made)
        {
            var coming = orders.Where(order => order.ItemNo == item.ItemNo).Sum(order => Math.Max(0, order.Quantity - order.Produced));
            if (stock.GetValueOrDefault(item.ItemNo) + coming >= item.Min) continue;
            var made = await door.Post("/api/erp/work-orders", new { itemNo = item.ItemNo, quantity = new Quantity(item.Lot, "C62"), dueUtc = now.AddHours(14), priority = 4 }, stop);
            if (made.Done) await door.Post("/api/erp/work-order-releases", new { workOrderNo = made.Answer.GetProperty("no").GetString() }, stop);
        }
    }

    private async Task Sell(DateTime now, CancellationToken stop)
    {
        var lines = await Lines(stop);
        if (lines.Count >= OpenLines) return;
        var pump = model.Plan.Pumps[chance.Next(model.Plan.Pumps.Count)];
        var entered = await door.Post("/api/erp/sales-orders", new
        {
            customerNo = model.Plan.Customers[chance.Next(model.Plan.Customers.Count)],
            customerOrderNo = $"PO-{chance.Next(10000, 99999)}",
            lines = new[]
            {
                new { itemNo = pump.ItemNo, quantity = new Quantity(2 * chance.Next(5, 15), "C62"), requestedUtc = now.AddHours(chance.Next(20, 96)), price = new Money(decimal.Parse(pump.Price, CultureInfo.InvariantCulture), "EUR"), priority = chance.Next(4, 7) },
            },
        }, stop);
        if (entered.Done && entered.Answer.TryGetProperty("no", out var no))
            await door.Post("/api/erp/work-orders", new { salesOrderNo = no.GetString(), lineNo = entered.Answer.GetProperty("lines")[0].GetProperty("lineNo").GetInt32() }, stop);
    }

    private async Task Ship(DateTime now, CancellationToken stop)
    {
        var free = (await door.List<StockNow>("/api/erp/item-stock?limit=1000&filter=itemNo:starts:PUMP", stop)).GroupBy(each => each.ItemNo)
            .ToDictionary(group => group.Key, group => group.Sum(each => each.Available - each.Reserved));
        foreach (var line in (await Lines(stop)).OrderBy(line => line.Priority).ThenBy(line => line.DueUtc))
        {
            var open = line.Quantity - line.Shipped;
            if (free.GetValueOrDefault(line.ItemNo) < open) continue;
            if ((await door.Post("/api/erp/shipments", new { salesOrderNo = line.OrderNo, lineNo = line.LineNo, atUtc = now }, stop)).Done) free[line.ItemNo] -= open;
        }
    }

    private async Task Explain(DateTime now, CancellationToken stop)
    {
        foreach (var machine in model.Plan.Machines)
            foreach (var part in await door.List<StopNow>(
                $"/api/mes/state-intervals?machineNo={machine.No}&from={now.AddHours(-2):yyyy-MM-dd'T'HH:mm:ss'Z'}&to={now:yyyy-MM-dd'T'HH:mm:ss'Z'}&unexplained=true", stop))
                // Some are never explained, as in life; the line lead sees them.
                if (part.EndUtc is not null && chance.NextDouble() < 0.7)
                    await door.Post("/api/mes/downtime-reasons", new { machineNo = machine.No, intervalStartUtc = part.StartUtc, reasonCode = machine.StopReasons[chance.Next(machine.StopReasons.Count)] }, stop);
    }

    private Task<IReadOnlyList<LineNow>> Lines(CancellationToken stop) => door.List<LineNow>("/api/erp/sales-lines?filter=state:in:open,partlyShipped&limit=200", stop);

    private sealed record StockNow(string ItemNo, decimal Available, decimal Reserved);
    private sealed record OrderNow(string No, string ItemNo, decimal Quantity, decimal Produced, string State, int Priority, DateTime DueUtc);
    private sealed record LineNow(string OrderNo, int LineNo, string ItemNo, decimal Quantity, decimal Shipped, int Priority, DateTime DueUtc);
    private sealed record StopNow(DateTime StartUtc, DateTime? EndUtc);
}
