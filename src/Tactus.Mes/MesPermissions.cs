using Tactus.Mes.Equipment;
using Tactus.Mes.Labor;
using Tactus.Mes.Material;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Mes;

/// <summary>The rights of this half.</summary>
public static class MesPermissions
{
    /// <summary>See everything of this half.</summary>
    public const string Read = "mes.read";

    /// <summary>All of them with their texts.</summary>
    public static IReadOnlyList<Permission> All { get; } =
    [
        new(Read, "See the plant half: jobs, machines, lots"),
        .. ProductionArea.Permissions,
        .. LaborArea.Permissions,
        .. MaterialArea.Permissions,
        .. EquipmentArea.Permissions,
    ];
}
