using System.Globalization;
using System.Text.RegularExpressions;

namespace Tactus.Connectors.Files;

internal enum CellType { Text, Integer, Decimal, Date, Time, Flag }

/// <summary>How a cell is read.</summary>
/// <param name="Columns">The first that is not blank counts.</param>
/// <param name="Thousands">Separator between thousands, when the numbers have one.</param>
/// <param name="Decimal">Decimal mark; a point when not given.</param>
/// <param name="Formats">Of dates and times, as .NET writes them (d/M/yyyy, M/d/yy, dd.MM.yyyy HH:mm).</param>
/// <param name="Map">Text of the file to text of Tactus; anything else is a fault.</param>
/// <param name="BlankWhen">Texts that mean nothing, e.g. None or missing.</param>
/// <param name="At">Time: clock of the local day when the cell holds a date only.</param>
/// <param name="Plus">Time: added after that, e.g. the length of a shift.</param>
internal sealed record CellSpec(
    IReadOnlyList<string> Columns, CellType Type, bool Required, string? Thousands, string Decimal, IReadOnlyList<string> Formats,
    IReadOnlyDictionary<string, string>? Map, IReadOnlyList<string> BlankWhen, object? Default, Regex? Pattern, bool KeepFormulas,
    decimal? Least, decimal? Most, int Longest, Expression? At, TimeSpan Plus, TimeZoneInfo Zone);

/// <summary>$column: a cell read as what it should be, or a fault that names it.</summary>
internal sealed class Cell : Expression
{
    private readonly CellSpec spec;
    private readonly Regex? number;

    internal Cell(CellSpec spec)
    {
        this.spec = spec;
        if (spec.Type is not (CellType.Integer or CellType.Decimal)) return;
        var thousands = spec.Thousands is { Length: > 0 } mark ? $@"|\d{{1,3}}({Regex.Escape(mark)}\d{{3}})+" : "";
        // Groups must be groups of three: with a comma between thousands, 1,5 is a mistake and not fifteen.
        number = new Regex($@"^[+-]?(\d+{thousands}){(spec.Type == CellType.Decimal ? $@"({Regex.Escape(spec.Decimal)}\d+)?" : "")}$",
            RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
    }

    internal override string? Column => spec.Columns[0];

    internal override object? Value(Scope scope)
    {
        var (column, raw) = (spec.Columns[0], "");
        foreach (var each in spec.Columns)
        {
            if (!scope.Row.Has(each)) return scope.Refuse(each, null, "column-missing", $"There is no column '{each}'.");
            var cell = scope.Row[each];
            if (cell.Length == 0 || spec.BlankWhen.Contains(cell, StringComparer.OrdinalIgnoreCase)) continue;
            (column, raw) = (each, cell);
            break;
        }
        if (raw.Length == 0)
            return spec.Default ?? (spec.Required ? scope.Refuse(column, null, "value-missing", $"'{column}' must not be blank here.") : null);
        var text = raw;
        if (spec.Map is not null && !spec.Map.TryGetValue(raw, out text))
            return scope.Refuse(column, raw, "value-unmapped", $"The mapping knows {string.Join(", ", spec.Map.Keys.Take(12))}; add '{Fault.Short(raw)}' or correct the cell.");
        return spec.Type switch
        {
            CellType.Integer or CellType.Decimal => Number(scope, column, text),
            CellType.Date => Local(scope, column, text) is { } day ? DateOnly.FromDateTime(day) : null,
            CellType.Time => Time(scope, column, text),
            CellType.Flag => Flag(scope, column, text),
            _ => Text(scope, column, text),
        };
    }

    private object? Text(Scope scope, string column, string text)
    {
        // What begins like this is run as a formula by the spreadsheet that somebody opens an export in.
        if (!spec.KeepFormulas && (text[0] is '=' or '@' or '\t' || (text[0] is '+' or '-' && text.Length > 1 && !char.IsDigit(text[1]) && text[1] is not ('.' or ','))))
            return scope.Refuse(column, text, "formula", "The text begins like a spreadsheet formula; put the plain value there, or allow it in the mapping with \"formulas\": \"keep\".");
        if (text.Length > spec.Longest) return scope.Refuse(column, text, "text-too-long", $"The text has {text.Length} characters; at most {spec.Longest} are kept.");
        if (text.Any(c => char.IsControl(c) && c is not ('\n' or '\r'))) return scope.Refuse(column, text, "text-control", "The text holds control characters that nobody can see; remove them.");
        if (spec.Pattern is { } pattern && !pattern.IsMatch(text)) return scope.Refuse(column, text, "text-pattern", $"The text does not look like {pattern}.");
        return text;
    }

    private object? Number(Scope scope, string column, string text)
    {
        var kind = spec.Type == CellType.Integer ? "a whole number" : "a number";
        if (!number!.IsMatch(text))
            return scope.Refuse(column, text, "number-format",
                $"This is not {kind}{(spec.Thousands is null ? "" : $" with '{spec.Thousands}' between thousands")}{(spec.Type == CellType.Decimal ? $" and '{spec.Decimal}' before decimals" : "")}.");
        var plain = spec.Thousands is { Length: > 0 } mark ? text.Replace(mark, "", StringComparison.Ordinal) : text;
        if (spec.Decimal != ".") plain = plain.Replace(spec.Decimal, ".", StringComparison.Ordinal);
        if (!decimal.TryParse(plain, NumberStyles.Number, CultureInfo.InvariantCulture, out var value))
            return scope.Refuse(column, text, "number-too-large", "The number is larger than can be kept.");
        if (spec.Least is { } least && value < least) return scope.Refuse(column, text, "number-too-small", string.Create(CultureInfo.InvariantCulture, $"The number must be at least {least}."));
        if (spec.Most is { } most && value > most) return scope.Refuse(column, text, "number-too-large", string.Create(CultureInfo.InvariantCulture, $"The number must be at most {most}."));
        return value;
    }

    private DateTime? Local(Scope scope, string column, string text)
    {
        foreach (var format in spec.Formats)
            if (DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.NoCurrentDateDefault, out var value))
                return value;
        scope.Refuse(column, text, "date-format", $"This is no date that exists in the form {string.Join(" or ", spec.Formats)}.");
        return null;
    }

    private object? Time(Scope scope, string column, string text)
    {
        if (Local(scope, column, text) is not { } local) return null;
        if (spec.At is not null)
        {
            if (spec.At.Value(scope) is not { } clock) return scope.Failed ? null : scope.Refuse(column, text, "clock-missing", "The clock of the day is blank.");
            if (!TimeSpan.TryParseExact(Body.Text(clock), [@"hh\:mm", @"h\:mm", @"hh\:mm\:ss"], CultureInfo.InvariantCulture, out var at))
                return scope.Refuse(spec.At.Column, Body.Text(clock), "clock-format", "This is no clock of the form 14:05.");
            local = local.Date + at;
        }
        local = DateTime.SpecifyKind(local + spec.Plus, DateTimeKind.Unspecified);
        if (spec.Zone.IsInvalidTime(local))
            return scope.Refuse(column, text, "time-invalid", $"On that day the clocks in {spec.Zone.Id} skipped this time.");
        // Of an hour that the clocks go through twice the first is taken; nothing in a file without offsets says which.
        return spec.Zone.IsAmbiguousTime(local)
            ? new DateTimeOffset(local, spec.Zone.GetAmbiguousTimeOffsets(local).Max()).UtcDateTime
            : TimeZoneInfo.ConvertTimeToUtc(local, spec.Zone);
    }

    private static object? Flag(Scope scope, string column, string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "Y" or "1" or "X" => true,
        "FALSE" or "NO" or "N" or "0" => false,
        _ => scope.Refuse(column, text, "flag-format", "Write yes or no (also y, n, true, false, 1, 0)."),
    };
}
