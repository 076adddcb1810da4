using System.Globalization;
using Tactus.Scheduling.Bench.Plants;

namespace Tactus.Scheduling.Bench;

/// <summary>The orders of a real moulding plant, scheduled, beside what the plant then ran.</summary>
internal static class MouldingBench
{
    private const long MouldChange = 3_600, ColourChange = 1_800;

    private sealed record Side(int Orders, int OnTime, double TardyDays, int MouldChanges, int ColourChanges, double MachineHours);

    internal static bool Run(BenchOptions options)
    {
        var folder = options.Reference is null ? null : Path.Combine(options.Reference, "real", "optimoldiq");
        if (folder is null || !Directory.Exists(folder))
        {
            Console.Error.WriteLine("optimoldiq: skipped, the reference folder is absent.");
            return true;
        }
        var plant = MouldingPlant.Read(folder);
        var problem = plant.Problem(MouldChange, ColourChange);
        var limit = options.TimeGiven ? options.Time : TimeSpan.FromSeconds(30);
        var result = Scheduler.Solve(problem, new SearchLimits { Time = limit, Threads = options.Threads, Seed = options.Seed });
        var table = new BenchTable(options.Out, "optimoldiq", "The moulding plant that exists: as it ran, and scheduled",
            "month of order", "who", "orders", "on time", "total tardiness, days", "mould changes", "colour changes", "machine hours");
        var passed = true;
        foreach (var (name, prefix) in new[] { ("2018-11", "IM1811"), ("2018-12", "IM1812"), ("both", "IM") })
        {
            var ran = AsItRan(plant, problem, prefix);
            var scheduled = Scheduled(problem, result.Schedule.Assignments, prefix);
            Add(table, name, "plant", ran);
            Add(table, name, "Tactus", scheduled);
            passed &= scheduled.OnTime >= ran.OnTime && scheduled.TardyDays <= ran.TardyDays && scheduled.MouldChanges <= ran.MouldChanges;
        }
        table.Note(string.Create(CultureInfo.InvariantCulture, $"""
            Assumptions. One schedule over both months, made in {result.Elapsed.TotalSeconds:0} s ({result.Iterations} schedules tried), figures by the month in the order's number; no order is known before the day it was received.
            An order is one run on one machine with the mould that the plant used, for all the shots that the plant made for it, at the plant's own speed: the median seconds a shot over machine-shifts in which nothing else ran, small stops included.
            A mould exists once and fits the machines of its tonnages. A change of mould takes {MouldChange / 60} min and a change of colour or resin {ColourChange / 60} min of machine time for Tactus; for the plant they are within its shifts. Both begin with what was mounted on 1 November.
            Machines are open in the {plant.Records.Select(record => record.Begin).Distinct().Count()} shifts in which the plant worked. Due is the end of the third shift of the day wanted. The plant has finished an order at the end of the shift in which the good pieces reached the quantity; orders that it had not finished by 31 December are scheduled as well, and counted for neither.
            Changes are counted on each machine from run to run; colour changes with the same mould only. Machine hours: the plant's machine-shifts with production; Tactus's setups and runs.
            """));
        return passed;
    }

    private static void Add(BenchTable table, string month, string who, Side side) =>
        table.Add(month, who, side.Orders, side.OnTime, side.TardyDays, side.MouldChanges, side.ColourChanges, side.MachineHours);

    private static Side AsItRan(MouldingPlant plant, Problem problem, string prefix)
    {
        var judged = problem.Jobs.Where(job => job.Due is not null && job.Id.StartsWith(prefix, StringComparison.Ordinal)).ToList();
        int onTime = 0, moulds = 0, colours = 0;
        double tardy = 0;
        foreach (var job in judged)
        {
            long good = 0, finish = 0;
            foreach (var record in plant.Records.Where(record => record.Order == job.Id).OrderBy(record => record.Begin))
            {
                good += record.Good;
                finish = record.Begin + MouldingPlant.Shift;
                if (good >= plant.Orders[job.Id].Quantity) break;
            }
            if (finish <= job.Due) onTime++;
            else tardy += (finish - job.Due!.Value) / 86_400.0;
        }
        foreach (var machine in plant.Records.GroupBy(record => record.Machine))
        {
            // Two orders in one shift: the one that goes on from the shift before came first.
            MouldingPlant.Record? last = null;
            foreach (var shift in machine.GroupBy(record => record.Begin).OrderBy(group => group.Key))
            {
                foreach (var record in shift.OrderByDescending(record => last is not null && record.Mould == last.Mould && record.Colour == last.Colour))
                {
                    if (last is not null && record.Order.StartsWith(prefix, StringComparison.Ordinal))
                    {
                        if (record.Mould != last.Mould) moulds++;
                        else if (record.Colour != last.Colour) colours++;
                    }
                    last = record;
                }
            }
        }
        var shifts = plant.Records.GroupBy(record => (record.Machine, record.Begin))
            .Sum(group => group.Sum(record => record.Order.StartsWith(prefix, StringComparison.Ordinal) ? record.Shots : 0) / (double)group.Sum(record => record.Shots));
        return new Side(judged.Count, onTime, tardy, moulds, colours, shifts * 8);
    }

    private static Side Scheduled(Problem problem, IReadOnlyList<Assignment> assignments, string prefix)
    {
        var job = problem.Jobs.ToDictionary(job => job.Operations[0].Id);
        var calendar = new Engine.OpenTime(problem.Calendars[0], [], 0);
        int orders = 0, onTime = 0, moulds = 0, colours = 0;
        double tardy = 0, hours = 0;
        foreach (var machine in assignments.GroupBy(assignment => assignment.Machine))
        {
            var state = problem.Machines.Single(other => other.Id == machine.Key).State;
            foreach (var run in machine.OrderBy(assignment => assignment.Start))
            {
                var order = job[run.Operation];
                var attributes = order.Operations[0].Attributes;
                if (order.Id.StartsWith(prefix, StringComparison.Ordinal))
                {
                    if (attributes["mould"] != state["mould"]) moulds++;
                    else if (attributes["colour"] != state["colour"]) colours++;
                    hours += calendar.Between(run.SetupStart, run.End) / 3_600.0;
                    if (order.Due is { } due)
                    {
                        orders++;
                        if (run.End <= due) onTime++;
                        else tardy += (run.End - due) / 86_400.0;
                    }
                }
                state = attributes;
            }
        }
        return new Side(orders, onTime, tardy, moulds, colours, hours);
    }
}
