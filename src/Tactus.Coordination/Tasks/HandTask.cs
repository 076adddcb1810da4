using Microsoft.AspNetCore.Routing;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Coordination.Tasks;

/// <summary>Asks somebody for something by hand.</summary>
/// <param name="Role">Role in the roster.</param>
/// <param name="Answers">done, yesNo, date, quantity or choice.</param>
/// <param name="WithinMinutes">Working time that there is for it, counted from when it opens.</param>
/// <param name="ExceptionNo">The exception it serves; null: none.</param>
/// <param name="OwnerNo">Personnel number; null: whoever of the role takes it.</param>
/// <param name="FromFunction">Who wants it.</param>
/// <param name="Predecessors">Tasks of the same exception that must be answered first.</param>
[Refuses("role-unknown", "function-unknown", "text-length", "choices-invalid", "within-invalid", "person-unknown", "task-unknown", "exception-unknown")]
internal sealed record GiveTask(
    string Role, TaskKind Kind, string Text, TaskAnswer Answers, int WithinMinutes, string? ExceptionNo = null, string? OwnerNo = null, string FromFunction = "planning",
    IReadOnlyList<string>? Choices = null, string? Unit = null, IReadOnlyList<string>? Predecessors = null) : Command<CoordinationDb, TaskRow>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<GiveTask>("/api/coordination/tasks", CoordinationPermissions.Give, "Ask somebody for something");

    public override async Task<Outcome<TaskRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (ExceptionNo is not null && await db.Set<Exceptions.Disruption>().FindAsync([ExceptionNo], stop) is null) return Refusal.Unknown("exception-unknown", $"There is no exception {ExceptionNo}.");
        var task = new NewTask(Role, Kind, Text, Answers, TimeSpan.FromMinutes(WithinMinutes))
        {
            DisruptionNo = ExceptionNo, OwnerNo = OwnerNo, FromFunction = FromFunction, Choices = Choices ?? [], Unit = Unit, Predecessors = Predecessors ?? [],
        };
        if (await TaskBook.Fault(db, task, stop) is { } fault) return fault;
        return TaskRow.Of(await TaskBook.Give(db, task, by, stop));
    }
}

/// <summary>Hands a task to somebody else. Its due time stays as it is.</summary>
/// <param name="PersonNo">Who shall deal with it.</param>
/// <param name="Reason">Why them.</param>
[Refuses("task-unknown", "task-not-yours", "task-answered", "task-withdrawn", "task-owner-same", "person-unknown", "reason-missing")]
internal sealed record AssignTask(string TaskNo, string PersonNo, string Reason) : Command<CoordinationDb, TaskRow>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<AssignTask>("/api/coordination/task-assignments", CoordinationPermissions.Answer, "Hand a task to somebody else; its due time stays");

    public override async Task<Outcome<TaskRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Tasks.FindAsync([TaskNo], stop) is not { } task) return TaskDesk.Missing(TaskNo);
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why; whoever gets it will read it.");
        if (await TaskDesk.NotYours(db, task, by, stop) is { } refused) return refused;
        var duty = await DutyBook.Of(db, stop);
        if (duty.People.GetValueOrDefault(PersonNo) is not { Active: true }) return Refusal.Field("person-unknown", "personNo", $"Nobody with number {PersonNo} can be asked; take somebody who can sign in.");
        if (task.Assign(PersonNo) is { } refusal) return refusal;
        TaskBook.Note(db, task, "assigned", by, $"{duty.NameOf(PersonNo)}: {Reason.Trim()}");
        by.Why = Reason;
        if (await Escalations.Of(db, TaskNo, stop) is { } running) await Escalations.Happens(db, running, new Reassigned(by.NowUtc, PersonNo), by, stop);
        else if (task.State != TaskState.Waiting) await Notices.Tell(db, [PersonNo], "task.assigned", TaskNo, new() { ["why"] = Reason.Trim() }, by, stop);
        return TaskRow.Of(task);
    }
}

/// <summary>A task waits for somebody outside. Its due time moves by the working time until it goes on.</summary>
/// <param name="Reason">waitingForCustomer, waitingForSupplier or waitingForAuthority.</param>
[Refuses("task-unknown", "task-not-yours", "task-waiting", "task-answered", "task-withdrawn", "task-paused", "pause-reason-unknown")]
internal sealed record PauseTask(string TaskNo, string Reason, string? Note = null) : Command<CoordinationDb, TaskRow>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<PauseTask>("/api/coordination/task-pauses", CoordinationPermissions.Answer, "Pause a task for a listed reason");

    public override async Task<Outcome<TaskRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Tasks.FindAsync([TaskNo], stop) is not { } task) return TaskDesk.Missing(TaskNo);
        if (await TaskDesk.NotYours(db, task, by, stop) is { } refused) return refused;
        if (task.Pause(Reason, by.NowUtc) is { } refusal) return refusal;
        TaskBook.Note(db, task, "paused", by, Note is null ? Reason : $"{Reason}. {Note.Trim()}");
        by.Why = Note;
        return TaskRow.Of(task);
    }
}

/// <summary>A paused task goes on.</summary>
[Refuses("task-unknown", "task-not-yours", "task-answered", "task-withdrawn", "task-not-paused")]
internal sealed record ResumeTask(string TaskNo) : Command<CoordinationDb, TaskRow>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<ResumeTask>("/api/coordination/task-resumptions", CoordinationPermissions.Answer, "A paused task goes on");

    public override async Task<Outcome<TaskRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Tasks.FindAsync([TaskNo], stop) is not { } task) return TaskDesk.Missing(TaskNo);
        if (await TaskDesk.NotYours(db, task, by, stop) is { } refused) return refused;
        if (task.Resume(by.NowUtc, (await DutyBook.Of(db, stop)).Calendar) is { } refusal) return refusal;
        TaskBook.Note(db, task, "resumed", by);
        // The timer of the old due time comes to nothing; this one is for the new.
        if (task.MissedUtc is null) db.Timers.Add(DueTimer.At(task.DueUtc, DueTimer.TaskDue, task.No, task.Pauses.Count));
        return TaskRow.Of(task);
    }
}
