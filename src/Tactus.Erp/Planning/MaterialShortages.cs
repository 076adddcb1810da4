using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Planning;

/// <summary>A released order that can't be finished with what is in stock and promised to nobody else.</summary>
internal sealed record ShortOrder(string WorkOrderNo, string ItemNo, WorkOrderState State, DateTime DueUtc, IReadOnlyList<ShortMaterial> Short);

/// <summary>What an order is short of, as its own material check says it.</summary>
internal sealed record ShortMaterial(string ItemNo, string Revision, Quantity Short);

/// <summary>Orders in the plant that wait for material.</summary>
internal static class MaterialShortages
{
    /// <summary>Orders looked at together.</summary>
    private const int Chunk = 500;

    internal static void Map(IEndpointRouteBuilder app) =>
        app.Read("/api/erp/material-shortages", ErpPermissions.Read, "Released orders that are short of material, the first due first (limit: 1 to 500, 100 when not given)",
            async (int? limit, ErpDb db, CancellationToken stop) => limit is < 1 or > 500
                ? Refusal.Field("limit", "limit", "limit is a number from 1 to 500.").ToHttp()
                : ((Outcome<Page<ShortOrder>>)new Page<ShortOrder>(await Of(db, limit ?? 100, stop), null)).ToHttp()).Returns<Page<ShortOrder>>();

    /// <summary>The first short ones by due date. Set by set: an order by itself takes several queries, and a plant has thousands.</summary>
    internal static async Task<IReadOnlyList<ShortOrder>> Of(ErpDb db, int limit, CancellationToken stop)
    {
        var found = new List<ShortOrder>();
        for (var seen = 0; found.Count < limit; seen += Chunk)
        {
            var orders = await db.WorkOrders.AsNoTracking()
                .Where(order => order.State == WorkOrderState.Released || order.State == WorkOrderState.Accepted || order.State == WorkOrderState.Started)
                .OrderBy(order => order.DueUtc).ThenBy(order => order.No).Skip(seen).Take(Chunk).ToListAsync(stop);
            if (orders.Count == 0) break;
            found.AddRange(await ShortOnes(db, orders, stop));
        }
        return found.Count > limit ? found.GetRange(0, limit) : found;
    }

    private static async Task<List<ShortOrder>> ShortOnes(ErpDb db, List<WorkOrder> orders, CancellationToken stop)
    {
        var numbers = orders.ConvertAll(order => order.No);
        var materials = (await db.WorkOrderMaterials.AsNoTracking().Where(material => numbers.Contains(material.WorkOrderNo)).ToListAsync(stop)).ToLookup(material => material.WorkOrderNo);
        var items = materials.SelectMany(group => group).Select(material => material.ItemNo).Distinct().ToList();
        var stocks = (await db.ItemStock.AsNoTracking().Where(stock => items.Contains(stock.ItemNo)).ToListAsync(stop)).ToDictionary(stock => (stock.ItemNo, stock.Revision));
        var reserved = (await db.Reservations.AsNoTracking().Where(each => numbers.Contains(each.WorkOrderNo) && each.State == ReservationState.Open).ToListAsync(stop))
            .GroupBy(each => (each.WorkOrderNo, each.ItemNo, each.Revision)).ToDictionary(group => group.Key, group => group.Sum(each => each.Remaining));
        var used = await MaterialNeeds.Used(db, numbers, stop);
        var found = new List<ShortOrder>();
        foreach (var order in orders)
        {
            var missing = new List<ShortMaterial>();
            foreach (var group in materials[order.No].GroupBy(material => (material.ItemNo, material.Revision)).OrderBy(group => group.Key.ItemNo, StringComparer.Ordinal))
            {
                var (itemNo, revision) = group.Key;
                var open = Math.Max(0, group.Sum(material => material.WithScrap) - used.GetValueOrDefault((order.No, itemNo, revision)) - reserved.GetValueOrDefault((order.No, itemNo, revision)));
                var stock = stocks.GetValueOrDefault(group.Key);
                var free = Math.Max(0, (stock?.Available ?? 0) - (stock?.Reserved ?? 0));
                if (open > free) missing.Add(new ShortMaterial(itemNo, revision, new Quantity(open - free, group.First().Unit)));
            }
            if (missing.Count > 0) found.Add(new ShortOrder(order.No, order.ItemNo, order.State, order.DueUtc, missing));
        }
        return found;
    }
}
