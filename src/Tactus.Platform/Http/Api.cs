using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Tactus.Platform.Http;

/// <summary>The right that an endpoint asks for. Without this or an explicit <see cref="OpenToAll"/> the gate lets nobody through.</summary>
public sealed record RequiredPermission(string Name);

/// <summary>An endpoint that anybody may call: health, sign-in, the application's files.</summary>
public sealed record OpenToAll;

/// <summary>The refusal codes an endpoint can answer, for the description of the interface.</summary>
public sealed record RefusalCodes(IReadOnlyList<string> Codes);

/// <summary>
/// A command that makes a secret (a key, a one-time token). The secret is made with the command object and never part of
/// what is stored: the database gets its hash, the receipt an answer without it. Whoever retries gets that answer.
/// </summary>
/// <typeparam name="TResult">The command's answer.</typeparam>
public interface IIssuesSecret<TResult>
{
    /// <summary>The answer with the secret, when this very object was carried out; the stored answer otherwise.</summary>
    TResult Reveal(TResult answer);
}

/// <summary>Maps use cases to the interface. A command mapped here can also be posted from inside (import, replay, simulated floor) by its path.</summary>
public static class Api
{
    /// <summary>Larger bodies are refused (413). Batches of machine signals fit; files have an endpoint of their own.</summary>
    public const int LargestBody = 1 << 20;

    /// <summary>Maps a command as a POST.</summary>
    /// <typeparam name="TCommand">Derives from <see cref="Command{TDb,TResult}"/>.</typeparam>
    /// <param name="app">The host's.</param>
    /// <param name="path">e.g. <c>/api/mes/scrap-reports</c>.</param>
    /// <param name="permission">The right it asks for.</param>
    /// <param name="summary">One line for the description.</param>
    public static IEndpointConventionBuilder Command<TCommand>(this IEndpointRouteBuilder app, string path, string permission, string summary)
    {
        var type = typeof(TCommand);
        for (var parent = type.BaseType; ; parent = parent.BaseType)
        {
            if (parent is null) throw new InvalidOperationException($"{type.Name} is no command.");
            if (!parent.IsGenericType || parent.GetGenericTypeDefinition() != typeof(Command<,>)) continue;
            return (IEndpointConventionBuilder)typeof(Api).GetMethod(nameof(Map), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod([type, .. parent.GetGenericArguments()]).Invoke(null, [app, path, permission, summary])!;
        }
    }

    /// <summary>Maps a reading GET with a right and a line for the description.</summary>
    public static RouteHandlerBuilder Read(this IEndpointRouteBuilder app, string path, string permission, string summary, Delegate handler) =>
        app.MapGet(path, handler).WithMetadata(new RequiredPermission(permission)).WithSummary(summary).WithTags(Area(path));

    internal static string Area(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries) is ["api", var area, ..] ? area : "host";

    private static IEndpointConventionBuilder Map<TCommand, TDb, TResult>(IEndpointRouteBuilder app, string path, string permission, string summary)
        where TCommand : Command<TDb, TResult> where TDb : HalfDb
    {
        app.ServiceProvider.GetRequiredService<CommandCatalog>().Add(new PostableCommand(path, permission, typeof(TCommand),
            async (services, body, by, dryRun, stop) =>
            {
                var read = RequestBody.Parse<TCommand>(body);
                if (read.Refusal is { } unread) return unread;
                var outcome = await services.GetRequiredService<CommandRunner<TDb>>().Run(read.Value, by, stop, dryRun);
                if (outcome.Refusal is { } refusal) return refusal;
                return !dryRun && read.Value is IIssuesSecret<TResult> issuer ? issuer.Reveal(outcome.Value)! : outcome.Value!;
            }));
        var codes = typeof(TCommand).GetCustomAttribute<RefusesAttribute>()?.Codes ?? [];
        return app.MapPost(path, async (HttpContext http, CommandRunner<TDb> runner, TimeProvider clock) =>
            {
                var read = await RequestBody.Read<TCommand>(http);
                if (read.Refusal is { } unread) return unread.ToHttp();
                if (http.WithKey<TCommand, TDb, TResult>(read.Value) is not { Refusal: null } keyed)
                    return new Refusal("key-mismatch", "The body's id and the Idempotency-Key header differ; send one of them.", RefusalKind.Malformed).ToHttp();
                var version = http.IfMatch();
                if (version.Refusal is { } unreadable) return unreadable.ToHttp();
                var by = new CommandContext(http.Actor(), clock.GetUtcNow().UtcDateTime) { IfMatch = version.Value };
                var dryRun = http.Request.Query.ContainsKey("dryRun");
                var outcome = await runner.Run(keyed.Value, by, http.RequestAborted, dryRun);
                return (outcome.Done && !dryRun && keyed.Value is IIssuesSecret<TResult> issuer ? issuer.Reveal(outcome.Value) : outcome).ToHttp();
            })
            .Accepts<TCommand>("application/json").Produces<TResult>()
            .WithMetadata(new RequiredPermission(permission), new RefusalCodes(codes))
            .WithSummary(summary).WithTags(Area(path)).WithName(typeof(TCommand).Name);
    }
}

/// <summary>A command as it can be posted from inside: through the same reading, rule and ledger as from the network.</summary>
/// <param name="Post">Services, body, circumstances, dry run, stop.</param>
public sealed record PostableCommand(
    string Path, string Permission, Type Type, Func<IServiceProvider, ReadOnlyMemory<byte>, CommandContext, bool, CancellationToken, Task<Outcome<object>>> Post);

/// <summary>Every command by its path.</summary>
public sealed class CommandCatalog
{
    private readonly ConcurrentDictionary<string, PostableCommand> commands = new(StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<PostableCommand> All => (IReadOnlyCollection<PostableCommand>)commands.Values;

    internal void Add(PostableCommand command)
    {
        if (!commands.TryAdd(command.Path, command)) throw new InvalidOperationException($"Two commands share the path {command.Path}.");
    }

    /// <summary>Posts a body to a path as an actor who needs the same right as over the network.</summary>
    public async Task<Outcome<object>> Post(
        IServiceProvider services, string path, object body, CommandContext by, CancellationToken stop, bool dryRun = false)
    {
        if (!commands.TryGetValue(path, out var command)) return Refusal.Unknown("path-unknown", $"There is no command at {path}.");
        if (!by.Actor.May(command.Permission)) return Gate.Missing(command.Permission);
        var bytes = body as byte[] ?? JsonSerializer.SerializeToUtf8Bytes(body, TactusJson.Options);
        return await command.Post(services, bytes, by, dryRun, stop);
    }
}
