using Microsoft.AspNetCore.Routing;
using Tactus.Contracts.Messages;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Labor;

/// <summary>A person begins work that is not for one order. It ends the person's jobs, since indirect work is done alone.</summary>
/// <param name="Activity">What it is, e.g. cleaning, training, meeting.</param>
[Refuses("activity-missing", "person-missing", "person-other", "time-in-future", "time-too-old")]
internal sealed record StartLabor(string Activity, DateTime AtUtc, string? WorkCentreNo = null, string? PersonNo = null) : Command<MesDb, LaborRow>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<StartLabor>("/api/mes/labor-starts", MesProduction.Operate, "Begin indirect work: cleaning, training, meeting");

    public override async Task<Outcome<LaborRow>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        if (string.IsNullOrWhiteSpace(Activity) || Activity.Length > 100) return Refusal.Field("activity-missing", "activity", "Say in at most 100 characters what the work is.");
        var person = JobDesk.Person(PersonNo, by);
        if (person.Refusal is { } other) return other;
        if (person.Value is not { } who) return JoinJob.PersonMissing;
        return LaborRow.Of(await LaborBook.SignOnIndirect(db, who, Activity.Trim(), WorkCentreNo, AtUtc, by, stop));
    }
}

/// <summary>A person ends indirect work, or signs off from everything at the end of the shift.</summary>
/// <param name="Everything">Also from every job.</param>
[Refuses("not-signed-on", "person-missing", "person-other", "time-in-future", "time-too-old")]
internal sealed record EndLabor(DateTime AtUtc, bool Everything = false, string? PersonNo = null) : Command<MesDb, LaborRows>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<EndLabor>("/api/mes/labor-ends", MesProduction.Operate, "End indirect work, or sign off from everything");

    public override async Task<Outcome<LaborRows>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        var person = JobDesk.Person(PersonNo, by);
        if (person.Refusal is { } other) return other;
        if (person.Value is not { } who) return JoinJob.PersonMissing;
        var open = (await LaborBook.Open(db, who, stop)).FindAll(span => Everything || span.Kind == LaborKind.Indirect);
        if (open.Count == 0) return new Refusal("not-signed-on", Everything ? $"{who} is not signed on to anything." : $"{who} does no indirect work now.");
        foreach (var span in open)
        {
            await LaborBook.End(db, span, AtUtc, stop);
            if (span.JobNo is { } job) db.Changed("mes.jobs", job);
        }
        return new LaborRows(open.ConvertAll(LaborRow.Of));
    }
}
