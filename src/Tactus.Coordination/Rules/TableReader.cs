using Tactus.Platform;

namespace Tactus.Coordination.Rules;

/// <summary>Makes a table ready: every cell, outcome and expression is read once, and the first fault is refused with its place.</summary>
internal sealed class TableReader(DecisionTable written)
{
    private const int MostColumns = 30;
    private const int MostRows = 300;

    private readonly Dictionary<string, RuleColumn> columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Cell> allowed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Expression> expressions = new(StringComparer.Ordinal);

    internal Outcome<ReadyTable> Read()
    {
        if (Head() is { } head) return head;
        var outcomes = new Dictionary<string, Cell>(StringComparer.Ordinal);
        if (Columns(written.Conditions, "conditions", columns, allowed) is { } conditions) return conditions;
        if (Columns(written.Inputs, "inputs", columns, allowed) is { } inputs) return inputs;
        if (Columns(written.Outcomes, "outcomes", [], outcomes) is { } said) return said;
        if (Derived() is { } derived) return derived;
        var rows = new List<ReadyRow>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < written.Rows.Count; i++)
        {
            if (Row(i, ids, outcomes) is var row && row.Refusal is { } refusal) return refusal;
            rows.Add(row.Value);
        }
        return new ReadyTable(written, rows, columns, allowed, expressions);
    }

    private Refusal? Head()
    {
        if (string.IsNullOrWhiteSpace(written.Name) || written.Name.Length > 60) return Refusal.Field("table-name", "name", "Give the table a name of at most 60 characters.");
        if (written.Version < 1) return Refusal.Field("table-version", "version", "Versions are counted from 1.");
        if (!Enum.IsDefined(written.HitPolicy)) return Refusal.Field("table-policy", "hitPolicy", "The hit policy is unique, priority or collect.");
        if (written.Conditions.Count is 0 or > MostColumns) return Refusal.Field("table-columns", "conditions", $"A table has 1 to {MostColumns} condition columns.");
        if (written.Outcomes.Count is 0 or > MostColumns) return Refusal.Field("table-columns", "outcomes", $"A table has 1 to {MostColumns} outcome columns.");
        if (written.Inputs.Count > MostColumns) return Refusal.Field("table-columns", "inputs", $"A table has at most {MostColumns} further inputs.");
        if (written.Derived.Count > MostColumns) return Refusal.Field("table-columns", "derived", $"A table has at most {MostColumns} derived inputs.");
        return written.Rows.Count is 0 or > MostRows ? Refusal.Field("table-rows", "rows", $"A table has 1 to {MostRows} rows.") : null;
    }

    private static Refusal? Columns(IReadOnlyList<RuleColumn> list, string part, Dictionary<string, RuleColumn> into, Dictionary<string, Cell> bounds)
    {
        for (var i = 0; i < list.Count; i++)
        {
            var (column, field) = (list[i], $"{part}[{i}]");
            if (!ExpressionReader.IsName(column.Name))
                return Refusal.Field("column-name", $"{field}.name",
                    $"\"{column.Name}\" can't name a column; use letters, digits and underscores, a letter first, and none of the words of expressions.");
            if (!into.TryAdd(column.Name, column)) return Refusal.Field("column-twice", $"{field}.name", $"There are two columns {column.Name}.");
            if (Shape(column, field) is { } shape) return shape;
            if (column.Allowed is null) continue;
            var cell = CellReader.Read(column, column.Allowed, "What is allowed", $"{field}.allowed");
            if (cell.Refusal is { } refusal) return refusal;
            bounds[column.Name] = cell.Value;
        }
        return null;
    }

    private static Refusal? Shape(RuleColumn column, string field)
    {
        if (!Enum.IsDefined(column.Type)) return Refusal.Field("column-type", $"{field}.type", $"{column.Name} has no type that Tactus knows.");
        if (column.Type == RuleType.Choice ? column.Values is null or { Count: 0 } : column.Values is not null)
            return Refusal.Field("column-values", $"{field}.values", column.Type == RuleType.Choice
                ? $"List the values that {column.Name} can have." : $"Only a choice lists its values; {column.Name} holds {ValueReader.Kind(column)}.");
        if (column.Values is { } values && values.GroupBy(value => value, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return Refusal.Field("column-values", $"{field}.values", $"{column.Name} lists {twice.Key} twice.");
        if (column.Type != RuleType.Number && (column.Unit is not null || column.Whole))
            return Refusal.Field("column-unit", $"{field}.unit", $"Only a number has a unit or is whole; {column.Name} holds {ValueReader.Kind(column)}.");
        if (column.Unit is { } unit && (unit.Length is 0 or > 20 || unit != unit.Trim() || char.IsAsciiDigit(unit[0]) || unit.Any(letter => RuleValue.Signs.Contains(letter) || letter == '.')))
            return Refusal.Field("column-unit", $"{field}.unit", $"\"{unit}\" can't be a unit; use for example kg, pcs or %.");
        return null;
    }

    private Refusal? Derived()
    {
        var known = new Dictionary<string, Expression>(StringComparer.Ordinal);
        var names = written.Derived.Select(each => each.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var column in columns.Values)
            if (!names.Contains(column.Name)) known[column.Name] = Expression.Input(column);
        for (var i = 0; i < written.Derived.Count; i++)
        {
            var (derived, field) = (written.Derived[i], $"derived[{i}]");
            if (!ExpressionReader.IsName(derived.Name))
                return Refusal.Field("column-name", $"{field}.name", $"\"{derived.Name}\" can't name an input; use letters, digits and underscores, a letter first.");
            if (expressions.ContainsKey(derived.Name)) return Refusal.Field("column-twice", $"{field}.name", $"{derived.Name} is derived twice.");
            if (written.Inputs.Any(input => input.Name == derived.Name)) return Refusal.Field("column-twice", $"{field}.name", $"{derived.Name} is an input and derived, too.");
            var read = ExpressionReader.Read(derived.Name, derived.Expression, known.GetValueOrDefault, columns.GetValueOrDefault, $"{field}.expression");
            if (read.Refusal is { } refusal) return refusal;
            var expression = read.Value;
            if (columns.TryGetValue(derived.Name, out var column))
            {
                if (expression.Measure != Measure.Of(column))
                    return Refusal.Field("expression-unit", $"{field}.expression", $"Derived input {derived.Name} gives {expression.Measure}, and its column holds {ValueReader.Kind(column)}.");
                if (column.Whole && !expression.Whole)
                    return Refusal.Field("expression-whole", $"{field}.expression", $"Column {derived.Name} counts in whole numbers, and its expression can give others.");
            }
            expressions[derived.Name] = expression;
            known[derived.Name] = Expression.Derived(derived.Name, expression);
        }
        return null;
    }

    private Outcome<ReadyRow> Row(int index, HashSet<string> ids, Dictionary<string, Cell> bounds)
    {
        var (row, field) = (written.Rows[index], $"rows[{index}]");
        if (string.IsNullOrWhiteSpace(row.Id) || row.Id.Length > 40) return Refusal.Field("row-id", $"{field}.id", $"The {index + 1}. row needs a name of at most 40 characters.");
        if (!ids.Add(row.Id)) return Refusal.Field("row-twice", $"{field}.id", $"There are two rows {row.Id}.");
        if (row.Cells.Count != written.Conditions.Count)
            return Refusal.Field("row-cells", $"{field}.cells", $"Row {row.Id} has {row.Cells.Count} cells and the table {written.Conditions.Count} condition columns.");
        if (row.Outcomes.Count != written.Outcomes.Count)
            return Refusal.Field("row-cells", $"{field}.outcomes", $"Row {row.Id} has {row.Outcomes.Count} outcomes and the table {written.Outcomes.Count} outcome columns.");
        var cells = new Cell[row.Cells.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = CellReader.Read(written.Conditions[i], row.Cells[i], $"Row {row.Id}", $"{field}.cells[{i}]");
            if (cell.Refusal is { } refusal) return refusal;
            cells[i] = cell.Value;
        }
        var outcomes = new RuleValue?[row.Outcomes.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (row.Outcomes[i].AsSpan().Trim() is "-") continue;
            var (column, place) = (written.Outcomes[i], $"{field}.outcomes[{i}]");
            var value = CellReader.ReadValue(column, row.Outcomes[i], $"Row {row.Id}", place);
            if (value.Refusal is { } refusal) return refusal;
            // A value that no list has is a finding of the check; one that can't be at all is refused here.
            if (InputRules.Fault(column with { Values = null }, bounds.GetValueOrDefault(column.Name, Cell.Any), value.Value) is { } fault)
                return Refusal.Field(fault.Code, place, $"Row {row.Id}, column {column.Name}: {fault.Sentence}");
            outcomes[i] = value.Value;
        }
        return new ReadyRow(row.Id, cells, outcomes);
    }
}
