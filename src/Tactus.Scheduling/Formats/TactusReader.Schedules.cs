using System.Text.Json;

namespace Tactus.Scheduling.Formats;

/// <summary>Schedules and changes.</summary>
internal static partial class TactusReader
{
    private static readonly string[] Kinds =
    [
        "machineDown", "toolDown", "personAbsent", "orderAdded", "orderCancelled", "orderChanged", "materialLate", "materialLost", "operationTakes",
    ];

    internal static ScheduleFile Schedule(ReadOnlySpan<byte> utf8)
    {
        var json = new JsonInput(utf8) { Origin = Origin(utf8, "problem") };
        var file = new ScheduleFile();
        var scope = json.Open("a schedule", "objective", "lowerBound", "optimal", "seconds", "iterations", "figures", "operations", "late", "source", "problem");
        var operations = false;
        while (json.Field(scope, out var name))
        {
            switch (name)
            {
                case "objective": file = file with { Objective = json.Number() }; break;
                case "lowerBound": file = file with { LowerBound = json.Number() }; break;
                case "optimal": file = file with { Optimal = json.Truth() }; break;
                case "seconds": file = file with { Seconds = json.Number() }; break;
                case "iterations": file = file with { Iterations = json.Integer() }; break;
                case "operations": (operations, file) = (true, file with { Operations = List(ref json, Row) }); break;
                case "source": file = file with { Source = Source(ref json) }; break;
                case "problem": file = file with { Problem = Problem(ref json) }; break;
                // Figures and explanations are reckoned again from the schedule itself.
                default: json.Skip(); break;
            }
        }
        if (!operations) throw json.Missing(scope, "operations");
        json.End();
        return file;
    }

    private static ScheduleSource Source(ref JsonInput json)
    {
        var (format, file) = ((string?)null, (string?)null);
        var scope = json.Open("the source", "format", "file");
        while (json.Field(scope, out var name))
        {
            if (name == "format") format = json.Text();
            else file = json.Text();
        }
        return new(format ?? throw json.Missing(scope, "format"), file ?? throw json.Missing(scope, "file"));
    }

    private static ScheduleRow Row(ref JsonInput json)
    {
        int? job = null, number = null, on = null;
        string? operation = null, machine = null;
        long? setup = null, start = null, end = null;
        List<string> people = [], units = [];
        var batch = 0;
        var scope = json.Open("an operation of a schedule", "job", "operation", "machine", "start", "end", "operationId", "machineId", "setupStart", "people", "units", "batch");
        while (json.Field(scope, out var name))
        {
            switch (name)
            {
                case "job": job = Count(ref json); break;
                case "operation": number = Count(ref json); break;
                case "machine": on = Count(ref json); break;
                case "start": start = json.Time(); break;
                case "end": end = json.Time(); break;
                case "operationId": operation = json.Text(); break;
                case "machineId": machine = json.Text(); break;
                case "setupStart": setup = json.Time(); break;
                case "people": people = Texts(ref json); break;
                case "units": units = Texts(ref json); break;
                case "batch": batch = Count(ref json); break;
            }
        }
        var (from, to) = (start ?? throw json.Missing(scope, "start"), end ?? throw json.Missing(scope, "end"));
        if (operation is null && (job is null || number is null)) throw json.Missing(scope, job is null ? "job" : "operation");
        if (machine is null && on is null) throw json.Missing(scope, "machine");
        if ((operation is null) != (machine is null)) throw json.Missing(scope, operation is null ? "operationId" : "machineId");
        return new(job ?? -1, number ?? -1, on ?? -1, from, to)
        {
            Assignment = operation is null ? null : new(operation, machine!, setup ?? from, from, to) { People = people, Units = units, Batch = batch },
        };
    }

    internal static ChangeFile Changes(ReadOnlySpan<byte> utf8, DateTimeOffset? origin)
    {
        var json = new JsonInput(utf8) { Origin = origin };
        var (now, changes) = ((long?)null, (List<Change>?)null);
        var scope = json.Open("a file of changes", "$schema", "now", "changes");
        while (json.Field(scope, out var name))
        {
            switch (name)
            {
                case "now": now = json.Time(); break;
                case "changes": changes = List(ref json, Change); break;
                default: json.Text(); break;
            }
        }
        if (changes is null) throw json.Missing(scope, "changes");
        json.End();
        return new(now, changes);
    }

    private static Change Change(ref JsonInput json)
    {
        var scope = json.Open("a change", Kinds);
        Change? change = null;
        while (json.Field(scope, out var name))
        {
            if (change is not null) throw json.Fault("A change has one field, its kind; write two changes.");
            change = Change(ref json, name);
        }
        return change ?? throw json.FaultAt(scope.Place, $"A change has one field, its kind: {string.Join(", ", Kinds)}.");
    }

    private static Change Change(ref JsonInput json, string kind)
    {
        string[] fields = kind switch
        {
            "machineDown" => ["machine", "from", "until"],
            "toolDown" => ["pool", "units", "from", "until"],
            "personAbsent" => ["person", "from", "until"],
            "orderAdded" => ["job", "links"],
            "orderCancelled" => ["job"],
            "orderChanged" => ["job", "due", "tardinessCost", "priority", "quantityFactor"],
            "materialLate" => ["material", "from", "until"],
            "materialLost" => ["material", "quantity"],
            _ => ["operation", "time"],
        };
        string? subject = null;
        long? from = null, until = null, due = null, time = null;
        double? cost = null, factor = null;
        int? priority = null;
        var units = 1;
        decimal? quantity = null;
        Job? job = null;
        List<Link>? links = null;
        var scope = json.Open($"the change {kind}", fields);
        while (json.Field(scope, out var name))
        {
            switch (name)
            {
                case "job" when kind == "orderAdded": job = Job(ref json); break;
                case "machine" or "pool" or "person" or "job" or "material" or "operation": subject = json.Text(); break;
                case "from": from = json.Time(); break;
                case "until": until = json.Time(); break;
                case "units": units = Count(ref json); break;
                case "links": links = List(ref json, Link); break;
                case "due": due = json.Time(); break;
                case "tardinessCost": cost = json.Number(); break;
                case "priority": priority = (int)json.Integer(int.MinValue, int.MaxValue); break;
                case "quantityFactor": factor = json.Number(); break;
                case "quantity": quantity = json.Quantity(); break;
                case "time": time = json.Duration(); break;
            }
        }
        if (kind == "orderAdded") return new OrderAdded(job ?? throw json.Missing(scope, "job"), links);
        var about = subject ?? throw json.Missing(scope, fields[0]);
        if (fields.Contains("until"))
        {
            var (begin, end) = (from ?? throw json.Missing(scope, "from"), until ?? throw json.Missing(scope, "until"));
            if (end <= begin && kind != "materialLate") throw json.FaultAt(scope.Place, "The span of a change ends after it begins.");
            return kind switch
            {
                "machineDown" => new MachineDown(about, begin, end),
                "toolDown" => new ToolDown(about, units, begin, end),
                "personAbsent" => new PersonAbsent(about, begin, end),
                _ => new MaterialLate(about, begin, end),
            };
        }
        return kind switch
        {
            "orderCancelled" => new OrderCancelled(about),
            "orderChanged" => new OrderChanged(about, due, cost, priority, factor),
            "materialLost" => new MaterialLost(about, quantity ?? throw json.Missing(scope, "quantity")),
            _ => new OperationTakes(about, time ?? throw json.Missing(scope, "time")),
        };
    }
}
