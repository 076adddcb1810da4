using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Erp.Planning;
using Tactus.Erp.Sales;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Tests.Erp.MasterData;
using static Tactus.Tests.Erp.MasterData.Given;

namespace Tactus.Tests.Erp.Sales;

/// <summary>A line knows what hangs on it, and a change or cancellation says what it touches.</summary>
public sealed class SalesThreadTests
{
    private static readonly DateTime Due = new(2026, 3, 20, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>A line for 100 cases, 60 of them released to the plant with 120 screws reserved, 40 only planned; 10 from stock have left.</summary>
    private static async Task<(Plant Plant, string Released, string Planned)> UnderWay(string database)
    {
        var plant = await Plant.New(database);
        await plant.Items(ItemKind.Purchased, "SCREW");
        await plant.Item("CASE", ItemKind.Made, tracking: Tracking.Lot);
        await plant.WorkCentre("ASSY");
        (await plant.Bill("CASE", Line("SCREW", 2))).Done.ShouldBeTrue();
        (await plant.Run(new DefineRouting("CASE", "A", RevisionState.Released, [new OperationInput(10, "Screw", "ASSY")]))).Done.ShouldBeTrue();
        await plant.Run(new DefinePlace("S1", "Site", PlaceKind.Site));
        await plant.Run(new DefinePlace("WH1", "Store", PlaceKind.Warehouse, "S1"));
        (await plant.Run(new ReceiveStock("SCREW", Pcs(500), "WH1"))).Done.ShouldBeTrue();
        (await plant.Run(new ReceiveStock("CASE", Pcs(10), "WH1", LotNo: "OLD-1"))).Done.ShouldBeTrue();
        await plant.Run(new DefineCustomer("C-1", "St. Mary's Hospital"));
        (await plant.Run(new EnterSalesOrder("C-1", [new SalesLineInput("CASE", Pcs(100), Due)]))).Done.ShouldBeTrue();
        var released = (await plant.Run(new PlanWorkOrder("SO-000001", 10, Quantity: Pcs(60)))).Value.No;
        var planned = (await plant.Run(new PlanWorkOrder("SO-000001", 10, Quantity: Pcs(40)))).Value.No;
        (await plant.Run(new ReserveMaterial(released))).Refusal.ShouldBeNull();
        (await plant.Run(new ReserveMaterial(planned))).Refusal.ShouldBeNull();
        (await plant.Run(new ReleaseWorkOrder(released))).Refusal.ShouldBeNull();
        (await plant.Run(new ShipGoods("SO-000001", 10, Pcs(10)))).Refusal.ShouldBeNull();
        return (plant, released, planned);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_line_shows_its_work_orders_reservations_and_shipments(string database)
    {
        var (plant, released, planned) = await UnderWay(database);
        await using var _ = plant;
        var thread = (await plant.Get("/api/erp/sales-orders/SO-000001")).As<SalesOrderView>().Lines.Single().Thread;
        thread.WorkOrders.Select(order => (order.No, order.State, order.Quantity.Value)).ShouldBe([(released, WorkOrderState.Released, 60m), (planned, WorkOrderState.Planned, 40m)]);
        thread.Reservations.Select(each => (each.WorkOrderNo, each.ItemNo, each.Quantity.Value, each.State)).ShouldBe([
            (released, "SCREW", 120m, ReservationState.Open), (planned, "SCREW", 80m, ReservationState.Open)]);
        thread.Shipments.Select(each => (each.LotNo, each.Quantity.Value)).ShouldBe([("OLD-1", 10m)]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_cancellation_ends_what_is_only_planned_and_names_what_the_plant_has(string database)
    {
        var (plant, released, planned) = await UnderWay(database);
        await using var _ = plant;
        var line = (await plant.Run(new CancelSales("SO-000001", "Hospital closed"))).Value.Lines.Single();
        (line.Cancelled, line.Shipped).ShouldBe((Pcs(90), Pcs(10)));
        line.Touched.WorkOrders.Select(order => (order.No, order.State, Decide: order.Mismatch is not null)).ShouldBe([
            (released, WorkOrderState.Released, true), (planned, WorkOrderState.Cancelled, false)]);
        line.Touched.Reservations.Select(each => (each.WorkOrderNo, each.Quantity.Value, each.State)).ShouldBe([
            (released, 120m, ReservationState.Open), (planned, 80m, ReservationState.Released)]);
        line.Touched.Shipments.Single().Quantity.ShouldBe(Pcs(10));
        // What was told is what is read afterwards.
        var read = (await plant.Get("/api/erp/sales-orders/SO-000001")).As<SalesOrderView>().Lines.Single();
        read.State.ShouldBe(SalesState.Shipped);
        read.Thread.WorkOrders.ShouldBe(line.Touched.WorkOrders);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_quantity_cut_takes_from_planned_orders_first(string database)
    {
        var (plant, released, planned) = await UnderWay(database);
        await using var _ = plant;
        var thread = (await plant.Run(new ChangeSalesLine("SO-000001", 10, "Budget cut", Quantity: Pcs(75)))).Value.Lines.Single().Thread;
        thread.WorkOrders.Select(order => (order.No, order.Quantity.Value, order.Mismatch)).ShouldBe([(released, 60m, null), (planned, 15m, null)]);
        var cut = (await plant.Run(new ChangeSalesLine("SO-000001", 10, "Budget cut again", Quantity: Pcs(50)))).Value.Lines.Single().Thread;
        cut.WorkOrders[1].State.ShouldBe(WorkOrderState.Cancelled);
        cut.WorkOrders[0].Mismatch.ShouldNotBeNull().ShouldContain("wants 50");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_database_itself_keeps_the_history_of_lines(string database)
    {
        var (plant, _, _) = await UnderWay(database);
        await using var __ = plant;
        (await plant.Run(new ChangeSalesLine("SO-000001", 10, "Urgent", Priority: 1))).Done.ShouldBeTrue();
        var schema = database == "sqlite" ? "" : "erp.";
        await using var db = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<HalfDatabase<Tactus.Erp.ErpDb>>(plant.Services).Open();
        (await Should.ThrowAsync<Exception>(() => Microsoft.EntityFrameworkCore.RelationalDatabaseFacadeExtensions.ExecuteSqlRawAsync(db.Database, $"DELETE FROM {schema}sales_line_changes")))
            .GetBaseException().Message.ShouldContain("append-only");
    }
}
