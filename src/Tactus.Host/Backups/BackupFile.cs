using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tactus.Platform;
using Tactus.Platform.Ledger;
using Tactus.Storage.Postgres;
using Tactus.Storage.Sqlite;

namespace Tactus.Host.Backups;

/// <summary>What a backup holds, so that a restore can prove that it is whole.</summary>
/// <param name="Engine">sqlite or postgres.</param>
/// <param name="Halves">Each half as it was at one moment, the same for all.</param>
/// <param name="Parts">Every entry of the archive with its SHA-256 (hex).</param>
internal sealed record BackupManifest(int Format, string Engine, DateTime MadeUtc, IReadOnlyList<BackupHalf> Halves, IReadOnlyList<BackupPart> Parts);

/// <summary>One half in a backup.</summary>
/// <param name="Migration">Newest migration of its schema; null where the schema was made without migrations.</param>
/// <param name="Head">Hex of the ledger's last link.</param>
internal sealed record BackupHalf(string Half, string? Migration, long AuditEntries, long Sealed, string Head);

/// <summary>One entry of the archive.</summary>
/// <param name="Columns">Of a PostgreSQL table, in the order of its rows.</param>
internal sealed record BackupPart(string Name, string Sha256, long Bytes, IReadOnlyList<string>? Columns = null);

/// <summary>A person's reading of why a backup or restore did not go.</summary>
internal sealed class BackupFault(string sentence) : Exception(sentence);

/// <summary>Writes and reads backups: a zip of all halves at one moment and a manifest.</summary>
internal static class BackupFile
{
    private const int Format = 1;

    /// <summary>Copies a running Tactus. Writers wait for the moment in which the snapshots are opened, not for the copying.</summary>
    internal static async Task<BackupManifest> Write(IDatabaseEngine engine, string file, CancellationToken stop)
    {
        var half = file + ".part";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        try
        {
            BackupManifest manifest;
            await using (var zip = new ZipArchive(File.Create(half), ZipArchiveMode.Create))
            {
                var (halves, parts) = engine is PostgresEngine
                    ? await PostgresBackup.Write(engine, zip, stop)
                    : await SqliteBackup.Write((SqliteEngine)engine, zip, stop);
                manifest = new BackupManifest(Format, engine.Name, DateTime.UtcNow, halves, parts);
                await using var entry = await zip.CreateEntry("manifest.json").OpenAsync(stop);
                await JsonSerializer.SerializeAsync(entry, manifest, TactusJson.Options, stop);
            }
            // A backup that was cut off half-way never has the name of a whole one.
            File.Move(half, file, overwrite: true);
            return manifest;
        }
        finally
        {
            File.Delete(half);
        }
    }

    /// <summary>Puts a backup into an empty place, or with <paramref name="replace"/> in place of what is there; nobody may be working on it.</summary>
    internal static async Task<IReadOnlyList<LedgerCheck>> Restore(string file, string data, string? connection, bool replace, CancellationToken stop)
    {
        if (!File.Exists(file)) throw new BackupFault($"There is no file {file}.");
        BackupManifest manifest;
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(file, stop);
            await using (var entry = await (zip.GetEntry("manifest.json") ?? throw new BackupFault($"{file} is no backup of Tactus.")).OpenAsync(stop))
                manifest = (await JsonSerializer.DeserializeAsync<BackupManifest>(entry, TactusJson.Options, stop))!;
            if (manifest.Format != Format) throw new BackupFault($"This backup has format {manifest.Format}; this Tactus reads {Format}.");
            var wanted = string.IsNullOrWhiteSpace(connection) ? "sqlite" : "postgres";
            if (manifest.Engine != wanted) throw new BackupFault($"This backup is of {manifest.Engine}; restore it {(manifest.Engine == "sqlite" ? "into a folder (--data)" : "into PostgreSQL (--db)")}.");
            // Everything is checked before anything is touched.
            foreach (var part in manifest.Parts)
            {
                await using var entry = await (zip.GetEntry(part.Name) ?? throw new BackupFault($"{part.Name} is missing in the backup.")).OpenAsync(stop);
                if (Convert.ToHexString(await SHA256.HashDataAsync(entry, stop)) != part.Sha256) throw new BackupFault($"{part.Name} in the backup is damaged: its SHA-256 is not the one noted.");
            }
            if (manifest.Engine == "sqlite") await SqliteBackup.Restore(zip, manifest, data, replace, stop);
            else await PostgresBackup.Restore(zip, manifest, connection!, replace, stop);
        }
        catch (InvalidDataException)
        {
            throw new BackupFault($"{file} is damaged or no backup of Tactus.");
        }
        var engine = Composition.Engine(data, connection, readOnly: true);
        try
        {
            var checks = await Commands.VerifyCommand.Check(engine, null, stop);
            foreach (var half in manifest.Halves)
                if (checks.FirstOrDefault(check => check.Half == half.Half) is not { Intact: true } check || check.Head != half.Head || check.Entries != half.AuditEntries)
                    throw new BackupFault($"The restored ledger of {half.Half} is not the one that was backed up. Do not work with it; restore another backup.");
            return checks;
        }
        finally
        {
            if (engine is IAsyncDisposable open) await open.DisposeAsync();
        }
    }

    /// <summary>Copies a stream into the archive and notes its hash.</summary>
    internal static async Task<BackupPart> Add(ZipArchive zip, string name, Stream from, IReadOnlyList<string>? columns, CancellationToken stop)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var bytes = 0L;
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(stop);
        var buffer = new byte[1 << 16];
        for (int count; (count = await from.ReadAsync(buffer, stop)) > 0; bytes += count)
        {
            hash.AppendData(buffer, 0, count);
            await entry.WriteAsync(buffer.AsMemory(0, count), stop);
        }
        return new BackupPart(name, Convert.ToHexString(hash.GetHashAndReset()), bytes, columns);
    }

    /// <summary>The halves over an engine, without anything that runs.</summary>
    internal static ServiceProvider Halves(IDatabaseEngine engine) =>
        new ServiceCollection().AddLogging(logs => logs.ClearProviders()).AddTactus(engine, background: false).BuildServiceProvider();

    internal static async Task<BackupHalf> Describe(HalfDb db, CancellationToken stop)
    {
        var check = await LedgerVerifier.Verify(db, null, stop);
        if (!check.Intact) throw new BackupFault($"The ledger of {db.Half} is not intact: {check.Fault}");
        var migration = db.Database.GetMigrations().Any() ? (await db.Database.GetAppliedMigrationsAsync(stop)).LastOrDefault() : null;
        return new BackupHalf(db.Half, migration, check.Entries, check.Sealed, check.Head);
    }
}
