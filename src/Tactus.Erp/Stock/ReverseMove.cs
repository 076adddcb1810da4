using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Stock;

/// <summary>A move that a person booked by mistake is taken back whole, by a move the other way that points at it.</summary>
[Refuses("move-unknown", "move-not-reversible", "move-reversed", "stock-short", "stock-reserved", "serial-in-stock", "reason-missing")]
internal sealed record ReverseMove(Guid MoveId, string Reason) : Command<ErpDb, MovesView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReverseMove>("/api/erp/move-reversals", StockArea.Write, "Take a stock move back");

    /// <inheritdoc/>
    public override async Task<Outcome<MovesView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        var move = await db.StockMoves.FindAsync([MoveId], stop);
        if (move is null) return Refusal.Unknown("move-unknown", $"There is no stock move {MoveId}.");
        if (move.FloorUse is not null)
            return new Refusal("move-not-reversible", "The plant reported this; the report is taken back at the station, and the books follow.");
        if (move.Reverses is not null || move.Kind is not (MoveKind.Receive or MoveKind.Issue or MoveKind.Transfer or MoveKind.Adjust or MoveKind.Status))
            return new Refusal("move-not-reversible", $"A move of kind {TactusJson.Word(move.Kind)} is not taken back this way; receipts, issues, transfers, adjustments and status changes are.");
        if (await db.StockMoves.AnyAsync(each => each.Reverses == MoveId, stop))
            return new Refusal("move-reversed", "This move has been taken back already.");
        if (StockPlaces.IsEndless(move.FromPlace) is false && StockPlaces.IsEndless(move.ToPlace) && move.SerialNo.Length > 0 && await StockBook.SerialInStock(db, move.Key, stop))
            return new Refusal("serial-in-stock", $"Serial number {move.SerialNo} is in stock again already.");
        var back = move.Back(move.Quantity, move.Kind, Id, Reason, by.NowUtc, by.NowUtc, by.Actor.Number);
        if (await StockBook.Book(db, back, Taking.Asked, stop) is { } refusal) return refusal;
        await PlantNews.Tell(db, back, stop);
        return MovesView.Of([back]);
    }
}
