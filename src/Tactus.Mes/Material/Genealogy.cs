using Microsoft.EntityFrameworkCore;

namespace Tactus.Mes.Material;

/// <summary>The graph of lots: one way to add an edge, one way to walk it.</summary>
internal static class Genealogy
{
    /// <summary>Identifiers in one read.</summary>
    internal const int AtOnce = 5_000;
    private const int MostSteps = 64;

    /// <summary>Adds an edge, and lets the new descendant inherit every hold that its new ancestor is under.</summary>
    internal static async Task Connect(
        MesDb db, MaterialLot from, MaterialLot to, EdgeKind kind, decimal quantity, string? jobNo, Guid reportId, DateTime atUtc, CancellationToken stop)
    {
        db.LotEdges.Add(new LotEdge { From = from, To = to, Kind = kind, Quantity = quantity, JobNo = jobNo, ReportId = reportId, AtUtc = atUtc });
        from.EdgesOut++;
        await HoldBook.Inherit(db, from, to, stop);
    }

    /// <summary>Undoes every edge of a report.</summary>
    internal static async Task Disconnect(MesDb db, Guid reportId, Guid reversalId, DateTime atUtc, CancellationToken stop)
    {
        var edges = await db.LotEdges.Include(edge => edge.From).Include(edge => edge.To)
            .Where(edge => edge.ReportId == reportId && !edge.Reversed).ToListAsync(stop);
        foreach (var edge in edges)
        {
            edge.Reversed = true;
            edge.From!.EdgesOut++;
            db.LotEdges.Add(new LotEdge
            {
                From = edge.From, To = edge.To, Kind = edge.Kind, Quantity = -edge.Quantity, JobNo = edge.JobNo,
                ReportId = reversalId, Reverses = reportId, Reversed = true, AtUtc = atUtc,
            });
        }
    }

    /// <summary>Lots that descend from a lot, without itself, including what this transaction has connected and not saved yet.</summary>
    internal static async Task<IReadOnlyList<MaterialLot>> Descendants(MesDb db, MaterialLot root, CancellationToken stop)
    {
        var found = new HashSet<MaterialLot>(ReferenceEqualityComparer.Instance) { root };
        var fresh = new Queue<MaterialLot>([root]);
        var pending = db.ChangeTracker.Entries<LotEdge>().Where(entry => entry.State == EntityState.Added && !entry.Entity.Reversed)
            .Select(entry => entry.Entity).ToLookup(edge => edge.From!);
        // Edges that this transaction has undone are still whole in the database.
        var undone = db.ChangeTracker.Entries<LotEdge>().Any(entry => entry.State == EntityState.Modified && entry.Entity.Reversed);
        while (fresh.TryDequeue(out var lot))
        {
            if (lot.Id > 0 && !undone)
                foreach (var stored in await db.Lots.FromSqlRaw(LotsSql(db, [lot.Id], forward: true, null)).ToListAsync(stop))
                    if (found.Add(stored) && pending.Contains(stored)) fresh.Enqueue(stored);
            if (lot.Id > 0 && undone)
                foreach (var edge in await db.LotEdges.Include(edge => edge.To).Where(edge => edge.FromLotId == lot.Id && !edge.Reversed).ToListAsync(stop))
                    if (!edge.Reversed && found.Add(edge.To!)) fresh.Enqueue(edge.To!);
            foreach (var edge in pending[lot])
                if (found.Add(edge.To!)) fresh.Enqueue(edge.To!);
        }
        found.Remove(root);
        return [.. found];
    }

    /// <summary>
    /// One recursive query: every lot that can be reached, the seeds included. UNION keeps each lot once, so a loop in the
    /// graph (rework) ends by itself and no depth has to be capped.
    /// </summary>
    internal static string LotsSql(MesDb db, IReadOnlyList<long> seeds, bool forward, int? limit) =>
        Reach(db, seeds, forward, limit) + $" SELECT lot.* FROM reach JOIN {db.Table("material_lots")} lot ON lot.\"Id\" = reach.id";

    /// <summary>
    /// The edges that can be reached, step by step: each is read once, which a recursive query does twice. Where the way is long and thin
    /// (a chain of rework) many small reads would cost more, so what is left after some steps comes in one recursive query, maybe with edges
    /// that are known already.
    /// </summary>
    /// <param name="limit">Stops once more lots than this were reached; null: never.</param>
    internal static async Task<List<WalkedEdge>> Walk(MesDb db, IReadOnlyList<long> seeds, bool forward, int? limit, CancellationToken stop)
    {
        var seen = new HashSet<long>(seeds);
        var edges = new List<WalkedEdge>();
        var front = seeds.ToArray();
        for (var step = 0; front.Length > 0 && !(seen.Count > limit); step++)
        {
            if (step == MostSteps)
            {
                edges.AddRange(await Read(db.LotEdges.FromSqlRaw(EdgesSql(db, front, forward, limit + 1)), stop));
                break;
            }
            var next = new List<long>();
            foreach (var some in front.Chunk(AtOnce))
            {
                var found = await Read(forward
                    ? db.LotEdges.Where(edge => EF.Parameter(some).Contains(edge.FromLotId) && !edge.Reversed)
                    : db.LotEdges.Where(edge => EF.Parameter(some).Contains(edge.ToLotId) && !edge.Reversed), stop);
                edges.AddRange(found);
                foreach (var edge in found)
                    if ((forward ? edge.ToLotId : edge.FromLotId) is var far && seen.Add(far)) next.Add(far);
            }
            front = [.. next];
        }
        return edges;
    }

    private static Task<List<WalkedEdge>> Read(IQueryable<LotEdge> edges, CancellationToken stop) =>
        edges.Select(edge => new WalkedEdge(edge.Id, edge.FromLotId, edge.ToLotId, edge.Kind, edge.Quantity, edge.JobNo, edge.AtUtc)).ToListAsync(stop);

    private static string EdgesSql(MesDb db, IReadOnlyList<long> seeds, bool forward, int? limit)
    {
        var (near, _) = Ends(forward);
        return Reach(db, seeds, forward, limit)
            + $" SELECT edge.* FROM reach JOIN {db.Table("lot_edges")} edge ON edge.\"{near}\" = reach.id AND NOT edge.\"Reversed\"";
    }

    private static string Reach(MesDb db, IReadOnlyList<long> seeds, bool forward, int? limit)
    {
        var (near, far) = Ends(forward);
        var walk = string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"WITH RECURSIVE walk(id) AS (SELECT \"Id\" FROM {db.Table("material_lots")} WHERE \"Id\" IN ({string.Join(',', seeds)}) UNION SELECT edge.\"{far}\" FROM walk JOIN {db.Table("lot_edges")} edge ON edge.\"{near}\" = walk.id AND NOT edge.\"Reversed\")");
        return walk + (limit is null ? ", reach AS (SELECT id FROM walk)" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $", reach AS (SELECT id FROM walk LIMIT {limit})"));
    }

    private static (string Near, string Far) Ends(bool forward) =>
        forward ? (nameof(LotEdge.FromLotId), nameof(LotEdge.ToLotId)) : (nameof(LotEdge.ToLotId), nameof(LotEdge.FromLotId));
}

/// <summary>Of an edge, what a trace needs: it reads thousands.</summary>
internal sealed record WalkedEdge(long Id, long FromLotId, long ToLotId, EdgeKind Kind, decimal Quantity, string? JobNo, DateTime AtUtc);
