namespace Tactus.Connectors.Files;

/// <summary>The sources of a mapping over one folder.</summary>
internal sealed class Sources(MappingFile mapping, string folder, ICollection<Fault> faults)
{
    private readonly Dictionary<string, Dictionary<string, List<Row>>> indexes = new(StringComparer.Ordinal);
    private readonly HashSet<string> told = new(StringComparer.Ordinal);

    /// <summary>Every file that the mapping reads.</summary>
    internal IEnumerable<string> Files() => mapping.Sources.Values.SelectMany(source => Table.Files(folder, source)).Distinct(StringComparer.Ordinal);

    /// <summary>The rows of a source, one after the other. Faults of the file itself are told once, however often it is read.</summary>
    internal IEnumerable<Row> Rows(string name)
    {
        var source = mapping.Sources[name];
        var compiler = new Compiler(mapping);
        var where = compiler.Conditions(source.Where, $"sources.{name}.where");
        var computed = (source.Computed ?? new Dictionary<string, System.Text.Json.JsonElement>())
            .Select(each => (each.Key, Value: compiler.Expression(each.Value, $"sources.{name}.computed.{each.Key}"))).ToList();
        var sort = (source.Sort ?? []).Select((each, i) => compiler.Expression(each, $"sources.{name}.sort[{i}]")).ToList();
        ICollection<Fault> to = told.Add(name) ? faults : [];
        var files = Table.Files(folder, source);
        if (source.Rows is null && files.Count == 0 && !source.Optional)
            to.Add(new Fault("", source.File!, 0, null, null, "file-missing", $"There is no file '{source.File}' in {folder}."));
        var rows = (source.Rows is { } given ? Table.Given(name, given) : files.SelectMany(file => Table.Read(file, source, to))).Where(row => where.All(condition => condition.Holds(Scope(name, row, to))));
        if (sort.Count > 0)
        {
            var keyed = rows.Select((row, place) => (row, place, keys: sort.Select(each => each.Value(Scope(name, row, to))).ToArray())).ToList();
            keyed.Sort((left, right) =>
            {
                for (var i = 0; i < left.keys.Length; i++)
                    if (Compare(left.keys[i], right.keys[i]) is not 0 and var order)
                        return order;
                return left.place.CompareTo(right.place);
            });
            rows = keyed.Select(each => each.row);
        }
        foreach (var row in rows)
        {
            foreach (var (column, value) in computed) row.Compute(column, value.Value(Scope(name, row, to)) is { } made ? Body.Text(made) : "");
            yield return row;
        }
    }

    /// <summary>Rows of a source by the values of some columns. The source is held in memory.</summary>
    internal IReadOnlyList<Row> Find(string name, IReadOnlyList<string> columns, IReadOnlyList<string> values)
    {
        var index = name + '\u001f' + string.Join('\u001f', columns);
        if (!indexes.TryGetValue(index, out var rows))
        {
            indexes[index] = rows = new(StringComparer.Ordinal);
            foreach (var row in Rows(name))
            {
                var key = string.Join('\u001f', columns.Select(column => row[column]));
                if (!rows.TryGetValue(key, out var same)) rows[key] = same = [];
                same.Add(row);
            }
        }
        return rows.TryGetValue(string.Join('\u001f', values), out var found) ? found : [];
    }

    private Scope Scope(string name, Row row, ICollection<Fault> to) => new($"source {name}", row, null, this, to);

    private static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        (decimal a, decimal b) => a.CompareTo(b),
        (DateTime a, DateTime b) => a.CompareTo(b),
        (DateOnly a, DateOnly b) => a.CompareTo(b),
        _ => string.CompareOrdinal(Body.Text(left), Body.Text(right)),
    };
}
