using Tactus.Platform;

namespace Tactus.Coordination.Rules;

/// <summary>A case of the past with the inputs as they were when it was decided.</summary>
internal sealed record RecordedCase(string CaseId, IReadOnlyDictionary<string, RuleValue> Inputs);

/// <summary>A case that the new table answers otherwise.</summary>
/// <param name="Before">The old table's answer in words.</param>
/// <param name="After">The new table's answer in words.</param>
internal sealed record ChangedDecision(
    string CaseId, string Before, string After, IReadOnlyList<string> RowsBefore, IReadOnlyList<string> RowsAfter, string SentenceBefore, string SentenceAfter);

/// <summary>How often one answer became another.</summary>
internal sealed record ChangeCount(string Before, string After, int Cases);

/// <summary>What a new table would have changed.</summary>
/// <param name="Cases">How many were replayed; the same and the changed together.</param>
/// <param name="Counts">Each kind of change, the most frequent first.</param>
/// <param name="Changed">In the order of the cases.</param>
/// <param name="BlockedBefore">Cases the old table could not evaluate.</param>
/// <param name="BlockedAfter">Cases the new table cannot evaluate.</param>
internal sealed record ReplayReport(
    int Cases, int Same, IReadOnlyList<ChangeCount> Counts, IReadOnlyList<ChangedDecision> Changed, int BlockedBefore, int BlockedAfter);

/// <summary>
/// Puts recorded cases to two tables. Only what they say is compared: a case decided alike by a row of another name has not changed. The
/// answers depend on nothing but the inputs, so a replay gives the same report each time.
/// </summary>
internal static class Replay
{
    internal static ReplayReport Compare(ReadyTable before, ReadyTable after, IEnumerable<RecordedCase> cases)
    {
        var changed = new List<ChangedDecision>();
        int all = 0, blockedBefore = 0, blockedAfter = 0;
        foreach (var each in cases)
        {
            all++;
            var (was, becomes) = (Answer.Of(before, each), Answer.Of(after, each));
            if (was.Blocked) blockedBefore++;
            if (becomes.Blocked) blockedAfter++;
            if (was.Words != becomes.Words) changed.Add(new(each.CaseId, was.Words, becomes.Words, was.Rows, becomes.Rows, was.Sentence, becomes.Sentence));
        }
        ChangeCount[] counts =
        [
            .. changed.GroupBy(change => (change.Before, change.After)).Select(group => new ChangeCount(group.Key.Before, group.Key.After, group.Count()))
                .OrderByDescending(count => count.Cases).ThenBy(count => count.Before, StringComparer.Ordinal).ThenBy(count => count.After, StringComparer.Ordinal),
        ];
        return new(all, all - changed.Count, counts, changed, blockedBefore, blockedAfter);
    }

    private sealed record Answer(string Words, IReadOnlyList<string> Rows, bool Blocked, string Sentence)
    {
        internal static Answer Of(ReadyTable table, RecordedCase recorded)
        {
            var answer = table.Evaluate(recorded.Inputs);
            if (answer.Refusal is { } refusal) return new($"refused: {refusal.Code}", [], false, refusal.Sentence);
            var decision = answer.Value;
            var words = decision.Kind switch
            {
                // Rows and columns may have been moved about; what is said is put into one order before it is compared.
                DecisionKind.Decided => string.Join("; ", decision.Kept.Select(Said).Order(StringComparer.Ordinal)),
                DecisionKind.NoRow => "no row fits",
                DecisionKind.Blocked => $"not evaluated: {string.Join(", ", decision.Missing)} missing",
                _ => "several rows fit",
            };
            return new(words, [.. decision.Kept.Select(row => row.Id)], decision.Kind == DecisionKind.Blocked, decision.Sentence);
        }

        private static string Said(KeptRow row) =>
            RuleDecision.Words(row with { Outcomes = row.Outcomes.OrderBy(outcome => outcome.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal) });
    }
}
