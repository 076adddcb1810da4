using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Equipment;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>Sums of the production book for one key. Quantities in <see cref="Unit"/>.</summary>
/// <param name="Key">Item, order, machine, shift, tool or scrap reason; empty where the report named none.</param>
/// <param name="Good">Good at last operations: finished.</param>
/// <param name="Processed">Good at any operation.</param>
/// <param name="Scrapped">Scrapped at any operation.</param>
/// <param name="Shots">Cycles of tools.</param>
/// <param name="Reports">Lines of the book, reversals among them.</param>
public sealed record ProductionTotal(string Key, string Unit, decimal Good, decimal Processed, decimal Scrapped, decimal Rework, long Shots, int Reports);

/// <summary>What was made in a span. A reversal counts when what it corrects happened, so a corrected day is right.</summary>
/// <param name="Total">All of it, one line a unit.</param>
/// <param name="Scrap">Scrap by reason.</param>
public sealed record ProductionTotalsView(
    DateTime FromUtc, DateTime ToUtc, IReadOnlyList<ProductionTotal> Total, IReadOnlyList<ProductionScrapTotal> Scrap, IReadOnlyList<ProductionTotal> Items,
    IReadOnlyList<ProductionTotal> Orders, IReadOnlyList<ProductionTotal> Machines, IReadOnlyList<ProductionTotal> Shifts, IReadOnlyList<ProductionTotal> Tools,
    IReadOnlyList<ProductionScrapTotal> ScrapByItem, int OrdersCompleted);

/// <summary>Scrap for one reason, or one item and reason.</summary>
public sealed record ProductionScrapTotal(string ReasonCode, string? ItemNo, string Unit, decimal Quantity);

/// <summary>Totals of the production book.</summary>
internal static class ProductionTotals
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Read("/api/mes/production-totals", MesPermissions.Read, "Good, scrap by reason and shots in a span, by item, order, machine, shift and tool",
            async (string? from, string? to, MesDb db, CancellationToken stop) =>
            {
                var zone = await Calendars.Zone(db, stop);
                if (Instant(from, zone) is not { } fromUtc) return Refusal.Field("time-format", "from", Format).ToHttp();
                if (Instant(to, zone) is not { } toUtc) return Refusal.Field("time-format", "to", Format).ToHttp();
                return toUtc <= fromUtc
                    ? Refusal.Field("span-empty", "to", "The end of the span comes after its start.").ToHttp()
                    : (await Of(db.Reports, fromUtc, toUtc, db, stop)).OrUnknown("totals-unknown", "");
            }).Produces<ProductionTotalsView>();

    private const string Format = "Give a day of the plant (2026-03-02) or a time with its offset (2026-03-02T06:00:00Z).";

    /// <summary>A day begins at the plant's midnight; a time carries its offset.</summary>
    internal static DateTime? Instant(string? text, TimeZoneInfo zone)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return ShiftCalendar.ToUtc(day.ToDateTime(TimeOnly.MinValue), zone);
        return text is { Length: >= 17 } && (text.EndsWith('Z') || text[^6] is '+' or '-')
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time.UtcDateTime
            : null;
    }

    /// <summary>Sums reports that happened from one instant (inclusive) to another (exclusive).</summary>
    internal static async Task<ProductionTotalsView> Of(IQueryable<ProductionReport> reports, DateTime fromUtc, DateTime toUtc, MesDb db, CancellationToken stop)
    {
        var within = reports.Where(report => report.CountsUtc >= fromUtc && report.CountsUtc < toUtc);
        // The database sums per combination; the few sums are then folded by each key here.
        var sums = (await within.GroupBy(report => new { report.ItemNo, report.OrderNo, report.MachineNo, report.Shift, report.ToolNo, report.Unit, report.Final })
            .Select(group => new
            {
                group.Key, Good = group.Sum(report => report.Good), Scrapped = group.Sum(report => report.Scrapped), Rework = group.Sum(report => report.Rework),
                Shots = group.Sum(report => (long)report.Shots), Count = group.Count(),
            }).ToListAsync(stop))
            .ConvertAll(sum => new Sum(sum.Key.ItemNo, sum.Key.OrderNo, sum.Key.MachineNo ?? "", sum.Key.Shift ?? "", sum.Key.ToolNo ?? "",
                new ProductionTotal("", sum.Key.Unit, sum.Key.Final ? sum.Good : 0, sum.Good, sum.Scrapped, sum.Rework, sum.Shots, sum.Count)));
        var scrap = await within.Join(db.ScrapLines, report => report.Id, line => line.ReportId, (report, line) => new { report.ItemNo, report.Unit, line.ReasonCode, line.Quantity })
            .GroupBy(line => new { line.ReasonCode, line.ItemNo, line.Unit })
            .Select(group => new { group.Key.ReasonCode, group.Key.ItemNo, group.Key.Unit, Quantity = group.Sum(line => line.Quantity) }).ToListAsync(stop);
        return new ProductionTotalsView(fromUtc, toUtc, Fold(sums, _ => ""),
            [.. scrap.GroupBy(line => (line.ReasonCode, line.Unit)).Select(group => new ProductionScrapTotal(group.Key.ReasonCode, null, group.Key.Unit, group.Sum(line => line.Quantity)))
                .OrderBy(line => line.ReasonCode, StringComparer.Ordinal)],
            Fold(sums, sum => sum.Item), Fold(sums, sum => sum.Order), Fold(sums, sum => sum.Machine), Fold(sums, sum => sum.Shift),
            Fold(sums.FindAll(sum => sum.Tool.Length > 0), sum => sum.Tool),
            [.. scrap.Select(line => new ProductionScrapTotal(line.ReasonCode, line.ItemNo, line.Unit, line.Quantity))
                .OrderBy(line => line.ItemNo, StringComparer.Ordinal).ThenBy(line => line.ReasonCode, StringComparer.Ordinal)],
            await db.Orders.CountAsync(order => order.CompletedUtc >= fromUtc && order.CompletedUtc < toUtc, stop));
    }

    private sealed record Sum(string Item, string Order, string Machine, string Shift, string Tool, ProductionTotal Of);

    private static List<ProductionTotal> Fold(IReadOnlyList<Sum> sums, Func<Sum, string> key) =>
        [.. sums.GroupBy(sum => (Key: key(sum), sum.Of.Unit)).Select(group => new ProductionTotal(group.Key.Key, group.Key.Unit,
            group.Sum(sum => sum.Of.Good), group.Sum(sum => sum.Of.Processed), group.Sum(sum => sum.Of.Scrapped), group.Sum(sum => sum.Of.Rework),
            group.Sum(sum => sum.Of.Shots), group.Sum(sum => sum.Of.Reports)))
            .OrderBy(total => total.Key, StringComparer.Ordinal).ThenBy(total => total.Unit, StringComparer.Ordinal)];
}
