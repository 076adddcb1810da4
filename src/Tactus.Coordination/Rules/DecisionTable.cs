namespace Tactus.Coordination.Rules;

/// <summary>What a column holds.</summary>
internal enum RuleType
{
    /// <summary>A number, with a unit or without.</summary>
    Number,
    /// <summary>A length of time: seconds, minutes, hours, days of 24 hours. Working time is not meant.</summary>
    Duration,
    /// <summary>Any text.</summary>
    Text,
    /// <summary>One of the column's listed values.</summary>
    Choice,
    /// <summary>True or false.</summary>
    YesNo,
    /// <summary>An instant, in UTC.</summary>
    DateTime,
}

/// <summary>What holds when more than one row fits.</summary>
internal enum HitPolicy
{
    /// <summary>At most one row may fit; two are a fault.</summary>
    Unique,
    /// <summary>Rows stand in the order of their priority; the first that fits is kept. (DMN calls it "first".)</summary>
    Priority,
    /// <summary>All rows that fit are kept, in their order.</summary>
    Collect,
}

/// <summary>A column of a table, or an input of a derived one.</summary>
/// <param name="Name">Letters, digits and underscores, beginning with a letter: <c>lateJobs</c>.</param>
/// <param name="Unit">Numbers only: kg, pcs, %. A cell compares in this unit and no other; null: a bare number.</param>
/// <param name="Values">Choices only, and always there: every value there is.</param>
/// <param name="Allowed">What can occur at all, written as a cell (<c>>= 0 min</c>); null: anything. An input outside it is refused, and the check asks for no row there.</param>
/// <param name="Whole">Numbers only: counted in whole numbers, so nothing lies between 1 and 2.</param>
internal sealed record RuleColumn(
    string Name, RuleType Type, string? Unit = null, IReadOnlyList<string>? Values = null, string? Allowed = null, bool Whole = false);

/// <summary>A named input that is worked out from others.</summary>
/// <param name="Expression">For example <c>due - now - remainingWork</c>; see <see cref="ExpressionReader"/>. It may use the derived inputs above it.</param>
internal sealed record DerivedInput(string Name, string Expression);

/// <summary>A row: when all cells fit, the outcomes hold.</summary>
/// <param name="Id">Stays with the row for ever; decisions refer to it.</param>
/// <param name="Cells">One for each condition column; see <see cref="CellReader"/>.</param>
/// <param name="Outcomes">One value for each outcome column; <c>-</c> says nothing.</param>
/// <param name="Remark">Why the row is there.</param>
internal sealed record RuleRow(string Id, IReadOnlyList<string> Cells, IReadOnlyList<string> Outcomes, string? Remark = null);

/// <summary>Inputs and what the table must say to them.</summary>
/// <param name="Inputs">Values as a cell would write them; an input left out is missing.</param>
/// <param name="Expected">The outcomes of each row kept, in the order of the rows, without those that say nothing; empty: no row fits.</param>
/// <param name="Missing">The inputs the table must name as missing; null: it decides.</param>
internal sealed record RuleExample(
    string Name, IReadOnlyDictionary<string, string> Inputs, IReadOnlyList<IReadOnlyDictionary<string, string>> Expected, IReadOnlyList<string>? Missing = null);

/// <summary>
/// A decision table as people write it, after the Decision Model and Notation 1.3 (OMG formal/21-02-01): conditions on the left, outcomes on
/// the right, one rule a row. It is data; <see cref="ReadyTable.Read"/> makes something of it that decides.
/// </summary>
/// <param name="Version">Counted from 1; a decision keeps it.</param>
/// <param name="Inputs">What only derived inputs use. Every other condition column that is not derived is an input itself.</param>
/// <param name="EffectiveFromUtc">Null: not set yet.</param>
internal sealed record DecisionTable(
    string Name, int Version, HitPolicy HitPolicy, IReadOnlyList<RuleColumn> Inputs, IReadOnlyList<DerivedInput> Derived, IReadOnlyList<RuleColumn> Conditions,
    IReadOnlyList<RuleColumn> Outcomes, IReadOnlyList<RuleRow> Rows, IReadOnlyList<RuleExample> Examples, DateTime? EffectiveFromUtc = null);
