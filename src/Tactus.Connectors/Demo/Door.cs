using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Tactus.Platform;

namespace Tactus.Connectors.Demo;

/// <summary>The interface as the simulated machines and people use it: over the network with a key, like any other program.</summary>
internal sealed class Door(HttpClient http, ILogger log)
{
    /// <summary>Rows of a list; none when it can't be read just now.</summary>
    internal async Task<IReadOnlyList<T>> List<T>(string address, CancellationToken stop) =>
        await Get(address, stop) is { } page && page.TryGetProperty("items", out var items) ? items.Deserialize<List<T>>(FloorModel.Reading)! : [];

    /// <summary>An answer; null when there is none just now.</summary>
    internal async Task<JsonElement?> Get(string address, CancellationToken stop)
    {
        try
        {
            using var response = await http.GetAsync(new Uri(address, UriKind.Relative), stop);
            if (response.IsSuccessStatusCode) return await JsonSerializer.DeserializeAsync<JsonElement>(await response.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
            log.LogDebug("{Address} answered {Status}", address, (int)response.StatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !stop.IsCancellationRequested))
        {
            log.LogDebug(e, "{Address} did not answer", address);
        }
        return null;
    }

    /// <summary>Posts a command. A lost answer is asked for again under the same key, so nothing counts twice.</summary>
    internal async Task<Said> Post(string path, object body, CancellationToken stop)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body, TactusJson.Options);
        var key = Guid.CreateVersion7().ToString();
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
                using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
                request.Headers.Add("Idempotency-Key", key);
                using var response = await http.SendAsync(request, stop);
                var answer = await JsonSerializer.DeserializeAsync<JsonElement>(await response.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
                if (response.IsSuccessStatusCode) return new Said(null, answer);
                var code = answer.TryGetProperty("code", out var text) ? text.GetString()! : "http-" + (int)response.StatusCode;
                log.LogDebug("{Path} refused: {Code} {Sentence}", path, code, answer.TryGetProperty("title", out var title) ? title.GetString() : "");
                if ((int)response.StatusCode is not (429 or 503) || tries >= 3) return new Said(code, answer);
            }
            catch (Exception e) when (e is HttpRequestException or JsonException || (e is TaskCanceledException && !stop.IsCancellationRequested))
            {
                if (tries >= 3) return new Said("no-answer", default);
            }
            await Task.Delay(TimeSpan.FromMilliseconds(300 << tries), stop);
        }
    }
}

/// <summary>What the server said to a command.</summary>
/// <param name="Code">Of the refusal; null when it was done.</param>
internal sealed record Said(string? Code, JsonElement Answer)
{
    internal bool Done => Code is null;
}

/// <summary>A job as the list of jobs tells.</summary>
internal sealed record JobNow(
    string No, string OrderNo, int OperationNo, string ItemNo, string WorkCentreNo, string? MachineNo, string State, string Unit,
    decimal Started, decimal Good, decimal InProcess, int? Rank, int Priority, DateTime DueUtc)
{
    internal const string Fields = "no,orderNo,operationNo,itemNo,workCentreNo,machineNo,state,unit,started,good,inProcess,rank,priority,dueUtc";
}
