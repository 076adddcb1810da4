using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tactus.Connectors.Files;
using Tactus.Platform;

namespace Tactus.Host.Commands;

/// <summary><c>tactus report production --from 2018-11-01 --to 2018-12-01</c>: totals as the interface answers them, in one stable document.</summary>
internal static class ReportCommand
{
    internal static Command Make()
    {
        var from = new Option<string>("--from") { Description = "First day of the plant (2018-11-01), or a time with its offset", Required = true };
        var to = new Option<string>("--to") { Description = "The day after the last, or a time with its offset", Required = true };
        var (data, db, json) = (Options.Data(), Options.Db(), Options.Json());
        var production = new Command("production", "Good, scrap by reason, shots and material used, by item, order, machine, shift, mould and lot") { from, to, data, db, json };
        production.SetAction((parsed, stop) => Files.Guard(() => Run(
            parsed.GetRequiredValue(from), parsed.GetRequiredValue(to), parsed.GetRequiredValue(data), parsed.GetValue(db), parsed.GetValue(json), stop)));
        return new Command("report", "Print figures of the data") { production };
    }

    private static async Task<int> Run(string from, string to, string data, string? db, bool json, CancellationToken stop)
    {
        await using var place = await Workplace.Open(data, db, stop);
        if (place is null) return Files.Fail("A server holds this data. Ask it: GET /api/mes/production-totals and /api/mes/material-totals answer the same, or stop it first.");
        var query = $"?from={Uri.EscapeDataString(from)}&to={Uri.EscapeDataString(to)}";
        var production = await place.Get("/api/mes/production-totals", query, stop);
        if (production.Status != 200) return Files.Fail(production.Body.RootElement.GetProperty("title").GetString()!);
        var material = await place.Get("/api/mes/material-totals", query, stop);
        if (material.Status != 200) return Files.Fail(material.Body.RootElement.GetProperty("title").GetString()!);
        if (json) Console.Out.WriteLine(Merge(production.Body, material.Body).ToJsonString(new JsonSerializerOptions(TactusJson.Options) { WriteIndented = true }));
        else Print(production.Body.RootElement, material.Body.RootElement);
        return 0;
    }

    private static JsonObject Merge(JsonDocument production, JsonDocument material)
    {
        var merged = JsonObject.Create(production.RootElement)!;
        merged["material"] = JsonNode.Parse(material.RootElement.GetProperty("consumed").GetRawText());
        return merged;
    }

    private static void Print(JsonElement production, JsonElement material)
    {
        foreach (var total in production.GetProperty("total").EnumerateArray()) Line("all", total);
        foreach (var (list, heading) in ((string, string)[])[("shifts", "shift"), ("machines", "machine"), ("items", "item"), ("orders", "order"), ("tools", "tool")])
        {
            Console.Out.WriteLine($"by {heading}");
            foreach (var total in production.GetProperty(list).EnumerateArray()) Line("  " + total.GetProperty("key").GetString(), total);
        }
        Console.Out.WriteLine("scrap by reason");
        foreach (var line in production.GetProperty("scrap").EnumerateArray())
            Console.Out.WriteLine($"  {line.GetProperty("reasonCode").GetString(),-26} {Number(line, "quantity"),14} {line.GetProperty("unit").GetString()}");
        Console.Out.WriteLine("material used");
        foreach (var line in material.GetProperty("consumed").EnumerateArray())
            Console.Out.WriteLine($"  {line.GetProperty("itemNo").GetString(),-14} {line.GetProperty("lotNo").GetString() ?? "(no lot)",-28} {Number(line, "quantity"),14} {line.GetProperty("unit").GetString()}  in {line.GetProperty("orders").GetArrayLength()} orders");
        Console.Out.WriteLine($"orders completed: {production.GetProperty("ordersCompleted").GetInt32()}");
    }

    private static void Line(string key, JsonElement total) => Console.Out.WriteLine(
        $"{key,-28} good {Number(total, "good"),12}  scrap {Number(total, "scrapped"),10} {total.GetProperty("unit").GetString()}  shots {total.GetProperty("shots").GetInt64(),9}");

    private static string Number(JsonElement of, string field) => of.GetProperty(field).GetDecimal().ToString("0.######", CultureInfo.InvariantCulture);
}
