using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tactus.Connectors.Files;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Connectors.Demo.Scenarios;

/// <summary>A scenario that was started.</summary>
/// <param name="Lines">What happened so far, the first first.</param>
/// <param name="EndedUtc">Null while it is played.</param>
/// <param name="Fault">Why it could not go on.</param>
public sealed record ScenarioRun(int No, string Title, string Tag, DateTime StartedUtc, IReadOnlyList<ScenarioLine> Lines, DateTime? EndedUtc, string? Fault)
{
    /// <summary>It came to its end and every figure was as it must be.</summary>
    public bool Holds => EndedUtc is not null && Fault is null && Lines.All(line => line.Holds != false);
}

/// <summary>Plays scenarios in the server that it is part of, as its people and machines would: over the network.</summary>
public sealed class ScenarioPlayer(IServiceProvider services, TimeProvider clock, ILogger<ScenarioPlayer> log) : IDisposable
{
    private readonly ConcurrentDictionary<string, ScenarioRun> runs = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim one = new(1);

    /// <summary>Numbers and titles of all there are.</summary>
    public static IReadOnlyList<(int No, string Title)> Known { get; } = [.. Scenario.All.OrderBy(each => each.No).Select(each => (each.No, each.Title))];

    /// <summary>Those started since the server began, the newest first.</summary>
    public IReadOnlyList<ScenarioRun> Runs => [.. runs.Values.OrderByDescending(run => run.StartedUtc)];

    /// <summary>Plays one to its end; one at a time.</summary>
    /// <param name="no">One of <see cref="Known"/>.</param>
    /// <param name="address">Of the server.</param>
    /// <param name="line">Told each line as it happens.</param>
    /// <param name="stop">Ends it early.</param>
    public async Task<ScenarioRun> Play(int no, Uri address, Action<ScenarioLine>? line, CancellationToken stop)
    {
        var scenario = Scenario.All.Single(each => each.No == no);
        await one.WaitAsync(stop);
        try
        {
            var now = clock.GetUtcNow().UtcDateTime;
            // Seconds of the year, in letters and digits: short, and another one each time.
            var tag = "-" + Convert.ToString((long)(now - new DateTime(now.Year, 1, 1, 0, 0, 0, DateTimeKind.Utc)).TotalSeconds, 16).ToUpperInvariant();
            Keep(new ScenarioRun(no, scenario.Title, tag, now, [], null, null));
            using var http = HttpPoster.Client(address, await Key(now, tag, stop));
            string? fault = null;
            try
            {
                await scenario.Play(new HttpStage(http, tag, each =>
                {
                    runs[tag] = runs[tag] with { Lines = [.. runs[tag].Lines, each] };
                    line?.Invoke(each);
                }, clock, stop));
            }
            catch (Exception e) when (e is ScenarioFault or HttpRequestException or KeyNotFoundException or InvalidOperationException or ArgumentOutOfRangeException)
            {
                log.LogWarning(e, "Scenario {No} could not go on", no);
                fault = e.Message;
            }
            return Keep(runs[tag] with { EndedUtc = clock.GetUtcNow().UtcDateTime, Fault = fault });
        }
        finally
        {
            one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => one.Dispose();

    private ScenarioRun Keep(ScenarioRun run) => runs[run.Tag] = run;

    private async Task<string> Key(DateTime now, string tag, CancellationToken stop)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = Guid.CreateVersion7(), name = $"Scenario {tag} {now.ToString("yyyy", CultureInfo.InvariantCulture)}", scopes = (string[])[Permissions.Everything], expiresUtc = now.AddHours(12), reason = "A scenario is played",
        }, TactusJson.Options);
        var made = await services.GetRequiredService<CommandCatalog>().Post(services, "/api/platform/api-keys", body, new CommandContext(Actor.System, now), stop);
        return made.Refusal is { } refusal ? throw new ScenarioFault($"The scenario got no key: {refusal.Sentence}")
            : JsonSerializer.SerializeToElement(made.Value, TactusJson.Options).GetProperty("key").GetString()!;
    }
}

/// <summary>Scenarios as a page starts and watches them; only in a server that was started to be played with.</summary>
public static class ScenarioApi
{
    /// <summary>Maps the addresses where there is a player.</summary>
    public static void MapScenarios(this IEndpointRouteBuilder app)
    {
        app.Read("/api/demo/scenarios", "coordination.read", "Scenarios that can be played here, and those that were", (IServiceProvider services) =>
            services.GetService<ScenarioPlayer>() is { } player
                ? new ScenarioList([.. ScenarioPlayer.Known.Select(each => new ScenarioKnown(each.No, each.Title))], player.Runs)
                // A plant that is no demo has none to play.
                : new ScenarioList([], []));
        app.MapPost("/api/demo/scenario-runs", (ScenarioStart start, HttpContext http, IServiceProvider services) =>
        {
            if (services.GetService<ScenarioPlayer>() is not { } player) return Refusal.Unknown("scenarios-none", "This server is no demo; scenarios are played with tactus demo or tactus scenario run.").ToHttp();
            if (!ScenarioPlayer.Known.Any(each => each.No == start.No)) return Refusal.Unknown("scenario-unknown", $"There is no scenario {start.No}.").ToHttp();
            if (player.Runs.Any(run => run.EndedUtc is null)) return new Refusal("scenario-running", "Another scenario is being played; wait for its end.").ToHttp();
            _ = player.Play(start.No, new Uri($"{http.Request.Scheme}://{http.Request.Host}"), null, CancellationToken.None);
            return Results.Accepted();
        }).WithMetadata(new RequiredPermission("coordination.plan")).WithSummary("Play a scenario").WithTags("demo").WithName("PlayScenario");
    }
}

/// <summary>Which scenario to play.</summary>
public sealed record ScenarioStart(int No);

/// <summary>A scenario that there is.</summary>
public sealed record ScenarioKnown(int No, string Title);

/// <summary>All of them.</summary>
public sealed record ScenarioList(IReadOnlyList<ScenarioKnown> Known, IReadOnlyList<ScenarioRun> Runs);
