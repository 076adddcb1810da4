using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tactus.Erp;
using Tactus.Host;
using Tactus.Mes;
using Tactus.Platform;
using Tactus.Platform.Http;
using Tactus.Platform.Identity;
using Tactus.Platform.Ledger;
using Tactus.Platform.Messaging;
using Tactus.Storage.Postgres;
using Tactus.Storage.Sqlite;

namespace Tactus.Seats.Harness;

/// <summary>A whole Tactus over a fresh database, without a network: commands are posted by path, messages carried by hand.</summary>
public sealed class Plant : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string? folder;

    private Plant(WebApplication app, string? folder) => (this.app, this.folder) = (app, folder);

    /// <summary>The clock that the plant reads; move it by hand.</summary>
    public required Clock Clock { get; init; }

    public IServiceProvider Services => app.Services;

    /// <summary>Where it keeps its data, on SQLite.</summary>
    public string Folder => folder!;

    /// <param name="database">sqlite or postgres.</param>
    /// <param name="nowUtc">What the clock shows at first; 2026-03-02 08:00 UTC (a Monday) when not given.</param>
    /// <param name="arrange">Changes to the services before they are built.</param>
    public static async Task<Plant> New(string database, DateTime? nowUtc = null, Action<IServiceCollection>? arrange = null)
    {
        string? folder = null;
        IDatabaseEngine engine = database == "sqlite"
            ? new SqliteEngine(folder = Directory.CreateTempSubdirectory("tactus-").FullName)
            : new PostgresEngine(await PostgresServer.NewDatabase());
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var clock = new Clock(nowUtc ?? new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddRouting();
        builder.Services.AddTactus(engine, background: false);
        arrange?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapTactus();
        await app.Services.Prepare(CancellationToken.None);
        return new Plant(app, folder) { Clock = clock };
    }

    /// <summary>An actor with exactly these rights; Tactus itself when none are named.</summary>
    public static Actor Person(string number, params string[] permissions) =>
        new("person", Guid.NewGuid(), number, number, permissions.ToHashSet());

    /// <summary>Runs a command with its rule, ledger and key.</summary>
    public Task<Outcome<TResult>> Run<TDb, TResult>(Command<TDb, TResult> command, Actor? actor = null, long? ifMatch = null) where TDb : HalfDb =>
        Services.GetRequiredService<CommandRunner<TDb>>().Run(
            command.Id == Guid.Empty ? command with { Id = Guid.CreateVersion7() } : command,
            new CommandContext(actor ?? Actor.System, Clock.GetUtcNow().UtcDateTime) { IfMatch = ifMatch }, CancellationToken.None);

    /// <summary>Posts a JSON body to a command's path, as the interface would read it.</summary>
    public Task<Outcome<object>> Post(string path, object body, Actor? actor = null) =>
        Services.GetRequiredService<CommandCatalog>().Post(Services, path, body,
            new CommandContext(actor ?? Actor.System, Clock.GetUtcNow().UtcDateTime), CancellationToken.None);

    public ErpDb Erp() => Services.GetRequiredService<HalfDatabase<ErpDb>>().Read();

    public MesDb Mes() => Services.GetRequiredService<HalfDatabase<MesDb>>().Read();

    public PlatformDb Platform() => Services.GetRequiredService<HalfDatabase<PlatformDb>>().Read();

    /// <summary>Carries and applies messages both ways until nothing moves any more.</summary>
    public async Task Settle()
    {
        for (var moved = 1; moved > 0;)
        {
            moved = 0;
            foreach (var half in (string[])["erp", "mes"])
            {
                moved += await Services.GetRequiredKeyedService<Courier>(half).Deliver(CancellationToken.None);
                moved += await Services.GetRequiredKeyedService<Applier>(half == "erp" ? "mes" : "erp").ApplySome(CancellationToken.None);
            }
        }
    }

    /// <summary>Messages that are stored but not applied, with the reason: empty when both halves agree.</summary>
    public async Task<IReadOnlyList<string>> Unapplied()
    {
        var left = new List<string>();
        foreach (var half in Services.GetRequiredService<HalfDirectory>().All)
        {
            await using var db = half.ReadDb();
            left.AddRange(await db.Inbox.Where(message => message.State != InboxState.Applied)
                .Select(message => message.Name + " " + message.Stream + ": " + message.RefusalCode + " " + message.Fault).ToListAsync());
        }
        return left;
    }

    /// <summary>Seals what is written so far and checks a half's ledger.</summary>
    public async Task<LedgerCheck> Verify<TDb>() where TDb : HalfDb
    {
        while (await Services.GetRequiredService<Sealer<TDb>>().SealSome(CancellationToken.None) > 0) { }
        await using var db = Services.GetRequiredService<HalfDatabase<TDb>>().Read();
        return await LedgerVerifier.Verify(db, null, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        var engine = Services.GetRequiredService<IDatabaseEngine>();
        await app.DisposeAsync();
        if (engine is IAsyncDisposable open) await open.DisposeAsync();
        if (folder is null) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>A clock that a test moves.</summary>
public sealed class Clock(DateTime nowUtc) : TimeProvider
{
    private DateTime now = nowUtc;

    public void Advance(TimeSpan time) => now += time;

    public void Set(DateTime utc) => now = utc;

    public override DateTimeOffset GetUtcNow() => now;
}
