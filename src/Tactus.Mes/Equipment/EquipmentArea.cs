using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Mes.Equipment;

/// <summary>Hierarchy, machines, shifts, signals, states, OEE. What the area adds to its half's model, endpoints, message handlers and rights.</summary>
internal static class EquipmentArea
{
    internal static IReadOnlyList<Permission> Permissions => MesEquipment.All;

    internal static void MapModel(ModelBuilder model)
    {
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
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        EquipmentReads.Map(app);
        SetEquipment.Map(app);
        StopForMaintenance.Map(app);
        EndMaintenanceStop.Map(app);
        MaintenanceStopView.Map(app);
        SetShiftPattern.Map(app);
        AssignCalendar.Map(app);
        SetCalendarException.Map(app);
        Calendars.Map(app);
    }

    internal static void Handle(MessageHandlers handlers)
    {
    }
}

/// <summary>The area's tables.</summary>
internal static class EquipmentTables
{
    extension(MesDb db)
    {
        internal DbSet<EquipmentNode> Equipment => db.Set<EquipmentNode>();
        internal DbSet<MaintenanceStop> MaintenanceStops => db.Set<MaintenanceStop>();
        internal DbSet<PlantSetting> PlantSettings => db.Set<PlantSetting>();
        internal DbSet<ShiftPattern> ShiftPatterns => db.Set<ShiftPattern>();
        internal DbSet<CalendarAssignment> CalendarAssignments => db.Set<CalendarAssignment>();
        internal DbSet<CalendarException> CalendarExceptions => db.Set<CalendarException>();
    }
}
