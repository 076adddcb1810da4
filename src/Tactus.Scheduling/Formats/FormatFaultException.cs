using System.Globalization;

namespace Tactus.Scheduling.Formats;

/// <summary>A file of a scheduling problem cannot be read as its format says.</summary>
public sealed class FormatFaultException : Exception
{
    /// <summary>Made by the readers of <see cref="ClassicFormats"/>.</summary>
    /// <param name="line">Line of the fault, counted from 1.</param>
    /// <param name="column">Column of the fault, counted from 1.</param>
    /// <param name="sentence">What is wrong and what was expected, for the person who has the file.</param>
    public FormatFaultException(int line, int column, string sentence)
        : base(string.Create(CultureInfo.InvariantCulture, $"Line {line}, column {column}: {sentence}"))
    {
        Line = line;
        Column = column;
        Sentence = sentence;
    }

    /// <summary>Counted from 1; at the end of a truncated file the line where it ends.</summary>
    public int Line { get; }

    /// <summary>Counted from 1, in characters.</summary>
    public int Column { get; }

    /// <summary>What is wrong, without the place.</summary>
    public string Sentence { get; }
}
