using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Equipment;
using Tactus.Mes.Labor;
using Tactus.Mes.Material;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>A material of a job as the person at the line sees it. All quantities in its unit.</summary>
/// <param name="Needed">Still to be used for what is planned.</param>
/// <param name="AtLine">Usable at this work centre: not held, not expired.</param>
/// <param name="Missing">Needed and not at the line.</param>
/// <param name="Held">At the line and on hold.</param>
internal sealed record StationMaterial(
    string ItemNo, string Revision, string Unit, decimal Needed, decimal AtLine, decimal Missing, decimal Held, bool Backflush, IReadOnlyList<StationLot> Lots);

/// <summary>A lot at the line, the one to use first at the top.</summary>
internal sealed record StationLot(string LotNo, decimal Quantity, DateOnly? ExpiresOn, bool Held);

/// <summary>A report with whether the person at the terminal may take it back.</summary>
/// <param name="Undoable">Not reversed, no reversal itself, and one's own or a lead's to reverse.</param>
internal sealed record StationReport(ReportView Report, bool Undoable);

/// <summary>A job at the station.</summary>
internal sealed record StationJob(
    JobRow Job, decimal Startable, bool SerialsHere, bool Last, IReadOnlyList<GateResult> Gates, IReadOnlyList<StationMaterial> Materials, IReadOnlyList<LaborRow> People,
    IReadOnlyList<StationReport> Reports, IReadOnlyList<HandoverRow> Handovers);

/// <summary>What came out here since a time.</summary>
internal sealed record StationCounts(DateTime SinceUtc, string? Shift, IReadOnlyList<ProductionTotal> Totals);

/// <summary>Everything a station terminal shows, in one answer.</summary>
/// <param name="Current">Jobs in setup, running or paused here.</param>
/// <param name="Queue">What waits, first to run first.</param>
/// <param name="People">Who is signed on at this work centre.</param>
internal sealed record StationScreenView(
    string WorkCentreNo, string? MachineNo, DateTime ServerUtc, IReadOnlyList<StationJob> Current, IReadOnlyList<DispatchRow> Queue, DispatchChangeView? DispatchChange,
    IReadOnlyList<ReasonRow> ScrapReasons, IReadOnlyList<ReasonRow> PauseReasons, IReadOnlyList<LaborRow> People, IReadOnlyList<HandoverRow> UnreadHandovers, StationCounts Counts);

/// <summary>The station terminal's one question.</summary>
internal static class StationScreen
{
    private const int Queued = 20;
    private const int LastReports = 10;

    internal static void Map(IEndpointRouteBuilder app) =>
        app.Read("/api/mes/stations/screen", MesPermissions.Read, "Everything a station terminal shows: current jobs, queue, materials, gates, reasons, people, last reports, counts",
            async (string? workCentreNo, string? machineNo, HttpContext http, MesDb db, TimeProvider clock, CancellationToken stop) =>
            {
                var machine = machineNo is null ? null : await db.Equipment.FirstOrDefaultAsync(node => node.No == machineNo && node.Level == EquipmentLevel.WorkUnit, stop);
                if (machineNo is not null && machine is null) return Refusal.Unknown("machine-unknown", $"There is no machine {machineNo}.").ToHttp();
                var centre = workCentreNo ?? machine?.ParentNo;
                if (centre is null) return Refusal.Field("work-centre-missing", "workCentreNo", "Name the work centre or the machine of the station.").ToHttp();
                if (machine is not null && machine.ParentNo != centre)
                    return new Refusal("machine-elsewhere", $"{machineNo} belongs to {machine.ParentNo}, not to {centre}.").ToHttp();
                return (await db.Equipment.AnyAsync(node => node.No == centre && node.Level == EquipmentLevel.WorkCentre, stop)
                    ? await Show(db, centre, machineNo, http.Actor(), clock.GetUtcNow().UtcDateTime, stop)
                    : null).OrUnknown("work-centre-unknown", $"There is no work centre {centre}.");
            }).Produces<StationScreenView>();

    internal static async Task<StationScreenView> Show(MesDb db, string centre, string? machineNo, Actor actor, DateTime now, CancellationToken stop)
    {
        var person = actor.Kind == "person" ? actor.Number : null;
        var list = await Dispatch.Show(db, centre, stop, machineNo, Queued + 30);
        var busy = list.Jobs.Where(row => row.Job.State != JobState.Waiting && (machineNo is null || row.Job.MachineNo is null || row.Job.MachineNo == machineNo)).ToList();
        var current = new List<StationJob>();
        foreach (var row in busy) current.Add(await One(db, row, centre, machineNo, person, actor, now, stop));
        var reasons = await db.Reasons.Where(reason => reason.Active && (reason.Kind == ReasonKind.Scrap || reason.Kind == ReasonKind.Pause))
            .OrderBy(reason => reason.Place).ThenBy(reason => reason.Code).ToListAsync(stop);
        var shift = await Calendars.ShiftAt(db, centre, now, stop);
        var since = shift?.StartUtc ?? ShiftCalendar.ToUtc(TimeZoneInfo.ConvertTimeFromUtc(now, await Calendars.Zone(db, stop)).Date, await Calendars.Zone(db, stop));
        return new StationScreenView(centre, machineNo, now, current, [.. list.Jobs.Where(row => row.Job.State == JobState.Waiting).Take(Queued)], list.Change,
            Rows(ReasonKind.Scrap), Rows(ReasonKind.Pause),
            await LaborRow.Rows(db.LaborSpans.Where(span => span.WorkCentreNo == centre && span.State == LaborState.Open).OrderBy(span => span.PersonNo)).ToListAsync(stop),
            await HandoverRow.Rows(db.Handovers.Where(note => note.WorkCentreNo == centre && note.ReadBy == null).OrderByDescending(note => note.AtUtc)).Take(20).ToListAsync(stop),
            new StationCounts(since, shift?.Name, (await ProductionTotals.Of(
                db.Reports.Where(report => report.WorkCentreNo == centre && (machineNo == null || report.MachineNo == machineNo)), since, now.AddMinutes(2), db, stop)).Total));

        IReadOnlyList<ReasonRow> Rows(ReasonKind kind) => [.. reasons.Where(reason => reason.Kind == kind).Select(reason => new ReasonRow
        {
            Key = $"{reason.Kind}/{reason.Code}", Kind = reason.Kind, Code = reason.Code, TextEn = reason.TextEn, TextKo = reason.TextKo, Place = reason.Place,
            Active = reason.Active, Version = reason.Version,
        })];
    }

    private static async Task<StationJob> One(MesDb db, DispatchRow row, string centre, string? machineNo, string? person, Actor actor, DateTime now, CancellationToken stop)
    {
        var desk = (await JobDesk.Find(db, row.Job.No, stop)).Value;
        var job = desk.Job;
        var reports = await db.Reports.Include(report => report.Scrap).Where(report => report.JobNo == job.No).OrderByDescending(report => report.ReceivedUtc).Take(LastReports).ToListAsync(stop);
        var numbers = reports.ConvertAll(report => (Guid?)report.Id);
        var reversed = await db.Reports.Where(report => numbers.Contains(report.Reverses)).Select(report => report.Reverses).ToListAsync(stop);
        return new StationJob(row.Job, row.Startable, job.SerialsHere, job.Last, await StartGates.Show(db, desk, machineNo, person, null, stop), await Materials(db, job, centre, now, stop),
            await LaborRow.Rows(db.LaborSpans.Where(span => span.JobNo == job.No && span.State == LaborState.Open)).ToListAsync(stop),
            reports.ConvertAll(report => new StationReport(ReportView.Of(report),
                report.Kind != ReportKind.Reversal && !reversed.Contains(report.Id) && (report.PersonNo == actor.Number || actor.May(MesProduction.Lead)))),
            await HandoverRow.Rows(db.Handovers.Where(note => note.JobNo == job.No).OrderByDescending(note => note.AtUtc)).Take(5).ToListAsync(stop));
    }

    private static async Task<IReadOnlyList<StationMaterial>> Materials(MesDb db, JobOrder job, string centre, DateTime now, CancellationToken stop)
    {
        var shown = new List<StationMaterial>();
        foreach (var need in await db.JobMaterials.Where(material => material.JobNo == job.No).OrderBy(material => material.ItemNo).ToListAsync(stop))
        {
            var lots = await FirstExpired.AtLine(db, centre, need.ItemNo, need.Revision, stop);
            var usable = lots.Where(each => each.Lot.Holds == 0 && !each.Lot.ExpiredOn(now)).Sum(each => each.Quantity);
            var needed = Math.Max(0, (need.PerUnit * Math.Max(job.ToStart, job.Started)) - need.Covered);
            shown.Add(new StationMaterial(need.ItemNo, need.Revision, need.Unit, needed, usable, Math.Max(0, needed - usable),
                lots.Where(each => each.Lot.Holds > 0).Sum(each => each.Quantity), need.Backflush || job.Backflush,
                [.. lots.Select(each => new StationLot(each.Lot.No, each.Quantity, each.Lot.ExpiresOn, each.Lot.Holds > 0))]));
        }
        return shown;
    }
}
