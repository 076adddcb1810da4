using Tactus.Platform;

namespace Tactus.Coordination.Rules;

/// <summary>
/// Reads the expression of a derived input. The language: names of inputs, numbers with or without a unit (<c>5 kg</c>), durations
/// (<c>30 min</c>), choices and texts in quotation marks, <c>true</c>, <c>false</c>; <c>+ - * /</c>, <c>min(a, b)</c>, <c>max(a, b)</c>; <c>&lt; &lt;= = != &gt;= &gt;</c>;
/// <c>and</c>, <c>or</c>, <c>not</c>; round brackets. Units are held together: kilograms and pieces don't add, an instant less an instant is a
/// duration, a duration over a duration is a number. There are no loops and no calls, so every expression ends.
/// </summary>
internal sealed class ExpressionReader
{
    internal const int Longest = 1_000;
    private const int Deepest = 50;

    private readonly string text;
    private readonly Func<string, Expression?> find;
    private readonly Func<string, RuleColumn?> column;
    private int at;
    private int depth;
    private TextFault? fault;

    private ExpressionReader(string text, Func<string, Expression?> find, Func<string, RuleColumn?> column) => (this.text, this.find, this.column) = (text, find, column);

    /// <summary>Reads an expression.</summary>
    /// <param name="find">The input or derived input of a name.</param>
    /// <param name="column">The choice column of a name, so that a misspelt value is noticed.</param>
    internal static Outcome<Expression> Read(string name, string text, Func<string, Expression?> find, Func<string, RuleColumn?> column, string field = "expression")
    {
        if (text.Length > Longest) return Refusal.Field("expression-too-long", field, $"The expression of {name} has more than {Longest} characters; split it into several derived inputs.");
        var reader = new ExpressionReader(text, find, column);
        var read = reader.Or();
        if (reader.fault is null && reader.Peek().Length > 0) reader.Fail("expression-syntax", $"\"{reader.Peek()}\" can't follow here.");
        return reader.fault is { } fault ? Refusal.Field(fault.Code, field, $"Derived input {name}, character {fault.At + 1}: {fault.Sentence}") : read!;
    }

    /// <summary>Whether a name can be an input's: it would not be read as something else.</summary>
    internal static bool IsName(string name) =>
        name.Length is > 0 and <= 60 && char.IsAsciiLetter(name[0]) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
        && name is not ("and" or "or" or "not" or "min" or "max" or "true" or "false");

    private Expression? Or() => Chain(And, "or", decides: true);

    private Expression? And() => Chain(Negated, "and", decides: false);

    private Expression? Chain(Func<Expression?> part, string word, bool decides)
    {
        var left = part();
        while (fault is null && Peek() == word)
        {
            var place = Take();
            if (part() is not { } right) return null;
            if (left!.Measure.Type != RuleType.YesNo || right.Measure.Type != RuleType.YesNo)
                return Fail("expression-unit", $"\"{word}\" joins what is true or false, not {(left.Measure.Type == RuleType.YesNo ? right : left).Measure}.", place);
            left = Expression.Joined(left, right, decides);
        }
        return fault is null ? left : null;
    }

    private Expression? Negated()
    {
        if (Peek() != "not") return Comparison();
        var place = Take();
        if (++depth > Deepest) return Fail("expression-deep", "The expression is nested too deeply.", place);
        var of = Negated();
        depth--;
        if (of is null) return null;
        return of.Measure.Type == RuleType.YesNo ? Expression.Not(of) : Fail("expression-unit", $"\"not\" turns round what is true or false, not {of.Measure}.", place);
    }

    private Expression? Comparison()
    {
        Peek();
        var (start, left) = (at, Sum());
        var sign = fault is null ? Peek() : "";
        if (left is null || sign is not ("<" or "<=" or "=" or "!=" or ">=" or ">")) return left;
        var place = Take();
        Peek();
        var rightAt = at;
        if (Sum() is not { } right) return null;
        var equality = sign is "=" or "!=";
        if (equality && Word(left, right, start, rightAt) is { } words) return sign == "=" ? words : Expression.Not(words);
        if (fault is not null) return null;
        if (left.Measure != right.Measure) return Fail("expression-unit", $"{Cap(left.Measure)} does not compare with {right.Measure}.", place);
        if (!equality && !RuleValue.Ordered(left.Measure.Type)) return Fail("expression-unit", $"{Cap(left.Measure)} has no order; compare it with = or !=.", place);
        return Expression.Compared(left, right, sign switch
        {
            "<" => (a, b) => a.Amount < b.Amount,
            "<=" => (a, b) => a.Amount <= b.Amount,
            ">=" => (a, b) => a.Amount >= b.Amount,
            ">" => (a, b) => a.Amount > b.Amount,
            "!=" => (a, b) => a != b,
            _ => (a, b) => a == b,
        });
    }

    /// <summary>A choice compared with a word in quotation marks; the word must be one of the choice's values.</summary>
    private Expression? Word(Expression left, Expression right, int leftAt, int rightAt)
    {
        var (choice, word, place) = (left.Measure.Type, right.Measure.Type) switch
        {
            (RuleType.Choice, RuleType.Text) => (left, right, rightAt),
            (RuleType.Text, RuleType.Choice) => (right, left, leftAt),
            _ => (null, null, 0),
        };
        if (choice is null || word!.Fixed is not { Word: var value }) return null;
        if (choice.Uses.Count == 1 && column(choice.Uses.First()) is { Values: { } values } of && !values.Contains(value))
            return Fail("value-unknown", $"{of.Name} is never \"{value}\"; it is one of {string.Join(", ", values)}.", place);
        return Expression.Compared(choice, word, (a, b) => a.Word == b.Word);
    }

    private Expression? Sum()
    {
        var left = Product();
        while (fault is null && Peek() is "+" or "-")
        {
            var minus = Peek() == "-";
            var place = Take();
            if (Product() is not { } right) return null;
            if (Sum(left!.Measure, right.Measure, minus) is not { } gives)
                return Fail("expression-unit", $"{Cap(left.Measure)} and {right.Measure} can't be {(minus ? "subtracted" : "added")}.", place);
            left = Expression.Both(left, right, gives, left.Whole && right.Whole, minus ? (a, b, _) => a - b : (a, b, _) => a + b);
        }
        return fault is null ? left : null;
    }

    private static Measure? Sum(Measure left, Measure right, bool minus) => (left.Type, right.Type) switch
    {
        (RuleType.Number, RuleType.Number) when left.Unit == right.Unit => left,
        (RuleType.Duration, RuleType.Duration) => left,
        (RuleType.DateTime, RuleType.Duration) => left,
        (RuleType.Duration, RuleType.DateTime) when !minus => right,
        (RuleType.DateTime, RuleType.DateTime) when minus => new(RuleType.Duration, ""),
        _ => null,
    };

    private Expression? Product()
    {
        var left = Signed();
        while (fault is null && Peek() is "*" or "/")
        {
            var over = Peek() == "/";
            var place = Take();
            if (Signed() is not { } right) return null;
            if (Product(left!.Measure, right.Measure, over) is not { } gives)
                return Fail("expression-unit", $"{Cap(left.Measure)} can't be {(over ? "divided" : "multiplied")} by {right.Measure}.", place);
            left = Expression.Both(left, right, gives, !over && left.Whole && right.Whole, over ? Divide : (a, b, _) => a * b);
        }
        return fault is null ? left : null;
    }

    private static decimal? Divide(decimal a, decimal b, Scope scope)
    {
        if (b != 0) return a / b;
        scope.Fault ??= new Refusal("derived-division", "A division by zero; compare the divisor with 0 first.", RefusalKind.Field);
        return null;
    }

    private static Measure? Product(Measure left, Measure right, bool over) => (left.Type, right.Type) switch
    {
        (RuleType.Number, RuleType.Number) when right.Unit.Length == 0 => left,
        (RuleType.Number, RuleType.Number) when over && left.Unit == right.Unit => new(RuleType.Number, ""),
        (RuleType.Number, RuleType.Number) when !over && left.Unit.Length == 0 => right,
        (RuleType.Duration, RuleType.Number) when right.Unit.Length == 0 => left,
        (RuleType.Number, RuleType.Duration) when !over && left.Unit.Length == 0 => right,
        (RuleType.Duration, RuleType.Duration) when over => new(RuleType.Number, ""),
        _ => null,
    };

    private Expression? Signed()
    {
        if (Peek() != "-") return Primary();
        var place = Take();
        if (++depth > Deepest) return Fail("expression-deep", "The expression is nested too deeply.", place);
        var of = Signed();
        depth--;
        if (of is null) return null;
        return of.Measure.Type is RuleType.Number or RuleType.Duration ? Expression.Minus(of) : Fail("expression-unit", $"{Cap(of.Measure)} has no sign.", place);
    }

    private Expression? Primary()
    {
        var next = Peek();
        if (next.Length == 0) return Fail("expression-syntax", "The expression ends where a value is needed.");
        var place = Take();
        if (char.IsAsciiDigit(next[0])) return Literal(next, place);
        if (next[0] == '"')
            return next.Length > 1 && next[^1] == '"' ? Expression.Constant(RuleValue.Text(next[1..^1])) : Fail("expression-syntax", "The quotation mark is not closed.", place);
        if (next is "true" or "false") return Expression.Constant(RuleValue.YesNo(next == "true"));
        if (next == "(")
        {
            if (++depth > Deepest) return Fail("expression-deep", "The expression is nested too deeply.", place);
            var inner = Or();
            depth--;
            return inner is not null && Close() ? inner : null;
        }
        if (next is "min" or "max") return Extreme(next == "max", place);
        if (find(next) is { } known) return known;
        return Fail(IsName(next) ? "expression-unknown" : "expression-syntax", IsName(next) ? $"There is no input named {next} above this one." : $"\"{next}\" can't stand here.", place);
    }

    private Expression? Literal(string digits, int place)
    {
        var whole = !digits.Contains('.', StringComparison.Ordinal);
        if (ValueReader.Exact(digits) is not { } number) return Fail("expression-syntax", $"\"{digits}\" is not a number that can be kept exactly.", place);
        var unit = Peek();
        if (unit.Length == 0 || !IsUnit(unit)) return Expression.Constant(RuleValue.Number(number), whole);
        Take();
        return ValueReader.SecondsIn(unit) is { } seconds ? Expression.Constant(RuleValue.Seconds(number * seconds)) : Expression.Constant(RuleValue.Number(number, unit), whole);
    }

    private static bool IsUnit(string word) => (char.IsLetter(word[0]) || "%°€$£".Contains(word[0], StringComparison.Ordinal)) && word is not ("and" or "or" or "not");

    private Expression? Extreme(bool most, int place)
    {
        if (Peek() != "(") return Fail("expression-syntax", $"Write {(most ? "max" : "min")}(a, b).");
        Take();
        if (++depth > Deepest) return Fail("expression-deep", "The expression is nested too deeply.", place);
        var result = Sum();
        var parts = 1;
        while (fault is null && Peek() == ",")
        {
            Take();
            if (Sum() is not { } next) return null;
            if (result!.Measure != next.Measure || !RuleValue.Ordered(next.Measure.Type))
                return Fail("expression-unit", $"{Cap(result.Measure)} does not compare with {next.Measure}.", place);
            result = Expression.Both(result, next, next.Measure, result.Whole && next.Whole, most ? (a, b, _) => Math.Max(a, b) : (a, b, _) => Math.Min(a, b));
            parts++;
        }
        depth--;
        if (fault is not null) return null;
        if (parts == 1) return Fail("expression-syntax", $"{(most ? "max" : "min")} compares at least two values: write a comma.");
        return Close() ? result : null;
    }

    private bool Close()
    {
        if (Peek() == ")")
        {
            Take();
            return true;
        }
        Fail("expression-syntax", "A closing bracket is missing here.");
        return false;
    }

    /// <summary>The next word or sign without taking it, past the spaces before it; empty at the end.</summary>
    private string Peek()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        if (at == text.Length) return "";
        var end = at + 1;
        var first = text[at];
        if (char.IsAsciiDigit(first)) while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.')) end++;
        else if (first == '"')
        {
            while (end < text.Length && text[end] != '"') end++;
            end = Math.Min(end + 1, text.Length);
        }
        else if (char.IsLetter(first)) while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_')) end++;
        else if (first is '<' or '>' or '!' && end < text.Length && text[end] == '=') end++;
        return text[at..end];
    }

    private int Take()
    {
        var length = Peek().Length;
        var place = at;
        at += length;
        return place;
    }

    private Expression? Fail(string code, string sentence, int? place = null)
    {
        fault ??= new(place ?? at, code, sentence);
        return null;
    }

    private static string Cap(Measure measure)
    {
        var words = measure.ToString();
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
