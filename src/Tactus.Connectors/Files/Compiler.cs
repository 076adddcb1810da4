using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tactus.Connectors.Files;

/// <summary>Makes expressions of a mapping's JSON, and says where one can't be understood.</summary>
internal sealed class Compiler(MappingFile mapping)
{
    private readonly TimeZoneInfo zone = mapping.Zone();
    private int depth;

    internal Expression Expression(JsonElement json, string path)
    {
        if (++depth > 40) throw new MappingException($"{path}: the expression is too deep, or a definition uses itself.");
        try
        {
            return json.ValueKind switch
            {
                JsonValueKind.String => new Constant(json.GetString()),
                JsonValueKind.Number => new Constant(json.GetDecimal()),
                JsonValueKind.True => new Constant(true),
                JsonValueKind.False => new Constant(false),
                JsonValueKind.Null => new Constant(null),
                JsonValueKind.Array => new ListOf([.. json.EnumerateArray().Select((item, i) => Expression(item, $"{path}[{i}]"))]),
                _ => Object(json, path),
            };
        }
        finally
        {
            depth--;
        }
    }

    internal IReadOnlyList<Condition> Conditions(IReadOnlyList<JsonElement>? json, string path) =>
        [.. (json ?? []).Select((each, i) => Condition(each, $"{path}[{i}]"))];

    private Expression Object(JsonElement json, string path)
    {
        var operation = json.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => name.StartsWith('$') && name != "$when");
        return operation switch
        {
            null => Plain(json, path),
            "$column" => Column(json, path),
            "$template" => new TemplateOf(Text(json, "$template", path)!, Text(Only(json, path, "$template", "default"), "default", path)),
            "$lookup" => Lookup(Only(json, path, "$lookup"), path),
            "$split" => new SplitOf(Text(json, "$split", path)!, Text(Only(json, path, "$split", "separator", "part"), "separator", path) ?? ",", (int?)Number(json, "part", path)),
            "$rows" => new RowsOf(Expression(Only(json, path, "$rows").GetProperty("$rows"), path + ".$rows")),
            "$sum" => new NumberOf(NumberOf.Kind.Sum, Several(json, "$sum", path)),
            "$product" => new NumberOf(NumberOf.Kind.Product, Several(json, "$product", path)),
            "$quotient" => new NumberOf(NumberOf.Kind.Quotient, Several(json, "$quotient", path)),
            "$difference" => new NumberOf(NumberOf.Kind.Difference, Several(json, "$difference", path)),
            "$running" => new RunningOf(Expression(Only(json, path, "$running", "by").GetProperty("$running"), path + ".$running"), Texts(json, "by", path)),
            "$rowNumber" => new RowNumber(),
            "$if" => new Choice(Conditions(Items(json, "$if", path), path + ".$if"),
                Expression(Part(Only(json, path, "$if", "then", "else"), "then", path), path + ".then"),
                json.TryGetProperty("else", out var otherwise) ? Expression(otherwise, path + ".else") : new Constant(null)),
            "$answer" => new AnswerOf(Text(Only(json, path, "$answer", "field"), "$answer", path)!, Text(json, "field", path) ?? throw new MappingException($"{path}: $answer needs a field.")),
            "$use" => Use(Text(Only(json, path, "$use"), "$use", path)!, path),
            _ => throw new MappingException($"{path}: there is no operation {operation}."),
        };
    }

    private ObjectOf Plain(JsonElement json, string path)
    {
        var when = json.TryGetProperty("$when", out var guard) ? Conditions([.. guard.EnumerateArray()], path + ".$when") : null;
        return new ObjectOf(when, [.. json.EnumerateObject().Where(property => property.Name != "$when")
            .Select(property => (property.Name, Expression(property.Value, $"{path}.{property.Name}")))]);
    }

    private Expression Use(string name, string path) => mapping.Define is not null && mapping.Define.TryGetValue(name, out var definition)
        ? Expression(definition, "define." + name)
        : throw new MappingException($"{path}: nothing is defined under the name '{name}'.");

    private Cell Column(JsonElement json, string path)
    {
        Only(json, path, "$column", "type", "required", "thousands", "decimal", "format", "map", "blankWhen", "default", "pattern", "formulas", "least", "most", "longest", "at", "plus", "zone");
        var columns = Texts(json, "$column", path);
        if (columns.Count == 0) throw new MappingException($"{path}: $column names a column, or several of which the first that is not blank counts.");
        var typeText = Text(json, "type", path) ?? "text";
        if (!Enum.TryParse<CellType>(typeText, ignoreCase: true, out var type))
            throw new MappingException($"{path}: the type '{typeText}' is none of text, integer, decimal, date, time, flag.");
        var formats = Texts(json, "format", path);
        if (formats.Count == 0 && type is CellType.Date) formats = ["yyyy-MM-dd"];
        if (formats.Count == 0 && type is CellType.Time) formats = ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd"];
        var map = json.TryGetProperty("map", out var pairs)
            ? pairs.EnumerateObject().ToDictionary(pair => pair.Name, pair => pair.Value.GetString() ?? "", StringComparer.Ordinal)
            : null;
        var plus = TimeSpan.Zero;
        if (Text(json, "plus", path) is { } added && !TimeSpan.TryParse(added, CultureInfo.InvariantCulture, out plus))
            throw new MappingException($"{path}: plus is a span such as 08:00 or 07:59:59.");
        var own = zone;
        if (Text(json, "zone", path) is { } named && !TimeZoneInfo.TryFindSystemTimeZoneById(named, out own))
            throw new MappingException($"{path}: the time zone '{named}' is not known.");
        Regex? pattern = null;
        try
        {
            // Without backtracking: a pattern from a file can't make the import stand still.
            if (Text(json, "pattern", path) is { } shape) pattern = new Regex(shape, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, TimeSpan.FromSeconds(1));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new MappingException($"{path}: the pattern can't be used: {e.Message}");
        }
        return new Cell(new CellSpec(columns, type,
            json.TryGetProperty("required", out var required) && required.ValueKind == JsonValueKind.True,
            Text(json, "thousands", path), Text(json, "decimal", path) ?? ".", formats, map, Texts(json, "blankWhen", path),
            json.TryGetProperty("default", out var fallback) ? Fallback(fallback, path) : null, pattern,
            Text(json, "formulas", path) switch { null => false, "keep" => true, var other => throw new MappingException($"{path}: formulas is \"keep\" or left out, not \"{other}\".") },
            Number(json, "least", path), Number(json, "most", path), (int)(Number(json, "longest", path) ?? 2000),
            json.TryGetProperty("at", out var at) ? Expression(at, path + ".at") : null, plus, own!));
    }

    private object? Fallback(JsonElement json, string path) => json.ValueKind is JsonValueKind.Object or JsonValueKind.Array
        ? throw new MappingException($"{path}: a default is a plain value.")
        : Expression(json, path + ".default").Value(null!);

    private LookupOf Lookup(JsonElement json, string path)
    {
        var lookup = json.GetProperty("$lookup");
        Only(lookup, path + ".$lookup", "source", "where", "take", "first", "required");
        var source = Text(lookup, "source", path);
        if (source is null || !mapping.Sources.ContainsKey(source)) throw new MappingException($"{path}: $lookup reads a source of the mapping, not '{source}'.");
        var where = Part(lookup, "where", path).EnumerateObject().ToList();
        if (where.Count == 0) throw new MappingException($"{path}: $lookup needs where: column of '{source}' = value.");
        return new LookupOf(source, [.. where.Select(each => each.Name)],
            [.. where.Select(each => Expression(each.Value, $"{path}.where.{each.Name}"))], Expression(Part(lookup, "take", path), path + ".take"),
            lookup.TryGetProperty("first", out var first) && first.ValueKind == JsonValueKind.True,
            !lookup.TryGetProperty("required", out var required) || required.ValueKind != JsonValueKind.False);
    }

    private Condition Condition(JsonElement json, string path)
    {
        Only(json, path, "column", "value", "is", "equals", "notEquals", "atLeast", "above", "atMost", "below");
        var value = json.TryGetProperty("value", out var given) ? Expression(given, path + ".value")
            : Text(json, "column", path) is { } column ? new Cell(Plainly(column))
            : throw new MappingException($"{path}: a condition looks at a column or a value.");
        if (Text(json, "is", path) is { } state)
            return state is "blank" or "notBlank" ? new Condition(value, state, [], null) : throw new MappingException($"{path}: is can be blank or notBlank.");
        foreach (var kind in (string[])["equals", "notEquals"])
            if (json.TryGetProperty(kind, out _))
                return new Condition(value, kind, Texts(json, kind, path), null);
        foreach (var kind in (string[])["atLeast", "above", "atMost", "below"])
            if (json.TryGetProperty(kind, out var limit))
                return new Condition(value, kind, [], Expression(limit, $"{path}.{kind}"));
        throw new MappingException($"{path}: a condition needs is, equals, notEquals, atLeast, above, atMost or below.");
    }

    private CellSpec Plainly(string column) =>
        new([column], CellType.Text, false, null, ".", [], null, [], null, null, true, null, null, int.MaxValue, null, TimeSpan.Zero, zone);

    private IReadOnlyList<Expression> Several(JsonElement json, string name, string path)
    {
        var part = Only(json, path, name).GetProperty(name);
        return part.ValueKind == JsonValueKind.Array
            ? [.. part.EnumerateArray().Select((each, i) => Expression(each, $"{path}.{name}[{i}]"))]
            : [Expression(part, $"{path}.{name}")];
    }

    private static IReadOnlyList<JsonElement> Items(JsonElement json, string name, string path) =>
        Part(json, name, path) is { ValueKind: JsonValueKind.Array } items ? [.. items.EnumerateArray()] : throw new MappingException($"{path}: {name} is a list.");

    private static JsonElement Part(JsonElement json, string name, string path) =>
        json.TryGetProperty(name, out var part) ? part : throw new MappingException($"{path}: '{name}' is missing.");

    private static JsonElement Only(JsonElement json, string path, params string[] names)
    {
        foreach (var property in json.EnumerateObject())
            if (!names.Contains(property.Name, StringComparer.Ordinal))
                throw new MappingException($"{path}: '{property.Name}' is not known here; possible are {string.Join(", ", names)}.");
        return json;
    }

    private static string? Text(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out var value)) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw new MappingException($"{path}: '{name}' is a text.");
    }

    private static decimal? Number(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out var value)) return null;
        return value.ValueKind == JsonValueKind.Number ? value.GetDecimal() : throw new MappingException($"{path}: '{name}' is a number.");
    }

    private static IReadOnlyList<string> Texts(JsonElement json, string name, string path)
    {
        if (!json.TryGetProperty(name, out var value)) return [];
        if (value.ValueKind == JsonValueKind.String) return [value.GetString()!];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(each => each.ValueKind == JsonValueKind.String))
            return [.. value.EnumerateArray().Select(each => each.GetString()!)];
        throw new MappingException($"{path}: '{name}' is a text or a list of texts.");
    }
}
