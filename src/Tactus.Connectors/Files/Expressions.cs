using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tactus.Connectors.Files;

/// <summary>A part of a body: a constant, a list, an object, or an operation whose name begins with $.</summary>
internal abstract class Expression
{
    /// <summary>Text, decimal, bool, DateOnly, DateTime (UTC), list, object; null when there is nothing to send.</summary>
    internal abstract object? Value(Scope scope);

    /// <summary>The column that a field comes from when it is just one, so that a refusal can name it.</summary>
    internal virtual string? Column => null;
}

internal sealed class Constant(object? value) : Expression
{
    internal override object? Value(Scope scope) => value;
}

internal sealed class ListOf(IReadOnlyList<Expression> items) : Expression
{
    internal override object? Value(Scope scope)
    {
        var list = new List<object?>();
        foreach (var item in items)
            if (item.Value(scope) is { } value)
                list.Add(value);
        return list;
    }
}

internal sealed class ObjectOf(IReadOnlyList<Condition>? when, IReadOnlyList<(string Name, Expression Value)> fields) : Expression
{
    internal IReadOnlyList<(string Name, Expression Value)> Fields => fields;

    internal override object? Value(Scope scope)
    {
        if (when is not null && !when.All(condition => condition.Holds(scope))) return null;
        var made = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, field) in fields)
            if (field.Value(scope) is { } value)
                made[name] = value;
        return made;
    }
}

/// <summary>$rows: the same part for every row of the group.</summary>
internal sealed class RowsOf(Expression part) : Expression
{
    internal override object? Value(Scope scope)
    {
        var list = new List<object?>();
        foreach (var row in scope.Group)
            if (part.Value(scope.At(row)) is { } value)
                list.Add(value);
        return list;
    }
}

/// <summary>$template: text from several columns, {column} for each; nothing when one of them is blank.</summary>
internal sealed partial class TemplateOf(string text, string? otherwise) : Expression
{
    internal override object? Value(Scope scope)
    {
        var blank = false;
        var made = Places().Replace(text, place =>
        {
            var column = place.Groups[1].Value;
            if (!scope.Row.Has(column)) scope.Refuse(column, null, "column-missing", $"There is no column '{column}'.");
            var cell = scope.Row[column];
            if (cell.Length == 0) blank = true;
            return cell;
        });
        return blank ? otherwise : made;
    }

    [GeneratedRegex(@"\{([^{}]+)\}")]
    private static partial Regex Places();
}

/// <summary>$lookup: a value from the row of another source that matches.</summary>
internal sealed class LookupOf(string source, IReadOnlyList<string> columns, IReadOnlyList<Expression> values, Expression take, bool first, bool required) : Expression
{
    internal override object? Value(Scope scope)
    {
        var wanted = new string[values.Count];
        for (var i = 0; i < wanted.Length; i++)
        {
            if (values[i].Value(scope) is not { } value) return null;
            wanted[i] = Body.Text(value);
        }
        var found = scope.Sources.Find(source, columns, wanted);
        var what = string.Join(", ", columns.Zip(wanted, (column, value) => $"{column} = {value}"));
        if (found.Count == 0) return required ? scope.Refuse(values[0].Column, wanted[0], "lookup-none", $"The source '{source}' has no row with {what}.") : null;
        if (found.Count > 1 && !first)
            return scope.Refuse(values[0].Column, wanted[0], "lookup-several",
                $"The source '{source}' has {found.Count} rows with {what} (rows {string.Join(", ", found.Select(row => row.Number))}); match on more columns.");
        return take.Value(scope.At(found[0]));
    }
}

/// <summary>$split: a list from one cell, or one of its parts.</summary>
internal sealed class SplitOf(string column, string separator, int? part) : Expression
{
    internal override string? Column => column;

    internal override object? Value(Scope scope)
    {
        if (!scope.Row.Has(column)) return scope.Refuse(column, null, "column-missing", $"There is no column '{column}'.");
        var parts = scope.Row[column].Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return part is { } wanted ? parts.ElementAtOrDefault(wanted - 1) : parts.Select(each => (object?)each).ToList();
    }
}

/// <summary>$sum over the group, $product, $quotient and $difference of several numbers. Exact decimals, rounded to six places at the end.</summary>
internal sealed class NumberOf(NumberOf.Kind kind, IReadOnlyList<Expression> parts) : Expression
{
    internal enum Kind { Sum, Product, Quotient, Difference }

    internal override object? Value(Scope scope)
    {
        decimal? made = null;
        try
        {
            if (kind == Kind.Sum)
            {
                foreach (var row in scope.Group)
                    foreach (var part in parts)
                        if (Number(part.Value(scope.At(row)), scope) is { } value)
                            made = (made ?? 0) + value;
            }
            else
            {
                foreach (var part in parts)
                {
                    if (Number(part.Value(scope), scope) is not { } value) return null;
                    if (made is not null && kind == Kind.Quotient && value == 0)
                        return scope.Refuse(part.Column, "0", "divided-by-zero", "This is divided by and must not be zero.");
                    made = made is null ? value : kind switch { Kind.Product => made * value, Kind.Quotient => made / value, _ => made - value };
                }
            }
        }
        catch (OverflowException)
        {
            return scope.Refuse(null, null, "number-too-large", "The numbers multiply to more than can be kept.");
        }
        return made is { } result ? decimal.Round(result, 6) : null;
    }

    internal static decimal? Number(object? value, Scope scope)
    {
        if (value is decimal number) return number;
        if (value is not null) scope.Refuse(null, Body.Text(value), "number-wanted", "A calculation needs numbers; give the column a type of integer or decimal.");
        return null;
    }
}

/// <summary>$running: how much it is up to and including this row, per group of columns. Only in a source's computed columns.</summary>
internal sealed class RunningOf(Expression part, IReadOnlyList<string> by) : Expression
{
    private readonly Dictionary<string, decimal> totals = new(StringComparer.Ordinal);

    internal override object? Value(Scope scope)
    {
        var key = string.Join('\u001f', by.Select(column => scope.Row[column]));
        var total = totals.GetValueOrDefault(key) + (NumberOf.Number(part.Value(scope), scope) ?? 0);
        totals[key] = total;
        return total;
    }
}

/// <summary>$rowNumber: where the row stands in its file.</summary>
internal sealed class RowNumber : Expression
{
    internal override object? Value(Scope scope) => (decimal)scope.Row.Number;
}

/// <summary>$if: one of two parts.</summary>
internal sealed class Choice(IReadOnlyList<Condition> conditions, Expression then, Expression otherwise) : Expression
{
    internal override object? Value(Scope scope) => conditions.All(condition => condition.Holds(scope)) ? then.Value(scope) : otherwise.Value(scope);
}

/// <summary>$answer: a field of what an earlier step of the same row answered.</summary>
internal sealed class AnswerOf(string step, string field) : Expression
{
    internal override object? Value(Scope scope)
    {
        if (scope.Rehearsing) return "answer";
        if (scope.Answers is null || !scope.Answers.TryGetValue(step, out var answer) || answer?[field] is not { } value)
            return scope.Refuse(null, null, "answer-missing", $"The step '{step}' answered no '{field}' for this row.");
        return value.GetValueKind() switch
        {
            JsonValueKind.Number => value.GetValue<decimal>(),
            JsonValueKind.True or JsonValueKind.False => value.GetValue<bool>(),
            _ => value.ToString(),
        };
    }
}

/// <summary>Whether a row, a part or a step is wanted.</summary>
internal sealed class Condition(Expression value, string kind, IReadOnlyList<string> texts, Expression? limit)
{
    internal bool Holds(Scope scope)
    {
        var found = value.Value(scope);
        var text = found is null ? "" : Body.Text(found);
        return kind switch
        {
            "blank" => text.Length == 0,
            "notBlank" => text.Length > 0,
            "equals" => texts.Contains(text, StringComparer.Ordinal),
            "notEquals" => !texts.Contains(text, StringComparer.Ordinal),
            _ => Compare(scope, found),
        };
    }

    private bool Compare(Scope scope, object? found)
    {
        var other = limit!.Value(scope);
        if (found is null || other is null) return false;
        var order = (found, other) switch
        {
            (decimal left, decimal right) => left.CompareTo(right),
            (DateTime left, DateTime right) => left.CompareTo(right),
            (DateOnly left, DateOnly right) => left.CompareTo(right),
            _ => string.CompareOrdinal(Body.Text(found), Body.Text(other)),
        };
        return kind switch { "atLeast" => order >= 0, "above" => order > 0, "below" => order < 0, _ => order <= 0 };
    }
}
