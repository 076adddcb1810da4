using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tactus.Platform;

/// <summary>The one way Tactus reads and writes JSON: camelCase, unknown and doubled fields refused, times with an offset.</summary>
public static class TactusJson
{
    /// <summary>Shared by the interface, the messages, the receipts and the ledger.</summary>
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    /// <summary>Brings other options into line.</summary>
    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.PropertyNameCaseInsensitive = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
        options.MaxDepth = 32;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new UtcConverter());
        return options;
    }

    /// <summary>A field path as JSON names it.</summary>
    public static string Camel(string path)
    {
        if (Names.TryGetValue(path, out var known)) return known;
        var name = string.Join('.', path.Split('.').Select(JsonNamingPolicy.CamelCase.ConvertName));
        // Properties and the values of enumerations are few; a path with an index in it could be any number of them.
        if (Names.Count < MostNames) Names[path] = name;
        return name;
    }

    /// <summary>A value of an enumeration as JSON names it.</summary>
    public static string Word<T>(T value) where T : struct, Enum => Camel(Enum.GetName(value) ?? value.ToString());

    private const int MostNames = 5_000;
    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);

    private sealed class UtcConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            // Without an offset nobody can know which instant is meant.
            if (text is null || text.Length < 17 || !(text.EndsWith('Z') || text[^6] is '+' or '-')
                || !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
                throw new JsonException("A time is ISO 8601 with its offset, for example 2026-03-02T14:05:00Z or 2026-03-02T15:05:00+01:00.");
            var utc = time.UtcDateTime;
            return utc.AddTicks(-(utc.Ticks % 10));
        }

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue((value.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(value, DateTimeKind.Utc) : value.ToUniversalTime())
                .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture));
    }
}
