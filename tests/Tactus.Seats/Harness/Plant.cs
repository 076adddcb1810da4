using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tactus.Coordination;
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
    private static IReadOnlyList<RouteEndpoint>? addresses;
    private readonly WebApplication app;
    private readonly string? folder;
    private readonly string? connection;
    private bool gone;

    private Plant(WebApplication app, string? folder, string? connection) => (this.app, this.folder, this.connection) = (app, folder, connection);

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
        var clock = new Clock(nowUtc ?? new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc));
        return database == "sqlite"
            ? Over(await Templates.CopyFolder(), null, clock, arrange)
            : Over(null, await Templates.CopyDatabase(), clock, arrange);
    }

    /// <summary>Opens the data that a server left behind, in a folder or a PostgreSQL database, at the time it is now. The folder is deleted at the end.</summary>
    public static Plant Existing(string? folder, string? connection) => Over(folder, connection, new Clock(DateTime.UtcNow), null);

    /// <summary>The process is gone with all it kept in memory, and another starts over the same data with the same clock. Go on with what this returns.</summary>
    /// <param name="arrange">As for a new plant.</param>
    public async Task<Plant> Restart(Action<IServiceCollection>? arrange = null)
    {
        await Stop();
        return Over(folder, connection, Clock, arrange);
    }

    private static Plant Over(string? folder, string? connection, Clock clock, Action<IServiceCollection>? arrange)
    {
        IDatabaseEngine engine = folder is not null ? new SqliteEngine(folder) : new PostgresEngine(connection!);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddRouting();
        builder.Services.AddTactus(engine, background: false);
        arrange?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapTactus();
        return new Plant(app, folder, connection) { Clock = clock };
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

    /// <summary>Reads an address of the interface as an actor with the right that it asks for, without a network.</summary>
    /// <param name="address">e.g. <c>/api/erp/items?filter=kind:eq:made</c>.</param>
    /// <param name="actor">Tactus itself when not given.</param>
    /// <param name="accept">application/json or text/csv.</param>
    public async Task<Reading> Get(string address, Actor? actor = null, string accept = "application/json")
    {
        var cut = address.IndexOf('?', StringComparison.Ordinal);
        var path = cut < 0 ? address : address[..cut];
        await using var scope = Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Method = "GET";
        // As a server would: everything but an escaped slash is unescaped before routing.
        http.Request.Path = Uri.UnescapeDataString(path.Replace("%2F", "%252F", StringComparison.OrdinalIgnoreCase));
        if (cut >= 0) http.Request.QueryString = new QueryString(address[cut..]);
        http.Request.Headers.Accept = accept;
        // Some answers close their body; what was written can be taken from it all the same.
        var body = new MemoryStream();
        http.Response.Body = body;
        http.SetActor(actor ?? Actor.System);
        // An address is the same in every plant and takes its services from the request; making them all is half of a short test.
        var all = addresses ??= [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()];
        var endpoint = all
            .Where(each => each.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("GET") == true
                && new TemplateMatcher(new RouteTemplate(each.RoutePattern), []).TryMatch(http.Request.Path, []))
            .OrderBy(each => each.RoutePattern.InboundPrecedence).FirstOrDefault()
            ?? throw new ArgumentException($"Nothing is mapped at {path}.", nameof(address));
        new TemplateMatcher(new RouteTemplate(endpoint.RoutePattern), []).TryMatch(http.Request.Path, http.Request.RouteValues);
        http.SetEndpoint(endpoint);
        var right = endpoint.Metadata.GetMetadata<RequiredPermission>();
        if (right is null || !http.Actor().May(right.Name)) await Gate.Missing(right?.Name ?? "").ToHttp().ExecuteAsync(http);
        else await endpoint.RequestDelegate!(http);
        return new Reading(http.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()), http.Response.Headers.ETag.ToString());
    }

    public ErpDb Erp() => Services.GetRequiredService<HalfDatabase<ErpDb>>().Read();

    public MesDb Mes() => Services.GetRequiredService<HalfDatabase<MesDb>>().Read();

    public CoordinationDb Coordination() => Services.GetRequiredService<HalfDatabase<CoordinationDb>>().Read();

    public PlatformDb Platform() => Services.GetRequiredService<HalfDatabase<PlatformDb>>().Read();

    /// <summary>Carries and applies messages both ways until nothing moves any more.</summary>
    public async Task Settle()
    {
        for (var moved = 1; moved > 0;)
        {
            moved = 0;
            foreach (var half in (string[])["erp", "mes", "coordination"]) moved += await Services.GetRequiredKeyedService<Courier>(half).Deliver(CancellationToken.None);
            foreach (var half in (string[])["mes", "erp", "coordination"]) moved += await Services.GetRequiredKeyedService<Applier>(half).ApplySome(CancellationToken.None);
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
        if (gone) return;
        await Stop();
        if (folder is null) return;
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Stop()
    {
        gone = true;
        var engine = Services.GetRequiredService<IDatabaseEngine>();
        await app.DisposeAsync();
        if (engine is IAsyncDisposable open) await open.DisposeAsync();
    }
}

/// <summary>What an address answered.</summary>
public sealed record Reading(int Status, string Text, string ETag)
{
    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The refusal's code, when it is one.</summary>
    public string? Code => Status >= 400 ? Json.GetProperty("code").GetString() : null;

    /// <summary>The body as the type that was answered.</summary>
    public T As<T>() => JsonSerializer.Deserialize<T>(Text, TactusJson.Options)!;
}

/// <summary>A clock that a test moves.</summary>
public sealed class Clock(DateTime nowUtc) : TimeProvider
{
    private DateTime now = nowUtc;

    public void Advance(TimeSpan time) => now += time;

    public void Set(DateTime utc) => now = utc;

    public override DateTimeOffset GetUtcNow() => now;
}
