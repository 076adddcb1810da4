using System.Globalization;

namespace Tactus.Coordination.Rules;

/// <summary>What is wrong in a text, and where.</summary>
/// <param name="At">Place in the text, counted from 0.</param>
internal sealed record TextFault(int At, string Code, string Sentence);

/// <summary>Reads one value of a column: <c>4 h</c>, <c>12.5 kg</c>, <c>A</c>, <c>"a, b"</c>, <c>true</c>, <c>2026-03-02T06:00Z</c>.</summary>
internal static class ValueReader
{
    internal const decimal Largest = 999_999_999_999m;
    private const int MostDecimals = 9;

    private static readonly string[] Instants =
        ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", "yyyy-MM-dd HH:mm'Z'"];

    private static readonly Dictionary<string, decimal> Seconds = new(StringComparer.Ordinal) { ["s"] = 1, ["min"] = 60, ["h"] = 3_600, ["d"] = 86_400 };

    /// <summary>Reads a value.</summary>
    /// <param name="raw">Without the spaces around it.</param>
    /// <param name="at">Where it stands in its cell.</param>
    /// <param name="quoted">It stood in quotation marks, which are gone already.</param>
    internal static TextFault? Read(RuleColumn column, string raw, int at, bool quoted, out RuleValue value)
    {
        value = default;
        if (quoted && column.Type is not (RuleType.Text or RuleType.Choice))
            return new(at, "cell-type", $"Only texts and choices stand in quotation marks; {column.Name} holds {Kind(column)}.");
        switch (column.Type)
        {
            case RuleType.Text or RuleType.Choice:
                if (!quoted && RuleValue.IsNot(raw)) return new(at, "cell-syntax", "For all but one value write not [A]; a text that begins with \"not\" stands in quotation marks.");
                value = column.Type == RuleType.Text ? RuleValue.Text(raw) : RuleValue.Choice(raw);
                return null;
            case RuleType.YesNo:
                if (raw is not ("true" or "false" or "yes" or "no")) return new(at, "cell-type", $"{column.Name} is true or false, not \"{raw}\".");
                value = RuleValue.YesNo(raw is "true" or "yes");
                return null;
            case RuleType.DateTime:
                if (!DateTime.TryParseExact(raw, Instants, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var utc))
                    return new(at, "cell-type", $"\"{raw}\" is not an instant; write 2026-03-02 or 2026-03-02T06:00Z (UTC).");
                value = RuleValue.At(utc);
                return null;
            default:
                return Measure(column, raw, at, out value);
        }
    }

    /// <summary>The seconds in a unit of time, or null when it is none.</summary>
    internal static decimal? SecondsIn(string unit) => Seconds.TryGetValue(unit, out var seconds) ? seconds : null;

    /// <summary>Reads digits with a point; null when the number is too long to be kept exactly.</summary>
    internal static decimal? Exact(string digits) =>
        decimal.TryParse(digits, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
        && Math.Abs(number) <= Largest && decimal.Round(number, MostDecimals) == number ? number : null;

    internal static string Kind(RuleColumn column) => column.Type switch
    {
        RuleType.Number => column.Unit is null ? "a number" : $"a number in {column.Unit}",
        RuleType.Duration => "a duration",
        RuleType.Text => "a text",
        RuleType.Choice => "a choice",
        RuleType.YesNo => "true or false",
        _ => "an instant",
    };

    private static TextFault? Measure(RuleColumn column, string raw, int at, out RuleValue value)
    {
        value = default;
        var length = raw.StartsWith('-') ? 1 : 0;
        while (length < raw.Length && (char.IsAsciiDigit(raw[length]) || raw[length] == '.')) length++;
        var (digits, unit) = (raw[..length], raw[length..].Trim());
        var unitAt = at + raw.Length - raw[length..].TrimStart().Length;
        if (digits.Length == 0 || digits is "-" or "." or "-.") return new(at, "cell-type", $"\"{raw}\" is not {Kind(column)}.");
        if (unit.StartsWith(',')) return new(at + length, "cell-syntax", "Write the decimals after a point: 1.5.");
        if (Exact(digits) is not { } number) return new(at, "cell-number", $"\"{digits}\" can't be kept exactly: at most {Largest} and {MostDecimals} decimals.");
        if (column.Type == RuleType.Duration)
        {
            if (SecondsIn(unit) is not { } seconds)
                return new(unitAt, "cell-unit", unit.Length == 0
                    ? $"Say the unit of the duration: {digits} min, {digits} h or {digits} d." : $"\"{unit}\" is no unit of time here; write s, min, h or d.");
            value = RuleValue.Seconds(number * seconds);
            return value.Amount == number * seconds ? null : new(at, "cell-number", $"\"{raw}\" is finer than a tenth of a microsecond.");
        }
        if (unit != (column.Unit ?? ""))
            return new(unitAt, "cell-unit", column.Unit is null ? $"{column.Name} has no unit; write {digits}." : $"{column.Name} is in {column.Unit}; write {digits} {column.Unit}.");
        value = RuleValue.Number(number, column.Unit);
        return null;
    }
}
