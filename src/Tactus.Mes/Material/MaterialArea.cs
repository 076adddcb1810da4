using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Mes.Material;

/// <summary>Lots, picks, consumption, genealogy, holds. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class MaterialArea
{
    internal const string Move = "mes.material";
    internal const string Hold = "mes.quality-hold";

    internal static IReadOnlyList<Permission> Permissions { get; } =
    [
        new(Move, "Pick, use, return, scrap, split and merge material"),
        new(Hold, "Put lots on hold and ask for their release"),
    ];

    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<MaterialLot>(entity =>
        {
            entity.ToTable("material_lots");
            entity.HasKey(lot => lot.Id);
            entity.Property(lot => lot.Id).ValueGeneratedOnAdd();
            entity.HasIndex(lot => lot.No).IsUnique();
            entity.HasIndex(lot => lot.ItemNo);
            entity.HasIndex(lot => lot.OrderNo);
            entity.HasIndex(lot => lot.InLotNo);
            entity.HasIndex(lot => lot.SupplierLotNo);
        });
        model.Entity<LotEdge>(entity =>
        {
            entity.ToTable("lot_edges");
            entity.HasKey(edge => edge.Id);
            entity.Property(edge => edge.Id).ValueGeneratedOnAdd();
            entity.Property(edge => edge.Kind).HasConversion<string>();
            entity.HasOne(edge => edge.From).WithMany().HasForeignKey(edge => edge.FromLotId).OnDelete(DeleteBehavior.Restrict);
            entity.HasOne(edge => edge.To).WithMany().HasForeignKey(edge => edge.ToLotId).OnDelete(DeleteBehavior.Restrict);
            // The walk reads nothing but these columns: it never touches the table itself.
            entity.HasIndex(edge => new { edge.FromLotId, edge.Reversed, edge.ToLotId });
            entity.HasIndex(edge => new { edge.ToLotId, edge.Reversed, edge.FromLotId });
            entity.HasIndex(edge => edge.ReportId);
        });
        model.Entity<MaterialMovement>(entity =>
        {
            entity.ToTable("material_movements");
            entity.HasKey(movement => movement.Id);
            entity.Property(movement => movement.Id).ValueGeneratedNever();
            entity.Property(movement => movement.Kind).HasConversion<string>();
            entity.HasOne(movement => movement.Lot).WithMany().HasForeignKey(movement => movement.LotId).OnDelete(DeleteBehavior.Restrict);
            entity.HasIndex(movement => movement.LotId);
            entity.HasIndex(movement => movement.ReportId);
            entity.HasIndex(movement => new { movement.JobNo, movement.ItemNo });
        });
        model.Entity<LotPlace>(entity =>
        {
            entity.ToTable("lot_places");
            entity.HasKey(place => new { place.LotId, place.WorkCentreNo });
            entity.HasOne(place => place.Lot).WithMany().HasForeignKey(place => place.LotId).OnDelete(DeleteBehavior.Restrict);
            entity.HasIndex(place => place.WorkCentreNo);
        });
        model.Entity<MaterialDefinition>(entity =>
        {
            entity.ToTable("material_definitions");
            entity.HasKey(material => material.ItemNo);
            entity.Property(material => material.Tracking).HasConversion<string>();
        });
        model.Entity<MaterialWarning>(entity =>
        {
            entity.ToTable("material_warnings");
            entity.HasKey(warning => warning.Id);
            entity.Property(warning => warning.Id).ValueGeneratedNever();
            entity.HasIndex(warning => warning.JobNo);
        });
        model.Entity<LotHold>(entity =>
        {
            entity.ToTable("lot_holds");
            entity.HasKey(hold => hold.Id);
            entity.Property(hold => hold.Id).ValueGeneratedNever();
            entity.Property(hold => hold.State).HasConversion<string>();
            entity.HasIndex(hold => hold.LotNo);
            entity.HasIndex(hold => hold.RecallNo);
            // Holds from before there was a choice were to be used again.
            entity.Property(hold => hold.Disposition).HasConversion<string>().HasDefaultValue(Disposition.Use);
        });
        Recall.Map(model);
        model.Entity<HoldMember>(entity =>
        {
            entity.ToTable("lot_hold_members");
            entity.HasKey(member => new { member.HoldId, member.LotNo });
            entity.HasIndex(member => member.LotNo);
        });
        model.Entity<HoldConfirmation>(entity =>
        {
            entity.ToTable("lot_hold_confirmations");
            entity.HasKey(answer => answer.Id);
            entity.Property(answer => answer.Id).ValueGeneratedNever();
            entity.HasIndex(answer => answer.HoldId);
        });
        model.Entity<LotDivergence>(entity =>
        {
            entity.ToTable("lot_divergences");
            entity.HasKey(row => row.Id);
            entity.Property(row => row.Id).ValueGeneratedNever();
            entity.HasIndex(row => row.LotNo);
        });
        model.Entity<LotAsked>(entity =>
        {
            entity.ToTable("lots_asked");
            entity.HasKey(question => question.LotNo);
        });
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        PickMaterial.Map(app);
        ConsumeMaterial.Map(app);
        ReturnMaterial.Map(app);
        ReverseConsumption.Map(app);
        ScrapMaterial.Map(app);
        SplitLot.Map(app);
        MergeLots.Map(app);
        SettleWarning.Map(app);
        HoldLot.Map(app);
        AskRelease.Map(app);
        DeclareRecall.Map(app);
        RecallReads.Map(app);
        TraceLot.Map(app);
        MaterialReads.Map(app);
        MaterialTotals.Map(app);
    }

    internal static void Handle(MessageHandlers handlers)
    {
        handlers.On<MesDb, MaterialDefinitionPublished>(MesDb.Name, MaterialDefinition.Apply);
        handlers.On<MesDb, MaterialLotReceived>(MesDb.Name, ReceiveLot.Apply);
        handlers.On<MesDb, LotHoldConfirmed>(MesDb.Name, HoldAnswers.Confirmed);
        handlers.On<MesDb, LotHoldReleaseApproved>(MesDb.Name, HoldAnswers.Approved);
        handlers.On<MesDb, LotStatusReported>(MesDb.Name, Reconciler.Answered);
    }
}

/// <summary>The area's tables.</summary>
internal static class MaterialTables
{
    extension(MesDb db)
    {
        internal DbSet<MaterialLot> Lots => db.Set<MaterialLot>();
        internal DbSet<LotEdge> LotEdges => db.Set<LotEdge>();
        internal DbSet<MaterialMovement> Movements => db.Set<MaterialMovement>();
        internal DbSet<LotPlace> LotPlaces => db.Set<LotPlace>();
        internal DbSet<MaterialDefinition> Materials => db.Set<MaterialDefinition>();
        internal DbSet<MaterialWarning> MaterialWarnings => db.Set<MaterialWarning>();
        internal DbSet<LotHold> Holds => db.Set<LotHold>();
        internal DbSet<HoldMember> HoldMembers => db.Set<HoldMember>();
        internal DbSet<HoldConfirmation> HoldConfirmations => db.Set<HoldConfirmation>();
        internal DbSet<Recall> Recalls => db.Set<Recall>();
        internal DbSet<RecallLot> RecallLots => db.Set<RecallLot>();
        internal DbSet<LotDivergence> Divergences => db.Set<LotDivergence>();
        internal DbSet<LotAsked> LotsAsked => db.Set<LotAsked>();
    }
}
