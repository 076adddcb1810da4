using Microsoft.EntityFrameworkCore;
using Tactus.Coordination;
using Tactus.Erp;
using Tactus.Mes;
using Tactus.Platform;
using Tactus.Platform.Identity;
using Tactus.Storage.Postgres;
using Tactus.Storage.Sqlite;

namespace Tactus.Tests.Platform;

public sealed class MigrationTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public void No_model_differs_from_its_last_migration(string database)
    {
        IDatabaseEngine engine = database == "sqlite"
            ? new SqliteEngine(Path.GetTempPath(), readOnly: true)
            : new PostgresEngine("Host=localhost;Database=none;Username=none");
        Pending(new HalfDatabase<ErpDb>(engine, ErpDb.Name).Open()).ShouldBeFalse();
        Pending(new HalfDatabase<MesDb>(engine, MesDb.Name).Open()).ShouldBeFalse();
        Pending(new HalfDatabase<CoordinationDb>(engine, CoordinationDb.Name).Open()).ShouldBeFalse();
        Pending(new HalfDatabase<PlatformDb>(engine, PlatformDb.Name).Open()).ShouldBeFalse();

        // Without a migration at all nothing would be pending either.
        bool Pending(HalfDb db)
        {
            db.Database.GetMigrations().ShouldNotBeEmpty();
            return db.Database.HasPendingModelChanges();
        }
    }

    /// <summary>SQLite alone: EF keeps its lock there as a row, and after kill -9 nothing but the next start can take it away.</summary>
    [Theory, InlineData("before the first table"), InlineData("after the last")]
    public async Task A_server_killed_while_it_held_the_migration_lock_starts_again(string killed)
    {
        var folder = Directory.CreateTempSubdirectory("tactus-lock-").FullName;
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var database = new HalfDatabase<PlatformDb>(new SqliteEngine(folder), PlatformDb.Name);
        if (killed == "after the last") await database.Prepare(stop.Token);
        await using (var db = database.Open())
        {
            await db.Database.ExecuteSqlRawAsync("""
                CREATE TABLE IF NOT EXISTS "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-11-21 19:40:00+00:00');
                """, stop.Token);
        }
        await database.Prepare(stop.Token);
        await using var made = database.Read();
        (await made.Database.GetPendingMigrationsAsync(stop.Token)).ShouldBeEmpty();
    }
}
