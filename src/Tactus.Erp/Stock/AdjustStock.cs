using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Stock;

/// <summary>
/// The books are put right by a person with a reason: more found (above zero) or less (below zero). Less breaks reservations
/// that lost their stock: what is not there can't be promised.
/// </summary>
/// <param name="Quantity">The difference, above or below zero.</param>
[Refuses("item-unknown", "place-unknown", "stock-short", "serial-in-stock", "lot-of-other-item", "reason-missing")]
internal sealed record AdjustStock(
    string ItemNo, Quantity Quantity, string Place, string Reason, string? Revision = null, string? LotNo = null, IReadOnlyList<string>? SerialNos = null,
    StockStatus Status = StockStatus.Available, DateTime? AtUtc = null) : Command<ErpDb, MovesView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<AdjustStock>("/api/erp/stock-adjustments", StockArea.Write, "Put the books right, with a reason");

    /// <inheritdoc/>
    public override async Task<Outcome<MovesView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var when = When.Of(AtUtc, by);
        if (when.Refusal is { } untimely) return untimely;
        if (When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        var more = Quantity.Value > 0;
        var size = Quantity with { Value = Math.Abs(Quantity.Value) };
        IReadOnlyList<(StockKey Key, decimal Quantity)> pieces;
        string unit;
        if (more)
        {
            var found = await ItemFacts.Find(db, ItemNo, Revision, when.Value, stop);
            if (found.Refusal is { } unknown) return unknown;
            if (await ItemFacts.CheckPlace(db, Place, "place", into: true, stop, unbooked: true) is { } nowhere) return nowhere;
            var amount = found.Value.InBase(size);
            if (amount.Refusal is { } invalid) return invalid;
            var named = found.Value.Pieces(amount.Value, LotNo, SerialNos);
            if (named.Refusal is { } untracked) return untracked;
            (pieces, unit) = (named.Value, found.Value.Unit);
        }
        else
        {
            var taken = await Withdrawal.Take(db, new(ItemNo, Revision, size, Place, LotNo, SerialNos, Status), when.Value, stop, use: false);
            if (taken.Refusal is { } refusal) return refusal;
            (pieces, unit) = taken.Value;
        }
        var moves = new List<StockMove>();
        foreach (var (key, quantity) in pieces)
        {
            if (more && await Enter(db, key, when.Value, stop) is { } unfit) return unfit;
            var move = new StockMove
            {
                Kind = MoveKind.Adjust,
                ItemNo = key.ItemNo,
                Revision = key.Revision,
                LotNo = key.LotNo,
                SerialNo = key.SerialNo,
                FromPlace = more ? StockPlaces.Difference : Place,
                FromStatus = Status,
                ToPlace = more ? Place : StockPlaces.Difference,
                ToStatus = Status,
                Quantity = quantity,
                Unit = unit,
                ReportId = Id,
                Reason = Reason,
                AtUtc = when.Value,
                BookedUtc = by.NowUtc,
                By = by.Actor.Number,
            };
            if (await StockBook.Book(db, move, Taking.Fact, stop) is { } no) return no;
            await PlantNews.Tell(db, move, stop);
            moves.Add(move);
        }
        return MovesView.Of(moves);
    }

    /// <summary>Lots and serials that come into the books otherwise than by a receipt: known to them from now on, a serial only once.</summary>
    internal static async Task<Refusal?> Enter(ErpDb db, StockKey key, DateTime atUtc, CancellationToken stop)
    {
        if (key.SerialNo.Length > 0)
        {
            if (await StockBook.SerialInStock(db, key, stop))
                return Refusal.Field("serial-in-stock", "serialNos", $"Serial number {key.SerialNo} of {key.ItemNo} is in stock already.");
            if ((await StockLot.Ensure(db, key.SerialNo, key.ItemNo, key.Revision, serial: true, atUtc, stop)).Refusal is { } taken) return taken;
        }
        return key.LotNo.Length == 0 ? null : (await StockLot.Ensure(db, key.LotNo, key.ItemNo, key.Revision, serial: false, atUtc, stop)).Refusal;
    }
}
