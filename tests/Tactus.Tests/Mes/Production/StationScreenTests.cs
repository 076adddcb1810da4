using Tactus.Contracts.Messages;
using Tactus.Mes.Production;

namespace Tactus.Tests.Mes.Production;

public sealed class StationScreenTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_station_gets_all_it_shows_in_one_answer(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(
            Floor.Order("WO-1", 10, Floor.Op(10, "MOULD"), Floor.Op(20, after: [10])) with
            {
                Materials = [new MaterialRequirement(10, "RESIN", "A", new(2.5m, "KGM"), 0.25m, Tracking.None, true)],
            },
            Floor.Order("WO-2", 10, Floor.Op(10, "MOULD", skills: ["MOULDER"])));
        await floor.Start("WO-1/10", machine: "IM-01");
        await floor.Plant.Run(new Tactus.Mes.Labor.JoinJob("WO-1/10", floor.Now), Floor.Lee);
        var mine = (await floor.Report("WO-1/10", 3, 1)).Value.ReportId;
        var lees = (await floor.Report("WO-1/10", 2, by: Floor.Lee)).Value.ReportId;
        var undone = (await floor.Report("WO-1/10", 1)).Value.ReportId;
        await floor.Plant.Run(new ReverseReport(undone, "x", floor.Now), Floor.Kim);
        await floor.Plant.Run(new HandOver("WO-1/10", "Watch the gate temperature", floor.Now), Floor.Kim);

        var answer = await floor.Plant.Get("/api/mes/stations/screen?machineNo=IM-01", Floor.Kim);
        answer.Status.ShouldBe(200);
        var screen = answer.As<StationScreenView>();
        screen.WorkCentreNo.ShouldBe("MOULD");
        var job = screen.Current.ShouldHaveSingleItem();
        (job.Job.No, job.Job.Good, job.Job.Scrapped, job.Job.InProcess).ShouldBe(("WO-1/10", 5, 1, 4));
        job.People.Select(span => span.PersonNo).ShouldBe(["kim", "lee"], ignoreOrder: true);
        job.Materials.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            need => need.ItemNo.ShouldBe("RESIN"), need => need.Backflush.ShouldBeTrue(), need => need.Needed.ShouldBe(1.25m), need => need.Missing.ShouldBe(1.25m));
        job.Reports.Where(report => report.Undoable).Select(report => report.Report.ReportId).ShouldBe([mine]);
        screen.Queue.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            row => row.Job.No.ShouldBe("WO-2/10"), row => row.Ready.ShouldBe(false), row => row.Blocks.Select(gate => gate.Code).ShouldBe(["skill-missing", "machine-busy"]));
        screen.ScrapReasons.Select(reason => reason.Code).ShouldBe(["FLASH", "SHORT"]);
        screen.PauseReasons.Select(reason => reason.Code).ShouldBe(["BREAK"]);
        screen.UnreadHandovers.ShouldHaveSingleItem().Note.ShouldBe("Watch the gate temperature");
        screen.Counts.Totals.ShouldHaveSingleItem().ShouldSatisfyAllConditions(total => total.Processed.ShouldBe(5), total => total.Scrapped.ShouldBe(1));

        var lead = (await floor.Plant.Get("/api/mes/stations/screen?workCentreNo=MOULD", Floor.Lead)).As<StationScreenView>();
        lead.Current.Single().Reports.Where(report => report.Undoable).Select(report => report.Report.ReportId).ShouldBe([mine, lees], ignoreOrder: true);
        var note = screen.UnreadHandovers[0].Id;
        (await floor.Plant.Run(new AcknowledgeHandover(note), Floor.Kim)).Refusal!.Code.ShouldBe("handover-own");
        (await floor.Plant.Run(new AcknowledgeHandover(note), Floor.Lee)).Value.ReadBy.ShouldBe("lee");
        (await floor.Plant.Run(new AcknowledgeHandover(note), Floor.Lead)).Refusal!.Code.ShouldBe("handover-read");

        (await floor.Plant.Get("/api/mes/stations/screen", Floor.Kim)).Code.ShouldBe("work-centre-missing");
        (await floor.Plant.Get("/api/mes/stations/screen?workCentreNo=NOWHERE", Floor.Kim)).Code.ShouldBe("work-centre-unknown");
        (await floor.Plant.Get("/api/mes/stations/screen?workCentreNo=OVEN&machineNo=IM-01", Floor.Kim)).Code.ShouldBe("machine-elsewhere");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Jobs_orders_and_the_book_are_read_by_list_and_one_by_one(string database)
    {
        await using var floor = await Floor.New(database);
        await floor.Send(Floor.Order("WO-1", 10, Floor.Op(10), Floor.Op(20, after: [10])));
        await floor.Start("WO-1/10");
        await floor.Report("WO-1/10", 4, 1);
        var job = (await floor.Plant.Get("/api/mes/job-orders/WO-1/10", Floor.Kim)).As<JobViewRead>();
        (job.Job.No, job.Reports.Count, job.Labor.Count, job.Events.Count).ShouldBe(("WO-1/10", 1, 1, 1));
        (await floor.Plant.Get("/api/mes/job-orders/WO-9/10", Floor.Kim)).Code.ShouldBe("job-unknown");
        var order = await floor.Plant.Get("/api/mes/production-orders/WO-1", Floor.Kim);
        order.Json.GetProperty("operations").EnumerateArray().Select(node => node.GetProperty("job").GetProperty("no").GetString()).ShouldBe(["WO-1/10", "WO-1/20"]);
        order.Json.GetProperty("scrapped").GetDecimal().ShouldBe(1);
        order.ETag.ShouldNotBeNullOrEmpty();
        (await floor.Plant.Get("/api/mes/production-orders/WO-9", Floor.Kim)).Code.ShouldBe("order-unknown");
        (await floor.Plant.Get("/api/mes/start-gates?jobNo=WO-1/20", Floor.Kim)).Json.EnumerateArray()
            .Where(gate => !gate.GetProperty("open").GetBoolean()).Select(gate => gate.GetProperty("code").GetString()).ShouldBe(["predecessor-open"]);
        foreach (var (address, count) in ((string, int)[])
            [("/api/mes/job-orders?filter=inProcess:gt:0", 1), ("/api/mes/job-orders?sort=-dueUtc", 2), ("/api/mes/production-orders?filter=state:eq:started", 1),
            ("/api/mes/production-reports?filter=scrapped:gt:0", 1), ("/api/mes/labor-spans?filter=state:eq:open", 1), ("/api/mes/reason-codes?filter=kind:eq:scrap", 2),
            ("/api/mes/skill-grants", 0), ("/api/mes/handovers", 0)])
        {
            var list = await floor.Plant.Get(address, Floor.Kim);
            list.Status.ShouldBe(200, address + list.Text);
            list.Json.GetProperty("items").GetArrayLength().ShouldBe(count, address);
        }
        (await floor.Plant.Get("/api/mes/dispatch-lists/BENCH", Floor.Kim)).Json.GetProperty("jobs").GetArrayLength().ShouldBe(2);
        (await floor.Plant.Get("/api/mes/production-rules", Floor.Kim)).Json.GetProperty("overproductionPercent").GetDecimal().ShouldBe(10);
    }

    private sealed record JobViewRead(JobRow Job, IReadOnlyList<ReportView> Reports, IReadOnlyList<Tactus.Mes.Labor.LaborRow> Labor, IReadOnlyList<JobEventView> Events)
    {
        [System.Text.Json.Serialization.JsonExtensionData]
        public Dictionary<string, System.Text.Json.JsonElement> Rest { get; init; } = [];
    }
}
