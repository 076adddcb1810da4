using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tactus.Platform;

namespace Tactus.Scenarios.Killed;

/// <summary>
/// A station that posts without a pause and keeps what it has until the server says yes: a lost connection is answered by the same
/// request with the same key. It remembers only what was acknowledged.
/// </summary>
internal sealed class Station(HttpClient http, int no, string orderNo)
{
    private readonly Random random = new(no);
    private long seq;

    internal string OrderNo { get; } = orderNo;

    internal string LotNo { get; } = $"BOX-{no:00}";

    internal string MachineNo { get; } = $"M-{no:00}";

    internal decimal Good { get; private set; }

    internal decimal Scrapped { get; private set; }

    internal decimal Picked { get; private set; }

    internal decimal Consumed { get; private set; }

    internal long Signals => seq;

    internal int Acknowledged { get; private set; }

    /// <summary>Requests that were under way when the server died, so that nobody knew whether they counted.</summary>
    internal int Repeated { get; private set; }

    /// <summary>Works until told to finish, and finishes what it has begun.</summary>
    internal async Task Work(CancellationToken finish, CancellationToken giveUp)
    {
        while (!finish.IsCancellationRequested)
            switch (random.Next(10))
            {
                case 0:
                    await Post("/api/mes/material-picks", new { lotNo = LotNo, workCentreNo = "MOULD", quantity = Factory.Kg(1), overrideReason = "own box", atUtc = DateTime.UtcNow }, giveUp);
                    Picked++;
                    break;
                case 1 when Consumed < Picked:
                    await Post("/api/mes/material-consumptions", new { jobNo = OrderNo + "/10", lotNo = LotNo, quantity = Factory.Kg(0.5m), atUtc = DateTime.UtcNow }, giveUp);
                    Consumed += 0.5m;
                    break;
                case 2:
                    var signals = Enumerable.Range(1, 5).Select(i => new { seq = seq + i, machineNo = MachineNo, atUtc = DateTime.UtcNow, kind = "part", good = 1 }).ToArray();
                    await Post("/api/mes/machine-signals", new { agent = "A-" + MachineNo, epoch = 1, signals }, giveUp);
                    seq += signals.Length;
                    break;
                default:
                    var (good, scrap) = (random.Next(1, 4), random.Next(2));
                    await Post("/api/mes/production-reports", new
                    {
                        jobNo = OrderNo + "/10", good = Factory.Pcs(good), atUtc = DateTime.UtcNow,
                        scrap = scrap == 0 ? null : (object[])[new { quantity = Factory.Pcs(scrap), reasonCode = "FLASH" }],
                    }, giveUp);
                    (Good, Scrapped) = (Good + good, Scrapped + scrap);
                    break;
            }
    }

    private async Task Post(string path, object body, CancellationToken giveUp)
    {
        await Post(http, path, body, giveUp, () => Repeated++);
        Acknowledged++;
    }

    /// <summary>Posts until it is acknowledged; the answer.</summary>
    internal static async Task<JsonElement> Post(HttpClient http, string path, object body, CancellationToken giveUp, Action? lost = null)
    {
        var key = Guid.CreateVersion7().ToString();
        for (; ; await Task.Delay(200, giveUp))
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, options: TactusJson.Options) };
                request.Headers.Add("Idempotency-Key", key);
                using var response = await http.SendAsync(request, giveUp);
                var text = await response.Content.ReadAsStringAsync(giveUp);
                if (response.IsSuccessStatusCode) return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
                if (response.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests))
                    throw new InvalidOperationException($"{path} answered {(int)response.StatusCode}: {text}");
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
                if (e is not HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError }) lost?.Invoke();
            }
    }
}
