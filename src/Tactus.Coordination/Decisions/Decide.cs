using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts.Messages;
using Tactus.Coordination.Carrying;
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
    /// <summary>Name at the time, for those who read it later.</summary>
    public required string ByName { get; init; }
    public DateTime AtUtc { get; init; }
    /// <summary>What was known, as JSON, with its SHA-256.</summary>
    public required string Known { get; init; }
    public required string KnownHash { get; init; }
    /// <summary>The schedule that it put in force; null: it moved nothing.</summary>
    public Guid? ScheduleId { get; init; }
    /// <summary>Work centres that were told a new order, and those of them that have it.</summary>
    public List<string> Told { get; init; } = [];
    public List<string> Confirmed { get; set; } = [];

    /// <summary>The newest of an exception, one that this transaction has added included.</summary>
    internal static async Task<Decision?> Latest(CoordinationDb db, string disruptionNo, CancellationToken stop)
    {
        await db.Decisions.Where(each => each.DisruptionNo == disruptionNo).LoadAsync(stop);
        return db.Decisions.Local.Where(each => each.DisruptionNo == disruptionNo).MaxBy(each => each.AtUtc);
    }
}

/// <summary>A decision as the page shows it.</summary>
internal sealed record DecisionView(
    Guid OptionId, string OptionKind, int OptionRank, string Rationale, string ByNo, string ByName, DateTime AtUtc, Guid? ScheduleId, IReadOnlyList<string> Told, IReadOnlyList<string> Confirmed)
{
    internal static DecisionView Of(Decision each) => new(each.OptionId, each.OptionKind, each.OptionRank, each.Rationale, each.ByNo, each.ByName, each.AtUtc, each.ScheduleId, each.Told, each.Confirmed);
}

/// <summary>
/// An owner chooses a way out. It comes into force as it was simulated, or not at all: when something newer has taken its place, or what it was
/// reckoned on has moved, it is refused.
/// </summary>
/// <param name="Rationale">Why this one. Whoever takes another than the first in rank is asked for it by the auditor.</param>
[Refuses("exception-unknown", "option-unknown", "option-superseded", "option-stale", "option-barred", "decision-not-asked", "rationale-missing")]
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
            var earlier = await Decision.Latest(db, ExceptionNo, stop);
            return new Refusal("decision-not-asked", earlier is null ? $"{ExceptionNo} is {DisruptionStates.Words(disruption.State)}; nothing is to be decided now."
                : $"{earlier.ByName} has decided: {earlier.OptionKind}, at {earlier.AtUtc:HH:mm} UTC. {earlier.Rationale}", Details: earlier?.Id);
        }
        if (option.SupersededUtc is not null)
            return new Refusal("option-superseded", "Newer options have taken the place of this one; look at them and choose again.", RefusalKind.Clash);
        if (option.Barred is { } barred) return new Refusal("option-barred", barred);
        if ((await FindWaysOut.Now(db, disruption, stop)).Hash != option.KnownHash)
            return new Refusal("option-stale", "What this was reckoned on has changed since; new options are on their way.", RefusalKind.Clash);
        return DecisionView.Of(await Take(db, disruption, option, [.. options.Where(each => each.SupersededUtc is null && each.Id != OptionId).Select(each => each.Id)], Id, Rationale.Trim(), by, stop));
    }

    /// <summary>Takes a way out that is known to hold.</summary>
    internal static async Task<Decision> Take(
        CoordinationDb db, Disruption disruption, WayOut option, List<Guid> rejected, Guid id, string rationale, CommandContext by, CancellationToken stop)
    {
        by.Why = rationale;
        ScheduleVersion? schedule = null;
        IReadOnlyList<string> told = [];
        if (option.BaseScheduleId is not null)
        {
            var moves = option.Moves.ToDictionary(each => each.JobNo);
            var after = (await ScheduleVersion.InForce(db, stop))!.Operations.Select(each => moves.Remove(each.JobNo, out var moved) ? moved : each).Concat(moves.Values).ToList();
            (schedule, told) = await PutInForce.Now(db, after, $"{disruption.No}: {disruption.Subject}. {rationale}", by, stop);
            disruption.ScheduleId = schedule.Id;
        }
        disruption.DecidedUtc = by.NowUtc;
        var decision = new Decision
        {
            Id = id, DisruptionNo = disruption.No, OptionId = option.Id, OptionKind = option.Kind, OptionRank = option.Rank, Rationale = rationale, ByNo = by.Actor.Number, ByName = by.Actor.Name,
            AtUtc = by.NowUtc, Known = option.Known, KnownHash = option.KnownHash, ScheduleId = schedule?.Id, Told = [.. told], Rejected = rejected,
        };
        db.Decisions.Add(decision);
        disruption.Step(db, DisruptionStep.Decide, by, $"{by.Actor.Name} decided: {option.Kind}, number {option.Rank} in rank. {rationale}");
        disruption.Step(db, DisruptionStep.Execute, by, told.Count == 0 ? "No work centre has another order to run." : $"Told to {string.Join(", ", told)}.");
        await Carry.Begin(db, disruption, decision, option.Actions, by, stop);
        if (schedule is not null) await WayOut.Outdate(db, schedule.Id, disruption.No, by, stop);
        if (option.Actions.Count == 0) await Carry.Finished(db, disruption, by, stop);
        return decision;
    }

    /// <summary>A work centre's stations have the order.</summary>
    internal static async Task<Refusal?> Applied(CoordinationDb db, DispatchApplied told, CommandContext by, CancellationToken stop)
    {
        if (await db.Decisions.FirstOrDefaultAsync(each => each.ScheduleId == told.ScheduleVersion, stop) is not { } decision || decision.Confirmed.Contains(told.WorkCentreNo)) return null;
        decision.Confirmed = [.. decision.Confirmed, told.WorkCentreNo];
        var disruption = await db.Disruptions.FirstAsync(each => each.No == decision.DisruptionNo, stop);
        disruption.EffectUtc ??= told.AtUtc;
        disruption.Note(db, "Confirmed", by, $"{told.WorkCentreNo} has the new order.");
        await Carry.Finished(db, disruption, by, stop);
        return null;
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
            PictureArea.AsJson(entity.Property(each => each.Figures));
            PictureArea.AsJson(entity.Property(each => each.Actions));
        });
        CarriedAction.Map(model);
        CostRates.Map(model);
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

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        Decide.Map(app);
        SetCostRates.Map(app);
    }

    internal static void Handle(MessageHandlers handlers)
    {
        handlers.On<CoordinationDb, DispatchApplied>(CoordinationDb.Name, Decide.Applied);
        handlers.On<CoordinationDb, ActionAnswered>(CoordinationDb.Name, Carry.Answered);
    }
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
