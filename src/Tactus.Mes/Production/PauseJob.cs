using Microsoft.AspNetCore.Routing;
using Tactus.Contracts.Messages;
using Tactus.Mes.Labor;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>An operator pauses a job with a reason. Everybody on it signs off.</summary>
[Refuses("job-unknown", "job-not-running", "reason-unknown", "person-other", "time-in-future", "time-too-old")]
internal sealed record PauseJob(string JobNo, string ReasonCode, DateTime AtUtc, string? Note = null, string? PersonNo = null) : Command<MesDb, JobRow>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<PauseJob>("/api/mes/job-pauses", MesProduction.Operate, "Pause a job with a reason");

    public override async Task<Outcome<JobRow>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        var found = await JobDesk.Find(db, JobNo, stop);
        if (found.Refusal is { } unknown) return unknown;
        var desk = found.Value;
        var person = JobDesk.Person(PersonNo, by);
        if (person.Refusal is { } other) return other;
        if (await Production.ReasonCode.Fault(db, ReasonKind.Pause, ReasonCode, "reasonCode", stop) is { } reason) return reason;
        if (desk.Job.Step(JobStep.Pause) is { } refusal) return refusal;
        await LaborBook.EndJob(db, desk.Job.No, AtUtc, stop);
        desk.Note(db, JobEventKind.Paused, person.Value, AtUtc, by, reason: ReasonCode, note: Note);
        by.Why = ReasonCode;
        desk.Changed(db);
        return JobRow.After(db, desk.Job, desk.Order);
    }
}

/// <summary>A paused job goes on where it was: in setup or running. The machine and the holds are asked again.</summary>
/// <param name="MachineNo">Null: the machine it ran on.</param>
[Refuses("job-unknown", "job-not-paused", "order-cancelled", "engineering-change", "machine-busy", "machine-elsewhere", "machine-out-of-service", "machine-inactive", "machine-unknown",
    "lot-held", "person-other", "time-in-future", "time-too-old")]
internal sealed record ResumeJob(string JobNo, DateTime AtUtc, string? MachineNo = null, string? PersonNo = null) : Command<MesDb, JobRow>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ResumeJob>("/api/mes/job-resumes", MesProduction.Operate, "Go on with a paused job");

    public override async Task<Outcome<JobRow>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        var found = await JobDesk.Find(db, JobNo, stop);
        if (found.Refusal is { } unknown) return unknown;
        var (desk, job) = (found.Value, found.Value.Job);
        var person = JobDesk.Person(PersonNo, by);
        if (person.Refusal is { } other) return other;
        if (job.State != JobState.Paused) return new Refusal("job-not-paused", $"Job {job.No} is {Words.Of(job.State)}; only a paused job is resumed.");
        var setup = job.Started == 0;
        var machine = await StartGates.MachineFor(db, job, MachineNo, stop);
        if (machine is not null) await StartJob.Claim(db, machine, stop);
        // What is in process may be finished whatever the plan says now, so only people, holds and the machine are asked.
        var closed = await StartGates.Closed(db, desk, JobState.Setup, 0, machine, person.Value, by, [], stop);
        if (closed.Find(each => each.Gate is not ("order" or "material")) is { Refusal: { } refusal }) return refusal;
        if (setup && closed.Find(each => each.Gate == "order") is { Refusal: { } cancelled }) return cancelled;
        if (job.Step(setup ? JobStep.SetUp : JobStep.Run) is { } wrong) return wrong;
        job.MachineNo = machine;
        if (person.Value is { } who) await LaborBook.SignOn(db, who, job, setup ? LaborKind.Setup : LaborKind.Run, AtUtc, by, stop);
        desk.Note(db, JobEventKind.Resumed, person.Value, AtUtc, by);
        desk.Changed(db);
        return JobRow.After(db, job, desk.Order);
    }
}
