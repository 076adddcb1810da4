using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Tests.Mes.Production;

public sealed class ReportProductionTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Good_scrap_and_rework_are_one_report_and_reach_the_business_half(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 100, Floor.Op(10, "MOULD")) with { OutputLotNo = "LOT-1" });
        await floor.Start("WO-1/10", machine: "IM-01");
        var report = (await floor.Plant.Run(new ReportProduction("WO-1/10", floor.Now, Floor.Pcs(40),
            [new ScrapLine(Floor.Pcs(3), "FLASH"), new ScrapLine(Floor.Pcs(2), "SHORT"), new ScrapLine(Floor.Pcs(1), "FLASH")], Floor.Pcs(4), ToolNo: "M-7", Shots: 25), Floor.Kim)).Value;

        var job = report.Job!;
        (job.Started, job.Good, job.Scrapped, job.Rework, job.InProcess).ShouldBe((100, 40, 6, 4, 50));
        (report.LotNo, report.MachineNo, report.PersonNo, report.Shots).ShouldBe(("LOT-1", "IM-01", "kim", 25));
        report.Scrap.ShouldBe([new ScrapView(4, "FLASH"), new ScrapView(2, "SHORT")]);
        var told = await floor.Sent<MaterialActual>();
        told.ConvertAll(actual => (actual.Use, actual.Quantity, actual.ReasonCode, actual.Final, actual.ToStock)).ShouldBe(
        [
            (MaterialUse.Produced, Floor.Pcs(40), null, true, true),
            (MaterialUse.Scrapped, Floor.Pcs(4), "FLASH", false, false),
            (MaterialUse.Scrapped, Floor.Pcs(2), "SHORT", false, false),
        ]);
        told.Select(actual => actual.ReportId).Distinct().Count().ShouldBe(3);
        await using var db = floor.Plant.Mes();
        (await db.Jobs.Where(each => each.InProcess == 50).CountAsync()).ShouldBe(1);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_retried_report_counts_once_and_another_one_under_its_key_is_refused(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10)));
        await floor.Start("WO-1/10");
        var id = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => floor.Report("WO-1/10", 3, id: id)));
        answers.ShouldAllBe(answer => answer.Done && answer.Value.Job!.Good == 3);
        (await floor.Report("WO-1/10", 4, id: id)).Refusal!.Code.ShouldBe("key-reused");
        (await floor.Job("WO-1/10")).Good.ShouldBe(3);
        (await floor.Sent<MaterialActual>()).Count.ShouldBe(1);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Stations_that_report_at_once_never_report_more_than_was_started(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10)));
        await floor.Start("WO-1/10");
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => floor.Report("WO-1/10", 2, 1)));
        answers.Count(answer => answer.Done).ShouldBe(3);
        answers.Where(answer => !answer.Done).ShouldAllBe(answer => answer.Refusal!.Code == "report-exceeds-wip");
        var job = await floor.Job("WO-1/10");
        (job.Good, job.Scrapped, job.InProcess).ShouldBe((6, 3, 1));
    }

    [Fact]
    public async Task What_can_not_be_reported_is_refused_and_changes_nothing()
    {
        await using var floor = await Floor.New("sqlite");
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10, serials: true), Floor.Op(20, after: [10])));
        (await floor.Report("WO-1/10", 1)).Refusal!.Code.ShouldBe("serials-missing");
        (await floor.Report("WO-1/20", 1)).Refusal!.Code.ShouldBe("job-not-running");
        await floor.Start("WO-1/10");
        async Task<string> Code(ReportProduction report) => (await floor.Plant.Run(report, Floor.Kim)).Refusal!.Code;
        var now = floor.Now;
        (await Code(new("WO-1/10", now))).ShouldBe("report-empty");
        (await Code(new("WO-1/10", now, Floor.Pcs(-1)))).ShouldBe("quantity-invalid");
        (await Code(new("WO-1/10", now, new Quantity(1, "KGM")))).ShouldBe("quantity-unit");
        (await Code(new("WO-1/10", now, new Quantity(1, "PARSEC")))).ShouldBe("quantity-invalid");
        (await Code(new("WO-1/10", now, new Quantity(0.5m, "C62")))).ShouldBe("quantity-invalid");
        (await Code(new("WO-1/10", now, null, [new ScrapLine(Floor.Pcs(1), "BORED")]))).ShouldBe("reason-unknown");
        (await Code(new("WO-1/10", now, null, [new ScrapLine(Floor.Pcs(0), "FLASH")]))).ShouldBe("quantity-invalid");
        (await Code(new("WO-1/10", now, Floor.Pcs(2), SerialNos: ["S1"]))).ShouldBe("serials-differ");
        (await Code(new("WO-1/10", now, Floor.Pcs(2), SerialNos: ["S1", "S1"]))).ShouldBe("serials-differ");
        (await Code(new("WO-1/10", now, null, [new ScrapLine(Floor.Pcs(11), "FLASH")]))).ShouldBe("report-exceeds-wip");
        (await Code(new("WO-1/10", now, null, [new ScrapLine(Floor.Pcs(1), "FLASH")], MachineNo: "X"))).ShouldBe("machine-unknown");
        (await Code(new("WO-1/10", now.AddMinutes(-1), null, [new ScrapLine(Floor.Pcs(1), "FLASH")]))).ShouldBe("time-before-start");
        (await Code(new("WO-1/10", now, null, [new ScrapLine(Floor.Pcs(1), "FLASH")], Shots: -1))).ShouldBe("shots-invalid");
        (await Code(new("WO-1/10", now, null, [new ScrapLine(Floor.Pcs(1), "FLASH")], PersonNo: "lee"))).ShouldBe("person-other");
        (await Code(new("WO-1/10", now.AddDays(-8), Floor.Pcs(1)))).ShouldBe("time-too-old");
        var job = await floor.Job("WO-1/10");
        (job.Good, job.Scrapped, job.InProcess).ShouldBe((0, 0, 10));
        (await floor.Plant.Run(new ReportProduction("WO-1/10", now, new Quantity(1, "PR"), SerialNos: ["S1", "S2"]), Floor.Kim)).Value.Job!.Good.ShouldBe(2);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_order_is_complete_with_its_last_operation_and_short_only_with_a_reason(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10), Floor.Op(20, after: [10])));
        await floor.Start("WO-1/10", 8);
        (await floor.Report("WO-1/10", 7, complete: true)).Refusal!.Code.ShouldBe("in-process-left");
        (await floor.Report("WO-1/10", 7, 1, complete: true)).Refusal!.Code.ShouldBe("completion-short");
        (await floor.Report("WO-1/10", 7, 1)).Done.ShouldBeTrue();
        (await floor.Plant.Run(new CompleteJob("WO-1/20", floor.Now), Floor.Kim)).Refusal!.Code.ShouldBe("predecessor-open");
        (await floor.Plant.Run(new CompleteJob("WO-1/10", floor.Now), Floor.Kim)).Refusal!.Code.ShouldBe("completion-short");
        (await floor.Plant.Run(new CompleteJob("WO-1/10", floor.Now, "No more resin"), Floor.Kim)).Value.State.ShouldBe(JobState.Completed);
        await floor.Start("WO-1/20");
        // Everything that was delivered is used: nothing more can come, so no reason is asked.
        (await floor.Report("WO-1/20", 7, complete: true)).Value.Job!.State.ShouldBe(JobState.Completed);
        (await floor.OrderNow("WO-1")).State.ShouldBe(OrderState.Completed);
        (await floor.Sent<JobResponse>()).ConvertAll(response => (response.OperationNo, response.State)).ShouldBe(
        [
            (null, ResponseState.Accepted), (10, ResponseState.Started), (null, ResponseState.Started), (10, ResponseState.Completed),
            (20, ResponseState.Started), (20, ResponseState.Completed), (null, ResponseState.Completed),
        ]);
        (await floor.Sent<JobResponse>())[^1].ShouldSatisfyAllConditions(last => last.Good.ShouldBe(Floor.Pcs(7)), last => last.Scrapped.ShouldBe(Floor.Pcs(1)));
        (await floor.Report("WO-1/20", 1)).Refusal!.Code.ShouldBe("job-not-running");
    }
}
