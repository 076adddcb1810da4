using Microsoft.AspNetCore.Routing;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Labor;

/// <summary>One more person works on a job that is being set up or runs.</summary>
/// <param name="PersonNo">Somebody else, whom a lead signs on; null: the signed-in person.</param>
[Refuses("job-unknown", "job-not-running", "person-missing", "person-other", "time-in-future", "time-too-old")]
internal sealed record JoinJob(string JobNo, DateTime AtUtc, string? PersonNo = null) : Command<MesDb, JobRow>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<JoinJob>("/api/mes/job-joins", MesProduction.Operate, "Sign on to a job that already runs");

    public override async Task<Outcome<JobRow>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        var found = await JobDesk.Find(db, JobNo, stop);
        if (found.Refusal is { } unknown) return unknown;
        var desk = found.Value;
        var person = JobDesk.Person(PersonNo, by);
        if (person.Refusal is { } other) return other;
        if (person.Value is not { } who) return PersonMissing;
        if (desk.Job.State is not (JobState.Setup or JobState.Running))
            return new Refusal("job-not-running", $"Job {desk.Job.No} is {Words.Of(desk.Job.State)}; start or resume it instead.");
        await LaborBook.SignOn(db, who, desk.Job, desk.Job.State == JobState.Setup ? LaborKind.Setup : LaborKind.Run, AtUtc, by, stop);
        desk.Changed(db);
        return JobRow.After(db, desk.Job, desk.Order);
    }

    internal static Refusal PersonMissing => Refusal.Field("person-missing", "personNo", "Name the person who works; a key or a machine has no working time.");
}

/// <summary>A person leaves a job that goes on without this person.</summary>
[Refuses("job-unknown", "not-signed-on", "person-missing", "person-other", "time-in-future", "time-too-old")]
internal sealed record LeaveJob(string JobNo, DateTime AtUtc, string? PersonNo = null) : Command<MesDb, JobRow>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<LeaveJob>("/api/mes/job-leaves", MesProduction.Operate, "Sign off from a job that goes on");

    public override async Task<Outcome<JobRow>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        var found = await JobDesk.Find(db, JobNo, stop);
        if (found.Refusal is { } unknown) return unknown;
        var desk = found.Value;
        var person = JobDesk.Person(PersonNo, by);
        if (person.Refusal is { } other) return other;
        if (person.Value is not { } who) return JoinJob.PersonMissing;
        var span = (await LaborBook.OpenOn(db, JobNo, stop)).Find(each => each.PersonNo == who);
        if (span is null) return new Refusal("not-signed-on", $"{who} is not signed on to job {JobNo}.");
        await LaborBook.End(db, span, AtUtc, stop);
        desk.Changed(db);
        return JobRow.After(db, desk.Job, desk.Order);
    }
}
