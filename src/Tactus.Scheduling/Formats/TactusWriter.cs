using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tactus.Scheduling.Formats;

/// <summary>Writes the product's JSON: the outline indented, each machine, operation and span on a line of its own.</summary>
internal sealed partial class TactusWriter : IDisposable
{
    private static readonly JsonWriterOptions Outline = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter outline;
    private readonly ArrayBufferWriter<byte> buffer = new();
    private readonly Utf8JsonWriter line;
    private readonly bool timestamps;
    private DateTimeOffset? origin;

    internal TactusWriter(Stream stream, bool timestamps)
    {
        outline = new(stream, Outline);
        line = new(buffer, Line);
        this.timestamps = timestamps;
    }

    public void Dispose()
    {
        line.Dispose();
        outline.Dispose();
    }

    /// <summary>The document; the schedule in force is left out where the schedule beside it is what counts.</summary>
    internal void Problem(Problem problem)
    {
        origin = problem.Origin;
        var json = outline;
        json.WriteStartObject();
        json.WriteString("format", TactusFormat.Version);
        if (problem.Name.Length > 0) json.WriteString("name", problem.Name);
        if (origin is { } moment) json.WriteString("origin", moment.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));
        Time(json, "now", problem.Now);
        Time(json, "frozenUntil", problem.FrozenUntil);
        if (problem.Thawed.Count > 0) Texts(json, "thawed", problem.Thawed);
        Duration(json, "moveTolerance", problem.MoveTolerance);
        Rows("calendars", problem.Calendars, Calendar);
        Rows("setups", problem.Setups, Table);
        Rows("machines", problem.Machines, Machine);
        Rows("pools", problem.Pools, Pool);
        Rows("people", problem.People, Person);
        Rows("materials", problem.Materials, Material);
        json.WriteStartArray("jobs");
        foreach (var job in problem.Jobs) Job(job);
        json.WriteEndArray();
        Rows("links", problem.Links, Link);
        Row("objective", () => Objective(problem.Objective));
        if (problem.InForce is { } inForce) Rows("inForce", inForce, Assignment, evenEmpty: true);
        json.WriteEndObject();
        json.Flush();
    }

    private void Rows<T>(string name, IReadOnlyList<T> items, Action<T> write, bool evenEmpty = false)
    {
        if (items.Count == 0 && !evenEmpty) return;
        outline.WriteStartArray(name);
        foreach (var item in items)
        {
            buffer.ResetWrittenCount();
            // The outline does not indent what it is given ready-made.
            buffer.Write("\n"u8);
            for (var i = 0; i < outline.CurrentDepth; i++) buffer.Write("  "u8);
            line.Reset(buffer);
            write(item);
            line.Flush();
            outline.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
        }
        outline.WriteEndArray();
    }

    private void Row(string name, Action write)
    {
        buffer.ResetWrittenCount();
        line.Reset(buffer);
        write();
        line.Flush();
        outline.WritePropertyName(name);
        outline.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
    }

    private void Calendar(WorkCalendar calendar)
    {
        line.WriteStartObject();
        line.WriteString("id", calendar.Id);
        if (Week(calendar) is { } week)
        {
            Texts(line, "week", week);
        }
        else if (calendar.Cycle != 0 || calendar.CycleStart != 0 || calendar.Pattern.Count > 0)
        {
            Duration(line, "cycle", calendar.Cycle);
            Time(line, "cycleStart", calendar.CycleStart);
            line.WriteStartArray("pattern");
            foreach (var span in calendar.Pattern)
            {
                line.WriteStartArray();
                line.WriteNumberValue(span.From);
                line.WriteNumberValue(span.To);
                line.WriteEndArray();
            }
            line.WriteEndArray();
        }
        Spans("closed", calendar.Closed);
        Spans("extra", calendar.Extra);
        line.WriteEndObject();
    }

    /// <summary>The pattern in words, if it says exactly the same.</summary>
    private List<string>? Week(WorkCalendar calendar)
    {
        if (!timestamps || calendar.Cycle != IsoTime.Week || calendar.Pattern.Count == 0 || calendar.CycleStart != TactusReader.Monday(origin)) return null;
        var (words, again) = (new List<string>(), new List<Span>());
        foreach (var span in calendar.Pattern)
        {
            if (IsoTime.Shift(span) is not { } word || !IsoTime.TryShift(word, again)) return null;
            words.Add(word);
        }
        return again.SequenceEqual(calendar.Pattern) ? words : null;
    }

    private void Table(SetupTable table)
    {
        line.WriteStartObject();
        line.WriteString("id", table.Id);
        line.WriteString("attribute", table.Attribute);
        if (table.Values.Count > 0) Texts(line, "values", table.Values);
        if (table.Times.Count > 0)
        {
            line.WriteStartArray("times");
            foreach (var row in table.Times)
            {
                line.WriteStartArray();
                foreach (var time in row) line.WriteNumberValue(time);
                line.WriteEndArray();
            }
            line.WriteEndArray();
        }
        if (table.Costs.Count > 0)
        {
            line.WriteStartArray("costs");
            foreach (var row in table.Costs)
            {
                line.WriteStartArray();
                foreach (var cost in row) line.WriteNumberValue(cost);
                line.WriteEndArray();
            }
            line.WriteEndArray();
        }
        if (table.Rules.Count > 0)
        {
            line.WriteStartArray("rules");
            foreach (var rule in table.Rules)
            {
                line.WriteStartObject();
                if (rule.From is not null) line.WriteString("from", rule.From);
                if (rule.To is not null) line.WriteString("to", rule.To);
                Duration(line, "time", rule.Time);
                if (rule.Cost != 0) line.WriteNumber("cost", rule.Cost);
                line.WriteEndObject();
            }
            line.WriteEndArray();
        }
        line.WriteEndObject();
    }

    private void Machine(Machine machine)
    {
        line.WriteStartObject();
        line.WriteString("id", machine.Id);
        if (machine.Calendar is not null) line.WriteString("calendar", machine.Calendar);
        if (machine.Efficiency != 1) line.WriteNumber("efficiency", machine.Efficiency);
        if (machine.Setups.Count > 0) Texts(line, "setups", machine.Setups);
        if (machine.SetupsTogether) line.WriteBoolean("setupsTogether", true);
        if (machine.SetupNeedsParts) line.WriteBoolean("setupNeedsParts", true);
        Map("state", machine.State);
        Spans("down", machine.Down);
        if (machine.BatchCapacity != 0) line.WriteNumber("batchCapacity", machine.BatchCapacity);
        line.WriteEndObject();
    }

    private void Pool(Pool pool)
    {
        line.WriteStartObject();
        line.WriteString("id", pool.Id);
        if (pool.Kind == PoolKind.Crew) line.WriteString("kind", "crew");
        if (pool.Groups.Count == 1)
        {
            Group(pool.Groups[0]);
        }
        else
        {
            line.WriteStartArray("groups");
            foreach (var group in pool.Groups)
            {
                line.WriteStartObject();
                Group(group);
                line.WriteEndObject();
            }
            line.WriteEndArray();
        }
        line.WriteEndObject();
    }

    private void Group(PoolGroup group)
    {
        line.WriteNumber("units", group.Units);
        if (group.Calendar is not null) line.WriteString("calendar", group.Calendar);
        Spans("down", group.Down ?? []);
    }

    private void Person(Person person)
    {
        line.WriteStartObject();
        line.WriteString("id", person.Id);
        if (person.Calendar is not null) line.WriteString("calendar", person.Calendar);
        if (person.Skills.Count > 0)
        {
            line.WriteStartArray("skills");
            foreach (var certificate in person.Skills)
            {
                if (certificate is { From: long.MinValue, Until: long.MaxValue })
                {
                    line.WriteStringValue(certificate.Skill);
                    continue;
                }
                line.WriteStartObject();
                line.WriteString("skill", certificate.Skill);
                if (certificate.From != long.MinValue) Time(line, "from", certificate.From);
                if (certificate.Until != long.MaxValue) Time(line, "until", certificate.Until);
                line.WriteEndObject();
            }
            line.WriteEndArray();
        }
        Spans("absent", person.Absent);
        line.WriteEndObject();
    }

    private void Material(Material material)
    {
        line.WriteStartObject();
        line.WriteString("id", material.Id);
        if (material.OnHand != 0) line.WriteNumber("onHand", material.OnHand);
        if (material.Receipts.Count > 0)
        {
            line.WriteStartArray("receipts");
            foreach (var receipt in material.Receipts)
            {
                line.WriteStartObject();
                Time(line, "at", receipt.At);
                line.WriteNumber("quantity", receipt.Quantity);
                line.WriteEndObject();
            }
            line.WriteEndArray();
        }
        line.WriteEndObject();
    }

    private void Objective(Objective objective)
    {
        line.WriteStartObject();
        if (objective.InOrder) line.WriteBoolean("inOrder", true);
        line.WriteStartArray("terms");
        foreach (var term in objective.Terms)
        {
            line.WriteStartObject();
            line.WriteString("measure", Camel(term.Measure));
            line.WriteNumber("weight", term.Weight);
            line.WriteEndObject();
        }
        line.WriteEndArray();
        line.WriteEndObject();
    }

    private void Time(Utf8JsonWriter json, string name, long time)
    {
        if (timestamps && origin is { } zero && IsoTime.HasMoment(time, zero)) json.WriteString(name, IsoTime.Moment(time, zero));
        else json.WriteNumber(name, time);
    }

    private void Duration(Utf8JsonWriter json, string name, long time)
    {
        if (timestamps && origin is not null) json.WriteString(name, IsoTime.Duration(time));
        else json.WriteNumber(name, time);
    }

    private void Spans(string name, IReadOnlyList<Span> spans)
    {
        if (spans.Count == 0) return;
        line.WriteStartArray(name);
        foreach (var span in spans)
        {
            line.WriteStartArray();
            Value(span.From);
            Value(span.To);
            line.WriteEndArray();
        }
        line.WriteEndArray();

        void Value(long time)
        {
            if (timestamps && origin is { } zero && IsoTime.HasMoment(time, zero)) line.WriteStringValue(IsoTime.Moment(time, zero));
            else line.WriteNumberValue(time);
        }
    }

    private void Map(string name, IReadOnlyDictionary<string, string> map)
    {
        if (map.Count == 0) return;
        line.WriteStartObject(name);
        foreach (var (key, value) in map) line.WriteString(key, value);
        line.WriteEndObject();
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static string Camel<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
