using Tactus.Coordination.Carrying;
using Tactus.Coordination.Picture;
using Tactus.Coordination.Sequencing;
using Tactus.Scheduling;

namespace Tactus.Coordination.Decisions;

/// <summary>Ways out of a stop that no schedule gives by itself: more open time, or a faster way to the customer.</summary>
internal static class Levers
{
    private const long Overtime = 6 * 3_600;

    /// <summary>
    /// The machine stays open after its next shift when it runs again, in a repair of its own. Null where it is always open, or where nothing would be
    /// less late.
    /// </summary>
    internal static WayOut? WithOvertime(Problem problem, MachineDown stopped, ScheduleVersion inForce, string no, List<KnownOrder> orders, CostRates rates, DateTime nowUtc, SearchLimits limits)
    {
        var machine = problem.Machines.FirstOrDefault(each => each.Id == stopped.Machine);
        if (machine?.Calendar is null || problem.Calendars.FirstOrDefault(each => each.Id == machine.Calendar) is not { Cycle: > 0 } calendar) return null;
        if (ShiftEnd(calendar, Math.Max(problem.Now, stopped.Until)) is not { } from || Closed(calendar, from) is not { } until) return null;
        var open = calendar with { Id = calendar.Id + " and overtime", Extra = [.. calendar.Extra, new Span(from, until)] };
        var longer = problem with
        {
            Calendars = [.. problem.Calendars, open], Machines = [.. problem.Machines.Select(each => each.Id == machine.Id ? each with { Calendar = open.Id } : each)],
        };
        var best = StopWays.Ways(Scheduler.Repair(longer, [stopped], limits), inForce, no, orders, nowUtc).MinBy(way => (way.WeightedTardinessHours, way.Rank))!;
        var hours = (until - from) / 3_600m;
        return best.As("overtime", best.WeightedTardinessHours * rates.LatenessPerHour + hours * rates.OvertimePerHour,
            [new("overtime", Math.Round(hours, 2), "h", machine.Id), new("overtimeCost", Math.Round(hours * rates.OvertimePerHour))],
            [
                PlannedAction.System("overtime", ActionKind.OpenOvertime, $"{machine.Id} is open from {PlantTime.Utc(from):yyyy-MM-dd HH:mm} to {PlantTime.Utc(until):HH:mm} UTC.",
                    new OvertimeBody(machine.Id, PlantTime.Utc(from), PlantTime.Utc(until))),
                PlannedAction.Do("staff", Functions.Production, $"Staff {machine.Id} from {PlantTime.Utc(from):yyyy-MM-dd HH:mm} to {PlantTime.Utc(until):HH:mm} UTC."),
            ]);
    }

    /// <summary>Late orders go by premium freight where that costs less than their lateness. Null where it helps none.</summary>
    /// <param name="way">What happens in the plant.</param>
    internal static WayOut? WithFreight(WayOut way, IReadOnlyDictionary<string, KnownOrder> orders, CostRates rates)
    {
        var sent = way.LateLines.Where(line => line.SalesOrderNo is not null && Saved(line) > rates.FreightPerOrder).ToList();
        if (sent.Count == 0) return null;
        var left = way.WeightedTardinessHours - sent.Sum(line => Math.Min(line.HoursLate, rates.FreightHours) * Weight(orders[line.WorkOrderNo].Priority));
        var faster = way.LateLines.ConvertAll(line => sent.Contains(line) ? line with { HoursLate = Math.Max(0, line.HoursLate - rates.FreightHours) } : line);
        return way.As("premiumFreight", left * rates.LatenessPerHour + sent.Count * rates.FreightPerOrder,
            [new("freightOrders", sent.Count), new("freightCost", sent.Count * rates.FreightPerOrder)],
            [.. sent.Select(line => PlannedAction.Do($"freight {line.WorkOrderNo}", Functions.Sales, $"Book premium freight for {line.SalesOrderNo}/{line.SalesLineNo} of {line.CustomerName}: it is ready on {line.EndUtc:yyyy-MM-dd HH:mm} UTC."))],
            [.. faster.Where(line => line.HoursLate > 0)], left);

        decimal Saved(LateLine line) => Math.Min(line.HoursLate, rates.FreightHours) * Weight(orders[line.WorkOrderNo].Priority) * rates.LatenessPerHour;
    }

    /// <summary>How much an order's lateness weighs.</summary>
    internal static int Weight(int priority) => priority switch { <= 1 => 3, 2 => 2, _ => 1 };

    /// <summary>Work centres that stand because nothing reaches them: hours that they are longer without work than planned.</summary>
    internal static IEnumerable<Figure> Starved(WayOut way, ScheduleVersion inForce, IReadOnlyDictionary<string, string> centreOf, string stopped)
    {
        var moved = way.Moves.ToDictionary(each => each.JobNo);
        var now = inForce.Operations.ConvertAll(each => moved.GetValueOrDefault(each.JobNo, each));
        foreach (var centre in now.Where(each => centreOf.ContainsKey(each.MachineNo)).GroupBy(each => centreOf[each.MachineNo]).Where(each => each.Key != centreOf.GetValueOrDefault(stopped)).OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            var more = centre.GroupBy(each => each.MachineNo).Sum(machine => Idle(machine)) - inForce.Operations.Where(each => centreOf.GetValueOrDefault(each.MachineNo) == centre.Key).GroupBy(each => each.MachineNo).Sum(machine => Idle(machine));
            if (more > 360) yield return new Figure("starved", StopWays.Hours(more), "h", centre.Key);
        }
    }

    private static long Idle(IEnumerable<PlannedOperation> machine)
    {
        long idle = 0, free = long.MaxValue;
        foreach (var each in machine.OrderBy(each => each.SetupStart))
        {
            if (free != long.MaxValue && each.SetupStart > free) idle += each.SetupStart - free;
            free = free == long.MaxValue ? each.End : Math.Max(free, each.End);
        }
        return idle;
    }

    private static long? ShiftEnd(WorkCalendar calendar, long after)
    {
        for (var start = calendar.CycleStart + ((after - calendar.CycleStart) / calendar.Cycle * calendar.Cycle); start < after + (2 * calendar.Cycle); start += calendar.Cycle)
            foreach (var span in calendar.Pattern)
                // A break is no end of a shift.
                if (start + span.To > after && PlantProblem.OpenSeconds(calendar, start + span.To, start + span.To + 3_600) == 0) return start + span.To;
        return null;
    }

    /// <summary>How long it may stay open from then: at most six hours and not into the next shift.</summary>
    private static long? Closed(WorkCalendar calendar, long from)
    {
        var until = from + Overtime;
        while (until > from && PlantProblem.OpenSeconds(calendar, from, until) > 0) until -= 1_800;
        return until - from >= 3_600 ? until : null;
    }
}
