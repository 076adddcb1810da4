using Tactus.Mes.Equipment;
using Tactus.Mes.Production;

namespace Tactus.Tests.Mes.Production;

public sealed class ProductionTotalsTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Totals_are_by_item_order_machine_shift_tool_and_reason_and_a_reversal_counts_where_the_error_was(string database)
    {
        await using var floor = await Floor.New(database);
        var days = Enum.GetValues<DayOfWeek>();
        (await floor.Plant.Run(new SetShiftPattern("2S", "Two shifts",
            [new("early", days, new(6, 0), new(14, 0), []), new("late", days, new(14, 0), new(22, 0), [])]))).Done.ShouldBeTrue();
        foreach (var centre in (string[])["MOULD", "BENCH"])
            (await floor.Plant.Run(new AssignCalendar(centre, "2S", new DateOnly(2026, 1, 1)))).Done.ShouldBeTrue();
        await floor.Send(Floor.Order("WO-1", 100, Floor.Op(10, "MOULD", overlap: 1, tool: "M-7"), Floor.Op(20, after: [10])), Floor.Order("WO-2", 50, Floor.Op(10, "MOULD")));
        await floor.Start("WO-1/10", machine: "IM-01");
        await floor.Start("WO-2/10", machine: "IM-02");
        await floor.Plant.Run(new ReportProduction("WO-1/10", floor.Now, Floor.Pcs(40), [new(Floor.Pcs(3), "FLASH")], Shots: 11), Floor.Kim);
        await floor.Start("WO-1/20");
        await floor.Report("WO-1/20", 30, 2);
        floor.Plant.Clock.Advance(TimeSpan.FromHours(8));
        await floor.Plant.Run(new ReportProduction("WO-2/10", floor.Now, Floor.Pcs(20), [new(Floor.Pcs(1), "SHORT")], ToolNo: "M-9", Shots: 5), Floor.Kim);
        var wrong = (await floor.Report("WO-2/10", 7, 1)).Value.ReportId;
        floor.Plant.Clock.Advance(TimeSpan.FromDays(1));
        (await floor.Plant.Run(new ReverseReport(wrong, "Counted twice", floor.Now), Floor.Kim)).Done.ShouldBeTrue();

        var answer = await floor.Plant.Get("/api/mes/production-totals?from=2026-03-02&to=2026-03-03", Floor.Kim);
        answer.Status.ShouldBe(200);
        var totals = answer.As<ProductionTotalsView>();
        totals.Total.ShouldBe([new("", "C62", 50, 90, 6, 0, 16, 5)]);
        totals.Scrap.ShouldBe([new("FLASH", null, "C62", 5), new("SHORT", null, "C62", 1)]);
        totals.Items.Select(line => (line.Key, line.Good)).ShouldBe([("PUMP", 50)]);
        totals.Orders.Select(line => (line.Key, line.Good, line.Processed, line.Scrapped)).ShouldBe([("WO-1", 30, 70, 5), ("WO-2", 20, 20, 1)]);
        totals.Machines.Select(line => (line.Key, line.Processed)).ShouldBe([("", 30), ("IM-01", 40), ("IM-02", 20)]);
        totals.Shifts.Select(line => (line.Key, line.Good)).ShouldBe([("early", 30), ("late", 20)]);
        totals.Tools.Select(line => (line.Key, line.Shots)).ShouldBe([("M-7", 11), ("M-9", 5)]);
        (await floor.Plant.Get("/api/mes/production-totals?from=2026-03-03&to=2026-03-04", Floor.Kim)).As<ProductionTotalsView>().Total.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_span_is_given_by_days_of_the_plant_or_times_with_offset()
    {
        await using var floor = await Floor.New("sqlite");
        (await floor.Plant.Get("/api/mes/production-totals?from=2026-03-02&to=later", Floor.Kim)).Code.ShouldBe("time-format");
        (await floor.Plant.Get("/api/mes/production-totals?to=2026-03-02", Floor.Kim)).Code.ShouldBe("time-format");
        (await floor.Plant.Get("/api/mes/production-totals?from=2026-03-02&to=2026-03-02", Floor.Kim)).Code.ShouldBe("span-empty");
        ProductionTotals.Instant("2026-03-02", TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul")).ShouldBe(new DateTime(2026, 3, 1, 15, 0, 0));
        ProductionTotals.Instant("2026-03-02T01:00:00+09:00", TimeZoneInfo.Utc).ShouldBe(new DateTime(2026, 3, 1, 16, 0, 0));
    }
}
