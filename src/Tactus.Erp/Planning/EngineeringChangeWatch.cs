using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Erp.MasterData;
using Tactus.Platform;

namespace Tactus.Erp.Planning;

/// <summary>Begins engineering changes on their day. What is due stands in the database, so it is done after a restart, once.</summary>
internal sealed class EngineeringChangeWatch(CommandRunner<ErpDb> runner, TimeProvider clock, ILogger<EngineeringChangeWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await Begin(stoppingToken);
                await Task.Delay(Every, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "Engineering changes that are due could not begin; trying again");
                await Task.Delay(Every, clock, stoppingToken);
            }
    }

    /// <summary>Announces what is due; tells how many that were.</summary>
    internal async Task<int> Begin(CancellationToken stop)
    {
        var begun = 0;
        await runner.RunAsSystem("BeginEngineeringChanges", async db =>
        {
            var today = clock.GetUtcNow().UtcDateTime.Day();
            var due = await db.EngineeringChanges.Where(change => change.State == EngineeringChangeState.Scheduled && change.EffectiveFrom <= today).OrderBy(change => change.No).ToListAsync(stop);
            foreach (var change in due) await change.Announce(db, db.By!, stop);
            begun = due.Count;
            return begun > 0;
        }, stop);
        return begun;
    }
}
