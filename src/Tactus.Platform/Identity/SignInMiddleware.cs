using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Platform.Http;

namespace Tactus.Platform.Identity;

/// <summary>How often somebody may call. Above it the answer is 429 with Retry-After.</summary>
public sealed class CallLimits
{
    /// <summary>Tries to sign in per minute from one address.</summary>
    public int SignInsPerAddress { get; set; } = 30;

    /// <summary>Tries to sign in per minute under one login, badge or number.</summary>
    public int SignInsPerName { get; set; } = 10;

    /// <summary>Requests per second of one actor over a longer time; a burst may be five times as large.</summary>
    public int RequestsPerSecond { get; set; } = 400;
}

/// <summary>Finds out who calls, and keeps out what another site makes a browser send.</summary>
internal static class SignInMiddleware
{
    private static readonly object SignedInKey = new();
    private static readonly object TokenKey = new();

    internal static SignedIn? SignedIn(this HttpContext http) => http.Items.TryGetValue(SignedInKey, out var found) ? (SignedIn?)found : null;

    /// <summary>The session's token as the browser holds it.</summary>
    internal static string? SessionToken(this HttpContext http) => http.Items.TryGetValue(TokenKey, out var token) ? (string?)token : null;

    internal static string? DeviceToken(this HttpContext http) => http.Request.Cookies[CookieName(http, "station")];

    internal static void SetSessionCookie(this HttpContext http, string token) => http.Response.Cookies.Append(CookieName(http, "session"), token, Cookie(http, null));

    internal static void SetDeviceCookie(this HttpContext http, string token) =>
        http.Response.Cookies.Append(CookieName(http, "station"), token, Cookie(http, TimeSpan.FromDays(400)));

    internal static void DropSessionCookie(this HttpContext http) => http.Response.Cookies.Delete(CookieName(http, "session"), Cookie(http, null));

    internal static void UseSignIn(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        if (!http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
        {
            await next();
            return;
        }
        var desk = http.RequestServices.GetRequiredService<SignInDesk>();
        var bearer = http.Request.Headers.Authorization.ToString();
        var unsafeMethod = !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || HttpMethods.IsOptions(http.Request.Method));
        Refusal? refusal = null;
        SignedIn? found = null;
        if (bearer.Length > 0)
        {
            found = bearer.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                ? await desk.FindKey(bearer[7..].Trim(), http.Connection.RemoteIpAddress?.ToString(), http.RequestAborted)
                : null;
            if (found is null) refusal = new Refusal("key-invalid", "This key is not known here, is revoked or expired, or may not be used from this address.", RefusalKind.SignIn);
        }
        else
        {
            if (http.Request.Cookies[CookieName(http, "session")] is { Length: > 0 } token && await desk.FindSession(token, http.RequestAborted) is { } session)
            {
                found = session;
                http.Items[TokenKey] = token;
            }
            if (unsafeMethod) refusal = Forged(http, found is not null);
        }
        if (refusal is null && found is { PasswordMustChange: true } && !OpenBeforePassword(http))
            refusal = new Refusal("password-must-change", "Choose a password of your own first.", RefusalKind.Forbidden);
        if (refusal is null && !http.RequestServices.GetRequiredService<CallGuard>().TryCall(found, http, out var wait)) refusal = CallGuard.TooOften(http, wait);
        if (refusal is not null)
        {
            await refusal.ToHttp().ExecuteAsync(http);
            return;
        }
        if (found is not null)
        {
            http.Items[SignedInKey] = found;
            http.SetActor(found.Actor);
        }
        await next();
    });

    // The cookie is SameSite=Strict; the header and the origin are the second and third lock for browsers that err.
    private static Refusal? Forged(HttpContext http, bool signedIn)
    {
        var site = http.Request.Headers["Sec-Fetch-Site"].ToString();
        var origin = http.Request.Headers.Origin.ToString();
        if (site is not ("" or "same-origin" or "none")
            || (origin.Length > 0 && (!Uri.TryCreate(origin, UriKind.Absolute, out var from)
                || !string.Equals(from.Authority, http.Request.Host.Value, StringComparison.OrdinalIgnoreCase))))
            return new Refusal("csrf", "This request came from another site and was not carried out.", RefusalKind.Forbidden);
        // Signing in needs no session yet; it is guarded by the origin.
        if (!signedIn || http.GetEndpoint()?.Metadata.GetMetadata<OpenToAll>() is not null) return null;
        return Secrets.Same(http.Request.Headers["X-Tactus-Csrf"].ToString(), Secrets.Csrf(http.SessionToken()!))
            ? null
            : new Refusal("csrf", "Send the csrfToken of /api/platform/me in the header X-Tactus-Csrf. Reload the page if you see this.", RefusalKind.Forbidden);
    }

    private static bool OpenBeforePassword(HttpContext http) => http.GetEndpoint()?.Metadata.GetMetadata<OpenToAll>() is not null
        || http.Request.Path.Value is "/api/platform/me" or "/api/platform/password-changes";

    // __Host-: the browser accepts it only over https, for this host and the whole site.
    private static string CookieName(HttpContext http, string name) => (http.Request.IsHttps ? "__Host-tactus-" : "tactus-") + name;

    private static CookieOptions Cookie(HttpContext http, TimeSpan? age) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
        MaxAge = age,
        IsEssential = true,
    };
}

/// <summary>Counts calls and tries to sign in.</summary>
internal sealed class CallGuard(CallLimits limits) : IDisposable
{
    private readonly PartitionedRateLimiter<string> calls = PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(who, _ => new()
    {
        TokenLimit = limits.RequestsPerSecond * 5,
        TokensPerPeriod = Math.Max(1, limits.RequestsPerSecond / 10),
        ReplenishmentPeriod = TimeSpan.FromMilliseconds(100),
        AutoReplenishment = true,
    }));

    private readonly PartitionedRateLimiter<string> addresses = PerMinute(limits.SignInsPerAddress);
    private readonly PartitionedRateLimiter<string> names = PerMinute(limits.SignInsPerName);

    internal bool TryCall(SignedIn? who, HttpContext http, out TimeSpan wait) =>
        Try(calls, who is null ? "a:" + http.Connection.RemoteIpAddress : "p:" + who.Actor.Id, out wait);

    /// <summary>A refusal when there were too many tries from this address or under this name.</summary>
    internal Refusal? TrySignIn(HttpContext http, string name) =>
        !Try(addresses, http.Connection.RemoteIpAddress?.ToString() ?? "", out var wait)
            || !Try(names, name.Trim().ToLowerInvariant() is var lower && lower.Length > 80 ? lower[..80] : lower, out wait)
            ? TooOften(http, wait)
            : null;

    internal static Refusal TooOften(HttpContext http, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new Refusal("too-often", $"Too many requests; try again in {seconds} s.", RefusalKind.TooOften);
    }

    private static bool Try(PartitionedRateLimiter<string> limiter, string who, out TimeSpan wait)
    {
        using var lease = limiter.AttemptAcquire(who);
        wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(1);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> PerMinute(int most) => PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetSlidingWindowLimiter(who, _ => new() { PermitLimit = most, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6, AutoReplenishment = true }));

    public void Dispose()
    {
        calls.Dispose();
        addresses.Dispose();
        names.Dispose();
    }
}
