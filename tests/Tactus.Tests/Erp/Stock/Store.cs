using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Erp.MasterData;
using Tactus.Erp.Sales;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Tests.Erp.Stock;

/// <summary>A store that tests start from, and what the plant would tell it.</summary>
internal static class Store
{
    internal static Quantity Kg(decimal value) => new(value, "KGM");

    internal static Quantity Pcs(decimal value) => new(value, "C62");

    /// <summary>RESIN by lot in kg, SCREW untracked, PUMP by serial number, CASE made by lot; places WH1 and WH2.</summary>
    internal static async Task<Plant> Open(string database)
    {
        var plant = await Plant.New(database);
        await Item(plant, "RESIN", "KGM", ItemKind.Purchased, Tracking.Lot);
        await Item(plant, "SCREW", "C62", ItemKind.Purchased, Tracking.None);
        await Item(plant, "PUMP", "C62", ItemKind.Made, Tracking.Serial);
        await Item(plant, "CASE", "C62", ItemKind.Made, Tracking.Lot);
        (await plant.Run(new DefinePlace("S1", "Site", PlaceKind.Site))).Done.ShouldBeTrue();
        foreach (var no in (string[])["WH1", "WH2"]) (await plant.Run(new DefinePlace(no, no, PlaceKind.Warehouse, "S1"))).Done.ShouldBeTrue();
        return plant;
    }

    internal static async Task Item(Plant plant, string no, string unit, ItemKind kind, Tracking tracking)
    {
        var made = await plant.Run(new DefineItem(no, no, unit, kind, tracking, Release: true));
        made.Refusal.ShouldBeNull();
    }

    internal static async Task Receive(this Plant plant, string item, Quantity quantity, string? lot = null, string place = "WH1", DateOnly? expires = null, params string[] serials)
    {
        var outcome = await plant.Run(new ReceiveStock(item, quantity, place, LotNo: lot, SerialNos: serials.Length == 0 ? null : serials, ExpiresOn: expires));
        outcome.Refusal.ShouldBeNull();
    }

    /// <summary>Applies a message as the inbox would: one transaction, nothing stays of a refused one.</summary>
    internal static async Task<Refusal?> FromPlant(this Plant plant, IMessage message)
    {
        Refusal? refusal = null;
        var handler = plant.Services.GetRequiredService<MessageHandlers>().Find("erp", message.GetType()).ShouldNotBeNull();
        await plant.Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem(message.GetType().Name, async db =>
            (refusal = await handler(db, message, db.By!, CancellationToken.None)) is null, CancellationToken.None);
        return refusal;
    }

    internal static async Task Told(this Plant plant, IMessage message) => (await plant.FromPlant(message)).ShouldBeNull();

    internal static MaterialActual Actual(this Plant plant, MaterialUse use, string item, Quantity quantity, string? lot = null, string order = "WO-1",
        Guid? report = null, Guid? reverses = null, bool final = true, params string[] serials) => new(
        report ?? Guid.CreateVersion7(), order, 10, item, "A", use, quantity, lot, serials, null, reverses, final, true, "P1", null, plant.Clock.GetUtcNow().UtcDateTime);

    internal static LotHeld Hold(this Plant plant, string lot, params string[] others) =>
        new(Guid.CreateVersion7(), lot, [lot, .. others], "FOREIGN-BODY", "metal found", "Q1", plant.Clock.GetUtcNow().UtcDateTime);

    internal static async Task Line(this Plant plant, string order, string item, decimal quantity, string unit)
    {
        await plant.Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("Given", async db =>
        {
            if (await db.Customers.FindAsync("C1") is null) db.Add(new Customer { No = "C1", Name = "Clinic One" });
            var now = plant.Clock.GetUtcNow().UtcDateTime;
            db.Add(new SalesOrder { No = order, CustomerNo = "C1", OrderedUtc = now, ChangedUtc = now });
            db.Add(new SalesOrderLine
            {
                OrderNo = order, LineNo = 1, ItemNo = item, Quantity = quantity, Unit = unit, OrderedQuantity = quantity, OrderedUnit = unit, RequestedUtc = now.AddDays(10), Priority = 5,
            });
            return true;
        }, CancellationToken.None);
    }

    /// <summary>What lies at a place, as the books say.</summary>
    internal static async Task<decimal> At(this Plant plant, string item, string place, string? lot = null)
    {
        await using var db = plant.Erp();
        return db.StockBalances.Where(balance => balance.ItemNo == item && balance.Place == place && (lot == null || balance.LotNo == lot)).AsEnumerable().Sum(balance => balance.Quantity);
    }

    /// <summary>Balances, totals and promises are what the moves say.</summary>
    internal static async Task ShouldAddUp(this Plant plant)
    {
        await using var db = plant.Erp();
        (await StockVerifier.Verify(db, CancellationToken.None)).Faults.ShouldBeEmpty();
    }

    internal static string Code<T>(this Outcome<T> outcome) => outcome.Refusal.ShouldNotBeNull().Code;

    /// <summary>The last message of a kind that the business half sent.</summary>
    internal static async Task<T> Sent<T>(this Plant plant) where T : IMessage
    {
        await using var db = plant.Erp();
        var name = MessageNames.Of(typeof(T));
        var body = db.Set<OutboxMessage>().Where(message => message.Name == name).OrderByDescending(message => message.Id).First().Body;
        return System.Text.Json.JsonSerializer.Deserialize<T>(body, TactusJson.Options)!;
    }
}
