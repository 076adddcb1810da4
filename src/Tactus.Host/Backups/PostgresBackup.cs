using System.Data;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tactus.Platform;
using Tactus.Storage.Postgres;

namespace Tactus.Host.Backups;

/// <summary>All schemas in one snapshot (REPEATABLE READ), each table as PostgreSQL's own binary copy.</summary>
internal static class PostgresBackup
{
    private static readonly string[] Schemas = ["platform", "erp", "mes", "coordination"];

    internal static async Task<(IReadOnlyList<BackupHalf>, IReadOnlyList<BackupPart>)> Write(IDatabaseEngine engine, ZipArchive zip, CancellationToken stop)
    {
        await using var connection = (NpgsqlConnection)await engine.Open("platform", stop);
        await using var snapshot = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);
        var halves = new List<BackupHalf>();
        await using (var services = BackupFile.Halves(engine))
            foreach (var half in services.GetRequiredService<HalfDirectory>().All)
            {
                await using var db = half.ReadDb();
                db.Database.SetDbConnection(connection, contextOwnsConnection: false);
                await db.Database.UseTransactionAsync(snapshot, stop);
                halves.Add(await BackupFile.Describe(db, stop));
            }
        var parts = new List<BackupPart>();
        foreach (var (table, columns) in await Tables(connection, stop))
        {
            await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY {table} ({Joined(columns)}) TO STDOUT (FORMAT BINARY)", stop);
            parts.Add(await BackupFile.Add(zip, table.Replace("\"", "", StringComparison.Ordinal).Replace('.', '/') + ".copy", rows, columns, stop));
        }
        return (halves, parts);
    }

    internal static async Task Restore(ZipArchive zip, BackupManifest manifest, string connectionString, bool replace, CancellationToken stop)
    {
        await using var engine = new PostgresEngine(connectionString);
        await using var held = await PostgresLock.TakeAlone(engine, stop) ?? throw new BackupFault("A Tactus works on this database; stop it first.");
        await using var connection = (NpgsqlConnection)await engine.Open("platform", stop);
        var there = await Tables(connection, stop);
        if (there.Count > 0 && !replace) throw new BackupFault("There is data in this database. Give an empty one, or --replace to put the backup in its place.");
        foreach (var schema in Schemas) await Run(connection, $"DROP SCHEMA IF EXISTS \"{schema}\" CASCADE", stop);
        await using (var services = BackupFile.Halves(engine))
            foreach (var half in services.GetRequiredService<HalfDirectory>().All)
            {
                await half.Prepare(stop);
                await using var db = half.ReadDb();
                var newest = db.Database.GetMigrations().LastOrDefault();
                if (manifest.Halves.First(each => each.Half == half.Name).Migration is { } migration && migration != newest)
                    throw new BackupFault($"The backup of {half.Name} is of schema {migration}, this Tactus makes {newest}. Restore it with the version that made it, then start this one.");
            }
        await using var transaction = await connection.BeginTransactionAsync(stop);
        var tables = (await Tables(connection, stop)).ToDictionary(table => table.Name.Replace("\"", "", StringComparison.Ordinal).Replace('.', '/') + ".copy", table => table.Name);
        foreach (var part in manifest.Parts)
        {
            // Only names that the schema itself has: the archive does not choose what is written.
            if (!tables.TryGetValue(part.Name, out var table) || part.Columns is null || part.Columns.Any(column => column.Contains('"', StringComparison.Ordinal)))
                throw new BackupFault($"{part.Name} does not belong into a backup of this version.");
            await using var entry = await zip.GetEntry(part.Name)!.OpenAsync(stop);
            await using var rows = await connection.BeginRawBinaryCopyAsync($"COPY {table} ({Joined(part.Columns)}) FROM STDIN (FORMAT BINARY)", stop);
            await entry.CopyToAsync(rows, stop);
        }
        // Numbers that the database gives go on after the highest that is there.
        await using (var identities = new NpgsqlCommand(
            "SELECT format('SELECT setval(pg_get_serial_sequence(%L, %L), GREATEST(1, (SELECT COALESCE(MAX(%I), 0) FROM %I.%I)), (SELECT COUNT(*) > 0 FROM %I.%I))', "
            + "format('%I.%I', table_schema, table_name), column_name, column_name, table_schema, table_name, table_schema, table_name) "
            + "FROM information_schema.columns WHERE is_identity = 'YES' AND table_schema = ANY($1)", connection) { Parameters = { new() { Value = Schemas } } })
        {
            var statements = new List<string>();
            await using (var reader = await identities.ExecuteReaderAsync(stop))
                while (await reader.ReadAsync(stop)) statements.Add(reader.GetString(0));
            foreach (var statement in statements) await Run(connection, statement, stop);
        }
        await transaction.CommitAsync(stop);
    }

    private static async Task<IReadOnlyList<(string Name, IReadOnlyList<string> Columns)>> Tables(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            "SELECT format('%I.%I', c.table_schema, c.table_name), array_agg(c.column_name::text ORDER BY c.ordinal_position) FROM information_schema.columns c "
            + "JOIN information_schema.tables t USING (table_schema, table_name) WHERE t.table_type = 'BASE TABLE' AND c.table_schema = ANY($1) AND c.table_name <> 'migrations' "
            + "AND c.is_generated = 'NEVER' GROUP BY 1 ORDER BY 1", connection) { Parameters = { new() { Value = Schemas } } };
        var tables = new List<(string, IReadOnlyList<string>)>();
        await using var reader = await command.ExecuteReaderAsync(stop);
        while (await reader.ReadAsync(stop)) tables.Add((reader.GetString(0), reader.GetFieldValue<string[]>(1)));
        return tables;
    }

    private static string Joined(IEnumerable<string> columns) => string.Join(", ", columns.Select(column => $"\"{column}\""));

    private static async Task Run(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }
}

/// <summary>Who works on a PostgreSQL database: any number of servers together, or one restore alone. Ends with the connection.</summary>
internal static class PostgresLock
{
    private const long Key = 0x7AC7_0500;

    internal static Task<NpgsqlConnection?> TakeShared(PostgresEngine engine, CancellationToken stop) => Take(engine, "pg_try_advisory_lock_shared", stop);

    internal static Task<NpgsqlConnection?> TakeAlone(PostgresEngine engine, CancellationToken stop) => Take(engine, "pg_try_advisory_lock", stop);

    private static async Task<NpgsqlConnection?> Take(PostgresEngine engine, string how, CancellationToken stop)
    {
        var connection = (NpgsqlConnection)await engine.Open("platform", stop);
        await using (var command = new NpgsqlCommand($"SELECT {how}({Key})", connection))
            if (await command.ExecuteScalarAsync(stop) is true) return connection;
        await connection.DisposeAsync();
        return null;
    }
}
