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

    /// <summary>Raise, allocate and withdraw engineering changes.</summary>
    internal const string Engineer = "erp.engineering-changes";

    /// <summary>Approve engineering changes; two different people have to.</summary>
    internal const string ApproveChanges = "erp.approve-changes";

    internal static IReadOnlyList<Permission> Permissions { get; } =
    [
        new(Engineer, "Raise engineering changes, allocate the pieces of running orders"),
        new(ApproveChanges, "Approve engineering changes"),
        new(Write, "Make, change, release and close work orders, reserve their material"),
    ];

    internal static void MapModel(ModelBuilder model)
    {
        WorkOrder.Map(model);
        EngineeringChange.Map(model);
    }

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
        RaiseEngineeringChange.Map(app);
        ApproveEngineeringChange.Map(app);
        AllocateEngineeringChange.Map(app);
        WithdrawEngineeringChange.Map(app);
        EngineeringChangeReads.Map(app);
    }

    internal static void Handle(MessageHandlers handlers)
    {
        handlers.On<ErpDb, JobResponse>(ErpDb.Name, PlantReports.Responded);
        handlers.On<ErpDb, WorkOrderChangeAsked>(ErpDb.Name, CoordinationAsks.ChangeOrder);
        handlers.On<ErpDb, PromiseChangeAsked>(ErpDb.Name, CoordinationAsks.ChangePromise);
        handlers.On<ErpDb, LaborActual>(ErpDb.Name, PlantReports.Worked);
        handlers.On<ErpDb, EngineeringChangeAnswered>(ErpDb.Name, EngineeringChangeAnswers.Answered);
        handlers.On<ErpDb, OrderSplit>(ErpDb.Name, EngineeringChangeAnswers.Split);
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
        internal DbSet<EngineeringChange> EngineeringChanges => db.Set<EngineeringChange>();
        internal DbSet<EngineeringChangeOrder> EngineeringChangeOrders => db.Set<EngineeringChangeOrder>();
        internal DbSet<EngineeringChangeApproval> EngineeringChangeApprovals => db.Set<EngineeringChangeApproval>();
        internal DbSet<LaborBooking> LaborBookings => db.Set<LaborBooking>();
        internal DbSet<DemandMismatch> DemandMismatches => db.Set<DemandMismatch>();
    }
}
