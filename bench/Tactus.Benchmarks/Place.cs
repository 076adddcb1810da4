using Npgsql;
using Tactus.Seats.Harness;

namespace Tactus.Benchmarks;

/// <summary>A place for data of its own, empty at first: a folder or a database of a PostgreSQL that keeps its word about commits.</summary>
internal sealed class Place : IDisposable
{
    private readonly string? folder;
    private readonly string? connection;

    private Place(string? folder, string? connection) => (this.folder, this.connection) = (folder, connection);

    /// <summary>For the command line of <c>tactus</c>.</summary>
    internal IReadOnlyList<string> Words => folder is not null ? ["--data", folder] : ["--db", connection!];

    internal string? Folder => folder;

    internal string? Connection => connection;

    internal static async Task<Place> New(string engine)
    {
        if (engine != "sqlite") return new Place(null, new NpgsqlConnectionStringBuilder(await PostgresServer.NewDatabase()) { Pooling = true }.ConnectionString);
        // Benches open files of it themselves.
        Storage.Sqlite.SqliteBridge.Init();
        return new Place(Directory.CreateTempSubdirectory("tactus-bench-").FullName, null);
    }

    public void Dispose()
    {
        if (folder is not null) Directory.Delete(folder, recursive: true);
    }
}
