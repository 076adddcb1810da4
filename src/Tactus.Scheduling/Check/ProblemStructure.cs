using System.Globalization;

namespace Tactus.Scheduling.Check;

/// <summary>Ids, numbers and shapes of a problem.</summary>
internal sealed class ProblemStructure(Problem problem, FaultList faults)
{
    /// <summary>No time is further from 0; a file may write it as a floating-point number without loss.</summary>
    internal const long MaxTime = 1L << 53;

    /// <summary>All durations and lags together stay below, so that no sum of a schedule overflows.</summary>
    internal const long MaxSum = 1L << 60;

    internal const int MaxUnits = 100_000;
    internal const int MaxTransfers = 100_000;
    private const decimal MaxQuantity = 1_000_000_000_000_000m;
    private const double MaxCost = 1e15;

    private readonly HashSet<string> calendars = [];
    private readonly HashSet<string> tables = [];
    private readonly Dictionary<string, Machine> machines = [];
    private readonly Dictionary<string, int> pools = [];
    private readonly HashSet<string> people = [];
    private readonly HashSet<string> materials = [];
    private readonly Dictionary<string, Operation> operations = [];
    private readonly HashSet<string> on = [];
    private Int128 sum;

    internal void Check()
    {
        foreach (var calendar in problem.Calendars) Unique("calendar", calendar.Id, calendars.Add);
        foreach (var table in problem.Setups) Unique("setup table", table.Id, tables.Add);
        foreach (var machine in problem.Machines) Unique("machine", machine.Id, id => machines.TryAdd(id, machine));
        foreach (var pool in problem.Pools) Unique("pool", pool.Id, id => pools.TryAdd(id, 0));
        foreach (var person in problem.People) Unique("person", person.Id, people.Add);
        foreach (var material in problem.Materials) Unique("material", material.Id, materials.Add);
        var jobs = new HashSet<string>();
        foreach (var job in problem.Jobs)
        {
            Unique("job", job.Id, jobs.Add);
            foreach (var operation in job.Operations) Unique("operation", operation.Id, id => operations.TryAdd(id, operation));
        }
        Time("problem", "now", problem.Now);
        Time("problem", "frozenUntil", problem.FrozenUntil);
        Duration("problem", "moveTolerance", problem.MoveTolerance);
        foreach (var term in problem.Objective.Terms)
        {
            Cost("objective", $"the weight of {term.Measure}", term.Weight);
            if (!Enum.IsDefined(term.Measure)) faults.Add("out-of-range", "objective", $"The objective has a term that measures nothing known.");
        }
        foreach (var calendar in problem.Calendars) Calendar(calendar);
        foreach (var table in problem.Setups) Table(table);
        foreach (var machine in problem.Machines) Machine(machine);
        foreach (var pool in problem.Pools) Pool(pool);
        foreach (var person in problem.People) Person(person);
        foreach (var material in problem.Materials)
        {
            var subject = $"material {material.Id}";
            if (Math.Abs(material.OnHand) > MaxQuantity) faults.Add("out-of-range", subject, $"Material {material.Id} has {material.OnHand} on hand; quantities are within ±{MaxQuantity}.");
            foreach (var receipt in material.Receipts)
            {
                Time(subject, "a receipt", receipt.At);
                Quantity(subject, "a receipt", receipt.Quantity);
            }
        }
        foreach (var job in problem.Jobs) Job(job);
        foreach (var link in problem.Links) Link(link);
        InForce();
        if (sum >= MaxSum) faults.Add("out-of-range", "problem", $"All durations and lags together are 2^60 time units or more; a coarser unit of time is needed.");
        if (faults.Faults.Count == 0) Cycle();
    }

    private void Calendar(WorkCalendar calendar)
    {
        var subject = $"calendar {calendar.Id}";
        Time(subject, "cycleStart", calendar.CycleStart);
        Duration(subject, "cycle", calendar.Cycle);
        Spans(subject, "closed", calendar.Closed);
        Spans(subject, "extra", calendar.Extra);
        if (calendar.Cycle == 0 && calendar.Pattern.Count > 0)
        {
            faults.Add("pattern", subject, $"Calendar {calendar.Id} has a pattern but no cycle in which it repeats.");
            return;
        }
        var end = 0L;
        foreach (var span in calendar.Pattern.OrderBy(span => span.From))
        {
            if (span.From < 0 || span.To > calendar.Cycle || span.From >= span.To)
                faults.Add("pattern", subject, $"Calendar {calendar.Id} has the span from {span.From} to {span.To} in its pattern; spans lie from 0 to the cycle of {calendar.Cycle} and end after they begin.");
            else if (span.From < end)
                faults.Add("pattern", subject, $"Calendar {calendar.Id} has spans in its pattern that overlap at {span.From}.");
            end = Math.Max(end, span.To);
        }
    }

    private void Table(SetupTable table)
    {
        var subject = $"setup table {table.Id}";
        var count = table.Values.Count;
        if (string.IsNullOrEmpty(table.Attribute)) faults.Add("empty-id", subject, $"Setup table {table.Id} names no attribute.");
        if (table.Values.Distinct().Count() != count) faults.Add("duplicate-id", subject, $"Setup table {table.Id} has a value twice.");
        if (table.Times.Count > 0 || table.Rules.Count == 0)
        {
            if (table.Times.Count != count || table.Times.Any(row => row.Count != count))
                faults.Add("matrix", subject, $"The times of setup table {table.Id} are not {count} rows of {count} numbers, one for each of its values.");
        }
        if (table.Costs.Count > 0 && (table.Costs.Count != count || table.Costs.Any(row => row.Count != count)))
            faults.Add("matrix", subject, $"The costs of setup table {table.Id} are not {count} rows of {count} numbers, one for each of its values.");
        foreach (var row in table.Times)
        {
            foreach (var time in row) Duration(subject, "a time", time);
        }
        foreach (var row in table.Costs)
        {
            foreach (var cost in row) Cost(subject, "a cost", cost);
        }
        foreach (var rule in table.Rules)
        {
            Duration(subject, "the time of a rule", rule.Time);
            Cost(subject, "the cost of a rule", rule.Cost);
        }
    }

    private void Machine(Machine machine)
    {
        var subject = $"machine {machine.Id}";
        KnownCalendar(subject, machine.Calendar);
        foreach (var table in machine.Setups)
        {
            if (!tables.Contains(table)) faults.Add("unknown-table", subject, $"Machine {machine.Id} names setup table {table}, which the problem does not have.");
        }
        if (!(machine.Efficiency is >= 1e-6 and <= 1e6))
            faults.Add("out-of-range", subject, $"Machine {machine.Id} has an efficiency of {machine.Efficiency}; it is a factor from 0.000001 to 1000000, 1 for the standard speed.");
        if (machine.BatchCapacity is < 0 or > MaxTime)
            faults.Add(machine.BatchCapacity < 0 ? "negative" : "out-of-range", subject, $"Machine {machine.Id} has a batch capacity of {machine.BatchCapacity}; 0 means that it does one operation at a time.");
        Spans(subject, "down", machine.Down);
    }

    private void Pool(Pool pool)
    {
        var subject = $"pool {pool.Id}";
        var units = 0L;
        foreach (var group in pool.Groups)
        {
            KnownCalendar(subject, group.Calendar);
            Spans(subject, "down", group.Down ?? []);
            if (group.Units < 1) faults.Add("negative", subject, $"Pool {pool.Id} has a group of {group.Units} units; a group has 1 or more.");
            units += Math.Max(0, group.Units);
        }
        if (units > MaxUnits) faults.Add("too-many", subject, $"Pool {pool.Id} has {units} units; up to {MaxUnits} can be planned one by one.");
    }

    private void Person(Person person)
    {
        var subject = $"person {person.Id}";
        KnownCalendar(subject, person.Calendar);
        Spans(subject, "absent", person.Absent);
        foreach (var certificate in person.Skills)
        {
            if (string.IsNullOrEmpty(certificate.Skill)) faults.Add("empty-id", subject, $"{person.Id} has a certificate for no skill.");
            if (certificate.From >= certificate.Until) faults.Add("span", subject, $"The certificate of {person.Id} for {certificate.Skill} ends before it begins.");
        }
    }

    private void Job(Job job)
    {
        var subject = $"job {job.Id}";
        Time(subject, "release", job.Release);
        if (job.Due is { } due) Time(subject, "due", due);
        Cost(subject, "tardinessCost", job.TardinessCost);
        Cost(subject, "earlinessCost", job.EarlinessCost);
        foreach (var operation in job.Operations) Operation(operation);
        foreach (var link in job.Links ?? []) Link(link);
    }

    private void Operation(Operation operation)
    {
        var subject = $"operation {operation.Id}";
        if (operation.Modes.Count == 0 && operation.Floor?.State != FloorState.Done)
            faults.Add("no-modes", subject, $"Operation {operation.Id} names no machine that can do it.");
        var longest = 0.0;
        on.Clear();
        foreach (var mode in operation.Modes)
        {
            Duration(subject, "a mode's time", mode.Time);
            Duration(subject, "a mode's setup", mode.Setup);
            Needs(subject, mode.Needs ?? []);
            if (!on.Add(mode.Machine)) faults.Add("duplicate-mode", subject, $"Operation {operation.Id} has two modes on machine {mode.Machine}; a schedule could not say which is meant.");
            if (!machines.TryGetValue(mode.Machine, out var machine))
                faults.Add("unknown-machine", subject, $"Operation {operation.Id} names machine {mode.Machine}, which the problem does not have.");
            else if (machine.Efficiency > 0)
                longest = Math.Max(longest, (mode.Time + mode.Setup) / machine.Efficiency);
        }
        sum += (Int128)Math.Min(longest, MaxSum);
        if (operation.Quantity is < 0 or > MaxTime) faults.Add(operation.Quantity < 0 ? "negative" : "out-of-range", subject, $"Operation {operation.Id} has a quantity of {operation.Quantity} pieces.");
        if (operation.Size is < 0 or > MaxTime) faults.Add(operation.Size < 0 ? "negative" : "out-of-range", subject, $"Operation {operation.Id} has a size of {operation.Size}.");
        Needs(subject, operation.Needs);
        foreach (var need in operation.Skills)
        {
            if (need.People is < 1 or > MaxUnits) faults.Add(need.People < 1 ? "negative" : "too-many", subject, $"Operation {operation.Id} needs {need.People} people with skill {need.Skill}.");
        }
        foreach (var need in operation.Materials)
        {
            if (!materials.Contains(need.Material)) faults.Add("unknown-material", subject, $"Operation {operation.Id} needs material {need.Material}, which the problem does not have.");
            Quantity(subject, $"its need of {need.Material}", need.Quantity);
        }
        if (operation.Floor is { } floor) Floor(operation, floor, subject);
    }

    private void Needs(string subject, IReadOnlyList<Need> needs)
    {
        foreach (var need in needs)
        {
            if (!pools.ContainsKey(need.Pool)) faults.Add("unknown-pool", subject, $"{Capital(subject)} needs pool {need.Pool}, which the problem does not have.");
            if (need.Units is < 1 or > MaxUnits) faults.Add(need.Units < 1 ? "negative" : "too-many", subject, $"{Capital(subject)} needs {need.Units} units of pool {need.Pool}.");
        }
    }

    private void Floor(Operation operation, Floor floor, string subject)
    {
        if (floor.Start is { } start) Time(subject, "its start on the floor", start);
        if (floor.End is { } end) Time(subject, "its end on the floor", end);
        Duration(subject, "its remaining time", floor.Remaining);
        sum += floor.State == FloorState.Started ? floor.Remaining : 0;
        foreach (var id in floor.Holds)
        {
            if (!people.Contains(id) && !pools.ContainsKey(id)) faults.Add("unknown-hold", subject, $"Operation {operation.Id} holds {id}, which is neither a person nor a pool of the problem.");
            else if (people.Contains(id) && pools.ContainsKey(id)) faults.Add("unknown-hold", subject, $"Operation {operation.Id} holds {id}, which is both a person and a pool; one of them needs another id.");
        }
        if (floor.Machine is { } machine && !machines.ContainsKey(machine))
            faults.Add("unknown-machine", subject, $"Operation {operation.Id} is on machine {machine} on the floor, which the problem does not have.");
        else if (floor.Machine is { } of && floor.State != FloorState.Done && operation.Modes.All(mode => mode.Machine != of))
            faults.Add("floor", subject, $"Operation {operation.Id} is {(floor.State == FloorState.Pinned ? "pinned to" : "running on")} machine {of}, which is not among its modes.");
        if (floor.State != FloorState.Pinned && (floor.Machine is null || floor.Start is null || (floor.State == FloorState.Done && floor.End is null)))
        {
            faults.Add("floor", subject, $"Operation {operation.Id} is {(floor.State == FloorState.Done ? "done, but its machine, its start or its end is" : "started, but its machine or its start is")} not told.");
            return;
        }
        if (floor.State != FloorState.Pinned && (floor.Start > problem.Now || (floor.State == FloorState.Done && (floor.End > problem.Now || floor.End < floor.Start))))
            faults.Add("floor", subject, $"Operation {operation.Id} is {(floor.State == FloorState.Done ? "done" : "started")}, but at a time that is after now ({PlanView.When(problem, problem.Now)}), or ends before it starts.");
        if (!Enum.IsDefined(floor.State)) faults.Add("floor", subject, $"Operation {operation.Id} is in a state that is not known.");
    }

    private void Link(Link link)
    {
        var subject = $"link {link.From} -> {link.To}";
        if (!operations.ContainsKey(link.To)) faults.Add("unknown-operation", subject, $"A link leads from {link.From} to operation {link.To}, which the problem does not have.");
        if (!operations.TryGetValue(link.From, out var from)) faults.Add("unknown-operation", subject, $"A link leads to {link.To} from operation {link.From}, which the problem does not have.");
        if (link.From == link.To) faults.Add("link-self", subject, $"A link leads from operation {link.From} to itself.");
        Time(subject, "its minimum lag", link.MinLag);
        if (link.MaxLag is { } most)
        {
            Time(subject, "its maximum lag", most);
            if (most < link.MinLag) faults.Add("lag-order", subject, $"The link from {link.From} to {link.To} wants at least {link.MinLag} and at most {most} between them.");
        }
        sum += Int128.Max(Int128.Abs(link.MinLag), link.MaxLag is { } lag ? Int128.Abs(lag) : 0);
        if (!Enum.IsDefined(link.Kind)) faults.Add("out-of-range", subject, $"The link from {link.From} to {link.To} is of no known kind.");
        if (link.Transfer == 0) return;
        if (link.Transfer is < 0 or > MaxTime) faults.Add(link.Transfer < 0 ? "negative" : "out-of-range", subject, $"The link from {link.From} to {link.To} passes on {link.Transfer} pieces together.");
        else if (link.Kind != LinkKind.EndToStart) faults.Add("transfer", subject, $"The link from {link.From} to {link.To} passes parts on and counts from start to start; only one of both is possible.");
        else if (from is { Quantity: <= 0 }) faults.Add("transfer", subject, $"The link from {link.From} to {link.To} passes parts on, but operation {link.From} has no quantity.");
        else if (from is not null && ((from.Quantity - 1) / link.Transfer) + 1 > MaxTransfers)
            faults.Add("transfer", subject, $"The link from {link.From} to {link.To} passes {from.Quantity} pieces on {link.Transfer} at a time; more than {MaxTransfers} transfers are not planned.");
    }

    private void InForce()
    {
        var seen = new HashSet<string>();
        foreach (var assignment in problem.InForce ?? [])
        {
            if (!operations.TryGetValue(assignment.Operation, out var operation)) continue;
            var subject = $"operation {assignment.Operation}";
            if (!seen.Add(assignment.Operation)) faults.Add("duplicate-id", subject, $"The schedule in force has operation {assignment.Operation} twice.");
            Time(subject, "its setup start in the schedule in force", assignment.SetupStart);
            Time(subject, "its start in the schedule in force", assignment.Start);
            Time(subject, "its end in the schedule in force", assignment.End);
            if (!machines.ContainsKey(assignment.Machine) && operation.Floor?.State != FloorState.Done)
                faults.Add("unknown-machine", subject, $"The schedule in force has operation {assignment.Operation} on machine {assignment.Machine}, which the problem does not have.");
        }
    }

    /// <summary>Looks for a circle of precedences, all of a problem's together, and names its operations one by one.</summary>
    private void Cycle()
    {
        var view = new PlanView(problem);
        var count = view.Operations.Length;
        var links = view.Links().Select(link => (link.From, link.To)).ToArray();
        var first = new int[count + 1];
        foreach (var (from, _) in links) first[from + 1]++;
        for (var i = 0; i < count; i++) first[i + 1] += first[i];
        var (after, place) = (new int[links.Length], first[..count].ToArray());
        foreach (var (from, to) in links) after[place[from]++] = to;
        // 0: not seen, 1: on the way to here, 2: left. The stack is our own: chains are longer than a thread's.
        var (state, next, stack) = (new byte[count], first[..count].ToArray(), new List<int>());
        for (var root = 0; root < count; root++)
        {
            if (state[root] != 0) continue;
            stack.Add(root);
            state[root] = 1;
            while (stack.Count > 0)
            {
                var at = stack[^1];
                if (next[at] == first[at + 1])
                {
                    state[at] = 2;
                    stack.RemoveAt(stack.Count - 1);
                    continue;
                }
                var to = after[next[at]++];
                if (state[to] == 1)
                {
                    Tell(view, stack[stack.IndexOf(to)..]);
                    return;
                }
                if (state[to] != 0) continue;
                state[to] = 1;
                stack.Add(to);
            }
        }
    }

    private void Tell(PlanView view, List<int> circle)
    {
        var names = circle.Select(operation => view.Operations[operation].Id).ToList();
        var shown = names.Count <= 12 ? names : [.. names[..6], $"({names.Count - 11} more)", .. names[^5..]];
        faults.Add("cycle", $"operation {names[0]}", $"The precedences go round in a circle: {string.Join(" -> ", shown)} -> {names[0]}. One of them must go.");
    }

    private void Unique(string kind, string id, Func<string, bool> add)
    {
        if (string.IsNullOrEmpty(id)) faults.Add("empty-id", kind, $"A {kind} has no id.");
        else if (!add(id)) faults.Add("duplicate-id", $"{kind} {id}", $"{Capital(kind)} {id} is there twice; ids are unique.");
    }

    private void KnownCalendar(string subject, string? id)
    {
        if (id is not null && !calendars.Contains(id)) faults.Add("unknown-calendar", subject, $"{Capital(subject)} names calendar {id}, which the problem does not have.");
    }

    private void Spans(string subject, string what, IReadOnlyList<Span> spans)
    {
        foreach (var span in spans)
        {
            Time(subject, what, span.From);
            Time(subject, what, span.To);
            if (span.From >= span.To) faults.Add("span", subject, $"{Capital(subject)} has a span ({what}) from {PlanView.When(problem, span.From)} to {PlanView.When(problem, span.To)}; a span ends after it begins.");
        }
    }

    private void Time(string subject, string what, long time)
    {
        if (time is < -MaxTime or > MaxTime) faults.Add("out-of-range", subject, $"{Capital(subject)}: {what} is {time}; times are within ±2^53.");
    }

    private void Duration(string subject, string what, long time)
    {
        if (time < 0) faults.Add("negative", subject, $"{Capital(subject)}: {what} is {time}; it cannot be negative.");
        else Time(subject, what, time);
    }

    private void Cost(string subject, string what, double cost)
    {
        if (!(cost >= 0)) faults.Add("negative", subject, $"{Capital(subject)}: {what} is {cost}; it must be 0 or more.");
        else if (cost > MaxCost) faults.Add("out-of-range", subject, $"{Capital(subject)}: {what} is {cost}; that is more than 10^15.");
    }

    private void Quantity(string subject, string what, decimal quantity)
    {
        if (quantity < 0) faults.Add("negative", subject, $"{Capital(subject)}: {what} is {quantity}; it cannot be negative.");
        else if (quantity > MaxQuantity) faults.Add("out-of-range", subject, $"{Capital(subject)}: {what} is {quantity}; that is more than 10^15.");
    }

    private static string Capital(string text) => char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
}
