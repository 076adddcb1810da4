using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>What machines do now and did before, down to the signals.</summary>
internal static class MachineStates
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Read("/api/mes/machine-states", MesPermissions.Read, "What each machine does now, since when, and with which job; optionally below one piece of equipment (equipmentNo)",
            async (string? equipmentNo, MesDb db, TimeProvider clock, CancellationToken stop) =>
            {
                if (equipmentNo is not null && !await db.Equipment.AnyAsync(node => node.No == equipmentNo, stop))
                    return Refusal.Unknown("equipment-unknown", $"There is no equipment {equipmentNo}.").ToHttp();
                var machines = equipmentNo is null
                    ? await db.Equipment.Where(node => node.Level == EquipmentLevel.WorkUnit && node.Active).OrderBy(node => node.No).ToListAsync(stop)
                    : await MachineTimes.MachinesBelow(db, equipmentNo, stop);
                var states = await Now(db, machines, clock.GetUtcNow().UtcDateTime, stop);
                return new Page<MachineStateView>(states, null).OrUnknown("equipment-unknown", "");
            });
        app.Read("/api/mes/state-intervals", MesPermissions.Read, "States of one machine over a span (from, to, at most 92 days), cut where explanations begin; unexplained=true: only stops that ask for a reason",
            async (string? machineNo, string? from, string? to, bool? unexplained, MesDb db, TimeProvider clock, CancellationToken stop) =>
            {
                var span = await AskedSpan.Read(db, machineNo, from, to, null, clock.GetUtcNow().UtcDateTime, stop);
                if (span.Refusal is { } refusal) return refusal.ToHttp();
                var machines = await MachineTimes.MachinesBelow(db, machineNo!, stop);
                var segments = await MachineTimes.Segments(db, machines, span.Value.FromUtc, span.Value.ToUtc, span.Value.NowUtc, stop);
                var views = machines.SelectMany(machine => segments[machine.No].Select(segment => SegmentView.Of(segment, machine, span.Value.NowUtc)));
                return new Page<SegmentView>([.. views.Where(view => unexplained != true || view.NeedsReason).OrderBy(view => view.StartUtc)], null).OrUnknown("equipment-unknown", "");
            });
        app.List<MesDb, SignalRow>("/api/mes/machine-signals", MesPermissions.Read, "Signals as machines sent them", nameof(SignalRow.Key),
            (db, _) => db.MachineSignals.Select(each => new SignalRow
            {
                Key = each.Agent + "/" + each.Epoch + "/" + each.Seq,
                Agent = each.Agent,
                Epoch = each.Epoch,
                Seq = each.Seq,
                MachineNo = each.MachineNo,
                AtUtc = each.AtUtc,
                Kind = each.Kind,
                State = each.State,
                ReasonCode = each.ReasonCode,
                Good = each.Good,
                Scrap = each.Scrap,
                Count = each.Count,
                ReceivedUtc = each.ReceivedUtc,
            }), "-atUtc");
        app.Read("/api/mes/signal-agents", MesPermissions.Read, "Agents: what has arrived of each of their starts, what is missing, how late",
            async (MesDb db, CancellationToken stop) => new Page<AgentView>([.. (await db.AgentStreams.ToListAsync(stop))
                .OrderBy(each => each.Agent, StringComparer.Ordinal).ThenByDescending(each => each.Epoch)
                .Select(each => new AgentView(each.Agent, each.Epoch, each.ContiguousSeq, each.HighestSeq, Math.Max(0, (each.Runs.Count / 2) - 1), each.FirstReceivedUtc, each.LastReceivedUtc, each.LagMilliseconds))], null)
                .OrUnknown("agent-unknown", ""));
    }

    /// <summary>The state of machines at the clock's time.</summary>
    internal static async Task<IReadOnlyList<MachineStateView>> Now(MesDb db, IReadOnlyList<EquipmentNode> machines, DateTime nowUtc, CancellationToken stop)
    {
        var numbers = machines.Select(machine => machine.No).ToList();
        var segments = await MachineTimes.Segments(db, machines, nowUtc, nowUtc.AddTicks(10), nowUtc, stop);
        var jobs = await MachineOutput.Jobs(db, numbers, stop);
        var out0 = await db.MaintenanceStops.AsNoTracking().Where(each => each.EndedUtc == null && numbers.Contains(each.MachineNo)).ToDictionaryAsync(each => each.MachineNo, stop);
        var states = new List<MachineStateView>();
        foreach (var machine in machines)
        {
            var last = await MachineTimes.LastSignal(db, machine.No, stop);
            // The clock of an agent may be a little ahead: then the newest segment begins after now.
            var segment = segments[machine.No] is [.., var newest] ? newest : null;
            states.Add(new MachineStateView(machine.No, machine.Name, machine.ParentNo!, segment?.State ?? MachineState.NoData,
                segment is null || (last is null && segment.State == MachineState.NoData) ? null : segment.StartUtc,
                segment?.ReasonCode, segment?.ReasonBy, segment?.NeedsReason(nowUtc, machine.MicroStopSeconds) ?? false,
                jobs.TryGetValue(machine.No, out var job) ? MachineJob.Of(job) : null, last,
                out0.TryGetValue(machine.No, out var stopped) ? MaintenanceStopView.Of(stopped) : null));
        }
        return states;
    }
}

/// <summary>What a machine does now.</summary>
/// <param name="SinceUtc">Null when nothing was ever heard of it.</param>
/// <param name="NeedsReason">It stands longer than its limit and nobody has said why.</param>
/// <param name="OutOfService">The open maintenance stop.</param>
internal sealed record MachineStateView(
    string MachineNo, string Name, string WorkCentreNo, MachineState State, DateTime? SinceUtc, string? ReasonCode, string? ReasonBy, bool NeedsReason,
    MachineJob? Job, DateTime? LastSignalUtc, MaintenanceStopView? OutOfService);

/// <summary>The job on a machine; quantities in its unit.</summary>
internal sealed record MachineJob(string JobNo, string OrderNo, string ItemNo, string Description, decimal Good, decimal Scrapped, decimal Planned, string Unit)
{
    internal static MachineJob Of(JobOrder job) => new(job.No, job.OrderNo, job.ItemNo, job.Description, job.Good, job.Scrapped, job.Planned, job.Unit);
}

/// <summary>What has arrived of one start of an agent.</summary>
/// <param name="Gaps">Runs of numbers that are missing below the highest.</param>
/// <param name="LagMilliseconds">Age of the newest signal when it arrived; below zero the agent's clock is ahead.</param>
internal sealed record AgentView(
    string Agent, long Epoch, long? ContiguousSeq, long HighestSeq, int Gaps, DateTime FirstReceivedUtc, DateTime LastReceivedUtc, long LagMilliseconds);

/// <summary>A signal.</summary>
internal sealed record SignalRow
{
    public required string Key { get; init; }
    public required string Agent { get; init; }
    public long Epoch { get; init; }
    public long Seq { get; init; }
    public required string MachineNo { get; init; }
    public DateTime AtUtc { get; init; }
    public SignalKind Kind { get; init; }
    public MachineState? State { get; init; }
    public string? ReasonCode { get; init; }
    public decimal? Good { get; init; }
    public decimal? Scrap { get; init; }
    public decimal? Count { get; init; }
    public DateTime ReceivedUtc { get; init; }
}
