using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>What a new hold covers.</summary>
/// <param name="LotNos">The lot first, then what descends from it, work in process among them.</param>
/// <param name="BlockedJobs">Jobs that can't start now because of it.</param>
internal sealed record HoldPlaced(Guid HoldId, string State, IReadOnlyList<string> LotNos, IReadOnlyList<string> BlockedJobs);

/// <summary>
/// Quality puts a lot on hold. The fence is up in the plant when this is answered: the lot and all that descends from it refuse
/// start, use, pick, move, split and merge. The business half blocks its stock by message and confirms.
/// </summary>
/// <param name="Text">What is the matter, for those who meet the fence.</param>
/// <param name="AtUtc">When it was decided.</param>
[Refuses("lot-unknown", "already-held", "reason-missing", "reason-unknown")]
internal sealed record HoldLot(string LotNo, string ReasonCode, string Text, DateTime AtUtc) : Command<MesDb, HoldPlaced>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<HoldLot>("/api/mes/lot-holds", MaterialArea.Hold, "Put a lot and all that was made from it on hold");

    public override async Task<Outcome<HoldPlaced>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } untimely) return untimely;
        if (string.IsNullOrWhiteSpace(ReasonCode)) return Refusal.Field("reason-missing", "reasonCode", "Give the reason of the hold.");
        if (await Production.ReasonCode.FaultIfListed(db, ReasonKind.Hold, ReasonCode, "reasonCode", stop) is { } unlisted) return unlisted;
        if (string.IsNullOrWhiteSpace(Text)) return Refusal.Field("reason-missing", "text", "Write what is the matter, for those who meet the fence.");
        var lot = await LotBook.FindLot(db, LotNo, stop);
        if (lot is null) return Refusal.Unknown("lot-unknown", $"There is no lot or serial number {LotNo} in the plant.");
        if ((await HoldBook.OpenHolds(db, LotNo, stop)).Find(hold => hold.LotNo == LotNo && hold.ReasonCode == ReasonCode) is { } same)
            return new Refusal("already-held", $"Lot {LotNo} is on hold for {ReasonCode} since {same.AtUtc:yyyy-MM-dd HH:mm} UTC ({same.Text}).", Details: new { holdId = same.Id });
        by.Why = $"{ReasonCode}: {Text}";
        var hold = new LotHold { Id = Id, LotNo = LotNo, ReasonCode = ReasonCode, Text = Text, HeldBy = by.Actor.Number, AtUtc = AtUtc };
        db.Holds.Add(hold);
        var covered = await HoldBook.Cover(db, hold, [lot, .. await Genealogy.Descendants(db, lot, stop)], late: false, stop);
        var stocked = covered.Where(each => !each.Wip || each == lot).Select(each => each.No).ToList();
        db.Send(new LotHeld(Id, LotNo, stocked, ReasonCode, Text, by.Actor.Number, AtUtc));
        return new HoldPlaced(Id, TactusJson.Word(hold.State), [.. covered.Select(each => each.No)], await HoldBook.BlockedJobs(db, [.. covered.Where(each => each.Wip)], stop));
    }
}
