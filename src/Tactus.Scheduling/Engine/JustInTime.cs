namespace Tactus.Scheduling.Engine;

internal static class JustInTime
{
    internal static Plan Delay(Plan plan) => plan;
}
