using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts.Messages;
using Tactus.Coordination.Picture;
using Tactus.Platform;
using Tactus.Platform.Messaging;
using Tactus.Tests.Mes.Production;

namespace Tactus.Tests.Coordination;

/// <summary>What coordination hears of the halves, and how often.</summary>
public sealed class HearingTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Coordination_hears_of_a_job_by_tenths_and_not_by_reports(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("W1", 100, Floor.Op(10)));
        await floor.Start("W1/10", 100);
        await floor.Plant.Settle();
        var before = await Told(floor);
        for (var i = 0; i < 30; i++) await floor.Report("W1/10", 1);
        (await Told(floor) - before).ShouldBe(3);
        await floor.Plant.Settle();
        await using var db = floor.Plant.Coordination();
        var job = await db.Set<KnownJob>().SingleAsync(each => each.WorkOrderNo == "W1" && each.OperationNo == 10);
        (job.State, job.Good, job.Started).ShouldBe(("running", 30, 100));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_coordination_hears_as_well_is_announced_outside_once(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Services.GetRequiredService<HalfDirectory>().Find("erp")!.RunAsSystem("Send", db =>
        {
            db.Send(new OperationsScheduleChanged("W1", Guid.NewGuid(), null, null, 1, false, "expedite", plant.Clock.GetUtcNow().UtcDateTime));
            return Task.FromResult(true);
        }, CancellationToken.None);
        await using var db = plant.Erp();
        var sent = await db.Set<OutboxMessage>().ToListAsync();
        sent.Select(message => (message.Destination, message.Announced)).ShouldBe([("mes", false), ("coordination", true)], ignoreOrder: true);
    }

    private static async Task<int> Told(Floor floor)
    {
        await using var db = floor.Plant.Mes();
        return await db.Set<OutboxMessage>().CountAsync(message => message.Name == "job-progress.v1");
    }
}
