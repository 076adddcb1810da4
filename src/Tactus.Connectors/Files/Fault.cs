namespace Tactus.Connectors.Files;

/// <summary>One thing that is wrong, where, and what would be right.</summary>
/// <param name="Step">The step of the mapping, or empty when the file itself is at fault.</param>
/// <param name="File">File name without its folder.</param>
/// <param name="Row">Line of the file (CSV) or row of the sheet, from 1, as an editor shows it; 0 when the whole file is meant.</param>
/// <param name="Column">Column heading, or the body's field when no single column is at fault.</param>
/// <param name="Value">What stands there, cut to 80 characters.</param>
/// <param name="Code">Stable code: one of the reader's, or the command's refusal.</param>
/// <param name="Sentence">For a person.</param>
public sealed record Fault(string Step, string File, int Row, string? Column, string? Value, string Code, string Sentence)
{
    internal static string? Short(string? value) => value is { Length: > 80 } ? value[..79] + "…" : value;

    /// <inheritdoc/>
    public override string ToString() =>
        (Row > 0 ? $"{File} row {Row}" : File.Length > 0 ? File : "mapping") + (Column is null ? "" : $", column {Column}")
        + (Value is null ? "" : $", value \"{Value}\"") + $": {Sentence} [{Code}]";
}

/// <summary>A mapping or replay file that can't be used; says where.</summary>
public sealed class MappingException(string sentence) : Exception(sentence);
