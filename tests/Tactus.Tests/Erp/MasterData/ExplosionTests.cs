using Tactus.Contracts;
using Tactus.Erp.MasterData;
using Tactus.Platform;
using static Tactus.Tests.Erp.MasterData.Given;

namespace Tactus.Tests.Erp.MasterData;

public sealed class ExplosionTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_tree_is_exploded_through_phantoms_with_scrap_and_exact_decimals(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Items(ItemKind.Made, "PUMP", "HOUSING");
        await plant.Item("KIT", ItemKind.Phantom);
        await plant.Items(ItemKind.Purchased, "SCREW", "LABEL");
        await plant.Item("RESIN", unit: "KGM");
        // 123.456789 kg for 10,000 housings; 5 % of the resin is lost.
        await plant.Run(new DefineBill("HOUSING", "A", RevisionState.Released, [new BillLineInput("RESIN", new Quantity(123.456789m, "KGM"), ScrapPercent: 5)],
            BaseQuantity: Pcs(10_000)));
        await plant.Bill("KIT", Line("SCREW", 4), Line("LABEL", 1));
        await plant.Bill("PUMP", Line("HOUSING", 2) with { ScrapPercent = 10 }, Line("KIT", 1) with { OperationNo = 30 }, Line("SCREW", 2));

        var read = await plant.Get("/api/erp/bills/PUMP/explosion?quantity=100");
        var explosion = read.As<ExplosionView>();
        var housing = explosion.Lines.Single(line => line.ItemNo == "HOUSING");
        (housing.Quantity, housing.WithScrap).ShouldBe((Pcs(200), Pcs(223)));
        var resin = housing.Lines.Single();
        (resin.Level, resin.Quantity, resin.WithScrap).ShouldBe((2, new Quantity(2.753086m, "KGM"), new Quantity(2.897986m, "KGM")));
        var kit = explosion.Lines.Single(line => line.ItemNo == "KIT");
        kit.Phantom.ShouldBeTrue();
        explosion.Totals.ShouldBe([
            new ExplodedTotal("HOUSING", "HOUSING", ItemKind.Made, Pcs(223)), new ExplodedTotal("LABEL", "LABEL", ItemKind.Purchased, Pcs(100)),
            new ExplodedTotal("RESIN", "RESIN", ItemKind.Purchased, new Quantity(2.897986m, "KGM")), new ExplodedTotal("SCREW", "SCREW", ItemKind.Purchased, Pcs(600))]);

        await using var db = plant.Erp();
        var order = (await BillStructure.Load(db, "PUMP", Day("2026-03-02"), CancellationToken.None)).ForOrder("PUMP", null, 100).Value;
        order.BillRevision.ShouldBe("A");
        order.Materials.Select(each => (each.ItemNo, each.OperationNo, each.Quantity, each.WithScrap, each.PerUnit)).ShouldBe([
            ("HOUSING", (int?)null, 200m, 223m, 2m), ("SCREW", 30, 400m, 400m, 4m), ("LABEL", 30, 100m, 100m, 1m), ("SCREW", null, 200m, 200m, 2m)]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_day_decides_which_revision_and_which_lines_count(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Items(ItemKind.Made, "PUMP");
        await plant.Items(ItemKind.Purchased, "OLD", "NEW", "SEAL");
        await plant.Run(new DefineBill("PUMP", "A", RevisionState.Released, [
            Line("OLD", 1) with { EffectiveTo = Day("2026-03-31") }, Line("NEW", 1) with { EffectiveFrom = Day("2026-04-01") }]));
        await plant.Run(new DefineBill("PUMP", "B", RevisionState.Released, [Line("NEW", 1), Line("SEAL", 2)], EffectiveFrom: Day("2026-05-01"), EffectiveTo: Day("2026-05-31")));
        async Task<string> At(string day) => string.Join(' ', (await plant.Get($"/api/erp/bills/PUMP/explosion?at={day}")).As<ExplosionView>().Totals.Select(total => total.ItemNo));
        (await At("2026-03-31")).ShouldBe("OLD");
        (await At("2026-04-01")).ShouldBe("NEW");
        (await At("2026-05-01")).ShouldBe("NEW SEAL");
        (await At("2026-05-31")).ShouldBe("NEW SEAL");
        // B ended; A was never ended, so it is valid again.
        (await At("2026-06-01")).ShouldBe("NEW");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_bill_for_one_revision_of_the_item_comes_before_the_general_one(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Items(ItemKind.Made, "PUMP");
        await plant.Items(ItemKind.Purchased, "BOARD-1", "BOARD-2");
        await plant.Run(new ReviseItem("PUMP", "B", RevisionState.Released, EffectiveFrom: Day("2026-04-01")));
        await plant.Bill("PUMP", Line("BOARD-1", 1));
        (await plant.Run(new DefineBill("PUMP", "B1", RevisionState.Released, [Line("BOARD-2", 1)], ItemRevision: "B"))).Done.ShouldBeTrue();
        async Task<string> Board(string query) => (await plant.Get("/api/erp/bills/PUMP/explosion?" + query)).As<ExplosionView>().Totals.Single().ItemNo;
        (await Board("at=2026-03-15")).ShouldBe("BOARD-1");
        (await Board("at=2026-04-15")).ShouldBe("BOARD-2");
        (await Board("at=2026-04-15&revision=A")).ShouldBe("BOARD-1");
    }

    [Fact]
    public async Task What_can_not_be_exploded_says_why()
    {
        await using var plant = await Plant.New("sqlite");
        await plant.Items(ItemKind.Made, "PUMP");
        await plant.Item("KIT", ItemKind.Phantom);
        (await plant.Get("/api/erp/bills/PUMP/explosion")).Code.ShouldBe("bill-missing");
        (await plant.Get("/api/erp/bills/NONE/explosion")).Code.ShouldBe("item-unknown");
        await plant.Bill("PUMP", Line("KIT", 1));
        foreach (var (query, code) in ((string, string)[])[("quantity=0", "quantity-invalid"), ("quantity=-1", "quantity-invalid"), ("quantity=1.5", "quantity-invalid"), ("quantity=1e5", "quantity-invalid"),
            ("quantity=99999999999999999999999999999999", "quantity-invalid"), ("quantity=x", "quantity-invalid"), ("at=2026-02-30", "date-invalid"), ("at=tomorrow", "date-invalid")])
            (await plant.Get("/api/erp/bills/PUMP/explosion?" + query)).Code.ShouldBe(code, query);
        await using var db = plant.Erp();
        var refusal = (await BillStructure.Load(db, "PUMP", Day("2026-03-02"), CancellationToken.None)).ForOrder("PUMP", null, 1).Refusal!;
        refusal.Code.ShouldBe("bill-missing");
        refusal.Sentence.ShouldContain("phantom KIT");
    }

    [Fact]
    public async Task Quantities_beyond_any_stock_are_refused_not_overflown()
    {
        await using var plant = await Plant.New("sqlite");
        await plant.Items(ItemKind.Made, "A", "B", "C");
        await plant.Items(ItemKind.Purchased, "D");
        await plant.Bill("A", Line("B", 900_000_000_000));
        await plant.Bill("B", Line("C", 900_000_000_000) with { ScrapPercent = 99 });
        await plant.Bill("C", Line("D", 900_000_000_000));
        (await plant.Get("/api/erp/bills/A/explosion?quantity=900000000000")).Code.ShouldBe("quantity-invalid");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Where_used_goes_up_through_all_levels(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Items(ItemKind.Made, "SET", "PUMP", "DRIVE");
        await plant.Items(ItemKind.Purchased, "SCREW");
        await plant.Bill("DRIVE", Line("SCREW", 3));
        await plant.Bill("PUMP", Line("DRIVE", 1), Line("SCREW", 8));
        await plant.Bill("SET", Line("PUMP", 2));
        var used = (await plant.Get("/api/erp/items/SCREW/where-used")).As<IReadOnlyList<WhereUsedView>>();
        used.Select(each => (each.Level, each.ItemNo, each.Quantity.Value, string.Join('>', each.Path))).ShouldBe([
            (1, "DRIVE", 3m, "DRIVE>SCREW"), (1, "PUMP", 8m, "PUMP>SCREW"), (2, "PUMP", 1m, "PUMP>DRIVE>SCREW"), (2, "SET", 2m, "SET>PUMP>SCREW")]);
        (await plant.Get("/api/erp/items/NONE/where-used")).Code.ShouldBe("item-unknown");
    }

    /// <summary>Random layered structures: the flat demand of leaves equals what the tree adds up to by plain multiplication.</summary>
    [Fact]
    public async Task Random_structures_add_up()
    {
        for (var seed = 1; seed <= 8; seed++)
        {
            var random = new Random(seed);
            await using var plant = await Plant.New("sqlite");
            var layers = Enumerable.Range(0, 4).Select(layer => Enumerable.Range(0, layer == 0 ? 1 : 3).Select(i => $"L{layer}-{i}").ToArray()).ToArray();
            foreach (var (layer, index) in layers.Select((layer, index) => (layer, index)))
                await plant.Items(index == layers.Length - 1 ? ItemKind.Purchased : ItemKind.Made, layer);
            var uses = new Dictionary<(string Parent, string Component), decimal>();
            for (var layer = layers.Length - 2; layer >= 0; layer--)
                foreach (var parent in layers[layer])
                {
                    var components = layers[layer + 1].Where(_ => random.Next(3) > 0).DefaultIfEmpty(layers[layer + 1][0]).ToList();
                    foreach (var component in components) uses[(parent, component)] = random.Next(1, 9);
                    (await plant.Bill(parent, [.. components.Select(component => Line(component, uses[(parent, component)]) with { Phantom = random.Next(2) == 0 && layer < 2 })])).Done.ShouldBeTrue();
                }
            decimal Demand(string parent, string leaf) => uses.Where(use => use.Key.Parent == parent)
                .Sum(use => use.Value * (use.Key.Component == leaf ? 1 : Demand(use.Key.Component, leaf)));
            var totals = (await plant.Get("/api/erp/bills/L0-0/explosion?quantity=7")).As<ExplosionView>().Totals.ToDictionary(total => total.ItemNo, total => total.Quantity.Value);
            foreach (var leaf in layers[^1]) totals.GetValueOrDefault(leaf).ShouldBe(7 * Demand("L0-0", leaf), $"seed {seed}, {leaf}");
        }
    }
}
