using Tactus.Platform;

namespace Tactus.Coordination.Tasks;

/// <summary>
/// An escalation as it stands. It has at most one timer; timers are numbered upwards, so that one that comes again or was replaced does nothing.
/// </summary>
/// <param name="Step">From 1; one more than there are steps: the last resort.</param>
/// <param name="LastUtc">Time of the last event. An event with an earlier time counts as at this: time does not go backwards.</param>
/// <param name="Timer">Number of the last timer.</param>
/// <param name="DueUtc">When it fires; null when none runs.</param>
/// <param name="Told">Who has been told at this step and is on duty.</param>
/// <param name="Acknowledged">Who of them has acknowledged.</param>
/// <param name="Why">Why the step that the roster is asked for is to be told.</param>
/// <param name="Late">How late the timer fired that led to it.</param>
/// <param name="EverTold">Whether any step has told anybody.</param>
internal sealed record Escalation(
    EscalationPhase Phase, int Step, string? Owner, DateTime OpenedUtc, DateTime LastUtc, int Timer, DateTime? DueUtc,
    IReadOnlyList<string> Told, IReadOnlyList<string> Acknowledged, TellReason Why, TimeSpan Late, bool EverTold)
{
    /// <summary>Before the case is opened.</summary>
    internal static Escalation Unopened { get; } =
        new(EscalationPhase.Unopened, 0, null, default, default, 0, null, [], [], TellReason.Step, TimeSpan.Zero, false);

    /// <summary>The state after an event and what is to be done, or why the event can't be. Nothing is read but the arguments.</summary>
    internal Outcome<Escalated> After(EscalationEvent happened, EscalationPolicy policy, SlaCalendar calendar)
    {
        if (!EscalationTransitions.All.TryGetValue((Phase, happened.GetType()), out var row)) return EscalationTransitions.Refused(this, happened);
        var now = happened.AtUtc > LastUtc ? happened.AtUtc : LastUtc;
        var turn = new EscalationTurn(this with { LastUtc = now }, policy, calendar, now);
        if (row.Do(turn, happened) is { } refusal) return refusal;
        return row.To.Contains(turn.State.Phase)
            ? new Escalated(turn.State, turn.Effects)
            : throw new InvalidOperationException($"{Phase} by {happened.GetType().Name} led to {turn.State.Phase}, which is not in the table.");
    }
}

/// <summary>The state after an event and what is to be done.</summary>
internal sealed record Escalated(Escalation State, IReadOnlyList<EscalationEffect> Effects);

/// <summary>Every way from one phase of an escalation to another. What is not in the table is refused, never ignored.</summary>
internal static class EscalationTransitions
{
    /// <summary>Where an event can lead, and what it does.</summary>
    internal sealed record Row(Func<EscalationTurn, EscalationEvent, Refusal?> Do, params EscalationPhase[] To);

    private const EscalationPhase Unopened = EscalationPhase.Unopened, Waiting = EscalationPhase.Waiting, Asking = EscalationPhase.Asking, Told = EscalationPhase.Told,
        Acknowledged = EscalationPhase.Acknowledged, LastResort = EscalationPhase.LastResort, Decided = EscalationPhase.Decided, Closed = EscalationPhase.Closed;

    private static Dictionary<(EscalationPhase From, Type Event), Row> Table { get; } = new()
    {
        [(Unopened, typeof(CaseOpened))] = new(Turn<CaseOpened>((turn, it) => turn.Open(it)), Waiting, Asking, LastResort),

        [(Waiting, typeof(TimeReached))] = new(Timer(turn => turn.Ask(1, TellReason.Step)), Waiting, Asking, LastResort),
        [(Waiting, typeof(Reassigned))] = new(Turn<Reassigned>((turn, it) => turn.Hand(it)), Waiting),
        [(Waiting, typeof(CaseDecided))] = new(Stop(Decided), Decided),
        [(Waiting, typeof(CaseClosed))] = new(Stop(Closed), Closed),

        // A roster of nobody skips to the next step, which is asked for in turn, or to the last resort.
        [(Asking, typeof(RosterSays))] = new(Turn<RosterSays>((turn, it) => turn.Answer(it)), Asking, Told, LastResort),
        [(Asking, typeof(TimeReached))] = new(Timer(turn => turn.Nothing()), Asking),
        [(Asking, typeof(Reassigned))] = new(Turn<Reassigned>((turn, it) => turn.HandWhileAsking(it)), Asking),
        [(Asking, typeof(CaseDecided))] = new(Stop(Decided), Decided),
        [(Asking, typeof(CaseClosed))] = new(Stop(Closed), Closed),

        [(Told, typeof(AcknowledgedBy))] = new(Turn<AcknowledgedBy>((turn, it) => turn.Acknowledge(it)), Told, Acknowledged),
        [(Told, typeof(TimeReached))] = new(Timer(turn => turn.Next()), Told, Asking, LastResort),
        [(Told, typeof(RosterSays))] = new(Turn<RosterSays>((turn, it) => turn.DutyChanged(it)), Told, Acknowledged, Asking, LastResort),
        [(Told, typeof(Reassigned))] = new(Turn<Reassigned>((turn, it) => turn.HandWhileTold(it)), Told),
        [(Told, typeof(CaseDecided))] = new(Stop(Decided), Decided),
        [(Told, typeof(CaseClosed))] = new(Stop(Closed), Closed),

        [(Acknowledged, typeof(AcknowledgedBy))] = new(Turn<AcknowledgedBy>((turn, it) => turn.AcknowledgeToo(it)), Acknowledged),
        [(Acknowledged, typeof(TimeReached))] = new(Timer(turn => turn.Reopen()), Acknowledged, Asking, LastResort),
        [(Acknowledged, typeof(RosterSays))] = new(Turn<RosterSays>((turn, it) => turn.AcknowledgerLeft(it)), Acknowledged, Told, Asking, LastResort),
        [(Acknowledged, typeof(Reassigned))] = new(Turn<Reassigned>((turn, it) => turn.Hand(it)), Acknowledged),
        [(Acknowledged, typeof(CaseDecided))] = new(Stop(Decided), Decided),
        [(Acknowledged, typeof(CaseClosed))] = new(Stop(Closed), Closed),

        [(LastResort, typeof(AcknowledgedBy))] = new(Turn<AcknowledgedBy>((turn, it) => turn.Acknowledge(it)), Acknowledged),
        [(LastResort, typeof(TimeReached))] = new(Timer(turn => turn.Nothing()), LastResort),
        [(LastResort, typeof(RosterSays))] = new(Turn<RosterSays>((turn, _) => turn.Nothing()), LastResort),
        [(LastResort, typeof(Reassigned))] = new(Turn<Reassigned>((turn, it) => turn.Hand(it)), LastResort),
        [(LastResort, typeof(CaseDecided))] = new(Stop(Decided), Decided),
        [(LastResort, typeof(CaseClosed))] = new(Stop(Closed), Closed),

        // A timer or an answer that was under way when the case was decided or closed comes to nothing.
        [(Decided, typeof(TimeReached))] = new(Timer(turn => turn.Nothing()), Decided),
        [(Decided, typeof(RosterSays))] = new(Turn<RosterSays>((turn, _) => turn.Nothing()), Decided),
        [(Decided, typeof(Reassigned))] = new(Turn<Reassigned>((turn, it) => turn.Hand(it)), Decided),
        [(Decided, typeof(CaseClosed))] = new(Stop(Closed), Closed),
        [(Closed, typeof(TimeReached))] = new(Timer(turn => turn.Nothing()), Closed),
        [(Closed, typeof(RosterSays))] = new(Turn<RosterSays>((turn, _) => turn.Nothing()), Closed),
    };

    /// <summary>Every allowed step.</summary>
    internal static IReadOnlyDictionary<(EscalationPhase From, Type Event), Row> All => Table;

    /// <summary>Why an event can't be in this phase.</summary>
    internal static Refusal Refused(Escalation state, EscalationEvent happened) => (state.Phase, happened) switch
    {
        (Unopened, _) => new("escalation-not-open", "The escalation has not begun; open the case first."),
        (_, CaseOpened) => new("escalation-open", "The escalation has begun already; a case is opened once."),
        (Closed, _) => new("escalation-closed", "The case is closed; open it again first."),
        (Decided, CaseDecided) => new("escalation-decided", "The case is decided already."),
        (Decided, _) => new("escalation-decided", "The case is decided; nothing is left to acknowledge."),
        _ => new("escalation-nobody-told", "Nobody has been told yet, so there is nothing to acknowledge."),
    };

    private static Func<EscalationTurn, EscalationEvent, Refusal?> Turn<T>(Func<EscalationTurn, T, Refusal?> step) where T : EscalationEvent =>
        (turn, happened) => step(turn, (T)happened);

    // A timer fires once: any but the one that runs does nothing, and the one that runs does nothing before its time.
    private static Func<EscalationTurn, EscalationEvent, Refusal?> Timer(Func<EscalationTurn, Refusal?> step) =>
        Turn<TimeReached>((turn, it) => turn.Fires(it) ? turn.TooEarly(it) ?? step(turn.Fire(it)) : turn.Nothing());

    private static Func<EscalationTurn, EscalationEvent, Refusal?> Stop(EscalationPhase to) => (turn, _) => turn.Stop(to);
}
