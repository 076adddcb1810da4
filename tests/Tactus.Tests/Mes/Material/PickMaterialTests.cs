using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Material;

namespace Tactus.Tests.Mes.Material;

public sealed class PickMaterialTests
{
    private static readonly DateOnly Early = new(2026, 4, 1);
    private static readonly DateOnly Late = new(2026, 9, 1);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_picked_lot_moves_from_the_store_to_the_line_and_the_business_half_is_told(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("R1", 300);
        await shop.Receive("R1", 200);
        await shop.Order("WO-1", [10, 20], new Shop.Need(10));

        (await shop.Pick("R1", 120, "WO-1/10")).Value.Booked.ShouldBe(new Quantity(120, "KGM"));
        var lot = await shop.Lot("R1");
        (lot.InStore, lot.AtLine).ShouldBe((380m, 120m));
        var told = (await shop.Sent<MaterialActual>()).ShouldHaveSingleItem();
        (told.Use, told.Quantity, told.LotNo, told.WorkOrderNo, told.OperationNo).ShouldBe((MaterialUse.Picked, new Quantity(120, "KGM"), "R1", "WO-1", 10));

        (await shop.Plant.Run(new ReturnMaterial(new(20, "KGM"), shop.Now, "R1", JobNo: "WO-1/10"))).Done.ShouldBeTrue();
        (await shop.Plant.Run(new ReturnMaterial(new(101, "KGM"), shop.Now, "R1", JobNo: "WO-1/10"))).ShouldBeRefused("not-at-line", "Only 100 kg");
        lot = await shop.Lot("R1");
        (lot.InStore, lot.AtLine).ShouldBe((400m, 100m));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_receipt_counts_once_and_wrong_material_is_refused_by_item_and_revision(string database)
    {
        await using var shop = await Shop.New(database);
        var receipt = Guid.CreateVersion7();
        await shop.Receive("R1", 50, receipt: receipt);
        await shop.Receive("R1", 50, receipt: receipt);
        (await shop.Lot("R1")).InStore.ShouldBe(50);
        await shop.Receive("R2", 50, revision: "B");
        await shop.Receive("DYE", 50, item: "DYE");
        await shop.Order("WO-1", [10], new Shop.Need(10));

        (await shop.Pick("R2", 1, "WO-1/10")).ShouldBeRefused("revision-wrong", "needs RESIN revision A");
        (await shop.Pick("DYE", 1, "WO-1/10")).ShouldBeRefused("material-not-needed", "needs RESIN");
        (await shop.Pick("R1", 51, "WO-1/10")).ShouldBeRefused("not-in-store", "Only 50 kg");
        (await shop.Pick("R1", -1, "WO-1/10")).ShouldBeRefused("quantity-invalid");
        (await shop.Pick("R1", 1, "WO-1/10", unit: "C62")).ShouldBeRefused("unit-wrong");
        (await shop.Pick("R1", 1, "WO-9/10")).ShouldBeRefused("job-unknown");
        (await shop.Pick("R9", 1, "WO-1/10")).ShouldBeRefused("lot-unknown");
        (await shop.Pick("R1", 2000, "WO-1/10", unit: "GRM")).Value.Booked.ShouldBe(new Quantity(2, "KGM"));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Another_lot_than_the_first_to_expire_needs_a_reason_and_an_expired_one_is_not_picked(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("LATE", 50, expires: Late);
        await shop.Receive("EARLY", 30, expires: Early);
        await shop.Receive("OLD", 50, expires: new DateOnly(2026, 3, 1));
        await shop.Receive("CHECK", 50, expires: new DateOnly(2026, 3, 20), status: "quality");
        await shop.Order("WO-1", [10], new Shop.Need(10, PerUnit: 0.4m));

        await using (var db = shop.Plant.Mes())
        {
            var proposal = (await MaterialReads.Proposals(db, "WO-1/10", shop.Plant.Clock, default)).Value.ShouldHaveSingleItem();
            proposal.Missing.ShouldBe(new Quantity(40, "KGM"));
            proposal.Lots.Select(lot => (lot.LotNo, lot.Propose.Value, lot.NotBecause)).ShouldBe([("OLD", 0, "lot-expired"), ("CHECK", 0, "lot-not-available"), ("EARLY", 30, null), ("LATE", 10, null)]);
        }
        (await shop.Pick("LATE", 10, "WO-1/10")).ShouldBeRefused("pick-override-needed", "Lot EARLY expires on 2026-04-01");
        (await shop.Pick("OLD", 10, "WO-1/10", why: "nothing else")).ShouldBeRefused("lot-expired");
        (await shop.Pick("CHECK", 10, "WO-1/10", why: "nothing else")).ShouldBeRefused("lot-not-available");
        (await shop.Pick("LATE", 10, "WO-1/10", why: "pallet in front")).Done.ShouldBeTrue();
        (await shop.Plant.Run(new PickMaterial(shop.Now, "EARLY", JobNo: "WO-1/10"))).Value.Booked.Value.ShouldBe(30, "without a quantity: what the job still needs");

        await using var after = shop.Plant.Mes();
        (await after.Movements.SingleAsync(movement => movement.Note == "pallet in front")).Kind.ShouldBe(MovementKind.Picked);
        (await after.Audit.Where(entry => entry.Why == "pallet in front").CountAsync()).ShouldBeGreaterThan(0);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_scanned_label_finds_the_lot_also_by_the_suppliers_number(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("R1", 50, expires: Late);
        await shop.Order("WO-1", [10], new Shop.Need(10));

        foreach (var scan in (string[])["R1", "]C1010950110153000310R1\u001d17260901", "(01)09501101530003(17)260901(10)SUP-R1", "https://id.example.com/01/9501101530003/10/R1?17=260901"])
            (await shop.Plant.Run(new PickMaterial(shop.Now, Scan: scan, JobNo: "WO-1/10", Quantity: new(1, "KGM")))).Value.Lot.LotNo.ShouldBe("R1", scan);
        (await shop.Plant.Run(new PickMaterial(shop.Now, Scan: "(10)R1(17)260801", JobNo: "WO-1/10", Quantity: new(1, "KGM")))).ShouldBeRefused("expiry-differs", "2026-08-01");
        (await shop.Plant.Run(new PickMaterial(shop.Now, Scan: "(01)09501101530004(10)R1", JobNo: "WO-1/10", Quantity: new(1, "KGM")))).ShouldBeRefused("scan-unreadable", "check digit");
        (await shop.Plant.Run(new PickMaterial(shop.Now, JobNo: "WO-1/10"))).ShouldBeRefused("lot-missing");
        (await shop.Plant.Run(new PickMaterial(shop.Now.AddHours(1), "R1", JobNo: "WO-1/10"))).ShouldBeRefused("time-in-future");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_stock_ships_or_loses_leaves_the_plants_figures_too_and_more_than_there_is_becomes_a_divergence(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("R1", 100);
        await shop.Pick("R1", 30, workCentreNo: Shop.Press);
        await shop.Receive("R1", -60, status: "quality");
        var lot = await shop.Lot("R1");
        (lot.InStore, lot.AtLine, lot.Status).ShouldBe((10m, 30m, "available"));
        await shop.Receive("R1", 0, status: "blocked");
        (await shop.Pick("R1", 1, workCentreNo: Shop.Press)).ShouldBeRefused("lot-not-available", "blocked");
        await shop.Receive("R1", -15);
        await shop.Receive("R1", -30);
        lot = await shop.Lot("R1");
        (lot.InStore, lot.AtLine).ShouldBe((0m, 0m));
        (await shop.Plant.Unapplied()).ShouldBeEmpty();
        await using var db = shop.Plant.Mes();
        (await db.Divergences.SingleAsync()).ShouldSatisfyAllConditions(row => row.Kind.ShouldBe("quantity"), row => row.PlantSays.ShouldStartWith("5 kg"));
    }
}
