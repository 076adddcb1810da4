using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tactus.Connectors.Files;

/// <summary>
/// A mapping file: which files are read, and which command's body each of their rows becomes. See samples/mapping.schema.json.
/// With <see cref="Replay"/> it is a replay: every row runs through all steps before the next row, in the order of time.
/// </summary>
internal sealed record MappingFile(
    string Name, IReadOnlyDictionary<string, SourceSpec> Sources, IReadOnlyList<StepSpec> Steps,
    string? Note = null, string? TimeZone = null, IReadOnlyDictionary<string, JsonElement>? Define = null, ReplaySpec? Replay = null)
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>Reads and checks a mapping; throws <see cref="MappingException"/> with the place of the mistake.</summary>
    internal static MappingFile Parse(string json)
    {
        MappingFile mapping;
        try
        {
            mapping = JsonSerializer.Deserialize<MappingFile>(json, Strict) ?? throw new MappingException("The mapping is empty.");
        }
        catch (JsonException e)
        {
            throw new MappingException($"The mapping can't be read at {e.Path ?? "its beginning"} (line {e.LineNumber + 1}): {e.Message.Split(" Path:")[0]}");
        }
        if (mapping.Name.Length == 0) throw new MappingException("The mapping needs a name: keys that keep a row from counting twice are made from it.");
        if (mapping.Steps.Count == 0) throw new MappingException("The mapping has no steps.");
        if (mapping.Steps.GroupBy(step => step.Name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new MappingException($"Two steps are called '{twice.Key}'; give each a name of its own.");
        foreach (var (source, spec) in mapping.Sources)
            if (spec.File is null == spec.Rows is null) throw new MappingException($"The source '{source}' needs a file or rows, one of them.");
        foreach (var step in mapping.Steps)
        {
            if (mapping.Replay is null && step.Source is null) throw new MappingException($"Step '{step.Name}' names no source.");
            if (mapping.Replay is not null && (step.Source is not null || step.Group)) throw new MappingException($"Step '{step.Name}': a replay's steps read the replay's source, one row at a time; remove source and group.");
            if (step.Source is { } source && !mapping.Sources.ContainsKey(source)) throw new MappingException($"Step '{step.Name}' reads the source '{source}', which the mapping does not have.");
            if (!step.To.StartsWith("/api/", StringComparison.Ordinal)) throw new MappingException($"Step '{step.Name}' posts to '{step.To}'; a path begins with /api/.");
            if (step.Key.Count == 0) throw new MappingException($"Step '{step.Name}' needs key columns: they tell one row from another on a second run.");
        }
        if (mapping.Replay is { } replay && !mapping.Sources.ContainsKey(replay.Source))
            throw new MappingException($"The replay reads the source '{replay.Source}', which the mapping does not have.");
        return mapping;
    }

    /// <summary>The zone of local dates and times in the files; UTC when none is named.</summary>
    internal TimeZoneInfo Zone()
    {
        if (TimeZone is null) return TimeZoneInfo.Utc;
        return TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone)
            ? zone
            : throw new MappingException($"The time zone '{TimeZone}' is not known; use an IANA name such as Asia/Ho_Chi_Minh.");
    }
}

/// <summary>Where rows come from.</summary>
/// <param name="File">Name, or a pattern with * that is read in the order of names.</param>
/// <param name="Rows">The rows themselves, instead of a file: what the plant's files do not have (reasons, places).</param>
/// <param name="Format">By the name's ending when not given.</param>
/// <param name="Delimiter">CSV: one character; a comma when not given.</param>
/// <param name="Encoding">CSV: utf-8 (strict, with or without mark), utf-16, windows-1252 …</param>
/// <param name="Sheet">XLSX: name of the sheet; the first when not given.</param>
/// <param name="HeaderRow">Row of the headings, from 1.</param>
/// <param name="Columns">Headings that must be there; others may be too.</param>
/// <param name="Where">Rows to take; others are left out.</param>
/// <param name="Sort">Orders the rows by these values (all rows are then held in memory).</param>
/// <param name="Computed">Further columns made from a row and those before it.</param>
/// <param name="Optional">No fault when no file is there.</param>
internal sealed record SourceSpec(
    string? File = null, IReadOnlyList<IReadOnlyDictionary<string, string>>? Rows = null, FileFormat? Format = null, string? Delimiter = null, string? Encoding = null, string? Sheet = null, int HeaderRow = 1,
    IReadOnlyList<string>? Columns = null, IReadOnlyList<JsonElement>? Where = null, IReadOnlyList<JsonElement>? Sort = null,
    IReadOnlyDictionary<string, JsonElement>? Computed = null, bool Optional = false, string? Note = null);

internal enum FileFormat { Csv, Xlsx }

/// <summary>What rows become.</summary>
/// <param name="Key">Columns that tell one thing from another: on a second run the same key with another body is a change.</param>
/// <param name="To">Path of the command.</param>
/// <param name="Body">The command's fields: constants, and expressions whose names begin with $.</param>
/// <param name="Group">All rows with the same key become one body; $rows makes a list of them.</param>
/// <param name="Duplicates">What a second row with the same key is.</param>
/// <param name="Accept">Refusal codes that mean "is already so".</param>
/// <param name="Settle">Let the halves exchange their messages before going on.</param>
/// <param name="As">Replay: number of the person who did it.</param>
internal sealed record StepSpec(
    string Name, string To, IReadOnlyList<string> Key, JsonElement Body, string? Source = null, bool Group = false,
    DuplicateRule Duplicates = DuplicateRule.Refuse, IReadOnlyList<JsonElement>? Where = null, IReadOnlyList<string>? Accept = null,
    bool Settle = false, JsonElement? As = null, string? Note = null);

internal enum DuplicateRule
{
    /// <summary>A second row that says the same is left out; one that says something else is a fault.</summary>
    Refuse,
    /// <summary>The first row counts.</summary>
    First,
    /// <summary>Every row counts, also one that is equal to another (it happened twice).</summary>
    Each,
}

/// <summary>How recorded rows are played.</summary>
/// <param name="Source">The records.</param>
/// <param name="Day">Expression of the local date a record belongs to; --month, --from and --to choose by it.</param>
internal sealed record ReplaySpec(string Source, JsonElement Day);
