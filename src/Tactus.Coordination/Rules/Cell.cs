namespace Tactus.Coordination.Rules;

/// <summary>What a cell of a condition column asks: anything, a range, one of some values, or none of some.</summary>
internal abstract record Cell
{
    /// <summary>Written <c>-</c>: everything fits and nothing is needed.</summary>
    internal static Cell Any { get; } = new AnyCell();

    internal bool IsAny => this is AnyCell;

    internal abstract bool Fits(RuleValue value);

    /// <summary>As people write it; reading it again gives the same cell.</summary>
    public abstract override string ToString();
}

/// <summary>Everything fits.</summary>
internal sealed record AnyCell : Cell
{
    internal override bool Fits(RuleValue value) => true;

    public override string ToString() => "-";
}

/// <summary>From one value to another; at least one end is given.</summary>
/// <param name="LowOpen">The low end itself does not fit.</param>
/// <param name="HighOpen">The high end itself does not fit.</param>
internal sealed record RangeCell(RuleValue? Low, bool LowOpen, RuleValue? High, bool HighOpen) : Cell
{
    internal override bool Fits(RuleValue value) =>
        (Low is not { } low || (LowOpen ? value.Amount > low.Amount : value.Amount >= low.Amount))
        && (High is not { } high || (HighOpen ? value.Amount < high.Amount : value.Amount <= high.Amount));

    public override string ToString() => (Low, High) switch
    {
        ({ } low, { } high) => $"{(LowOpen ? "> " : "")}{low} .. {(HighOpen ? "< " : "")}{high}",
        ({ } low, _) => $"{(LowOpen ? ">" : ">=")} {low}",
        _ => $"{(HighOpen ? "<" : "<=")} {High}",
    };
}

/// <summary>One of some values, or, turned round, any other.</summary>
/// <param name="Not">All but these.</param>
internal sealed record ListCell(IReadOnlyList<RuleValue> Values, bool Not) : Cell
{
    internal override bool Fits(RuleValue value)
    {
        foreach (var each in Values)
            if (each == value) return !Not;
        return Not;
    }

    public bool Equals(ListCell? other) => other is not null && Not == other.Not && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => Values.Aggregate(HashCode.Combine(Not), (hash, value) => HashCode.Combine(hash, value));

    public override string ToString() => Values.Count == 1 && !Not ? Values[0].ToString() : $"{(Not ? "not " : "")}[{string.Join(", ", Values)}]";
}
