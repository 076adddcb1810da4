using Tactus.Scheduling.Classic;

namespace Tactus.Scheduling.Tests.Classic;

public sealed class ShopCheckTests
{
    private static readonly ShopInstance Two = new("two", 2,
    [
        new([new([new(0, 3), new(1, 5)]), new([new(1, 2)])], Release: 1, Due: 5, Weight: 2),
        new([new([new(0, 4)])]),
    ]);

    private static string? Fault(long objective, params ScheduledOperation[] operations) =>
        ShopCheck.Fault(Two, ShopObjective.Makespan, new ShopResult(objective, 0, TimeSpan.Zero, 0, operations));

    [Fact]
    public void A_right_schedule_has_no_fault() => Fault(8, new(0, 0, 0, 1, 4), new(0, 1, 1, 4, 6), new(1, 0, 0, 4, 8)).ShouldBeNull();

    [Fact]
    public void Another_machine_has_its_own_duration()
    {
        Fault(8, new(0, 0, 1, 1, 6), new(0, 1, 1, 6, 8), new(1, 0, 0, 0, 4)).ShouldBeNull();
        Fault(8, new(0, 0, 1, 1, 4), new(0, 1, 1, 6, 8), new(1, 0, 0, 0, 4)).ShouldNotBeNull().ShouldContain("cannot run on machine 1");
    }

    [Fact]
    public void A_missing_operation_is_named() => Fault(6, new(0, 0, 0, 1, 4), new(0, 1, 1, 4, 6)).ShouldBe("job 1, operation 0 is not scheduled");

    [Fact]
    public void An_operation_twice_is_refused() =>
        Fault(8, new(0, 0, 0, 1, 4), new(0, 1, 1, 4, 6), new(1, 0, 0, 4, 8), new(1, 0, 0, 8, 12)).ShouldNotBeNull().ShouldContain("twice");

    [Fact]
    public void A_start_before_the_release_is_refused() =>
        Fault(7, new(0, 0, 0, 0, 3), new(0, 1, 1, 3, 5), new(1, 0, 0, 3, 7)).ShouldNotBeNull().ShouldContain("release");

    [Fact]
    public void The_order_of_the_job_holds() =>
        Fault(8, new(0, 0, 0, 1, 4), new(0, 1, 1, 3, 5), new(1, 0, 0, 4, 8)).ShouldNotBeNull().ShouldContain("before the operation ahead");

    [Fact]
    public void A_machine_does_one_operation_at_a_time() =>
        Fault(7, new(0, 0, 0, 1, 4), new(0, 1, 1, 4, 6), new(1, 0, 0, 3, 7)).ShouldNotBeNull().ShouldContain("machine 0");

    [Fact]
    public void Another_objective_than_the_schedule_has_is_refused() =>
        Fault(7, new(0, 0, 0, 1, 4), new(0, 1, 1, 4, 6), new(1, 0, 0, 4, 8)).ShouldBe("the objective is 8, not 7");

    [Fact]
    public void Tardiness_counts_with_the_weight() =>
        ShopCheck.Fault(Two, ShopObjective.WeightedTardiness, new ShopResult(2, 0, TimeSpan.Zero, 0, [new(0, 0, 0, 1, 4), new(0, 1, 1, 4, 6), new(1, 0, 0, 4, 8)]))
            .ShouldBeNull();
}
