using System.Diagnostics;
using Tactus.Scheduling.Bench.Plants;
using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Engine;

namespace Tactus.Scheduling.Tests.Solving;

/// <summary>Gaps between what is planned, and the search that moves work through them.</summary>
public sealed class GapSearchTests
{
    private const long Hour = 3_600;

    private static Problem Broken(int operations, int seed)
    {
        var (plant, schedule) = SeededPlant.Build(operations, seed);
        var problem = SeededPlant.At(plant, schedule, 33 * Hour);
        var machine = problem.InForce!.Where(assignment => assignment.Start > problem.Now).OrderBy(assignment => assignment.Start).First().Machine;
        return Thaw.Apply(Changes.Apply(problem, [new MachineDown(machine, problem.Now, problem.Now + 8 * Hour)]));
    }

    private static Plan Shifted(Problem problem, out PlantModel model)
    {
        model = PlantCompiler.Compile(problem);
        return PlantSolver.Construct(model, model.Weights, oneRule: true);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 5)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void What_is_found_in_gaps_is_what_the_list_decodes_to_and_costs_no_more(int seed)
    {
        var problem = Broken(700, seed);
        var start = new MatchUp(Shifted(problem, out var model), model.Weights, 10, strict: true).Build();
        var search = new GapSearch(start, model.Weights, seed, 1) { MostChanges = 12 };
        search.Run(1_500, new SearchStop(Stopwatch.StartNew(), null, default)).ShouldBe(1_500);
        var best = search.Best(start);
        best.Cost.ShouldBeLessThanOrEqualTo(start.Cost + 1e-6);
        foreach (var i in best.Order) best.Start[i].ShouldBe(best.Hold[i], model.Operations[i].Id);
    }

    [Fact]
    public void No_more_operations_change_their_machine_than_allowed()
    {
        var problem = Broken(700, 6);
        foreach (var most in new[] { 0, 2, 7 })
        {
            var start = new MatchUp(Shifted(problem, out var model), model.Weights, most, strict: true).Build();
            var search = new GapSearch(start, model.Weights, 6, 1) { MostChanges = most };
            search.Run(1_000, new SearchStop(Stopwatch.StartNew(), null, default));
            var best = search.Best(start);
            best.Order.Count(i => model.ForceMachine[i] >= 0 && best.Machine(i) != model.ForceMachine[i]).ShouldBeLessThanOrEqualTo(most);
        }
    }

    [Fact]
    public void Spans_never_overlap_whatever_was_moved_and_taken_back()
    {
        var problem = Broken(700, 7);
        var start = new MatchUp(Shifted(problem, out var model), model.Weights, 12, strict: false).Build();
        var search = new GapSearch(start, model.Weights, 7, 2);
        var spans = Total(search, model);
        for (var round = 0; round < 6; round++)
        {
            search.Run(300, new SearchStop(Stopwatch.StartNew(), null, default));
            for (var unit = 0; unit < model.UnitCount; unit++)
            {
                var list = search.Table.On(unit);
                for (var at = 1; at < list.Count; at++) list[at].From.ShouldBeGreaterThanOrEqualTo(list[at - 1].To, model.UnitName[unit]);
            }
            // A setup that takes no time needs nobody, so that the number may vary a little; lost or doubled spans would add up.
            Math.Abs(Total(search, model) - spans).ShouldBeLessThan(spans / 20);
        }
    }

    private static int Total(GapSearch search, PlantModel model) => Enumerable.Range(0, model.UnitCount).Sum(unit => search.Table.On(unit).Count);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void After_a_breakdown_of_a_shift_hardly_an_order_is_late_and_hardly_a_machine_changes(int seed)
    {
        var (plant, schedule) = SeededPlant.Build(900, seed);
        var problem = SeededPlant.At(plant, schedule, 33 * Hour);
        var machine = problem.InForce!.First(assignment => assignment.Start < problem.Now + 4 * Hour && assignment.Start > problem.Now).Machine;
        var result = Scheduler.Repair(problem, [new MachineDown(machine, problem.Now, problem.Now + 8 * Hour)], new SearchLimits { Iterations = 9_000, Seed = seed, Threads = 2 });
        var best = result.Options[0].Schedule.Figures;
        var shift = result.Options.Single(option => option.Kind == RepairKind.RightShift).Schedule.Figures;
        best.LateJobs.ShouldBeLessThanOrEqualTo(result.Before.LateJobs + 2);
        best.WeightedTardiness.ShouldBeLessThan(shift.WeightedTardiness);
        best.MachineChanges.ShouldBeLessThanOrEqualTo(900 / 50);
        best.StartMoves.ShouldBeLessThan(shift.StartMoves);
    }

    [Fact]
    public void A_gap_leaves_room_for_its_own_setup_and_for_that_of_what_follows()
    {
        static Dictionary<string, string> Colour(string value) => new() { ["colour"] = value };
        var problem = new Problem
        {
            Setups = [new() { Id = "colours", Attribute = "colour", Values = ["red", "blue"], Times = [[0, 4], [6, 0]] }],
            Machines = [new() { Id = "M", Setups = ["colours"], State = Colour("red") }],
            Jobs = [.. new[] { ("A", "red", 10L), ("B", "red", 10), ("C", "blue", 10) }.Select(job => new Job
            {
                Id = job.Item1, Operations = [new() { Id = job.Item1, Modes = [new("M", job.Item3)], Attributes = Colour(job.Item2) }],
            })],
        };
        var model = PlantCompiler.Compile(problem);
        var table = new Timetable(model);
        table.Put(0, new Timetable.Place(0, 0, 0, 10, 0));
        table.Put(1, new Timetable.Place(1, 29, 29, 39, 0));
        // 4 to blue, 10 of work, 6 back to red: 20, and there are 19.
        table.Gap(2, 2, 0, OpenTime.Never)!.Value.ShouldBe(new Timetable.Place(2, 39, 43, 53, 4));
        table.Remove(1);
        table.Put(1, new Timetable.Place(1, 30, 30, 40, 0));
        table.Gap(2, 2, 0, OpenTime.Never)!.Value.ShouldBe(new Timetable.Place(2, 10, 14, 24, 4));
        table.Gap(2, 2, 15, OpenTime.Never)!.Value.Start.ShouldBe(44);
        table.Gap(2, 2, 15, 44).ShouldBeNull();
        table.Take(2, new Timetable.Place(2, 10, 14, 24, 4));
        table.Refit(1).ShouldBeTrue();
        (table.SetupStart[1], table.SetupTime[1]).ShouldBe((24, 6));
    }
}
