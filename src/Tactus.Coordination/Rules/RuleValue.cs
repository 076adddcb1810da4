using System.Buffers;
using System.Globalization;

namespace Tactus.Coordination.Rules;

/// <summary>A value of an input, a bound or an outcome. Values of different kinds or units are never equal.</summary>
/// <param name="Amount">The number; a duration in seconds; an instant in seconds since 0001-01-01; 1 for true.</param>
/// <param name="Word">The text, the choice, or the number's unit; else empty.</param>
internal readonly record struct RuleValue(RuleType Type, decimal Amount, string Word)
{
    internal static RuleValue Number(decimal amount, string? unit = null) => new(RuleType.Number, amount, unit ?? "");

    internal static RuleValue Duration(TimeSpan length) => Seconds(length.Ticks / Tick);

    /// <summary>A duration, to the tenth of a microsecond.</summary>
    internal static RuleValue Seconds(decimal seconds) => new(RuleType.Duration, decimal.Round(seconds, 7), "");

    internal static RuleValue Text(string text) => new(RuleType.Text, 0, text);

    internal static RuleValue Choice(string value) => new(RuleType.Choice, 0, value);

    internal static RuleValue YesNo(bool yes) => new(RuleType.YesNo, yes ? 1 : 0, "");

    internal static RuleValue At(DateTime utc) => new(RuleType.DateTime, (utc.Kind == DateTimeKind.Local ? utc.ToUniversalTime() : utc).Ticks / Tick, "");

    /// <summary>The same instant from its seconds; the caller has seen that it is one.</summary>
    internal static RuleValue Instant(decimal seconds) => new(RuleType.DateTime, seconds, "");

    /// <summary>Whether values of the type stand in an order.</summary>
    internal static bool Ordered(RuleType type) => type is RuleType.Number or RuleType.Duration or RuleType.DateTime;

    /// <summary>Whether seconds are an instant that a calendar knows.</summary>
    internal static bool IsInstant(decimal seconds) => seconds >= 0 && seconds <= DateTime.MaxValue.Ticks / Tick;

    internal bool Yes => Type == RuleType.YesNo && Amount == 1;

    internal TimeSpan Length => new((long)(Amount * Tick));

    internal DateTime Utc => new((long)(Amount * Tick), DateTimeKind.Utc);

    private const decimal Tick = TimeSpan.TicksPerSecond;

    /// <summary>As a cell writes it; reading it again gives the same value.</summary>
    public override string ToString() => Type switch
    {
        RuleType.Number => Word.Length == 0 ? Plain(Amount) : $"{Plain(Amount)} {Word}",
        RuleType.Duration => DurationText(Amount),
        RuleType.YesNo => Yes ? "true" : "false",
        RuleType.DateTime => InstantText(Utc),
        _ => NeedsQuotes(Word) ? $"\"{Word.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : Word,
    };

    private static string Plain(decimal amount) => amount.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string DurationText(decimal seconds)
    {
        foreach (var (unit, length) in ((string, decimal)[])[("d", 86_400), ("h", 3_600), ("min", 60)])
            if (seconds % length == 0 && (Math.Abs(seconds) >= length || unit == "min")) return $"{Plain(seconds / length)} {unit}";
        return $"{Plain(seconds)} s";
    }

    private static string InstantText(DateTime utc) => utc.ToString(
        utc.Ticks % TimeSpan.TicksPerMinute == 0 ? "yyyy-MM-dd'T'HH:mm'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>What a cell gives a meaning to; a word with one of them stands in quotation marks.</summary>
    internal static SearchValues<char> Signs { get; } = SearchValues.Create("\"[],<>=≤≥");

    private static bool NeedsQuotes(string word) =>
        word.Length == 0 || word == "-" || word != word.Trim() || word.AsSpan().IndexOfAny(Signs) >= 0 || IsNot(word);

    /// <summary>Whether a plain word could be taken for the word "not".</summary>
    internal static bool IsNot(string word) => word.StartsWith("not", StringComparison.Ordinal) && (word.Length == 3 || char.IsWhiteSpace(word[3]));
}
