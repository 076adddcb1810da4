using System.Text.Json;

namespace Tactus.Scheduling.Formats;

/// <summary>Jobs, changes and schedules.</summary>
internal sealed partial class TactusWriter
{
    private void Job(Job job)
    {
        outline.WriteStartObject();
        outline.WriteString("id", job.Id);
        if (job.Release != 0) Time(outline, "release", job.Release);
        if (job.Due is { } due) Time(outline, "due", due);
        if (job.Priority != 0) outline.WriteNumber("priority", job.Priority);
        if (job.TardinessCost != 1) outline.WriteNumber("tardinessCost", job.TardinessCost);
        if (job.EarlinessCost != 0) outline.WriteNumber("earlinessCost", job.EarlinessCost);
        Rows("operations", job.Operations, Operation, evenEmpty: true);
        if (job.Links is { } links) Rows("links", links, Link, evenEmpty: true);
        outline.WriteEndObject();
    }

    private void Operation(Operation operation)
    {
        line.WriteStartObject();
        line.WriteString("id", operation.Id);
        line.WriteStartArray("modes");
        foreach (var mode in operation.Modes)
        {
            line.WriteStartObject();
            line.WriteString("machine", mode.Machine);
            Duration(line, "time", mode.Time);
            if (mode.Setup != 0) Duration(line, "setup", mode.Setup);
            if (mode.Needs is { } needs) Needs(needs);
            line.WriteEndObject();
        }
        line.WriteEndArray();
        if (operation.Interruptible) line.WriteBoolean("interruptible", true);
        if (operation.Quantity != 0) line.WriteNumber("quantity", operation.Quantity);
        Map("attributes", operation.Attributes);
        if (operation.Needs.Count > 0) Needs(operation.Needs);
        if (operation.Skills.Count > 0)
        {
            line.WriteStartArray("skills");
            foreach (var need in operation.Skills)
            {
                line.WriteStartObject();
                line.WriteString("skill", need.Skill);
                if (need.People != 1) line.WriteNumber("people", need.People);
                if (need.During != Phase.Whole) line.WriteString("during", Camel(need.During));
                line.WriteEndObject();
            }
            line.WriteEndArray();
        }
        if (operation.Materials.Count > 0)
        {
            line.WriteStartArray("materials");
            foreach (var need in operation.Materials)
            {
                line.WriteStartObject();
                line.WriteString("material", need.Material);
                line.WriteNumber("quantity", need.Quantity);
                line.WriteEndObject();
            }
            line.WriteEndArray();
        }
        if (operation.Size != 1) line.WriteNumber("size", operation.Size);
        if (operation.Family is not null) line.WriteString("family", operation.Family);
        if (operation.Floor is { } floor)
        {
            line.WriteStartObject("floor");
            line.WriteString("state", Camel(floor.State));
            if (floor.Machine is not null) line.WriteString("machine", floor.Machine);
            if (floor.Start is { } start) Time(line, "start", start);
            if (floor.End is { } end) Time(line, "end", end);
            if (floor.Remaining != 0) Duration(line, "remaining", floor.Remaining);
            if (floor.Holds.Count > 0) Texts(line, "holds", floor.Holds);
            line.WriteEndObject();
        }
        line.WriteEndObject();
    }

    private void Needs(IReadOnlyList<Need> needs)
    {
        line.WriteStartArray("needs");
        foreach (var need in needs)
        {
            line.WriteStartObject();
            line.WriteString("pool", need.Pool);
            if (need.Units != 1) line.WriteNumber("units", need.Units);
            if (need.During != Phase.Whole) line.WriteString("during", Camel(need.During));
            line.WriteEndObject();
        }
        line.WriteEndArray();
    }

    private void Link(Link link)
    {
        line.WriteStartObject();
        line.WriteString("from", link.From);
        line.WriteString("to", link.To);
        if (link.MinLag != 0) Duration(line, "minLag", link.MinLag);
        if (link.MaxLag is { } most) Duration(line, "maxLag", most);
        if (link.Kind != LinkKind.EndToStart) line.WriteString("kind", Camel(link.Kind));
        if (link.Transfer != 0) line.WriteNumber("transfer", link.Transfer);
        line.WriteEndObject();
    }

    private void Assignment(Assignment assignment)
    {
        line.WriteStartObject();
        line.WriteString("operation", assignment.Operation);
        line.WriteString("machine", assignment.Machine);
        if (assignment.SetupStart != assignment.Start) Time(line, "setupStart", assignment.SetupStart);
        Time(line, "start", assignment.Start);
        Time(line, "end", assignment.End);
        Held(assignment);
        line.WriteEndObject();
    }

    private void Held(Assignment assignment)
    {
        if (assignment.People.Count > 0) Texts(line, "people", assignment.People);
        if (assignment.Units.Count > 0) Texts(line, "units", assignment.Units);
        if (assignment.Batch != 0) line.WriteNumber("batch", assignment.Batch);
    }

    internal void Changes(ChangeFile file, DateTimeOffset? from)
    {
        origin = from;
        outline.WriteStartObject();
        if (file.Now is { } now) Time(outline, "now", now);
        outline.WriteStartArray("changes");
        foreach (var change in file.Changes) Change(change);
        outline.WriteEndArray();
        outline.WriteEndObject();
        outline.Flush();
    }

    private void Change(Change change)
    {
        var json = outline;
        json.WriteStartObject();
        json.WriteStartObject(Camel(change.GetType().Name));
        switch (change)
        {
            case MachineDown down:
                json.WriteString("machine", down.Machine);
                Between(down.From, down.Until);
                break;
            case ToolDown down:
                json.WriteString("pool", down.Pool);
                json.WriteNumber("units", down.Units);
                Between(down.From, down.Until);
                break;
            case PersonAbsent absent:
                json.WriteString("person", absent.Person);
                Between(absent.From, absent.Until);
                break;
            case OrderAdded added:
                json.WritePropertyName("job");
                Job(added.Job);
                if (added.Links is { } links) Rows("links", links, Link, evenEmpty: true);
                break;
            case OrderCancelled cancelled:
                json.WriteString("job", cancelled.Job);
                break;
            case OrderChanged changed:
                json.WriteString("job", changed.Job);
                if (changed.Due is { } due) Time(json, "due", due);
                if (changed.TardinessCost is { } cost) json.WriteNumber("tardinessCost", cost);
                if (changed.Priority is { } priority) json.WriteNumber("priority", priority);
                if (changed.QuantityFactor is { } factor) json.WriteNumber("quantityFactor", factor);
                break;
            case MaterialLate late:
                json.WriteString("material", late.Material);
                Between(late.From, late.Until);
                break;
            case MaterialLost lost:
                json.WriteString("material", lost.Material);
                json.WriteNumber("quantity", lost.Quantity);
                break;
            case OperationTakes takes:
                json.WriteString("operation", takes.Operation);
                Duration(json, "time", takes.Time);
                break;
            default: throw new ArgumentException($"A change of kind {change.GetType().Name} has no form in a file.", nameof(change));
        }
        json.WriteEndObject();
        json.WriteEndObject();

        void Between(long from, long until)
        {
            Time(json, "from", from);
            Time(json, "until", until);
        }
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>The result of a search, in the shape that all formats share.</summary>
    internal void Schedule(ScheduleFile file)
    {
        var json = outline;
        json.WriteStartObject();
        json.WriteNumber("objective", file.Objective);
        json.WriteNumber("lowerBound", file.LowerBound);
        json.WriteBoolean("optimal", file.Optimal);
        json.WriteNumber("seconds", Math.Round(file.Seconds, 3));
        json.WriteNumber("iterations", file.Iterations);
        if (file.Figures is { } figures) Row("figures", () => Figures(figures));
        Rows("operations", file.Operations, Scheduled, evenEmpty: true);
        if (file.Late is { } late)
        {
            json.WriteStartArray("late");
            foreach (var job in late)
            {
                json.WriteStartObject();
                json.WriteString("job", job.Job);
                json.WriteNumber("due", job.Due);
                json.WriteNumber("end", job.End);
                json.WriteNumber("tardiness", job.Tardiness);
                Rows("causes", job.Causes, Cause, evenEmpty: true);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        if (file.Source is { } source)
        {
            json.WriteStartObject("source");
            json.WriteString("format", source.Format);
            json.WriteString("file", source.File);
            json.WriteEndObject();
        }
        if (file.Problem is { } problem)
        {
            json.WritePropertyName("problem");
            Problem(problem);
        }
        json.WriteEndObject();
        json.Flush();
    }

    private void Scheduled(ScheduleRow row)
    {
        line.WriteStartObject();
        line.WriteNumber("job", row.Job);
        line.WriteNumber("operation", row.Operation);
        line.WriteNumber("machine", row.Machine);
        line.WriteNumber("start", row.Start);
        line.WriteNumber("end", row.End);
        if (row.Assignment is { } given)
        {
            line.WriteString("operationId", given.Operation);
            line.WriteString("machineId", given.Machine);
            if (given.SetupStart != given.Start) line.WriteNumber("setupStart", given.SetupStart);
            Held(given);
        }
        line.WriteEndObject();
    }

    private void Figures(Figures figures)
    {
        line.WriteStartObject();
        line.WriteNumber("weightedTardiness", figures.WeightedTardiness);
        line.WriteNumber("tardiness", figures.Tardiness);
        line.WriteNumber("lateJobs", figures.LateJobs);
        line.WriteNumber("makespan", figures.Makespan);
        line.WriteNumber("setupTime", figures.SetupTime);
        line.WriteNumber("setups", figures.Setups);
        line.WriteNumber("setupCost", figures.SetupCost);
        line.WriteNumber("workInProcess", figures.WorkInProcess);
        line.WriteNumber("earliness", figures.Earliness);
        line.WriteNumber("machineChanges", figures.MachineChanges);
        line.WriteNumber("startMoves", figures.StartMoves);
        line.WriteEndObject();
    }

    private void Cause(Cause cause)
    {
        line.WriteStartObject();
        line.WriteString("kind", Camel(cause.Kind));
        line.WriteString("operation", cause.Operation);
        line.WriteNumber("from", cause.From);
        line.WriteNumber("to", cause.To);
        if (cause.Subject is not null) line.WriteString("subject", cause.Subject);
        if (cause.Behind is not null) line.WriteString("behind", cause.Behind);
        if (cause.BehindJob is not null) line.WriteString("behindJob", cause.BehindJob);
        line.WriteEndObject();
    }
}
