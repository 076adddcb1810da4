namespace Tactus.Connectors.Demo;

/// <summary>Floor and office together, step by step.</summary>
internal sealed class FloorLife(Door door, DateTime startUtc, double speed, bool alwaysOn)
{
    private static readonly TimeSpan OfficeEvery = TimeSpan.FromMinutes(10);
    private readonly FloorModel model = new();
    // The same start lives the same shifts; what people do meanwhile changes them.
    private readonly Random chance = new(startUtc.DayOfYear);
    private Floor? floor;
    private Office? office;
    private DateTime officeAt;

    /// <summary>Lives what of a span was not lived yet: all of it at the first start, the rest after a start that was broken off.</summary>
    /// <returns>False when there was nothing left of it.</returns>
    internal async Task<bool> Catch(DateTime fromUtc, DateTime toUtc, TimeSpan step, CancellationToken stop)
    {
        var last = await door.List<Reported>("/api/mes/production-reports?sort=-atUtc&limit=1&fields=atUtc", stop);
        var now = last.Count > 0 && last[0].AtUtc > fromUtc ? last[0].AtUtc : fromUtc;
        if (now > toUtc - TimeSpan.FromHours(1)) return false;
        Begin(now);
        floor!.ReportEvery = TimeSpan.FromMinutes(30);
        for (now += step; now < toUtc; now += step) await Step(now, live: false, stop);
        floor.ReportEvery = TimeSpan.FromMinutes(10);
        return true;
    }

    internal async Task Step(DateTime now, bool live, CancellationToken stop)
    {
        if (floor is null) Begin(now);
        floor!.AlwaysOn = live && alwaysOn;
        await floor.Step(now, stop);
        if (now < officeAt) return;
        await office!.Step(now, live, stop);
        officeAt = now + (live ? OfficeEvery / Math.Clamp(speed, 1, 20) : OfficeEvery * 2);
    }

    private void Begin(DateTime now)
    {
        floor = new Floor(model, door, chance, now, speed);
        office = new Office(model, door, chance, startUtc);
    }

    private sealed record Reported(DateTime AtUtc);
}
