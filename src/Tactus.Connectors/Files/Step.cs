namespace Tactus.Connectors.Files;

/// <summary>One body that a step makes, with the rows it comes from.</summary>
/// <param name="Key">Values of the key columns, with the count of equal ones before it where each counts.</param>
/// <param name="Fields">Null when something was wrong with it; the faults are told already.</param>
internal sealed record Made(string Key, Row Row, IReadOnlyDictionary<string, object?>? Fields, string? Person)
{
    private byte[]? json;

    /// <summary>The body without a key.</summary>
    internal byte[] Json => json ??= Body.Json(Fields);

    internal string Hash => Keys.Hash(Json);

    internal byte[] WithId(Guid id) => Body.Json(Fields, id);
}

/// <summary>A step of the mapping, ready to run.</summary>
internal sealed class Step
{
    private readonly ObjectOf body;
    private readonly IReadOnlyList<Condition> where;
    private readonly Expression? person;

    internal Step(StepSpec spec, Compiler compiler)
    {
        Spec = spec;
        where = compiler.Conditions(spec.Where, $"steps.{spec.Name}.where");
        body = compiler.Expression(spec.Body, $"steps.{spec.Name}.body") as ObjectOf
            ?? throw new MappingException($"steps.{spec.Name}.body: a body is an object with the command's fields.");
        if (spec.As is { } whose) person = compiler.Expression(whose, $"steps.{spec.Name}.as");
    }

    internal StepSpec Spec { get; }

    /// <summary>Bodies of all rows, streamed; only a grouping step holds its rows.</summary>
    /// <param name="sources">Where rows come from.</param>
    /// <param name="faults">Where faults go.</param>
    /// <param name="leftOut">Called for a row that is not wanted or says again what another said.</param>
    internal IEnumerable<Made> All(Sources sources, ICollection<Fault> faults, Action leftOut)
    {
        var rows = sources.Rows(Spec.Source!);
        if (Spec.Group)
        {
            var groups = new Dictionary<string, List<Row>>(StringComparer.Ordinal);
            var order = new List<string>();
            foreach (var row in rows)
            {
                if (!Wanted(row, sources, faults) || Key(row, sources, faults) is not { } key)
                {
                    leftOut();
                    continue;
                }
                if (!groups.TryGetValue(key, out var group))
                {
                    groups[key] = group = [];
                    order.Add(key);
                }
                group.Add(row);
            }
            foreach (var key in order) yield return Make(key, new Scope(Spec.Name, groups[key][0], groups[key], sources, faults));
            yield break;
        }
        var seen = new Dictionary<string, (string Hash, Row Row, int Times)>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            if (!Wanted(row, sources, faults) || Key(row, sources, faults) is not { } key)
            {
                leftOut();
                continue;
            }
            if (One(key, new Scope(Spec.Name, row, null, sources, faults), seen, faults) is { } made) yield return made;
            else leftOut();
        }
    }

    /// <summary>The body of one row of a replay, or null when this step does not want the row.</summary>
    internal Made? For(Scope scope, Dictionary<string, (string Hash, Row Row, int Times)> seen, ICollection<Fault> faults) =>
        where.All(condition => condition.Holds(scope)) && Key(scope.Row, scope.Sources, faults) is { } key ? One(key, scope, seen, faults) : null;

    /// <summary>The column that a field of the body comes from, so that a refusal of the command names it.</summary>
    internal string? ColumnOf(string field)
    {
        Expression? at = body;
        foreach (var name in field.Split('.'))
        {
            if (at is not ObjectOf parent) break;
            at = parent.Fields.FirstOrDefault(each => each.Name == name).Value;
        }
        return at?.Column;
    }

    private Made? One(string key, Scope scope, Dictionary<string, (string Hash, Row Row, int Times)> seen, ICollection<Fault> faults)
    {
        var known = seen.TryGetValue(key, out var earlier);
        if (known && Spec.Duplicates == DuplicateRule.First) return null;
        if (Spec.Duplicates == DuplicateRule.Each)
        {
            seen[key] = ("", scope.Row, earlier.Times + 1);
            return Make(known ? $"{key}\u001f#{earlier.Times + 1}" : key, scope);
        }
        var made = Make(key, scope);
        var hash = made.Fields is null ? "" : made.Hash;
        if (!known)
        {
            seen[key] = (hash, scope.Row, 1);
            return made;
        }
        if (earlier.Hash != hash)
            faults.Add(new Fault(Spec.Name, scope.Row.File, scope.Row.Number, string.Join(" + ", Spec.Key), Fault.Short(key.Replace('\u001f', ' ')), "key-twice",
                $"Row {earlier.Row.Number} of {earlier.Row.File} has the same key and says something else; keep one of them, or name more key columns."));
        return null;
    }

    private Made Make(string key, Scope scope)
    {
        var fields = body.Value(scope) as IReadOnlyDictionary<string, object?>;
        var whose = person?.Value(scope) as string;
        return new Made(key, scope.Row, scope.Failed ? null : fields, whose);
    }

    private bool Wanted(Row row, Sources sources, ICollection<Fault> faults)
    {
        if (where.Count == 0) return true;
        var scope = new Scope(Spec.Name, row, null, sources, faults);
        return where.All(condition => condition.Holds(scope));
    }

    private string? Key(Row row, Sources sources, ICollection<Fault> faults)
    {
        foreach (var column in Spec.Key)
        {
            var missing = !row.Has(column);
            if (!missing && row[column].Length > 0) continue;
            new Scope(Spec.Name, row, null, sources, faults).Refuse(column, null, missing ? "column-missing" : "key-blank",
                missing ? $"There is no column '{column}'." : $"'{column}' is blank; it tells this row from others. Fill it in, or leave such rows out with \"where\".");
            return null;
        }
        return string.Join('\u001f', Spec.Key.Select(column => row[column]));
    }
}
