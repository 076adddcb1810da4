using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Tactus.Platform;

namespace Tactus.Benchmarks;

/// <summary>A plant over HTTP in which every station runs a job of its own on a machine of its own, with material at its line.</summary>
internal sealed class Floor : IDisposable
{
    private const int Pieces = 200_000;
    private readonly HttpClient administrator;
    private readonly List<HttpClient> stations = [];

    private Floor(HttpClient administrator) => this.administrator = administrator;

    internal HttpClient Administrator => administrator;

    internal static string JobNo(int station) => $"B-{station:00}/10";

    internal static string MachineNo(int station) => $"M-{station:00}";

    /// <summary>Makes masters, stock, orders, and a key for each station.</summary>
    /// <param name="server">An empty one.</param>
    /// <param name="count">Stations.</param>
    /// <param name="sharing">Stations at one work centre, which draw on one lot of resin.</param>
    /// <param name="backflush">Each report uses resin.</param>
    internal static async Task<Floor> Make(ServerProcess server, int count, int sharing, bool backflush = false)
    {
        var floor = new Floor(await Administer(server));
        var centres = (count + sharing - 1) / sharing;
        await floor.Post("/api/erp/items", new { no = "RESIN", description = "Resin", unit = "KGM", kind = "purchased", tracking = "lot", release = true });
        await floor.Post("/api/mes/reason-codes", new { kind = "scrap", code = "FLASH", textEn = "Flash", textKo = "플래시" });
        await floor.Post("/api/erp/places", new { no = "S1", name = "Site", kind = "site" });
        await floor.Post("/api/erp/places", new { no = "WH1", name = "Store", kind = "warehouse", parentNo = "S1" });
        for (var centre = 0; centre < centres; centre++)
        {
            var (no, item) = ($"WC-{centre:00}", $"CASE-{centre:00}");
            await floor.Post("/api/erp/items", new { no = item, description = "Case", unit = "C62", kind = "made", tracking = "lot", release = true, largestOrder = Pieces });
            await floor.Post("/api/erp/work-centres", new { no, name = no });
            await floor.Post("/api/mes/equipment", new { no, name = no, level = "workCentre" });
            await floor.Post("/api/erp/bills", new { itemNo = item, revision = "A", state = "released", lines = (object[])[new { componentNo = "RESIN", quantity = Kg(0.001m), operationNo = 10, backflush }] });
            await floor.Post("/api/erp/routings", new { itemNo = item, revision = "A", state = "released", operations = (object[])[new { no = 10, description = "Mould", workCentreNo = no }] });
            await floor.Post("/api/erp/stock-receipts", new { itemNo = "RESIN", quantity = Kg(Pieces * 0.001m * sharing), place = "WH1", lotNo = $"SILO-{centre:00}" });
        }
        for (var station = 0; station < count; station++)
        {
            var (no, centre) = ($"B-{station:00}", station / sharing);
            await floor.Post("/api/mes/equipment", new { no = MachineNo(station), name = MachineNo(station), level = "workUnit", parentNo = $"WC-{centre:00}" });
            await floor.Post("/api/erp/work-orders", new { itemNo = $"CASE-{centre:00}", quantity = Pcs(Pieces), dueUtc = DateTime.UtcNow.AddDays(30), outputLotNo = "OUT-" + no, no });
            await floor.Post("/api/erp/work-order-releases", new { workOrderNo = no });
        }
        await floor.Delivered();
        for (var centre = 0; centre < centres; centre++)
            await floor.Post("/api/mes/material-picks", new { lotNo = $"SILO-{centre:00}", workCentreNo = $"WC-{centre:00}", quantity = Kg(Pieces * 0.001m * sharing), overrideReason = "bench", atUtc = DateTime.UtcNow });
        for (var station = 0; station < count; station++)
        {
            await floor.Post("/api/mes/job-starts", new { jobNo = JobNo(station), machineNo = MachineNo(station), quantity = Pcs(Pieces), atUtc = DateTime.UtcNow });
            var key = await floor.Post("/api/platform/api-keys", new { name = $"station {station}", scopes = (string[])["mes.operate", "mes.signals", "mes.read"], expiresUtc = DateTime.UtcNow.AddDays(1) });
            floor.stations.Add(Client(server.Address, key.GetProperty("key").GetString()!));
        }
        await floor.Delivered();
        return floor;
    }

    /// <summary>One report as a station sends it: one to three good, one in two with a piece of scrap.</summary>
    internal async Task Report(int station)
    {
        var random = Random.Shared;
        await Send(stations[station], "/api/mes/production-reports", new
        {
            jobNo = JobNo(station),
            good = Pcs(random.Next(1, 4)),
            atUtc = DateTime.UtcNow,
            scrap = random.Next(2) == 0 ? null : (object[])[new { quantity = Pcs(1), reasonCode = "FLASH" }],
        });
    }

    internal Task<JsonElement> Post(string path, object body) => Send(administrator, path, body);

    /// <summary>Posts as a station.</summary>
    internal Task<JsonElement> Post(int station, string path, object body) => Send(stations[station], path, body);

    /// <summary>Messages on their way between the halves: sent or received and not applied.</summary>
    internal async Task<int> Underway()
    {
        var links = (await administrator.GetFromJsonAsync<JsonElement>("/api/platform/links")).GetProperty("items").EnumerateArray();
        return links.Sum(link => link.GetProperty("undelivered").GetInt32() + link.GetProperty("waiting").GetInt32() + link.GetProperty("stuck").GetInt32());
    }

    /// <summary>Until both halves agree.</summary>
    internal async Task Delivered(int patienceSeconds = 300)
    {
        for (var left = patienceSeconds * 10; await Underway() > 0; await Task.Delay(100))
            if (--left == 0) throw new TimeoutException("The messages are not applied in time.");
    }

    public void Dispose()
    {
        administrator.Dispose();
        foreach (var station in stations) station.Dispose();
    }

    private static object Kg(decimal value) => new { value, unit = "KGM" };

    private static object Pcs(decimal value) => new { value, unit = "C62" };

    /// <summary>The first administrator of an empty server, with a key for everything.</summary>
    internal static async Task<HttpClient> Administer(ServerProcess server)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = server.Address };
        await Send(http, "/api/platform/first-administrator", new { token = server.Token, login = "admin", name = "Ada Admin", password = "correct-horse-battery" });
        var me = await http.GetFromJsonAsync<JsonElement>("/api/platform/me");
        http.DefaultRequestHeaders.Add("X-Tactus-Csrf", me.GetProperty("csrfToken").GetString());
        var key = await Send(http, "/api/platform/api-keys", new { name = "bench", scopes = (string[])[Permissions.Everything], expiresUtc = DateTime.UtcNow.AddDays(1) });
        return Client(server.Address, key.GetProperty("key").GetString()!);
    }

    private static HttpClient Client(Uri address, string key)
    {
        var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    private static async Task<JsonElement> Send(HttpClient http, string path, object body)
    {
        var key = Guid.CreateVersion7().ToString();
        for (; ; )
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: TactusJson.Options) };
            request.Headers.Add("Idempotency-Key", key);
            using var response = await http.SendAsync(request);
            var text = await response.Content.ReadAsStringAsync();
            if (response.IsSuccessStatusCode) return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
            if (response.StatusCode != HttpStatusCode.TooManyRequests) throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}: {text}");
            await Task.Delay(response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(1));
        }
    }
}
