using Tactus.Scheduling.Bench.Plants;
using Tactus.Scheduling.Check;

namespace Tactus.Scheduling.Tests.Solving;

public sealed class ExplainTests
{
    private static Operation One(string id, string machine, long time) => new() { Id = id, Modes = [new(machine, time)] };

    private static Job Late(string id, params Operation[] operations) => new() { Id = id, Due = 1, Operations = operations };

    private static IReadOnlyList<Cause> CausesOf(Problem problem, string job, params Assignment[] assignments)
    {
        ScheduleCheck.Faults(problem, assignments).ShouldBeEmpty();
        return Scheduler.Explain(problem, assignments).Single(late => late.Job == job).Causes;
    }

    [Fact]
    public void A_job_behind_another_names_the_machine_and_the_other_job()
    {
        var problem = new Problem { Machines = [new() { Id = "M" }], Jobs = [Late("A", One("a", "M", 10)), Late("B", One("b", "M", 5))] };
        var causes = CausesOf(problem, "B", new("a", "M", 0, 0, 10), new Assignment("b", "M", 10, 10, 15));
        causes.Count.ShouldBe(2);
        causes[0].ShouldBe(new Cause(CauseKind.Machine, "b", 0, 10, "M", "a", "A"));
        causes[1].ShouldBe(new Cause(CauseKind.Run, "b", 10, 15, "M"));
    }

    [Fact]
    public void Material_that_comes_later_than_the_operation_before_gets_the_difference()
    {
        var problem = new Problem
        {
            Machines = [new() { Id = "M" }, new() { Id = "N" }], Materials = [new() { Id = "steel", Receipts = [new(30, 5)] }],
            Jobs = [Late("A", One("a1", "M", 10), One("a2", "N", 5) with { Materials = [new("steel", 5)] })],
        };
        CausesOf(problem, "A", new("a1", "M", 0, 0, 10), new Assignment("a2", "N", 30, 30, 35)).Select(cause => (cause.Kind, cause.Time))
            .ShouldBe([(CauseKind.Run, 10), (CauseKind.Material, 20), (CauseKind.Run, 5)]);
    }

    [Fact]
    public void A_closed_shift_is_counted_as_such_inside_and_before_an_operation()
    {
        var problem = new Problem
        {
            Calendars = [new() { Id = "day", Cycle = 24, Pattern = [new(8, 16)] }], Machines = [new() { Id = "M", Calendar = "day" }],
            Jobs = [Late("A", One("a", "M", 12) with { Interruptible = true })],
        };
        CausesOf(problem, "A", new Assignment("a", "M", 8, 8, 36)).Select(cause => (cause.Kind, cause.From, cause.To))
            .ShouldBe([(CauseKind.Shift, 0, 8), (CauseKind.Run, 8, 16), (CauseKind.Shift, 16, 32), (CauseKind.Run, 32, 36)]);
    }

    [Fact]
    public void A_mould_that_another_job_has_is_named_with_that_job()
    {
        var problem = new Problem
        {
            Machines = [new() { Id = "M" }, new() { Id = "N" }], Pools = [new() { Id = "mould", Groups = [new(1)] }],
            Jobs = [Late("A", One("a", "M", 10) with { Needs = [new("mould")] }), Late("B", One("b", "N", 5) with { Needs = [new("mould")] })],
        };
        var cause = CausesOf(problem, "B", new("a", "M", 0, 0, 10) { Units = ["mould#0"] }, new Assignment("b", "N", 10, 10, 15) { Units = ["mould#0"] })[0];
        cause.ShouldBe(new Cause(CauseKind.Tool, "b", 0, 10, "mould", "a", "A"));
    }

    [Fact]
    public void The_times_of_the_causes_sum_up_to_the_time_from_release_to_end_in_any_plant()
    {
        var late = 0;
        for (var seed = 1; seed <= 60; seed++)
        {
            var problem = RandomPlant.Build(seed);
            if (ProblemCheck.Faults(problem).Count > 0) continue;
            var schedule = Scheduler.Solve(problem, new SearchLimits { Iterations = 1, Threads = 1 }).Schedule;
            foreach (var job in Scheduler.Explain(problem, schedule.Assignments))
            {
                late++;
                var release = problem.Jobs.Single(other => other.Id == job.Job).Release;
                job.Causes.Sum(cause => cause.Time).ShouldBe(job.End - release, $"seed {seed}, job {job.Job}");
                for (var k = 1; k < job.Causes.Count; k++) job.Causes[k].From.ShouldBe(job.Causes[k - 1].To);
            }
        }
        late.ShouldBeGreaterThan(50);
    }
}
