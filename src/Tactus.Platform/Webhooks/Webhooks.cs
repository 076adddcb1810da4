using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Platform.Http;
using Tactus.Platform.Identity;

namespace Tactus.Platform.Webhooks;

/// <summary>Subscribes an address to messages. Its signing secret is shown once.</summary>
/// <param name="Url">http or https; private addresses only where whoever runs Tactus allows them.</param>
/// <param name="Messages">Names of messages, e.g. job-response.v1; '*' at the end names all that begin so.</param>
[Refuses("name-invalid", "webhook-exists", "url-invalid", "url-private", "message-unknown")]
internal sealed record AddWebhook(string Name, string Url, IReadOnlyList<string> Messages, string? Reason = null) : Command<PlatformDb, WebhookView>, IIssuesSecret<WebhookView>
{
    private readonly string secret = Secrets.NewToken();
    private bool carriedOut;

    internal static void Map(IEndpointRouteBuilder app) => app.Command<AddWebhook>("/api/platform/webhooks", Permissions.Integration, "Subscribe an address to messages");

    public override async Task<Outcome<WebhookView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (PersonFields.Name(Name) is { } unfit) return unfit;
        if (WebhookGuard.Check(Url, by.Setting<WebhookSettings>()) is { } closed) return closed;
        if (Messages.Count is 0 or > 100) return Refusal.Field("message-unknown", "messages", "Name 1 to 100 messages, or \"*\" for all.");
        foreach (var name in Messages)
            if (!MessageNames.All.Keys.Any(known => known == name || (name.EndsWith('*') && known.StartsWith(name[..^1], StringComparison.Ordinal))))
                return Refusal.Field("message-unknown", "messages", $"There is no such message. There are: {string.Join(", ", MessageNames.All.Keys.Order(StringComparer.Ordinal))}.");
        if (await db.Webhooks.AnyAsync(each => each.Name == Name.Trim(), stop)) return Refusal.Field("webhook-exists", "name", $"There is or was a webhook {Name.Trim()}; take another name.");
        var webhook = new Webhook { Id = Guid.CreateVersion7(), Name = Name.Trim(), Url = Url, Messages = [.. Messages.Distinct()], Secret = secret, CreatedUtc = by.NowUtc };
        db.Webhooks.Add(webhook);
        by.Why = PersonFields.Why(Reason);
        db.Changed("platform.webhooks", webhook.Name);
        carriedOut = true;
        return new WebhookView(webhook.Name, Url, webhook.Messages, null, "The secret is shown once; it signs every delivery.");
    }

    public WebhookView Reveal(WebhookView answer) => carriedOut ? answer with { Secret = secret } : answer;
}

/// <summary>A new webhook.</summary>
/// <param name="Secret">Null when this is the answer to a retry.</param>
internal sealed record WebhookView(string Name, string Url, IReadOnlyList<string> Messages, string? Secret, string Note);

/// <summary>Ends a subscription. What waits is not sent any more; what was sent stays readable.</summary>
[Refuses("webhook-unknown", "reason-missing")]
internal sealed record RemoveWebhook(string Name, string Reason) : Command<PlatformDb, Done>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<RemoveWebhook>("/api/platform/webhook-removals", Permissions.Integration, "End a subscription");

    public override async Task<Outcome<Done>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Webhooks.FirstOrDefaultAsync(each => each.Name == Name, stop) is not { } webhook) return Refusal.Unknown("webhook-unknown", $"There is no webhook {Name}.");
        if (PersonFields.Why(Reason) is not { } why) return Refusal.Field("reason-missing", "reason", "Say why; the ledger keeps it.");
        webhook.Active = false;
        foreach (var delivery in await db.WebhookDeliveries.Where(each => each.WebhookId == webhook.Id && each.State == DeliveryState.Waiting).ToListAsync(stop))
            (delivery.State, delivery.LastFault) = (DeliveryState.Dead, "The webhook was removed.");
        by.Why = why;
        db.Changed("platform.webhooks", Name);
        return Done.It;
    }
}

/// <summary>Sends a delivery once more, whatever became of it.</summary>
[Refuses("delivery-unknown", "webhook-unknown")]
internal sealed record ReplayDelivery(Guid DeliveryId) : Command<PlatformDb, Done>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<ReplayDelivery>("/api/platform/webhook-replays", Permissions.Integration, "Send a delivery once more");

    public override async Task<Outcome<Done>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.WebhookDeliveries.FirstOrDefaultAsync(each => each.Id == DeliveryId, stop) is not { } delivery) return Refusal.Unknown("delivery-unknown", $"There is no delivery {DeliveryId}.");
        if (!await db.Webhooks.AnyAsync(each => each.Id == delivery.WebhookId && each.Active, stop))
            return Refusal.Unknown("webhook-unknown", $"The webhook {delivery.WebhookName} was removed; nothing is sent to it.");
        (delivery.State, delivery.SinceUtc, delivery.NextTryUtc, delivery.Attempts) = (DeliveryState.Waiting, by.NowUtc, by.NowUtc, 0);
        db.Note("WebhookReplay", delivery.Id.ToString(), "replayed", new { delivery.WebhookName, delivery.MessageName });
        db.Changed("platform.webhooks", DeliveryId.ToString());
        return Done.It;
    }
}

/// <summary>Sends a test to a webhook now and tells how it went.</summary>
internal sealed record TestWebhook(string Name)
{
    /// <summary>Taken as everywhere, without effect: each test is one.</summary>
    public Guid Id { get; init; }

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/platform/webhook-tests", async (HttpContext http, CommandRunner<PlatformDb> runner, HalfDatabase<PlatformDb> database, WebhookSender sender, TimeProvider clock, CancellationToken stop) =>
            {
                var read = await RequestBody.Read<TestWebhook>(http);
                if (read.Refusal is { } unread) return unread.ToHttp();
                Webhook? webhook;
                await using (var db = database.Read()) webhook = await db.Webhooks.FirstOrDefaultAsync(each => each.Name == read.Value.Name && each.Active, stop);
                if (webhook is null) return Refusal.Unknown("webhook-unknown", $"There is no webhook {read.Value.Name}.").ToHttp();
                var now = clock.GetUtcNow().UtcDateTime;
                var delivery = sender.New(webhook, PlatformDb.Name, Guid.CreateVersion7(), "test.v1", now, JsonSerializer.SerializeToElement(new { text = "A test from Tactus" }));
                // The background sender leaves it alone meanwhile.
                delivery.NextTryUtc = now.AddMinutes(1);
                await runner.RunWork("TestWebhook", new CommandContext(http.Actor(), now), db =>
                {
                    db.WebhookDeliveries.Add(delivery);
                    db.Note("WebhookTest", webhook.Name, "sent", new { delivery.Id });
                    return Task.FromResult(true);
                }, stop);
                var sent = await sender.Send(delivery.Id, stop);
                return ((Outcome<WebhookTestView>)new WebhookTestView(delivery.Id, sent!.State == DeliveryState.Delivered, sent.LastStatus, sent.LastFault)).ToHttp();
            })
            .Accepts<TestWebhook>("application/json").Produces<WebhookTestView>().WithMetadata(new RequiredPermission(Permissions.Integration), new RefusalCodes(["webhook-unknown"]))
            .WithSummary("Send a test to a webhook and see how it went").WithTags("platform").WithName(nameof(TestWebhook));
}

/// <summary>How a test went.</summary>
/// <param name="Status">HTTP status of the receiver, when it answered.</param>
internal sealed record WebhookTestView(Guid DeliveryId, bool Delivered, int? Status, string? Fault);

/// <summary>What webhooks add to the platform.</summary>
internal static class WebhookArea
{
    internal static void Add(IServiceCollection services, bool background)
    {
        services.AddSingleton<WebhookSettings>();
        services.AddSingleton<WebhookSender>();
        if (background) services.AddHostedService(provider => provider.GetRequiredService<WebhookSender>());
    }

    internal static void Map(IEndpointRouteBuilder app)
    {
        AddWebhook.Map(app);
        RemoveWebhook.Map(app);
        ReplayDelivery.Map(app);
        TestWebhook.Map(app);
        app.List<PlatformDb, WebhookRow>("/api/platform/webhooks", Permissions.IntegrationRead, "Webhooks with what waits and what was given up", nameof(WebhookRow.Name), (db, _) =>
            db.Webhooks.Select(webhook => new WebhookRow
            {
                Name = webhook.Name,
                Url = webhook.Url,
                Messages = webhook.Messages,
                Active = webhook.Active,
                CreatedUtc = webhook.CreatedUtc,
                Waiting = db.WebhookDeliveries.Count(delivery => delivery.WebhookId == webhook.Id && delivery.State == DeliveryState.Waiting),
                Dead = db.WebhookDeliveries.Count(delivery => delivery.WebhookId == webhook.Id && delivery.State == DeliveryState.Dead),
                LastDeliveredUtc = db.WebhookDeliveries.Where(delivery => delivery.WebhookId == webhook.Id).Max(delivery => delivery.DeliveredUtc),
            }));
        app.List<PlatformDb, DeliveryRow>("/api/platform/webhook-deliveries", Permissions.IntegrationRead, "Deliveries to webhooks, newest first", nameof(DeliveryRow.Id), (db, _) =>
            db.WebhookDeliveries.Select(delivery => new DeliveryRow
            {
                Id = delivery.Id,
                WebhookName = delivery.WebhookName,
                Half = delivery.Half,
                MessageName = delivery.MessageName,
                State = delivery.State,
                Attempts = delivery.Attempts,
                NextTryUtc = delivery.NextTryUtc,
                LastStatus = delivery.LastStatus,
                LastFault = delivery.LastFault,
                CreatedUtc = delivery.CreatedUtc,
                DeliveredUtc = delivery.DeliveredUtc,
                Body = delivery.Body,
            }), sort: "-id");
    }
}

internal sealed record WebhookRow
{
    public required string Name { get; init; }
    public required string Url { get; init; }
    public List<string> Messages { get; init; } = [];
    public bool Active { get; init; }
    public DateTime CreatedUtc { get; init; }
    public int Waiting { get; init; }
    public int Dead { get; init; }
    public DateTime? LastDeliveredUtc { get; init; }
}

internal sealed record DeliveryRow
{
    public Guid Id { get; init; }
    public required string WebhookName { get; init; }
    public required string Half { get; init; }
    public required string MessageName { get; init; }
    public DeliveryState State { get; init; }
    public int Attempts { get; init; }
    public DateTime NextTryUtc { get; init; }
    public int? LastStatus { get; init; }
    public string? LastFault { get; init; }
    public DateTime CreatedUtc { get; init; }
    public DateTime? DeliveredUtc { get; init; }
    public required string Body { get; init; }
}
