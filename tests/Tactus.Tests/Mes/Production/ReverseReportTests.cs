using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts.Messages;
using Tactus.Mes.Material;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Tests.Mes.Production;

public sealed class ReverseReportTests
{
    private static Task<Outcome<ReportView>> Reverse(Floor floor, Guid report, Actor? by = null) =>
        floor.Plant.Run(new ReverseReport(report, "Counted wrong", floor.Now), by ?? Floor.Kim);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reversal_books_the_opposite_points_at_it_and_happens_once(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10)) with { OutputLotNo = "LOT-1" });
        await floor.Start("WO-1/10");
        var wrong = (await floor.Report("WO-1/10", 5, 2, 1)).Value;
        (await Reverse(floor, wrong.ReportId, Floor.Lee)).Refusal!.Code.ShouldBe("report-of-other");
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Reverse(floor, wrong.ReportId)));
        answers.Count(answer => answer.Done).ShouldBe(1);
        answers.Where(answer => !answer.Done).ShouldAllBe(answer => answer.Refusal!.Code == "report-reversed");
        var reversal = answers.Single(answer => answer.Done).Value;
        (reversal.Good, reversal.Rework, reversal.Reverses).ShouldBe((-5, -1, wrong.ReportId));
        (await Reverse(floor, reversal.ReportId)).Refusal!.Code.ShouldBe("report-not-reversible");
        (await Reverse(floor, Guid.NewGuid())).Refusal!.Code.ShouldBe("report-unknown");

        var job = await floor.Job("WO-1/10");
        (job.Started, job.Good, job.Scrapped, job.Rework, job.InProcess).ShouldBe((10, 0, 0, 0, 10));
        var told = await floor.Sent<MaterialActual>();
        told.Sum(actual => actual.Quantity.Value).ShouldBe(0);
        foreach (var back in told.Where(actual => actual.Reverses is not null))
            told.Single(actual => actual.ReportId == back.Reverses).Quantity.ShouldBe(-back.Quantity);
        await using var db = floor.Plant.Mes();
        (await db.Lots.SingleAsync(lot => lot.No == "LOT-1")).Produced.ShouldBe(0);
        (await db.Reports.CountAsync()).ShouldBe(2);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_a_successor_has_used_can_not_be_taken_back_and_the_sentence_names_it(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10, overlap: 1), Floor.Op(20, after: [10])));
        await floor.Start("WO-1/10");
        var first = (await floor.Report("WO-1/10", 4)).Value.ReportId;
        var second = (await floor.Report("WO-1/10", 6)).Value.ReportId;
        await floor.Start("WO-1/20", 5);
        (await Reverse(floor, second)).Refusal!.ShouldSatisfyAllConditions(
            no => no.Code.ShouldBe("report-used"), no => no.Sentence.ShouldContain("Operation 20 (Operation 20) has started 5 of the 10 pcs"));
        (await Reverse(floor, first)).Done.ShouldBeTrue();
        (await floor.Plant.Run(new ReverseStart("WO-1/20", Floor.Pcs(6), "Wrong tray", floor.Now), Floor.Kim)).Refusal!.Code.ShouldBe("start-used");
        (await floor.Plant.Run(new ReverseStart("WO-1/20", Floor.Pcs(5), "Wrong tray", floor.Now), Floor.Kim)).Value.InProcess.ShouldBe(0);
        (await Reverse(floor, second)).Done.ShouldBeTrue();
        (await floor.Job("WO-1/10")).InProcess.ShouldBe(10);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reversal_after_the_end_opens_the_order_again_and_says_so(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10)));
        await floor.Start("WO-1/10");
        var report = (await floor.Report("WO-1/10", 10, complete: true)).Value.ReportId;
        (await floor.OrderNow("WO-1")).State.ShouldBe(OrderState.Completed);
        (await Reverse(floor, report, Floor.Lead)).Done.ShouldBeTrue();
        (await floor.OrderNow("WO-1")).State.ShouldBe(OrderState.Started);
        (await floor.Job("WO-1/10")).State.ShouldBe(JobState.Paused);
        (await floor.Sent<JobResponse>())[^1].ShouldSatisfyAllConditions(last => last.State.ShouldBe(ResponseState.Reopened), last => last.Good.Value.ShouldBe(0));
        (await floor.Report("WO-1/10", 9, 1, complete: true)).Done.ShouldBeTrue();
        (await floor.OrderNow("WO-1")).State.ShouldBe(OrderState.Completed);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_database_itself_refuses_to_change_the_production_book(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10)));
        await floor.Start("WO-1/10");
        await floor.Report("WO-1/10", 5, 2);
        var schema = database == "sqlite" ? "" : "mes.";
        foreach (var change in (string[])[$"UPDATE {schema}production_reports SET \"Good\" = 9", $"DELETE FROM {schema}production_scrap", $"DELETE FROM {schema}job_events"])
        {
            await using var db = floor.Plant.Services.GetRequiredService<HalfDatabase<Tactus.Mes.MesDb>>().Open();
            (await Should.ThrowAsync<Exception>(() => db.Database.ExecuteSqlRawAsync(change))).GetBaseException().Message.ShouldContain("append-only");
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Rework_comes_back_into_process_and_only_what_is_there_can_be_undone(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10)));
        await floor.Start("WO-1/10");
        var sent = (await floor.Report("WO-1/10", 6, rework: 4)).Value.ReportId;
        (await floor.Plant.Run(new CompleteJob("WO-1/10", floor.Now), Floor.Kim)).Refusal!.Code.ShouldBe("rework-left");
        (await floor.Plant.Run(new ReturnRework("WO-1/10", Floor.Pcs(5), floor.Now), Floor.Kim)).Refusal!.Code.ShouldBe("rework-exceeded");
        var back = (await floor.Plant.Run(new ReturnRework("WO-1/10", Floor.Pcs(3), floor.Now), Floor.Kim)).Value;
        (back.Job!.Rework, back.Job.InProcess).ShouldBe((1, 3));
        (await Reverse(floor, sent)).Refusal!.Code.ShouldBe("report-used");
        (await Reverse(floor, back.ReportId)).Done.ShouldBeTrue();
        (await Reverse(floor, sent)).Done.ShouldBeTrue();
        (await floor.Job("WO-1/10")).InProcess.ShouldBe(10);
    }
}
