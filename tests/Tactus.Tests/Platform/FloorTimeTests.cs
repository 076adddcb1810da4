using Tactus.Platform;

namespace Tactus.Tests.Platform;

public sealed class FloorTimeTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 8, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, null)]
    [InlineData(120, null)]
    [InlineData(121, "time-in-future")]
    [InlineData(-7 * 86_400, null)]
    [InlineData((-7 * 86_400) - 1, "time-too-old")]
    public void A_floor_time_lies_at_most_two_minutes_ahead_and_seven_days_back(int seconds, string? code) =>
        (FloorTime.Check(Now.AddSeconds(seconds), new CommandContext(Plant.Person("7"), Now))?.Code).ShouldBe(code);

    [Fact]
    public void Only_who_may_backdate_posts_what_is_older()
    {
        FloorTime.Check(Now.AddDays(-400), new CommandContext(Plant.Person("7"), Now)).ShouldNotBeNull().Code.ShouldBe("time-too-old");
        FloorTime.Check(Now.AddDays(-400), new CommandContext(Plant.Person("7", Permissions.Backdate), Now)).ShouldBeNull();
    }
}
