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
}
