using Microsoft.AspNetCore.Routing;
using Tactus.Contracts.Messages;
using Tactus.Platform.Http;

namespace Tactus.Mes.Labor;

/// <summary>A person's time on a job or on indirect work.</summary>
internal sealed record LaborRow
{
    public Guid Id { get; init; }
    public required string PersonNo { get; init; }
    public LaborKind Kind { get; init; }
    public string? JobNo { get; init; }
    public string? OrderNo { get; init; }
    public string? Activity { get; init; }
    public string? WorkCentreNo { get; init; }
    public DateTime StartUtc { get; init; }
    /// <summary>Null while it goes on.</summary>
    public DateTime? EndUtc { get; init; }
    /// <summary>Share of the person's time; while it goes on, up to settledUtc.</summary>
    public decimal Seconds { get; init; }
    public DateTime SettledUtc { get; init; }
    public LaborState State { get; init; }
    public string? ConfirmedBy { get; init; }

    internal static void Map(IEndpointRouteBuilder app) =>
        app.List<MesDb, LaborRow>("/api/mes/labor-spans", MesPermissions.Read, "Time of people by job and kind; state unconfirmed waits for a lead",
            nameof(Id), (db, _) => Rows(db.LaborSpans), "-startUtc");

    internal static IQueryable<LaborRow> Rows(IQueryable<LaborSpan> spans) => spans.Select(span => new LaborRow
    {
        Id = span.Id, PersonNo = span.PersonNo, Kind = span.Kind, JobNo = span.JobNo, OrderNo = span.OrderNo, Activity = span.Activity,
        WorkCentreNo = span.WorkCentreNo, StartUtc = span.StartUtc, EndUtc = span.EndUtc, Seconds = span.Seconds, SettledUtc = span.SettledUtc,
        State = span.State, ConfirmedBy = span.ConfirmedBy,
    });

    internal static LaborRow Of(LaborSpan span) => new()
    {
        Id = span.Id, PersonNo = span.PersonNo, Kind = span.Kind, JobNo = span.JobNo, OrderNo = span.OrderNo, Activity = span.Activity,
        WorkCentreNo = span.WorkCentreNo, StartUtc = span.StartUtc, EndUtc = span.EndUtc, Seconds = span.Seconds, SettledUtc = span.SettledUtc,
        State = span.State, ConfirmedBy = span.ConfirmedBy,
    };
}

/// <summary>Several spans that one command ended or confirmed.</summary>
internal sealed record LaborRows(IReadOnlyList<LaborRow> Spans);
