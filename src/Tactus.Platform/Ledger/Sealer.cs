using System.Globalization;
using System.Linq.Expressions;
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

    // Entries commit out of the order of their identifiers: what was missing between those that were seen is looked for again. Beyond
    // this time or number it is taken for the identifier of something that was refused; the full search at start finds what is later still.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private const int MostMissing = 10_000;
    private readonly SortedDictionary<long, long> missing = [];
    private long? seen;

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
        List<Entry> found;
        await using (var read = database.Read())
        {
            if (seen is null)
            {
                found = await Read(read, entry => !read.Seals.Any(seal => seal.EntryId == entry.Id), stop);
                // Everything before is linked: from here on only what is new or was missing near the end has to be looked at.
                if (found.Count < Most) seen = Math.Max(0, (await read.Audit.MaxAsync(entry => (long?)entry.Id, stop) ?? 0) - Most);
            }
            else
            {
                var (after, late) = (seen.Value, missing.Keys.ToArray());
                found = await Read(read, entry => entry.Id > after, stop);
                if (late.Length > 0) found.InsertRange(0, await Read(read, entry => late.Contains(entry.Id), stop));
                Note(found, after);
            }
        }
        var open = found.FindAll(entry => !entry.Sealed);
        var (count, tries) = (0, 0);
        if (open.Count == 0) return found.Count < Most ? 0 : Most;
        try
        {
            await runner.RunAsSystem("SealLedger", async db =>
            {
                // Tried again because another node has linked something meanwhile, maybe these.
                if (tries++ > 0)
                {
                    var ids = open.ConvertAll(entry => entry.Id);
                    var others = await db.Seals.Where(seal => ids.Contains(seal.EntryId)).Select(seal => seal.EntryId).ToHashSetAsync(stop);
                    open.RemoveAll(entry => others.Contains(entry.Id));
                }
                await Link(db, open, stop);
                count = open.Count;
                return count > 0;
            }, stop);
        }
        catch
        {
            seen = null;
            missing.Clear();
            throw;
        }
        return found.Count < Most ? count : Most;
    }

    /// <summary>An entry to be linked.</summary>
    private sealed record Entry(long Id, byte[] Hash, bool Sealed);

    private static Task<List<Entry>> Read(HalfDb db, Expression<Func<AuditEntry, bool>> which, CancellationToken stop) =>
        db.Audit.AsNoTracking().Where(which).OrderBy(entry => entry.Id).Take(Most)
            .Select(entry => new Entry(entry.Id, entry.Hash, db.Seals.Any(seal => seal.EntryId == entry.Id))).ToListAsync(stop);

    /// <summary>Remembers how far was looked and which identifiers were not there.</summary>
    private void Note(List<Entry> found, long after)
    {
        var now = Environment.TickCount64;
        foreach (var entry in found)
        {
            if (!missing.Remove(entry.Id))
                for (var id = Math.Max(after, entry.Id - MostMissing) + 1; id < entry.Id; id++) missing[id] = now;
            after = Math.Max(after, entry.Id);
        }
        seen = after;
        foreach (var id in missing.Where(each => now - each.Value > Patience.TotalMilliseconds).Select(each => each.Key).ToList()) missing.Remove(id);
        while (missing.Count > MostMissing) missing.Remove(missing.Keys.First());
    }

    private static async Task Link(TDb db, List<Entry> entries, CancellationToken stop)
    {
        var last = await db.Seals.AsNoTracking().OrderByDescending(seal => seal.Seq).FirstOrDefaultAsync(stop);
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
    }
}
