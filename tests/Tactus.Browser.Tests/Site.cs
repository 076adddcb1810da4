using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Tactus.Host;
using Tactus.Platform;
using Tactus.Storage.Sqlite;

namespace Tactus.Browser.Tests;

/// <summary>
/// The real server with the built pages over a folder of its own, a browser, and a small moulding plant. The server can be stopped
/// and started again at the same address, as after a power cut.
/// </summary>
public sealed partial class Site : IAsyncLifetime
{
    internal const string Password = "correct horse battery staple";

    private readonly string folder = Directory.CreateTempSubdirectory("tactus-site-").FullName;
    private readonly CookieHandler cookies = new();
    private HttpClient? client;
    private WebApplication? app;
    private IPlaywright? playwright;
    private IBrowser? browser;

    public string Address { get; private set; } = "http://127.0.0.1:0";

    /// <summary>The folder of the web application's sources.</summary>
    internal static string Sources
    {
        get
        {
            for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
                if (Directory.Exists(Path.Combine(at.FullName, "ui", "src"))) return Path.Combine(at.FullName, "ui");
            throw new DirectoryNotFoundException("The web application's sources are not above the tests.");
        }
    }

    /// <summary>Where the pages were built; null when nobody has built them.</summary>
    private static string? Pages => File.Exists(Path.Combine(Sources, "dist", "index.html")) ? Path.Combine(Sources, "dist") : null;

    /// <summary>The server's own parts, for what no person can bring about.</summary>
    internal IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        if (Pages is not { } pages) return;
        Copy(pages, Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        await Start();
        await SetUp();
        playwright = await Playwright.CreateAsync();
        var chromium = new[] { Environment.GetEnvironmentVariable("CHROMIUM"), "/usr/bin/chromium", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = chromium,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    public async Task Start()
    {
        // A webhook of these tests goes to this machine.
        Environment.SetEnvironmentVariable("TACTUS_WEBHOOKS_PRIVATE", "true");
        app = Serving.Build(new SqliteEngine(folder), Address);
        await app.Services.Prepare(CancellationToken.None);
        app.Services.GetRequiredService<Readiness>().Prepared = true;
        await app.StartAsync();
        Address = app.Urls.First();
    }

    public async Task Stop()
    {
        await app!.StopAsync();
        await app.DisposeAsync();
        app = null;
    }

    /// <summary>A fresh browser profile.</summary>
    /// <param name="width">Of the screen, pixels.</param>
    /// <param name="height">Of the screen, pixels.</param>
    /// <param name="language">Of the pages.</param>
    /// <param name="dark">The colour scheme.</param>
    /// <param name="keep">Whether the terminal may keep pages and figures for itself.</param>
    internal async Task<IBrowserContext> Profile(int width, int height, string language = "en", bool dark = false, bool keep = true)
    {
        Assert.SkipWhen(browser is null, "The pages are not built: run `npm ci` and `npm run build` in ui/ first.");
        var profile = await browser!.NewContextAsync(new()
        {
            BaseURL = Address, ViewportSize = new() { Width = width, Height = height }, Locale = language == "ko" ? "ko-KR" : "en-GB",
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, ServiceWorkers = keep ? ServiceWorkerPolicy.Allow : ServiceWorkerPolicy.Block,
        });
        await profile.AddInitScriptAsync($"if (!localStorage.getItem('tactus.language')) localStorage.setItem('tactus.language', '{language}')");
        profile.SetDefaultTimeout(60_000);
        return profile;
    }

    /// <summary>Signs a profile in as the administrator, without the page.</summary>
    internal async Task SignIn(IBrowserContext profile, string login = "admin")
    {
        var answer = await profile.APIRequest.PostAsync($"{Address}/api/platform/sessions", new() { DataObject = new { login, password = Password } });
        answer.Ok.ShouldBeTrue(await answer.TextAsync());
    }

    /// <summary>Makes a profile the screen of a station, without the page.</summary>
    internal async Task Enrol(IBrowserContext profile, string stationNo)
    {
        var token = (await Post("/api/platform/station-enrolment-tokens", new { stationNo })).GetProperty("token").GetString();
        var enrolled = await profile.APIRequest.PostAsync($"{Address}/api/platform/station-enrolments", new() { DataObject = new { token } });
        enrolled.Ok.ShouldBeTrue(await enrolled.TextAsync());
    }

    /// <summary>Makes a profile the station and signs Kim in at it, without the page.</summary>
    internal async Task SignInAtStation(IBrowserContext profile, string stationNo = "ST-1")
    {
        await Enrol(profile, stationNo);
        var answer = await profile.APIRequest.PostAsync($"{Address}/api/platform/station-sessions", new() { DataObject = new { personNumber = "1001", pin = "482915" } });
        answer.Ok.ShouldBeTrue(await answer.TextAsync());
    }

    /// <summary>Serious and critical faults that axe finds, and how far the page is wider than the screen.</summary>
    /// <param name="page">What is on the screen.</param>
    /// <param name="rule">Looks for this fault only.</param>
    internal static async Task<(IReadOnlyList<string> Faults, int Overflow)> Inspect(IPage page, string? rule = null)
    {
        var axe = Path.Combine(Path.GetDirectoryName(Pages!)!, "node_modules", "axe-core", "axe.min.js");
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(await File.ReadAllTextAsync(axe));
        var found = await page.EvaluateAsync<string[]>("""
            async rule => (await axe.run(document, { resultTypes: ['violations'], ...(rule ? { runOnly: [rule] } : {}) })).violations
                .filter(fault => fault.impact === 'serious' || fault.impact === 'critical')
                .map(fault => `${fault.id}: ${fault.nodes.map(node => node.html.slice(0, 160)).slice(0, 3).join(' | ')}`)
            """, rule);
        return (found, await Overflow(page));
    }

    /// <summary>How far the page is wider than the screen, pixels.</summary>
    internal static Task<int> Overflow(IPage page) => page.EvaluateAsync<int>("() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth)");

    internal async Task<JsonElement> Get(string path) => await Read(await client!.GetAsync(new Uri(Address + path)), path);

    internal async Task<JsonElement> Post(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address + path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        return await Read(await client!.SendAsync(request), path);
    }

    private static async Task<JsonElement> Read(HttpResponseMessage response, string path)
    {
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue($"{path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }

    private async Task SetUp()
    {
        client = new HttpClient(cookies);
        var token = await app!.Services.FirstAdministratorToken(CancellationToken.None);
        await Post("/api/platform/first-administrator", new { token, login = "admin", name = "Anna Admin", password = Password });
        client.DefaultRequestHeaders.Add("X-Tactus-Csrf", (await Get("/api/platform/me")).GetProperty("csrfToken").GetString());
        await Equipment();
        await Products();
        await Post("/api/platform/people", new { number = "1001", name = "Kim Minsu", roles = (string[])["operator"] });
        await Post("/api/platform/pin-changes", new { personNumber = "1001", pin = "482915" });
        await Post("/api/platform/stations", new { no = "ST-1", name = "Moulding 1", workCentreNo = "MOULD" });
    }

    private async Task Equipment()
    {
        await Post("/api/mes/equipment", new { no = "PLANT", name = "Plant", level = "site" });
        await Post("/api/mes/equipment", new { no = "MOULD", name = "Moulding", level = "workCentre", parentNo = "PLANT" });
        foreach (var (no, name) in ((string, string)[])[("IM-01", "Engel 120"), ("IM-02", "Arburg 220")])
            await Post("/api/mes/equipment", new { no, name, level = "workUnit", parentNo = "MOULD", machine = new { cycleSeconds = 20, microStopSeconds = 60, silenceSeconds = 7200 } });
        foreach (var (kind, code, textEn, textKo) in ((string, string, string, string)[])
            [("scrap", "FLASH", "Flash", "버"), ("scrap", "SHORT", "Short shot", "미성형"), ("pause", "BREAK", "Break", "휴식"), ("downtime", "JAM", "Material jam", "자재 막힘"),
            ("override", "DAMAGED", "Package damaged", "포장 손상"), ("hold", "DIM", "Dimension off", "치수 불량")])
            await Post("/api/mes/reason-codes", new { kind, code, textEn, textKo });
        var now = DateTime.UtcNow;
        var signals = ((string, int, string)[])[("IM-01", 90, "running"), ("IM-02", 80, "running"), ("IM-01", 40, "stopped"), ("IM-01", 30, "running"), ("IM-02", 12, "stopped")];
        await Post("/api/mes/machine-signals", new
        {
            agent = "test", epoch = 1,
            signals = signals.Select((each, n) => new { seq = n + 1, machineNo = each.Item1, atUtc = now.AddMinutes(-each.Item2), kind = "state", state = each.Item3 }).ToArray(),
        });
    }

    private async Task Products()
    {
        await Post("/api/erp/work-centres", new { no = "MOULD", name = "Moulding" });
        await Post("/api/erp/items", new { no = "CUP", description = "Cup red", unit = "C62", kind = "made", tracking = "lot", revision = "A", release = true });
        await Post("/api/erp/items", new { no = "PP-RED", description = "Polypropylene red", unit = "KGM", kind = "purchased", tracking = "none", revision = "A", release = true });
        await Post("/api/erp/bills", new
        {
            itemNo = "CUP", revision = "A", state = "released",
            lines = new[] { new { componentNo = "PP-RED", quantity = new { value = 0.02m, unit = "KGM" }, operationNo = 10, backflush = true } },
        });
        await Post("/api/erp/routings", new
        {
            itemNo = "CUP", revision = "A", state = "released",
            operations = new[] { new { no = 10, description = "Moulding", workCentreNo = "MOULD", predecessors = Array.Empty<int>(), runSecondsPerUnit = 20 }, new { no = 20, description = "Assembly", workCentreNo = "MOULD", predecessors = (int[])[10], runSecondsPerUnit = 5 } },
        });
        for (var n = 1; n <= 4; n++)
        {
            var order = await Post("/api/erp/work-orders", new { itemNo = "CUP", quantity = new { value = 100, unit = "C62" }, dueUtc = DateTime.UtcNow.AddDays(n), no = $"WO-{n}" });
            await Post("/api/erp/work-order-releases", new { workOrderNo = $"WO-{n}", allowShort = true, reason = "test" });
        }
        await Until(async () => (await Get("/api/mes/dispatch-lists/MOULD")).GetProperty("jobs").GetArrayLength() == 8);
    }

    internal static async Task Until(Func<Task<bool>> what)
    {
        for (var tries = 0; tries < 240; tries++)
        {
            if (await what()) return;
            await Task.Delay(250);
        }
        Assert.Fail("This did not come true within a minute.");
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.CloseAsync();
        playwright?.Dispose();
        if (app is not null) await Stop();
        client?.Dispose();
        cookies.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The cookies of a session; the platform sets them for the browser alone.</summary>
    private sealed class CookieHandler() : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
    {
        private readonly Dictionary<string, string> held = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (held.Count > 0) request.Headers.Add("Cookie", string.Join("; ", held.Select(each => $"{each.Key}={each.Value}")));
            var response = await base.SendAsync(request, cancellationToken);
            if (response.Headers.TryGetValues("Set-Cookie", out var set))
                foreach (var cookie in set)
                    if (cookie.Split(';')[0].Split('=', 2) is [var name, var value]) held[name] = value;
            return response;
        }
    }
}
