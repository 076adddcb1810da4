using System.Text.Json;

namespace Tactus.Scheduling.Formats;

/// <summary>Reads problems of the product's JSON.</summary>
internal static partial class TactusReader
{
    internal const int MaxOperations = 1_000_000;

    private static readonly string[] ProblemFields =
    [
        "$schema", "format", "name", "origin", "now", "frozenUntil", "thawed", "moveTolerance", "calendars", "setups", "machines", "pools", "people", "materials",
        "jobs", "links", "objective", "inForce",
    ];

    internal static Problem Problem(ReadOnlySpan<byte> utf8)
    {
        var json = new JsonInput(utf8) { Origin = Origin(utf8, "") };
        var problem = Problem(ref json);
        json.End();
        return problem;
    }

    /// <summary>Looks the origin up before anything else is read: the times that need it may come first.</summary>
    /// <param name="within">The field that holds the problem; empty: the document is the problem.</param>
    private static DateTimeOffset? Origin(ReadOnlySpan<byte> utf8, string within)
    {
        var json = new JsonInput(utf8);
        return Look(ref json, within);

        static DateTimeOffset? Look(ref JsonInput json, string within)
        {
            if (json.Kind != JsonTokenType.StartObject) return null;
            while (json.Any(out var name))
            {
                if (within.Length == 0 && name == "origin" && json.Kind == JsonTokenType.String)
                {
                    return IsoTime.TryMoment(json.Text(), TimeSpan.Zero, out var origin) ? origin
                        : throw json.Fault("'origin' is the moment of time 0, such as \"2026-03-02T06:00:00+01:00\".");
                }
                if (within.Length > 0 && name == within) return Look(ref json, "");
                json.Skip();
            }
            return null;
        }
    }

    internal static Problem Problem(ref JsonInput json)
    {
        var problem = new Problem { Origin = json.Origin };
        long? frozen = null;
        var scope = json.Open("the problem", ProblemFields);
        while (json.Field(scope, out var name))
        {
            switch (name)
            {
                case "$schema": json.Text(); break;
                case "format":
                    if (json.Text() != TactusFormat.Version) throw json.Fault($"This program reads the format \"{TactusFormat.Version}\".");
                    break;
                case "name": problem = problem with { Name = json.Text() }; break;
                case "origin":
                    if (json.Kind != JsonTokenType.String) throw json.Fault("'origin' is the moment of time 0, such as \"2026-03-02T06:00:00+01:00\".");
                    break;
                case "now": problem = problem with { Now = json.Time() }; break;
                case "frozenUntil": frozen = json.Time(); break;
                case "thawed": problem = problem with { Thawed = Texts(ref json) }; break;
                case "moveTolerance": problem = problem with { MoveTolerance = json.Duration() }; break;
                case "calendars": problem = problem with { Calendars = List(ref json, Calendar) }; break;
                case "setups": problem = problem with { Setups = List(ref json, Table) }; break;
                case "machines": problem = problem with { Machines = List(ref json, Machine) }; break;
                case "pools": problem = problem with { Pools = List(ref json, Pool) }; break;
                case "people": problem = problem with { People = List(ref json, Person) }; break;
                case "materials": problem = problem with { Materials = List(ref json, Material) }; break;
                case "jobs": problem = problem with { Jobs = List(ref json, Job) }; break;
                case "links": problem = problem with { Links = List(ref json, Link) }; break;
                case "objective": problem = problem with { Objective = Objective(ref json) }; break;
                case "inForce": problem = problem with { InForce = List(ref json, Assignment) }; break;
            }
        }
        // Without a window nothing is frozen, also where time 0 is after now.
        problem = problem with { FrozenUntil = frozen ?? problem.Now };
        return problem.Jobs.Sum(job => (long)job.Operations.Count) <= MaxOperations ? problem
            : throw json.FaultAt(scope.Place, $"The problem has more than {MaxOperations} operations.");
    }

    private delegate T Reading<T>(ref JsonInput json);

    private static List<T> List<T>(ref JsonInput json, Reading<T> read)
    {
        json.List();
        var list = new List<T>();
        while (json.Item(list.Count)) list.Add(read(ref json));
        return list;
    }

    private static List<string> Texts(ref JsonInput json) => List(ref json, (ref JsonInput input) => input.Text());

    private static Span Span(ref JsonInput json)
    {
        if (json.Kind == JsonTokenType.String)
        {
            var place = json.Here;
            // A day by its date: a holiday.
            if (json.Text().Length != 10) throw json.FaultAt(place, "A span is [from, to], or a day such as \"2026-12-25\".");
            var day = json.Time();
            return new(day, day + IsoTime.Day);
        }
        if (json.Kind == JsonTokenType.StartObject)
        {
            var scope = json.Open("a span", "from", "to");
            var (from, to) = ((long?)null, (long?)null);
            while (json.Field(scope, out var name))
            {
                if (name == "from") from = json.Time();
                else to = json.Time();
            }
            return new(from ?? throw json.Missing(scope, "from"), to ?? throw json.Missing(scope, "to"));
        }
        if (json.Kind != JsonTokenType.StartArray) throw json.Fault("A span is [from, to], or a day such as \"2026-12-25\".");
        var start = json.Here;
        var times = List(ref json, (ref JsonInput input) => input.Time());
        return times.Count == 2 ? new(times[0], times[1]) : throw json.FaultAt(start, "A span has two times: [from, to].");
    }

    private static WorkCalendar Calendar(ref JsonInput json)
    {
        string? id = null;
        long? cycle = null, start = null;
        List<Span>? pattern = null, closed = null, extra = null, week = null, breaks = null;
        var weekPlace = 0L;
        var scope = json.Open("a calendar", "id", "week", "breaks", "cycle", "cycleStart", "pattern", "closed", "extra");
        while (json.Field(scope, out var name))
        {
            switch (name)
            {
                case "id": id = json.Text(); break;
                case "week": (weekPlace, week) = (json.Here, Shifts(ref json)); break;
                case "breaks": breaks = Shifts(ref json); break;
                case "cycle": cycle = json.Duration(); break;
                case "cycleStart": start = json.Time(); break;
                case "pattern": pattern = List(ref json, PatternSpan); break;
                case "closed": closed = List(ref json, Span); break;
                case "extra": extra = List(ref json, Span); break;
            }
        }
        if (week is null && breaks is not null) throw json.FaultAt(scope.Place, "A calendar has 'breaks' only together with 'week'.");
        if (week is not null)
        {
            if (cycle is not null || start is not null || pattern is not null) throw json.FaultAt(weekPlace, "A calendar has either 'week', or 'cycle', 'cycleStart' and 'pattern'.");
            (cycle, start, pattern) = (IsoTime.Week, Monday(json.Origin), breaks is null ? week : IsoTime.Without(week, breaks));
        }
        return new() { Id = id ?? throw json.Missing(scope, "id"), Cycle = cycle ?? 0, CycleStart = start ?? 0, Pattern = pattern ?? [], Closed = closed ?? [], Extra = extra ?? [] };
    }

    /// <summary>Monday 00:00 of the origin's week; without an origin, time 0 is one.</summary>
    internal static long Monday(DateTimeOffset? origin) =>
        origin is { } moment ? -(((((int)moment.DayOfWeek + 6) % 7) * IsoTime.Day) + (long)moment.TimeOfDay.TotalSeconds) : 0;

    private static List<Span> Shifts(ref JsonInput json)
    {
        json.List();
        var spans = new List<Span>();
        while (json.Item(spans.Count))
        {
            var text = json.Text();
            if (!IsoTime.TryShift(text, spans)) throw json.Fault($"'{JsonInput.Short(text)}' is no shift such as \"Mon-Fri 06:00-14:00\", \"Sat,Sun 08:00-12:00\" or \"Fri 22:00-06:00\".");
        }
        return spans;
    }

    private static Span PatternSpan(ref JsonInput json)
    {
        if (json.Kind != JsonTokenType.StartArray) throw json.Fault("A span of a pattern is [from, to], counted from the cycle's start.");
        var place = json.Here;
        var times = List(ref json, (ref JsonInput input) => input.Duration());
        return times.Count == 2 ? new(times[0], times[1]) : throw json.FaultAt(place, "A span has two times: [from, to].");
    }

    private static SetupTable Table(ref JsonInput json)
    {
        string? id = null, attribute = null;
        List<string> values = [];
        List<List<long>> times = [];
        List<List<double>> costs = [];
        List<SetupRule> rules = [];
        var scope = json.Open("a setup table", "id", "attribute", "values", "times", "costs", "rules");
        while (json.Field(scope, out var name))
        {
            switch (name)
            {
                case "id": id = json.Text(); break;
                case "attribute": attribute = json.Text(); break;
                case "values": values = Texts(ref json); break;
                case "times": times = List(ref json, (ref JsonInput input) => List(ref input, (ref JsonInput cell) => cell.Duration())); break;
                case "costs": costs = List(ref json, (ref JsonInput input) => List(ref input, (ref JsonInput cell) => cell.Number())); break;
                case "rules": rules = List(ref json, Rule); break;
            }
        }
        return new() { Id = id ?? throw json.Missing(scope, "id"), Attribute = attribute ?? throw json.Missing(scope, "attribute"), Values = values, Times = times, Costs = costs, Rules = rules };
    }

    private static SetupRule Rule(ref JsonInput json)
    {
        string? from = null, to = null;
        var (time, cost) = ((long?)null, 0.0);
        var scope = json.Open("a setup rule", "from", "to", "time", "cost");
        while (json.Field(scope, out var name))
        {
            switch (name)
            {
                case "from": from = json.Text(); break;
                case "to": to = json.Text(); break;
                case "time": time = json.Duration(); break;
                case "cost": cost = json.Number(); break;
            }
        }
        return new(from, to, time ?? throw json.Missing(scope, "time"), cost);
    }

    private static Machine Machine(ref JsonInput json)
    {
        var machine = new Machine { Id = null! };
        var scope = json.Open("a machine", "id", "calendar", "efficiency", "setups", "setupsTogether", "setupNeedsParts", "state", "down", "batchCapacity");
        while (json.Field(scope, out var name))
        {
            machine = name switch
            {
                "id" => machine with { Id = json.Text() },
                "calendar" => machine with { Calendar = json.Text() },
                "efficiency" => machine with { Efficiency = json.Number() },
                "setups" => machine with { Setups = Texts(ref json) },
                "setupsTogether" => machine with { SetupsTogether = json.Truth() },
                "setupNeedsParts" => machine with { SetupNeedsParts = json.Truth() },
                "state" => machine with { State = json.Map() },
                "down" => machine with { Down = List(ref json, Span) },
                _ => machine with { BatchCapacity = json.Integer() },
            };
        }
        return machine.Id is null ? throw json.Missing(scope, "id") : machine;
    }

    private static Pool Pool(ref JsonInput json)
    {
        string? id = null, calendar = null;
        int? units = null;
        List<Span>? down = null;
        List<PoolGroup>? groups = null;
        var kind = PoolKind.Tool;
        var scope = json.Open("a pool", "id", "kind", "units", "calendar", "down", "groups");
        while (json.Field(scope, out var name))
        {
            switch (name)
            {
                case "id": id = json.Text(); break;
                case "kind": kind = json.Word(("tool", PoolKind.Tool), ("crew", PoolKind.Crew)); break;
                case "units": units = Count(ref json); break;
                case "calendar": calendar = json.Text(); break;
                case "down": down = List(ref json, Span); break;
                case "groups": groups = List(ref json, Group); break;
            }
        }
        if (groups is not null && (units is not null || calendar is not null || down is not null))
            throw json.FaultAt(scope.Place, "A pool has either 'groups', or 'units' with their 'calendar' and 'down'.");
        return new() { Id = id ?? throw json.Missing(scope, "id"), Kind = kind, Groups = groups ?? [new(units ?? 1, calendar, down)] };
    }

    private static PoolGroup Group(ref JsonInput json)
    {
        var group = new PoolGroup(1);
        var scope = json.Open("a group of a pool", "units", "calendar", "down");
        while (json.Field(scope, out var name))
        {
            group = name switch
            {
                "units" => group with { Units = Count(ref json) },
                "calendar" => group with { Calendar = json.Text() },
                _ => group with { Down = List(ref json, Span) },
            };
        }
        return group;
    }

    private static int Count(ref JsonInput json) => (int)json.Integer(0, int.MaxValue);

    private static Person Person(ref JsonInput json)
    {
        var person = new Person { Id = null! };
        var scope = json.Open("a person", "id", "calendar", "skills", "absent");
        while (json.Field(scope, out var name))
        {
            person = name switch
            {
                "id" => person with { Id = json.Text() },
                "calendar" => person with { Calendar = json.Text() },
                "skills" => person with { Skills = List(ref json, Certificate) },
                _ => person with { Absent = List(ref json, Span) },
            };
        }
        return person.Id is null ? throw json.Missing(scope, "id") : person;
    }

    private static Certificate Certificate(ref JsonInput json)
    {
        if (json.Kind == JsonTokenType.String) return new(json.Text());
        var certificate = new Certificate(null!);
        var scope = json.Open("a skill", "skill", "from", "until");
        while (json.Field(scope, out var name))
        {
            certificate = name switch
            {
                "skill" => certificate with { Skill = json.Text() },
                "from" => certificate with { From = json.Time() },
                _ => certificate with { Until = json.Time() },
            };
        }
        return certificate.Skill is null ? throw json.Missing(scope, "skill") : certificate;
    }

    private static Material Material(ref JsonInput json)
    {
        var material = new Material { Id = null! };
        var scope = json.Open("a material", "id", "onHand", "receipts");
        while (json.Field(scope, out var name))
        {
            material = name switch
            {
                "id" => material with { Id = json.Text() },
                "onHand" => material with { OnHand = json.Quantity() },
                _ => material with { Receipts = List(ref json, Receipt) },
            };
        }
        return material.Id is null ? throw json.Missing(scope, "id") : material;
    }

    private static Receipt Receipt(ref JsonInput json)
    {
        var (at, quantity) = ((long?)null, (decimal?)null);
        var scope = json.Open("a receipt", "at", "quantity");
        while (json.Field(scope, out var name))
        {
            if (name == "at") at = json.Time();
            else quantity = json.Quantity();
        }
        return new(at ?? throw json.Missing(scope, "at"), quantity ?? throw json.Missing(scope, "quantity"));
    }

    private static Objective Objective(ref JsonInput json)
    {
        var objective = new Objective();
        var scope = json.Open("the objective", "inOrder", "terms");
        while (json.Field(scope, out var name))
        {
            objective = name == "inOrder" ? objective with { InOrder = json.Truth() } : objective with { Terms = List(ref json, Term) };
        }
        return objective;
    }

    private static ObjectiveTerm Term(ref JsonInput json)
    {
        if (json.Kind == JsonTokenType.String) return new(MeasureOf(ref json));
        var (measure, weight) = ((Measure?)null, 1.0);
        var scope = json.Open("a term", "measure", "weight");
        while (json.Field(scope, out var name))
        {
            if (name == "measure") measure = MeasureOf(ref json);
            else weight = json.Number();
        }
        return new(measure ?? throw json.Missing(scope, "measure"), weight);
    }

    private static Measure MeasureOf(ref JsonInput json) => json.Word(
        ("weightedTardiness", Measure.WeightedTardiness), ("lateJobs", Measure.LateJobs), ("makespan", Measure.Makespan), ("setupTime", Measure.SetupTime),
        ("setupCost", Measure.SetupCost), ("workInProcess", Measure.WorkInProcess), ("earliness", Measure.Earliness), ("machineChanges", Measure.MachineChanges),
        ("startMoves", Measure.StartMoves));
}
