using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Equipment;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Material;

/// <summary>How much of a lot (or of an item without lots) was used in a span, and in which orders.</summary>
/// <param name="LotNo">Null: booked without a lot.</param>
/// <param name="SupplierLotNo">The number on the supplier's label, where it is another.</param>
/// <param name="Quantity">Net of reversals, in <paramref name="Unit"/>.</param>
/// <param name="Orders">Orders that it went into.</param>
public sealed record MaterialTotal(string ItemNo, string? LotNo, string? SupplierLotNo, decimal Quantity, string Unit, IReadOnlyList<string> Orders);

/// <summary>Material used from one instant (inclusive) to another (exclusive).</summary>
public sealed record MaterialTotalsView(DateTime FromUtc, DateTime ToUtc, IReadOnlyList<MaterialTotal> Consumed);

/// <summary>Totals of what jobs consumed.</summary>
internal static class MaterialTotals
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Read("/api/mes/material-totals", MesPermissions.Read, "Material used in a span, by item and lot, with the orders it went into",
            async (string? from, string? to, MesDb db, CancellationToken stop) =>
            {
                var zone = await Calendars.Zone(db, stop);
                if (Instant(from, zone) is not { } fromUtc) return Refusal.Field("time-format", "from", Format).ToHttp();
                if (Instant(to, zone) is not { } toUtc) return Refusal.Field("time-format", "to", Format).ToHttp();
                return toUtc <= fromUtc
                    ? Refusal.Field("span-empty", "to", "The end of the span comes after its start.").ToHttp()
                    : (await Of(db, fromUtc, toUtc, stop)).OrUnknown("totals-unknown", "");
            }).Produces<MaterialTotalsView>();

    private const string Format = "Give a day of the plant (2026-03-02) or a time with its offset (2026-03-02T06:00:00Z).";

    // A day begins at the plant's midnight; a time carries its offset.
    private static DateTime? Instant(string? text, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return ShiftCalendar.ToUtc(day.ToDateTime(TimeOnly.MinValue), zone);
        return text is { Length: >= 17 } && (text.EndsWith('Z') || text[^6] is '+' or '-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.UtcDateTime
            : null;
    }

    private static async Task<MaterialTotalsView> Of(MesDb db, DateTime fromUtc, DateTime toUtc, CancellationToken stop)
    {
        var sums = await db.Movements.Where(movement => movement.Kind == MovementKind.Consumed && movement.AtUtc >= fromUtc && movement.AtUtc < toUtc)
            .GroupBy(movement => new { movement.ItemNo, movement.LotId, movement.Unit, movement.JobNo })
            .Select(group => new { group.Key, Quantity = group.Sum(movement => movement.Consumed) }).ToListAsync(stop);
        var ids = sums.Select(sum => sum.Key.LotId).OfType<long>().Distinct().ToList();
        var lots = new Dictionary<long, (string No, string? Supplier)>();
        foreach (var some in ids.Chunk(500))
            foreach (var lot in await db.Lots.Where(lot => some.Contains(lot.Id)).Select(lot => new { lot.Id, lot.No, lot.SupplierLotNo }).ToListAsync(stop))
                lots[lot.Id] = (lot.No, lot.SupplierLotNo);
        return new MaterialTotalsView(fromUtc, toUtc,
        [
            .. sums.GroupBy(sum => (sum.Key.ItemNo, sum.Key.LotId, sum.Key.Unit)).Select(group =>
            {
                var lot = group.Key.LotId is { } id ? lots[id] : default;
                return new MaterialTotal(group.Key.ItemNo, lot.No, lot.Supplier, group.Sum(sum => sum.Quantity), group.Key.Unit,
                    [.. group.Where(sum => sum.Quantity != 0 && sum.Key.JobNo is not null).Select(sum => sum.Key.JobNo![..sum.Key.JobNo!.LastIndexOf('/')]).Distinct().Order(StringComparer.Ordinal)]);
            }).OrderBy(total => total.ItemNo, StringComparer.Ordinal).ThenBy(total => total.LotNo, StringComparer.Ordinal),
        ]);
    }
}
