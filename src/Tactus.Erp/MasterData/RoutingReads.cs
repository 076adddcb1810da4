using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;

namespace Tactus.Erp.MasterData;

/// <summary>A revision of a routing with its operations.</summary>
/// <param name="Unit">The item's base unit: overlap and run times are per one of it.</param>
internal sealed record RoutingView(
    string ItemNo, string Revision, string? ItemRevision, RevisionState State, DateOnly? EffectiveFrom, DateOnly? EffectiveTo, string Unit, string? Note,
    IReadOnlyList<RoutingOperationView> Operations, long Version) : IVersionedView
{
    internal static RoutingView Of(Routing routing, IEnumerable<RoutingOperation> operations, string unit, long version) => new(
        routing.ItemNo, routing.Revision, routing.ItemRevision, routing.State, routing.EffectiveFrom, routing.EffectiveTo, unit, routing.Note,
        [.. operations.OrderBy(operation => operation.No).Select(operation => new RoutingOperationView(operation.No, operation.Description, operation.WorkCentreNo,
            operation.Predecessors, operation.SetupSeconds, operation.RunSecondsPerUnit, operation.OverlapQuantity, operation.Skills, operation.YieldPercent,
            operation.Backflush, operation.SerialsHere, operation.ToolNo))],
        version);
}

/// <summary>An operation of a routing, as it is read; units as in <see cref="OperationInput"/>.</summary>
internal sealed record RoutingOperationView(
    int No, string Description, string WorkCentreNo, IReadOnlyList<int> Predecessors, decimal SetupSeconds, decimal RunSecondsPerUnit,
    decimal? OverlapQuantity, IReadOnlyList<string> Skills, decimal YieldPercent, bool Backflush, bool SerialsHere, string? ToolNo);

/// <summary>All routings of an item.</summary>
/// <param name="EffectiveRevision">The one that is valid today for the item's valid revision; null when none is.</param>
internal sealed record RoutingsOfItem(string ItemNo, string? EffectiveRevision, IReadOnlyList<RoutingView> Routings);

/// <summary>A row of the list of routings.</summary>
internal sealed record RoutingRow
{
    /// <summary>Item and revision, e.g. PUMP-100/A.</summary>
    public required string Key { get; init; }
    public required string ItemNo { get; init; }
    public required string Description { get; init; }
    public required string Revision { get; init; }
    public string? ItemRevision { get; init; }
    public RevisionState State { get; init; }
    public DateOnly? EffectiveFrom { get; init; }
    public DateOnly? EffectiveTo { get; init; }
    public int Operations { get; init; }
}

internal static class RoutingReads
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<ErpDb, RoutingRow>("/api/erp/routings", ErpPermissions.Read, "Routings", nameof(RoutingRow.Key), (db, _) =>
        {
            var operations = db.RoutingOperations;
            return from routing in db.Routings
                   join item in db.Items on routing.ItemNo equals item.No
                   select new RoutingRow
                   {
                       Key = routing.ItemNo + "/" + routing.Revision,
                       ItemNo = routing.ItemNo,
                       Description = item.Description,
                       Revision = routing.Revision,
                       ItemRevision = routing.ItemRevision,
                       State = routing.State,
                       EffectiveFrom = routing.EffectiveFrom,
                       EffectiveTo = routing.EffectiveTo,
                       Operations = operations.Count(operation => operation.ItemNo == routing.ItemNo && operation.RoutingRevision == routing.Revision),
                   };
        });
        app.Read("/api/erp/routings/{itemNo}", ErpPermissions.Read, "All revisions of an item's routing",
            async (string itemNo, ErpDb db, TimeProvider clock, CancellationToken stop) =>
                (await OfItem(db, Keys.FromPath(itemNo), clock.GetUtcNow().UtcDateTime.Day(), stop)).OrUnknown("item-unknown", $"There is no item {itemNo}."))
            .Returns<RoutingsOfItem>();
        app.Read("/api/erp/routings/{itemNo}/{revision}", ErpPermissions.Read, "One revision of an item's routing",
            async (string itemNo, string revision, ErpDb db, CancellationToken stop) =>
                (await One(db, Keys.FromPath(itemNo), Keys.FromPath(revision), stop)).OrUnknown("routing-unknown", $"{itemNo} has no routing {revision}."))
            .Returns<RoutingView>();
    }

    /// <summary>The released routing that is valid on a day, with its operations in order: one made for this revision of the item before one for all of them.</summary>
    /// <returns>Null when none is valid.</returns>
    internal static async Task<(Routing Routing, IReadOnlyList<RoutingOperation> Operations)?> Effective(
        ErpDb db, string itemNo, string? itemRevision, DateOnly day, CancellationToken stop)
    {
        var routings = await db.Routings.AsNoTracking().Where(routing => routing.ItemNo == itemNo && routing.State == RevisionState.Released).ToListAsync(stop);
        var found = routings.Where(routing => routing.ItemRevision is not null && routing.ItemRevision == itemRevision).EffectiveOn(day)
            ?? routings.Where(routing => routing.ItemRevision is null).EffectiveOn(day);
        if (found is null) return null;
        return (found, await db.RoutingOperations.AsNoTracking().Where(operation => operation.ItemNo == itemNo && operation.RoutingRevision == found.Revision)
            .OrderBy(operation => operation.No).ToListAsync(stop));
    }

    private static async Task<RoutingsOfItem?> OfItem(ErpDb db, string itemNo, DateOnly today, CancellationToken stop)
    {
        if (await db.Items.FirstOrDefaultAsync(item => item.No == itemNo, stop) is not { } item) return null;
        var operations = (await db.RoutingOperations.Where(operation => operation.ItemNo == itemNo).ToListAsync(stop)).ToLookup(operation => operation.RoutingRevision);
        var routings = await db.Routings.Where(routing => routing.ItemNo == itemNo).OrderBy(routing => routing.Revision).ToListAsync(stop);
        var revision = (await db.ItemRevisions.Where(each => each.ItemNo == itemNo).ToListAsync(stop)).EffectiveOn(today)?.Revision;
        return new RoutingsOfItem(itemNo, (await Effective(db, itemNo, revision, today, stop))?.Routing.Revision,
            routings.ConvertAll(routing => RoutingView.Of(routing, operations[routing.Revision], item.Unit, routing.Version)));
    }

    private static async Task<RoutingView?> One(ErpDb db, string itemNo, string revision, CancellationToken stop)
    {
        if (await db.Routings.FirstOrDefaultAsync(routing => routing.ItemNo == itemNo && routing.Revision == revision, stop) is not { } routing) return null;
        var unit = await db.Items.Where(item => item.No == itemNo).Select(item => item.Unit).SingleAsync(stop);
        return RoutingView.Of(routing, await db.RoutingOperations.Where(operation => operation.ItemNo == itemNo && operation.RoutingRevision == revision).ToListAsync(stop), unit, routing.Version);
    }
}
