using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Picture;
using Tactus.Coordination.Sequencing;
using Tactus.Platform;
using Tactus.Scheduling;

namespace Tactus.Coordination.Decisions;

/// <summary>
/// Finds what could be done about an exception. It reads and reckons outside any transaction, and keeps the result only if neither the exception nor the
/// schedule in force has moved meanwhile.
/// </summary>
internal static class FindWaysOut
{
    /// <summary>Reads, reckons, keeps.</summary>
    /// <returns>Whether something was kept: options, or the reason why there are none.</returns>
    internal static async Task<bool> For(HalfDatabase<CoordinationDb> database, CommandRunner<CoordinationDb> runner, string no, TimeProvider clock, CancellationToken stop)
    {
        Disruption disruption;
        ScheduleVersion? inForce;
        List<KnownOrder> orders;
        Problem problem;
        var now = clock.GetUtcNow().UtcDateTime;
        await using (var db = database.Read())
        {
            disruption = await db.Disruptions.FirstAsync(each => each.No == no, stop);
            inForce = await ScheduleVersion.InForce(db, stop);
            orders = await db.Orders.Where(order => !order.Finished && !order.Cancelled).ToListAsync(stop);
            problem = await PlantProblem.Build(db, inForce, now, disruption.Subject, stop);
        }
        if (inForce is null || problem.InForce is null)
            return await Block(runner, disruption, NoSchedule, "No schedule is in force that could be repaired; ask for one.", stop);
        var until = Math.Max(problem.Now + 60, PlantTime.Of(disruption.ExpectedEndUtc ?? now));
        try
        {
            var result = Scheduler.Repair(problem, [new MachineDown(disruption.Subject, problem.Now, until)],
                new SearchLimits { Time = TimeAllowed(problem), Cancellation = stop });
            var ways = Ways(result, inForce, disruption, orders, now);
            return await Keep(runner, disruption, inForce, ways, stop);
        }
        catch (InfeasibleException fault)
        {
            return await Block(runner, disruption, "infeasible", fault.Message, stop);
        }
    }

    /// <summary>Options are wanted within 1, 2 and 5 s at 1,000, 2,000 and 5,000 open operations; half of it is for reading and telling.</summary>
    private static TimeSpan TimeAllowed(Problem problem) => problem.Jobs.Sum(job => job.Operations.Count) switch
    {
        <= 1_200 => TimeSpan.FromSeconds(0.5),
        <= 2_400 => TimeSpan.FromSeconds(1),
        _ => TimeSpan.FromSeconds(2.5),
    };

    private static List<WayOut> Ways(RepairResult result, ScheduleVersion inForce, Disruption disruption, List<KnownOrder> orders, DateTime nowUtc)
    {
        var planned = inForce.Operations.ToDictionary(each => each.JobNo);
        var byNo = orders.ToDictionary(order => order.WorkOrderNo);
        var lateBefore = inForce.Operations.GroupBy(each => each.JobNo[..each.JobNo.LastIndexOf('/')]).Where(group => byNo.ContainsKey(group.Key))
            .ToDictionary(group => group.Key, group => Hours(Math.Max(0, group.Max(each => each.End) - PlantTime.Of(byNo[group.Key].DueUtc))));
        return [.. result.Options.Select((option, at) => new WayOut
        {
            Id = Guid.CreateVersion7(), DisruptionNo = disruption.No, Rank = at + 1, Kind = TactusJson.Word(option.Kind), BaseScheduleId = inForce.Id, FoundUtc = nowUtc,
            WeightedTardinessHours = Hours(option.Schedule.Figures.WeightedTardiness), LateOrders = option.Schedule.Figures.LateJobs, SetupHours = Hours(option.Schedule.Figures.SetupTime),
            MachineChanges = option.Schedule.Figures.MachineChanges, StartMoves = option.Schedule.Figures.StartMoves,
            Moves = [.. option.Schedule.Assignments.Select(PlannedOperation.Of).Where(each => planned.GetValueOrDefault(each.JobNo) != each)],
            LateLines = [.. Scheduler.Explain(result.Problem, option.Schedule.Assignments).Select(late => Line(late, byNo[late.Job], lateBefore.GetValueOrDefault(late.Job))).OrderByDescending(line => line.HoursLate)],
        })];
    }

    private static LateLine Line(LateJob late, KnownOrder order, decimal before)
    {
        var worst = late.Causes.Where(cause => cause.Kind is not (CauseKind.Run or CauseKind.Past)).GroupBy(cause => (cause.Kind, cause.Subject)).MaxBy(group => group.Sum(cause => cause.Time));
        return new LateLine(order.WorkOrderNo, order.CustomerName, order.SalesOrderNo, order.SalesLineNo, order.Quantity, order.Unit, order.DueUtc,
            PlantTime.Utc(late.End), Hours(late.Tardiness), before,
            worst is null ? "ownWork" : TactusJson.Word(worst.Key.Kind), worst?.Key.Subject, Hours(worst?.Sum(each => each.Time) ?? 0));
    }

    private static decimal Hours(double seconds) => Math.Round((decimal)(seconds / 3_600), 2);

    private static Task<bool> Keep(CommandRunner<CoordinationDb> runner, Disruption seen, ScheduleVersion inForce, List<WayOut> ways, CancellationToken stop) =>
        runner.RunAsSystem("KeepOptions", async db =>
        {
            var by = db.By!;
            var disruption = await db.Disruptions.FirstAsync(each => each.No == seen.No, stop);
            // What was reckoned is about something that is no more: it is reckoned again.
            if (disruption.Version != seen.Version || (await ScheduleVersion.InForce(db, stop))?.Id != inForce.Id) return false;
            foreach (var old in await db.WaysOut.Where(option => option.DisruptionNo == seen.No && option.SupersededUtc == null).ToListAsync(stop)) old.SupersededUtc = by.NowUtc;
            db.WaysOut.AddRange(ways);
            (disruption.WantsOptions, disruption.Blocked) = (false, null);
            disruption.AssessedUtc ??= by.NowUtc;
            var (nothing, best) = (ways.Find(way => way.Kind == "doNothing")!, ways[0]);
            if (disruption.Step(db, DisruptionStep.Assess, by, $"If nothing is decided, {Late(nothing.LateOrders)}.") is { } refusal)
                throw new InvalidOperationException(refusal.Sentence);
            disruption.Step(db, DisruptionStep.Offer, by, $"{ways.Count} ways out; with the best {Late(best.LateOrders)} and {Changes(best.MachineChanges)}.");
            disruption.Step(db, DisruptionStep.Ask, by, "A decision is asked for.");
            return true;
        }, stop);

    private static string Late(int count) => count == 1 ? "1 order is late" : $"{count} orders are late";

    private static string Changes(int count) => count == 1 ? "1 operation goes to another machine" : $"{count} operations go to another machine";

    private const string NoSchedule = "schedule-none";

    private static Task<bool> Block(CommandRunner<CoordinationDb> runner, Disruption seen, string code, string why, CancellationToken stop) =>
        runner.RunAsSystem("BlockOptions", async db =>
        {
            var disruption = await db.Disruptions.FirstAsync(each => each.No == seen.No, stop);
            if (disruption.Blocked == code) return false;
            disruption.Blocked = code;
            disruption.Note(db, "Blocked", db.By!, why);
            return true;
        }, stop);
}
