using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Erp.MasterData;
using Tactus.Erp.Planning;
using Tactus.Erp.Sales;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Tests.Erp.Stock;

namespace Tactus.Tests.Erp.Planning;

public sealed class WorkOrderTests
{
    /// <summary>PUMP = 1 CASE + 2 of the phantom KIT (2 SCREW); CASE = 0.5 kg RESIN. Work centre ASSY and MOULD.</summary>
    private static async Task<Plant> Factory(string database)
    {
        var plant = await Store.Open(database);
        await Store.Item(plant, "KIT", "C62", ItemKind.Phantom, Tracking.None);
        foreach (var no in (string[])["ASSY", "MOULD"]) (await plant.Run(new DefineWorkCentre(no, no))).Refusal.ShouldBeNull();
        (await plant.Run(new DefineBill("KIT", "A", RevisionState.Released, [new("SCREW", Store.Pcs(2))]))).Refusal.ShouldBeNull();
        (await plant.Run(new DefineBill("CASE", "A", RevisionState.Released, [new("RESIN", Store.Kg(0.5m))]))).Refusal.ShouldBeNull();
        (await plant.Run(new DefineBill("PUMP", "A", RevisionState.Released, [new("CASE", Store.Pcs(1), OperationNo: 10), new("KIT", Store.Pcs(2), OperationNo: 20)]))).Refusal.ShouldBeNull();
        (await plant.Run(new DefineRouting("CASE", "A", RevisionState.Released, [new(10, "Mould", "MOULD", SetupSeconds: 600, RunSecondsPerUnit: 30)]))).Refusal.ShouldBeNull();
        (await plant.Run(new DefineRouting("PUMP", "A", RevisionState.Released,
            [new(10, "Fit", "ASSY", RunSecondsPerUnit: 120), new(20, "Close", "ASSY", RunSecondsPerUnit: 60, SerialsHere: true)]))).Refusal.ShouldBeNull();
        await plant.Line("SO-1", "PUMP", 10, "C62");
        return plant;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_order_from_a_sales_line_brings_orders_for_made_components_that_are_missing(string database)
    {
        await using var plant = await Factory(database);
        await plant.Receive("CASE", Store.Pcs(4), "C-0");
        var order = (await plant.Run(new PlanWorkOrder("SO-1", 1, WithComponents: true))).Value;
        (order.No, order.ItemNo, order.Quantity, order.State).ShouldBe(("WO-000001", "PUMP", Store.Pcs(10), WorkOrderState.Planned));
        var child = order.Components.Single();
        (child.ItemNo, child.Quantity, child.ParentNo).ShouldBe(("CASE", Store.Pcs(6), "WO-000001"));
        (await plant.Run(new PlanWorkOrder("SO-1", 1))).Code().ShouldBe("nothing-to-make");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_can_not_be_made_is_refused(string database)
    {
        await using var plant = await Factory(database);
        var due = plant.Clock.GetUtcNow().UtcDateTime.AddDays(5);
        (await plant.Run(new PlanWorkOrder(ItemNo: "SCREW", Quantity: Store.Pcs(1), DueUtc: due))).Code().ShouldBe("item-not-made");
        (await plant.Run(new PlanWorkOrder(ItemNo: "GHOST", Quantity: Store.Pcs(1), DueUtc: due))).Code().ShouldBe("item-unknown");
        (await plant.Run(new PlanWorkOrder("SO-9", 1))).Code().ShouldBe("sales-order-unknown");
        (await plant.Run(new PlanWorkOrder(ItemNo: "PUMP", Quantity: Store.Kg(1), DueUtc: due))).Code().ShouldBe("unit-mismatch");
        (await plant.Run(new PlanWorkOrder(ItemNo: "PUMP", Quantity: Store.Pcs(0), DueUtc: due))).Code().ShouldBe("quantity-invalid");
        (await plant.Run(new PlanWorkOrder(ItemNo: "PUMP", Quantity: Store.Pcs(1), DueUtc: due, Priority: 12))).Code().ShouldBe("priority-invalid");
        (await plant.Run(new PlanWorkOrder(ItemNo: "PUMP", Quantity: Store.Pcs(1), DueUtc: due.AddDays(-9)), Plant.Person("7", "erp.work-orders"))).Code().ShouldBe("due-past");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_release_needs_its_material_reserves_it_and_sends_the_frozen_method(string database)
    {
        await using var plant = await Factory(database);
        var order = (await plant.Run(new PlanWorkOrder("SO-1", 1))).Value;
        await plant.Receive("CASE", Store.Pcs(10), "C-0");
        await plant.Receive("SCREW", Store.Pcs(30));
        var refused = await plant.Run(new ReleaseWorkOrder(order.No));
        refused.Code().ShouldBe("material-short");
        refused.Refusal!.Sentence.ShouldContain("10 pcs of SCREW");
        (await plant.Run(new ReleaseWorkOrder(order.No, AllowShort: true))).Code().ShouldBe("reason-missing");

        await plant.Receive("SCREW", Store.Pcs(20));
        (await plant.Run(new ReleaseWorkOrder(order.No))).Value.State.ShouldBe(WorkOrderState.Released);
        var sent = await plant.Sent<OperationsScheduleReleased>();
        sent.Materials.Select(material => (material.OperationNo, material.ItemNo, material.Quantity, material.PerUnit)).Order()
            .ShouldBe([(10, "CASE", Store.Pcs(10), 1m), (20, "SCREW", Store.Pcs(40), 4m)]);
        sent.Operations.Select(operation => (operation.No, operation.WorkCentreNo)).ShouldBe([(10, "ASSY"), (20, "ASSY")]);
        (sent.CustomerName, sent.SalesOrderNo, sent.BillRevision).ShouldBe(("Clinic One", "SO-1", "A"));
        (await plant.Run(new ReleaseWorkOrder(order.No))).Code().ShouldBe("work-order-state");
        (await plant.Run(new IssueStock("SCREW", Store.Pcs(11), "WH1", Reason: "maintenance"))).Code().ShouldBe("stock-reserved");
        (await plant.Run(new IssueStock("SCREW", Store.Pcs(10), "WH1", Reason: "maintenance"))).Done.ShouldBeTrue();
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_order_follows_the_plant_and_its_thread_reaches_from_the_customer_to_the_shipment(string database)
    {
        await using var plant = await Factory(database);
        var no = await Released(plant);
        var now = plant.Clock.GetUtcNow().UtcDateTime;
        JobResponse Response(ResponseState state, int? operation = null) => new(Guid.CreateVersion7(), no, operation, state, Store.Pcs(2), Store.Pcs(0), now);
        await plant.Told(Response(ResponseState.Accepted));
        await plant.Told(Response(ResponseState.Started));
        await plant.Told(Response(ResponseState.Started, 10));
        await plant.Told(plant.Actual(MaterialUse.Consumed, "CASE", Store.Pcs(2), "C-0", no));
        await plant.Told(plant.Actual(MaterialUse.Produced, "PUMP", Store.Pcs(2), order: no, serials: ["P-1", "P-2"]));
        await plant.Told(new LaborActual(Guid.CreateVersion7(), no, 10, "P1", LaborKind.Run, 240.5m, null, now, now.AddMinutes(5)));
        await plant.Told(Response(ResponseState.Completed));
        (await plant.Run(new ShipGoods("SO-1", 1, Store.Pcs(1)))).Done.ShouldBeTrue();

        await using (var db = plant.Erp())
        {
            var order = db.WorkOrders.Single();
            (order.State, order.Produced).ShouldBe((WorkOrderState.Completed, 2m));
            db.Reservations.AsEnumerable().Where(each => each.State == ReservationState.Open).ShouldBeEmpty();
            var thread = (await WorkOrderReads.Thread(db, no, CancellationToken.None)).ShouldNotBeNull();
            thread.Demand!.CustomerName.ShouldBe("Clinic One");
            thread.LaborSeconds.ShouldBe(240.5m);
            thread.Materials.Single(material => material.ItemNo == "CASE").Used.ShouldBe(Store.Pcs(2));
            thread.Lots.Select(lot => (lot.No, lot.Shipped.Count)).Order().ShouldBe([("P-1", 1), ("P-2", 0)]);
            thread.Shipments.Single().SerialNo.ShouldBe("P-1");
        }
        (await plant.Run(new CloseWorkOrder(no))).Value.State.ShouldBe(WorkOrderState.Closed);
        await plant.Told(Response(ResponseState.Reopened));
        (await plant.Run(new CloseWorkOrder(no))).Code().ShouldBe("work-order-state");
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_smaller_quantity_frees_material_and_is_told_to_the_plant(string database)
    {
        await using var plant = await Factory(database);
        var no = await Released(plant);
        await plant.Told(plant.Actual(MaterialUse.Produced, "PUMP", Store.Pcs(2), order: no, serials: ["P-1", "P-2"]));
        (await plant.Run(new ChangeWorkOrder(no, "customer cut", Store.Pcs(1)))).Code().ShouldBe("below-produced");
        (await plant.Run(new ChangeWorkOrder(no, "customer cut", Store.Pcs(6), Priority: 2))).Done.ShouldBeTrue();
        var sent = await plant.Sent<OperationsScheduleChanged>();
        (sent.Quantity, sent.Priority, sent.DueUtc, sent.Reason).ShouldBe(((Quantity?)Store.Pcs(6), (int?)2, (DateTime?)null, "customer cut"));
        await using var db = plant.Erp();
        db.Reservations.AsEnumerable().Sum(each => each.Remaining).ShouldBe(6 + 24);
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_cancelled_order_gives_its_material_back_when_the_plant_has_stopped(string database)
    {
        await using var plant = await Factory(database);
        var no = await Released(plant);
        (await plant.Run(new CancelWorkOrder(no, "customer gone"))).Value.State.ShouldBe(WorkOrderState.Released);
        (await plant.Sent<OperationsScheduleChanged>()).Cancelled.ShouldBeTrue();
        (await plant.Run(new CancelWorkOrder(no, "again"))).Code().ShouldBe("work-order-state");
        await plant.Told(new JobResponse(Guid.CreateVersion7(), no, null, ResponseState.Cancelled, Store.Pcs(0), Store.Pcs(0), plant.Clock.GetUtcNow().UtcDateTime));
        await using var db = plant.Erp();
        db.WorkOrders.Single().State.ShouldBe(WorkOrderState.Cancelled);
        db.Reservations.AsEnumerable().Sum(each => each.Remaining).ShouldBe(0);
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_changed_line_moves_planned_orders_and_is_a_mismatch_on_released_ones(string database)
    {
        await using var plant = await Factory(database);
        var planned = (await plant.Run(new PlanWorkOrder("SO-1", 1))).Value.No;
        await Change(plant, line => line.Quantity = 7);
        await using (var db = plant.Erp()) db.WorkOrders.Single().Quantity.ShouldBe(7);

        (await plant.Run(new ReleaseWorkOrder(planned, AllowShort: true, Reason: "material on its way"))).Done.ShouldBeTrue();
        await Change(plant, line => line.Quantity = 5);
        await using (var db = plant.Erp())
        {
            db.WorkOrders.Single().Quantity.ShouldBe(7);
            db.DemandMismatches.Single().ShouldSatisfyAllConditions(each => each.Text.ShouldContain("wants 5 pcs"), each => each.SettledUtc.ShouldBeNull());
        }
        (await plant.Run(new ChangeWorkOrder(planned, "line cut", Store.Pcs(5)))).Done.ShouldBeTrue();
        await using (var db = plant.Erp()) db.DemandMismatches.Single().SettledUtc.ShouldNotBeNull();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_material_check_says_what_is_there_who_has_it_and_what_comes(string database)
    {
        await using var plant = await Factory(database);
        await plant.Receive("CASE", Store.Pcs(4), "C-0");
        await plant.Receive("SCREW", Store.Pcs(50));
        var order = (await plant.Run(new PlanWorkOrder("SO-1", 1, WithComponents: true))).Value;
        var other = (await plant.Run(new PlanWorkOrder(ItemNo: "PUMP", Quantity: Store.Pcs(3), DueUtc: order.DueUtc))).Value;
        (await plant.Run(new ReserveMaterial(other.No, "CASE", Store.Pcs(3), "C-0"))).Refusal.ShouldBeNull();
        (await plant.Run(new ReserveMaterial(order.No, "CASE", Store.Pcs(2)))).Code().ShouldBe("stock-not-free");
        (await plant.Run(new ReserveMaterial(order.No, "RESIN", Store.Kg(2)))).Code().ShouldBe("material-not-needed");
        await using var db = plant.Erp();
        var check = (await WorkOrderReads.Check(db, order.No, CancellationToken.None)).Value;
        check.Complete.ShouldBeFalse();
        var line = check.Lines.Single(each => each.ItemNo == "CASE");
        (line.Required.Value, line.OnHand.Value, line.Available.Value, line.ReservedByOthers.Value, line.Short.Value).ShouldBe((10m, 4m, 4m, 3m, 9m));
        line.Expected.Single().ShouldSatisfyAllConditions(each => each.WorkOrderNo.ShouldBe(order.Components.Single().No), each => each.Quantity.Value.ShouldBe(6));
        check.Lines.Single(each => each.ItemNo == "SCREW").Short.Value.ShouldBe(0);
    }

    private static async Task<string> Released(Plant plant)
    {
        var no = (await plant.Run(new PlanWorkOrder("SO-1", 1))).Value.No;
        await plant.Receive("CASE", Store.Pcs(10), "C-0");
        await plant.Receive("SCREW", Store.Pcs(40));
        (await plant.Run(new ReleaseWorkOrder(no))).Refusal.ShouldBeNull();
        return no;
    }

    private static Task Change(Plant plant, Action<SalesOrderLine> change) =>
        plant.Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("ChangeSalesLine", async db =>
        {
            var line = (await db.SalesLines.FindAsync("SO-1", 1))!;
            change(line);
            await LineChanged.Apply(db, (await db.SalesOrders.FindAsync("SO-1"))!, line, ["quantity"], db.By!, CancellationToken.None);
            return true;
        }, CancellationToken.None);
}
