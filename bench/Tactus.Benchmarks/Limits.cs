using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Tactus.Benchmarks;

/// <summary>What the same machine's disk and engine give at most: one row, one durable commit, nothing else.</summary>
internal static class Limits
{
    /// <summary>One-row commits per second by this many writers at once (SQLite has one).</summary>
    internal static async Task<double> Commits(Place place, int writers, double seconds) =>
        place.Folder is { } folder ? Sqlite(folder, seconds) : await Postgres(place.Connection!, writers, seconds);

    private static double Sqlite(string folder, double seconds)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "bare.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS t (a TEXT)";
        command.ExecuteNonQuery();
        command.CommandText = "INSERT INTO t VALUES ('x')";
        var (count, since) = (0, Stopwatch.GetTimestamp());
        for (; Stopwatch.GetElapsedTime(since).TotalSeconds < seconds; count++) command.ExecuteNonQuery();
        return count / Stopwatch.GetElapsedTime(since).TotalSeconds;
    }

    private static async Task<double> Postgres(string connection, int writers, double seconds)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using (var make = source.CreateCommand("CREATE TABLE IF NOT EXISTS bare (a text)")) await make.ExecuteNonQueryAsync();
        var connections = await Task.WhenAll(Enumerable.Range(0, writers).Select(async _ => await source.OpenConnectionAsync()));
        var commands = new List<NpgsqlCommand>();
        foreach (var each in connections)
        {
            commands.Add(new NpgsqlCommand("INSERT INTO bare VALUES ('x')", each));
            await commands[^1].PrepareAsync();
        }
        var times = await Times.Closed(writers, seconds, writer => commands[writer].ExecuteNonQueryAsync());
        foreach (var each in connections) await each.DisposeAsync();
        return times.Rate;
    }

    /// <summary>Transactions that PostgreSQL has rolled back so far: in a run without refusals, those that met another one and were tried again.</summary>
    internal static async Task<long> RolledBack(Place place)
    {
        if (place.Connection is null) return 0;
        await using var source = NpgsqlDataSource.Create(place.Connection);
        await using var command = source.CreateCommand("SELECT xact_rollback FROM pg_stat_database WHERE datname = current_database()");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
