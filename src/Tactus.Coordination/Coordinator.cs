using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Coordination.Decisions;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Picture;
using Tactus.Coordination.Sequencing;
using Tactus.Coordination.Tasks;
using Tactus.Platform;
using Tactus.Scheduling;

namespace Tactus.Coordination;

/// <summary>
/// What coordination does by itself: confirms what lasts, finds ways out, makes the schedules that were asked for, keeps the picture of machines fresh.
/// Everything it has to do stands in the database, so that it goes on after a restart where it was.
/// </summary>
internal sealed class Coordinator(
    HalfDatabase<CoordinationDb> database, CommandRunner<CoordinationDb> runner, Timers timers, TimeProvider clock, ILogger<Coordinator> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(6);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await Step(stoppingToken);
                await timer.WaitForNextTickAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "Coordination could not go on; trying again");
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
    }

    /// <summary>Does what is due; tells how much that was.</summary>
    internal async Task<int> Step(CancellationToken stop)
    {
        var done = await timers.Step(stop);
        var now = clock.GetUtcNow().UtcDateTime;
        List<string> wanting;
        List<Guid> plans;
        bool confirms, asks;
        await using (var db = database.Read())
        {
            confirms = await db.Disruptions.AnyAsync(each => each.State == DisruptionState.Detected && each.ConfirmsUtc <= now, stop);
            wanting = await db.Disruptions.Where(each => each.WantsOptions && each.EndedUtc == null).OrderBy(each => each.Severity).ThenBy(each => each.No).Select(each => each.No).ToListAsync(stop);
            plans = await db.PlanRequests.Where(each => each.DoneUtc == null).OrderBy(each => each.AskedUtc).Select(each => each.Id).ToListAsync(stop);
            var answer = await db.AvailabilityAnswers.FirstOrDefaultAsync(stop);
            asks = answer is not null && now - answer.AskedUtc > Fresh;
        }
        if (asks) done += await runner.RunAsSystem("AskAvailability", async db => { await HearMachines.Ask(db, now, stop); return true; }, stop) ? 1 : 0;
        if (confirms) done += await runner.RunAsSystem("ConfirmExceptions", db => DetectMachineDown.Confirm(db, db.By!, stop), stop) ? 1 : 0;
        foreach (var request in plans) done += await Plan(request, stop) ? 1 : 0;
        foreach (var no in wanting) done += await FindWaysOut.For(database, runner, no, clock, stop) ? 1 : 0;
        return done;
    }

    private async Task<bool> Plan(Guid id, CancellationToken stop)
    {
        PlanRequest request;
        ScheduleVersion? inForce;
        Problem problem;
        await using (var db = database.Read())
        {
            request = await db.PlanRequests.FirstAsync(each => each.Id == id, stop);
            inForce = await ScheduleVersion.InForce(db, stop);
            problem = await PlantProblem.Build(db, inForce, clock.GetUtcNow().UtcDateTime, null, stop);
        }
        string? fault = null;
        List<PlannedOperation> operations = [];
        try
        {
            if (problem.Jobs.Count == 0) fault = "Nothing is open on the floor.";
            else operations = [.. Scheduler.Solve(problem, new SearchLimits { Time = TimeSpan.FromSeconds((double)request.Seconds), Cancellation = stop }).Schedule.Assignments.Select(PlannedOperation.Of)];
        }
        catch (InfeasibleException infeasible)
        {
            fault = infeasible.Message;
        }
        return await runner.RunAsSystem("PlanFloor", async db =>
        {
            var current = await db.PlanRequests.FirstAsync(each => each.Id == id, stop);
            // Somebody has decided something meanwhile: it is made again on what is in force now.
            if ((await ScheduleVersion.InForce(db, stop))?.Id != inForce?.Id) return false;
            (current.DoneUtc, current.Fault) = (db.By!.NowUtc, fault);
            if (fault is not null) return true;
            var (schedule, _) = await PutInForce.Now(db, operations, current.Reason, db.By!, stop);
            current.ScheduleId = schedule.Id;
            await WayOut.Outdate(db, schedule.Id, null, db.By!, stop);
            return true;
        }, stop);
    }
}
