using System.CommandLine;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Host.Commands;

/// <summary>
/// A whole Tactus over its database without a network and without background services, for a command that works on the data
/// itself. One such process or one server at a time: the folder is locked while it is open.
/// </summary>
internal sealed class Workplace : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly DataLock? held;

    private Workplace(WebApplication app, DataLock? held) => (this.app, this.held) = (app, held);

    internal IServiceProvider Services => app.Services;

    /// <summary>Opens the data, or says why it can't be (null): a server has it.</summary>
    internal static async Task<Workplace?> Open(string data, string? connection, CancellationToken stop)
    {
        var held = string.IsNullOrWhiteSpace(connection) ? DataLock.Take(data) : null;
        if (held is null && string.IsNullOrWhiteSpace(connection)) return null;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddRouting();
        builder.Services.AddTactus(Composition.Engine(data, connection), background: false);
        var app = builder.Build();
        app.MapTactus();
        await app.Services.Prepare(stop);
        return new Workplace(app, held);
    }

    /// <summary>Reads through the interface as it answers a signed-in administrator, without a network.</summary>
    /// <param name="path">Of a reading endpoint without parameters in its path.</param>
    /// <param name="query">e.g. <c>?from=…</c>.</param>
    /// <param name="stop">Ends it.</param>
    internal async Task<(int Status, JsonDocument Body)> Get(string path, string query, CancellationToken stop)
    {
        var endpoint = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .First(each => each.RoutePattern.RawText == path && each.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods.Contains("GET") == true);
        await using var scope = app.Services.CreateAsyncScope();
        using var answer = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, RequestAborted = stop };
        (http.Request.Method, http.Request.Path, http.Request.QueryString) = ("GET", path, new QueryString(query));
        http.Response.Body = answer;
        http.SetEndpoint(endpoint);
        http.SetActor(Actor.System);
        await endpoint.RequestDelegate!(http);
        return (http.Response.StatusCode, JsonDocument.Parse(answer.ToArray()));
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        held?.Dispose();
    }
}

/// <summary>Options that several commands share.</summary>
internal static class Options
{
    internal static Option<string> Data() => new("--data")
    {
        Description = "Folder of the embedded database (TACTUS_DATA)",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TACTUS_DATA") is { Length: > 0 } set ? set : "data",
    };

    internal static Option<string?> Db() => new("--db")
    {
        Description = "PostgreSQL connection string instead of a folder (TACTUS_DB)",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TACTUS_DB"),
    };

    internal static Option<string?> Url() => new("--url") { Description = "Post to a running server at this address instead (key in --key or TACTUS_KEY)" };

    internal static Option<string?> Key() => new("--key")
    {
        Description = "API key for --url (TACTUS_KEY)",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TACTUS_KEY"),
    };

    internal static Option<bool> Json() => new("--json") { Description = "Print the result as JSON" };

    internal const string Held = "A server holds this data. Post to it with --url http://… and an API key (--key), or stop it first.";
}
