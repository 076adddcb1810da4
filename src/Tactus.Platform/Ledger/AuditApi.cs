using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;
using Tactus.Platform.Messaging;

namespace Tactus.Platform.Ledger;

/// <summary>Reading and verifying the ledgers of all halves.</summary>
internal static class AuditApi
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Read("/api/platform/audit-entries", Permissions.AuditRead,
            "Audit entries of one half or all, newest first; query half, subject, key, actor, command, from, to, correlation, limit, cursor", Entries).Produces<Page<AuditRow>>()
            .WithMetadata(new RefusalCodes(["half-unknown", "time-format", "limit", "cursor"]));
        app.Read("/api/platform/audit-verifications", Permissions.AuditRead, "Recompute the chain of every half's ledger; query half, head", Verify).Produces<Page<LedgerCheck>>()
            .WithMetadata(new RefusalCodes(["half-unknown"]));
    }

    private static async Task<IResult> Entries(HttpContext http, HalfDirectory halves, CancellationToken stop)
    {
        var query = http.Request.Query;
        var (half, subject, key, actor, command) = (query["half"].ToString(), query["subject"].ToString(), query["key"].ToString(), query["actor"].ToString(), query["command"].ToString());
        if (half.Length > 0 && halves.Find(half) is null) return MessagesApi.HalfUnknown(halves, half).ToHttp();
        var limit = 100;
        if (query["limit"].ToString() is { Length: > 0 } most && (!int.TryParse(most, out limit) || limit is < 1 or > 1000)) return Refusal.Field("limit", "limit", "limit is a number from 1 to 1000.").ToHttp();
        if (Time(query["from"].ToString(), "from") is { Refusal: { } from }) return from.ToHttp();
        if (Time(query["to"].ToString(), "to") is { Refusal: { } to }) return to.ToHttp();
        var (fromUtc, toUtc) = (Time(query["from"].ToString(), "from").Value, Time(query["to"].ToString(), "to").Value);
        Guid? correlation = null;
        if (query["correlation"].ToString() is { Length: > 0 } story)
            if (Guid.TryParse(story, out var id)) correlation = id;
            else return Refusal.Field("correlation", "correlation", "correlation is the identifier of a chain of commands and messages.").ToHttp();
        // One place in each half's ledger: erp:120,mes:77. A half that is not named has nothing more.
        Dictionary<string, long>? places = null;
        if (query["cursor"].ToString() is { Length: > 0 } cursor)
        {
            places = [];
            foreach (var part in cursor.Split(','))
                if (part.Split(':') is [var name, var number] && long.TryParse(number, out var place) && halves.Find(name) is not null) places[name] = place;
                else return Refusal.Field("cursor", "cursor", "This cursor does not belong to this list; start again without it.").ToHttp();
        }
        var rows = new List<AuditRow>();
        foreach (var each in halves.All.Where(each => (half.Length == 0 || each.Name == half) && (places is null || places.ContainsKey(each.Name))))
        {
            await using var db = each.ReadDb();
            var (name, before) = (each.Name, places?[each.Name] ?? long.MaxValue);
            rows.AddRange(await db.Audit
                .Where(entry => entry.Id < before && (subject == "" || entry.Subject == subject) && (key == "" || entry.SubjectKey == key)
                    && (actor == "" || entry.ActorNumber == actor) && (command == "" || entry.Command == command)
                    && (fromUtc == null || entry.AtUtc >= fromUtc) && (toUtc == null || entry.AtUtc < toUtc) && (correlation == null || entry.CorrelationId == correlation))
                .OrderByDescending(entry => entry.Id).Take(limit + 1)
                .Select(entry => new AuditRow(name, entry.Id, entry.AtUtc, entry.ActorKind, entry.ActorNumber, entry.ActorName, entry.StationNo, entry.Command, entry.CommandId,
                    entry.CorrelationId, entry.Why, entry.Action, entry.Subject, entry.SubjectKey, entry.Before, entry.After)).ToListAsync(stop));
        }
        // Merged so that each half keeps the order of its own ledger.
        var page = Merge(rows, limit);
        string? next = null;
        if (rows.Count > page.Count)
            next = string.Join(',', rows.GroupBy(row => row.Half).Where(group => group.Count() > page.Count(row => row.Half == group.Key))
                .Select(group => $"{group.Key}:{(page.Where(row => row.Half == group.Key).Select(row => (long?)row.Id).Min() ?? (places?[group.Key] ?? long.MaxValue))}"));
        return ((Outcome<Page<AuditRow>>)new Page<AuditRow>(page, next)).ToHttp();
    }

    private static List<AuditRow> Merge(List<AuditRow> rows, int limit)
    {
        var queues = rows.GroupBy(row => row.Half).Select(group => new Queue<AuditRow>(group)).ToList();
        var merged = new List<AuditRow>();
        while (merged.Count < limit && queues.Where(queue => queue.Count > 0).MaxBy(queue => queue.Peek().AtUtc) is { } newest) merged.Add(newest.Dequeue());
        return merged;
    }

    private static Outcome<DateTime?> Time(string text, string field)
    {
        if (text.Length == 0) return (DateTime?)null;
        try
        {
            return System.Text.Json.JsonSerializer.Deserialize<DateTime>(System.Text.Json.JsonSerializer.Serialize(text), TactusJson.Options);
        }
        catch (System.Text.Json.JsonException)
        {
            return Refusal.Field("time-format", field, "A time is ISO 8601 with its offset, for example 2026-03-02T14:05:00Z.");
        }
    }

    private static async Task<IResult> Verify(HttpContext http, HalfDirectory halves, CancellationToken stop)
    {
        var (half, head) = (http.Request.Query["half"].ToString(), http.Request.Query["head"].ToString());
        if (half.Length > 0 && halves.Find(half) is null) return MessagesApi.HalfUnknown(halves, half).ToHttp();
        var checks = new List<LedgerCheck>();
        foreach (var each in halves.All.Where(each => half.Length == 0 || each.Name == half))
        {
            await using var db = each.ReadDb();
            checks.Add(await LedgerVerifier.Verify(db, half.Length > 0 && head.Length > 0 ? head : null, stop));
        }
        return ((Outcome<Page<LedgerCheck>>)new Page<LedgerCheck>(checks, null)).ToHttp();
    }
}

/// <summary>One entry of a ledger.</summary>
/// <param name="Before">JSON of the changed fields before; null when added.</param>
internal sealed record AuditRow(
    string Half, long Id, DateTime AtUtc, string ActorKind, string ActorNumber, string ActorName, string? StationNo, string Command, Guid CommandId, Guid CorrelationId,
    string? Why, string Action, string Subject, string SubjectKey, string? Before, string? After);
