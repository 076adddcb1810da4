using Tactus.Contracts;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Mes.Material;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>
/// Takes a wrong report back: the book gets the opposite amounts, pointing at what they correct, and what was reported is in process
/// again. A complete order is opened again and says so.
/// </summary>
/// <param name="Reason">For the ledger.</param>
[Refuses("report-unknown", "report-not-reversible", "report-reversed", "report-used", "report-of-other", "reason-missing", "time-in-future", "time-too-old", "lot-held")]
internal sealed record ReverseReport(Guid ReportId, string Reason, DateTime AtUtc) : Command<MesDb, ReportView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReverseReport>("/api/mes/report-reversals", MesProduction.Operate, "Take a wrong report back");

    public override async Task<Outcome<ReportView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why the report is wrong.");
        var wrong = await db.Reports.Include(report => report.Scrap).FirstOrDefaultAsync(report => report.Id == ReportId, stop);
        if (wrong is null) return Refusal.Unknown("report-unknown", $"There is no report {ReportId}.");
        if (wrong.Kind == ReportKind.Reversal) return new Refusal("report-not-reversible", "This is itself a reversal; report the right figures again instead.");
        if (wrong.Kind == ReportKind.Moved) return new Refusal("report-not-reversible", $"{wrong.Note} moved these pieces; what an engineering change did is not taken back.");
        if (wrong.PersonNo != by.Actor.Number && !by.Actor.May(MesProduction.Lead))
            return new Refusal("report-of-other", $"{wrong.PersonNo ?? "A machine"} made this report. Reversing others' reports needs the right {MesProduction.Lead}.", RefusalKind.Forbidden);
        var found = await JobDesk.Find(db, wrong.JobNo, stop);
        if (found.Refusal is { } unknown) return unknown;
        var (desk, job) = (found.Value, found.Value.Job);
        // Asked after the job is read: who is reversed meanwhile meets the job's version and asks again.
        if (await db.Reports.FirstOrDefaultAsync(report => report.Reverses == ReportId, stop) is { } earlier)
            return new Refusal("report-reversed", $"This report was reversed at {earlier.AtUtc:yyyy-MM-dd HH:mm:ss} UTC by {earlier.PersonNo ?? "Tactus"}; a report is reversed once.");
        if (desk.After.Where(after => after.Started > job.Good - wrong.Good).MaxBy(after => after.Started) is { } user)
            return new Refusal("report-used",
                $"Operation {user.OperationNo} ({user.Description}) has started {user.Started:0.######} of the {job.Good:0.######} {Units.Symbol(job.Unit)} good from here; take back what was reported or started there first.");
        var completed = job.State == JobState.Completed;
        if (completed && desk.After.FirstOrDefault(after => after.State == JobState.Completed) is { } done)
            return new Refusal("report-used", $"Operation {done.OperationNo} ({done.Description}) is complete on the strength of this one; reverse a report there first.");
        if (job.Unreport(wrong.Good, wrong.Scrapped, wrong.Rework) is { } refusal) return refusal;

        var person = by.Actor.Kind == "person" ? by.Actor.Number : null;
        var reversal = new ProductionReport
        {
            Id = Id, Kind = ReportKind.Reversal, JobNo = wrong.JobNo, OrderNo = wrong.OrderNo, OperationNo = wrong.OperationNo, ItemNo = wrong.ItemNo,
            WorkCentreNo = wrong.WorkCentreNo, Final = wrong.Final, Unit = wrong.Unit, Good = -wrong.Good, Scrapped = -wrong.Scrapped, Rework = -wrong.Rework,
            LotNo = wrong.LotNo, SerialNos = [.. wrong.SerialNos], MachineNo = wrong.MachineNo, PersonNo = person, StationNo = by.Actor.StationNo, Shift = wrong.Shift,
            ToolNo = wrong.ToolNo, Shots = -wrong.Shots, Note = Reason, Reverses = wrong.Id, AtUtc = AtUtc, CountsUtc = wrong.CountsUtc, ReceivedUtc = by.NowUtc,
            Scrap = [.. wrong.Scrap.Select(line => new ProductionScrap { ReportId = Id, ReasonCode = line.ReasonCode, Quantity = -line.Quantity })],
        };
        db.Reports.Add(reversal);
        if (await LotBook.Reverse(db, wrong.Id, Id, AtUtc, by, stop) is { } lot) return lot;
        ReportProduction.Tell(db, job, reversal, Id, wrong);
        if (completed) desk.Note(db, JobEventKind.Reopened, person, AtUtc, by, note: Reason);
        desk.OrderReopened(db, AtUtc);
        by.Why = Reason;
        desk.Changed(db);
        return ReportView.After(db, reversal, desk);
    }
}
