using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Stock;

/// <summary>
/// Stock moves from one place to another and keeps its status; what is reserved stays reserved. Held and expired stock may be
/// moved, e.g. to the quality cage: a hold forbids the use, not order in the store. A transfer to UNBOOKED pays what the floor
/// used before the books had it.
/// </summary>
/// <param name="Place">Where it lies.</param>
/// <param name="ToPlace">Where it goes.</param>
/// <param name="Status">The status of the stock that moves.</param>
[Refuses("item-unknown", "place-unknown", "place-same", "stock-short", "stock-reserved", "discrepancy-smaller")]
internal sealed record TransferStock(
    string ItemNo, Quantity Quantity, string Place, string ToPlace, string? Revision = null, string? LotNo = null, IReadOnlyList<string>? SerialNos = null,
    StockStatus Status = StockStatus.Available, string? Reason = null, DateTime? AtUtc = null) : Command<ErpDb, MovesView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<TransferStock>("/api/erp/stock-transfers", StockArea.Write, "Move stock from one place to another");

    /// <inheritdoc/>
    public override async Task<Outcome<MovesView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var when = When.Of(AtUtc, by);
        if (when.Refusal is { } untimely) return untimely;
        by.Why = Reason;
        if (Place == ToPlace) return Refusal.Field("place-same", "toPlace", "It lies there already; name another place.");
        if (await ItemFacts.CheckPlace(db, ToPlace, "toPlace", into: true, stop, unbooked: true) is { } nowhere) return nowhere;
        var settles = ToPlace == StockPlaces.Unbooked;
        if (settles && When.CheckReason(Reason) is { } why) return why;
        var taken = await Withdrawal.Take(db, new(ItemNo, Revision, Quantity, Place, LotNo, SerialNos, Status), when.Value, stop, use: false);
        if (taken.Refusal is { } refusal) return refusal;
        var moves = new List<StockMove>();
        foreach (var (key, quantity) in taken.Value.Pieces)
        {
            if (settles && (await db.StockBalances.FindAsync(
                [key.ItemNo, key.Revision, key.LotNo, key.SerialNo, StockPlaces.Unbooked, StockStatus.Available], stop))?.Quantity is var debt && -(debt ?? 0) < quantity)
                return new Refusal("discrepancy-smaller", FormattableString.Invariant($"The floor has used {-(debt ?? 0):0.######} {Units.Symbol(taken.Value.Unit)} of {key} beyond the books; no more than that can be settled."));
            var move = new StockMove
            {
                Kind = settles ? MoveKind.Settle : MoveKind.Transfer,
                ItemNo = key.ItemNo,
                Revision = key.Revision,
                LotNo = key.LotNo,
                SerialNo = key.SerialNo,
                FromPlace = Place,
                FromStatus = Status,
                ToPlace = ToPlace,
                ToStatus = settles ? StockStatus.Available : Status,
                Quantity = quantity,
                Unit = taken.Value.Unit,
                ReportId = Id,
                Reason = Reason,
                AtUtc = when.Value,
                BookedUtc = by.NowUtc,
                By = by.Actor.Number,
            };
            if (await StockBook.Book(db, move, settles ? Taking.Fact : Taking.Asked, stop) is { } no) return no;
            moves.Add(move);
        }
        return MovesView.Of(moves);
    }
}
