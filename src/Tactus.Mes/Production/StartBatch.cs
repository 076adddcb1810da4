using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>One job of a batch.</summary>
/// <param name="Quantity">Null: what can be started now.</param>
internal sealed record BatchJob(string JobNo, Quantity? Quantity = null);

/// <summary>Several jobs start together as one load of one machine, e.g. an oven. All of them or none.</summary>
[Refuses("batch-size", "job-unknown", "machine-missing", "machine-busy", "machine-elsewhere", "predecessor-open", "starts-fenced", "skill-missing", "material-missing", "lot-held", "person-other")]
internal sealed record StartBatch(
    IReadOnlyList<BatchJob> Jobs, string MachineNo, DateTime AtUtc, StartPhase Phase = StartPhase.Run, string? PersonNo = null) : Command<MesDb, BatchView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<StartBatch>("/api/mes/batch-starts", MesProduction.Operate, "Start several jobs together as one load of a machine");

    public override async Task<Outcome<BatchView>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        var numbers = Jobs.Select(job => job.JobNo).ToHashSet(StringComparer.Ordinal);
        if (numbers.Count is < 2 or > 50 || numbers.Count != Jobs.Count)
            return Refusal.Field("batch-size", "jobs", "A batch has 2 to 50 different jobs.");
        var person = JobDesk.Person(PersonNo, by);
        if (person.Refusal is { } other) return other;
        var rows = new List<JobRow>();
        foreach (var each in Jobs)
        {
            var found = await JobDesk.Find(db, each.JobNo, stop);
            if (found.Refusal is { } unknown) return unknown;
            var desk = found.Value;
            if (await StartJob.Start(db, desk, Phase, each.Quantity, MachineNo, person.Value, AtUtc, numbers, by, stop) is { } refusal)
                return refusal with { Sentence = $"{each.JobNo}: {refusal.Sentence}" };
            desk.Job.BatchId = Id;
            rows.Add(JobRow.After(db, desk.Job, desk.Order));
        }
        return new BatchView(Id, MachineNo, rows);
    }
}

/// <summary>A batch and its jobs.</summary>
internal sealed record BatchView(Guid BatchId, string MachineNo, IReadOnlyList<JobRow> Jobs);
