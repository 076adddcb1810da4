using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tactus.Host;
using Tactus.Platform;
using Tactus.Platform.Identity;
using Tactus.Storage.Postgres;
using Tactus.Storage.Sqlite;

namespace Tactus.Tests.Http;

/// <summary>Tactus with its whole interface, as the host puts it together, called over an in-memory wire.</summary>
internal sealed class HttpPlant : IAsyncDisposable
{
    internal const string AdministratorPassword = "correct-horse-battery";
    private readonly WebApplication app;
    private readonly string? folder;

    private HttpPlant(WebApplication app, string? folder) => (this.app, this.folder) = (app, folder);

    internal IServiceProvider Services => app.Services;

    internal required Clock Clock { get; init; }

    internal static async Task<HttpPlant> New(string database = "sqlite", Action<IServiceCollection>? arrange = null, bool background = false)
    {
        string? folder = null;
        IDatabaseEngine engine = database == "sqlite"
            ? new SqliteEngine(folder = Directory.CreateTempSubdirectory("tactus-").FullName)
            : new PostgresEngine(await PostgresServer.NewDatabase());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var clock = new Clock(new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc));
        builder.Services.AddSingleton<TimeProvider>(clock);
        // Tests call as fast as they can; the limits have a test of their own.
        builder.Services.AddSingleton(new CallLimits { SignInsPerAddress = 1000, SignInsPerName = 1000, RequestsPerSecond = 100_000 });
        builder.Services.AddTactus(engine, background);
        arrange?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapTactus();
        await app.Services.Prepare(CancellationToken.None);
        await app.StartAsync();
        return new HttpPlant(app, folder) { Clock = clock };
    }

    /// <summary>A program with a key.</summary>
    internal HttpClient Program(string key)
    {
        var client = app.GetTestServer().CreateClient();
        client.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A browser or program with a cookie jar of its own.</summary>
    internal Caller Caller() => new(app.GetTestServer());

    /// <summary>A browser in which the first administrator is signed in.</summary>
    internal async Task<Caller> Administrator()
    {
        var caller = Caller();
        var token = await Services.FirstAdministratorToken(CancellationToken.None);
        (await caller.Post("/api/platform/first-administrator", new { token, login = "admin", name = "Ada Admin", password = AdministratorPassword })).Status.ShouldBe(200);
        await caller.LearnCsrf();
        return caller;
    }

    /// <summary>A person with exactly these rights, made by the administrator, signed in in a browser of their own.</summary>
    internal async Task<Caller> PersonWith(Caller administrator, string login, params string[] rights)
    {
        (await administrator.Post("/api/platform/roles", new { name = "role-" + login, text = "Test", permissions = rights })).Status.ShouldBe(200);
        (await administrator.Post("/api/platform/people", new { number = "N-" + login, name = login, login, roles = (string[])["role-" + login] })).Status.ShouldBe(200);
        (await administrator.Post("/api/platform/password-changes", new { password = "first password given", personNumber = "N-" + login })).Status.ShouldBe(200);
        var caller = Caller();
        (await caller.Post("/api/platform/sessions", new { login, password = "first password given" })).Status.ShouldBe(200);
        await caller.LearnCsrf();
        (await caller.Post("/api/platform/password-changes", new { password = "a password of my own", currentPassword = "first password given" })).Status.ShouldBe(200);
        await caller.LearnCsrf();
        return caller;
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

/// <summary>An answer as a test reads it.</summary>
internal sealed record Answer(int Status, JsonElement Body, System.Net.Http.Headers.HttpResponseHeaders Headers, string Text)
{
    internal string? Code => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty("code", out var code) ? code.GetString() : null;
}

/// <summary>Calls with cookies, CSRF token and keys as a browser or program does.</summary>
internal sealed class Caller(TestServer server)
{
    private readonly HttpClient http = server.CreateClient();
    internal Dictionary<string, string> Cookies { get; init; } = [];
    internal List<string> SetCookies { get; } = [];
    internal string? Csrf { get; set; }
    internal string? Bearer { get; set; }
    internal Dictionary<string, string> Headers { get; } = [];

    internal async Task LearnCsrf() => Csrf = (await Get("/api/platform/me")).Body.GetProperty("csrfToken").GetString();

    /// <summary>Signs the administrator in again after the clock has run past the session.</summary>
    internal async Task SignInAgain()
    {
        Csrf = null;
        (await Post("/api/platform/sessions", new { login = "admin", password = HttpPlant.AdministratorPassword })).Status.ShouldBe(200);
        await LearnCsrf();
    }

    internal Task<Answer> Get(string path) => Send(HttpMethod.Get, path, null);

    internal Task<Answer> Post(string path, object body, Guid? key = null) =>
        Send(HttpMethod.Post, path, JsonContent.Create(body, options: TactusJson.Options), key ?? Guid.CreateVersion7());

    internal Task<Answer> Raw(string path, byte[] body, string contentType = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return Send(HttpMethod.Post, path, content, Guid.CreateVersion7());
    }

    /// <summary>Opens the live stream.</summary>
    internal async Task<Listening> Listen(string topics, string? resume = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/platform/live?topics=" + topics);
        if (Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => cookie.Key + "=" + cookie.Value)));
        if (resume is not null) request.Headers.TryAddWithoutValidation("Last-Event-ID", resume);
        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return new Listening(new StreamReader(await response.Content.ReadAsStreamAsync()), response);
    }

    internal async Task<Answer> Send(HttpMethod method, string path, HttpContent? body, Guid? key = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (Cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", Cookies.Select(cookie => cookie.Key + "=" + cookie.Value)));
        if (Csrf is not null) request.Headers.Add("X-Tactus-Csrf", Csrf);
        if (Bearer is not null) request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Bearer);
        if (key is not null) request.Headers.Add("Idempotency-Key", key.ToString());
        foreach (var (name, value) in Headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await http.SendAsync(request);
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies))
            foreach (var cookie in cookies)
            {
                SetCookies.Add(cookie);
                var pair = cookie.Split(';')[0].Split('=', 2);
                if (pair[1].Length == 0) Cookies.Remove(pair[0]);
                else Cookies[pair[0]] = pair[1];
            }
        var text = Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync());
        JsonElement json = default;
        if (response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true && text.Length > 0)
            json = JsonDocument.Parse(text).RootElement.Clone();
        return new Answer((int)response.StatusCode, json, response.Headers, text);
    }
}

/// <summary>An open live stream, read event by event.</summary>
internal sealed class Listening(StreamReader reader, HttpResponseMessage response) : IAsyncDisposable
{
    /// <summary>The next event or comment, lines joined.</summary>
    internal async Task<string> Next()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var lines = new List<string>();
        while (await reader.ReadLineAsync(limit.Token) is { Length: > 0 } line) lines.Add(line);
        return string.Join('\n', lines);
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
