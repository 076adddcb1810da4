using Microsoft.AspNetCore.Routing;
using Tactus.Coordination.Tasks;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Coordination.Exceptions;

/// <summary>Somebody who was told has seen it and deals with it. Nobody else is told until that expires or it is decided.</summary>
[Refuses("exception-unknown", "escalation-not-open", "escalation-not-told", "escalation-nobody-told", "escalation-acknowledged", "escalation-decided")]
internal sealed record AcknowledgeException(string ExceptionNo) : Command<CoordinationDb, DisruptionRow>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<AcknowledgeException>("/api/coordination/exception-acknowledgements", CoordinationPermissions.Answer, "Say that you deal with an exception you were told of");

    public override async Task<Outcome<DisruptionRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Disruptions.FindAsync([ExceptionNo], stop) is not { } disruption) return Refusal.Unknown("exception-unknown", $"There is no exception {ExceptionNo}.");
        if (await Escalations.Of(db, ExceptionNo, stop) is not { } running) return OwnException.NotOpen(disruption);
        if (await Escalations.Happens(db, running, new AcknowledgedBy(by.NowUtc, by.Actor.Number), by, stop) is { } refusal) return refusal;
        return DisruptionRow.Of(disruption);
    }
}

/// <summary>Somebody makes an exception their own, told of it or not.</summary>
[Refuses("exception-unknown", "exception-over", "exception-owned")]
internal sealed record TakeException(string ExceptionNo) : Command<CoordinationDb, DisruptionRow>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<TakeException>("/api/coordination/exception-takes", CoordinationPermissions.Answer, "Make an exception your own");

    public override async Task<Outcome<DisruptionRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Disruptions.FindAsync([ExceptionNo], stop) is not { } disruption) return Refusal.Unknown("exception-unknown", $"There is no exception {ExceptionNo}.");
        if (disruption.State.IsOver()) return new Refusal("exception-over", $"{ExceptionNo} is over: {DisruptionStates.Words(disruption.State)}.");
        if (disruption.OwnerNo == by.Actor.Number) return new Refusal("exception-owned", $"{ExceptionNo} is yours already.");
        await OwnException.Give(db, disruption, by.Actor.Number, by, stop);
        // Who takes it deals with it: where they were told, that is an acknowledgement, too.
        if (await Escalations.Of(db, ExceptionNo, stop) is { } running && running.Now() is var now && now.Told.Contains(by.Actor.Number) && !now.Acknowledged.Contains(by.Actor.Number))
            await Escalations.Happens(db, running, new AcknowledgedBy(by.NowUtc, by.Actor.Number), by, stop);
        return DisruptionRow.Of(disruption);
    }
}

/// <summary>An exception goes to another owner. No time that runs changes by it.</summary>
/// <param name="PersonNo">Personnel number of the new owner.</param>
/// <param name="Reason">Why them.</param>
[Refuses("exception-unknown", "exception-over", "exception-owned", "person-unknown", "reason-missing")]
internal sealed record AssignException(string ExceptionNo, string PersonNo, string Reason) : Command<CoordinationDb, DisruptionRow>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<AssignException>("/api/coordination/exception-assignments", CoordinationPermissions.Give, "Give an exception to another owner");

    public override async Task<Outcome<DisruptionRow>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why; the new owner will read it.");
        if (await db.Disruptions.FindAsync([ExceptionNo], stop) is not { } disruption) return Refusal.Unknown("exception-unknown", $"There is no exception {ExceptionNo}.");
        if (disruption.State.IsOver()) return new Refusal("exception-over", $"{ExceptionNo} is over: {DisruptionStates.Words(disruption.State)}.");
        if ((await DutyBook.Of(db, stop)).People.GetValueOrDefault(PersonNo) is not { Active: true }) return Refusal.Field("person-unknown", "personNo", $"Nobody with number {PersonNo} can sign in here.");
        if (disruption.OwnerNo == PersonNo) return new Refusal("exception-owned", $"{ExceptionNo} is theirs already.");
        by.Why = Reason;
        await OwnException.Give(db, disruption, PersonNo, by, stop);
        return DisruptionRow.Of(disruption);
    }
}

/// <summary>What the commands on owners have in common.</summary>
internal static class OwnException
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        AcknowledgeException.Map(app);
        TakeException.Map(app);
        AssignException.Map(app);
    }

    internal static Refusal NotOpen(Disruption disruption) => new("escalation-not-open", $"Nobody is asked about {disruption.No} now: it is {DisruptionStates.Words(disruption.State)}.");

    internal static async Task Give(CoordinationDb db, Disruption disruption, string person, CommandContext by, CancellationToken stop)
    {
        disruption.OwnerNo = person;
        db.Changed("coordination.exceptions", disruption.No);
        if (await Escalations.Of(db, disruption.No, stop) is { } running) await Escalations.Happens(db, running, new Reassigned(by.NowUtc, person), by, stop);
        else if (person != by.Actor.Number) await Notices.Tell(db, [person], "exception.assigned", disruption.No, new() { ["why"] = by.Why ?? "" }, by, stop);
    }
}
