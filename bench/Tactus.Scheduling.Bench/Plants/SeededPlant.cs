namespace Tactus.Scheduling.Bench.Plants;

/// <summary>A discrete plant by seed: 60 machines in 12 groups of 5 alternates, setups by family, three-shift and two-shift calendars with breaks, tools,
/// operators and setters by skill. Times are seconds.</summary>
internal static class SeededPlant
{
    private const int Groups = 12, PerGroup = 5, Families = 8;
    private const long Minute = 60, Hour = 3_600, Day = 86_400, Week = 7 * Day;

    /// <summary>The plant with so many operations and a schedule of it that keeps all due times, which are set by what that schedule achieves plus
    /// 2 to 30 hours.</summary>
    internal static (Problem Problem, Schedule Schedule) Build(int operations, int seed)
    {
        var random = new Random(seed);
        var problem = Raw(operations, random);
        var schedule = Scheduler.Solve(problem, new SearchLimits { Iterations = 1, Seed = seed, Threads = 2 }).Schedule;
        var end = schedule.Assignments.ToDictionary(assignment => assignment.Operation, assignment => assignment.End);
        return (problem with
        {
            Jobs = [.. problem.Jobs.Select(job => job with { Due = job.Operations.Max(operation => end[operation.Id]) + (long)(random.NextDouble() * 28 * Hour) + 2 * Hour })],
        }, schedule);
    }

    /// <summary>The plant at a moment of a schedule: what has ended is done, what runs is started, the next two hours are frozen.</summary>
    internal static Problem At(Problem problem, Schedule schedule, long now)
    {
        var given = schedule.Assignments.ToDictionary(assignment => assignment.Operation);
        var states = new Dictionary<string, (long Start, IReadOnlyDictionary<string, string> Attributes)>();
        Operation Look(Operation operation)
        {
            var there = given[operation.Id];
            if (there.SetupStart < now && operation.Attributes.Count > 0 && (!states.TryGetValue(there.Machine, out var seen) || seen.Start <= there.SetupStart))
                states[there.Machine] = (there.SetupStart, operation.Attributes);
            if (there.End <= now) return operation with { Floor = new Floor { State = FloorState.Done, Machine = there.Machine, Start = there.Start, End = there.End } };
            if (there.Start >= now) return operation;
            var machine = problem.Machines.First(machine => machine.Id == there.Machine);
            var open = new Engine.OpenTime(machine.Calendar is null ? null : problem.Calendars.First(calendar => calendar.Id == machine.Calendar), machine.Down, 0);
            return operation with
            {
                Floor = new Floor
                {
                    State = FloorState.Started, Machine = there.Machine, Start = there.Start, Remaining = open.Between(now, there.End),
                    Holds = [.. operation.Skills.Any(need => need.During == Phase.Setup) ? [] : there.People, .. there.Units.Select(unit => unit[..unit.IndexOf('#', StringComparison.Ordinal)])],
                },
            };
        }
        var jobs = problem.Jobs.Select(job => job with { Operations = [.. job.Operations.Select(Look)] }).ToList();
        return problem with
        {
            Now = now, FrozenUntil = now + 2 * Hour, Jobs = jobs, InForce = schedule.Assignments,
            Machines = [.. problem.Machines.Select(machine => states.TryGetValue(machine.Id, out var state) ? machine with { State = state.Attributes } : machine)],
        };
    }

    internal static Problem Raw(int operations, Random random)
    {
        long Between(long low, long high) => low + (long)(random.NextDouble() * (high - low));
        Span[] Shifts(int perDay)
        {
            List<Span> spans = [];
            for (var day = 0; day < 6; day++)
            {
                for (var shift = 0; shift < perDay; shift++)
                {
                    var from = day * Day + 6 * Hour + shift * 8 * Hour;
                    if (from >= 6 * Day) continue;
                    spans.Add(new Span(from, from + 4 * Hour));
                    spans.Add(new Span(from + 4 * Hour + 30 * Minute, Math.Min(from + 8 * Hour, Week)));
                }
            }
            return [.. spans.Where(span => span.To > span.From)];
        }
        WorkCalendar OneShift(string id, int shift) => new()
        {
            Id = id, Cycle = Week, Pattern = [.. Enumerable.Range(0, 6).SelectMany(day => new Span[]
            {
                new(day * Day + (6 + 8 * shift) * Hour, day * Day + (10 + 8 * shift) * Hour),
                new(day * Day + (10 + 8 * shift) * Hour + 30 * Minute, day * Day + (14 + 8 * shift) * Hour),
            }).Where(span => span.To <= Week)],
        };
        var values = Enumerable.Range(0, Families).Select(family => $"F{family}").ToArray();
        var times = values.Select(_ => values.Select(_ => Between(5 * Minute, 40 * Minute)).ToArray()).ToArray();
        for (var f = 0; f < Families; f++) times[f][f] = 0;
        List<Machine> machines = [];
        List<Person> people = [];
        for (var group = 0; group < Groups; group++)
        {
            for (var m = 0; m < PerGroup; m++)
            {
                machines.Add(new Machine
                {
                    Id = $"M{group:00}-{m}", Calendar = group % 3 == 0 ? "two" : "three", Efficiency = m == 4 ? 0.9 : 1, Setups = group % 2 == 0 ? ["families"] : [],
                    State = group % 2 == 0 ? new Dictionary<string, string> { ["family"] = values[random.Next(Families)] } : Machine.Nothing,
                });
            }
            for (var shift = 0; shift < (group % 3 == 0 ? 2 : 3); shift++)
            {
                for (var p = 0; p < 3; p++)
                {
                    people.Add(new Person
                    {
                        Id = $"P{group:00}-{shift}{p}", Calendar = $"shift{shift}",
                        Skills = p == 0 ? [new($"run{group}"), new($"set{group}"), new($"run{(group + 1) % Groups}")] : [new($"run{group}")],
                    });
                }
            }
        }
        List<Pool> tools = [.. Enumerable.Range(0, 24).Select(tool => new Pool { Id = $"T{tool:00}", Groups = [new PoolGroup(2)] })];
        List<Job> jobs = [];
        for (int made = 0, j = 0; made < operations; j++)
        {
            var count = Math.Min(random.Next(3, 8), operations - made);
            made += count;
            List<Operation> chain = [];
            for (var o = 0; o < count; o++)
            {
                var group = random.Next(Groups);
                var family = values[random.Next(Families)];
                // Attended work is done within half a shift by one person; the rest runs on its own and pauses with the shift.
                var attended = random.Next(100) < 25;
                var time = Between(20 * Minute, attended ? 2 * Hour : 4 * Hour);
                chain.Add(new Operation
                {
                    Id = $"J{j:0000}/{(o + 1) * 10}",
                    Modes = [.. Enumerable.Range(0, PerGroup).Select(m => new Mode($"M{group:00}-{m}", time))],
                    Interruptible = !attended && (random.Next(100) < 85 || time > 3 * Hour),
                    Attributes = group % 2 == 0 ? new Dictionary<string, string> { ["family"] = family } : Machine.Nothing,
                    Needs = random.Next(100) < 20 ? [new Need($"T{group * 2 + random.Next(2):00}")] : [],
                    Skills = attended ? [new SkillNeed($"run{group}", 1, Phase.Run)] : group % 2 == 0 ? [new SkillNeed($"set{group}", 1, Phase.Setup)] : [],
                });
            }
            jobs.Add(new Job { Id = $"J{j:0000}", Operations = chain, TardinessCost = random.Next(1, 4) });
        }
        // Orders come so fast that runs take 72 % of the machines' open time (12 or 18 shifts of 7.5 hours a week); setups come on top.
        var work = jobs.Sum(job => job.Operations.Sum(operation => operation.Modes[0].Time));
        var perSecond = Groups * PerGroup * (2.0 / 3 * 18 + 1.0 / 3 * 12) * 7.5 * Hour / Week;
        var horizon = work / perSecond / 0.72;
        jobs = [.. jobs.Select((job, j) => job with { Release = (long)(horizon * j / jobs.Count) })];
        return new Problem
        {
            Name = $"plant {operations}",
            Calendars = [new() { Id = "three", Cycle = Week, Pattern = Shifts(3) }, new() { Id = "two", Cycle = Week, Pattern = Shifts(2) }, OneShift("shift0", 0), OneShift("shift1", 1), OneShift("shift2", 2)],
            Setups = [new() { Id = "families", Attribute = "family", Values = values, Times = times }],
            Machines = machines, Pools = tools, People = people, Jobs = jobs,
        };
    }
}
