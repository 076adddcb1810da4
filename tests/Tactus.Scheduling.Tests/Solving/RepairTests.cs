using Tactus.Scheduling.Bench.Plants;
using Tactus.Scheduling.Check;

namespace Tactus.Scheduling.Tests.Solving;

public sealed class RepairTests
{
    private static readonly SearchLimits Short = new() { Iterations = 400, Seed = 3, Threads = 2 };

    /// <summary>A plant in mid-morning with what has been done, what runs and a frozen window.</summary>
    private static Problem Morning(int seed)
    {
        var (plant, schedule) = SeededPlant.Build(250, seed);
        return SeededPlant.At(plant, schedule, 44_000);
    }

    private static string BusyMachine(Problem problem) =>
        problem.InForce!.Where(assignment => assignment.Start > problem.Now).OrderBy(assignment => assignment.Start).First().Machine;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 6)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_option_after_a_breakdown_passes_the_validator_and_none_is_later_than_right_shift(int seed)
    {
        var problem = Morning(seed);
        RepairOption? first = null;
        var result = Scheduler.Repair(problem, [new MachineDown(BusyMachine(problem), problem.Now, problem.Now + 8 * 3_600)], Short, option => first ??= option);
        first!.Kind.ShouldBe(RepairKind.RightShift);
        result.Options.Select(option => option.Kind).ShouldContain(RepairKind.DoNothing);
        result.Options.Select(option => option.Kind).ShouldContain(RepairKind.RightShift);
        var limit = result.Options.Single(option => option.Kind == RepairKind.RightShift).Schedule.Figures.WeightedTardiness;
        foreach (var option in result.Options)
        {
            ScheduleCheck.Faults(result.Problem, option.Schedule.Assignments).ShouldBeEmpty();
            if (option.Kind != RepairKind.DoNothing) option.Schedule.Figures.WeightedTardiness.ShouldBeLessThanOrEqualTo(limit);
            if (option.Kind is RepairKind.DoNothing or RepairKind.RightShift) option.Schedule.Figures.MachineChanges.ShouldBe(0);
        }
        result.Options.Select(option => option.Schedule.Figures.Objective).ShouldBeInOrder();
    }

    [Fact]
    public void Where_nothing_is_in_the_way_right_shift_is_the_schedule_in_force()
    {
        var problem = Morning(2);
        var result = Scheduler.Repair(problem, [new PersonAbsent(problem.People[0].Id, 40_000_000, 40_000_001)], Short);
        var shift = result.Options.Single(option => option.Kind == RepairKind.RightShift).Schedule;
        var force = problem.InForce!.ToDictionary(assignment => assignment.Operation);
        foreach (var assignment in shift.Assignments) assignment.Start.ShouldBe(force[assignment.Operation].Start, assignment.Operation);
    }

    [Fact]
    public void What_should_have_begun_a_moment_ago_begins_now_and_what_is_frozen_behind_it_slips_with_it()
    {
        static Job One(string id, long due) => new() { Id = id, Due = due, Operations = [new() { Id = id, Modes = [new("M", 100)] }] };
        var problem = new Problem
        {
            Machines = [new() { Id = "M" }, new() { Id = "N" }], Jobs = [One("A", 200), One("B", 300), One("C", 400)], Now = 5, FrozenUntil = 250, MoveTolerance = 60,
            InForce = [new("A", "M", 0, 0, 100), new("B", "M", 100, 100, 200), new("C", "M", 300, 300, 400)],
        };
        var shift = Scheduler.Repair(problem, [new MachineDown("N", 5, 100)], Short).Options.Single(option => option.Kind == RepairKind.RightShift).Schedule;
        shift.Assignments.Select(assignment => (assignment.Operation, assignment.Start)).ShouldBe([("A", 5), ("B", 105), ("C", 300)]);
    }

    [Fact]
    public void The_same_seed_and_iterations_give_the_same_options_whatever_the_threads()
    {
        var problem = Morning(4);
        IReadOnlyList<Change> change = [new MachineDown(BusyMachine(problem), problem.Now, problem.Now + 20_000)];
        var one = Scheduler.Repair(problem, change, Short with { Threads = 1 });
        var two = Scheduler.Repair(problem, change, Short with { Threads = 2 });
        two.Options.Select(option => (option.Kind, option.Schedule.Figures)).ShouldBe(one.Options.Select(option => (option.Kind, option.Schedule.Figures)));
    }

    [Fact]
    public void Every_kind_of_change_is_answered_with_valid_options()
    {
        var problem = Morning(5);
        var waiting = problem.Jobs.Last(job => job.Operations.All(operation => operation.Floor is null));
        var running = problem.Jobs.SelectMany(job => job.Operations).First(operation => operation.Floor is { State: FloorState.Started });
        var rush = waiting with
        {
            Id = "RUSH", Release = problem.Now, Due = problem.Now + 50_000, TardinessCost = 9,
            Operations = [.. waiting.Operations.Select((operation, k) => operation with { Id = $"RUSH/{k}" })],
        };
        Change[] changes =
        [
            new OrderAdded(rush), new OrderCancelled(waiting.Id), new OrderChanged(waiting.Id, Due: problem.Now, TardinessCost: 5), new OrderChanged(waiting.Id, QuantityFactor: 1.4),
            new PersonAbsent(problem.People[1].Id, problem.Now, problem.Now + 28_800), new ToolDown(problem.Pools[3].Id, 1, problem.Now, problem.Now + 28_800),
            new OperationTakes(running.Id, 12_000), new OperationTakes(waiting.Operations[0].Id, 9_000),
        ];
        foreach (var change in changes)
        {
            var result = Scheduler.Repair(problem, [change], Short);
            foreach (var option in result.Options) ScheduleCheck.Faults(result.Problem, option.Schedule.Assignments).ShouldBeEmpty(change.ToString());
        }
    }

    [Fact]
    public void A_change_to_something_unknown_names_it()
    {
        var problem = Morning(1);
        Should.Throw<InfeasibleException>(() => Scheduler.Repair(problem, [new MachineDown("M-none", 0, 5)], Short)).Faults[0].Code.ShouldBe("change-unknown");
        Should.Throw<InfeasibleException>(() => Scheduler.Repair(problem, [new MachineDown("M00-0", 50, 5)], Short)).Faults[0].Code.ShouldBe("change-span");
        Should.Throw<InfeasibleException>(() => Scheduler.Repair(problem with { InForce = null }, [], Short)).Faults[0].Code.ShouldBe("nothing-in-force");
    }
}
