using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Material;
using Tactus.Mes.Production;

namespace Tactus.Tests.Mes.Material;

public sealed class LotHoldTests
{
    private static readonly Quantity Piece = new(1, "KGM");

    // 500 kg: 200 in the store, 120 at the line, 180 consumed into B1 (100 finished) and B2 (made as far as operation 30).
    private static async Task<Shop> HalfUsed(string database)
    {
        var shop = await Shop.New(database);
        await shop.Receive("L500", 500);
        foreach (var no in (string[])["B1", "B2"]) await shop.Order(no, [10, 20, 30, 40], new Shop.Need(10));
        await shop.Pick("L500", 300, workCentreNo: Shop.Press);
        await shop.Consume("B1/10", "L500", 100);
        await shop.Consume("B2/10", "L500", 80);
        foreach (var operation in (int[])[10, 20, 30, 40]) await shop.Report($"B1/{operation}", 100);
        foreach (var operation in (int[])[10, 20]) await shop.Report($"B2/{operation}", 80);
        await shop.Do(async db =>
        {
            var job = await db.Jobs.SingleAsync(each => each.No == "B2/30");
            (job.State, job.Started) = (JobState.Running, 80);
        });
        return shop;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Scenario_4_a_lot_half_used_is_fenced_wherever_it_is_in_the_plant(string database)
    {
        await using var shop = await HalfUsed(database);
        (await shop.Gate("B2/40")).ShouldBeEmpty();
        var placed = (await shop.Hold("L500")).Value;

        placed.LotNos[0].ShouldBe("L500");
        placed.LotNos.ShouldBe(["L500", "B1/10", "B1/20", "B1/30", "B1/40", "LOT-B1", "B2/10", "B2/20"], ignoreOrder: true);
        placed.BlockedJobs.ShouldBe(["B2/40"]);
        var told = (await shop.Sent<LotHeld>()).ShouldHaveSingleItem();
        (told.HoldId, told.LotNo).ShouldBe((placed.HoldId, "L500"));
        told.LotNos.ShouldBe(["L500", "LOT-B1"]);

        var lot = await shop.Lot("L500");
        (lot.InStore + lot.AtLine, lot.Holds).ShouldBe((320m, 1));
        (await shop.Lot("LOT-B1")).Holds.ShouldBe(1);
        (await shop.Gate("B2/40")).ShouldContain(refusal => refusal.Code == "lot-held" && refusal.Sentence.Contains("CONTAMINATION: black specks"));
        for (var attempt = 0; attempt < 30; attempt++) (await shop.Consume("B2/10", "L500", 1)).ShouldBeRefused("lot-held", "CONTAMINATION");
        (await shop.Pick("L500", 1, workCentreNo: Shop.Press)).ShouldBeRefused("lot-held");
        (await shop.Plant.Run(new SplitLot("L500", Piece, shop.Now))).ShouldBeRefused("lot-held");
        (await shop.Plant.Run(new ScrapMaterial(Piece, "BAD", shop.Now, "L500", WorkCentreNo: Shop.Press))).ShouldBeRefused("lot-held");
        (await shop.Plant.Run(new ReturnMaterial(new(120, "KGM"), shop.Now, "L500", WorkCentreNo: Shop.Press))).Done.ShouldBeTrue("held material may leave the line");
        (await shop.Lot("L500")).Holds.ShouldBe(1);

        // What was in process when the hold came is reported as it is; what comes of it is on hold with it.
        await shop.Report("B2/30", 80);
        await shop.Report("B2/40", 80);
        (await shop.Lot("LOT-B2")).Holds.ShouldBe(1);
        (await shop.Sent<LotHoldExtended>()).ShouldHaveSingleItem().LotNos.ShouldBe(["LOT-B2"]);

        var trace = await shop.Trace("L500", TraceDirection.Forward);
        trace.Summary.FinishedLots.ShouldBe(["LOT-B1", "LOT-B2"]);
        trace.Summary.WorkOrders.ShouldBe(["B1", "B2"]);
        trace.Summary.HeldLots.ShouldBe(trace.Nodes.Count);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_trace_of_a_lot_half_used_shows_what_is_still_in_process(string database)
    {
        await using var shop = await HalfUsed(database);
        var open = (await shop.Trace("L500", TraceDirection.Forward)).Summary.OpenWip;
        open.ShouldBeEmpty("operation 30 has the units of B2 in process and has not reported, so they are counted there");
        await shop.Report("B2/30", 80);
        await shop.Do(async db => (await db.Jobs.SingleAsync(job => job.No == "B2/30")).Started = 80);
        (await shop.Trace("L500", TraceDirection.Forward)).Summary.OpenWip.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            wip => wip.JobNo.ShouldBe("B2/30"), wip => wip.Waiting.Value.ShouldBe(80), wip => wip.InProcess.Value.ShouldBe(0));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_business_half_releases_first_and_the_plant_lowers_its_fence_last(string database)
    {
        await using var shop = await HalfUsed(database);
        var hold = (await shop.Hold("L500")).Value.HoldId;
        var other = (await shop.Plant.Run(new HoldLot("LOT-B1", "LABEL", "wrong label", shop.Now))).Value.HoldId;
        (await shop.Plant.Run(new HoldLot("L500", "CONTAMINATION", "again", shop.Now))).ShouldBeRefused("already-held", "black specks");

        var confirmed = new LotHoldConfirmed(hold, "L500", [new("L500", "RESIN", "STORE", new(200, "KGM"))], [new("WO-7", "RESIN", "L500", new(50, "KGM"))],
            [new("LOT-B1", "C1", "Clinic", "SO-1", 1, new(40, "C62"), shop.Now.AddHours(-1), AfterHold: false)], Released: false, shop.Now);
        await shop.BusinessSays(confirmed, confirmed);
        var detail = await Detail(shop, hold);
        (detail.State, detail.Severity, detail.Overdue).ShouldBe(("confirmed", 2, false));
        detail.Shipped.ShouldHaveSingleItem().CustomerName.ShouldBe("Clinic", "an answer that came twice lists what was shipped once");
        detail.Answers[^1].Blocked.ShouldHaveSingleItem().Quantity.Value.ShouldBe(200);

        (await shop.Plant.Run(new AskRelease(hold, "laboratory found nothing"))).Value.State.ShouldBe("releaseAsked");
        (await shop.Plant.Run(new AskRelease(hold, "once more"))).ShouldBeRefused("release-asked");
        (await shop.Consume("B2/10", "L500", 1)).ShouldBeRefused("lot-held");
        (await shop.Sent<LotHoldReleaseAsked>()).ShouldHaveSingleItem().HoldId.ShouldBe(hold);

        await shop.BusinessSays(new LotHoldReleaseApproved(hold, "L500", "agreed", "QA-1", shop.Now));
        (await shop.Consume("B2/10", "L500", 1)).Done.ShouldBeTrue();
        (await shop.Gate("B2/40")).ShouldBeEmpty();
        (await shop.Lot("LOT-B1")).Holds.ShouldBe(1, "it is still on the other hold");
        (await shop.Sent<LotHoldEnded>()).ShouldHaveSingleItem().HoldId.ShouldBe(hold);
        (await shop.Plant.Run(new AskRelease(hold, "late"))).ShouldBeRefused("hold-ended");

        // Late and repeated answers change nothing any more, but for what was shipped after the fence was up.
        await shop.BusinessSays(confirmed, new LotHoldReleaseApproved(hold, "L500", "agreed", "QA-1", shop.Now),
            confirmed with { Shipped = [new("LOT-B1", "C2", "Hospital", "SO-2", 1, new(5, "C62"), shop.Now, AfterHold: true)] });
        detail = await Detail(shop, hold);
        (detail.State, detail.Severity, detail.Shipped.Count).ShouldBe(("ended", 1, 2));
        (await shop.Sent<LotHoldEnded>()).Count.ShouldBe(1);
        (await shop.Lot("L500")).Holds.ShouldBe(0);

        // The other one: approved before anybody asked, so the fence waits for the plant's quality.
        await shop.BusinessSays(new LotHoldReleaseApproved(other, "LOT-B1", "relabelled", "QA-1", shop.Now));
        (await shop.Lot("LOT-B1")).Holds.ShouldBe(1);
        (await shop.Plant.Run(new AskRelease(other, "relabelled"))).Value.State.ShouldBe("ended");
        (await shop.Lot("LOT-B1")).Holds.ShouldBe(0);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Use_that_is_written_down_late_is_booked_and_pulls_its_product_under_the_hold(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("R1", 100);
        await shop.Receive("R2", 100);
        await shop.Order("WO-1", [10, 20], new Shop.Need(10));
        await shop.Pick("R1", 50, workCentreNo: Shop.Press);
        await shop.Report("WO-1/10", 10);
        await shop.Report("WO-1/20", 10);
        var before = shop.Now;
        shop.Plant.Clock.Advance(TimeSpan.FromMinutes(10));
        var hold = (await shop.Hold("R1")).Value;
        hold.LotNos.ShouldBe(["R1"]);

        (await shop.Consume("WO-1/10", "R1", 10)).ShouldBeRefused("lot-held");
        var late = await shop.Plant.Run(new ConsumeMaterial("WO-1/10", new(10, "KGM"), before, "R1"));
        late.Value.Warnings.ShouldBe(["held-lot-used"]);
        (await shop.Lot("LOT-WO-1")).Holds.ShouldBe(1);
        (await shop.Sent<LotHoldExtended>()).ShouldHaveSingleItem().LotNos.ShouldBe(["LOT-WO-1"]);
        (await Detail(shop, hold.HoldId)).LateLotNos.ShouldBe(["LOT-WO-1", "WO-1/10", "WO-1/20"]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Backflush_of_a_lot_that_was_held_meanwhile_holds_the_product(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("R1", 100);
        await shop.Order("WO-1", [10], new Shop.Need(10, Backflush: true));
        await shop.Pick("R1", 100, "WO-1/10");
        await shop.Hold("R1");
        (await shop.Gate("WO-1/10")).ShouldHaveSingleItem().Code.ShouldBe("lot-held", "nothing but held material is there");
        await shop.Report("WO-1/10", 10);
        (await shop.Lot("LOT-WO-1")).Holds.ShouldBe(1);
        await using var db = shop.Plant.Mes();
        (await db.MaterialWarnings.SingleAsync()).Code.ShouldBe("held-lot-used");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_start_waits_for_material_that_is_picked_and_says_how_much_is_missing(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("R1", 100);
        await shop.Order("WO-1", [10], new Shop.Need(10, PerUnit: 2), new Shop.Need(10, "GLUE", 1, Tracking: Tracking.None));
        (await shop.Gate("WO-1/10", 10)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            refusal => refusal.Code.ShouldBe("material-missing"), refusal => refusal.Sentence.ShouldContain("Pick 20 kg more"));
        await shop.Pick("R1", 20, "WO-1/10");
        (await shop.Gate("WO-1/10", 10)).ShouldBeEmpty();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whatever_the_halves_say_differently_about_a_held_lot_is_kept_and_the_stricter_side_wins(string database)
    {
        await using var shop = await HalfUsed(database);
        var hold = (await shop.Hold("L500")).Value.HoldId;
        var reconciler = shop.Plant.Services.GetRequiredService<Reconciler>();
        (await reconciler.Ask(all: false, default)).ShouldBe(2, "the lot and what is in stock of it; work in process is the plant's own");
        var asked = (await shop.Sent<LotStatusAsked>()).Single(each => each.LotNo == "L500");

        HeldStock[] stock = [new("L500", "RESIN", "STORE", new(200, "KGM")), new("L500", "RESIN", "LINE", new(120, "KGM"))];
        LotStatusReported Says(IReadOnlyList<HeldStock> blocked, IReadOnlyList<HeldStock> free, params Guid[] holds) => new(asked.RequestId, "L500", blocked, free, holds, shop.Now);

        await shop.BusinessSays(Says([], stock));
        await shop.BusinessSays(Says([], stock));
        (await Open(shop)).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            row => row.Kind.ShouldBe("hold-missing-in-business"), row => row.HoldId.ShouldBe(hold), row => row.Times.ShouldBe(2));
        (await shop.Sent<LotHoldExtended>()).ShouldAllBe(each => each.HoldId == hold && each.LotNos.Single() == "L500");

        shop.Plant.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.BusinessSays(Says(stock[..1], stock[1..], hold));
        (await Open(shop)).ShouldHaveSingleItem().Kind.ShouldBe("stock-free-while-held");

        shop.Plant.Clock.Advance(TimeSpan.FromMinutes(1));
        var theirs = Guid.CreateVersion7();
        await shop.BusinessSays(Says([.. stock, stock[0]], [], hold, theirs));
        (await Open(shop)).Select(row => row.Kind).ShouldBe(["hold-missing-in-plant", "quantity"], ignoreOrder: true);
        (await shop.Lot("L500")).Holds.ShouldBe(2);
        (await shop.Lot("LOT-B1")).Holds.ShouldBe(2, "what descends from it is as suspect as it is");

        shop.Plant.Clock.Advance(TimeSpan.FromMinutes(1));
        await shop.BusinessSays(Says(stock, [], hold, theirs));
        (await Open(shop)).ShouldBeEmpty();
        await using var db = shop.Plant.Mes();
        (await db.Divergences.CountAsync(row => row.ResolvedUtc != null)).ShouldBe(4, "what is settled stays readable");

        // An older answer that comes late is not believed; a hold that the business half forgot is not lifted by it.
        await shop.BusinessSays(Says([], stock) with { AtUtc = shop.Now.AddMinutes(-3) });
        (await Open(shop)).ShouldBeEmpty();
        (await shop.Lot("L500")).Holds.ShouldBe(2);
    }

    private static async Task<List<LotDivergence>> Open(Shop shop)
    {
        await using var db = shop.Plant.Mes();
        return await db.Divergences.Where(row => row.ResolvedUtc == null).ToListAsync();
    }

    private static async Task<PlantHold> Detail(Shop shop, Guid hold)
    {
        await using var db = shop.Plant.Mes();
        return (await MaterialReads.Hold(db, hold, shop.Plant.Clock, default))!;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_plant_with_a_list_of_reasons_takes_no_other_and_one_without_a_list_takes_any(string database)
    {
        await using var shop = await HalfUsed(database);
        (await shop.Plant.Run(new SetReasonCode(ReasonKind.Hold, "CONTAMINATION", "Contamination", "오염"))).Done.ShouldBeTrue();
        (await shop.Plant.Run(new HoldLot("L500", "CONTAMINATIO", "typed wrong", shop.Now))).ShouldBeRefused("reason-unknown", "CONTAMINATION");
        (await shop.Hold("L500")).Done.ShouldBeTrue();
        // No list of scrap reasons: it is the fence that refuses, not the word.
        (await shop.Plant.Run(new ScrapMaterial(Piece, "SPILLED", shop.Now, "L500", WorkCentreNo: Shop.Press))).ShouldBeRefused("lot-held");
    }
}
