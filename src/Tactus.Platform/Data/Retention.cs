using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Platform.Messaging;
using Tactus.Platform.Webhooks;

namespace Tactus.Platform;

/// <summary>How long traces of finished traffic are kept. Business records, genealogy and the ledger are never removed by it.</summary>
public sealed class RetentionSettings
{
    /// <summary>Less would forget keys of floor reports that may still arrive: those are taken for seven days.</summary>
    public const int FewestDays = 14;

    /// <summary>TACTUS_KEEP_DAYS, 90 when it is not set, never below <see cref="FewestDays"/>.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(
        Math.Max(FewestDays, int.TryParse(Environment.GetEnvironmentVariable("TACTUS_KEEP_DAYS"), CultureInfo.InvariantCulture, out var days) ? days : 90));
}

/// <summary>
/// Removes what only served to carry and to recognise: delivered messages, applied messages, keys of commands, delivered
/// webhook calls. A little at a time, so that nobody waits for it. What is stuck, parked, waiting or given up stays.
/// </summary>
internal sealed class Retention<TDb>(CommandRunner<TDb> runner, HalfDatabase<TDb> database, RetentionSettings settings, TimeProvider clock, ILogger<Retention<TDb>> log)
    : BackgroundService where TDb : HalfDb
{
    private const int Most = 1_000;
    private static readonly TimeSpan Look = TimeSpan.FromHours(1);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(200);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Look, clock, stoppingToken);
                var removed = 0;
                for (var some = await PruneSome(stoppingToken); some > 0; some = await PruneSome(stoppingToken))
                {
                    removed += some;
                    await Task.Delay(Breath, stoppingToken);
                }
                if (removed > 0) log.LogInformation("{Count} finished messages and keys of {Half} older than {Days} days were removed", removed, database.Half, settings.Keep.TotalDays);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogWarning(e, "Old messages of {Half} could not be removed; trying again in an hour", database.Half);
            }
        }
    }

    /// <summary>Removes at most a thousand of each kind and tells how many there were.</summary>
    internal async Task<int> PruneSome(CancellationToken stop)
    {
        var before = clock.GetUtcNow().UtcDateTime - settings.Keep;
        var removed = 0;
        await runner.RunAsSystem("RemoveOldTraffic", async db =>
        {
            removed = await Remove(db.Outbox.Where(message => message.Announced && message.DeliveredUtc < before).OrderBy(message => message.Id).Select(message => message.Id),
                    ids => db.Outbox.Where(message => ids.Contains(message.Id)), stop)
                + await Remove(db.Inbox.Where(message => message.State == InboxState.Applied && message.AppliedUtc < before).OrderBy(message => message.ReceivedUtc).Select(message => message.Id),
                    ids => db.Inbox.Where(message => ids.Contains(message.Id)), stop)
                + await Remove(db.Receipts.Where(receipt => receipt.AtUtc < before).OrderBy(receipt => receipt.AtUtc).Select(receipt => receipt.Id),
                    ids => db.Receipts.Where(receipt => ids.Contains(receipt.Id)), stop);
            if (db is Identity.PlatformDb platform)
                removed += await Remove(platform.WebhookDeliveries.Where(each => each.State == DeliveryState.Delivered && each.DeliveredUtc < before).OrderBy(each => each.CreatedUtc).Select(each => each.Id),
                    ids => platform.WebhookDeliveries.Where(each => ids.Contains(each.Id)), stop);
            return removed > 0;
        }, stop);
        return removed;
    }

    private static async Task<int> Remove<TRow, TKey>(IQueryable<TKey> old, Func<List<TKey>, IQueryable<TRow>> rows, CancellationToken stop) where TRow : class =>
        await old.Take(Most).ToListAsync(stop) is { Count: > 0 } ids ? await rows(ids).ExecuteDeleteAsync(stop) : 0;
}
