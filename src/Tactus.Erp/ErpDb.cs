using Microsoft.EntityFrameworkCore;
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
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        FinishModel(modelBuilder);
    }
}
