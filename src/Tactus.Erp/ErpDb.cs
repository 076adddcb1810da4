using Microsoft.EntityFrameworkCore;
using Tactus.Erp.MasterData;
using Tactus.Erp.Planning;
using Tactus.Erp.Sales;
using Tactus.Erp.Stock;
using Tactus.Platform;

namespace Tactus.Erp;

/// <summary>The business half (ISA-95 level 4): its database.</summary>
public sealed class ErpDb(DbContextOptions<ErpDb> options) : HalfDb(options)
{
    /// <summary>Short name.</summary>
    public const string Name = "erp";

    /// <inheritdoc/>
    public override string Half => Name;

    /// <inheritdoc/>
    protected override string Counterpart => "mes";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> AppendOnlyTables => [.. base.AppendOnlyTables, "stock_moves", "labor_bookings", "sales_line_changes"];

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        NumberSeries.Map(modelBuilder);
        MasterDataArea.MapModel(modelBuilder);
        SalesArea.MapModel(modelBuilder);
        StockArea.MapModel(modelBuilder);
        PlanningArea.MapModel(modelBuilder);
        FinishModel(modelBuilder);
    }
}
