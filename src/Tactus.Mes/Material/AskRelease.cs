using Microsoft.AspNetCore.Routing;
using Tactus.Contracts.Messages;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>A hold's state after a step.</summary>
internal sealed record HoldStep(Guid HoldId, string State);

/// <summary>
/// Quality asks to release a hold, or to scrap what it covers. The business half decides and unblocks first; the plant lifts its fence last.
/// What is scrapped stays behind the fence.
/// </summary>
/// <param name="Disposition">Use: it is fit for use. Scrap: the business books its stock out when it agrees.</param>
[Refuses("hold-unknown", "hold-ended", "release-asked", "reason-missing")]
internal sealed record AskRelease(Guid HoldId, string Reason, Disposition Disposition = Disposition.Use) : Command<MesDb, HoldStep>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<AskRelease>("/api/mes/lot-hold-releases", MaterialArea.Hold, "Ask to release a hold");

    public override async Task<Outcome<HoldStep>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why the lot may be used again, or why it is scrapped.");
        if (await db.Holds.FindAsync([HoldId], stop) is not { } hold) return Refusal.Unknown("hold-unknown", "There is no such hold.");
        if (HoldTransitions.Over(hold.State)) return new Refusal("hold-ended", $"The hold on lot {hold.LotNo} ended at {hold.EndedUtc:yyyy-MM-dd HH:mm} UTC.");
        if (hold.State == HoldState.ReleaseAsked) return new Refusal("release-asked", $"{hold.ReleaseAskedBy} asked for the release at {hold.ReleaseAskedUtc:yyyy-MM-dd HH:mm} UTC; the business side has not approved it yet.");
        by.Why = Reason;
        (hold.ReleaseReason, hold.ReleaseAskedBy, hold.ReleaseAskedUtc, hold.Disposition) = (Reason, by.Actor.Number, by.NowUtc, Disposition);
        if (hold.State == HoldState.ReleaseApproved && Disposition == Disposition.Use) await HoldBook.End(db, hold, by, stop);
        else
        {
            hold.State = HoldState.ReleaseAsked;
            db.Send(new LotHoldReleaseAsked(hold.Id, hold.LotNo, Reason, by.Actor.Number, by.NowUtc) { Disposition = Disposition });
            db.Changed("mes.holds", hold.Id.ToString());
        }
        return new HoldStep(hold.Id, TactusJson.Word(hold.State));
    }
}
