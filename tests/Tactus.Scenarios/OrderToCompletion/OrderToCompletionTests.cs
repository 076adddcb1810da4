using Microsoft.EntityFrameworkCore;
using Tactus.Erp.Planning;
using Tactus.Mes.Production;

namespace Tactus.Scenarios.OrderToCompletion;

/// <summary>A customer's line goes down to the floor, is made in parts with scrap, rework and mistakes, comes back and can be traced both ways.</summary>
public sealed class OrderToCompletionTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_order_is_made_in_parts_with_scrap_rework_and_a_wrong_report_and_both_halves_end_alike(string database)
    {
        await using var factory = await Factory.Open(database);
        var order = await UnderWay(factory);

        // 35 good and 5 scrap were a slip of the pen; taken back and said again, once with a retry.
        var wrong = await factory.Report(order + "/10", 35, scrap: 5);
        await factory.Plant.Settle();
        (await factory.WorkOrder(order)).Scrapped.ShouldBe(5);
        await factory.Reverse(wrong);
        await factory.Refused("report-reversed", "/api/mes/report-reversals", new { reportId = wrong, reason = "again", atUtc = factory.Now });
        var right = Guid.CreateVersion7();
        for (var i = 0; i < 2; i++) (await factory.Report(order + "/10", 30, scrap: 6, rework: 4, key: right)).ShouldBe(right);
        await factory.Plant.Settle();
        (await factory.WorkOrder(order)).Scrapped.ShouldBe(6);
        (await factory.Job(order + "/10")).ShouldSatisfyAllConditions(
            job => job.Good.ShouldBe(70), job => job.Scrapped.ShouldBe(6), job => job.Rework.ShouldBe(4), job => job.InProcess.ShouldBe(20));

        await factory.Consume(order + "/10", "R1", 10);
        await factory.Consume(order + "/10", "R2", 20);
        await factory.Refused("rework-left", "/api/mes/production-reports", new { jobNo = order + "/10", atUtc = factory.Now, good = Factory.Pcs(20), complete = true });
        await factory.Post("/api/mes/rework-returns", new { jobNo = order + "/10", quantity = Factory.Pcs(4), atUtc = factory.Now });
        factory.After(30);
        await factory.Report(order + "/10", 22, scrap: 2, complete: true);
        await factory.Post("/api/mes/material-returns", new { quantity = Factory.Kg(10), atUtc = factory.Now, lotNo = "R2", workCentreNo = "MOULD" });
        await factory.Start(order + "/20", 52);
        factory.After(30);
        var last = await factory.Report(order + "/20", 60, scrap: 7, complete: true);
        await factory.Plant.Settle();
        await Ended(factory, order, WorkOrderState.Completed, OrderState.Completed, produced: 85, scrapped: 15);

        // After the end somebody counts again: the order opens on both sides and is completed again.
        await factory.Reverse(last);
        await factory.Plant.Settle();
        await Ended(factory, order, WorkOrderState.Started, OrderState.Started, produced: 25, scrapped: 8);
        await factory.Report(order + "/20", 61, scrap: 6, complete: true);
        await factory.Plant.Settle();
        await Ended(factory, order, WorkOrderState.Completed, OrderState.Completed, produced: 86, scrapped: 14);

        (await factory.InBooks("CASE", "CASE-1")).ShouldBe(86);
        (await factory.InBooks("RESIN")).ShouldBe(20);
        (await factory.InPlant("R2")).ShouldBe(20);
        await using (var erp = factory.Plant.Erp())
            (await erp.LaborBookings.Where(booking => booking.WorkOrderNo == order).SumAsync(booking => booking.Seconds)).ShouldBeGreaterThan(0);
        await factory.ShouldAgree();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_lot_is_traced_from_the_customer_to_the_resin_and_from_the_resin_to_the_customer(string database)
    {
        await using var factory = await Factory.Open(database);
        var order = await UnderWay(factory);
        await factory.Consume(order + "/10", "R2", 30);
        await factory.Report(order + "/10", 58, scrap: 2, complete: true);
        await factory.Start(order + "/20", 58);
        await factory.Report(order + "/20", 73, complete: true);
        await factory.Plant.Settle();
        await factory.Post("/api/erp/shipments", new { salesOrderNo = "SO-1", lineNo = 10, quantity = Factory.Pcs(80) });
        await factory.Plant.Settle();

        var back = await factory.Get("/api/mes/traces?lotNo=CASE-1&direction=backward");
        Texts(back, "rawLots").ShouldBe(["R1", "R2"]);
        Texts(back, "workOrders").ShouldBe([order]);
        foreach (var resin in (string[])["R1", "R2"])
        {
            var forward = await factory.Get($"/api/mes/traces?lotNo={resin}&direction=forward");
            Texts(forward, "finishedLots").ShouldBe(["CASE-1"]);
            forward.GetProperty("summary").GetProperty("openWip").GetArrayLength().ShouldBe(0);
        }
        var edges = back.GetProperty("edges").EnumerateArray().Where(edge => edge.GetProperty("kind").GetString() == "consumed").ToList();
        edges.ConvertAll(edge => edge.GetProperty("quantity").GetProperty("value").GetDecimal()).Order().ShouldBe([20, 30]);

        // The thread goes on in the books: which customer has it, and back from the line to the lot.
        var shipped = await factory.Get("/api/erp/work-orders/" + order);
        shipped.GetProperty("shipments").EnumerateArray().Single().ShouldSatisfyAllConditions(
            line => line.GetProperty("lotNo").GetString().ShouldBe("CASE-1"), line => line.GetProperty("quantity").GetProperty("value").GetDecimal().ShouldBe(80));
        (await factory.InBooks("CASE", "CASE-1")).ShouldBe(18);
        await factory.ShouldAgree();
    }

    /// <summary>100 sold; all started at operation 10, 40 good there, 25 of them good at operation 20; 20 kg of R1 used.</summary>
    private static async Task<string> UnderWay(Factory factory)
    {
        await factory.Moulder(0.5m, 10, 20);
        await factory.Receive("R1", 30, new DateOnly(2026, 6, 1));
        await factory.Receive("R2", 40, new DateOnly(2026, 7, 1));
        await factory.Sell("SO-1", "C1", 100);
        var order = (await factory.Post("/api/erp/work-orders", new { salesOrderNo = "SO-1", lineNo = 10, outputLotNo = "CASE-1" })).GetProperty("no").GetString()!;
        await factory.Post("/api/erp/material-reservations", new { workOrderNo = order });
        await factory.Post("/api/erp/work-order-releases", new { workOrderNo = order });
        await factory.Plant.Settle();
        (await factory.WorkOrder(order)).State.ShouldBe(WorkOrderState.Accepted);

        await factory.Refused("pick-override-needed", "/api/mes/material-picks", new { atUtc = factory.Now, lotNo = "R2", workCentreNo = "MOULD", quantity = Factory.Kg(10) });
        await factory.Pick("R1", 30);
        await factory.Pick("R2", 30);
        await factory.Start(order + "/10", 100);
        await factory.Refused("predecessor-open", "/api/mes/job-starts", new { jobNo = order + "/20", atUtc = factory.Now });
        factory.After(20);
        await factory.Consume(order + "/10", "R1", 20);
        await factory.Report(order + "/10", 40);
        await factory.Refused("report-exceeds-wip", "/api/mes/production-reports", new { jobNo = order + "/10", atUtc = factory.Now, good = Factory.Pcs(61) });
        await factory.Start(order + "/20", 40);
        factory.After(20);
        await factory.Report(order + "/20", 25);
        await factory.Plant.Settle();
        (await factory.WorkOrder(order)).ShouldSatisfyAllConditions(each => each.State.ShouldBe(WorkOrderState.Started), each => each.Produced.ShouldBe(25));
        return order;
    }

    private static async Task Ended(Factory factory, string order, WorkOrderState books, OrderState plant, decimal produced, decimal scrapped)
    {
        (await factory.WorkOrder(order)).ShouldSatisfyAllConditions(
            each => each.State.ShouldBe(books), each => each.Produced.ShouldBe(produced), each => each.Scrapped.ShouldBe(scrapped));
        await using var db = factory.Plant.Mes();
        (await db.Orders.SingleAsync(each => each.No == order)).State.ShouldBe(plant);
        (await factory.Job(order + "/20")).Good.ShouldBe(produced);
    }

    private static List<string?> Texts(System.Text.Json.JsonElement trace, string what) =>
        [.. trace.GetProperty("summary").GetProperty(what).EnumerateArray().Select(each => each.GetString())];
}
