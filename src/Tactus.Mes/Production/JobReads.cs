using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Labor;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>One job with everything about it.</summary>
/// <param name="Startable">What could be started now by plan and predecessors.</param>
/// <param name="OverStarted">Started beyond the plan.</param>
/// <param name="Gates">What a start would be asked, with the results now.</param>
internal sealed record JobView(
    JobRow Job, decimal Startable, decimal OverStarted, decimal OverProduced, IReadOnlyList<int> Predecessors, IReadOnlyList<string> Skills, bool SerialsHere, bool Last,
    IReadOnlyList<GateResult> Gates, IReadOnlyList<JobMaterialView> Materials, IReadOnlyList<ReportView> Reports, IReadOnlyList<LaborRow> Labor,
    IReadOnlyList<JobEventView> Events, IReadOnlyList<HandoverRow> Handovers) : IVersionedView
{
    public long Version => Job.Version;
}

/// <summary>A material of a job, in its unit.</summary>
internal sealed record JobMaterialView(string ItemNo, string Revision, decimal Quantity, decimal PerUnit, decimal Consumed, string Unit, Contracts.Messages.Tracking Tracking, bool Backflush)
{
    internal static JobMaterialView Of(JobMaterial material, JobOrder job) => new(
        material.ItemNo, material.Revision, material.Quantity, material.PerUnit, material.Consumed, material.Unit, material.Tracking, material.Backflush || job.Backflush);
}

/// <summary>One thing that happened to a job.</summary>
internal sealed record JobEventView(string JobNo, JobEventKind Kind, decimal? Quantity, string? MachineNo, string? PersonNo, string? ReasonCode, string? Note, DateTime AtUtc)
{
    internal static JobEventView Of(JobEvent each) => new(each.JobNo, each.Kind, each.Quantity, each.MachineNo, each.PersonNo, each.ReasonCode, each.Note, each.AtUtc);
}

/// <summary>Reading jobs.</summary>
internal static class JobReads
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.List<MesDb, JobRow>("/api/mes/job-orders", MesPermissions.Read, "Jobs with their quantities and states", nameof(JobRow.No), (db, _) => JobRow.Rows(db));
        // A job's number holds a slash.
        app.Read("/api/mes/job-orders/{**jobNo}", MesPermissions.Read, "One job: gates, materials, reports, labour, history",
            async (string jobNo, string? machineNo, string? personNo, MesDb db, CancellationToken stop) =>
                (await One(db, Uri.UnescapeDataString(jobNo), machineNo, personNo, stop)).OrUnknown("job-unknown", $"There is no job {jobNo}."));
        app.List<MesDb, ReportRow>("/api/mes/production-reports", MesPermissions.Read, "The production book: reports and their reversals", nameof(ReportRow.Id),
            (db, _) => db.Reports.Select(report => new ReportRow
            {
                Id = report.Id, Kind = report.Kind, JobNo = report.JobNo, OrderNo = report.OrderNo, ItemNo = report.ItemNo, WorkCentreNo = report.WorkCentreNo,
                MachineNo = report.MachineNo, PersonNo = report.PersonNo, Good = report.Good, Scrapped = report.Scrapped, Rework = report.Rework, Unit = report.Unit,
                LotNo = report.LotNo, Shift = report.Shift, ToolNo = report.ToolNo, Shots = report.Shots, Note = report.Note, Reverses = report.Reverses,
                AtUtc = report.AtUtc, ReceivedUtc = report.ReceivedUtc,
            }), "-atUtc");
        app.Read("/api/mes/start-gates", MesPermissions.Read, "What a start of a job would be asked, with the results now",
            async (string jobNo, string? machineNo, string? personNo, MesDb db, CancellationToken stop) =>
                await JobDesk.Find(db, jobNo, stop) is { Done: true } found
                    ? (await StartGates.Show(db, found.Value, machineNo, personNo, null, stop)).OrUnknown("job-unknown", "")
                    : ((IReadOnlyList<GateResult>?)null).OrUnknown("job-unknown", $"There is no job {jobNo}."));
    }

    internal static async Task<JobView?> One(MesDb db, string jobNo, string? machineNo, string? personNo, CancellationToken stop)
    {
        if (await JobDesk.Find(db, jobNo, stop) is not { Done: true } found) return null;
        var (desk, job) = (found.Value, found.Value.Job);
        var materials = await db.JobMaterials.Where(material => material.JobNo == jobNo).OrderBy(material => material.ItemNo).ToListAsync(stop);
        var reports = await db.Reports.Include(report => report.Scrap).Where(report => report.JobNo == jobNo).OrderByDescending(report => report.ReceivedUtc).Take(200).ToListAsync(stop);
        return new JobView(JobRow.Of(job, desk.Order), desk.Startable, job.OverStarted, Math.Max(0, job.Good - job.Planned), job.Predecessors, job.Skills, job.SerialsHere, job.Last,
            await StartGates.Show(db, desk, machineNo, personNo, null, stop),
            materials.ConvertAll(material => JobMaterialView.Of(material, job)), reports.ConvertAll(report => ReportView.Of(report)),
            await LaborRow.Rows(db.LaborSpans.Where(span => span.JobNo == jobNo).OrderByDescending(span => span.StartUtc)).Take(200).ToListAsync(stop),
            (await db.JobEvents.Where(each => each.JobNo == jobNo).OrderBy(each => each.Id).ToListAsync(stop)).ConvertAll(JobEventView.Of),
            await HandoverRow.Rows(db.Handovers.Where(note => note.JobNo == jobNo).OrderByDescending(note => note.AtUtc)).Take(50).ToListAsync(stop));
    }
}

/// <summary>A line of the production book in the list.</summary>
internal sealed record ReportRow
{
    public Guid Id { get; init; }
    public ReportKind Kind { get; init; }
    public required string JobNo { get; init; }
    public required string OrderNo { get; init; }
    public required string ItemNo { get; init; }
    public required string WorkCentreNo { get; init; }
    public string? MachineNo { get; init; }
    public string? PersonNo { get; init; }
    public decimal Good { get; init; }
    public decimal Scrapped { get; init; }
    public decimal Rework { get; init; }
    public required string Unit { get; init; }
    public string? LotNo { get; init; }
    public string? Shift { get; init; }
    public string? ToolNo { get; init; }
    public int Shots { get; init; }
    public string? Note { get; init; }
    public Guid? Reverses { get; init; }
    public DateTime AtUtc { get; init; }
    public DateTime ReceivedUtc { get; init; }
}
