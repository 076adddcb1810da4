using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Picture;
using Tactus.Coordination.Sequencing;
using Tactus.Platform;
using Tactus.Platform.Http;
using Tactus.Platform.Messaging;

namespace Tactus.Coordination.Decisions;

/// <summary>What was decided, by whom, why, and what else there was to choose.</summary>
internal sealed class Decision
{
    public Guid Id { get; init; }
    public required string DisruptionNo { get; init; }
    public Guid OptionId { get; init; }
    public required string OptionKind { get; init; }
    public int OptionRank { get; init; }
    public List<Guid> Rejected { get; init; } = [];
    public required string Rationale { get; init; }
    public required string ByNo { get; init; }
    public DateTime AtUtc { get; init; }
    public Guid ScheduleId { get; init; }
    /// <summary>Work centres that were told a new order, and those of them that have it.</summary>
    public List<string> Told { get; init; } = [];
    public List<string> Confirmed { get; set; } = [];
}

/// <summary>A decision as the page shows it.</summary>
internal sealed record DecisionView(
    Guid OptionId, string OptionKind, int OptionRank, string Rationale, string ByNo, DateTime AtUtc, Guid ScheduleId, IReadOnlyList<string> Told, IReadOnlyList<string> Confirmed)
{
    internal static DecisionView Of(Decision each) => new(each.OptionId, each.OptionKind, each.OptionRank, each.Rationale, each.ByNo, each.AtUtc, each.ScheduleId, each.Told, each.Confirmed);
}

/// <summary>
/// An owner chooses a way out. It comes into force as it was simulated, or not at all: when something newer has taken its place, or the schedule it was
/// reckoned on has moved, it is refused.
/// </summary>
/// <param name="Rationale">Why this one. Whoever takes another than the first in rank is asked for it by the auditor.</param>
[Refuses("exception-unknown", "option-unknown", "option-superseded", "option-stale", "decision-not-asked", "rationale-missing")]
internal sealed record Decide(string ExceptionNo, Guid OptionId, string Rationale) : Command<CoordinationDb, DecisionView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<Decide>("/api/coordination/decisions", CoordinationPermissions.Decide, "Choose a way out of an exception and carry it out");

    public override async Task<Outcome<DecisionView>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(Rationale)) return Refusal.Field("rationale-missing", "rationale", "Say why; those whose orders move will read it.");
        if (await db.Disruptions.FirstOrDefaultAsync(each => each.No == ExceptionNo, stop) is not { } disruption)
            return Refusal.Unknown("exception-unknown", $"There is no exception {ExceptionNo}.");
        var options = await db.WaysOut.Where(each => each.DisruptionNo == ExceptionNo).ToListAsync(stop);
        if (options.Find(each => each.Id == OptionId) is not { } option) return Refusal.Unknown("option-unknown", $"{ExceptionNo} has no such option.");
        if (disruption.State != DisruptionState.AwaitingDecision)
        {
            var earlier = await db.Decisions.Where(each => each.DisruptionNo == ExceptionNo).OrderByDescending(each => each.AtUtc).FirstOrDefaultAsync(stop);
            return new Refusal("decision-not-asked", earlier is null ? $"{ExceptionNo} is {DisruptionStates.Words(disruption.State)}; nothing is to be decided now."
                : $"{earlier.ByNo} has decided: {earlier.OptionKind}, at {earlier.AtUtc:HH:mm} UTC. {earlier.Rationale}", Details: earlier?.Id);
        }
        if (option.SupersededUtc is not null)
            return new Refusal("option-superseded", "Newer options have taken the place of this one; look at them and choose again.", RefusalKind.Clash);
        var inForce = await ScheduleVersion.InForce(db, stop);
        if (inForce is null || inForce.Id != option.BaseScheduleId)
        {
            disruption.WantsOptions = true;
            return new Refusal("option-stale", "The schedule that this was reckoned on is no longer in force; new options are on their way.", RefusalKind.Clash);
        }
        var moves = option.Moves.ToDictionary(each => each.JobNo);
        var after = inForce.Operations.Select(each => moves.Remove(each.JobNo, out var moved) ? moved : each).Concat(moves.Values).ToList();
        var (schedule, told) = await PutInForce.Now(db, after, $"{ExceptionNo}: {disruption.Subject} is down. {Rationale.Trim()}", by, stop);
        (disruption.DecidedUtc, disruption.ScheduleId) = (by.NowUtc, schedule.Id);
        var decision = new Decision
        {
            Id = Id, DisruptionNo = ExceptionNo, OptionId = OptionId, OptionKind = option.Kind, OptionRank = option.Rank, Rationale = Rationale.Trim(), ByNo = by.Actor.Number,
            AtUtc = by.NowUtc, ScheduleId = schedule.Id, Told = [.. told], Rejected = [.. options.Where(each => each.SupersededUtc is null && each.Id != OptionId).Select(each => each.Id)],
        };
        db.Decisions.Add(decision);
        disruption.Step(db, DisruptionStep.Decide, by, $"{by.Actor.Name} decided: {option.Kind}, number {option.Rank} in rank. {Rationale.Trim()}");
        disruption.Step(db, DisruptionStep.Execute, by, told.Count == 0 ? "No work centre has another order to run." : $"Told to {string.Join(", ", told)}.");
        if (told.Count == 0) Carried(db, disruption, by);
        await WayOut.Outdate(db, schedule.Id, ExceptionNo, by, stop);
        by.Why = Rationale;
        return DecisionView.Of(decision);
    }

    /// <summary>A work centre's stations have the order.</summary>
    internal static async Task<Refusal?> Applied(CoordinationDb db, DispatchApplied told, CommandContext by, CancellationToken stop)
    {
        if (await db.Decisions.FirstOrDefaultAsync(each => each.ScheduleId == told.ScheduleVersion, stop) is not { } decision || decision.Confirmed.Contains(told.WorkCentreNo)) return null;
        decision.Confirmed = [.. decision.Confirmed, told.WorkCentreNo];
        var disruption = await db.Disruptions.FirstAsync(each => each.No == decision.DisruptionNo, stop);
        disruption.EffectUtc ??= told.AtUtc;
        disruption.Note(db, "Confirmed", by, $"{told.WorkCentreNo} has the new order.");
        if (decision.Told.All(decision.Confirmed.Contains)) Carried(db, disruption, by);
        return null;
    }

    private static void Carried(CoordinationDb db, Disruption disruption, CommandContext by)
    {
        if (disruption.State != DisruptionState.Executing) return;
        disruption.Step(db, DisruptionStep.Verify, by, "Everything decided is carried out.");
        if (disruption.EndedUtc is not null) disruption.Step(db, DisruptionStep.Resolve, by, "Its cause is over.");
    }
}

/// <summary>Ways out and decisions.</summary>
internal static class DecisionsArea
{
    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<WayOut>(entity =>
        {
            entity.ToTable("ways_out");
            entity.HasKey(each => each.Id);
            entity.Property(each => each.Id).ValueGeneratedNever();
            entity.HasIndex(each => new { each.DisruptionNo, each.SupersededUtc });
            entity.HasIndex(each => new { each.BaseScheduleId, each.SupersededUtc });
            PictureArea.AsJson(entity.Property(each => each.Moves));
            PictureArea.AsJson(entity.Property(each => each.LateLines));
        });
        model.Entity<Decision>(entity =>
        {
            entity.ToTable("decisions");
            entity.HasKey(each => each.Id);
            entity.Property(each => each.Id).ValueGeneratedNever();
            entity.HasIndex(each => each.DisruptionNo);
            entity.HasIndex(each => each.ScheduleId);
            PictureArea.AsJson(entity.Property(each => each.Rejected));
            PictureArea.AsJson(entity.Property(each => each.Told));
            PictureArea.AsJson(entity.Property(each => each.Confirmed));
        });
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app) => Decide.Map(app);

    internal static void Handle(MessageHandlers handlers) => handlers.On<CoordinationDb, DispatchApplied>(CoordinationDb.Name, Decide.Applied);
}

/// <summary>The area's tables.</summary>
internal static class DecisionTables
{
    extension(CoordinationDb db)
    {
        internal DbSet<WayOut> WaysOut => db.Set<WayOut>();
        internal DbSet<Decision> Decisions => db.Set<Decision>();
    }
}
