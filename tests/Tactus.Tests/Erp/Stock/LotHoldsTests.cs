using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Erp.Planning;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Tactus.Tests.Erp.Stock;

public sealed class LotHoldsTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_held_lot_is_fenced_wherever_it_lies_and_the_answer_says_where(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("RESIN", Store.Kg(200), "L1");
        await plant.Receive("RESIN", Store.Kg(120), "L1", "WH2");
        await plant.Line("SO-1", "RESIN", 40, "KGM");
        var hold = plant.Hold("L1");
        plant.Clock.Advance(TimeSpan.FromMinutes(1));
        (await plant.Run(new ShipGoods("SO-1", 1, Place: "WH1"))).Done.ShouldBeTrue();

        await plant.Told(hold);
        var answer = await plant.Sent<LotHoldConfirmed>();
        answer.Blocked.Select(stock => (stock.Place, stock.Quantity.Value)).ShouldBe([("WH1", 160m), ("WH2", 120m)]);
        answer.Shipped.Single().ShouldSatisfyAllConditions(
            shipped => shipped.AfterHold.ShouldBeTrue(), shipped => shipped.Quantity.ShouldBe(Store.Kg(40)), shipped => shipped.CustomerName.ShouldBe("Clinic One"));
        (await plant.Run(new IssueStock("RESIN", Store.Kg(1), "WH2", LotNo: "L1", Reason: "trial run"))).Code().ShouldBe("stock-held");
        await plant.Receive("RESIN", Store.Kg(5), "L1");
        (await plant.Run(new IssueStock("RESIN", Store.Kg(1), "WH1", LotNo: "L1", Reason: "trial run"))).Code().ShouldBe("stock-held");
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task There_is_one_hold_however_often_the_message_comes(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("RESIN", Store.Kg(10), "L1");
        var hold = plant.Hold("L1");
        for (var i = 0; i < 3; i++) await plant.Told(hold);
        await using var db = plant.Erp();
        db.StockHolds.Count().ShouldBe(1);
        db.StockLots.Single(lot => lot.No == "L1").Holds.ShouldBe(1);
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_lot_that_the_books_hear_of_later_is_held_at_once(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Told(plant.Hold("L7", "CASE-9"));
        await plant.Told(new LotMade("CASE-9", "CASE", "A", "WO-1", null, plant.Clock.GetUtcNow().UtcDateTime));
        await plant.Told(plant.Actual(MaterialUse.Produced, "CASE", Store.Pcs(60), "CASE-9"));
        await using var db = plant.Erp();
        db.StockBalances.Single(balance => balance.LotNo == "CASE-9").ShouldSatisfyAllConditions(
            balance => balance.Held.ShouldBeTrue(), balance => balance.Quantity.ShouldBe(60));
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_release_gives_back_what_was_unless_another_hold_covers_it(string database)
    {
        await using var plant = await Store.Open(database);
        (await plant.Run(new ReceiveStock("RESIN", Store.Kg(3), "WH1", LotNo: "L1", Status: StockStatus.Quality))).Done.ShouldBeTrue();
        await plant.Receive("RESIN", Store.Kg(10), "L1");
        var (first, second) = (plant.Hold("L1"), plant.Hold("L1"));
        await plant.Told(first);
        await plant.Told(second);

        (await plant.Run(new ReleaseHold(first.HoldId, "inspected"))).Code().ShouldBe("hold-release-not-asked");
        await plant.Told(new LotHoldReleaseAsked(first.HoldId, "L1", "false alarm", "Q1", plant.Clock.GetUtcNow().UtcDateTime));
        (await plant.Run(new ReleaseHold(first.HoldId, "inspected"))).Value.State.ShouldBe(HoldState.Released);
        (await plant.Sent<LotHoldReleaseApproved>()).HoldId.ShouldBe(first.HoldId);
        (await plant.Run(new IssueStock("RESIN", Store.Kg(1), "WH1", LotNo: "L1", Reason: "trial run"))).Code().ShouldBe("stock-held");
        await plant.Told(new LotHoldEnded(first.HoldId, "L1", plant.Clock.GetUtcNow().UtcDateTime));

        await plant.Told(new LotHoldReleaseAsked(second.HoldId, "L1", "false alarm", "Q1", plant.Clock.GetUtcNow().UtcDateTime));
        (await plant.Run(new ReleaseHold(second.HoldId, "inspected"))).Done.ShouldBeTrue();
        (await plant.Run(new IssueStock("RESIN", Store.Kg(10), "WH1", LotNo: "L1", Reason: "trial run"))).Done.ShouldBeTrue();
        await using var db = plant.Erp();
        db.StockBalances.Single(balance => balance.Status == StockStatus.Quality).ShouldSatisfyAllConditions(
            balance => balance.Quantity.ShouldBe(3), balance => balance.Held.ShouldBeFalse());
        db.StockHolds.Single(each => each.HoldId == first.HoldId).State.ShouldBe(HoldState.Ended);
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_quality_asks_to_scrap_leaves_the_books_and_stays_held_for_what_still_turns_up(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("RESIN", Store.Kg(10), "L1");
        await plant.Receive("RESIN", Store.Kg(5), "L1", "WH2");
        var hold = plant.Hold("L1") with { RecallNo = "RC-000001" };
        await plant.Told(hold);
        await plant.Told(new LotHoldReleaseAsked(hold.HoldId, "L1", "glass in it", "Q1", plant.Clock.GetUtcNow().UtcDateTime) { Disposition = Disposition.Scrap });
        (await plant.Run(new ReleaseHold(hold.HoldId, "agreed"))).Value.State.ShouldBe(HoldState.Scrapped);
        (await plant.Run(new ReleaseHold(hold.HoldId, "agreed"))).Code().ShouldBe("hold-released");
        (await plant.Sent<LotHoldReleaseApproved>()).Disposition.ShouldBe(Disposition.Scrap);
        await plant.Told(new LotHoldEnded(hold.HoldId, "L1", plant.Clock.GetUtcNow().UtcDateTime) { Disposition = Disposition.Scrap });
        await using (var db = plant.Erp())
        {
            db.StockBalances.Where(balance => balance.LotNo == "L1").Sum(balance => balance.Quantity).ShouldBe(0);
            db.StockMoves.Where(move => move.Kind == MoveKind.Scrap).Select(move => new { move.FromPlace, move.ToPlace, move.ReferenceNo }).OrderBy(move => move.FromPlace).ToList()
                .Select(move => (move.FromPlace, move.ToPlace, move.ReferenceNo)).ShouldBe([("WH1", "SCRAP", "RC-000001"), ("WH2", "SCRAP", "RC-000001")]);
            db.StockHolds.Single().State.ShouldBe(HoldState.Scrapped);
        }
        await plant.Receive("RESIN", Store.Kg(3), "L1");
        (await plant.Run(new IssueStock("RESIN", Store.Kg(1), "WH1", LotNo: "L1", Reason: "trial run"))).Code().ShouldBe("stock-held");
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_fence_that_came_down_in_the_plant_alone_stays_here_until_a_person_decides(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("RESIN", Store.Kg(10), "L1");
        var hold = plant.Hold("L1");
        await plant.Told(hold);
        await plant.Told(new LotHoldEnded(hold.HoldId, "L1", plant.Clock.GetUtcNow().UtcDateTime));
        (await plant.Run(new IssueStock("RESIN", Store.Kg(1), "WH1", LotNo: "L1", Reason: "trial run"))).Code().ShouldBe("stock-held");
        (await plant.Run(new ReleaseHold(hold.HoldId, "agreed by phone"))).Value.State.ShouldBe(HoldState.Ended);
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_reconciler_is_told_what_is_blocked_and_what_is_free(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("RESIN", Store.Kg(10), "L1");
        await plant.Told(new LotStatusAsked(Guid.CreateVersion7(), "L1", plant.Clock.GetUtcNow().UtcDateTime));
        (await plant.Sent<LotStatusReported>()).ShouldSatisfyAllConditions(
            told => told.Free.Single().Quantity.ShouldBe(Store.Kg(10)), told => told.Blocked.ShouldBeEmpty(), told => told.Holds.ShouldBeEmpty());
        var hold = plant.Hold("L1");
        await plant.Told(hold);
        await plant.Told(new LotStatusAsked(Guid.CreateVersion7(), "L1", plant.Clock.GetUtcNow().UtcDateTime));
        (await plant.Sent<LotStatusReported>()).ShouldSatisfyAllConditions(
            told => told.Blocked.Single().Quantity.ShouldBe(Store.Kg(10)), told => told.Free.ShouldBeEmpty(), told => told.Holds.ShouldBe([hold.HoldId]));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_hold_breaks_the_reservations_that_lose_their_stock_the_least_urgent_first(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("RESIN", Store.Kg(10), "L1");
        await plant.Receive("RESIN", Store.Kg(10), "L2");
        await plant.Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("Given", async db =>
        {
            var due = plant.Clock.GetUtcNow().UtcDateTime.AddDays(3);
            foreach (var (no, priority, lot, quantity) in ((string, int, string, decimal)[])[("WO-1", 1, "", 8), ("WO-2", 5, "", 6), ("WO-3", 3, "L1", 4)])
            {
                db.Add(new WorkOrder { No = no, ItemNo = "CASE", Revision = "A", Quantity = 10, Unit = "C62", DueUtc = due, Priority = priority });
                db.Add(new Reservation { WorkOrderNo = no, ItemNo = "RESIN", Revision = "A", LotNo = lot, Quantity = quantity, Unit = "KGM" });
                (await StockBook.Totals(db, "RESIN", "A", CancellationToken.None)).Reserved += quantity;
            }
            return true;
        }, CancellationToken.None);
        await plant.ShouldAddUp();

        await plant.Told(plant.Hold("L1"));
        (await plant.Sent<LotHoldConfirmed>()).ReservationsBroken.Select(broken => (broken.WorkOrderNo, broken.Quantity.Value)).Order()
            .ShouldBe([("WO-2", 4m), ("WO-3", 4m)]);
        await plant.ShouldAddUp();
    }
}
