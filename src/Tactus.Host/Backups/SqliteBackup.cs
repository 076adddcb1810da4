using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Platform;
using Tactus.Storage.Sqlite;

namespace Tactus.Host.Backups;

/// <summary>Three files at one moment: all writers are held for as long as it takes to open three snapshots.</summary>
internal static class SqliteBackup
{
    private static readonly string[] Files = ["platform", "erp", "mes", "coordination"];

    internal static async Task<(IReadOnlyList<BackupHalf>, IReadOnlyList<BackupPart>)> Write(SqliteEngine engine, ZipArchive zip, CancellationToken stop)
    {
        foreach (var half in Files)
            if (!File.Exists(engine.FileOf(half))) throw new BackupFault($"There is no {engine.FileOf(half)}; is this a data folder of Tactus?");
        var folder = Directory.CreateTempSubdirectory("tactus-backup-").FullName;
        try
        {
            await Copy(engine, folder, stop);
            var copy = new SqliteEngine(folder, readOnly: true);
            await using var services = BackupFile.Halves(copy);
            var halves = new List<BackupHalf>();
            foreach (var half in services.GetRequiredService<HalfDirectory>().All)
            {
                await using var db = half.ReadDb();
                halves.Add(await BackupFile.Describe(db, stop));
            }
            var parts = new List<BackupPart>();
            foreach (var half in Files)
            {
                await using var file = File.Open(copy.FileOf(half), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
                parts.Add(await BackupFile.Add(zip, half + ".db", file, null, stop));
            }
            return (halves, parts);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Copy(SqliteEngine engine, string folder, CancellationToken stop)
    {
        var snapshots = new List<SqliteConnection>();
        var locks = new List<SqliteConnection>();
        try
        {
            // Always in this order. A writer holds one file's lock at a time, so it can't wait for us while we wait for it.
            foreach (var half in Files)
            {
                var held = (SqliteConnection)await engine.Open(half, stop);
                locks.Add(held);
                Run(held, "BEGIN IMMEDIATE");
            }
            foreach (var half in Files)
            {
                var snapshot = (SqliteConnection)await engine.Open(half, stop);
                snapshots.Add(snapshot);
                // The first read fixes what the connection sees until its transaction ends.
                Run(snapshot, "BEGIN; SELECT COUNT(*) FROM sqlite_master;");
            }
            foreach (var held in locks) Run(held, "ROLLBACK");
            foreach (var (half, snapshot) in Files.Zip(snapshots))
            {
                using var copy = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, half + ".db"), Pooling = false }.ToString());
                await copy.OpenAsync(stop);
                snapshot.BackupDatabase(copy);
                // One plain file that also opens where nothing may be written beside it.
                Run(copy, "PRAGMA journal_mode=DELETE");
                Run(snapshot, "COMMIT");
            }
        }
        finally
        {
            foreach (var connection in locks.Concat(snapshots)) await connection.DisposeAsync();
        }
    }

    internal static async Task Restore(ZipArchive zip, BackupManifest manifest, string data, bool replace, CancellationToken stop)
    {
        using var held = DataLock.Take(data) ?? throw new BackupFault($"A Tactus works on {Path.GetFullPath(data)}; stop it first.");
        if (!replace && Directory.EnumerateFiles(data, "*.db").Any())
            throw new BackupFault($"There is data in {Path.GetFullPath(data)}. Give an empty folder, or --replace to put the backup in its place.");
        foreach (var part in manifest.Parts)
        {
            // Never a path of the archive's choice.
            if (!Files.Contains(Path.GetFileNameWithoutExtension(part.Name)) || part.Name != Path.GetFileNameWithoutExtension(part.Name) + ".db")
                throw new BackupFault($"{part.Name} does not belong into a backup.");
            await using var entry = await zip.GetEntry(part.Name)!.OpenAsync(stop);
            await using var file = File.Create(Path.Combine(data, part.Name + ".restoring"));
            await entry.CopyToAsync(file, stop);
            file.Flush(flushToDisk: true);
        }
        SqliteConnection.ClearAllPools();
        foreach (var part in manifest.Parts)
        {
            var target = Path.Combine(data, part.Name);
            // What an old database left beside its file would be read into the new one.
            File.Delete(target + "-wal");
            File.Delete(target + "-shm");
            File.Move(target + ".restoring", target, overwrite: true);
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        do
            while (reader.Read()) { }
        while (reader.NextResult());
    }
}
