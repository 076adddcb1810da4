using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Tactus.Platform.Ledger;

/// <summary>
/// Links committed audit entries into the hash chain, every half second. Not in the command's own transaction: the chain
/// has one end, and on PostgreSQL every command would wait for the one before it to reach the disk. Until an entry is
/// sealed the database's own guard protects it; verify tells how many are not sealed yet.
/// </summary>
internal sealed class Sealer<TDb>(CommandRunner<TDb> runner, HalfDatabase<TDb> database, ILogger<Sealer<TDb>> log) : BackgroundService
    where TDb : HalfDb
{
    private const int Most = 2000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // Entries commit out of the order of their identifiers; what is further back than this is found by the full search at start.
    private const long Window = 20_000;
    private bool searchedAll;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await SealSome(stoppingToken) == Most) { }
                await Task.Delay(Pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "The ledger of {Half} could not be sealed; trying again", database.Half);
                await Task.Delay(TimeSpan.FromSeconds(5), stoppingToken);
            }
        }
    }

    /// <summary>Seals at most a few thousand entries and tells how many. Several nodes may try: the next link's number is unique.</summary>
    internal async Task<int> SealSome(CancellationToken stop)
    {
        await using (var read = database.Read())
        {
            var newest = await read.Audit.MaxAsync(entry => (long?)entry.Id, stop) ?? 0;
            if (newest == 0) return 0;
            var from = searchedAll ? newest - Window : 0;
            if (!await Unsealed(read, from).AnyAsync(stop))
            {
                searchedAll = true;
                return 0;
            }
        }
        var count = 0;
        await runner.RunAsSystem("SealLedger", async db =>
        {
            var last = await db.Seals.AsNoTracking().OrderByDescending(seal => seal.Seq).FirstOrDefaultAsync(stop);
            var newest = await db.Audit.MaxAsync(entry => (long?)entry.Id, stop) ?? 0;
            var from = searchedAll ? newest - Window : 0;
            var entries = await Unsealed(db, from).OrderBy(entry => entry.Id).Take(Most)
                .Select(entry => new { entry.Id, entry.Hash }).ToListAsync(stop);
            var (seq, chain) = (last?.Seq ?? 0, last?.Chain ?? AuditSeal.Start);
            foreach (var entry in entries)
            {
                chain = AuditSeal.Next(chain, ++seq, entry.Id, entry.Hash);
                db.Seals.Add(new AuditSeal { Seq = seq, EntryId = entry.Id, Chain = chain, SealedUtc = db.By!.NowUtc });
            }
            count = entries.Count;
            return count > 0;
        }, stop);
        return count;
    }

    private static IQueryable<AuditEntry> Unsealed(HalfDb db, long from) =>
        db.Audit.AsNoTracking().Where(entry => entry.Id > from && !db.Seals.Any(seal => seal.EntryId == entry.Id));
}
