using Microsoft.AspNetCore.Routing;
using Tactus.Contracts.Messages;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Stock;

/// <summary>A hold after a decision.</summary>
internal sealed record HoldView(Guid HoldId, string LotNo, HoldState State, string ReasonCode, string Text, string? ReleasedBy, DateTime? ReleasedUtc);

/// <summary>
/// The business agrees to what quality asked. A held lot is given free: its stock is usable as before, unless another hold covers it,
/// and the plant is told to lift its fence, which comes down last. Or it is scrapped: its stock is booked out and it stays fenced.
/// </summary>
[Refuses("hold-unknown", "hold-released", "hold-release-not-asked", "reason-missing")]
internal sealed record ReleaseHold(Guid HoldId, string Reason) : Command<ErpDb, HoldView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReleaseHold>("/api/erp/hold-releases", StockArea.ReleaseHolds, "Give held lots free that the plant asked to release");

    /// <inheritdoc/>
    public override async Task<Outcome<HoldView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        var hold = await db.StockHolds.FindAsync([HoldId], stop);
        if (hold is null) return Refusal.Unknown("hold-unknown", $"There is no hold {HoldId:D}.");
        if (hold.State is HoldState.Released or HoldState.Ended or HoldState.Scrapped) return new Refusal("hold-released", $"{hold.ReleasedBy} has released this hold at {hold.ReleasedUtc:yyyy-MM-dd HH:mm} UTC already.");
        // The plant judges the goods; the business only agrees. Where the plant has lifted its fence by itself nobody else can end it.
        if (hold.State == HoldState.Open && hold.EndedUtc is null)
            return new Refusal("hold-release-not-asked", $"Quality has not asked to release {hold.LotNo} yet; the release begins in the plant.");
        (hold.ReleasedBy, hold.ReleaseReason, hold.ReleasedUtc) = (by.Actor.Number, Reason, by.NowUtc);
        hold.State = hold.EndedUtc is not null ? HoldState.Ended : hold.Disposition == Disposition.Scrap ? HoldState.Scrapped : HoldState.Released;
        if (hold.State != HoldState.Scrapped) await LotHolds.Lift(db, hold, stop);
        else if (await LotHolds.Scrap(db, hold, Id, by, stop) is { } stuck) return stuck;
        if (hold.State != HoldState.Ended) LotHolds.SendApproval(db, hold, by);
        db.Changed("erp.holds", HoldId.ToString());
        return new HoldView(hold.HoldId, hold.LotNo, hold.State, hold.ReasonCode, hold.Text, hold.ReleasedBy, hold.ReleasedUtc);
    }
}
