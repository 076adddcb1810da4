using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Erp.Stock;
using Tactus.Mes;
using Tactus.Mes.Equipment;
using Tactus.Mes.Material;
using Tactus.Platform;
using Tactus.Tests.Erp.Stock;

namespace Tactus.Tests.Mes.Material;

/// <summary>Material in the plant against stock in the books, with nothing between them but the messages.</summary>
public sealed class BothHalvesTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_the_plant_picks_splits_merges_scraps_and_returns_the_books_follow_lot_by_lot(string database)
    {
        await using var plant = await WithLine(database);
        await plant.Receive("RESIN", Store.Kg(100), "L1");
        await plant.Receive("RESIN", Store.Kg(50), "L2");
        await plant.Settle();
        var now = plant.Clock.GetUtcNow().UtcDateTime;

        (await plant.Run(new PickMaterial(now, "L1", WorkCentreNo: "PRESS", Quantity: Store.Kg(40)))).Done.ShouldBeTrue();
        await plant.Settle();
        (await plant.Run(new SplitLot("L1", Store.Kg(10), now, WorkCentreNo: "PRESS"))).Done.ShouldBeTrue();
        (await plant.Run(new SplitLot("L1", Store.Kg(20), now))).Done.ShouldBeTrue();
        (await plant.Run(new MergeLots(["L1-S2", "L2"], now, "MIX"))).Done.ShouldBeTrue();
        await plant.Settle();
        (await plant.Run(new ScrapMaterial(Store.Kg(4), "SPILLED", now, "L1-S1", WorkCentreNo: "PRESS"))).Done.ShouldBeTrue();
        (await plant.Run(new ReturnMaterial(Store.Kg(5), now, "L1", WorkCentreNo: "PRESS"))).Done.ShouldBeTrue();
        await plant.Settle();

        (await plant.Unapplied()).ShouldBeEmpty();
        foreach (var (lot, quantity) in ((string, decimal)[])[("L1", 70), ("L1-S1", 6), ("L1-S2", 0), ("L2", 0), ("MIX", 70)])
        {
            await using var erp = plant.Erp();
            var there = await erp.StockBalances.Where(balance => balance.LotNo == lot && balance.Quantity != 0).ToListAsync();
            there.Sum(balance => balance.Quantity).ShouldBe(quantity, lot);
            there.ShouldAllBe(balance => balance.Quantity > 0, lot);
            await using var mes = plant.Mes();
            var own = await mes.Lots.SingleAsync(each => each.No == lot);
            (own.InStore + own.AtLine).ShouldBe(quantity, lot);
        }
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_hold_goes_up_is_confirmed_agrees_is_released_and_ends_on_both_sides(string database)
    {
        await using var plant = await WithLine(database);
        await plant.Receive("RESIN", Store.Kg(100), "L1");
        await plant.Settle();
        var now = plant.Clock.GetUtcNow().UtcDateTime;
        await plant.Run(new PickMaterial(now, "L1", WorkCentreNo: "PRESS", Quantity: Store.Kg(40)));
        await plant.Settle();

        var hold = (await plant.Run(new HoldLot("L1", "CONTAMINATION", "black specks", now))).Value.HoldId;
        await plant.Settle();
        var detail = await Detail(plant, hold);
        detail.State.ShouldBe("confirmed");
        detail.Answers.ShouldHaveSingleItem().Blocked.Sum(stock => stock.Quantity.Value).ShouldBe(100);

        var reconciler = plant.Services.GetRequiredService<Reconciler>();
        (await reconciler.Ask(all: true, default)).ShouldBe(1);
        await plant.Settle();
        await using (var mes = plant.Mes())
        {
            (await mes.Divergences.Select(row => row.Kind + ": " + row.PlantSays + " / " + row.BusinessSays).ToListAsync()).ShouldBeEmpty();
            (await mes.LotsAsked.SingleAsync()).AnsweredUtc.ShouldNotBeNull();
        }

        (await plant.Run(new AskRelease(hold, "laboratory found nothing"))).Done.ShouldBeTrue();
        await plant.Settle();
        (await plant.Run(new PickMaterial(now, "L1", WorkCentreNo: "PRESS", Quantity: Store.Kg(1)))).ShouldBeRefused("lot-held");
        (await plant.Post("/api/erp/hold-releases", new { id = Guid.CreateVersion7(), holdId = hold, reason = "agreed" })).Refusal.ShouldBeNull();
        await plant.Settle();
        (await Detail(plant, hold)).State.ShouldBe("ended");
        (await plant.Run(new PickMaterial(now, "L1", WorkCentreNo: "PRESS", Quantity: Store.Kg(1)))).Done.ShouldBeTrue();
        await plant.Settle();
        (await plant.Unapplied()).ShouldBeEmpty();
    }

    private static async Task<Plant> WithLine(string database)
    {
        var plant = await Store.Open(database);
        await plant.Services.GetRequiredService<CommandRunner<MesDb>>().RunAsSystem("Test", db =>
        {
            db.Equipment.Add(new EquipmentNode { No = "PRESS", Name = "Press", Level = EquipmentLevel.WorkCentre });
            return Task.FromResult(true);
        }, default);
        return plant;
    }

    private static async Task<PlantHold> Detail(Plant plant, Guid hold)
    {
        await using var db = plant.Mes();
        return (await MaterialReads.Hold(db, hold, plant.Clock, default))!;
    }
}
