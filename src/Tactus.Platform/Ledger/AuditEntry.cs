using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Ledger;

/// <summary>One change of one thing: who, when, why, before and after. The database refuses to change or delete it.</summary>
[NotAudited]
internal sealed class AuditEntry
{
    /// <summary>Given by the database. Order of writing, not of commit.</summary>
    public long Id { get; init; }
    public DateTime AtUtc { get; init; }
    public required string ActorKind { get; init; }
    public required string ActorNumber { get; init; }
    public required string ActorName { get; init; }
    public string? StationNo { get; init; }
    /// <summary>The use case, e.g. ReportProduction.</summary>
    public required string Command { get; init; }
    public Guid CommandId { get; init; }
    public Guid CorrelationId { get; init; }
    public string? Why { get; init; }
    /// <summary>added, changed or removed.</summary>
    public required string Action { get; init; }
    /// <summary>Kind of thing, e.g. JobOrder.</summary>
    public required string Subject { get; init; }
    /// <summary>Its key as text.</summary>
    public required string SubjectKey { get; init; }
    /// <summary>JSON of the changed fields before; null when added.</summary>
    public string? Before { get; init; }
    /// <summary>JSON of the changed fields after; null when removed.</summary>
    public string? After { get; init; }
    /// <summary>SHA-256 over all fields above but the identifier, made when the entry was written.</summary>
    public byte[] Hash { get; set; } = [];

    /// <summary>The hash as it should be. Each field is written with its length, so that no two entries share a preimage.</summary>
    internal byte[] ExpectedHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Text(string? text)
        {
            var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
            Span<byte> length = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, text is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }
        Span<byte> time = stackalloc byte[8];
        // Microseconds: what both engines keep.
        BinaryPrimitives.WriteInt64BigEndian(time, AtUtc.Ticks / 10);
        hash.AppendData(time);
        foreach (var text in (string?[])[ActorKind, ActorNumber, ActorName, StationNo, Command, CommandId.ToString("D"),
            CorrelationId.ToString("D"), Why, Action, Subject, SubjectKey, Before, After]) Text(text);
        return hash.GetHashAndReset();
    }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<AuditEntry>(entity =>
        {
            entity.ToTable("audit_entries");
            entity.HasKey(entry => entry.Id);
            entity.Property(entry => entry.Id).ValueGeneratedOnAdd();
            entity.HasIndex(entry => new { entry.Subject, entry.SubjectKey });
            entity.HasIndex(entry => entry.AtUtc);
            entity.HasIndex(entry => entry.CorrelationId);
        });
        model.Entity<AuditSeal>(entity =>
        {
            entity.ToTable("audit_seals");
            entity.HasKey(seal => seal.Seq);
            entity.Property(seal => seal.Seq).ValueGeneratedNever();
            entity.HasIndex(seal => seal.EntryId).IsUnique();
        });
    }
}

/// <summary>A link of the chain: the entry that was sealed at this place and the hash over all before it and it.</summary>
[NotAudited]
internal sealed class AuditSeal
{
    /// <summary>1, 2, 3 without a gap.</summary>
    public long Seq { get; init; }
    public long EntryId { get; init; }
    /// <summary>SHA-256 of the chain so far, this link's number, its entry's identifier and its entry's hash.</summary>
    public required byte[] Chain { get; init; }
    public DateTime SealedUtc { get; init; }

    internal static readonly byte[] Start = SHA256.HashData("tactus audit chain 1"u8);

    internal static byte[] Next(byte[] chain, long seq, long entryId, byte[] entryHash)
    {
        Span<byte> input = stackalloc byte[32 + 8 + 8 + 32];
        chain.CopyTo(input);
        BinaryPrimitives.WriteInt64BigEndian(input[32..], seq);
        BinaryPrimitives.WriteInt64BigEndian(input[40..], entryId);
        entryHash.AsSpan(0, 32).CopyTo(input[48..]);
        return SHA256.HashData(input);
    }
}
