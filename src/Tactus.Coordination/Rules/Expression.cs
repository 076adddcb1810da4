using Tactus.Platform;

namespace Tactus.Coordination.Rules;

/// <summary>What a part of an expression is: a kind and, for numbers, its unit.</summary>
internal readonly record struct Measure(RuleType Type, string Unit)
{
    internal static Measure Of(RuleColumn column) => new(column.Type, column.Unit ?? "");

    public override string ToString() => Type switch
    {
        RuleType.Number => Unit.Length == 0 ? "a number without a unit" : $"a number in {Unit}",
        RuleType.Duration => "a duration",
        RuleType.YesNo => "true or false",
        RuleType.DateTime => "an instant",
        RuleType.Choice => "a choice",
        _ => "a text",
    };
}

/// <summary>The inputs of one evaluation, and what was found missing or at fault on the way.</summary>
internal sealed class Scope(ReadyTable table, IReadOnlyDictionary<string, RuleValue> inputs)
{
    private readonly Dictionary<string, Known> derived = new(StringComparer.Ordinal);

    /// <summary>Names of missing inputs, as often as they were asked for.</summary>
    internal List<string> Missing { get; private set; } = [];

    /// <summary>The first thing that could not be worked out.</summary>
    internal Refusal? Fault { get; set; }

    /// <summary>The value of an input, or null: then what is missing or at fault is noted.</summary>
    internal RuleValue? Get(string name)
    {
        if (!table.Expressions.TryGetValue(name, out var expression))
        {
            if (inputs.TryGetValue(name, out var value)) return value;
            Missing.Add(name);
            return null;
        }
        var known = Work(name, expression);
        Fault ??= known.Fault;
        if (known.Value is null) Missing.AddRange(known.Missing);
        return known.Value;
    }

    /// <summary>The value of a condition column with its own missing inputs and its own fault.</summary>
    internal Known Of(string name)
    {
        if (table.Expressions.TryGetValue(name, out var expression)) return Work(name, expression);
        return inputs.TryGetValue(name, out var value) ? new(value, [], null) : new(null, [name], null);
    }

    private Known Work(string name, Expression expression)
    {
        if (derived.TryGetValue(name, out var known)) return known;
        var (missing, fault) = (Missing, Fault);
        (Missing, Fault) = ([], null);
        RuleValue? value;
        try
        {
            value = expression.Eval(this);
        }
        catch (OverflowException)
        {
            value = null;
            Fault ??= new Refusal("derived-overflow", $"{name} grows too large to be kept; look at its inputs.", RefusalKind.Field);
        }
        if (Fault is null && value is { } found && table.Column(name) is { } column) Fault = InputRules.Fault(column, table.AllowedOf(name), found);
        known = Fault is null ? new(value, [.. Missing.Distinct(StringComparer.Ordinal)], null) : new(null, [], Fault with { Sentence = Named(name, Fault.Sentence) });
        (Missing, Fault) = (missing, fault);
        return derived[name] = known;
    }

    private static string Named(string name, string sentence) => sentence.StartsWith(name, StringComparison.Ordinal) ? sentence : $"{name}: {sentence}";
}

/// <summary>A value, or why there is none.</summary>
internal sealed record Known(RuleValue? Value, IReadOnlyList<string> Missing, Refusal? Fault);

/// <summary>An expression that was read: what it gives, and how.</summary>
/// <param name="Uses">The inputs it names.</param>
/// <param name="Whole">It gives whole numbers from whole numbers.</param>
/// <param name="Fixed">The value that stands there, when it is written out.</param>
internal sealed record Expression(Measure Measure, Func<Scope, RuleValue?> Eval, IReadOnlySet<string> Uses, bool Whole = false, RuleValue? Fixed = null)
{
    private static readonly IReadOnlySet<string> None = new HashSet<string>();

    internal static Expression Constant(RuleValue value, bool whole = false) =>
        new(new(value.Type, value.Type == RuleType.Number ? value.Word : ""), _ => value, None, whole, value);

    internal static Expression Input(RuleColumn column) => new(Measure.Of(column), scope => scope.Get(column.Name), new HashSet<string> { column.Name }, column.Whole);

    internal static Expression Derived(string name, Expression of) => new(of.Measure, scope => scope.Get(name), of.Uses, of.Whole);

    /// <summary>A calculation that needs both sides.</summary>
    internal static Expression Both(Expression left, Expression right, Measure gives, bool whole, Func<decimal, decimal, Scope, decimal?> work) => new(gives, scope =>
    {
        var (a, b) = (left.Eval(scope), right.Eval(scope));
        if (a is not { } x || b is not { } y || work(x.Amount, y.Amount, scope) is not { } amount) return null;
        return Make(gives, amount, scope);
    }, Union(left, right), whole);

    /// <summary>A comparison; both sides are needed.</summary>
    internal static Expression Compared(Expression left, Expression right, Func<RuleValue, RuleValue, bool> work) =>
        new(new(RuleType.YesNo, ""), scope => left.Eval(scope) is var a && right.Eval(scope) is var b && a is { } x && b is { } y ? RuleValue.YesNo(work(x, y)) : null, Union(left, right));

    internal static Expression Not(Expression of) => new(of.Measure, scope => of.Eval(scope) is { } value ? RuleValue.YesNo(!value.Yes) : null, of.Uses);

    internal static Expression Minus(Expression of) =>
        new(of.Measure, scope => of.Eval(scope) is { } value ? value with { Amount = -value.Amount } : null, of.Uses, of.Whole);

    /// <summary>
    /// And, or: one side that decides is enough, even when the other is missing (the three-valued logic of Kleene, "On notation for ordinal
    /// numbers", 1938). The right side is not worked out when the left one decides, so <c>n = 0 or x / n &gt; 2</c> is safe.
    /// </summary>
    internal static Expression Joined(Expression left, Expression right, bool decides) => new(left.Measure, scope =>
    {
        var mark = scope.Missing.Count;
        var a = left.Eval(scope);
        var b = a?.Yes == decides ? a : right.Eval(scope);
        if (b?.Yes == decides)
        {
            scope.Missing.RemoveRange(mark, scope.Missing.Count - mark);
            return b;
        }
        return a is null || b is null ? null : b;
    }, Union(left, right));

    private static RuleValue? Make(Measure gives, decimal amount, Scope scope)
    {
        switch (gives.Type)
        {
            case RuleType.Duration:
                return RuleValue.Seconds(amount);
            case RuleType.DateTime when !RuleValue.IsInstant(amount):
                scope.Fault ??= new Refusal("derived-overflow", "The instant lies outside every calendar.", RefusalKind.Field);
                return null;
            case RuleType.DateTime:
                return RuleValue.Instant(amount);
            default:
                return RuleValue.Number(amount, gives.Unit);
        }
    }

    private static HashSet<string> Union(Expression left, Expression right) => [.. left.Uses, .. right.Uses];
}
