using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Tactus.Platform.Messaging;

/// <summary>Carries and applies messages between the halves at once, where no background service does it (command line, tests).</summary>
public sealed class MessagePump(HalfDirectory halves, IServiceProvider services)
{
    /// <summary>Goes on until nothing moves any more.</summary>
    /// <returns>How many messages were delivered or applied.</returns>
    public async Task<int> Settle(CancellationToken stop)
    {
        var all = 0;
        for (var moved = 1; moved > 0; all += moved)
        {
            moved = 0;
            foreach (var half in halves.All)
            {
                moved += await services.GetRequiredKeyedService<Courier>(half.Name).Deliver(stop);
                moved += await services.GetRequiredKeyedService<Applier>(half.Name).ApplySome(stop);
            }
        }
        return all;
    }

    /// <summary>Messages that arrived and could not be applied yet, with the reason.</summary>
    public async Task<IReadOnlyList<string>> Unapplied(CancellationToken stop)
    {
        var left = new List<string>();
        foreach (var half in halves.All)
        {
            await using var db = half.ReadDb();
            left.AddRange(await db.OpenInbox.OrderBy(message => message.ReceivedUtc)
                .Select(message => message.Name + " " + message.Stream + ": " + (message.RefusalCode ?? "waits") + " " + message.Fault).Take(100).ToListAsync(stop));
        }
        return left;
    }
}
