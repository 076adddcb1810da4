namespace Tactus.Scheduling.Check;

/// <summary>Units of pools and people: the right ones, in the right number, none twice at a time.</summary>
internal sealed class HoldRules
{
    private readonly PlanView view;
    private readonly FaultList faults;
    private readonly Dictionary<string, int> people = [];
    private readonly Dictionary<string, int> pools = [];
    private readonly OpenTimes[] personOpen;
    private readonly OpenTimes[][] groupOpen;

    // By operation: what must be open besides the machine.
    private readonly List<OpenTimes>?[] inSetup;
    private readonly List<OpenTimes>?[] inRun;
    private readonly List<Hold> holds = [];
    private readonly Dictionary<int, List<(long End, int Operation)>> unnamed = [];

    internal HoldRules(PlanView view, FaultList faults)
    {
        (this.view, this.faults) = (view, faults);
        var problem = view.Problem;
        for (var i = 0; i < problem.People.Count; i++) people.TryAdd(problem.People[i].Id, i);
        for (var i = 0; i < problem.Pools.Count; i++) pools.TryAdd(problem.Pools[i].Id, i);
        personOpen = [.. problem.People.Select(person => OpenTimes.Of(view.CalendarOf(person.Calendar), person.Absent))];
        groupOpen = [.. problem.Pools.Select(pool => pool.Groups.Select(group => OpenTimes.Of(view.CalendarOf(group.Calendar), group.Down)).ToArray())];
        inSetup = new List<OpenTimes>?[view.Operations.Length];
        inRun = new List<OpenTimes>?[view.Operations.Length];
    }

    /// <summary>A thing held: a person (pool -1) or a unit.</summary>
    private readonly record struct Hold(int Pool, long Unit, long From, long To, int Operation);

    /// <summary>What must be open for work to be set up or to run: its machine and all that its members hold.</summary>
    internal List<OpenTimes> OpenFor(Work work, bool setup)
    {
        var all = new List<OpenTimes>(4);
        var machine = view.OpenOf(work.Machine);
        if (!machine.Always) all.Add(machine);
        if (work.Started) return all;
        foreach (var member in work.Members)
        {
            if ((setup ? inSetup : inRun)[member] is { } more) all.AddRange(more);
        }
        return all;
    }

    internal void Check()
    {
        for (var operation = 0; operation < view.Operations.Length; operation++)
        {
            if (view.Given[operation] is not { } given || view.IsDone(operation)) continue;
            if (view.IsStarted(operation)) Started(operation, given);
            else if (view.ModeOn(operation, given.Machine) is { } mode && view.WorkOf[operation] is not null) Planned(operation, given, mode);
        }
        holds.Sort((left, right) => left.Pool != right.Pool ? left.Pool.CompareTo(right.Pool) : left.Unit != right.Unit ? left.Unit.CompareTo(right.Unit)
            : left.From != right.From ? left.From.CompareTo(right.From) : left.To.CompareTo(right.To));
        var longest = default(Hold);
        for (var i = 0; i < holds.Count; i++)
        {
            var hold = holds[i];
            var same = i > 0 && hold.Pool == longest.Pool && hold.Unit == longest.Unit;
            if (same && hold.From < longest.To)
            {
                var person = hold.Pool < 0;
                var name = person ? view.Problem.People[(int)hold.Unit].Id : $"{view.Problem.Pools[hold.Pool].Id}#{hold.Unit}";
                faults.Add(person ? "person-twice" : "unit-twice", person ? $"person {name}" : $"pool {view.Problem.Pools[hold.Pool].Id}",
                    $"{name} is held by operation {view.Operations[longest.Operation].Id} until {view.When(longest.To)} and by operation {view.Operations[hold.Operation].Id} from {view.When(hold.From)}.");
            }
            if (!same || hold.To > longest.To) longest = hold;
        }
        foreach (var (pool, ends) in unnamed) Unnamed(pool, ends);
    }

    private void Planned(int operation, Assignment given, Mode mode)
    {
        var needs = view.Operations[operation].Needs;
        var unit = 0;
        for (var list = 0; list < 2; list++)
        {
            foreach (var need in list == 0 ? needs : mode.Needs ?? [])
            {
                for (var i = 0; i < need.Units; i++, unit++)
                {
                    if (unit < given.Units.Count) Unit(operation, given, given.Units[unit], need);
                }
            }
        }
        if (unit != given.Units.Count)
        {
            faults.Add("units-number", view.Name(operation),
                $"Operation {given.Operation} on {given.Machine} needs {unit} units of pools at {view.When(given.Start)}; the schedule names {given.Units.Count}.");
        }
        var person = 0;
        foreach (var need in view.Operations[operation].Skills)
        {
            for (var i = 0; i < need.People; i++, person++)
            {
                if (person < given.People.Count) Person(operation, given, given.People[person], need);
            }
        }
        if (person != given.People.Count)
        {
            faults.Add("people-number", view.Name(operation),
                $"Operation {given.Operation} on {given.Machine} needs {person} people at {view.When(given.Start)}; the schedule names {given.People.Count}.");
        }
    }

    private void Unit(int operation, Assignment given, string name, Need need)
    {
        if (!Read(name, out var pool, out var unit, out var group))
        {
            faults.Add("unit-unknown", view.Name(operation), $"Operation {given.Operation} holds unit {name}, which no pool has.");
            return;
        }
        if (view.Problem.Pools[pool].Id != need.Pool)
        {
            faults.Add("unit-unknown", view.Name(operation), $"Operation {given.Operation} needs a unit of pool {need.Pool} where the schedule names {name}.");
            return;
        }
        Take(operation, given, pool, unit, need.During, groupOpen[pool][group]);
    }

    private void Person(int operation, Assignment given, string name, SkillNeed need)
    {
        if (!people.TryGetValue(name, out var person))
        {
            faults.Add("person-unknown", view.Name(operation), $"Operation {given.Operation} holds {name}, whom the problem does not have.");
            return;
        }
        var (from, to) = Held(given, need.During);
        var able = from == to;
        foreach (var certificate in view.Problem.People[person].Skills)
        {
            if (able) break;
            able = certificate.Skill == need.Skill && certificate.From <= from && certificate.Until >= to;
        }
        if (!able)
        {
            faults.Add("person-unskilled", view.Name(operation),
                $"{name} has no certificate for {need.Skill} that is valid from {view.When(from)} to {view.When(to)}, when operation {given.Operation} on {given.Machine} needs it.");
        }
        Take(operation, given, -1, person, need.During, personOpen[person]);
    }

    private void Take(int operation, Assignment given, int pool, long unit, Phase during, OpenTimes open)
    {
        if (!open.Always)
        {
            if (during != Phase.Run) (inSetup[operation] ??= []).Add(open);
            if (during != Phase.Setup) (inRun[operation] ??= []).Add(open);
        }
        var (from, to) = Held(given, during);
        if (from < to) holds.Add(new(pool, unit, from, to, operation));
    }

    private void Started(int operation, Assignment given)
    {
        var held = view.Operations[operation].Floor!.Holds;
        var begin = Math.Max(given.Start, view.Problem.Now);
        var (names, units) = (new List<string>(), new List<string>());
        foreach (var name in held) (people.ContainsKey(name) ? names : units).Add(name);
        foreach (var name in names)
        {
            if (begin < given.End) holds.Add(new(-1, people[name], begin, given.End, operation));
        }
        if (given.People.Count > 0 && !given.People.Order(StringComparer.Ordinal).SequenceEqual(names.Order(StringComparer.Ordinal)))
        {
            faults.Add("people-number", view.Name(operation),
                $"Operation {given.Operation} has started with {List(names)}; the schedule names {List(given.People)}.");
        }
        if (given.Units.Count == 0)
        {
            foreach (var name in units)
            {
                if (!pools.TryGetValue(name, out var pool)) continue;
                if (!unnamed.TryGetValue(pool, out var ends)) unnamed[pool] = ends = [];
                ends.Add((given.End, operation));
            }
            return;
        }
        var named = new List<string>();
        foreach (var name in given.Units)
        {
            if (!Read(name, out var pool, out var unit, out _))
            {
                faults.Add("unit-unknown", view.Name(operation), $"Operation {given.Operation} holds unit {name}, which no pool has.");
                continue;
            }
            named.Add(view.Problem.Pools[pool].Id);
            if (begin < given.End) holds.Add(new(pool, unit, begin, given.End, operation));
        }
        if (!named.Order(StringComparer.Ordinal).SequenceEqual(units.Order(StringComparer.Ordinal)))
        {
            faults.Add("units-number", view.Name(operation),
                $"Operation {given.Operation} has started with units of {List(units)}; the schedule names {List(given.Units)}.");
        }
    }

    /// <summary>Started operations hold units of a pool that nobody named. All hold from before now, so each needs a unit of its own that
    /// is not named by another before they end: the longest takes the unit that is wanted last.</summary>
    private void Unnamed(int pool, List<(long End, int Operation)> ends)
    {
        var now = view.Problem.Now;
        var wanted = new Dictionary<long, long>();
        foreach (var hold in holds)
        {
            if (hold.Pool == pool && hold.To > now) wanted[hold.Unit] = Math.Min(wanted.GetValueOrDefault(hold.Unit, long.MaxValue), hold.From);
        }
        var never = view.Problem.Pools[pool].Groups.Sum(group => (long)group.Units) - wanted.Count;
        var from = wanted.Values.OrderDescending().ToArray();
        var taken = 0;
        foreach (var (end, operation) in ends.Where(each => each.End > now).OrderByDescending(each => each.End))
        {
            var place = taken++ - never;
            if (place < 0 || (place < from.Length && from[place] >= end)) continue;
            faults.Add("unit-twice", $"pool {view.Problem.Pools[pool].Id}",
                $"Operation {view.Operations[operation].Id} holds a unit of {view.Problem.Pools[pool].Id} until {view.When(end)}, but the schedule gives too many of them to others before.");
            return;
        }
    }

    /// <summary>Takes "mould#3" apart.</summary>
    private bool Read(string name, out int pool, out long unit, out int group)
    {
        (pool, unit, group) = (0, 0, 0);
        var mark = name.LastIndexOf('#');
        if (mark < 0 || !pools.TryGetValue(name[..mark], out pool)
            || !int.TryParse(name.AsSpan(mark + 1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number)) return false;
        unit = number;
        var left = unit;
        foreach (var each in view.Problem.Pools[pool].Groups)
        {
            if (left < each.Units) return true;
            left -= each.Units;
            group++;
        }
        return false;
    }

    private static (long From, long To) Held(Assignment given, Phase during) =>
        (during == Phase.Run ? given.Start : given.SetupStart, during == Phase.Setup ? given.Start : given.End);

    private static string List(IReadOnlyCollection<string> names) => names.Count == 0 ? "none" : string.Join(", ", names);
}
