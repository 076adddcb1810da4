using Microsoft.AspNetCore.Routing;
using Tactus.Platform;
using Tactus.Platform.Http;

namespace Tactus.Mes.Production;

/// <summary>A word from who leaves a job to who comes next.</summary>
internal sealed class Handover : IVersioned
{
    public Guid Id { get; init; }
    public required string JobNo { get; init; }
    public required string WorkCentreNo { get; init; }
    public required string Note { get; init; }
    public required string FromPerson { get; init; }
    public DateTime AtUtc { get; init; }
    public string? ReadBy { get; set; }
    public DateTime? ReadUtc { get; set; }
    public long Version { get; set; }
}

/// <summary>Leaves a note on a job for the next person.</summary>
[Refuses("job-unknown", "note-missing", "time-in-future", "time-too-old")]
internal sealed record HandOver(string JobNo, string Note, DateTime AtUtc) : Command<MesDb, HandoverRow>
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Command<HandOver>("/api/mes/handovers", MesProduction.Operate, "Leave a note on a job for the next person");
        app.List<MesDb, HandoverRow>("/api/mes/handovers", MesPermissions.Read, "Notes from shift to shift", nameof(HandoverRow.Id),
            (db, _) => HandoverRow.Rows(db.Handovers), "-atUtc");
    }

    public override async Task<Outcome<HandoverRow>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (FloorTime.Check(AtUtc, by) is { } late) return late;
        if (string.IsNullOrWhiteSpace(Note) || Note.Length > 2000) return Refusal.Field("note-missing", "note", "Write a note of at most 2000 characters.");
        var found = await JobDesk.Find(db, JobNo, stop);
        if (found.Refusal is { } unknown) return unknown;
        var handover = new Handover { Id = Id, JobNo = JobNo, WorkCentreNo = found.Value.Job.WorkCentreNo, Note = Note.Trim(), FromPerson = by.Actor.Number, AtUtc = AtUtc };
        db.Handovers.Add(handover);
        found.Value.Changed(db);
        return HandoverRow.Of(handover);
    }
}

/// <summary>The next person has read a note.</summary>
[Refuses("handover-unknown", "handover-read", "handover-own")]
internal sealed record AcknowledgeHandover(Guid HandoverId) : Command<MesDb, HandoverRow>
{
    internal static void Map(IEndpointRouteBuilder app) =>
        app.Command<AcknowledgeHandover>("/api/mes/handover-acknowledgements", MesProduction.Operate, "Say that a handover note is read");

    public override async Task<Outcome<HandoverRow>> Handle(MesDb db, CommandContext by, CancellationToken stop)
    {
        if (await db.Handovers.FindAsync([HandoverId], stop) is not { } handover) return Refusal.Unknown("handover-unknown", "There is no such note.");
        if (handover.ReadBy is { } reader) return new Refusal("handover-read", $"{reader} has already read it.");
        if (handover.FromPerson == by.Actor.Number) return new Refusal("handover-own", "This is your own note; the next person acknowledges it.");
        (handover.ReadBy, handover.ReadUtc) = (by.Actor.Number, by.NowUtc);
        db.Changed("mes.jobs", handover.JobNo);
        return HandoverRow.Of(handover);
    }
}

/// <summary>A note in a list.</summary>
internal sealed record HandoverRow
{
    public Guid Id { get; init; }
    public required string JobNo { get; init; }
    public required string WorkCentreNo { get; init; }
    public required string Note { get; init; }
    public required string FromPerson { get; init; }
    public DateTime AtUtc { get; init; }
    public string? ReadBy { get; init; }
    public DateTime? ReadUtc { get; init; }

    internal static HandoverRow Of(Handover note) => new()
    {
        Id = note.Id, JobNo = note.JobNo, WorkCentreNo = note.WorkCentreNo, Note = note.Note, FromPerson = note.FromPerson, AtUtc = note.AtUtc,
        ReadBy = note.ReadBy, ReadUtc = note.ReadUtc,
    };

    internal static IQueryable<HandoverRow> Rows(IQueryable<Handover> notes) => notes.Select(note => new HandoverRow
    {
        Id = note.Id, JobNo = note.JobNo, WorkCentreNo = note.WorkCentreNo, Note = note.Note, FromPerson = note.FromPerson, AtUtc = note.AtUtc,
        ReadBy = note.ReadBy, ReadUtc = note.ReadUtc,
    });
}
