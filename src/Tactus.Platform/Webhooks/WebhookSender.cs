using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Platform.Identity;
using Tactus.Platform.Messaging;

namespace Tactus.Platform.Webhooks;

/// <summary>
/// Hands messages of all halves to the webhooks that want them, and sends what is due. A delivery is stored before the
/// message is marked as announced: killed between the two it is found again by the message's identifier.
/// </summary>
internal sealed class WebhookSender(
    CommandRunner<PlatformDb> runner, HalfDatabase<PlatformDb> database, HalfDirectory halves, WebhookSettings settings, TimeProvider clock, ILogger<WebhookSender> log)
    : BackgroundService
{
    private const int Most = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly HttpClient http = WebhookGuard.Client(settings);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                while (await Announce(stoppingToken) == Most) { }
                await SendDue(stoppingToken);
                await Task.Delay(Look, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Webhooks could not be served; trying again");
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken);
            }
    }

    /// <summary>Turns messages into deliveries and tells how many messages of one half that were at most.</summary>
    internal async Task<int> Announce(CancellationToken stop)
    {
        List<Webhook> webhooks;
        await using (var db = database.Read()) webhooks = await db.Webhooks.Where(webhook => webhook.Active).ToListAsync(stop);
        var most = 0;
        foreach (var half in halves.All)
        {
            List<OutboxMessage> messages;
            await using (var db = half.ReadDb()) messages = await db.Outbox.Where(message => !message.Announced).OrderBy(message => message.Id).Take(Most).ToListAsync(stop);
            if (messages.Count == 0) continue;
            most = Math.Max(most, messages.Count);
            var wanted = (from message in messages from webhook in webhooks where webhook.Wants(message.Name) select Delivery(webhook, half.Name, message)).ToList();
            if (wanted.Count > 0)
                await runner.RunAsSystem("AnnounceMessages", async db =>
                {
                    var ids = wanted.Select(delivery => delivery.MessageId).ToList();
                    var known = (await db.WebhookDeliveries.Where(delivery => ids.Contains(delivery.MessageId)).Select(delivery => new { delivery.WebhookId, delivery.MessageId }).ToListAsync(stop)).ToHashSet();
                    db.WebhookDeliveries.AddRange(wanted.Where(delivery => !known.Contains(new { delivery.WebhookId, delivery.MessageId })));
                    db.Changed("platform.webhooks");
                    return true;
                }, stop);
            var announced = messages.ConvertAll(message => message.Id);
            await half.RunAsSystem("MarkAnnounced", async db =>
            {
                await db.Outbox.Where(message => announced.Contains(message.Id)).ExecuteUpdateAsync(set => set.SetProperty(message => message.Announced, true), stop);
                return true;
            }, stop);
        }
        return most;
    }

    /// <summary>Sends what is due; each webhook's deliveries one after the other, several webhooks side by side.</summary>
    internal async Task SendDue(CancellationToken stop)
    {
        var now = Now;
        List<WebhookDelivery> due;
        await using (var db = database.Read())
            due = await db.WebhookDeliveries.Where(delivery => delivery.State == DeliveryState.Waiting && delivery.NextTryUtc <= now)
                .OrderBy(delivery => delivery.Id).Take(Most).ToListAsync(stop);
        await Parallel.ForEachAsync(due.GroupBy(delivery => delivery.WebhookId), new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = stop }, async (group, end) =>
        {
            foreach (var delivery in group)
                // A receiver that does not answer is not asked two hundred times in a row.
                if (await Send(delivery.Id, end) is { State: not DeliveryState.Delivered }) break;
        });
    }

    /// <summary>One try now. Null when there is no such delivery.</summary>
    internal async Task<WebhookDelivery?> Send(Guid id, CancellationToken stop)
    {
        WebhookDelivery? delivery;
        Webhook? webhook;
        await using (var db = database.Read())
        {
            delivery = await db.WebhookDeliveries.FirstOrDefaultAsync(each => each.Id == id, stop);
            if (delivery is null) return null;
            webhook = await db.Webhooks.FirstOrDefaultAsync(each => each.Id == delivery.WebhookId && each.Active, stop);
        }
        var (status, fault) = webhook is null ? (null, "The webhook was removed.") : await Try(webhook, delivery, stop);
        await runner.RunAsSystem("NoteDelivery", async db =>
        {
            delivery = await db.WebhookDeliveries.FirstAsync(each => each.Id == id, stop);
            delivery.Tried(status, fault, Now);
            if (webhook is null) delivery.State = DeliveryState.Dead;
            db.Changed("platform.webhooks", id.ToString());
            return true;
        }, stop);
        return delivery;
    }

    private async Task<(int? Status, string? Fault)> Try(Webhook webhook, WebhookDelivery delivery, CancellationToken stop)
    {
        try
        {
            var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
            using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new StringContent(delivery.Body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
            request.Headers.Add("Tactus-Delivery", delivery.Id.ToString());
            request.Headers.Add("Tactus-Timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add("Tactus-Signature", "v1=" + WebhookDelivery.Sign(webhook.Secret, timestamp, delivery.Body));
            request.Headers.UserAgent.ParseAdd("Tactus/1");
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
            return ((int)response.StatusCode, response.IsSuccessStatusCode ? null : $"The receiver answered {(int)response.StatusCode}.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return (null, e is OperationCanceledException ? "The receiver did not answer within 10 s." : e.GetBaseException().Message);
        }
    }

    private WebhookDelivery Delivery(Webhook webhook, string half, OutboxMessage message) => New(webhook, half, message.MessageId, message.Name, message.SentUtc, JsonSerializer.Deserialize<JsonElement>(message.Body));

    /// <summary>What the receiver gets: which message, from where, when, and its content as the contract has it.</summary>
    internal WebhookDelivery New(Webhook webhook, string half, Guid messageId, string name, DateTime sentUtc, JsonElement message) => new()
    {
        Id = Guid.CreateVersion7(),
        WebhookId = webhook.Id,
        WebhookName = webhook.Name,
        Half = half,
        MessageId = messageId,
        MessageName = name,
        Body = JsonSerializer.Serialize(new { id = messageId, name, half, sentUtc, message }, TactusJson.Options),
        SinceUtc = Now,
        NextTryUtc = Now,
        CreatedUtc = Now,
    };

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }
}
