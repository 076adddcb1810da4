using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Identity;

/// <summary>Somebody is signed in at a desk or a station. The browser holds an opaque token, the database its hash.</summary>
internal sealed class Session
{
    internal static readonly TimeSpan DeskIdle = TimeSpan.FromHours(12);
    internal static readonly TimeSpan StationIdle = TimeSpan.FromMinutes(15);

    public Guid Id { get; init; }
    [Secret] public required byte[] TokenHash { get; init; }
    public Guid PersonId { get; init; }
    public string? StationNo { get; init; }
    public DateTime OpenedUtc { get; init; }
    /// <summary>Noted once a minute, without the ledger.</summary>
    public DateTime LastSeenUtc { get; init; }

    internal TimeSpan Idle => StationNo is null ? DeskIdle : StationIdle;

    internal static void Map(ModelBuilder model) => model.Entity<Session>(entity =>
    {
        entity.ToTable("sessions");
        entity.HasKey(session => session.Id);
        entity.Ignore(session => session.Idle);
        entity.HasIndex(session => session.TokenHash).IsUnique();
        entity.HasIndex(session => session.PersonId);
    });
}
