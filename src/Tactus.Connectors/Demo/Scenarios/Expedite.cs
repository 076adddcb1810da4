namespace Tactus.Connectors.Demo.Scenarios;

/// <summary>An order is wanted sooner; going first would gain 300 weighted hours and cost ten others 420. Nothing frozen moves.</summary>
internal sealed class Expedite : Scenario
{
    internal override int No => 2;

    internal override string Title => "Expedite";

    internal override async Task Play(IStage stage)
    {
        var tag = stage.Tag;
        var line = $"SOX{tag}/10";
        await stage.OneMachineShop(3_600);
        await stage.Stock("LOT" + tag, 1_000);
        var start = stage.NowUtc;
        await stage.Sold("SOF" + tag, "WOF" + tag, 3, start.AddHours(3));
        for (var i = 1; i <= 10; i++) await stage.Sold($"SO{i}{tag}", $"WO{i}{tag}", 10, start.AddHours(3 + (10 * i)).AddMinutes(1));
        await stage.Sold("SOX" + tag, "WOX" + tag, 42, start.AddHours(146));
        await stage.Settle();
        await stage.Post("/api/mes/material-picks", new { atUtc = stage.NowUtc, lotNo = "LOT" + tag, workCentreNo = "CELL" + tag, quantity = Props.Pcs(3) });
        await stage.Post("/api/mes/job-starts", new { jobNo = $"WOF{tag}/10", atUtc = stage.NowUtc, quantity = Props.Pcs(3), machineNo = "M" + tag });
        await stage.Plan();

        stage.Say("The customer wants the last order, 42 h of work, after 45 h and calls it urgent.");
        await stage.Post("/api/erp/sales-line-changes", new { orderNo = "SOX" + tag, lineNo = 10, reason = "their line stands", requestedUtc = start.AddHours(45).AddMinutes(2), priority = 1 });
        await stage.Settle();
        var open = await stage.Exception(line);
        stage.Expect("it waits for a decision", open.State(), "awaitingDecision");
        var best = open.Each("options").First();
        stage.Expect("doing nothing ranks first", best.Text("kind"), "doNothing");
        var expedite = open.Option("expedite");
        stage.Expect("gain", Math.Round(expedite.Figure("gain")), 300m);
        stage.Expect("displacement", Math.Round(expedite.Figure("displacement")), 420m);
        stage.Expect("the displaced are named", expedite.Each("figures").Count(figure => figure.Text("name") == "displaced" && figure.Text("subject").StartsWith("WO", StringComparison.Ordinal)), 10);
        var frozen = (await stage.Get("/api/coordination/schedule")).Each("operations").First(each => each.Text("jobNo") == $"WOF{tag}/10");
        stage.Expect("nothing frozen moves", expedite.Each("moves").Count(move => move.Text("jobNo") == $"WOF{tag}/10"
            && (move.Text("machineNo"), move.Text("startUtc")) != (frozen.Text("machineNo"), frozen.Text("startUtc"))), 0);
        stage.Expect("to override takes a reason",
            (await stage.Refused("/api/coordination/decisions", new { exceptionNo = open.No(), optionId = expedite.GetProperty("id").GetGuid(), rationale = " " })).Code, "rationale-missing");
        var promised = (await stage.Get("/api/erp/sales-orders/SOX" + tag)).Each("lines").First().Text("promisedUtc");
        await stage.Decide(open, "expedite", "Their line stands; they pay for it.");
        await stage.Settle();
        stage.Expect("the promise waits for the customer", (await stage.Get("/api/erp/sales-orders/SOX" + tag)).Each("lines").First().Text("promisedUtc"), promised);
        await stage.Answer(line, "sales", note: "accepted");
        stage.Expect("all is carried out", (await stage.Exception(line)).State(), "resolved");
        stage.Expect("it runs next at its machine", (await stage.Get($"/api/mes/dispatch-lists/CELL{tag}")).Each("jobs").Select(row => row.GetProperty("job").Text("no")).ElementAt(1), $"WOX{tag}/10");
    }
}
