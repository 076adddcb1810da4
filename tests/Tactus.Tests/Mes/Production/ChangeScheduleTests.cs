using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;

namespace Tactus.Tests.Mes.Production;

public sealed class ChangeScheduleTests
{
    private static OperationsScheduleChanged Change(string order, decimal? quantity = null, bool cancelled = false, int? priority = null) =>
        new(order, Guid.CreateVersion7(), quantity is { } q ? Floor.Pcs(q) : null, null, priority, cancelled, "The customer changed it", new DateTime(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc));

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_cut_below_what_is_started_stops_new_starts_and_answers_the_real_figures(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 1000, Floor.Op(10, yield: 95)));
        await floor.Start("WO-1/10", 680);
        await floor.Report("WO-1/10", 420, 10);
        (await floor.Start("WO-1/10", 1)).Done.ShouldBeTrue();
        await floor.Plant.Run(new ReverseStart("WO-1/10", Floor.Pcs(1), "test", floor.Now), Floor.Kim);

        var cut = Change("WO-1", 600, priority: 2);
        await floor.Send(cut);
        var job = await floor.Job("WO-1/10");
        (job.Planned, job.ToStart, job.InProcess).ShouldBe((600, 632, 250));
        (await floor.Start("WO-1/10")).Refusal!.Code.ShouldBe("nothing-to-start");
        (await floor.OrderNow("WO-1")).ShouldSatisfyAllConditions(order => order.Quantity.ShouldBe(600), order => order.Priority.ShouldBe(2));
        (await floor.Sent<JobResponse>())[^1].ShouldSatisfyAllConditions(last => last.Good.Value.ShouldBe(420), last => last.Scrapped.Value.ShouldBe(10));
        await using var db = floor.Plant.Mes();
        (await db.ScheduleChanges.SingleAsync()).Remark.ShouldBe("Started: 48 pcs more than now wanted at operation 10.");

        await floor.Send(cut, Change("WO-1", 400));
        (await floor.OrderNow("WO-1")).Quantity.ShouldBe(400);
        (await db.ScheduleChanges.CountAsync()).ShouldBe(2);
        (await floor.Plant.Unapplied()).Where(left => left.StartsWith("operations-schedule", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_cancelled_order_starts_nothing_more_and_what_is_in_process_can_be_reported(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10, overlap: 1), Floor.Op(20, after: [10])));
        await floor.Start("WO-1/10", 8);
        await floor.Report("WO-1/10", 3);
        await floor.Send(Change("WO-1", cancelled: true));
        (await floor.Job("WO-1/20")).State.ShouldBe(JobState.Cancelled);
        (await floor.Start("WO-1/10", 1)).Refusal!.Code.ShouldBe("order-cancelled");
        (await floor.Start("WO-1/20")).Refusal!.Code.ShouldBe("order-cancelled");
        (await floor.Report("WO-1/10", 4, 1, complete: true)).Value.Job!.State.ShouldBe(JobState.Completed);
        (await floor.OrderNow("WO-1")).State.ShouldBe(OrderState.Cancelled);
        var response = (await floor.Sent<JobResponse>()).Single(each => each.State == ResponseState.Cancelled);
        response.OperationNo.ShouldBeNull();
        await using var db = floor.Plant.Mes();
        (await db.ScheduleChanges.SingleAsync()).Remark.ShouldBe("Still in process: 5 pcs at operation 10.");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_larger_quantity_opens_a_complete_order_again(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10), Floor.Op(20, after: [10])));
        foreach (var job in (string[])["WO-1/10", "WO-1/20"])
        {
            await floor.Start(job);
            (await floor.Report(job, 10, complete: true)).Done.ShouldBeTrue();
        }
        await floor.Send(Change("WO-1", 12));
        (await floor.OrderNow("WO-1")).State.ShouldBe(OrderState.Started);
        (await floor.Sent<JobResponse>()).Select(each => each.State).ShouldContain(ResponseState.Reopened);
        foreach (var job in (string[])["WO-1/10", "WO-1/20"])
        {
            (await floor.Start(job)).Value.Started.ShouldBe(12);
            (await floor.Report(job, 2, complete: true)).Done.ShouldBeTrue();
        }
        (await floor.OrderNow("WO-1")).State.ShouldBe(OrderState.Completed);
    }
}
