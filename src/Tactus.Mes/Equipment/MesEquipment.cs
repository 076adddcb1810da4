using Tactus.Platform;

namespace Tactus.Mes.Equipment;

/// <summary>The rights of this area.</summary>
internal static class MesEquipment
{
    /// <summary>Machines' agents.</summary>
    internal const string Signals = "mes.signals";
    /// <summary>Explain stops, take machines out of service.</summary>
    internal const string Downtime = "mes.downtime";
    /// <summary>Hierarchy, machines, shifts, calendars, shift closing.</summary>
    internal const string MasterData = "mes.equipment";

    internal static IReadOnlyList<Permission> All { get; } =
    [
        new(Signals, "Send machine signals (agents)"),
        new(Downtime, "Explain stops and take machines out of service"),
        new(MasterData, "Change equipment, machines, shifts and calendars, and close shifts"),
    ];
}
