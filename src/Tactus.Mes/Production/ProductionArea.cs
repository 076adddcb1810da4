using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Mes.Production;

/// <summary>Orders, jobs, dispatch, reports. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class ProductionArea
{
    internal static IReadOnlyList<Permission> Permissions => MesProduction.All;

    internal static void MapModel(ModelBuilder model)
    {
        StartFence.Map(model);
        model.Entity<ProductionOrder>(entity =>
        {
            entity.ToTable("production_orders");
            entity.HasKey(order => order.No);
            entity.Property(order => order.State).HasConversion<string>();
        });
        model.Entity<JobOrder>(entity =>
        {
            entity.ToTable("job_orders");
            entity.HasKey(job => job.No);
            entity.Property(job => job.State).HasConversion<string>();
            entity.Ignore(job => job.OverStarted);
            entity.HasIndex(job => job.OrderNo);
            entity.HasIndex(job => new { job.WorkCentreNo, job.State });
            entity.HasIndex(job => new { job.MachineNo, job.State });
        });
        model.Entity<JobMaterial>(entity =>
        {
            entity.ToTable("job_materials");
            entity.HasKey(material => new { material.JobNo, material.ItemNo });
        });
        model.Entity<ProductionReport>(entity =>
        {
            entity.ToTable("production_reports");
            entity.HasKey(report => report.Id);
            entity.Property(report => report.Id).ValueGeneratedNever();
            entity.Property(report => report.Kind).HasConversion<string>();
            entity.HasMany(report => report.Scrap).WithOne().HasForeignKey(line => line.ReportId);
            entity.HasIndex(report => report.JobNo);
            entity.HasIndex(report => report.OrderNo);
            // A report is reversed once, also when two people try at the same instant.
            entity.HasIndex(report => report.Reverses).IsUnique();
            entity.HasIndex(report => report.CountsUtc);
            entity.HasIndex(report => new { report.MachineNo, report.CountsUtc });
        });
        model.Entity<ProductionScrap>(entity =>
        {
            entity.ToTable("production_scrap");
            entity.HasKey(line => new { line.ReportId, line.ReasonCode });
        });
        model.Entity<JobEvent>(entity =>
        {
            entity.ToTable("job_events");
            entity.HasKey(each => each.Id);
            entity.Property(each => each.Id).ValueGeneratedOnAdd();
            entity.Property(each => each.Kind).HasConversion<string>();
            entity.HasIndex(each => each.JobNo);
            entity.HasIndex(each => each.OrderNo);
            entity.HasIndex(each => new { each.MachineNo, each.AtUtc });
        });
        model.Entity<MachineTurn>(entity =>
        {
            entity.ToTable("machine_turns");
            entity.HasKey(turn => turn.MachineNo);
        });
        model.Entity<ReasonCode>(entity =>
        {
            entity.ToTable("reason_codes");
            entity.HasKey(reason => new { reason.Kind, reason.Code });
            entity.Property(reason => reason.Kind).HasConversion<string>();
        });
        model.Entity<ProductionRules>(entity =>
        {
            entity.ToTable("production_rules");
            entity.HasKey(rules => rules.Id);
            entity.Property(rules => rules.Id).ValueGeneratedNever();
        });
        OrderChange.Map(model);
        model.Entity<ScheduleChange>(entity =>
        {
            entity.ToTable("schedule_changes");
            entity.HasKey(change => change.Id);
            entity.Property(change => change.Id).ValueGeneratedNever();
            entity.HasIndex(change => change.OrderNo);
        });
        model.Entity<Handover>(entity =>
        {
            entity.ToTable("handovers");
            entity.HasKey(note => note.Id);
            entity.Property(note => note.Id).ValueGeneratedNever();
            entity.HasIndex(note => note.JobNo);
            entity.HasIndex(note => note.WorkCentreNo);
        });
        model.Entity<DispatchPlaceSet>(entity =>
        {
            entity.ToTable("dispatch_places");
            entity.HasKey(place => new { place.WorkCentreNo, place.OrderNo, place.OperationNo });
            entity.HasIndex(place => place.OrderNo);
        });
        model.Entity<DispatchChange>(entity =>
        {
            entity.ToTable("dispatch_changes");
            entity.HasKey(change => change.Id);
            entity.Property(change => change.Id).ValueGeneratedNever();
            entity.HasIndex(change => new { change.WorkCentreNo, change.SupersededUtc });
        });
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        StartJob.Map(app);
        StartBatch.Map(app);
        PauseJob.Map(app);
        ResumeJob.Map(app);
        ReportProduction.Map(app);
        CompleteJob.Map(app);
        ReverseReport.Map(app);
        ReverseStart.Map(app);
        ReturnRework.Map(app);
        HandOver.Map(app);
        AcknowledgeHandover.Map(app);
        ChangeDispatch.Map(app);
        SetReasonCode.Map(app);
        SetProductionRules.Map(app);
        Dispatch.Map(app);
        JobReads.Map(app);
        OrderReads.Map(app);
        StationScreen.Map(app);
        ProductionTotals.Map(app);
    }

    internal static void Handle(MessageHandlers handlers)
    {
        handlers.On<MesDb, OperationsScheduleReleased>(MesDb.Name, ReceiveSchedule.Apply);
        handlers.On<MesDb, OperationsScheduleChanged>(MesDb.Name, ChangeSchedule.Apply);
        handlers.On<MesDb, ProgressAsked>(MesDb.Name, NewsForCoordination.Asked);
        handlers.On<MesDb, StartsFenced>(MesDb.Name, StartFence.Told);
        handlers.On<MesDb, EngineeringChangeAnnounced>(MesDb.Name, OrderChange.Announced);
        handlers.On<MesDb, EngineeringChangeAllocated>(MesDb.Name, SplitOrder.Apply);
        handlers.On<MesDb, EngineeringChangeLifted>(MesDb.Name, OrderChange.Lifted);
        handlers.On<MesDb, DispatchOrderSet>(MesDb.Name, SetDispatch.Apply);
    }
}

/// <summary>The area's tables.</summary>
internal static class ProductionTables
{
    extension(MesDb db)
    {
        internal DbSet<ProductionOrder> Orders => db.Set<ProductionOrder>();
        internal DbSet<JobOrder> Jobs => db.Set<JobOrder>();
        internal DbSet<JobMaterial> JobMaterials => db.Set<JobMaterial>();
        internal DbSet<ProductionReport> Reports => db.Set<ProductionReport>();
        internal DbSet<ProductionScrap> ScrapLines => db.Set<ProductionScrap>();
        internal DbSet<JobEvent> JobEvents => db.Set<JobEvent>();
        internal DbSet<MachineTurn> MachineTurns => db.Set<MachineTurn>();
        internal DbSet<ReasonCode> Reasons => db.Set<ReasonCode>();
        internal DbSet<ProductionRules> ProductionRules => db.Set<ProductionRules>();
        internal DbSet<OrderChange> OrderChanges => db.Set<OrderChange>();
        internal DbSet<ScheduleChange> ScheduleChanges => db.Set<ScheduleChange>();
        internal DbSet<Handover> Handovers => db.Set<Handover>();
        internal DbSet<DispatchPlaceSet> DispatchPlaces => db.Set<DispatchPlaceSet>();
        internal DbSet<DispatchChange> DispatchChanges => db.Set<DispatchChange>();
    }
}
