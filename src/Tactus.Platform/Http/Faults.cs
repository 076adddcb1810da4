using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Tactus.Platform.Http;

/// <summary>What no use case answers itself: unknown addresses, wrong methods, unreadable requests and bugs, all as problems.</summary>
internal static class Faults
{
    internal static void UseFaults(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        try
        {
            await next();
            if (http.Response.HasStarted || !IsApi(http) || http.Response.ContentLength is not null || http.Response.ContentType is not null) return;
            var refusal = http.Response.StatusCode switch
            {
                StatusCodes.Status404NotFound => Refusal.Unknown("path-unknown", $"There is nothing at {http.Request.Path}. See /openapi/v1.json for what there is."),
                StatusCodes.Status405MethodNotAllowed => new Refusal("method-not-allowed",
                    $"{http.Request.Method} is not possible at {http.Request.Path}; see the Allow header.", RefusalKind.Malformed, Details: StatusCodes.Status405MethodNotAllowed),
                StatusCodes.Status400BadRequest => new Refusal("request-malformed", "The address or its parameters can't be read.", RefusalKind.Malformed),
                StatusCodes.Status415UnsupportedMediaType => new Refusal("content-type", "Send JSON with Content-Type: application/json.", RefusalKind.Malformed),
                _ => null,
            };
            if (refusal is not null) await refusal.ToHttp().ExecuteAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; there is nobody to answer.
        }
        catch (BadHttpRequestException e) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            var refusal = new Refusal(e.StatusCode == StatusCodes.Status413PayloadTooLarge ? "body-too-large" : "request-malformed",
                "The request can't be read: its address, a parameter or its body is not what this address takes.", RefusalKind.Malformed, Details: e.StatusCode);
            await refusal.ToHttp().ExecuteAsync(http);
        }
        catch (Exception e) when (!http.Response.HasStarted)
        {
            var trace = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
            http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Tactus.Http")
                .LogError(e, "{Method} {Path} failed; trace {Trace}", http.Request.Method, http.Request.Path, trace);
            http.Response.Clear();
            http.Response.StatusCode = StatusCodes.Status500InternalServerError;
            await http.Response.WriteAsJsonAsync(new { type = "urn:tactus:refusal:fault", title = $"Tactus made a mistake. Tell whoever runs it the trace {trace}.", status = 500, code = "fault", trace },
                TactusJson.Options, "application/problem+json", http.RequestAborted);
        }
    });

    /// <summary>Under /api nothing falls through to the web application's page.</summary>
    internal static bool IsApi(HttpContext http) => http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
        || http.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase);
}
