using System.Net.Http.Headers;
using System.Text.Json;
using Tactus.Platform;

namespace Tactus.Connectors.Demo.Scenarios;

/// <summary>A running server, over the network with a key, like any other program. Time is the server's and can't be hurried.</summary>
internal sealed class HttpStage(HttpClient http, string tag, Action<ScenarioLine> line, TimeProvider clock, CancellationToken stop) : IStage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(150);

    public string Tag => tag;

    public DateTime NowUtc => clock.GetUtcNow().UtcDateTime;

    public async Task<JsonElement> Post(string path, object body)
    {
        var (done, answer) = await Send(path, body);
        return done ? answer : throw new ScenarioFault($"{path} was refused: {Code(answer)}, {Sentence(answer)}");
    }

    public async Task<(string Code, string Sentence)> Refused(string path, object body)
    {
        var (done, answer) = await Send(path, body);
        return done ? ("", "done") : (Code(answer), Sentence(answer));
    }

    public async Task<JsonElement> Get(string address)
    {
        using var response = await http.GetAsync(new Uri(address, UriKind.Relative), stop);
        var answer = await JsonSerializer.DeserializeAsync<JsonElement>(await response.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
        return response.IsSuccessStatusCode ? answer : throw new ScenarioFault($"{address} answered {(int)response.StatusCode}: {Sentence(answer)}");
    }

    /// <summary>Until nothing waits between the halves and coordination has nothing to find; a plant that lives is never quite still, so not longer than some seconds.</summary>
    public async Task Settle()
    {
        var until = clock.GetUtcNow() + Patience;
        for (var quiet = 0; quiet < 3 && clock.GetUtcNow() < until;)
        {
            await Task.Delay(Look, clock, stop);
            quiet = await Still() ? quiet + 1 : 0;
        }
    }

    public Task<bool> Pass(TimeSpan time) => Task.FromResult(false);

    public void Say(string text) => line(new ScenarioLine(NowUtc, null, text, null, null));

    public void Expect(string what, object? actual, object? expected) => line(new ScenarioLine(NowUtc, Equals(actual, expected), what, Words(actual), Words(expected)));

    private static string? Words(object? value) => value is IFormattable number ? number.ToString(null, System.Globalization.CultureInfo.InvariantCulture) : value?.ToString();

    private async Task<bool> Still()
    {
        var links = (await Get("/api/platform/links")).Each("items");
        if (links.Any(link => link.Number("undelivered") + link.Number("waiting") > 0)) return false;
        var waiting = await Get("/api/coordination/waiting");
        return waiting.Number("options") + waiting.Number("plans") == 0;
    }

    private async Task<(bool Done, JsonElement Answer)> Send(string path, object body)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, TactusJson.Options)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var response = await http.SendAsync(request, stop);
        var answer = await JsonSerializer.DeserializeAsync<JsonElement>(await response.Content.ReadAsStreamAsync(stop), cancellationToken: stop);
        return (response.IsSuccessStatusCode, answer);
    }

    private static string Code(JsonElement answer) => answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "";

    private static string Sentence(JsonElement answer) => answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("title", out var title) ? title.GetString() ?? "" : "";
}

/// <summary>A scenario could not go on.</summary>
internal sealed class ScenarioFault(string message) : Exception(message);

/// <summary>A line of a scenario that is played.</summary>
/// <param name="Holds">Null: a line of the story; else whether a figure is as it must be.</param>
/// <param name="What">The story, or what was looked at.</param>
public sealed record ScenarioLine(DateTime AtUtc, bool? Holds, string What, string? Actual, string? Expected);
