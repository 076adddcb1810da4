using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Erp.Planning;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Platform.Messaging;
using Tactus.Seats.Harness;

namespace Tactus.Seats.ErpSeat;

/// <summary>Tactus' own business half in the ERP seat.</summary>
internal sealed class OwnErpSeat(Plant plant) : IErpSeat
{
    private const string SalesOrder = "KIT-SO";

    internal static async Task<IErpSeat> Open(string database)
    {
        var seat = new OwnErpSeat(await Plant.New(database));
        await seat.Post("/api/erp/items", new { no = "KIT-RESIN", description = "Resin", unit = "KGM", kind = "purchased", tracking = "lot", release = true });
        await seat.Post("/api/erp/items", new { no = "KIT-CASE", description = "Case", unit = "C62", kind = "made", tracking = "lot", release = true });
        await seat.Post("/api/erp/work-centres", new { no = "KIT-CELL", name = "Cell" });
        await seat.Post("/api/erp/places", new { no = "KIT-SITE", name = "Site", kind = "site" });
        await seat.Post("/api/erp/places", new { no = "KIT-WH", name = "Store", kind = "warehouse", parentNo = "KIT-SITE" });
        await seat.Post("/api/erp/bills", new { itemNo = "KIT-CASE", revision = "A", state = "released", lines = (object[])[new { componentNo = "KIT-RESIN", quantity = new Quantity(1, "KGM"), operationNo = 10 }] });
        await seat.Post("/api/erp/routings", new { itemNo = "KIT-CASE", revision = "A", state = "released", operations = (object[])[new { no = 10, description = "Make", workCentreNo = "KIT-CELL" }] });
        await seat.Post("/api/erp/customers", new { no = "KIT-C1", name = "Clinic" });
        await seat.Post("/api/erp/sales-orders", new
        {
            no = SalesOrder, customerNo = "KIT-C1",
            lines = (object[])[new { itemNo = "KIT-CASE", quantity = new Quantity(100, "C62"), requestedUtc = seat.NowUtc.AddDays(9), lineNo = 10 }],
        });
        await seat.Post("/api/erp/stock-receipts", new { itemNo = "KIT-RESIN", quantity = new Quantity(500, "KGM"), place = "KIT-WH", lotNo = "KIT-L1" });
        return seat;
    }

    public DateTime NowUtc => plant.Clock.GetUtcNow().UtcDateTime;

    public void Wait(TimeSpan time) => plant.Clock.Advance(time);

    public async Task<string> Release(decimal pieces)
    {
        var order = (WorkOrderView)await Post("/api/erp/work-orders", new { itemNo = "KIT-CASE", quantity = new Quantity(pieces, "C62"), dueUtc = NowUtc.AddDays(5) });
        await Post("/api/erp/work-order-releases", new { workOrderNo = order.No });
        return order.No;
    }

    public Task Cancel(string workOrderNo, string reason) => Post("/api/erp/work-order-cancellations", new { workOrderNo, reason });

    public async Task Deliver(params IReadOnlyList<Delivery> deliveries)
    {
        var erp = plant.Services.GetRequiredService<HalfDirectory>().Find("erp")!;
        var applier = plant.Services.GetRequiredKeyedService<Applier>("erp");
        // One by one, as a line that drops and comes back would bring them.
        foreach (var each in deliveries)
        {
            var message = new OutboxMessage
            {
                MessageId = each.Id, Destination = "erp", Stream = each.Message.Stream, Seq = each.Seq, Name = MessageNames.Of(each.Message.GetType()),
                Body = JsonSerializer.Serialize(each.Message, each.Message.GetType(), TactusJson.Options), CorrelationId = each.Id, SentUtc = NowUtc,
            };
            (await Courier.Store(erp, "mes", [message], plant.Clock, CancellationToken.None)).ShouldBeTrue();
            while (await applier.ApplySome(CancellationToken.None) > 0) { }
        }
    }

    public async Task<IReadOnlyList<IMessage>> Sent()
    {
        await using var db = plant.Erp();
        return [.. (await db.Outbox.Where(message => message.Destination == "mes").OrderBy(message => message.Id).ToListAsync())
            .Select(message => (IMessage)JsonSerializer.Deserialize(message.Body, MessageNames.All[message.Name], TactusJson.Options)!)];
    }

    public async Task<SeatOrder> Order(string workOrderNo)
    {
        await using var db = plant.Erp();
        var order = await db.WorkOrders.SingleAsync(each => each.No == workOrderNo);
        var labor = await db.LaborBookings.Where(booking => booking.WorkOrderNo == workOrderNo).SumAsync(booking => booking.Seconds);
        return new SeatOrder(Enum.Parse<SeatOrderState>(order.State.ToString()), order.Produced, order.Scrapped, labor);
    }

    public Task<decimal> OnHand(string lotNo) => Balance(lotNo, balance => balance.Quantity);

    public Task<decimal> Usable(string lotNo) => Balance(lotNo, balance => balance.Usable);

    public async Task<bool> Ship(decimal pieces) =>
        (await Try("/api/erp/shipments", new { salesOrderNo = SalesOrder, lineNo = 10, quantity = new Quantity(pieces, "C62") })).Done;

    public async Task<bool> ReleaseHold(Guid holdId, string reason) => (await Try("/api/erp/hold-releases", new { holdId, reason })).Done;

    public ValueTask DisposeAsync() => plant.DisposeAsync();

    private async Task<decimal> Balance(string lotNo, Func<StockBalance, decimal> figure)
    {
        await using var db = plant.Erp();
        (await StockVerifier.Verify(db, CancellationToken.None)).Faults.ShouldBeEmpty();
        return (await db.StockBalances.Where(balance => balance.LotNo == lotNo).ToListAsync()).Where(balance => StockPlaces.IsReal(balance.Place)).Sum(figure);
    }

    private async Task<object> Post(string path, object body)
    {
        var outcome = await Try(path, body);
        outcome.Refusal.ShouldBeNull(path);
        return outcome.Value;
    }

    private Task<Outcome<object>> Try(string path, object body)
    {
        var json = JsonSerializer.SerializeToNode(body, TactusJson.Options)!;
        json["id"] = Guid.CreateVersion7();
        return plant.Post(path, JsonSerializer.SerializeToUtf8Bytes(json));
    }
}

/// <summary>The own business half passes the kit on its embedded database.</summary>
public sealed class OwnErpOnSqliteTests : ErpSeatKit
{
    protected override Task<IErpSeat> Open() => OwnErpSeat.Open("sqlite");
}

/// <summary>And on PostgreSQL.</summary>
public sealed class OwnErpOnPostgresTests : ErpSeatKit
{
    protected override Task<IErpSeat> Open() => OwnErpSeat.Open("postgres");
}
