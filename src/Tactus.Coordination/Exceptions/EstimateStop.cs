using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Picture;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Coordination.Exceptions;

/// <summary>Somebody who knows says until when it will last. Options that were found for another length are superseded by new ones.</summary>
/// <param name="UntilUtc">When it will be over.</param>
/// <param name="Reason">What was found, for those who decide.</param>
[Refuses("exception-unknown", "exception-over", "until-past", "reason-missing")]
internal sealed record EstimateStop(string ExceptionNo, DateTime UntilUtc, string Reason) : Command<CoordinationDb, DisruptionRow>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<EstimateStop>("/api/coordination/estimates", CoordinationPermissions.Estimate, "Say how long the cause of an exception will last");

    public override async Task<Outcome<DisruptionRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say what was found; those who decide will read it.");
        if (await db.Disruptions.FirstOrDefaultAsync(each => each.No == ExceptionNo, stop) is not { } disruption)
            return Refusal.Unknown("exception-unknown", $"There is no exception {ExceptionNo}.");
        if (disruption.State.IsOver() || disruption.EndedUtc is not null)
            return new Refusal("exception-over", $"{ExceptionNo} is over: {DisruptionStates.Words(disruption.State)}.");
        if (UntilUtc <= by.NowUtc) return Refusal.Field("until-past", "untilUtc", "Give a time in the future; if it runs again the machine tells itself.");
        (disruption.ExpectedEndUtc, disruption.Estimated, disruption.WantsOptions) = (UntilUtc, true, disruption.State != DisruptionState.Detected);
        if (await db.Machines.FindAsync([disruption.Subject], stop) is { } machine) machine.DownUntilUtc = UntilUtc;
        disruption.Note(db, "Estimated", by, $"{by.Actor.Name}: {Reason.Trim()} Reckoned to last until {UntilUtc:yyyy-MM-dd HH:mm} UTC.");
        by.Why = Reason;
        return DisruptionRow.Of(disruption);
    }
}
