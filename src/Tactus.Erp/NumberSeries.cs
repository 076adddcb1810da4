using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;

namespace Tactus.Erp;

/// <summary>The last number given out of a series such as SO- or WO-. Two commands at once meet on its version and one is tried again.</summary>
[NotAudited]
internal sealed class NumberSeries : IVersioned
{
    /// <summary>With the dash, e.g. <c>SO-</c>.</summary>
    public required string Prefix { get; init; }
    public long Last { get; set; }
    public long Version { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<NumberSeries>(entity =>
    {
        entity.ToTable("number_series");
        entity.HasKey(series => series.Prefix);
    });

    /// <summary>The next number, e.g. SO-000001. Given back when the command does not commit, so the series has no gaps.</summary>
    internal static async Task<string> Next(ErpDb db, string prefix, CancellationToken stop)
    {
        var series = await Of(db, prefix, stop);
        series.Last++;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{series.Last:000000}");
    }

    /// <summary>
    /// Commands that must not overlap though they write different rows meet here: of two at once the later save fails and is tried
    /// again. Call it before looking at what the other one might change, or the look comes too early.
    /// </summary>
    /// <param name="db">The half.</param>
    /// <param name="what">Names the meeting, with a colon behind, e.g. <c>bills:</c>.</param>
    /// <param name="stop">Ends the look-up.</param>
    internal static async Task Meet(ErpDb db, string what, CancellationToken stop) => (await Of(db, what, stop)).Last++;

    /// <summary>A number of this series came from outside (import): the series goes on behind it instead of meeting it later.</summary>
    internal static async Task Used(ErpDb db, string prefix, string no, CancellationToken stop)
    {
        if (!no.StartsWith(prefix, StringComparison.Ordinal)
            || !long.TryParse(no.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 999_999_999) return;
        var series = await Of(db, prefix, stop);
        if (number > series.Last) series.Last = number;
    }

    private static async Task<NumberSeries> Of(ErpDb db, string prefix, CancellationToken stop)
    {
        var found = await db.Set<NumberSeries>().FindAsync([prefix], stop);
        if (found is null) db.Add(found = new NumberSeries { Prefix = prefix });
        return found;
    }
}
