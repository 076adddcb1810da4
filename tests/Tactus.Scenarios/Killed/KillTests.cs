using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;

namespace Tactus.Scenarios.Killed;

/// <summary>
/// The real server is killed with SIGKILL at random moments while two dozen stations post, and started again. Afterwards everything
/// that was acknowledged is there, once, on both sides. TACTUS_KILL_ROUNDS sets the number of kills; without it there are 20, fewer
/// where starting is so slow that they would take longer than three minutes (the test says how many there were).
/// </summary>
public sealed class KillTests
{
    private const int Stations = 24;
    private const decimal Pieces = 200_000;

    private const int FewestRounds = 3;
    private static readonly TimeSpan Budget = TimeSpan.FromMinutes(3);
    private static readonly int? Wanted =
        int.TryParse(Environment.GetEnvironmentVariable("TACTUS_KILL_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : null;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Nothing_acknowledged_is_lost_or_counted_twice_however_often_the_server_is_killed(string database)
    {
        var folder = database == "sqlite" ? Directory.CreateTempSubdirectory("tactus-kill-").FullName : null;
        var connection = folder is null ? await PostgresServer.NewDatabase() + ";Pooling=true" : null;
        string[] place = folder is not null ? ["--data", folder] : ["--db", connection!];
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMinutes(20));
        var port = FreePort();
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, MaxConnectionsPerServer = Stations }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };

        var server = Server.Start(place, port);
        try
        {
            await server.Ready();
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await Key(http.BaseAddress, server.Token));
            var stations = await Masters(http, giveUp.Token);
            using var finish = new CancellationTokenSource();
            var work = Task.WhenAll(stations.Select(station => station.Work(finish.Token, giveUp.Token)));

            var random = new Random();
            var (kills, since) = (0, Stopwatch.GetTimestamp());
            while (!work.IsFaulted && kills < (Wanted ?? 20) && (Wanted is not null || kills < FewestRounds || Stopwatch.GetElapsedTime(since) < Budget))
            {
                // Mostly in the middle of work, sometimes in the middle of its own start.
                if (kills % 5 != 4)
                {
                    await server.Ready();
                    for (var before = Acknowledged(stations); Acknowledged(stations) < before + Stations && !work.IsFaulted;) await Task.Delay(20, giveUp.Token);
                }
                await Task.Delay(random.Next(1000), giveUp.Token);
                await server.Kill();
                kills++;
                server.Dispose();
                server = Server.Start(place, port);
            }
            await server.Ready();
            await finish.CancelAsync();
            await work;
            await Delivered(http, giveUp.Token);
            await server.Kill();

            var repeated = stations.Sum(station => station.Repeated);
            TestContext.Current.SendDiagnosticMessage($"{database}: {kills} kills, {Acknowledged(stations)} acknowledged, {repeated} cut off and sent again");
            Acknowledged(stations).ShouldBeGreaterThan(kills * Stations / 2);
            repeated.ShouldBeGreaterThan(kills / 2);
            await Verify(place);
            await Compare(folder, connection, stations);
        }
        finally
        {
            server.Dispose();
        }
    }

    private static int Acknowledged(List<Station> stations) => stations.Sum(station => station.Acknowledged);

    private static async Task Verify(string[] place)
    {
        var (code, said) = await Server.Run(["verify", .. place]);
        code.ShouldBe(0, said);
    }

    private static async Task Compare(string? folder, string? connection, List<Station> stations)
    {
        await using var factory = new Factory(Plant.Existing(folder, connection));
        await factory.ShouldAgree();
        await using var mes = factory.Plant.Mes();
        foreach (var order in stations.GroupBy(station => station.OrderNo))
        {
            var (good, scrapped) = (order.Sum(station => station.Good), order.Sum(station => station.Scrapped));
            var job = await factory.Job(order.Key + "/10");
            (job.Good, job.Scrapped, job.InProcess).ShouldBe((good, scrapped, Pieces - good - scrapped), order.Key);
            var books = await factory.WorkOrder(order.Key);
            (books.Produced, books.Scrapped).ShouldBe((good, scrapped), order.Key);
        }
        foreach (var station in stations)
        {
            var lot = await mes.Set<Mes.Material.MaterialLot>().SingleAsync(each => each.No == station.LotNo);
            (lot.Consumed, lot.AtLine).ShouldBe((station.Consumed, station.Picked - station.Consumed), station.LotNo);
            var numbers = await mes.Set<Mes.Equipment.MachineSignal>().Where(signal => signal.MachineNo == station.MachineNo).OrderBy(signal => signal.Seq).Select(signal => signal.Seq).ToListAsync();
            numbers.ShouldBe(Enumerable.Range(1, (int)station.Signals).Select(each => (long)each), station.MachineNo);
        }
    }

    /// <summary>Until the server itself has carried and applied all messages, as it must without anybody's help.</summary>
    private static async Task Delivered(HttpClient http, CancellationToken stop)
    {
        for (var attempt = 0; attempt < 240; attempt++)
        {
            var links = (await http.GetFromJsonAsync<JsonElement>("/api/platform/links", stop)).GetProperty("items").EnumerateArray().ToList();
            links.ShouldAllBe(link => link.GetProperty("parked").GetInt32() == 0);
            if (links.TrueForAll(link => link.GetProperty("undelivered").GetInt32() + link.GetProperty("waiting").GetInt32() + link.GetProperty("stuck").GetInt32() == 0)) return;
            await Task.Delay(250, stop);
        }
        throw new TimeoutException("Messages still wait a minute after the last kill.");
    }

    private static async Task<string> Key(Uri address, string token)
    {
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
        await Station.Post(http, "/api/platform/first-administrator", new { token, login = "admin", name = "Ada Admin", password = "correct-horse-battery" }, CancellationToken.None);
        var me = await http.GetFromJsonAsync<JsonElement>("/api/platform/me");
        http.DefaultRequestHeaders.Add("X-Tactus-Csrf", me.GetProperty("csrfToken").GetString());
        var key = await Station.Post(http, "/api/platform/api-keys", new { name = "stations", scopes = (string[])[Permissions.Everything], expiresUtc = DateTime.UtcNow.AddDays(1) }, CancellationToken.None);
        return key.GetProperty("key").GetString()!;
    }

    /// <summary>Two stations share an order, so that they also meet at one job; each has a box of resin and a machine of its own.</summary>
    private static async Task<List<Station>> Masters(HttpClient http, CancellationToken stop)
    {
        Task Post(string path, object body) => Station.Post(http, path, body, stop);
        await Post("/api/erp/items", new { no = "RESIN", description = "Resin", unit = "KGM", kind = "purchased", tracking = "lot", release = true });
        await Post("/api/erp/items", new { no = "CASE", description = "Case", unit = "C62", kind = "made", tracking = "lot", release = true, largestOrder = Pieces });
        await Post("/api/erp/work-centres", new { no = "MOULD", name = "MOULD" });
        foreach (var centre in (string[])["MOULD", "CELL"]) await Post("/api/mes/equipment", new { no = centre, name = centre, level = "workCentre" });
        await Post("/api/mes/reason-codes", new { kind = "scrap", code = "FLASH", textEn = "Flash", textKo = "플래시" });
        await Post("/api/erp/places", new { no = "S1", name = "Site", kind = "site" });
        await Post("/api/erp/places", new { no = "WH1", name = "Store", kind = "warehouse", parentNo = "S1" });
        await Post("/api/erp/bills", new { itemNo = "CASE", revision = "A", state = "released", lines = (object[])[new { componentNo = "RESIN", quantity = Factory.Kg(0.001m), operationNo = 10 }] });
        await Post("/api/erp/routings", new { itemNo = "CASE", revision = "A", state = "released", operations = (object[])[new { no = 10, description = "Mould", workCentreNo = "MOULD" }] });
        // Lies at the line from the start, so that every job may run.
        await Post("/api/erp/stock-receipts", new { itemNo = "RESIN", quantity = Factory.Kg(5000), place = "WH1", lotNo = "SILO" });
        var stations = Enumerable.Range(1, Stations).Select(no => new Station(http, no, $"K-{(no + 1) / 2:00}")).ToList();
        foreach (var station in stations)
        {
            await Post("/api/erp/stock-receipts", new { itemNo = "RESIN", quantity = Factory.Kg(2000), place = "WH1", lotNo = station.LotNo });
            await Post("/api/mes/equipment", new { no = station.MachineNo, name = station.MachineNo, level = "workUnit", parentNo = "CELL" });
        }
        var orders = stations.Select(station => station.OrderNo).Distinct().ToList();
        foreach (var no in orders)
        {
            await Post("/api/erp/work-orders", new { itemNo = "CASE", quantity = Factory.Pcs(Pieces), dueUtc = DateTime.UtcNow.AddDays(30), outputLotNo = "OUT-" + no, no });
            await Post("/api/erp/work-order-releases", new { workOrderNo = no });
        }
        await Delivered(http, stop);
        await Post("/api/mes/material-picks", new { lotNo = "SILO", workCentreNo = "MOULD", quantity = Factory.Kg(5000), overrideReason = "silo", atUtc = DateTime.UtcNow });
        foreach (var no in orders) await Post("/api/mes/job-starts", new { jobNo = no + "/10", quantity = Factory.Pcs(Pieces), atUtc = DateTime.UtcNow });
        return stations;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
