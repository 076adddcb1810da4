using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Coordination.Tasks;

/// <summary>A task to be given.</summary>
/// <param name="Role">One of <see cref="Owners.Roles"/>.</param>
/// <param name="Text">What is asked, for the person who reads it on a phone.</param>
/// <param name="Within">Working time that there is for it, from when it opens; <see cref="DueUtc"/> goes before it.</param>
internal sealed record NewTask(string Role, TaskKind Kind, string Text, TaskAnswer Answers, TimeSpan Within)
{
    public string? DisruptionNo { get; init; }
    public Guid? DecisionId { get; init; }
    /// <summary>What the giver calls it, to find it again.</summary>
    public string? Reference { get; init; }
    /// <summary>Null: whoever of the role takes it.</summary>
    public string? OwnerNo { get; init; }
    public IReadOnlyList<string> Choices { get; init; } = [];
    public string? Unit { get; init; }
    /// <summary>Numbers of tasks that must be answered first; they are of the same exception.</summary>
    public IReadOnlyList<string> Predecessors { get; init; } = [];
    /// <summary>Null: <see cref="Within"/> counts.</summary>
    public DateTime? DueUtc { get; init; }
    /// <summary>Who wants it; one of <see cref="Owners.Functions"/>.</summary>
    public string FromFunction { get; init; } = "planning";
}

/// <summary>Gives tasks and takes them back, within the transaction of whoever does so.</summary>
internal static class TaskBook
{
    /// <summary>Gives a task. With nothing before it, it is open at once and its people are told.</summary>
    /// <param name="db">Of the caller's transaction.</param>
    /// <param name="task">What is asked of whom. What can't be is a bug of the caller and throws; <see cref="GiveTask"/> asks <see cref="Fault"/> first.</param>
    /// <param name="by">Who gives it, when.</param>
    /// <param name="stop">Ends the reading.</param>
    internal static async Task<CoordinationTask> Give(CoordinationDb db, NewTask task, CommandContext by, CancellationToken stop)
    {
        if (await Fault(db, task, stop) is { } fault) throw new ArgumentException(fault.Sentence, nameof(task));
        var series = await db.Set<TaskSeries>().FindAsync([1], stop);
        if (series is null) db.Add(series = new TaskSeries());
        var duty = await DutyBook.Of(db, stop);
        var given = CoordinationTask.Of(string.Create(CultureInfo.InvariantCulture, $"TK-{++series.Last:000000}"), task, DueOf(duty, task.DueUtc, task.Within, by.NowUtc), by.NowUtc);
        db.Tasks.Add(given);
        Note(db, given, "given", by, task.Text);
        var before = 0;
        foreach (var no in given.Predecessors)
            if (await db.Tasks.FindAsync([no], stop) is { State: not TaskState.Answered } first)
            {
                first.Successors++;
                before++;
            }
        given.PredecessorsAnswered = given.Predecessors.Count - before;
        if (before == 0) await Open(db, given, by, stop);
        return given;
    }

    /// <summary>Takes back what is not over yet; nobody need do anything any more.</summary>
    internal static async Task Withdraw(CoordinationDb db, CoordinationTask task, string reason, CommandContext by, CancellationToken stop)
    {
        var told = task.State != TaskState.Waiting;
        if (!task.Withdraw(reason, by)) return;
        Note(db, task, "withdrawn", by, reason);
        await Stop(db, task, by, stop);
        if (told && task.OwnerNo is { } owner) await Notices.Tell(db, [owner], "task.withdrawn", task.No, new() { ["why"] = reason }, by, stop);
    }

    /// <summary>Takes back everything that is not over yet of an exception, e.g. because it is decided anew.</summary>
    internal static async Task WithdrawAll(CoordinationDb db, string exceptionNo, string reason, CommandContext by, CancellationToken stop)
    {
        foreach (var task in await OfException(db, exceptionNo, stop)) await Withdraw(db, task, reason, by, stop);
    }

    /// <summary>Every task of an exception, those that this transaction gave among them, in the order in which they were given.</summary>
    internal static async Task<IReadOnlyList<CoordinationTask>> OfException(CoordinationDb db, string exceptionNo, CancellationToken stop)
    {
        await db.Tasks.Where(each => each.DisruptionNo == exceptionNo).LoadAsync(stop);
        return [.. db.Tasks.Local.Where(each => each.DisruptionNo == exceptionNo).OrderBy(each => each.No, StringComparer.Ordinal)];
    }

    /// <summary>Why a task can't be given so.</summary>
    internal static async Task<Refusal?> Fault(CoordinationDb db, NewTask task, CancellationToken stop)
    {
        if (!Owners.Roles.Contains(task.Role)) return Refusal.Field("role-unknown", "role", $"There is no role {task.Role}. There are: {string.Join(", ", Owners.Roles)}.");
        if (!Owners.Functions.Contains(task.FromFunction)) return Refusal.Field("function-unknown", "fromFunction", $"There is no function {task.FromFunction}. There are: {string.Join(", ", Owners.Functions)}.");
        if (task.Text.Trim().Length is 0 or > 1000) return Refusal.Field("text-length", "text", "Say in 1 to 1000 letters what is asked.");
        if (task.Answers == TaskAnswer.Choice != task.Choices.Count > 1 || task.Choices.Distinct(StringComparer.Ordinal).Count() != task.Choices.Count || task.Choices.Any(string.IsNullOrWhiteSpace))
            return Refusal.Field("choices-invalid", "choices", "A choice needs at least two different answers; every other kind of answer has none.");
        if (task.DueUtc is null && (task.Within <= TimeSpan.Zero || task.Within > Wait.Longest)) return Refusal.Field("within-invalid", "within", $"Give more than zero and at most {Wait.Longest.TotalDays:0} days of working time.");
        if (task.OwnerNo is not null && (await DutyBook.Of(db, stop)).People.GetValueOrDefault(task.OwnerNo) is not { Active: true })
            return Refusal.Field("person-unknown", "ownerNo", $"Nobody with number {task.OwnerNo} can be asked; take somebody who can sign in, or leave it to the role.");
        foreach (var no in task.Predecessors)
            if (await db.Tasks.FindAsync([no], stop) is not { } before || before.DisruptionNo != task.DisruptionNo)
                return Refusal.Field("task-unknown", "predecessors", $"There is no task {no} of the same exception.");
        return null;
    }

    /// <summary>Nothing is before a task any more: its time begins and its people are told.</summary>
    internal static async Task Open(CoordinationDb db, CoordinationTask task, CommandContext by, CancellationToken stop)
    {
        var duty = await DutyBook.Of(db, stop);
        task.Open(task.Within is { } within ? DueOf(duty, null, within, by.NowUtc) : task.DueUtc, by.NowUtc);
        Note(db, task, "opened", by);
        db.Timers.Add(DueTimer.At(task.DueUtc, DueTimer.TaskDue, task.No));
        await Escalate(db, task, duty, by, stop);
    }

    /// <summary>
    /// Tells people of a task that is open or missed. A task counts in working time, so outside of it nobody else is told than its owner: with nobody on
    /// duty at night everything given then would go to the last resort.
    /// </summary>
    private static async Task Escalate(CoordinationDb db, CoordinationTask task, DutyBook duty, CommandContext by, CancellationToken stop)
    {
        var owner = task.OwnerNo ?? (duty.Roster.OnDuty(task.Role, by.NowUtc) is [var only] ? only : null);
        if (duty.Calendar.NextOpen(by.NowUtc) is { Done: true } opens && opens.Value > by.NowUtc)
        {
            db.Timers.Add(DueTimer.At(opens.Value, DueTimer.TaskTold, task.No, task.MissedUtc is null ? 0 : 1));
            if (task.OwnerNo is not null) await Notices.Tell(db, [task.OwnerNo], task.MissedUtc is null ? "escalation.step" : "task.missed", task.No, [], by, stop);
            return;
        }
        await Escalations.Open(db, task.No, task.MissedUtc is null ? Policies.Task : Policies.Overdue, null, task.Role, owner, by, stop);
        if (task.MissedUtc is not null && task.OwnerNo is not null) await Notices.Tell(db, [task.OwnerNo], "task.missed", task.No, [], by, stop);
    }

    /// <summary>Working time has begun: the people of a task that is not over are told, once.</summary>
    internal static async Task Escalate(CoordinationDb db, DueTimer timer, CommandContext by, CancellationToken stop)
    {
        // A timer of the task as it was given comes to nothing once it is missed.
        if (await db.Tasks.FindAsync([timer.Subject], stop) is { Over: false } task && timer.Number == (task.MissedUtc is null ? 0 : 1) && await Running(db, task.No, stop) is null)
            await Escalate(db, task, await DutyBook.Of(db, stop), by, stop);
    }

    /// <summary>A task's time is over: it is missed for good and those above are told, unless it was answered, paused or given more time by a pause.</summary>
    internal static async Task Due(CoordinationDb db, DueTimer timer, CommandContext by, CancellationToken stop)
    {
        if (await db.Tasks.FindAsync([timer.Subject], stop) is not { } task || !task.Miss(by.NowUtc)) return;
        Note(db, task, "missed", by);
        await Stop(db, task, by, stop);
        await Escalate(db, task, await DutyBook.Of(db, stop), by, stop);
    }

    /// <summary>Nobody need be told any more.</summary>
    internal static async Task Stop(CoordinationDb db, CoordinationTask task, CommandContext by, CancellationToken stop)
    {
        foreach (var timer in await db.Timers.Where(each => (each.Kind == DueTimer.TaskDue || each.Kind == DueTimer.TaskTold) && each.Subject == task.No && each.DoneUtc == null).ToListAsync(stop)) timer.DoneUtc ??= by.NowUtc;
        if (await Running(db, task.No, stop) is { } running) await Escalations.Happens(db, running, new CaseClosed(by.NowUtc), by, stop);
    }

    internal static void Note(CoordinationDb db, CoordinationTask task, string what, CommandContext by, string? text = null)
    {
        db.TaskEvents.Add(new TaskEvent { TaskNo = task.No, AtUtc = by.NowUtc, What = what, ActorNo = by.Actor.Number, Text = text });
        db.Announce(new TaskChanged(task.No, what, task.DisruptionNo, task.Role, task.OwnerNo, task.Text, task.DueUtc, task.Answer, text, by.Actor.Number, by.NowUtc));
        db.Changed("coordination.tasks", task.No);
        if (task.DisruptionNo is { } exception) db.Changed("coordination.exceptions", exception);
    }

    // It may have been opened by this very transaction.
    private static async Task<RunningEscalation?> Running(CoordinationDb db, string no, CancellationToken stop) =>
        db.Escalations.Local.FirstOrDefault(each => each.Subject == no && each.EndedUtc is null) ?? await Escalations.Of(db, no, stop);

    private static DateTime DueOf(DutyBook duty, DateTime? given, TimeSpan within, DateTime nowUtc) =>
        given ?? (duty.Calendar.Due(nowUtc, within) is { Done: true } due ? due.Value : nowUtc + within);
}
