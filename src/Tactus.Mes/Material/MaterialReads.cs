using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>A lot in the list.</summary>
internal sealed record PlantLotRow
{
    public required string LotNo { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public required string Unit { get; init; }
    public bool Serial { get; init; }
    public bool Wip { get; init; }
    public string? OrderNo { get; init; }
    public string? SupplierNo { get; init; }
    public string? SupplierLotNo { get; init; }
    public required string Status { get; init; }
    public DateOnly? ExpiresOn { get; init; }
    public decimal InStore { get; init; }
    public decimal AtLine { get; init; }
    public decimal Consumed { get; init; }
    public decimal Produced { get; init; }
    public decimal Scrapped { get; init; }
    public int Holds { get; init; }
    public DateTime BornUtc { get; init; }
}

/// <summary>A hold in the list.</summary>
internal sealed record PlantHoldRow
{
    public Guid HoldId { get; init; }
    public required string LotNo { get; init; }
    public required string ReasonCode { get; init; }
    public required string Text { get; init; }
    public required string HeldBy { get; init; }
    public HoldState State { get; init; }
    public int Severity { get; init; }
    public string? RecallNo { get; init; }
    public int Lots { get; init; }
    public DateTime AtUtc { get; init; }
    public DateTime? ConfirmedUtc { get; init; }
    public DateTime? ReleaseAskedUtc { get; init; }
    public DateTime? EndedUtc { get; init; }
}

/// <summary>A divergence in the list; <c>times</c> above 1 means that it was no message on its way.</summary>
internal sealed record DivergenceRow
{
    public Guid DivergenceId { get; init; }
    public required string LotNo { get; init; }
    public Guid? HoldId { get; init; }
    public required string Kind { get; init; }
    public required string PlantSays { get; init; }
    public required string BusinessSays { get; init; }
    public DateTime FirstSeenUtc { get; init; }
    public DateTime LastSeenUtc { get; init; }
    public int Times { get; init; }
    public DateTime? ResolvedUtc { get; init; }
}

/// <summary>A material warning in the list.</summary>
internal sealed record WarningRow
{
    public Guid WarningId { get; init; }
    public required string Code { get; init; }
    public required string Text { get; init; }
    public required string JobNo { get; init; }
    public required string ItemNo { get; init; }
    public string? LotNo { get; init; }
    public decimal Quantity { get; init; }
    public required string Unit { get; init; }
    public DateTime AtUtc { get; init; }
    public string? SettledNote { get; init; }
    public DateTime? SettledUtc { get; init; }
}

/// <summary>A hold on a lot, as the lot shows it.</summary>
internal sealed record HoldOnLot(Guid HoldId, string RootLotNo, string ReasonCode, string Text, string State, bool Late, DateTime AtUtc);

/// <summary>How much of a lot is at a line.</summary>
internal sealed record PlaceOfLot(string WorkCentreNo, Quantity Quantity);

/// <summary>A booking of a lot.</summary>
internal sealed record MoveOfLot(Guid BookingId, string Kind, Quantity Quantity, string? WorkCentreNo, string? JobNo, bool Backflushed, string? ReasonCode, string? Note, string? PersonNo, bool Reversed, bool Reversal, DateTime AtUtc);

/// <summary>Everything about one lot: where it is, what became of it, holds, bookings newest first (at most 500).</summary>
internal sealed record PlantLot(
    string LotNo, string Kind, string ItemNo, string? Description, string Revision, string Unit, string Status, string? OrderNo, string? SupplierNo, string? SupplierLotNo,
    string? InLotNo, DateOnly? ExpiresOn, DateTime BornUtc, decimal InStore, decimal AtLine, decimal Consumed, decimal Produced, decimal Scrapped,
    IReadOnlyList<PlaceOfLot> Places, IReadOnlyList<HoldOnLot> Holds, IReadOnlyList<MoveOfLot> Moves, long Version) : IVersionedView;

/// <summary>What the business half answered at one time.</summary>
internal sealed record HoldAnswer(
    bool Released, IReadOnlyList<HeldStock> Blocked, IReadOnlyList<BrokenReservation> ReservationsBroken, DateTime AtUtc, DateTime ReceivedUtc);

/// <summary>One hold with everything that both halves know of it.</summary>
/// <param name="Overdue">The business half has not confirmed for more than five minutes.</param>
/// <param name="Shipped">All that was ever reported as shipped, each once.</param>
internal sealed record PlantHold(
    Guid HoldId, string? RecallNo, string LotNo, string ReasonCode, string Text, string HeldBy, string State, string Disposition, int Severity, bool Overdue, DateTime AtUtc, DateTime? ConfirmedUtc,
    string? ReleaseReason, string? ReleaseAskedBy, DateTime? ReleaseAskedUtc, string? ReleaseApprovedBy, DateTime? EndedUtc,
    IReadOnlyList<string> LotNos, IReadOnlyList<string> LateLotNos, IReadOnlyList<string> BlockedJobs,
    IReadOnlyList<HoldAnswer> Answers, IReadOnlyList<ShippedStock> Shipped, long Version) : IVersionedView;

/// <summary>What a job should pick, best first.</summary>
internal sealed record PickProposal(
    string ItemNo, string Revision, string? Description, Quantity Needed, Quantity AtLine, Quantity Missing, bool Backflush, IReadOnlyList<ProposedLot> Lots);

/// <summary>A lot to pick from; held, expired and unavailable ones are listed with the reason why not.</summary>
internal sealed record ProposedLot(string LotNo, Quantity InStore, Quantity Propose, DateOnly? ExpiresOn, string? NotBecause);

/// <summary>The area's reading endpoints.</summary>
internal static class MaterialReads
{
    private const int MostMoves = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<MesDb, PlantLotRow>("/api/mes/lots", MesPermissions.Read, "Lots, serial units and work in process", nameof(PlantLotRow.LotNo), (db, _) => db.Lots.Select(lot => new PlantLotRow
        {
            LotNo = lot.No, ItemNo = lot.ItemNo, Revision = lot.Revision, Unit = lot.Unit, Serial = lot.Serial, Wip = lot.Wip, OrderNo = lot.OrderNo, SupplierNo = lot.SupplierNo,
            SupplierLotNo = lot.SupplierLotNo, Status = lot.Status, ExpiresOn = lot.ExpiresOn, InStore = lot.InStore, AtLine = lot.AtLine, Consumed = lot.Consumed,
            Produced = lot.Produced, Scrapped = lot.Scrapped, Holds = lot.Holds, BornUtc = lot.BornUtc,
        }), "-bornUtc");
        app.List<MesDb, PlantHoldRow>("/api/mes/lot-holds", MesPermissions.Read, "Holds on lots", nameof(PlantHoldRow.HoldId), (db, _) => db.Holds.Select(hold => new PlantHoldRow
        {
            HoldId = hold.Id, LotNo = hold.LotNo, ReasonCode = hold.ReasonCode, Text = hold.Text, HeldBy = hold.HeldBy, State = hold.State, Severity = hold.Severity, RecallNo = hold.RecallNo, Lots = hold.Lots,
            AtUtc = hold.AtUtc, ConfirmedUtc = hold.ConfirmedUtc, ReleaseAskedUtc = hold.ReleaseAskedUtc, EndedUtc = hold.EndedUtc,
        }), "-atUtc");
        app.List<MesDb, DivergenceRow>("/api/mes/divergences", MesPermissions.Read, "Where the two halves say different things about a lot", nameof(DivergenceRow.DivergenceId), (db, _) => db.Divergences.Select(row => new DivergenceRow
        {
            DivergenceId = row.Id, LotNo = row.LotNo, HoldId = row.HoldId, Kind = row.Kind, PlantSays = row.PlantSays, BusinessSays = row.BusinessSays, FirstSeenUtc = row.FirstSeenUtc,
            LastSeenUtc = row.LastSeenUtc, Times = row.Times, ResolvedUtc = row.ResolvedUtc,
        }), "-lastSeenUtc");
        app.List<MesDb, WarningRow>("/api/mes/material-warnings", MesPermissions.Read, "Material bookings that a person should look at", nameof(WarningRow.WarningId), (db, _) => db.MaterialWarnings.Select(warning => new WarningRow
        {
            WarningId = warning.Id, Code = warning.Code, Text = warning.Text, JobNo = warning.JobNo, ItemNo = warning.ItemNo, LotNo = warning.LotNo, Quantity = warning.Quantity,
            Unit = warning.Unit, AtUtc = warning.AtUtc, SettledNote = warning.SettledNote, SettledUtc = warning.SettledUtc,
        }), "-atUtc");
        // Numbers of work in process contain a slash.
        app.Read("/api/mes/lots/{**no}", MesPermissions.Read, "One lot: where it is, its holds and bookings",
            async (string no, MesDb db, CancellationToken stop) => (await Lot(db, no, stop)).OrUnknown("lot-unknown", $"There is no lot or serial number {no} in the plant.")).Produces<PlantLot>();
        app.Read("/api/mes/lot-holds/{holdId:guid}", MesPermissions.Read, "One hold: what it covers, what the business half blocked, broke and had shipped",
            async (Guid holdId, MesDb db, TimeProvider clock, CancellationToken stop) => (await Hold(db, holdId, clock, stop)).OrUnknown("hold-unknown", "There is no such hold.")).Produces<PlantHold>();
        app.Read("/api/mes/pick-proposals", MesPermissions.Read, "What a job still needs and which lots to pick, first expired first",
            async (string jobNo, MesDb db, TimeProvider clock, CancellationToken stop) => (await Proposals(db, jobNo, clock, stop)).ToHttp()).Produces<IReadOnlyList<PickProposal>>();
    }

    internal static async Task<PlantLot?> Lot(MesDb db, string no, CancellationToken stop)
    {
        if (await db.Lots.AsNoTracking().FirstOrDefaultAsync(each => each.No == no, stop) is not { } lot) return null;
        var places = await db.LotPlaces.AsNoTracking().Where(place => place.LotId == lot.Id && place.Quantity > 0).OrderBy(place => place.WorkCentreNo).ToListAsync(stop);
        var holds = await db.HoldMembers.Where(member => member.LotNo == no).Join(db.Holds, member => member.HoldId, hold => hold.Id, (member, hold) => new { member, hold })
            .OrderBy(each => each.hold.AtUtc).AsNoTracking().ToListAsync(stop);
        var moves = await db.Movements.AsNoTracking().Where(movement => movement.LotId == lot.Id).OrderByDescending(movement => movement.AtUtc).ThenByDescending(movement => movement.Id)
            .Take(MostMoves).ToListAsync(stop);
        var description = await db.Materials.Where(material => material.ItemNo == lot.ItemNo).Select(material => material.Description).FirstOrDefaultAsync(stop);
        return new PlantLot(
            lot.No, lot.Wip ? "wip" : lot.Serial ? "serial" : "lot", lot.ItemNo, description, lot.Revision, lot.Unit, lot.Status, lot.OrderNo, lot.SupplierNo, lot.SupplierLotNo, lot.InLotNo,
            lot.ExpiresOn, lot.BornUtc, lot.InStore, lot.AtLine, lot.Consumed, lot.Produced, lot.Scrapped,
            places.ConvertAll(place => new PlaceOfLot(place.WorkCentreNo, new(place.Quantity, lot.Unit))),
            holds.ConvertAll(each => new HoldOnLot(each.hold.Id, each.hold.LotNo, each.hold.ReasonCode, each.hold.Text, TactusJson.Word(each.hold.State), each.member.Late, each.hold.AtUtc)),
            moves.ConvertAll(move => new MoveOfLot(move.ReportId, TactusJson.Word(move.Kind), new(move.Quantity, move.Unit), move.WorkCentreNo, move.JobNo, move.Backflushed, move.ReasonCode, move.Note, move.PersonNo, move.Reversed, move.Reverses is not null, move.AtUtc)),
            lot.Version);
    }

    internal static async Task<PlantHold?> Hold(MesDb db, Guid holdId, TimeProvider clock, CancellationToken stop)
    {
        if (await db.Holds.AsNoTracking().FirstOrDefaultAsync(each => each.Id == holdId, stop) is not { } hold) return null;
        var members = await db.HoldMembers.AsNoTracking().Where(member => member.HoldId == holdId).ToListAsync(stop);
        var answers = await db.HoldConfirmations.AsNoTracking().Where(answer => answer.HoldId == holdId).OrderBy(answer => answer.AtUtc).ThenBy(answer => answer.Id).ToListAsync(stop);
        var numbers = members.ConvertAll(member => member.LotNo);
        var wip = new List<MaterialLot>();
        if (hold.State != HoldState.Ended)
            foreach (var part in numbers.Chunk(500)) wip.AddRange(await db.Lots.AsNoTracking().Where(lot => part.Contains(lot.No) && lot.Wip && lot.Holds > 0).ToListAsync(stop));
        return new PlantHold(
            hold.Id, hold.RecallNo, hold.LotNo, hold.ReasonCode, hold.Text, hold.HeldBy, TactusJson.Word(hold.State), TactusJson.Word(hold.Disposition), hold.Severity,
            hold.State == HoldState.Fenced && clock.GetUtcNow().UtcDateTime - hold.AtUtc > Patience, hold.AtUtc, hold.ConfirmedUtc,
            hold.ReleaseReason, hold.ReleaseAskedBy, hold.ReleaseAskedUtc, hold.ReleaseApprovedBy, hold.EndedUtc,
            [hold.LotNo, .. numbers.Where(no => no != hold.LotNo).Order(StringComparer.Ordinal)],
            [.. members.Where(member => member.Late).Select(member => member.LotNo).Order(StringComparer.Ordinal)],
            await HoldBook.BlockedJobs(db, wip, stop),
            answers.ConvertAll(answer => new HoldAnswer(answer.Released, Read<HeldStock>(answer.Blocked), Read<BrokenReservation>(answer.ReservationsBroken), answer.AtUtc, answer.ReceivedUtc)),
            [.. answers.SelectMany(answer => Read<ShippedStock>(answer.Shipped)).Distinct().OrderBy(shipped => shipped.ShippedUtc)], hold.Version);
    }

    internal static async Task<Outcome<IReadOnlyList<PickProposal>>> Proposals(MesDb db, string jobNo, TimeProvider clock, CancellationToken stop)
    {
        if (await db.Jobs.AsNoTracking().FirstOrDefaultAsync(each => each.No == jobNo, stop) is not { } job) return Refusal.Unknown("job-unknown", $"There is no job {jobNo}.");
        var now = clock.GetUtcNow().UtcDateTime;
        var proposals = new List<PickProposal>();
        foreach (var need in await db.JobMaterials.AsNoTracking().Where(material => material.JobNo == jobNo).OrderBy(material => material.ItemNo).ToListAsync(stop))
        {
            var there = (await FirstExpired.AtLine(db, job.WorkCentreNo, need.ItemNo, need.Revision, stop)).Where(each => each.Lot.Holds == 0 && !each.Lot.ExpiredOn(now)).Sum(each => each.Quantity);
            var needed = Math.Max(0, need.Quantity - need.CameWith - need.Consumed);
            var missing = need.Tracking == Tracking.None ? 0 : Math.Max(0, needed - there);
            var open = missing;
            var lots = new List<ProposedLot>();
            foreach (var lot in await FirstExpired.InStore(db, need.ItemNo, need.Revision, stop))
            {
                var not = lot.Holds > 0 ? "lot-held" : lot.ExpiredOn(now) ? "lot-expired" : lot.Status != "available" ? "lot-not-available" : null;
                var take = not is null ? Math.Min(open, lot.InStore) : 0;
                open -= take;
                lots.Add(new ProposedLot(lot.No, new(lot.InStore, lot.Unit), new(take, lot.Unit), lot.ExpiresOn, not));
            }
            var description = await db.Materials.Where(material => material.ItemNo == need.ItemNo).Select(material => material.Description).FirstOrDefaultAsync(stop);
            proposals.Add(new PickProposal(need.ItemNo, need.Revision, description, new(needed, need.Unit), new(there, need.Unit), new(missing, need.Unit), need.Backflush || job.Backflush, lots));
        }
        return proposals;
    }

    private static List<T> Read<T>(string json) => JsonSerializer.Deserialize<List<T>>(json, TactusJson.Options)!;
}
