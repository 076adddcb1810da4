using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Mes.Labor;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>What is started.</summary>
internal enum StartPhase
{
    /// <summary>Preparing the machine: no quantity, and it may come before material and predecessors.</summary>
    Setup,
    /// <summary>Making parts.</summary>
    Run,
}

/// <summary>An operator starts a job, or starts more of it. All gates are checked now, not at completion.</summary>
/// <param name="Quantity">How much goes into process; null: what can be started now by plan and predecessors.</param>
/// <param name="MachineNo">Null: the machine it ran on, or the only one of the work centre.</param>
/// <param name="PersonNo">Somebody else, whom a lead names; null: the signed-in person.</param>
[Refuses("job-unknown", "job-not-startable", "order-cancelled", "starts-fenced", "engineering-change", "predecessor-open", "predecessor-short", "nothing-to-start", "start-exceeds-plan", "skill-missing",
    "material-missing", "lot-held", "machine-missing", "machine-unknown", "machine-inactive", "machine-out-of-service", "machine-elsewhere", "machine-busy",
    "quantity-invalid", "quantity-unit", "person-other", "time-in-future", "time-too-old")]
internal sealed record StartJob(
    string JobNo, DateTime AtUtc, StartPhase Phase = StartPhase.Run, string? MachineNo = null, Quantity? Quantity = null, string? PersonNo = null) : Command<MesDb, JobRow>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<StartJob>("/api/mes/job-starts", MesProduction.Operate, "Start setting a job up, or start running it");

    public override async Task<Outcome<JobRow>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        var found = await JobDesk.Find(db, JobNo, stop);
        if (found.Refusal is { } unknown) return unknown;
        var person = JobDesk.Person(PersonNo, by);
        if (person.Refusal is { } other) return other;
        return await Start(db, found.Value, Phase, Quantity, MachineNo, person.Value, AtUtc, [], by, stop) is { } refusal
            ? refusal
            : JobRow.After(db, found.Value.Job, found.Value.Order);
    }

    /// <summary>Starts one job, alone or as part of a batch.</summary>
    internal static async Task<Refusal?> Start(
        MesDb db, JobDesk desk, StartPhase phase, Quantity? asked, string? machineNo, string? person, DateTime atUtc,
        IReadOnlyCollection<string> batch, CommandContext by, CancellationToken stop)
    {
        var job = desk.Job;
        var quantity = phase == StartPhase.Run ? desk.Startable : 0;
        if (asked is { } amount)
        {
            if (phase == StartPhase.Setup) return Refusal.Field("quantity-invalid", "quantity", "Setting up starts no quantity; leave it out.");
            var read = desk.Amount(amount, "quantity");
            if (read.Refusal is { } invalid) return invalid;
            quantity = read.Value;
        }
        machineNo = await StartGates.MachineFor(db, job, machineNo, stop);
        // Before the gates are asked: whoever starts on this machine after this line is met at the save.
        if (machineNo is not null) await Claim(db, machineNo, stop);
        var closed = await StartGates.Closed(db, desk, phase == StartPhase.Setup ? JobState.Setup : JobState.Running, quantity, machineNo, person, by, batch, stop);
        if (closed.Count > 0)
            return closed[0].Refusal with { Details = closed.ConvertAll(each => new GateResult(each.Gate, false, each.Refusal.Code, each.Refusal.Sentence)) };
        if (phase == StartPhase.Setup)
        {
            if (job.Step(JobStep.SetUp) is { } refusal) return refusal;
            job.MachineNo = machineNo;
            job.StartedUtc ??= atUtc;
        }
        else
        {
            var first = job.Started == 0;
            if (job.Begin(quantity, machineNo, atUtc) is { } refusal) return refusal;
            await LaborBook.TurnToRun(db, job, atUtc, by, stop);
            if (first) desk.Respond(db, ResponseState.Started, atUtc, operation: true);
        }
        desk.OrderStarted(db, atUtc);
        if (person is not null) await LaborBook.SignOn(db, person, job, phase == StartPhase.Setup ? LaborKind.Setup : LaborKind.Run, atUtc, by, stop);
        desk.Note(db, phase == StartPhase.Setup ? JobEventKind.SetUp : JobEventKind.Started, person, atUtc, by, phase == StartPhase.Run ? quantity : null);
        desk.Changed(db);
        return null;
    }

    internal static async Task Claim(MesDb db, string machineNo, CancellationToken stop)
    {
        var turn = db.MachineTurns.Local.FirstOrDefault(each => each.MachineNo == machineNo)
            ?? await db.MachineTurns.FirstOrDefaultAsync(each => each.MachineNo == machineNo, stop);
        if (turn is null) db.MachineTurns.Add(turn = new MachineTurn { MachineNo = machineNo });
        turn.Turns++;
    }
}
