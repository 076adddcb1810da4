using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Tactus.Coordination;
using Tactus.Erp;
using Tactus.Mes;
using Tactus.Platform;
using Tactus.Platform.Identity;

namespace Tactus.Storage.Sqlite;

/// <summary>Lets the migration tool open the halves without a server.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<ErpDb>, IDesignTimeDbContextFactory<MesDb>, IDesignTimeDbContextFactory<PlatformDb>, IDesignTimeDbContextFactory<CoordinationDb>
{
    ErpDb IDesignTimeDbContextFactory<ErpDb>.CreateDbContext(string[] args) => new(Options<ErpDb>(ErpDb.Name));

    MesDb IDesignTimeDbContextFactory<MesDb>.CreateDbContext(string[] args) => new(Options<MesDb>(MesDb.Name));

    PlatformDb IDesignTimeDbContextFactory<PlatformDb>.CreateDbContext(string[] args) => new(Options<PlatformDb>(PlatformDb.Name));

    CoordinationDb IDesignTimeDbContextFactory<CoordinationDb>.CreateDbContext(string[] args) => new(Options<CoordinationDb>(CoordinationDb.Name));

    private static DbContextOptions<TDb> Options<TDb>(string half) where TDb : HalfDb
    {
        var builder = new DbContextOptionsBuilder<TDb>();
        new SqliteEngine(Path.GetTempPath(), readOnly: true).Configure(builder, half);
        return builder.Options;
    }
}
