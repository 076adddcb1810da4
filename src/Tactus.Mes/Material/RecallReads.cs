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

/// <summary>A recall in the list.</summary>
internal sealed record RecallRow
{
    public required string RecallNo { get; init; }
    public string? SupplierNo { get; init; }
    public string? SupplierLotNo { get; init; }
    public required string ReasonCode { get; init; }
    public required string Text { get; init; }
    public required string DeclaredBy { get; init; }
    public int Lots { get; init; }
    public int Holds { get; init; }
    public int OpenHolds { get; init; }
    public DateTime AtUtc { get; init; }
    public DateTime? ClosedUtc { get; init; }
}

/// <summary>A lot that a recall affects, with where it is and what both halves did about it.</summary>
internal sealed record RecalledLotRow
{
    public long Id { get; init; }
    public required string RecallNo { get; init; }
    public required string LotNo { get; init; }
    public required string ItemNo { get; init; }
    public required string Revision { get; init; }
    public required string Unit { get; init; }
    public bool Root { get; init; }
    public bool Late { get; init; }
    public bool Serial { get; init; }
    public bool Wip { get; init; }
    public string? OrderNo { get; init; }
    public string? SupplierLotNo { get; init; }
    public decimal InStore { get; init; }
    public decimal AtLine { get; init; }
    public decimal Consumed { get; init; }
    public decimal Produced { get; init; }
    /// <summary>Of work in process: started and not reported.</summary>
    public decimal? InProcess { get; init; }
    /// <summary>Open holds on it; more than one: another hold of its own, or another recall.</summary>
    public int OpenHolds { get; init; }
    public Guid HoldId { get; init; }
    /// <summary>What the plant's fence is at.</summary>
    public HoldState State { get; init; }
    /// <summary>When the business half had blocked its stock.</summary>
    public DateTime? ConfirmedUtc { get; init; }
    public Disposition Disposition { get; init; }
    public DateTime? EndedUtc { get; init; }
}

/// <summary>A job of an order that a recall affects.</summary>
/// <param name="Affected">Recalled material is in its work in process.</param>
/// <param name="Blocked">It can't start.</param>
internal sealed record RecalledJob(string JobNo, int OperationNo, string State, Quantity Started, Quantity Good, Quantity InProcess, bool Affected, bool Blocked);

/// <summary>A work order that a recall affects, with its operations.</summary>
internal sealed record RecalledOrder(string WorkOrderNo, string ItemNo, string Revision, string State, string? CustomerName, IReadOnlyList<RecalledJob> Jobs);

/// <summary>A hold of a recall; <c>state</c> is the plant's.</summary>
internal sealed record RecallHold(Guid HoldId, string LotNo, string? WorkOrderNo, string State, string Disposition, int Lots, DateTime AtUtc, DateTime? ConfirmedUtc, DateTime? EndedUtc);

/// <summary>A recall with all that came of it. The lots are in the list of recalled lots.</summary>
/// <param name="Shipped">What customers have, each delivery once: the list of letters to write.</param>
internal sealed record RecallView(
    string RecallNo, string? SupplierNo, string? SupplierLotNo, IReadOnlyList<string> RootLotNos, string ReasonCode, string Text, string DeclaredBy, DateTime AtUtc, DateTime? ClosedUtc,
    int Lots, IReadOnlyList<RecallHold> Holds, IReadOnlyList<RecalledOrder> WorkOrders, IReadOnlyList<ShippedStock> Shipped, long Version) : IVersionedView;

/// <summary>What a recall would affect.</summary>
/// <param name="Lots">All of them, work in process and single units among them.</param>
internal sealed record RecallPreview(IReadOnlyList<string> RootLotNos, int Lots, int WorkInProcess, int Units, IReadOnlyList<RecalledOrder> WorkOrders, IReadOnlyList<RecalledStock> Stock);

/// <summary>Of an item, what of the affected lots lies in the store and at lines.</summary>
internal sealed record RecalledStock(string ItemNo, string Revision, Quantity InStore, Quantity AtLine);

/// <summary>Reads recalls.</summary>
internal static class RecallReads
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<MesDb, RecallRow>("/api/mes/recalls", MesPermissions.Read, "Recalls of what suppliers delivered", nameof(RecallRow.RecallNo), (db, _) =>
        {
            var holds = db.Holds;
            return db.Recalls.Select(recall => new RecallRow
            {
                RecallNo = recall.No, SupplierNo = recall.SupplierNo, SupplierLotNo = recall.SupplierLotNo, ReasonCode = recall.ReasonCode, Text = recall.Text, DeclaredBy = recall.DeclaredBy,
                Lots = recall.Lots, Holds = holds.Count(hold => hold.RecallNo == recall.No),
                OpenHolds = holds.Count(hold => hold.RecallNo == recall.No && hold.State != HoldState.Ended && hold.State != HoldState.Scrapped), AtUtc = recall.AtUtc, ClosedUtc = recall.ClosedUtc,
            });
        }, "-recallNo");
        app.List<MesDb, RecalledLotRow>("/api/mes/recalled-lots", MesPermissions.Read, "Lots that recalls affect, each once; filter=recallNo:eq:RC-000001", nameof(RecalledLotRow.Id), (db, _) => Lots(db), "id");
        app.Read("/api/mes/recalls/{no}", MesPermissions.Read, "One recall: its holds, the orders it reaches, and what customers have of it",
            async (string no, MesDb db, CancellationToken stop) => (await One(db, no, stop)).OrUnknown("recall-unknown", $"There is no recall {no}.")).Produces<RecallView>();
        app.Read("/api/mes/recall-previews", MesPermissions.Read, "What a recall of a supplier, a supplier's lot or lots of ours would affect",
            async (string? supplierNo, string? supplierLotNo, string[]? lotNo, MesDb db, CancellationToken stop) => (await Preview(db, new RecallScope(supplierNo, supplierLotNo, lotNo ?? []), stop)).ToHttp())
            .Produces<RecallPreview>();
    }

    internal static IQueryable<RecalledLotRow> Lots(MesDb db) =>
        from affected in db.RecallLots
        join lot in db.Lots on affected.LotNo equals lot.No
        join hold in db.Holds on affected.HoldId equals hold.Id
        join job in db.Jobs on affected.LotNo equals job.No into jobs
        from job in jobs.DefaultIfEmpty()
        select new RecalledLotRow
        {
            Id = affected.Id, RecallNo = affected.RecallNo, LotNo = affected.LotNo, ItemNo = lot.ItemNo, Revision = lot.Revision, Unit = lot.Unit, Root = affected.Root, Late = affected.Late,
            Serial = lot.Serial, Wip = lot.Wip, OrderNo = lot.OrderNo, SupplierLotNo = lot.SupplierLotNo, InStore = lot.InStore, AtLine = lot.AtLine, Consumed = lot.Consumed,
            Produced = lot.Produced, InProcess = job == null ? null : job.InProcess, OpenHolds = lot.Holds, HoldId = hold.Id, State = hold.State, ConfirmedUtc = hold.ConfirmedUtc,
            Disposition = hold.Disposition, EndedUtc = hold.EndedUtc,
        };

    internal static async Task<RecallView?> One(MesDb db, string no, CancellationToken stop)
    {
        if (await db.Recalls.AsNoTracking().FirstOrDefaultAsync(each => each.No == no, stop) is not { } recall) return null;
        var holds = await db.Holds.AsNoTracking().Where(hold => hold.RecallNo == no).OrderBy(hold => hold.Id).ToListAsync(stop);
        var roots = await db.RecallLots.Where(lot => lot.RecallNo == no && lot.Root).OrderBy(lot => lot.LotNo).Select(lot => lot.LotNo).ToListAsync(stop);
        var wip = await db.RecallLots.Where(each => each.RecallNo == no).Join(db.Lots.Where(lot => lot.OrderNo != null && !lot.Serial), each => each.LotNo, lot => lot.No, (each, lot) => lot)
            .AsNoTracking().ToListAsync(stop);
        var ids = db.Holds.Where(hold => hold.RecallNo == no).Select(hold => hold.Id);
        var answers = await db.HoldConfirmations.AsNoTracking().Where(answer => ids.Contains(answer.HoldId)).OrderBy(answer => answer.Id).Select(answer => answer.Shipped).ToListAsync(stop);
        return new RecallView(
            no, recall.SupplierNo, recall.SupplierLotNo, roots, recall.ReasonCode, recall.Text, recall.DeclaredBy, recall.AtUtc, recall.ClosedUtc, recall.Lots,
            holds.ConvertAll(hold => new RecallHold(hold.Id, hold.LotNo, hold.OrderNo, TactusJson.Word(hold.State), TactusJson.Word(hold.Disposition), hold.Lots, hold.AtUtc, hold.ConfirmedUtc, hold.EndedUtc)),
            await Orders(db, wip, stop),
            [.. answers.SelectMany(text => JsonSerializer.Deserialize<List<ShippedStock>>(text, TactusJson.Options)!).Distinct()
                .OrderBy(each => each.CustomerNo, StringComparer.Ordinal).ThenBy(each => each.ShippedUtc).ThenBy(each => each.LotNo, StringComparer.Ordinal)],
            recall.Version);
    }

    internal static async Task<Outcome<RecallPreview>> Preview(MesDb db, RecallScope scope, CancellationToken stop)
    {
        var roots = await scope.Roots(db, stop);
        if (roots.Refusal is { } refusal) return refusal;
        var lots = await RecallScope.Affected(db, roots.Value, stop);
        return new RecallPreview(
            [.. roots.Value.Select(lot => lot.No)], lots.Count, lots.Count(lot => lot.Wip), lots.Count(lot => lot.Serial), await Orders(db, lots, stop),
            [.. lots.Where(lot => !lot.Wip && lot.InStore + lot.AtLine > 0).GroupBy(lot => (lot.ItemNo, lot.Revision, lot.Unit)).OrderBy(group => group.Key.ItemNo, StringComparer.Ordinal)
                .Select(group => new RecalledStock(group.Key.ItemNo, group.Key.Revision, new(group.Sum(lot => lot.InStore), group.Key.Unit), new(group.Sum(lot => lot.AtLine), group.Key.Unit)))]);
    }

    /// <summary>The orders that made these lots, with all their operations.</summary>
    private static async Task<List<RecalledOrder>> Orders(MesDb db, List<MaterialLot> lots, CancellationToken stop)
    {
        var wip = lots.Where(lot => lot.Wip).Select(lot => lot.No).ToHashSet(StringComparer.Ordinal);
        var blocked = (await HoldBook.BlockedJobs(db, lots.FindAll(lot => lot.Wip && lot.Holds > 0), stop)).ToHashSet(StringComparer.Ordinal);
        var found = new List<RecalledOrder>();
        foreach (var some in lots.Select(lot => lot.OrderNo).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Chunk(500))
        {
            var jobs = (await db.Jobs.AsNoTracking().Where(job => some.Contains(job.OrderNo)).ToListAsync(stop)).ToLookup(job => job.OrderNo);
            foreach (var order in await db.Orders.AsNoTracking().Where(order => some.Contains(order.No)).OrderBy(order => order.No).ToListAsync(stop))
                found.Add(new RecalledOrder(order.No, order.ItemNo, order.Revision, TactusJson.Word(order.State), order.CustomerName,
                    [.. jobs[order.No].OrderBy(job => job.OperationNo).Select(job => new RecalledJob(job.No, job.OperationNo, TactusJson.Word(job.State), new(job.Started, job.Unit),
                        new(job.Good, job.Unit), new(job.InProcess, job.Unit), wip.Contains(job.No), blocked.Contains(job.No)))]));
        }
        return found;
    }
}
