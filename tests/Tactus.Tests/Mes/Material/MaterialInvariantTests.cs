using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Mes.Material;
using Tactus.Mes.Production;

namespace Tactus.Tests.Mes.Material;

/// <summary>Whatever people do in whatever order, quantities are the sum of their movements and the two directions of a trace are each other's inverse.</summary>
public sealed class MaterialInvariantTests
{
    [Theory]
    [InlineData("sqlite", 1)]
    [InlineData("sqlite", 2)]
    [InlineData("sqlite", 3)]
    [InlineData("postgres", 4)]
    [InlineData("postgres", 5)]
    public async Task Random_work_keeps_quantities_and_genealogy_whole(string database, int seed)
    {
        await using var shop = await Shop.New(database);
        var random = new Random(seed);
        for (var i = 0; i < 3; i++) await shop.Receive($"R{i}", 200);
        foreach (var no in (string[])["WO-1", "WO-2"]) await shop.Order(no, [10, 20], new Shop.Need(10, PerUnit: 0.5m), new Shop.Need(20, "PART", 0.25m, "C62", Backflush: true));
        await shop.Do(async db => (await db.Jobs.ToListAsync()).ForEach(job => job.State = JobState.Running));
        var (reports, uses, done, refused) = (new List<Guid>(), new List<Guid>(), 0, 0);
        for (var step = 0; step < 110; step++)
        {
            shop.Plant.Clock.Advance(TimeSpan.FromSeconds(20));
            if (await Step(shop, random, reports, uses)) done++;
            else refused++;
        }
        done.ShouldBeGreaterThan(25, $"{refused} steps were refused");
        await Check(shop);
    }

    private static async Task<bool> Step(Shop shop, Random random, List<Guid> reports, List<Guid> uses)
    {
        List<string> lots;
        await using (var db = shop.Plant.Mes()) lots = await db.Lots.Where(lot => !lot.Wip && lot.ItemNo == "RESIN").OrderBy(lot => lot.Id).Select(lot => lot.No).ToListAsync();
        string Lot() => lots[random.Next(lots.Count)];
        string Job(int operation) => $"WO-{random.Next(1, 3)}/{operation}";
        Quantity Some() => new(random.Next(1, 4000) / 100m, "KGM");
        switch (random.Next(10))
        {
            case 0 or 1:
                return (await shop.Pick(Lot(), Some().Value, workCentreNo: Shop.Press, why: "random")).Done;
            case 2 or 3:
                var use = await shop.Consume(Job(10), Lot(), Some().Value);
                if (use.Done) uses.Add(use.Value.BookingId);
                return use.Done;
            case 4:
                return (await shop.Plant.Run(new ReturnMaterial(Some(), shop.Now, Lot(), WorkCentreNo: Shop.Press))).Done;
            case 5:
                return (await shop.Plant.Run(new ScrapMaterial(Some(), "SPILLED", shop.Now, Lot(), WorkCentreNo: Shop.Press))).Done;
            case 6:
                return (await shop.Plant.Run(new SplitLot(Lot(), Some(), shop.Now, WorkCentreNo: random.Next(2) == 0 ? null : Shop.Press))).Done;
            case 7:
                return (await shop.Plant.Run(new MergeLots([Lot(), Lot()], shop.Now, WorkCentreNo: random.Next(2) == 0 ? null : Shop.Press))).Done;
            case 8:
                reports.Add(await shop.Report(Job(random.Next(2) == 0 ? 10 : 20), random.Next(1, 9)));
                return true;
            default:
                var fromReports = random.Next(2) == 0;
                var from = fromReports ? reports : uses;
                if (from.Count == 0) return false;
                var at = random.Next(from.Count);
                var id = from[at];
                from.RemoveAt(at);
                if (!fromReports) return (await shop.Plant.Run(new ReverseConsumption(id, "random", shop.Now))).Done;
                await shop.Do(async db =>
                {
                    // A lot that was used since can't be taken back; then nothing of the reversal may stay.
                    var refusal = await LotBook.Reverse(db, id, Guid.CreateVersion7(), shop.Now, db.By!, default);
                    if (refusal is not null) db.ChangeTracker.Clear();
                });
                return true;
        }
    }

    private static async Task Check(Shop shop)
    {
        await using var db = shop.Plant.Mes();
        var lots = await db.Lots.ToListAsync();
        var movements = await db.Movements.ToListAsync();
        var places = await db.LotPlaces.ToListAsync();
        foreach (var lot in lots)
        {
            var own = movements.Where(movement => movement.LotId == lot.Id).ToList();
            (lot.InStore, lot.AtLine, lot.Consumed, lot.Produced, lot.Scrapped).ShouldBe(
                (own.Sum(each => each.Store), own.Sum(each => each.Line), own.Sum(each => each.Consumed), own.Sum(each => each.Produced), own.Sum(each => each.Scrapped)), lot.No);
            lot.AtLine.ShouldBe(places.Where(place => place.LotId == lot.Id).Sum(place => place.Quantity), lot.No);
            new[] { lot.InStore, lot.AtLine, lot.Consumed, lot.Produced, lot.Scrapped }.ShouldAllBe(quantity => quantity >= 0, lot.No);
        }
        places.ShouldAllBe(place => place.Quantity >= 0);
        // 600 kg came in and nothing is lost between store, line, use and scrap, however often lots were split and merged.
        var resin = lots.Where(lot => lot.ItemNo == "RESIN").ToList();
        resin.Sum(lot => lot.InStore + lot.AtLine + lot.Consumed + lot.Scrapped).ShouldBe(600);
        foreach (var need in await db.JobMaterials.ToListAsync())
            need.Consumed.ShouldBe(movements.Where(movement => movement.Kind == MovementKind.Consumed && movement.JobNo == need.JobNo && movement.ItemNo == need.ItemNo).Sum(movement => movement.Quantity));

        // The genealogy by definition: who has a net quantity of whom.
        var edges = (await db.LotEdges.ToListAsync()).GroupBy(edge => (edge.FromLotId, edge.ToLotId)).Where(same => same.Sum(edge => edge.Quantity) > 0).Select(same => same.Key).ToList();
        edges.Count.ShouldBeGreaterThan(3);
        foreach (var lot in lots)
        {
            var (forward, backward) = (await Walk(db, lot.Id, true), await Walk(db, lot.Id, false));
            forward.ShouldBe(Reachable(lot.Id, edges.ToLookup(edge => edge.FromLotId, edge => edge.ToLotId)), ignoreOrder: true);
            backward.ShouldBe(Reachable(lot.Id, edges.ToLookup(edge => edge.ToLotId, edge => edge.FromLotId)), ignoreOrder: true);
            foreach (var other in lots) forward.Contains(other.Id).ShouldBe((await Walk(db, other.Id, false)).Contains(lot.Id));
        }
    }

    private static async Task<HashSet<long>> Walk(Tactus.Mes.MesDb db, long lot, bool forward) =>
        [.. (await db.Lots.FromSqlRaw(Genealogy.LotsSql(db, [lot], forward, null)).ToListAsync()).Select(each => each.Id)];

    private static HashSet<long> Reachable(long lot, ILookup<long, long> next)
    {
        var (found, open) = (new HashSet<long> { lot }, new Queue<long>([lot]));
        while (open.TryDequeue(out var id))
            foreach (var near in next[id])
                if (found.Add(near)) open.Enqueue(near);
        return found;
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_hold_and_the_work_that_goes_on_at_the_same_moment_leave_nothing_unfenced(string database)
    {
        await using var shop = await Shop.New(database);
        await shop.Receive("R1", 100);
        for (var i = 0; i < 8; i++) await shop.Order($"WO-{i}", [10, 20], new Shop.Need(10));
        await shop.Pick("R1", 100, workCentreNo: Shop.Press);
        // Each job uses some, reports and goes on to its finished lot, while the hold comes in the middle of it.
        var work = Enumerable.Range(0, 8).Select(async i =>
        {
            for (var round = 0; round < 3; round++)
            {
                await shop.Consume($"WO-{i}/10", "R1", 1);
                await shop.Report($"WO-{i}/10", 1);
                await shop.Report($"WO-{i}/20", 1);
            }
        }).ToList();
        await Task.Delay(40);
        var hold = (await shop.Hold("R1")).Value.HoldId;
        await Task.WhenAll(work);

        await using var db = shop.Plant.Mes();
        var root = await db.Lots.SingleAsync(lot => lot.No == "R1");
        var below = await db.Lots.FromSqlRaw(Genealogy.LotsSql(db, [root.Id], true, null)).ToListAsync();
        below.ShouldAllBe(lot => lot.Holds == 1);
        (await db.HoldMembers.CountAsync(member => member.HoldId == hold)).ShouldBe(below.Count);
        (await db.Holds.SingleAsync()).Lots.ShouldBe(below.Count);
    }
}
