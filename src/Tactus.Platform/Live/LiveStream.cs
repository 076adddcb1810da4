using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Tactus.Platform.Http;
using Tactus.Platform.Identity;

namespace Tactus.Platform.Live;

/// <summary>Changes as server-sent events: <c>event: change</c> with topic and id; <c>event: reset</c> when some were missed.</summary>
internal static class LiveStream
{
    private const int MostTopics = 50;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/api/platform/live", Answer).WithMetadata(new RequiredPermission(""), new RefusalCodes(["topic-unknown", "right-missing"])).Produces<string>(200, "text/event-stream")
            .WithSummary("Live changes of topics as server-sent events; query topics=mes.jobs,erp.stock, resume by Last-Event-ID").WithTags("platform");

    /// <summary>The right that a topic asks for; "" asks for being signed in; null: there is no such topic.</summary>
    internal static string? RightOf(string topic) => topic switch
    {
        "platform.people" => Permissions.PeopleRead,
        "platform.messages" or "platform.webhooks" or "platform.integration" => Permissions.IntegrationRead,
        "platform.plant" => "",
        _ when topic.StartsWith("mes.", StringComparison.Ordinal) => "mes.read",
        _ when topic.StartsWith("erp.", StringComparison.Ordinal) => "erp.read",
        _ when topic.StartsWith("coordination.", StringComparison.Ordinal) => "coordination.read",
        _ => null,
    };

    private static async Task<IResult> Answer(HttpContext http, LiveHub hub, SignInDesk desk, IHostApplicationLifetime life)
    {
        var topics = http.Request.Query["topics"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
        if (topics.Count is 0 or > MostTopics) return Refusal.Field("topic-unknown", "topics", $"Name 1 to {MostTopics} topics, for example topics=mes.jobs,erp.stock.").ToHttp();
        foreach (var topic in topics)
        {
            if (RightOf(topic) is not { } right) return Refusal.Field("topic-unknown", "topics", "There is no topic of this name; topics begin with mes., erp. or platform.").ToHttp();
            if (right.Length > 0 && !http.Actor().May(right)) return Gate.Missing(right).ToHttp();
        }
        var resume = http.Request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } header ? header
            : http.Request.Query["lastEventId"].ToString() is { Length: > 0 } query ? query : null;
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, life.ApplicationStopping);
        var (reader, missed, leave) = hub.Listen(resume);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-store";
            // A proxy that gathers the answer first would hold back every event.
            http.Response.Headers["X-Accel-Buffering"] = "no";
            await http.Response.WriteAsync(missed ? Reset(hub) : ": listening\n\n", ends.Token);
            await http.Response.Body.FlushAsync(ends.Token);
            var who = http.SignedIn()!;
            var since = DateTime.UtcNow;
            while (true)
            {
                using var beat = CancellationTokenSource.CreateLinkedTokenSource(ends.Token);
                beat.CancelAfter(Heartbeat);
                var open = true;
                try
                {
                    open = await reader.WaitToReadAsync(beat.Token);
                }
                catch (OperationCanceledException) when (!ends.IsCancellationRequested)
                {
                    await http.Response.WriteAsync(": beat\n\n", ends.Token);
                }
                if (DateTime.UtcNow - since >= Heartbeat)
                {
                    if (!await desk.StillIn(who, ends.Token)) break;
                    since = DateTime.UtcNow;
                }
                while (reader.TryRead(out var item))
                    if (topics.Contains(item.Change.Topic))
                        await http.Response.WriteAsync($"id: {Number(hub, item.Number)}\nevent: change\ndata: {JsonSerializer.Serialize(item.Change, TactusJson.Options)}\n\n", ends.Token);
                if (!open) await http.Response.WriteAsync(Reset(hub), ends.Token);
                await http.Response.Body.FlushAsync(ends.Token);
                if (!open) break;
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or Tactus stops; the page comes back by itself.
        }
        finally
        {
            leave();
        }
        return Results.Empty;
    }

    private static string Reset(LiveHub hub) => $"id: {Number(hub, hub.Newest)}\nevent: reset\ndata: {{}}\n\n";

    private static string Number(LiveHub hub, long number) => string.Create(CultureInfo.InvariantCulture, $"{hub.Epoch}-{number}");
}
