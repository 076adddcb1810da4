using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Erp.Planning;

/// <summary>Work orders: made, released, changed, closed. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class PlanningArea
{
    /// <summary>Make, change, release, cancel and close work orders; reserve their material.</summary>
    internal const string Write = "erp.work-orders";

    internal static IReadOnlyList<Permission> Permissions { get; } =
    [
        new(Write, "Make, change, release and close work orders, reserve their material"),
    ];

    internal static void MapModel(ModelBuilder model) => WorkOrder.Map(model);

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        PlanWorkOrder.Map(app);
        ReleaseWorkOrder.Map(app);
        ChangeWorkOrder.Map(app);
        CancelWorkOrder.Map(app);
        CloseWorkOrder.Map(app);
        SettleMismatch.Map(app);
        WorkOrderReads.Map(app);
        MaterialShortages.Map(app);
    }

    internal static void Handle(MessageHandlers handlers)
    {
        handlers.On<ErpDb, JobResponse>(ErpDb.Name, PlantReports.Responded);
        handlers.On<ErpDb, WorkOrderChangeAsked>(ErpDb.Name, CoordinationAsks.ChangeOrder);
        handlers.On<ErpDb, PromiseChangeAsked>(ErpDb.Name, CoordinationAsks.ChangePromise);
        handlers.On<ErpDb, LaborActual>(ErpDb.Name, PlantReports.Worked);
    }
}

/// <summary>The area's tables.</summary>
internal static class PlanningTables
{
    extension(ErpDb db)
    {
        internal DbSet<WorkOrder> WorkOrders => db.Set<WorkOrder>();
        internal DbSet<WorkOrderMaterial> WorkOrderMaterials => db.Set<WorkOrderMaterial>();
        internal DbSet<WorkOrderOperation> WorkOrderOperations => db.Set<WorkOrderOperation>();
        internal DbSet<LaborBooking> LaborBookings => db.Set<LaborBooking>();
        internal DbSet<DemandMismatch> DemandMismatches => db.Set<DemandMismatch>();
    }
}
