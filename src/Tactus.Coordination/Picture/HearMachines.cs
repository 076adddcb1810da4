using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Coordination.Exceptions;
using Tactus.Platform;

namespace Tactus.Coordination.Picture;

/// <summary>What is said about machines: which there are, when they are open, what they do.</summary>
internal static class HearMachines
{
    /// <summary>Planned time is asked for so far ahead; whole weeks, because beyond it the weeks repeat.</summary>
    internal static readonly TimeSpan Ahead = TimeSpan.FromDays(42);

    internal static async Task<Refusal?> EquipmentChanged(CoordinationDb db, EquipmentChanged told, CommandContext by, CancellationToken stop)
    {
        await Ask(db, by.NowUtc, stop);
        return null;
    }

    /// <summary>Asks the plant for its machines from now on; one question at a time is enough, the answer tells what is then.</summary>
    internal static async Task Ask(CoordinationDb db, DateTime nowUtc, CancellationToken stop)
    {
        var answer = await db.AvailabilityAnswers.FirstOrDefaultAsync(stop);
        if (answer is null) db.AvailabilityAnswers.Add(answer = new AvailabilityAnswer());
        answer.RequestId = Guid.CreateVersion7();
        (answer.AskedUtc, answer.Answered) = (nowUtc, false);
        db.SendTo("mes", new AvailabilityAsked(answer.RequestId, nowUtc.Date, nowUtc.Date + Ahead));
    }

    internal static async Task<Refusal?> Reported(CoordinationDb db, AvailabilityReported told, CommandContext by, CancellationToken stop)
    {
        var answer = await db.AvailabilityAnswers.FirstOrDefaultAsync(stop);
        // An older answer than the question that was asked last: the newer one comes.
        if (answer is null || answer.RequestId != told.RequestId) return null;
        (answer.FromUtc, answer.ToUtc, answer.Answered) = (told.FromUtc, told.ToUtc, true);
        var known = await db.Machines.ToDictionaryAsync(machine => machine.MachineNo, stop);
        foreach (var machine in known.Values) machine.Active = false;
        foreach (var each in told.Machines)
        {
            if (!known.TryGetValue(each.MachineNo, out var machine)) db.Machines.Add(machine = new KnownMachine { MachineNo = each.MachineNo, WorkCentreNo = each.WorkCentreNo });
            (machine.WorkCentreNo, machine.Name, machine.Active, machine.Open) = (each.WorkCentreNo, each.Name, true, [.. each.Open]);
        }
        db.Changed("coordination.picture");
        return null;
    }

    /// <summary>Signals may come late: what happened before what is known already changes nothing now.</summary>
    internal static async Task<Refusal?> StateChanged(CoordinationDb db, MachineStateChanged told, CommandContext by, CancellationToken stop)
    {
        var machine = await db.Machines.FindAsync([told.MachineNo], stop);
        if (machine is null) db.Machines.Add(machine = new KnownMachine { MachineNo = told.MachineNo, WorkCentreNo = told.WorkCentreNo, Active = true });
        if (told.AtUtc < machine.SinceUtc) return null;
        if (machine.State != told.State) machine.SinceUtc = told.AtUtc;
        (machine.State, machine.ReasonCode) = (told.State, told.ReasonCode);
        if (!machine.Down) machine.DownUntilUtc = null;
        await DetectMachineDown.Heard(db, machine, told.AtUtc, by, stop);
        return null;
    }
}
