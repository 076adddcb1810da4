namespace Tactus.Platform;

/// <summary>When something happened on the floor is told by the floor; how far it may lie from the server's clock is decided here.</summary>
public static class FloorTime
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Back = TimeSpan.FromDays(7);

    /// <summary>Null when the time is believable: at most two minutes ahead (clocks differ), at most seven days back unless the actor may backdate.</summary>
    /// <param name="atUtc">When it happened, UTC.</param>
    /// <param name="by">Who posts it, and the server's clock.</param>
    public static Refusal? Check(DateTime atUtc, CommandContext by)
    {
        ArgumentNullException.ThrowIfNull(by);
        if (atUtc > by.NowUtc + Ahead)
            return Refusal.Field("time-in-future", "atUtc", $"{atUtc:yyyy-MM-dd HH:mm:ss} UTC has not come yet; it is {by.NowUtc:yyyy-MM-dd HH:mm:ss} UTC. Check the clock of the terminal.");
        if (atUtc < by.NowUtc - Back && !by.Actor.May(Permissions.Backdate))
            return Refusal.Field("time-too-old", "atUtc", $"{atUtc:yyyy-MM-dd HH:mm:ss} UTC is more than seven days ago. Somebody with the right {Permissions.Backdate} can post it.");
        return null;
    }
}
