using System.Text.Json;
using Tactus.Platform;

namespace Tactus.Coordination.Rules;

/// <summary>
/// The JSON form of a table, for export, import and the database. Its shape is that of <see cref="DecisionTable"/> in camelCase; cells, outcomes
/// and examples are texts as people write them:
/// <code>
/// {
///   "name": "escalate", "version": 1, "hitPolicy": "unique",            unique | priority | collect
///   "inputs": [],                                                       columns that only derived inputs use
///   "derived": [{ "name": "slack", "expression": "due - now" }],
///   "conditions": [{ "name": "slack", "type": "duration",               number | duration | text | choice | yesNo | dateTime
///                    "unit": null, "values": null, "allowed": null, "whole": false }],
///   "outcomes": [{ "name": "role", "type": "choice", "unit": null, "values": ["owner", "shiftLead"], "allowed": null, "whole": false }],
///   "rows": [{ "id": "E1", "cells": [">= 4 h"], "outcomes": ["owner"], "remark": null }],
///   "examples": [{ "name": "a day left", "inputs": { "slack": "1 d" }, "expected": [{ "role": "owner" }], "missing": null }],
///   "effectiveFromUtc": "2026-03-02T06:00:00Z"
/// }
/// </code>
/// unit, values, allowed, whole, remark, missing and effectiveFromUtc can be left out. A field that is not listed is refused with its place.
/// </summary>
internal static class TableJson
{
    private static readonly JsonSerializerOptions Options = new(TactusJson.Options) { WriteIndented = true };

    internal static string Write(DecisionTable table) => JsonSerializer.Serialize(table, Options);

    /// <summary>Reads the form. Whether its cells make sense is for <see cref="ReadyTable.Read"/>.</summary>
    internal static Outcome<DecisionTable> Read(string json)
    {
        try
        {
            if (JsonSerializer.Deserialize<DecisionTable>(json, Options) is not { } table) return Refusal.Field("table-json", "$", "There is no table in this text.");
            return Null(table) is { } place ? Refusal.Field("table-json", place, $"{place} is null; leave it out.") : table;
        }
        catch (JsonException fault)
        {
            return Unreadable(fault);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: valid JSON by its grammar, but no text.
            return Refusal.Field("table-json", "$", "The text holds a \\u escape that is half a character; write whole characters.");
        }
    }

    private static Refusal Unreadable(JsonException fault)
    {
        var path = fault.Path is null or "$" ? "" : fault.Path.TrimStart('$', '.');
        string[] named = [.. fault.Message.Split('\'').Where((_, i) => i % 2 == 1)];
        if (fault.Message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) && named is [var field, ..])
        {
            // The serializer names the place of the object; the field itself is in its message only.
            var place = path.Length == 0 ? field : path.EndsWith(field, StringComparison.Ordinal) ? path : $"{path}.{field}";
            return Refusal.Field("field-unknown", place, $"There is no field {place} in a table; look at its spelling.");
        }
        if (fault.Message.Contains("missing required", StringComparison.Ordinal) && named.Length > 1)
            return Refusal.Field("field-missing", path, $"{(path.Length == 0 ? "The table" : path)} lacks {string.Join(", ", named.Skip(1))}.");
        return Refusal.Field("table-json", path,
            $"The table can't be read at {(path.Length == 0 ? "" : $"{path}, ")}line {fault.LineNumber + 1}, "
            + $"byte {fault.BytePositionInLine + 1}: look at the kind of value and at the commas and quotation marks around it.");
    }

    /// <summary>The serializer lets nulls into lists; the first place of one.</summary>
    private static string? Null(DecisionTable table) =>
        In(table.Inputs, "inputs") ?? In(table.Derived, "derived") ?? In(table.Conditions, "conditions") ?? In(table.Outcomes, "outcomes") ?? In(table.Rows, "rows")
        ?? In(table.Examples, "examples")
        ?? First(table.Conditions, "conditions", column => In(column.Values, "values")) ?? First(table.Inputs, "inputs", column => In(column.Values, "values"))
        ?? First(table.Outcomes, "outcomes", column => In(column.Values, "values"))
        ?? First(table.Rows, "rows", row => In(row.Cells, "cells") ?? In(row.Outcomes, "outcomes"))
        ?? First(table.Examples, "examples", example => In([.. example.Inputs.Values], "inputs") ?? In(example.Expected, "expected") ?? In(example.Missing, "missing")
            ?? First(example.Expected, "expected", said => said.ContainsValue(null!) ? "a value" : null));

    private static string? In<T>(IReadOnlyList<T>? list, string name)
    {
        for (var i = 0; i < list?.Count; i++)
            if (list[i] is null) return $"{name}[{i}]";
        return null;
    }

    private static string? First<T>(IReadOnlyList<T> list, string name, Func<T, string?> find)
    {
        for (var i = 0; i < list.Count; i++)
            if (find(list[i]) is { } place) return $"{name}[{i}].{place}";
        return null;
    }

    private static bool ContainsValue(this IReadOnlyDictionary<string, string> said, string value) => said.Values.Any(each => each == value);
}
