using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Mes.Equipment;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>A job's place in a work centre as coordination set it last; kept beside the job because it may arrive first.</summary>
internal sealed class DispatchPlaceSet
{
    public required string WorkCentreNo { get; init; }
    public required string OrderNo { get; init; }
    public int OperationNo { get; init; }
    public int Rank { get; init; }
    public DateTime? StartUtc { get; init; }
    public Guid ScheduleVersion { get; init; }
}

/// <summary>A lead's change of the dispatch order. It stands, and is shown, until coordination sets the order anew.</summary>
internal sealed class DispatchChange : IVersioned
{
    public Guid Id { get; init; }
    public required string WorkCentreNo { get; init; }
    /// <summary>Job numbers before and after, first to run first.</summary>
    public List<string> Before { get; init; } = [];
    public List<string> After { get; init; } = [];
    public required string Reason { get; init; }
    public required string PersonNo { get; init; }
    public DateTime AtUtc { get; init; }
    public DateTime? SupersededUtc { get; set; }
    public long Version { get; set; }
}

/// <summary>Coordination sets the order of a work centre. Jobs it does not name follow by priority and due time.</summary>
internal static class SetDispatch
{
    internal static async Task<Refusal?> Apply(MesDb db, DispatchOrderSet set, CommandContext by, CancellationToken stop)
    {
        by.Why = set.Reason;
        db.DispatchPlaces.RemoveRange(await db.DispatchPlaces.Where(place => place.WorkCentreNo == set.WorkCentreNo).ToListAsync(stop));
        var places = set.Places.GroupBy(place => (place.WorkOrderNo, place.OperationNo)).Select(group => group.MinBy(place => place.Rank)!).ToList();
        db.DispatchPlaces.AddRange(places.Select(place => new DispatchPlaceSet
        {
            WorkCentreNo = set.WorkCentreNo, OrderNo = place.WorkOrderNo, OperationNo = place.OperationNo, Rank = place.Rank, StartUtc = place.StartUtc,
            ScheduleVersion = set.ScheduleVersion,
        }));
        var ranks = places.ToDictionary(place => $"{place.WorkOrderNo}/{place.OperationNo}", place => place.Rank, StringComparer.Ordinal);
        foreach (var job in await Dispatch.Open(db, set.WorkCentreNo, stop)) job.Rank = ranks.TryGetValue(job.No, out var rank) ? rank : null;
        foreach (var change in await db.DispatchChanges.Where(change => change.WorkCentreNo == set.WorkCentreNo && change.SupersededUtc == null).ToListAsync(stop))
            change.SupersededUtc = by.NowUtc;
        db.Changed("mes.dispatch", set.WorkCentreNo);
        // Stations hear the topic in the instant of the commit; from then on this is what they show.
        db.SendTo(HalfDb.Coordination, new DispatchApplied(set.WorkCentreNo, set.ScheduleVersion, by.NowUtc));
        return null;
    }
}

/// <summary>A lead changes the order of a work centre with a reason. Named jobs come first in the given order, the others keep theirs behind.</summary>
/// <param name="JobNos">Open jobs of the work centre, first to run first.</param>
[Refuses("work-centre-unknown", "job-elsewhere", "job-doubled", "reason-missing", "dispatch-empty")]
internal sealed record ChangeDispatch(string WorkCentreNo, IReadOnlyList<string> JobNos, string Reason) : Command<MesDb, DispatchChangeView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ChangeDispatch>("/api/mes/dispatch-changes", MesProduction.Lead, "Change the dispatch order of a work centre with a reason");

    public override async Task<Outcome<DispatchChangeView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why the order changes; the next one will read it.");
        if (JobNos.Count == 0) return Refusal.Field("dispatch-empty", "jobNos", "Name at least one job.");
        if (JobNos.Distinct(StringComparer.Ordinal).Count() != JobNos.Count) return Refusal.Field("job-doubled", "jobNos", "Each job has one place; one is named twice.");
        if (!await db.Equipment.AnyAsync(node => node.No == WorkCentreNo && node.Level == EquipmentLevel.WorkCentre, stop))
            return Refusal.Unknown("work-centre-unknown", $"There is no work centre {WorkCentreNo}.");
        var open = await Dispatch.Open(db, WorkCentreNo, stop);
        if (JobNos.FirstOrDefault(no => !open.Exists(job => job.No == no)) is { } wrong)
            return Refusal.Field("job-elsewhere", "jobNos", $"{wrong} is no open job of {WorkCentreNo}.");
        var orders = await Dispatch.Orders(db, open, stop);
        var before = Dispatch.Sorted(open, orders);
        var after = JobNos.Select(no => open.Find(job => job.No == no)!).Concat(before.Where(job => !JobNos.Contains(job.No))).ToList();
        for (var i = 0; i < after.Count; i++) after[i].Rank = i + 1;
        foreach (var earlier in await db.DispatchChanges.Where(each => each.WorkCentreNo == WorkCentreNo && each.SupersededUtc == null).ToListAsync(stop))
            earlier.SupersededUtc = by.NowUtc;
        var change = new DispatchChange
        {
            Id = Id, WorkCentreNo = WorkCentreNo, Before = [.. before.Select(job => job.No)], After = [.. after.Select(job => job.No)], Reason = Reason.Trim(),
            PersonNo = by.Actor.Number, AtUtc = by.NowUtc,
        };
        db.DispatchChanges.Add(change);
        by.Why = Reason;
        db.Changed("mes.dispatch", WorkCentreNo);
        return DispatchChangeView.Of(change);
    }
}

/// <summary>A lead's change that stands.</summary>
internal sealed record DispatchChangeView(IReadOnlyList<string> Before, IReadOnlyList<string> After, string Reason, string PersonNo, DateTime AtUtc)
{
    internal static DispatchChangeView Of(DispatchChange change) => new(change.Before, change.After, change.Reason, change.PersonNo, change.AtUtc);
}

/// <summary>What a work centre has to do, in order.</summary>
/// <param name="Jobs">Open jobs, first to run first.</param>
/// <param name="Change">The lead's change that stands, or null when the order is as coordination set it.</param>
internal sealed record DispatchListView(string WorkCentreNo, IReadOnlyList<DispatchRow> Jobs, DispatchChangeView? Change);

/// <summary>One job of a dispatch list.</summary>
/// <param name="Startable">What could be started now by plan and predecessors.</param>
/// <param name="Ready">Whether every gate is open; null far down the list, where nobody asks yet.</param>
/// <param name="Blocks">The closed gates.</param>
internal sealed record DispatchRow(JobRow Job, decimal Startable, decimal RunSecondsLeft, bool? Ready, IReadOnlyList<GateResult> Blocks);

/// <summary>Dispatch lists.</summary>
internal static class Dispatch
{
    // Gates are asked for what somebody may start next; a queue of hundreds need not be asked each time somebody looks.
    private const int Asked = 30;

    internal static void Map(IEndpointRouteBuilder app) =>
        app.Read("/api/mes/dispatch-lists/{workCentreNo}", MesPermissions.Read, "What a work centre has to do, in order; the gates as one machine (machineNo) would meet them, or without a choice of the machine",
            async (string workCentreNo, string? machineNo, MesDb db, CancellationToken stop) =>
                (await db.Equipment.AnyAsync(node => node.No == workCentreNo && node.Level == EquipmentLevel.WorkCentre, stop)
                    ? await Show(db, workCentreNo, stop, machineNo)
                    : null).OrUnknown("work-centre-unknown", $"There is no work centre {workCentreNo}."));

    internal static async Task<DispatchListView> Show(MesDb db, string workCentreNo, CancellationToken stop, string? machineNo = null, int most = 500)
    {
        var open = await Open(db, workCentreNo, stop);
        var orders = await Orders(db, open, stop);
        var sorted = Sorted(open, orders).Take(most).ToList();
        var numbers = orders.Keys.ToList();
        var sisters = (await db.Jobs.Where(job => numbers.Contains(job.OrderNo)).ToListAsync(stop)).ToLookup(job => job.OrderNo);
        var rows = new List<DispatchRow>();
        foreach (var job in sorted)
        {
            var desk = new JobDesk { Order = orders[job.OrderNo], Jobs = [.. sisters[job.OrderNo]], Job = job };
            var gates = rows.Count < Asked ? await StartGates.Show(db, desk, machineNo, null, null, stop) : null;
            // Which of several machines is chosen at the start; a list that asks for none does not wait for it.
            if (machineNo is null) gates = gates?.Where(gate => gate.Code != "machine-missing").ToList();
            rows.Add(new DispatchRow(JobRow.Of(job, desk.Order), desk.Startable,
                Math.Max(0, job.Planned - job.Good) * job.RunSecondsPerUnit, gates?.All(gate => gate.Open), gates is null ? [] : [.. gates.Where(gate => !gate.Open)]));
        }
        var change = await db.DispatchChanges.Where(each => each.WorkCentreNo == workCentreNo && each.SupersededUtc == null)
            .OrderByDescending(each => each.AtUtc).FirstOrDefaultAsync(stop);
        return new DispatchListView(workCentreNo, rows, change is null ? null : DispatchChangeView.Of(change));
    }

    internal static Task<List<JobOrder>> Open(MesDb db, string workCentreNo, CancellationToken stop) =>
        db.Jobs.Where(job => job.WorkCentreNo == workCentreNo && job.State != JobState.Completed && job.State != JobState.Cancelled).ToListAsync(stop);

    internal static async Task<Dictionary<string, ProductionOrder>> Orders(MesDb db, List<JobOrder> jobs, CancellationToken stop)
    {
        var numbers = jobs.Select(job => job.OrderNo).Distinct().ToList();
        return await db.Orders.Where(order => numbers.Contains(order.No)).ToDictionaryAsync(order => order.No, stop);
    }

    internal static List<JobOrder> Sorted(IEnumerable<JobOrder> jobs, Dictionary<string, ProductionOrder> orders) =>
        [.. jobs.OrderBy(job => job.Rank ?? int.MaxValue).ThenBy(job => orders[job.OrderNo].Priority).ThenBy(job => orders[job.OrderNo].DueUtc)
            .ThenBy(job => job.OrderNo, StringComparer.Ordinal).ThenBy(job => job.OperationNo)];
}
