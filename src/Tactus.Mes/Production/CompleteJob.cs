using Microsoft.AspNetCore.Routing;
using Tactus.Contracts.Messages;
using Tactus.Mes.Labor;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>Nothing more comes from a job. The order is complete with its last operations.</summary>
/// <param name="Reason">Needed when less than planned is good and more could be started.</param>
[Refuses("job-unknown", "job-not-completable", "in-process-left", "rework-left", "completion-short", "predecessor-open", "person-other", "time-in-future", "time-too-old")]
internal sealed record CompleteJob(string JobNo, DateTime AtUtc, string? Reason = null, string? PersonNo = null) : Command<MesDb, JobRow>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<CompleteJob>("/api/mes/job-completions", MesProduction.Operate, "Complete a job");

    public override async Task<Outcome<JobRow>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        var found = await JobDesk.Find(db, JobNo, stop);
        if (found.Refusal is { } unknown) return unknown;
        var person = JobDesk.Person(PersonNo, by);
        if (person.Refusal is { } other) return other;
        by.Why = Reason;
        return await Finish(db, found.Value, Reason, person.Value, AtUtc, by, stop) is { } refusal
            ? refusal
            : JobRow.After(db, found.Value.Job, found.Value.Order);
    }

    internal static async Task<Refusal?> Finish(MesDb db, JobDesk desk, string? reason, string? person, DateTime atUtc, CommandContext by, CancellationToken stop)
    {
        var job = desk.Job;
        // What an open operation delivers later would have nowhere to go; in a cancelled order nothing more is delivered.
        if (desk.Order.State != OrderState.Cancelled && desk.Before.FirstOrDefault(each => each.State != JobState.Completed) is { } open)
            return new Refusal("predecessor-open", $"Operation {open.OperationNo} ({open.Description}) is {Words.Of(open.State)}; complete it before this one.");
        if (job.Finish(desk.MoreToCome && desk.Order.State != OrderState.Cancelled, reason, atUtc) is { } refusal) return refusal;
        desk.Order.Turns++;
        await LaborBook.EndJob(db, job.No, atUtc, stop);
        desk.Note(db, JobEventKind.Completed, person, atUtc, by, note: reason);
        desk.Respond(db, ResponseState.Completed, atUtc, operation: true);
        desk.OrderCompleted(db, atUtc);
        desk.Changed(db);
        db.Changed("mes.jobs", desk.Order.No);
        return null;
    }
}
