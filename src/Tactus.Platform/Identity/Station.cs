using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Identity;

/// <summary>A terminal on the floor.</summary>
internal sealed class Station : IVersioned
{
    public required string No { get; init; }
    public required string Name { get; set; }
    /// <summary>Whose dispatch list it shows first.</summary>
    public string? WorkCentreNo { get; set; }
    public bool Active { get; set; } = true;
    public long Version { get; set; }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<Station>(entity =>
        {
            entity.ToTable("stations");
            entity.HasKey(station => station.No);
        });
        model.Entity<StationDevice>(entity =>
        {
            entity.ToTable("station_devices");
            entity.HasKey(device => device.Id);
            entity.HasIndex(device => device.TokenHash).IsUnique();
            entity.HasIndex(device => device.StationNo);
        });
    }
}

/// <summary>A browser that was made a station: first the one-time token that a person carries to it, then the device's own.</summary>
internal sealed class StationDevice
{
    public Guid Id { get; init; }
    public required string StationNo { get; init; }
    /// <summary>SHA-256 of the one-time token, later of the device's.</summary>
    [Secret] public required byte[] TokenHash { get; set; }
    /// <summary>The one-time token holds until then.</summary>
    public DateTime EnrolUntilUtc { get; init; }
    public DateTime? EnrolledUtc { get; set; }
    public DateTime? RevokedUtc { get; set; }
}
