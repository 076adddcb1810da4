using System.Text.Json;
using Tactus.Contracts;

namespace Tactus.Connectors.Demo;

/// <summary>
/// The simulated shop floor: machines that run, stop and count, people who set up, start, report, pause and complete. All of it
/// goes through the interface; what the server refuses is tried otherwise or later.
/// </summary>
internal sealed class Floor
{
    private static readonly TimeSpan Retry = TimeSpan.FromMinutes(12);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private readonly FloorModel model;
    private readonly Door door;
    private readonly Random chance;
    private readonly double speed;
    private readonly List<MachineNow> machines;
    private readonly Dictionary<string, DateTime> later = [];
    private readonly List<object> signals = [];
    private readonly long epoch;
    private long seq;

    /// <param name="speed">How much faster than in life pieces are made and stops pass; times stay true.</param>
    internal Floor(FloorModel model, Door door, Random chance, DateTime nowUtc, double speed)
    {
        (this.model, this.door, this.chance, this.speed) = (model, door, chance, speed);
        epoch = new DateTimeOffset(nowUtc, TimeSpan.Zero).ToUnixTimeMilliseconds();
        machines = [.. model.Plan.Machines.Select(plan => new MachineNow(plan, nowUtc))];
    }

    /// <summary>Work goes on outside the shifts on some machines.</summary>
    internal bool AlwaysOn { get; set; }

    /// <summary>How often people report.</summary>
    internal TimeSpan ReportEvery { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Lives up to a moment.</summary>
    internal async Task Step(DateTime now, CancellationToken stop)
    {
        var jobs = await door.List<JobNow>($"/api/mes/job-orders?filter=state:in:waiting,setup,running,paused&limit=1000&fields={JobNow.Fields}", stop);
        foreach (var machine in machines)
        {
            await Tend(machine, jobs, now, stop);
            machine.At = now;
        }
        if (signals.Count == 0) return;
        // A lost batch leaves a gap in the numbers, as with a real agent that was switched off.
        await door.Post("/api/mes/machine-signals", new { agent = "demo-floor", epoch, signals }, stop);
        signals.Clear();
    }

    private async Task Tend(MachineNow machine, IReadOnlyList<JobNow> jobs, DateTime now, CancellationToken stop)
    {
        if (machine.Job is { } mine)
        {
            var known = jobs.FirstOrDefault(job => job.No == mine.No);
            // Somebody else completed, paused or moved it.
            if (known is null || known.State is "paused" or "waiting" || (known.MachineNo is { } at && at != machine.Plan.No)) machine.Drop();
            else machine.Follow(known);
        }
        var shift = ShopClock.Shift(now);
        var off = shift == "night" && !(AlwaysOn && machine.Plan.Night);
        if (off || (ShopClock.Break(now) && !machine.Plan.Unattended))
        {
            if (machine.Job is not null && machine.Doing == "running") await Report(machine, now, stop);
            if (off && machine.Job is { } job)
            {
                await door.Post("/api/mes/job-pauses", new { jobNo = job.No, reasonCode = "SHIFT-END", atUtc = now, personNo = machine.Person }, stop);
                machine.Drop();
            }
            // Who sets up goes on after the break.
            if (machine.Doing != "setup" || off) State(machine, "plannedStop", now, off ? null : "BREAK");
            return;
        }
        await Crew(machine, model.Plan.Crews[shift][machine.Plan.No], now, stop);
        if (machine.Doing == "stopped" && now < machine.Until)
        {
            State(machine, "stopped", now);
            return;
        }
        if (machine.Job is null) await Take(machine, jobs, now, stop);
        else if (machine.Doing == "setup")
        {
            if (now < machine.Until) State(machine, "setup", now);
            else if (!await Run(machine, machine.Job, now, stop))
            {
                // Set up, and what it needs is gone or not there yet: it stands, and says so.
                machine.WaitsSince ??= now;
                State(machine, "idle", now);
            }
        }
        else await Produce(machine, now, stop);
    }

    private async Task Crew(MachineNow machine, string person, DateTime now, CancellationToken stop)
    {
        if (machine.Person == person) return;
        if (machine.Job is { } job && machine.Person is { } before)
        {
            await door.Post("/api/mes/job-joins", new { jobNo = job.No, atUtc = now, personNo = person }, stop);
            await door.Post("/api/mes/job-leaves", new { jobNo = job.No, atUtc = now, personNo = before }, stop);
        }
        machine.Person = person;
    }

    private async Task Take(MachineNow machine, IReadOnlyList<JobNow> jobs, DateTime now, CancellationToken stop)
    {
        var mine = jobs.Where(job => job.WorkCentreNo == machine.Plan.Centre && !machines.Exists(each => each.Job?.No == job.No)
            && (job.State is "waiting" or "paused" || job.MachineNo == machine.Plan.No) && later.GetValueOrDefault(job.No) <= now);
        foreach (var job in mine.OrderBy(job => job.State is "waiting" or "paused").ThenBy(job => job.Rank ?? int.MaxValue).ThenBy(job => job.Priority).ThenBy(job => job.DueUtc)
            .ThenBy(job => job.No, StringComparer.Ordinal).Take(4).ToList())
        {
            // After a restart of the server a machine finds the job it was on.
            if (job.State is "running" or "setup") machine.Take(job, now);
            if (job.State == "running" || (job.State == "setup" && await Run(machine, job, now, stop)))
            {
                State(machine, "running", now);
                return;
            }
            if (job.State is "waiting" or "paused" && await Begin(machine, job, now, stop)) return;
            machine.Drop();
            later[job.No] = now + Retry;
        }
        State(machine, "idle", now);
    }

    private async Task<bool> Begin(MachineNow machine, JobNow job, DateTime now, CancellationToken stop)
    {
        if (job.State == "paused" && job.InProcess > 0)
        {
            var resumed = await door.Post("/api/mes/job-resumes", new { jobNo = job.No, atUtc = now, machineNo = machine.Plan.No, personNo = machine.Person }, stop);
            if (!resumed.Done) return false;
            machine.Take(Read(resumed.Answer), now);
            State(machine, "running", now);
            return true;
        }
        var operation = model.Operation(job.ItemNo, job.OperationNo);
        if (job.State != "waiting" || operation.SetupSeconds == 0 || operation.Predecessors is { Count: > 0 }) return await Run(machine, job, now, stop);
        if (!await Fetch(job, now, stop)) return false;
        var setup = await door.Post("/api/mes/job-starts", new { jobNo = job.No, atUtc = now, phase = "setup", machineNo = machine.Plan.No, personNo = machine.Person }, stop);
        if (!setup.Done) return false;
        machine.Take(Read(setup.Answer), now);
        machine.Until = now + TimeSpan.FromSeconds((double)operation.SetupSeconds * (0.8 + (chance.NextDouble() * 0.6)) / speed);
        State(machine, "setup", now);
        return true;
    }

    private async Task<bool> Run(MachineNow machine, JobNow job, DateTime now, CancellationToken stop)
    {
        if (!await Fetch(job, now, stop)) return false;
        var started = await door.Post("/api/mes/job-starts", new { jobNo = job.No, atUtc = now, machineNo = machine.Plan.No, personNo = machine.Person }, stop);
        if (!started.Done) return false;
        if (machine.Job?.No != job.No) machine.Take(Read(started.Answer), now);
        else machine.Follow(Read(started.Answer));
        machine.WaitsSince = null;
        State(machine, "running", now);
        return true;
    }

    /// <summary>Somebody brings what the job needs to its line, first expired first. False when it is not there.</summary>
    private async Task<bool> Fetch(JobNow job, DateTime now, CancellationToken stop)
    {
        if (await door.Get($"/api/mes/pick-proposals?jobNo={Uri.EscapeDataString(job.No)}", stop) is not { ValueKind: JsonValueKind.Array } proposals) return true;
        var all = true;
        var byHand = model.ByHand(job.ItemNo, job.OperationNo).Select(need => need.ItemNo).ToHashSet();
        foreach (var proposal in proposals.EnumerateArray())
        {
            var missing = proposal.GetProperty("missing").GetProperty("value").GetDecimal();
            foreach (var lot in proposal.GetProperty("lots").EnumerateArray())
            {
                var take = lot.GetProperty("propose").Deserialize<Amount>(FloorModel.Reading)!;
                if (take.Value <= 0) continue;
                // What is booked by hand must lie there for the pieces that will be scrap, too.
                var there = lot.GetProperty("inStore").GetProperty("value").GetDecimal();
                if (byHand.Contains(proposal.GetProperty("itemNo").GetString()!)) take = take with { Value = Math.Min(there, take.Value + Math.Ceiling(take.Value * 0.06m)) };
                var picked = await door.Post("/api/mes/material-picks", new { atUtc = now, lotNo = lot.GetProperty("lotNo").GetString(), jobNo = job.No, quantity = take }, stop);
                if (picked.Done) missing -= take.Value;
            }
            all &= missing <= 0;
        }
        return all;
    }

    private async Task Produce(MachineNow machine, DateTime now, CancellationToken stop)
    {
        var job = machine.Job!;
        if (machine.Left > 0)
        {
            Make(machine, job, now);
            if (machine.Left > 0 && now - machine.Reported < ReportEvery) return;
        }
        if (!await Report(machine, now, stop) || machine.Left > 0) return;
        // Nothing is in process: start what has come meanwhile, otherwise be done, otherwise wait.
        if (await Run(machine, machine.Job!, now, stop)) return;
        if ((await door.Post("/api/mes/job-completions", new { jobNo = job.No, atUtc = now, personNo = machine.Person }, stop)).Done)
        {
            machine.Drop();
            State(machine, "idle", now);
            return;
        }
        machine.WaitsSince ??= now;
        State(machine, "idle", now);
        if (now - machine.WaitsSince < Patience) return;
        // Who waits too long makes room for another job.
        await door.Post("/api/mes/job-pauses", new { jobNo = job.No, reasonCode = "WAIT-MATERIAL", atUtc = now, personNo = machine.Person }, stop);
        later[job.No] = now + Retry;
        machine.Drop();
    }

    /// <summary>The machine's own minutes: pieces, short stops, long stops.</summary>
    private void Make(MachineNow machine, JobNow job, DateTime now)
    {
        var seconds = (double)model.Operation(job.ItemNo, job.OperationNo).RunSecondsPerUnit;
        var at = machine.Doing == "stopped" && machine.Until > machine.At ? machine.Until : machine.At;
        if (machine.Doing != "running" && at < now) State(machine, "running", at);
        while (at < now && machine.Left > 0)
        {
            var next = at.AddSeconds(60) < now ? at.AddSeconds(60) : now;
            var minutes = (next - at).TotalMinutes;
            machine.Carry += (next - at).TotalSeconds * speed / seconds * (0.9 + (chance.NextDouble() * 0.08));
            var made = (int)Math.Min(Math.Floor(machine.Carry), (double)machine.Left);
            machine.Carry = made == machine.Left ? 0 : machine.Carry - made;
            var bad = 0;
            for (var i = 0; i < made; i++)
                if (chance.NextDouble() < machine.Plan.ScrapRate)
                {
                    var reason = machine.Plan.ScrapReasons[chance.Next(machine.Plan.ScrapReasons.Count)];
                    machine.Scrap[reason] = machine.Scrap.GetValueOrDefault(reason) + 1;
                    bad++;
                }
            machine.Good += made - bad;
            at = next;
            if (made > 0) Signal(machine, machine.Signalled(at), new { kind = "part", good = made - bad, scrap = bad });
            else State(machine, "running", at);
            if (chance.NextDouble() >= 0.022 * minutes) continue;
            // Four of five stops are short; of the long ones the machine knows the reason of every other.
            var isShort = chance.NextDouble() < 0.8;
            machine.Until = at.AddSeconds((isShort ? chance.Next(20, 100) : chance.Next(240, 1500)) / Math.Min(speed, 20));
            State(machine, "stopped", at, !isShort && chance.Next(2) == 0 ? machine.Plan.StopReasons[chance.Next(machine.Plan.StopReasons.Count)] : null);
            if (machine.Until >= now) return;
            at = machine.Until;
            State(machine, "running", at);
        }
    }

    /// <summary>People report what was made, and book by hand what the bill asks of them. True when nothing is left to report.</summary>
    private async Task<bool> Report(MachineNow machine, DateTime now, CancellationToken stop)
    {
        var job = machine.Job!;
        machine.Reported = now;
        var (good, scrap) = (machine.Good, machine.Scrap.Values.Sum());
        if (good + scrap == 0) return true;
        foreach (var (itemNo, perUnit, unit) in model.ByHand(job.ItemNo, job.OperationNo)) await Use(job, itemNo, new Amount(perUnit * (good + scrap), unit), now, stop);
        var said = await door.Post("/api/mes/production-reports", new
        {
            jobNo = job.No,
            atUtc = now,
            good = new Quantity(good, job.Unit),
            scrap = machine.Scrap.Select(each => new { quantity = new Quantity(each.Value, job.Unit), reasonCode = each.Key }),
            serialNos = good > 0 && model.SerialsAt(job.ItemNo, job.OperationNo) ? Serials(job, good) : null,
            machineNo = machine.Plan.No,
            personNo = machine.Person,
        }, stop);
        machine.Clear();
        if (said.Done)
        {
            machine.Follow(Read(said.Answer.GetProperty("job")));
            return true;
        }
        // Held, corrected or finished by somebody meanwhile: leave it to people for a while.
        later[job.No] = now + Retry;
        machine.Drop();
        return false;
    }

    // Numbers follow the count of good units, so a restart goes on where it was.
    private IEnumerable<string> Serials(JobNow job, int good)
    {
        var prefix = model.Plan.Pumps.FirstOrDefault(pump => pump.ItemNo == job.ItemNo)?.Serial ?? job.ItemNo;
        return Enumerable.Range((int)job.Good + 1, good).Select(number => $"{prefix}-{job.OrderNo[(job.OrderNo.LastIndexOf('-') + 1)..]}-{number:000}");
    }

    private async Task Use(JobNow job, string itemNo, Amount needed, DateTime now, CancellationToken stop)
    {
        var left = needed.Value;
        foreach (var lot in await door.List<LotNow>($"/api/mes/lots?filter=itemNo:eq:{itemNo}&filter=atLine:gt:0&filter=holds:eq:0&sort=bornUtc&limit=20&fields=lotNo,atLine", stop))
        {
            if (left <= 0) return;
            var part = Math.Min(left, lot.AtLine);
            var used = await door.Post("/api/mes/material-consumptions", new { jobNo = job.No, quantity = new Amount(part, needed.Unit), atUtc = now, lotNo = lot.LotNo }, stop);
            if (used.Done) left -= part;
        }
    }

    private void State(MachineNow machine, string state, DateTime at, string? reason = null)
    {
        // A real machine says every few minutes that it is still there.
        while (machine.SilentFrom is { } silent && silent < at) Signal(machine, machine.Signalled(silent), new { kind = "state", state = machine.Doing });
        if (machine.Turn(state, at)) Signal(machine, at, new { kind = "state", state, reasonCode = reason });
    }

    private void Signal(MachineNow machine, DateTime at, object what)
    {
        var fields = JsonSerializer.SerializeToNode(what)!.AsObject();
        foreach (var empty in fields.Where(field => field.Value is null).Select(field => field.Key).ToList()) fields.Remove(empty);
        fields["seq"] = ++seq;
        fields["machineNo"] = machine.Plan.No;
        fields["atUtc"] = JsonSerializer.SerializeToNode(at, Platform.TactusJson.Options);
        signals.Add(fields);
    }

    private static JobNow Read(JsonElement answer) => answer.Deserialize<JobNow>(FloorModel.Reading)!;

    private sealed record LotNow(string LotNo, decimal AtLine);
}
