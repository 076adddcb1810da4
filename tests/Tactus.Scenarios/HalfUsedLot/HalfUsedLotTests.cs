using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tactus.Erp.Stock;
using Tactus.Mes.Material;

namespace Tactus.Scenarios.HalfUsedLot;

/// <summary>
/// Scenario 4: 500 kg, of which 200 are in stock, 120 at the line and 180 in B1 (100 finished, of which 60 in stock and 40 with
/// customers) and B2 (at operation 30).
/// </summary>
public sealed class HalfUsedLotTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Quarantine_of_a_lot_half_used_reaches_all_that_is_left_of_it_in_both_halves(string database)
    {
        await using var factory = await Factory.Open(database);
        await HalfUsed(factory);
        factory.After(5);

        var placed = await factory.Post("/api/mes/lot-holds", new { lotNo = "L500", reasonCode = "CONTAMINATION", text = "black specks", atUtc = factory.Now });
        var hold = placed.GetProperty("holdId").GetGuid();
        placed.GetProperty("blockedJobs").EnumerateArray().Select(job => job.GetString()).ShouldBe(["B2/40"]);
        await factory.Plant.Settle();

        // 320 kg and 60 finished are held in both halves.
        (await factory.InPlant("L500")).ShouldBe(320);
        (await factory.InBooks("RESIN", "L500", held: true)).ShouldBe(320);
        (await factory.InBooks("RESIN", "L500", held: false)).ShouldBe(0);
        (await factory.InBooks("CASE", "LOT-B1", held: true)).ShouldBe(60);
        await using (var mes = factory.Plant.Mes())
            (await mes.Lots.Where(lot => lot.No == "L500" || lot.No == "LOT-B1").Select(lot => lot.Holds).ToListAsync()).ShouldBe([1, 1]);

        // Both know the same: confirmed, all reservations of it broken, 40 listed by customer, none of them after the hold.
        var detail = await factory.Get($"/api/mes/lot-holds/{hold}");
        (detail.GetProperty("state").GetString(), detail.GetProperty("severity").GetInt32()).ShouldBe(("confirmed", 2));
        var answer = detail.GetProperty("answers").EnumerateArray().Single();
        Amounts(answer.GetProperty("blocked"), "lotNo").ShouldBe([("L500", 120), ("L500", 200), ("LOT-B1", 60)], ignoreOrder: true);
        Amounts(answer.GetProperty("reservationsBroken"), "workOrderNo").ShouldBe([("B3", 320)]);
        Amounts(detail.GetProperty("shipped"), "customerName").ShouldBe([("Clinic One", 25), ("Hospital Two", 15)], ignoreOrder: true);
        detail.GetProperty("shipped").EnumerateArray().ShouldAllBe(each => !each.GetProperty("afterHold").GetBoolean());
        await using (var erp = factory.Plant.Erp())
            (await erp.Reservations.Where(each => each.WorkOrderNo == "B3").ToListAsync()).ShouldAllBe(each => each.State == ReservationState.Broken);

        // Nothing moves out of it, in the plant or in the books.
        await factory.Refused("lot-held", "/api/mes/material-consumptions", new { jobNo = "B2/10", quantity = Factory.Kg(1), atUtc = factory.Now, lotNo = "L500" });
        await factory.Refused("lot-held", "/api/mes/material-picks", new { atUtc = factory.Now, lotNo = "L500", workCentreNo = "MOULD", quantity = Factory.Kg(1) });
        await factory.Refused("lot-held", "/api/mes/lot-splits", new { lotNo = "L500", quantity = Factory.Kg(1), atUtc = factory.Now });
        await factory.Refused("stock-held", "/api/erp/stock-issues", new { itemNo = "RESIN", quantity = Factory.Kg(1), place = "WH1", lotNo = "L500", reason = "trial run" });
        (await factory.Try("/api/erp/shipments", new { salesOrderNo = "SO-2", lineNo = 10, quantity = Factory.Pcs(1) })).Refusal!.Code.ShouldBeOneOf("stock-held", "stock-short");

        // What was in process at operation 30 is reported as it is; operation 40 does not start.
        await factory.Report("B2/30", 80, complete: true);
        (await factory.Refused("lot-held", "/api/mes/job-starts", new { jobNo = "B2/40", atUtc = factory.Now })).Sentence.ShouldContain("CONTAMINATION: black specks");
        (await factory.Job("B2/40")).Started.ShouldBe(0);
        await factory.ShouldAgree();

        // Released: business first, the plant's fence last, and operation 40 runs.
        await factory.Post("/api/mes/lot-hold-releases", new { holdId = hold, reason = "laboratory found nothing" });
        await factory.Refused("lot-held", "/api/mes/job-starts", new { jobNo = "B2/40", atUtc = factory.Now });
        await factory.Plant.Settle();
        await factory.Refused("lot-held", "/api/mes/job-starts", new { jobNo = "B2/40", atUtc = factory.Now });
        await factory.Post("/api/erp/hold-releases", new { holdId = hold, reason = "agreed" });
        await factory.Plant.Settle();
        await factory.Start("B2/40", 80);
        (await factory.InBooks("RESIN", "L500", held: true)).ShouldBe(0);
        await factory.ShouldAgree();
    }

    private static async Task HalfUsed(Factory factory)
    {
        await factory.Moulder(1, 10, 20, 30, 40);
        await factory.Receive("L500", 500);
        await factory.Release("B1", 100, "LOT-B1");
        await factory.Release("B2", 80, "LOT-B2");
        await factory.Pick("L500", 300);
        foreach (var (order, pieces, last) in ((string, decimal, int)[])[("B1", 100, 40), ("B2", 80, 20)])
        {
            await factory.Start(order + "/10", pieces);
            await factory.Consume(order + "/10", "L500", pieces);
            await factory.Report(order + "/10", pieces, complete: true);
            for (var operation = 20; operation <= last; operation += 10)
            {
                await factory.Start($"{order}/{operation}", pieces);
                await factory.Report($"{order}/{operation}", pieces, complete: true);
            }
        }
        await factory.Start("B2/30", 80);
        await factory.Plant.Settle();
        await factory.Sell("SO-1", "C1", 25);
        await factory.Sell("SO-2", "C2", 75);
        await factory.Post("/api/erp/shipments", new { salesOrderNo = "SO-1", lineNo = 10 });
        await factory.Post("/api/erp/shipments", new { salesOrderNo = "SO-2", lineNo = 10, quantity = Factory.Pcs(15) });
        // All that is left is promised to another order.
        await factory.Post("/api/erp/work-orders", new { itemNo = "CASE", quantity = Factory.Pcs(320), dueUtc = factory.Now.AddDays(9), no = "B3" });
        await factory.Post("/api/erp/material-reservations", new { workOrderNo = "B3" });
        await factory.Plant.Settle();
        (await factory.InBooks("RESIN", "L500")).ShouldBe(320);
        (await factory.InBooks("CASE", "LOT-B1")).ShouldBe(60);
    }

    private static List<(string?, decimal)> Amounts(JsonElement list, string by) =>
        [.. list.EnumerateArray().Select(each => (each.GetProperty(by).GetString(), each.GetProperty("quantity").GetProperty("value").GetDecimal()))];
}
