using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Erp.Planning;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Tests.Erp.Stock;

namespace Tactus.Tests.Erp.Planning;

public sealed class EngineeringChangeTests
{
    private static readonly Actor Ann = Plant.Person("ann", Permissions.Everything);
    private static readonly Actor Ben = Plant.Person("ben", Permissions.Everything);
    private static readonly Actor Eve = Plant.Person("eve", Permissions.Everything);

    /// <summary>CASE revision A, then C; one running order WO-000001 of 500 at A.</summary>
    private static async Task<Plant> Running(string database)
    {
        var plant = await Store.Open(database);
        (await plant.Run(new DefineWorkCentre("MOULD", "MOULD"))).Refusal.ShouldBeNull();
        (await plant.Run(new DefineBill("CASE", "A", RevisionState.Released, [new("RESIN", Store.Kg(1), OperationNo: 10)]))).Refusal.ShouldBeNull();
        (await plant.Run(new DefineRouting("CASE", "A", RevisionState.Released, [new(10, "Mould", "MOULD"), new(20, "Trim", "MOULD", Predecessors: [10])]))).Refusal.ShouldBeNull();
        await plant.Receive("RESIN", Store.Kg(600), "R1");
        (await plant.Run(new PlanWorkOrder(ItemNo: "CASE", Quantity: Store.Pcs(500), DueUtc: Now(plant).AddDays(5)))).Refusal.ShouldBeNull();
        (await plant.Run(new ReleaseWorkOrder("WO-000001"))).Refusal.ShouldBeNull();
        (await plant.Run(new ReviseItem("CASE", "C", RevisionState.Released, DateOnly.FromDateTime(Now(plant))))).Refusal.ShouldBeNull();
        return plant;
    }

    private static DateTime Now(Plant plant) => plant.Clock.GetUtcNow().UtcDateTime;

    private static Task<Outcome<EngineeringChangeView>> Raise(Plant plant, DateOnly? from = null) =>
        plant.Run(new RaiseEngineeringChange("CASE", "A", "C", [20], "seal leaks", EffectiveFrom: from), Eve);

    private static EngineeringChangeAnswered Answer(Plant plant, decimal done = 200, decimal inProcess = 50, bool chain = true) => new("EC-000001", "WO-000001", Store.Pcs(500), Store.Pcs(done),
        Store.Pcs(inProcess), Store.Pcs(500 - done - inProcess), Store.Pcs(0), chain, inProcess == 0 ? [] : [new(10, Store.Pcs(inProcess), !chain)], Now(plant));

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_other_people_approve_and_the_answer_may_come_before_or_after(string database)
    {
        await using var plant = await Running(database);
        (await Raise(plant)).Value.No.ShouldBe("EC-000001");
        (await plant.Sent<EngineeringChangeAnnounced>()).ShouldSatisfyAllConditions(told => told.WorkOrderNo.ShouldBe("WO-000001"), told => told.OperationNos.ShouldBe([20]));
        (await Raise(plant)).Code().ShouldBe("change-open");
        (await plant.Run(new ApproveEngineeringChange("EC-000001"), Eve)).Code().ShouldBe("approval-own");
        (await plant.Run(new ApproveEngineeringChange("EC-000001"), Ann)).Value.ApprovedUtc.ShouldBeNull();
        (await plant.Run(new ApproveEngineeringChange("EC-000001"), Ann)).Code().ShouldBe("approval-twice");
        (await plant.Run(new AllocateEngineeringChange("EC-000001", "WO-000001"), Eve)).Code().ShouldBe("change-not-approved");
        (await plant.Run(new ApproveEngineeringChange("EC-000001"), Ben)).Value.ApprovedUtc.ShouldNotBeNull();
        (await plant.Run(new AllocateEngineeringChange("EC-000001", "WO-000001"), Eve)).Code().ShouldBe("not-answered");
        await plant.Told(Answer(plant));
        await plant.Told(Answer(plant));
        (await plant.Run(new AllocateEngineeringChange("EC-000001", "WO-7"), Eve)).Code().ShouldBe("order-not-in-change");
        (await plant.Run(new AllocateEngineeringChange("EC-000001", "WO-000001", PartsDisposition.Convert, PartsDisposition.Convert), Eve)).Code().ShouldBe("disposition-invalid");
        var allocated = (await plant.Run(new AllocateEngineeringChange("EC-000001", "WO-000001", PartsDisposition.Convert), Eve)).Value;
        (allocated.NewOrderNo, allocated.NewQuantity).ShouldBe(("WO-000002", Store.Pcs(300)));
        (await plant.Run(new AllocateEngineeringChange("EC-000001", "WO-000001"), Eve)).Code().ShouldBe("already-allocated");
        (await plant.Run(new WithdrawEngineeringChange("EC-000001", "changed my mind"), Eve)).Code().ShouldBe("change-allocated");
        (await plant.Run(new ChangeWorkOrder("WO-000001", "more", Store.Pcs(600)), Eve)).Code().ShouldBe("engineering-change");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Quantities_needs_and_reservations_follow_the_split_once_however_often_it_is_told(string database)
    {
        await using var plant = await Running(database);
        await Raise(plant);
        foreach (var who in (Actor[])[Ann, Ben]) (await plant.Run(new ApproveEngineeringChange("EC-000001"), who)).Done.ShouldBeTrue();
        await plant.Told(Answer(plant));
        (await plant.Run(new AllocateEngineeringChange("EC-000001", "WO-000001", PartsDisposition.Convert), Eve)).Done.ShouldBeTrue();
        var told = (await plant.Sent<EngineeringChangeAllocated>()).NewOrder!;
        (told.Revision, told.Quantity).ShouldBe(("C", Store.Pcs(300)));
        // Two pieces more were scrapped meanwhile: the plant has the real figures. What was begun used its resin.
        await plant.Told(plant.Actual(MaterialUse.Consumed, "RESIN", Store.Kg(250), "R1", "WO-000001"));
        var split = new OrderSplit("EC-000001", "WO-000001", Store.Pcs(200), Store.Pcs(0), told with { Quantity = Store.Pcs(300) }, [new(10, 48, 48, 48, 48)], Now(plant));
        for (var i = 0; i < 2; i++) await plant.Told(split);
        await using (var db = plant.Erp())
        {
            db.WorkOrders.OrderBy(order => order.No).Select(order => new { order.No, order.Quantity, order.Revision, order.SplitFromNo }).ToList()
                .Select(order => (order.No, order.Quantity, order.Revision, order.SplitFromNo)).ShouldBe([("WO-000001", 200m, "A", null), ("WO-000002", 300m, "C", "WO-000001")]);
            db.WorkOrderMaterials.Where(material => material.WorkOrderNo == "WO-000001").Sum(material => material.Quantity).ShouldBe(248, "200 done and 48 that took their resin along");
            db.WorkOrderMaterials.Where(material => material.WorkOrderNo == "WO-000002").Sum(material => material.Quantity).ShouldBe(252);
            var reserved = db.Reservations.Where(each => each.State == ReservationState.Open).ToList();
            reserved.Where(each => each.WorkOrderNo == "WO-000001").Sum(each => each.Remaining).ShouldBe(0);
            reserved.Where(each => each.WorkOrderNo == "WO-000002").Sum(each => each.Remaining).ShouldBe(252);
            db.EngineeringChanges.Single().State.ShouldBe(EngineeringChangeState.Closed);
        }
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_new_order_for_which_nothing_is_left_is_cancelled(string database)
    {
        await using var plant = await Running(database);
        await Raise(plant);
        foreach (var who in (Actor[])[Ann, Ben]) await plant.Run(new ApproveEngineeringChange("EC-000001"), who);
        await plant.Told(Answer(plant, 400, 100));
        (await plant.Run(new AllocateEngineeringChange("EC-000001", "WO-000001", PartsDisposition.UseUp), Eve)).Done.ShouldBeTrue();
        await plant.Told(new OrderSplit("EC-000001", "WO-000001", Store.Pcs(500), Store.Pcs(0), null, [], Now(plant)));
        await using var db = plant.Erp();
        db.WorkOrders.Single(order => order.No == "WO-000002").State.ShouldBe(WorkOrderState.Cancelled);
        db.WorkOrders.Single(order => order.No == "WO-000001").Quantity.ShouldBe(500);
        db.EngineeringChanges.Single().State.ShouldBe(EngineeringChangeState.Closed);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Operations_side_by_side_are_only_used_up_and_a_withdrawn_change_lets_the_order_go_on(string database)
    {
        await using var plant = await Running(database);
        await Raise(plant);
        foreach (var who in (Actor[])[Ann, Ben]) await plant.Run(new ApproveEngineeringChange("EC-000001"), who);
        await plant.Told(Answer(plant, chain: false));
        (await plant.Run(new AllocateEngineeringChange("EC-000001", "WO-000001", PartsDisposition.Convert), Eve)).Code().ShouldBe("not-convertible");
        (await plant.Run(new WithdrawEngineeringChange("EC-000001", "no leak after all"), Eve)).Value.State.ShouldBe(EngineeringChangeState.Withdrawn);
        (await plant.Sent<EngineeringChangeLifted>()).WorkOrderNo.ShouldBe("WO-000001");
        (await plant.Run(new ApproveEngineeringChange("EC-000001"), Ann)).Code().ShouldBe("change-over");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_change_with_a_day_begins_on_it_and_meanwhile_old_orders_are_still_released(string database)
    {
        await using var plant = await Running(database);
        var day = DateOnly.FromDateTime(Now(plant)).AddDays(2);
        (await Raise(plant, day)).Value.State.ShouldBe(EngineeringChangeState.Scheduled);
        (await Raise(plant, day.AddDays(-9))).Code().ShouldBe("day-past");
        var watch = plant.Services.GetRequiredService<EngineeringChangeWatch>();
        (await watch.Begin(default)).ShouldBe(0);
        await plant.Receive("RESIN", Store.Kg(600), "R2");
        foreach (var no in (string[])["N1", "N2"]) (await plant.Run(new PlanWorkOrder(ItemNo: "CASE", Revision: "A", Quantity: Store.Pcs(5), DueUtc: Now(plant).AddDays(9), No: no))).Refusal.ShouldBeNull();
        (await plant.Run(new ReleaseWorkOrder("N1"))).Refusal.ShouldBeNull();
        plant.Clock.Advance(TimeSpan.FromDays(2));
        (await watch.Begin(default)).ShouldBe(1);
        (await watch.Begin(default)).ShouldBe(0);
        await using (var db = plant.Erp()) db.EngineeringChangeOrders.Select(order => order.WorkOrderNo).OrderBy(no => no).ToList().ShouldBe(["N1", "WO-000001"]);
        (await plant.Run(new ReleaseWorkOrder("N2"))).Refusal!.Sentence.ShouldContain("plan the order at revision C");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_can_not_be_changed_is_refused(string database)
    {
        await using var plant = await Running(database);
        (await plant.Run(new RaiseEngineeringChange("GHOST", "A", "C", [20], "seal leaks"))).Code().ShouldBe("item-unknown");
        (await plant.Run(new RaiseEngineeringChange("CASE", "A", "A", [20], "seal leaks"))).Code().ShouldBe("revision-same");
        (await plant.Run(new RaiseEngineeringChange("CASE", "A", "D", [20], "seal leaks"))).Code().ShouldBe("revision-unknown");
        (await plant.Run(new RaiseEngineeringChange("CASE", "A", "C", [90], "seal leaks"))).Code().ShouldBe("operation-unknown");
        (await plant.Run(new RaiseEngineeringChange("CASE", "A", "C", [], "seal leaks"))).Code().ShouldBe("operation-unknown");
        (await plant.Run(new RaiseEngineeringChange("CASE", "A", "C", [20], " "))).Code().ShouldBe("reason-missing");
    }
}
