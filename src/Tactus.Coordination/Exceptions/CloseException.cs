using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Carrying;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Coordination.Exceptions;

/// <summary>Names the root cause of an exception. It counts when somebody else has verified it, see <see cref="CloseException"/>.</summary>
/// <param name="CauseCode">A word of the plant's own, the same for the same cause, so that repeats are seen.</param>
/// <param name="Evidence">What shows that it is this.</param>
[Refuses("exception-unknown", "exception-over", "cause-missing", "evidence-missing")]
internal sealed record NameCause(string ExceptionNo, string CauseCode, string Evidence) : Command<CoordinationDb, DisruptionRow>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<NameCause>("/api/coordination/exception-causes", CoordinationPermissions.Answer, "Name the root cause of an exception");

    public override async Task<Outcome<DisruptionRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Disruptions.FindAsync([ExceptionNo], stop) is not { } disruption) return Refusal.Unknown("exception-unknown", $"There is no exception {ExceptionNo}.");
        if (disruption.State.IsOver()) return new Refusal("exception-over", $"{ExceptionNo} is {DisruptionStates.Words(disruption.State)}; its cause stays as it is.");
        if (CauseCode.Trim().Length is 0 or > 60) return Refusal.Field("cause-missing", "causeCode", "Give the cause a word of 1 to 60 letters, the same for the same cause.");
        if (string.IsNullOrWhiteSpace(Evidence)) return Refusal.Field("evidence-missing", "evidence", "Say what shows that it is this; somebody else will look at it.");
        (disruption.CauseCode, disruption.CauseEvidence, disruption.CauseByNo, disruption.VerifiedByNo) = (CauseCode.Trim(), Evidence.Trim(), by.Actor.Number, null);
        disruption.Note(db, "Cause", by, $"{by.Actor.Name} names the cause: {disruption.CauseCode}. {disruption.CauseEvidence}");
        by.Why = Evidence;
        return DisruptionRow.Of(disruption);
    }
}

/// <summary>Somebody else verifies the root cause, and the exception is closed.</summary>
[Refuses("exception-unknown", "cause-missing", "cause-own", "step-not-possible")]
internal sealed record CloseException(string ExceptionNo) : Command<CoordinationDb, DisruptionRow>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<CloseException>("/api/coordination/exception-closings", CoordinationPermissions.Decide, "Verify the root cause of an exception and close it");

    public override async Task<Outcome<DisruptionRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Disruptions.FindAsync([ExceptionNo], stop) is not { } disruption) return Refusal.Unknown("exception-unknown", $"There is no exception {ExceptionNo}.");
        if (DisruptionStates.After(disruption.State, DisruptionStep.Close).Refusal is { } impossible) return impossible;
        if (disruption.CauseCode is null) return new Refusal("cause-missing", $"Nobody has named the cause of {ExceptionNo}; without one it would come back unseen.");
        if (disruption.CauseByNo == by.Actor.Number) return new Refusal("cause-own", "Somebody else verifies the cause that you named.");
        (disruption.VerifiedByNo, disruption.ClosedUtc) = (by.Actor.Number, by.NowUtc);
        disruption.Step(db, DisruptionStep.Close, by, $"{by.Actor.Name} verified the cause: {disruption.CauseCode}.");
        return DisruptionRow.Of(disruption);
    }
}

/// <summary>It was none: what was seen did not happen, or disturbs nobody.</summary>
/// <param name="Reason">Why it is none.</param>
[Refuses("exception-unknown", "reason-missing", "step-not-possible")]
internal sealed record DismissException(string ExceptionNo, string Reason) : Command<CoordinationDb, DisruptionRow>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<DismissException>("/api/coordination/exception-dismissals", CoordinationPermissions.Decide, "Say that an exception is a false alarm");

    public override async Task<Outcome<DisruptionRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Disruptions.FindAsync([ExceptionNo], stop) is not { } disruption) return Refusal.Unknown("exception-unknown", $"There is no exception {ExceptionNo}.");
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why it is none; the rule that raised it may need another look.");
        if (DisruptionStates.After(disruption.State, DisruptionStep.Dismiss).Refusal is { } impossible) return impossible;
        by.Why = Reason;
        await Carry.Drop(db, disruption.No, by, stop);
        await Carry.LiftFences(db, disruption, by, stop);
        (disruption.EndedUtc, disruption.WantsOptions) = (disruption.EndedUtc ?? by.NowUtc, false);
        disruption.Step(db, DisruptionStep.Dismiss, by, $"{by.Actor.Name}: {Reason.Trim()}");
        return DisruptionRow.Of(disruption);
    }
}
