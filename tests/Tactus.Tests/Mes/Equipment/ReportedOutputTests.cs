using Tactus.Mes.Equipment;
using Tactus.Tests.Mes.Production;

namespace Tactus.Tests.Mes.Equipment;

public sealed class ReportedOutputTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Reports_on_a_machine_are_its_output_and_what_it_counted_besides_is_compared(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 100, Floor.Op(10, "MOULD")));
        var start = floor.Now;
        (await floor.Start("WO-1/10", machine: "IM-01")).Refusal.ShouldBeNull();
        floor.Plant.Clock.Advance(TimeSpan.FromMinutes(20));
        (await floor.Plant.Run(new ReceiveSignals("cell", 1,
        [
            .. Enumerable.Range(0, 5).Select(i => new SignalIn(i, "IM-01", start.AddMinutes(i * 4), SignalKind.State, MachineState.Running)),
            new SignalIn(5, "IM-01", start.AddMinutes(1), SignalKind.Counter, Count: 1000), new SignalIn(6, "IM-01", start.AddMinutes(19), SignalKind.Counter, Count: 1063),
        ]))).Value.Accepted.ShouldBe(7);
        var wrong = await floor.Report("WO-1/10", good: 10);
        (await floor.Report("WO-1/10", good: 57, scrap: 3)).Refusal.ShouldBeNull();
        (await floor.Plant.Run(new Tactus.Mes.Production.ReverseReport(wrong.Value.ReportId, "typed twice", floor.Now), Floor.Lead)).Refusal.ShouldBeNull();
        floor.Plant.Clock.Advance(TimeSpan.FromSeconds(1));

        await using var db = floor.Plant.Mes();
        var oee = await OeeReads.Of(db, new AskedSpan("IM-01", start, floor.Now, floor.Now, null), default);
        var machine = oee.Machines.Single();
        (machine.Source, machine.Output.Good, machine.Output.Scrap, machine.Counted, machine.CountedMinusReported).ShouldBe(("reports", 57m, 3m, 63m, 3m));
        // 10 s a piece as the routing says: 60 pieces in 1,201 s of running.
        (machine.CycleSeconds, machine.Figures.Quality, machine.Output.IdealSeconds).ShouldBe((10m, 0.95m, 600m));
        machine.Figures.Performance.ShouldBe(decimal.Round(600m / 1201m, 6));
        machine.Notes.ShouldBe(["calendar-missing", "counted-differs-from-reported"]);
        var state = (await MachineStates.Now(db, await MachineTimes.MachinesBelow(db, "IM-01", default), floor.Now, default)).Single();
        (state.State, state.Job!.JobNo, state.Job.Good, state.SinceUtc).ShouldBe((MachineState.Running, "WO-1/10", 57m, start));
    }

    [Fact]
    public async Task Shifts_and_signals_are_posted_as_people_write_them()
    {
        await using var plant = await SignalTests.PlantWith("sqlite", "IM-01");
        var shifts = await plant.Post("/api/mes/shift-patterns", """
            {"id":"0195a000-0000-7000-8000-000000000001","no":"TWO","name":"Two shifts","shifts":[{"name":"early","days":["monday","tuesday"],"start":"06:00","end":"14:00","breaks":[{"start":"10:00","end":"10:20"}]}]}
            """u8.ToArray());
        shifts.Refusal.ShouldBeNull();
        var signals = await plant.Post("/api/mes/machine-signals", """
            {"id":"0195a000-0000-7000-8000-000000000002","agent":"cell","epoch":1,"signals":[{"seq":1,"machineNo":"IM-01","atUtc":"2026-03-02T08:00:00Z","kind":"state","state":"plannedStop"},
            {"seq":2,"machineNo":"IM-01","atUtc":"2026-03-02T17:00:05+09:00","kind":"part","good":2}]}
            """u8.ToArray(), Plant.Person("cell", MesEquipment.Signals));
        signals.Value.ShouldBeOfType<SignalsTaken>().Accepted.ShouldBe(2);
        (await plant.Post("/api/mes/machine-signals", new { id = Guid.NewGuid() }, Plant.Person("kim", "mes.read"))).Refusal!.Code.ShouldBe("right-missing");
    }
}
