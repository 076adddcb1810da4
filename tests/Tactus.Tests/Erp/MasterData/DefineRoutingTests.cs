using Tactus.Erp.MasterData;
using Tactus.Platform;
using static Tactus.Tests.Erp.MasterData.Given;

namespace Tactus.Tests.Erp.MasterData;

public sealed class DefineRoutingTests
{
    private static OperationInput Op(int no, params int[] predecessors) => new(no, $"Step {no}", "ASSY", predecessors);

    private static async Task<Plant> Shop(string database)
    {
        var plant = await Plant.New(database);
        await plant.Items(ItemKind.Made, "PUMP");
        await plant.WorkCentre("ASSY", "PACK");
        return plant;
    }

    private static Task<Outcome<RoutingView>> Route(Plant plant, params OperationInput[] operations) =>
        plant.Run(new DefineRouting("PUMP", "A", RevisionState.Draft, operations));

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Operations_follow_each_other_unless_they_say_otherwise(string database)
    {
        await using var plant = await Shop(database);
        var made = await plant.Run(new DefineRouting("PUMP", "A", RevisionState.Released, [
            new OperationInput(30, "Pack", "PACK", SerialsHere: true, ToolNo: "T-7"),
            new OperationInput(10, "Mount", "ASSY", SetupSeconds: 600, RunSecondsPerUnit: 42.5m, OverlapQuantity: 5, Skills: ["ESD", "ESD"], YieldPercent: 97.5m),
            new OperationInput(20, "Test", "ASSY", Backflush: true)]));
        made.Done.ShouldBeTrue(made.Refusal?.Sentence);
        var read = await plant.Get("/api/erp/routings/PUMP/A");
        var routing = read.As<RoutingView>();
        routing.Operations.Select(operation => (operation.No, string.Join(',', operation.Predecessors))).ShouldBe([(10, ""), (20, "10"), (30, "20")]);
        routing.Operations[0].ShouldSatisfyAllConditions(first => first.Skills.ShouldBe(["ESD"]), first => first.RunSecondsPerUnit.ShouldBe(42.5m),
            first => first.OverlapQuantity.ShouldBe(5), first => first.YieldPercent.ShouldBe(97.5m));
        read.ETag.ShouldBe("\"1\"");
        (await plant.Get("/api/erp/routings/PUMP")).As<RoutingsOfItem>().EffectiveRevision.ShouldBe("A");
        (await plant.Get("/api/erp/routings/PUMP/Z")).Code.ShouldBe("routing-unknown");
        (await plant.Get("/api/erp/routings")).Json.GetProperty("items")[0].GetProperty("operations").GetInt32().ShouldBe(3);
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task Branches_may_run_beside_each_other_and_meet_in_one_end(string database)
    {
        await using var plant = await Shop(database);
        (await Route(plant, Op(10), Op(20), Op(30, 10, 20), Op(40, 30))).Done.ShouldBeTrue();
        var several = (await Route(plant, Op(10), Op(20, 10), Op(30, 10))).Refusal!;
        several.Code.ShouldBe("routing-several-ends");
        several.Sentence.ShouldContain("20, 30");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task An_operation_that_waits_for_itself_is_named_with_the_way_round(string database)
    {
        await using var plant = await Shop(database);
        var refusal = (await Route(plant, Op(10), Op(20, 10, 40), Op(30, 20), Op(40, 30), Op(50, 40))).Refusal!;
        refusal.Code.ShouldBe("routing-cycle");
        refusal.Sentence.ShouldBe("Operation 20 would wait for itself: 20 > 30 > 40 > 20.");
        (await Route(plant, Op(10, 10))).Refusal!.Code.ShouldBe("routing-cycle");
    }

    [Fact]
    public async Task What_a_routing_can_not_hold_is_refused_by_name()
    {
        await using var plant = await Shop("sqlite");
        async Task<string> Code(params OperationInput[] operations) => (await Route(plant, operations)).Refusal?.Code ?? "done";
        (await Code()).ShouldBe("routing-empty");
        (await Code(Op(10), Op(10))).ShouldBe("operation-twice");
        (await Code(Op(10, 5))).ShouldBe("predecessor-unknown");
        (await Code(Op(10) with { WorkCentreNo = "NONE" })).ShouldBe("work-centre-unknown");
        (await Code(Op(10) with { YieldPercent = 0 })).ShouldBe("value-out-of-range");
        (await Code(Op(10) with { RunSecondsPerUnit = -1 })).ShouldBe("value-out-of-range");
        (await Code(Op(0))).ShouldBe("value-out-of-range");
        (await Code(Op(10) with { SerialsHere = true }, Op(20, 10) with { SerialsHere = true })).ShouldBe("serials-twice");
        await plant.Run(new DefineWorkCentre("ASSY", "Assembly", Active: false));
        (await Code(Op(10))).ShouldBe("work-centre-inactive");
        await plant.Items(ItemKind.Purchased, "SCREW");
        (await plant.Run(new DefineRouting("SCREW", "A", RevisionState.Draft, [Op(10)]))).Refusal!.Code.ShouldBe("item-not-made");
        (await plant.Run(new DefineRouting("NONE", "A", RevisionState.Draft, [Op(10)]))).Refusal!.Code.ShouldBe("item-unknown");
    }

    [Theory, ClassData(typeof(EveryDatabase))]
    public async Task A_released_routing_is_frozen_and_a_later_one_takes_over(string database)
    {
        await using var plant = await Shop(database);
        var first = new DefineRouting("PUMP", "A", RevisionState.Released, [Op(10), Op(20, 10)]);
        (await plant.Run(first)).Done.ShouldBeTrue();
        (await plant.Run(first)).Value.Version.ShouldBe(1);
        (await plant.Run(first with { Operations = [Op(10)] })).Refusal!.Code.ShouldBe("routing-released");
        (await plant.Run(first with { Revision = "B", Operations = [Op(10)] })).Refusal!.Code.ShouldBe("effectivity-same-start");
        (await plant.Run(first with { Revision = "B", Operations = [Op(10)], EffectiveFrom = Day("2026-07-01") })).Done.ShouldBeTrue();
        await using var db = plant.Erp();
        (await RoutingReads.Effective(db, "PUMP", "A", Day("2026-06-30"), CancellationToken.None))!.Value.Operations.Count.ShouldBe(2);
        (await RoutingReads.Effective(db, "PUMP", "A", Day("2026-07-01"), CancellationToken.None))!.Value.Operations.Count.ShouldBe(1);
        (await plant.Run(first, ifMatch: 0)).Refusal!.Code.ShouldBe("changed-meanwhile");
    }

    /// <summary>Whatever graph is drawn: accepted exactly when an order of work exists and it has one end.</summary>
    [Fact]
    public void Random_graphs_are_accepted_exactly_when_they_can_be_worked_off()
    {
        var (accepted, refused) = (0, 0);
        for (var seed = 0; seed < 3000; seed++)
        {
            var random = new Random(seed);
            var count = random.Next(1, 7);
            var operations = Enumerable.Range(1, count).Select(no => new RoutingOperation
            {
                ItemNo = "X", RoutingRevision = "A", No = no, Description = "", WorkCentreNo = "",
                Predecessors = [.. Enumerable.Range(1, count).Where(other => other < no ? random.Next(2) == 0 : other > no && random.Next(12) == 0)],
            }).ToList();
            var done = new HashSet<int>();
            while (operations.Find(operation => !done.Contains(operation.No) && operation.Predecessors.TrueForAll(done.Contains)) is { } next) done.Add(next.No);
            var ends = operations.Count(operation => !operations.Exists(other => other.Predecessors.Contains(operation.No)));
            var expected = done.Count < count ? "routing-cycle" : ends > 1 ? "routing-several-ends" : null;
            var fault = OperationGraph.Fault(operations);
            fault?.Code.ShouldBe(expected, $"seed {seed}");
            (fault is null).ShouldBe(expected is null, $"seed {seed}");
            if (fault?.Code == "routing-cycle")
            {
                // The way that is named is one: each operation really waits for the one before.
                var way = fault.Sentence[(fault.Sentence.IndexOf(':', StringComparison.Ordinal) + 1)..].TrimEnd('.').Split('>').Select(int.Parse).ToList();
                way[0].ShouldBe(way[^1]);
                way.Zip(way.Skip(1)).ShouldAllBe(step => operations[step.Second - 1].Predecessors.Contains(step.First));
            }
            if (fault is null) accepted++; else refused++;
        }
        accepted.ShouldBeGreaterThan(100);
        refused.ShouldBeGreaterThan(100);
    }
}
