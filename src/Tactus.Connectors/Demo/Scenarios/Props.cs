using System.Text.Json;

namespace Tactus.Connectors.Demo.Scenarios;

/// <summary>What scenarios need again and again.</summary>
internal static class Props
{
    internal static object Pcs(decimal value) => new { value, unit = "C62" };

    internal static decimal Number(this JsonElement element, string name) => element.GetProperty(name).GetDecimal();

    internal static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    internal static IEnumerable<JsonElement> Each(this JsonElement element, string name) => element.GetProperty(name).EnumerateArray();

    /// <summary>An item made of one purchased part at one work centre with one machine, for one customer.</summary>
    /// <param name="secondsEach">Run time of a piece.</param>
    /// <param name="nextSeconds">Run time of a second operation at a work centre of its own; 0: there is none.</param>
    /// <param name="yieldPercent">Of the operation; as much more of the part is drawn.</param>
    internal static async Task OneMachineShop(this IStage stage, decimal secondsEach, decimal yieldPercent = 100, decimal nextSeconds = 0)
    {
        var tag = stage.Tag;
        await stage.Post("/api/erp/items", new { no = "PART" + tag, description = "Part", unit = "C62", kind = "purchased", tracking = "lot", release = true });
        await stage.Post("/api/erp/items", new { no = "UNIT" + tag, description = "Unit", unit = "C62", kind = "made", tracking = "lot", release = true });
        await stage.Post("/api/erp/work-centres", new { no = "CELL" + tag, name = "Cell" + tag });
        await stage.Post("/api/mes/equipment", new { no = "CELL" + tag, name = "Cell" + tag, level = "workCentre" });
        await stage.Post("/api/mes/equipment", new { no = "M" + tag, name = "Machine" + tag, level = "workUnit", parentNo = "CELL" + tag });
        if (nextSeconds > 0)
        {
            await stage.Post("/api/erp/work-centres", new { no = "NEXT" + tag, name = "Next" + tag });
            await stage.Post("/api/mes/equipment", new { no = "NEXT" + tag, name = "Next" + tag, level = "workCentre" });
            await stage.Post("/api/mes/equipment", new { no = "N" + tag, name = "Next machine" + tag, level = "workUnit", parentNo = "NEXT" + tag });
        }
        await stage.Post("/api/erp/places", new { no = "SITE" + tag, name = "Site", kind = "site" });
        await stage.Post("/api/erp/places", new { no = "STORE" + tag, name = "Store", kind = "warehouse", parentNo = "SITE" + tag });
        await stage.Post("/api/erp/bills", new
        {
            itemNo = "UNIT" + tag, revision = "A", state = "released", lines = (object[])[new { componentNo = "PART" + tag, quantity = Pcs(1), operationNo = 10, scrapPercent = 100 - yieldPercent }],
        });
        await stage.Post("/api/erp/routings", new
        {
            itemNo = "UNIT" + tag, revision = "A", state = "released",
            operations = (object[])
            [
                new { no = 10, description = "Make", workCentreNo = "CELL" + tag, runSecondsPerUnit = secondsEach, yieldPercent },
                .. nextSeconds > 0 ? (object[])[new { no = 20, description = "Finish", workCentreNo = "NEXT" + tag, runSecondsPerUnit = nextSeconds, predecessors = (int[])[10] }] : [],
            ],
        });
        await stage.Post("/api/mes/reason-codes", new { kind = "scrap", code = "FLAW" + tag, textEn = "Flaw", textKo = "결함" });
        await stage.Post("/api/erp/customers", new { no = "CUST" + tag, name = "Clinic" + tag });
        await stage.Settle();
    }

    internal static async Task Stock(this IStage stage, string lotNo, decimal pieces)
    {
        await stage.Post("/api/erp/stock-receipts", new { itemNo = "PART" + stage.Tag, quantity = Pcs(pieces), place = "STORE" + stage.Tag, lotNo });
        await stage.Settle();
    }

    /// <summary>A sales order of one line, number 10, and the work order that makes it, released.</summary>
    internal static async Task Sold(this IStage stage, string salesNo, string workNo, decimal pieces, DateTime dueUtc, int priority = 5)
    {
        await stage.Post("/api/erp/sales-orders", new
        {
            no = salesNo, customerNo = "CUST" + stage.Tag,
            lines = (object[])[new { itemNo = "UNIT" + stage.Tag, quantity = Pcs(pieces), requestedUtc = dueUtc, promisedUtc = dueUtc, lineNo = 10, priority }],
        });
        await stage.Post("/api/erp/work-orders", new { salesOrderNo = salesNo, lineNo = 10, no = workNo });
        await stage.Post("/api/erp/work-order-releases", new { workOrderNo = workNo });
    }

    internal static async Task Plan(this IStage stage)
    {
        await stage.Settle();
        await stage.Post("/api/coordination/schedule-requests", new { reason = "the week's plan", seconds = 0.5 });
        await stage.Settle();
    }

    /// <summary>The open exception about a subject, as its page shows it.</summary>
    internal static async Task<JsonElement> Exception(this IStage stage, string subject)
    {
        var rows = (await stage.Get("/api/coordination/exceptions?sort=-occurredUtc&pageSize=200")).Each("items");
        return await stage.Get("/api/coordination/exceptions/" + rows.First(row => row.Text("subject") == subject).Text("no"));
    }

    internal static string No(this JsonElement exception) => exception.GetProperty("exception").Text("no");

    internal static string State(this JsonElement exception) => exception.GetProperty("exception").Text("state");

    internal static JsonElement Option(this JsonElement exception, string kind) => exception.Each("options").First(option => option.Text("kind") == kind);

    internal static decimal Figure(this JsonElement option, string name) => option.Each("figures").First(figure => figure.Text("name") == name).Number("value");

    internal static Task<JsonElement> Decide(this IStage stage, JsonElement exception, string kind, string rationale) =>
        stage.Post("/api/coordination/decisions", new { exceptionNo = exception.No(), optionId = exception.Option(kind).GetProperty("id").GetGuid(), rationale });

    /// <summary>A function answers what it is asked.</summary>
    internal static async Task Answer(this IStage stage, string subject, string key, bool yes = true, string? note = null)
    {
        var action = (await stage.Exception(subject)).Each("actions").Last(each => each.Text("key") == key);
        await stage.Post("/api/coordination/task-answers", new { taskNo = action.Text("taskNo"), value = action.Text("kind") == "do" ? "done" : yes ? "yes" : "no", note });
        await stage.Settle();
    }
}
