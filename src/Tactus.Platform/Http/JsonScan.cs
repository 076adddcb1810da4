using System.Globalization;
using System.Text.Json;

namespace Tactus.Platform.Http;

/// <summary>
/// What the serializer lets through and no rule should have to think of: null inside a list, the zero character (PostgreSQL keeps no text
/// with it), texts that no field needs.
/// </summary>
internal static class JsonScan
{
    internal const int LongestText = 10_000;

    /// <summary>The first such fault with its path, or null. Malformed JSON is left to the serializer, which says it better.</summary>
    internal static (string Path, string Code, string Sentence)? Fault(ReadOnlySpan<byte> json)
    {
        try
        {
            return Scan(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static (string Path, string Code, string Sentence)? Scan(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = TactusJson.Options.MaxDepth });
        var path = new Stack<(string Name, int Index)>();
        var name = "";
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    name = reader.ValueSpan.Length <= 100 ? reader.GetString()! : "";
                    if (reader.ValueIsEscaped && name.Contains('\0', StringComparison.Ordinal)) return (At(), "text-invalid", "A field's name can't hold the zero character.");
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    path.Push((name, reader.TokenType == JsonTokenType.StartArray ? 0 : -1));
                    name = "";
                    continue;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    path.Pop();
                    Count();
                    continue;
                case JsonTokenType.Null when path.TryPeek(out var list) && list.Index >= 0:
                    return (At(), "null-in-list", "A list holds no nulls; leave the entry out.");
                case JsonTokenType.String when reader.ValueSpan.Length > LongestText && reader.GetString()!.Length > LongestText:
                    return (At(), "text-too-long", $"A text has at most {LongestText} characters.");
                case JsonTokenType.String when reader.ValueIsEscaped && reader.GetString()!.Contains('\0', StringComparison.Ordinal):
                    return (At(), "text-invalid", "A text can't hold the zero character.");
                default:
                    Count();
                    continue;
            }
        }
        return null;

        void Count()
        {
            if (path.TryPop(out var top)) path.Push(top.Index >= 0 ? (top.Name, top.Index + 1) : top);
        }

        string At()
        {
            var text = "";
            foreach (var (each, index) in path.Reverse())
            {
                if (each.Length > 0) text += text.Length == 0 ? each : "." + each;
                if (index >= 0) text += string.Create(CultureInfo.InvariantCulture, $"[{index}]");
            }
            return name.Length == 0 || (path.TryPeek(out var top) && top.Index >= 0) ? text : text.Length == 0 ? name : text + "." + name;
        }
    }
}
