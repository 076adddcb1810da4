using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Material;
using Tactus.Mes.Production;

namespace Tactus.Tests.Mes.Material;

public sealed class GenealogyTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Whether_use_is_written_down_before_or_after_the_report_the_genealogy_is_the_same(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("R1", 100);
        foreach (var no in (string[])["WO-1", "WO-2"]) await shop.Order(no, [10, 20], new Shop.Need(10));
        await shop.Pick("R1", 100, workCentreNo: Shop.Press);

        await shop.Consume("WO-1/10", "R1", 40);
        await shop.Report("WO-1/10", 40);
        await shop.Report("WO-1/20", 40);

        await shop.Report("WO-2/10", 40);
        await shop.Report("WO-2/20", 40);
        await shop.Consume("WO-2/10", "R1", 40);

        foreach (var no in (string[])["WO-1", "WO-2"])
        {
            var back = await shop.Trace("LOT-" + no, TraceDirection.Backward);
            back.Nodes.Select(node => (node.LotNo, node.Depth)).ShouldBe([("R1", -3), (no + "/10", -2), (no + "/20", -1), ("LOT-" + no, 0)]);
            back.Edges.Select(edge => (edge.Kind, edge.Quantity.Value)).ShouldBe([("consumed", 40m), ("flowed", 40m), ("made", 40m)], ignoreOrder: true);
            back.Summary.RawLots.ShouldBe(["R1"]);
        }
        var forward = await shop.Trace("R1", TraceDirection.Forward);
        forward.Summary.FinishedLots.ShouldBe(["LOT-WO-1", "LOT-WO-2"]);
        forward.Summary.WorkOrders.ShouldBe(["WO-1", "WO-2"]);
        (await shop.Sent<LotMade>()).Select(made => (made.LotNo, made.WorkOrderNo)).ShouldBe([("LOT-WO-1", "WO-1"), ("LOT-WO-2", "WO-2")]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Reversals_remove_exactly_what_they_had_added(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("R1", 100);
        await shop.Receive("R2", 100);
        await shop.Order("WO-1", [10], new Shop.Need(10));
        await shop.Pick("R1", 50, workCentreNo: Shop.Press);
        await shop.Pick("R2", 50, workCentreNo: Shop.Press, why: "trial");
        var first = (await shop.Consume("WO-1/10", "R1", 10)).Value.BookingId;
        var wrong = (await shop.Consume("WO-1/10", "R2", 10)).Value.BookingId;
        await shop.Consume("WO-1/10", "R1", 5);
        var report = await shop.Report("WO-1/10", 10);

        (await shop.Trace("LOT-WO-1", TraceDirection.Backward)).Summary.RawLots.ShouldBe(["R1", "R2"]);
        (await shop.Plant.Run(new ReverseConsumption(wrong, "wrong label", shop.Now))).Value.Booked.Value.ShouldBe(-10);
        (await shop.Plant.Run(new ReverseConsumption(wrong, "again", shop.Now))).ShouldBeRefused("already-reversed");
        (await shop.Plant.Run(new ReverseConsumption(Guid.CreateVersion7(), "what", shop.Now))).ShouldBeRefused("consumption-unknown");
        (await shop.Trace("LOT-WO-1", TraceDirection.Backward)).Summary.RawLots.ShouldBe(["R1"]);
        (await shop.Trace("R2", TraceDirection.Forward)).Nodes.ShouldHaveSingleItem();
        (await shop.Lot("R2")).AtLine.ShouldBe(50);

        await shop.Plant.Run(new ReverseConsumption(first, "counted twice", shop.Now));
        (await shop.Trace("LOT-WO-1", TraceDirection.Backward)).Edges.Single(edge => edge.Kind == "consumed").Quantity.Value.ShouldBe(5, "another booking of the same lot still stands");
        await shop.Reverse(report);
        (await shop.Trace("R1", TraceDirection.Forward)).Nodes.Select(node => node.LotNo).ShouldBe(["R1", "WO-1/10"]);
        (await shop.Lot("LOT-WO-1")).InStore.ShouldBe(0);

        var told = await shop.Sent<MaterialActual>();
        var consumed = told.Where(each => each.Use == MaterialUse.Consumed).ToList();
        consumed.Sum(each => each.Quantity.Value).ShouldBe(5);
        consumed.Where(each => each.Reverses is not null).ShouldAllBe(each => consumed.Any(original => original.ReportId == each.Reverses && original.Quantity == -each.Quantity));
        consumed.Select(each => each.ReportId).ShouldBeUnique();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_component_named_for_one_unit_is_an_ancestor_of_that_unit_alone(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("MOTORS", 10, item: "MOTOR", unit: "C62");
        await shop.Receive("R1", 10);
        await shop.Order("WO-1", [10], new Shop.Need(10), new Shop.Need(10, "MOTOR", 1, "C62", Tracking: Tracking.Serial));
        await shop.Pick("MOTORS", 3, "WO-1/10", unit: "C62");
        await shop.Pick("R1", 10, "WO-1/10");
        await shop.Consume("WO-1/10", "R1", 3);

        (await shop.Consume("WO-1/10", "MOTORS", 1, "C62", "P-1", "M-1")).Done.ShouldBeTrue();
        await shop.Report("WO-1/10", 2, null, "P-1", "P-2");
        (await shop.Consume("WO-1/10", "MOTORS", 1, "C62", "P-2", "M-2")).Done.ShouldBeTrue();
        (await shop.Consume("WO-1/10", "MOTORS", 1, "C62", "P-2", "M-1")).ShouldBeRefused("serial-taken");
        (await shop.Consume("WO-1/10", "MOTORS", 1, "C62", "P-2", "M-8", "M-9")).ShouldBeRefused("serials-differ");

        (await shop.Trace("M-1", TraceDirection.Forward)).Nodes.Select(node => node.LotNo).ShouldBe(["M-1", "P-1"]);
        (await shop.Trace("P-1", TraceDirection.Backward)).Nodes.Select(node => node.LotNo).ShouldBe(["MOTORS", "M-1", "R1", "WO-1/10", "LOT-WO-1", "P-1"], ignoreOrder: true);
        (await shop.Trace("P-2", TraceDirection.Backward)).Nodes.ShouldNotContain(node => node.LotNo == "M-1");
        (await shop.Trace("LOT-WO-1", TraceDirection.Backward)).Nodes.Where(node => node.Kind == "serial").Select(node => node.LotNo).ShouldBe(["M-1", "M-2", "P-1", "P-2"], ignoreOrder: true,
            "what is in a lot includes what its units were built from");
        (await shop.Hold("M-1")).Value.LotNos.ShouldBe(["M-1", "P-1"], "the other unit of the lot stays free");
        var lot = await shop.Lot("MOTORS");
        (lot.InStore, lot.AtLine).ShouldBe((7m, 1m));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Split_and_merged_lots_are_traced_both_ways_and_a_merge_takes_the_earliest_expiry(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("R1", 100, expires: new(2026, 9, 1));
        await shop.Receive("R2", 100, expires: new(2026, 6, 1));
        await shop.Receive("R3", 100, revision: "B");
        var part = (await shop.Plant.Run(new SplitLot("R1", new(30, "KGM"), shop.Now))).Value;
        (part.LotNo, part.InStore.Value, part.ExpiresOn).ShouldBe(("R1-S1", 30m, new DateOnly(2026, 9, 1)));
        (await shop.Plant.Run(new SplitLot("R1", new(70, "KGM"), shop.Now))).ShouldBeRefused("nothing-left");
        (await shop.Plant.Run(new SplitLot("R1", new(10, "KGM"), shop.Now, "R2"))).ShouldBeRefused("lot-number-taken");
        (await shop.Plant.Run(new MergeLots(["R1-S1", "R3"], shop.Now))).ShouldBeRefused("lots-differ", "revision B");
        var merged = (await shop.Plant.Run(new MergeLots(["R1-S1", "R2"], shop.Now, "MIX"))).Value;
        (merged.InStore.Value, merged.ExpiresOn).ShouldBe((130m, new DateOnly(2026, 6, 1)));

        (await shop.Trace("R1", TraceDirection.Forward)).Nodes.Select(node => node.LotNo).ShouldBe(["R1", "R1-S1", "MIX"]);
        (await shop.Trace("MIX", TraceDirection.Backward)).Summary.RawLots.ShouldBe(["R1", "R2"]);
        (await shop.Sent<LotMade>()).Select(made => string.Join('+', made.Parts!.Select(each => each.LotNo + " " + each.Quantity.Value.ToString("0.###", null)))).ShouldBe(["R1 30", "R1-S1 30+R2 100"]);
        (await shop.Hold("R1")).Value.LotNos.ShouldBe(["R1", "R1-S1", "MIX"]);
        (await shop.Plant.Run(new SplitLot("MIX", new(1, "KGM"), shop.Now))).ShouldBeRefused("lot-held", "because lot R1 is in it");
        (await shop.Plant.Run(new MergeLots(["MIX", "R1"], shop.Now))).ShouldBeRefused("lot-held");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_loop_in_the_graph_ends_by_itself_and_a_limit_says_that_it_cut(string database)
    {
        await using var shop = await Shop.New(database);
        foreach (var no in (string[])["A", "B", "C"]) await shop.Receive(no, 10);
        await shop.Do(async db =>
        {
            var lots = await db.Lots.ToDictionaryAsync(lot => lot.No);
            foreach (var (from, to) in ((string, string)[])[("A", "B"), ("B", "C"), ("C", "A")])
                await Genealogy.Connect(db, lots[from], lots[to], EdgeKind.Consumed, 1, null, Guid.CreateVersion7(), shop.Now, default);
        });
        (await shop.Trace("A", TraceDirection.Forward)).Nodes.Select(node => (node.LotNo, node.Depth)).ShouldBe([("A", 0), ("B", 1), ("C", 2)]);
        (await shop.Trace("B", TraceDirection.Both)).Edges.Count.ShouldBe(3);
        await using var mes = shop.Plant.Mes();
        var cut = (await TraceLot.Run(mes, "A", TraceDirection.Forward, 2, default)).Value;
        (cut.Nodes.Count, cut.Truncated).ShouldBe((2, true));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_chain_longer_than_what_is_read_step_by_step_is_traced_whole_also_with_a_loop_at_its_end(string database)
    {
        await using var shop = await Shop.New(database);
        const int links = 150;
        await shop.Do(db =>
        {
            var lots = Enumerable.Range(0, links).Select(n => new MaterialLot { No = $"C{n}", ItemNo = "PART", Revision = "A", Unit = "C62", BornUtc = shop.Now }).ToList();
            db.Lots.AddRange(lots);
            foreach (var (from, to) in lots.Zip(lots.Skip(1)).Append((lots[^1], lots[10])))
                db.LotEdges.Add(new LotEdge { From = from, To = to, Kind = EdgeKind.Split, Quantity = 1, ReportId = Guid.CreateVersion7(), AtUtc = shop.Now });
            return Task.CompletedTask;
        });
        var forward = await shop.Trace("C0", TraceDirection.Forward);
        (forward.Nodes.Count, forward.Edges.Count, forward.Nodes[^1].LotNo, forward.Nodes[^1].Depth).ShouldBe((links, links, "C149", links - 1));
        var backward = await shop.Trace("C149", TraceDirection.Backward);
        (backward.Nodes.Count, backward.Edges.Count, backward.Nodes[0].LotNo, backward.Nodes[0].Depth).ShouldBe((links, links, "C0", 1 - links));
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Backflush_takes_first_expired_from_the_line_then_from_the_store_and_never_loses_a_report(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("L2", 10, expires: new(2026, 9, 1));
        await shop.Receive("L1", 10, expires: new(2026, 6, 1));
        await shop.Order("WO-1", [10], new Shop.Need(10, PerUnit: 0.5m, Backflush: true), new Shop.Need(10, "CLIP", 0.4m, "C62", Backflush: true), new Shop.Need(10, "GLUE", 0.1m, Backflush: true, Tracking: Tracking.None));
        await shop.Pick("L1", 10, "WO-1/10");
        await shop.Pick("L2", 4, "WO-1/10", why: "for the test");

        var first = await shop.Report("WO-1/10", 24);
        var (early, late) = (await shop.Lot("L1"), await shop.Lot("L2"));
        (early.AtLine, early.Consumed, late.AtLine, late.Consumed, late.InStore).ShouldBe((0m, 10m, 2m, 2m, 6m));
        var second = await shop.Report("WO-1/10", 20);
        late = await shop.Lot("L2");
        (late.AtLine, late.Consumed, late.InStore).ShouldBe((0m, 10m, 0m));

        await using (var db = shop.Plant.Mes())
        {
            (await db.MaterialWarnings.Where(warning => warning.ItemNo == "RESIN").OrderBy(warning => warning.Quantity).Select(warning => new { warning.Code, warning.Quantity }).ToListAsync())
                .Select(warning => (warning.Code, warning.Quantity)).ShouldBe([("no-lot-known", 2), ("taken-from-store", 6)]);
            (await db.MaterialWarnings.Where(warning => warning.ItemNo == "CLIP").SumAsync(warning => warning.Quantity)).ShouldBe(18, "44 units at 0.4 pieces, in whole pieces over the whole job");
            (await db.MaterialWarnings.CountAsync(warning => warning.ItemNo == "CLIP")).ShouldBe(1, "two reports say the same of one job: one line for the person who looks");
            (await db.MaterialWarnings.CountAsync(warning => warning.ItemNo == "GLUE")).ShouldBe(0, "it is not tracked, so no lot is missing");
            (await db.JobMaterials.SingleAsync(need => need.ItemNo == "RESIN")).Consumed.ShouldBe(22);
            var open = await db.MaterialWarnings.FirstAsync();
            (await shop.Plant.Run(new SettleWarning(open.Id, "counted at shift end"))).Done.ShouldBeTrue();
            (await shop.Plant.Run(new SettleWarning(open.Id, "again"))).ShouldBeRefused("already-settled");
        }
        await shop.Reverse(second);
        await shop.Reverse(first);
        (early, late) = (await shop.Lot("L1"), await shop.Lot("L2"));
        (early.AtLine, early.Consumed, late.AtLine, late.Consumed, late.InStore).ShouldBe((10m, 0m, 4m, 0m, 6m));
        await using var after = shop.Plant.Mes();
        (await after.JobMaterials.AllAsync(need => need.Consumed == 0)).ShouldBeTrue();
        (await shop.Plant.Run(new ReverseConsumption(first, "try", shop.Now))).ShouldBeRefused("reverse-the-report");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Use_is_refused_for_what_is_not_there_and_more_than_planned_is_shown(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("R1", 500);
        await shop.Order("WO-1", [10, 20], new Shop.Need(10), new Shop.Need(20, "DYE"));
        await shop.Pick("R1", 150, "WO-1/10");
        (await shop.Consume("WO-1/10", "R1", 151)).ShouldBeRefused("not-at-line", "350 kg is in the store; pick it first");
        (await shop.Consume("WO-1/20", "R1", 1)).ShouldBeRefused("job-not-started");
        (await shop.Consume("WO-1/10", "R1", 90)).Value.Warnings.ShouldBeEmpty();
        (await shop.Consume("WO-1/10", "R1", 15)).Value.Warnings.ShouldBe(["over-consumption"]);
        (await shop.Plant.Run(new ScrapMaterial(new(5, "KGM"), "SPILLED", shop.Now, "R1", JobNo: "WO-1/10"))).Done.ShouldBeTrue();
        var lot = await shop.Lot("R1");
        (lot.InStore, lot.AtLine, lot.Consumed, lot.Scrapped).ShouldBe((350m, 40m, 105m, 5m));
        (await shop.Sent<MaterialActual>())[^1].ShouldSatisfyAllConditions(told => told.Use.ShouldBe(MaterialUse.Scrapped), told => told.ReasonCode.ShouldBe("SPILLED"));
        await using var db = shop.Plant.Mes();
        (await db.MaterialWarnings.SingleAsync()).Quantity.ShouldBe(5);

        // Ten units on top of the plan replace scrap: what they use is no surprise.
        await shop.Report("WO-1/10", 110);
        (await shop.Consume("WO-1/10", "R1", 5)).Value.Warnings.ShouldBeEmpty();
        (await shop.Consume("WO-1/10", "R1", 1)).Value.Warnings.ShouldBe(["over-consumption"]);
    }
}
