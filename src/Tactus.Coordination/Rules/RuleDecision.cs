namespace Tactus.Coordination.Rules;

/// <summary>What came out.</summary>
internal enum DecisionKind
{
    /// <summary>At least one row fits and the policy is content.</summary>
    Decided,
    /// <summary>No row fits.</summary>
    NoRow,
    /// <summary>Not evaluated: an input is missing that a row still needs.</summary>
    Blocked,
    /// <summary>A fault of the table: only one row may fit, and more do.</summary>
    SeveralRows,
}

/// <summary>A row that was kept, with what it says.</summary>
/// <param name="Outcomes">By outcome column; a column the row says nothing about is left out.</param>
internal sealed record KeptRow(string Id, IReadOnlyDictionary<string, RuleValue> Outcomes);

/// <summary>The answer of a table, with all that is needed to explain it later.</summary>
/// <param name="Matched">Rows that fit, also those that the policy does not keep.</param>
/// <param name="Kept">What holds: one row, or under "collect" all that fit. Empty unless it is decided.</param>
/// <param name="Missing">Names of the inputs that are missing; empty unless it is blocked.</param>
/// <param name="Waiting">Rows that could still fit once the missing inputs are known.</param>
/// <param name="Sentence">For the person.</param>
internal sealed record RuleDecision(
    string Table, int Version, DecisionKind Kind, IReadOnlyList<string> Matched, IReadOnlyList<KeptRow> Kept, IReadOnlyList<string> Missing,
    IReadOnlyList<string> Waiting, string Sentence)
{
    /// <summary>What the kept row says in a column, or null: nothing is decided, or nothing is said.</summary>
    internal RuleValue? Value(string outcome) => Kept.Count > 0 && Kept[0].Outcomes.TryGetValue(outcome, out var value) ? value : null;

    internal static RuleDecision Of(ReadyTable table, IReadOnlyList<ReadyRow> matched, IReadOnlyList<string> waiting, IReadOnlyList<string> missing)
    {
        var written = table.Written;
        var name = $"Table {written.Name} version {written.Version}";
        if (waiting.Count > 0)
            return Make(DecisionKind.Blocked, [], $"{name} was not evaluated: {string.Join(", ", missing)} {(missing.Count == 1 ? "is" : "are")} missing, and "
                + $"{Rows(waiting)} {(waiting.Count == 1 ? "needs" : "need")} {(missing.Count == 1 ? "it" : "them")}.");
        if (matched.Count == 0) return Make(DecisionKind.NoRow, [], $"{name} has no row that fits.");
        if (written.HitPolicy == HitPolicy.Unique && matched.Count > 1)
            return Make(DecisionKind.SeveralRows, [], $"{name} allows one row, and {Rows(matched.Select(row => row.Id))} fit.");
        KeptRow[] kept = [.. (written.HitPolicy == HitPolicy.Collect ? matched : matched.Take(1)).Select(row => Keep(written, row))];
        return Make(DecisionKind.Decided, kept, $"{name} decided by {Rows(kept.Select(row => row.Id))}: {string.Join("; ", kept.Select(Words))}.");

        RuleDecision Make(DecisionKind kind, IReadOnlyList<KeptRow> rows, string sentence) =>
            new(written.Name, written.Version, kind, [.. matched.Select(row => row.Id)], rows, kind == DecisionKind.Blocked ? missing : [], waiting, sentence);
    }

    /// <summary>What a kept row says, in the order of the columns: <c>role = shiftLead, step = page</c>.</summary>
    internal static string Words(KeptRow row) =>
        row.Outcomes.Count == 0 ? "nothing is said" : string.Join(", ", row.Outcomes.Select(outcome => $"{outcome.Key} = {outcome.Value}"));

    private static KeptRow Keep(DecisionTable written, ReadyRow row)
    {
        var outcomes = new Dictionary<string, RuleValue>(StringComparer.Ordinal);
        for (var i = 0; i < written.Outcomes.Count; i++)
            if (row.Outcomes[i] is { } value) outcomes[written.Outcomes[i].Name] = value;
        return new(row.Id, outcomes);
    }

    private static string Rows(IEnumerable<string> ids)
    {
        string[] all = [.. ids];
        var shown = string.Join(", ", all.Take(5));
        return all.Length == 1 ? $"row {shown}" : all.Length <= 5 ? $"rows {shown}" : $"rows {shown} and {all.Length - 5} more";
    }
}
