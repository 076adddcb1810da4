using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Erp.Planning;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Stock;

/// <summary>
/// Stock is used without a report of the floor: for a work order by a plant that does not scan, or for a cost centre. What
/// the order had reserved of it is no longer promised.
/// </summary>
/// <param name="WorkOrderNo">Null: used by a cost centre; then a reason is asked for.</param>
[Refuses("item-unknown", "place-unknown", "stock-short", "stock-reserved", "stock-held", "stock-expired", "work-order-unknown", "reason-missing")]
internal sealed record IssueStock(
    string ItemNo, Quantity Quantity, string Place, string? Revision = null, string? LotNo = null, IReadOnlyList<string>? SerialNos = null,
    string? WorkOrderNo = null, string? Reason = null, DateTime? AtUtc = null) : Command<ErpDb, MovesView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<IssueStock>("/api/erp/stock-issues", StockArea.Write, "Use stock for a work order or a cost centre");

    /// <inheritdoc/>
    public override async Task<Outcome<MovesView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var when = When.Of(AtUtc, by);
        if (when.Refusal is { } untimely) return untimely;
        if (WorkOrderNo is null && When.CheckReason(Reason) is { } why) return why;
        if (WorkOrderNo is not null && await db.WorkOrders.FindAsync([WorkOrderNo], stop) is null)
            return Refusal.Unknown("work-order-unknown", $"There is no work order {WorkOrderNo}.");
        by.Why = Reason;
        var taken = await Withdrawal.Take(db, new(ItemNo, Revision, Quantity, Place, LotNo, SerialNos, StockStatus.Available), when.Value, stop);
        if (taken.Refusal is { } refusal) return refusal;
        var moves = new List<StockMove>();
        foreach (var (key, quantity) in taken.Value.Pieces)
        {
            if (WorkOrderNo is not null) await Reservations.Use(db, WorkOrderNo, key, quantity, stop);
            var move = new StockMove
            {
                Kind = MoveKind.Issue,
                ItemNo = key.ItemNo,
                Revision = key.Revision,
                LotNo = key.LotNo,
                SerialNo = key.SerialNo,
                FromPlace = Place,
                ToPlace = WorkOrderNo is null ? StockPlaces.Used : StockPlaces.Production,
                Quantity = quantity,
                Unit = taken.Value.Unit,
                WorkOrderNo = WorkOrderNo,
                ReportId = Id,
                Reason = Reason,
                AtUtc = when.Value,
                BookedUtc = by.NowUtc,
                By = by.Actor.Number,
            };
            if (await StockBook.Book(db, move, Taking.Asked, stop) is { } no) return no;
            await PlantNews.Tell(db, move, stop);
            moves.Add(move);
        }
        return MovesView.Of(moves);
    }
}

/// <summary>What somebody wants to take from a place, checked: the item, the amount, tracking, hold and expiry.</summary>
internal sealed record Withdrawal(
    string ItemNo, string? Revision, Quantity Quantity, string Place, string? LotNo, IReadOnlyList<string>? SerialNos, StockStatus Status)
{
    /// <param name="use">False for what only moves it aside: held and expired stock may be moved to where nobody takes it by mistake.</param>
    internal static async Task<Outcome<(IReadOnlyList<(StockKey Key, decimal Quantity)> Pieces, string Unit)>> Take(
        ErpDb db, Withdrawal asked, DateTime atUtc, CancellationToken stop, bool use = true, bool unbooked = false)
    {
        // Stock knows its revision: a lot or serial has one, and an item without a revision named is looked for where it lies.
        var revision = asked.Revision;
        if (revision is null)
        {
            var there = (await StockBook.InPlaces(db, asked.ItemNo, null, asked.LotNo, asked.SerialNos is [var first, ..] ? first : null, stop))
                .Where(balance => balance.Place == asked.Place && balance.Status == asked.Status).Select(balance => balance.Revision).Distinct().ToList();
            if (there.Count > 1)
                return Refusal.Field("revision-missing", "revision", $"{asked.ItemNo} lies at {asked.Place} in the revisions {string.Join(", ", there.Order(StringComparer.Ordinal))}: name one.");
            revision = there.Count == 1 && there[0].Length > 0 ? there[0] : null;
        }
        var found = await ItemFacts.Find(db, asked.ItemNo, revision, atUtc, stop);
        if (found.Refusal is { } unknown) return unknown;
        if (await ItemFacts.CheckPlace(db, asked.Place, "place", into: false, stop, unbooked) is { } nowhere) return nowhere;
        var amount = found.Value.InBase(asked.Quantity);
        if (amount.Refusal is { } invalid) return invalid;
        var lotNo = asked.LotNo;
        // A serial number alone says which unit is meant, so its lot need not be typed.
        if (lotNo is null && asked.SerialNos is [var serial, ..])
            lotNo = (await StockBook.InPlaces(db, asked.ItemNo, null, null, serial, stop)).Select(balance => MoveView.Named(balance.LotNo)).FirstOrDefault();
        var pieces = found.Value.Pieces(amount.Value, lotNo, asked.SerialNos);
        if (pieces.Refusal is { } untracked) return untracked;
        if (use)
            foreach (var (key, _) in pieces.Value)
                if (await Usable(db, key, atUtc, stop) is { } refusal) return refusal;
        return (pieces.Value, found.Value.Unit);
    }

    /// <summary>Whether a hold or the expiry date forbids the use of this lot or serial.</summary>
    internal static async Task<Refusal?> Usable(ErpDb db, StockKey key, DateTime atUtc, CancellationToken stop)
    {
        foreach (var no in (string[])[key.LotNo, key.SerialNo])
        {
            if (no.Length == 0 || await db.StockLots.FindAsync([no], stop) is not { } lot) continue;
            if (lot.Holds > 0) return new Refusal("stock-held", $"{no} is held: {await StockHold.Reasons(db, no, stop)}.");
            if (lot.ExpiresOn < DateOnly.FromDateTime(atUtc)) return new Refusal("stock-expired", $"{no} has expired on {lot.ExpiresOn:yyyy-MM-dd}.");
        }
        return null;
    }
}
