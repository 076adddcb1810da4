using System.Text.Json;
using Tactus.Platform;

namespace Tactus.Coordination.Tasks;

/// <summary>An escalation as it is stored: where it stands and the policy as it was when it began. Its steps are in <see cref="EscalationLine"/>.</summary>
[NotAudited]
internal sealed class RunningEscalation : IVersioned
{
    public Guid Id { get; init; }
    /// <summary>EX-000001 or TK-000001.</summary>
    public required string Subject { get; init; }
    public required string PolicyNo { get; init; }
    /// <summary>0: as shipped.</summary>
    public long PolicyVersion { get; init; }
    /// <summary>The pinned <see cref="PolicyPlan"/>: a policy that is changed later is for cases that begin later.</summary>
    public required string Plan { get; init; }
    /// <summary>What the step of the task's role stands for.</summary>
    public string? Role { get; init; }
    /// <summary>An <see cref="Escalation"/> as JSON.</summary>
    public required string State { get; set; }
    public EscalationPhase Phase { get; set; }
    public DateTime OpenedUtc { get; init; }
    public DateTime? DueUtc { get; set; }
    public DateTime? EndedUtc { get; set; }
    public long Version { get; set; }

    internal Escalation Now() => JsonSerializer.Deserialize<Escalation>(State, TactusJson.Options)!;

    internal PolicyPlan Pinned() => JsonSerializer.Deserialize<PolicyPlan>(Plan, TactusJson.Options)!;

    internal void Stands(Escalation state, DateTime nowUtc)
    {
        (State, Phase, DueUtc) = (JsonSerializer.Serialize(state, TactusJson.Options), state.Phase, state.DueUtc);
        if (state.Phase is EscalationPhase.Decided or EscalationPhase.Closed) EndedUtc ??= nowUtc;
    }
}

/// <summary>What an escalation did or was told. Never changed, never deleted.</summary>
[NotAudited]
internal sealed class EscalationLine
{
    public long Id { get; init; }
    public Guid EscalationId { get; init; }
    public required string Subject { get; init; }
    public DateTime AtUtc { get; init; }
    /// <summary>opened, told, nobodyOnDuty, lastResort, acknowledged, expired, reassigned, wallTime, decided or closed.</summary>
    public required string What { get; init; }
    /// <summary>From 1; 0 before the first.</summary>
    public int Step { get; init; }
    public string? Role { get; init; }
    public List<string> People { get; init; } = [];
    /// <summary>Why they were told.</summary>
    public string? Reason { get; init; }
    /// <summary>How late the timer fired that led to it, in seconds.</summary>
    public long LateSeconds { get; init; }
}

/// <summary>Something that is to happen at a time. It happens once, however often the process that does it is killed.</summary>
[NotAudited]
internal sealed class DueTimer
{
    internal const string Escalation = "escalation", Exception = "exception", TaskDue = "task-due", TaskTold = "task-told";

    public Guid Id { get; init; }
    public DateTime DueUtc { get; init; }
    /// <summary>escalation: a step's time is over; exception: its state has changed; task-due: a task should be answered; task-told: working time has begun for a task given or missed outside it.</summary>
    public required string Kind { get; init; }
    /// <summary>What it is about: the escalation's identifier, the exception's or the task's number.</summary>
    public required string Subject { get; init; }
    /// <summary>Number of the timer within its subject.</summary>
    public int Number { get; init; }
    /// <summary>Fired or no longer wanted; null: to come.</summary>
    public DateTime? DoneUtc { get; set; }
    /// <summary>When it fired; null: it did not.</summary>
    public DateTime? FiredUtc { get; set; }
    /// <summary>What went wrong when it fired; it is not tried again.</summary>
    public string? Fault { get; set; }

    internal static DueTimer At(DateTime dueUtc, string kind, string subject, int number = 0) =>
        new() { Id = Guid.CreateVersion7(), DueUtc = dueUtc, Kind = kind, Subject = subject, Number = number };
}
