using System.Text.Json.Nodes;

namespace Tactus.Connectors.Files;

/// <summary>What an expression sees: the row, its group, other sources, answers of earlier steps; and where faults go.</summary>
internal sealed class Scope(string step, Row row, IReadOnlyList<Row>? group, Sources sources, ICollection<Fault> faults)
{
    internal Row Row { get; } = row;

    internal IReadOnlyList<Row> Group => group ?? [Row];

    internal bool Grouped => group is not null;

    internal Sources Sources { get; } = sources;

    /// <summary>Replay: what the commands of earlier steps answered for this row.</summary>
    internal IReadOnlyDictionary<string, JsonNode?>? Answers { get; init; }

    /// <summary>Replay before posting: answers are not there yet, and that is no fault.</summary>
    internal bool Rehearsing { get; init; }

    /// <summary>Whether anything was wrong so far; the body must then not be posted.</summary>
    internal bool Failed { get; private set; }

    internal Scope At(Row other) => new(step, other, null, Sources, new Relay(this)) { Answers = Answers, Rehearsing = Rehearsing };

    internal object? Refuse(string? column, string? value, string code, string sentence)
    {
        Failed = true;
        faults.Add(new Fault(step, Row.File, Row.Number, column, Fault.Short(value), code, sentence));
        return null;
    }

    // Faults in a row of the group or of a looked-up source make the body unusable too.
    private sealed class Relay(Scope outer) : System.Collections.ObjectModel.Collection<Fault>
    {
        protected override void InsertItem(int index, Fault item)
        {
            outer.Failed = true;
            outer.Add(item);
        }
    }

    private void Add(Fault fault) => faults.Add(fault);
}
