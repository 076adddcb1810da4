using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Tactus.Platform.Ledger;

/// <summary>Reads the ledger's entries off what a context is about to save, so that no use case can forget one.</summary>
internal static class AuditTrail
{
    private static readonly ConcurrentDictionary<Type, bool> Audited = new();
    private static readonly ConcurrentDictionary<MemberInfo, bool> Secrets = new();

    internal static List<AuditEntry> Of(HalfDb db, DateTime now)
    {
        var entries = new List<AuditEntry>();
        foreach (var entry in db.ChangeTracker.Entries())
        {
            if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) continue;
            if (entry.Metadata.IsOwned() || !Audited.GetOrAdd(entry.Metadata.ClrType, IsAudited)) continue;
            var (before, after) = Values(entry);
            if (entry.State == EntityState.Modified && after is "{}") continue;
            entries.Add(Entry(db, now, entry.State switch { EntityState.Added => "added", EntityState.Deleted => "removed", _ => "changed" },
                entry.Metadata.ClrType.Name, Key(entry), before, after));
        }
        return entries;
    }

    internal static AuditEntry Entry(HalfDb db, DateTime now, string action, string subject, string key, string? before, string? after)
    {
        var by = db.By;
        var audit = new AuditEntry
        {
            AtUtc = Micro(now),
            ActorKind = by?.Actor.Kind ?? "system",
            ActorNumber = by?.Actor.Number ?? "tactus",
            ActorName = by?.Actor.Name ?? "Tactus",
            StationNo = by?.Actor.StationNo,
            Command = db.CommandName,
            CommandId = db.CommandId,
            CorrelationId = by?.CorrelationId ?? Guid.Empty,
            Why = by?.Why,
            Action = action,
            Subject = subject,
            SubjectKey = key,
            Before = before,
            After = after,
        };
        audit.Hash = audit.ExpectedHash();
        return audit;
    }

    private static bool IsAudited(Type type) => type.GetCustomAttribute<NotAuditedAttribute>() is null;

    private static DateTime Micro(DateTime time) => time.AddTicks(-(time.Ticks % 10));

    // A key that the database gives is not known yet when a thing is added; such things carry a number for people.
    private static string Key(EntityEntry entry) => entry.Metadata.FindPrimaryKey()!.Properties is [{ ValueGenerated: ValueGenerated.OnAdd } key]
        && key.ClrType == typeof(long) && entry.Metadata.FindProperty("No") is { } number
        ? (string)entry.CurrentValues[number]!
        : Joined(entry);

    private static string Joined(EntityEntry entry) => string.Join('/', entry.Metadata.FindPrimaryKey()!.Properties
        .Select(property => Convert.ToString(entry.CurrentValues[property], CultureInfo.InvariantCulture)));

    private static (string? Before, string? After) Values(EntityEntry entry)
    {
        using var beforeStream = new MemoryStream();
        using var afterStream = new MemoryStream();
        using (var before = new Utf8JsonWriter(beforeStream))
        using (var after = new Utf8JsonWriter(afterStream))
        {
            before.WriteStartObject();
            after.WriteStartObject();
            foreach (var property in entry.Properties)
                Write(entry.State, property.Metadata, property.OriginalValue, property.CurrentValue, before, after, property.Metadata.Name);
            foreach (var complex in entry.ComplexProperties)
                foreach (var property in complex.Properties)
                    Write(entry.State, property.Metadata, property.OriginalValue, property.CurrentValue, before, after,
                        complex.Metadata.Name + "." + property.Metadata.Name);
            before.WriteEndObject();
            after.WriteEndObject();
        }
        return (entry.State == EntityState.Added ? null : System.Text.Encoding.UTF8.GetString(beforeStream.ToArray()),
            entry.State == EntityState.Deleted ? null : System.Text.Encoding.UTF8.GetString(afterStream.ToArray()));
    }

    private static void Write(
        EntityState state, IReadOnlyPropertyBase property, object? original, object? current,
        Utf8JsonWriter before, Utf8JsonWriter after, string path)
    {
        if (property.Name == nameof(IVersioned.Version) && state == EntityState.Modified)
        {
            // Kept, so that a clash can name what came after the version that the caller saw.
            after.WriteNumber(TactusJson.Camel(path), (long)current!);
            before.WriteNumber(TactusJson.Camel(path), (long)original!);
            return;
        }
        if (state == EntityState.Modified && Same(original, current)) return;
        if (state == EntityState.Added && current is null) return;
        var secret = property.PropertyInfo is { } member && Secrets.GetOrAdd(member, m => m.GetCustomAttribute<SecretAttribute>() is not null);
        if (state != EntityState.Added) Value(before, path, original, secret);
        if (state != EntityState.Deleted) Value(after, path, current, secret);
    }

    private static bool Same(object? left, object? right) => left is System.Collections.IEnumerable and not string
        ? JsonSerializer.Serialize(left, TactusJson.Options) == JsonSerializer.Serialize(right, TactusJson.Options)
        : Equals(left, right);

    private static void Value(Utf8JsonWriter json, string path, object? value, bool secret)
    {
        json.WritePropertyName(TactusJson.Camel(path));
        if (secret) json.WriteStringValue("(secret)");
        else JsonSerializer.Serialize(json, value, value?.GetType() ?? typeof(object), TactusJson.Options);
    }
}
