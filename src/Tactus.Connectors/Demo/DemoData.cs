using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tactus.Connectors.Files;
using Tactus.Platform;

namespace Tactus.Connectors.Demo;

/// <summary>One body of the demo plant's data and the path it is posted to.</summary>
internal sealed record DemoPost(string Path, byte[] Body);

/// <summary>
/// The demo plant as files in this folder's Data: lists of bodies by path. A text such as <c>start-36h</c> or <c>day+3d</c> in them is a
/// time or day counted from the plant's first start.
/// </summary>
internal static partial class DemoData
{
    internal static readonly string[] Files = ["plant", "people", "items", "methods", "partners", "orders"];

    /// <summary>The bodies of a file, each with an identifier that is the same on every start.</summary>
    /// <param name="startUtc">The plant's first start.</param>
    internal static IEnumerable<DemoPost> Posts(string file, DateTime startUtc)
    {
        foreach (var block in Json(file).AsArray())
        {
            var path = block!["post"]!.GetValue<string>();
            var number = 0;
            foreach (var body in block["bodies"]!.AsArray())
            {
                var timed = Timed(body!, startUtc).AsObject();
                var hash = Keys.Hash(Encoding.UTF8.GetBytes(timed.ToJsonString()));
                timed["id"] = Keys.Of("demo", file, $"{path}#{number++}", hash, 1).ToString();
                yield return new DemoPost(path, Encoding.UTF8.GetBytes(timed.ToJsonString(TactusJson.Options)));
            }
        }
    }

    internal static JsonNode Json(string file)
    {
        using var stream = typeof(DemoData).Assembly.GetManifestResourceStream($"Demo.{file}.json")!;
        return JsonNode.Parse(stream)!;
    }

    private static JsonNode Timed(JsonNode node, DateTime startUtc) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, field.Value is null ? null : Timed(field.Value, startUtc))!)),
        JsonArray list => new JsonArray([.. list.Select(each => Timed(each!, startUtc))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && Relative().Match(value.GetValue<string>()) is { Success: true } match => Time(match, startUtc),
        _ => node.DeepClone(),
    };

    private static string Time(Match match, DateTime startUtc)
    {
        var number = int.Parse(match.Groups[2].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var time = startUtc + (match.Groups[3].Value == "d" ? TimeSpan.FromDays(number) : TimeSpan.FromHours(number));
        return match.Groups[1].Value == "day"
            ? time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^(start|day)([+-]\d+)([dh])$")]
    private static partial Regex Relative();
}
