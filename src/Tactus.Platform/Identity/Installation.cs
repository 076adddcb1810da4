using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Identity;

/// <summary>What is true of this installation as a whole: the plant's name, its time zone, its language.</summary>
internal sealed class Installation : IVersioned
{
    internal const int Only = 1;

    public int Id { get; init; } = Only;
    public string PlantName { get; set; } = "Tactus";
    /// <summary>IANA name, e.g. Europe/Berlin. Times are shown in it; they are stored UTC.</summary>
    public string TimeZone { get; set; } = "UTC";
    public string Language { get; set; } = "en";
    /// <summary>Key of the badges' hashes.</summary>
    [Secret] public byte[] BadgeKey { get; init; } = RandomNumberGenerator.GetBytes(32);
    public long Version { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<Installation>(entity =>
    {
        entity.ToTable("installation");
        entity.HasKey(installation => installation.Id);
        entity.Property(installation => installation.Id).ValueGeneratedNever();
    });
}
