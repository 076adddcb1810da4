using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Labor;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>An order as the plant has it.</summary>
internal sealed record OrderRow : IVersionedView
{
    public required string No { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    /// <summary>Good quantity wanted.</summary>
    public decimal Quantity { get; init; }
    public required string Unit { get; init; }
    public OrderState State { get; init; }
    public int Priority { get; init; }
    public DateTime? StartUtc { get; init; }
    public DateTime DueUtc { get; init; }
    public string? SalesOrderNo { get; init; }
    public int? SalesLineNo { get; init; }
    public string? CustomerNo { get; init; }
    public string? CustomerName { get; init; }
    public string? OutputLotNo { get; init; }
    public required string RoutingRevision { get; init; }
    public required string BillRevision { get; init; }
    public DateTime ReceivedUtc { get; init; }
    public DateTime? StartedUtc { get; init; }
    public DateTime? CompletedUtc { get; init; }
    public long Version { get; init; }

    internal static IQueryable<OrderRow> Rows(IQueryable<ProductionOrder> orders) => orders.Select(order => new OrderRow
    {
        No = order.No, ItemNo = order.ItemNo, Revision = order.Revision, Quantity = order.Quantity, Unit = order.Unit, State = order.State,
        Priority = order.Priority, StartUtc = order.StartUtc, DueUtc = order.DueUtc, SalesOrderNo = order.SalesOrderNo, SalesLineNo = order.SalesLineNo,
        CustomerNo = order.CustomerNo, CustomerName = order.CustomerName, OutputLotNo = order.OutputLotNo, RoutingRevision = order.RoutingRevision,
        BillRevision = order.BillRevision, ReceivedUtc = order.ReceivedUtc, StartedUtc = order.StartedUtc, CompletedUtc = order.CompletedUtc, Version = order.Version,
    });
}

/// <summary>An operation in the order's graph.</summary>
internal sealed record OrderNode(
    JobRow Job, IReadOnlyList<int> Predecessors, IReadOnlyList<string> Skills, decimal SetupSeconds, decimal RunSecondsPerUnit, decimal? OverlapQuantity,
    decimal YieldPercent, bool Last, decimal Startable, IReadOnlyList<JobMaterialView> Materials);

/// <summary>How a change of the order was asked for and what became of it.</summary>
internal sealed record ScheduleChangeView(
    Guid ChangeId, decimal? QuantityBefore, decimal? QuantityAsked, DateTime? DueUtc, int? Priority, bool Cancelled, string Reason, string? Remark, DateTime AtUtc);

/// <summary>An order with its graph and its book.</summary>
/// <param name="Good">Good at the last operations.</param>
/// <param name="Scrapped">Scrapped at all operations.</param>
internal sealed record OrderView(
    OrderRow Order, decimal Good, decimal Scrapped, IReadOnlyList<OrderNode> Operations, IReadOnlyList<ReportView> Reports, IReadOnlyList<LaborRow> Labor,
    IReadOnlyList<JobEventView> Events, IReadOnlyList<ScheduleChangeView> Changes) : IVersionedView
{
    public long Version => Order.Version;
}

/// <summary>Reading orders.</summary>
internal static class OrderReads
{
    private const int MostReports = 1000;

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<MesDb, OrderRow>("/api/mes/production-orders", MesPermissions.Read, "Orders as the plant has them", nameof(OrderRow.No), (db, _) => OrderRow.Rows(db.Orders));
        app.Read("/api/mes/production-orders/{orderNo}", MesPermissions.Read, "One order: operations as a graph, reports, labour, changes",
            async (string orderNo, MesDb db, CancellationToken stop) =>
                (await One(db, orderNo, stop)).OrUnknown("order-unknown", $"There is no order {orderNo} in the plant."));
    }

    internal static async Task<OrderView?> One(MesDb db, string orderNo, CancellationToken stop)
    {
        if (await db.Orders.FirstOrDefaultAsync(each => each.No == orderNo, stop) is not { } order) return null;
        var row = await OrderRow.Rows(db.Orders.Where(each => each.No == orderNo)).FirstAsync(stop);
        var jobs = await db.Jobs.Where(job => job.OrderNo == orderNo).OrderBy(job => job.OperationNo).ToListAsync(stop);
        var numbers = jobs.ConvertAll(job => job.No);
        var materials = (await db.JobMaterials.Where(material => numbers.Contains(material.JobNo)).ToListAsync(stop)).ToLookup(material => material.JobNo);
        var reports = await db.Reports.Include(report => report.Scrap).Where(report => report.OrderNo == orderNo)
            .OrderByDescending(report => report.ReceivedUtc).Take(MostReports).ToListAsync(stop);
        return new OrderView(row, jobs.Where(job => job.Last).Sum(job => job.Good), jobs.Sum(job => job.Scrapped),
            jobs.ConvertAll(job => new OrderNode(JobRow.Of(job, order), job.Predecessors, job.Skills, job.SetupSeconds, job.RunSecondsPerUnit, job.OverlapQuantity,
                job.YieldPercent, job.Last, new JobDesk { Order = order, Job = job, Jobs = jobs }.Startable,
                [.. materials[job.No].OrderBy(material => material.ItemNo, StringComparer.Ordinal).Select(material => JobMaterialView.Of(material, job))])),
            reports.ConvertAll(report => ReportView.Of(report)),
            await LaborRow.Rows(db.LaborSpans.Where(span => span.OrderNo == orderNo).OrderByDescending(span => span.StartUtc)).Take(MostReports).ToListAsync(stop),
            (await db.JobEvents.Where(each => each.OrderNo == orderNo).OrderBy(each => each.Id).ToListAsync(stop)).ConvertAll(JobEventView.Of),
            (await db.ScheduleChanges.Where(change => change.OrderNo == orderNo).OrderBy(change => change.ReceivedUtc).ToListAsync(stop))
                .ConvertAll(change => new ScheduleChangeView(change.Id, change.QuantityBefore, change.QuantityAsked, change.DueUtc, change.Priority, change.Cancelled, change.Reason, change.Remark, change.AtUtc)));
    }
}
