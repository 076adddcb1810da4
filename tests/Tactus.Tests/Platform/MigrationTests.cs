using Microsoft.EntityFrameworkCore;
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
        Pending(new HalfDatabase<PlatformDb>(engine, PlatformDb.Name).Open()).ShouldBeFalse();

        // Without a migration at all nothing would be pending either.
        bool Pending(HalfDb db)
        {
            db.Database.GetMigrations().ShouldNotBeEmpty();
            return db.Database.HasPendingModelChanges();
        }
    }
}
