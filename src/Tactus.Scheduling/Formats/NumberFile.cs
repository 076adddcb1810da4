using System.Globalization;
using System.Text;

namespace Tactus.Scheduling.Formats;

/// <summary>A text of whole numbers with the place of each, so that a fault found late still names line and column.</summary>
/// <remarks>Blank lines are skipped; <c>#</c> and <c>//</c> begin a comment to the end of the line. Other words are kept (a few):
/// whether one is wrong is for the format to say.</remarks>
internal sealed class NumberFile
{
    internal const int MaxTokens = 10_000_000;
    private const int MaxWords = 200;
    private const int KeptWordLength = 40;

    private readonly List<(int Line, int Column, int Value)> tokens = [];
    private readonly Dictionary<int, string> words = [];
    private int next;

    internal NumberFile(TextReader reader) => Scan(reader);

    internal int EndLine { get; private set; }

    internal int EndColumn { get; private set; }

    internal int Count => tokens.Count;

    internal bool AtEnd => next >= tokens.Count;

    /// <summary>Line of the token at hand, or -1 at the end.</summary>
    internal int Line => AtEnd ? -1 : tokens[next].Line;

    /// <summary>Index of the token at hand.</summary>
    internal int Position => next;

    internal bool AtWord => words.ContainsKey(next);

    internal int LineOf(int index) => tokens[index].Line;

    internal void Skip() => next++;

    internal string? Word => words.GetValueOrDefault(next);

    internal int Read(string what, int min, int max) => TryRead(min, max, out var value) ? value : throw Unreadable(what, min, max);

    /// <summary>False at the end, at a word and at a number outside the range: then <see cref="Unreadable"/> says so.</summary>
    internal bool TryRead(int min, int max, out int value)
    {
        value = AtEnd ? -1 : tokens[next].Value;
        if (AtEnd || value < min || value > max)
        {
            return false;
        }
        next++;
        return true;
    }

    internal FormatFaultException Unreadable(string what, int min, int max) =>
        AtEnd ? new(EndLine, EndColumn, $"The file ends where {what} was expected.")
        : Fault(words.TryGetValue(next, out var word) ? WordFault(what, word)
            : string.Create(CultureInfo.InvariantCulture, $"{tokens[next].Value} cannot be {what}, which is from {min} to {max}."));

    /// <summary>A fault at the token at hand, or at the end.</summary>
    internal FormatFaultException Fault(string sentence) => FaultAt(next, sentence);

    internal FormatFaultException FaultAt(int index, string sentence) => index < tokens.Count
        ? new(tokens[index].Line, tokens[index].Column, sentence)
        : new(EndLine, EndColumn, sentence);

    internal void ExpectEnd(string whole)
    {
        if (!AtEnd)
        {
            throw Fault($"{whole} is complete, but more follows.");
        }
    }

    private static string WordFault(string what, string word)
    {
        if (word.Length > 1 && word[0] == '-' && word.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return $"{word} is negative and cannot be {what}.";
        }
        return word.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0
            ? $"{word}{(word.Length >= KeptWordLength ? "..." : "")} is too large for {what}."
            : $"'{word}' is not a whole number; {what} was expected.";
    }

    private void Scan(TextReader reader)
    {
        var buffer = new char[16 * 1024];
        var word = new StringBuilder();
        int line = 1, column = 0, startColumn = 0, read;
        var inComment = false;
        var value = 0L;
        var plain = true;
        while ((read = reader.Read(buffer, 0, buffer.Length)) > 0)
        {
            for (var i = 0; i < read; i++)
            {
                var c = buffer[i];
                column++;
                if (c == '\n')
                {
                    Close();
                    inComment = false;
                    line++;
                    column = 0;
                }
                else if (inComment)
                {
                    continue;
                }
                else if (char.IsWhiteSpace(c) || c == '\uFEFF')
                {
                    Close();
                }
                else if (c == '#')
                {
                    Close();
                    inComment = true;
                }
                else
                {
                    if (word.Length == 0)
                    {
                        startColumn = column;
                        value = 0;
                        plain = true;
                    }
                    plain &= c is >= '0' and <= '9';
                    if (plain && value <= int.MaxValue)
                    {
                        value = (value * 10) + (c - '0');
                    }
                    if (word.Length < KeptWordLength)
                    {
                        word.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
                    }
                    if (!plain && word.Length == 2 && word[0] == '/' && word[1] == '/')
                    {
                        word.Clear();
                        inComment = true;
                    }
                }
            }
        }
        column++;
        Close();
        EndLine = line;
        EndColumn = column;

        void Close()
        {
            if (word.Length == 0)
            {
                return;
            }
            if (tokens.Count >= MaxTokens)
            {
                throw new FormatFaultException(line, startColumn, string.Create(CultureInfo.InvariantCulture,
                    $"The file has more than {MaxTokens} numbers; that is more than this reader takes."));
            }
            if (!plain || value > int.MaxValue)
            {
                if (words.Count >= MaxWords)
                {
                    throw new FormatFaultException(line, startColumn, $"'{word}' is not a whole number, as many words before it.");
                }
                words[tokens.Count] = word.ToString();
                value = -1;
            }
            tokens.Add((line, startColumn, (int)value));
            word.Clear();
        }
    }
}
