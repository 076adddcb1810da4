using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Tactus.Platform;

/// <summary>Exact decimals on SQLite: INTEGER millionths, so that =, ordering, SUM and MAX are exact. Never multiply two such columns in SQL.</summary>
internal sealed class Millionths() : ValueConverter<decimal, long>(
    value => (long)decimal.Round(value * 1_000_000m, 0), stored => stored / 1_000_000m);

/// <summary>PostgreSQL hands 12.5 back as 12.500000; without the zeros both engines answer, export and write to the ledger the same text.</summary>
internal sealed class WithoutZeros() : ValueConverter<decimal, decimal>(
    value => value, stored => stored / 1.0000000000000000000000000000m);

/// <summary>UTC on SQLite: INTEGER microseconds since 1970, the precision PostgreSQL keeps too.</summary>
internal sealed class UtcMicroseconds() : ValueConverter<DateTime, long>(
    value => (value.ToUniversalTime().Ticks - DateTime.UnixEpoch.Ticks) / 10, stored => DateTime.UnixEpoch.AddTicks(stored * 10));

/// <summary>PostgreSQL refuses a time that is not marked as UTC; a time without a mark is UTC here by the house rule.</summary>
internal sealed class UtcOnly() : ValueConverter<DateTime, DateTime>(
    value => value.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(value, DateTimeKind.Utc) : value.ToUniversalTime(),
    stored => DateTime.SpecifyKind(stored, DateTimeKind.Utc));
