using Tactus.Scheduling.Check;
using static Tactus.Scheduling.Tests.Check.Small;

namespace Tactus.Scheduling.Tests.Check;

/// <summary>Every rule of the validator by a schedule that keeps it and one that does not.</summary>
public sealed class ScheduleCheckTests
{
    [Fact]
    public void Every_operation_is_there_once_and_on_a_machine_that_can_do_it()
    {
        var plant = Plant(Op("a", 5), Op("b", 5)) with { Machines = [Machine(), Machine("N")] };
        Good(plant, At("a", 0, 5), At("b", 5, 10));
        Bad(plant, "missing-assignment", At("a", 0, 5));
        Bad(plant, "duplicate-assignment", At("a", 0, 5), At("b", 5, 10), At("a", 10, 15));
        Bad(plant, "unknown-operation", At("a", 0, 5), At("b", 5, 10), At("c", 10, 15));
        Bad(plant, "unknown-machine", At("a", 0, 5), At("b", 5, 10, "X"));
        Bad(plant, "machine-not-allowed", At("a", 0, 5), At("b", 5, 10, "N"));
    }

    [Fact]
    public void Times_are_in_order_and_in_range()
    {
        var plant = Plant(Op("a", 5));
        Bad(plant, "time-order", At("a", 5, 0, 5));
        Bad(plant, "time-order", At("a", 0, 5, 4));
        Bad(plant, "time-range", At("a", 0, 5, long.MaxValue));
        Bad(plant, "time-range", At("a", long.MinValue, 5, 10));
    }

    [Fact]
    public void A_run_takes_its_time_divided_by_the_efficiency_and_rounded_up()
    {
        var plant = Plant(Op("a", 21)) with { Machines = [Machine() with { Efficiency = 0.7 }] };
        Good(plant, At("a", 0, 30));
        Bad(plant, "run-time", At("a", 0, 31));
        Bad(plant, "run-time", At("a", 0, 29));
        Good(Plant(Op("a", 10)) with { Machines = [Machine() with { Efficiency = 0.8 }] }, At("a", 0, 13));
        Good(Plant(Op("a", 10)) with { Machines = [Machine() with { Efficiency = 3 }] }, At("a", 0, 4));
    }

    [Fact]
    public void What_may_not_pause_runs_within_open_time()
    {
        var plant = Plant(Op("a", 6)) with { Calendars = [Days], Machines = [Machine() with { Calendar = "days" }] };
        Good(plant, At("a", 8, 14));
        Good(plant, At("a", 10, 16));
        Bad(plant, "run-closed", At("a", 11, 17));
        Bad(plant, "run-closed", At("a", 7, 13));
        Bad(plant, "run-time", At("a", 12, 34));
    }

    [Fact]
    public void What_may_pause_has_exactly_its_time_of_open_time()
    {
        var plant = Plant(Op("a", 6) with { Interruptible = true }) with { Calendars = [Days], Machines = [Machine() with { Calendar = "days" }] };
        Good(plant, At("a", 8, 14));
        Good(plant, At("a", 12, 34));
        Bad(plant, "run-time", At("a", 12, 33));
        Bad(plant, "run-time", At("a", 12, 35));
        // The same open time, but it would begin or end in a closed hour.
        Bad(plant, "run-closed", At("a", 7, 14));
        Bad(plant, "run-closed", At("a", 10, 17));
    }

    [Fact]
    public void Holidays_overtime_and_breakdowns_count()
    {
        var calendar = Days with { Closed = [new(9, 11)], Extra = [new(10, 12), new(20, 22)] };
        var plant = Plant(Op("a", 6) with { Interruptible = true }) with
        {
            Calendars = [calendar], Machines = [Machine() with { Calendar = "days", Down = [new(12, 13), new(21, 30)] }],
        };
        // Open: 8-9, 10-12, 13-16, 20-21.
        Good(plant, At("a", 8, 16));
        Good(plant, At("a", 10, 21));
        Bad(plant, "run-time", At("a", 8, 15));
    }

    [Fact]
    public void A_cycle_may_begin_anywhere_and_times_before_it_count_too()
    {
        var plant = Plant(Op("a", 4)) with
        {
            Now = -100, FrozenUntil = -100, Jobs = [Job("j", Op("a", 4)) with { Release = -100 }], Calendars = [Days with { CycleStart = 5 }], Machines = [Machine() with { Calendar = "days" }],
        };
        Good(plant, At("a", 13, 17));
        Good(plant, At("a", -11, -7));
        Bad(plant, "run-closed", At("a", -12, -8));
    }

    [Fact]
    public void A_run_of_no_time_needs_no_shift()
    {
        var plant = Plant(Op("a", 0)) with { Calendars = [Days], Machines = [Machine() with { Calendar = "days" }] };
        Good(plant, At("a", 3, 3));
        Bad(plant, "run-time", At("a", 3, 4));
    }

    [Fact]
    public void Calendars_that_never_meet_are_not_walked_for_ever()
    {
        var plant = Plant(Op("a", 6) with { Interruptible = true, Skills = [new("s")] }) with
        {
            Calendars = [Days, new() { Id = "nights", Cycle = 24, Pattern = [new(0, 8)] }, new() { Id = "never", Cycle = 24 }],
            Machines = [Machine() with { Calendar = "days" }], People = [new() { Id = "p", Calendar = "nights", Skills = [new("s")] }],
        };
        Bad(plant, "calendar-limit", At("a", 8, 1L << 50) with { People = ["p"] });
        Bad(plant with { Machines = [Machine() with { Calendar = "never" }] }, "calendar-limit", At("a", 8, 1L << 50) with { People = ["p"] });
        Bad(plant with { Machines = [Machine() with { Calendar = "never" }], People = [new() { Id = "p", Skills = [new("s")] }] }, "run-time", At("a", 8, 1L << 50) with { People = ["p"] });
    }

    [Fact]
    public void A_setup_has_its_open_time_may_pause_and_may_be_early()
    {
        var plant = Plant(new Operation { Id = "a", Modes = [new("M", 2, Setup: 4)] }) with { Calendars = [Days], Machines = [Machine() with { Calendar = "days", Efficiency = 0.5 }] };
        Good(plant, At("a", 24 + 8, 48 + 8, 48 + 12));
        Good(plant, At("a", 8, 32, 36));
        // From 12 to 38: 4 + 6 hours of shift; a setup that begins at 15 has 1 + 6.
        Good(plant, At("a", 12, 36, 40));
        Bad(plant, "setup-short", At("a", 13, 36, 40));
    }

    [Fact]
    public void Setups_depend_on_what_was_there_before()
    {
        var plant = new Problem
        {
            Setups = [new() { Id = "colour", Attribute = "colour", Values = ["red", "blue"], Times = [[99, 3], [5, 99]], Costs = [[9, 30], [50, 9]] }],
            Machines = [Machine() with { Setups = ["colour"], State = Set("colour", "red") }],
            Jobs = [Job("j", Op("a", 2) with { Attributes = Set("colour", "blue") }), Job("k", Op("b", 2) with { Attributes = Set("colour", "blue") }),
                Job("l", Op("c", 2)), Job("m", Op("d", 2) with { Attributes = Set("colour", "red") })],
        };
        Assignment[] good = [At("a", 0, 3, 5), At("b", 5, 7), At("c", 7, 9), At("d", 9, 14, 16)];
        Good(plant, good);
        var figures = ScheduleCheck.Figures(plant, good);
        (figures.SetupTime, figures.Setups, figures.SetupCost).ShouldBe((8, 2, 80.0));
        Bad(plant, "setup-short", At("a", 0, 2, 4), At("b", 5, 7), At("c", 7, 9), At("d", 9, 14, 16));
        // Red stays red; blue to red in the end has two hours of its five.
        Bad(plant, "setup-short", At("c", 0, 2), At("a", 2, 5, 7), At("b", 7, 9), At("d", 9, 11, 13));
    }

    [Fact]
    public void Rules_come_before_the_matrix_and_an_unknown_value_fits_any()
    {
        var table = new SetupTable
        {
            Id = "t", Attribute = "mould", Values = ["1", "2"], Times = [[0, 7], [7, 0]],
            Rules = [new("1", "1", 1), new("1", "2", 2, 5), new(null, "9", 3), new("2", null, 4)],
        };
        Problem Plant(string? state, string to) => new()
        {
            Setups = [table], Machines = [Machine() with { Setups = ["t"], State = state is null ? [] : Set("mould", state) }],
            Jobs = [Job("j", Op("a", 1) with { Attributes = Set("mould", to) })],
        };
        long Takes(string? from, string to) => ScheduleCheck.Figures(Plant(from, to), [At("a", 0, 50, 51)]).SetupTime;
        Takes("1", "1").ShouldBe(1, "a rule that names a value twice");
        Takes("2", "2").ShouldBe(0, "a value to itself, although the fourth rule would fit");
        Takes("1", "2").ShouldBe(2);
        Takes("2", "1").ShouldBe(4, "the rule, not the matrix");
        Takes(null, "9").ShouldBe(3, "nothing is known: any");
        Takes(null, "2").ShouldBe(0, "a rule from 1 or 2 does not fit what is not known");
        Takes("5", "2").ShouldBe(0, "the matrix does not know 5");
        Takes("1", "9").ShouldBe(3);
    }

    [Fact]
    public void Several_setups_add_up_or_are_done_together_and_their_costs_always_add_up()
    {
        var plant = new Problem
        {
            Setups = [new() { Id = "t", Attribute = "mould", Rules = [new(null, null, 3, 10)] }, new() { Id = "u", Attribute = "colour", Rules = [new(null, null, 5, 20)] }],
            Machines = [Machine() with { Setups = ["t", "u"], Efficiency = 0.5 }],
            Jobs = [Job("j", new Operation { Id = "a", Modes = [new("M", 1, 2)], Attributes = new Dictionary<string, string> { ["mould"] = "1", ["colour"] = "red" } })],
        };
        // The fixed setup takes 4 at half the speed; what the sequence needs is as it is written.
        Good(plant, At("a", 0, 12, 14));
        Bad(plant, "setup-short", At("a", 0, 11, 13));
        var together = plant with { Machines = [plant.Machines[0] with { SetupsTogether = true }] };
        Good(together, At("a", 0, 9, 11));
        Bad(together, "setup-short", At("a", 0, 8, 10));
        ScheduleCheck.Figures(together, [At("a", 0, 9, 11)]).SetupCost.ShouldBe(30);
    }

    [Fact]
    public void A_machine_does_one_thing_at_a_time_its_setup_included()
    {
        var plant = Plant(Op("a", 5), new Operation { Id = "b", Modes = [new("M", 5, 2)] }, Op("z", 0));
        Good(plant, At("a", 0, 5), At("b", 5, 7, 12), At("z", 3, 3));
        Bad(plant, "machine-overlap", At("a", 0, 5), At("b", 4, 7, 12), At("z", 3, 3));
        Bad(plant, "machine-overlap", At("a", 1, 6), At("b", 0, 7, 12), At("z", 3, 3));
    }

    [Fact]
    public void A_batch_fits_the_machine_and_shares_family_attributes_and_times()
    {
        Operation Part(string id, long time, long size, string? family = "F", string colour = "red") =>
            new() { Id = id, Modes = [new("M", time, 1)], Size = size, Family = family, Attributes = Set("colour", colour) };
        Problem Oven(params Operation[] operations) => Plant(operations) with { Machines = [Machine() with { BatchCapacity = 10 }] };
        Assignment In(string id, int batch = 1) => At(id, 0, 1, 9) with { Batch = batch };
        Good(Oven(Part("a", 8, 6), Part("b", 5, 4)), In("a"), In("b"));
        Bad(Oven(Part("a", 8, 6), Part("b", 5, 5)), "batch-capacity", In("a"), In("b"));
        Bad(Oven(Part("a", 8, 6), Part("b", 5, 4, "G")), "batch-family", In("a"), In("b"));
        Bad(Oven(Part("a", 8, 6), Part("b", 5, 4, colour: "blue")), "batch-family", In("a"), In("b"));
        Bad(Oven(Part("a", 8, 6, null)), "batch-family", In("a"));
        Bad(Oven(Part("a", 8, 6), Part("b", 5, 4)), "batch-times", In("a"), At("b", 0, 1, 8) with { Batch = 1 });
        Bad(Oven(Part("a", 7, 6), Part("b", 5, 4)), "run-time", In("a"), In("b"));
        Bad(Oven(Part("a", 8, 6), Part("b", 8, 4)), "machine-overlap", In("a"), In("b", 2));
        Bad(Plant(Part("a", 8, 6), Part("b", 5, 4)), "batch-machine", In("a"), In("b"));
        Bad(Oven(Part("a", 8, 6)), "batch-machine", In("a", -1));
        Good(Oven(Part("a", 8, 6, null)), In("a", 0));
        // Too large even alone: the schedule and the problem are both told.
        Bad(Oven(Part("a", 8, 11)), "batch-capacity", In("a", 0));
    }

    [Fact]
    public void A_batch_is_set_up_once_and_pauses_only_if_all_members_may()
    {
        Operation Part(string id, bool may) => Op(id, 6) with { Family = "F", Interruptible = may, Attributes = Set("colour", "red") };
        Problem Oven(bool may) => Plant(Part("a", true), Part("b", may)) with
        {
            Calendars = [Days], Machines = [Machine() with { BatchCapacity = 10, Calendar = "days", Setups = ["t"] }],
            Setups = [new() { Id = "t", Attribute = "colour", Rules = [new(null, "red", 2, 7)] }],
        };
        Assignment[] over = [At("a", 10, 12, 34) with { Batch = 3 }, At("b", 10, 12, 34) with { Batch = 3 }];
        Good(Oven(true), over);
        Bad(Oven(false), "run-time", over);
        var figures = ScheduleCheck.Figures(Oven(true), over);
        (figures.SetupTime, figures.Setups, figures.SetupCost).ShouldBe((2, 1, 7.0));
    }

    [Fact]
    public void A_unit_is_of_the_pool_exists_and_is_held_once_at_a_time()
    {
        Operation Using(string id, string machine, int units = 1) => Op(id, 5, machine) with { Needs = [new("tool", units)] };
        var plant = new Problem
        {
            Machines = [Machine(), Machine("N")], Pools = [new() { Id = "tool", Groups = [new(1), new(1)] }, new() { Id = "other", Groups = [new(1)] }],
            Jobs = [Job("j", Using("a", "M")), Job("k", Using("b", "N"))],
        };
        Assignment Held(string id, string machine, long start, params string[] units) => At(id, start, start + 5, machine) with { Units = units };
        Good(plant, Held("a", "M", 0, "tool#0"), Held("b", "N", 0, "tool#1"));
        Good(plant, Held("a", "M", 0, "tool#0"), Held("b", "N", 5, "tool#0"));
        Bad(plant, "unit-twice", Held("a", "M", 0, "tool#0"), Held("b", "N", 4, "tool#0"));
        Bad(plant, "unit-unknown", Held("a", "M", 0, "tool#2"), Held("b", "N", 4, "tool#0"));
        Bad(plant, "unit-unknown", Held("a", "M", 0, "tool"), Held("b", "N", 4, "tool#0"));
        Bad(plant, "unit-unknown", Held("a", "M", 0, "other#0"), Held("b", "N", 4, "tool#0"));
        Bad(plant, "units-number", Held("a", "M", 0), Held("b", "N", 4, "tool#0"));
        Bad(plant, "units-number", Held("a", "M", 0, "tool#1", "tool#0"), Held("b", "N", 9, "tool#0"));
        var two = plant with { Jobs = [Job("j", Using("a", "M", 2))] };
        Good(two, Held("a", "M", 0, "tool#1", "tool#0"));
        Bad(two, "unit-twice", Held("a", "M", 0, "tool#1", "tool#1"));
    }

    [Fact]
    public void Tools_are_held_in_their_phase_and_a_mode_may_need_its_own()
    {
        var plant = new Problem
        {
            Machines = [Machine(), Machine("N")], Pools = [new() { Id = "setter", Groups = [new(1)] }, new() { Id = "probe", Groups = [new(1)] }],
            Jobs =
            [
                Job("j", new Operation { Id = "a", Modes = [new("M", 5, 2, [new("probe", During: Phase.Run)])], Needs = [new("setter", During: Phase.Setup)] }),
                Job("k", new Operation { Id = "b", Modes = [new("N", 5, 2)], Needs = [new("setter", During: Phase.Setup), new("probe", During: Phase.Setup)] }),
            ],
        };
        Assignment[] Times(long b, string[]? units = null) =>
            [At("a", 0, 2, 7) with { Units = units ?? ["setter#0", "probe#0"] }, At("b", b, b + 2, b + 7, "N") with { Units = ["setter#0", "probe#0"] }];
        Good(plant, Times(7));
        Bad(plant, "unit-twice", Times(3));
        Bad(plant, "unit-twice unit-twice", Times(1));
        Bad(plant, "unit-unknown unit-unknown", Times(7, ["probe#0", "setter#0"]));
    }

    [Fact]
    public void A_tool_that_is_away_stops_the_work()
    {
        var plant = Plant(Op("a", 5) with { Needs = [new("crew", During: Phase.Run)], Interruptible = true }) with
        {
            Calendars = [Days], Pools = [new() { Id = "crew", Groups = [new(1, "days", [new(10, 12)]), new(1, null, [new(0, 3)])] }],
        };
        Good(plant, At("a", 8, 15) with { Units = ["crew#0"] });
        Bad(plant, "run-time", At("a", 8, 15) with { Units = ["crew#1"] });
        Good(plant, At("a", 3, 8) with { Units = ["crew#1"] });
        Bad(plant, "run-time", At("a", 3, 8) with { Units = ["crew#0"] });
        var stiff = plant with { Jobs = [Job("j", plant.Jobs[0].Operations[0] with { Interruptible = false })] };
        Bad(stiff, "run-closed", At("a", 8, 13) with { Units = ["crew#0"] });
        // Needed in the run only: the setup goes on without.
        var setup = plant with { Jobs = [Job("j", plant.Jobs[0].Operations[0] with { Modes = [new("M", 5, 4)] })] };
        Good(setup, At("a", 4, 8, 15) with { Units = ["crew#0"] });
    }

    [Fact]
    public void People_have_the_skill_while_it_is_used_and_do_one_thing_at_a_time()
    {
        Operation By(string id, string machine, int people = 1) => Op(id, 5, machine) with { Skills = [new("weld", people)] };
        var plant = new Problem
        {
            Machines = [Machine(), Machine("N")], Jobs = [Job("j", By("a", "M")), Job("k", By("b", "N"))],
            People = [new() { Id = "Ann", Skills = [new("weld", Until: 10)] }, new() { Id = "Bob", Skills = [new("turn"), new("weld", 5)] }, new() { Id = "Cy", Skills = [new("weld", 0, 3), new("weld", 3, 10)] }],
        };
        Assignment Done(string id, string machine, long start, params string[] people) => At(id, start, start + 5, machine) with { People = people };
        Good(plant, Done("a", "M", 0, "Ann"), Done("b", "N", 5, "Ann"));
        Good(plant, Done("a", "M", 5, "Ann"), Done("b", "N", 5, "Bob"));
        Bad(plant, "person-twice", Done("a", "M", 0, "Ann"), Done("b", "N", 4, "Ann"));
        Bad(plant, "person-unskilled", Done("a", "M", 0, "Ann"), Done("b", "N", 6, "Ann"));
        Bad(plant, "person-unskilled", Done("a", "M", 4, "Bob"), Done("b", "N", 4, "Ann"));
        Bad(plant, "person-unskilled", Done("a", "M", 0, "Cy"), Done("b", "N", 4, "Ann"));
        Bad(plant, "person-unknown", Done("a", "M", 0, "Dan"), Done("b", "N", 4, "Ann"));
        Bad(plant, "people-number", Done("a", "M", 0), Done("b", "N", 4, "Ann"));
        var two = plant with { Jobs = [Job("j", By("a", "M", 2))] };
        Good(two, Done("a", "M", 5, "Bob", "Ann"));
        Bad(two, "person-twice", Done("a", "M", 5, "Ann", "Ann"));
    }

    [Fact]
    public void Who_sets_up_may_run_it_too_and_absence_stops_the_work()
    {
        var plant = Plant(new Operation { Id = "a", Modes = [new("M", 5, 2)], Skills = [new("set", During: Phase.Setup), new("run", During: Phase.Run)], Interruptible = true }) with
        {
            People = [new() { Id = "Ann", Skills = [new("set"), new("run")], Absent = [new(4, 6)] }, new() { Id = "Bob", Skills = [new("set")], Absent = [new(0, 1)] }],
        };
        Good(plant, At("a", 0, 2, 9) with { People = ["Ann", "Ann"] });
        Bad(plant, "run-time", At("a", 0, 2, 7) with { People = ["Ann", "Ann"] });
        Bad(plant, "setup-short", At("a", 0, 2, 9) with { People = ["Bob", "Ann"] });
    }

    [Fact]
    public void A_chain_is_kept_and_lags_lie_between()
    {
        var chain = new Problem { Machines = [Machine(), Machine("N")], Jobs = [Job("j", Op("a", 5), Op("b", 5, "N"))] };
        Good(chain, At("a", 0, 5), At("b", 5, 10, "N"));
        Bad(chain, "link-early", At("a", 0, 5), At("b", 4, 9, "N"));
        Problem With(Link link) => chain with { Jobs = [chain.Jobs[0] with { Links = [] }], Links = [link] };
        Good(With(new("a", "b", 2, 4)), At("a", 0, 5), At("b", 7, 12, "N"));
        Good(With(new("a", "b", 2, 4)), At("a", 0, 5), At("b", 9, 14, "N"));
        Bad(With(new("a", "b", 2, 4)), "link-early", At("a", 0, 5), At("b", 6, 11, "N"));
        Bad(With(new("a", "b", 2, 4)), "link-late", At("a", 0, 5), At("b", 10, 15, "N"));
        Good(With(new("a", "b", -3)), At("a", 0, 5), At("b", 2, 7, "N"));
        Good(With(new("a", "b", 2, 4, LinkKind.StartToStart)), At("a", 0, 5), At("b", 2, 7, "N"));
        Bad(With(new("a", "b", 2, 4, LinkKind.StartToStart)), "link-early", At("a", 0, 5), At("b", 1, 6, "N"));
        Bad(With(new("a", "b", 2, 4, LinkKind.StartToStart)), "link-late", At("a", 0, 5), At("b", 5, 10, "N"));
    }

    [Fact]
    public void Parts_are_passed_on_while_both_operations_run()
    {
        Problem Pair(long first, long second, Link link, long quantity = 10) => new()
        {
            Machines = [Machine(), Machine("N")], Jobs = [Job("j", Op("a", first) with { Quantity = quantity }, Op("b", second, "N")) with { Links = [link] }],
        };
        // Ten pieces an hour each, passed on by fives: the second may start when five are made.
        Good(Pair(10, 10, new("a", "b", Transfer: 5)), At("a", 0, 10), At("b", 5, 15, "N"));
        Bad(Pair(10, 10, new("a", "b", Transfer: 5)), "link-early", At("a", 0, 10), At("b", 4, 14, "N"));
        // The second is faster: its second five would start at 8, but are there at 10.
        Bad(Pair(10, 4, new("a", "b", Transfer: 5)), "link-early", At("a", 0, 10), At("b", 5, 9, "N"));
        Good(Pair(10, 4, new("a", "b", Transfer: 5)), At("a", 0, 10), At("b", 8, 12, "N"));
        Bad(Pair(10, 4, new("a", "b", Transfer: 5)), "link-early", At("a", 0, 10), At("b", 7, 11, "N"));
        // Passed on by fours: 4, 8 and the last 2 of 10 pieces; lag 1.
        Good(Pair(20, 10, new("a", "b", 1, Transfer: 4)), At("a", 0, 20), At("b", 13, 23, "N"));
        Bad(Pair(20, 10, new("a", "b", 1, Transfer: 4)), "link-early", At("a", 0, 20), At("b", 12, 22, "N"));
        // A third of ten hours is done in the fourth.
        Good(Pair(10, 30, new("a", "b", Transfer: 1), 3), At("a", 0, 10), At("b", 4, 34, "N"));
        Bad(Pair(10, 30, new("a", "b", Transfer: 1), 3), "link-early", At("a", 0, 10), At("b", 3, 33, "N"));
        // More than there are: all at the end. The maximum lag counts from the first transfer.
        Bad(Pair(10, 10, new("a", "b", Transfer: 50)), "link-early", At("a", 0, 10), At("b", 9, 19, "N"));
        Bad(Pair(10, 10, new("a", "b", 0, 3, Transfer: 5)), "link-late", At("a", 0, 10), At("b", 9, 19, "N"));
        Good(Pair(10, 10, new("a", "b", 0, 3, Transfer: 5)), At("a", 0, 10), At("b", 8, 18, "N"));
    }

    [Fact]
    public void Parts_that_come_overnight_are_there_in_time_for_the_next_shift()
    {
        var plant = new Problem
        {
            Calendars = [Days], Machines = [Machine(), Machine("N") with { Calendar = "days" }],
            Jobs = [Job("j", Op("a", 20) with { Quantity = 2 }, Op("b", 4, "N") with { Interruptible = true }) with { Links = [new("a", "b", Transfer: 1)] }],
        };
        // The second piece comes at 24. What follows the first would go on at 32, after two hours before the evening.
        Good(plant, At("a", 4, 24), At("b", 14, 34, "N"));
        Bad(plant, "link-early", At("a", 4, 24), At("b", 13, 33, "N"));
    }

    [Fact]
    public void Nothing_begins_before_now_its_release_or_its_parts()
    {
        var plant = new Problem { Now = 10, Machines = [Machine()], Jobs = [Job("j", new Operation { Id = "a", Modes = [new("M", 5, 2)] }) with { Release = 20 }] };
        Good(plant, At("a", 18, 20, 25));
        Bad(plant, "before-release", At("a", 17, 19, 24));
        Bad(plant, "before-now", At("a", 9, 20, 25));
        var parts = plant with { Machines = [Machine() with { SetupNeedsParts = true }] };
        Good(parts, At("a", 20, 22, 27));
        Bad(parts, "setup-before-parts", At("a", 19, 22, 27));
    }

    [Fact]
    public void A_setup_that_needs_the_parts_waits_for_predecessors_and_material()
    {
        var plant = new Problem
        {
            Machines = [Machine(), Machine("N") with { SetupNeedsParts = true }], Materials = [new() { Id = "steel", Receipts = [new(9, 5)] }],
            Jobs = [Job("j", Op("a", 5), new Operation { Id = "b", Modes = [new("N", 5, 2)], Materials = [new("steel", 5)] }) with { Links = [new("a", "b", 1)] }],
        };
        Good(plant, At("a", 0, 5), At("b", 9, 11, 16, "N"));
        // The material is taken when the setup begins.
        Bad(plant, "material-late", At("a", 0, 5), At("b", 8, 11, 16, "N"));
        Bad(plant, "setup-before-parts", At("a", 4, 9), At("b", 9, 11, 16, "N"));
        Good(plant with { Machines = [Machine(), Machine("N")] }, At("a", 4, 9), At("b", 0, 11, 16, "N"));
    }

    [Fact]
    public void Material_is_counted_once_in_the_order_of_starts()
    {
        Operation Using(string id, decimal quantity, string machine) => Op(id, 5, machine) with { Materials = [new("steel", quantity)] };
        var plant = new Problem
        {
            Machines = [Machine(), Machine("N")], Jobs = [Job("j", Using("a", 3, "M")), Job("k", Using("b", 2.5m, "N"))],
            Materials = [new() { Id = "steel", OnHand = 3, Receipts = [new(20, 1), new(10, 2)] }],
        };
        Good(plant, At("a", 0, 5), At("b", 20, 25, "N"));
        Good(plant with { Materials = [plant.Materials[0] with { OnHand = 3.5m }] }, At("a", 0, 5), At("b", 10, 15, "N"));
        Bad(plant, "material-late", At("a", 0, 5), At("b", 19, 24, "N"));
        Bad(plant, "material-late", At("b", 0, 5, "N"), At("a", 0, 5));
        Good(plant, At("b", 0, 5, "N"), At("a", 20, 25));
        Bad(plant with { Materials = [plant.Materials[0] with { Receipts = [] }] }, "material-late", At("a", 0, 5), At("b", 20, 25, "N"));
    }

    [Fact]
    public void The_frozen_window_keeps_what_is_in_it_and_lets_nothing_else_in()
    {
        var plant = Plant(Op("a", 5, "M", "N"), Op("b", 5)) with { Now = 0, FrozenUntil = 10, Machines = [Machine(), Machine("N")], InForce = [At("a", 4, 9), At("b", 12, 17), At("gone", 0, 1)] };
        Good(plant, At("a", 4, 9), At("b", 10, 15));
        Bad(plant, "frozen-moved", At("a", 5, 10), At("b", 12, 17));
        Bad(plant, "frozen-moved", At("a", 4, 9, "N"), At("b", 12, 17));
        Bad(plant, "frozen-window", At("a", 4, 9), At("b", 9, 14));
        // What starts at the window's end is free.
        Good(plant with { InForce = [At("a", 4, 9), At("b", 10, 15)] }, At("a", 4, 9), At("b", 12, 17));
        var thawed = plant with { Thawed = ["a"] };
        Good(thawed, At("a", 10, 15, "N"), At("b", 12, 17));
        Good(thawed, At("a", 6, 11, "N"), At("b", 12, 17));
        // A setup that begins within the window freezes what it is for.
        var setUp = plant with { InForce = [At("a", 4, 9), At("b", 12, 17) with { SetupStart = 9 }] };
        Good(setUp, At("a", 4, 9), At("b", 12, 17) with { SetupStart = 9 });
        Bad(setUp, "frozen-moved", At("a", 4, 9), At("b", 13, 18));
        // Pinned into the window, or left behind by the schedule in force: free of it.
        Good(plant with { Jobs = [plant.Jobs[0], Job("k", Op("b", 5) with { Floor = new() { State = FloorState.Pinned, Start = 9 } })] }, At("a", 4, 9), At("b", 9, 14));
        Good(plant with { Now = 5 }, At("a", 5, 10), At("b", 12, 17));
    }

    [Fact]
    public void What_has_started_goes_on_where_it_is_and_holds_what_it_holds()
    {
        var floor = new Floor { State = FloorState.Started, Machine = "M", Start = 3, Remaining = 4, Holds = ["Ann", "tool"] };
        var plant = new Problem
        {
            Now = 14, Calendars = [Days], Machines = [Machine() with { Calendar = "days", State = Set("colour", "red"), Setups = ["t"] }, Machine("N")],
            Setups = [new() { Id = "t", Attribute = "colour", Rules = [new(null, null, 3)] }],
            Pools = [new() { Id = "tool", Groups = [new(2, "days")] }], People = [new() { Id = "Ann", Skills = [new("s")], Absent = [new(0, 1000)] }],
            Jobs = [Job("j", Op("a", 99) with { Floor = floor, Attributes = Set("colour", "blue") }), Job("k", Op("b", 2) with { Attributes = Set("colour", "red") }), Job("l", Op("c", 4, "N") with { Needs = [new("tool", 2)] })],
        };
        // Two hours today, two tomorrow from 32, although Ann is away; the machine stays red.
        Good(plant, At("a", 3, 34), At("b", 34, 36), At("c", 34, 38, "N") with { Units = ["tool#0", "tool#1"] });
        Good(plant, At("a", 3, 34) with { People = ["Ann"], Units = ["tool#1"] }, At("b", 34, 36), At("c", 34, 38, "N") with { Units = ["tool#0", "tool#1"] });
        Bad(plant, "started-end", At("a", 3, 33), At("b", 34, 36), At("c", 34, 38, "N") with { Units = ["tool#0", "tool#1"] });
        Bad(plant, "started-moved", At("a", 4, 34), At("b", 34, 36), At("c", 34, 38, "N") with { Units = ["tool#0", "tool#1"] });
        Bad(plant, "machine-overlap", At("a", 3, 34), At("b", 14, 16), At("c", 34, 38, "N") with { Units = ["tool#0", "tool#1"] });
        Bad(plant, "unit-twice", At("a", 3, 34), At("b", 34, 36), At("c", 32, 36, "N") with { Units = ["tool#0", "tool#1"] });
        Bad(plant, "people-number units-number", At("a", 3, 34) with { People = ["Bob"], Units = ["tool#0", "tool#1"] }, At("b", 34, 36), At("c", 34, 38, "N") with { Units = ["tool#0", "tool#1"] });
        var busy = plant with { Jobs = [plant.Jobs[0], Job("k", Op("b", 2, "N") with { Skills = [new("s")] })], People = [plant.People[0] with { Absent = [] }] };
        Bad(busy, "person-twice", At("a", 3, 34), At("b", 32, 34, "N") with { People = ["Ann"] });
    }

    [Fact]
    public void What_runs_and_has_nothing_left_is_at_its_end()
    {
        var plant = Plant(Op("a", 9) with { Floor = new() { State = FloorState.Started, Machine = "M", Start = 0, Remaining = 0 } }, Op("b", 2)) with { Now = 10 };
        Good(plant, At("a", 0, 10), At("b", 10, 12));
        Bad(plant, "started-end", At("a", 0, 9), At("b", 10, 12));
        Bad(plant, "started-end", At("a", 0, 11), At("b", 11, 13));
    }

    [Fact]
    public void What_is_done_is_past_and_takes_nothing()
    {
        var plant = new Problem
        {
            Now = 10, Machines = [Machine()],
            Jobs = [Job("j", Op("a", 99) with { Floor = new() { State = FloorState.Done, Machine = "M", Start = 0, End = 8 } }, Op("b", 2)) with { Links = [new("a", "b", 3)] }],
        };
        Good(plant, At("a", 0, 8), At("b", 11, 13));
        Bad(plant, "link-early", At("a", 0, 8), At("b", 10, 12));
        Bad(plant, "done-moved", At("a", 0, 7), At("b", 11, 13));
        // Links into what has started are the floor's affair.
        var started = plant with { Jobs = [Job("j", plant.Jobs[0].Operations[0], Op("b", 2) with { Floor = new() { State = FloorState.Started, Machine = "M", Start = 2, Remaining = 1 } })] };
        Good(started, At("a", 0, 8), At("b", 2, 11));
    }

    [Fact]
    public void Parts_of_what_runs_are_passed_on_as_they_are_made()
    {
        var plant = new Problem
        {
            Now = 10, Machines = [Machine(), Machine("N")],
            Jobs = [Job("j", Op("a", 10) with { Quantity = 10, Floor = new() { State = FloorState.Started, Machine = "M", Start = 2, Remaining = 4 } }, Op("b", 10, "N")) with { Links = [new("a", "b", 1, Transfer: 5)] }],
        };
        // Six are made before now, the fifth at 7 at the earliest; the tenth at 14, on the way for 1: the second five start at 15.
        Good(plant, At("a", 2, 14), At("b", 10, 20, "N"));
        Bad(plant with { Jobs = [plant.Jobs[0] with { Links = [new("a", "b", 2, Transfer: 5)] }] }, "link-early", At("a", 2, 14), At("b", 10, 20, "N"));
        Bad(plant with { Jobs = [plant.Jobs[0] with { Links = [new("a", "b", 1, Transfer: 8)] }] }, "link-early", At("a", 2, 14), At("b", 10, 20, "N"));
        Good(plant with { Jobs = [plant.Jobs[0] with { Links = [new("a", "b", 1, Transfer: 8)] }] }, At("a", 2, 14), At("b", 13, 23, "N"));
    }

    [Fact]
    public void What_is_pinned_stays_where_it_is_pinned()
    {
        Problem Pinned(string? machine, long? start) => Plant(Op("a", 5, "M", "N") with { Floor = new() { State = FloorState.Pinned, Machine = machine, Start = start } }) with { Machines = [Machine(), Machine("N")] };
        Good(Pinned("N", 4), At("a", 4, 9, "N"));
        Bad(Pinned("N", null), "pinned-machine", At("a", 4, 9));
        Bad(Pinned(null, 5), "pinned-start", At("a", 4, 9));
    }

    [Fact]
    public void Figures_are_what_a_person_would_reckon()
    {
        var plant = new Problem
        {
            Now = 2, FrozenUntil = 2, MoveTolerance = 1, Machines = [Machine(), Machine("N")], Objective = new() { Terms = [new(Measure.WeightedTardiness, 2), new(Measure.StartMoves, 10), new(Measure.Makespan)] },
            Jobs =
            [
                Job("j", Op("a", 5), Op("b", 5, "M", "N")) with { Due = 10, TardinessCost = 3 }, Job("k", Op("c", 2)) with { Due = 20, EarlinessCost = 0.5 },
                Job("l", Op("d", 4) with { Floor = new() { State = FloorState.Done, Machine = "M", Start = -2, End = 1 } }) with { Due = 0 },
            ],
            InForce = [At("a", 2, 7), At("b", 7, 12), At("c", 10, 12), At("d", 50, 54)],
        };
        Assignment[] schedule = [At("a", 2, 7), At("b", 8, 13, "N"), At("c", 12, 14), At("d", -2, 1)];
        Good(plant, schedule);
        var figures = ScheduleCheck.Figures(plant, schedule);
        figures.ShouldBe(new Figures
        {
            WeightedTardiness = (3 * 3) + 1, Tardiness = 4, LateJobs = 2, Makespan = 12, WorkInProcess = 11 + 2 + 3, Earliness = 3, MachineChanges = 1, StartMoves = 1,
            Objective = 20 + 10 + 12,
        });
        ScheduleCheck.Figures(plant with { Objective = plant.Objective with { InOrder = true } }, schedule).Objective.ShouldBe(10);
    }

    [Fact]
    public void Times_are_told_as_moments_when_the_problem_has_an_origin()
    {
        var plant = Plant(Op("a", 5)) with { Origin = new(2026, 3, 1, 6, 0, 0, TimeSpan.Zero), Now = 3600 };
        ScheduleCheck.Faults(plant, [At("a", 0, 5)]).ShouldHaveSingleItem().Sentence
            .ShouldBe("Operation a on M would begin at 2026-03-01 06:00:00; it is 2026-03-01 07:00:00 already.");
    }

    [Fact]
    public void A_schedule_that_is_wrong_everywhere_is_answered_with_a_thousand_faults()
    {
        var plant = Plant([.. Enumerable.Range(0, 2000).Select(i => Op($"{i}", 5))]);
        Codes(plant).Length.ShouldBe(1000);
    }
}
