using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Tactus.Contracts.Messages;
using Tactus.Coordination.Exceptions;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Coordination.Picture;

/// <summary>What coordination knows of both halves. Rebuilt from their messages; never asked of their databases.</summary>
internal static class PictureArea
{
    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<KnownOrder>(entity =>
        {
            entity.ToTable("known_orders");
            entity.HasKey(order => order.WorkOrderNo);
            entity.HasIndex(order => new { order.Finished, order.Cancelled });
            entity.HasIndex(order => new { order.SalesOrderNo, order.SalesLineNo });
            AsJson(entity.Property(order => order.Operations));
            AsJson(entity.Property(order => order.Materials));
        });
        model.Entity<KnownJob>(entity =>
        {
            entity.ToTable("known_jobs");
            entity.HasKey(job => new { job.WorkOrderNo, job.OperationNo });
        });
        model.Entity<KnownMachine>(entity =>
        {
            entity.ToTable("known_machines");
            entity.HasKey(machine => machine.MachineNo);
            AsJson(entity.Property(machine => machine.Open));
        });
        model.Entity<KnownHold>(entity =>
        {
            entity.ToTable("known_holds");
            entity.HasKey(hold => hold.HoldId);
            entity.Property(hold => hold.HoldId).ValueGeneratedNever();
            entity.HasIndex(hold => hold.RecallNo);
            AsJson(entity.Property(hold => hold.LotNos));
            AsJson(entity.Property(hold => hold.Shipped));
        });
        model.Entity<KnownRecall>(entity =>
        {
            entity.ToTable("known_recalls");
            entity.HasKey(recall => recall.No);
            AsJson(entity.Property(recall => recall.LotNos));
        });
        model.Entity<KnownChange>(entity =>
        {
            entity.ToTable("known_changes");
            entity.HasKey(change => new { change.ChangeNo, change.WorkOrderNo });
        });
        model.Entity<AvailabilityAnswer>(entity =>
        {
            entity.ToTable("availability_answers");
            entity.HasKey(answer => answer.Id);
            entity.Property(answer => answer.Id).ValueGeneratedNever();
        });
    }

    internal static void Handle(MessageHandlers handlers)
    {
        handlers.On<CoordinationDb, OperationsScheduleReleased>(CoordinationDb.Name, HearOrders.Released);
        handlers.On<CoordinationDb, OperationsScheduleChanged>(CoordinationDb.Name, HearOrders.Changed);
        handlers.On<CoordinationDb, JobProgress>(CoordinationDb.Name, HearOrders.Progress);
        handlers.On<CoordinationDb, DemandChanged>(CoordinationDb.Name, DetectOrderChange.Heard);
        handlers.On<CoordinationDb, EquipmentChanged>(CoordinationDb.Name, HearMachines.EquipmentChanged);
        handlers.On<CoordinationDb, AvailabilityReported>(CoordinationDb.Name, HearMachines.Reported);
        handlers.On<CoordinationDb, MachineStateChanged>(CoordinationDb.Name, HearMachines.StateChanged);
        handlers.On<CoordinationDb, LotHeld>(CoordinationDb.Name, HearHolds.Held);
        handlers.On<CoordinationDb, LotHoldExtended>(CoordinationDb.Name, HearHolds.Extended);
        handlers.On<CoordinationDb, LotHoldConfirmed>(CoordinationDb.Name, HearHolds.Confirmed);
        handlers.On<CoordinationDb, LotHoldEnded>(CoordinationDb.Name, HearHolds.Ended);
        handlers.On<CoordinationDb, RecallChanged>(CoordinationDb.Name, HearHolds.RecallChanged);
        handlers.On<CoordinationDb, EngineeringChangeAnnounced>(CoordinationDb.Name, HearChanges.Announced);
        handlers.On<CoordinationDb, EngineeringChangeAnswered>(CoordinationDb.Name, HearChanges.Answered);
        handlers.On<CoordinationDb, EngineeringChangeAllocated>(CoordinationDb.Name, HearChanges.Allocated);
        handlers.On<CoordinationDb, EngineeringChangeLifted>(CoordinationDb.Name, HearChanges.Lifted);
        handlers.On<CoordinationDb, OrderSplit>(CoordinationDb.Name, HearChanges.Split);
    }

    /// <summary>Keeps a list as JSON text: it is read and written whole.</summary>
    internal static void AsJson<T>(Microsoft.EntityFrameworkCore.Metadata.Builders.PropertyBuilder<List<T>> property) => property.HasConversion(
        list => System.Text.Json.JsonSerializer.Serialize(list, TactusJson.Options), text => System.Text.Json.JsonSerializer.Deserialize<List<T>>(text, TactusJson.Options)!,
        new ValueComparer<List<T>>((left, right) => ReferenceEquals(left, right) || (left != null && right != null && left.SequenceEqual(right)),
            list => list.Aggregate(0, (hash, each) => HashCode.Combine(hash, each)), list => new List<T>(list)));
}

/// <summary>The area's tables.</summary>
internal static class PictureTables
{
    extension(CoordinationDb db)
    {
        internal DbSet<KnownOrder> Orders => db.Set<KnownOrder>();
        internal DbSet<KnownJob> Jobs => db.Set<KnownJob>();
        internal DbSet<KnownMachine> Machines => db.Set<KnownMachine>();
        internal DbSet<KnownHold> KnownHolds => db.Set<KnownHold>();
        internal DbSet<KnownRecall> KnownRecalls => db.Set<KnownRecall>();
        internal DbSet<KnownChange> KnownChanges => db.Set<KnownChange>();
        internal DbSet<AvailabilityAnswer> AvailabilityAnswers => db.Set<AvailabilityAnswer>();
    }
}
