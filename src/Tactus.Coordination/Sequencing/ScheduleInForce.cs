using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Coordination.Picture;
using Tactus.Platform;
using Tactus.Platform.Http;
using Tactus.Scheduling;

namespace Tactus.Coordination.Sequencing;

/// <summary>A schedule of the floor. One is in force; those before it are kept, so that each decision can be read with what it changed.</summary>
internal sealed class ScheduleVersion : IVersioned
{
    public Guid Id { get; init; }
    public Guid? BeforeId { get; init; }
    public DateTime AtUtc { get; init; }
    public required string Reason { get; init; }
    public required string ByNo { get; init; }
    /// <summary>Number in the order in which they came into force, from 1. Two at once meet here.</summary>
    public long Number { get; init; }
    public DateTime? SupersededUtc { get; set; }
    public List<PlannedOperation> Operations { get; init; } = [];
    public long Version { get; set; }

    /// <summary>Which it is, without reading it.</summary>
    internal static Task<Guid?> InForceId(CoordinationDb db, CancellationToken stop) =>
        db.Schedules.OrderByDescending(each => each.Number).Select(each => (Guid?)each.Id).FirstOrDefaultAsync(stop);

    internal static Task<ScheduleVersion?> InForce(CoordinationDb db, CancellationToken stop) =>
        db.Schedules.OrderByDescending(each => each.Number).FirstOrDefaultAsync(stop);
}

/// <summary>An operation's place in a schedule. Times are seconds since 1970 UTC, as the engine reckons.</summary>
internal sealed record PlannedOperation(string JobNo, string MachineNo, long SetupStart, long Start, long End)
{
    internal static PlannedOperation Of(Assignment assignment) => new(assignment.Operation, assignment.Machine, assignment.SetupStart, assignment.Start, assignment.End);

    internal Assignment ToAssignment() => new(JobNo, MachineNo, SetupStart, Start, End);
}

/// <summary>Somebody wants a schedule of everything that is open. It is made beside the other work and put in force when it is ready.</summary>
internal sealed class PlanRequest : IVersioned
{
    public Guid Id { get; init; }
    public DateTime AskedUtc { get; init; }
    public required string ByNo { get; init; }
    public required string Reason { get; init; }
    public decimal Seconds { get; init; }
    public DateTime? DoneUtc { get; set; }
    public Guid? ScheduleId { get; set; }
    /// <summary>Why there is none.</summary>
    public string? Fault { get; set; }
    public long Version { get; set; }
}

/// <summary>Asks for a schedule of all open operations.</summary>
/// <param name="Reason">Why anew.</param>
/// <param name="Seconds">How long it may be improved, 0.1 to 600.</param>
[Refuses("reason-missing", "seconds-range")]
internal sealed record PlanFloor(string Reason, decimal Seconds = 5) : Command<CoordinationDb, PlanRequestView>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<PlanFloor>("/api/coordination/schedule-requests", CoordinationPermissions.Plan, "Ask for a schedule of everything open on the floor");

    public override Task<Outcome<PlanRequestView>> Handle(CoordinationDb db, CommandContext by, CancellationToken stop) => Task.FromResult(Asked(db, by));

    private Outcome<PlanRequestView> Asked(CoordinationDb db, CommandContext by)
    {
        if (string.IsNullOrWhiteSpace(Reason)) return Refusal.Field("reason-missing", "reason", "Say why the floor is planned anew.");
        if (Seconds is < 0.1m or > 600) return Refusal.Field("seconds-range", "seconds", "A schedule may be improved for 0.1 to 600 seconds.");
        var request = new PlanRequest { Id = Id, AskedUtc = by.NowUtc, ByNo = by.Actor.Number, Reason = Reason.Trim(), Seconds = Seconds };
        db.PlanRequests.Add(request);
        by.Why = Reason;
        return PlanRequestView.Of(request);
    }
}

/// <summary>A request for a schedule and what became of it.</summary>
internal sealed record PlanRequestView(Guid Id, DateTime AskedUtc, string ByNo, string Reason, DateTime? DoneUtc, Guid? ScheduleId, string? Fault)
{
    internal static PlanRequestView Of(PlanRequest each) => new(each.Id, each.AskedUtc, each.ByNo, each.Reason, each.DoneUtc, each.ScheduleId, each.Fault);
}

/// <summary>The schedule in force with its operations.</summary>
internal sealed record ScheduleView(Guid Id, long Number, DateTime AtUtc, string Reason, string ByNo, IReadOnlyList<PlannedView> Operations);

/// <summary>One planned operation.</summary>
internal sealed record PlannedView(string JobNo, string MachineNo, DateTime SetupStartUtc, DateTime StartUtc, DateTime EndUtc)
{
    internal static PlannedView Of(PlannedOperation each) => new(each.JobNo, each.MachineNo, PlantTime.Utc(each.SetupStart), PlantTime.Utc(each.Start), PlantTime.Utc(each.End));
}

/// <summary>Schedules of the floor.</summary>
internal static class SequencingArea
{
    internal static void MapModel(ModelBuilder model)
    {
        model.Entity<ScheduleVersion>(entity =>
        {
            entity.ToTable("schedules");
            entity.HasKey(each => each.Id);
            entity.Property(each => each.Id).ValueGeneratedNever();
            entity.HasIndex(each => each.Number).IsUnique();
            PictureArea.AsJson(entity.Property(each => each.Operations));
        });
        model.Entity<PlanRequest>(entity =>
        {
            entity.ToTable("plan_requests");
            entity.HasKey(each => each.Id);
            entity.Property(each => each.Id).ValueGeneratedNever();
            entity.HasIndex(each => each.DoneUtc);
        });
    }

    internal static void MapEndpoints(IEndpointRouteBuilder app)
    {
        PlanFloor.Map(app);
        app.Read("/api/coordination/schedule-requests/{id:guid}", CoordinationPermissions.Read, "What became of a request for a schedule",
            async (Guid id, CoordinationDb db, CancellationToken stop) =>
                (await db.PlanRequests.FirstOrDefaultAsync(each => each.Id == id, stop) is { } found ? PlanRequestView.Of(found) : null).OrUnknown("request-unknown", "There is no such request."));
        app.Read("/api/coordination/schedule", CoordinationPermissions.Read, "The schedule in force",
            async (CoordinationDb db, CancellationToken stop) => (await ScheduleVersion.InForce(db, stop) is { } found
                ? new ScheduleView(found.Id, found.Number, found.AtUtc, found.Reason, found.ByNo, [.. found.Operations.OrderBy(each => each.Start).Select(PlannedView.Of)])
                : null).OrUnknown("schedule-none", "No schedule is in force yet; ask for one."));
    }
}

/// <summary>The area's tables.</summary>
internal static class SequencingTables
{
    extension(CoordinationDb db)
    {
        internal DbSet<ScheduleVersion> Schedules => db.Set<ScheduleVersion>();
        internal DbSet<PlanRequest> PlanRequests => db.Set<PlanRequest>();
    }
}

/// <summary>The engine's time: whole seconds since 1970, UTC.</summary>
internal static class PlantTime
{
    internal static long Of(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;

    internal static DateTime Utc(long seconds) => DateTime.UnixEpoch.AddSeconds(seconds);
}
