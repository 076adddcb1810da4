using System.Text.Json;

namespace Tactus.Scheduling.Formats;

/// <summary>Jobs, operations and what is needed for them.</summary>
internal static partial class TactusReader
{
    private static Job Job(ref JsonInput json)
    {
        var job = new Job { Id = null!, Operations = null! };
        var scope = json.Open("a job", "id", "release", "due", "priority", "tardinessCost", "earlinessCost", "operations", "links");
        while (json.Field(scope, out var name))
        {
            job = name switch
            {
                "id" => job with { Id = json.Text() },
                "release" => job with { Release = json.Time() },
                "due" => job with { Due = json.Time() },
                "priority" => job with { Priority = (int)json.Integer(int.MinValue, int.MaxValue) },
                "tardinessCost" => job with { TardinessCost = json.Number() },
                "earlinessCost" => job with { EarlinessCost = json.Number() },
                "operations" => job with { Operations = List(ref json, Operation) },
                _ => job with { Links = List(ref json, Link) },
            };
        }
        return job.Id is null ? throw json.Missing(scope, "id") : job.Operations is null ? throw json.Missing(scope, "operations") : job;
    }

    private static Operation Operation(ref JsonInput json)
    {
        var operation = new Operation { Id = null!, Modes = null! };
        List<string>? machines = null;
        long? time = null, setup = null;
        var scope = json.Open("an operation", "id", "machines", "time", "setup", "modes", "interruptible", "quantity", "attributes", "needs", "skills", "materials",
            "size", "family", "floor");
        while (json.Field(scope, out var name))
        {
            switch (name)
            {
                case "id": operation = operation with { Id = json.Text() }; break;
                case "machines": machines = Texts(ref json); break;
                case "time": time = json.Duration(); break;
                case "setup": setup = json.Duration(); break;
                case "modes": operation = operation with { Modes = List(ref json, Mode) }; break;
                case "interruptible": operation = operation with { Interruptible = json.Truth() }; break;
                case "quantity": operation = operation with { Quantity = json.Integer() }; break;
                case "attributes": operation = operation with { Attributes = json.Map() }; break;
                case "needs": operation = operation with { Needs = List(ref json, Need) }; break;
                case "skills": operation = operation with { Skills = List(ref json, Skill) }; break;
                case "materials": operation = operation with { Materials = List(ref json, MaterialUse) }; break;
                case "size": operation = operation with { Size = json.Integer() }; break;
                case "family": operation = operation with { Family = json.Text() }; break;
                case "floor": operation = operation with { Floor = FloorOf(ref json) }; break;
            }
        }
        if (operation.Id is null) throw json.Missing(scope, "id");
        if (machines is null && time is null && setup is null) return operation.Modes is null ? throw json.Missing(scope, "modes") : operation;
        if (operation.Modes is not null) throw json.FaultAt(scope.Place, "An operation has either 'modes', or 'machines' that all take the same 'time' and 'setup'.");
        if (machines is null) throw json.Missing(scope, "machines");
        var run = time ?? throw json.Missing(scope, "time");
        return operation with { Modes = machines.ConvertAll(machine => new Mode(machine, run, setup ?? 0)) };
    }

    private static Mode Mode(ref JsonInput json)
    {
        var (mode, time) = (new Mode(null!, 0), (long?)null);
        var scope = json.Open("a mode", "machine", "time", "setup", "needs");
        while (json.Field(scope, out var name))
        {
            switch (name)
            {
                case "machine": mode = mode with { Machine = json.Text() }; break;
                case "time": time = json.Duration(); break;
                case "setup": mode = mode with { Setup = json.Duration() }; break;
                case "needs": mode = mode with { Needs = List(ref json, Need) }; break;
            }
        }
        return mode.Machine is null ? throw json.Missing(scope, "machine") : mode with { Time = time ?? throw json.Missing(scope, "time") };
    }

    private static Phase During(ref JsonInput json) => json.Word(("whole", Phase.Whole), ("setup", Phase.Setup), ("run", Phase.Run));

    private static Need Need(ref JsonInput json)
    {
        if (json.Kind == JsonTokenType.String) return new(json.Text());
        var need = new Need(null!);
        var scope = json.Open("a need", "pool", "units", "during");
        while (json.Field(scope, out var name))
        {
            need = name switch
            {
                "pool" => need with { Pool = json.Text() },
                "units" => need with { Units = Count(ref json) },
                _ => need with { During = During(ref json) },
            };
        }
        return need.Pool is null ? throw json.Missing(scope, "pool") : need;
    }

    private static SkillNeed Skill(ref JsonInput json)
    {
        if (json.Kind == JsonTokenType.String) return new(json.Text());
        var need = new SkillNeed(null!);
        var scope = json.Open("a need of a skill", "skill", "people", "during");
        while (json.Field(scope, out var name))
        {
            need = name switch
            {
                "skill" => need with { Skill = json.Text() },
                "people" => need with { People = Count(ref json) },
                _ => need with { During = During(ref json) },
            };
        }
        return need.Skill is null ? throw json.Missing(scope, "skill") : need;
    }

    private static MaterialNeed MaterialUse(ref JsonInput json)
    {
        var (material, quantity) = ((string?)null, (decimal?)null);
        var scope = json.Open("a need of material", "material", "quantity");
        while (json.Field(scope, out var name))
        {
            if (name == "material") material = json.Text();
            else quantity = json.Quantity();
        }
        return new(material ?? throw json.Missing(scope, "material"), quantity ?? throw json.Missing(scope, "quantity"));
    }

    private static Floor FloorOf(ref JsonInput json)
    {
        var (floor, state) = (new Floor { State = FloorState.Pinned }, (FloorState?)null);
        var scope = json.Open("the state on the floor", "state", "machine", "start", "end", "remaining", "holds");
        while (json.Field(scope, out var name))
        {
            switch (name)
            {
                case "state": state = json.Word(("pinned", FloorState.Pinned), ("started", FloorState.Started), ("done", FloorState.Done)); break;
                case "machine": floor = floor with { Machine = json.Text() }; break;
                case "start": floor = floor with { Start = json.Time() }; break;
                case "end": floor = floor with { End = json.Time() }; break;
                case "remaining": floor = floor with { Remaining = json.Duration() }; break;
                case "holds": floor = floor with { Holds = Texts(ref json) }; break;
            }
        }
        return floor with { State = state ?? throw json.Missing(scope, "state") };
    }

    private static Link Link(ref JsonInput json)
    {
        var link = new Link(null!, null!);
        var scope = json.Open("a link", "from", "to", "minLag", "maxLag", "kind", "transfer");
        while (json.Field(scope, out var name))
        {
            link = name switch
            {
                "from" => link with { From = json.Text() },
                "to" => link with { To = json.Text() },
                "minLag" => link with { MinLag = json.Duration() },
                "maxLag" => link with { MaxLag = json.Duration() },
                "kind" => link with { Kind = json.Word(("endToStart", LinkKind.EndToStart), ("startToStart", LinkKind.StartToStart)) },
                _ => link with { Transfer = json.Integer() },
            };
        }
        return link.From is null ? throw json.Missing(scope, "from") : link.To is null ? throw json.Missing(scope, "to") : link;
    }

    private static Assignment Assignment(ref JsonInput json)
    {
        string? operation = null, machine = null;
        long? setup = null, start = null, end = null;
        List<string> people = [], units = [];
        var batch = 0;
        var scope = json.Open("an assignment", "operation", "machine", "setupStart", "start", "end", "people", "units", "batch");
        while (json.Field(scope, out var name))
        {
            switch (name)
            {
                case "operation": operation = json.Text(); break;
                case "machine": machine = json.Text(); break;
                case "setupStart": setup = json.Time(); break;
                case "start": start = json.Time(); break;
                case "end": end = json.Time(); break;
                case "people": people = Texts(ref json); break;
                case "units": units = Texts(ref json); break;
                case "batch": batch = Count(ref json); break;
            }
        }
        var from = start ?? throw json.Missing(scope, "start");
        return new(operation ?? throw json.Missing(scope, "operation"), machine ?? throw json.Missing(scope, "machine"), setup ?? from, from, end ?? throw json.Missing(scope, "end"))
        {
            People = people, Units = units, Batch = batch,
        };
    }
}
