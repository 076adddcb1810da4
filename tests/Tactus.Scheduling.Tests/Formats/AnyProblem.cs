using System.Collections;
using Tactus.Scheduling.Formats;

namespace Tactus.Scheduling.Tests.Formats;

/// <summary>Problems with anything in them, sensible or not, for what must hold of all.</summary>
internal sealed class AnyProblem(int seed)
{
    private readonly Random random = new(seed);

    private bool Maybe => random.Next(2) == 0;

    private long Time => random.Next(6) switch { 0 => 0, 1 => -random.Next(1, 1_000_000), 2 => random.NextInt64(-1L << 53, 1L << 53), _ => random.Next(0, 5_000_000) };

    private long Length => random.Next(5) switch { 0 => 0, 1 => random.NextInt64(0, 1L << 53), _ => random.Next(0, 200_000) };

    private string Name => random.Next(6) switch { 0 => "müller \"x\" #" + random.Next(9), 1 => "工\n\t\\" + random.Next(9), 2 => "\u0001\U0001F600", _ => "n" + random.Next(20) };

    private decimal Quantity => random.Next(4) switch { 0 => 0, 1 => 1234567.000123m, _ => random.Next(-5, 5000) / 8m };

    private double Cost => random.Next(4) switch { 0 => 0, 1 => random.NextDouble() * 1e9, 2 => 0.1, _ => random.Next(100) };

    private List<T> Some<T>(Func<T> make, int most = 3) => [.. Enumerable.Range(0, random.Next(most + 1)).Select(_ => make())];

    private List<Span> Spans => Some(() => new Span(Time, Time));

    private Dictionary<string, string> Map => Some(() => Name).Distinct().ToDictionary(name => name, _ => Name);

    private Need Need() => new(Name, random.Next(1, 4), (Phase)random.Next(3));

    private Link Link() => new(Name, Name, Maybe ? 0 : Time, Maybe ? null : Time, (LinkKind)random.Next(2), Maybe ? 0 : Length);

    private Assignment Assignment() => new(Name, Name, Time, Time, Time) { People = Some(() => Name), Units = Some(() => Name), Batch = random.Next(3) };

    private WorkCalendar Calendar(DateTimeOffset? origin)
    {
        var calendar = new WorkCalendar { Id = Name, Closed = Spans, Extra = Spans };
        return random.Next(3) switch
        {
            0 => calendar,
            1 => calendar with { Cycle = Length, CycleStart = Time, Pattern = Some(() => new Span(random.Next(100_000), random.Next(100_000))) },
            _ => calendar with { Cycle = 604_800, CycleStart = origin is { } zero ? -((((int)zero.DayOfWeek + 6) % 7 * 86_400) + (long)zero.TimeOfDay.TotalSeconds) : 0, Pattern = Some(() => new Span(random.Next(8_000) * 60, random.Next(10_080) * 60), 5) },
        };
    }

    private Operation Operation() => new()
    {
        Id = Name, Modes = Some(() => new Mode(Name, Length, Maybe ? 0 : Length, Maybe ? null : Some(Need))), Interruptible = Maybe, Quantity = Maybe ? 0 : Length, Attributes = Map,
        Needs = Some(Need), Skills = Some(() => new SkillNeed(Name, random.Next(1, 4), (Phase)random.Next(3))), Materials = Some(() => new MaterialNeed(Name, Quantity)), Size = random.Next(3),
        Family = Maybe ? null : Name,
        Floor = Maybe ? null : new() { State = (FloorState)random.Next(3), Machine = Maybe ? null : Name, Start = Maybe ? null : Time, End = Maybe ? null : Time, Remaining = Maybe ? 0 : Length, Holds = Some(() => Name) },
    };

    public Job Job() => new()
    {
        Id = Name, Release = Maybe ? 0 : Time, Due = Maybe ? null : Time, Priority = random.Next(-2, 3), TardinessCost = Cost, EarlinessCost = Cost, Operations = Some(Operation), Links = Maybe ? null : Some(Link),
    };

    public Problem Problem()
    {
        DateTimeOffset? origin = Maybe ? null : new DateTimeOffset(2026, random.Next(1, 13), random.Next(1, 28), random.Next(24), random.Next(60), random.Next(60), TimeSpan.FromMinutes(random.Next(-56, 56) * 15));
        return new()
        {
            Name = Name, Origin = origin, Now = Time, FrozenUntil = Time, Thawed = Some(() => Name), MoveTolerance = Length, Calendars = Some(() => Calendar(origin)),
            Setups = Some(() => new SetupTable
            {
                Id = Name, Attribute = Name, Values = Some(() => Name), Times = [.. Some(() => Some(() => Length))], Costs = [.. Some(() => Some(() => Cost))],
                Rules = Some(() => new SetupRule(Maybe ? null : Name, Maybe ? null : Name, Length, Cost)),
            }),
            Machines = Some(() => new Machine
            {
                Id = Name, Calendar = Maybe ? null : Name, Efficiency = Maybe ? 1 : Cost, Setups = Some(() => Name), SetupsTogether = Maybe, SetupNeedsParts = Maybe, State = Map, Down = Spans, BatchCapacity = random.Next(4),
            }),
            Pools = Some(() => new Pool { Id = Name, Kind = (PoolKind)random.Next(2), Groups = Some(() => new PoolGroup(random.Next(5), Maybe ? null : Name, Maybe ? null : [new(Time, Time)])) }),
            People = Some(() => new Person { Id = Name, Calendar = Maybe ? null : Name, Absent = Spans, Skills = Some(() => Maybe ? new Certificate(Name) : new(Name, Time, Time)) }),
            Materials = Some(() => new Material { Id = Name, OnHand = Quantity, Receipts = Some(() => new Receipt(Time, Quantity)) }),
            Jobs = Some(Job), Links = Some(Link), Objective = Maybe ? new() : new() { InOrder = Maybe, Terms = Some(() => new ObjectiveTerm((Measure)random.Next(9), Cost)) },
            InForce = Maybe ? null : Some(Assignment),
        };
    }

    public ChangeFile Changes() => new(Maybe ? null : Time, Some<Change>(() =>
    {
        var from = random.Next(1000);
        return random.Next(9) switch
        {
            0 => new MachineDown(Name, from, from + 5),
            1 => new ToolDown(Name, random.Next(1, 5), from, from + 5),
            2 => new PersonAbsent(Name, from, from + 5),
            3 => new OrderAdded(Job(), Maybe ? null : Some(Link)),
            4 => new OrderCancelled(Name),
            5 => new OrderChanged(Name, Maybe ? null : Time, Maybe ? null : Cost, Maybe ? null : random.Next(-3, 3), Maybe ? null : Cost),
            6 => new MaterialLate(Name, Time, Time),
            7 => new MaterialLost(Name, Quantity),
            _ => new OperationTakes(Name, Length),
        };
    }, 6));

    /// <summary>Where two values differ in anything that is public; null: nowhere.</summary>
    public static string? Difference(object? left, object? right, string path = "")
    {
        if (left is null || right is null) return left is null && right is null ? null : $"{path}: {left ?? "null"} / {right ?? "null"}";
        if (left is IReadOnlyDictionary<string, string> map)
            return map.OrderBy(pair => pair.Key).SequenceEqual(((IReadOnlyDictionary<string, string>)right).OrderBy(pair => pair.Key)) ? null : path;
        if (left is string || left.GetType().IsPrimitive || left.GetType().IsEnum || left is decimal or DateTimeOffset) return left.Equals(right) ? null : $"{path}: {left} / {right}";
        if (left is IEnumerable)
        {
            var (a, b) = (((IEnumerable)left).Cast<object>().ToList(), ((IEnumerable)right).Cast<object>().ToList());
            if (a.Count != b.Count) return $"{path}: {a.Count} / {b.Count} items";
            return a.Select((item, i) => Difference(item, b[i], $"{path}[{i}]")).FirstOrDefault(found => found is not null);
        }
        if (left.GetType() != right.GetType()) return $"{path}: {left.GetType().Name} / {right.GetType().Name}";
        return left.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0)
            .Select(property => Difference(property.GetValue(left), property.GetValue(right), $"{path}.{property.Name}")).FirstOrDefault(found => found is not null);
    }
}
