using System.Xml.Linq;
using Tactus.Scheduling.Check;
using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Formats;

namespace Tactus.Scheduling.Tests.Formats;

/// <summary>The samples that the documentation shows, the classical problems as plants, time that passes, and pictures.</summary>
public sealed class SampleTests
{
    private static readonly SearchLimits Short = new() { Iterations = 300, Threads = 1 };

    private static byte[] Sample(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "samples", "scheduling", name);
            if (File.Exists(path)) return File.ReadAllBytes(path);
        }
        Assert.Skip("The samples are not beside the tests.");
        return [];
    }

    [Fact]
    public void The_sample_plant_and_its_changes_are_read_and_sound()
    {
        var plant = TactusFormat.ReadProblem(Sample("plant.json"));
        ProblemCheck.Faults(plant).ShouldBeEmpty();
        plant.Jobs.Sum(job => job.Operations.Count).ShouldBe(10);
        TactusFormat.ReadChanges(Sample("change.json"), plant.Origin).Changes.Count.ShouldBe(4);
    }

    [Fact]
    public void The_sample_plant_is_solved_and_time_passes_as_planned()
    {
        var plant = TactusFormat.ReadProblem(Sample("plant.json"));
        var schedule = Scheduler.Solve(plant, Short).Schedule.Assignments;
        ScheduleCheck.Faults(plant, schedule).ShouldBeEmpty();
        for (var now = plant.Now; now < 400_000; now += 4321)
        {
            var later = AsPlanned.At(plant, schedule, now);
            ProblemCheck.Contradictions(later).ShouldBeEmpty();
            // What started keeps its end, what was set up for it began with its setup; all else is as it was, so only setups made
            // ahead of time can be in the past.
            var same = schedule.Select(given => Started(later, given.Operation) is { } floor ? given with { SetupStart = floor.Start!.Value, Start = floor.Start.Value, People = [], Units = [] } : given).ToList();
            // Of what runs only the machine's shifts are known, not those of the people who hold it.
            var alone = schedule.Where(given => given.People.Count + given.Units.Count == 0).Select(given => $"operation {given.Operation}").ToHashSet();
            ScheduleCheck.Faults(later, same).Where(fault => fault.Code is not ("before-now" or "frozen-window" or "setup-short") && (fault.Code != "started-end" || alone.Contains(fault.Subject))).ShouldBeEmpty();
        }
        var done = AsPlanned.At(plant, schedule, 10_000_000);
        done.Jobs.SelectMany(job => job.Operations).ShouldAllBe(operation => operation.Floor!.State == FloorState.Done);
        done.Materials[0].OnHand.ShouldBe(-100, "what had started has its resin already; 250 and 150 of 300 on hand are used, 500 came");

        static Floor? Started(Problem problem, string id) =>
            problem.Jobs.SelectMany(job => job.Operations).Single(operation => operation.Id == id).Floor is { State: FloorState.Started } floor ? floor : null;
    }

    [Fact]
    public void A_flow_shop_is_a_plant_with_setups_by_job()
    {
        int[,,] setups = { { { 0, 2 }, { 3, 0 } }, { { 0, 4 }, { 5, 0 } } };
        var flow = new FlowShopInstance("f", new[,] { { 3, 2 }, { 4, 1 } }, setups);
        var plant = ClassicProblem.Of(flow);
        // Job 1 first: machine 0 4, setup 3, 3; machine 1: 4-5, setup 5, 10-12.
        Assignment[] rows = [new("0.0", "0", 7, 7, 10), new("0.1", "1", 10, 10, 12), new("1.0", "0", 0, 0, 4), new("1.1", "1", 4, 4, 5)];
        var schedule = ClassicProblem.WithSetups(flow, rows);
        ScheduleCheck.Faults(plant, schedule).ShouldBeEmpty();
        ScheduleCheck.Figures(plant, schedule).Objective.ShouldBe(12);
        ClassicProblem.OrderFault(schedule).ShouldBeNull();
        ScheduleCheck.Faults(plant, ClassicProblem.WithSetups(flow, [rows[0], rows[1] with { Start = 9, End = 11 }, rows[2], rows[3]])).ShouldNotBeEmpty();
        ClassicProblem.OrderFault([rows[0], rows[1] with { Start = 1 }, rows[2], rows[3]])!.Code.ShouldBe("order");
    }

    [Fact]
    public void Results_of_the_classical_solvers_are_valid_plants()
    {
        var random = new Random(3);
        for (var round = 0; round < 5; round++)
        {
            var shop = new ShopInstance("s", 3, [.. Enumerable.Range(0, 4).Select(_ => new ShopJob(
                [.. Enumerable.Range(0, 3).Select(_ => new ShopOperation([new(random.Next(2), random.Next(9)), new(2, random.Next(9))]))]))]);
            var result = ShopSolver.Solve(shop, ShopObjective.Makespan, Short);
            var plant = ClassicProblem.Of(shop, ShopObjective.Makespan);
            var file = new ScheduleFile { Operations = [.. result.Operations.Select(row => new ScheduleRow(row.Job, row.Operation, row.Machine, row.Start, row.End))] };
            var schedule = file.Assignments(plant);
            ScheduleCheck.Faults(plant, schedule).ShouldBeEmpty();
            ScheduleCheck.Figures(plant, schedule).Objective.ShouldBe(result.Objective);
        }
    }

    [Fact]
    public void A_picture_is_sound_and_says_what_it_shows()
    {
        var plant = TactusFormat.ReadProblem(Sample("plant.json"));
        var svg = GanttPicture.Svg(plant, Scheduler.Solve(plant, Short).Schedule.Assignments);
        var picture = XDocument.Parse(svg);
        var bars = picture.Descendants().Where(each => each.Name.LocalName == "g").ToList();
        bars.Count.ShouldBe(10);
        svg.ShouldContain("Small moulding plant: 5 machines, 10 operations");
        svg.ShouldContain("frozen until");
        bars.ShouldContain(bar => bar.Value.Contains("B/10 of job B"));
    }

    [Fact]
    public void Hostile_names_do_not_break_a_picture_and_an_empty_one_can_be_drawn()
    {
        XDocument.Parse(GanttPicture.Svg(new() { Name = "nothing" }, []));
        var plant = new Problem
        {
            Name = "</svg><script>&\u0000\ud800", Machines = [new() { Id = "<b>\"'&\u0001" }], Now = -5,
            Jobs = [new() { Id = "\U0001F600", Due = 1, Operations = [new() { Id = "<script>", Modes = [new("<b>\"'&\u0001", 5)] }] }],
        };
        var svg = GanttPicture.Svg(plant, [new("<script>", "<b>\"'&\u0001", 0, 0, 5)]);
        XDocument.Parse(svg).Descendants().ShouldAllBe(each => each.Name.LocalName != "script");
        svg.ShouldContain("1 of 1 jobs late");
    }
}
