using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tactus.Scheduling.Formats;

/// <summary>Reads JSON field by field, and says of everything that is not as it should be in which line and column it is.</summary>
internal ref struct JsonInput
{
    internal const int MaxBytes = 1 << 29;
    internal const int MaxItems = 5_000_000;

    private readonly ReadOnlySpan<byte> data;
    private readonly List<string> seen = [];
    private Utf8JsonReader json;
    private string field = "the document";

    internal JsonInput(ReadOnlySpan<byte> utf8)
    {
        data = utf8.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? utf8[3..] : utf8;
        json = new(data, new JsonReaderOptions { MaxDepth = 32 });
        if (data.Length > MaxBytes) throw new FormatFaultException(1, 1, $"The file has more than {MaxBytes >> 20} MB.");
        if (data.Trim((ReadOnlySpan<byte>)[(byte)' ', (byte)'\n', (byte)'\r', (byte)'\t']).Length == 0) throw new FormatFaultException(1, 1, "The file is empty.");
        Next();
    }

    /// <summary>Seconds count from here; null: times can only be numbers.</summary>
    internal DateTimeOffset? Origin { get; set; }

    internal readonly JsonTokenType Kind => json.TokenType;

    /// <summary>Where the value is that was read last; for faults that are only found later.</summary>
    internal readonly long Here => json.TokenStartIndex;

    /// <summary>An object whose fields are being read.</summary>
    internal readonly record struct Scope(int Mark, string What, string[] Fields, long Place);

    internal Scope Open(string what, params string[] fields)
    {
        if (json.TokenType != JsonTokenType.StartObject) throw Fault($"{Capital(what)} was expected here, an object: {{ ... }}.");
        return new(seen.Count, what, fields, json.TokenStartIndex);
    }

    /// <summary>Goes to the next field's value; one that is null is as if it were not there. False at the object's end.</summary>
    internal bool Field(in Scope scope, out string name)
    {
        while (true)
        {
            Next();
            if (json.TokenType == JsonTokenType.EndObject)
            {
                seen.RemoveRange(scope.Mark, seen.Count - scope.Mark);
                name = "";
                return false;
            }
            name = String();
            if (Array.IndexOf(scope.Fields, name) < 0)
                throw Fault($"{Capital(scope.What)} has no field '{Short(name)}'. Its fields are {string.Join(", ", scope.Fields)}.");
            if (seen.IndexOf(name, scope.Mark) >= 0) throw Fault($"The field '{name}' is here twice.");
            seen.Add(name);
            field = name;
            Next();
            if (json.TokenType != JsonTokenType.Null) return true;
        }
    }

    /// <summary>Goes to the next field's value, whatever the field is called.</summary>
    internal bool Any(out string name)
    {
        Next();
        name = "";
        if (json.TokenType == JsonTokenType.EndObject) return false;
        name = String();
        field = name;
        Next();
        return true;
    }

    /// <summary>Begins an array.</summary>
    internal readonly void List()
    {
        if (json.TokenType != JsonTokenType.StartArray) throw Fault($"'{field}' is a list: [ ... ].");
    }

    /// <summary>Goes to the next item; false at the array's end.</summary>
    internal bool Item(int count)
    {
        Next();
        if (json.TokenType == JsonTokenType.EndArray) return false;
        return count < MaxItems ? true : throw Fault($"'{field}' has more than {MaxItems} items.");
    }

    internal string Text()
    {
        if (json.TokenType != JsonTokenType.String) throw Fault($"'{field}' is a text, between quotation marks.");
        return String();
    }

    internal readonly bool Truth() => json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw Fault($"'{field}' is true or false."),
    };

    internal readonly long Integer(long least = long.MinValue, long most = long.MaxValue)
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var value) && value >= least && value <= most) return value;
        throw Fault(least == long.MinValue ? $"'{field}' is a whole number." : $"'{field}' is a whole number from {least} to {most}.");
    }

    internal readonly double Number()
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetDouble(out var value) && double.IsFinite(value)) return value;
        throw Fault($"'{field}' is a number.");
    }

    internal readonly decimal Quantity()
    {
        if (json.TokenType == JsonTokenType.Number && json.TryGetDecimal(out var value)) return value;
        throw Fault($"'{field}' is a quantity, a number of up to 28 digits.");
    }

    /// <summary>A moment: whole seconds from the origin, or an ISO 8601 time.</summary>
    internal long Time()
    {
        if (json.TokenType == JsonTokenType.Number) return Integer();
        if (json.TokenType != JsonTokenType.String) throw Fault($"'{field}' is a time: a whole number of time units, or a text such as \"2026-03-02T06:00\".");
        var text = String();
        if (Origin is not { } origin) throw Fault($"'{field}' is a moment, but the problem has no 'origin' (the moment of time 0), so it must be a whole number.");
        return IsoTime.TryMoment(text, origin, out var time) ? time : throw Fault($"'{Short(text)}' is no time such as \"2026-03-02T06:00\" or \"2026-03-02T06:00:00+01:00\", in whole seconds.");
    }

    /// <summary>A length of time: whole time units, or an ISO 8601 duration.</summary>
    internal long Duration()
    {
        if (json.TokenType == JsonTokenType.Number) return Integer();
        if (json.TokenType != JsonTokenType.String) throw Fault($"'{field}' is a duration: a whole number of time units, or a text such as \"PT1H30M\".");
        var text = String();
        return IsoTime.TryDuration(text, out var time) ? time : throw Fault($"'{Short(text)}' is no duration such as \"PT8H\" or \"P1DT30M\", in whole seconds.");
    }

    /// <summary>One of some words.</summary>
    internal T Word<T>(params ReadOnlySpan<(string Word, T Value)> words)
    {
        var text = json.TokenType == JsonTokenType.String ? String() : null;
        var known = new List<string>();
        foreach (var (word, value) in words)
        {
            if (word == text) return value;
            known.Add(word);
        }
        throw Fault($"'{field}' is one of {string.Join(", ", known)}.");
    }

    /// <summary>Text to text, e.g. <c>{ "mould": "A12" }</c>.</summary>
    internal Dictionary<string, string> Map()
    {
        if (json.TokenType != JsonTokenType.StartObject) throw Fault($"'{field}' is an object of texts: {{ \"name\": \"value\" }}.");
        var map = new Dictionary<string, string>();
        var outer = field;
        while (true)
        {
            Next();
            if (json.TokenType == JsonTokenType.EndObject) break;
            var name = String();
            if (map.ContainsKey(name)) throw Fault($"'{Short(name)}' is here twice.");
            field = name;
            Next();
            map.Add(name, Text());
        }
        field = outer;
        return map;
    }

    /// <summary>Passes over a value.</summary>
    internal void Skip()
    {
        try
        {
            json.Skip();
        }
        catch (JsonException e)
        {
            throw Broken(e);
        }
    }

    /// <summary>Nothing may follow the document.</summary>
    internal void End()
    {
        try
        {
            if (json.Read()) throw Fault("Nothing may follow after the end of the document.");
        }
        catch (JsonException e)
        {
            throw Broken(e);
        }
    }

    internal readonly FormatFaultException Missing(in Scope scope, string name) => FaultAt(scope.Place, $"{Capital(scope.What)} needs the field '{name}'.");

    internal readonly FormatFaultException Fault(string sentence) => FaultAt(json.TokenStartIndex, sentence);

    internal readonly FormatFaultException FaultAt(long place, string sentence)
    {
        var before = data[..(int)Math.Min(place, data.Length)];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return new(line, column, sentence);
    }

    internal static string Short(string text) => text.Length <= 60 ? text : text[..57] + "...";

    private void Next()
    {
        try
        {
            if (!json.Read()) throw FaultAt(data.Length, "The file ends too early.");
        }
        catch (JsonException e)
        {
            throw Broken(e);
        }
    }

    private readonly string String()
    {
        try
        {
            return json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Fault("This text is not valid Unicode.");
        }
    }

    /// <summary>A fault of JSON itself, with the reader's sentence without its own way of counting.</summary>
    private readonly FormatFaultException Broken(JsonException fault)
    {
        var line = (int)(fault.LineNumber ?? 0);
        var start = 0;
        for (var i = 0; i < line; i++)
        {
            var end = data[start..].IndexOf((byte)'\n');
            if (end < 0) break;
            start += end + 1;
        }
        var place = Math.Min(data.Length, start + (fault.BytePositionInLine ?? 0));
        var sentence = fault.Message;
        var own = sentence.IndexOf(" LineNumber:", StringComparison.Ordinal);
        if (own > 0) sentence = sentence[..own];
        return FaultAt(place, place >= data.Length ? "The file ends too early, within an object, a list or a text." : $"This is not JSON: {sentence}");
    }

    private static string Capital(string text) => char.ToUpper(text[0], CultureInfo.InvariantCulture) + text[1..];
}
