using Tactus.Platform;

namespace Tactus.Coordination.Rules;

/// <summary>
/// Reads a cell. What can stand in one, inspired by the unary tests of DMN 1.3 (S-FEEL, clause 9):
/// <list type="bullet">
/// <item><c>-</c> anything</item>
/// <item><c>&gt;= 4 h</c>, <c>&gt; 4 h</c>, <c>&lt; 30 min</c>, <c>&lt;= 30 min</c> from or up to a value</item>
/// <item><c>2 h .. 4 h</c> from one to another, both ends included; <c>2 h .. &lt; 4 h</c> and <c>&gt; 2 h .. 4 h</c> leave an end out</item>
/// <item><c>X</c> or <c>= X</c> this value; <c>[A, B]</c> one of these; <c>not [A, B]</c> any other</item>
/// <item><c>true</c>, <c>false</c></item>
/// </list>
/// A text or choice with a comma, a bracket, a quotation mark or a comparison sign in it stands in quotation marks, a mark within is doubled.
/// </summary>
internal ref struct CellReader
{
    internal const int Longest = 2_000;

    private readonly RuleColumn column;
    private readonly string text;
    private int at;
    private TextFault? fault;

    private CellReader(RuleColumn column, string text)
    {
        this.column = column;
        this.text = text;
    }

    /// <summary>Reads a cell of a column.</summary>
    /// <param name="row">The row's name, for the refusal.</param>
    /// <param name="field">Path of the cell in the JSON form, for the refusal.</param>
    internal static Outcome<Cell> Read(RuleColumn column, string text, string row, string field = "cell")
    {
        if (text.Length > Longest) return Refuse(new(Longest, "cell-too-long", $"A cell has at most {Longest} characters."), column, row, field);
        var reader = new CellReader(column, text);
        var cell = reader.Whole();
        return reader.fault is { } fault ? Refuse(fault, column, row, field) : cell!;
    }

    /// <summary>Reads a single value, as outcomes and examples have it.</summary>
    internal static Outcome<RuleValue> ReadValue(RuleColumn column, string text, string row, string field = "value")
    {
        if (text.Length > Longest) return Refuse(new(Longest, "cell-too-long", $"A value has at most {Longest} characters."), column, row, field);
        var reader = new CellReader(column, text);
        reader.Skip();
        var value = reader.Value("");
        reader.End();
        return reader.fault is { } fault ? Refuse(fault, column, row, field) : value;
    }

    private static Refusal Refuse(TextFault fault, RuleColumn column, string row, string field) =>
        Refusal.Field(fault.Code, field, $"{row}, column {column.Name}, character {fault.At + 1}: {fault.Sentence}");

    private Cell? Whole()
    {
        Skip();
        if (at == text.Length) return Fail(at, "cell-syntax", "The cell is empty; write - where anything fits.");
        if (text.AsSpan(at).TrimEnd() is "-") return Cell.Any;
        if (text[at] == '[') return List(not: false);
        if (RuleValue.IsNot(text[at..]) || text.AsSpan(at).StartsWith("not["))
        {
            var start = at;
            at += 3;
            Skip();
            if (at < text.Length && text[at] == '[') return List(not: true);
            at = start;
        }
        var sign = Sign();
        Cell? cell;
        if (sign is "" or "=")
        {
            Skip();
            var from = Value(sign.Length == 0 ? ".." : "");
            if (fault is not null) return null;
            cell = sign.Length == 0 && Dots() ? Upper(from, lowOpen: false) : new ListCell([from], Not: false);
        }
        else
        {
            cell = Compared(sign);
        }
        End();
        return cell;
    }

    private Cell? Compared(string sign)
    {
        if (!RuleValue.Ordered(column.Type))
            return Fail(at - sign.Length, "cell-type", $"{column.Name} holds {ValueReader.Kind(column)}, which has no order; write a value or [A, B].");
        Skip();
        var bound = Value("..");
        if (fault is not null) return null;
        if (sign[0] == '<')
            return Dots() ? Fail(at - 2, "cell-syntax", "A range begins with its low end: 2 h .. < 4 h.") : new RangeCell(null, false, bound, sign == "<");
        return Dots() ? Upper(bound, sign == ">") : new RangeCell(bound, sign == ">", null, false);
    }

    private Cell? Upper(RuleValue low, bool lowOpen)
    {
        Skip();
        var start = at;
        var sign = Sign();
        if (sign is not ("" or "<" or "<=")) return Fail(start, "cell-syntax", "The high end of a range is a value, with < before it when it does not belong to it.");
        Skip();
        var high = Value("..");
        return fault is not null ? null : new RangeCell(low, lowOpen, high, sign == "<");
    }

    private Cell? List(bool not)
    {
        var values = new List<RuleValue>();
        at++;
        while (true)
        {
            Skip();
            if (at < text.Length && text[at] == ']' && values.Count == 0) return Fail(at, "cell-syntax", "The list is empty; write - where anything fits.");
            var start = at;
            var value = Value(",]");
            if (fault is not null) return null;
            if (values.Contains(value)) return Fail(start, "cell-twice", $"{value} is in the list twice.");
            values.Add(value);
            Skip();
            if (at == text.Length) return Fail(at, "cell-syntax", "The list is not closed; put a ] at its end.");
            if (text[at++] == ']') break;
        }
        End();
        return fault is null ? new ListCell(values, not) : null;
    }

    /// <summary>Reads a value up to the end, or to what may follow it.</summary>
    private RuleValue Value(string until)
    {
        var start = at;
        if (at < text.Length && text[at] == '"') return Quoted(until);
        at = until switch
        {
            ".." when RuleValue.Ordered(column.Type) => text.IndexOf("..", at, StringComparison.Ordinal),
            ",]" => text.AsSpan(at).IndexOfAny(',', ']') is >= 0 and var length ? at + length : -1,
            _ => -1,
        };
        if (at < 0) at = text.Length;
        var raw = text[start..at].TrimEnd();
        if (raw.Length == 0) Fail(start, "cell-syntax", "A value is missing here.");
        else if (!RuleValue.Ordered(column.Type) && raw.AsSpan().IndexOfAny(RuleValue.Signs) is >= 0 and var odd)
            Fail(start + odd, "cell-syntax", $"Put a value with {raw[odd]} in it into quotation marks.");
        if (fault is not null) return default;
        fault = ValueReader.Read(column, raw, start, false, out var value);
        return value;
    }

    private RuleValue Quoted(string until)
    {
        var start = at++;
        var word = new System.Text.StringBuilder();
        while (true)
        {
            if (at == text.Length)
            {
                Fail(start, "cell-syntax", "The quotation mark is not closed.");
                return default;
            }
            if (text[at] != '"') word.Append(text[at++]);
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                word.Append('"');
                at += 2;
            }
            else
            {
                at++;
                break;
            }
        }
        Skip();
        if (at < text.Length && !(until == ",]" && text[at] is ',' or ']'))
        {
            Fail(at, "cell-syntax", "Nothing can follow here.");
            return default;
        }
        fault = ValueReader.Read(column, word.ToString(), start, true, out var value);
        return value;
    }

    private string Sign()
    {
        if (at == text.Length) return "";
        var sign = text[at] switch
        {
            '≥' => ">=",
            '≤' => "<=",
            '>' or '<' or '=' => at + 1 < text.Length && text[at + 1] == '=' && text[at] != '=' ? text.Substring(at, 2) : text[at].ToString(),
            _ => "",
        };
        at += text[at] is '≥' or '≤' ? 1 : sign.Length;
        return sign;
    }

    private bool Dots()
    {
        Skip();
        if (!text.AsSpan(at).StartsWith("..")) return false;
        at += 2;
        return true;
    }

    private void Skip()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
    }

    private void End()
    {
        Skip();
        if (at < text.Length) Fail(at, "cell-syntax", "Nothing can follow here.");
    }

    private Cell? Fail(int place, string code, string sentence)
    {
        fault ??= new(place, code, sentence);
        return null;
    }
}
