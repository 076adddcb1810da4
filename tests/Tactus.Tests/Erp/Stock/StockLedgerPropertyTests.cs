using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Erp;
using Tactus.Erp.Planning;
using Tactus.Erp.Sales;
using Tactus.Erp.Stock;
using Tactus.Platform;

namespace Tactus.Tests.Erp.Stock;

/// <summary>Whatever people and the plant do in whatever order, the books are the sum of their moves and no promise is broken silently.</summary>
public sealed class StockLedgerPropertyTests
{
    private static readonly string[] Lots = ["L1", "L2", "L3", "C-1", "C-2"];
    private static readonly string[] Places = ["WH1", "WH2", "LINE", "FG"];
    private static readonly string[] Orders = ["WO-1", "WO-2"];

    [Theory]
    [InlineData("sqlite", 1), InlineData("sqlite", 2), InlineData("sqlite", 3)]
    [InlineData("postgres", 4), InlineData("postgres", 5)]
    public async Task Random_commands_reports_reversals_and_holds_leave_books_that_add_up(string database, int seed)
    {
        await using var plant = await Store.Open(database);
        foreach (var no in Orders) await MaterialActualsTests.Order(plant, no, "CASE");
        await plant.Line("SO-1", "CASE", 100_000, "C62");
        var random = new Random(seed);
        var reports = new List<MaterialActual>();
        var moves = new List<Guid>();
        var holds = new List<LotHeld>();
        var done = 0;
        for (var step = 0; step < 260; step++)
        {
            plant.Clock.Advance(TimeSpan.FromSeconds(30));
            done += await Step(plant, random, reports, moves, holds) ? 1 : 0;
            if (step % 52 == 51) await Holds(plant);
        }
        // Enough of it must have been accepted, or the run says nothing.
        done.ShouldBeGreaterThan(100);
        holds.ShouldNotBeEmpty();
    }

    private static async Task Holds(Plant plant)
    {
        await plant.ShouldAddUp();
        await using var db = plant.Erp();
        foreach (var order in await db.WorkOrders.ToListAsync())
        {
            var produced = (await db.StockMoves.Where(move => move.WorkOrderNo == order.No && move.Kind == MoveKind.Produce && move.ItemNo == order.ItemNo).ToListAsync())
                .Sum(move => move.FromPlace == StockPlaces.Production ? move.Quantity : -move.Quantity);
            order.Produced.ShouldBe(produced);
        }
        // Every lot that an open hold covers has nothing that may be used.
        (await db.StockBalances.Where(balance => !balance.Held && balance.Quantity > 0
            && db.Set<StockHoldLot>().Any(lot => !lot.Lifted && (lot.LotNo == balance.LotNo || lot.LotNo == balance.SerialNo))).ToListAsync()).ShouldBeEmpty();
        db.SalesLines.Single().Shipped.ShouldBe((await db.ShipmentLines.Where(line => line.ReversedUtc == null).ToListAsync()).Sum(line => line.Quantity));
    }

    private static async Task<bool> Step(Plant plant, Random random, List<MaterialActual> reports, List<Guid> moves, List<LotHeld> holds)
    {
        T Any<T>(IReadOnlyList<T> among) => among[random.Next(among.Count)];
        var resin = Any((string[])["L1", "L2", "L3"]);
        var kg = Store.Kg(random.Next(1, 400) / 10m);
        var pcs = Store.Pcs(random.Next(1, 30));
        var now = plant.Clock.GetUtcNow().UtcDateTime;
        switch (random.Next(17))
        {
            case 0 or 1:
                return Keep(await plant.Run(new ReceiveStock("RESIN", kg, Any(Places), LotNo: resin)));
            case 2:
                return Keep(await plant.Run(new ReceiveStock("SCREW", pcs, Any(Places))));
            case 3:
                return Keep(await plant.Run(new TransferStock("RESIN", kg, Any(Places), Any(Places), LotNo: resin)));
            case 4:
                return Keep(await plant.Run(new IssueStock("SCREW", pcs, Any(Places), WorkOrderNo: Any(Orders))));
            case 5:
                return Keep(await plant.Run(new AdjustStock("SCREW", pcs with { Value = pcs.Value - 15 == 0 ? 1 : pcs.Value - 15 }, Any(Places), "found so")));
            case 6:
            {
                var (from, to) = (Any(Enum.GetValues<StockStatus>()), Any(Enum.GetValues<StockStatus>()));
                return Keep(await plant.Run(new ChangeStockStatus("RESIN", kg, Any(Places), from, to, "looked at", LotNo: resin)));
            }
            case 7:
                return moves.Count > 0 && (await plant.Run(new ReverseMove(Any(moves), "was wrong"))).Done;
            case 8 or 9:
                return await Report(plant.Actual(MaterialUse.Consumed, "RESIN", kg, resin, Any(Orders)));
            case 10:
                return await Report(plant.Actual(Any((MaterialUse[])[MaterialUse.Picked, MaterialUse.Returned, MaterialUse.Scrapped]), "RESIN", kg, resin, Any(Orders)));
            case 11:
                return await Report(plant.Actual(MaterialUse.Produced, "CASE", pcs, Any((string[])["C-1", "C-2"]), Any(Orders)));
            case 12:
            {
                if (reports.Count == 0) return false;
                var report = Any(reports);
                reports.Remove(report);
                await plant.Told(report with { ReportId = Guid.CreateVersion7(), Quantity = -report.Quantity, Reverses = report.ReportId });
                return true;
            }
            case 13:
            {
                if (holds.Count >= 4) return false;
                var hold = plant.Hold(Any(Lots), Any(Lots));
                holds.Add(hold);
                await plant.Told(hold);
                return true;
            }
            case 14:
            {
                if (holds.Count == 0) return false;
                var hold = Any(holds);
                await plant.Told(new LotHoldReleaseAsked(hold.HoldId, hold.LotNo, "clean", "Q1", now));
                if (!(await plant.Run(new ReleaseHold(hold.HoldId, "agreed"))).Done) return false;
                await plant.Told(new LotHoldEnded(hold.HoldId, hold.LotNo, now));
                holds.Remove(hold);
                return true;
            }
            case 15:
                return (await plant.Run(new ShipGoods("SO-1", 1, pcs))).Done;
            default:
            {
                // As the reservation command does it, without a bill behind: what is free, of one lot or of any.
                var lot = random.Next(2) == 0 ? resin : "";
                return await plant.Services.GetRequiredService<CommandRunner<ErpDb>>().RunAsSystem("Reserve", async db =>
                {
                    var totals = await StockBook.Totals(db, "RESIN", "A", CancellationToken.None);
                    var free = Math.Min(kg.Value, await Reservations.Free(db, totals, lot, CancellationToken.None));
                    if (free <= 0) return false;
                    totals.Reserved += free;
                    db.Add(new Reservation { WorkOrderNo = Any(Orders), ItemNo = "RESIN", Revision = "A", LotNo = lot, Quantity = free, Unit = "KGM" });
                    return true;
                }, CancellationToken.None);
            }
        }

        bool Keep(Outcome<MovesView> outcome)
        {
            if (!outcome.Done) return false;
            moves.AddRange(outcome.Value.Moves.Select(move => move.Id));
            return true;
        }

        async Task<bool> Report(MaterialActual report)
        {
            await plant.Told(report);
            reports.Add(report);
            return true;
        }
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Many_at_once_never_take_more_than_there_is(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("RESIN", Store.Kg(50), "L1");
        await plant.Line("SO-1", "RESIN", 1000, "KGM");
        await MaterialActualsTests.Order(plant, "WO-1", "CASE");
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(async () => (i % 3) switch
        {
            0 => (await plant.Run(new IssueStock("RESIN", Store.Kg(5), "WH1", LotNo: "L1", Reason: "trial run"))).Done,
            1 => (await plant.Run(new ShipGoods("SO-1", 1, Store.Kg(5)))).Done,
            _ => (await plant.Run(new TransferStock("RESIN", Store.Kg(5), "WH1", "WH2", LotNo: "L1"))).Done,
        })));
        outcomes.Count(done => done).ShouldBeGreaterThanOrEqualTo(10);
        await plant.ShouldAddUp();
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_hold_and_shipments_at_the_same_moment_never_pass_each_other(string database)
    {
        await using var plant = await Store.Open(database);
        await plant.Receive("RESIN", Store.Kg(50), "L1");
        await plant.Line("SO-1", "RESIN", 1000, "KGM");
        var hold = plant.Hold("L1");
        var work = Enumerable.Range(0, 10).Select(i => Task.Run(async () => (await plant.Run(new ShipGoods("SO-1", 1, Store.Kg(2)))).Done)).ToList();
        var told = Task.Run(() => plant.FromPlant(hold));
        var receipts = Enumerable.Range(0, 4).Select(i => Task.Run(() => plant.Run(new ReceiveStock("RESIN", Store.Kg(3), Places[i], LotNo: "L1")))).ToList();
        (await told).ShouldBeNull();
        var shipped = (await Task.WhenAll(work)).Count(done => done);
        (await Task.WhenAll(receipts)).ShouldAllBe(receipt => receipt.Done);
        await plant.ShouldAddUp();
        await using var db = plant.Erp();
        (await db.StockBalances.Where(balance => balance.LotNo == "L1" && !balance.Held).ToListAsync()).ShouldBeEmpty();
        (await plant.At("RESIN", "WH1") + await plant.At("RESIN", "WH2") + await plant.At("RESIN", "LINE") + await plant.At("RESIN", "FG")).ShouldBe(50 + 12 - 2 * shipped);
    }
}
