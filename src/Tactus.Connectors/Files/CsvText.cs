using System.Text;

namespace Tactus.Connectors.Files;

/// <summary>
/// Comma separated values after RFC 4180, strictly, one record at a time: quotes only around a whole cell, doubled inside,
/// any of the three line ends. Knows the line that each record begins on, since that is what a person looks for.
/// </summary>
internal sealed class CsvText(TextReader text, char delimiter)
{
    private const int LargestCell = 1 << 20;
    private readonly StringBuilder cell = new();
    private readonly List<string> cells = [];

    /// <summary>Line where the last record began, from 1.</summary>
    internal int Start { get; private set; }

    /// <summary>Line that is being read, from 1.</summary>
    internal int Line { get; private set; } = 1;

    /// <summary>The next record's cells without the blanks around them; null at the end. Throws FormatException, after which there is no more.</summary>
    internal string[]? Next()
    {
        if (text.Peek() < 0) return null;
        cells.Clear();
        Start = Line;
        while (true)
        {
            cell.Clear();
            SkipBlanks();
            if (text.Peek() == '"') ReadQuoted();
            else ReadPlain();
            cells.Add(cell.ToString().Trim());
            var next = text.Read();
            if (next == delimiter) continue;
            if (next == '\r' && text.Peek() == '\n') text.Read();
            if (next is '\r' or '\n') Line++;
            return [.. cells];
        }
    }

    private void SkipBlanks()
    {
        while (text.Peek() is ' ' or '\t' && text.Peek() != delimiter) text.Read();
    }

    private void ReadPlain()
    {
        for (var next = text.Peek(); next >= 0 && next != delimiter && next is not ('\r' or '\n'); next = text.Peek())
        {
            if (next == '"') throw new FormatException("A quote stands inside a text that is not quoted as a whole; double it and quote the text.");
            Add((char)text.Read());
        }
    }

    private void ReadQuoted()
    {
        text.Read();
        while (true)
        {
            var next = text.Read();
            if (next < 0) throw new FormatException("A quote is opened and never closed.");
            if (next == '"')
            {
                if (text.Peek() != '"') break;
                text.Read();
            }
            else if (next == '\n' || (next == '\r' && text.Peek() != '\n'))
            {
                Line++;
            }
            Add((char)next);
        }
        SkipBlanks();
        if (text.Peek() is var after && after >= 0 && after != delimiter && after is not ('\r' or '\n'))
            throw new FormatException("Text follows a closing quote; a quote inside a quoted text is doubled.");
    }

    private void Add(char c)
    {
        if (cell.Length >= LargestCell) throw new FormatException("A cell is longer than a million characters; a quote is probably not closed.");
        cell.Append(c);
    }
}
