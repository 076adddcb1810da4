using Microsoft.AspNetCore.Routing;
using Tactus.Contracts;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>Takes pieces out of process that were started by mistake; the operation before has them again.</summary>
/// <param name="Quantity">At most what is in process.</param>
[Refuses("job-unknown", "job-not-running", "start-used", "reason-missing", "quantity-invalid", "quantity-unit", "time-in-future", "time-too-old")]
internal sealed record ReverseStart(string JobNo, Quantity Quantity, string Reason, DateTime AtUtc) : Command<MesDb, JobRow>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<ReverseStart>("/api/mes/start-reversals", MesProduction.Operate, "Take back pieces that were started by mistake");

    public override async Task<Outcome<JobRow>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why the start was wrong.");
        var found = await JobDesk.Find(db, JobNo, stop);
        if (found.Refusal is { } unknown) return unknown;
        var desk = found.Value;
        var amount = desk.Amount(Quantity, "quantity");
        if (amount.Refusal is { } invalid) return invalid;
        if (desk.Job.Unstart(amount.Value) is { } refusal) return refusal;
        desk.Order.Turns++;
        desk.Note(db, JobEventKind.Unstarted, by.Actor.Kind == "person" ? by.Actor.Number : null, AtUtc, by, amount.Value, note: Reason);
        by.Why = Reason;
        desk.Changed(db);
        return JobRow.After(db, desk.Job, desk.Order);
    }
}
