using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Ledger;

/// <summary>What a check of one half's ledger found.</summary>
/// <param name="Head">Hex of the last link: two people who compare it compare the whole ledger.</param>
/// <param name="Unsealed">Entries not in the chain yet; a few right after writing, never many.</param>
/// <param name="Fault">The first record that is not as it was sealed, or null when all are.</param>
public sealed record LedgerCheck(string Half, long Entries, long Sealed, long Unsealed, string Head, string? Fault)
{
    /// <summary>Whether nothing was changed.</summary>
    public bool Intact => Fault is null;
}

/// <summary>Recomputes the whole chain of a half from its records. Needs nothing but the database or a copy of it.</summary>
public static class LedgerVerifier
{
    private const int Page = 5000;

    /// <summary>Walks the chain from its start and stops at the first record that does not fit.</summary>
    /// <param name="db">Open for reading.</param>
    /// <param name="expectedHead">A head noted earlier (hex): it must still be part of the chain, so that a cut-off end is noticed.</param>
    /// <param name="stop">Ends the walk.</param>
    public static async Task<LedgerCheck> Verify(HalfDb db, string? expectedHead, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        var entries = await db.Audit.LongCountAsync(stop);
        var (seq, chain) = (0L, AuditSeal.Start);
        var seen = expectedHead is null;
        string? fault = null;
        while (fault is null)
        {
            var after = seq;
            var page = await (
                from seal in db.Seals
                where seal.Seq > after
                orderby seal.Seq
                join entry in db.Audit on seal.EntryId equals entry.Id into found
                from entry in found.DefaultIfEmpty()
                select new { Seal = seal, Entry = entry }).Take(Page).AsNoTracking().ToListAsync(stop);
            if (page.Count == 0) break;
            foreach (var link in page)
            {
                if (link.Seal.Seq != seq + 1)
                    fault = string.Create(CultureInfo.InvariantCulture, $"Seal {seq + 1} is missing from the chain.");
                else if (link.Entry is null)
                    fault = string.Create(CultureInfo.InvariantCulture, $"Audit entry {link.Seal.EntryId} (seal {link.Seal.Seq}) was removed.");
                else if (!link.Entry.ExpectedHash().AsSpan().SequenceEqual(link.Entry.Hash))
                    fault = string.Create(CultureInfo.InvariantCulture,
                        $"Audit entry {link.Entry.Id} of {link.Entry.AtUtc:O} ({link.Entry.Command}, {link.Entry.Subject} {link.Entry.SubjectKey}) was changed after it was written.");
                else
                {
                    var next = AuditSeal.Next(chain, link.Seal.Seq, link.Seal.EntryId, link.Entry.Hash);
                    if (!next.AsSpan().SequenceEqual(link.Seal.Chain))
                        fault = string.Create(CultureInfo.InvariantCulture,
                            $"Audit entry {link.Entry.Id} of {link.Entry.AtUtc:O} ({link.Entry.Command}, {link.Entry.Subject} {link.Entry.SubjectKey}) does not fit its seal {link.Seal.Seq}: the entry or the seal was replaced.");
                    else
                    {
                        (seq, chain) = (link.Seal.Seq, next);
                        seen |= Convert.ToHexString(chain).Equals(expectedHead, StringComparison.OrdinalIgnoreCase);
                    }
                }
                if (fault is not null) break;
            }
        }
        if (fault is null && !seen) fault = "The head noted earlier is not part of this chain: its end was cut off or the ledger was replaced.";
        return new LedgerCheck(db.Half, entries, seq, entries - seq, Convert.ToHexString(chain), fault);
    }
}
