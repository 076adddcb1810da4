using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Decisions;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Picture;
using Tactus.Coordination.Sequencing;
using Tactus.Coordination.Tasks;
using Tactus.Platform;

namespace Tactus.Coordination;

/// <summary>What lies between the halves: its database. It keeps a picture of both, made of what they tell, and what it decides itself.</summary>
public sealed class CoordinationDb(DbContextOptions<CoordinationDb> options) : HalfDb(options)
{
    /// <summary>Short name.</summary>
    public const string Name = Coordination;

    /// <inheritdoc/>
    public override string Half => Name;

    /// <inheritdoc/>
    protected override string Counterpart => "mes";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> AppendOnlyTables => [.. base.AppendOnlyTables, "disruption_events", "task_events", "escalation_lines"];

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        PictureArea.MapModel(modelBuilder);
        SequencingArea.MapModel(modelBuilder);
        ExceptionsArea.MapModel(modelBuilder);
        DecisionsArea.MapModel(modelBuilder);
        TasksArea.MapModel(modelBuilder);
        FinishModel(modelBuilder);
    }
}
