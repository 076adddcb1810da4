using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Coordination.Carrying;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Picture;
using Tactus.Coordination.Sequencing;
using Tactus.Platform;
using Tactus.Scheduling;

namespace Tactus.Coordination.Decisions;

/// <summary>
/// Ways out when a customer wants it earlier or more urgently: what can be ready by when if the order goes first, what that costs the others, and
/// what stays if nothing is done. Promises change only when somebody decides so.
/// </summary>
internal static class DateWays
{
    /// <summary>How much more an order weighs that is to go first, come what may.</summary>
    private const double First = 1_000;

    internal static async Task<Reckoning> Reckon(CoordinationDb db, Disruption disruption, OrderChangeWays.OrderChangeKnown known, DateTime nowUtc, CancellationToken stop)
    {
        var demand = known.Demand;
        var inForce = await ScheduleVersion.InForce(db, stop);
        var problem = await PlantProblem.Build(db, inForce, nowUtc, null, stop);
        if (inForce is null || problem.InForce is null) return Reckoning.Blocked("schedule-none", "No schedule is in force that shows what could be earlier; ask for one.");
        var mine = known.Orders.Select(order => order.WorkOrderNo).ToHashSet();
        if (!problem.Jobs.Any(job => mine.Contains(job.Id))) return Reckoning.Blocked("orders-none", "No order in the plant makes this line any more.");
        var orders = await db.Orders.Where(order => !order.Finished && !order.Cancelled).ToListAsync(stop);
        var wanted = PlantTime.Of(demand.RequestedUtc < nowUtc ? nowUtc : demand.RequestedUtc);
        var jobs = problem.Jobs.Where(job => mine.Contains(job.Id)).ToList();
        // The customer's wish is what lateness is counted from, in every option alike; how urgent it is says the line's priority.
        var wish = problem with { Jobs = [.. problem.Jobs.Select(job => mine.Contains(job.Id) ? job with { Due = Math.Min(job.Due ?? wanted, wanted), TardinessCost = Levers.Weight(demand.Priority) } : job)] };
        try
        {
            var limits = new SearchLimits { Time = StopWays.TimeAllowed(problem), Cancellation = stop };
            var now = Scheduler.Repair(wish, [], limits);
            var first = Scheduler.Repair(wish, [.. jobs.Select(job => new OrderChanged(job.Id, TardinessCost: Levers.Weight(demand.Priority) * First, Priority: int.MaxValue / 2))], limits);
            var asIs = StopWays.Ways(now, inForce, disruption.No, orders, nowUtc).Find(way => way.Kind == "doNothing")!;
            var earliest = first.Options.MinBy(option => Ends(option.Schedule.Assignments, mine))!;
            return Ways(disruption, demand, wish, now, earliest, asIs, inForce, orders, wanted, mine, nowUtc);
        }
        catch (InfeasibleException fault)
        {
            return Reckoning.Blocked("infeasible", fault.Message);
        }
    }

    private static long Ends(IEnumerable<Assignment> assignments, HashSet<string> mine) => assignments.Where(each => mine.Contains(JobOf(each.Operation))).Max(each => each.End);

    private static string JobOf(string operation) => operation[..operation.LastIndexOf('/')];

    private static Reckoning Ways(Disruption disruption, DemandFacts demand, Problem wish, RepairResult now, RepairOption earliest, WayOut asIs, ScheduleVersion inForce,
        List<KnownOrder> orders, long wanted, HashSet<string> mine, DateTime nowUtc)
    {
        var nothing = now.Options.First(option => option.Kind == RepairKind.DoNothing);
        var before = Lateness(wish, nothing.Schedule.Assignments);
        var after = Lateness(wish, earliest.Schedule.Assignments);
        var gain = before.Sum(each => Math.Max(0, each.Value - after.GetValueOrDefault(each.Key)));
        var harm = after.Sum(each => Math.Max(0, each.Value - before.GetValueOrDefault(each.Key)));
        var displaced = after.Where(each => !mine.Contains(each.Key) && each.Value > before.GetValueOrDefault(each.Key) + 0.01m).OrderByDescending(each => each.Value - before.GetValueOrDefault(each.Key)).ToList();
        var end = Ends(earliest.Schedule.Assignments, mine);
        var byThen = mine.Sum(order => ReadyBy(wish, earliest.Schedule.Assignments, order, wanted, orders.First(each => each.WorkOrderNo == order)));
        var rest = demand.FromPlant - byThen;
        var binding = Scheduler.Explain(now.Problem, earliest.Schedule.Assignments).Where(late => mine.Contains(late.Job)).SelectMany(late => late.Causes).Where(cause => cause.Kind is not CauseKind.Past)
            .GroupBy(cause => (cause.Kind, cause.Subject)).OrderByDescending(group => group.Sum(cause => cause.Time)).FirstOrDefault();
        List<Figure> shared = binding is null ? [] : [new($"binding.{TactusJson.Word(binding.Key.Kind)}", StopWays.Hours(binding.Sum(cause => cause.Time)), "h", binding.Key.Subject)];
        List<Figure> first = [new("gain", gain, "h"), new("displacement", harm, "h"), .. displaced.Select(each => new Figure("displaced", each.Value - before.GetValueOrDefault(each.Key), "h", each.Key)), .. shared];
        var planned = inForce.Operations.ToDictionary(each => each.JobNo);
        List<PlannedOperation> moves = [.. earliest.Schedule.Assignments.Select(PlannedOperation.Of).Where(each => planned.GetValueOrDefault(each.JobNo) != each)];
        var repaired = StopWays.Ways(now with { Options = [earliest] }, inForce, disruption.No, orders, nowUtc)[0];
        var ways = new List<(decimal Cost, WayOut Way)> { (before.Values.Sum(), Make("doNothing", null, [.. shared, new("ready", rest + byThen, demand.Unit, Day(Ends(nothing.Schedule.Assignments, mine)))], [Tell(demand)])) };
        if (end <= wanted)
            ways.Add((after.Values.Sum(), Make("expedite", repaired, [new("ready", demand.FromPlant, demand.Unit, Day(end)), .. first], Promise(demand, [new PromisedPart(new Quantity(demand.Wanted - demand.Shipped, demand.Unit), PlantTime.Utc(wanted))]))));
        else
        {
            if (byThen > 0 && rest > 0)
                ways.Add((after.Values.Sum() - (mine.Sum(order => after.GetValueOrDefault(order)) * byThen / demand.FromPlant), Make("partial", repaired, [new("ready", byThen, demand.Unit, Day(wanted)), new("ready", rest, demand.Unit, Day(end)), .. first],
                    Promise(demand, [new PromisedPart(new Quantity(demand.Wanted - demand.Shipped - rest, demand.Unit), PlantTime.Utc(wanted)), new PromisedPart(new Quantity(rest, demand.Unit), PlantTime.Utc(end))]))));
            ways.Add((after.Values.Sum(), Make("wholeLater", repaired, [new("ready", demand.FromPlant, demand.Unit, Day(end)), .. first],
                Promise(demand, [new PromisedPart(new Quantity(demand.Wanted - demand.Shipped, demand.Unit), PlantTime.Utc(end))]))));
        }
        var ranked = ways.OrderBy(each => each.Cost).Select((each, at) => each.Way.Ranked(at + 1)).ToList();
        return new Reckoning(ranked,
            end <= wanted ? $"It can be ready in time if it goes first; {StopWays.Late(displaced.Count)} more for it." : $"Even if it goes first: {byThen:0.######} {OrderChangeWays.Symbol(demand.Unit)} by the day wanted, all by {PlantTime.Utc(end):yyyy-MM-dd HH:mm} UTC.",
            $"{ranked.Count} ways out; gain {gain:0.#}, displacement {harm:0.#} weighted hours.");

        WayOut Make(string kind, WayOut? moved, List<Figure> figures, List<PlannedAction> actions) => new()
        {
            Id = Guid.CreateVersion7(), DisruptionNo = disruption.No, Kind = kind, FoundUtc = nowUtc, Figures = figures, Actions = actions, BaseScheduleId = moved is null ? null : inForce.Id,
            Moves = moved is null ? [] : moves, LateLines = moved?.LateLines ?? asIs.LateLines, LateOrders = moved?.LateOrders ?? asIs.LateOrders, StartMoves = moved?.StartMoves ?? 0,
            MachineChanges = moved?.MachineChanges ?? 0, SetupHours = moved?.SetupHours ?? asIs.SetupHours,
            WeightedTardinessHours = kind == "doNothing" ? before.Values.Sum() : after.Values.Sum(),
        };
    }

    private static string Day(long at) => PlantTime.Utc(at).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Weighted lateness by order, hours.</summary>
    private static Dictionary<string, decimal> Lateness(Problem problem, IReadOnlyList<Assignment> assignments)
    {
        var end = assignments.GroupBy(each => JobOf(each.Operation)).ToDictionary(group => group.Key, group => group.Max(each => each.End));
        return problem.Jobs.Where(job => job.Due is not null && end.ContainsKey(job.Id)).ToDictionary(job => job.Id, job => StopWays.Hours(Math.Max(0, end[job.Id] - job.Due!.Value) * job.TardinessCost));
    }

    /// <summary>Whole pieces of an order that its last operation has finished by a time: its pieces come evenly over its open time.</summary>
    private static decimal ReadyBy(Problem problem, IReadOnlyList<Assignment> assignments, string orderNo, long at, KnownOrder order)
    {
        var last = assignments.Where(each => JobOf(each.Operation) == orderNo).MaxBy(each => each.End)!;
        if (last.End <= at) return order.Quantity;
        if (last.Start >= at) return 0;
        var machine = problem.Machines.First(each => each.Id == last.Machine);
        var calendar = problem.Calendars.FirstOrDefault(each => each.Id == machine.Calendar);
        var (worked, whole) = (PlantProblem.OpenSeconds(calendar, last.Start, at), PlantProblem.OpenSeconds(calendar, last.Start, last.End));
        return whole == 0 ? 0 : decimal.Floor(order.Quantity * worked / whole);
    }

    /// <summary>The customer is asked first; then the orders are due as promised, and only then the promise is changed.</summary>
    private static List<PlannedAction> Promise(DemandFacts demand, IReadOnlyList<PromisedPart> parts)
    {
        var text = string.Join(", ", parts.Select(part => $"{part.Quantity.Value:0.######} {OrderChangeWays.Symbol(demand.Unit)} on {part.PromisedUtc:yyyy-MM-dd HH:mm} UTC"));
        return
        [
            PlannedAction.Ask("sales", Functions.Sales, $"{demand.Line} of {demand.CustomerName}: {text}. Does the customer accept?"),
            .. demand.WorkOrders.Select(order => PlannedAction.System($"change {order}", ActionKind.ChangeWorkOrder, $"{order} is due {parts[^1].PromisedUtc:yyyy-MM-dd HH:mm} UTC, priority {demand.Priority}.",
                new OrderChangeBody(order, DueUtc: parts[^1].PromisedUtc, Priority: demand.Priority), "sales")),
            PlannedAction.System("promise", ActionKind.ChangePromise, $"{demand.Line} is promised: {text}.", new PromiseBody(demand.SalesOrderNo, demand.SalesLineNo, parts),
                [.. demand.WorkOrders.Select(order => $"change {order}")]),
        ];
    }

    private static PlannedAction Tell(DemandFacts demand) =>
        PlannedAction.Do("tell", Functions.Sales, $"Tell {demand.CustomerName} that {demand.Line} stays as promised{(demand.PromisedUtc is { } promised ? $": {promised:yyyy-MM-dd HH:mm} UTC" : "")}.");
}
