using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Coordination.Tasks;

/// <summary>Answers a task. The first answer counts; whoever comes second is told who was first and what they said.</summary>
/// <param name="Value">done, yes, no, a day (2026-03-04), a number or one of the task's choices, as the task asks.</param>
/// <param name="Note">For those who read it.</param>
[Refuses("task-unknown", "task-not-yours", "task-waiting", "task-answered", "task-withdrawn", "answer-not-allowed")]
internal sealed record AnswerTask(string TaskNo, string Value, string? Note = null) : Command<CoordinationDb, TaskRow>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<AnswerTask>("/api/coordination/task-answers", CoordinationPermissions.Answer, "Answer a task");

    public override async Task<Outcome<TaskRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Tasks.FindAsync([TaskNo], stop) is not { } task) return TaskDesk.Missing(TaskNo);
        if (await TaskDesk.NotYours(db, task, by, stop) is { } refused) return refused;
        if (task.Reply(Value, Note, by) is { } refusal) return refusal;
        TaskBook.Note(db, task, "answered", by, Note is null ? task.Answer : $"{task.Answer}. {Note.Trim()}");
        await TaskBook.Stop(db, task, by, stop);
        by.Why = Note;
        await TaskAnswers.Heard(db, task, by, stop);
        return TaskRow.Of(task);
    }
}

/// <summary>Says that a task can't or will not be done. What waits for it stays waiting, and whoever gave it is told.</summary>
/// <param name="Reason">Why.</param>
[Refuses("task-unknown", "task-not-yours", "task-waiting", "task-answered", "task-withdrawn", "reason-missing")]
internal sealed record RefuseTask(string TaskNo, string Reason) : Command<CoordinationDb, TaskRow>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<RefuseTask>("/api/coordination/task-refusals", CoordinationPermissions.Answer, "Refuse a task, with the reason");

    public override async Task<Outcome<TaskRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Tasks.FindAsync([TaskNo], stop) is not { } task) return TaskDesk.Missing(TaskNo);
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why; those who wait for it will read it.");
        if (await TaskDesk.NotYours(db, task, by, stop) is { } refused) return refused;
        if (task.Refuse(Reason, by) is { } refusal) return refusal;
        TaskBook.Note(db, task, "refused", by, Reason.Trim());
        await TaskBook.Stop(db, task, by, stop);
        by.Why = Reason;
        await TaskDesk.TellGiver(db, task, "task.refused", Reason, by, stop);
        await TaskAnswers.Heard(db, task, by, stop);
        return TaskRow.Of(task);
    }
}

/// <summary>Somebody takes a task: they have seen it and will deal with it. Nobody else is told until it is due.</summary>
[Refuses("task-unknown", "task-not-yours", "task-waiting", "task-answered", "task-withdrawn", "task-acknowledged")]
internal sealed record AcknowledgeTask(string TaskNo) : Command<CoordinationDb, TaskRow>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<AcknowledgeTask>("/api/coordination/task-acknowledgements", CoordinationPermissions.Answer, "Take a task: you will deal with it");

    public override async Task<Outcome<TaskRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Tasks.FindAsync([TaskNo], stop) is not { } task) return TaskDesk.Missing(TaskNo);
        if (await TaskDesk.NotYours(db, task, by, stop) is { } refused) return refused;
        if (task.Acknowledge(by) is { } refusal) return refusal;
        TaskBook.Note(db, task, "acknowledged", by);
        // Who was not told may take it as well; then nobody is left to be told.
        if (await Escalations.Of(db, TaskNo, stop) is { } running && await Escalations.Happens(db, running, new AcknowledgedBy(by.NowUtc, by.Actor.Number), by, stop) is { Code: "escalation-not-told" or "escalation-nobody-told" })
            await Escalations.Happens(db, running, new CaseDecided(by.NowUtc), by, stop);
        return TaskRow.Of(task);
    }
}

/// <summary>What the commands on tasks have in common.</summary>
internal static class TaskDesk
{
    internal static Refusal Missing(string no) => Refusal.Unknown("task-unknown", $"There is no task {no}.");

    /// <summary>Its owner deals with a task, those of its role may, and whoever gives tasks.</summary>
    internal static async Task<Refusal?> NotYours(CoordinationDb db, CoordinationTask task, CommandContext by, CancellationToken stop)
    {
        var person = by.Actor.Number;
        if (task.OwnerNo == person || by.Actor.May(CoordinationPermissions.Give)) return null;
        var duty = await DutyBook.Of(db, stop);
        var role = duty.Assignments.Where(each => each.Role == task.Role).ToList();
        if (role.Exists(each => each.Person == person) || task.OwnerNo is null && role.Count == 0) return null;
        return new Refusal("task-not-yours", task.OwnerNo is { } owner ? $"{task.No} is {duty.NameOf(owner)}'s; they can hand it to you." : $"{task.No} is for those on the roster as {task.Role}.", RefusalKind.Forbidden);
    }

    /// <summary>Whoever gave a task is told what became of it.</summary>
    internal static async Task TellGiver(CoordinationDb db, CoordinationTask task, string text, string why, CommandContext by, CancellationToken stop)
    {
        var giver = await db.TaskEvents.Where(each => each.TaskNo == task.No && each.What == "given").Select(each => each.ActorNo).FirstOrDefaultAsync(stop);
        if (giver is not null && giver != by.Actor.Number && giver != Actor.System.Number) await Notices.Tell(db, [giver], text, task.No, new() { ["why"] = why.Trim(), ["who"] = by.Actor.Name }, by, stop);
        else if (task.DisruptionNo is { } no && await db.Set<Exceptions.Disruption>().FindAsync([no], stop) is { OwnerNo: { } owner })
            await Notices.Tell(db, [owner], text, task.No, new() { ["why"] = why.Trim(), ["who"] = by.Actor.Name }, by, stop);
    }
}
