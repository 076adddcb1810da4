using System.Globalization;
using System.Text;
using Tactus.Scheduling.Classic;

namespace Tactus.Scheduling.Formats;

public static partial class ClassicFormats
{
    private const int MaxLine = 1000;
    private const int MaxWeightSum = 1_000_000_000;

    /// <summary>Weighted tardiness of one machine. Either a CSV with the columns <c>instance, job, p, w, d</c> (in any order, by their
    /// heading) that holds many instances, or OR-Library's plain numbers: for every instance its n times, its n weights, its n due times.</summary>
    /// <param name="reader">The text; it is read to its end and not closed.</param>
    /// <param name="name">Name of the instance, for people.</param>
    /// <param name="instance">Which one of the file: as the CSV calls it; in plain numbers <c>wtN_K</c> (jobs N, the K-th of the file).
    /// Null: the file holds one only.</param>
    /// <exception cref="FormatFaultException">The text is no such problem, or has no such instance.</exception>
    public static ShopInstance ReadWeightedTardiness(TextReader reader, string name, string? instance = null)
    {
        ArgumentNullException.ThrowIfNull(reader);
        int first;
        do
        {
            first = reader.Peek();
        }
        while ((first == '\uFEFF' || (first >= 0 && char.IsWhiteSpace((char)first) && first != '\n')) && reader.Read() >= 0);
        return first >= 0 && (char.IsLetter((char)first) || first == '"') ? ReadTable(reader, name, instance) : ReadPlain(reader, name, instance);
    }

    private static ShopInstance ReadTable(TextReader reader, string name, string? instance)
    {
        var heading = BoundedLine(reader, 1) ?? "";
        var columns = heading.Split(',', ';');
        int Column(string title)
        {
            var index = Array.FindIndex(columns, column => string.Equals(column.Trim(' ', '"', '\r'), title, StringComparison.OrdinalIgnoreCase));
            return index >= 0 ? index : throw new FormatFaultException(1, 1, $"The heading has no column '{title}'; it needs instance, job, p, w, d.");
        }

        int instanceColumn = Column("instance"), p = Column("p"), w = Column("w"), d = Column("d");
        var jobs = new List<ShopJob>();
        var total = 0L;
        var number = 1;
        var others = new List<string>();
        var chosen = instance;
        for (var line = BoundedLine(reader, 2); line is not null; line = BoundedLine(reader, number + 1))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line) || line[0] == '#')
            {
                continue;
            }
            var cells = line.Split(',', ';');
            if (cells.Length != columns.Length)
            {
                throw new FormatFaultException(number, 1, Invariant($"The line has {cells.Length} columns, the heading has {columns.Length}."));
            }
            var belongs = cells[instanceColumn].Trim(' ', '"');
            chosen ??= belongs;
            if (belongs != chosen)
            {
                if (instance is null)
                {
                    throw new FormatFaultException(number, 1, Invariant($"The file holds several instances; write which one after the file's name, as in #{chosen}."));
                }
                if (others.Count < 3 && !others.Contains(belongs))
                {
                    others.Add(belongs.Length > 40 ? belongs[..40] : belongs);
                }
                continue;
            }
            var duration = Cell(number, cells, p, "a processing time", 0, MaxHorizon);
            var weight = Cell(number, cells, w, "a weight", 0, MaxWeight);
            var due = Cell(number, cells, d, "a due time", 0, MaxHorizon);
            total += duration;
            if (total > MaxHorizon || jobs.Count >= MaxJobs)
            {
                throw new FormatFaultException(number, 1, Invariant($"More than {MaxJobs} jobs or {MaxHorizon} time units are more than this reader takes."));
            }
            jobs.Add(new([new([new(0, duration)])], Due: due, Weight: weight));
        }
        return jobs.Count > 0 ? new(name, 1, Weighed(jobs.ToArray(), number))
            : throw new FormatFaultException(number, 1, instance is null ? "The table has no rows."
                : $"The file has no instance '{instance}'{(others.Count == 0 ? "" : $"; it has {string.Join(", ", others)} ...")}.");
    }

    private static ShopInstance ReadPlain(TextReader reader, string name, string? instance)
    {
        var file = new NumberFile(reader);
        int jobs, skip;
        if (instance is null)
        {
            jobs = file.Count / 3;
            skip = 0;
            if (jobs == 0 || file.Count % 3 != 0 || jobs > MaxJobs)
            {
                throw file.FaultAt(file.Count, Invariant($"The file has {file.Count} numbers; one instance is n times, n weights and n due times. Which one of many is written after the file's name, as in #wt40_1."));
            }
        }
        else
        {
            var parts = instance.StartsWith("wt", StringComparison.OrdinalIgnoreCase) ? instance[2..].Split('_') : [];
            if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out jobs)
                || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) || jobs < 1 || index < 1
                || 3L * jobs * index > file.Count)
            {
                throw new FormatFaultException(1, 1, Invariant($"The file of {file.Count} plain numbers has no instance '{instance}'; an instance is named as wt40_1: 40 jobs, the first of the file."));
            }
            skip = 3 * jobs * (index - 1);
        }
        for (var i = 0; i < skip; i++)
        {
            file.Skip();
        }
        var values = new int[3 * jobs];
        var total = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            var max = i >= jobs && i < 2 * jobs ? MaxWeight : MaxHorizon;
            if (!file.TryRead(0, max, out values[i]))
            {
                throw file.Unreadable(Invariant($"{(i < jobs ? "the time" : i < 2 * jobs ? "the weight" : "the due time")} of job {(i % jobs) + 1}"), 0, max);
            }
            if (i < jobs)
            {
                total = Add(file, total, values[i]);
            }
        }
        var list = new ShopJob[jobs];
        for (var job = 0; job < jobs; job++)
        {
            list[job] = new([new([new(0, values[job])])], Due: values[(2 * jobs) + job], Weight: values[jobs + job]);
        }
        return new(name, 1, Weighed(list, file.EndLine));
    }

    /// <summary>Refuses weights whose sum of tardiness could leave the range of <see cref="long"/>.</summary>
    private static ShopJob[] Weighed(ShopJob[] jobs, int line) => jobs.Sum(job => (long)job.Weight) <= MaxWeightSum ? jobs
        : throw new FormatFaultException(line, 1, Invariant($"All weights together are more than {MaxWeightSum}; a coarser unit of cost is needed."));

    private static int Cell(int line, string[] cells, int index, string what, int min, int max)
    {
        var text = cells[index].Trim(' ', '"');
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }
        var column = 1;
        for (var i = 0; i < index; i++)
        {
            column += cells[i].Length + 1;
        }
        throw new FormatFaultException(line, column, Invariant($"'{(text.Length > 40 ? text[..40] : text)}' cannot be {what}, which is a whole number from {min} to {max}."));
    }

    /// <summary>A line without its end; null at the end. A line that never ends is refused, not collected.</summary>
    private static string? BoundedLine(TextReader reader, int number)
    {
        var text = new StringBuilder();
        while (true)
        {
            var c = reader.Read();
            if (c is < 0 or '\n')
            {
                return c < 0 && text.Length == 0 ? null : text.ToString().TrimEnd('\r');
            }
            if (text.Length >= MaxLine)
            {
                throw new FormatFaultException(number, MaxLine, Invariant($"The line is longer than {MaxLine} characters."));
            }
            text.Append((char)c);
        }
    }
}
