using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Tactus.Platform;

/// <summary>Exact decimals on SQLite: INTEGER millionths, so that =, ordering, SUM and MAX are exact. Never multiply two such columns in SQL.</summary>
internal sealed class Millionths() : ValueConverter<decimal, long>(
    value => (long)decimal.Round(value * 1_000_000m, 0), stored => stored / 1_000_000m);

/// <summary>UTC on SQLite: INTEGER microseconds since 1970, the precision PostgreSQL keeps too.</summary>
internal sealed class UtcMicroseconds() : ValueConverter<DateTime, long>(
    value => (value.ToUniversalTime().Ticks - DateTime.UnixEpoch.Ticks) / 10, stored => DateTime.UnixEpoch.AddTicks(stored * 10));

/// <summary>PostgreSQL refuses a time that is not marked as UTC; a time without a mark is UTC here by the house rule.</summary>
internal sealed class UtcOnly() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(value, DateTimeKind.Utc) : value.ToUniversalTime(),
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
