using Tactus.Platform;

namespace Tactus.Coordination.Tasks;

/// <summary>Where an escalation stands.</summary>
internal enum EscalationPhase
{
    Unopened,
    /// <summary>The time before the first step runs.</summary>
    Waiting,
    /// <summary>The roster is asked who is on duty.</summary>
    Asking,
    /// <summary>The people of a step are told; the time until the next runs.</summary>
    Told,
    /// <summary>Somebody, or everybody, has taken it; the time until that expires may run.</summary>
    Acknowledged,
    /// <summary>No step is left; the policy's last resort is told.</summary>
    LastResort,
    Decided,
    Closed,
}

/// <summary>What can happen to an escalation.</summary>
internal abstract record EscalationEvent(DateTime AtUtc);

/// <summary>The case was opened.</summary>
/// <param name="Owner">Null: nobody owns it yet.</param>
internal sealed record CaseOpened(DateTime AtUtc, string? Owner = null) : EscalationEvent(AtUtc);

/// <summary>A timer ran out.</summary>
/// <param name="Timer">Its number. One that has fired or was replaced does nothing.</param>
internal sealed record TimeReached(DateTime AtUtc, int Timer) : EscalationEvent(AtUtc);

/// <summary>Who is on duty for a step: the answer to <see cref="AskRoster"/>, or unasked when shifts change or somebody leaves.</summary>
/// <param name="Owner">The owner that was asked for, at a step of the owner. Who has left or is absent is not among those on duty.</param>
internal sealed record RosterSays(DateTime AtUtc, int Step, IReadOnlyList<string> OnDuty, string? Owner = null) : EscalationEvent(AtUtc);

/// <summary>Somebody takes it.</summary>
internal sealed record AcknowledgedBy(DateTime AtUtc, string Person) : EscalationEvent(AtUtc);

/// <summary>Another person owns the case. No timer changes by it.</summary>
internal sealed record Reassigned(DateTime AtUtc, string Owner) : EscalationEvent(AtUtc);

/// <summary>The decision is made.</summary>
internal sealed record CaseDecided(DateTime AtUtc) : EscalationEvent(AtUtc);

/// <summary>The case is over, decided or not.</summary>
internal sealed record CaseClosed(DateTime AtUtc) : EscalationEvent(AtUtc);

/// <summary>What is to be done after an event.</summary>
internal abstract record EscalationEffect;

/// <summary>Ask who is on duty; answered by <see cref="RosterSays"/> with the same step and owner.</summary>
internal sealed record AskRoster(int Step, string Role, string? Owner) : EscalationEffect;

/// <summary>Why people are told.</summary>
internal enum TellReason { Step, CameOnDuty, AcknowledgementExpired, AcknowledgerLeft, Reassigned, LastResort }

/// <summary>Tell these people.</summary>
/// <param name="Step">From 1; one more than there are steps for the last resort; 0 before the first.</param>
/// <param name="Late">How long after its time the timer fired: the clock jumped or the server was down.</param>
internal sealed record Tell(IReadOnlyList<string> People, int Step, TellReason Reason, TimeSpan Late) : EscalationEffect;

/// <summary>Wake the escalation at a time. It replaces the timer before it.</summary>
internal sealed record SetTimer(int Timer, DateTime DueUtc) : EscalationEffect;

/// <summary>The timer is no longer wanted.</summary>
internal sealed record StopTimer(int Timer) : EscalationEffect;

/// <summary>Nobody is on duty in a step's role, to be shown.</summary>
/// <param name="Skipped">The next step follows at once.</param>
internal sealed record NobodyOnDuty(int Step, string Role, bool Skipped) : EscalationEffect;

/// <summary>The steps are used up, to be shown.</summary>
/// <param name="NobodyWasTold">No step found anybody on duty.</param>
internal sealed record FellToLastResort(bool NobodyWasTold) : EscalationEffect;

/// <summary>The calendar gives no working time any more, so a wait counts in wall time; to be shown.</summary>
internal sealed record WaitInWallTime(Refusal Why) : EscalationEffect;
