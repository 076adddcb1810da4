using Tactus.Platform;

namespace Tactus.Coordination.Tasks;

/// <summary>What the rows of the table do: the state as it becomes and the effects as they gather.</summary>
internal sealed class EscalationTurn(Escalation state, EscalationPolicy policy, SlaCalendar calendar, DateTime nowUtc)
{
    internal Escalation State { get; private set; } = state;

    internal List<EscalationEffect> Effects { get; } = [];

    internal Refusal? Open(CaseOpened opened)
    {
        if (policy.Fault() is { } fault) return fault;
        // A wait in working time that never ends would silence the whole policy, so it is refused before the case relies on it.
        foreach (var wait in policy.Waits)
            if (wait.From(nowUtc, calendar).Refusal is { } never) return never;
        State = State with { Owner = opened.Owner, OpenedUtc = nowUtc, Phase = EscalationPhase.Waiting };
        if (policy.Steps[0].After.Time == TimeSpan.Zero) return Ask(1, TellReason.Step);
        Start(policy.Steps[0].After);
        return null;
    }

    internal bool Fires(TimeReached reached) => State.DueUtc is not null && reached.Timer == State.Timer;

    internal Refusal? TooEarly(TimeReached reached) => reached.AtUtc < State.DueUtc
        ? new("escalation-too-early", $"Timer {reached.Timer} is due at {State.DueUtc:yyyy-MM-dd HH:mm:ss} UTC; it is {reached.AtUtc:yyyy-MM-dd HH:mm:ss}.") : null;

    /// <summary>Takes the timer away and remembers how late it was.</summary>
    internal EscalationTurn Fire(TimeReached reached)
    {
        State = State with { Late = reached.AtUtc - State.DueUtc!.Value, DueUtc = null };
        return this;
    }

    internal Refusal? Nothing() => null;

    /// <summary>Asks who is on duty for a step; past the last step the last resort is told.</summary>
    internal Refusal? Ask(int step, TellReason why)
    {
        if (step > policy.Steps.Count) return TellLastResort(why);
        EndTimer();
        State = State with { Phase = EscalationPhase.Asking, Step = step, Why = why, Told = [], Acknowledged = [] };
        // A case that nobody owns: there is nobody to ask for.
        if (OwnStep && State.Owner is null) return Skip();
        Effects.Add(new AskRoster(step, Step.Role, OwnerOf(step)));
        return null;
    }

    internal Refusal? Answer(RosterSays roster)
    {
        if (!Meant(roster)) return null;
        var people = People(roster);
        if (people.Count == 0 && Step.SkipIfNobody) return Skip();
        if (people.Count == 0) Effects.Add(new NobodyOnDuty(State.Step, Step.Role, false));
        else TellThem(people, State.Why);
        State = State with { Phase = EscalationPhase.Told, Told = people, Acknowledged = [], Why = TellReason.Step };
        WaitForNext();
        State = State with { Late = TimeSpan.Zero };
        return null;
    }

    internal Refusal? Next() => Ask(State.Step + 1, TellReason.Step);

    internal Refusal? Reopen() => Ask(State.Step, TellReason.AcknowledgementExpired);

    internal Refusal? Acknowledge(AcknowledgedBy by)
    {
        if (NotToldOrAgain(by) is { } refusal) return refusal;
        State = State with { Acknowledged = [.. State.Acknowledged, by.Person] };
        if (Satisfied()) Hold();
        return null;
    }

    /// <summary>A further acknowledgement is noted; it makes the first hold no longer.</summary>
    internal Refusal? AcknowledgeToo(AcknowledgedBy by)
    {
        if (NotToldOrAgain(by) is { } refusal) return refusal;
        State = State with { Acknowledged = [.. State.Acknowledged, by.Person] };
        return null;
    }

    /// <summary>Shifts changed while a step waits: who has gone is not waited for, who has come is told. The step's timer stays.</summary>
    internal Refusal? DutyChanged(RosterSays roster)
    {
        if (!Meant(roster)) return null;
        var people = People(roster);
        if (people.Count == 0 && Step.SkipIfNobody) return Skip();
        var came = people.Except(State.Told, StringComparer.Ordinal).ToList();
        if (people.Count == 0) Effects.Add(new NobodyOnDuty(State.Step, Step.Role, false));
        if (came.Count > 0) TellThem(came, State.Why == TellReason.Reassigned ? State.Why : TellReason.CameOnDuty);
        State = State with { Why = TellReason.Step, Told = people, Acknowledged = [.. State.Acknowledged.Intersect(people, StringComparer.Ordinal)] };
        if (Satisfied()) Hold();
        return null;
    }

    /// <summary>Shifts changed after an acknowledgement: when those who gave it have gone, it no longer stands and the others are told.</summary>
    internal Refusal? AcknowledgerLeft(RosterSays roster)
    {
        if (!Meant(roster)) return null;
        var people = People(roster);
        State = State with { Told = people, Acknowledged = [.. State.Acknowledged.Intersect(people, StringComparer.Ordinal)] };
        // Who comes on duty later need not acknowledge again what one of those who did still holds.
        if (State.Acknowledged.Count > 0) return null;
        if (people.Count == 0 && Step.SkipIfNobody) return Skip();
        EndTimer();
        State = State with { Phase = EscalationPhase.Told, Late = TimeSpan.Zero };
        if (people.Count == 0) Effects.Add(new NobodyOnDuty(State.Step, Step.Role, false));
        else TellThem(people, TellReason.AcknowledgerLeft);
        WaitForNext();
        return null;
    }

    internal Refusal? Hand(Reassigned to)
    {
        var known = to.Owner == State.Owner;
        var live = State.Phase != EscalationPhase.Decided;
        State = State with { Owner = to.Owner };
        // Who owns it now may acknowledge as well, but an acknowledgement that stands neither ends nor holds longer by it.
        if (State.Phase == EscalationPhase.Acknowledged && OwnStep && !State.Told.Contains(to.Owner)) State = State with { Told = [.. State.Told, to.Owner] };
        if (live && !known) Effects.Add(new Tell([to.Owner], State.Step, TellReason.Reassigned, TimeSpan.Zero));
        return null;
    }

    internal Refusal? HandWhileAsking(Reassigned to)
    {
        if (!OwnStep) return Hand(to);
        State = State with { Owner = to.Owner };
        Effects.Add(new AskRoster(State.Step, Step.Role, to.Owner));
        return null;
    }

    /// <summary>At a step of the owner the new one is told once the roster says he is on duty. The timer runs on.</summary>
    internal Refusal? HandWhileTold(Reassigned to)
    {
        if (!OwnStep || to.Owner == State.Owner) return Hand(to);
        State = State with { Owner = to.Owner, Told = [], Acknowledged = [], Why = TellReason.Reassigned };
        Effects.Add(new AskRoster(State.Step, Step.Role, to.Owner));
        return null;
    }

    internal Refusal? Stop(EscalationPhase to)
    {
        EndTimer();
        State = State with { Phase = to };
        return null;
    }

    private EscalationStep Step => policy.Steps[State.Step - 1];

    private bool OwnStep => State.Step >= 1 && State.Step <= policy.Steps.Count && Step.Role == EscalationStep.Owner;

    private string? OwnerOf(int step) => policy.Steps[step - 1].Role == EscalationStep.Owner ? State.Owner : null;

    private string Place => State.Step > policy.Steps.Count ? "The last resort" : $"Step {State.Step}";

    private bool Satisfied() => State.Acknowledged.Count > 0
        && (State.Step > policy.Steps.Count || Step.By == AcknowledgeBy.One || State.Told.All(State.Acknowledged.Contains));

    /// <summary>An answer for another step or for somebody who owned the case before says nothing of now.</summary>
    private bool Meant(RosterSays roster) => State.Step <= policy.Steps.Count && roster.Step == State.Step && roster.Owner == OwnerOf(State.Step);

    // In order of names, so that the same people give the same state whatever order the roster gave them in.
    private List<string> People(RosterSays roster) =>
        [.. roster.OnDuty.Where(person => !OwnStep || person == State.Owner).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private Refusal? Skip()
    {
        Effects.Add(new NobodyOnDuty(State.Step, Step.Role, true));
        return Ask(State.Step + 1, TellReason.Step);
    }

    private Refusal? TellLastResort(TellReason why)
    {
        EndTimer();
        State = State with { Phase = EscalationPhase.LastResort, Step = policy.Steps.Count + 1, Told = policy.LastResort.People, Acknowledged = [] };
        if (why != TellReason.AcknowledgementExpired) Effects.Add(new FellToLastResort(!State.EverTold));
        TellThem(policy.LastResort.People, why == TellReason.AcknowledgementExpired ? why : TellReason.LastResort);
        State = State with { Why = TellReason.Step, Late = TimeSpan.Zero };
        return null;
    }

    private void TellThem(IReadOnlyList<string> people, TellReason why)
    {
        Effects.Add(new Tell(people, State.Step, why, State.Late));
        State = State with { EverTold = true };
    }

    private Refusal? NotToldOrAgain(AcknowledgedBy by)
    {
        if (!State.Told.Contains(by.Person))
            return new("escalation-not-told", State.Told.Count == 0
                ? $"{Place} waits for somebody to come on duty; nobody has been told."
                : $"{Place} told {string.Join(", ", State.Told)}; only they can acknowledge. Anybody with the right can still decide.");
        return State.Acknowledged.Contains(by.Person)
            ? new("escalation-acknowledged", $"{by.Person} has acknowledged already{(State.Phase == EscalationPhase.Acknowledged && State.DueUtc is { } due ? $"; it holds until {due:yyyy-MM-dd HH:mm} UTC" : "")}.")
            : null;
    }

    private void Hold()
    {
        EndTimer();
        State = State with { Phase = EscalationPhase.Acknowledged };
        if ((State.Step > policy.Steps.Count ? policy.LastResort.Expires : Step.Expires) is { } expires) Start(expires);
    }

    // Counted from when the step told its people, not from when it should have: after a night without a server the next is given its time, too.
    private void WaitForNext() => Start(State.Step < policy.Steps.Count ? policy.Steps[State.Step].After : policy.LastResort.After);

    private void Start(Wait wait)
    {
        var due = wait.From(nowUtc, calendar);
        // The calendar was changed and opens no more. People are told all the same, and the wait counts in wall time.
        if (due.Refusal is { } closed) Effects.Add(new WaitInWallTime(closed));
        State = State with { Timer = State.Timer + 1, DueUtc = due.Done ? due.Value : nowUtc + wait.Time };
        Effects.Add(new SetTimer(State.Timer, State.DueUtc!.Value));
    }

    private void EndTimer()
    {
        if (State.DueUtc is null) return;
        Effects.Add(new StopTimer(State.Timer));
        State = State with { DueUtc = null };
    }
}
