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
            var place = fault.Path is { Length: > 0 } path ? path : "$";
            var line = fault.LineNumber is { } number ? $", line {number + 1}" : "";
            return Refusal.Field("table-json", place, $"The table can't be read at {place}{line}: {Short(fault.Message)}");
        }
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

    /// <summary>The serializer repeats the place at the end of its message; once is enough.</summary>
    private static string Short(string message) => message.IndexOf(" Path:", StringComparison.Ordinal) is > 0 and var end ? message[..end] : message;
}
