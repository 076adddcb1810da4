using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Equipment;
using Tactus.Mes.Labor;
using Tactus.Mes.Material;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Mes;

/// <summary>The plant half (ISA-95 level 3): its database.</summary>
public sealed class MesDb(DbContextOptions<MesDb> options) : HalfDb(options)
{
    /// <summary>Short name.</summary>
    public const string Name = "mes";

    /// <inheritdoc/>
    public override string Half => Name;

    /// <inheritdoc/>
    protected override string Counterpart => "erp";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> AppendOnlyTables =>
    [
        .. base.AppendOnlyTables, "machine_signals", "downtime_explanations", "shift_closings", "machine_corrections",
        "production_reports", "production_scrap", "job_events", "schedule_changes",
    ];

    /// <inheritdoc/>
    protected override void BeforeSave() => NewsForCoordination.Tell(this);

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        ProductionArea.MapModel(modelBuilder);
        LaborArea.MapModel(modelBuilder);
        MaterialArea.MapModel(modelBuilder);
        EquipmentArea.MapModel(modelBuilder);
        NumberSeries.Map(modelBuilder);
        FinishModel(modelBuilder);
    }
}
