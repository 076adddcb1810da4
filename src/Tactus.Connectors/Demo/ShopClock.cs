namespace Tactus.Connectors.Demo;

/// <summary>When the simulated people work: two shifts with breaks in the plant's zone, as plant.json has them.</summary>
internal static class ShopClock
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById(ZoneName);
    private static readonly (int From, int To)[] Breaks = [(540, 555), (690, 720), (1020, 1035), (1140, 1170)];

    internal const string ZoneName = "Asia/Seoul";

    /// <summary>early, late or night.</summary>
    internal static string Shift(DateTime utc) => Minute(utc) switch
    {
        >= 360 and < 840 => "early",
        >= 840 and < 1320 => "late",
        _ => "night",
    };

    internal static bool Break(DateTime utc) => Breaks.Any(each => Minute(utc) >= each.From && Minute(utc) < each.To);

    private static int Minute(DateTime utc) => (int)TimeZoneInfo.ConvertTimeFromUtc(utc, Zone).TimeOfDay.TotalMinutes;
}
