using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts.Messages;
using Tactus.Mes.Equipment;
using Tactus.Mes.Production;

namespace Tactus.Tests.Mes.Production;

public sealed class ReceiveScheduleTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_released_order_becomes_jobs_that_start_enough_for_the_yield_of_what_follows(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 100,
            Floor.Op(10, "MOULD", yield: 90), Floor.Op(20, yield: 95), Floor.Op(30, after: [10, 20], yield: 98)));

        var jobs = new List<JobOrder>();
        await using (var db = floor.Plant.Mes()) jobs = await db.Jobs.OrderBy(job => job.OperationNo).ToListAsync();
        // 100 / 0.98 = 102.04 -> 103 starts at 30; 103 / 0.90 = 114.4 -> 115 at 10; 103 / 0.95 = 108.4 -> 109 at 20.
        jobs.ConvertAll(job => (job.OperationNo, job.Planned, job.ToStart, job.Last)).ShouldBe([(10, 103, 115, false), (20, 103, 109, false), (30, 100, 103, true)]);
        jobs.ShouldAllBe(job => job.State == JobState.Waiting && job.InProcess == 0);
        (await floor.Sent<JobResponse>()).Single().ShouldSatisfyAllConditions(
            response => response.State.ShouldBe(ResponseState.Accepted), response => response.WorkOrderNo.ShouldBe("WO-1"), response => response.OperationNo.ShouldBeNull());
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_unknown_work_centre_keeps_the_order_waiting_until_it_is_created(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10, "PAINT")));
        (await floor.Plant.Unapplied()).ShouldHaveSingleItem().ShouldContain("work-centre-unknown");

        await floor.Plant.Run(new SetEquipment("PAINT", "Paint", EquipmentLevel.WorkCentre));
        floor.Plant.Clock.Advance(TimeSpan.FromMinutes(2));
        await floor.Plant.Settle();
        (await floor.Job("WO-1/10")).WorkCentreNo.ShouldBe("PAINT");
    }

    [Fact]
    public async Task A_method_that_can_not_be_run_is_refused_with_what_is_wrong()
    {
        await using var floor = await Floor.New("sqlite");
        var good = Floor.Order("WO-1", 10, Floor.Op(10));
        (OperationsScheduleReleased Order, string Code)[] cases =
        [
            (good with { Operations = [] }, "routing-empty"),
            (good with { Operations = [Floor.Op(10), Floor.Op(10)] }, "operation-doubled"),
            (good with { Operations = [Floor.Op(10, after: [20]), Floor.Op(20, after: [10])] }, "routing-cycle"),
            (good with { Operations = [Floor.Op(10, after: [5])] }, "predecessor-unknown"),
            (good with { Operations = [Floor.Op(10, yield: 0)] }, "yield-invalid"),
            (good with { Quantity = Floor.Pcs(0) }, "quantity-invalid"),
            (good with { Materials = [new MaterialRequirement(99, "RESIN", "A", Floor.Pcs(1), 1, Tracking.None, false)] }, "material-operation-unknown"),
        ];
        foreach (var (order, code) in cases) OrderPlan.Fault(order)!.Code.ShouldBe(code);
        OrderPlan.Fault(good).ShouldBeNull();
    }
}
