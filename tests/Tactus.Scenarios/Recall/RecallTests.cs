using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tactus.Erp.Stock;
using Tactus.Mes;
using Tactus.Mes.Material;
using HoldState = Tactus.Mes.Material.HoldState;

namespace Tactus.Scenarios.Recall;

/// <summary>
/// Scenario 5: one supplier lot came as 3 lots and went into 12 work orders; the genealogy has 100,000 edges, one of them makes a lot its own
/// ancestor. The exact affected set, no duplicates, holds under one parent, in both halves.
/// </summary>
public sealed class RecallTests(ITestOutputHelper output)
{
    private const int Edges = 100_000;
    private const int UnitsEach = 40;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_supplier_recalls_one_lot_and_all_that_came_of_it_is_held_once_under_one_parent(string database)
    {
        await using var factory = await Factory.Open(database);
        await Delivered(factory);
        await Lived(factory);
        var expected = await Expected(factory);

        var watch = Stopwatch.StartNew();
        var preview = await factory.Get("/api/mes/recall-previews?supplierNo=S-1&supplierLotNo=DP-77");
        output.WriteLine($"{database}: affected set of {expected.Count} lots among {Edges} edges read in {watch.ElapsedMilliseconds} ms");
        preview.GetProperty("lots").GetInt32().ShouldBe(expected.Count);
        preview.GetProperty("workOrders").GetArrayLength().ShouldBe(12);

        watch.Restart();
        var placed = await factory.Post("/api/mes/recalls", new { supplierNo = "S-1", supplierLotNo = "DP-77", reasonCode = "GLASS", text = "glass in the resin", atUtc = factory.Now });
        output.WriteLine($"{database}: found, fenced and told in {watch.ElapsedMilliseconds} ms");
        placed.GetProperty("recallNo").GetString().ShouldBe("RC-000001");
        Texts(placed, "rootLotNos").ShouldBe(["L1", "L2", "L3"]);
        placed.GetProperty("lots").GetInt32().ShouldBe(expected.Count);
        watch.Restart();
        await factory.Plant.Settle();
        output.WriteLine($"{database}: blocked and confirmed by the business in {watch.ElapsedMilliseconds} ms");

        await using (var mes = factory.Plant.Mes())
        {
            var rows = await RecallReads.Lots(mes).ToListAsync();
            rows.Select(row => row.LotNo).ShouldBeUnique();
            rows.Select(row => row.LotNo).ShouldBe(expected, ignoreOrder: true);
            rows.ShouldAllBe(row => row.OpenHolds == 1 && row.State == HoldState.Confirmed);
            (await mes.Lots.CountAsync(lot => lot.Holds > 0)).ShouldBe(expected.Count);
            (await mes.HoldMembers.CountAsync()).ShouldBe(expected.Count);
            (await mes.Holds.ToListAsync()).ShouldAllBe(hold => hold.RecallNo == "RC-000001");
        }
        // 3 delivered, what is in process of 12 orders, and the finished lots of 9.
        var view = await factory.Get("/api/mes/recalls/RC-000001");
        view.GetProperty("holds").GetArrayLength().ShouldBe(3 + 12 + 9);
        view.GetProperty("shipped").EnumerateArray().Select(each => (each.GetProperty("customerName").GetString(), each.GetProperty("lotNo").GetString(), each.GetProperty("quantity").GetProperty("value").GetDecimal()))
            .ShouldBe([("Clinic One", "LOT-W1", 10m), ("Hospital Two", "LOT-W2", 4m)]);
        (await factory.InBooks("RESIN", "L1", held: false)).ShouldBe(0);
        (await factory.InBooks("CASE", "LOT-W1", held: true)).ShouldBe(10);
        (await factory.InBooks("CASE", "LOT-W13", held: true)).ShouldBe(0);
        (await factory.Refused("lot-held", "/api/mes/job-starts", new { jobNo = "W10/20", atUtc = factory.Now, quantity = Factory.Pcs(20) })).Sentence.ShouldContain("RC-000001");
        (await factory.Refused("already-recalled", "/api/mes/recalls", new { supplierNo = "S-1", supplierLotNo = "DP-77", reasonCode = "GLASS", text = "again", atUtc = factory.Now })).Sentence.ShouldContain("RC-000001");
        await using (var coordination = factory.Plant.Coordination())
        {
            var holds = await coordination.Set<Coordination.Picture.KnownHold>().ToListAsync();
            holds.Count.ShouldBe(24);
            holds.ShouldAllBe(hold => hold.RecallNo == "RC-000001" && hold.ConfirmedUtc != null && hold.EndedUtc == null);
            holds.Sum(hold => hold.Shipped.Sum(each => each.Quantity.Value)).ShouldBe(14);
        }

        // More of the delivery comes after all: it is behind the fence before anybody can pick it.
        await Receive(factory, "L5", "DP-77");
        await factory.Refused("lot-held", "/api/mes/material-picks", new { atUtc = factory.Now, lotNo = "L5", workCentreNo = "MOULD", quantity = Factory.Kg(1) });

        await Decided(factory);
        (await factory.Get("/api/mes/recalls/RC-000001")).GetProperty("closedUtc").ValueKind.ShouldBe(JsonValueKind.String);
        (await factory.InBooks("RESIN", "L1")).ShouldBe(0, "it was scrapped");
        (await factory.InBooks("CASE", "LOT-W3", held: false)).ShouldBe(20);
        await using (var coordination = factory.Plant.Coordination())
            (await coordination.Set<Coordination.Picture.KnownRecall>().SingleAsync()).ClosedUtc.ShouldNotBeNull();
        (await factory.Plant.Unapplied()).ShouldBeEmpty();
        await using var books = factory.Plant.Erp();
        (await StockVerifier.Verify(books, CancellationToken.None)).Faults.ShouldBeEmpty();
    }

    // Each hold for itself: what was delivered is scrapped, what was made of it is found good. Business first, the plant's fence last.
    private static async Task Decided(Factory factory)
    {
        var holds = (await factory.Get("/api/mes/recalls/RC-000001")).GetProperty("holds").EnumerateArray().ToList();
        foreach (var (hold, last) in holds.Select((hold, i) => (hold, i == holds.Count - 1)))
        {
            (await factory.Get("/api/mes/recalls/RC-000001")).GetProperty("closedUtc").ValueKind.ShouldBe(JsonValueKind.Null);
            var id = hold.GetProperty("holdId").GetGuid();
            var raw = hold.GetProperty("lotNo").GetString()![0] == 'L' && !hold.GetProperty("lotNo").GetString()!.StartsWith("LOT", StringComparison.Ordinal);
            await factory.Post("/api/mes/lot-hold-releases", new { holdId = id, reason = "looked at", disposition = raw ? "scrap" : "use" });
            await factory.Plant.Settle();
            await factory.Post("/api/erp/hold-releases", new { holdId = id, reason = "agreed" });
            await factory.Plant.Settle();
        }
    }

    // 13 orders of 20 pieces over three operations: W1 to W12 of the delivery, W13 of another; 9 are finished, W10 to W12 are as far as operation 10.
    private static async Task Delivered(Factory factory)
    {
        await factory.Moulder(1, 10, 20, 30);
        await factory.Post("/api/erp/suppliers", new { no = "S-1", name = "Daehan Polymers" });
        foreach (var (no, theirs) in ((string, string)[])[("L1", "DP-77"), ("L2", "DP-77"), ("L3", "DP-77"), ("L4", "DP-78")]) await Receive(factory, no, theirs);
        foreach (var no in (string[])["L1", "L2", "L3", "L4"]) await factory.Pick(no, 80);
        for (var i = 1; i <= 13; i++)
        {
            var no = "W" + i;
            await factory.Release(no, 20, "LOT-" + no);
            await factory.Start(no + "/10", 20);
            await factory.Consume(no + "/10", i == 13 ? "L4" : $"L{(i - 1) / 4 + 1}", 20);
            await factory.Report(no + "/10", 20, complete: true);
            if (i is >= 10 and <= 12) continue;
            foreach (var operation in (int[])[20, 30])
            {
                await factory.Start($"{no}/{operation}", 20);
                await factory.Report($"{no}/{operation}", 20, complete: true);
            }
        }
        await factory.Plant.Settle();
        await factory.Sell("SO-1", "C1", 10);
        await factory.Sell("SO-2", "C2", 4);
        await factory.Post("/api/erp/shipments", new { salesOrderNo = "SO-1", lineNo = 10, picks = (object[])[new { place = "FG", quantity = Factory.Pcs(10), lotNo = "LOT-W1" }] });
        await factory.Post("/api/erp/shipments", new { salesOrderNo = "SO-2", lineNo = 10, picks = (object[])[new { place = "FG", quantity = Factory.Pcs(4), lotNo = "LOT-W2" }] });
        await factory.Plant.Settle();
    }

    private static async Task Receive(Factory factory, string lotNo, string theirs)
    {
        await factory.Post("/api/erp/stock-receipts", new { itemNo = "RESIN", quantity = Factory.Kg(100), place = "WH1", lotNo, supplierNo = "S-1", supplierLotNo = theirs });
        await factory.Plant.Settle();
    }

    /// <summary>
    /// Years of the plant, written into its database: units within the affected orders, many reports between the same operations, other
    /// families, and a finished lot that went back into its own order.
    /// </summary>
    private static async Task Lived(Factory factory)
    {
        await using var mes = factory.Plant.Mes();
        var sqlite = mes.OnSqlite;
        var (yes, no) = sqlite ? ("1", "0") : ("true", "false");
        var born = sqlite ? "1772438400000000" : "timestamptz '2026-03-02 08:00Z'";
        var one = sqlite ? "1000000" : "1";
        var report = sqlite ? "'00000000-0000-0000-0000-000000000000'" : "'00000000-0000-0000-0000-000000000000'::uuid";
        string Numbers(int to) => sqlite
            ? $"(WITH RECURSIVE s(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM s WHERE n < {to - 1}) SELECT n FROM s)"
            : $"(SELECT generate_series(0, {to - 1}) AS n)";
        var (lots, edges) = (mes.Table("material_lots"), mes.Table("lot_edges"));
        Task Do(string sql) => mes.Database.ExecuteSqlRawAsync(sql);
        Task Lots(string number, string item, string order, string inLot, string serial, string from) => Do($"""
            INSERT INTO {lots} ("No", "ItemNo", "Revision", "Unit", "Serial", "Wip", "Status", "OrderNo", "InLotNo", "BornUtc", "InStore", "AtLine", "Consumed", "Produced", "Scrapped", "EdgesOut", "Holds", "Version")
            SELECT {number}, {item}, 'A', 'C62', {serial}, {no}, 'available', {order}, {inLot}, {born}, 0, 0, 0, 0, 0, 0, 0, 1 FROM {from}
            """);
        Task Join(string from, string to, string kind, string source) => Do($"""
            INSERT INTO {edges} ("FromLotId", "ToLotId", "Kind", "Quantity", "ReportId", "Reversed", "AtUtc") SELECT {from}, {to}, '{kind}', {one}, {report}, {no}, {born} FROM {source}
            """);
        // Units of the nine finished orders of the delivery, each out of the last operation and a member of its lot.
        await Lots("lot.\"No\" || '-U' || num.n", "'CASE'", "lot.\"OrderNo\"", "lot.\"No\"", yes, $"{lots} lot, {Numbers(UnitsEach)} num WHERE lot.\"No\" LIKE 'LOT-W_'");
        await Join("lot.\"Id\"", "unit.\"Id\"", "Member", $"{lots} lot JOIN {lots} unit ON unit.\"InLotNo\" = lot.\"No\"");
        await Join("wip.\"Id\"", "unit.\"Id\"", "Made", $"{lots} unit JOIN {lots} wip ON wip.\"No\" = unit.\"OrderNo\" || '/30' WHERE unit.\"Serial\" = {yes}");
        // A lot that is its own ancestor.
        await Join("lot.\"Id\"", "wip.\"Id\"", "Consumed", $"{lots} lot JOIN {lots} wip ON wip.\"No\" = 'W3/10' WHERE lot.\"No\" = 'LOT-W3'");
        // Other families, two ways into each lot; then reports again and again between the operations of the affected orders.
        const int others = 20_000;
        await Lots("'OTHER-' || num.n", "'OTHER'", "NULL", "NULL", no, $"{Numbers(others)} num");
        foreach (var step in (int[])[100, 300])
            await Join("parent.\"Id\"", "child.\"Id\"", "Consumed", $"{Numbers(others - step)} num JOIN {lots} parent ON parent.\"No\" = 'OTHER-' || num.n JOIN {lots} child ON child.\"No\" = 'OTHER-' || (num.n + {step})");
        var left = Edges - await mes.LotEdges.CountAsync();
        var flows = await mes.LotEdges.CountAsync(edge => edge.Kind == EdgeKind.Flowed);
        await Do($"""
            INSERT INTO {edges} ("FromLotId", "ToLotId", "Kind", "Quantity", "ReportId", "Reversed", "AtUtc")
            SELECT edge."FromLotId", edge."ToLotId", 'Flowed', {one}, {report}, {no}, {born} FROM {edges} edge, {Numbers(left / flows + 1)} num WHERE edge."Kind" = 'Flowed' ORDER BY num.n LIMIT {left}
            """);
        (await mes.LotEdges.CountAsync()).ShouldBe(Edges);
    }

    /// <summary>The affected set by walking all edges in memory.</summary>
    private static async Task<List<string>> Expected(Factory factory)
    {
        await using var mes = factory.Plant.Mes();
        var next = (await mes.LotEdges.Where(edge => !edge.Reversed).Select(edge => new { edge.FromLotId, edge.ToLotId }).Distinct().ToListAsync()).ToLookup(edge => edge.FromLotId, edge => edge.ToLotId);
        var lots = await mes.Lots.ToDictionaryAsync(lot => lot.Id);
        var open = new Stack<long>(lots.Values.Where(lot => lot.SupplierLotNo == "DP-77").Select(lot => lot.Id));
        var found = new HashSet<long>(open);
        while (open.TryPop(out var id))
            foreach (var to in next[id])
                if (found.Add(to)) open.Push(to);
        // 3 delivered, 3 operations of the finished nine and one of the other three, 9 lots with their units.
        found.Count.ShouldBe(3 + 9 * 3 + 3 + 9 + 9 * UnitsEach);
        return [.. found.Select(id => lots[id].No)];
    }

    private static List<string?> Texts(JsonElement element, string list) => [.. element.GetProperty(list).EnumerateArray().Select(each => each.GetString())];
}
