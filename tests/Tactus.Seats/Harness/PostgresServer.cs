using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Tactus.Seats.Harness;

/// <summary>
/// A throw-away PostgreSQL on loopback for one test run: TACTUS_TEST_POSTGRES names one, otherwise a cluster is made in a
/// temporary folder and stopped at the end. Without the server's programs the tests on it are skipped and say so.
/// </summary>
public static class PostgresServer
{
    private static readonly Lazy<Task<string?>> Started = new(Start);
    private static int databases;

    /// <summary>Set before the first use by what measures: every commit reaches the disk, as in a plant. Tests go without.</summary>
    public static bool Durable { get; set; }

    /// <summary>A connection string to a new database, empty or a copy of another; skips the test when there is no PostgreSQL.</summary>
    public static async Task<string> NewDatabase(string? template = null)
    {
        var server = await Started.Value;
        Assert.SkipWhen(server is null, "PostgreSQL is not installed (initdb, postgres not found): its half of the data tests did not run.");
        var name = $"t{Environment.ProcessId}_{Interlocked.Increment(ref databases)}_{Random.Shared.Next(100_000)}";
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using (var command = new NpgsqlCommand($"CREATE DATABASE {name}{(template is null ? "" : $" TEMPLATE {template}")}", connection)) await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 30, ConnectionIdleLifetime = 5, ConnectionPruningInterval = 2 }.ConnectionString;
    }

    private static async Task<string?> Start()
    {
        if (Environment.GetEnvironmentVariable("TACTUS_TEST_POSTGRES") is { Length: > 0 } given) return given;
        if (Programs() is not { } bin) return null;
        var folder = Directory.CreateTempSubdirectory("tactus-pg-").FullName;
        var port = FreePort();
        // PostgreSQL refuses to run as root.
        var asRoot = Environment.UserName == "root";
        if (asRoot) await Run("chown", "postgres", folder);
        string[] prefix = asRoot ? ["runuser", "-u", "postgres", "--"] : [];
        await Run([.. prefix, Path.Combine(bin, "initdb"), "-D", folder + "/db", "-U", "tactus", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C"]);
        await Run([.. prefix, Path.Combine(bin, "pg_ctl"), "-D", folder + "/db", "-w", "-l", folder + "/log", "-o",
            $"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder} -c max_connections=300 {(Durable ? "" : "-c fsync=off ")}-c shared_buffers=128MB", "start"]);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            Run([.. prefix, Path.Combine(bin, "pg_ctl"), "-D", folder + "/db", "-m", "immediate", "stop"]).GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        return $"Host=127.0.0.1;Port={port};Username=tactus;Database=postgres;Pooling=false";
    }

    private static string? Programs()
    {
        var newest = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).Where(bin => File.Exists(Path.Combine(bin, "initdb"))).Max()
            : null;
        return newest ?? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Run(params string[] command)
    {
        // No pipes: the server started by pg_ctl would hold them open and the wait would never end.
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", .. command]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}.");
    }
}
