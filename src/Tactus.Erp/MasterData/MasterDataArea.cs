using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Erp.MasterData;

/// <summary>Items, bills, routings, partners, places. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class MasterDataArea
{
    /// <summary>Make and change master data.</summary>
    internal const string Write = "erp.master-data";

    internal static IReadOnlyList<Permission> Permissions { get; } =
        [new(Write, "Make and change items, bills, routings, work centres, customers, suppliers and places")];

    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<Item>(entity =>
        {
            entity.ToTable("items");
            entity.HasKey(item => item.No);
            entity.Property(item => item.Kind).HasConversion<string>();
            entity.Property(item => item.Tracking).HasConversion<string>();
            entity.Ignore(item => item.Cost);
        });
        model.Entity<ItemUnit>(entity =>
        {
            entity.ToTable("item_units");
            entity.HasKey(unit => new { unit.ItemNo, unit.Unit });
        });
        model.Entity<ItemRevision>(entity =>
        {
            entity.ToTable("item_revisions");
            entity.HasKey(revision => new { revision.ItemNo, revision.Revision });
            entity.Property(revision => revision.State).HasConversion<string>();
        });
        model.Entity<Bill>(entity =>
        {
            entity.ToTable("bills");
            entity.HasKey(bill => new { bill.ItemNo, bill.Revision });
            entity.Property(bill => bill.State).HasConversion<string>();
        });
        model.Entity<BillLine>(entity =>
        {
            entity.ToTable("bill_lines");
            entity.HasKey(line => new { line.ItemNo, line.BillRevision, line.LineNo });
            entity.HasIndex(line => line.ComponentNo);
        });
        model.Entity<Routing>(entity =>
        {
            entity.ToTable("routings");
            entity.HasKey(routing => new { routing.ItemNo, routing.Revision });
            entity.Property(routing => routing.State).HasConversion<string>();
        });
        model.Entity<RoutingOperation>(entity =>
        {
            entity.ToTable("routing_operations");
            entity.HasKey(operation => new { operation.ItemNo, operation.RoutingRevision, operation.No });
            entity.HasIndex(operation => operation.WorkCentreNo);
        });
        model.Entity<WorkCentre>(entity =>
        {
            entity.ToTable("work_centres");
            entity.HasKey(centre => centre.No);
        });
        model.Entity<Customer>(entity =>
        {
            entity.ToTable("customers");
            entity.HasKey(customer => customer.No);
        });
        model.Entity<Supplier>(entity =>
        {
            entity.ToTable("suppliers");
            entity.HasKey(supplier => supplier.No);
        });
        model.Entity<Place>(entity =>
        {
            entity.ToTable("places");
            entity.HasKey(place => place.No);
            entity.Property(place => place.Kind).HasConversion<string>();
            entity.Ignore(place => place.IsVirtual);
            entity.Ignore(place => place.HoldsStock);
            entity.HasIndex(place => place.ParentNo);
            entity.HasIndex(place => place.WorkCentreNo).IsUnique();
        });
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        DefineItem.Map(app);
        ReviseItem.Map(app);
        ItemReads.Map(app);
        DefineBill.Map(app);
        BillReads.Map(app);
        DefineRouting.Map(app);
        RoutingReads.Map(app);
        DefineWorkCentre.Map(app);
        DefineCustomer.Map(app);
        DefineSupplier.Map(app);
        DefinePlace.Map(app);
    }

    internal static void Handle(MessageHandlers handlers)
    {
    }
}

/// <summary>The area's tables.</summary>
internal static class MasterDataTables
{
    extension(ErpDb db)
    {
        internal DbSet<Item> Items => db.Set<Item>();
        internal DbSet<ItemUnit> ItemUnits => db.Set<ItemUnit>();
        internal DbSet<ItemRevision> ItemRevisions => db.Set<ItemRevision>();
        internal DbSet<Bill> Bills => db.Set<Bill>();
        internal DbSet<BillLine> BillLines => db.Set<BillLine>();
        internal DbSet<Routing> Routings => db.Set<Routing>();
        internal DbSet<RoutingOperation> RoutingOperations => db.Set<RoutingOperation>();
        internal DbSet<WorkCentre> WorkCentres => db.Set<WorkCentre>();
        internal DbSet<Customer> Customers => db.Set<Customer>();
        internal DbSet<Supplier> Suppliers => db.Set<Supplier>();
        internal DbSet<Place> Places => db.Set<Place>();
    }
}
