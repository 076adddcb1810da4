using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Erp.MasterData;
using Tactus.Erp.Sales;
using Tactus.Platform;
using Tactus.Tests.Erp.MasterData;
using static Tactus.Tests.Erp.MasterData.Given;

namespace Tactus.Tests.Erp.Sales;

public sealed class SalesOrderTests
{
    private static readonly DateTime Due = new(2026, 3, 20, 12, 0, 0, DateTimeKind.Utc);

    private static async Task<Plant> Shop(string database)
    {
        var plant = await Plant.New(database);
        await plant.Run(new DefineCustomer("C-1", "St. Mary's Hospital", Currency: "EUR"));
        await plant.Run(new DefineItem("PUMP", "Infusion pump", "C62", ItemKind.Made, Tracking.Serial, LargestOrder: 5000, Units: [new UnitFactor("XBX", 20)], Release: true));
        return plant;
    }

    private static SalesLineInput Pumps(decimal quantity, string unit = "C62") => new("PUMP", new Quantity(quantity, unit), Due);

    private static async Task<SalesOrderView> Order(Plant plant, params SalesLineInput[] lines) =>
        (await plant.Run(new EnterSalesOrder("C-1", lines))).Value;

    private static Task<bool> Ship(Plant plant, string orderNo, int lineNo, decimal quantity) =>
        Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<CommandRunner<ErpDb>>(plant.Services).RunAsSystem("Ship", async db =>
        {
            var order = await db.SalesOrders.SingleAsync(each => each.No == orderNo);
            var lines = await db.SalesLines.Where(line => line.OrderNo == orderNo).ToListAsync();
            if (lines.Single(line => line.LineNo == lineNo).Ship(quantity) is not null) return false;
            order.Follow(lines, plant.Clock.GetUtcNow().UtcDateTime);
            return true;
        }, CancellationToken.None);

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_order_is_read_as_it_was_entered(string database)
    {
        await using var plant = await Shop(database);
        var entered = await Order(plant, Pumps(3, "XBX") with { Price = new Money(7999.99m, "EUR"), PromisedUtc = Due.AddDays(2), Priority = 2 }, Pumps(5) with { Revision = "A" });
        entered.No.ShouldBe("SO-000001");
        var read = await plant.Get("/api/erp/sales-orders/SO-000001");
        read.Text.ShouldBe(System.Text.Json.JsonSerializer.Serialize(entered, TactusJson.Options));
        read.ETag.ShouldBe("\"1\"");
        entered.Total.ShouldBe(new Money(23999.97m, "EUR"));
        entered.Lines[0].ShouldSatisfyAllConditions(line => line.LineNo.ShouldBe(10), line => line.Quantity.ShouldBe(Pcs(60)), line => line.Ordered.ShouldBe(new Quantity(3, "XBX")));
        entered.Lines[1].LineNo.ShouldBe(20);
        (await Order(plant, Pumps(1))).No.ShouldBe("SO-000002");

        var row = (await plant.Get("/api/erp/sales-orders?filter=state:eq:open&sort=nextDueUtc")).Json.GetProperty("items")[0];
        row.GetProperty("nextDueUtc").GetDateTime().ShouldBe(Due);
        row.GetProperty("lines").GetInt32().ShouldBe(2);
        var lines = (await plant.Get("/api/erp/sales-lines?limit=2")).Json;
        lines.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("key").GetString()).ShouldBe(["SO-000001/20", "SO-000002/10"]);
        (await plant.Get($"/api/erp/sales-lines?limit=2&cursor={lines.GetProperty("next").GetString()}")).Json.GetProperty("items")[0].GetProperty("key").GetString().ShouldBe("SO-000001/10");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_retried_order_is_entered_once(string database)
    {
        await using var plant = await Shop(database);
        var order = new EnterSalesOrder("C-1", [Pumps(5)]) { Id = Guid.CreateVersion7() };
        var first = (await plant.Run(order)).Value;
        (await plant.Run(order)).Value.No.ShouldBe(first.No);
        (await plant.Run(order with { CustomerOrderNo = "other" })).Refusal!.Code.ShouldBe("key-reused");
        await using var db = plant.Erp();
        (await db.SalesOrders.CountAsync()).ShouldBe(1);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Orders_entered_at_once_get_different_numbers_without_gaps(string database)
    {
        await using var plant = await Shop(database);
        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await Order(plant, Pumps(1))).No));
        numbers.Order().ShouldBe(Enumerable.Range(1, 8).Select(i => $"SO-{i:000000}"));
        // A number from outside moves the series on instead of meeting it later.
        (await plant.Run(new EnterSalesOrder("C-1", [Pumps(1)], No: "SO-000010"))).Done.ShouldBeTrue();
        (await plant.Run(new EnterSalesOrder("C-1", [Pumps(1)], No: "SO-000010"))).Refusal!.Code.ShouldBe("order-exists");
        (await Order(plant, Pumps(1))).No.ShouldBe("SO-000011");
    }

    [Fact]
    public async Task What_can_not_be_ordered_is_refused_by_name()
    {
        await using var plant = await Shop("sqlite");
        await plant.Item("KIT", ItemKind.Phantom);
        await plant.Run(new DefineItem("DRAFT", "Not released", "C62", ItemKind.Made, Tracking.None));
        await plant.Run(new DefineItem("OLD", "Not in use", "C62", ItemKind.Made, Tracking.None, Active: false, Release: true));
        await plant.Run(new ReviseItem("PUMP", "B", RevisionState.Draft));
        async Task<string> Code(SalesLineInput line, Actor? actor = null) => (await plant.Run(new EnterSalesOrder("C-1", [line]), actor)).Refusal?.Code ?? "done";
        var clerk = Plant.Person("P1", "erp.sales");
        (await Code(Pumps(1) with { ItemNo = "NONE" })).ShouldBe("item-unknown");
        (await Code(Pumps(1) with { ItemNo = "KIT" })).ShouldBe("item-phantom");
        (await Code(Pumps(1) with { ItemNo = "DRAFT" })).ShouldBe("item-not-released");
        (await Code(Pumps(1) with { ItemNo = "OLD" })).ShouldBe("item-obsolete");
        (await Code(Pumps(1) with { Revision = "Z" })).ShouldBe("revision-unknown");
        (await Code(Pumps(1) with { Revision = "B" })).ShouldBe("revision-not-released");
        (await Code(Pumps(0))).ShouldBe("quantity-invalid");
        (await Code(Pumps(-5))).ShouldBe("quantity-invalid");
        (await Code(Pumps(1.5m))).ShouldBe("quantity-invalid");
        (await Code(Pumps(5001))).ShouldBe("quantity-above-limit");
        (await Code(Pumps(251, "XBX"))).ShouldBe("quantity-above-limit");
        (await Code(Pumps(999_999_999_999m, "XBX"))).ShouldBe("quantity-invalid");
        (await Code(Pumps(1, "KGM"))).ShouldBe("unit-mismatch");
        (await Code(Pumps(1, "BOX"))).ShouldBe("quantity-invalid");
        (await Code(Pumps(1) with { RequestedUtc = new DateTime(2026, 2, 20, 0, 0, 0, DateTimeKind.Utc) }, clerk)).ShouldBe("date-in-past");
        // Import may enter what was ordered long ago.
        (await Code(Pumps(1) with { RequestedUtc = new DateTime(2018, 11, 1, 0, 0, 0, DateTimeKind.Utc) })).ShouldBe("done");
        (await Code(Pumps(1) with { RequestedUtc = new DateTime(2206, 3, 20, 0, 0, 0, DateTimeKind.Utc) })).ShouldBe("date-absurd");
        (await Code(Pumps(1) with { Priority = 10 })).ShouldBe("value-out-of-range");
        (await Code(Pumps(1) with { Price = new Money(-1, "EUR") })).ShouldBe("money-invalid");
        (await plant.Run(new EnterSalesOrder("C-1", [Pumps(1) with { Price = new Money(1, "EUR") }, Pumps(1) with { Price = new Money(1, "USD") }]))).Refusal!.Errors!.Keys.ShouldBe(["lines[1].price"]);
        (await plant.Run(new EnterSalesOrder("C-1", [Pumps(1) with { LineNo = 7 }, Pumps(1) with { LineNo = 7 }]))).Refusal!.Code.ShouldBe("line-twice");
        (await plant.Run(new EnterSalesOrder("C-1", []))).Refusal!.Code.ShouldBe("order-empty");
        (await plant.Run(new EnterSalesOrder("C-9", [Pumps(1)]))).Refusal!.Code.ShouldBe("customer-unknown");
        (await plant.Run(new EnterSalesOrder("C-1", [Pumps(1)], OrderedUtc: Due))).Refusal!.Code.ShouldBe("time-in-future");
        await plant.Run(new DefineCustomer("C-1", "St. Mary's Hospital", BlockedReason: "Invoices unpaid"));
        (await plant.Run(new EnterSalesOrder("C-1", [Pumps(1)]))).Refusal!.Sentence.ShouldContain("Invoices unpaid");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Every_change_of_a_line_is_kept_with_its_reason(string database)
    {
        await using var plant = await Shop(database);
        await Order(plant, Pumps(1000) with { Price = new Money(400, "EUR") });
        var lee = Plant.Person("LEE", "erp.sales");
        (await plant.Run(new ChangeSalesLine("SO-000001", 10, "Budget cut", Quantity: Pcs(600)), lee)).Value.Lines[0].Quantity.ShouldBe(Pcs(600));
        plant.Clock.Advance(TimeSpan.FromMinutes(1));
        var changed = (await plant.Run(new ChangeSalesLine("SO-000001", 10, "Agreed by phone", PromisedUtc: Due.AddDays(3), Price: new Money(410, "EUR"), Priority: 1), lee)).Value;
        changed.Lines[0].Changes.Select(change => (change.Field, change.Before, change.After, change.Reason, change.ByNumber)).ShouldBe([
            ("quantity", "1000 pcs", "600 pcs", "Budget cut", "LEE"),
            ("price", "400.00 EUR", "410.00 EUR", "Agreed by phone", "LEE"),
            ("priority", "5", "1", "Agreed by phone", "LEE"),
            ("promised", "", "2026-03-23T12:00:00Z", "Agreed by phone", "LEE")]);
        changed.LastChange.ShouldNotBeNull().ShouldContain("Agreed by phone");
        (await plant.Get("/api/erp/sales-orders/SO-000001")).Text.ShouldBe(System.Text.Json.JsonSerializer.Serialize(changed, TactusJson.Options));
        (await plant.Get("/api/erp/sales-line-changes?filter=reason:eq:Budget%20cut")).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
        await using var db = plant.Erp();
        (await db.Audit.Where(entry => entry.Subject == "SalesOrderLine" && entry.Why == "Budget cut").SingleAsync()).ActorNumber.ShouldBe("LEE");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_line_can_not_become_less_than_what_has_left(string database)
    {
        await using var plant = await Shop(database);
        await Order(plant, Pumps(100), Pumps(10));
        (await Ship(plant, "SO-000001", 10, 40)).ShouldBeTrue();
        (await Ship(plant, "SO-000001", 10, 61)).ShouldBeFalse();
        var refusal = (await plant.Run(new ChangeSalesLine("SO-000001", 10, "Less", Quantity: Pcs(39)))).Refusal!;
        (refusal.Code, refusal.Sentence).ShouldBe(("quantity-below-shipped", "40 pcs of line 10 of SO-000001 have left already; it can't become less than that."));
        var closed = (await plant.Run(new ChangeSalesLine("SO-000001", 10, "Enough", Quantity: new Quantity(2, "XBX")))).Value;
        closed.Lines[0].State.ShouldBe(SalesState.Shipped);
        closed.State.ShouldBe(SalesState.PartlyShipped);
        // The customer wants more after all: the line waits again.
        (await plant.Run(new ChangeSalesLine("SO-000001", 10, "More", Quantity: Pcs(41)))).Value.Lines[0].State.ShouldBe(SalesState.PartlyShipped);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Two_people_do_not_overwrite_each_other(string database)
    {
        await using var plant = await Shop(database);
        var seen = (await Order(plant, Pumps(100))).Version;
        var kim = (await plant.Run(new ChangeSalesLine("SO-000001", 10, "Customer called", Quantity: Pcs(80)), Plant.Person("KIM", "erp.sales"), seen)).Value;
        var refusal = (await plant.Run(new ChangeSalesLine("SO-000001", 10, "Mail", Priority: 1), Plant.Person("LEE", "erp.sales"), seen)).Refusal!;
        refusal.Code.ShouldBe("changed-meanwhile");
        System.Text.Json.JsonSerializer.Serialize(refusal.Details, TactusJson.Options).ShouldContain("line 10: quantity 100 pcs to 80 pcs (Customer called)");
        (await plant.Run(new ChangeSalesLine("SO-000001", 10, "Mail", Priority: 1), Plant.Person("LEE", "erp.sales"), kim.Version)).Done.ShouldBeTrue();
    }

    [Fact]
    public async Task What_can_not_change_is_refused_by_name()
    {
        await using var plant = await Shop("sqlite");
        await Order(plant, Pumps(100) with { Price = new Money(400, "EUR") });
        var change = new ChangeSalesLine("SO-000001", 10, "Because");
        var clerk = Plant.Person("P1", "erp.sales");
        (await plant.Run(change)).Refusal!.Code.ShouldBe("change-empty");
        (await plant.Run(change with { Quantity = Pcs(100), Priority = 5 })).Refusal!.Code.ShouldBe("change-empty");
        (await plant.Run(change with { LineNo = 11, Priority = 1 })).Refusal!.Code.ShouldBe("sales-line-unknown");
        (await plant.Run(change with { OrderNo = "SO-9", Priority = 1 })).Refusal!.Code.ShouldBe("sales-line-unknown");
        (await plant.Run(change with { Reason = " ", Priority = 1 })).Refusal!.Code.ShouldBe("text-invalid");
        (await plant.Run(change with { Quantity = Pcs(0) })).Refusal!.Code.ShouldBe("quantity-invalid");
        (await plant.Run(change with { Quantity = Pcs(6000) })).Refusal!.Code.ShouldBe("quantity-above-limit");
        (await plant.Run(change with { Quantity = new Quantity(5, "XBX") })).Refusal!.Code.ShouldBe("unit-mismatch");
        (await plant.Run(change with { PromisedUtc = new DateTime(2026, 2, 1, 0, 0, 0, DateTimeKind.Utc) }, clerk)).Refusal!.Code.ShouldBe("date-in-past");
        (await plant.Run(change with { Price = new Money(1, "USD") })).Refusal!.Code.ShouldBe("currency-mixed");
        (await plant.Run(change with { Priority = 0 })).Refusal!.Code.ShouldBe("value-out-of-range");
        (await plant.Post("/api/erp/sales-line-changes", new { id = Guid.NewGuid(), orderNo = "SO-000001", lineNo = 10, reason = "x", requestedUtc = "2026-03-20" }))
            .Refusal!.Code.ShouldBe("time-format");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Cancelling_keeps_what_has_left_and_ends_the_rest(string database)
    {
        await using var plant = await Shop(database);
        await Order(plant, Pumps(100), Pumps(10), Pumps(5));
        await Ship(plant, "SO-000001", 10, 40);
        await Ship(plant, "SO-000001", 30, 5);
        var one = (await plant.Run(new CancelSales("SO-000001", "Not needed", LineNo: 20))).Value;
        one.Lines.Select(line => (line.LineNo, line.Cancelled, line.Shipped)).ShouldBe([(20, Pcs(10), Pcs(0))]);
        one.State.ShouldBe(SalesState.PartlyShipped);
        (await plant.Run(new CancelSales("SO-000001", "Again", LineNo: 20))).Refusal!.Code.ShouldBe("sales-line-closed");
        (await plant.Run(new ChangeSalesLine("SO-000001", 20, "Again", Quantity: Pcs(1)))).Refusal!.Code.ShouldBe("sales-line-closed");
        var rest = (await plant.Run(new CancelSales("SO-000001", "Hospital closed"))).Value;
        rest.Lines.Select(line => (line.LineNo, line.Cancelled, line.Shipped)).ShouldBe([(10, Pcs(60), Pcs(40))]);
        rest.State.ShouldBe(SalesState.Shipped);
        (await plant.Run(new CancelSales("SO-000001", "Again"))).Refusal!.Code.ShouldBe("sales-line-closed");
        var read = (await plant.Get("/api/erp/sales-orders/SO-000001")).As<SalesOrderView>();
        read.Version.ShouldBe(rest.Version);
        read.Lines.Select(line => (line.State, line.Quantity.Value)).ShouldBe([(SalesState.Shipped, 40m), (SalesState.Cancelled, 10m), (SalesState.Shipped, 5m)]);
        (await Order(plant, Pumps(1))).No.ShouldBe("SO-000002");
        (await plant.Run(new CancelSales("SO-000002", "Mistake"))).Value.State.ShouldBe(SalesState.Cancelled);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_line_can_be_added_later(string database)
    {
        await using var plant = await Shop(database);
        await Order(plant, Pumps(1) with { LineNo = 15 });
        var added = (await plant.Run(new AddSalesLine("SO-000001", Pumps(2) with { Price = new Money(9, "EUR") }, "Also wanted"))).Value;
        added.Lines.Select(line => line.LineNo).ShouldBe([15, 20]);
        added.Version.ShouldBe(2);
        (await plant.Run(new AddSalesLine("SO-000001", Pumps(2) with { LineNo = 15 }, "Also wanted"))).Refusal!.Code.ShouldBe("line-exists");
        (await plant.Run(new AddSalesLine("SO-9", Pumps(2), "Also wanted"))).Refusal!.Code.ShouldBe("sales-order-unknown");
    }

    /// <summary>Random changes, shipments, returns and cancellations: a line never wants less than has left, and states say what is.</summary>
    [Fact]
    public void A_line_always_tells_the_truth_about_itself()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var line = new SalesOrderLine { OrderNo = "SO-1", LineNo = 10, ItemNo = "X", Unit = "C62", Quantity = 50, OrderedQuantity = 50, OrderedUnit = "C62" };
            for (var step = 0; step < 40; step++)
            {
                var quantity = random.Next(1, 60);
                _ = random.Next(5) switch
                {
                    0 => line.Resize(quantity, Pcs(quantity)),
                    1 when random.Next(6) == 0 => Cancelled(line),
                    2 => line.TakeBack(quantity),
                    _ => line.Ship(quantity),
                };
                line.Shipped.ShouldBeInRange(0, line.Quantity, $"seed {seed}, step {step}");
                line.Remaining.ShouldBe(line.State == SalesState.Cancelled ? 0 : line.Quantity - line.Shipped);
                line.IsOpen.ShouldBe(line.Remaining > 0);
                if (line.State == SalesState.Open) line.Shipped.ShouldBe(0);
                if (line.State == SalesState.Cancelled) line.Shipped.ShouldBe(0);
            }
        }
        static Refusal? Cancelled(SalesOrderLine line)
        {
            line.Cancel();
            return null;
        }
    }
}
