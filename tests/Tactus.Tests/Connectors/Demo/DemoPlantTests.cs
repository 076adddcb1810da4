using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tactus.Connectors.Demo;
using Tactus.Erp;
using Tactus.Erp.MasterData;
using Tactus.Erp.Planning;
using Tactus.Erp.Stock;
using Tactus.Mes;
using Tactus.Mes.Equipment;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Identity;
using Tactus.Platform.Ledger;
using Tactus.Platform.Messaging;
using Tactus.Tests.Http;

namespace Tactus.Tests.Connectors.Demo;

public sealed class DemoPlantTests
{
    private static readonly CancellationToken Stop = CancellationToken.None;

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_plant_is_filled_once_however_often_it_is_started(string database)
    {
        await using var plant = await HttpPlant.New(database);
        var (demo, _, start) = await Open(plant);
        (await demo.Seed(start, Stop)).ShouldBeEmpty();
        await Settle(plant);
        var first = await Counts(plant);
        first.Items.ShouldBe(40);
        first.Machines.ShouldBe(12);
        first.Orders.ShouldBe(20);
        first.Jobs.ShouldBeGreaterThan(20);

        plant.Clock.Advance(TimeSpan.FromHours(1));
        var (again, _, sameStart) = await Open(plant);
        sameStart.ShouldBe(start);
        (await again.Seed(sameStart, Stop)).ShouldBeEmpty();
        await Settle(plant);
        (await Counts(plant)).ShouldBe(first);
        await Sound(plant);
    }

    [Fact]
    public async Task Its_people_sign_in_and_need_not_choose_another_password()
    {
        await using var plant = await HttpPlant.New();
        var (demo, _, start) = await Open(plant);
        await demo.Seed(start, Stop);
        var lead = plant.Caller();
        (await lead.Post("/api/platform/sessions", new { login = "lead", password = DemoPerson.Password })).Status.ShouldBe(200);
        (await lead.Get("/api/mes/job-orders")).Status.ShouldBe(200);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task The_floor_works_an_hour_and_both_halves_agree_also_after_a_restart(string database)
    {
        await using var plant = await HttpPlant.New(database);
        var (demo, key, start) = await Open(plant);
        await demo.Seed(start, Stop);
        await Settle(plant);
        var before = await Live(plant, key, start, minutes: 30);
        before.ShouldBeGreaterThan(5);

        // Another start: nothing of the floor's own memory is left, its old key is taken back.
        var (_, newKey, sameStart) = await Open(plant);
        using (var old = plant.Program(key)) ((int)(await old.GetAsync(new Uri("/api/mes/job-orders", UriKind.Relative))).StatusCode).ShouldBe(401);
        (await Live(plant, newKey, sameStart, minutes: 30)).ShouldBeGreaterThan(before + 5);
        await Sound(plant);
    }

    [Fact]
    public async Task Shifts_before_the_first_start_are_lived_once()
    {
        await using var plant = await HttpPlant.New();
        var (demo, key, start) = await Open(plant);
        await demo.Seed(start, Stop);
        await Settle(plant);
        using var http = plant.Program(key);
        var life = new FloorLife(new Door(http, NullLogger.Instance), start, 1, alwaysOn: true);
        (await life.Catch(start.AddHours(-3), start, TimeSpan.FromMinutes(30), Stop)).ShouldBeTrue();
        await Settle(plant);
        await demo.Hold(start, Stop);
        await Settle(plant);
        await using (var mes = plant.Services.GetRequiredService<HalfDatabase<MesDb>>().Read())
        {
            (await mes.Reports.CountAsync(Stop)).ShouldBeGreaterThan(0);
            (await mes.Reports.AllAsync(report => report.AtUtc < start, Stop)).ShouldBeTrue();
        }
        var next = new FloorLife(new Door(http, NullLogger.Instance), start, 1, alwaysOn: true);
        (await next.Catch(start.AddHours(-3), start, TimeSpan.FromMinutes(30), Stop)).ShouldBeFalse();
        await Sound(plant);
    }

    private static async Task<(DemoPlant Plant, string Key, DateTime StartUtc)> Open(HttpPlant plant)
    {
        var demo = new DemoPlant(plant.Services, NullLogger.Instance);
        var (key, start) = await demo.OpenFloor(plant.Program, Stop);
        return (demo, key, start);
    }

    /// <summary>Minutes at ten times the speed; how many reports there are then.</summary>
    private static async Task<int> Live(HttpPlant plant, string key, DateTime start, int minutes)
    {
        using var http = plant.Program(key);
        var life = new FloorLife(new Door(http, NullLogger.Instance), start, 10, alwaysOn: true);
        for (var minute = 0; minute < minutes; minute++)
        {
            plant.Clock.Advance(TimeSpan.FromMinutes(1));
            await life.Step(plant.Clock.GetUtcNow().UtcDateTime, live: true, Stop);
            await Settle(plant);
        }
        await using var mes = plant.Services.GetRequiredService<HalfDatabase<MesDb>>().Read();
        return await mes.Reports.CountAsync(Stop);
    }

    private static Task Settle(HttpPlant plant) => plant.Services.GetRequiredService<MessagePump>().Settle(Stop);

    private static async Task<(int Items, int Machines, int Orders, int Jobs, int Moves, int Receipts, int MesReceipts)> Counts(HttpPlant plant)
    {
        await using var erp = plant.Services.GetRequiredService<HalfDatabase<ErpDb>>().Read();
        await using var mes = plant.Services.GetRequiredService<HalfDatabase<MesDb>>().Read();
        return (await erp.Items.CountAsync(Stop), await mes.Equipment.CountAsync(node => node.Level == EquipmentLevel.WorkUnit, Stop), await erp.WorkOrders.CountAsync(Stop),
            await mes.Jobs.CountAsync(Stop), await erp.StockMoves.CountAsync(Stop), await erp.Receipts.CountAsync(Stop), await mes.Receipts.CountAsync(Stop));
    }

    /// <summary>No message is stuck, stock is the sum of its moves, each order has the same good quantity in both halves, the ledgers are whole.</summary>
    private static async Task Sound(HttpPlant plant)
    {
        await Settle(plant);
        (await plant.Services.GetRequiredService<MessagePump>().Unapplied(Stop)).ShouldBeEmpty();
        await using var erp = plant.Services.GetRequiredService<HalfDatabase<ErpDb>>().Read();
        await using var mes = plant.Services.GetRequiredService<HalfDatabase<MesDb>>().Read();
        (await StockVerifier.Verify(erp, Stop)).Faults.ShouldBeEmpty();
        var produced = await erp.WorkOrders.Where(order => order.Produced > 0).ToDictionaryAsync(order => order.No, order => order.Produced, Stop);
        var good = await mes.Jobs.Where(job => job.Last && job.Good > 0).ToDictionaryAsync(job => job.OrderNo, job => job.Good, Stop);
        produced.ShouldBe(good, ignoreOrder: true);
        (await Whole<ErpDb>(plant)).ShouldBeNull();
        (await Whole<MesDb>(plant)).ShouldBeNull();
        (await Whole<PlatformDb>(plant)).ShouldBeNull();
    }

    private static async Task<string?> Whole<TDb>(HttpPlant plant) where TDb : HalfDb
    {
        while (await plant.Services.GetRequiredService<Sealer<TDb>>().SealSome(Stop) > 0) { }
        await using var db = plant.Services.GetRequiredService<HalfDatabase<TDb>>().Read();
        return (await LedgerVerifier.Verify(db, null, Stop)).Fault;
    }
}
