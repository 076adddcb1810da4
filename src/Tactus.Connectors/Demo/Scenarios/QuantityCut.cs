namespace Tactus.Connectors.Demo.Scenarios;

/// <summary>
/// A customer cuts an order that is on the floor: of 1,000 pieces 420 are good, 10 scrap, 250 in process, 320 not started; remaining yield 95 %.
/// 600 are wanted, later 400.
/// </summary>
internal sealed class QuantityCut : Scenario
{
    internal override int No => 1;

    internal override string Title => "Quantity cut";

    internal override async Task Play(IStage stage)
    {
        var tag = stage.Tag;
        var (sales, work, line) = ("SO" + tag, "WO" + tag, $"SO{tag}/10");
        await stage.OneMachineShop(30, yieldPercent: 95);
        await stage.Stock("LOT" + tag, 1_000);
        await stage.Sold(sales, work, 950, stage.NowUtc.AddDays(8));
        await stage.Settle();
        await stage.Post("/api/mes/material-picks", new { atUtc = stage.NowUtc, lotNo = "LOT" + tag, workCentreNo = "CELL" + tag, quantity = Props.Pcs(680) });
        await stage.Post("/api/mes/job-starts", new { jobNo = work + "/10", atUtc = stage.NowUtc, quantity = Props.Pcs(680), machineNo = "M" + tag });
        await stage.Post("/api/mes/material-consumptions", new { jobNo = work + "/10", quantity = Props.Pcs(680), atUtc = stage.NowUtc, lotNo = "LOT" + tag });
        await stage.Post("/api/mes/production-reports", new { jobNo = work + "/10", atUtc = stage.NowUtc, good = Props.Pcs(420), scrap = (object[])[new { quantity = Props.Pcs(10), reasonCode = "FLAW" + tag }] });
        await stage.Settle();
        stage.Say("Of 1,000 pieces 420 are good, 10 scrap, 250 in process, 320 not started. The customer cuts to 600.");

        await stage.Post("/api/erp/sales-line-changes", new { orderNo = sales, lineNo = 10, reason = "the customer's project shrank", quantity = Props.Pcs(600) });
        await stage.Settle();
        var open = await stage.Exception(line);
        stage.Expect("it waits for a decision", open.State(), "awaitingDecision");
        var option = open.Option("cutAndStop");
        stage.Expect("good still needed", option.Figure("goodWanted"), 180m);
        stage.Expect("pieces in process that go on", option.Figure("continueInProcess"), 190m);
        stage.Expect("new starts", option.Figure("newStarts"), 0m);
        stage.Expect("surplus in process", option.Figure("surplusInProcess"), 60m);
        stage.Expect("reserved parts freed", option.Figure("materialFreed"), 320m);
        stage.Expect("finishing the surplus to stock is offered", open.Option("cutAndFinish").Figure("toStock"), 57m);
        stage.Expect("nothing new is started meanwhile",
            (await stage.Refused("/api/mes/job-starts", new { jobNo = work + "/10", atUtc = stage.NowUtc, quantity = Props.Pcs(1), machineNo = "M" + tag })).Code, "starts-fenced");

        await stage.Decide(open, "cutAndStop", "The customer will not take more; parts go back.");
        await stage.Settle();
        foreach (var function in (string[])["planning", "warehouse"]) await stage.Answer(line, function);
        stage.Expect("the books wait for sales", (await stage.Get($"/api/erp/work-orders/{work}")).GetProperty("order").GetProperty("quantity").Number("value"), 950m);
        var reserved = await Reserved(stage, work);
        await stage.Answer(line, "sales");
        var changed = await stage.Get($"/api/erp/work-orders/{work}");
        stage.Expect("the order in the books", changed.GetProperty("order").GetProperty("quantity").Number("value"), 600m);
        stage.Expect("reserved parts given back", reserved - await Reserved(stage, work), 320m);
        stage.Expect("one change in the plant", (await stage.Get($"/api/mes/production-orders/{work}")).Each("changes").Count(), 1);
        await stage.Answer(line, "stop surplus", note: "60 put aside");
        await stage.Answer(line, "purchasing");
        stage.Expect("all is carried out", (await stage.Exception(line)).State(), "resolved");

        stage.Say("The customer cuts again, to 400: 20 good are too much.");
        await stage.Post("/api/erp/sales-line-changes", new { orderNo = sales, lineNo = 10, reason = "shrank again", quantity = Props.Pcs(400) });
        await stage.Settle();
        var again = await stage.Exception(line);
        stage.Expect("it is the same exception", again.No(), open.No());
        stage.Expect("good that nobody wants", again.Each("options").First().Figure("surplusGood"), 20m);
        await stage.Decide(again, "cutAndStop", "Sold elsewhere.");
        await stage.Settle();
        foreach (var function in (string[])["planning", "warehouse", "sales"]) await stage.Answer(line, function);
        stage.Expect("what is made stays made", (await stage.Get($"/api/erp/work-orders/{work}")).GetProperty("order").GetProperty("quantity").Number("value"), 420m);
        stage.Expect("somebody is asked for their disposition", (await stage.Exception(line)).Each("actions").Count(each => each.Text("key") == "surplus good" && each.Text("state") == "begun"), 1);
        await stage.Answer(line, "surplus good", note: "to stock");
        await stage.Answer(line, "stop surplus", note: "all put aside");
        stage.Expect("all is carried out again", (await stage.Exception(line)).State(), "resolved");
    }

    private static async Task<decimal> Reserved(IStage stage, string work) =>
        (await stage.Get($"/api/erp/work-orders/{work}")).Each("materials").Sum(material => material.GetProperty("reserved").Number("value"));
}
