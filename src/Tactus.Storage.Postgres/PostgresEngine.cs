using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Tactus.Platform;

namespace Tactus.Storage.Postgres;

/// <summary>PostgreSQL: one database, a schema a half.</summary>
public sealed class PostgresEngine : IDatabaseEngine, IAsyncDisposable
{
    private readonly string connectionString;
    // By words and not as a data source: EF makes a model anew for each data source that it meets.
    private readonly string ofContexts;

    /// <summary>By connection string.</summary>
    public PostgresEngine(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { IncludeErrorDetail = false };
        if (settings.ApplicationName is null or "") settings.ApplicationName = "tactus";
        if (settings.MaxAutoPrepare == 0) settings.MaxAutoPrepare = 200;
        Place = $"{settings.Host}:{settings.Port}/{settings.Database}";
        this.connectionString = settings.ConnectionString;
        // Contexts leave nothing behind in a session; seven statements that clean up after each would be as many as they run themselves.
        settings.NoResetOnClose = true;
        ofContexts = settings.ConnectionString;
    }

    /// <inheritdoc/>
    public string Name => "postgres";

    /// <inheritdoc/>
    public bool SingleWriter => false;

    /// <inheritdoc/>
    public string Place { get; }

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder options, string half) => Common(options).UseNpgsql(ofContexts, npgsql => Migrations(npgsql, half));

    /// <inheritdoc/>
    public void Configure(DbContextOptionsBuilder options, string half, DbConnection connection) =>
        Common(options).UseNpgsql(connection, npgsql => Migrations(npgsql, half));

    /// <inheritdoc/>
    public async Task<DbConnection> Open(string half, CancellationToken stop)
    {
        var connection = new NpgsqlConnection(connectionString);
        try
        {
            await connection.OpenAsync(stop);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> LedgerGuards(string half, IReadOnlyList<string> tables) =>
    [
        $"CREATE OR REPLACE FUNCTION \"{half}\".refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS "
            + "$$ BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$",
        .. from table in tables
           from row in (bool[])[true, false]
           select $"CREATE OR REPLACE TRIGGER {table}_{(row ? "row" : "all")} BEFORE {(row ? "UPDATE OR DELETE" : "TRUNCATE")} ON \"{half}\".{table} "
               + $"FOR EACH {(row ? "ROW" : "STATEMENT")} EXECUTE FUNCTION \"{half}\".refuse_ledger_change()",
    ];

    /// <inheritdoc/>
    public string? ForgetMigrationLock => null;

    /// <inheritdoc/>
    public bool IsPassing(Exception exception) => (exception as NpgsqlException ?? exception.InnerException as NpgsqlException) switch
    {
        PostgresException { SqlState: "40001" or "40P01" or "55P03" } => true,
        PostgresException => false,
        { InnerException: SocketException or IOException or TimeoutException } => true,
        _ => false,
    };

    /// <inheritdoc/>
    public bool IsDuplicate(Exception exception) =>
        (exception as PostgresException ?? exception.InnerException as PostgresException) is { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        foreach (var pool in (string[])[connectionString, ofContexts])
        {
            using var connection = new NpgsqlConnection(pool);
            NpgsqlConnection.ClearPool(connection);
        }
        return ValueTask.CompletedTask;
    }

    private static DbContextOptionsBuilder Common(DbContextOptionsBuilder options) => options.ConfigureWarnings(warnings =>
        warnings.Ignore(RelationalEventId.PendingModelChangesWarning, CoreEventId.ManyServiceProvidersCreatedWarning));

    private static void Migrations(Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure.NpgsqlDbContextOptionsBuilder npgsql, string half) =>
        npgsql.MigrationsAssembly(typeof(PostgresEngine).Assembly.GetName().Name).MigrationsHistoryTable("migrations", half);
}
