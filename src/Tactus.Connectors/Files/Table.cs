using System.Globalization;
using System.Text;
using ExcelDataReader;

namespace Tactus.Connectors.Files;

/// <summary>A row of a file: cells by heading, and where it stands.</summary>
internal sealed class Row(string file, int number, IReadOnlyDictionary<string, int> headings, string[] cells)
{
    private Dictionary<string, string>? computed;

    internal string File { get; } = file;

    /// <summary>Line or sheet row, from 1.</summary>
    internal int Number { get; } = number;

    internal bool Has(string column) => headings.ContainsKey(column) || computed?.ContainsKey(column) == true;

    /// <summary>The cell without the blanks around it; empty when the row is shorter than the headings.</summary>
    internal string this[string column] =>
        computed is not null && computed.TryGetValue(column, out var value) ? value
        : headings.TryGetValue(column, out var index) && index < cells.Length ? cells[index] : "";

    internal void Compute(string column, string value) => (computed ??= new(StringComparer.Ordinal))[column] = value;
}

/// <summary>Reads rows of CSV and XLSX files one after the other, without holding the file.</summary>
internal static class Table
{
    static Table() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The files of a source in the order of their names.</summary>
    internal static IReadOnlyList<string> Files(string folder, SourceSpec source)
    {
        if (source.File is null) return [];
        // A mapping comes from somebody else; it reads below the folder that the caller named and nowhere else.
        if (Path.IsPathRooted(source.File) || source.File.Split('/', '\\').Contains(".."))
            throw new MappingException($"'{source.File}' leaves the folder given with --from; name files below it.");
        var full = Path.Combine(folder, source.File);
        var parent = Path.GetDirectoryName(full)!;
        if (!Directory.Exists(parent)) return [];
        return source.File.Contains('*', StringComparison.Ordinal) || source.File.Contains('?', StringComparison.Ordinal)
            ? [.. Directory.EnumerateFiles(parent, Path.GetFileName(full)).Order(StringComparer.Ordinal)]
            : File.Exists(full) ? [full] : [];
    }

    /// <summary>Rows that hold anything; wholly blank rows (spreadsheets leave them at the end) are no rows.</summary>
    internal static IEnumerable<Row> Read(string path, SourceSpec source, ICollection<Fault> faults)
    {
        var format = source.Format ?? (path.EndsWith(".xlsx", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".xlsb", StringComparison.OrdinalIgnoreCase)
            ? FileFormat.Xlsx : FileFormat.Csv);
        return Rows(Path.GetFileName(path), format == FileFormat.Csv ? Csv(path, source, faults) : Xlsx(path, source, faults), source, faults);
    }

    /// <summary>Rows that stand in the mapping itself.</summary>
    internal static IEnumerable<Row> Given(string name, IReadOnlyList<IReadOnlyDictionary<string, string>> rows)
    {
        var headings = rows.SelectMany(row => row.Keys).Distinct(StringComparer.Ordinal).Select((heading, i) => (heading, i)).ToDictionary(each => each.heading, each => each.i, StringComparer.Ordinal);
        for (var i = 0; i < rows.Count; i++)
            yield return new Row($"mapping: {name}", i + 1, headings, [.. headings.Keys.Select(heading => rows[i].GetValueOrDefault(heading) ?? "")]);
    }

    private static IEnumerable<Row> Rows(string file, IEnumerable<(int Number, string[] Cells)> lines, SourceSpec source, ICollection<Fault> faults)
    {
        Dictionary<string, int>? headings = null;
        var width = 0;
        var count = 0;
        var before = faults.Count;
        foreach (var (number, cells) in lines)
        {
            count++;
            if (headings is null)
            {
                if (count < source.HeaderRow) continue;
                headings = new(StringComparer.Ordinal);
                for (var i = 0; i < cells.Length; i++)
                    if (cells[i].Length > 0 && !headings.TryAdd(cells[i], i))
                    {
                        faults.Add(new("", file, number, cells[i], null, "column-twice", $"Two columns are headed '{cells[i]}'; rename one."));
                        yield break;
                    }
                width = cells.Length;
                var missing = (source.Columns ?? []).Where(column => !headings.ContainsKey(column)).ToList();
                foreach (var column in missing)
                    faults.Add(new("", file, number, column, null, "column-missing", $"There is no column '{column}'. The headings are: {string.Join(", ", headings.Keys)}."));
                if (missing.Count > 0) yield break;
                continue;
            }
            if (cells.All(cell => cell.Length == 0)) continue;
            if (cells.Length > width && cells.Skip(width).Any(cell => cell.Length > 0))
            {
                faults.Add(new("", file, number, null, Fault.Short(string.Join(" | ", cells.Skip(width))), "row-too-long",
                    $"The row has {cells.Length} cells where the headings are {width}: a delimiter or a quote inside a text is not quoted."));
                continue;
            }
            yield return new Row(file, number, headings, cells);
        }
        if (headings is null && faults.Count == before) faults.Add(new("", file, 0, null, null, "headings-missing", "The file has no row of headings."));
    }

    private static IEnumerable<(int, string[])> Csv(string path, SourceSpec source, ICollection<Fault> faults)
    {
        var file = Path.GetFileName(path);
        Encoding encoding;
        try
        {
            // Strict: a wrong guess must not turn names into question marks.
            encoding = Encoding.GetEncoding(source.Encoding ?? "utf-8", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            throw new MappingException($"The encoding '{source.Encoding}' is not known; use utf-8, utf-16 or windows-1252.");
        }
        if ((source.Delimiter ?? ",") is not { Length: 1 } delimiter) throw new MappingException("A delimiter is one character, for example , ; or a tab (\\t).");
        using var text = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        var csv = new CsvText(text, delimiter[0]);
        while (true)
        {
            Fault? fault = null;
            string[]? cells = null;
            try
            {
                cells = csv.Next();
            }
            catch (DecoderFallbackException)
            {
                fault = new("", file, csv.Line, null, null, "encoding",
                    $"At or after this row the file is not {encoding.WebName}; save it as UTF-8 or name its encoding in the mapping (for example windows-1252).");
            }
            catch (FormatException e)
            {
                fault = new("", file, csv.Start, null, null, "csv-malformed", e.Message);
            }
            if (fault is not null) faults.Add(fault);
            if (cells is null) yield break;
            yield return (csv.Start, cells);
        }
    }

    private static IEnumerable<(int, string[])> Xlsx(string path, SourceSpec source, ICollection<Fault> faults)
    {
        var file = Path.GetFileName(path);
        using var stream = File.OpenRead(path);
        IExcelDataReader? reader = null;
        try
        {
            reader = ExcelReaderFactory.CreateReader(stream);
        }
        catch (Exception e) when (e is ExcelDataReader.Exceptions.ExcelReaderException or InvalidDataException or IOException)
        {
            faults.Add(new("", file, 0, null, null, "workbook", $"The file is not a workbook that can be read: {e.Message}"));
        }
        if (reader is null) yield break;
        using (reader)
        {
            var names = new List<string>();
            while (source.Sheet is not null && reader.Name != source.Sheet)
            {
                names.Add(reader.Name);
                if (reader.NextResult()) continue;
                faults.Add(new("", file, 0, null, null, "sheet-missing", $"There is no sheet '{source.Sheet}'; the file has {string.Join(", ", names)}."));
                yield break;
            }
            for (var number = 1; reader.Read(); number++)
            {
                var cells = new string[reader.FieldCount];
                for (var i = 0; i < cells.Length; i++) cells[i] = Text(reader.GetValue(i));
                yield return (number, cells);
            }
        }
    }

    // As a person would have typed it into a CSV: a whole number without a point, a time in ISO 8601.
    private static string Text(object? value) => value switch
    {
        null => "",
        DateTime time => time.ToString(time.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        double number when Math.Abs(number) < 1e15 => ((decimal)number).ToString("0.###############", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!.Trim(),
    };
}
