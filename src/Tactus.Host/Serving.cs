using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Host;

/// <summary>How the server is put together; the same for serve, the demo and the description of the interface.</summary>
public static class Serving
{
    /// <summary>A server that is not started yet.</summary>
    /// <param name="engine">Where the data is.</param>
    /// <param name="urls">Addresses to listen at, separated by ';'.</param>
    /// <param name="jsonLogs">One JSON object a line instead of text.</param>
    /// <param name="background">False: nothing is delivered, applied or sealed.</param>
    /// <param name="arrange">Further services.</param>
    public static WebApplication Build(IDatabaseEngine engine, string urls, bool jsonLogs = false, bool background = true, Action<IServiceCollection>? arrange = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Serving).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        builder.WebHost.UseUrls(urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Api.LargestBody;
        });
        // Open live streams would otherwise hold the stop for half a minute.
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(4));
        Logs(builder.Logging, jsonLogs);
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddTelemetry();
        builder.Services.AddTactus(engine, background);
        arrange?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseSecurityHeaders();
        app.UseReadiness();
        app.UseApplicationFiles();
        app.MapTactus();
        app.MapOpenApi("/openapi/{documentName}.json").WithMetadata(new OpenToAll());
        app.MapApplication();
        return app;
    }

    private static void Logs(ILoggingBuilder logs, bool json)
    {
        logs.ClearProviders();
        if (json) logs.AddJsonConsole(console => { console.UseUtcTimestamp = true; console.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"; });
        else logs.AddSimpleConsole(console => { console.SingleLine = true; console.UseUtcTimestamp = true; console.TimestampFormat = "HH:mm:ss "; });
        logs.SetMinimumLevel(LogLevel.Information).AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
    }

    private static void UseSecurityHeaders(this WebApplication app) => app.Use((http, next) =>
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "geolocation=(), microphone=(), payment=()";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Styles: the component kit sets sizes in style attributes. Workers: the graph layout comes as a blob.
        headers.ContentSecurityPolicy = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
            + "connect-src 'self'; worker-src 'self' blob:; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        return next(http);
    });

    private static void UseReadiness(this WebApplication app)
    {
        var readiness = app.Services.GetRequiredService<Readiness>();
        app.Lifetime.ApplicationStopping.Register(() => readiness.Draining = true);
        app.Use(async (http, next) =>
        {
            if (http.Request.Path == "/health/live")
            {
                await http.Response.WriteAsJsonAsync(new { status = "live" }, http.RequestAborted);
                return;
            }
            var state = readiness.State;
            if (http.Request.Path == "/health/ready")
            {
                http.Response.StatusCode = state == "ready" ? 200 : 503;
                if (state != "ready") http.Response.Headers.RetryAfter = "2";
                await http.Response.WriteAsJsonAsync(new { status = state }, http.RequestAborted);
                return;
            }
            if (state != "ready" && http.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal))
            {
                http.Response.Headers.RetryAfter = "2";
                await new Refusal("not-ready", $"Tactus is {state}; try again in a moment.", RefusalKind.NotNow).ToHttp().ExecuteAsync(http);
                return;
            }
            await next();
        });
    }

    private static void UseApplicationFiles(this WebApplication app)
    {
        if (app.Environment.WebRootFileProvider is NullFileProvider) return;
        app.UseStaticFiles(new StaticFileOptions
        {
            OnPrepareResponse = file =>
            {
                // Vite puts a hash of the content into the names under assets: they never change.
                var forever = file.Context.Request.Path.StartsWithSegments("/assets", StringComparison.Ordinal);
                file.Context.Response.Headers.CacheControl = forever ? "public, max-age=31536000, immutable" : "no-cache";
            },
        });
    }

    /// <summary>Every address that is no file and no interface is a page of the application, which finds its way itself.</summary>
    private static void MapApplication(this WebApplication app) =>
        app.MapFallback("{*path:nonfile}", async (HttpContext http) =>
        {
            if (http.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || http.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
            var page = app.Environment.WebRootFileProvider.GetFileInfo("index.html");
            if (!page.Exists)
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                await http.Response.WriteAsync("The web application is not built; ./run.sh builds it. The interface is described at /openapi/v1.json.", http.RequestAborted);
                return;
            }
            http.Response.ContentType = "text/html; charset=utf-8";
            http.Response.Headers.CacheControl = "no-cache";
            await http.Response.SendFileAsync(page, http.RequestAborted);
        }).WithMetadata(new OpenToAll()).ExcludeFromDescription();

    /// <summary>Where to point a browser: an address that a person can type.</summary>
    internal static string Address(WebApplication app) =>
        (app.Urls.FirstOrDefault() ?? "http://localhost:5080").Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal);
}

/// <summary>Whether requests may come: not while the schema is brought up to date and not while stopping.</summary>
public sealed class Readiness
{
    private volatile bool prepared;
    private volatile bool draining;

    /// <summary>The schema is up to date.</summary>
    public bool Prepared { get => prepared; set => prepared = value; }

    /// <summary>Tactus stops.</summary>
    public bool Draining { get => draining; set => draining = value; }

    /// <summary>starting, ready or draining.</summary>
    public string State => draining ? "draining" : prepared ? "ready" : "starting";
}
