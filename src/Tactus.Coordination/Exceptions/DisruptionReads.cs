using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Carrying;
using Tactus.Coordination.Decisions;
using Tactus.Coordination.Sequencing;
using Tactus.Coordination.Tasks;
using Tactus.Platform.Http;

namespace Tactus.Coordination.Exceptions;

/// <summary>An exception in a list.</summary>
internal sealed record DisruptionRow : IVersionedView
{
    public required string No { get; init; }
    public required string Kind { get; init; }
    public required string Subject { get; init; }
    public string? WorkCentreNo { get; init; }
    public DisruptionState State { get; init; }
    public int Severity { get; init; }
    public string? ReasonCode { get; init; }
    public string? OwnerRole { get; init; }
    public string? OwnerNo { get; init; }
    public DateTime OccurredUtc { get; init; }
    public DateTime DetectedUtc { get; init; }
    public DateTime? EndedUtc { get; init; }
    public DateTime? ExpectedEndUtc { get; init; }
    public bool Estimated { get; init; }
    public int Occurrences { get; init; }
    public DateTime? DecidedUtc { get; init; }
    public string? CauseCode { get; init; }
    public string? CauseByNo { get; init; }
    public string? VerifiedByNo { get; init; }
    public DateTime? ClosedUtc { get; init; }
    public long Version { get; init; }

    internal static DisruptionRow Of(Disruption each) => new()
    {
        No = each.No, Kind = each.Kind, Subject = each.Subject, WorkCentreNo = each.WorkCentreNo, State = each.State, Severity = each.Severity, ReasonCode = each.ReasonCode,
        OwnerRole = each.OwnerRole, OwnerNo = each.OwnerNo, OccurredUtc = each.OccurredUtc, DetectedUtc = each.DetectedUtc, EndedUtc = each.EndedUtc, ExpectedEndUtc = each.ExpectedEndUtc, Estimated = each.Estimated,
        Occurrences = each.Occurrences, DecidedUtc = each.DecidedUtc,
        CauseCode = each.CauseCode, CauseByNo = each.CauseByNo, VerifiedByNo = each.VerifiedByNo, ClosedUtc = each.ClosedUtc, Version = Math.Max(1, each.Version),
    };
}

/// <summary>An exception as one page shows it.</summary>
/// <param name="Blocked">Why there are no options, where they are wanted.</param>
/// <param name="Impact">Customer lines that would be later than planned, if nothing were decided.</param>
/// <param name="Options">The best first; superseded ones are not among them. After a decision, those that it chose from.</param>
/// <param name="Actions">What was set in motion, the first first: containment, then what the decisions asked for.</param>
/// <param name="Story">Its life, the first first.</param>
/// <param name="Escalation">Where the telling stands; null: nobody is asked now.</param>
/// <param name="Told">Who was told when, and why.</param>
/// <param name="Tasks">Who was asked for what.</param>
internal sealed record DisruptionView(
    DisruptionRow Exception, string? Blocked, DateTime? AssessedUtc, DateTime? EffectUtc, IReadOnlyList<LateLine> Impact, IReadOnlyList<OptionView> Options, DecisionView? Decision,
    IReadOnlyList<ActionView> Actions,
    IReadOnlyList<StoryLine> Story, EscalationView? Escalation, IReadOnlyList<ToldLine> Told, IReadOnlyList<TaskRow> Tasks) : IVersionedView
{
    public long Version => Exception.Version;
}

/// <summary>A line of an exception's life.</summary>
internal sealed record StoryLine(DateTime AtUtc, string What, DisruptionState From, DisruptionState To, string ActorNo, string Text);

/// <summary>Where an escalation stands.</summary>
/// <param name="Step">From 1; one more than the policy has: the last resort.</param>
/// <param name="DueUtc">When the next is told, or an acknowledgement ends; null: neither.</param>
internal sealed record EscalationView(string PolicyNo, EscalationPhase Phase, int Step, IReadOnlyList<string> Told, IReadOnlyList<string> Acknowledged, DateTime? DueUtc)
{
    internal static async Task<EscalationView?> Of(CoordinationDb db, string subject, CancellationToken stop) =>
        await Escalations.Of(db, subject, stop) is { } running && running.Now() is var now ? new(running.PolicyNo, now.Phase, now.Step, now.Told, now.Acknowledged, now.DueUtc) : null;
}

/// <summary>Reading exceptions.</summary>
internal static class DisruptionReads
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<CoordinationDb, DisruptionRow>("/api/coordination/exceptions", CoordinationPermissions.Read, "Exceptions: what happened, where they are in their lives",
            nameof(DisruptionRow.No), (db, _) => db.Disruptions.Select(each => new DisruptionRow
            {
                No = each.No, Kind = each.Kind, Subject = each.Subject, WorkCentreNo = each.WorkCentreNo, State = each.State, Severity = each.Severity, ReasonCode = each.ReasonCode,
                OwnerRole = each.OwnerRole, OwnerNo = each.OwnerNo, OccurredUtc = each.OccurredUtc, DetectedUtc = each.DetectedUtc, EndedUtc = each.EndedUtc, ExpectedEndUtc = each.ExpectedEndUtc, Estimated = each.Estimated,
                Occurrences = each.Occurrences, DecidedUtc = each.DecidedUtc,
        CauseCode = each.CauseCode, CauseByNo = each.CauseByNo, VerifiedByNo = each.VerifiedByNo, ClosedUtc = each.ClosedUtc, Version = each.Version,
            }), "-occurredUtc");
        app.Read("/api/coordination/waiting", CoordinationPermissions.Read, "What coordination has still to do by itself", async (CoordinationDb db, CancellationToken stop) => new WaitingView(
            await db.Disruptions.CountAsync(each => each.WantsOptions && each.EndedUtc == null && each.Blocked == null, stop), await db.PlanRequests.CountAsync(each => each.DoneUtc == null, stop)));
        app.Read("/api/coordination/exceptions/{no}", CoordinationPermissions.Read, "One exception: impact, options, decision, story",
            async (string no, CoordinationDb db, CancellationToken stop) => (await One(db, no, stop)).OrUnknown("exception-unknown", $"There is no exception {no}."));
    }

    /// <summary>What coordination has still to do by itself.</summary>
    /// <param name="Options">Exceptions whose ways out are being found.</param>
    /// <param name="Plans">Schedules that were asked for and are not in force.</param>
    internal sealed record WaitingView(int Options, int Plans);

    private static async Task<DisruptionView?> One(CoordinationDb db, string no, CancellationToken stop)
    {
        if (await db.Disruptions.FirstOrDefaultAsync(each => each.No == no, stop) is not { } disruption) return null;
        var all = await db.WaysOut.Where(option => option.DisruptionNo == no).OrderBy(option => option.Rank).ToListAsync(stop);
        var story = await db.DisruptionEvents.Where(each => each.DisruptionNo == no).OrderBy(each => each.Id).ToListAsync(stop);
        var decision = await db.Decisions.Where(each => each.DisruptionNo == no).OrderByDescending(each => each.AtUtc).FirstOrDefaultAsync(stop);
        var options = all.FindAll(option => option.SupersededUtc is null);
        // Once it is decided: what there was to choose from.
        if (options.Count == 0 && decision is not null) options = all.FindAll(option => option.Id == decision.OptionId || decision.Rejected.Contains(option.Id));
        return new DisruptionView(DisruptionRow.Of(disruption), disruption.Blocked, disruption.AssessedUtc, disruption.EffectUtc,
            [.. options.Find(option => option.Kind == "doNothing")?.LateLines.Where(line => line.Hit) ?? []], options.ConvertAll(OptionView.Of), decision is null ? null : DecisionView.Of(decision),
            [.. (await db.CarriedActions.Where(each => each.DisruptionNo == no).OrderBy(each => each.Id).ToListAsync(stop)).Select(ActionView.Of)],
            story.ConvertAll(each => new StoryLine(each.AtUtc, each.What, each.From, each.To, each.ActorNo, each.Text)),
            await EscalationView.Of(db, no, stop), await ToldLine.Of(db, no, stop), await db.Tasks.Where(each => each.DisruptionNo == no).OrderBy(each => each.No).Select(TaskRow.From).ToListAsync(stop));
    }
}
