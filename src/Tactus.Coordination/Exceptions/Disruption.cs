using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Tasks;
using Tactus.Platform;

namespace Tactus.Coordination.Exceptions;

/// <summary>
/// Something that makes the plan wrong: an exception in the shop's word. One thing is one exception however often it is seen; each step of its life is
/// an event of its own.
/// </summary>
internal sealed class Disruption : IVersioned
{
    /// <summary>EX-000001.</summary>
    public required string No { get; init; }
    /// <summary>One of the kinds that the rule tables know, e.g. machineDown.</summary>
    public required string Kind { get; set; }
    /// <summary>What makes two sightings the same: kind and subject.</summary>
    public required string Fingerprint { get; init; }
    /// <summary>The machine, lot, order or person it is about.</summary>
    public required string Subject { get; init; }
    public string? WorkCentreNo { get; init; }
    public DisruptionState State { get; private set; }
    /// <summary>1 is worst.</summary>
    public int Severity { get; set; } = 3;
    public string? ReasonCode { get; set; }
    /// <summary>Role in the roster whose people own such exceptions; null until somebody is asked.</summary>
    public string? OwnerRole { get; set; }
    /// <summary>Personnel number; null: nobody owns it yet.</summary>
    public string? OwnerNo { get; set; }
    /// <summary>What its kind knows of it, as JSON; see <see cref="Knows{T}"/>.</summary>
    public string Facts { get; set; } = "{}";
    /// <summary>The exception that it is a part of; null: it stands for itself.</summary>
    public string? ParentNo { get; set; }
    /// <summary>When it began at its source.</summary>
    public DateTime OccurredUtc { get; set; }
    public DateTime DetectedUtc { get; init; }
    /// <summary>If it still lasts then it is no passing disturbance.</summary>
    public DateTime ConfirmsUtc { get; set; }
    /// <summary>When its cause ended; null while it lasts.</summary>
    public DateTime? EndedUtc { get; set; }
    /// <summary>Until when it is reckoned to last.</summary>
    public DateTime? ExpectedEndUtc { get; set; }
    /// <summary>Somebody said so; else it is the usual length.</summary>
    public bool Estimated { get; set; }
    public int Occurrences { get; set; } = 1;
    /// <summary>Options have to be found, or found anew.</summary>
    public bool WantsOptions { get; set; }
    /// <summary>Why there are none, where they are wanted: schedule-none or infeasible; the story has the sentence.</summary>
    public string? Blocked { get; set; }
    public DateTime? AssessedUtc { get; set; }
    public DateTime? DecidedUtc { get; set; }
    /// <summary>First confirmed effect of the decision: a station has the new order.</summary>
    public DateTime? EffectUtc { get; set; }
    /// <summary>Root cause, a word of the plant's own, e.g. hoseWear; null: nobody has named one.</summary>
    public string? CauseCode { get; set; }
    /// <summary>What shows that it is this.</summary>
    public string? CauseEvidence { get; set; }
    public string? CauseByNo { get; set; }
    /// <summary>Somebody else who looked and agrees.</summary>
    public string? VerifiedByNo { get; set; }
    public DateTime? ClosedUtc { get; set; }
    /// <summary>The schedule that the decision put in force.</summary>
    public Guid? ScheduleId { get; set; }
    public long Version { get; set; }

    /// <summary>Its cause is over with the decision; a machine's stop is not.</summary>
    internal bool EndsWhenCarried => Kind != DetectMachineDown.Kind;

    /// <summary>What its kind knows of it.</summary>
    internal T Knows<T>() => System.Text.Json.JsonSerializer.Deserialize<T>(Facts, TactusJson.Options)!;

    /// <summary>Keeps what its kind knows of it; whether that is news.</summary>
    internal bool Know<T>(T facts)
    {
        var text = System.Text.Json.JsonSerializer.Serialize(facts, TactusJson.Options);
        if (text == Facts) return false;
        Facts = text;
        return true;
    }

    /// <summary>Takes a step and notes it; a refusal leaves everything as it was.</summary>
    /// <param name="db">Gets the event.</param>
    /// <param name="step">What happens.</param>
    /// <param name="by">Who, when.</param>
    /// <param name="text">What the time line says of it.</param>
    internal Refusal? Step(CoordinationDb db, DisruptionStep step, CommandContext by, string text)
    {
        var after = DisruptionStates.After(State, step);
        if (after.Refusal is { } refusal) return refusal;
        Note(db, step.ToString(), by, text, State, after.Value);
        State = after.Value;
        Escalations.Noticed(db, this, by);
        return null;
    }

    /// <summary>A line of its story without a change of state.</summary>
    internal void Note(CoordinationDb db, string what, CommandContext by, string text, DisruptionState? from = null, DisruptionState? to = null)
    {
        db.DisruptionEvents.Add(new DisruptionEvent
        {
            DisruptionNo = No, AtUtc = by.NowUtc, What = what, From = from ?? State, To = to ?? State, ActorNo = by.Actor.Number, Text = text, ScheduleId = ScheduleId,
        });
        db.Changed("coordination.exceptions", No);
    }

    internal static async Task<Disruption> New(
        CoordinationDb db, string kind, string subject, string? workCentreNo, DateTime occurredUtc, TimeSpan debounce, CommandContext by, CancellationToken stop, string? about = null)
    {
        var series = await db.Set<ExceptionSeries>().FindAsync([1], stop);
        if (series is null) db.Add(series = new ExceptionSeries());
        var disruption = new Disruption
        {
            No = string.Create(CultureInfo.InvariantCulture, $"EX-{++series.Last:000000}"), Kind = kind, Fingerprint = $"{about ?? kind}/{subject}", Subject = subject, WorkCentreNo = workCentreNo,
            OccurredUtc = occurredUtc, DetectedUtc = by.NowUtc, ConfirmsUtc = occurredUtc + debounce,
        };
        db.Disruptions.Add(disruption);
        return disruption;
    }

    /// <summary>The one that lasts, or came and went without being closed.</summary>
    internal static Task<Disruption?> Current(CoordinationDb db, string fingerprint, CancellationToken stop) => db.Disruptions
        .Where(each => each.Fingerprint == fingerprint && each.State != DisruptionState.Closed && each.State != DisruptionState.Merged
            && each.State != DisruptionState.Superseded && each.State != DisruptionState.FalseAlarm)
        .OrderByDescending(each => each.No).FirstOrDefaultAsync(stop);
}

/// <summary>A step of an exception's life. Never changed, never deleted.</summary>
[NotAudited]
internal sealed class DisruptionEvent
{
    public long Id { get; init; }
    public required string DisruptionNo { get; init; }
    public DateTime AtUtc { get; init; }
    public required string What { get; init; }
    public DisruptionState From { get; init; }
    public DisruptionState To { get; init; }
    public required string ActorNo { get; init; }
    public required string Text { get; init; }
    /// <summary>The schedule in force then, or put in force by it.</summary>
    public Guid? ScheduleId { get; init; }
}

/// <summary>The last number given out.</summary>
[NotAudited]
internal sealed class ExceptionSeries : IVersioned
{
    public int Id { get; init; } = 1;
    public long Last { get; set; }
    public long Version { get; set; }
}
