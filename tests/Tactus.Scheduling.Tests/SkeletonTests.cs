namespace Tactus.Scheduling.Tests;

public sealed class SkeletonTests
{
    [Fact]
    public void An_instance_counts_its_operations() =>
        new Tactus.Scheduling.Classic.ShopInstance("x", 1, [new([new([new(0, 3)]), new([new(0, 4)])])]).OperationCount.ShouldBe(2);
}
