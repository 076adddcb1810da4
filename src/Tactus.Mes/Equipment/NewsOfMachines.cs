using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Platform;

namespace Tactus.Mes.Equipment;

/// <summary>The state of a machine that coordination heard last. Machines repeat their state to stay known; only a change is news.</summary>
[NotAudited]
internal sealed class MachineTold
{
    public required string MachineNo { get; init; }
    public MachineState State { get; set; }
    public string? ReasonCode { get; set; }
    public DateTime AtUtc { get; set; }
}

/// <summary>What coordination hears of machines and when they are open.</summary>
internal static class NewsOfMachines
{
    /// <summary>Tells the changes of state in a batch of signals, in the order of time. A signal that comes late is told as it is: whoever hears it sorts by time.</summary>
    internal static async Task Tell(MesDb db, IReadOnlyList<MachineSignal> signals, IReadOnlyDictionary<string, EquipmentNode> machines, CancellationToken stop)
    {
        var states = signals.Where(signal => signal.State is not null).ToList();
        if (states.Count == 0) return;
        var numbers = states.Select(signal => signal.MachineNo).Distinct().ToList();
        var told = await db.MachinesTold.Where(each => numbers.Contains(each.MachineNo)).ToDictionaryAsync(each => each.MachineNo, stop);
        foreach (var signal in states)
        {
            var state = signal.State!.Value;
            if (!told.TryGetValue(signal.MachineNo, out var last)) db.MachinesTold.Add(told[signal.MachineNo] = last = new MachineTold { MachineNo = signal.MachineNo });
            else if (last.State == state && last.ReasonCode == signal.ReasonCode && signal.AtUtc >= last.AtUtc) continue;
            if (signal.AtUtc >= last.AtUtc) (last.State, last.ReasonCode, last.AtUtc) = (state, signal.ReasonCode, signal.AtUtc);
            db.SendTo(HalfDb.Coordination, new MachineStateChanged(
                signal.MachineNo, machines[signal.MachineNo].ParentNo!, TactusJson.Word(state), signal.ReasonCode, signal.AtUtc));
        }
    }

    /// <summary>Answers which machines there are and when they are planned to be open. A work centre without machines is one machine of its own number.</summary>
    internal static async Task<Refusal?> Asked(MesDb db, AvailabilityAsked asked, CommandContext by, CancellationToken stop)
    {
        var nodes = await db.Equipment.Where(node => node.Active && (node.Level == EquipmentLevel.WorkCentre || node.Level == EquipmentLevel.WorkUnit)).OrderBy(node => node.No).ToListAsync(stop);
        var busy = nodes.Where(node => node.Level == EquipmentLevel.WorkUnit).Select(node => node.ParentNo).ToHashSet();
        var machines = nodes.Where(node => node.Level == EquipmentLevel.WorkUnit || !busy.Contains(node.No)).ToList();
        var calendars = await Calendars.Of(db, [.. machines.Select(node => node.No)], stop);
        db.SendTo(HalfDb.Coordination, new AvailabilityReported(asked.RequestId, asked.FromUtc, asked.ToUtc,
        [
            .. machines.Select(node => new MachineAvailability(node.No, node.Level == EquipmentLevel.WorkUnit ? node.ParentNo! : node.No, node.Name,
                [.. calendars[node.No].Planned(asked.FromUtc, asked.ToUtc).Select(span => new OpenSpan(span.StartUtc, span.EndUtc))])),
        ]));
        return null;
    }
}
