using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Platform;

namespace Tactus.Tests.Erp.MasterData;

public sealed class DefineItemTests
{
    private static readonly DefineItem Pump = new("PUMP-100", "Infusion pump", "C62", ItemKind.Made, Tracking.Serial, ShelfLifeDays: 730, Family: "pumps",
        StandardCost: new Money(412.5m, "EUR"), Units: [new UnitFactor("XBX", 20)], Release: true);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_item_is_read_as_it_was_made(string database)
    {
        await using var plant = await Plant.New(database);
        var made = (await plant.Run(Pump)).Value;
        var read = await plant.Get("/api/erp/items/PUMP-100");
        read.Text.ShouldBe(System.Text.Json.JsonSerializer.Serialize(made, TactusJson.Options));
        read.ETag.ShouldBe("\"1\"");
        read.Json.GetProperty("standardCost").GetProperty("amount").GetString().ShouldBe("412.50");
        made.EffectiveRevision.ShouldBe("A");
        (await plant.Get("/api/erp/items/NONE")).Code.ShouldBe("item-unknown");
        (await plant.Get("/api/erp/items", Plant.Person("P1"))).Code.ShouldBe("right-missing");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_plant_hears_of_released_items_only_and_of_each_change(string database)
    {
        await using var plant = await Plant.New(database);
        (await plant.Run(Pump with { Release = false })).Done.ShouldBeTrue();
        (await Published(plant)).ShouldBeEmpty();
        (await plant.Run(new ReviseItem(Pump.No, "A", RevisionState.Released))).Done.ShouldBeTrue();
        (await plant.Run(Pump with { Description = "Infusion pump, 100 ml", Release = false })).Done.ShouldBeTrue();
        // The same again is no change and no message.
        (await plant.Run(Pump with { Description = "Infusion pump, 100 ml", Release = false })).Value.Version.ShouldBe(3);
        (await Published(plant)).ShouldBe([("PUMP-100", "A", "Infusion pump", true), ("PUMP-100", "A", "Infusion pump, 100 ml", true)]);
        (await plant.Run(new DefineItem("KIT", "Screw kit", "C62", ItemKind.Phantom, Tracking.None, Release: true))).Done.ShouldBeTrue();
        (await Published(plant)).Count.ShouldBe(2);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_valid_revision_is_published_last(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Run(Pump);
        (await plant.Run(new ReviseItem(Pump.No, "B", RevisionState.Released, EffectiveFrom: Given.Day("2026-04-01")))).Done.ShouldBeTrue();
        (await Published(plant)).TakeLast(2).Select(each => each.Revision).ShouldBe(["B", "A"]);
        plant.Clock.Set(new DateTime(2026, 4, 1, 0, 0, 0, DateTimeKind.Utc));
        (await plant.Run(new ReviseItem(Pump.No, "A", RevisionState.Obsolete, Reason: "Replaced by B"))).Value.EffectiveRevision.ShouldBe("B");
        (await Published(plant)).TakeLast(2).ShouldBe([("PUMP-100", "A", "Infusion pump", false), ("PUMP-100", "B", "Infusion pump", true)]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Unit_and_tracking_stay_once_a_revision_is_released(string database)
    {
        await using var plant = await Plant.New(database);
        (await plant.Run(Pump with { Release = false })).Done.ShouldBeTrue();
        (await plant.Run(Pump with { Unit = "PR", Units = [] })).Value.Unit.ShouldBe("PR");
        (await plant.Run(Pump with { Unit = "C62" })).Refusal!.Code.ShouldBe("item-unit-fixed");
        var tracking = (await plant.Run(Pump with { Unit = "PR", Tracking = Tracking.Lot, Units = null })).Refusal!;
        tracking.Code.ShouldBe("item-tracking-fixed");
        tracking.Sentence.ShouldContain("by serial number");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_change_of_what_somebody_else_changed_meanwhile_names_them(string database)
    {
        await using var plant = await Plant.New(database);
        var version = (await plant.Run(Pump)).Value.Version;
        await plant.Run(Pump with { Description = "By Kim" }, Plant.Person("KIM", "*"), version);
        var refusal = (await plant.Run(Pump with { Description = "By Lee" }, Plant.Person("LEE", "*"), version)).Refusal!;
        refusal.Code.ShouldBe("changed-meanwhile");
        refusal.Sentence.ShouldContain("KIM");
        // The answer's version is the one to send next time, also after a change of a revision or unit only.
        var current = (await plant.Run(new ReviseItem(Pump.No, "B", RevisionState.Draft))).Value.Version;
        (await plant.Run(Pump with { Description = "By Lee", Units = [] }, ifMatch: current)).Value.Units.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_wrong_field_is_named_at_once()
    {
        await using var plant = await Plant.New("sqlite");
        var refusal = (await plant.Run(new DefineItem(" P%", "", "KILO", ItemKind.Phantom, Tracking.Lot, ShelfLifeDays: 0, StandardCost: new Money(-1, "EUR"),
            LargestOrder: -5))).Refusal!;
        refusal.Kind.ShouldBe(RefusalKind.Field);
        refusal.Errors!.Keys.Order().ShouldBe(["description", "largestOrder", "no", "shelfLifeDays", "standardCost", "tracking", "unit"]);
        (await plant.Run(Pump with { Units = [new UnitFactor("DZN", 12)] })).Refusal!.Code.ShouldBe("unit-invalid");
        (await plant.Run(Pump with { Units = [new UnitFactor("XBX", 12), new UnitFactor("XBX", 24)] })).Refusal!.Errors!.Keys.ShouldContain("units[1].unit");
        (await plant.Run(Pump with { StandardCost = new Money(1, "XXX") })).Refusal!.Code.ShouldBe("money-invalid");
        (await plant.Run(Pump, ifMatch: 4)).Refusal!.Code.ShouldBe("item-unknown");
    }

    [Fact]
    public async Task A_body_is_read_strictly_and_money_is_text()
    {
        await using var plant = await Plant.New("sqlite");
        var posted = await plant.Post("/api/erp/items", new
        {
            id = Guid.NewGuid(), no = "A/1", description = "Housing", unit = "C62", kind = "made", tracking = "lot",
            standardCost = new { amount = "0.123456", currency = "KRW" }, units = new[] { new { unit = "XCT", factor = 12.5m } }, release = true,
        });
        posted.Done.ShouldBeTrue(posted.Refusal?.Sentence);
        (await plant.Get("/api/erp/items/A%2F1")).As<ItemView>().StandardCost.ShouldBe(new Money(0.123456m, "KRW"));
        (await plant.Post("/api/erp/items", new { id = Guid.NewGuid(), no = "A", description = "x", unit = "C62", kind = "made", tracking = "lot", colour = "red" }))
            .Refusal!.Code.ShouldBe("field-unknown");
        (await plant.Post("/api/erp/items", new { id = Guid.NewGuid(), no = "A", description = "x", unit = "C62", kind = "bought", tracking = "lot" }))
            .Refusal!.Code.ShouldBe("field-malformed");
        (await plant.Post("/api/erp/items", new { id = Guid.NewGuid(), no = "A", description = "x", unit = "C62", kind = "made", tracking = "lot" }, Plant.Person("P1", "erp.read")))
            .Refusal!.Code.ShouldBe("right-missing");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Boxes_and_kilograms_become_the_items_own_unit_exactly(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Run(Pump);
        await plant.Run(new DefineItem("RESIN", "ABS", "GRM", ItemKind.Purchased, Tracking.Lot, Units: [new UnitFactor("XBG", 25_000)], Release: true));
        await using var db = plant.Erp();
        var pump = await db.Items.SingleAsync(item => item.No == "PUMP-100");
        var resin = await db.Items.SingleAsync(item => item.No == "RESIN");
        var units = await db.ItemUnits.ToListAsync();
        pump.InBaseUnit(new Quantity(3, "XBX"), units.Where(unit => unit.ItemNo == pump.No)).Value.ShouldBe(Given.Pcs(60));
        pump.InBaseUnit(new Quantity(2, "DZN"), []).Value.ShouldBe(Given.Pcs(24));
        resin.InBaseUnit(new Quantity(0.001m, "KGM"), []).Value.ShouldBe(new Quantity(1, "GRM"));
        resin.InBaseUnit(new Quantity(2, "XBG"), units.Where(unit => unit.ItemNo == resin.No)).Value.ShouldBe(new Quantity(50_000, "GRM"));
        pump.InBaseUnit(new Quantity(1, "KGM"), units).Refusal!.Code.ShouldBe("unit-mismatch");
        pump.InBaseUnit(new Quantity(1.5m, "C62"), units).Refusal!.Code.ShouldBe("quantity-invalid");
        pump.InBaseUnit(new Quantity(Quantity.Largest, "XBX"), units).Refusal!.Code.ShouldBe("quantity-invalid");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_list_filters_sorts_and_pages(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Items(ItemKind.Purchased, "C", "A", "B");
        await plant.Run(Pump);
        var page = (await plant.Get("/api/erp/items?filter=kind:eq:purchased&sort=-no&limit=2")).Json;
        page.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("no").GetString()).ShouldBe(["C", "B"]);
        var next = (await plant.Get($"/api/erp/items?filter=kind:eq:purchased&sort=-no&limit=2&cursor={page.GetProperty("next").GetString()}")).Json;
        next.GetProperty("items").EnumerateArray().Select(row => row.GetProperty("no").GetString()).ShouldBe(["A"]);
        (await plant.Get("/api/erp/items?search=infusion", accept: "text/csv")).Text.ShouldContain("PUMP-100,Infusion pump,C62,made,serial,pumps,730,");
        (await plant.Get("/api/erp/item-revisions?filter=state:eq:released")).Json.GetProperty("items").GetArrayLength().ShouldBe(4);
    }

    private static async Task<List<(string, string Revision, string, bool)>> Published(Plant plant)
    {
        await using var db = plant.Erp();
        return [.. (await db.Outbox.OrderBy(message => message.Id).ToListAsync())
            .Where(message => message.Name == "material-definition.v1")
            .Select(message => System.Text.Json.JsonSerializer.Deserialize<MaterialDefinitionPublished>(message.Body, TactusJson.Options)!)
            .Select(message => (message.ItemNo, message.Revision, message.Description, message.Active))];
    }
}
