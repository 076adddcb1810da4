using Tactus.Erp.Sales;
using Tactus.Erp.Stock;

namespace Tactus.Tests.Erp.Stock;

public sealed class ShipGoodsTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_expires_first_leaves_first_and_the_line_knows(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("CASE", Store.Pcs(10), "LATE", expires: new DateOnly(2027, 1, 1));
        await plant.Receive("CASE", Store.Pcs(4), "SOON", expires: new DateOnly(2026, 6, 1));
        await plant.Line("SO-1", "CASE", 6, "C62");

        var shipment = (await plant.Run(new ShipGoods("SO-1", 1))).Value;
        shipment.No.ShouldBe("SH-000001");
        shipment.Lines.Select(line => (line.LotNo, line.Quantity.Value)).ShouldBe([("SOON", 4m), ("LATE", 2m)]);
        await using var db = plant.Erp();
        var line = db.SalesLines.Single();
        (line.Shipped, line.State).ShouldBe((6m, SalesState.Shipped));
        db.SalesOrders.Single().State.ShouldBe(SalesState.Shipped);
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Held_expired_and_too_much_are_refused(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("CASE", Store.Pcs(5), "OLD", expires: new DateOnly(2026, 3, 10));
        await plant.Receive("CASE", Store.Pcs(5), "BAD");
        await plant.Line("SO-1", "CASE", 8, "C62");
        await plant.Told(plant.Hold("BAD"));
        plant.Clock.Advance(TimeSpan.FromDays(20));

        (await plant.Run(new ShipGoods("SO-1", 1, Picks: [new("WH1", Store.Pcs(1), "BAD")]))).Code().ShouldBe("stock-held");
        (await plant.Run(new ShipGoods("SO-1", 1, Picks: [new("WH1", Store.Pcs(1), "OLD")]))).Code().ShouldBe("stock-expired");
        (await plant.Run(new ShipGoods("SO-1", 1, Store.Pcs(9)))).Code().ShouldBe("shipment-exceeds-line");
        var nothing = await plant.Run(new ShipGoods("SO-1", 1));
        nothing.Code().ShouldBe("stock-short");
        nothing.Refusal!.Sentence.ShouldContain("5 is held, 5 expired");
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_shipment_taken_back_is_in_stock_and_wanted_again(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("PUMP", Store.Pcs(2), serials: ["A1", "A2"]);
        await plant.Line("SO-1", "PUMP", 2, "C62");
        var shipment = (await plant.Run(new ShipGoods("SO-1", 1))).Value;
        (await plant.Run(new ReverseShipment(shipment.No, "lorry broke down"))).Done.ShouldBeTrue();
        var read = (await plant.Get($"/api/erp/shipments/{shipment.No}")).As<ShipmentView>();
        (read.CustomerName, read.ReversedWhy, read.Lines.Count).ShouldBe(("Clinic One", "lorry broke down", 2));
        (await plant.At("PUMP", "WH1")).ShouldBe(2);
        (await plant.Run(new ReverseShipment(shipment.No, "twice"))).Code().ShouldBe("shipment-reversed");
        var nowhere = (await plant.Run(new ShipGoods("SO-1", 1, Picks: [new("WH1", Store.Pcs(1), SerialNos: ["A2"]), new("NOWHERE", Store.Pcs(1), SerialNos: ["A1"])]))).Refusal!;
        (nowhere.Code, nowhere.Errors!.Keys.Single()).ShouldBe(("place-unknown", "picks[1].place"));
        (await plant.Run(new ShipGoods("SO-1", 1, Picks: [new("WH1", Store.Pcs(1), SerialNos: ["A2"])]))).Done.ShouldBeTrue();
        await using var db = plant.Erp();
        db.SalesLines.Single().ShouldSatisfyAllConditions(line => line.Shipped.ShouldBe(1), line => line.State.ShouldBe(SalesState.PartlyShipped));
        await plant.ShouldAddUp();
    }
}
