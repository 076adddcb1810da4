using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Tests.Mes.Production;

public sealed class QuantityBalanceTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Started_is_good_and_scrap_and_rework_and_in_process_after_every_event_of_a_random_order(string database)
    {
        await using var floor = await Floor.New(database);
        var done = 0;
        foreach (var seed in (int[])[1, 2, 3]) done += await RandomOrder(floor, seed, steps: 50);
        // A run that only collected refusals would prove nothing.
        done.ShouldBeGreaterThan(45);
        (await floor.Plant.Verify<Tactus.Mes.MesDb>()).Intact.ShouldBeTrue();
    }

    private static async Task<int> RandomOrder(Floor floor, int seed, int steps)
    {
        var random = new Random(seed);
        var order = $"WO-{seed}";
        var operations = new List<OperationRequirement>();
        var last = random.Next(2, 5);
        for (var no = 1; no <= last; no++)
        {
            int[] after = [.. operations.Where(_ => random.Next(2) == 0).Select(each => each.No)];
            operations.Add(Floor.Op(no * 10, after: after, overlap: random.Next(4) == 0 ? null : random.Next(0, 4), yield: random.Next(80, 101)));
        }
        await floor.Send(Floor.Order(order, random.Next(5, 30), [.. operations]));
        var reports = new List<Guid>();
        var done = 0;
        for (var step = 0; step < steps; step++)
        {
            var job = $"{order}/{operations[random.Next(operations.Count)].No}";
            var outcome = random.Next(10) switch
            {
                0 or 1 or 8 => (await floor.Start(job, random.Next(3) > 0 ? null : random.Next(1, 12))).Refusal,
                2 or 3 or 9 => await Reported(floor.Report(job, random.Next(0, 6), random.Next(0, 3), random.Next(0, 2)), reports),
                4 => await Reported(floor.Plant.Run(new ReturnRework(job, Floor.Pcs(random.Next(1, 3)), floor.Now), Floor.Lead), reports),
                5 => (await floor.Plant.Run(new ReverseReport(reports.Count == 0 ? Guid.NewGuid() : reports[random.Next(reports.Count)], "random", floor.Now), Floor.Lead)).Refusal,
                6 => (await floor.Plant.Run(new ReverseStart(job, Floor.Pcs(random.Next(1, 4)), "random", floor.Now), Floor.Lead)).Refusal,
                _ => (await floor.Plant.Run(new CompleteJob(job, floor.Now, random.Next(3) == 0 ? "enough" : null), Floor.Lead)).Refusal,
            };
            if (outcome is null) done++;
            await Holds(floor, order, $"seed {seed} step {step}");
        }
        return done;
    }

    private static async Task<Refusal?> Reported(Task<Outcome<ReportView>> report, List<Guid> reports)
    {
        var outcome = await report;
        if (outcome.Done) reports.Add(outcome.Value.ReportId);
        return outcome.Refusal;
    }

    private static async Task Holds(Floor floor, string order, string where)
    {
        await using var db = floor.Plant.Mes();
        var jobs = await db.Jobs.Where(job => job.OrderNo == order).ToListAsync();
        var book = (await db.Reports.Where(report => report.OrderNo == order).ToListAsync()).ToLookup(report => report.JobNo);
        var events = (await db.JobEvents.Where(each => each.OrderNo == order).ToListAsync()).ToLookup(each => each.JobNo);
        foreach (var job in jobs)
        {
            new[] { job.InProcess, job.Good, job.Scrapped, job.Rework, job.Started }.Min().ShouldBeGreaterThanOrEqualTo(0, where);
            (job.Good, job.Scrapped, job.Rework).ShouldBe((book[job.No].Sum(r => r.Good), book[job.No].Sum(r => r.Scrapped), book[job.No].Sum(r => r.Rework)), where);
            job.Started.ShouldBe(events[job.No].Sum(each => each.Kind == JobEventKind.Unstarted ? -each.Quantity ?? 0 : each.Quantity ?? 0), where);
            foreach (var before in jobs.Where(each => job.Predecessors.Contains(each.OperationNo))) job.Started.ShouldBeLessThanOrEqualTo(before.Good, where);
            if (job.State is JobState.Completed) (job.InProcess + job.Rework).ShouldBe(0, where);
        }
        // The column is kept by the database for filters; it must say what the four quantities say.
        (await db.Jobs.CountAsync(job => job.InProcess != job.Started - job.Good - job.Scrapped - job.Rework)).ShouldBe(0, where);
        var complete = jobs.Where(job => job.Last).All(job => job.State == JobState.Completed);
        ((await db.Orders.SingleAsync(each => each.No == order)).State == OrderState.Completed).ShouldBe(complete, where);
    }
}
