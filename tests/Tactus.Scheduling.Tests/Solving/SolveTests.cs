using Tactus.Scheduling.Bench.Plants;
using Tactus.Scheduling.Check;

namespace Tactus.Scheduling.Tests.Solving;

/// <summary>What holds of every schedule of a whole plant.</summary>
public sealed class SolveTests
{
    private static SearchLimits Steps(long iterations, int seed = 1, int threads = 1) => new() { Iterations = iterations, Seed = seed, Threads = threads };

    [Fact]
    public void Every_schedule_of_a_random_plant_is_accepted_by_the_validator()
    {
        var solved = 0;
        for (var seed = 1; seed <= 150; seed++)
        {
            var problem = RandomPlant.Build(seed);
            if (ProblemCheck.Faults(problem).Count > 0) continue;
            SolveResult result;
            try
            {
                result = Scheduler.Solve(problem, Steps(2_000));
            }
            catch (InvalidOperationException fault)
            {
                throw new InvalidOperationException($"seed {seed}: {fault.Message}", fault);
            }
            ScheduleCheck.Faults(problem, result.Schedule.Assignments).ShouldBeEmpty($"seed {seed}");
            solved++;
        }
        solved.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void More_iterations_never_worsen_and_the_same_seed_gives_the_same_schedule_whatever_the_threads()
    {
        foreach (var seed in new[] { 3, 17, 40 })
        {
            var problem = RandomPlant.Build(seed, 12);
            if (ProblemCheck.Faults(problem).Count > 0) continue;
            var few = Scheduler.Solve(problem, Steps(400));
            var many = Scheduler.Solve(problem, Steps(12_000));
            many.Schedule.Figures.Objective.ShouldBeLessThanOrEqualTo(few.Schedule.Figures.Objective + 1e-6);
            Scheduler.Solve(problem, Steps(12_000, threads: 2)).Schedule.Assignments.Select(assignment => (assignment.Machine, assignment.Start))
                .ShouldBe(many.Schedule.Assignments.Select(assignment => (assignment.Machine, assignment.Start)));
        }
    }

    [Fact]
    public void A_job_that_costs_when_early_is_finished_when_it_is_due()
    {
        var problem = new Problem
        {
            Machines = [new() { Id = "M" }, new() { Id = "N" }], Objective = new() { Terms = [new(Measure.WeightedTardiness), new(Measure.Earliness), new(Measure.WorkInProcess, 0.1)] },
            Jobs = [new() { Id = "A", Due = 100, EarlinessCost = 1, Operations = [new() { Id = "a1", Modes = [new("M", 10)] }, new() { Id = "a2", Modes = [new("N", 20)] }] }],
        };
        var assignments = Scheduler.Solve(problem, Steps(50)).Schedule.Assignments;
        assignments.Select(assignment => (assignment.Start, assignment.End)).ShouldBe([(70, 80), (80, 100)]);
    }

    [Fact]
    public void Pinned_work_has_what_comes_before_it_in_time_and_leaves_early_material_to_others()
    {
        var problem = new Problem
        {
            Machines = [new() { Id = "M" }, new() { Id = "N" }], Materials = [new() { Id = "box", OnHand = 1, Receipts = [new(50, 1)] }],
            Jobs =
            [
                new() { Id = "urgent", Due = 1, TardinessCost = 9, Operations = [new() { Id = "u", Modes = [new("M", 40)], Materials = [new("box", 1)] }] },
                new() { Id = "P", Operations = [new() { Id = "p1", Modes = [new("M", 20)] }, new() { Id = "p2", Modes = [new("N", 5)], Materials = [new("box", 1)],
                    Floor = new() { State = FloorState.Pinned, Machine = "N", Start = 60 } }] },
            ],
        };
        var starts = Scheduler.Solve(problem, Steps(400)).Schedule.Assignments.ToDictionary(assignment => assignment.Operation, assignment => assignment.Start);
        starts["p2"].ShouldBe(60);
        starts["u"].ShouldBe(0);
        starts["p1"].ShouldBe(40);
        Should.Throw<InfeasibleException>(() => Scheduler.Solve(problem with { Jobs = [problem.Jobs[0], problem.Jobs[1] with { Release = 45 }] }, Steps(400)));
    }

    [Fact]
    public void What_the_search_reckons_as_cost_is_what_the_validator_reckons()
    {
        foreach (var seed in Enumerable.Range(1, 25))
        {
            var problem = RandomPlant.Build(seed);
            if (ProblemCheck.Faults(problem).Count > 0) continue;
            var model = Tactus.Scheduling.Engine.PlantCompiler.Compile(problem);
            var plan = PlantSolverPlan(model);
            var search = new Tactus.Scheduling.Engine.LocalSearch(plan, 1, 0);
            search.Run(800, new Tactus.Scheduling.Classic.SearchStop(System.Diagnostics.Stopwatch.StartNew(), null, default));
            var figures = ScheduleCheck.Figures(problem, Tactus.Scheduling.Engine.Extract.Assignments(search.Best));
            figures.Objective.ShouldBe(search.Best.Cost, 1e-3, $"seed {seed}");
        }
    }

    private static Tactus.Scheduling.Engine.Plan PlantSolverPlan(Tactus.Scheduling.Engine.PlantModel model) =>
        Tactus.Scheduling.Engine.PlantSolver.Construct(model, model.Weights, oneRule: true);
}
