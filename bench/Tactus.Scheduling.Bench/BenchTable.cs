using System.Globalization;
using System.Text;

namespace Tactus.Scheduling.Bench;

/// <summary>A table that grows by a row at a time, as CSV and as Markdown; a run that is killed keeps the rows it had.</summary>
internal sealed class BenchTable
{
    private readonly string csv;
    private readonly string markdown;
    private readonly string[] titles;

    public BenchTable(string folder, string name, string heading, params string[] titles)
    {
        Directory.CreateDirectory(folder);
        csv = Path.Combine(folder, name + ".csv");
        markdown = Path.Combine(folder, name + ".md");
        this.titles = titles;
        File.WriteAllText(csv, string.Join(',', titles.Select(Quote)) + "\n");
        File.WriteAllText(markdown, "");
        Say($"## {heading}\n");
        Say("| " + string.Join(" | ", titles) + " |");
        Say("|" + string.Concat(Enumerable.Repeat("---|", titles.Length)));
    }

    public void Add(params object?[] cells)
    {
        if (cells.Length != titles.Length)
        {
            throw new ArgumentException($"{titles.Length} cells make a row, not {cells.Length}.", nameof(cells));
        }
        var texts = cells.Select(Text).ToArray();
        File.AppendAllText(csv, string.Join(',', texts.Select(Quote)) + "\n");
        Say("| " + string.Join(" | ", texts) + " |");
    }

    public void Note(string sentence) => Say("\n" + sentence);

    private static string Text(object? cell) => cell switch
    {
        null => "",
        bool yes => yes ? "yes" : "NO",
        double number => number.ToString("0.00", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };

    private static string Quote(string text) => text.AsSpan().IndexOfAny(",\"\n") < 0 ? text : new StringBuilder("\"").Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"').ToString();

    private void Say(string line)
    {
        File.AppendAllText(markdown, line + "\n");
        Console.WriteLine(line);
    }
}
