using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Erp.Planning;
using Tactus.Erp.Stock;
using Tactus.Platform;

namespace Tactus.Tests.Erp.Stock;

public sealed class MaterialActualsTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Picked_consumed_and_returned_material_moves_from_store_to_line_to_product(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("RESIN", Store.Kg(100), "L1");
        await plant.Told(plant.Actual(MaterialUse.Picked, "RESIN", Store.Kg(40), "L1"));
        (await plant.At("RESIN", "LINE", "L1")).ShouldBe(40);
        await plant.Told(plant.Actual(MaterialUse.Consumed, "RESIN", Store.Kg(30), "L1"));
        await plant.Told(plant.Actual(MaterialUse.Returned, "RESIN", Store.Kg(10), "L1"));
        (await plant.At("RESIN", "LINE", "L1")).ShouldBe(0);
        (await plant.At("RESIN", "WH1", "L1")).ShouldBe(70);
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Consumption_that_the_books_do_not_have_is_kept_and_shown_and_a_later_receipt_of_the_lot_settles_it(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("RESIN", Store.Kg(5), "L1");
        await plant.Told(plant.Actual(MaterialUse.Consumed, "RESIN", Store.Kg(8), "L1"));
        (await plant.At("RESIN", "WH1", "L1")).ShouldBe(0);
        (await plant.At("RESIN", StockPlaces.Unbooked, "L1")).ShouldBe(-3);
        await plant.ShouldAddUp();

        await plant.Receive("RESIN", Store.Kg(20), "L1");
        (await plant.At("RESIN", StockPlaces.Unbooked, "L1")).ShouldBe(0);
        (await plant.At("RESIN", "WH1", "L1")).ShouldBe(17);
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_person_settles_what_no_lot_can_settle(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Told(plant.Actual(MaterialUse.Consumed, "SCREW", Store.Pcs(8)));
        await plant.Receive("SCREW", Store.Pcs(20));
        (await plant.At("SCREW", StockPlaces.Unbooked)).ShouldBe(-8);
        (await plant.Run(new TransferStock("SCREW", Store.Pcs(9), "WH1", StockPlaces.Unbooked, Reason: "delivery came late"))).Code().ShouldBe("discrepancy-smaller");
        (await plant.Run(new TransferStock("SCREW", Store.Pcs(8), "WH1", StockPlaces.Unbooked, Reason: "delivery came late"))).Done.ShouldBeTrue();
        (await plant.At("SCREW", StockPlaces.Unbooked)).ShouldBe(0);
        (await plant.At("SCREW", "WH1")).ShouldBe(12);
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_reversal_gives_back_exactly_what_its_report_took(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("RESIN", Store.Kg(5), "L1");
        var report = plant.Actual(MaterialUse.Consumed, "RESIN", Store.Kg(8), "L1");
        await plant.Told(report);
        await plant.Told(plant.Actual(MaterialUse.Consumed, "RESIN", Store.Kg(-8), "L1", reverses: report.ReportId));
        (await plant.At("RESIN", "WH1", "L1")).ShouldBe(5);
        (await plant.At("RESIN", StockPlaces.Unbooked, "L1")).ShouldBe(0);
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Finished_units_enter_stock_and_count_for_their_order_and_a_reversal_takes_them_out(string database)
    {
        await using var plant = await Store.Open(database);
        await Order(plant, "WO-1", "CASE");
        var report = plant.Actual(MaterialUse.Produced, "CASE", Store.Pcs(60), "C-1");
        await plant.Told(plant.Actual(MaterialUse.Produced, "CASE", Store.Pcs(60), "C-1", final: false));
        await plant.Told(report);
        await plant.Told(plant.Actual(MaterialUse.Scrapped, "CASE", Store.Pcs(4)));
        await plant.Told(plant.Actual(MaterialUse.Produced, "CASE", Store.Pcs(-60), "C-1", reverses: report.ReportId));
        await plant.Told(plant.Actual(MaterialUse.Produced, "CASE", Store.Pcs(58), "C-1"));
        (await plant.At("CASE", StockPlaces.Finished, "C-1")).ShouldBe(58);
        await using var db = plant.Erp();
        var order = db.WorkOrders.Single();
        (order.Produced, order.Scrapped).ShouldBe((58m, 4m));
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Units_already_shipped_when_their_report_is_taken_back_are_a_discrepancy_not_a_stop(string database)
    {
        await using var plant = await Store.Open(database);
        await Order(plant, "WO-1", "PUMP");
        await plant.Line("SO-1", "PUMP", 2, "C62");
        var report = plant.Actual(MaterialUse.Produced, "PUMP", Store.Pcs(2), serials: ["A1", "A2"]);
        await plant.Told(report);
        (await plant.Run(new ShipGoods("SO-1", 1, Picks: [new("FG", Store.Pcs(1), SerialNos: ["A1"])]))).Done.ShouldBeTrue();
        await plant.Told(plant.Actual(MaterialUse.Produced, "PUMP", Store.Pcs(-2), reverses: report.ReportId, serials: ["A1", "A2"]));
        (await plant.At("PUMP", "FG")).ShouldBe(0);
        (await plant.At("PUMP", StockPlaces.Unbooked)).ShouldBe(-1);
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_item_the_books_never_heard_of_waits(string database)
    {
        await using var plant = await Store.Open(database);
        (await plant.FromPlant(plant.Actual(MaterialUse.Consumed, "GHOST", Store.Pcs(1)))).ShouldNotBeNull().Code.ShouldBe("item-unknown");
    }

    internal static Task Order(Plant plant, string no, string item) =>
        plant.Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("Given", db =>
        {
            db.Add(new WorkOrder { No = no, ItemNo = item, Revision = "A", Quantity = 100, Unit = "C62", DueUtc = plant.Clock.GetUtcNow().UtcDateTime.AddDays(3), Priority = 5 });
            return Task.FromResult(true);
        }, CancellationToken.None);
}
