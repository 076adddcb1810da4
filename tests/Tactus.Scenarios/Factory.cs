using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Erp;
using Tactus.Erp.Planning;
using Tactus.Erp.Stock;
using Tactus.Mes;
using Tactus.Mes.Material;
using Tactus.Mes.Production;
using Tactus.Platform;

namespace Tactus.Scenarios;

/// <summary>A factory as its people, machines and integrations use it: commands posted by path with their keys, everything else by message.</summary>
internal sealed class Factory(Plant plant) : IAsyncDisposable
{
    private static readonly Actor Anybody = Plant.Person("kim", Permissions.Everything);

    internal Plant Plant { get; private set; } = plant;

    internal DateTime Now => Plant.Clock.GetUtcNow().UtcDateTime;

    internal static async Task<Factory> Open(string database) => new(await Plant.New(database));

    internal void After(double minutes) => Plant.Clock.Advance(TimeSpan.FromMinutes(minutes));

    /// <summary>The process dies; another one goes on with its data.</summary>
    internal async Task Die() => Plant = await Plant.Restart();

    /// <summary>Posts and expects it to be done; the answer as JSON.</summary>
    internal async Task<JsonElement> Post(string path, object body)
    {
        var outcome = await Try(path, body);
        outcome.Refusal.ShouldBeNull($"{path} {JsonSerializer.Serialize(body, TactusJson.Options)}");
        return JsonSerializer.SerializeToElement(outcome.Value, outcome.Value.GetType(), TactusJson.Options);
    }

    /// <summary>Posts and expects a refusal with this code.</summary>
    internal async Task<Refusal> Refused(string code, string path, object body)
    {
        var refusal = (await Try(path, body)).Refusal;
        refusal.ShouldNotBeNull($"{path} should have been refused").Code.ShouldBe(code, refusal.Sentence);
        return refusal;
    }

    internal Task<Outcome<object>> Try(string path, object body)
    {
        var json = JsonSerializer.SerializeToNode(body, TactusJson.Options)!.AsObject();
        if (!json.ContainsKey("id")) json["id"] = Guid.CreateVersion7();
        return Plant.Post(path, JsonSerializer.SerializeToUtf8Bytes<JsonObject>(json), Anybody);
    }

    internal async Task<JsonElement> Get(string address)
    {
        var reading = await Plant.Get(address);
        reading.Status.ShouldBe(200, address + ": " + reading.Text);
        return reading.Json;
    }

    /// <summary>Masters of a moulder: RESIN by lot in kg, CASE by lot made of it over the operations given, one place and two customers.</summary>
    /// <param name="resinPerCase">Kilograms, booked at the first operation.</param>
    /// <param name="operations">Each follows the one before and may overlap with it from 20 pieces; the first runs at MOULD, the others at TRIM.</param>
    internal async Task Moulder(decimal resinPerCase, params int[] operations)
    {
        await Post("/api/erp/items", new { no = "RESIN", description = "Resin", unit = "KGM", kind = "purchased", tracking = "lot", release = true });
        await Post("/api/erp/items", new { no = "CASE", description = "Case", unit = "C62", kind = "made", tracking = "lot", release = true });
        foreach (var centre in (string[])["MOULD", "TRIM"])
        {
            await Post("/api/erp/work-centres", new { no = centre, name = centre });
            await Post("/api/mes/equipment", new { no = centre, name = centre, level = "workCentre" });
        }
        await Post("/api/erp/places", new { no = "S1", name = "Site", kind = "site" });
        await Post("/api/erp/places", new { no = "WH1", name = "Store", kind = "warehouse", parentNo = "S1" });
        await Post("/api/erp/bills", new { itemNo = "CASE", revision = "A", state = "released", lines = (object[])[new { componentNo = "RESIN", quantity = Kg(resinPerCase), operationNo = operations[0] }] });
        await Post("/api/erp/routings", new
        {
            itemNo = "CASE", revision = "A", state = "released",
            operations = operations.Select((no, i) => new
            {
                no, description = "Operation " + no, workCentreNo = i == 0 ? "MOULD" : "TRIM", predecessors = i == 0 ? (int[])[] : [operations[i - 1]],
                overlapQuantity = 20m, runSecondsPerUnit = 10m,
            }).ToArray(),
        });
        foreach (var code in (string[])["FLASH", "SHORT"]) await Post("/api/mes/reason-codes", new { kind = "scrap", code, textEn = code, textKo = code });
        await Post("/api/erp/customers", new { no = "C1", name = "Clinic One" });
        await Post("/api/erp/customers", new { no = "C2", name = "Hospital Two" });
    }

    internal async Task Receive(string lotNo, decimal kilograms, DateOnly? expiresOn = null)
    {
        await Post("/api/erp/stock-receipts", new { itemNo = "RESIN", quantity = Kg(kilograms), place = "WH1", lotNo, expiresOn });
        await Plant.Settle();
    }

    /// <summary>A work order that the plant has accepted.</summary>
    internal async Task Release(string no, decimal pieces, string? outputLotNo = null)
    {
        await Post("/api/erp/work-orders", new { itemNo = "CASE", quantity = Pcs(pieces), dueUtc = Now.AddDays(4), outputLotNo, no });
        await Post("/api/erp/work-order-releases", new { workOrderNo = no });
        await Plant.Settle();
    }

    internal Task<JsonElement> Start(string jobNo, decimal pieces) => Post("/api/mes/job-starts", new { jobNo, atUtc = Now, quantity = Pcs(pieces) });

    /// <summary>Reports a job; what it answers carries the report's identifier.</summary>
    internal async Task<Guid> Report(string jobNo, decimal good, decimal scrap = 0, decimal rework = 0, bool complete = false, Guid? key = null) =>
        (await Post("/api/mes/production-reports", new
        {
            id = key ?? Guid.CreateVersion7(), jobNo, atUtc = Now, good = Pcs(good), rework = Pcs(rework), complete,
            scrap = scrap == 0 ? null : (object[])[new { quantity = Pcs(scrap), reasonCode = "FLASH" }],
        })).GetProperty("reportId").GetGuid();

    internal Task<JsonElement> Reverse(Guid reportId) => Post("/api/mes/report-reversals", new { reportId, reason = "counted wrong", atUtc = Now });

    internal Task<JsonElement> Pick(string lotNo, decimal kilograms, string workCentreNo = "MOULD") =>
        Post("/api/mes/material-picks", new { atUtc = Now, lotNo, workCentreNo, quantity = Kg(kilograms) });

    internal Task<JsonElement> Consume(string jobNo, string lotNo, decimal kilograms) =>
        Post("/api/mes/material-consumptions", new { jobNo, quantity = Kg(kilograms), atUtc = Now, lotNo });

    /// <summary>A sales order of one line, number 10.</summary>
    internal Task<JsonElement> Sell(string no, string customerNo, decimal pieces) => Post("/api/erp/sales-orders", new
    {
        no, customerNo, lines = (object[])[new { itemNo = "CASE", quantity = Pcs(pieces), requestedUtc = Now.AddDays(8), lineNo = 10 }],
    });

    internal async Task<JobOrder> Job(string no)
    {
        await using var db = Plant.Mes();
        return await db.Jobs.SingleAsync(job => job.No == no);
    }

    internal async Task<WorkOrder> WorkOrder(string no)
    {
        await using var db = Plant.Erp();
        return await db.WorkOrders.SingleAsync(order => order.No == no);
    }

    /// <summary>What the books have of an item in real places.</summary>
    internal async Task<decimal> InBooks(string itemNo, string? lotNo = null, bool? held = null)
    {
        await using var db = Plant.Erp();
        var balances = await db.StockBalances.Where(balance => balance.ItemNo == itemNo).ToListAsync();
        return balances.Where(balance => StockPlaces.IsReal(balance.Place) && (lotNo is null || balance.LotNo == lotNo) && (held is null || balance.Held == held))
            .Sum(balance => balance.Quantity);
    }

    /// <summary>What the plant has of a lot in its store and at its lines.</summary>
    internal async Task<decimal> InPlant(string lotNo)
    {
        await using var db = Plant.Mes();
        var lot = await db.Lots.SingleAsync(each => each.No == lotNo);
        return lot.InStore + lot.AtLine;
    }

    /// <summary>What holds at the end of every day: nothing waits, halves agree order by order and lot by lot, the books are the sum of their moves, ledgers are whole.</summary>
    internal async Task ShouldAgree()
    {
        await Plant.Settle();
        (await Plant.Unapplied()).ShouldBeEmpty();
        await using (var erp = Plant.Erp())
        await using (var mes = Plant.Mes())
        {
            (await StockVerifier.Verify(erp, CancellationToken.None)).Faults.ShouldBeEmpty();
            var reports = await mes.Reports.Select(report => new { report.OrderNo, report.Final, report.Good, report.Scrapped }).ToListAsync();
            foreach (var order in await erp.WorkOrders.AsNoTracking().Where(order => order.State != WorkOrderState.Planned).ToListAsync())
            {
                var own = reports.Where(report => report.OrderNo == order.No).ToList();
                order.Produced.ShouldBe(own.Where(report => report.Final).Sum(report => report.Good), order.No);
                order.Scrapped.ShouldBe(own.Sum(report => report.Scrapped), order.No);
            }
            var books = await erp.StockBalances.AsNoTracking().Where(balance => balance.LotNo != "" && balance.SerialNo == "").ToListAsync();
            books.ShouldAllBe(balance => balance.Place != StockPlaces.Unbooked || balance.Quantity == 0);
            var used = await erp.StockMoves.AsNoTracking().Where(move => move.ToPlace == StockPlaces.Production || move.FromPlace == StockPlaces.Production).ToListAsync();
            foreach (var lot in await mes.Lots.Where(lot => !lot.Wip && !lot.Serial).ToListAsync())
            {
                books.Where(balance => balance.LotNo == lot.No && StockPlaces.IsReal(balance.Place)).Sum(balance => balance.Quantity).ShouldBe(lot.InStore + lot.AtLine, lot.No);
                used.Where(move => move.LotNo == lot.No && move.Kind == MoveKind.Consume).Sum(move => move.ToPlace == StockPlaces.Production ? move.Quantity : -move.Quantity)
                    .ShouldBe(lot.Consumed, lot.No);
            }
        }
        (await Plant.Verify<ErpDb>()).Intact.ShouldBeTrue();
        (await Plant.Verify<MesDb>()).Intact.ShouldBeTrue();
    }

    internal static Quantity Pcs(decimal value) => new(value, "C62");

    internal static Quantity Kg(decimal value) => new(value, "KGM");

    public ValueTask DisposeAsync() => Plant.DisposeAsync();
}
