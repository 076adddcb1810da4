using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>A machine taken out of service; while it is open no job starts there (ISA-95 maintenance work order in force).</summary>
internal sealed class MaintenanceStop : IVersioned
{
    public Guid Id { get; init; }
    public required string MachineNo { get; init; }
    public required string Reason { get; init; }
    public DateTime SinceUtc { get; init; }
    /// <summary>When it is expected back. It stays out until somebody says that it is back: nobody starts a machine by the clock.</summary>
    public DateTime? UntilUtc { get; init; }
    public required string ByNumber { get; init; }
    public DateTime? EndedUtc { get; set; }
    public string? EndedByNumber { get; set; }
    public long Version { get; set; }
}

/// <summary>Takes a machine out of service. A running job is not stopped by it; the next start is refused.</summary>
/// <param name="Until">When it is expected back, UTC.</param>
[Refuses("machine-unknown", "machine-out-of-service", "until-past", "reason-missing")]
internal sealed record StopForMaintenance(string MachineNo, string Reason, DateTime? Until = null) : Command<MesDb, MaintenanceStopView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<StopForMaintenance>("/api/mes/maintenance-stops", MesEquipment.Downtime, "Take a machine out of service for maintenance");

    public override async Task<Outcome<MaintenanceStopView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (Reason.Trim().Length is 0 or > 500) return Refusal.Field("reason-missing", "reason", "Say why, in 1 to 500 letters.");
        if (!await db.Equipment.AnyAsync(each => each.No == MachineNo && each.Level == EquipmentLevel.WorkUnit, stop))
            return Refusal.Unknown("machine-unknown", $"There is no machine {MachineNo}.");
        if (Until <= by.NowUtc) return Refusal.Field("until-past", "until", "The expected end is in the past; leave it out when nobody knows it.");
        if (await db.MaintenanceStops.AsNoTracking().FirstOrDefaultAsync(each => each.MachineNo == MachineNo && each.EndedUtc == null, stop) is { } open)
            return Gates.OutOfService(open);
        var added = new MaintenanceStop
        {
            Id = Id, MachineNo = MachineNo, Reason = Reason.Trim(), SinceUtc = by.NowUtc, UntilUtc = Until, ByNumber = by.Actor.Number,
        };
        db.MaintenanceStops.Add(added);
        by.Why = added.Reason;
        db.Changed("mes.machines", MachineNo);
        return MaintenanceStopView.Of(added);
    }
}

/// <summary>The machine is back in service.</summary>
[Refuses("machine-unknown", "machine-in-service")]
internal sealed record EndMaintenanceStop(string MachineNo, string? Note = null) : Command<MesDb, MaintenanceStopView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<EndMaintenanceStop>("/api/mes/maintenance-stop-ends", MesEquipment.Downtime, "Put a machine back into service");

    public override async Task<Outcome<MaintenanceStopView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        var open = await db.MaintenanceStops.FirstOrDefaultAsync(each => each.MachineNo == MachineNo && each.EndedUtc == null, stop);
        if (open is null)
            return await db.Equipment.AnyAsync(each => each.No == MachineNo && each.Level == EquipmentLevel.WorkUnit, stop)
                ? new Refusal("machine-in-service", $"{MachineNo} is in service already.")
                : Refusal.Unknown("machine-unknown", $"There is no machine {MachineNo}.");
        (open.EndedUtc, open.EndedByNumber) = (by.NowUtc, by.Actor.Number);
        by.Why = Note;
        db.Changed("mes.machines", MachineNo);
        return MaintenanceStopView.Of(open);
    }
}

/// <summary>A maintenance stop.</summary>
internal sealed record MaintenanceStopView(Guid Id, string MachineNo, string Reason, DateTime SinceUtc, DateTime? UntilUtc, string ByNumber, DateTime? EndedUtc)
{
    internal static MaintenanceStopView Of(MaintenanceStop stop) =>
        new(stop.Id, stop.MachineNo, stop.Reason, stop.SinceUtc, stop.UntilUtc, stop.ByNumber, stop.EndedUtc);

    internal static void Map(IEndpointRouteBuilder app) =>
        app.List<MesDb, MaintenanceStopRow>("/api/mes/maintenance-stops", MesPermissions.Read, "Maintenance stops of machines", nameof(MaintenanceStopRow.Id),
            (db, _) => db.MaintenanceStops.Select(each => new MaintenanceStopRow
            {
                Id = each.Id,
                MachineNo = each.MachineNo,
                Reason = each.Reason,
                SinceUtc = each.SinceUtc,
                UntilUtc = each.UntilUtc,
                ByNumber = each.ByNumber,
                EndedUtc = each.EndedUtc,
                EndedByNumber = each.EndedByNumber,
            }), "-sinceUtc");
}

/// <summary>A row of the maintenance stops.</summary>
internal sealed record MaintenanceStopRow
{
    public Guid Id { get; init; }
    public required string MachineNo { get; init; }
    public required string Reason { get; init; }
    public DateTime SinceUtc { get; init; }
    public DateTime? UntilUtc { get; init; }
    public required string ByNumber { get; init; }
    public DateTime? EndedUtc { get; init; }
    public string? EndedByNumber { get; init; }
}
