using Tactus.Platform;

namespace Tactus.Coordination.Rules;

/// <summary>A row that was read.</summary>
/// <param name="Outcomes">Null where the row says nothing.</param>
internal sealed record ReadyRow(string Id, IReadOnlyList<Cell> Cells, IReadOnlyList<RuleValue?> Outcomes);

/// <summary>A table that was read and can decide. It never changes; a new version is a new table.</summary>
internal sealed class ReadyTable
{
    private readonly Dictionary<string, RuleColumn> columns;
    private readonly Dictionary<string, Cell> allowed;

    internal ReadyTable(
        DecisionTable written, IReadOnlyList<ReadyRow> rows, Dictionary<string, RuleColumn> columns, Dictionary<string, Cell> allowed, Dictionary<string, Expression> expressions)
    {
        Written = written;
        Rows = rows;
        this.columns = columns;
        this.allowed = allowed;
        Expressions = expressions;
        Inputs = [.. written.Conditions.Concat(written.Inputs).Where(column => !expressions.ContainsKey(column.Name))];
    }

    /// <summary>As people wrote it.</summary>
    internal DecisionTable Written { get; }

    internal IReadOnlyList<RuleColumn> Conditions => Written.Conditions;

    internal IReadOnlyList<ReadyRow> Rows { get; }

    /// <summary>What has to come from outside.</summary>
    internal IReadOnlyList<RuleColumn> Inputs { get; }

    internal IReadOnlyDictionary<string, Expression> Expressions { get; }

    /// <summary>Reads a table; refuses what is wrong in it with the row, the column and the character.</summary>
    internal static Outcome<ReadyTable> Read(DecisionTable written) => new TableReader(written).Read();

    /// <summary>The condition column or further input of a name.</summary>
    internal RuleColumn? Column(string name) => columns.GetValueOrDefault(name);

    /// <summary>What can occur in a column, as a cell.</summary>
    internal Cell AllowedOf(string name) => allowed.GetValueOrDefault(name, Cell.Any);

    /// <summary>
    /// Decides. An input that a row still needs and that is missing blocks the decision; it is never taken as empty. A row that another cell
    /// excludes already needs nothing more, nor does a row below the one that priority keeps. Inputs that the table does not ask for are left alone.
    /// </summary>
    internal Outcome<RuleDecision> Evaluate(IReadOnlyDictionary<string, RuleValue> inputs)
    {
        foreach (var column in Inputs)
            if (inputs.TryGetValue(column.Name, out var value) && InputRules.Fault(column, AllowedOf(column.Name), value) is { } fault) return fault;

        var scope = new Scope(this, inputs);
        var known = Conditions.Select(column => scope.Of(column.Name)).ToArray();
        var matched = new List<ReadyRow>();
        var missing = new List<string>();
        var waiting = new List<string>();
        foreach (var row in Rows)
        {
            if (Excluded(row, known)) continue;
            var open = Open(row, known);
            if (open.Count == 0)
            {
                matched.Add(row);
                continue;
            }
            if (Written.HitPolicy == HitPolicy.Priority && matched.Count > 0) continue;
            foreach (var each in open)
            {
                if (known[each].Fault is { } fault) return fault with { Sentence = $"Row {row.Id} of table {Written.Name} can't be decided. {fault.Sentence}" };
                missing.AddRange(known[each].Missing);
            }
            waiting.Add(row.Id);
        }
        return RuleDecision.Of(this, matched, waiting, [.. missing.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    private static bool Excluded(ReadyRow row, Known[] known)
    {
        for (var i = 0; i < known.Length; i++)
            if (known[i].Value is { } value && !row.Cells[i].Fits(value)) return true;
        return false;
    }

    /// <summary>Columns that the row asks for and that have no value.</summary>
    private static List<int> Open(ReadyRow row, Known[] known)
    {
        var open = new List<int>();
        for (var i = 0; i < known.Length; i++)
            if (known[i].Value is null && !row.Cells[i].IsAny) open.Add(i);
        return open;
    }
}

/// <summary>Whether a value can be an input of a column.</summary>
internal static class InputRules
{
    internal static Refusal? Fault(RuleColumn column, Cell allowed, RuleValue value)
    {
        if (value.Type != column.Type) return Fault("input-type", $"{column.Name} holds {ValueReader.Kind(column)}; {value} is something else.");
        if (value.Type == RuleType.Number && value.Word != (column.Unit ?? ""))
            return Fault("input-unit", $"{column.Name} {(column.Unit is null ? "has no unit" : $"is in {column.Unit}")}; {value} can't be compared with it.");
        if (column.Whole && decimal.Truncate(value.Amount) != value.Amount) return Fault("input-not-whole", $"{column.Name} is counted in whole numbers; {value} is none.");
        if (column.Values is { } values && !values.Contains(value.Word, StringComparer.Ordinal))
            return Fault("input-unknown", $"{column.Name} is never {value}; it is one of {string.Join(", ", values)}.");
        return allowed.Fits(value) ? null : Fault("input-outside", $"{column.Name} is {value}, and only {allowed} can occur.");

        Refusal Fault(string code, string sentence) => Refusal.Field(code, column.Name, sentence);
    }

    /// <summary>Reads inputs written as a cell would write them.</summary>
    internal static Outcome<IReadOnlyDictionary<string, RuleValue>> Read(ReadyTable table, IReadOnlyDictionary<string, string> written, string place = "Inputs")
    {
        var inputs = new Dictionary<string, RuleValue>(StringComparer.Ordinal);
        foreach (var (name, text) in written)
        {
            if (table.Inputs.FirstOrDefault(column => column.Name == name) is not { } column)
                return Refusal.Field("input-unknown", name, $"{place}: table {table.Written.Name} has no input {name}; it has {string.Join(", ", table.Inputs.Select(each => each.Name))}.");
            var value = CellReader.ReadValue(column, text, place, name);
            if (value.Refusal is { } refusal) return refusal;
            inputs[name] = value.Value;
        }
        return inputs;
    }
}
