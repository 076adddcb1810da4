using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>Which way to walk the genealogy.</summary>
internal enum TraceDirection { Backward, Forward, Both }

/// <summary>A lot in a trace.</summary>
/// <param name="Kind">lot, serial or wip.</param>
/// <param name="Depth">Steps from the lot that was asked for: below zero backward, above zero forward.</param>
/// <param name="Made">Produced in the plant; zero for purchased lots.</param>
internal sealed record TraceNode(
    long Id, string LotNo, string Kind, string ItemNo, string Revision, string? OrderNo, int Depth, Quantity Made, Quantity Consumed, Quantity InStore, Quantity AtLine,
    Quantity Scrapped, int Holds, DateOnly? ExpiresOn, string? SupplierNo, string? SupplierLotNo, string? InLotNo, DateTime BornUtc);

/// <summary>Material that went from one lot into another, in the unit of the lot it came from.</summary>
internal sealed record TraceEdge(long From, long To, string Kind, Quantity Quantity, string? JobNo, DateTime AtUtc);

/// <summary>Work that is still in process: what is in an operation, and what is good there and waits for the next one.</summary>
internal sealed record OpenWip(string JobNo, string OrderNo, int OperationNo, Quantity InProcess, Quantity Waiting, string State, bool Held);

/// <summary>The short answer of a trace.</summary>
internal sealed record TraceSummary(
    IReadOnlyList<string> RawLots, IReadOnlyList<string> FinishedLots, IReadOnlyList<string> WorkOrders, IReadOnlyList<OpenWip> OpenWip, int HeldLots);

/// <summary>Where a lot came from and went to.</summary>
/// <param name="Truncated">More was found than the limit that was asked for; without a limit never.</param>
internal sealed record Trace(
    string LotNo, string Direction, IReadOnlyList<TraceNode> Nodes, IReadOnlyList<TraceEdge> Edges, TraceSummary Summary, bool Truncated);

/// <summary>Reads the genealogy around a lot, without a limit of depth.</summary>
internal static class TraceLot
{
    internal static void Map(IEndpointRouteBuilder app) => app.Read("/api/mes/traces", MesPermissions.Read,
        "Trace a lot, serial unit or job backward to what went in, forward to what came of it, or both",
        async (string lotNo, string? direction, int? limitNodes, MesDb db, CancellationToken stop) =>
        {
            if (!Enum.TryParse<TraceDirection>(direction ?? "both", ignoreCase: true, out var way) || !Enum.IsDefined(way) || int.TryParse(direction, out _))
                return Refusal.Field("direction", "direction", "direction is backward, forward or both.").ToHttp();
            if (limitNodes is < 1) return Refusal.Field("limit", "limitNodes", "limitNodes is 1 or more.").ToHttp();
            return (await Run(db, lotNo, way, limitNodes, stop)).ToHttp();
        }).Produces<Trace>();

    internal static async Task<Outcome<Trace>> Run(MesDb db, string lotNo, TraceDirection direction, int? limitNodes, CancellationToken stop)
    {
        if (await db.Lots.AsNoTracking().FirstOrDefaultAsync(lot => lot.No == lotNo, stop) is not { } root)
            return Refusal.Unknown("lot-unknown", $"There is no lot or serial number {lotNo} in the plant.");
        var lots = new Dictionary<long, MaterialLot> { [root.Id] = root };
        var edges = new Dictionary<long, WalkedEdge>();
        var depths = new Dictionary<long, int> { [root.Id] = 0 };
        var truncated = false;
        foreach (var forward in direction switch { TraceDirection.Both => (bool[])[false, true], TraceDirection.Forward => [true], _ => [false] })
        {
            // What units of a lot were built from belongs to the answer to "what is in this lot".
            long[] seeds = forward || root.Serial ? [root.Id]
                : [root.Id, .. await db.LotEdges.Where(edge => edge.FromLotId == root.Id && edge.Kind == EdgeKind.Member && !edge.Reversed && edge.To!.OrderNo != null).Select(edge => edge.ToLotId).ToListAsync(stop)];
            var walked = await Genealogy.Walk(db, seeds, forward, limitNodes, stop);
            var near = Measure(depths, seeds, walked, forward);
            truncated |= near.Count > limitNodes;
            var wanted = near.Take(limitNodes ?? int.MaxValue).Where(id => !lots.ContainsKey(id)).ToArray();
            foreach (var part in wanted.Chunk(Genealogy.AtOnce))
                foreach (var lot in await db.Lots.AsNoTracking().Where(lot => EF.Parameter(part).Contains(lot.Id)).ToListAsync(stop)) lots.Add(lot.Id, lot);
            foreach (var edge in walked)
                if (lots.ContainsKey(edge.FromLotId) && lots.ContainsKey(edge.ToLotId)) edges.TryAdd(edge.Id, edge);
        }
        var nodes = lots.Values.Select(lot => Node(lot, depths.GetValueOrDefault(lot.Id))).OrderBy(node => node.Depth).ThenBy(node => node.Id).ToList();
        var drawn = edges.Values
            .GroupBy(edge => (edge.FromLotId, edge.ToLotId, edge.Kind, edge.JobNo))
            .Select(same => new TraceEdge(same.Key.FromLotId, same.Key.ToLotId, TactusJson.Word(same.Key.Kind),
                new(same.Sum(edge => edge.Quantity), lots[same.Key.FromLotId].Unit), same.Key.JobNo, same.Min(edge => edge.AtUtc)))
            .OrderBy(edge => edge.From).ThenBy(edge => edge.To).ToList();
        return new Trace(root.No, TactusJson.Word(direction), nodes, drawn, await Summary(db, lots, drawn, stop), truncated);
    }

    /// <summary>Counts the steps to each lot and tells which were reached, the nearest first.</summary>
    private static List<long> Measure(Dictionary<long, int> depths, long[] seeds, List<WalkedEdge> edges, bool forward)
    {
        var next = edges.ToLookup(edge => forward ? edge.FromLotId : edge.ToLotId, edge => forward ? edge.ToLotId : edge.FromLotId);
        var reached = new List<long>(seeds);
        var seen = new HashSet<long>(seeds);
        foreach (var seed in seeds) depths.TryAdd(seed, 0);
        for (var i = 0; i < reached.Count; i++)
            foreach (var near in next[reached[i]])
            {
                if (!seen.Add(near)) continue;
                depths.TryAdd(near, depths[reached[i]] + (forward ? 1 : -1));
                reached.Add(near);
            }
        return reached;
    }

    private static async Task<TraceSummary> Summary(MesDb db, Dictionary<long, MaterialLot> lots, List<TraceEdge> edges, CancellationToken stop)
    {
        var fromIds = edges.Select(edge => edge.From).ToHashSet();
        var toIds = edges.Select(edge => edge.To).ToHashSet();
        var raw = lots.Values.Where(lot => !lot.Wip && lot.OrderNo is null && !toIds.Contains(lot.Id)).Select(lot => lot.No);
        var finished = lots.Values.Where(lot => !lot.Wip && lot.OrderNo is not null && !fromIds.Contains(lot.Id)).Select(lot => lot.No);
        var orders = lots.Values.Select(lot => lot.OrderNo).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var wip = lots.Values.Where(lot => lot.Wip).ToDictionary(lot => lot.No, StringComparer.Ordinal);
        var open = new List<OpenWip>();
        foreach (var part in wip.Values.Select(lot => lot.OrderNo).Distinct().Chunk(500))
            foreach (var siblings in (await db.Jobs.AsNoTracking().Where(job => part.Contains(job.OrderNo)).ToListAsync(stop)).GroupBy(job => job.OrderNo))
                foreach (var job in siblings.Where(job => wip.ContainsKey(job.No)))
                {
                    // Good at an inner operation and not started at the next one is work in process too.
                    var behind = siblings.Where(next => next.Predecessors.Contains(job.OperationNo)).Select(next => job.Good - next.Started).DefaultIfEmpty(0).Max();
                    if (job.InProcess <= 0 && behind <= 0) continue;
                    open.Add(new OpenWip(job.No, job.OrderNo, job.OperationNo, new(job.InProcess, job.Unit), new(Math.Max(0, behind), job.Unit),
                        TactusJson.Word(job.State), wip[job.No].Holds > 0));
                }
        return new TraceSummary([.. raw.Order(StringComparer.Ordinal)], [.. finished.Order(StringComparer.Ordinal)], orders,
            [.. open.OrderBy(each => each.JobNo, StringComparer.Ordinal)], lots.Values.Count(lot => lot.Holds > 0));
    }

    private static TraceNode Node(MaterialLot lot, int depth) => new(
        lot.Id, lot.No, lot.Wip ? "wip" : lot.Serial ? "serial" : "lot", lot.ItemNo, lot.Revision, lot.OrderNo, depth, new(lot.Produced, lot.Unit), new(lot.Consumed, lot.Unit),
        new(lot.InStore, lot.Unit), new(lot.AtLine, lot.Unit), new(lot.Scrapped, lot.Unit), lot.Holds, lot.ExpiresOn, lot.SupplierNo, lot.SupplierLotNo, lot.InLotNo, lot.BornUtc);
}
