using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Picture;
using Tactus.Coordination.Sequencing;
using Tactus.Platform;
using Tactus.Scheduling;

namespace Tactus.Coordination.Decisions;

/// <summary>Ways out of a machine's stop: repairs of the schedule in force.</summary>
internal sealed class StopWays : IWaysOf
{
    /// <summary>What they depend on: the schedule in force, the machine and until when it is reckoned to stand.</summary>
    internal sealed record StopKnown(Guid? ScheduleId, string MachineNo, DateTime? UntilUtc);

    public IReadOnlyList<string> Kinds => [DetectMachineDown.Kind];

    public async Task<object> Known(CoordinationDb db, Disruption disruption, CancellationToken stop) =>
        new StopKnown(await ScheduleVersion.InForceId(db, stop), disruption.Subject, disruption.ExpectedEndUtc);

    public async Task<Reckoning> Reckon(CoordinationDb db, Disruption disruption, object known, DateTime nowUtc, CancellationToken stop)
    {
        var inForce = await ScheduleVersion.InForce(db, stop);
        var orders = await db.Orders.Where(order => !order.Finished && !order.Cancelled).ToListAsync(stop);
        var problem = await PlantProblem.Build(db, inForce, nowUtc, disruption.Subject, stop);
        if (inForce is null || problem.InForce is null) return Reckoning.Blocked("schedule-none", "No schedule is in force that could be repaired; ask for one.");
        var until = Math.Max(problem.Now + 60, PlantTime.Of(disruption.ExpectedEndUtc ?? nowUtc));
        try
        {
            var (stopped, limits) = (new MachineDown(disruption.Subject, problem.Now, until), new SearchLimits { Time = TimeAllowed(problem), Cancellation = stop });
            var rates = await CostRates.Of(db, stop);
            var centreOf = await db.Machines.ToDictionaryAsync(each => each.MachineNo, each => each.WorkCentreNo, stop);
            var ways = Ways(Scheduler.Repair(problem, [stopped], limits), inForce, disruption.No, orders, nowUtc);
            foreach (var way in ways)
            {
                way.Cost = Math.Round(way.WeightedTardinessHours * rates.LatenessPerHour, 2);
                way.Figures.AddRange(Levers.Starved(way, inForce, centreOf, disruption.Subject));
            }
            // Levers are looked at only where something would be late without them; they cost time to find, too.
            if (ways[0].LateLines.Exists(line => line.Hit))
            {
                var plain = ways.MinBy(way => (way.Cost, way.Rank))!;
                if (Levers.WithOvertime(problem, stopped, inForce, disruption.No, orders, rates, nowUtc, limits with { Time = limits.Time / 4 }) is { } overtime && overtime.WeightedTardinessHours < ways[0].WeightedTardinessHours) ways.Add(overtime);
                if (Levers.WithFreight(plain, orders.ToDictionary(order => order.WorkOrderNo), rates) is { } freight) ways.Add(freight);
            }
            ways = [.. ways.OrderBy(way => way.Cost).ThenBy(way => way.Rank == 0 ? int.MaxValue : way.Rank)];
            for (var at = 0; at < ways.Count; at++) ways[at].Rank = at + 1;
            var (nothing, best) = (ways.Find(way => way.Kind == "doNothing")!, ways[0]);
            return new Reckoning(ways, $"If nothing is decided, {Late(nothing.LateOrders)}.", $"{ways.Count} ways out; with the best {Late(best.LateOrders)} and {Changes(best.MachineChanges)}.");
        }
        catch (InfeasibleException fault)
        {
            return Reckoning.Blocked("infeasible", fault.Message);
        }
    }

    /// <summary>Options are wanted within 1, 2 and 5 s at 1,000, 2,000 and 5,000 open operations; half of it is for reading and telling.</summary>
    internal static TimeSpan TimeAllowed(Problem problem) => problem.Jobs.Sum(job => job.Operations.Count) switch
    {
        <= 1_200 => TimeSpan.FromSeconds(0.5),
        <= 2_400 => TimeSpan.FromSeconds(1),
        _ => TimeSpan.FromSeconds(2.5),
    };

    /// <summary>Each repair as a way out with its figures, moves and late lines.</summary>
    internal static List<WayOut> Ways(RepairResult result, ScheduleVersion inForce, string no, List<KnownOrder> orders, DateTime nowUtc)
    {
        var planned = inForce.Operations.ToDictionary(each => each.JobNo);
        var byNo = orders.ToDictionary(order => order.WorkOrderNo);
        var lateBefore = inForce.Operations.GroupBy(each => each.JobNo[..each.JobNo.LastIndexOf('/')]).Where(group => byNo.ContainsKey(group.Key))
            .ToDictionary(group => group.Key, group => Hours(Math.Max(0, group.Max(each => each.End) - PlantTime.Of(byNo[group.Key].DueUtc))));
        return [.. result.Options.Select((option, at) => new WayOut
        {
            Id = Guid.CreateVersion7(), DisruptionNo = no, Rank = at + 1, Kind = TactusJson.Word(option.Kind), BaseScheduleId = inForce.Id, FoundUtc = nowUtc,
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

    internal static decimal Hours(double seconds) => Math.Round((decimal)(seconds / 3_600), 2);

    internal static string Late(int count) => count == 1 ? "1 order is late" : $"{count} orders are late";

    private static string Changes(int count) => count == 1 ? "1 operation goes to another machine" : $"{count} operations go to another machine";
}
