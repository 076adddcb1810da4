using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Stock;

/// <summary>A person decides what may become of stock: released by inspection, set aside, given free again. A hold stands beside it and stays.</summary>
/// <param name="Status">The status it has.</param>
/// <param name="ToStatus">The status it gets. Away from available breaks reservations that lose their stock.</param>
[Refuses("item-unknown", "place-unknown", "stock-short", "status-same", "stock-expired", "reason-missing")]
internal sealed record ChangeStockStatus(
    string ItemNo, Quantity Quantity, string Place, StockStatus Status, StockStatus ToStatus, string Reason, string? Revision = null,
    string? LotNo = null, IReadOnlyList<string>? SerialNos = null, DateTime? AtUtc = null) : Command<ErpDb, MovesView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ChangeStockStatus>("/api/erp/stock-status-changes", StockArea.Write, "Release stock from inspection, block it, or free it");

    /// <inheritdoc/>
    public override async Task<Outcome<MovesView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var when = When.Of(AtUtc, by);
        if (when.Refusal is { } untimely) return untimely;
        if (When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        if (Status == ToStatus) return Refusal.Field("status-same", "toStatus", $"It is {TactusJson.Word(Status)} already.");
        var taken = await Withdrawal.Take(db, new(ItemNo, Revision, Quantity, Place, LotNo, SerialNos, Status), when.Value, stop, use: false);
        if (taken.Refusal is { } refusal) return refusal;
        var moves = new List<StockMove>();
        foreach (var (key, quantity) in taken.Value.Pieces)
        {
            if (ToStatus == StockStatus.Available && await Withdrawal.Usable(db, key, when.Value, stop) is { Code: "stock-expired" } expired) return expired;
            var move = new StockMove
            {
                Kind = MoveKind.Status,
                ItemNo = key.ItemNo,
                Revision = key.Revision,
                LotNo = key.LotNo,
                SerialNo = key.SerialNo,
                FromPlace = Place,
                FromStatus = Status,
                ToPlace = Place,
                ToStatus = ToStatus,
                Quantity = quantity,
                Unit = taken.Value.Unit,
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
}
