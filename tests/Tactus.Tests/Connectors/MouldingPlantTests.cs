using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Connectors.Files;
using Tactus.Erp.Planning;
using Tactus.Erp.Stock;
using Tactus.Mes.Material;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Tests.Connectors;

/// <summary>A real moulding plant, imported and replayed, ends as figures that were computed from its files by other means.</summary>
public sealed class MouldingPlantTests
{
    private static readonly string[] Defects =
        ["itemBlackSpot", "itemOilDeposit", "itemScratch", "itemCrack", "itemSinkMark", "itemShort", "itemBurst", "itemBend", "itemStain", "otherNG"];

    private static readonly DateTime Now = new(2019, 2, 1, 0, 0, 0, DateTimeKind.Utc);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_month_ends_as_its_files_say(string database)
    {
        var folder = Reference.Folder("real/optimoldiq");
        await using var plant = await Plant.New(database, Now);
        await Import(plant, folder);
        await Replay(plant, folder, new(2018, 11, 1), new(2018, 12, 1));
        await Compare(plant, folder, "201811", "2018-10-31T17:00:00Z", "2018-11-30T17:00:00Z");
        await EveryLotIsTraceable(plant);
        // What counts in the plant counts in the books: orders, and stock as the sum of its moves.
        (await plant.Unapplied()).ShouldBeEmpty();
        await using var erp = plant.Erp();
        await using var mes = plant.Mes();
        (await erp.WorkOrders.Where(order => order.Produced > 0).SumAsync(order => order.Produced)).ShouldBe(await mes.Reports.SumAsync(report => report.Good));
        (await erp.WorkOrders.CountAsync(order => order.State == WorkOrderState.Completed)).ShouldBe(64);
        (await StockVerifier.Verify(erp, CancellationToken.None)).Intact.ShouldBeTrue();
        (await plant.Verify<Tactus.Mes.MesDb>()).Intact.ShouldBeTrue();
    }

    [Fact]
    public async Task The_next_month_goes_on_where_the_first_ended()
    {
        var folder = Reference.Folder("real/optimoldiq");
        await using var plant = await Plant.New("sqlite", Now);
        await Import(plant, folder);
        await Replay(plant, folder, new(2018, 11, 1), new(2018, 12, 1));
        await Replay(plant, folder, new(2018, 12, 1), new(2019, 1, 1));
        await Compare(plant, folder, "201812", "2018-11-30T17:00:00Z", "2018-12-31T17:00:00Z");
    }

    [Fact]
    public async Task A_replay_that_is_killed_goes_on_and_counts_every_record_once()
    {
        var folder = Reference.Folder("real/optimoldiq");
        await using var plant = await Plant.New("sqlite", Now);
        await Import(plant, folder);
        foreach (var after in (int[])[3, 17, 40])
            await Should.ThrowAsync<IOException>(() => Replayer.Run(Reference.Sample("optimoldiq", "replay.json"),
                new ReplayOptions(folder, new(2018, 11, 1), new(2018, 11, 2)), new Dying(new DirectPoster(plant.Services, "test"), after), CancellationToken.None));
        await Replay(plant, folder, new(2018, 11, 1), new(2018, 11, 2));
        var rows = File.ReadLines(Path.Combine(folder, "monthlyReports_201811.csv")).Where(line => line.StartsWith("11/1/18,", StringComparison.Ordinal))
            .Select(line => line.Split(',')).ToList();
        await using var db = plant.Mes();
        (await db.Reports.SumAsync(report => report.Good)).ShouldBe(rows.Sum(row => row[14].Length > 0 ? decimal.Parse(row[14], System.Globalization.CultureInfo.InvariantCulture) : 0));
        (await db.Reports.CountAsync()).ShouldBe(rows.Count(row => row[13] is not ("" or "0")));
    }

    private static async Task Import(Plant plant, string folder)
    {
        await using var rehearsal = new Rehearsal(plant.Services);
        var result = await Importer.Run(Reference.Sample("optimoldiq", "mapping.json"), new ImportOptions(folder), new DirectPoster(plant.Services, "test"), rehearsal, "test", CancellationToken.None);
        result.Faults.ShouldBeEmpty();
        result.Done.ShouldBeTrue();
    }

    private static async Task Replay(Plant plant, string folder, DateOnly from, DateOnly until)
    {
        var result = await Replayer.Run(Reference.Sample("optimoldiq", "replay.json"), new ReplayOptions(folder, from, until), new DirectPoster(plant.Services, "test"), CancellationToken.None);
        result.Faults.ShouldBeEmpty();
        result.Done.ShouldBeTrue();
    }

    private static async Task Compare(Plant plant, string folder, string month, string from, string to)
    {
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "expected_totals.json")));
        var expected = document.RootElement.GetProperty("expected").GetProperty(month);
        var (fromUtc, toUtc) = (DateTime.Parse(from, null, System.Globalization.DateTimeStyles.AdjustToUniversal), DateTime.Parse(to, null, System.Globalization.DateTimeStyles.AdjustToUniversal));
        await using var db = plant.Mes();
        var reports = await db.Reports.Include(report => report.Scrap).Where(report => report.AtUtc >= fromUtc && report.AtUtc < toUtc).ToListAsync();
        reports.Sum(report => report.Good).ShouldBe(expected.GetProperty("good_quantity").GetDecimal());
        reports.Sum(report => report.Scrapped).ShouldBe(expected.GetProperty("ng_quantity").GetDecimal());
        foreach (var defect in Defects)
            reports.SelectMany(report => report.Scrap).Where(line => line.ReasonCode == defect).Sum(line => line.Quantity).ShouldBe(expected.GetProperty(defect).GetDecimal(), defect);
        reports.Count.ShouldBe(expected.GetProperty("machine_shift_rows_with_production").GetInt32());
        reports.Select(report => report.MachineNo).Distinct().Count().ShouldBe(expected.GetProperty("machines").GetInt32());
        reports.Select(report => report.ToolNo).Distinct().Count().ShouldBeLessThanOrEqualTo(expected.GetProperty("molds").GetInt32());
        reports.Select(report => report.Shift).Distinct().Order().ShouldBe(expected.GetProperty("shifts").EnumerateArray().Select(shift => shift.GetString()));
        var lots = await db.Movements.Where(movement => movement.Kind == MovementKind.Consumed && movement.AtUtc >= fromUtc && movement.AtUtc < toUtc && movement.Lot != null)
            .Select(movement => movement.Lot!.SupplierLotNo).Distinct().ToListAsync();
        lots.Count(lot => lot is not null).ShouldBe(expected.GetProperty("resin_lots").GetInt32());
    }

    // Backward from each finished lot is its resin, and forward from each resin lot are the orders that its records name.
    private static async Task EveryLotIsTraceable(Plant plant)
    {
        await using var db = plant.Mes();
        var used = await db.Movements.Where(movement => movement.Kind == MovementKind.Consumed && movement.Lot != null)
            .Select(movement => new { movement.LotId, movement.JobNo }).Distinct().ToListAsync();
        var edges = await db.LotEdges.Where(edge => edge.Kind == EdgeKind.Consumed).Select(edge => new { edge.FromLotId, edge.JobNo }).Distinct().ToListAsync();
        foreach (var use in used) edges.ShouldContain(edge => edge.FromLotId == use.LotId && edge.JobNo == use.JobNo);
        used.Count.ShouldBeGreaterThan(60);
    }

    private sealed class Dying(IPoster inner, int after) : IPoster
    {
        private int posted;

        public async Task<Posting> Post(string path, byte[] body, string? person, CancellationToken stop)
        {
            var posting = await inner.Post(path, body, person, stop);
            return ++posted == after ? throw new IOException("killed") : posting;
        }

        public Task Settle(CancellationToken stop) => inner.Settle(stop);

        public Task<IReadOnlyList<string>> Unapplied(CancellationToken stop) => inner.Unapplied(stop);
    }
}
