using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Identity;

/// <summary>What a machine or another program signs in with. The secret is shown once and kept as a hash.</summary>
internal sealed class ApiKey : IVersioned
{
    public Guid Id { get; init; }
    /// <summary>First part of the key, by which it is found and recognised.</summary>
    public required string Prefix { get; init; }
    [Secret] public required byte[] SecretHash { get; init; }
    /// <summary>As postings and the ledger name it.</summary>
    public required string Name { get; init; }
    /// <summary>Rights: exactly these.</summary>
    public List<string> Scopes { get; init; } = [];
    /// <summary>Only from this IP address, when given.</summary>
    public string? SourceAddress { get; init; }
    public DateTime CreatedUtc { get; init; }
    public required string CreatedBy { get; init; }
    public DateTime ExpiresUtc { get; init; }
    /// <summary>Noted once a minute, without the ledger.</summary>
    public DateTime? LastUsedUtc { get; init; }
    public DateTime? RevokedUtc { get; set; }
    public long Version { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<ApiKey>(entity =>
    {
        entity.ToTable("api_keys");
        entity.HasKey(key => key.Id);
        entity.HasIndex(key => key.Prefix).IsUnique();
        entity.HasIndex(key => key.Name).IsUnique();
    });
}
