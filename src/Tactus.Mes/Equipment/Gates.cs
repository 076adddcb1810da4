using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;

namespace Tactus.Mes.Equipment;

/// <summary>What the equipment says to a job that wants to start.</summary>
internal static class Gates
{
    /// <summary>Why nothing can start on this machine now; empty when it can.</summary>
    internal static async Task<IReadOnlyList<Refusal>> StartBlock(MesDb db, string machineNo, CancellationToken stop)
    {
        var machine = await db.Equipment.AsNoTracking().FirstOrDefaultAsync(each => each.No == machineNo && each.Level == EquipmentLevel.WorkUnit, stop);
        if (machine is null) return [Refusal.Unknown("machine-unknown", $"There is no machine {machineNo}.")];
        if (!machine.Active) return [new Refusal("machine-inactive", $"{machineNo} is out of use; choose another machine of the work centre.")];
        return await db.MaintenanceStops.AsNoTracking().FirstOrDefaultAsync(each => each.MachineNo == machineNo && each.EndedUtc == null, stop) is { } open
            ? [OutOfService(open)]
            : [];
    }

    internal static Refusal OutOfService(MaintenanceStop open) => new("machine-out-of-service", string.Create(CultureInfo.InvariantCulture,
        $"{open.MachineNo} is out of service since {open.SinceUtc:yyyy-MM-dd HH:mm} UTC: {open.Reason}{(open.UntilUtc is { } until
            ? string.Create(CultureInfo.InvariantCulture, $" It is expected back by {until:yyyy-MM-dd HH:mm} UTC.") : "")} Maintenance ends the stop."));
}
