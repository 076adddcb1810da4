using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Tactus.Platform;

namespace Tactus.Storage.Sqlite;

/// <summary>The embedded database: a file a half in one folder.</summary>
public sealed class SqliteEngine : IDatabaseEngine
{
    private readonly string folder;
    private readonly bool readOnly;

    /// <summary>Databases in this folder, which is made when it is not there.</summary>
    public SqliteEngine(string folder, bool readOnly = false)
    {
        SqliteBridge.Init();
        (this.folder, this.readOnly) = (Path.GetFullPath(folder), readOnly);
        if (!readOnly) Directory.CreateDirectory(this.folder);
    }

    /// <inheritdoc/>
    public string Name => "sqlite";

    /// <inheritdoc/>
    public bool SingleWriter => true;

    /// <inheritdoc/>
    public string Place => folder;

    /// <inheritdoc/>
    /// <remarks>EF keeps its lock as a row, waits for it without end, and a killed process can't take it back; the folder has one server.</remarks>
    public string? ForgetMigrationLock => """DROP TABLE IF EXISTS "__EFMigrationsLock";""";

    /// <summary>The file of a half.</summary>
    public string FileOf(string half) => Path.Combine(folder, half + ".db");

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder options, string half) =>
        Common(options).UseSqlite(ConnectionString(half), Migrations).AddInterceptors(Pragmas.Instance);

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder options, string half, DbConnection connection) => Common(options).UseSqlite(connection, Migrations);

    /// <inheritdoc/>
    public async Task<DbConnection> Open(string half, CancellationToken stop)
    {
        var connection = new KeepingConnection(ConnectionString(half));
        await connection.OpenAsync(stop);
        Pragmas.Set(connection);
        return connection;
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> LedgerGuards(string half, IReadOnlyList<string> tables) =>
    [
        .. from table in tables
           from change in (string[])["UPDATE", "DELETE"]
           select $"CREATE TRIGGER IF NOT EXISTS {table}_no_{change.ToLowerInvariant()} BEFORE {change} ON {table} "
               + $"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    ];

    /// <inheritdoc/>
    public bool IsPassing(Exception exception) => Sqlite(exception) is { SqliteErrorCode: 5 or 6 };

    /// <inheritdoc/>
    public bool IsDuplicate(Exception exception) => Sqlite(exception) is { SqliteExtendedErrorCode: 1555 or 2067 };

    private static SqliteException? Sqlite(Exception exception) => exception as SqliteException ?? exception.InnerException as SqliteException;

    private static DbContextOptionsBuilder Common(DbContextOptionsBuilder options) => options.ConfigureWarnings(warnings =>
        warnings.Ignore(RelationalEventId.PendingModelChangesWarning, SqliteEventId.SchemaConfiguredWarning, CoreEventId.ManyServiceProvidersCreatedWarning));

    private static void Migrations(Microsoft.EntityFrameworkCore.Infrastructure.SqliteDbContextOptionsBuilder sqlite) =>
        sqlite.MigrationsAssembly(typeof(SqliteEngine).Assembly.GetName().Name);

    private string ConnectionString(string half) => new SqliteConnectionStringBuilder
    {
        DataSource = FileOf(half),
        Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
        DefaultTimeout = 30,
        Pooling = true,
    }.ToString();

    private sealed class Pragmas : DbConnectionInterceptor
    {
        internal static readonly Pragmas Instance = new();

        // The pool hands an open file out again and again; its settings stay with it.
        private static readonly ConditionalWeakTable<object, object> Done = [];

        // By its getter and not by name: at compile time its type is of another version, see SqliteBridge.
        private static readonly Func<SqliteConnection, object> File = typeof(SqliteConnection).GetProperty("Handle")!.GetMethod!.CreateDelegate<Func<SqliteConnection, object>>();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        internal static void Set(DbConnection connection)
        {
            if (((SqliteConnection)connection).ConnectionString.Contains("ReadOnly", StringComparison.Ordinal)) return;
            if (!Done.TryAdd(File((SqliteConnection)connection), Instance)) return;
            using var command = connection.CreateCommand();
            // FULL: what was acknowledged is on disk, also after the power fails.
            command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=30000; PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;";
            command.ExecuteNonQuery();
        }
    }
}
