using Tactus.Scheduling.Bench.Plants;
using Tactus.Scheduling.Check;
using Tactus.Scheduling.Engine;

namespace Tactus.Scheduling.Tests.Solving;

public sealed class PlantBoundTests
{
    [Fact]
    public void A_job_alone_in_the_plant_ends_when_shifts_and_the_faster_machine_let_it()
    {
        var problem = new Problem
        {
            Now = 8, Calendars = [new() { Id = "days", Cycle = 24, Pattern = [new(8, 16)] }],
            Machines = [new() { Id = "M", Calendar = "days" }, new() { Id = "N", Calendar = "days", Efficiency = 0.5 }],
            Objective = new() { Terms = [new(Measure.Makespan)] },
            Jobs = [new()
            {
                Id = "A", Operations = [new() { Id = "a1", Modes = [new("M", 6), new("N", 6)] }, new() { Id = "a2", Modes = [new("M", 5)] }],
                Links = [new("a1", "a2")],
            }],
        };
        // 8 to 14 on the faster; 5 more do not fit before 16 and may not pause: 32 to 37, 29 from now.
        var result = Scheduler.Solve(problem, new SearchLimits { Iterations = 100 });
        result.LowerBound.ShouldBe(29);
        result.Schedule.Figures.Objective.ShouldBe(29);
        result.LimitReached.ShouldBeFalse();
    }

    [Fact]
    public void No_schedule_of_a_random_plant_is_below_the_bound()
    {
        var asked = 0;
        for (var seed = 1; seed <= 120; seed++)
        {
            var problem = RandomPlant.Build(seed);
            if (ProblemCheck.Faults(problem).Count > 0 || problem.Objective.InOrder) continue;
            var model = PlantCompiler.Compile(problem);
            var plan = PlantSolver.Construct(model, model.Weights, oneRule: true);
            if (double.IsPositiveInfinity(plan.Cost)) continue;
            PlantBound.Of(model, model.Weights).ShouldBeLessThanOrEqualTo(plan.Cost + 1e-6, $"seed {seed}");
            asked++;
        }
        asked.ShouldBeGreaterThan(60);
    }
}
