using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Mes;
using Tactus.Mes.Equipment;
using Tactus.Platform;

namespace Tactus.Tests.Mes.Equipment;

public sealed class SignalTests
{
    internal static readonly DateTime Start = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

    internal static async Task<Plant> PlantWith(string database, params string[] machines)
    {
        var plant = await Plant.New(database, Start);
        (await plant.Run(new SetEquipment("MOULD", "Moulding", EquipmentLevel.WorkCentre))).Refusal.ShouldBeNull();
        foreach (var machine in machines)
            (await plant.Run(new SetEquipment(machine, machine, EquipmentLevel.WorkUnit, "MOULD", Machine: new MachineSettings(CycleSeconds: 10, MicroStopSeconds: 60)))).Refusal.ShouldBeNull();
        return plant;
    }

    private static readonly Actor Agent = Plant.Person("cell-1", MesEquipment.Signals);

    internal static SignalIn State(long seq, double minute, MachineState state, string? reason = null, string machine = "IM-01") =>
        new(seq, machine, Start.AddMinutes(minute), SignalKind.State, state, reason);

    internal static SignalIn Counter(long seq, double minute, decimal count, string machine = "IM-01") =>
        new(seq, machine, Start.AddMinutes(minute), SignalKind.Counter, Count: count);

    internal static async Task<SignalsTaken> Send(Plant plant, params SignalIn[] signals)
    {
        var outcome = await plant.Run(new ReceiveSignals("cell-1", 1, signals), Agent);
        outcome.Refusal.ShouldBeNull();
        return outcome.Value;
    }

    internal static async Task<string[]> Intervals(Plant plant, string machine = "IM-01")
    {
        await using var db = plant.Mes();
        return [.. (await db.StateIntervals.Where(each => each.MachineNo == machine).OrderBy(each => each.StartUtc).ToListAsync())
            .Select(each => string.Create(null, $"{(each.StartUtc - Start).TotalMinutes:0.##}-{(each.EndUtc is { } end ? (end - Start).TotalMinutes.ToString("0.##", null) : "")} {each.State}{(each.ReasonCode is null ? "" : "/" + each.ReasonCode)}{(each.MicroStop ? " micro" : "")}"))];
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_answer_names_what_was_taken_what_was_known_and_what_can_not_be_and_keeps_the_rest(string database)
    {
        await using var plant = await PlantWith(database, "IM-01");
        plant.Clock.Set(Start.AddMinutes(10));
        var first = await Send(plant, State(1, 0, MachineState.Running), State(2, 4, MachineState.Stopped),
            State(3, 60, MachineState.Running), State(4, 5, MachineState.Running, machine: "IM-77"), new SignalIn(5, "IM-01", Start, SignalKind.State),
            State(6, -8 * 24 * 60, MachineState.Running), State(1, 0, MachineState.Running), State(9, 5, MachineState.Running));
        (first.Accepted, first.Duplicates, first.ContiguousSeq, first.HighestSeq).ShouldBe((3, 1, 2, 9));
        first.Refused.Select(each => (each.Index, each.Code, each.Retry)).ShouldBe(
            [(2, "time-in-future", true), (3, "machine-unknown", true), (4, "signal-invalid", false), (5, "time-too-old", false)]);

        // The clock has caught up and the machine exists now; the lost numbers come late.
        plant.Clock.Set(Start.AddMinutes(61));
        await plant.Run(new SetEquipment("IM-77", "New", EquipmentLevel.WorkUnit, "MOULD"));
        var second = await Send(plant, State(3, 60, MachineState.Running), State(4, 5, MachineState.Running, machine: "IM-77"), State(7, 6, MachineState.Running), State(8, 7, MachineState.Running));
        (second.Accepted, second.Duplicates, second.ContiguousSeq, second.Refused.Count).ShouldBe((4, 0, 9, 0));

        // An agent that started again, and then what its earlier start had left in the buffer.
        (await plant.Run(new ReceiveSignals("cell-1", 2, [State(1, 60.5, MachineState.Stopped)]))).Value.NewestEpoch.ShouldBe(2);
        var old = (await plant.Run(new ReceiveSignals("cell-1", 1, [State(10, 60.2, MachineState.Idle)]))).Value;
        (old.Accepted, old.NewestEpoch, old.ContiguousSeq).ShouldBe((1, 2, 10));
        (await Intervals(plant))[^3..].ShouldBe(["60-60.2 Running", "60.2-60.5 Idle", "60.5- Stopped"]);

        (await plant.Run(new ReceiveSignals("", 1, []))).Refusal!.Code.ShouldBe("agent-name");
        (await plant.Run(new ReceiveSignals("x", 1, [.. Enumerable.Range(0, 5001).Select(i => State(i, 0, MachineState.Idle))]))).Refusal!.Code.ShouldBe("signals-too-many");
        await plant.Run(new SetEquipment("IM-77", "New", EquipmentLevel.WorkUnit, "MOULD", Machine: new MachineSettings(AgentName: "cell-2")));
        (await Send(plant, State(11, 8, MachineState.Running, machine: "IM-77"))).Refused.Single().Code.ShouldBe("agent-not-bound");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Stops_shorter_than_the_limit_are_micro_stops_and_silence_is_no_data_never_running(string database)
    {
        await using var plant = await PlantWith(database, "IM-01");
        plant.Clock.Set(Start.AddMinutes(40));
        await Send(plant, State(1, 0, MachineState.Running), State(2, 3, MachineState.Stopped), State(3, 3.5, MachineState.Running),
            Counter(4, 7, 100), State(5, 8, MachineState.Stopped), State(6, 8.2, MachineState.Stopped, "JAM"), State(7, 12, MachineState.Running), State(8, 30, MachineState.Running), State(9, 34, MachineState.Idle));
        (await Intervals(plant)).ShouldBe(["0-3 Running", "3-3.5 Stopped micro", "3.5-8 Running", "8-12 Stopped/JAM", "12-17 Running", "17-30 NoData", "30-34 Running", "34- Idle"]);
        await using var db = plant.Mes();
        var machine = await db.Equipment.SingleAsync(each => each.No == "IM-01");
        var segments = (await MachineTimes.Segments(db, [machine], Start.AddMinutes(-5), Start.AddMinutes(60), Start.AddMinutes(40), default))["IM-01"];
        segments[0].ShouldSatisfyAllConditions(s => s.State.ShouldBe(MachineState.NoData), s => s.EndUtc.ShouldBe(Start));
        segments[^2].ShouldSatisfyAllConditions(s => s.State.ShouldBe(MachineState.Idle), s => s.EndUtc.ShouldBe(Start.AddMinutes(39)));
        segments[^1].ShouldSatisfyAllConditions(s => s.State.ShouldBe(MachineState.NoData), s => s.EndUtc.ShouldBeNull());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_database_itself_refuses_to_change_or_delete_a_signal(string database)
    {
        await using var plant = await PlantWith(database, "IM-01");
        await Send(plant, State(1, 0, MachineState.Running));
        var table = database == "sqlite" ? "machine_signals" : "mes.machine_signals";
        foreach (var change in (string[])[$"UPDATE {table} SET \"Seq\" = 7", $"DELETE FROM {table}"])
        {
            await using var db = plant.Services.GetRequiredService<HalfDatabase<MesDb>>().Open();
            (await Should.ThrowAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(change))).GetBaseException().Message.ShouldContain("append-only");
        }
    }

    [Theory]
    [InlineData(null, 5, null, 0, false)]
    [InlineData(5, 9, null, 4, false)]
    [InlineData(5, 5, null, 0, false)]
    [InlineData(90, 3, null, 3, true)]
    [InlineData(65530, 4, 65536, 10, false)]
    [InlineData(30000, 4, 65536, 4, true)]
    public void A_counter_never_counts_below_zero_a_lower_reading_is_a_wrap_near_its_end_or_a_reset(int? before, int now, int? modulus, int counts, bool reset) =>
        StateDerivation.CounterStep(before, now, modulus).ShouldBe((counts, reset));

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Scenario_15_ten_thousand_events_shuffled_and_repeated_end_as_the_run_in_order_and_a_copy_a_week_later_changes_nothing(string database)
    {
        var random = new Random(15);
        var machines = Enumerable.Range(1, 6).Select(i => $"IM-{i:00}").ToArray();
        var events = Day(random, machines, 10_000);
        await using var inOrder = await PlantWith(database, machines);
        await using var disorder = await PlantWith(database, machines);
        var end = events[^1].AtUtc.AddMinutes(1);
        inOrder.Clock.Set(end);
        disorder.Clock.Set(end);
        foreach (var batch in events.Chunk(1000)) await Send(inOrder, batch);

        // One to three deliveries, each up to 15 minutes late: "running again" often arrives before "stopped".
        var deliveries = events.SelectMany(each => Enumerable.Range(0, random.Next(1, 4)).Select(_ => (At: each.AtUtc.AddSeconds(random.Next(900)), Signal: each)))
            .OrderBy(each => each.At).Select(each => each.Signal).ToArray();
        var (accepted, duplicates) = (0, 0);
        foreach (var batch in deliveries.Chunk(500))
        {
            var taken = await Send(disorder, batch);
            (accepted, duplicates) = (accepted + taken.Accepted, duplicates + taken.Duplicates);
        }
        accepted.ShouldBe(10_000);
        duplicates.ShouldBe(deliveries.Length - 10_000);
        var expected = await Everything(inOrder);
        expected.Length.ShouldBeGreaterThan(1000);
        (await Everything(disorder)).ShouldBe(expected);

        disorder.Clock.Advance(TimeSpan.FromDays(7));
        foreach (var batch in events.Chunk(5000))
        {
            var copy = await Send(disorder, batch);
            (copy.Accepted, copy.Duplicates, copy.Refused.Count, copy.ContiguousSeq).ShouldBe((0, batch.Length, 0, 10_000));
        }
        (await Everything(disorder)).ShouldBe(expected);

        // What is stored is a view of the signals and can be made again.
        await disorder.Services.GetRequiredService<CommandRunner<MesDb>>().RunAsSystem("Rebuild", async db =>
        {
            foreach (var machine in await db.Equipment.Where(node => node.Level == EquipmentLevel.WorkUnit).ToListAsync()) await StateDerivation.Rebuild(db, machine, default);
            return true;
        }, default);
        (await Everything(disorder)).ShouldBe(expected);
    }

    [Fact]
    public async Task Signals_of_many_batches_are_taken_at_thousands_a_second()
    {
        await using var plant = await PlantWith("sqlite", "IM-01", "IM-02", "IM-03", "IM-04");
        var events = Day(new Random(3), ["IM-01", "IM-02", "IM-03", "IM-04"], 20_000);
        plant.Clock.Set(events[^1].AtUtc);
        await Send(plant, events[0]);
        var watch = Stopwatch.StartNew();
        foreach (var batch in events.Skip(1).Chunk(2000)) await Send(plant, [.. batch]);
        (20_000 / watch.Elapsed.TotalSeconds).ShouldBeGreaterThan(2000);
    }

    private static SignalIn[] Day(Random random, string[] machines, int count)
    {
        var (at, counters) = (0.0, new int[machines.Length]);
        var events = new SignalIn[count];
        for (var i = 0; i < count; i++)
        {
            // Sometimes two at one instant, sometimes a silence long enough to lose sight of the machines.
            at += random.Next(20) == 0 ? 0 : random.Next(900) == 0 ? 9 : random.NextDouble() * 0.08;
            var machine = random.Next(machines.Length);
            var time = Math.Round(at, 4);
            events[i] = random.Next(4) switch
            {
                0 => State(i + 1, time, (MachineState)random.Next(6), random.Next(3) == 0 ? "R" + random.Next(2) : null, machines[machine]),
                1 => new SignalIn(i + 1, machines[machine], Start.AddMinutes(time), SignalKind.Part, Good: random.Next(3), Scrap: random.Next(2)),
                _ => Counter(i + 1, time, counters[machine] = random.Next(200) == 0 ? random.Next(5) : counters[machine] + random.Next(4), machines[machine]),
            };
        }
        return events;
    }

    private static async Task<string[]> Everything(Plant plant)
    {
        await using var db = plant.Mes();
        var intervals = await db.StateIntervals.OrderBy(each => each.MachineNo).ThenBy(each => each.StartUtc).ToListAsync();
        var minutes = await db.CountMinutes.OrderBy(each => each.MachineNo).ThenBy(each => each.MinuteUtc).ToListAsync();
        return
        [
            .. intervals.Select(each => $"{each.MachineNo} {each.StartUtc:O} {each.EndUtc:O} {each.State} {each.ReasonCode} {each.ReasonSinceUtc:O} {each.MicroStop}"),
            .. minutes.Select(each => $"{each.MachineNo} {each.MinuteUtc:O} {each.Counted:0.##} {each.Good:0.##} {each.Scrap:0.##} {each.Resets}"),
        ];
    }
}
