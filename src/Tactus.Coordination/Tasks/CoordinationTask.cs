using Tactus.Coordination.Metrics;
using Tactus.Platform;

namespace Tactus.Coordination.Tasks;

/// <summary>What is asked of somebody.</summary>
internal enum TaskKind
{
    /// <summary>An answer is wanted.</summary>
    Question,
    /// <summary>Something is to be done.</summary>
    Work,
    /// <summary>Somebody is to know, and to say that they do.</summary>
    Notice,
}

/// <summary>What an answer looks like.</summary>
internal enum TaskAnswer
{
    /// <summary>The word done.</summary>
    Done,
    /// <summary>yes or no.</summary>
    YesNo,
    /// <summary>A day, e.g. 2026-03-04.</summary>
    Date,
    /// <summary>A number of zero or more, in the task's unit.</summary>
    Quantity,
    /// <summary>One of the task's choices.</summary>
    Choice,
}

/// <summary>Where a task is in its life. A missed task is open or acknowledged, and stays missed when it is answered.</summary>
internal enum TaskState
{
    /// <summary>Another must be answered first.</summary>
    Waiting, Open, Acknowledged, Answered, Refused, Withdrawn,
}

/// <summary>
/// Something that one function asks of another, and what came of it; in measures it is a commitment: promised by one function to another until a time.
/// A new owner never moves that time, and only listed reasons pause it.
/// </summary>
internal sealed class CoordinationTask : IVersioned
{
    /// <summary>Reasons for which a task may be paused: somebody outside has to move first.</summary>
    internal static IReadOnlyList<string> PauseReasons { get; } = ["waitingForCustomer", "waitingForSupplier", "waitingForAuthority"];

    /// <summary>TK-000001.</summary>
    public required string No { get; init; }
    /// <summary>The exception it serves; null: none.</summary>
    public string? DisruptionNo { get; init; }
    /// <summary>The decision that it carries out; null: none.</summary>
    public Guid? DecisionId { get; init; }
    /// <summary>What whoever gave it calls it, to find it again; e.g. the action that it stands for.</summary>
    public string? Reference { get; init; }
    /// <summary>Role in the roster that it is for.</summary>
    public required string Role { get; init; }
    /// <summary>Personnel number; null: whoever of the role takes it.</summary>
    public string? OwnerNo { get; private set; }
    public TaskKind Kind { get; init; }
    public required string Text { get; init; }
    public TaskAnswer Answers { get; init; }
    public List<string> Choices { get; init; } = [];
    /// <summary>Of a quantity.</summary>
    public string? Unit { get; init; }
    /// <summary>Numbers of the tasks that must be answered before.</summary>
    public List<string> Predecessors { get; init; } = [];
    /// <summary>How many of them have been answered. Two at once meet here, so that the last one opens it.</summary>
    public int PredecessorsAnswered { get; set; }
    /// <summary>How many tasks wait for it. Who answers it while another is given that waits for it meets them here.</summary>
    public int Successors { get; set; }
    /// <summary>Working time that there is for it once it is open; null: the due time was given.</summary>
    public TimeSpan? Within { get; init; }
    public string FromFunction { get; init; } = "planning";
    public required string ToFunction { get; init; }
    public DateTime GivenUtc { get; init; }
    public DateTime? OpenedUtc { get; private set; }
    /// <summary>As promised when it was opened; before that, as it looked when it was given.</summary>
    public DateTime PromisedUtc { get; private set; }
    /// <summary>With the working time of pauses added.</summary>
    public DateTime DueUtc { get; private set; }
    public TaskState State { get; private set; } = TaskState.Waiting;
    /// <summary>When it was found overdue.</summary>
    public DateTime? MissedUtc { get; private set; }
    public string? Answer { get; private set; }
    public string? AnswerNote { get; private set; }
    public string? AnsweredBy { get; private set; }
    public DateTime? AnsweredUtc { get; private set; }
    public List<CommitmentPause> Pauses { get; private set; } = [];
    public long Version { get; set; }

    internal bool Over => State is TaskState.Answered or TaskState.Refused or TaskState.Withdrawn;

    internal bool Paused => Pauses.Count > 0 && Pauses[^1].ToUtc is null;

    internal static CoordinationTask Of(string no, NewTask task, DateTime dueUtc, DateTime nowUtc) => new()
    {
        No = no, DisruptionNo = task.DisruptionNo, DecisionId = task.DecisionId, Reference = task.Reference, Role = task.Role, OwnerNo = task.OwnerNo, Kind = task.Kind, Text = task.Text.Trim(),
        Answers = task.Answers, Choices = [.. task.Choices], Unit = task.Unit, Predecessors = [.. task.Predecessors.Distinct(StringComparer.Ordinal)], Within = task.DueUtc is null ? task.Within : null,
        FromFunction = task.FromFunction, ToFunction = Owners.FunctionOf(task.Role), GivenUtc = nowUtc, PromisedUtc = dueUtc, DueUtc = dueUtc,
    };

    /// <summary>Nothing is before it any more; its time begins.</summary>
    internal void Open(DateTime dueUtc, DateTime nowUtc) => (State, OpenedUtc, PromisedUtc, DueUtc) = (TaskState.Open, nowUtc, dueUtc, dueUtc);

    internal Refusal? Acknowledge(CommandContext by)
    {
        if (NotOpen("acknowledge") is { } refusal) return refusal;
        if (State == TaskState.Acknowledged && OwnerNo == by.Actor.Number) return new("task-acknowledged", $"You have acknowledged {No} already; it is due at {DueUtc:yyyy-MM-dd HH:mm} UTC.");
        State = TaskState.Acknowledged;
        OwnerNo ??= by.Actor.Number;
        return null;
    }

    internal Refusal? Reply(string value, string? note, CommandContext by)
    {
        if (NotOpen("answer") is { } refusal) return refusal;
        var read = TaskAnswers.Read(this, value);
        if (read.Refusal is { } unfit) return unfit;
        (State, Answer) = (TaskState.Answered, read.Value);
        Finish(note, by);
        return null;
    }

    internal Refusal? Refuse(string reason, CommandContext by)
    {
        if (NotOpen("refuse") is { } refusal) return refusal;
        State = TaskState.Refused;
        Finish(reason, by);
        return null;
    }

    /// <summary>It is not wanted any more.</summary>
    /// <returns>False when it was over before.</returns>
    internal bool Withdraw(string reason, CommandContext by)
    {
        if (Over) return false;
        State = TaskState.Withdrawn;
        Finish(reason, by);
        return true;
    }

    /// <summary>Somebody else owns it. The due time stays as it is.</summary>
    internal Refusal? Assign(string person)
    {
        if (Over) return OverNow("hand over");
        if (OwnerNo == person) return new("task-owner-same", $"{No} is {person}'s already.");
        OwnerNo = person;
        if (State == TaskState.Acknowledged) State = TaskState.Open;
        return null;
    }

    internal Refusal? Pause(string reason, DateTime nowUtc)
    {
        if (NotOpen("pause") is { } refusal) return refusal;
        if (!PauseReasons.Contains(reason)) return Refusal.Field("pause-reason-unknown", "reason", $"A task is paused for one of these reasons only: {string.Join(", ", PauseReasons)}.");
        if (Paused) return new("task-paused", $"{No} is paused already, since {Pauses[^1].FromUtc:yyyy-MM-dd HH:mm} UTC.");
        Pauses = [.. Pauses, new CommitmentPause(reason, nowUtc, null)];
        return null;
    }

    internal Refusal? Resume(DateTime nowUtc, SlaCalendar calendar)
    {
        if (Over) return OverNow("resume");
        if (!Paused) return new("task-not-paused", $"{No} is not paused.");
        var pause = Pauses[^1] with { ToUtc = nowUtc };
        Pauses = [.. Pauses.SkipLast(1), pause];
        // Only the working time that was left to it can be paused: what is overdue stays so.
        if (pause.FromUtc < DueUtc && calendar.Due(nowUtc, calendar.WorkedBetween(pause.FromUtc, DueUtc)) is { Done: true } due) DueUtc = due.Value;
        return null;
    }

    /// <summary>Its time is over and nobody has answered.</summary>
    internal bool Miss(DateTime nowUtc)
    {
        if (Over || Paused || State == TaskState.Waiting || nowUtc < DueUtc || MissedUtc is not null) return false;
        MissedUtc = nowUtc;
        return true;
    }

    /// <summary>As the measure of kept promises counts it; null: there was no promise, or it was taken back.</summary>
    internal CommitmentRecord? Commitment() => OpenedUtc is not { } opened || State == TaskState.Withdrawn ? null
        : new(No, ToFunction, FromFunction, opened, PromisedUtc < opened ? opened : PromisedUtc, State is TaskState.Answered ? AnsweredUtc : null, Pauses, []);

    private void Finish(string? note, CommandContext by)
    {
        (AnswerNote, AnsweredBy, AnsweredUtc) = (string.IsNullOrWhiteSpace(note) ? null : note.Trim(), by.Actor.Number, by.NowUtc);
        if (Paused) Pauses = [.. Pauses.SkipLast(1), Pauses[^1] with { ToUtc = by.NowUtc }];
    }

    private Refusal? NotOpen(string what) => Over ? OverNow(what)
        : State == TaskState.Waiting ? new("task-waiting", $"{No} waits for {string.Join(", ", Predecessors)}; it can be dealt with when those are answered.") : null;

    private Refusal OverNow(string what) => State switch
    {
        TaskState.Answered => new("task-answered", $"You can't {what} {No} any more: {AnsweredBy} has answered {Answer} at {AnsweredUtc:yyyy-MM-dd HH:mm} UTC.{(AnswerNote is null ? "" : " " + AnswerNote)}"),
        TaskState.Refused => new("task-answered", $"You can't {what} {No} any more: {AnsweredBy} has refused it at {AnsweredUtc:yyyy-MM-dd HH:mm} UTC. {AnswerNote}"),
        _ => new("task-withdrawn", $"{No} is not wanted any more: {AnswerNote}"),
    };
}

/// <summary>A step of a task's life. Never changed, never deleted.</summary>
[NotAudited]
internal sealed class TaskEvent
{
    public long Id { get; init; }
    public required string TaskNo { get; init; }
    public DateTime AtUtc { get; init; }
    /// <summary>given, opened, acknowledged, answered, refused, withdrawn, assigned, paused, resumed or missed.</summary>
    public required string What { get; init; }
    public required string ActorNo { get; init; }
    /// <summary>What was said with it.</summary>
    public string? Text { get; init; }
}

/// <summary>The last number given out.</summary>
[NotAudited]
internal sealed class TaskSeries : IVersioned
{
    public int Id { get; init; } = 1;
    public long Last { get; set; }
    public long Version { get; set; }
}
