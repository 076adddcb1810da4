using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Platform;
using Tactus.Platform.Live;

namespace Tactus.Mes.Equipment;

/// <summary>
/// Time changes machines too: one falls silent, a stop grows longer than its limit. No signal tells, so this looks and tells open
/// pages. It holds only what it last told; after a restart it looks again.
/// </summary>
internal sealed class MachineWatch(HalfDatabase<MesDb> database, LiveHub live, TimeProvider clock, ILogger<MachineWatch> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private Dictionary<string, (MachineState State, bool NeedsReason)> told = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await LookOnce(stoppingToken);
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The machines could not be looked at; trying again");
                await Task.Delay(Look, stoppingToken);
            }
    }

    /// <summary>Looks at every machine and publishes those that changed since the last look; tells how many.</summary>
    internal async Task<int> LookOnce(CancellationToken stop)
    {
        await using var db = database.Read();
        var machines = await db.Equipment.Where(node => node.Level == EquipmentLevel.WorkUnit && node.Active).ToListAsync(stop);
        var now = (await MachineStates.Now(db, machines, clock.GetUtcNow().UtcDateTime, stop)).ToDictionary(each => each.MachineNo, each => (each.State, each.NeedsReason));
        var changed = now.Where(each => told.TryGetValue(each.Key, out var before) && before != each.Value).Select(each => new LiveChange("mes.machines", each.Key)).ToList();
        told = now;
        live.Publish(changed);
        return changed.Count;
    }
}
