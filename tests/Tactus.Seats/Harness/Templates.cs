using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Tactus.Host;
using Tactus.Platform;
using Tactus.Storage.Postgres;
using Tactus.Storage.Sqlite;

namespace Tactus.Seats.Harness;

/// <summary>Prepared empty databases, made once per test run and copied for each test: preparing takes far longer than copying.</summary>
internal static class Templates
{
    private static readonly Lazy<Task<string>> Folder = new(MakeFolder);
    private static readonly Lazy<Task<string>> Database = new(MakeDatabase);
    private static readonly SemaphoreSlim Copying = new(1);

    /// <summary>A new folder with a prepared file per half.</summary>
    internal static async Task<string> CopyFolder()
    {
        var template = await Folder.Value;
        var folder = Directory.CreateTempSubdirectory("tactus-").FullName;
        foreach (var file in Directory.GetFiles(template, "*.db")) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        return folder;
    }

    /// <summary>A connection string to a new prepared database.</summary>
    internal static async Task<string> CopyDatabase()
    {
        var template = await Database.Value;
        // PostgreSQL copies a template for one at a time.
        await Copying.WaitAsync();
        try
        {
            return await PostgresServer.NewDatabase(template);
        }
        finally
        {
            Copying.Release();
        }
    }

    private static async Task<string> MakeFolder()
    {
        var folder = Directory.CreateTempSubdirectory("tactus-template-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        await Prepare(new SqliteEngine(folder));
        // Only here: SQLite's library is found through the engine, which a run on PostgreSQL alone never makes.
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(folder, "*.db"))
        {
            await using var connection = new SqliteConnection($"Data Source={file};Pooling=false");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await command.ExecuteNonQueryAsync();
        }
        return folder;
    }

    private static async Task<string> MakeDatabase()
    {
        var connection = await PostgresServer.NewDatabase();
        var engine = new PostgresEngine(connection);
        await Prepare(engine);
        await engine.DisposeAsync();
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }

    private static async Task Prepare(IDatabaseEngine engine)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddTactus(engine, background: false);
        await using var provider = services.BuildServiceProvider();
        await provider.Prepare(CancellationToken.None);
    }
}
