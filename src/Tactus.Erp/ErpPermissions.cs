using Tactus.Erp.MasterData;
using Tactus.Erp.Planning;
using Tactus.Erp.Sales;
using Tactus.Erp.Stock;
using Tactus.Platform;

namespace Tactus.Erp;

/// <summary>The rights of this half.</summary>
public static class ErpPermissions
{
    /// <summary>See everything of this half.</summary>
    public const string Read = "erp.read";

    /// <summary>All of them with their texts.</summary>
    public static IReadOnlyList<Permission> All { get; } =
    [
        new(Read, "See the business half: items, orders, stock"),
        .. MasterDataArea.Permissions,
        .. SalesArea.Permissions,
        .. StockArea.Permissions,
        .. PlanningArea.Permissions,
    ];
}
