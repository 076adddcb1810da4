using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Identity;

/// <summary>A set of rights that people hold together.</summary>
internal sealed class Role : IVersioned
{
    internal const string Administrator = "administrator";

    public required string Name { get; init; }
    /// <summary>What it is for.</summary>
    public string Text { get; set; } = "";
    public List<string> Permissions { get; set; } = [];
    public long Version { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<Role>(entity =>
    {
        entity.ToTable("roles");
        entity.HasKey(role => role.Name);
    });
}
