using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Mes.Equipment;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Mes.Labor;

/// <summary>
/// Closes what people forgot to sign off: at the end of the shift in which it began, once an hour has passed after it. Such time is
/// unconfirmed and is told to the business half only when a lead has confirmed it.
/// </summary>
internal sealed class LaborSweep(CommandRunner<MesDb> runner, TimeProvider clock, ILogger<LaborSweep> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Every, clock, stoppingToken);
                await Sweep(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "Forgotten sign-offs could not be closed; trying again");
            }
        }
    }

    /// <summary>Closes what is due and tells how many spans that were.</summary>
    internal async Task<int> Sweep(CancellationToken stop)
    {
        var closed = 0;
        await runner.RunAsSystem("CloseForgottenLabor", async db =>
        {
            closed = 0;
            var now = clock.GetUtcNow().UtcDateTime;
            var open = await db.LaborSpans.Where(span => span.State == LaborState.Open && span.StartUtc < now - Grace).OrderBy(span => span.StartUtc).ToListAsync(stop);
            if (open.Count == 0) return false;
            var calendars = await Calendars.Of(db, [.. open.Select(span => span.WorkCentreNo).OfType<string>().Distinct()], stop);
            var longest = TimeSpan.FromHours((await ProductionRules.Of(db, stop)).LongestWorkHours);
            foreach (var span in open)
            {
                var end = (span.WorkCentreNo is { } centre ? calendars.GetValueOrDefault(centre)?.At(span.StartUtc)?.EndUtc : null) ?? span.StartUtc + longest;
                if (end + Grace > now) continue;
                await LaborBook.End(db, span, end, stop, LaborState.Unconfirmed);
                if (span.JobNo is { } job) db.Changed("mes.jobs", job);
                closed++;
            }
            return closed > 0;
        }, stop);
        return closed;
    }
}
