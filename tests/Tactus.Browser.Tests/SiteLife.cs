using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Erp;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Browser.Tests;

/// <summary>A day in the life of the plant, so that no page is empty: an order sold, made, scrapped, held and shipped, and machinery between systems.</summary>
public sealed partial class Site
{
    private Task<LivedNumbers>? lived;

    /// <summary>Numbers that the day left behind, for pages that show one of them.</summary>
    internal sealed record LivedNumbers(string SalesOrderNo, string LotNo, string HoldId, string ShipmentNo, string CountSheetNo, string ExceptionNo, string RecallNo, string TaskNo, string ChangeNo);

    /// <summary>Lives the day once, whoever asks first; tests run one after the other.</summary>
    internal Task<LivedNumbers> Live() => lived ??= LiveOnce();

    private async Task<LivedNumbers> LiveOnce()
    {
        var now = DateTime.UtcNow;
        await Post("/api/mes/equipment", new { no = "PACK", name = "Packing", level = "workCentre", parentNo = "PLANT" });
        await Post("/api/mes/equipment", new { no = "PK-01", name = "Packing line with a long name 01", level = "workUnit", parentNo = "PACK", machine = new { cycleSeconds = 30, microStopSeconds = 60, silenceSeconds = 7200 } });
        await Post("/api/erp/work-centres", new { no = "PACK", name = "Packing" });
        await Post("/api/platform/stations", new { no = "ST-2", name = "Packing 1", workCentreNo = "PACK" });
        await Post("/api/erp/customers", new { no = "C-1", name = "Northern Tableware GmbH", country = "DE", currency = "EUR" });
        await Post("/api/erp/suppliers", new { no = "S-1", name = "Daehan Polymers", country = "KR", currency = "EUR" });
        await Post("/api/erp/places", new { no = "SITE", name = "Works", kind = "site" });
        await Post("/api/erp/places", new { no = "STORE", name = "Store", kind = "warehouse", parentNo = "SITE" });
        await Post("/api/erp/items", new { no = "LID", description = "Lid, clear", unit = "C62", kind = "purchased", tracking = "lot", shelfLifeDays = 400, revision = "A", release = true });
        await Post("/api/erp/items", new { no = "BOX", description = "Box of cups with lids", unit = "C62", kind = "made", tracking = "lot", revision = "A", release = true });
        await Post("/api/erp/bills", new
        {
            itemNo = "BOX", revision = "A", state = "released",
            lines = new[] { new { componentNo = "LID", quantity = new { value = 2, unit = "C62" }, operationNo = 10, backflush = true } },
        });
        await Post("/api/erp/routings", new
        {
            itemNo = "BOX", revision = "A", state = "released",
            operations = new[] { new { no = 10, description = "Pack", workCentreNo = "PACK", predecessors = Array.Empty<int>(), runSecondsPerUnit = 30 } },
        });
        await Post("/api/erp/stock-receipts", new
        {
            itemNo = "LID", quantity = new { value = 5000, unit = "C62" }, place = "STORE", lotNo = "LID-0412", supplierNo = "S-1", supplierLotNo = "DP-77", expiresOn = $"{now.AddDays(300):yyyy-MM-dd}", referenceNo = "DN-4711",
        });
        var salesNo = await Sell("SO-1", now, 60);
        await Make("WO-11", salesNo, now, good: 50, scrap: 3);
        var shipment = await Post("/api/erp/shipments", new { salesOrderNo = salesNo, lineNo = 10, quantity = new { value = 20, unit = "C62" } });
        var sheet = await Post("/api/erp/count-sheets", new { place = "STORE" });
        await Sell("SO-2", now.AddDays(-4), 12);
        var hold = await Post("/api/mes/lot-holds", new { lotNo = "WO-11", reasonCode = "DIM", text = "Lid does not close, 3 of 5 measured", atUtc = DateTime.UtcNow });
        // A delivery of which nothing else is made is called back.
        await Post("/api/erp/stock-receipts", new
        {
            itemNo = "LID", quantity = new { value = 40, unit = "C62" }, place = "STORE", lotNo = "LID-0413", supplierNo = "S-1", supplierLotNo = "DP-78", expiresOn = $"{now.AddDays(300):yyyy-MM-dd}", referenceNo = "DN-4712",
        });
        await Until(async () => (await Get("/api/mes/lots?filter=lotNo:eq:LID-0413")).GetProperty("items").GetArrayLength() == 1);
        var recall = await Post("/api/mes/recalls", new { supplierNo = "S-1", supplierLotNo = "DP-78", reasonCode = "DIM", text = "The supplier calls it back", atUtc = DateTime.UtcNow });
        // A change of the box that begins long after this day, so that it stops nothing now.
        var later = $"{now.AddDays(200):yyyy-MM-dd}";
        await Post("/api/erp/item-revisions", new { itemNo = "BOX", revision = "B", state = "released", effectiveFrom = later });
        var change = await Post("/api/erp/engineering-changes", new { itemNo = "BOX", fromRevision = "A", toRevision = "B", operationNos = (int[])[10], reason = "A lid that closes", effectiveFrom = later });
        await Between();
        var broken = await Broken(now);
        return new(salesNo, "WO-11", hold.GetProperty("holdId").GetString()!, shipment.GetProperty("no").GetString()!, sheet.GetProperty("no").GetString()!, broken, recall.GetProperty("recallNo").GetString()!, await Asked(broken), change.GetProperty("no").GetString()!);
    }

    /// <summary>A sales order of one line over boxes.</summary>
    internal async Task<string> Sell(string no, DateTime now, decimal boxes)
    {
        var order = await Post("/api/erp/sales-orders", new
        {
            no, customerNo = "C-1", customerOrderNo = "4500118273",
            lines = new[] { new { itemNo = "BOX", quantity = new { value = boxes, unit = "C62" }, requestedUtc = now.AddDays(2), price = new { amount = "12.50", currency = "EUR" }, priority = 4 } },
        });
        return order.GetProperty("no").GetString()!;
    }

    /// <summary>A released work order over the open boxes of a sales order, started and reported by Kim.</summary>
    internal async Task Make(string no, string salesNo, DateTime now, decimal good, decimal scrap)
    {
        await Release(no, salesNo);
        await Post("/api/mes/job-starts", new { jobNo = $"{no}/10", atUtc = now.AddMinutes(-30), phase = "run", machineNo = "PK-01", quantity = new { value = good + scrap, unit = "C62" }, personNo = "1001" });
        await Post("/api/mes/production-reports", new
        {
            jobNo = $"{no}/10", atUtc = now.AddMinutes(-5), good = new { value = good, unit = "C62" },
            scrap = new[] { new { quantity = new { value = scrap, unit = "C62" }, reasonCode = "FLASH" } }, complete = true, reason = "The box is full", personNo = "1001",
        });
        await Until(async () => (await Get("/api/erp/work-orders?filter=no:eq:" + no)).GetProperty("items")[0].GetProperty("produced").GetDecimal() == good);
    }

    /// <summary>A work order for a line of a sales order, released to the plant and known there.</summary>
    internal async Task Release(string no, string salesNo)
    {
        await Post("/api/erp/work-orders", new { no, salesOrderNo = salesNo, lineNo = 10 });
        await Post("/api/erp/work-order-releases", new { workOrderNo = no, allowShort = true, reason = "test" });
        await Until(async () => (await Get("/api/mes/job-orders?filter=orderNo:eq:" + no)).GetProperty("items").GetArrayLength() == 1);
    }

    /// <summary>Two welding machines with a schedule, and one of them stands: an exception with its ways out.</summary>
    private async Task<string> Broken(DateTime now)
    {
        await Post("/api/mes/equipment", new { no = "WELD", name = "Welding", level = "workCentre", parentNo = "PLANT" });
        foreach (var no in (string[])["WD-01", "WD-02"])
            await Post("/api/mes/equipment", new { no, name = no, level = "workUnit", parentNo = "WELD", machine = new { cycleSeconds = 30, microStopSeconds = 60, silenceSeconds = 7200 } });
        await Post("/api/erp/work-centres", new { no = "WELD", name = "Welding" });
        await Post("/api/erp/items", new { no = "FRAME", description = "Frame, welded", unit = "C62", kind = "made", tracking = "none", revision = "A", release = true });
        await Post("/api/erp/bills", new
        {
            itemNo = "FRAME", revision = "A", state = "released",
            lines = new[] { new { componentNo = "LID", quantity = new { value = 1, unit = "C62" }, operationNo = 10, backflush = true } },
        });
        await Post("/api/erp/routings", new
        {
            itemNo = "FRAME", revision = "A", state = "released",
            operations = new[] { new { no = 10, description = "Weld", workCentreNo = "WELD", predecessors = Array.Empty<int>(), runSecondsPerUnit = 60 } },
        });
        for (var i = 1; i <= 6; i++)
        {
            await Post("/api/erp/work-orders", new { itemNo = "FRAME", quantity = new { value = 60 + 20 * i, unit = "C62" }, dueUtc = now.AddHours(2 + i), no = $"WELD-{i}" });
            await Post("/api/erp/work-order-releases", new { workOrderNo = $"WELD-{i}" });
        }
        await Until(async () =>
        {
            var asked = await Post("/api/coordination/schedule-requests", new { reason = "The first plan", seconds = 0.2 });
            await Until(async () => (await Get($"/api/coordination/schedule-requests/{asked.GetProperty("id").GetGuid()}")).GetProperty("doneUtc").ValueKind != JsonValueKind.Null);
            var made = await Get($"/api/coordination/schedule-requests/{asked.GetProperty("id").GetGuid()}");
            return made.GetProperty("fault").ValueKind == JsonValueKind.Null && (await Get("/api/coordination/schedule")).GetProperty("operations").GetArrayLength() >= 6;
        });
        await Post("/api/mes/machine-signals", new
        {
            agent = "weld", epoch = 1, signals = new[] { new { seq = 1, machineNo = "WD-01", atUtc = now.AddMinutes(-4), kind = "state", state = "stopped" } },
        });
        const string welder = "/api/coordination/exceptions?filter=subject:eq:WD-01";
        await Until(async () => (await Get(welder)).GetProperty("items") is var items && items.GetArrayLength() > 0 && items[0].GetProperty("state").GetString() == "awaitingDecision");
        return (await Get(welder)).GetProperty("items")[0].GetProperty("no").GetString()!;
    }

    /// <summary>The roster has somebody on it, somebody is absent, and somebody is asked about the stopped machine.</summary>
    private async Task<string> Asked(string exceptionNo)
    {
        var me = (await Get("/api/platform/people?filter=login:eq:admin")).GetProperty("items")[0].GetProperty("number").GetString()!;
        await Until(async () => (await Get("/api/coordination/roster")).GetProperty("people").EnumerateArray().Any(person => person.GetProperty("number").GetString() == me));
        await Post("/api/coordination/duty-assignments", new { personNo = me, role = "sales", from = "2026-01-01" });
        await Post("/api/coordination/duty-assignments", new { personNo = "1001", role = "shiftLead", shift = "early", from = "2026-01-01" });
        await Post("/api/coordination/absences", new { personNo = "1001", fromUtc = DateTime.UtcNow.AddDays(3), toUtc = DateTime.UtcNow.AddDays(5), reason = "Course in Ulsan" });
        var first = await Post("/api/coordination/tasks", new { role = "sales", kind = "question", text = "May Northern Tableware get 80 boxes two days later?", answers = "yesNo", withinMinutes = 240, exceptionNo, ownerNo = me });
        var no = first.GetProperty("no").GetString()!;
        await Post("/api/coordination/tasks", new { role = "warehouse", kind = "work", text = "Move the pallets of WELD-2 to lane 4.", answers = "done", withinMinutes = 240, exceptionNo, predecessors = (string[])[no] });
        return no;
    }

    private async Task Between()
    {
        await Post("/api/platform/webhooks", new { name = "Bridge", url = "http://127.0.0.1:9/tactus", messages = (string[])["*"] });
        await Post("/api/platform/webhook-tests", new { name = "Bridge" });
        await Post("/api/platform/api-keys", new { name = "Machine gateway", scopes = (string[])["mes.signals", "mes.read"], expiresUtc = DateTime.UtcNow.AddDays(90) });
        await Stuck("dispatch:lived");
    }

    /// <summary>A message that no half understands, as one from a newer plant would be, with the tries behind it after which it is shown as stuck.</summary>
    internal async Task<Guid> Stuck(string stream)
    {
        var id = Guid.CreateVersion7();
        await Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("Receive", db =>
        {
            db.Inbox.Add(new InboxMessage
            {
                Id = id, Source = "mes", Stream = stream, Seq = 1, Name = "tool-wear.v1", Body = JsonSerializer.Serialize(new { toolNo = "T-1", shots = 100_000 }), CorrelationId = Guid.CreateVersion7(),
                SentUtc = DateTime.UtcNow.AddMinutes(-12), ReceivedUtc = DateTime.UtcNow.AddMinutes(-12), State = InboxState.Stuck, Attempts = 7,
                RefusalCode = "message-unknown", Fault = "This half does not know what to do with tool-wear.v1.", NextTryUtc = DateTime.UtcNow.AddHours(1),
            });
            return Task.FromResult(true);
        }, CancellationToken.None);
        return id;
    }
}
