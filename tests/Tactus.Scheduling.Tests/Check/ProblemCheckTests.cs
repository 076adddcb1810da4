using System.Diagnostics;
using Tactus.Scheduling.Check;
using static Tactus.Scheduling.Tests.Check.Small;

namespace Tactus.Scheduling.Tests.Check;

/// <summary>Every fault that a problem can have by itself.</summary>
public sealed class ProblemCheckTests
{
    private static readonly Problem Sound = new()
    {
        Calendars = [Days], Setups = [new() { Id = "t", Attribute = "colour", Values = ["red"], Times = [[0]] }],
        Machines = [Machine() with { Setups = ["t"] }, Machine("N") with { Calendar = "days", BatchCapacity = 5 }], Pools = [new() { Id = "tool", Groups = [new(2)] }],
        People = [new() { Id = "Ann", Skills = [new("weld")] }, new() { Id = "Bob", Skills = [new("weld", 5, 50), new("turn")], Calendar = "days" }],
        Materials = [new() { Id = "steel", OnHand = 2, Receipts = [new(5, 3)] }],
        Jobs = [Job("j", Op("a", 5), Op("b", 5, "M", "N")), Job("k", Op("c", 5))],
    };

    private static Problem With(Operation operation) => Sound with { Jobs = [Job("j", operation)] };

    private static void Fault(Problem problem, string code, params string[] says)
    {
        var faults = ProblemCheck.Faults(problem);
        faults.Select(fault => fault.Code).Distinct().ShouldBe([code], string.Join('\n', faults));
        var all = string.Join('\n', faults.Select(fault => $"{fault.Subject}: {fault.Sentence}"));
        foreach (var part in says) all.ShouldContain(part);
    }

    private static void Fine(Problem problem) => ProblemCheck.Faults(problem).ShouldBeEmpty();

    [Fact]
    public void A_sound_problem_has_no_fault() => Fine(Sound);

    [Fact]
    public void Ids_are_there_once()
    {
        Fault(Sound with { Machines = [.. Sound.Machines, Machine()] }, "duplicate-id", "Machine M");
        Fault(Sound with { Calendars = [Days, Days] }, "duplicate-id");
        Fault(Sound with { Pools = [.. Sound.Pools, Sound.Pools[0]] }, "duplicate-id");
        Fault(Sound with { People = [.. Sound.People, Sound.People[0]] }, "duplicate-id");
        Fault(Sound with { Materials = [.. Sound.Materials, Sound.Materials[0]] }, "duplicate-id");
        Fault(Sound with { Setups = [.. Sound.Setups, Sound.Setups[0]] }, "duplicate-id");
        Fault(Sound with { Jobs = [Job("j", Op("a", 1)), Job("j", Op("b", 1))] }, "duplicate-id", "Job j");
        Fault(Sound with { Jobs = [Job("j", Op("a", 1)), Job("k", Op("a", 1))] }, "duplicate-id", "Operation a");
        Fault(Sound with { InForce = [At("a", 0, 5), At("a", 5, 10)] }, "duplicate-id", "in force");
        Fault(Sound with { Machines = [.. Sound.Machines, Machine("")] }, "empty-id");
    }

    [Fact]
    public void Ids_that_are_named_exist()
    {
        Fault(Sound with { Machines = [Machine() with { Calendar = "x" }, Machine("N")] }, "unknown-calendar", "Machine M names calendar x");
        Fault(Sound with { People = [new() { Id = "P", Calendar = "x" }] }, "unknown-calendar");
        Fault(Sound with { Pools = [new() { Id = "P", Groups = [new(1, "x")] }] }, "unknown-calendar");
        Fault(Sound with { Machines = [Machine() with { Setups = ["x"] }, Machine("N")] }, "unknown-table");
        Fault(With(Op("a", 1, "X")), "unknown-machine", "operation a", "machine X");
        Fault(With(Op("a", 1) with { Needs = [new("x")] }), "unknown-pool");
        Fault(With(new Operation { Id = "a", Modes = [new("M", 1, Needs: [new("x")])] }), "unknown-pool");
        Fault(With(Op("a", 1) with { Materials = [new("x", 1)] }), "unknown-material");
        Fault(Sound with { Links = [new("a", "x")] }, "unknown-operation");
        Fault(Sound with { Links = [new("x", "a")] }, "unknown-operation");
        Fault(With(Op("a", 1) with { Floor = new() { State = FloorState.Started, Machine = "M", Start = 0, Holds = ["x"] } }), "unknown-hold");
        Fault(With(Op("a", 1) with { Floor = new() { State = FloorState.Done, Machine = "X", Start = 0, End = 0 } }), "unknown-machine");
        Fault(Sound with { InForce = [At("a", 0, 5, "X")] }, "unknown-machine");
        Fine(Sound with { InForce = [At("gone", 0, 5, "X")], Thawed = ["gone"] });
    }

    [Fact]
    public void Operations_name_each_machine_once_and_at_least_one()
    {
        Fault(With(new Operation { Id = "a", Modes = [] }), "no-modes", "operation a");
        Fault(With(Op("a", 1, "M", "N", "M")), "duplicate-mode");
    }

    [Fact]
    public void Numbers_are_not_negative_where_that_means_nothing()
    {
        Fault(With(Op("a", -1)), "negative", "a mode's time is -1");
        Fault(With(new Operation { Id = "a", Modes = [new("M", 1, -1)] }), "negative");
        Fault(With(Op("a", 1) with { Quantity = -1 }), "negative");
        Fault(With(Op("a", 1) with { Size = -1 }), "negative");
        Fault(With(Op("a", 1) with { Needs = [new("tool", 0)] }), "negative");
        Fault(With(Op("a", 1) with { Skills = [new("weld", 0)] }), "negative");
        Fault(With(Op("a", 1) with { Materials = [new("steel", -1)] }), "negative");
        Fault(With(Op("a", 1) with { Floor = new() { State = FloorState.Started, Machine = "M", Start = 0, Remaining = -1 } }), "negative");
        Fault(Sound with { MoveTolerance = -1 }, "negative");
        Fault(Sound with { Objective = new() { Terms = [new(Measure.Makespan, -1)] } }, "negative");
        Fault(Sound with { Objective = new() { Terms = [new(Measure.Makespan, double.NaN)] } }, "negative");
        Fault(Sound with { Jobs = [Job("j", Op("a", 1)) with { TardinessCost = -1 }] }, "negative");
        Fault(Sound with { Jobs = [Job("j", Op("a", 1)) with { EarlinessCost = -1 }] }, "negative");
        Fault(Sound with { Machines = [Machine() with { BatchCapacity = -1 }, Machine("N")] }, "negative");
        Fault(Sound with { Pools = [new() { Id = "tool", Groups = [new(0)] }] }, "negative");
        Fault(Sound with { Materials = [new() { Id = "steel", Receipts = [new(5, -1)] }] }, "negative");
        Fault(Sound with { Setups = [new() { Id = "t", Attribute = "c", Rules = [new(null, null, -1)] }] }, "negative");
        Fault(Sound with { Setups = [new() { Id = "t", Attribute = "c", Rules = [new(null, null, 1, -1)] }] }, "negative");
        Fault(Sound with { Setups = [new() { Id = "t", Attribute = "c", Values = ["r"], Times = [[-1]] }] }, "negative");
        Fault(Sound with { Setups = [new() { Id = "t", Attribute = "c", Values = ["r"], Times = [[1]], Costs = [[-1]] }] }, "negative");
        Fault(Sound with { Calendars = [Days, new() { Id = "c", Cycle = -1 }] }, "negative");
        Fault(Sound with { Links = [new("a", "c", Transfer: -1)] }, "negative");
        Fine(Sound with { Materials = [new() { Id = "steel", OnHand = -4 }] });
    }

    [Fact]
    public void Numbers_that_would_overflow_are_refused()
    {
        const long Huge = (1L << 53) + 1;
        Fault(With(Op("a", Huge)), "out-of-range");
        Fault(With(Op("a", long.MaxValue)), "out-of-range");
        Fault(Sound with { Now = long.MinValue, FrozenUntil = 0 }, "out-of-range");
        Fault(Sound with { FrozenUntil = Huge }, "out-of-range");
        Fault(Sound with { Jobs = [Job("j", Op("a", 1)) with { Release = -Huge }] }, "out-of-range");
        Fault(Sound with { Jobs = [Job("j", Op("a", 1)) with { Due = Huge }] }, "out-of-range");
        Fault(Sound with { Jobs = [Job("j", Op("a", 1)) with { TardinessCost = double.PositiveInfinity }] }, "out-of-range");
        Fault(Sound with { Links = [new("a", "c", long.MinValue)] }, "out-of-range");
        Fault(Sound with { Links = [new("a", "c", 0, long.MaxValue)] }, "out-of-range");
        Fault(Sound with { Machines = [Machine() with { Efficiency = 0 }, Machine("N")] }, "out-of-range");
        Fault(Sound with { Machines = [Machine() with { Efficiency = double.NaN }, Machine("N")] }, "out-of-range");
        Fault(Sound with { Machines = [Machine() with { Down = [new(0, Huge)] }, Machine("N")] }, "out-of-range");
        Fault(Sound with { Materials = [new() { Id = "steel", OnHand = decimal.MaxValue }] }, "out-of-range");
        Fault(With(Op("a", 1) with { Materials = [new("steel", decimal.MaxValue)] }), "out-of-range");
        Fault(Sound with { Jobs = [Job("j", [.. Enumerable.Range(0, 200).Select(i => Op($"{i}", 1L << 53))])] }, "out-of-range", "together");
        Fault(Sound with { Pools = [new() { Id = "tool", Groups = [new(int.MaxValue), new(int.MaxValue)] }] }, "too-many");
        Fault(With(Op("a", 1) with { Needs = [new("tool", int.MaxValue)] }), "too-many");
        Fault(With(Op("a", 1) with { Skills = [new("weld", int.MaxValue)] }), "too-many");
    }

    [Fact]
    public void Spans_patterns_and_matrices_have_their_shape()
    {
        Fault(Sound with { Machines = [Machine() with { Down = [new(5, 5)] }, Machine("N")] }, "span");
        Fault(Sound with { People = [new() { Id = "P", Absent = [new(5, 4)] }] }, "span");
        Fault(Sound with { People = [new() { Id = "P", Skills = [new("s", 5, 5)] }] }, "span");
        Fault(Sound with { Calendars = [Days with { Closed = [new(5, 4)] }] }, "span");
        Fault(Sound with { Calendars = [Days with { Pattern = [new(8, 25)] }] }, "pattern", "from 8 to 25");
        Fault(Sound with { Calendars = [Days with { Pattern = [new(-1, 3)] }] }, "pattern");
        Fault(Sound with { Calendars = [Days with { Pattern = [new(8, 12), new(2, 9)] }] }, "pattern", "overlap at 8");
        Fault(Sound with { Calendars = [Days with { Cycle = 0 }] }, "pattern");
        Fine(Sound with { Calendars = [Days with { Pattern = [new(8, 12), new(12, 14)], Closed = [new(1, 5), new(3, 9)] }] });
        SetupTable table = new() { Id = "t", Attribute = "c", Values = ["r", "b"], Times = [[0, 1], [1, 0]] };
        Fine(Sound with { Setups = [table] });
        Fault(Sound with { Setups = [table with { Times = [[0, 1]] }] }, "matrix");
        Fault(Sound with { Setups = [table with { Times = [[0, 1], [1]] }] }, "matrix");
        Fault(Sound with { Setups = [table with { Costs = [[0, 1]] }] }, "matrix");
        Fault(Sound with { Setups = [table with { Values = ["r", "r"] }] }, "duplicate-id");
        Fine(Sound with { Setups = [table with { Times = [], Rules = [new(null, null, 3)] }] });
    }

    [Fact]
    public void Links_make_sense()
    {
        Fault(Sound with { Links = [new("a", "a")] }, "link-self");
        Fault(Sound with { Links = [new("a", "c", 5, 4)] }, "lag-order", "at least 5 and at most 4");
        Fault(Sound with { Links = [new("a", "c", Kind: LinkKind.StartToStart, Transfer: 1)] }, "transfer");
        Fault(Sound with { Links = [new("a", "c", Transfer: 1)] }, "transfer", "no quantity");
        Fault(Sound with { Jobs = [Job("j", Op("a", 5) with { Quantity = 1_000_000 }, Op("c", 1))], Links = [new("a", "c", Transfer: 1)] }, "transfer", "100000");
    }

    [Fact]
    public void A_circle_of_precedences_is_named_operation_by_operation()
    {
        Fault(Sound with { Links = [new("b", "c"), new("c", "a")] }, "cycle", "a -> b -> c -> a");
        Fine(Sound with { Links = [new("b", "c"), new("a", "c")] });
        // Deeper than any stack of calls.
        var chain = Job("j", [.. Enumerable.Range(0, 60_000).Select(i => Op($"{i}", 1))]);
        Fault(Sound with { Jobs = [chain], Links = [new("59999", "0")] }, "cycle", "(59989 more)");
    }

    [Fact]
    public void The_floor_does_not_contradict_itself()
    {
        Problem On(Floor floor) => With(Op("a", 5) with { Floor = floor }) with { Now = 10 };
        Fine(On(new() { State = FloorState.Started, Machine = "M", Start = 10, Remaining = 3 }));
        Fault(On(new() { State = FloorState.Started, Machine = "M" }), "floor", "not told");
        Fault(On(new() { State = FloorState.Started, Start = 5 }), "floor");
        Fault(On(new() { State = FloorState.Started, Machine = "M", Start = 11 }), "floor", "after now");
        Fault(On(new() { State = FloorState.Started, Machine = "N", Start = 5 }), "floor", "not among its modes");
        Fault(On(new() { State = FloorState.Pinned, Machine = "N" }), "floor", "pinned to machine N");
        Fault(On(new() { State = FloorState.Done, Machine = "M", Start = 5 }), "floor");
        Fault(On(new() { State = FloorState.Done, Machine = "M", Start = 5, End = 11 }), "floor");
        Fault(On(new() { State = FloorState.Done, Machine = "M", Start = 5, End = 4 }), "floor");
        Fine(On(new() { State = FloorState.Done, Machine = "N", Start = 5, End = 6 }));
        Fault(On(new() { State = FloorState.Started, Machine = "M", Start = 1, Holds = ["Ann"] }) with { Pools = [new() { Id = "Ann", Groups = [new(1)] }] }, "unknown-hold", "both");
    }

    [Fact]
    public void Material_that_never_comes_is_told_with_what_lacks_it()
    {
        Operation Using(string id, decimal quantity) => Op(id, 1) with { Materials = [new("steel", quantity)] };
        Fine(Sound with { Jobs = [Job("j", Using("a", 2), Using("b", 3))] });
        Fault(Sound with { Jobs = [Job("j", Using("a", 2), Using("b", 3.5m))] }, "material-short", "short by 0.5", "a (2), b (3.5)");
        // What has started has its material already.
        Fine(Sound with { Jobs = [Job("j", Using("a", 2) with { Floor = new() { State = FloorState.Started, Machine = "M", Start = 0 } }, Using("b", 3.5m))] });
    }

    [Fact]
    public void A_run_that_fits_no_shift_is_told_with_the_longest_there_is()
    {
        Fine(With(Op("a", 8, "N")));
        Fault(With(Op("a", 9, "N")), "run-too-long", "takes 9", "machine N, is 8");
        Fine(With(Op("a", 9, "N", "M")));
        Fine(With(Op("a", 9, "N") with { Interruptible = true }));
        Fine(With(Op("a", 9, "N")) with { Calendars = [Days with { Extra = [new(110, 119)] }] });
        Fault(With(Op("a", 9, "N")) with { Now = 111, Calendars = [Days with { Extra = [new(110, 119)] }] }, "run-too-long");
        Fault(With(Op("a", 9, "N")) with { Machines = [Machine(), Machine("N") with { Calendar = "days", Down = [new(111, 112)] }], Calendars = [Days with { Extra = [new(110, 119)] }] }, "run-too-long");
        // Round the end of the cycle.
        Fine(With(Op("a", 9, "N")) with { Calendars = [Days with { Pattern = [new(0, 4), new(19, 24)] }] });
        Fault(With(Op("a", 10, "N")) with { Calendars = [Days with { Pattern = [new(0, 4), new(19, 24)] }] }, "run-too-long", "is 9");
        Fine(With(Op("a", 1000, "N")) with { Calendars = [Days with { Pattern = [new(0, 12), new(12, 24)] }] });
        Fault(With(Op("a", 9) with { Skills = [new("turn")] }), "run-too-long", "skill turn", "8");
        Fine(With(Op("a", 9) with { Skills = [new("turn", During: Phase.Setup)] }));
        Fault(With(Op("a", 9) with { Needs = [new("tool")] }) with { Pools = [new() { Id = "tool", Groups = [new(1, "days")] }] }, "run-too-long", "pool tool");
    }

    [Fact]
    public void What_never_opens_does_no_work()
    {
        var never = new WorkCalendar { Id = "never", Cycle = 24 };
        Fault(Sound with { Calendars = [Days, never], Machines = [Machine() with { Calendar = "never" }, Machine("N")] }, "never-open", "only be done on M");
        Fine(With(Op("a", 0)) with { Calendars = [Days, never], Machines = [Machine() with { Calendar = "never" }, Machine("N")] });
        Fine(With(Op("a", 1, "M", "N")) with { Calendars = [Days, never], Machines = [Machine() with { Calendar = "never" }, Machine("N")] });
        Fault(With(Op("a", 1) with { Needs = [new("tool")] }) with { Calendars = [Days, never], Pools = [new() { Id = "tool", Groups = [new(1, "never")] }] }, "never-open", "pool tool");
        Fault(With(Op("a", 1) with { Floor = new() { State = FloorState.Started, Machine = "M", Start = 0, Remaining = 2 } }) with { Calendars = [Days, never], Machines = [Machine() with { Calendar = "never" }, Machine("N")] }, "never-open", "runs on machine M");
    }

    [Fact]
    public void People_who_can_do_it_exist()
    {
        Fine(With(Op("a", 1) with { Skills = [new("weld", 2)] }));
        Fault(With(Op("a", 1) with { Skills = [new("paint")] }), "nobody", "skill paint, which nobody has");
        Fault(With(Op("a", 1) with { Skills = [new("turn")] }) with { People = [new() { Id = "Bob", Skills = [new("turn", 0, 8)], Calendar = "days" }] }, "nobody", "while the certificate is valid");
        Fault(With(Op("a", 1) with { Skills = [new("turn")] }) with { Now = 90, People = [new() { Id = "Bob", Skills = [new("turn", 0, 80)] }] }, "nobody");
        Fault(With(Op("a", 1) with { Skills = [new("weld", 3)] }), "too-few-people", "needs 3", "2 have it");
        Fault(With(Op("a", 1) with { Skills = [new("weld", 2), new("weld", 1, Phase.Run)] }), "too-few-people");
        Fine(With(Op("a", 1) with { Skills = [new("weld", 1, Phase.Setup), new("weld", 2, Phase.Run)] }));
        // Bob is the only one who turns and one of the two who weld.
        Fault(With(Op("a", 1) with { Skills = [new("weld", 2), new("turn")] }), "too-few-people", "any of its skills");
    }

    [Fact]
    public void Tools_and_ovens_are_large_enough()
    {
        Fault(With(Op("a", 1) with { Needs = [new("tool", 3)] }), "pool-small", "needs 3 units of pool tool", "there are 2");
        Fault(With(new Operation { Id = "a", Modes = [new("M", 1, Needs: [new("tool", 2)])], Needs = [new("tool")] }), "pool-small");
        Fine(With(Op("a", 1) with { Needs = [new("tool", 2, Phase.Setup), new("tool", 2, Phase.Run)] }));
        Fault(With(Op("a", 1, "N") with { Size = 6 }), "too-large", "size 6", "more than 5");
        Fine(With(Op("a", 1, "N", "M") with { Size = 6 }));
    }

    [Fact]
    public void What_runs_or_is_pinned_does_not_overlap_on_a_machine()
    {
        Operation Runs(string id, long remaining) => Op(id, 5) with { Floor = new() { State = FloorState.Started, Machine = "M", Start = 0, Remaining = remaining, Holds = [] } };
        Operation Pinned(string id, long start, string machine = "M") => Op(id, 5, machine) with { Floor = new() { State = FloorState.Pinned, Machine = machine, Start = start } };
        Problem Both(Operation left, Operation right) => Sound with { Now = 3, Jobs = [Job("j", left), Job("k", right)] };
        Fault(Both(Runs("a", 2), Runs("b", 2)), "machine-overlap", "machine M", "(running)");
        Fine(Both(Runs("a", 2), Runs("b", 0)));
        Fault(Both(Runs("a", 2), Pinned("b", 4)), "machine-overlap", "until 5", "from 4");
        Fine(Both(Runs("a", 2), Pinned("b", 5)));
        Fault(Both(Pinned("a", 9), Pinned("b", 5)), "machine-overlap", "(pinned)");
        Fine(Both(Pinned("a", 10), Pinned("b", 5)));
        Fine(Both(Pinned("a", 9, "N") with { Family = "F" }, Pinned("b", 9, "N") with { Family = "F" }));
        Fault(Both(Pinned("a", 9, "N") with { Family = "F" }, Pinned("b", 9, "N")), "machine-overlap");
        Operation Holding(string id, string machine, params string[] held) => Op(id, 5, machine) with { Floor = new() { State = FloorState.Started, Machine = machine, Start = 0, Remaining = 2, Holds = held } };
        Fault(Both(Holding("a", "M", "Ann"), Holding("b", "N", "Ann")), "held-twice", "Ann");
        Fault(Both(Holding("a", "M", "tool", "tool"), Holding("b", "N", "tool")), "held-twice", "3 units of pool tool");
    }

    [Fact]
    public void A_pinned_start_is_possible()
    {
        Operation Pinned(string id, long start, params string[] machines) => Op(id, 5, machines) with { Floor = new() { State = FloorState.Pinned, Start = start } };
        Fault(With(Pinned("a", 5)) with { Now = 6 }, "pinned-time", "already");
        Fault(Sound with { Jobs = [Job("j", Pinned("a", 5)) with { Release = 6 }] }, "pinned-time", "released");
        Fine(With(Pinned("a", 11, "N")));
        Fault(With(Pinned("a", 12, "N")), "pinned-time", "machine N is open for as long as it takes");
        Fine(With(Pinned("a", 12, "N") with { Interruptible = true }));
        Fault(With(Pinned("a", 16, "N") with { Interruptible = true }), "pinned-time");
        Fine(Sound with { Jobs = [Job("j", Pinned("a", 5), Op("b", 3), Pinned("c", 13))] });
        Fault(Sound with { Jobs = [Job("j", Pinned("a", 5), Op("b", 3), Pinned("c", 12))] }, "pinned-time", "Operation c", "a -> b -> c", "1 too late");
        Fault(Sound with { Jobs = [Job("j", Op("b", 3), Pinned("c", 2))] }, "pinned-time", "b -> c");
        Fault(Sound with { Now = 5, Jobs = [Job("j", Op("b", 5) with { Floor = new() { State = FloorState.Started, Machine = "M", Start = 2, Remaining = 4 } }, Pinned("c", 8, "N"))] }, "pinned-time", "b -> c");
    }

    [Fact]
    public void Maximum_lags_that_no_schedule_keeps_are_named()
    {
        Problem Chain(long most, long time = 5) => Sound with { Jobs = [Job("j", Op("a", 5), Op("b", time), Op("c", 5))], Links = [new("a", "c", 0, most)] };
        Fine(Chain(5));
        Fault(Chain(4), "lag-cycle", "b -> c", "1 more");
        Fine(Chain(5) with { Links = [new("a", "c", 0, 10, LinkKind.StartToStart)] });
        Fault(Chain(5) with { Links = [new("a", "c", 0, 9, LinkKind.StartToStart)] }, "lag-cycle");
        // The paint has dried.
        var done = Op("a", 5) with { Floor = new() { State = FloorState.Done, Machine = "M", Start = 0, End = 5 } };
        Problem Paint(long now) => Sound with { Now = now, Jobs = [Job("j", done, Op("b", 5)) with { Links = [new("a", "b", 0, 3)] }] };
        Fine(Paint(8));
        Fault(Paint(9), "lag-cycle", "which is done", "1 too late");
        // Two machines, the faster counts; an operation that may pause has no longest time.
        Fault(Sound with { Jobs = [Job("j", Op("a", 1), Op("b", 9), Op("c", 1))], Links = [new("a", "b", 0, 0), new("a", "c", 0, 8)] }, "lag-cycle");
        Fault(Sound with { Jobs = [Job("j", Op("a", 5), Op("b", 2), Op("c", 1)) with { Links = [new("a", "c", 0, 9, LinkKind.StartToStart), new("a", "b", 6, null), new("b", "c")] }] }, "lag-cycle");
    }

    [Fact]
    public void A_hundred_thousand_operations_are_looked_at_in_little_time()
    {
        var jobs = Enumerable.Range(0, 10_000).Select(j => Job($"{j}", [.. Enumerable.Range(0, 10).Select(k => Op($"{j}/{k}", 5, "M", "N"))])).ToArray();
        var plant = Sound with { Jobs = jobs, Links = [.. Enumerable.Range(0, 9999).Select(j => new Link($"{j}/5", $"{j + 1}/5", 1, 1000))] };
        var watch = Stopwatch.StartNew();
        ProblemCheck.Faults(plant).ShouldBeEmpty();
        TestContext.Current.TestOutputHelper!.WriteLine($"{watch.ElapsedMilliseconds} ms");
    }
}
