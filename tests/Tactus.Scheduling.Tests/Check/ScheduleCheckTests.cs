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
        var figures = Scheduling.Check.ScheduleCheck.Figures(plant, good);
        (figures.SetupTime, figures.Setups, figures.SetupCost).ShouldBe((8, 2, 80.0));
        Bad(plant, "setup-short", At("a", 0, 2, 4), At("b", 5, 7), At("c", 7, 9), At("d", 9, 14, 16));
        // Red stays red; blue to red in the end has two hours of its five.
        Bad(plant, "setup-short", At("c", 0, 2), At("a", 2, 5, 7), At("b", 7, 9), At("d", 9, 11, 13));
    }
}
