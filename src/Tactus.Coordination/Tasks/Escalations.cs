using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Exceptions;
using Tactus.Platform;

namespace Tactus.Coordination.Tasks;

/// <summary>
/// Runs escalations: keeps where each stands, does what its state machine wants done, and writes down what it did. Effects are rows of the same
/// transaction, so a timer and what it does happen together or not at all.
/// </summary>
internal static class Escalations
{
    private static readonly HashSet<DisruptionState> Telling =
    [
        DisruptionState.AwaitingDecision, DisruptionState.Decided, DisruptionState.Verifying, DisruptionState.Resolved, DisruptionState.Transient,
        DisruptionState.Closed, DisruptionState.Merged, DisruptionState.Superseded, DisruptionState.FalseAlarm,
    ];

    /// <summary>Called with each step of an exception's life. What follows from it is done by a timer that is due at once, so that it is done once and never in the way of the step.</summary>
    internal static void Noticed(CoordinationDb db, Disruption disruption, CommandContext by)
    {
        if (!Telling.Contains(disruption.State)) return;
        // Several steps of one transaction are looked at once: what counts is the state after all of them.
        if (!db.Timers.Local.Any(timer => timer.Kind == DueTimer.Exception && timer.Subject == disruption.No && timer.DoneUtc is null))
            db.Timers.Add(DueTimer.At(by.NowUtc, DueTimer.Exception, disruption.No));
    }

    /// <summary>Brings the escalation of an exception in line with the exception's state.</summary>
    internal static async Task Follow(CoordinationDb db, string exceptionNo, CommandContext by, CancellationToken stop)
    {
        if (await db.Disruptions.FindAsync([exceptionNo], stop) is not { } disruption) return;
        var running = await Of(db, exceptionNo, stop);
        if (disruption.State == DisruptionState.AwaitingDecision)
        {
            if (running is not null) return;
            var duty = await DutyBook.Of(db, stop);
            disruption.OwnerRole ??= Owners.RoleOf(disruption.Kind);
            disruption.OwnerNo ??= duty.Roster.OnDuty(disruption.OwnerRole, by.NowUtc) is [var first, ..] ? first : null;
            db.Changed("coordination.exceptions", exceptionNo);
            await Open(db, exceptionNo, Policies.Exception, disruption.Kind, disruption.OwnerRole, disruption.OwnerNo, by, stop);
        }
        else if (running is not null && disruption.State is not (DisruptionState.Assessed or DisruptionState.OptionsReady))
            await Happens(db, running, disruption.State is DisruptionState.Decided or DisruptionState.Executing ? new CaseDecided(by.NowUtc) : new CaseClosed(by.NowUtc), by, stop);
    }

    /// <summary>The one that runs for a subject; null: none does.</summary>
    internal static Task<RunningEscalation?> Of(CoordinationDb db, string subject, CancellationToken stop) =>
        db.Escalations.FirstOrDefaultAsync(each => each.Subject == subject && each.EndedUtc == null, stop);

    /// <summary>Begins to tell people.</summary>
    /// <returns>Why it can't be, e.g. a calendar without working time.</returns>
    internal static async Task<Refusal?> Open(CoordinationDb db, string subject, string policy, string? kind, string? role, string? owner, CommandContext by, CancellationToken stop)
    {
        var duty = await DutyBook.Of(db, stop);
        var (no, plan, version) = Policies.For(duty, policy, kind);
        var escalation = new RunningEscalation
        {
            Id = Guid.CreateVersion7(), Subject = subject, PolicyNo = no, PolicyVersion = version, Plan = JsonSerializer.Serialize(plan, TactusJson.Options), Role = role,
            OpenedUtc = by.NowUtc, State = JsonSerializer.Serialize(Escalation.Unopened, TactusJson.Options),
        };
        db.Escalations.Add(escalation);
        Line(db, escalation, "opened", 0, by, null, owner is null ? [] : [owner]);
        var refusal = await Happens(db, escalation, new CaseOpened(by.NowUtc, owner), by, stop);
        if (refusal is null) return null;
        // The plant's own calendar or policy is at fault; somebody is told all the same.
        Line(db, escalation, "fault", 0, by, null, [], refusal.Code);
        await Notices.Tell(db, plan.Resolve(no, role, duty).LastResort.People, "escalationFault", subject, new() { ["why"] = refusal.Sentence }, by, stop);
        escalation.EndedUtc = by.NowUtc;
        return refusal;
    }

    /// <summary>Whether a subject's escalation can take an event; with its effects when it can.</summary>
    internal static async Task<Refusal?> Happens(CoordinationDb db, RunningEscalation escalation, EscalationEvent happened, CommandContext by, CancellationToken stop)
    {
        var duty = await DutyBook.Of(db, stop);
        var policy = escalation.Pinned().Resolve(escalation.PolicyNo, escalation.Role, duty);
        var state = escalation.Now();
        var events = new Queue<EscalationEvent>([happened]);
        while (events.TryDequeue(out var next))
        {
            var outcome = state.After(next, policy, duty.Calendar);
            if (outcome.Refusal is { } refusal)
            {
                if (next == happened) return refusal;
                throw new InvalidOperationException($"{escalation.Subject}: {refusal.Sentence}");
            }
            state = outcome.Value.State;
            Note(db, escalation, state, next, by);
            foreach (var effect in outcome.Value.Effects)
                switch (effect)
                {
                    case AskRoster asked: events.Enqueue(duty.Roster.Answer(asked, by.NowUtc)); break;
                    case Tell tell: await Told(db, escalation, tell, RoleAt(policy, tell.Step), by, stop); break;
                    case SetTimer timer: db.Timers.Add(DueTimer.At(timer.DueUtc, DueTimer.Escalation, escalation.Id.ToString("N"), timer.Timer)); break;
                    case StopTimer timer: await Stop(db, escalation, timer.Timer, by, stop); break;
                    case NobodyOnDuty nobody: Line(db, escalation, "nobodyOnDuty", nobody.Step, by, nobody.Role, nobody.Role == EscalationStep.Owner && state.Owner is { } owner ? [owner] : []); break;
                    case FellToLastResort fell: Line(db, escalation, "lastResort", state.Step, by, null, [], fell.NobodyWasTold ? "nobodyWasTold" : null); break;
                    case WaitInWallTime wall: Line(db, escalation, "wallTime", state.Step, by, null, [], wall.Why.Code); break;
                }
        }
        escalation.Stands(state, by.NowUtc);
        db.Changed(escalation.Subject.StartsWith("TK", StringComparison.Ordinal) ? "coordination.tasks" : "coordination.exceptions", escalation.Subject);
        return null;
    }

    /// <summary>A timer of an escalation fires. One that was replaced, or whose escalation has ended, does nothing.</summary>
    internal static async Task Fire(CoordinationDb db, DueTimer timer, CommandContext by, CancellationToken stop)
    {
        if (await db.Escalations.FindAsync([Guid.ParseExact(timer.Subject, "N")], stop) is { EndedUtc: null } escalation)
            await Happens(db, escalation, new TimeReached(by.NowUtc, timer.Number), by, stop);
    }

    /// <summary>Somebody came on duty or went, or left: those who wait for one who is gone go on to the next.</summary>
    /// <returns>How many escalations that touched.</returns>
    internal static async Task<int> DutyChanged(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        var duty = await DutyBook.Of(db, stop);
        // Between shifts everybody has gone home: that is the night, not somebody who left. Working time stands still until the next shift.
        if (duty.Calendar.ShiftsAt(by.NowUtc).Count == 0) return 0;
        var touched = 0;
        foreach (var escalation in await db.Escalations.Where(each => each.EndedUtc == null && (each.Phase == EscalationPhase.Told || each.Phase == EscalationPhase.Acknowledged)).ToListAsync(stop))
        {
            var state = escalation.Now();
            var policy = escalation.Pinned().Resolve(escalation.PolicyNo, escalation.Role, duty);
            if (state.Step > policy.Steps.Count) continue;
            var role = policy.Steps[state.Step - 1].Role;
            var answer = duty.Roster.Answer(new AskRoster(state.Step, role, role == EscalationStep.Owner ? state.Owner : null), by.NowUtc);
            if (answer.OnDuty.SequenceEqual(state.Told)) continue;
            await Happens(db, escalation, answer, by, stop);
            touched++;
        }
        return touched;
    }

    private static async Task Told(CoordinationDb db, RunningEscalation escalation, Tell tell, string? role, CommandContext by, CancellationToken stop)
    {
        Line(db, escalation, "told", tell.Step, by, role, tell.People, TactusJson.Word(tell.Reason), tell.Late);
        await Notices.Tell(db, tell.People, "escalation." + TactusJson.Word(tell.Reason), escalation.Subject, new() { ["role"] = role ?? "", ["policy"] = escalation.PolicyNo }, by, stop);
    }

    private static async Task Stop(CoordinationDb db, RunningEscalation escalation, int number, CommandContext by, CancellationToken stop)
    {
        var subject = escalation.Id.ToString("N");
        var timer = db.Timers.Local.FirstOrDefault(each => each.Kind == DueTimer.Escalation && each.Subject == subject && each.Number == number)
            ?? await db.Timers.FirstOrDefaultAsync(each => each.Kind == DueTimer.Escalation && each.Subject == subject && each.Number == number, stop);
        if (timer is not null) timer.DoneUtc ??= by.NowUtc;
    }

    private static string? RoleAt(EscalationPolicy policy, int step) => step >= 1 && step <= policy.Steps.Count ? policy.Steps[step - 1].Role : null;

    private static void Note(CoordinationDb db, RunningEscalation escalation, Escalation state, EscalationEvent happened, CommandContext by)
    {
        var (what, people) = happened switch
        {
            AcknowledgedBy it => ("acknowledged", (string[])[it.Person]),
            Reassigned it => ("reassigned", [it.Owner]),
            CaseDecided => ("decided", []),
            CaseClosed => ("closed", []),
            _ => (null, []),
        };
        if (what is not null) Line(db, escalation, what, state.Step, by, null, people);
    }

    private static void Line(
        CoordinationDb db, RunningEscalation escalation, string what, int step, CommandContext by, string? role, IReadOnlyList<string> people, string? reason = null, TimeSpan late = default) =>
        db.EscalationLines.Add(new EscalationLine
        {
            EscalationId = escalation.Id, Subject = escalation.Subject, AtUtc = by.NowUtc, What = what, Step = step, Role = role, People = [.. people], Reason = reason, LateSeconds = (long)late.TotalSeconds,
        });
}
