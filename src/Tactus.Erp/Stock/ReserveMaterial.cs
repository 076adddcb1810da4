using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Erp.Planning;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Erp.Stock;

/// <summary>A reservation as people see it.</summary>
internal sealed record ReservationView(Guid Id, string WorkOrderNo, string ItemNo, string Revision, string? LotNo, Quantity Quantity, ReservationState State)
{
    internal static ReservationView Of(Reservation each) =>
        new(each.Id, each.WorkOrderNo, each.ItemNo, each.Revision, MoveView.Named(each.LotNo), new Quantity(each.Quantity, each.Unit), each.State);
}

/// <summary>What was reserved and what is still missing.</summary>
internal sealed record ReservedView(IReadOnlyList<ReservationView> Reservations, IReadOnlyList<MissingMaterial> Missing);

/// <summary>A component that could not be reserved in full.</summary>
internal sealed record MissingMaterial(string ItemNo, string Revision, Quantity Quantity);

/// <summary>
/// Promises stock to a work order: one item, one lot of it, or everything the order still needs as far as it is there. Never
/// more than is available and promised to nobody.
/// </summary>
/// <param name="ItemNo">Null: every material of the order that is not reserved or used yet.</param>
/// <param name="Quantity">Null: what the order still needs of the item.</param>
/// <param name="LotNo">Null: of whatever lot.</param>
[Refuses("work-order-unknown", "work-order-state", "item-unknown", "material-not-needed", "stock-not-free", "stock-held")]
internal sealed record ReserveMaterial(string WorkOrderNo, string? ItemNo = null, Quantity? Quantity = null, string? LotNo = null, string? Revision = null)
    : Command<ErpDb, ReservedView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReserveMaterial>("/api/erp/material-reservations", PlanningArea.Write, "Reserve material for a work order");

    /// <inheritdoc/>
    public override async Task<Outcome<ReservedView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        var order = await db.WorkOrders.FindAsync([WorkOrderNo], stop);
        if (order is null) return Refusal.Unknown("work-order-unknown", $"There is no work order {WorkOrderNo}.");
        if (order.IsOver) return new Refusal("work-order-state", $"{WorkOrderNo} is {TactusJson.Word(order.State)}; it needs no material any more.");
        var needs = await MaterialNeeds.Of(db, order, stop);
        if (needs.Refusal is { } unplanned) return unplanned;
        var made = new List<Reservation>();
        var missing = new List<MissingMaterial>();
        if (ItemNo is null)
        {
            if (LotNo is not null || Quantity is not null) return Refusal.Field("item-missing", "itemNo", "Name the item that the lot or quantity is for.");
            foreach (var need in needs.Value)
            {
                var wanted = need.Open;
                if (wanted <= 0) continue;
                var free = Math.Min(wanted, await Reservations.Free(db, await StockBook.Totals(db, need.ItemNo, need.Revision, stop), "", stop));
                if (free > 0) made.Add(await Make(db, need.ItemNo, need.Revision, "", free, need.Unit, by, stop));
                if (free < wanted) missing.Add(new(need.ItemNo, need.Revision, new Quantity(wanted - free, need.Unit)));
            }
            return new ReservedView([.. made.Select(ReservationView.Of)], missing);
        }
        var revision = Revision ?? (LotNo is null ? null : (await db.StockLots.FindAsync([LotNo], stop))?.Revision)
            ?? needs.Value.FirstOrDefault(need => need.ItemNo == ItemNo)?.Revision;
        var found = await ItemFacts.Find(db, ItemNo, revision is "" ? null : revision, by.NowUtc, stop);
        if (found.Refusal is { } unknown) return unknown;
        var needed = needs.Value.Where(need => need.ItemNo == ItemNo).Sum(need => need.Open);
        decimal amount;
        if (Quantity is { } given)
        {
            var converted = found.Value.InBase(given);
            if (converted.Refusal is { } invalid) return invalid;
            amount = converted.Value;
        }
        else if (needed > 0) amount = needed;
        else return new Refusal("material-not-needed", $"{WorkOrderNo} has reserved or used all the {ItemNo} it needs; give a quantity to reserve more.");
        if (needs.Value.All(need => need.ItemNo != ItemNo)) return Refusal.Field("material-not-needed", "itemNo", $"The bill of {WorkOrderNo} has no {ItemNo}.");
        if (LotNo is not null && await Withdrawal.Usable(db, new StockKey(ItemNo, found.Value.Revision, LotNo), by.NowUtc, stop) is { } unusable) return unusable;
        var totals = await StockBook.Totals(db, ItemNo, found.Value.Revision, stop);
        var possible = await Reservations.Free(db, totals, LotNo ?? "", stop);
        if (possible < amount)
            return new Refusal("stock-not-free", FormattableString.Invariant(
                $"Only {possible:0.######} {Units.Symbol(found.Value.Unit)} of {ItemNo}{(LotNo is null ? "" : " lot " + LotNo)} is available and promised to nobody (available {totals.Available:0.######}, reserved {totals.Reserved:0.######})."));
        made.Add(await Make(db, ItemNo, found.Value.Revision, LotNo ?? "", amount, found.Value.Unit, by, stop));
        return new ReservedView([.. made.Select(ReservationView.Of)], missing);
    }

    private async Task<Reservation> Make(ErpDb db, string itemNo, string revision, string lotNo, decimal quantity, string unit, CommandContext by, CancellationToken stop)
    {
        var reservation = new Reservation { WorkOrderNo = WorkOrderNo, ItemNo = itemNo, Revision = revision, LotNo = lotNo, Quantity = quantity, Unit = unit, MadeUtc = by.NowUtc };
        db.Add(reservation);
        (await StockBook.Totals(db, itemNo, revision, stop)).Reserved += quantity;
        db.Changed("erp.work-orders", WorkOrderNo);
        return reservation;
    }
}

/// <summary>Gives reserved stock back: one reservation, or all that an order still has.</summary>
[Refuses("work-order-unknown", "reservation-unknown", "reservation-over", "reason-missing")]
internal sealed record ReleaseReservations(string WorkOrderNo, string Reason, Guid? ReservationId = null) : Command<ErpDb, ReservedView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReleaseReservations>("/api/erp/reservation-releases", PlanningArea.Write, "Give reserved material back");

    /// <inheritdoc/>
    public override async Task<Outcome<ReservedView>> Handle(ErpDb db, CommandContext by, CancellationToken stop)
    {
        if (When.CheckReason(Reason) is { } why) return why;
        by.Why = Reason;
        if (await db.WorkOrders.FindAsync([WorkOrderNo], stop) is null) return Refusal.Unknown("work-order-unknown", $"There is no work order {WorkOrderNo}.");
        if (ReservationId is { } id)
        {
            var one = await db.Reservations.FindAsync([id], stop);
            if (one is null || one.WorkOrderNo != WorkOrderNo) return Refusal.Unknown("reservation-unknown", $"{WorkOrderNo} has no reservation {id:D}.");
            if (one.State != ReservationState.Open) return new Refusal("reservation-over", $"This reservation is {TactusJson.Word(one.State)} already.");
            (await StockBook.Totals(db, one.ItemNo, one.Revision, stop)).Reserved -= one.Remaining;
            (one.State, one.EndedWhy) = (ReservationState.Released, Reason);
        }
        else await Reservations.Release(db, WorkOrderNo, null, Reason, stop);
        db.Changed("erp.work-orders", WorkOrderNo);
        var all = await db.Reservations.Where(each => each.WorkOrderNo == WorkOrderNo).ToListAsync(stop);
        return new ReservedView([.. all.OrderBy(each => each.Id).Select(ReservationView.Of)], []);
    }
}
