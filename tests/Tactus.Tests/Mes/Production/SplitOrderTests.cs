using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Tests.Mes.Production;

public sealed class SplitOrderTests
{
    private static readonly int[] Chain = [10, 20, 30, 40];

    private static OperationsScheduleReleased Order(string no, decimal quantity, string revision, params int[] operations) =>
        Floor.Order(no, quantity, [.. operations.Select((operation, i) => Floor.Op(operation, after: i == 0 ? null : [operations[i - 1]], overlap: 0))]) with { Revision = revision };

    private static EngineeringChangeAnnounced Announced(Floor floor, string order, params int[] operations) =>
        new("EC-000001", order, "PUMP", "B", "C", operations, "seal leaks", floor.Now);

    private static EngineeringChangeAllocated Allocated(Floor floor, string order, PartsDisposition untouched, OperationsScheduleReleased? fresh, PartsDisposition touched = PartsDisposition.UseUp) =>
        new("EC-000001", order, untouched, touched, fresh, "seal leaks", floor.Now);

    // 500: 200 done, 50 at operation 20, 250 not begun.
    private static async Task<Floor> Running(string database)
    {
        var floor = await Floor.New(database);
        await floor.Send(Order("W1", 500, "B", Chain));
        foreach (var operation in Chain)
        {
            (await floor.Start($"W1/{operation}", operation <= 20 ? 250 : 200)).Done.ShouldBeTrue();
            (await floor.Report($"W1/{operation}", operation == 10 ? 250 : 200)).Done.ShouldBeTrue();
        }
        return floor;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task From_the_announcement_on_nothing_is_started_or_resumed_and_the_answer_says_where_the_pieces_are(string database)
    {
        await using var floor = await Running(database);
        (await floor.Plant.Run(new PauseJob("W1/20", "BREAK", floor.Now), Floor.Kim)).Done.ShouldBeTrue();
        await floor.Send(Announced(floor, "W1", 40), Announced(floor, "W1", 40));
        var refused = (await floor.Start("W1/10", 10)).Refusal!;
        refused.Code.ShouldBe("engineering-change");
        refused.Sentence.ShouldContain("EC-000001 changes PUMP from revision B to C at operation 40 (seal leaks)");
        (await floor.Start("W1/30", phase: StartPhase.Setup)).Refusal!.Code.ShouldBe("engineering-change");
        (await floor.Plant.Run(new ResumeJob("W1/20", floor.Now), Floor.Kim)).Refusal!.Code.ShouldBe("engineering-change");

        var answer = (await floor.Sent<EngineeringChangeAnswered>()).ShouldHaveSingleItem();
        (answer.Ordered.Value, answer.Done.Value, answer.InProcess.Value, answer.Unstarted.Value, answer.Chain).ShouldBe((500m, 200m, 50m, 250m, true));
        answer.Positions.Select(each => (each.OperationNo, each.Quantity.Value, each.Touched)).ShouldBe([(20, 50m, false)]);
        (await floor.Report("W1/20", 10)).Done.ShouldBeTrue("what is in process is a fact");

        await floor.Send(new EngineeringChangeLifted("EC-000001", "W1", "not needed", floor.Now));
        (await floor.Start("W1/10", 10)).Done.ShouldBeTrue();
        await floor.Send(Allocated(floor, "W1", PartsDisposition.UseUp, Order("W2", 250, "C", Chain)));
        (await floor.OrderNow("W1")).Quantity.ShouldBe(500, "a change that was withdrawn splits nothing any more");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Used_up_pieces_stay_and_what_is_not_begun_is_a_new_order_by_the_new_revision(string database)
    {
        await using var floor = await Running(database);
        await floor.Send(Announced(floor, "W1", 40));
        var told = Allocated(floor, "W1", PartsDisposition.UseUp, Order("W2", 250, "C", Chain));
        await floor.Send(told, told);
        (await floor.OrderNow("W1")).Quantity.ShouldBe(250);
        var fresh = await floor.OrderNow("W2");
        (fresh.Quantity, fresh.Revision, fresh.State).ShouldBe((250m, "C", OrderState.Accepted));
        var split = (await floor.Sent<OrderSplit>()).ShouldHaveSingleItem();
        (split.Kept.Value, split.NewOrder!.Quantity.Value, split.Moved.Count).ShouldBe((250m, 250m, 0));

        (await floor.Start("W1/10", 1)).Refusal!.Sentence.ShouldContain("made by a newer revision as order W2");
        (await floor.Report("W1/20", 50)).Done.ShouldBeTrue();
        (await floor.Start("W1/30", 50)).Done.ShouldBeTrue();
        (await floor.Start("W2/10", 250)).Done.ShouldBeTrue();
        (await floor.Job("W2/40")).Revision.ShouldBe("C");
        (await floor.Plant.Verify<Tactus.Mes.MesDb>()).Intact.ShouldBeTrue();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Converted_pieces_go_on_in_the_new_order_from_where_they_are_and_the_old_one_is_complete(string database)
    {
        await using var floor = await Running(database);
        await floor.Send(Announced(floor, "W1", 40), Allocated(floor, "W1", PartsDisposition.Convert, Order("W2", 300, "C", Chain)));
        var done = await floor.OrderNow("W1");
        (done.Quantity, done.State).ShouldBe((200m, OrderState.Completed));
        var fresh = await floor.OrderNow("W2");
        (fresh.Quantity, fresh.State).ShouldBe((300m, OrderState.Started));
        foreach (var operation in Chain)
            (await floor.Job($"W1/{operation}")).ShouldSatisfyAllConditions(job => job.Started.ShouldBe(200), job => job.Good.ShouldBe(200), job => job.InProcess.ShouldBe(0));
        (await floor.Job("W2/10")).ShouldSatisfyAllConditions(job => job.Started.ShouldBe(50), job => job.Good.ShouldBe(50));
        (await floor.Job("W2/20")).ShouldSatisfyAllConditions(job => job.Started.ShouldBe(50), job => job.InProcess.ShouldBe(50));
        (await floor.Start("W2/10", 250)).Done.ShouldBeTrue();
        (await floor.Report("W2/20", 50)).Done.ShouldBeTrue();
        (await floor.Start("W2/30", 50)).Done.ShouldBeTrue();
        await using var db = floor.Plant.Mes();
        var moved = await db.Reports.Where(report => report.Kind == ReportKind.Moved && report.JobNo == "W1/10").SingleAsync();
        (await floor.Plant.Run(new ReverseReport(moved.Id, "why", floor.Now), Floor.Lead)).Refusal!.Code.ShouldBe("report-not-reversible");
        var first = await db.Reports.FirstAsync(report => report.Kind == ReportKind.Report && report.JobNo == "W1/10");
        (await floor.Plant.Run(new ReverseReport(first.Id, "why", floor.Now), Floor.Lead)).Refusal!.Code.ShouldBe("report-used");
        (await floor.Plant.Verify<Tactus.Mes.MesDb>()).Intact.ShouldBeTrue();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Scrapped_pieces_are_made_again_by_the_new_revision_and_scrap_reported_meanwhile_is_reckoned_with(string database)
    {
        await using var floor = await Running(database);
        await floor.Send(Announced(floor, "W1", 40));
        (await floor.Report("W1/20", 5, scrap: 3)).Done.ShouldBeTrue();
        await floor.Send(Allocated(floor, "W1", PartsDisposition.Scrap, Order("W2", 300, "C", Chain)));
        var split = (await floor.Sent<OrderSplit>()).ShouldHaveSingleItem();
        (split.Kept.Value, split.Scrapped.Value, split.NewOrder!.Quantity.Value).ShouldBe((200m, 47m, 300m));
        var job = await floor.Job("W1/20");
        (job.Started, job.Good, job.Scrapped, job.InProcess).ShouldBe((250m, 200m, 50m, 0m));
        (await floor.OrderNow("W1")).State.ShouldBe(OrderState.Completed);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_order_of_which_nothing_is_begun_is_made_by_the_new_revision_as_a_whole(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Order("W1", 20, "B", 10, 20), Announced(floor, "W1", 20), Allocated(floor, "W1", PartsDisposition.UseUp, Order("W2", 20, "C", 10, 20)));
        ((await floor.OrderNow("W1")).State, (await floor.OrderNow("W2")).Quantity).ShouldBe((OrderState.Cancelled, 20m));
        (await floor.Job("W1/10")).State.ShouldBe(JobState.Cancelled);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task No_piece_is_lost_or_counts_twice_wherever_the_pieces_are_and_whatever_becomes_of_them(string database)
    {
        await using var floor = await Floor.New(database);
        var random = new Random(13);
        var splits = 0;
        for (var run = 0; run < 14; run++)
        {
            var (no, freshNo, count) = ($"A{run}", $"B{run}", random.Next(2, 5));
            int[] operations = [.. Enumerable.Range(1, count).Select(i => i * 10)];
            var quantity = random.Next(4, 30);
            await floor.Send(Order(no, quantity, "B", operations));
            for (var step = 0; step < 26; step++)
            {
                var job = $"{no}/{operations[random.Next(count)]}";
                if (random.Next(2) == 0) await floor.Start(job, random.Next(1, 12));
                else await floor.Report(job, random.Next(0, 6), random.Next(0, 2), random.Next(0, 2));
            }
            await floor.Send(Announced(floor, no, operations[random.Next(count)]));
            (await floor.Start($"{no}/10", 1)).Refusal!.Code.ShouldBe("engineering-change");
            await floor.Report($"{no}/10", random.Next(0, 3), random.Next(0, 2));
            var before = await Jobs(floor, no);
            var (untouched, touched) = ((PartsDisposition)random.Next(3), random.Next(2) == 0 ? PartsDisposition.UseUp : PartsDisposition.Scrap);
            var told = Allocated(floor, no, untouched, Order(freshNo, quantity, "C", operations), touched);
            await floor.Send(told, told);

            var split = (await floor.Sent<OrderSplit>()).Single(each => each.WorkOrderNo == no);
            var (old, fresh) = (await Jobs(floor, no), split.NewOrder is null ? [] : await Jobs(floor, freshNo));
            var made = split.NewOrder?.Quantity.Value ?? 0;
            (split.Kept.Value + made).ShouldBe(quantity, $"run {run}");
            (await floor.OrderNow(no)).Quantity.ShouldBe(split.Kept.Value, $"run {run}");
            if (made > 0) splits++;
            foreach (var job in before)
            {
                List<JobOrder> both = [old.Single(each => each.OperationNo == job.OperationNo), .. fresh.Where(each => each.OperationNo == job.OperationNo)];
                both.Sum(each => each.Started).ShouldBe(job.Started, $"run {run} {job.No}");
                both.Sum(each => each.Good + each.Scrapped + each.Rework + each.InProcess).ShouldBe(job.Started, $"run {run} {job.No}");
                if (split.Scrapped.Value == 0)
                    (both.Sum(each => each.Good), both.Sum(each => each.Scrapped), both.Sum(each => each.Rework)).ShouldBe((job.Good, job.Scrapped, job.Rework), $"run {run} {job.No}");
            }
            old.Sum(each => each.Scrapped).ShouldBe(before.Sum(each => each.Scrapped) + split.Scrapped.Value, $"run {run}");
            await Whole(floor, old, $"run {run} old");
            await Whole(floor, fresh, $"run {run} new");
        }
        splits.ShouldBeGreaterThan(6);
        (await floor.Plant.Verify<Tactus.Mes.MesDb>()).Intact.ShouldBeTrue();
    }

    private static async Task<List<JobOrder>> Jobs(Floor floor, string order)
    {
        await using var db = floor.Plant.Mes();
        return await db.Jobs.Where(job => job.OrderNo == order).OrderBy(job => job.OperationNo).ToListAsync();
    }

    /// <summary>Nothing is below zero, nobody has started more than was delivered, and the books say what the jobs say.</summary>
    private static async Task Whole(Floor floor, List<JobOrder> jobs, string where)
    {
        await using var db = floor.Plant.Mes();
        foreach (var job in jobs)
        {
            new[] { job.Started, job.Good, job.Scrapped, job.Rework, job.InProcess }.Min().ShouldBeGreaterThanOrEqualTo(0, where + job.No);
            foreach (var before in jobs.Where(each => job.Predecessors.Contains(each.OperationNo))) job.Started.ShouldBeLessThanOrEqualTo(before.Good, where + job.No);
            var book = await db.Reports.Where(report => report.JobNo == job.No).ToListAsync();
            (job.Good, job.Scrapped, job.Rework).ShouldBe((book.Sum(each => each.Good), book.Sum(each => each.Scrapped), book.Sum(each => each.Rework)), where + job.No);
            (await db.JobEvents.Where(each => each.JobNo == job.No).ToListAsync()).Sum(each => each.Kind == JobEventKind.Unstarted ? -each.Quantity ?? 0 : each.Quantity ?? 0).ShouldBe(job.Started, where + job.No);
        }
    }
}
