using System.Text.Json;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp.MasterData;
using Tactus.Platform;
using static Tactus.Tests.Erp.MasterData.Given;

namespace Tactus.Tests.Erp.MasterData;

public sealed class DefineBillTests
{
    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_bill_that_contains_itself_is_refused_with_the_way_round(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Items(ItemKind.Made, "PUMP", "DRIVE", "MOTOR");
        (await plant.Bill("PUMP", Line("PUMP", 1))).Refusal!.Sentence.ShouldBe("PUMP would contain itself: PUMP > PUMP.");
        (await plant.Bill("PUMP", Line("DRIVE", 1))).Done.ShouldBeTrue();
        (await plant.Bill("DRIVE", Line("MOTOR", 2))).Done.ShouldBeTrue();
        var refusal = (await plant.Bill("MOTOR", Line("PUMP", 1))).Refusal!;
        refusal.Code.ShouldBe("bill-cycle");
        refusal.Sentence.ShouldBe("MOTOR would contain itself: MOTOR > PUMP > DRIVE > MOTOR.");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_released_bill_is_frozen_but_can_be_closed_and_retired(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Items(ItemKind.Made, "PUMP");
        await plant.Items(ItemKind.Purchased, "SCREW");
        var bill = new DefineBill("PUMP", "A", RevisionState.Draft, [Line("SCREW", 4)]);
        (await plant.Run(bill)).Value.Version.ShouldBe(1);
        (await plant.Run(bill with { Lines = [Line("SCREW", 6)] })).Value.Version.ShouldBe(2);
        (await plant.Run(bill with { Lines = [Line("SCREW", 6)], State = RevisionState.Released })).Value.State.ShouldBe(RevisionState.Released);
        // The same again changes nothing.
        (await plant.Run(bill with { Lines = [Line("SCREW", 6)], State = RevisionState.Released })).Value.Version.ShouldBe(3);
        (await plant.Run(bill with { Lines = [Line("SCREW", 7)], State = RevisionState.Released })).Refusal!.Code.ShouldBe("bill-released");
        (await plant.Run(bill with { Lines = [Line("SCREW", 6)], State = RevisionState.Draft })).Refusal!.Code.ShouldBe("revision-state");
        (await plant.Run(bill with { Lines = [Line("SCREW", 6)], State = RevisionState.Released, EffectiveFrom = Day("2026-01-01") })).Refusal!.Code.ShouldBe("bill-released");
        (await plant.Run(bill with { Lines = [Line("SCREW", 6)], State = RevisionState.Released, EffectiveTo = Day("2026-12-31") })).Done.ShouldBeTrue();
        (await plant.Run(bill with { Lines = [Line("SCREW", 6)], State = RevisionState.Obsolete, EffectiveTo = Day("2026-12-31") })).Refusal!.Code.ShouldBe("reason-missing");
        (await plant.Run(bill with { Lines = [Line("SCREW", 6)], State = RevisionState.Obsolete, Reason = "Thread changed" })).Done.ShouldBeTrue();
        (await plant.Run(bill with { Lines = [Line("SCREW", 6)], State = RevisionState.Released })).Refusal!.Code.ShouldBe("revision-state");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_clash_names_the_lines_that_somebody_else_changed(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Items(ItemKind.Made, "PUMP");
        await plant.Items(ItemKind.Purchased, "SCREW", "NUT");
        var bill = new DefineBill("PUMP", "A", RevisionState.Draft, [Line("SCREW", 4), Line("NUT", 4)]);
        (await plant.Run(bill)).Value.Version.ShouldBe(1);
        (await plant.Run(bill with { Id = Guid.CreateVersion7(), Lines = [Line("SCREW", 6), Line("NUT", 4)], Reason = "Heavier" })).Value.Version.ShouldBe(2);
        var refusal = (await plant.Run(bill with { Id = Guid.CreateVersion7(), Lines = [Line("SCREW", 5), Line("NUT", 4)] }, ifMatch: 1)).Refusal!;
        refusal.Code.ShouldBe("changed-meanwhile");
        var details = JsonSerializer.SerializeToElement(refusal.Details, TactusJson.Options);
        (details.GetProperty("seen").GetInt64(), details.GetProperty("now").GetInt64()).ShouldBe((1, 2));
        var line = details.GetProperty("changes").EnumerateArray().Single(change => change.GetProperty("part").ValueKind == JsonValueKind.String);
        line.GetProperty("part").GetString().ShouldBe("10");
        line.GetProperty("why").GetString().ShouldBe("Heavier");
        JsonDocument.Parse(line.GetProperty("before").GetString()!).RootElement.EnumerateObject().Select(field => field.Value.GetDecimal()).ShouldBe([4m]);
        JsonDocument.Parse(line.GetProperty("after").GetString()!).RootElement.EnumerateObject().Select(field => field.Value.GetDecimal()).ShouldBe([6m]);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Lines_are_replaced_as_a_whole_while_it_is_a_draft(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Items(ItemKind.Made, "PUMP");
        await plant.Items(ItemKind.Purchased, "A", "B", "C");
        await plant.Run(new DefineBill("PUMP", "A", RevisionState.Draft, [Line("A", 1), Line("B", 2)]));
        (await plant.Run(new DefineBill("PUMP", "A", RevisionState.Draft, [Line("C", 3)]))).Done.ShouldBeTrue();
        var read = await plant.Get("/api/erp/bills/PUMP/A");
        read.As<BillView>().Lines.Select(line => (line.LineNo, line.ComponentNo, line.Quantity)).ShouldBe([(10, "C", Pcs(3))]);
        read.ETag.ShouldBe("\"2\"");
        (await plant.Get("/api/erp/bills/PUMP/B")).Code.ShouldBe("bill-unknown");
        (await plant.Get("/api/erp/bills?filter=lines:eq:1")).Json.GetProperty("items")[0].GetProperty("key").GetString().ShouldBe("PUMP/A");
    }

    [Fact]
    public async Task What_a_bill_can_not_hold_is_refused_by_name()
    {
        await using var plant = await Plant.New("sqlite");
        await plant.Items(ItemKind.Made, "PUMP");
        await plant.Items(ItemKind.Purchased, "SCREW");
        await plant.Item("RESIN", unit: "KGM");
        (await plant.Run(new DefineItem("NEW", "Not released", "C62", ItemKind.Purchased, Tracking.None))).Done.ShouldBeTrue();
        async Task<string> Code(params BillLineInput[] lines) => (await plant.Bill("PUMP", lines)).Refusal?.Code ?? "done";
        (await Code()).ShouldBe("bill-empty");
        (await Code(Line("NONE", 1))).ShouldBe("component-unknown");
        (await Code(Line("SCREW", 0))).ShouldBe("quantity-invalid");
        (await Code(Line("SCREW", -1))).ShouldBe("quantity-invalid");
        (await Code(new BillLineInput("RESIN", Pcs(1)))).ShouldBe("unit-mismatch");
        (await Code(new BillLineInput("RESIN", new Quantity(250, "GRM"), ScrapPercent: 100))).ShouldBe("value-out-of-range");
        (await Code(Line("SCREW", 1), Line("SCREW", 2))).ShouldBe("component-twice");
        (await Code(Line("SCREW", 1) with { LineNo = 5 }, Line("RESIN", 2) with { LineNo = 5, Quantity = new Quantity(1, "KGM") })).ShouldBe("line-twice");
        (await Code(Line("SCREW", 1) with { EffectiveFrom = Day("2026-05-01"), EffectiveTo = Day("2026-04-01") })).ShouldBe("effectivity-invalid");
        (await Code(Line("SCREW", 1) with { ComponentRevision = "Z" })).ShouldBe("revision-unknown");
        var unready = (await plant.Bill("PUMP", Line("NEW", 1))).Refusal!;
        unready.Code.ShouldBe("component-not-released");
        unready.Sentence.ShouldContain("NEW");
        (await plant.Bill("SCREW", Line("RESIN", 1))).Refusal!.Code.ShouldBe("item-not-made");
        (await plant.Bill("NONE", Line("SCREW", 1))).Refusal!.Code.ShouldBe("item-unknown");
        // One component may take over from another by date, and be used at two operations.
        (await Code(Line("SCREW", 1) with { EffectiveTo = Day("2026-04-30") }, Line("SCREW", 2) with { EffectiveFrom = Day("2026-05-01") },
            Line("SCREW", 3) with { OperationNo = 20 })).ShouldBe("done");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_released_bills_can_not_begin_on_the_same_day(string database)
    {
        await using var plant = await Plant.New(database);
        await plant.Items(ItemKind.Made, "PUMP");
        await plant.Items(ItemKind.Purchased, "SCREW");
        await plant.Bill("PUMP", Line("SCREW", 4));
        var second = new DefineBill("PUMP", "B", RevisionState.Released, [Line("SCREW", 5)]);
        (await plant.Run(second)).Refusal!.Code.ShouldBe("effectivity-same-start");
        (await plant.Run(second with { EffectiveFrom = Day("2026-06-01") })).Done.ShouldBeTrue();
        (await plant.Get("/api/erp/bills/PUMP")).As<BillsOfItem>().EffectiveRevision.ShouldBe("A");
        plant.Clock.Set(new DateTime(2026, 6, 1, 0, 0, 0, DateTimeKind.Utc));
        (await plant.Get("/api/erp/bills/PUMP")).As<BillsOfItem>().EffectiveRevision.ShouldBe("B");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Bills_made_at_once_never_close_a_circle(string database)
    {
        await using var plant = await Plant.New(database);
        string[] items = ["A", "B", "C", "D"];
        await plant.Items(ItemKind.Made, items);
        // Each contains the next, the last the first: whatever the order, one of them must be refused.
        var outcomes = await Task.WhenAll(items.Select((no, i) => plant.Bill(no, Line(items[(i + 1) % items.Length], 1))));
        outcomes.Count(outcome => outcome.Done).ShouldBe(3);
        outcomes.Single(outcome => !outcome.Done).Refusal!.Code.ShouldBe("bill-cycle");
    }
}
