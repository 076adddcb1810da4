using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Platform;
using Tactus.Platform.Http;
using Tactus.Platform.Messaging;

namespace Tactus.Connectors.Files;

/// <summary>The answer of a command, or why it refused.</summary>
public sealed record Posting(JsonNode? Answer, Refusal? Refusal);

/// <summary>Where bodies go: into a database that no server holds, or to a running server.</summary>
public interface IPoster
{
    /// <summary>Posts a body with its key inside. The same key again counts once.</summary>
    /// <param name="path">The command's.</param>
    /// <param name="body">JSON.</param>
    /// <param name="person">Who did it, when that is not the import itself.</param>
    /// <param name="stop">Ends the wait.</param>
    Task<Posting> Post(string path, byte[] body, string? person, CancellationToken stop);

    /// <summary>Lets the halves exchange their messages.</summary>
    Task Settle(CancellationToken stop);

    /// <summary>Messages that are stuck, with the reason.</summary>
    Task<IReadOnlyList<string>> Unapplied(CancellationToken stop);
}

/// <summary>Posts inside this process through the same reading, rules and ledger as the network does.</summary>
public sealed class DirectPoster(IServiceProvider services, string name, bool settles = true) : IPoster
{
    private static readonly HashSet<string> All = [Permissions.Everything];

    /// <inheritdoc/>
    public async Task<Posting> Post(string path, byte[] body, string? person, CancellationToken stop)
    {
        var actor = person is null
            ? new Actor("system", Guid.Empty, "import", $"Import {name}", All)
            : new Actor("person", Guid.Empty, person, person, All);
        var by = new CommandContext(actor, services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime);
        var outcome = await services.GetRequiredService<CommandCatalog>().Post(services, path, body, by, stop);
        return outcome.Done ? new(JsonSerializer.SerializeToNode(outcome.Value, TactusJson.Options), null) : new(null, outcome.Refusal);
    }

    /// <inheritdoc/>
    public Task Settle(CancellationToken stop) => settles ? services.GetRequiredService<MessagePump>().Settle(stop) : Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> Unapplied(CancellationToken stop) =>
        settles ? await services.GetRequiredService<MessagePump>().Unapplied(stop) : [];
}

/// <summary>
/// Posts to a running server with an API key. What the server can't take just now (429, 503, no connection) is tried again
/// for a minute; a key that counted already counts once.
/// </summary>
public sealed class HttpPoster(HttpClient http) : IPoster
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>A client of a server's address with a key of its integrations.</summary>
    public static HttpClient Client(Uri address, string key)
    {
        var client = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(100) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <inheritdoc/>
    public async Task<Posting> Post(string path, byte[] body, string? person, CancellationToken stop)
    {
        if (person is not null)
            return new(null, new Refusal("person-over-network", "Over the network everybody signs in for themselves; replay records of named people on the database itself (--data or --db).", RefusalKind.Forbidden));
        var until = DateTime.UtcNow + Patience;
        for (var wait = TimeSpan.FromMilliseconds(200); ; wait = wait * 2 < TimeSpan.FromSeconds(8) ? wait * 2 : TimeSpan.FromSeconds(8))
        {
            try
            {
                using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content, stop);
                if ((int)response.StatusCode is not (429 or 503) || DateTime.UtcNow > until) return await Read(response, stop);
                if (response.Headers.RetryAfter?.Delta is { } asked && asked < TimeSpan.FromSeconds(30)) wait = asked;
            }
            catch (HttpRequestException) when (DateTime.UtcNow < until)
            {
            }
            await Task.Delay(wait, stop);
        }
    }

    /// <inheritdoc/>
    public Task Settle(CancellationToken stop) => Task.Delay(TimeSpan.FromMilliseconds(250), stop);

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> Unapplied(CancellationToken stop) => Task.FromResult<IReadOnlyList<string>>([]);

    private static async Task<Posting> Read(HttpResponseMessage response, CancellationToken stop)
    {
        JsonNode? json = null;
        try
        {
            json = await response.Content.ReadFromJsonAsync<JsonNode>(stop);
        }
        catch (JsonException)
        {
        }
        if (response.IsSuccessStatusCode) return new(json, null);
        var code = json?["code"]?.ToString() ?? "http-" + (int)response.StatusCode;
        var errors = json?["errors"]?.AsObject().ToDictionary(
            each => each.Key, each => each.Value is JsonArray lines ? lines.Select(line => line?.ToString() ?? "").ToArray() : []);
        return new(null, new Refusal(code, json?["title"]?.ToString() ?? $"The server answered {(int)response.StatusCode}.", Errors: errors));
    }
}
