using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Tactus.Connectors.Files;

/// <summary>Values as JSON, the same bytes for the same values whenever they are made.</summary>
internal static class Body
{
    internal static byte[] Json(object? value, Guid? id = null)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            if (value is IReadOnlyDictionary<string, object?> fields && id is { } key)
            {
                writer.WriteStartObject();
                writer.WriteString("id", key);
                foreach (var (name, field) in fields) Property(writer, name, field);
                writer.WriteEndObject();
            }
            else
            {
                Write(writer, value);
            }
        }
        return stream.ToArray();
    }

    internal static string Text(object value) => value switch
    {
        string text => text,
        decimal number => number.ToString("0.######", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        _ => Encoding.UTF8.GetString(Json(value)),
    };

    private static void Property(Utf8JsonWriter writer, string name, object? value)
    {
        writer.WritePropertyName(name);
        Write(writer, value);
    }

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case decimal number:
                writer.WriteRawValue(number.ToString("0.############", CultureInfo.InvariantCulture));
                break;
            case IReadOnlyDictionary<string, object?> fields:
                writer.WriteStartObject();
                foreach (var (name, field) in fields) Property(writer, name, field);
                writer.WriteEndObject();
                break;
            case IReadOnlyList<object?> list:
                writer.WriteStartArray();
                foreach (var item in list) Write(writer, item);
                writer.WriteEndArray();
                break;
            default:
                writer.WriteStringValue(Text(value));
                break;
        }
    }
}
