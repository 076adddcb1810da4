using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Tactus.Erp.Planning;
using Tactus.Mes.Material;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Scenarios.EngineeringChange;

/// <summary>
/// Scenario 13: an order of 500, 200 done at revision B, 50 at operation 20, 250 not begun; the change to C touches operation 40. The batch
/// splits: 200 stay as they are, 50 are used up or converted, 250 are made at C, and nothing is started before all that is decided.
/// </summary>
public sealed class EngineeringChangeTests
{
    private static readonly int[] Operations = [10, 20, 30, 40];

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Begun_pieces_are_used_up_at_the_old_revision_and_the_rest_is_made_at_the_new_one(string database)
    {
        await using var factory = await Running(database);
        await Announced(factory);
        await Allocated(factory, "useUp");

        (await factory.WorkOrder("W1")).ShouldSatisfyAllConditions(order => order.Quantity.ShouldBe(250), order => order.Revision.ShouldBe("B"));
        var fresh = await factory.WorkOrder("WO-000001");
        (fresh.Quantity, fresh.Revision, fresh.SplitFromNo).ShouldBe((250m, "C", "W1"));
        // Needs and reservations follow: coating belongs to C alone.
        await Needs(factory, "W1", ("RESIN", 250));
        await Needs(factory, "WO-000001", ("COATING", 250), ("RESIN", 250));

        await factory.Report("W1/20", 50, complete: true);
        foreach (var operation in (int[])[30, 40]) await Make(factory, "W1", operation, 50);
        await Coated(factory, 250, 250);
        (await factory.WorkOrder("W1")).Produced.ShouldBe(250);
        (await factory.InBooks("CASE", "LOT-W1")).ShouldBe(250);
        await Ended(factory);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Begun_pieces_are_converted_and_go_on_at_the_new_revision_from_where_they_are(string database)
    {
        await using var factory = await Running(database);
        await Announced(factory);
        await Allocated(factory, "convert");

        (await factory.WorkOrder("W1")).ShouldSatisfyAllConditions(order => order.Quantity.ShouldBe(200), order => order.Produced.ShouldBe(200), order => order.State.ShouldBe(WorkOrderState.Completed));
        (await factory.WorkOrder("WO-000001")).Quantity.ShouldBe(300);
        // The resin of the 50 is in them already; the coating is not.
        await Needs(factory, "WO-000001", ("COATING", 300), ("RESIN", 250));
        var before = await Jobs(factory, "W1");
        var after = await Jobs(factory, "WO-000001");
        before.ShouldAllBe(job => job.Started == 200 && job.Good == 200 && job.InProcess == 0);
        after.Select(job => (job.OperationNo, job.Started, job.Good, job.InProcess)).ShouldBe([(10, 50m, 50m, 0m), (20, 50m, 0m, 50m), (30, 0m, 0m, 0m), (40, 0m, 0m, 0m)]);

        await factory.Report("WO-000001/20", 50);
        await Make(factory, "WO-000001", 30, 50, complete: false);
        await Coated(factory, 300, 250, begun: 50);
        // The converted pieces' resin is found behind the new lot although another order used it.
        await using (var mes = factory.Plant.Mes())
        {
            var trace = (await TraceLot.Run(mes, "WO-000001", TraceDirection.Backward, null, CancellationToken.None)).Value;
            trace.Nodes.ShouldContain(node => node.LotNo == "W1/20" && node.Revision == "B");
            trace.Nodes.Single(node => node.LotNo == "WO-000001").Revision.ShouldBe("C");
            trace.Summary.RawLots.ShouldBe(["C1", "L1"]);
        }
        await Ended(factory);
    }

    // Nothing starts until the change is approved by two people and the pieces are allocated, in whatever order the approval and the answer come.
    private static async Task Announced(Factory factory)
    {
        await Post(factory, "eve", "/api/erp/engineering-changes", new { itemNo = "CASE", fromRevision = "B", toRevision = "C", operationNos = (int[])[40], reason = "seal leaks", disposition = "convert" });
        await factory.Plant.Settle();
        (await factory.Refused("engineering-change", "/api/mes/job-starts", new { jobNo = "W1/10", atUtc = factory.Now, quantity = Factory.Pcs(10) })).Sentence
            .ShouldContain("EC-000001 changes CASE from revision B to C at operation 40 (seal leaks)");
        var line = (await factory.Get("/api/erp/engineering-changes/EC-000001")).GetProperty("orders")[0];
        (Value(line, "ordered"), Value(line, "done"), Value(line, "inProcess"), Value(line, "unstarted")).ShouldBe((500m, 200m, 50m, 250m));
        line.GetProperty("positions").EnumerateArray().Select(each => (each.GetProperty("operationNo").GetInt32(), Value(each, "quantity"), each.GetProperty("touched").GetBoolean())).ShouldBe([(20, 50m, false)]);
        await factory.Refused("change-not-approved", "/api/erp/engineering-change-allocations", new { changeNo = "EC-000001", workOrderNo = "W1" });
        await Post(factory, "ann", "/api/erp/engineering-change-approvals", new { changeNo = "EC-000001" });
        await factory.Refused("change-not-approved", "/api/erp/engineering-change-allocations", new { changeNo = "EC-000001", workOrderNo = "W1" });
        await Post(factory, "ben", "/api/erp/engineering-change-approvals", new { changeNo = "EC-000001" });
        await factory.Plant.Settle();
        await factory.Refused("engineering-change", "/api/mes/job-starts", new { jobNo = "W1/10", atUtc = factory.Now, quantity = Factory.Pcs(10) });
    }

    private static async Task Allocated(Factory factory, string untouched)
    {
        var total = await Total(factory, "W1");
        await Post(factory, "eve", "/api/erp/engineering-change-allocations", new { changeNo = "EC-000001", workOrderNo = "W1", untouched });
        await factory.Plant.Settle();
        var (old, fresh) = (await Total(factory, "W1"), await Total(factory, "WO-000001"));
        (old.Ordered + fresh.Ordered, old.Started + fresh.Started, old.Good + fresh.Good).ShouldBe((total.Ordered, total.Started, total.Good));
        await using var coordination = factory.Plant.Coordination();
        var known = await coordination.Set<Coordination.Picture.KnownOrder>().ToListAsync();
        known.Sum(order => order.Quantity).ShouldBe(500);
        (await coordination.Set<Coordination.Picture.KnownChange>().SingleAsync()).NewOrderNo.ShouldBe("WO-000001");
    }

    private static async Task<(decimal Ordered, decimal Started, decimal Good)> Total(Factory factory, string order)
    {
        await using var mes = factory.Plant.Mes();
        var jobs = await mes.Jobs.Where(job => job.OrderNo == order).ToListAsync();
        return ((await mes.Orders.SingleAsync(each => each.No == order)).Quantity, jobs.Sum(job => job.Started), jobs.Sum(job => job.Good));
    }

    private static async Task Needs(Factory factory, string order, params (string ItemNo, decimal Required)[] expected)
    {
        await using var erp = factory.Plant.Erp();
        var needs = (await MaterialNeeds.Of(erp, await erp.WorkOrders.SingleAsync(each => each.No == order), CancellationToken.None)).Value;
        needs.Select(need => (need.ItemNo, need.Required)).ShouldBe(expected);
        needs.ShouldAllBe(need => need.Open == 0, "what it needs is used or reserved");
    }

    // The new order to its end: what is begun comes first, resin for the rest, coating for all.
    private static async Task Coated(Factory factory, decimal pieces, decimal resin, decimal begun = 0)
    {
        await factory.Pick("L1", resin);
        await factory.Start("WO-000001/10", pieces - begun);
        await factory.Consume("WO-000001/10", "L1", resin);
        await factory.Report("WO-000001/10", pieces - begun, complete: true);
        await Make(factory, "WO-000001", 20, pieces - begun);
        await Make(factory, "WO-000001", 30, pieces - begun);
        await factory.Post("/api/mes/material-picks", new { atUtc = factory.Now, lotNo = "C1", workCentreNo = "TRIM", quantity = Factory.Kg(pieces) });
        await factory.Start("WO-000001/40", pieces);
        await factory.Consume("WO-000001/40", "C1", pieces);
        await factory.Report("WO-000001/40", pieces, complete: true);
        await factory.Plant.Settle();
        (await factory.WorkOrder("WO-000001")).Produced.ShouldBe(pieces);
        (await factory.InBooks("CASE", "WO-000001")).ShouldBe(pieces);
    }

    private static async Task Ended(Factory factory)
    {
        (await factory.Get("/api/erp/engineering-changes/EC-000001")).GetProperty("state").GetString().ShouldBe("closed");
        await using (var mes = factory.Plant.Mes())
        {
            (await mes.Lots.SingleAsync(lot => lot.No == "LOT-W1")).Revision.ShouldBe("B");
            (await mes.Lots.SingleAsync(lot => lot.No == "WO-000001")).Revision.ShouldBe("C");
        }
        (await factory.InBooks("CASE")).ShouldBe(500);
        await factory.ShouldAgree();
    }

    private static async Task Make(Factory factory, string order, int operation, decimal pieces, bool complete = true)
    {
        await factory.Start($"{order}/{operation}", pieces);
        await factory.Report($"{order}/{operation}", pieces, complete: complete);
    }

    private static async Task<Factory> Running(string database)
    {
        var factory = await Factory.Open(database);
        foreach (var no in (string[])["RESIN", "COATING"])
            await factory.Post("/api/erp/items", new { no, description = no, unit = "KGM", kind = "purchased", tracking = "lot", release = true });
        await factory.Post("/api/erp/items", new { no = "CASE", description = "Case", unit = "C62", kind = "made", tracking = "lot", revision = "B", release = true });
        await factory.Post("/api/erp/item-revisions", new { itemNo = "CASE", revision = "C", state = "released", effectiveFrom = DateOnly.FromDateTime(factory.Now) });
        foreach (var centre in (string[])["MOULD", "TRIM"])
        {
            await factory.Post("/api/erp/work-centres", new { no = centre, name = centre });
            await factory.Post("/api/mes/equipment", new { no = centre, name = centre, level = "workCentre" });
        }
        await factory.Post("/api/erp/places", new { no = "S1", name = "Site", kind = "site" });
        await factory.Post("/api/erp/places", new { no = "WH1", name = "Store", kind = "warehouse", parentNo = "S1" });
        foreach (var revision in (string[])["B", "C"])
        {
            object[] lines = [new { componentNo = "RESIN", quantity = Factory.Kg(1), operationNo = 10 }, .. revision == "C" ? (object[])[new { componentNo = "COATING", quantity = Factory.Kg(1), operationNo = 40 }] : []];
            await factory.Post("/api/erp/bills", new { itemNo = "CASE", revision, itemRevision = revision, state = "released", lines });
            await factory.Post("/api/erp/routings", new
            {
                itemNo = "CASE", revision, itemRevision = revision, state = "released",
                operations = Operations.Select((no, i) => new
                {
                    no, description = "Operation " + no, workCentreNo = i == 0 ? "MOULD" : "TRIM", predecessors = i == 0 ? (int[])[] : [Operations[i - 1]], overlapQuantity = 20m,
                    runSecondsPerUnit = no == 40 && revision == "C" ? 20m : 10m,
                }).ToArray(),
            });
        }
        foreach (var (item, lot, kilograms) in ((string, string, decimal)[])[("RESIN", "L1", 900), ("COATING", "C1", 400)])
            await factory.Post("/api/erp/stock-receipts", new { itemNo = item, quantity = Factory.Kg(kilograms), place = "WH1", lotNo = lot });
        await factory.Plant.Settle();
        await factory.Post("/api/erp/work-orders", new { itemNo = "CASE", revision = "B", quantity = Factory.Pcs(500), dueUtc = factory.Now.AddDays(4), outputLotNo = "LOT-W1", no = "W1" });
        await factory.Post("/api/erp/work-order-releases", new { workOrderNo = "W1" });
        await factory.Plant.Settle();
        await factory.Pick("L1", 250);
        await factory.Start("W1/10", 250);
        await factory.Consume("W1/10", "L1", 250);
        await factory.Report("W1/10", 250);
        await factory.Start("W1/20", 250);
        await factory.Report("W1/20", 200);
        foreach (var operation in (int[])[30, 40]) await Make(factory, "W1", operation, 200, complete: false);
        await factory.Plant.Settle();
        return factory;
    }

    private static async Task<List<JobOrder>> Jobs(Factory factory, string order)
    {
        await using var mes = factory.Plant.Mes();
        return await mes.Jobs.Where(job => job.OrderNo == order).OrderBy(job => job.OperationNo).ToListAsync();
    }

    private static async Task Post(Factory factory, string person, string path, object body)
    {
        var json = JsonSerializer.SerializeToNode(body, TactusJson.Options)!.AsObject();
        json["id"] = Guid.CreateVersion7();
        var outcome = await factory.Plant.Post(path, JsonSerializer.SerializeToUtf8Bytes<JsonObject>(json), Plant.Person(person, Permissions.Everything));
        outcome.Refusal.ShouldBeNull(path);
    }

    private static decimal Value(JsonElement element, string quantity) => element.GetProperty(quantity).GetProperty("value").GetDecimal();
}
