using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Mes.Equipment;

/// <summary>Hierarchy, machines, shifts, signals, states, OEE. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class EquipmentArea
{
    internal static IReadOnlyList<Permission> Permissions => MesEquipment.All;

    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<MachineTold>(entity =>
        {
            entity.ToTable("machines_told");
            entity.HasKey(told => told.MachineNo);
            entity.Property(told => told.State).HasConversion<string>();
        });
        model.Entity<EquipmentNode>(entity =>
        {
            entity.ToTable("equipment");
            entity.HasKey(node => node.No);
            entity.Property(node => node.Level).HasConversion<string>();
            entity.HasIndex(node => node.ParentNo);
        });
        model.Entity<MaintenanceStop>(entity =>
        {
            entity.ToTable("maintenance_stops");
            entity.HasKey(stop => stop.Id);
            entity.HasIndex(stop => new { stop.MachineNo, stop.EndedUtc });
        });
        model.Entity<PlantSetting>(entity =>
        {
            entity.ToTable("plant_settings");
            entity.HasKey(setting => setting.Name);
        });
        model.Entity<ShiftPattern>(entity =>
        {
            entity.ToTable("shift_patterns");
            entity.HasKey(pattern => pattern.No);
            entity.Property(pattern => pattern.Shifts).AsJson();
        });
        model.Entity<CalendarAssignment>(entity =>
        {
            entity.ToTable("calendar_assignments");
            entity.HasKey(assignment => new { assignment.EquipmentNo, assignment.FromDate });
        });
        model.Entity<CalendarException>(entity =>
        {
            entity.ToTable("calendar_exceptions");
            entity.HasKey(exception => new { exception.EquipmentNo, exception.Date, exception.Kind });
            entity.Property(exception => exception.Kind).HasConversion<string>();
            entity.Property(exception => exception.Shifts).AsJson();
        });
        MapSignals(model);
    }

    private static void MapSignals(ModelBuilder model)
    {
        model.Entity<MachineSignal>(entity =>
        {
            entity.ToTable("machine_signals");
            entity.HasKey(signal => new { signal.Agent, signal.Epoch, signal.Seq });
            // Covers the reading order of one machine.
            entity.HasIndex(signal => new { signal.MachineNo, signal.AtUtc, signal.Epoch, signal.Seq });
        });
        model.Entity<AgentStream>(entity =>
        {
            entity.ToTable("agent_streams");
            entity.HasKey(stream => new { stream.Agent, stream.Epoch });
            entity.Property(stream => stream.Runs).AsJson();
        });
        model.Entity<StateInterval>(entity =>
        {
            entity.ToTable("state_intervals");
            entity.HasKey(interval => new { interval.MachineNo, interval.StartUtc });
            entity.Property(interval => interval.State).HasConversion<string>();
            entity.Ignore(interval => interval.Stretch);
        });
        model.Entity<CountMinute>(entity =>
        {
            entity.ToTable("count_minutes");
            entity.HasKey(minute => new { minute.MachineNo, minute.MinuteUtc });
        });
        model.Entity<DowntimeExplanation>(entity =>
        {
            entity.ToTable("downtime_explanations");
            entity.HasKey(explanation => explanation.Id);
            entity.Property(explanation => explanation.Id).ValueGeneratedOnAdd();
            entity.HasIndex(explanation => new { explanation.MachineNo, explanation.StartUtc });
        });
        model.Entity<ShiftClosing>(entity =>
        {
            entity.ToTable("shift_closings");
            entity.HasKey(closing => closing.Id);
            entity.Property(closing => closing.Figures).AsJson();
            entity.HasIndex(closing => new { closing.EquipmentNo, closing.ShiftKey }).IsUnique();
            entity.HasIndex(closing => closing.EndUtc);
        });
        model.Entity<MachineCorrection>(entity =>
        {
            entity.ToTable("machine_corrections");
            entity.HasKey(correction => correction.Id);
            entity.Property(correction => correction.Before).AsJson();
            entity.Property(correction => correction.After).AsJson();
            entity.HasIndex(correction => correction.ClosingId);
        });
        model.Entity<CycleTime>(entity =>
        {
            entity.ToTable("cycle_times");
            entity.HasKey(cycle => new { cycle.MachineNo, cycle.ItemNo });
        });
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        EquipmentReads.Map(app);
        SetEquipment.Map(app);
        StopForMaintenance.Map(app);
        EndMaintenanceStop.Map(app);
        MaintenanceStopView.Map(app);
        SetPlantZone.Map(app);
        SetShiftPattern.Map(app);
        AssignCalendar.Map(app);
        SetCalendarException.Map(app);
        Calendars.Map(app);
        ReceiveSignals.Map(app);
        ExplainStop.Map(app);
        CloseShift.Map(app);
        SetCycleTime.Map(app);
        OeeReads.Map(app);
        MachineStates.Map(app);
        LineBoards.Map(app);
    }

    internal static void Handle(MessageHandlers handlers)
    {
        handlers.On<MesDb, AvailabilityAsked>(MesDb.Name, NewsOfMachines.Asked);
        handlers.On<MesDb, OvertimeAsked>(MesDb.Name, Overtime.Asked);
    }
}

/// <summary>The area's tables.</summary>
internal static class EquipmentTables
{
    extension(MesDb db)
    {
        internal DbSet<EquipmentNode> Equipment => db.Set<EquipmentNode>();
        internal DbSet<MachineTold> MachinesTold => db.Set<MachineTold>();
        internal DbSet<MaintenanceStop> MaintenanceStops => db.Set<MaintenanceStop>();
        internal DbSet<PlantSetting> PlantSettings => db.Set<PlantSetting>();
        internal DbSet<ShiftPattern> ShiftPatterns => db.Set<ShiftPattern>();
        internal DbSet<CalendarAssignment> CalendarAssignments => db.Set<CalendarAssignment>();
        internal DbSet<CalendarException> CalendarExceptions => db.Set<CalendarException>();
        internal DbSet<MachineSignal> MachineSignals => db.Set<MachineSignal>();
        internal DbSet<AgentStream> AgentStreams => db.Set<AgentStream>();
        internal DbSet<StateInterval> StateIntervals => db.Set<StateInterval>();
        internal DbSet<CountMinute> CountMinutes => db.Set<CountMinute>();
        internal DbSet<DowntimeExplanation> DowntimeExplanations => db.Set<DowntimeExplanation>();
        internal DbSet<ShiftClosing> ShiftClosings => db.Set<ShiftClosing>();
        internal DbSet<MachineCorrection> MachineCorrections => db.Set<MachineCorrection>();
        internal DbSet<CycleTime> CycleTimes => db.Set<CycleTime>();
    }
}
