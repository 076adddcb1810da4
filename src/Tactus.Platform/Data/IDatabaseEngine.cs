using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform;

/// <summary>What differs between the two engines; everything else is one model.</summary>
public interface IDatabaseEngine
{
    /// <summary>sqlite or postgres.</summary>
    string Name { get; }

    /// <summary>One writer at a time per half: commands are queued and committed in groups.</summary>
    bool SingleWriter { get; }

    /// <summary>Where the data is, without secrets, for messages to people.</summary>
    string Place { get; }

    /// <summary>Points a context at this half's database.</summary>
    void Configure(DbContextOptionsBuilder options, string half);

    /// <summary>Points a context at a connection that is already open.</summary>
    void Configure(DbContextOptionsBuilder options, string half, DbConnection connection);

    /// <summary>Opens a connection of its own to a half, set up for durable writing.</summary>
    Task<DbConnection> Open(string half, CancellationToken stop);

    /// <summary>Statements, safe to repeat, that make tables append-only in the database itself.</summary>
    /// <param name="half">Whose tables.</param>
    /// <param name="tables">See <see cref="HalfDb.AppendOnlyTables"/>.</param>
    IReadOnlyList<string> LedgerGuards(string half, IReadOnlyList<string> tables);

    /// <summary>
    /// Statement that forgets the lock of a migration whose process died, null where the database does so itself. Safe only because one
    /// process at a time works on the data.
    /// </summary>
    string? ForgetMigrationLock { get; }

    /// <summary>Whether running the same work again may well succeed (deadlock, serialization, connection lost, busy).</summary>
    bool IsPassing(Exception exception);

    /// <summary>Whether a unique key stood in the way.</summary>
    bool IsDuplicate(Exception exception);
}
