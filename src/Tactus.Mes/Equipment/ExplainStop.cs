using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Equipment;

/// <summary>What a person said about a stop. It speaks about time, not about a derived row, so it outlives a new derivation. Append-only: a later one replaces.</summary>
internal sealed class DowntimeExplanation
{
    public long Id { get; init; }
    public required string MachineNo { get; init; }
    public DateTime StartUtc { get; init; }
    /// <summary>Null: to the end of the stop, whenever that is.</summary>
    public DateTime? EndUtc { get; init; }
    /// <summary>Said of the stop from its beginning, also when that turns out to have been earlier.</summary>
    public bool FromStart { get; init; }
    public required string ReasonCode { get; init; }
    public string? Note { get; init; }
    public required string ByNumber { get; init; }
    public DateTime AtUtc { get; init; }
}

/// <summary>Somebody says why a machine stood. With a time to split at, the reason holds up to it and the rest asks on.</summary>
/// <param name="IntervalStartUtc">Start of the stop, or of its part, as the list of intervals shows it.</param>
/// <param name="SplitAtUtc">Within the stop: the reason holds until here.</param>
[Refuses("machine-unknown", "interval-unknown", "interval-not-stopped", "split-outside", "reason-unknown")]
internal sealed record ExplainStop(
    string MachineNo, DateTime IntervalStartUtc, string ReasonCode, string? Note = null, DateTime? SplitAtUtc = null) : Command<MesDb, IReadOnlyList<SegmentView>>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<ExplainStop>("/api/mes/downtime-reasons", MesEquipment.Downtime, "Say why a machine stood, or split a stop between two reasons");
        app.List<MesDb, ExplanationRow>("/api/mes/downtime-reasons", MesPermissions.Read, "What people said about stops", nameof(ExplanationRow.Id),
            (db, _) => db.DowntimeExplanations.Select(each => new ExplanationRow
            {
                Id = each.Id,
                MachineNo = each.MachineNo,
                StartUtc = each.StartUtc,
                EndUtc = each.EndUtc,
                ReasonCode = each.ReasonCode,
                Note = each.Note,
                ByNumber = each.ByNumber,
                AtUtc = each.AtUtc,
            }), "-atUtc");
    }

    public override async Task<Outcome<IReadOnlyList<SegmentView>>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (await Production.ReasonCode.Fault(db, ReasonKind.Downtime, ReasonCode, "reasonCode", stop) is { } unknown) return unknown;
        if (Note is { Length: > 500 }) return Refusal.Field("note-long", "note", "A note has at most 500 letters.");
        await SignalStore.Take(db, [MachineNo], null, stop);
        var machine = await db.Equipment.AsNoTracking().FirstOrDefaultAsync(each => each.No == MachineNo && each.Level == EquipmentLevel.WorkUnit, stop);
        if (machine is null) return Refusal.Unknown("machine-unknown", $"There is no machine {MachineNo}.");
        var here = await MachineTimes.Segments(db, [machine], IntervalStartUtc, IntervalStartUtc.AddTicks(10), by.NowUtc, stop);
        var segment = here[MachineNo].FirstOrDefault(each => each.StartUtc == IntervalStartUtc);
        if (segment is null || !await db.StateIntervals.AnyAsync(each => each.MachineNo == MachineNo && each.StartUtc == segment.IntervalStartUtc, stop))
            return Refusal.Unknown("interval-unknown", $"No interval of {MachineNo} begins at {IntervalStartUtc:yyyy-MM-dd HH:mm:ss} UTC; load the list again, it may have been corrected.");
        if (segment.State != MachineState.Stopped)
            return new Refusal("interval-not-stopped", $"{MachineNo} was {Word(segment.State)} from {IntervalStartUtc:HH:mm:ss} UTC; only a stop takes a reason.");
        var end = segment.EndUtc ?? by.NowUtc;
        if (SplitAtUtc <= segment.StartUtc || SplitAtUtc >= end)
            return Refusal.Field("split-outside", "splitAtUtc", $"Split between {segment.StartUtc:HH:mm:ss} and {end:HH:mm:ss} UTC, within the stop.");

        var interval = await db.StateIntervals.AsNoTracking().SingleAsync(each => each.MachineNo == MachineNo && each.StartUtc == segment.IntervalStartUtc, stop);
        var added = new DowntimeExplanation
        {
            MachineNo = MachineNo,
            StartUtc = segment.StartUtc,
            // A part that ends before its stop does ends where the next part begins.
            EndUtc = SplitAtUtc ?? (segment.EndUtc is { } part && (interval.EndUtc is null || part < interval.EndUtc) && await Cut(db, part, stop) ? part : null),
            FromStart = segment.StartUtc == segment.IntervalStartUtc,
            ReasonCode = ReasonCode,
            Note = Note,
            ByNumber = by.Actor.Number,
            AtUtc = by.NowUtc,
        };
        var closings = await ClosedShifts.Covering(db, MachineNo, segment.StartUtc, stop);
        var before = await ClosedShifts.Figures(db, machine, closings, by.NowUtc, stop);
        db.DowntimeExplanations.Add(added);
        // As after late signals: what follows reads what was just said.
        await db.SaveChangesAsync(stop);
        await ClosedShifts.Correct(db, machine, closings, before, "explanation", 0, segment.StartUtc, end, by, stop);
        by.Why = Note is null ? ReasonCode : $"{ReasonCode}: {Note}";
        db.Changed("mes.machines", MachineNo);
        var after = await MachineTimes.Segments(db, [machine], segment.IntervalStartUtc, interval.EndUtc ?? DateTime.MaxValue, by.NowUtc, stop);
        return after[MachineNo].Where(each => each.IntervalStartUtc == segment.IntervalStartUtc).Select(each => SegmentView.Of(each, machine, by.NowUtc)).ToArray();
    }

    // Silence that still lasts ends a stop only until the next signal; an explanation must not end there.
    private Task<bool> Cut(MesDb db, DateTime at, CancellationToken stop) =>
        db.DowntimeExplanations.AnyAsync(each => each.MachineNo == MachineNo && (each.StartUtc == at || each.EndUtc == at), stop);

    internal static string Word(MachineState state) => state switch
    {
        MachineState.NoData => "without data",
        MachineState.PlannedStop => "stopped as planned",
        _ => state.ToString().ToLowerInvariant(),
    };
}

/// <summary>A stretch of a machine's time.</summary>
/// <param name="ReasonBy">machine, a personnel number, or null when unexplained.</param>
/// <param name="NeedsReason">A stop longer than the machine's limit that nobody has explained.</param>
/// <param name="Seconds">Its length so far.</param>
internal sealed record SegmentView(
    string MachineNo, DateTime StartUtc, DateTime? EndUtc, MachineState State, bool MicroStop, string? ReasonCode, string? ReasonBy, string? Note, bool NeedsReason, decimal Seconds)
{
    internal static SegmentView Of(Segment segment, EquipmentNode machine, DateTime nowUtc) => new(
        segment.MachineNo, segment.StartUtc, segment.EndUtc, segment.State, segment.MicroStop, segment.ReasonCode, segment.ReasonBy, segment.Note,
        segment.NeedsReason(nowUtc, machine.MicroStopSeconds), segment.Seconds(DateTime.MinValue, DateTime.MaxValue, nowUtc));
}

/// <summary>A row of the explanations.</summary>
internal sealed record ExplanationRow
{
    public long Id { get; init; }
    public required string MachineNo { get; init; }
    public DateTime StartUtc { get; init; }
    public DateTime? EndUtc { get; init; }
    public required string ReasonCode { get; init; }
    public string? Note { get; init; }
    public required string ByNumber { get; init; }
    public DateTime AtUtc { get; init; }
}
