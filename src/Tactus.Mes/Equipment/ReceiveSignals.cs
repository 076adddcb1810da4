using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>
/// An agent hands in what its machines did. Each (agent, epoch, seq) counts once, in whatever order and however often it comes;
/// what can't be taken is named and the rest is kept.
/// </summary>
/// <param name="Agent">The sender's name.</param>
/// <param name="Epoch">Grows with each start of the agent, e.g. its start time in milliseconds; its numbers begin anew then.</param>
/// <param name="Signals">At most 5,000.</param>
[Refuses("agent-name", "signals-too-many", "seq-scattered")]
internal sealed record ReceiveSignals(string Agent, long Epoch, IReadOnlyList<SignalIn> Signals) : Command<MesDb, SignalsTaken>
{
    internal const int Most = 5_000;

    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReceiveSignals>("/api/mes/machine-signals", MesEquipment.Signals, "Hand in a batch of machine signals: states, counters, parts");

    public override async Task<Outcome<SignalsTaken>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (Agent.Trim().Length is 0 or > 80) return Refusal.Field("agent-name", "agent", "An agent's name has 1 to 80 letters.");
        if (Epoch < 0) return Refusal.Field("agent-name", "epoch", "The epoch is a number from 0 that grows with each start of the agent.");
        if (Signals.Count > Most) return Refusal.Field("signals-too-many", "signals", $"A batch has at most {Most} signals; send several.");
        var numbers = Signals.Select(signal => signal.MachineNo).Distinct().ToList();
        await SignalStore.Take(db, numbers, Agent, stop);
        var machines = await db.Equipment.Where(node => numbers.Contains(node.No) && node.Level == EquipmentLevel.WorkUnit).ToDictionaryAsync(node => node.No, stop);
        var stream = await db.AgentStreams.FirstOrDefaultAsync(each => each.Agent == Agent && each.Epoch == Epoch, stop);
        if (stream is null) db.AgentStreams.Add(stream = new AgentStream { Agent = Agent, Epoch = Epoch, FirstReceivedUtc = by.NowUtc });

        var taken = new List<MachineSignal>();
        var refused = new List<SignalRefused>();
        var settled = new SortedSet<long>();
        var duplicates = 0;
        for (var i = 0; i < Signals.Count; i++)
        {
            var signal = Signals[i];
            if (stream.Has(signal.Seq) || settled.Contains(signal.Seq))
            {
                duplicates++;
                continue;
            }
            if (Fault(signal, machines, by) is { } fault)
            {
                refused.Add(new SignalRefused(i, signal.Seq, fault.Refusal.Code, fault.Refusal.Sentence, fault.Retry));
                // What can never be taken must not keep the agent asking forever.
                if (!fault.Retry && signal.Seq >= 0) settled.Add(signal.Seq);
                continue;
            }
            settled.Add(signal.Seq);
            taken.Add(signal.ToSignal(Agent, Epoch, by.NowUtc));
        }
        stream.Settle(settled);
        if (stream.Runs.Count > 2 * AgentStream.MostPieces)
            return Refusal.Field("seq-scattered", "signals", $"More than {AgentStream.MostPieces} gaps in the numbers of this epoch: count signals by one.");
        stream.LastReceivedUtc = by.NowUtc;
        if (taken.Count > 0) stream.LagMilliseconds = (long)(by.NowUtc - taken.Max(signal => signal.AtUtc)).TotalMilliseconds;

        taken.Sort(MachineSignal.Compare);
        await SignalStore.Add(db, taken, stop);
        await NewsOfMachines.Tell(db, taken, machines, stop);
        foreach (var machine in taken.GroupBy(signal => signal.MachineNo))
        {
            await ClosedShifts.Guard(db, machines[machine.Key], [.. machine], by, stop);
            db.Changed("mes.machines", machine.Key);
        }
        var newest = await db.AgentStreams.Where(each => each.Agent == Agent).MaxAsync(each => (long?)each.Epoch, stop) ?? Epoch;
        return new SignalsTaken(taken.Count, duplicates, refused, stream.ContiguousSeq, stream.Runs.Count == 0 ? null : stream.HighestSeq,
            Math.Max(newest, Epoch));
    }

    private (Refusal Refusal, bool Retry)? Fault(SignalIn signal, Dictionary<string, EquipmentNode> machines, CommandContext by)
    {
        if (signal.Seq < 0) return (new Refusal("seq-invalid", "Numbers begin at 0 or 1 and grow by one."), false);
        if (!machines.TryGetValue(signal.MachineNo, out var machine)) return (new Refusal("machine-unknown", $"There is no machine {signal.MachineNo}; create it and send this again."), true);
        if (machine.AgentName is { } bound && bound != Agent)
            return (new Refusal("agent-not-bound", $"{signal.MachineNo} takes signals of the agent {bound} only."), true);
        if (FloorTime.Check(signal.AtUtc, by) is { } time) return (time, time.Code == "time-in-future");
        return signal.Fault() is { } fault ? (fault, false) : null;
    }
}

/// <summary>One signal.</summary>
/// <param name="Seq">The agent's number of this signal, growing by one within its epoch.</param>
/// <param name="AtUtc">When it happened at the machine.</param>
/// <param name="Kind">state, counter or part.</param>
/// <param name="State">Of a state signal.</param>
/// <param name="ReasonCode">Why it stopped, when the machine knows.</param>
/// <param name="Good">Of a part signal: good parts since the last one.</param>
/// <param name="Scrap">Of a part signal: bad parts since the last one.</param>
/// <param name="Count">Of a counter signal: the reading, not the difference.</param>
internal sealed record SignalIn(
    long Seq, string MachineNo, DateTime AtUtc, SignalKind Kind, MachineState? State = null, string? ReasonCode = null,
    decimal? Good = null, decimal? Scrap = null, decimal? Count = null)
{
    private const decimal Largest = 1_000_000_000_000m;

    /// <summary>Why it says nothing, or nothing possible; null when it is sound.</summary>
    internal Refusal? Fault() => Kind switch
    {
        SignalKind.State when State is null => new Refusal("signal-invalid", "A state signal names the state."),
        SignalKind.State when ReasonCode is { Length: 0 or > 40 } => new Refusal("signal-invalid", "A reason code has 1 to 40 letters."),
        SignalKind.State when Good is not null || Scrap is not null || Count is not null => new Refusal("signal-invalid", "A state signal has no counts; send those as signals of their own."),
        SignalKind.Counter when Count is not { } count || count < 0 || count >= Largest => new Refusal("signal-invalid", "A counter signal has a reading from 0."),
        SignalKind.Part when Good is null && Scrap is null => new Refusal("signal-invalid", "A part signal has good or scrap."),
        SignalKind.Part when Good is < 0 or >= 1_000_000 || Scrap is < 0 or >= 1_000_000 => new Refusal("signal-invalid", "Good and scrap of one signal are from 0 and below one million."),
        SignalKind.Counter or SignalKind.Part when State is not null || ReasonCode is not null => new Refusal("signal-invalid", "Only a state signal names a state or a reason."),
        SignalKind.Counter when Good is not null || Scrap is not null => new Refusal("signal-invalid", "A counter signal has a reading only."),
        SignalKind.Part when Count is not null => new Refusal("signal-invalid", "A part signal has no reading."),
        _ => null,
    };

    internal MachineSignal ToSignal(string agent, long epoch, DateTime receivedUtc) => new()
    {
        Agent = agent, Epoch = epoch, Seq = Seq, MachineNo = MachineNo, AtUtc = AtUtc, Kind = Kind, State = State, ReasonCode = ReasonCode,
        Good = Round(Good), Scrap = Round(Scrap), Count = Round(Count), ReceivedUtc = receivedUtc,
    };

    private static decimal? Round(decimal? value) => value is { } given ? decimal.Round(given, 6) : null;
}

/// <summary>What became of a batch.</summary>
/// <param name="Duplicates">Had come before, or twice in this batch; they count once.</param>
/// <param name="ContiguousSeq">Everything up to this number is settled: go on after it. Null while the epoch's first number, 0 or 1, is missing.</param>
/// <param name="HighestSeq">Above <paramref name="ContiguousSeq"/>: numbers between are missing and can still be sent.</param>
/// <param name="NewestEpoch">Larger than the batch's: a newer start of this agent is known; what an older one left behind is still taken.</param>
internal sealed record SignalsTaken(
    int Accepted, int Duplicates, IReadOnlyList<SignalRefused> Refused, long? ContiguousSeq, long? HighestSeq, long NewestEpoch);

/// <summary>A signal that was not taken.</summary>
/// <param name="Index">Its place in the batch, from 0.</param>
/// <param name="Retry">Sending it again later may succeed; otherwise its number is settled and it is lost.</param>
internal sealed record SignalRefused(int Index, long Seq, string Code, string Sentence, bool Retry);
