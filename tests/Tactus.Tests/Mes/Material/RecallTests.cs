using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Material;
using Tactus.Platform;

namespace Tactus.Tests.Mes.Material;

public sealed class RecallTests
{
    // Two lots of one delivery: R1 is in W1 (finished) and W2 (as far as operation 10), R2 in nothing; R3 is of another delivery and in W3.
    private static async Task<Shop> Delivered(string database)
    {
        var shop = await Shop.New(database);
        foreach (var (no, theirs) in ((string, string)[])[("R1", "DP-77"), ("R2", "DP-77"), ("R3", "DP-80")]) await Receive(shop, no, theirs);
        foreach (var no in (string[])["W1", "W2", "W3"]) await shop.Order(no, [10, 20], new Shop.Need(10));
        foreach (var (no, lot) in ((string, string)[])[("W1", "R1"), ("W2", "R1"), ("W3", "R3")])
        {
            await shop.Pick(lot, 20, workCentreNo: Shop.Press, why: "as delivered");
            await shop.Consume(no + "/10", lot, 20);
            await shop.Report(no + "/10", 20);
            if (no != "W2") await shop.Report(no + "/20", 20);
        }
        return shop;
    }

    private static Task Receive(Shop shop, string no, string theirs) =>
        shop.BusinessSays(new MaterialLotReceived(Guid.CreateVersion7(), no, "RESIN", "A", new(100, "KGM"), "STORE", "available", null, "SUP", theirs, shop.Now));

    private static Task<Outcome<RecallPlaced>> Recalled(Shop shop, string theirs = "DP-77", params string[] lots) =>
        shop.Plant.Run(new DeclareRecall("CONTAMINATION", "glass in it", shop.Now, "SUP", theirs, lots));

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_recall_finds_what_descends_from_the_delivery_and_nothing_else_each_lot_once(string database)
    {
        await using var shop = await Delivered(database);
        await using (var db = shop.Plant.Mes())
        {
            var preview = (await RecallReads.Preview(db, new RecallScope("SUP", "DP-77", []), default)).Value;
            (preview.Lots, preview.WorkInProcess).ShouldBe((6, 3));
            preview.Stock.Select(stock => (stock.ItemNo, stock.InStore.Value)).ShouldBe([("PART", 20m), ("RESIN", 160m)]);
        }
        var placed = (await Recalled(shop)).Value;
        (placed.RecallNo, placed.Lots, placed.Holds).ShouldBe(("RC-000001", 6, 5));
        placed.RootLotNos.ShouldBe(["R1", "R2"]);
        placed.WorkOrders.ShouldBe(["W1", "W2"]);
        placed.BlockedJobs.ShouldBe(["W2/20"]);

        await using var mes = shop.Plant.Mes();
        var rows = await RecallReads.Lots(mes).OrderBy(row => row.LotNo).ToListAsync();
        rows.Select(row => row.LotNo).ShouldBe(["LOT-W1", "R1", "R2", "W1/10", "W1/20", "W2/10"]);
        rows.ShouldAllBe(row => row.OpenHolds == 1 && row.State == HoldState.Fenced);
        rows.Where(row => row.Root).Select(row => row.LotNo).ShouldBe(["R1", "R2"]);
        var told = await shop.Sent<LotHeld>();
        told.Select(hold => (hold.LotNo, hold.RecallNo)).ShouldBe([("R1", "RC-000001"), ("R2", "RC-000001"), ("W1/10", "RC-000001"), ("LOT-W1", "RC-000001"), ("W2/10", "RC-000001")], ignoreOrder: true);
        (await shop.Lot("LOT-W3")).Holds.ShouldBe(0);
        (await shop.Pick("R2", 1, workCentreNo: Shop.Press, why: "x")).ShouldBeRefused("lot-held", "by recall RC-000001");
        var view = (await RecallReads.One(mes, "RC-000001", default))!;
        view.WorkOrders.Select(order => order.WorkOrderNo).ShouldBe(["W1", "W2"]);
        view.WorkOrders[1].Jobs.Select(job => (job.JobNo, job.Affected, job.Blocked)).ShouldBe([("W2/10", true, false), ("W2/20", false, true)]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_recalled_twice_or_was_never_here_is_refused(string database)
    {
        await using var shop = await Delivered(database);
        (await Recalled(shop, "DP-99")).ShouldBeRefused("recall-empty", "delivery note");
        (await shop.Plant.Run(new DeclareRecall("CONTAMINATION", "glass", shop.Now))).ShouldBeRefused("recall-empty");
        (await shop.Plant.Run(new DeclareRecall("CONTAMINATION", "glass", shop.Now, LotNos: ["R1", "NONE"]))).ShouldBeRefused("lot-unknown", "NONE");
        (await shop.Plant.Run(new DeclareRecall("CONTAMINATION", " ", shop.Now, "SUP"))).ShouldBeRefused("reason-missing");
        var both = await Task.WhenAll(Recalled(shop), Recalled(shop));
        both.Count(outcome => outcome.Done).ShouldBe(1, "two people recall the same at the same moment");
        both.Single(outcome => !outcome.Done).ShouldBeRefused("already-recalled", "RC-000001");
        (await shop.Lot("R1")).Holds.ShouldBe(1);
        (await shop.Plant.Run(new DeclareRecall("CONTAMINATION", "glass", shop.Now, LotNos: ["LOT-W1", "R3"]))).Value.RecallNo.ShouldBe("RC-000002", "a number that was refused is given again");
        (await shop.Lot("LOT-W1")).Holds.ShouldBe(2, "a lot can be in two recalls");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_lot_that_was_held_before_keeps_its_hold_and_joins(string database)
    {
        await using var shop = await Delivered(database);
        var own = (await shop.Hold("LOT-W1", "label")).Value.HoldId;
        await Recalled(shop);
        (await shop.Lot("LOT-W1")).Holds.ShouldBe(2);
        await shop.Plant.Run(new AskRelease(own, "relabelled"));
        await shop.BusinessSays(new LotHoldReleaseApproved(own, "LOT-W1", "agreed", "QA", shop.Now));
        (await shop.Lot("LOT-W1")).Holds.ShouldBe(1, "what is wrong with the resin is not in the label");
        await using var db = shop.Plant.Mes();
        (await db.Recalls.SingleAsync()).ClosedUtc.ShouldBeNull();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task What_is_made_or_received_later_joins_its_recall(string database)
    {
        await using var shop = await Delivered(database);
        await Recalled(shop);
        await shop.Report("W2/20", 20);
        await Receive(shop, "R4", "DP-77");
        await Receive(shop, "R5", "DP-81");
        (await shop.Lot("R4")).Holds.ShouldBe(1);
        (await shop.Lot("R5")).Holds.ShouldBe(0);
        await using var db = shop.Plant.Mes();
        var late = await RecallReads.Lots(db).Where(row => row.Late).OrderBy(row => row.LotNo).ToListAsync();
        late.Select(row => (row.LotNo, row.Root)).ShouldBe([("LOT-W2", false), ("R4", true), ("W2/20", false)]);
        (await db.Holds.SingleAsync(hold => hold.LotNo == "LOT-W2")).RecallNo.ShouldBe("RC-000001", "a lot of its own, to be judged for itself");
        (await db.Holds.SingleAsync(hold => hold.OrderNo == "W2")).Lots.ShouldBe(2);
        (await db.Recalls.SingleAsync()).Lots.ShouldBe(9);
        (await db.HoldMembers.GroupBy(member => member.LotNo).CountAsync(same => same.Count() > 1)).ShouldBe(0);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_recall_is_over_when_each_of_its_holds_is_released_or_scrapped_and_opens_again_with_more(string database)
    {
        await using var shop = await Delivered(database);
        await Recalled(shop);
        List<LotHold> holds;
        await using (var db = shop.Plant.Mes()) holds = await db.Holds.OrderBy(hold => hold.LotNo).ToListAsync();
        foreach (var hold in holds)
        {
            (await Recall(shop)).ClosedUtc.ShouldBeNull();
            var what = hold.LotNo == "R2" ? Disposition.Scrap : Disposition.Use;
            await shop.Plant.Run(new AskRelease(hold.Id, "looked at", what));
            (await shop.Lot(hold.LotNo)).Holds.ShouldBe(1, "the business half decides first");
            await shop.BusinessSays(new LotHoldReleaseApproved(hold.Id, hold.LotNo, "agreed", "QA", shop.Now) { Disposition = what });
            await shop.BusinessSays(new LotHoldReleaseApproved(hold.Id, hold.LotNo, "agreed", "QA", shop.Now) { Disposition = what });
        }
        (await Recall(shop)).ClosedUtc.ShouldNotBeNull();
        (await shop.Sent<LotHoldEnded>()).Select(told => (told.LotNo, told.Disposition)).ShouldBe(
            [("LOT-W1", Disposition.Use), ("R1", Disposition.Use), ("R2", Disposition.Scrap), ("W1/10", Disposition.Use), ("W2/10", Disposition.Use)]);
        (await shop.Lot("LOT-W1")).Holds.ShouldBe(0);
        (await shop.Pick("R2", 1, workCentreNo: Shop.Press, why: "x")).ShouldBeRefused("lot-held", "scrapped");
        (await shop.Plant.Run(new AskRelease(holds.Single(hold => hold.LotNo == "R2").Id, "found again"))).ShouldBeRefused("hold-ended");

        // Something of the scrapped delivery comes after all.
        await Receive(shop, "R6", "DP-77");
        (await shop.Lot("R6")).Holds.ShouldBe(1);
        (await Recall(shop)).ClosedUtc.ShouldBeNull();

        static async Task<Recall> Recall(Shop shop)
        {
            await using var db = shop.Plant.Mes();
            return await db.Recalls.SingleAsync();
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Units_go_with_their_lot_and_a_lot_that_is_its_own_ancestor_is_found_once(string database)
    {
        await using var shop = await Delivered(database);
        await shop.Order("W4", [10], new Shop.Need(10));
        await shop.Pick("R1", 2, workCentreNo: Shop.Press);
        await shop.Consume("W4/10", "R1", 2);
        await shop.Report("W4/10", 2, null, "U-1", "U-2");
        await shop.Do(async db =>
        {
            // Rework: the finished lot goes into its own order again.
            var lots = await db.Lots.Where(lot => lot.No == "LOT-W1" || lot.No == "W1/10").ToDictionaryAsync(lot => lot.No);
            await Genealogy.Connect(db, lots["LOT-W1"], lots["W1/10"], EdgeKind.Consumed, 1, "W1/10", Guid.CreateVersion7(), shop.Now, default);
        });
        (await Recalled(shop)).Value.Lots.ShouldBe(10);
        await using var db = shop.Plant.Mes();
        var unit = await db.Holds.SingleAsync(hold => hold.LotNo == "LOT-W4");
        (await db.HoldMembers.Where(member => member.HoldId == unit.Id).OrderBy(member => member.LotNo).Select(member => member.LotNo).ToListAsync()).ShouldBe(["LOT-W4", "U-1", "U-2"]);
        (await shop.Sent<LotHeld>()).Single(told => told.HoldId == unit.Id).LotNos.ShouldBe(["LOT-W4", "U-1", "U-2"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_recall_and_the_work_that_goes_on_at_the_same_moment_leave_nothing_unfenced(string database)
    {
        await using var shop = await Delivered(database);
        await shop.Pick("R2", 50, workCentreNo: Shop.Press, why: "x");
        for (var i = 0; i < 6; i++) await shop.Order($"X{i}", [10, 20], new Shop.Need(10));
        var work = Enumerable.Range(0, 6).Select(async i =>
        {
            for (var round = 0; round < 3; round++)
            {
                await shop.Consume($"X{i}/10", "R2", 1);
                await shop.Report($"X{i}/10", 1);
                await shop.Report($"X{i}/20", 1);
            }
        }).ToList();
        await Task.Delay(40);
        (await Recalled(shop)).Done.ShouldBeTrue();
        await Task.WhenAll(work);
        await using var db = shop.Plant.Mes();
        var roots = await db.Lots.Where(lot => lot.SupplierLotNo == "DP-77").ToListAsync();
        var below = await RecallScope.Affected(db, roots, default);
        below.ShouldAllBe(lot => lot.Holds == 1);
        (await db.RecallLots.Select(lot => lot.LotNo).OrderBy(no => no).ToListAsync()).ShouldBe(below.Select(lot => lot.No), ignoreOrder: true);
        (await db.HoldMembers.CountAsync()).ShouldBe(below.Count);
    }
}
