using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Tactus.Platform.Http;

/// <summary>Reads a request strictly, and says what is wrong and where.</summary>
internal static class RequestBody
{
    internal static async Task<Outcome<T>> Read<T>(HttpContext http)
    {
        if (http.Request.ContentLength > Api.LargestBody) return TooLarge();
        var type = http.Request.ContentType ?? "";
        if (!type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            return new Refusal("content-type", "Send JSON with Content-Type: application/json.", RefusalKind.Malformed);
        if (type.Contains("charset", StringComparison.OrdinalIgnoreCase) && !type.Contains("utf-8", StringComparison.OrdinalIgnoreCase))
            return new Refusal("encoding", "Send JSON in UTF-8.", RefusalKind.Malformed);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = Api.LargestBody;
        using var memory = new MemoryStream();
        try
        {
            await http.Request.Body.CopyToAsync(memory, http.RequestAborted);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return TooLarge();
        }
        if (memory.Length > Api.LargestBody) return TooLarge();
        return Parse<T>(memory.GetBuffer().AsMemory(0, (int)memory.Length));
    }

    internal static Outcome<T> Parse<T>(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty) return new Refusal("body-missing", "The request has no body; send a JSON object.", RefusalKind.Malformed);
        if (!System.Text.Unicode.Utf8.IsValid(json.Span)) return new Refusal("encoding", "The body is not valid UTF-8.", RefusalKind.Malformed);
        try
        {
            if (JsonScan.Fault(json.Span) is { } odd) return At(odd.Code, odd.Path, odd.Sentence);
            return JsonSerializer.Deserialize<T>(json.Span, TactusJson.Options) is { } value
                ? value
                : new Refusal("body-missing", "The body is null; send a JSON object.", RefusalKind.Malformed);
        }
        catch (JsonException e)
        {
            return Malformed(e);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: valid JSON by its grammar, but no text.
            return new Refusal("encoding", "The body holds a \\u escape that is half a character; send whole characters.", RefusalKind.Malformed);
        }
    }

    private static Refusal Malformed(JsonException e)
    {
        var path = e.Path is null or "$" ? "" : e.Path.TrimStart('$', '.');
        if (e.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal))
        {
            // The serializer names the parent's path; the field itself is in the message only.
            var field = e.Message.Split('\'') is [_, var name, ..] ? name : "";
            var full = path.EndsWith(field, StringComparison.Ordinal) ? path : path.Length == 0 ? field : path + "." + field;
            return At("field-unknown", full, $"There is no field '{full}'. See /openapi/v1.json for what may be sent.");
        }
        if (e.Message.Contains("missing required", StringComparison.Ordinal))
        {
            var fields = e.Message.Split('\'').Where((_, i) => i % 2 == 1).Skip(1).ToArray();
            return new Refusal("field-missing", $"These fields are missing: {string.Join(", ", fields)}.", RefusalKind.Malformed,
                fields.ToDictionary(field => path.Length == 0 ? field : path + "." + field, field => (string[])["This field is required."]));
        }
        if (e.Message.StartsWith("A time is", StringComparison.Ordinal)) return At("time-format", path, e.Message);
        var where = path.Length == 0
            ? string.Create(CultureInfo.InvariantCulture, $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}")
            : $"field '{path}'";
        return At(path.Length == 0 ? "json-malformed" : "field-malformed", path, $"The JSON can't be read at {where}: check the kind of value and the commas and quotes around it.");
    }

    private static Refusal At(string code, string path, string sentence) => new(code, sentence, RefusalKind.Malformed,
        path.Length == 0 ? null : new Dictionary<string, string[]> { [path] = [sentence] });

    private static Refusal TooLarge() => new("body-too-large", $"A request holds at most {Api.LargestBody / 1024} KiB; send several.", RefusalKind.Malformed)
    {
        Details = StatusCodes.Status413PayloadTooLarge,
    };
}
