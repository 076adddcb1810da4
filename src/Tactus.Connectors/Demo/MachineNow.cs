namespace Tactus.Connectors.Demo;

/// <summary>One simulated machine with the people at it. Only what a real one would remember; jobs and quantities are the server's.</summary>
internal sealed class MachineNow(MachinePlan plan, DateTime at)
{
    internal MachinePlan Plan { get; } = plan;
    /// <summary>Up to here its time has been lived.</summary>
    internal DateTime At { get; set; } = at;
    internal string Doing { get; private set; } = "";
    /// <summary>Setting up or standing ends then.</summary>
    internal DateTime Until { get; set; }
    internal string? Person { get; set; }
    internal JobNow? Job { get; private set; }
    /// <summary>Made and not reported yet.</summary>
    internal int Good { get; set; }
    internal Dictionary<string, int> Scrap { get; } = [];
    /// <summary>The part of a piece that is finished.</summary>
    internal double Carry { get; set; }
    internal DateTime Reported { get; set; } = at;
    internal DateTime? WaitsSince { get; set; }
    private DateTime signalled = DateTime.MinValue;

    internal decimal Left => Job is null ? 0 : Job.InProcess - Good - Scrap.Values.Sum();

    /// <summary>Another state; true when it is worth a signal: it is new, or the last signal grows old.</summary>
    internal bool Turn(string doing, DateTime now)
    {
        if (doing == Doing && now - signalled < TimeSpan.FromMinutes(2)) return false;
        (Doing, signalled) = (doing, now);
        return true;
    }

    internal DateTime Signalled(DateTime now) => signalled = now;

    /// <summary>When it would have to say again that it is there; null before its first signal.</summary>
    internal DateTime? SilentFrom => Doing.Length == 0 ? null : signalled.AddMinutes(3);

    internal void Take(JobNow job, DateTime now)
    {
        Clear();
        (Job, Reported, WaitsSince) = (job, now, null);
    }

    /// <summary>The server's view of the job after an answer; what is not reported yet stays.</summary>
    internal void Follow(JobNow job) => Job = job;

    internal void Drop()
    {
        Clear();
        (Job, WaitsSince) = (null, null);
    }

    internal void Clear()
    {
        Good = 0;
        Scrap.Clear();
    }
}
