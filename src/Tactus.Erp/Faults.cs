using Tactus.Contracts;
using Tactus.Platform;

namespace Tactus.Erp;

/// <summary>Collects what is wrong with the fields of a command, so that a person corrects them all at once and not one by one.</summary>
internal sealed class Faults
{
    private readonly Dictionary<string, List<string>> errors = [];
    private (string Code, string Sentence)? first;

    /// <summary>Null when every field is fine; the first fault gives code and sentence, all are listed by field.</summary>
    internal Refusal? Refusal => first is { } fault
        ? new Refusal(fault.Code, fault.Sentence, RefusalKind.Field, errors.ToDictionary(each => each.Key, each => each.Value.ToArray()))
        : null;

    internal void Add(string code, string field, string sentence)
    {
        first ??= (code, sentence);
        if (!errors.TryGetValue(field, out var sentences)) errors[field] = sentences = [];
        sentences.Add(sentence);
    }

    internal void Require(bool holds, string code, string field, string sentence)
    {
        if (!holds) Add(code, field, sentence);
    }

    /// <summary>A number that people and programs use as key: 1 to 40 visible characters.</summary>
    internal void No(string field, string value)
    {
        // A percent sign could not be told apart from an escaped character in an address.
        if (value.Length is 0 or > 40 || value != value.Trim() || value.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c == '%'))
            Add("number-invalid", field, "A number has 1 to 40 visible characters, none of them %, and neither starts nor ends with a blank.");
    }

    /// <summary>A line of text for people.</summary>
    internal void Text(string field, string? value, int longest = 200, bool required = true)
    {
        if (value is null && !required) return;
        if (string.IsNullOrWhiteSpace(value) || value.Length > longest || value.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')))
            Add("text-invalid", field, $"Write 1 to {longest} characters without control characters.");
    }

    /// <summary>A quantity above zero with a known unit.</summary>
    internal void Above(string field, Quantity quantity)
    {
        if (quantity.Fault() is { } fault) Add("quantity-invalid", field, fault);
        else if (quantity.Value <= 0) Add("quantity-invalid", field, "The quantity must be above zero.");
    }

    /// <summary>A plain number within bounds and with at most six decimals, e.g. seconds or percent.</summary>
    internal void Between(string field, decimal value, decimal least, decimal most)
    {
        if (value < least || value > most || decimal.Round(value, 6) != value)
            Add("value-out-of-range", field, FormattableString.Invariant($"This must be from {least:0.######} to {most:0.######}, with at most six decimals."));
    }

    /// <summary>A price or cost: zero or more.</summary>
    internal void Price(string field, Money? money)
    {
        if (money is not { } given) return;
        if (given.Fault() is { } fault) Add("money-invalid", field, fault);
        else if (given.Amount < 0) Add("money-invalid", field, "A price or cost is not below zero.");
    }

    /// <summary>First day not behind the last.</summary>
    internal void Span(string field, DateOnly? from, DateOnly? to)
    {
        if (from > to) Add("effectivity-invalid", field, $"The last day {to:yyyy-MM-dd} is before the first day {from:yyyy-MM-dd}.");
    }
}
