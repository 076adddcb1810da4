using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Identity;

/// <summary>The platform's own database: people, roles, stations, sessions, keys, webhooks.</summary>
public sealed class PlatformDb(DbContextOptions<PlatformDb> options) : HalfDb(options)
{
    /// <summary>Short name.</summary>
    public const string Name = "platform";

    /// <inheritdoc/>
    public override string Half => Name;

    /// <inheritdoc/>
    protected override string Counterpart => "";

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        FinishModel(modelBuilder);
    }
}
