using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tactus.Mes;
using Tactus.Mes.Equipment;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Live;
using static Tactus.Tests.Mes.Equipment.SignalTests;

namespace Tactus.Tests.Mes.Equipment;

public sealed class DowntimeTests
{
    private static async Task<Plant> Stopped(string database)
    {
        var plant = await PlantWith(database, "IM-01");
        foreach (var code in (string[])["JAM", "TOOL", "NO-MATERIAL"]) (await plant.Run(new SetReasonCode(ReasonKind.Downtime, code, code, code))).Refusal.ShouldBeNull();
        plant.Clock.Set(Start.AddMinutes(31));
        await Send(plant, State(1, 0, MachineState.Running), State(2, 10, MachineState.Stopped), State(3, 14, MachineState.Stopped), State(4, 18, MachineState.Stopped), State(5, 22, MachineState.Stopped),
            State(6, 26, MachineState.Stopped), State(7, 30, MachineState.Running));
        return plant;
    }

    private static async Task<string[]> Stops(Plant plant, double until = 60)
    {
        await using var db = plant.Mes();
        var machine = await db.Equipment.SingleAsync(each => each.No == "IM-01");
        var now = plant.Clock.GetUtcNow().UtcDateTime;
        return [.. (await MachineTimes.Segments(db, [machine], Start, Start.AddMinutes(until), now, default))["IM-01"].Where(each => each.State == MachineState.Stopped)
            .Select(each => string.Create(null, $"{(each.StartUtc - Start).TotalMinutes:0.##}-{(each.EndUtc is { } end ? (end - Start).TotalMinutes.ToString("0.##", null) : "")} {(each.ReasonCode is null ? each.NeedsReason(now, 60) ? "?" : "-" : each.ReasonCode + " " + each.ReasonBy)}"))];
    }

    private static Task<Outcome<IReadOnlyList<SegmentView>>> Explain(Plant plant, double at, string reason, double? split = null) =>
        plant.Run(new ExplainStop("IM-01", Start.AddMinutes(at), reason, SplitAtUtc: split is { } minute ? Start.AddMinutes(minute) : null), Plant.Person("lead", MesEquipment.Downtime));

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_stop_asks_for_a_reason_takes_one_and_can_be_split_between_two(string database)
    {
        await using var plant = await Stopped(database);
        (await Stops(plant)).ShouldBe(["10-30 ?"]);
        (await Explain(plant, 10, "JAM", 18)).Refusal.ShouldBeNull();
        (await Stops(plant)).ShouldBe(["10-18 JAM lead", "18-30 ?"]);
        (await Explain(plant, 18, "TOOL")).Refusal.ShouldBeNull();
        (await Stops(plant)).ShouldBe(["10-18 JAM lead", "18-30 TOOL lead"]);
        // Somebody knows better; the part keeps its bounds.
        (await Explain(plant, 10, "NO-MATERIAL")).Refusal.ShouldBeNull();
        (await Stops(plant)).ShouldBe(["10-18 NO-MATERIAL lead", "18-30 TOOL lead"]);

        (await Explain(plant, 11, "JAM")).Refusal!.Code.ShouldBe("interval-unknown");
        (await Explain(plant, 0, "JAM")).Refusal!.Code.ShouldBe("interval-not-stopped");
        (await Explain(plant, 18, "JAM", 30)).Refusal!.Code.ShouldBe("split-outside");
        (await Explain(plant, 18, "WEATHER")).Refusal!.Code.ShouldBe("reason-unknown");
        (await plant.Run(new ExplainStop("IM-09", Start, "JAM"))).Refusal!.Code.ShouldBe("machine-unknown");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_explanation_outlives_a_late_signal_and_covers_the_stop_to_its_end_when_that_comes(string database)
    {
        await using var plant = await Stopped(database);
        plant.Clock.Set(Start.AddMinutes(41));
        await Send(plant, State(8, 34, MachineState.Running), State(9, 38, MachineState.Stopped));
        (await Stops(plant)).ShouldBe(["10-30 ?", "38- ?"]);
        (await Explain(plant, 38, "TOOL")).Refusal.ShouldBeNull();
        (await Explain(plant, 10, "JAM")).Refusal.ShouldBeNull();
        plant.Clock.Set(Start.AddMinutes(50));
        // The first stop had begun earlier, and the machine ran in between: what follows is another stop and asks again. The second goes on and ends.
        await Send(plant, State(10, 9, MachineState.Stopped), State(11, 20, MachineState.Running), State(12, 21, MachineState.Stopped), State(13, 42, MachineState.Stopped), State(14, 45, MachineState.Running));
        (await Stops(plant)).ShouldBe(["9-20 JAM lead", "21-30 ?", "38-45 TOOL lead"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_late_signal_for_a_closed_shift_is_a_visible_correction_and_a_copy_of_it_is_nothing(string database)
    {
        await using var plant = await Stopped(database);
        (await plant.Run(new SetShiftPattern("HALF", "Half hours", [new PatternShift("first", [DayOfWeek.Monday], new TimeOnly(8, 0), new TimeOnly(8, 30), []), new PatternShift("second", [DayOfWeek.Monday], new TimeOnly(8, 30), new TimeOnly(9, 0), [])]))).Refusal.ShouldBeNull();
        (await plant.Run(new AssignCalendar("MOULD", "HALF", new DateOnly(2026, 1, 1)))).Refusal.ShouldBeNull();
        (await plant.Run(new CloseShift("MOULD", "2026-03-02/second"))).Refusal!.Code.ShouldBe("shift-not-over");
        (await plant.Run(new CloseShift("MOULD", "2026-03-02/third"))).Refusal!.Code.ShouldBe("shift-unknown");
        (await plant.Run(new CloseShift("MOULD", "nonsense"))).Refusal!.Code.ShouldBe("shift-unknown");
        var closed = await plant.Run(new CloseShift("MOULD", "2026-03-02/first"));
        closed.Value.Figures.Single().ShouldSatisfyAllConditions(f => f.RunningSeconds.ShouldBe(300), f => f.StoppedSeconds.ShouldBe(1200), f => f.UnexplainedSeconds.ShouldBe(1200), f => f.UnknownSeconds.ShouldBe(300));
        (await plant.Run(new CloseShift("MOULD", "2026-03-02/first"))).Refusal!.Code.ShouldBe("shift-closed-already");

        // Not about the closed shift: nothing to correct. Then one that is, twice.
        await Send(plant, State(8, 30.5, MachineState.Idle));
        await Send(plant, State(9, 24, MachineState.Setup), Counter(10, 1, 5));
        await Send(plant, State(9, 24, MachineState.Setup), Counter(10, 1, 5));
        plant.Clock.Advance(TimeSpan.FromDays(7));
        await Send(plant, State(9, 24, MachineState.Setup));
        await using (var db = plant.Mes())
        {
            var correction = await db.MachineCorrections.SingleAsync();
            (correction.Cause, correction.Signals, correction.ShiftKey, correction.MachineNo).ShouldBe(("late-signals", 2, "2026-03-02/first", "IM-01"));
            (correction.Before[0].StoppedSeconds, correction.Before[0].SetupSeconds).ShouldBe((1200m, 0m));
            // Setup from minute 24 to the stop that is told again at 26; the counter's sign of life at 1 moves the silence.
            (correction.After[0].StoppedSeconds, correction.After[0].SetupSeconds, correction.After[0].UnknownSeconds).ShouldBe((1080m, 120m, 240m));
            (await db.ShiftClosings.SingleAsync()).Figures.Single().StoppedSeconds.ShouldBe(1200);
        }

        (await Explain(plant, 10, "JAM")).Refusal.ShouldBeNull();
        await using var after = plant.Mes();
        (await after.MachineCorrections.OrderBy(each => each.Id).ToListAsync())[^1].ShouldSatisfyAllConditions(c => c.Cause.ShouldBe("explanation"), c => c.ByNumber.ShouldBe("lead"), c => c.After[0].UnexplainedSeconds.ShouldBe(240));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_line_board_shows_machines_hours_open_stops_and_where_the_time_went(string database)
    {
        await using var plant = await Stopped(database);
        (await plant.Run(new SetShiftPattern("DAY", "Day", [new PatternShift("day", [DayOfWeek.Monday], new TimeOnly(8, 0), new TimeOnly(16, 0), [new PatternBreak(new TimeOnly(12, 0), new TimeOnly(12, 30))])]))).Refusal.ShouldBeNull();
        (await plant.Run(new AssignCalendar("MOULD", "DAY", new DateOnly(2026, 1, 1)))).Refusal.ShouldBeNull();
        (await plant.Run(new SetEquipment("IM-02", "IM-02", EquipmentLevel.WorkUnit, "MOULD"))).Refusal.ShouldBeNull();
        plant.Clock.Set(Start.AddMinutes(70));
        await Send(plant, State(8, 31, MachineState.Stopped), State(9, 31.5, MachineState.Running), new SignalIn(10, "IM-01", Start.AddMinutes(34), SignalKind.Part, Good: 40, Scrap: 2),
            new SignalIn(11, "IM-01", Start.AddMinutes(62), SignalKind.Part, Good: 10), State(12, 66, MachineState.Stopped));
        (await Explain(plant, 10, "JAM", 20)).Refusal.ShouldBeNull();

        await using var db = plant.Mes();
        var board = await LineBoards.Of(db, await db.Equipment.SingleAsync(each => each.No == "MOULD"), Start.AddMinutes(70), default);
        board.Shift!.Key.ShouldBe("2026-03-02/day");
        board.Machines.Select(tile => (tile.State.MachineNo, tile.State.State, tile.State.NeedsReason, tile.Counted)).ShouldBe([("IM-01", MachineState.Stopped, true, 52m), ("IM-02", MachineState.NoData, false, 0m)]);
        board.Machines[0].Target.ShouldBe(420);
        board.Hours.Count.ShouldBe(8);
        (board.Hours[0].Target, board.Hours[0].Actual, board.Hours[1].Actual, board.Hours[2].Actual, board.Hours[4].Target).ShouldBe((360m, 40m, 10m, null, 180m));
        board.UnexplainedStops.Select(each => (each.StartUtc - Start).TotalMinutes).ShouldBe([66d, 20d]);
        board.Reasons.Select(each => (each.ReasonCode, each.MicroStop, each.Seconds)).ShouldBe([(null, false, 840m), ("JAM", false, 600m), ("micro-stop", true, 30m)]);
        board.Output.ShouldBe(new Output(50, 2, 0, 520, 500, true));
        board.Figures.Quality.ShouldBe(0.961538m);
        // IM-02 was never heard of: all its planned time is unknown, and the index is a range.
        board.Times.Unknown.ShouldBeGreaterThanOrEqualTo(4200);
        board.Figures.OeeLow!.Value.ShouldBeLessThan(board.Figures.OeeHigh!.Value);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Silence_and_a_stop_that_grows_too_long_are_told_though_no_signal_came(string database)
    {
        await using var plant = await PlantWith(database, "IM-01", "IM-02");
        var watch = new MachineWatch(plant.Services.GetRequiredService<HalfDatabase<MesDb>>(), plant.Services.GetRequiredService<LiveHub>(), plant.Clock, NullLogger<MachineWatch>.Instance);
        plant.Clock.Set(Start.AddMinutes(1));
        await Send(plant, State(1, 0, MachineState.Running), State(2, 0.5, MachineState.Stopped, machine: "IM-02"));
        (await watch.LookOnce(default)).ShouldBe(0);
        plant.Clock.Set(Start.AddMinutes(1.5));
        (await watch.LookOnce(default)).ShouldBe(1);
        plant.Clock.Set(Start.AddMinutes(5.2));
        (await watch.LookOnce(default)).ShouldBe(1);
        plant.Clock.Set(Start.AddMinutes(5.6));
        (await watch.LookOnce(default)).ShouldBe(1);
        (await watch.LookOnce(default)).ShouldBe(0);
    }
}
