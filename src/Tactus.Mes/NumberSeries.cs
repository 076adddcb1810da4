using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;

namespace Tactus.Mes;

/// <summary>The last number given out of a series such as RC-. Two commands at once meet on its version and one is tried again.</summary>
[NotAudited]
internal sealed class NumberSeries : IVersioned
{
    /// <summary>With the dash, e.g. <c>RC-</c>.</summary>
    public required string Prefix { get; init; }
    public long Last { get; set; }
    public long Version { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<NumberSeries>(entity =>
    {
        entity.ToTable("number_series");
        entity.HasKey(series => series.Prefix);
    });

    /// <summary>The next number, e.g. RC-000001. Given back when the command does not commit, so the series has no gaps.</summary>
    internal static async Task<string> Next(MesDb db, string prefix, CancellationToken stop)
    {
        var series = await db.Set<NumberSeries>().FindAsync([prefix], stop);
        if (series is null) db.Add(series = new NumberSeries { Prefix = prefix });
        series.Last++;
        return string.Create(CultureInfo.InvariantCulture, $"{prefix}{series.Last:000000}");
    }
}
