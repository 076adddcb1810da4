using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts.Messages;
using Tactus.Mes.Equipment;
using Tactus.Mes.Labor;
using Tactus.Mes.Production;
using Tactus.Tests.Mes.Production;

namespace Tactus.Tests.Mes.Labor;

public sealed class LaborTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Time_of_several_jobs_run_at_once_is_shared_exactly(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send([.. Enumerable.Range(1, 3).Select(n => Floor.Order($"WO-{n}", 5, Floor.Op(10)))]);
        await floor.Start("WO-1/10");
        floor.Plant.Clock.Advance(TimeSpan.FromSeconds(60));
        await floor.Start("WO-2/10");
        floor.Plant.Clock.Advance(TimeSpan.FromSeconds(100));
        await floor.Start("WO-3/10");
        floor.Plant.Clock.Advance(TimeSpan.FromSeconds(100));
        (await floor.Plant.Run(new EndLabor(floor.Now, Everything: true), Floor.Kim)).Value.Spans.Count.ShouldBe(3);

        var told = await floor.Sent<LaborActual>();
        told.Sum(actual => actual.Seconds).ShouldBe(260);
        told.OrderBy(actual => actual.WorkOrderNo).Select(actual => actual.Seconds).ShouldBe([143.333334m, 83.333333m, 33.333333m]);
        told.ShouldAllBe(actual => actual.Kind == LaborKind.Run && actual.PersonNo == "kim");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Setup_turns_into_run_and_several_people_work_on_one_job(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 5, Floor.Op(10)));
        (await floor.Plant.Run(new JoinJob("WO-1/10", floor.Now), Floor.Lee)).Refusal!.Code.ShouldBe("job-not-running");
        await floor.Start("WO-1/10", phase: StartPhase.Setup);
        floor.Plant.Clock.Advance(TimeSpan.FromSeconds(30));
        await floor.Plant.Run(new JoinJob("WO-1/10", floor.Now), Floor.Lee);
        floor.Plant.Clock.Advance(TimeSpan.FromSeconds(30));
        await floor.Start("WO-1/10");
        floor.Plant.Clock.Advance(TimeSpan.FromSeconds(20));
        (await floor.Plant.Run(new LeaveJob("WO-1/10", floor.Now), Floor.Lee)).Done.ShouldBeTrue();
        (await floor.Plant.Run(new LeaveJob("WO-1/10", floor.Now), Floor.Lee)).Refusal!.Code.ShouldBe("not-signed-on");
        floor.Plant.Clock.Advance(TimeSpan.FromSeconds(20));
        await floor.Plant.Run(new PauseJob("WO-1/10", "BREAK", floor.Now), Floor.Kim);
        (await floor.Sent<LaborActual>()).Select(actual => (actual.PersonNo, actual.Kind, actual.Seconds)).OrderBy(each => each.PersonNo).ThenBy(each => each.Kind)
            .ShouldBe([("kim", LaborKind.Setup, 60m), ("kim", LaborKind.Run, 40m), ("lee", LaborKind.Setup, 30m), ("lee", LaborKind.Run, 20m)]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Indirect_work_is_done_alone_and_belongs_to_no_order(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 5, Floor.Op(10)));
        await floor.Start("WO-1/10");
        floor.Plant.Clock.Advance(TimeSpan.FromSeconds(10));
        (await floor.Plant.Run(new StartLabor("Cleaning", floor.Now), Floor.Kim)).Value.Kind.ShouldBe(LaborKind.Indirect);
        floor.Plant.Clock.Advance(TimeSpan.FromSeconds(15));
        await floor.Plant.Run(new JoinJob("WO-1/10", floor.Now), Floor.Kim);
        (await floor.Plant.Run(new EndLabor(floor.Now), Floor.Kim)).Refusal!.Code.ShouldBe("not-signed-on");
        (await floor.Sent<LaborActual>()).ConvertAll(actual => (actual.WorkOrderNo, actual.Kind, actual.Seconds))
            .ShouldBe([("WO-1", LaborKind.Run, 10m), (null, LaborKind.Indirect, 15m)], ignoreOrder: true);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Shares_of_a_person_add_up_to_the_time_worked_whatever_the_order_of_events(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send([.. Enumerable.Range(1, 4).Select(n => Floor.Order($"WO-{n}", 500, Floor.Op(10)))]);
        foreach (var n in Enumerable.Range(1, 4)) await floor.Start($"WO-{n}/10", by: Floor.Lee);
        var random = new Random(11);
        var begin = floor.Now;
        await floor.Plant.Run(new StartLabor("Meeting", begin), Floor.Kim);
        for (var step = 0; step < 40; step++)
        {
            floor.Plant.Clock.Advance(TimeSpan.FromMicroseconds(random.Next(1, 5_000_000)));
            var job = $"WO-{random.Next(1, 5)}/10";
            // Some of it arrives late and out of order.
            var at = floor.Now.AddMicroseconds(random.Next(3) == 0 ? -random.Next(3_000_000) : 0);
            if (random.Next(2) == 0) await floor.Plant.Run(new JoinJob(job, at < begin ? begin : at), Floor.Kim);
            else await floor.Plant.Run(new LeaveJob(job, at < begin ? begin : at), Floor.Kim);
        }
        await floor.Plant.Run(new EndLabor(floor.Now, Everything: true), Floor.Kim);
        await using var db = floor.Plant.Mes();
        var spans = await db.LaborSpans.Where(span => span.PersonNo == "kim").ToListAsync();
        spans.ShouldAllBe(span => span.Seconds >= 0 && span.EndUtc >= span.StartUtc);
        var worked = Union([.. spans.Select(span => (span.StartUtc, span.EndUtc!.Value))]);
        spans.Sum(span => span.Seconds).ShouldBeLessThanOrEqualTo((decimal)worked.TotalSeconds);
        ((decimal)worked.TotalSeconds - spans.Sum(span => span.Seconds)).ShouldBeLessThan(worked.Ticks / 10_000_000m * 0.5m);
        (await floor.Sent<LaborActual>()).Where(actual => actual.PersonNo == "kim").Sum(actual => actual.Seconds).ShouldBe(spans.Sum(span => span.Seconds));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_forgotten_sign_off_is_closed_at_the_end_of_the_shift_and_told_when_a_lead_has_confirmed_it(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Plant.Run(new SetShiftPattern("1S", "Day", [new("day", Enum.GetValues<DayOfWeek>(), new(6, 0), new(14, 0), [])]));
        await floor.Plant.Run(new AssignCalendar("BENCH", "1S", new DateOnly(2026, 1, 1)));
        await floor.Send(Floor.Order("WO-1", 5, Floor.Op(10)), Floor.Order("WO-2", 5, Floor.Op(10)));
        var sweep = floor.Plant.Services.GetRequiredService<LaborSweep>();
        await floor.Start("WO-1/10");
        floor.Plant.Clock.Advance(TimeSpan.FromHours(1));
        await floor.Start("WO-2/10");
        floor.Plant.Clock.Set(new DateTime(2026, 3, 2, 14, 59, 0, DateTimeKind.Utc));
        (await sweep.Sweep(default)).ShouldBe(0);
        floor.Plant.Clock.Advance(TimeSpan.FromMinutes(2));
        (await sweep.Sweep(default)).ShouldBe(2);
        (await sweep.Sweep(default)).ShouldBe(0);
        (await floor.Sent<LaborActual>()).ShouldBeEmpty();

        ConfirmLabor At(int hour, int minute) => new("kim", new DateTime(2026, 3, 2, hour, minute, 0, DateTimeKind.Utc), "Seen at the gate");
        (await floor.Plant.Run(At(8, 59), Floor.Lead)).Refusal!.Code.ShouldBe("confirmation-too-early");
        (await floor.Plant.Run(At(10, 0) with { Reason = "" }, Floor.Lead)).Refusal!.Code.ShouldBe("reason-missing");
        (await floor.Plant.Run(At(17, 0), Floor.Lead)).Refusal!.Code.ShouldBe("time-in-future");
        (await floor.Plant.Run(At(10, 0), Floor.Lead)).Value.Spans.Select(span => (span.JobNo, span.Seconds, span.State))
            .ShouldBe([("WO-1/10", 5400m, LaborState.Confirmed), ("WO-2/10", 1800m, LaborState.Confirmed)], ignoreOrder: true);
        (await floor.Sent<LaborActual>()).Sum(actual => actual.Seconds).ShouldBe(7200);
        (await floor.Plant.Run(At(10, 0), Floor.Lead)).Refusal!.Code.ShouldBe("nothing-unconfirmed");
    }

    private static TimeSpan Union(List<(DateTime From, DateTime To)> spans)
    {
        var (total, until) = (TimeSpan.Zero, DateTime.MinValue);
        foreach (var (from, to) in spans.OrderBy(span => span.From))
        {
            var start = from > until ? from : until;
            if (to > start) total += to - start;
            if (to > until) until = to;
        }
        return total;
    }
}
