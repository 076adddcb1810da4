using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tactus.Platform.Http;

/// <summary>Who is calling, as the sign-in middleware found out.</summary>
public static class Gate
{
    private static readonly object ActorKey = new();

    /// <summary>The caller; only behind the gate.</summary>
    public static Actor Actor(this HttpContext http) => http.FindActor() ?? throw new InvalidOperationException("There is no actor before the gate.");

    /// <summary>The caller or null.</summary>
    public static Actor? FindActor(this HttpContext http) => http.Items.TryGetValue(ActorKey, out var actor) ? (Actor?)actor : null;

    /// <summary>Set by the sign-in middleware.</summary>
    public static void SetActor(this HttpContext http, Actor actor) => http.Items[ActorKey] = actor;

    /// <summary>Names the right that is missing.</summary>
    public static Refusal Missing(string permission) =>
        new("right-missing", $"This needs the right {permission}. Ask an administrator to add it to one of your roles.", RefusalKind.Forbidden,
            Details: new { permission });

    /// <summary>Deny by default: an endpoint without a named right and without an explicit opening is closed to everybody.</summary>
    public static IApplicationBuilder UseGate(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var endpoint = http.GetEndpoint();
        // What routing puts in place of an endpoint (wrong method, wrong content type) does nothing but refuse.
        if (endpoint is not RouteEndpoint || endpoint.Metadata.GetMetadata<OpenToAll>() is not null)
        {
            await next();
            return;
        }
        var required = endpoint.Metadata.GetMetadata<RequiredPermission>();
        var refusal = http.FindActor() switch
        {
            null => new Refusal("sign-in", "Sign in first.", RefusalKind.SignIn),
            _ when required is null => new Refusal("closed", "This address is not open to anybody.", RefusalKind.Forbidden),
            // An empty name asks for nothing but being signed in.
            var actor when required.Name.Length > 0 && !actor.May(required.Name) => Missing(required.Name),
            _ => null,
        };
        if (refusal is null) await next();
        else await refusal.ToHttp().ExecuteAsync(http);
    });

    internal static Outcome<TCommand> WithKey<TCommand, TDb, TResult>(this HttpContext http, TCommand command)
        where TCommand : Command<TDb, TResult> where TDb : HalfDb
    {
        if (!http.Request.Headers.TryGetValue("Idempotency-Key", out var header)) return command;
        var text = header.ToString().Trim().Trim('"');
        if (!Guid.TryParse(text, out var key) || (command.Id != Guid.Empty && command.Id != key))
            return new Refusal("key-mismatch", "", RefusalKind.Malformed);
        return command.Id == key ? command : (TCommand)(command with { Id = key });
    }

    internal static Outcome<long?> IfMatch(this HttpContext http)
    {
        var header = http.Request.Headers.IfMatch.ToString();
        if (header.Length == 0 || header == "*") return (long?)null;
        return long.TryParse(header.Trim().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : new Refusal("if-match", "If-Match holds the ETag that the reading gave, for example \"3\".", RefusalKind.Malformed);
    }
}
