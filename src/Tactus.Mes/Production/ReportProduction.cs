using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Equipment;
using Tactus.Mes.Material;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>Scrap with its reason.</summary>
/// <param name="Quantity">Above zero, in a unit that converts into the job's.</param>
internal sealed record ScrapLine(Quantity Quantity, string ReasonCode);

/// <summary>
/// An operator or a machine reports what came out of a job: good, scrap by reason and rework together, as often as there is something to
/// report. What leaves process is what was started; nothing else can be reported.
/// </summary>
/// <param name="LotNo">The lot the good units enter, at the last operation; null: the order's.</param>
/// <param name="SerialNos">One number for each good unit, where units have numbers.</param>
/// <param name="MachineNo">Null: the machine the job runs on.</param>
/// <param name="Shift">Null: as the shift calendar says.</param>
/// <param name="ToolNo">The mould or tool; null: the one the operation names.</param>
/// <param name="Shots">Cycles of the tool that this report covers.</param>
/// <param name="Complete">Nothing more comes: complete the job with this report.</param>
/// <param name="Reason">Why it is completed short, when it is.</param>
[Refuses("job-unknown", "job-not-running", "report-empty", "text-too-long", "report-exceeds-wip", "reason-unknown", "serials-missing", "serials-differ", "serial-taken", "lot-not-here",
    "lot-number-invalid", "lot-number-taken", "lot-held", "shots-invalid", "machine-unknown", "time-before-start", "quantity-invalid", "quantity-unit", "in-process-left",
    "rework-left", "completion-short", "predecessor-open", "person-other", "time-in-future", "time-too-old")]
internal sealed record ReportProduction(
    string JobNo, DateTime AtUtc, Quantity? Good = null, IReadOnlyList<ScrapLine>? Scrap = null, Quantity? Rework = null,
    string? LotNo = null, IReadOnlyList<string>? SerialNos = null, string? MachineNo = null, string? Shift = null, string? ToolNo = null, int? Shots = null,
    bool Complete = false, string? Reason = null, string? Note = null, string? PersonNo = null) : Command<MesDb, ReportView>
{
    private const int MostSerials = 1000;

    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReportProduction>("/api/mes/production-reports", MesProduction.Operate, "Report good, scrap and rework of a running job together");

    public override async Task<Outcome<ReportView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        var found = await JobDesk.Find(db, JobNo, stop);
        if (found.Refusal is { } unknown) return unknown;
        var (desk, job) = (found.Value, found.Value.Job);
        var person = JobDesk.Person(PersonNo, by);
        if (person.Refusal is { } other) return other;
        var read = await Amounts(db, desk, stop);
        if (read.Refusal is { } invalid) return invalid;
        var (good, rework, scrap) = read.Value;
        var scrapped = scrap.Values.Sum();
        if (await Fault(db, job, good, stop) is { } fault) return fault;
        if (good + scrapped + rework == 0 && Shots is null or 0 && !Complete)
            return Refusal.Field("report-empty", "good", "Nothing is reported: give good, scrap or rework.");
        if (job.Report(good, scrapped, rework) is { } refusal) return refusal;

        var serials = SerialNos ?? [];
        var lotNo = await LotBook.OutputLotNo(db, job, desk.Order, LotNo, stop);
        var machine = MachineNo ?? job.MachineNo;
        var report = new ProductionReport
        {
            Id = Id, Kind = ReportKind.Report, JobNo = job.No, OrderNo = job.OrderNo, OperationNo = job.OperationNo, ItemNo = job.ItemNo,
            WorkCentreNo = job.WorkCentreNo, Final = job.Last, Unit = job.Unit, Good = good, Scrapped = scrapped, Rework = rework,
            LotNo = good > 0 ? lotNo : null, SerialNos = [.. serials], MachineNo = machine, PersonNo = person.Value, StationNo = by.Actor.StationNo,
            Shift = Shift ?? (await Calendars.ShiftAt(db, job.WorkCentreNo, AtUtc, stop))?.Name, ToolNo = ToolNo ?? job.ToolNo, Shots = Shots ?? 0, Note = Note,
            AtUtc = AtUtc, CountsUtc = AtUtc, ReceivedUtc = by.NowUtc,
            Scrap = [.. scrap.Select(line => new ProductionScrap { ReportId = Id, ReasonCode = line.Key, Quantity = line.Value })],
        };
        db.Reports.Add(report);
        if (await LotBook.Produce(db, job, desk.Order, Id, good, LotNo, serials, AtUtc, by, stop) is { } lot) return lot;
        if (await Backflush.Book(db, job, Id, good, AtUtc, by, stop) is { } material) return material;
        Tell(db, job, report, Id, null);
        if (Complete && await CompleteJob.Finish(db, desk, Reason, person.Value, AtUtc, by, stop) is { } open) return open;
        by.Why = scrap.Count > 0 ? string.Join(", ", scrap.Keys) : Reason;
        desk.Changed(db);
        return ReportView.After(db, report, desk);
    }

    private async Task<Outcome<(decimal Good, decimal Rework, SortedDictionary<string, decimal> Scrap)>> Amounts(MesDb db, JobDesk desk, CancellationToken stop)
    {
        var good = desk.Amount(Good ?? Quantity.Zero(desk.Job.Unit), "good", zero: true);
        if (good.Refusal is { } badGood) return badGood;
        var rework = desk.Amount(Rework ?? Quantity.Zero(desk.Job.Unit), "rework", zero: true);
        if (rework.Refusal is { } badRework) return badRework;
        var scrap = new SortedDictionary<string, decimal>(StringComparer.Ordinal);
        for (var i = 0; i < (Scrap?.Count ?? 0); i++)
        {
            var line = desk.Amount(Scrap![i].Quantity, $"scrap[{i}].quantity");
            if (line.Refusal is { } badLine) return badLine;
            if (await Production.ReasonCode.Fault(db, ReasonKind.Scrap, Scrap[i].ReasonCode, $"scrap[{i}].reasonCode", stop) is { } reason) return reason;
            scrap[Scrap[i].ReasonCode] = scrap.GetValueOrDefault(Scrap[i].ReasonCode) + line.Value;
        }
        return (good.Value, rework.Value, scrap);
    }

    private async Task<Refusal?> Fault(MesDb db, JobOrder job, decimal good, CancellationToken stop)
    {
        if (job.StartedUtc is { } started && AtUtc < started)
            return Refusal.Field("time-before-start", "atUtc", $"Job {job.No} was started at {started:yyyy-MM-dd HH:mm:ss} UTC; nothing can have come out before.");
        if (SerialNos?.Count > MostSerials) return Refusal.Field("serials-differ", "serialNos", $"A report carries at most {MostSerials} serial numbers; send several.");
        if (job.SerialsHere && good > 0 && SerialNos is null or { Count: 0 })
            return Refusal.Field("serials-missing", "serialNos", $"Serial numbers are given at operation {job.OperationNo}: name one for each of the {good:0.######} good units.");
        foreach (var (field, text, most) in ((string, string?, int)[])[("toolNo", ToolNo, 40), ("shift", Shift, 40), ("note", Note, 2000), ("reason", Reason, 2000)])
            if (text?.Length > most) return Refusal.Field("text-too-long", field, $"Give at most {most} characters.");
        if (Shots is < 0) return Refusal.Field("shots-invalid", "shots", "Shots are counted from zero up.");
        if (MachineNo is { } machine && await db.Equipment.FindAsync([machine], stop) is not { Level: EquipmentLevel.WorkUnit })
            return Refusal.Field("machine-unknown", "machineNo", $"There is no machine {machine}.");
        return null;
    }

    /// <summary>Tells the business half: one message for what is good, one for each scrap reason. Sign -1 for the opposite of an earlier report.</summary>
    internal static void Tell(MesDb db, JobOrder job, ProductionReport report, Guid id, ProductionReport? reverses)
    {
        var told = reverses ?? report;
        var sign = reverses is null ? 1 : -1;
        if (told.Good != 0)
            db.Send(new MaterialActual(id, job.OrderNo, job.OperationNo, job.ItemNo, job.Revision, MaterialUse.Produced, new Quantity(sign * told.Good, job.Unit),
                told.LotNo, told.SerialNos, null, reverses?.Id, job.Last, job.Last, report.PersonNo, told.MachineNo, report.AtUtc));
        foreach (var line in told.Scrap)
            db.Send(new MaterialActual(Part(id, line.ReasonCode), job.OrderNo, job.OperationNo, job.ItemNo, job.Revision, MaterialUse.Scrapped,
                new Quantity(sign * line.Quantity, job.Unit), null, [], line.ReasonCode, reverses is null ? null : Part(reverses.Id, line.ReasonCode),
                false, false, report.PersonNo, told.MachineNo, report.AtUtc));
    }

    /// <summary>Each message of a report is applied once by an identifier of its own that a retry makes again.</summary>
    internal static Guid Part(Guid report, string part) =>
        new(SHA256.HashData([.. report.ToByteArray(), .. Encoding.UTF8.GetBytes(part)]).AsSpan(0, 16));
}

/// <summary>A line of the production book.</summary>
internal sealed record ReportView(
    Guid ReportId, ReportKind Kind, string JobNo, decimal Good, IReadOnlyList<ScrapView> Scrap, decimal Rework, string Unit, string? LotNo, IReadOnlyList<string> SerialNos,
    string? MachineNo, string? PersonNo, string? StationNo, string? Shift, string? ToolNo, int Shots, string? Note, Guid? Reverses, DateTime AtUtc, DateTime ReceivedUtc, JobRow? Job)
{
    /// <summary>As the answer of a command.</summary>
    internal static ReportView After(MesDb db, ProductionReport report, JobDesk desk) => Of(report) with { Job = JobRow.After(db, desk.Job, desk.Order) };

    internal static ReportView Of(ProductionReport report) => new(
        report.Id, report.Kind, report.JobNo, report.Good, [.. report.Scrap.Select(line => new ScrapView(line.Quantity, line.ReasonCode))], report.Rework, report.Unit,
        report.LotNo, report.SerialNos, report.MachineNo, report.PersonNo, report.StationNo, report.Shift, report.ToolNo, report.Shots, report.Note, report.Reverses,
        report.AtUtc, report.ReceivedUtc, null);
}

/// <summary>Scrap of a report, in the report's unit.</summary>
internal sealed record ScrapView(decimal Quantity, string ReasonCode);
