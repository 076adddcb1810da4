using System.Globalization;
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
    private const int Most = 1000;
    // Rows in one statement: one at a time a thousand links would hold up those who wait to write.
    private const int Together = 100;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // Entries commit out of the order of their identifiers. What is a little late is found at once, what is very late by every
    // twentieth look, what is later still by the full search at start.
    private const long Near = 1_000;
    private const long Far = 20_000;
    private const int FarEvery = 20;
    private bool searchedAll;
    private int looks;

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

    /// <summary>Seals at most a thousand entries and tells how many. Several nodes may try: the next link's number is unique.</summary>
    internal async Task<int> SealSome(CancellationToken stop)
    {
        var window = looks++ % FarEvery == 0 ? Far : Near;
        await using (var read = database.Read())
        {
            if (await From(read, window, stop) is not { } from) return 0;
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
            var from = await From(db, window, stop) ?? 0;
            var entries = await Unsealed(db, from).OrderBy(entry => entry.Id).Take(Most)
                .Select(entry => new { entry.Id, entry.Hash }).ToListAsync(stop);
            var table = db.Table("audit_seals");
            object now = db.OnSqlite ? new UtcMicroseconds().ConvertToProvider(db.By!.NowUtc)! : db.By!.NowUtc;
            var (seq, chain) = (last?.Seq ?? 0, last?.Chain ?? AuditSeal.Start);
            foreach (var some in entries.Chunk(Together))
            {
                var values = new List<object>();
                foreach (var entry in some)
                {
                    chain = AuditSeal.Next(chain, ++seq, entry.Id, entry.Hash);
                    values.AddRange([seq, entry.Id, chain, now]);
                }
                var rows = string.Join(", ", some.Select((_, row) => string.Create(CultureInfo.InvariantCulture, $"({{{row * 4}}}, {{{row * 4 + 1}}}, {{{row * 4 + 2}}}, {{{row * 4 + 3}}})")));
                await db.Database.ExecuteSqlRawAsync($"INSERT INTO {table} (\"Seq\", \"EntryId\", \"Chain\", \"SealedUtc\") VALUES {rows}", values, stop);
            }
            count = entries.Count;
            return count > 0;
        }, stop);
        return count;
    }

    /// <summary>Where to begin to look: after this identifier. Null: there is nothing at all.</summary>
    private async Task<long?> From(HalfDb db, long window, CancellationToken stop)
    {
        if (!searchedAll) return 0;
        // Linked is what was newest last time; what came since is beyond it.
        var last = await db.Seals.AsNoTracking().OrderByDescending(seal => seal.Seq).Select(seal => (long?)seal.EntryId).FirstOrDefaultAsync(stop);
        return (last ?? 0) - window;
    }

    private static IQueryable<AuditEntry> Unsealed(HalfDb db, long from) =>
        db.Audit.AsNoTracking().Where(entry => entry.Id > from && !db.Seals.Any(seal => seal.EntryId == entry.Id));
}
