using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Metrics;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Coordination.Tasks;

/// <summary>A task in a list.</summary>
internal sealed record TaskRow : IVersionedView
{
    public required string No { get; init; }
    public string? DisruptionNo { get; init; }
    public required string Role { get; init; }
    public string? OwnerNo { get; init; }
    public TaskKind Kind { get; init; }
    public required string Text { get; init; }
    public TaskAnswer Answers { get; init; }
    public TaskState State { get; init; }
    public required string FromFunction { get; init; }
    public required string ToFunction { get; init; }
    public DateTime GivenUtc { get; init; }
    public DateTime PromisedUtc { get; init; }
    public DateTime DueUtc { get; init; }
    public DateTime? MissedUtc { get; init; }
    public string? Answer { get; init; }
    public string? AnswerNote { get; init; }
    public string? AnsweredBy { get; init; }
    public DateTime? AnsweredUtc { get; init; }
    public long Version { get; init; }

    internal static readonly System.Linq.Expressions.Expression<Func<CoordinationTask, TaskRow>> From = each => new TaskRow
    {
        No = each.No, DisruptionNo = each.DisruptionNo, Role = each.Role, OwnerNo = each.OwnerNo, Kind = each.Kind, Text = each.Text, Answers = each.Answers, State = each.State,
        FromFunction = each.FromFunction, ToFunction = each.ToFunction, GivenUtc = each.GivenUtc, PromisedUtc = each.PromisedUtc, DueUtc = each.DueUtc, MissedUtc = each.MissedUtc,
        Answer = each.Answer, AnswerNote = each.AnswerNote, AnsweredBy = each.AnsweredBy, AnsweredUtc = each.AnsweredUtc, Version = each.Version,
    };

    private static readonly Func<CoordinationTask, TaskRow> Make = From.Compile();

    internal static TaskRow Of(CoordinationTask task) => Make(task);
}

/// <summary>A task as its page shows it.</summary>
/// <param name="OwnerName">Name of its owner, where there is one.</param>
/// <param name="Subject">What the exception is about: kind and subject.</param>
/// <param name="Successors">Tasks that wait for it.</param>
/// <param name="Story">Its life, the first first.</param>
/// <param name="Told">Who was told when, and why.</param>
internal sealed record TaskView(
    TaskRow Task, string? OwnerName, IReadOnlyList<string> Choices, string? Unit, TaskSubject? Subject, IReadOnlyList<TaskRow> Predecessors, IReadOnlyList<TaskRow> Successors,
    IReadOnlyList<CommitmentPause> Pauses, IReadOnlyList<TaskStory> Story, IReadOnlyList<ToldLine> Told) : IVersionedView
{
    public long Version => Math.Max(1, Task.Version);
}

/// <summary>What a task's exception is about.</summary>
internal sealed record TaskSubject(string No, string Kind, string Subject, string? ReasonCode, DateTime OccurredUtc);

/// <summary>A line of a task's life.</summary>
internal sealed record TaskStory(DateTime AtUtc, string What, string ActorNo, string? Text);

/// <summary>A line of an escalation.</summary>
internal sealed record ToldLine(DateTime AtUtc, string What, int Step, string? Role, IReadOnlyList<string> People, string? Reason, long LateSeconds)
{
    internal static async Task<IReadOnlyList<ToldLine>> Of(CoordinationDb db, string subject, CancellationToken stop)
    {
        var lines = await db.EscalationLines.Where(each => each.Subject == subject).OrderBy(each => each.Id).ToListAsync(stop);
        return lines.ConvertAll(each => new ToldLine(each.AtUtc, each.What, each.Step, each.Role, each.People, each.Reason, each.LateSeconds));
    }
}

/// <summary>Reading tasks.</summary>
internal static class TaskReads
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<CoordinationDb, TaskRow>("/api/coordination/tasks", CoordinationPermissions.Read, "Tasks: who is asked for what until when", nameof(TaskRow.No),
            (db, _) => db.Tasks.Select(TaskRow.From), "dueUtc");
        app.Read("/api/coordination/my-tasks", CoordinationPermissions.Read, "Tasks for you and for the roles that you work, what is due first first",
            async (HttpContext http, CoordinationDb db, TimeProvider clock, CancellationToken stop) =>
                ((Outcome<Page<TaskView>>)new Page<TaskView>(await Mine(db, http.Actor().Number, clock.GetUtcNow().UtcDateTime, stop), null)).ToHttp()).Produces<Page<TaskView>>();
        app.Read("/api/coordination/tasks/{no}", CoordinationPermissions.Read, "One task: what is asked, what waits for it, its story",
            async (string no, CoordinationDb db, CancellationToken stop) =>
                (await db.Tasks.FirstOrDefaultAsync(each => each.No == no, stop) is { } task ? await View(db, task, stop) : null).OrUnknown("task-unknown", $"There is no task {no}."))
            .Produces<TaskView>();
    }

    private static async Task<List<TaskView>> Mine(CoordinationDb db, string person, DateTime nowUtc, CancellationToken stop)
    {
        var duty = await DutyBook.Of(db, stop);
        var roles = duty.Assignments.Where(each => each.Person == person && (each.To is null || each.To >= DateOnly.FromDateTime(nowUtc.AddDays(-1)))).Select(each => each.Role).Distinct().ToList();
        var tasks = await db.Tasks.Where(each => (each.State == TaskState.Open || each.State == TaskState.Acknowledged) && (each.OwnerNo == person || each.OwnerNo == null && roles.Contains(each.Role)))
            .OrderBy(each => each.DueUtc).ThenBy(each => each.No).Take(100).ToListAsync(stop);
        var views = new List<TaskView>();
        foreach (var task in tasks) views.Add(await View(db, task, stop));
        return views;
    }

    private static async Task<TaskView> View(CoordinationDb db, CoordinationTask task, CancellationToken stop)
    {
        var duty = await DutyBook.Of(db, stop);
        var related = task.DisruptionNo is null && task.Predecessors.Count == 0 && task.Successors == 0 ? []
            : await db.Tasks.Where(each => each.DisruptionNo == task.DisruptionNo && each.No != task.No).OrderBy(each => each.No).ToListAsync(stop);
        var disruption = task.DisruptionNo is null ? null : await db.Set<Exceptions.Disruption>().FirstOrDefaultAsync(each => each.No == task.DisruptionNo, stop);
        var story = await db.TaskEvents.Where(each => each.TaskNo == task.No).OrderBy(each => each.Id).ToListAsync(stop);
        return new TaskView(TaskRow.Of(task), task.OwnerNo is null ? null : duty.NameOf(task.OwnerNo), task.Choices, task.Unit,
            disruption is null ? null : new TaskSubject(disruption.No, disruption.Kind, disruption.Subject, disruption.ReasonCode, disruption.OccurredUtc),
            [.. related.Where(each => task.Predecessors.Contains(each.No)).Select(TaskRow.Of)], [.. related.Where(each => each.Predecessors.Contains(task.No)).Select(TaskRow.Of)],
            task.Pauses, story.ConvertAll(each => new TaskStory(each.AtUtc, each.What, each.ActorNo, each.Text)), await ToldLine.Of(db, task.No, stop));
    }
}
