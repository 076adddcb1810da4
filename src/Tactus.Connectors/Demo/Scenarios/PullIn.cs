namespace Tactus.Connectors.Demo.Scenarios;

/// <summary>100 are promised for day 10 and wanted on day 7: 60 can be ready by then, 40 a day later. The promise changes only when it is accepted.</summary>
internal sealed class PullIn : Scenario
{
    internal override int No => 3;

    internal override string Title => "Pull-in";

    internal override async Task Play(IStage stage)
    {
        var tag = stage.Tag;
        var line = $"SOP{tag}/10";
        // 60 pieces a day, day and night.
        await stage.OneMachineShop(1_440);
        await stage.Stock("LOT" + tag, 1_000);
        var start = stage.NowUtc;
        await stage.Sold("SOA" + tag, "WOA" + tag, 360, start.AddDays(6));
        await stage.Sold("SOB" + tag, "WOB" + tag, 120, start.AddDays(8));
        await stage.Sold("SOP" + tag, "WOP" + tag, 100, start.AddDays(10));
        await stage.Settle();
        await stage.Post("/api/mes/material-picks", new { atUtc = stage.NowUtc, lotNo = "LOT" + tag, workCentreNo = "CELL" + tag, quantity = Props.Pcs(360) });
        await stage.Post("/api/mes/job-starts", new { jobNo = $"WOA{tag}/10", atUtc = stage.NowUtc, quantity = Props.Pcs(360), machineNo = "M" + tag });
        await stage.Plan();

        stage.Say("The customer wants day 7 instead of day 10. The machine is taken until day 6.");
        await stage.Post("/api/erp/sales-line-changes", new { orderNo = "SOP" + tag, lineNo = 10, reason = "they ran out", requestedUtc = start.AddDays(7).AddMinutes(10) });
        await stage.Settle();
        var open = await stage.Exception(line);
        stage.Expect("it waits for a decision", open.State(), "awaitingDecision");
        var parts = open.Option("partial").Each("figures").Where(figure => figure.Text("name") == "ready").ToList();
        stage.Expect("ready on day 7", parts[0].Number("value"), 60m);
        stage.Expect("ready after it", parts[1].Number("value"), 40m);
        stage.Expect("all on day 8 is offered, too", open.Option("wholeLater").Each("figures").First(figure => figure.Text("name") == "ready").Text("subject")[..10], start.AddDays(7).AddHours(16).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        stage.Expect("the machine binds", open.Option("partial").Each("figures").Any(figure => figure.Text("name") == "binding.machine" && figure.Text("subject") == "M" + tag), true);
        var promised = await Promise(stage);
        await stage.Decide(open, "partial", "60 keep them going.");
        await stage.Settle();
        stage.Expect("the promise is unchanged until it is accepted", await Promise(stage), promised);
        await stage.Answer(line, "sales", note: "accepted by their buyer");
        stage.Expect("the promise is that of the last part", (await Promise(stage))[..10], start.AddDays(7).AddHours(16).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        stage.Expect("all is carried out", (await stage.Exception(line)).State(), "resolved");
    }

    private static async Task<string> Promise(IStage stage) => (await stage.Get("/api/erp/sales-orders/SOP" + stage.Tag)).Each("lines").First().Text("promisedUtc");
}
