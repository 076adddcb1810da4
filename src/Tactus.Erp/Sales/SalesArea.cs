using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Erp.Sales;

/// <summary>Sales orders and their changes. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class SalesArea
{
    /// <summary>Enter, change and cancel sales orders.</summary>
    internal const string Write = "erp.sales";

    internal static IReadOnlyList<Permission> Permissions { get; } = [new(Write, "Enter, change and cancel sales orders")];

    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<SalesOrder>(entity =>
        {
            entity.ToTable("sales_orders");
            entity.HasKey(order => order.No);
            entity.Property(order => order.State).HasConversion<string>();
            entity.HasIndex(order => order.CustomerNo);
        });
        model.Entity<SalesOrderLine>(entity =>
        {
            entity.ToTable("sales_order_lines");
            entity.HasKey(line => new { line.OrderNo, line.LineNo });
            entity.Property(line => line.State).HasConversion<string>();
            entity.Ignore(line => line.DueUtc);
            entity.Ignore(line => line.Remaining);
            entity.Ignore(line => line.IsOpen);
            entity.HasIndex(line => line.ItemNo);
        });
        model.Entity<SalesLineChange>(entity =>
        {
            entity.ToTable("sales_line_changes");
            entity.HasKey(change => change.Id);
            entity.HasIndex(change => new { change.OrderNo, change.LineNo });
        });
        MapPromises(model);
    }

    private static void MapPromises(ModelBuilder model) => model.Entity<SalesLinePromise>(entity =>
    {
        entity.ToTable("sales_line_promises");
        entity.HasKey(promise => new { promise.OrderNo, promise.LineNo, promise.PartNo });
    });

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        EnterSalesOrder.Map(app);
        AddSalesLine.Map(app);
        ChangeSalesLine.Map(app);
        PromiseSalesLine.Map(app);
        CancelSales.Map(app);
        SalesReads.Map(app);
    }

    internal static void Handle(MessageHandlers handlers)
    {
    }
}

/// <summary>The area's tables.</summary>
internal static class SalesTables
{
    extension(ErpDb db)
    {
        internal DbSet<SalesOrder> SalesOrders => db.Set<SalesOrder>();
        internal DbSet<SalesOrderLine> SalesLines => db.Set<SalesOrderLine>();
        internal DbSet<SalesLinePromise> SalesLinePromises => db.Set<SalesLinePromise>();
        internal DbSet<SalesLineChange> SalesLineChanges => db.Set<SalesLineChange>();
    }
}
