namespace Tactus.Coordination.Rules;

/// <summary>An example that did not come out as expected.</summary>
internal sealed record ExampleFailure(string Example, string Sentence);

/// <summary>What running a table's examples showed.</summary>
/// <param name="Uncovered">Rows that no example with the expected answer was decided by.</param>
internal sealed record ExampleReport(IReadOnlyList<ExampleFailure> Failures, IReadOnlyList<string> Uncovered)
{
    /// <summary>The table can go live.</summary>
    internal bool Passed => Failures.Count == 0 && Uncovered.Count == 0;
}

/// <summary>Runs the examples that a table carries.</summary>
internal static class TableExamples
{
    internal static ExampleReport Run(ReadyTable table)
    {
        var failures = new List<ExampleFailure>();
        var covered = new HashSet<string>(StringComparer.Ordinal);
        foreach (var example in table.Written.Examples)
        {
            if (Fault(table, example, covered) is { } sentence) failures.Add(new(example.Name, sentence));
        }
        return new(failures, [.. table.Rows.Select(row => row.Id).Where(row => !covered.Contains(row))]);
    }

    private static string? Fault(ReadyTable table, RuleExample example, HashSet<string> covered)
    {
        var inputs = InputRules.Read(table, example.Inputs, $"Example {example.Name}");
        if (inputs.Refusal is { } unread) return unread.Sentence;
        var answer = table.Evaluate(inputs.Value);
        if (answer.Refusal is { } refused) return refused.Sentence;
        var decision = answer.Value;
        if (example.Missing is { } missing)
            return decision.Kind == DecisionKind.Blocked && decision.Missing.SequenceEqual(missing.Order(StringComparer.Ordinal))
                ? null : $"Expected to be blocked for want of {string.Join(", ", missing)}. {decision.Sentence}";
        if (decision.Kind is DecisionKind.Blocked or DecisionKind.SeveralRows) return decision.Sentence;
        if (decision.Kept.Count != example.Expected.Count)
            return $"Expected {Count(example.Expected.Count)}, got {Count(decision.Kept.Count)}. {decision.Sentence}";
        for (var i = 0; i < decision.Kept.Count; i++)
            if (Differs(table, example, i, decision.Kept[i]) is { } differs) return differs;
        foreach (var row in decision.Kept) covered.Add(row.Id);
        return null;
    }

    private static string? Differs(ReadyTable table, RuleExample example, int index, KeptRow row)
    {
        var expected = example.Expected[index];
        foreach (var (name, text) in expected)
        {
            if (table.Written.Outcomes.FirstOrDefault(each => each.Name == name) is not { } column) return $"There is no outcome column {name}.";
            var value = CellReader.ReadValue(column, text, $"Example {example.Name}", name);
            if (value.Refusal is { } refusal) return refusal.Sentence;
            if (!row.Outcomes.TryGetValue(name, out var said)) return $"Expected {name} = {value.Value}; row {row.Id} says nothing about it.";
            if (said != value.Value) return $"Expected {name} = {value.Value}; row {row.Id} says {said}.";
        }
        return row.Outcomes.Keys.FirstOrDefault(name => !expected.ContainsKey(name)) is { } more
            ? $"Expected nothing about {more}; row {row.Id} says {row.Outcomes[more]}." : null;
    }

    private static string Count(int rows) => rows == 0 ? "no row" : rows == 1 ? "one row" : $"{rows} rows";
}
