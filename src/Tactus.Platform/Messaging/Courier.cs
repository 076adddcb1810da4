using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tactus.Platform.Messaging;

/// <summary>
/// Carries messages from one half's outbox to the other's inbox: stored there first, marked as delivered after. Killed
/// between the two it delivers again, and the inbox knows the message by its identifier.
/// </summary>
internal sealed class Courier(Half source, HalfDirectory halves, Signals signals, TimeProvider clock, ILogger<Courier> log) : BackgroundService
{
    private const int Most = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await Deliver(stoppingToken) == Most) { }
                await signals.Wait("sent:" + source.Name, Look, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Messages of {Half} could not be delivered; trying again", source.Name);
                await Task.Delay(Look, stoppingToken);
            }
        }
    }

    /// <summary>Delivers at most a few hundred and tells how many.</summary>
    internal async Task<int> Deliver(CancellationToken stop)
    {
        List<OutboxMessage> messages;
        await using (var db = source.ReadDb())
            messages = await db.Outbox.Where(message => message.DeliveredUtc == null).OrderBy(message => message.Id).Take(Most).ToListAsync(stop);
        var delivered = 0;
        foreach (var group in messages.GroupBy(message => message.Destination))
        {
            if (halves.Find(group.Key) is not { } destination) continue;
            if (!await Store(destination, source.Name, [.. group], clock, stop)) continue;
            signals.Received(destination.Name);
            var ids = group.Select(message => message.Id).ToList();
            var now = clock.GetUtcNow().UtcDateTime;
            await source.RunAsSystem("MarkDelivered", async db =>
            {
                await db.Outbox.Where(message => ids.Contains(message.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(message => message.DeliveredUtc, now), stop);
                return true;
            }, stop);
            delivered += ids.Count;
        }
        return delivered;
    }

    /// <summary>An old message may have been applied and removed since; its stream still tells.</summary>
    private static async Task Forgotten(HalfDb db, string source, IReadOnlyList<OutboxMessage> messages, HashSet<Guid> known, TimeProvider clock, CancellationToken stop)
    {
        var yesterday = clock.GetUtcNow().UtcDateTime.AddDays(-1);
        var old = messages.Where(message => message.SentUtc < yesterday && !known.Contains(message.MessageId)).ToList();
        if (old.Count == 0) return;
        var names = old.Select(message => message.Stream).Distinct().ToList();
        var done = await db.InboxStreams.Where(stream => stream.Source == source && names.Contains(stream.Stream)).ToDictionaryAsync(stream => stream.Stream, stream => stream.Done, stop);
        foreach (var message in old)
            if (message.Seq <= done.GetValueOrDefault(message.Stream)) known.Add(message.MessageId);
    }

    /// <summary>Stores messages in an inbox, each once. False when the link is paused.</summary>
    internal static async Task<bool> Store(
        Half destination, string source, IReadOnlyList<OutboxMessage> messages, TimeProvider clock, CancellationToken stop)
    {
        var open = true;
        await destination.RunAsSystem("ReceiveMessages", async db =>
        {
            open = !await db.InboxLinks.AnyAsync(link => link.Source == source && link.Paused, stop);
            if (!open) return false;
            var ids = messages.Select(message => message.MessageId).ToList();
            var known = await db.Inbox.Where(message => ids.Contains(message.Id)).Select(message => message.Id).ToHashSetAsync(stop);
            await Forgotten(db, source, messages, known, clock, stop);
            foreach (var message in messages)
                if (known.Add(message.MessageId))
                    db.Inbox.Add(new InboxMessage
                    {
                        Id = message.MessageId,
                        Source = source,
                        Stream = message.Stream,
                        Seq = message.Seq,
                        Name = message.Name,
                        Body = message.Body,
                        CorrelationId = message.CorrelationId,
                        SentUtc = message.SentUtc,
                        ReceivedUtc = clock.GetUtcNow().UtcDateTime,
                    });
            return true;
        }, stop);
        return open;
    }
}
