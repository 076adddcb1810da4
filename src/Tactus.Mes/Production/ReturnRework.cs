using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Mes.Equipment;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>Reworked pieces come back into process of the operation that sent them away, to be reported again.</summary>
/// <param name="Quantity">At most what is in rework.</param>
[Refuses("job-unknown", "job-not-running", "rework-exceeded", "quantity-invalid", "quantity-unit", "person-other", "time-in-future", "time-too-old")]
internal sealed record ReturnRework(string JobNo, Quantity Quantity, DateTime AtUtc, string? Note = null, string? PersonNo = null) : Command<MesDb, ReportView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReturnRework>("/api/mes/rework-returns", MesProduction.Operate, "Take reworked pieces back into process");

    public override async Task<Outcome<ReportView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        var found = await JobDesk.Find(db, JobNo, stop);
        if (found.Refusal is { } unknown) return unknown;
        var (desk, job) = (found.Value, found.Value.Job);
        var person = JobDesk.Person(PersonNo, by);
        if (person.Refusal is { } other) return other;
        var amount = desk.Amount(Quantity, "quantity");
        if (amount.Refusal is { } invalid) return invalid;
        if (amount.Value > job.Rework)
            return new Refusal("rework-exceeded", $"Only {job.Rework:0.######} {Units.Symbol(job.Unit)} of job {job.No} is in rework.");
        if (job.Report(0, 0, -amount.Value) is { } refusal) return refusal;
        var report = new ProductionReport
        {
            Id = Id, Kind = ReportKind.ReworkReturn, JobNo = job.No, OrderNo = job.OrderNo, OperationNo = job.OperationNo, ItemNo = job.ItemNo,
            WorkCentreNo = job.WorkCentreNo, Final = job.Last, Unit = job.Unit, Rework = -amount.Value, MachineNo = job.MachineNo, PersonNo = person.Value,
            StationNo = by.Actor.StationNo, Shift = (await Calendars.ShiftAt(db, job.WorkCentreNo, AtUtc, stop))?.Name, Note = Note,
            AtUtc = AtUtc, CountsUtc = AtUtc, ReceivedUtc = by.NowUtc,
        };
        db.Reports.Add(report);
        desk.Changed(db);
        return ReportView.After(db, report, desk);
    }
}
