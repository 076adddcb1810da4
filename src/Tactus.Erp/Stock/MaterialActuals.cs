using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Erp.Planning;
using Tactus.Platform;

namespace Tactus.Erp.Stock;

/// <summary>
/// What the plant reports of material becomes stock moves and order quantities. A report is a fact: it is never refused because
/// the books see it differently (see <see cref="StockPlaces.Unbooked"/>); only an item that the books have never heard of keeps
/// it waiting, visibly, until the item is there.
/// </summary>
internal static class MaterialActuals
{
    internal static async Task<Refusal?> Reported(ErpDb db, MaterialActual message, CommandContext by, CancellationToken stop)
    {
        var found = await ItemFacts.Find(db, message.ItemNo, null, message.AtUtc, stop);
        if (found.Refusal is { } unknown) return unknown;
        var item = found.Value;
        if (message.Quantity.Value == 0) return null;
        var amount = item.InBase(message.Quantity, signed: true);
        if (amount.Refusal is { } unfit) return unfit;
        by.Why = message.ReasonCode;
        var order = await db.WorkOrders.FindAsync([message.WorkOrderNo], stop);
        var ofOrder = order is not null && order.ItemNo == message.ItemNo;
        if (ofOrder && message.Use == MaterialUse.Scrapped)
        {
            // Scrap of the product is lost in process: it never was in stock.
            order!.Scrapped += amount.Value;
            db.Changed("erp.work-orders", order.No);
            return null;
        }
        if (message.Use == MaterialUse.Produced && !message.Final) return null;
        if (ofOrder && message.Use == MaterialUse.Produced)
        {
            order!.Produced += amount.Value;
            db.Changed("erp.work-orders", order.No);
        }

        var revision = await RevisionOf(db, message, item, stop);
        var line = await FloorPlaces.Line(db, message.WorkOrderNo, message.OperationNo, stop);
        foreach (var (key, quantity) in Pieces(message, revision, Math.Abs(amount.Value)))
        {
            var template = Template(message, key, quantity, item.Unit, line, by);
            var refusal = amount.Value < 0 ? await Reverse(db, message, template, line, stop)
                : message.Use == MaterialUse.Produced ? await Produce(db, template, stop)
                : await Take(db, message, template, line, stop);
            if (refusal is not null) return refusal;
        }
        return null;
    }

    /// <summary>Loads the orders, lots and balances of several messages at once.</summary>
    internal static async Task Expect(ErpDb db, IReadOnlyList<MaterialActual> messages, CancellationToken stop)
    {
        var orders = messages.Select(message => message.WorkOrderNo).Where(no => no.Length > 0).Distinct().ToList();
        await db.WorkOrders.Where(order => orders.Contains(order.No)).LoadAsync(stop);
        await db.WorkOrderOperations.Where(operation => orders.Contains(operation.WorkOrderNo)).LoadAsync(stop);
        var moving = messages.Where(message => message.Use != MaterialUse.Produced || message.Final).ToList();
        var items = moving.Select(message => message.ItemNo).Distinct().ToList();
        await db.ItemStock.Where(stock => items.Contains(stock.ItemNo)).LoadAsync(stop);
        var lots = moving.Where(message => message.SerialNos.Count == 0).Select(message => message.LotNo).OfType<string>().Where(no => no.Length > 0).Distinct().ToList();
        if (lots.Count == 0) return;
        await db.StockLots.Where(lot => lots.Contains(lot.No)).LoadAsync(stop);
        await db.StockBalances.Where(balance => lots.Contains(balance.LotNo) && balance.SerialNo.Length == 0).LoadAsync(stop);
        db.Kept<StockBook.LoadedLots>().UnionWith(lots.Select(no => (no, "")));
    }

    // The books follow the lot where they know it: a report may carry the revision of the bill instead.
    private static async Task<string> RevisionOf(ErpDb db, MaterialActual message, ItemFacts item, CancellationToken stop)
    {
        if ((message.LotNo ?? (message.SerialNos is [var serial, ..] ? serial : null)) is { } no
            && await db.StockLots.FindAsync([no], stop) is { ItemNo: { } known, Revision: { } ofLot } && known == message.ItemNo) return ofLot;
        return message.Revision.Length > 0 ? message.Revision : item.Revision;
    }

    private static IEnumerable<(StockKey Key, decimal Quantity)> Pieces(MaterialActual message, string revision, decimal quantity)
    {
        foreach (var serial in message.SerialNos.Where(_ => quantity >= 1))
        {
            yield return (new StockKey(message.ItemNo, revision, message.LotNo ?? "", serial), 1);
            quantity--;
        }
        if (quantity > 0) yield return (new StockKey(message.ItemNo, revision, message.LotNo ?? ""), quantity);
    }

    private static StockMove Template(MaterialActual message, StockKey key, decimal quantity, string unit, string line, CommandContext by) => new()
    {
        Kind = message.Use switch
        {
            MaterialUse.Consumed => MoveKind.Consume,
            MaterialUse.Produced => MoveKind.Produce,
            MaterialUse.Scrapped => MoveKind.Scrap,
            MaterialUse.Returned => MoveKind.Return,
            _ => MoveKind.Transfer,
        },
        ItemNo = key.ItemNo,
        Revision = key.Revision,
        LotNo = key.LotNo,
        SerialNo = key.SerialNo,
        FromPlace = message.Use == MaterialUse.Produced ? StockPlaces.Production : line,
        ToPlace = message.Use switch
        {
            MaterialUse.Consumed => StockPlaces.Production,
            MaterialUse.Produced => StockPlaces.Finished,
            MaterialUse.Scrapped => StockPlaces.Scrap,
            _ => line,
        },
        Quantity = quantity,
        Unit = unit,
        WorkOrderNo = message.WorkOrderNo.Length == 0 ? null : message.WorkOrderNo,
        OperationNo = message.OperationNo,
        ReportId = message.ReportId,
        FloorUse = message.Use,
        Reverses = null,
        Reason = message.ReasonCode,
        AtUtc = message.AtUtc,
        BookedUtc = by.NowUtc,
        By = message.PersonNo ?? message.MachineNo ?? by.Actor.Number,
    };

    private static async Task<Refusal?> Produce(ErpDb db, StockMove template, CancellationToken stop)
    {
        var key = template.Key;
        // A serial number that lies in stock can't be made again: the unit is real, its number is in doubt, so it is booked without it.
        if (key.SerialNo.Length > 0 && await StockBook.SerialInStock(db, key, stop)) key = key with { SerialNo = "" };
        if (key.LotNo.Length > 0 && (await StockLot.Ensure(db, key.LotNo, key.ItemNo, key.Revision, serial: false, template.AtUtc, stop)).Refusal is { } other) return other;
        if (key.SerialNo.Length > 0 && (await StockLot.Ensure(db, key.SerialNo, key.ItemNo, key.Revision, serial: true, template.AtUtc, stop)).Refusal is { } taken) return taken;
        var move = StockBook.With(template, key, StockPlaces.Production, StockStatus.Available, template.Quantity);
        return await StockBook.Book(db, move, Taking.Fact, stop) ?? await StockBook.SettleUnbooked(db, move, stop);
    }

    private static async Task<Refusal?> Take(ErpDb db, MaterialActual message, StockMove template, string line, CancellationToken stop)
    {
        if (message.Use == MaterialUse.Returned)
            return await StockBook.TakeAnywhere(db, To(template, await FloorPlaces.Store(db, template.Key, line, stop)), line, stop);
        if (message.Use == MaterialUse.Picked)
        {
            // From the store, not from another line's shelf as long as there is a choice.
            var store = await FloorPlaces.Store(db, template.Key, line, stop);
            return await StockBook.TakeAnywhere(db, template, store, stop);
        }
        await Reservations.Use(db, message.WorkOrderNo, template.Key, template.Quantity, stop);
        return await StockBook.TakeAnywhere(db, template, line, stop);
    }

    /// <summary>The opposite of what the report booked, part by part and last first; what it did not book is booked the plain way round.</summary>
    private static async Task<Refusal?> Reverse(ErpDb db, MaterialActual message, StockMove template, string line, CancellationToken stop)
    {
        var left = template.Quantity;
        var originals = await db.StockMoves.Where(move => move.ReportId == message.Reverses && move.FloorUse == message.Use && move.Reverses == null
            && move.ItemNo == template.ItemNo && move.LotNo == template.LotNo && move.SerialNo == template.SerialNo)
            .OrderByDescending(move => move.Id).AsNoTracking().ToListAsync(stop);
        foreach (var original in originals)
        {
            var done = (await db.StockMoves.Where(move => move.Reverses == original.Id).Select(move => move.Quantity).ToListAsync(stop)).Sum()
                + db.StockMoves.Local.Where(move => move.Reverses == original.Id && db.Entry(move).State == EntityState.Added).Sum(move => move.Quantity);
            var part = Math.Min(left, original.Quantity - done);
            if (part <= 0) continue;
            left -= part;
            var back = original.Back(part, original.Kind, message.ReportId, message.ReasonCode ?? "taken back by the plant", message.AtUtc, template.BookedUtc, template.By);
            if (await GiveBack(db, back, stop) is { } refusal) return refusal;
            if (left <= 0) return null;
        }
        if (left <= 0) return null;
        var plain = template.Back(left, template.Kind, message.ReportId, message.ReasonCode ?? "taken back by the plant", message.AtUtc, template.BookedUtc, template.By);
        return await GiveBack(db, Unlinked(plain, line), stop);
    }

    private static async Task<Refusal?> GiveBack(ErpDb db, StockMove back, CancellationToken stop)
    {
        if (back.ToPlace != StockPlaces.Unbooked) return await TakeBack(db, back, stop);
        // What was debited beyond the books pays that debt first; where it was settled meanwhile the goods lie where such goods lie.
        var debt = await db.StockBalances.FindAsync([back.ItemNo, back.Revision, back.LotNo, back.SerialNo, StockPlaces.Unbooked, StockStatus.Available], stop);
        var owed = Math.Min(back.Quantity, Math.Max(0, -(debt?.Quantity ?? 0)));
        var place = back.FloorUse == MaterialUse.Picked ? await FloorPlaces.Store(db, back.Key, back.FromPlace, stop) : StockPlaces.Line;
        if (owed < back.Quantity && await TakeBack(db, Part(back, back.Quantity - owed, back.FromPlace, place), stop) is { } refusal) return refusal;
        return owed > 0 ? await TakeBack(db, Part(back, owed, back.FromPlace, back.ToPlace), stop) : null;
    }

    private static async Task<Refusal?> TakeBack(ErpDb db, StockMove back, CancellationToken stop)
    {
        if (StockPlaces.IsEndless(back.FromPlace)) return await StockBook.Book(db, back, Taking.Fact, stop);
        // The goods may have moved on since: they are taken from where they are now.
        var there = await db.StockBalances.FindAsync([back.ItemNo, back.Revision, back.LotNo, back.SerialNo, back.FromPlace, back.FromStatus], stop);
        return there?.Quantity >= back.Quantity
            ? await StockBook.Book(db, back, Taking.Fact, stop)
            : await StockBook.TakeAnywhere(db, back, back.FromPlace, stop);
    }

    private static StockMove To(StockMove move, string place) => Part(move, move.Quantity, move.FromPlace, place);

    private static StockMove Unlinked(StockMove move, string line) =>
        Copy(move, move.Quantity, move.FromPlace, move.ToPlace is StockPlaces.Production or StockPlaces.Scrap && move.Kind != MoveKind.Produce ? line : move.ToPlace, null);

    private static StockMove Part(StockMove move, decimal quantity, string from, string to) => Copy(move, quantity, from, to, move.Reverses);

    private static StockMove Copy(StockMove move, decimal quantity, string from, string to, Guid? reverses) => new()
    {
        Kind = move.Kind,
        ItemNo = move.ItemNo,
        Revision = move.Revision,
        LotNo = move.LotNo,
        SerialNo = move.SerialNo,
        FromPlace = from,
        FromStatus = move.FromStatus,
        ToPlace = to,
        ToStatus = move.ToStatus,
        Quantity = quantity,
        Unit = move.Unit,
        WorkOrderNo = move.WorkOrderNo,
        OperationNo = move.OperationNo,
        ReportId = move.ReportId,
        FloorUse = move.FloorUse,
        Reverses = reverses,
        Reason = move.Reason,
        AtUtc = move.AtUtc,
        BookedUtc = move.BookedUtc,
        By = move.By,
    };

    /// <summary>A lot came into being in the plant, so that stock can name it.</summary>
    internal static async Task<Refusal?> Made(ErpDb db, LotMade message, CommandContext by, CancellationToken stop)
    {
        var found = await ItemFacts.Find(db, message.ItemNo, null, message.AtUtc, stop);
        if (found.Refusal is { } unknown) return unknown;
        var serial = found.Value.Tracking == Tracking.Serial;
        var lot = await StockLot.Ensure(db, message.LotNo, message.ItemNo, message.Revision, serial, message.AtUtc, stop);
        if (lot.Refusal is { } taken) return taken;
        lot.Value.WorkOrderNo ??= message.WorkOrderNo;
        lot.Value.ExpiresOn ??= message.ExpiresOn;
        return message.Parts is { Count: > 0 } ? await LotParts.Shift(db, message, by, stop) : null;
    }
}

/// <summary>Which places the reports of the floor mean: they name operations and lots, not shelves.</summary>
internal static class FloorPlaces
{
    /// <summary>The line of the operation's work centre.</summary>
    internal static async Task<string> Line(ErpDb db, string workOrderNo, int operationNo, CancellationToken stop)
    {
        if (await db.WorkOrderOperations.FindAsync([workOrderNo, operationNo], stop) is not { } operation) return StockPlaces.Line;
        return (await Known.Of(db, stop)).Lines.FirstOrDefault(place => place.WorkCentreNo == operation.WorkCentreNo && place.Active)?.No ?? StockPlaces.Line;
    }

    /// <summary>Where goods of this kind belong when they are not at a line: where they came to the line from, or were received.</summary>
    internal static async Task<string> Store(ErpDb db, StockKey key, string line, CancellationToken stop)
    {
        var lines = (await Known.Of(db, stop)).Lines.Select(place => place.No).Concat([line, StockPlaces.Line]).ToHashSet(StringComparer.Ordinal);
        var here = await StockBook.InPlaces(db, key.ItemNo, null, key.LotNo, key.SerialNo, stop);
        if (here.Where(balance => !lines.Contains(balance.Place)).OrderByDescending(balance => balance.Quantity).FirstOrDefault() is { } now) return now.Place;
        var came = await db.StockMoves.Where(move => move.ItemNo == key.ItemNo && move.LotNo == key.LotNo && move.SerialNo == key.SerialNo
            && (move.FloorUse == MaterialUse.Picked || move.Kind == MoveKind.Receive || move.Kind == MoveKind.Produce) && move.Reverses == null)
            .OrderByDescending(move => move.Id).Take(20).AsNoTracking().ToListAsync(stop);
        return came.SelectMany(move => (string[])[move.FromPlace, move.ToPlace])
            .FirstOrDefault(place => StockPlaces.IsReal(place) && !lines.Contains(place)) ?? StockPlaces.Finished;
    }

    /// <summary>The places at lines by number; each report asks for one of them.</summary>
    private sealed record Known(IReadOnlyList<Place> Lines)
    {
        internal static Task<Known> Of(ErpDb db, CancellationToken stop) => db.Remember(async () => new Known(
            await db.Places.AsNoTracking().Where(place => place.Kind == PlaceKind.Line).OrderBy(place => place.No).ToListAsync(stop)), typeof(Place));
    }
}
