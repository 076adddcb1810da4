using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tactus.Browser.Tests;

/// <summary>What the application says of itself in its sources: which pages it has, and in which words.</summary>
internal static partial class PageList
{
    /// <summary>Every address pattern that the application answers with a page of its own, such as <c>/orders/:no</c>.</summary>
    internal static IReadOnlyList<string> Patterns { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Site.Sources, "src")).Select(area => Path.Combine(area, "pages.ts")).Where(File.Exists)
            .Append(Path.Combine(Site.Sources, "src", "app", "routes.tsx"))
            .SelectMany(file => PathOf().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>The texts of a language by key, with the area before the colon.</summary>
    internal static Dictionary<string, string> Texts(string language)
    {
        var texts = new Dictionary<string, string>();
        foreach (var file in Directory.GetFiles(Path.Combine(Site.Sources, "src", "texts", language), "*.json"))
            Gather(Path.GetFileNameWithoutExtension(file) + ":", JsonDocument.Parse(File.ReadAllText(file)).RootElement, texts);
        return texts;
    }

    private static void Gather(string key, JsonElement value, Dictionary<string, string> texts)
    {
        if (value.ValueKind == JsonValueKind.String) texts[key] = value.GetString()!;
        else
            foreach (var part in value.EnumerateObject()) Gather(key.EndsWith(':') ? key + part.Name : $"{key}.{part.Name}", part.Value, texts);
    }

    [GeneratedRegex(@"\bpath: '(/[^']*)'")]
    private static partial Regex PathOf();
}
