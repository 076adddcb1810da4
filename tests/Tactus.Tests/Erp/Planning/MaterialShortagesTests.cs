using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Erp.MasterData;
using Tactus.Erp.Planning;
using Tactus.Erp.Stock;
using Tactus.Tests.Erp.Stock;

namespace Tactus.Tests.Erp.Planning;

public sealed class MaterialShortagesTests
{
    /// <summary>PUMP = 1 CASE + 2 SCREW.</summary>
    private static async Task<Plant> Factory(string database)
    {
        var plant = await Store.Open(database);
        (await plant.Run(new DefineWorkCentre("ASSY", "Assembly"))).Refusal.ShouldBeNull();
        (await plant.Run(new DefineBill("PUMP", "A", RevisionState.Released, [new("CASE", Store.Pcs(1)), new("SCREW", Store.Pcs(2))]))).Refusal.ShouldBeNull();
        (await plant.Run(new DefineRouting("PUMP", "A", RevisionState.Released, [new(10, "Fit", "ASSY", RunSecondsPerUnit: 60, SerialsHere: true)]))).Refusal.ShouldBeNull();
        return plant;
    }

    private static async Task<string> Order(Plant plant, int pieces, int days)
    {
        var no = (await plant.Run(new PlanWorkOrder(ItemNo: "PUMP", Quantity: Store.Pcs(pieces), DueUtc: plant.Clock.GetUtcNow().UtcDateTime.AddDays(days)))).Value.No;
        (await plant.Run(new ReleaseWorkOrder(no, AllowShort: true, Reason: "the rest comes tomorrow"))).Refusal.ShouldBeNull();
        return no;
    }

    private static async Task<IReadOnlyList<ShortOrder>> Short(Plant plant, int limit = 100)
    {
        await using var db = plant.Erp();
        return await MaterialShortages.Of(db, limit, CancellationToken.None);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_list_says_of_every_order_what_its_own_material_check_says(string database)
    {
        await using var plant = await Factory(database);
        await plant.Receive("CASE", Store.Pcs(6), "C-0");
        await plant.Receive("SCREW", Store.Pcs(100));
        var late = await Order(plant, 3, 9);
        var first = await Order(plant, 5, 2);
        var fed = await Order(plant, 1, 4);
        var short1 = await Short(plant);
        short1.Select(order => order.WorkOrderNo).ShouldBe([first, fed]);
        short1[0].Short.ShouldBe([new ShortMaterial("CASE", "A", Store.Pcs(2))]);
        await Agree(plant, late, first, fed);

        // What is used is needed no more, what arrives is free for everybody who waits.
        await plant.Told(plant.Actual(MaterialUse.Consumed, "CASE", Store.Pcs(3), "C-0", first));
        await Agree(plant, late, first, fed);
        await plant.Receive("CASE", Store.Pcs(1), "C-1");
        (await Short(plant)).Select(order => order.WorkOrderNo).ShouldNotContain(fed);
        await Agree(plant, late, first, fed);
        (await plant.Run(new CancelWorkOrder(first, "customer gone"))).Refusal.ShouldBeNull();
        await plant.Told(new JobResponse(Guid.CreateVersion7(), first, null, ResponseState.Cancelled, Store.Pcs(0), Store.Pcs(0), plant.Clock.GetUtcNow().UtcDateTime));
        (await Short(plant)).ShouldBeEmpty();
        await Agree(plant, late, first, fed);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task It_is_read_over_http_the_first_due_first_and_no_more_than_asked_for(string database)
    {
        await using var plant = await Factory(database);
        var late = await Order(plant, 3, 9);
        var first = await Order(plant, 5, 2);
        var rows = (await plant.Get("/api/erp/material-shortages?limit=1")).Json.GetProperty("items");
        rows.GetArrayLength().ShouldBe(1);
        rows[0].GetProperty("workOrderNo").GetString().ShouldBe(first);
        (await plant.Get("/api/erp/material-shortages")).Json.GetProperty("items")[1].GetProperty("workOrderNo").GetString().ShouldBe(late);
        (await plant.Get("/api/erp/material-shortages?limit=0")).Code.ShouldBe("limit");
    }

    /// <summary>An order is on the list exactly when its own check finds it short, with the same figures.</summary>
    private static async Task Agree(Plant plant, params string[] orders)
    {
        var listed = (await Short(plant)).ToDictionary(order => order.WorkOrderNo);
        await using var db = plant.Erp();
        foreach (var no in orders)
        {
            var check = (await WorkOrderReads.Check(db, no, CancellationToken.None)).Value;
            var expected = check.Lines.Where(line => line.Short.Value > 0).Select(line => new ShortMaterial(line.ItemNo, line.Revision, line.Short)).ToList();
            (listed.TryGetValue(no, out var order) ? order.Short : []).ShouldBe(expected, no);
        }
    }
}
