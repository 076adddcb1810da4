using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Erp;
using Tactus.Host;
using Tactus.Host.Backups;
using Tactus.Mes;
using Tactus.Platform;
using Tactus.Platform.Ledger;
using Tactus.Platform.Messaging;
using Tactus.Storage.Postgres;
using Tactus.Storage.Sqlite;

namespace Tactus.Tests.Platform;

public sealed class BackupTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_backup_under_load_restores_to_one_moment_with_ledgers_that_verify(string database)
    {
        await using var plant = await Plant.New(database);
        var engine = plant.Services.GetRequiredService<IDatabaseEngine>();
        var file = Path.Combine(Path.GetTempPath(), $"tactus-{Guid.NewGuid():N}.zip");
        using var enough = new CancellationTokenSource();
        // Each round writes mes first, then erp: at any one moment erp never has more rounds than mes.
        var load = Task.Run(async () =>
        {
            for (var i = 0; !enough.IsCancellationRequested && i < 5000; i++)
            {
                await Write<MesDb>(plant, i);
                await Write<ErpDb>(plant, i);
                if (i % 20 == 0) await plant.Verify<ErpDb>();
            }
        });
        while (await Count(plant.Erp()) < 25) await Task.Delay(20);
        var manifest = await BackupFile.Write(engine, file, CancellationToken.None);
        var after = await Count(plant.Erp());
        await enough.CancelAsync();
        await load;

        var folder = Directory.CreateTempSubdirectory("tactus-restored-").FullName;
        var connection = database == "sqlite" ? null : await PostgresServer.NewDatabase();
        try
        {
            (await BackupFile.Restore(file, folder, connection, false, CancellationToken.None)).ShouldAllBe(check => check.Intact);
            (await Should.ThrowAsync<BackupFault>(() => BackupFile.Restore(file, folder, connection, false, CancellationToken.None))).Message.ShouldContain("--replace");
            (await BackupFile.Restore(file, folder, connection, true, CancellationToken.None)).Count.ShouldBe(manifest.Halves.Count);

            IDatabaseEngine restored = connection is null ? new SqliteEngine(folder) : new PostgresEngine(connection);
            await using (var services = BackupFile.Halves(restored))
            {
                await services.Prepare(CancellationToken.None);
                var (mes, erp) = (await Count(services.GetRequiredService<HalfDatabase<MesDb>>().Read()), await Count(services.GetRequiredService<HalfDatabase<ErpDb>>().Read()));
                (mes - erp).ShouldBeInRange(0, 1);
                erp.ShouldBeInRange(25, after);
                // It goes on from there: numbers given by the database do not meet old ones, the chain grows.
                await services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("AfterRestore", db =>
                {
                    db.InboxLinks.Add(new InboxLink { Source = "after", Paused = true, Reason = "x", ChangedUtc = plant.Clock.GetUtcNow().UtcDateTime });
                    return Task.FromResult(true);
                }, CancellationToken.None);
                while (await services.GetRequiredService<Sealer<ErpDb>>().SealSome(CancellationToken.None) > 0) { }
                await using var db = services.GetRequiredService<HalfDatabase<ErpDb>>().Read();
                (await LedgerVerifier.Verify(db, manifest.Halves.First(half => half.Half == "erp").Head, CancellationToken.None)).Fault.ShouldBeNull();
            }
            if (restored is IAsyncDisposable open) await open.DisposeAsync();
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_damaged_backup_is_refused_before_anything_is_touched()
    {
        await using var plant = await Plant.New("sqlite");
        var file = Path.Combine(plant.Folder, "backup.zip");
        await BackupFile.Write(plant.Services.GetRequiredService<IDatabaseEngine>(), file, CancellationToken.None);
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[bytes.Length / 3] ^= 0x55;
        await File.WriteAllBytesAsync(file, bytes);
        var target = Path.Combine(plant.Folder, "target");
        await Should.ThrowAsync<Exception>(() => BackupFile.Restore(file, target, null, false, CancellationToken.None));
        (Directory.Exists(target) && Directory.EnumerateFiles(target, "*.db").Any()).ShouldBeFalse();
    }

    private static Task Write<TDb>(Plant plant, int i) where TDb : HalfDb =>
        plant.Services.GetRequiredService<CommandRunner<TDb>>().RunAsSystem("Load", db =>
        {
            db.InboxLinks.Add(new InboxLink { Source = "load-" + i, Paused = true, Reason = "load", ChangedUtc = plant.Clock.GetUtcNow().UtcDateTime });
            return Task.FromResult(true);
        }, CancellationToken.None);

    private static async Task<int> Count(HalfDb db)
    {
        await using (db) return await db.InboxLinks.CountAsync(link => link.Source.StartsWith("load-"));
    }
}
