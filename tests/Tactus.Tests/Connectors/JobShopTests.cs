using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tactus.Connectors.Files;
using Tactus.Mes.Labor;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Tests.Connectors;

/// <summary>The event log of a real job shop, played through jobs, people and reports, ends as its profile says.</summary>
public sealed class JobShopTests
{
    [Fact]
    public async Task The_event_log_ends_as_its_profile_says()
    {
        var folder = Reference.Folder("real/4tu-production");
        await using var plant = await Played("sqlite", folder, null);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "expected_profile.json")));
        var expected = document.RootElement;
        int Count(string name) => expected.GetProperty(name).GetInt32();
        await using var db = plant.Mes();
        var spans = await db.LaborSpans.ToListAsync();
        spans.Count.ShouldBe(Count("events"));
        spans.Select(span => span.OrderNo).Distinct().Count().ShouldBe(Count("cases"));
        spans.Select(span => span.PersonNo).Distinct().Count().ShouldBe(Count("workers"));
        spans.Select(span => span.OperationNo).Distinct().Count().ShouldBe(Count("operations"));
        var ends = await db.JobEvents.Where(each => each.Kind == JobEventKind.Paused).ToListAsync();
        ends.Count.ShouldBe(Count("events"));
        ends.Count(each => each.MachineNo != "NOT-RECORDED").ShouldBe(Count("events_with_machine"));
        ends.Select(each => each.MachineNo).Where(no => no != "NOT-RECORDED").Distinct().Count().ShouldBe(Count("machines"));
        foreach (var type in expected.GetProperty("report_types").EnumerateObject())
            ends.Count(each => each.Note == type.Name).ShouldBe(type.Value.GetInt32(), type.Name);
        ends.Count(each => each.ReasonCode == "BAD-STAMP").ShouldBe(Count("zero_or_negative_duration"));
        (await db.Reports.SumAsync(report => report.Good)).ShouldBe(expected.GetProperty("qty_completed").GetDecimal());
        spans.Min(span => span.StartUtc).ToString("yyyy-MM-dd HH:mm:ss", null).ShouldBe(expected.GetProperty("first").GetString());
        ends.Max(each => each.AtUtc).ToString("yyyy-MM-dd HH:mm:ss", null).ShouldBe(expected.GetProperty("last").GetString());

        // Nobody worked more hours than there are: what overlaps is shared.
        foreach (var person in spans.GroupBy(span => span.PersonNo))
            person.Sum(span => span.Seconds).ShouldBeLessThanOrEqualTo((decimal)(person.Max(span => span.EndUtc)!.Value - person.Min(span => span.StartUtc)).TotalSeconds, person.Key);
    }

    [Fact]
    public async Task Its_first_days_end_the_same_on_the_other_database()
    {
        var folder = Reference.Folder("real/4tu-production");
        await using var plant = await Played("postgres", folder, new(2012, 1, 7));
        var rows = File.ReadLines(Path.Combine(folder, "production_events.csv")).Skip(1).Select(line => line.Split(','))
            .Where(row => string.CompareOrdinal(row[3], "2012-01-07") < 0).ToList();
        rows.Count.ShouldBeGreaterThan(200);
        await using var db = plant.Mes();
        (await db.LaborSpans.CountAsync()).ShouldBe(rows.Count);
        (await db.LaborSpans.Select(span => span.PersonNo).Distinct().CountAsync()).ShouldBe(rows.Select(row => row[2]).Distinct().Count());
        (await db.JobEvents.CountAsync(each => each.Kind == JobEventKind.Paused && each.MachineNo != "NOT-RECORDED")).ShouldBe(rows.Count(row => row[5].Length > 0));
        (await db.Reports.SumAsync(report => report.Good)).ShouldBe(rows.Sum(row => row[8].Length > 0 ? decimal.Parse(row[8], CultureInfo.InvariantCulture) : 0));
    }

    private static async Task<Plant> Played(string database, string folder, DateOnly? until)
    {
        var plant = await Plant.New(database, new DateTime(2012, 6, 1, 0, 0, 0, DateTimeKind.Utc));
        await using (var rehearsal = new Rehearsal(plant.Services))
            (await Importer.Run(Reference.Sample("4tu-production", "mapping.json"), new ImportOptions(folder), new DirectPoster(plant.Services, "test"), rehearsal, "test", CancellationToken.None))
                .Faults.ShouldBeEmpty();
        var played = await Replayer.Run(Reference.Sample("4tu-production", "replay.json"), new ReplayOptions(folder, Until: until), new DirectPoster(plant.Services, "test"), CancellationToken.None);
        played.Faults.ShouldBeEmpty();
        (await plant.Unapplied()).ShouldBeEmpty();
        return plant;
    }
}
