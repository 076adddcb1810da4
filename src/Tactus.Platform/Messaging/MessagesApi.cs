using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Platform.Http;

namespace Tactus.Platform.Messaging;

/// <summary>What is under way between the halves: messages, links and how far behind each is.</summary>
internal static class MessagesApi
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        app.Read("/api/platform/messages", Permissions.IntegrationRead,
            "Messages received by the halves; query half, state (waiting, applied, stuck, parked), stream, limit, cursor", Messages).Produces<Page<MessageRow>>()
            .WithMetadata(new RefusalCodes(["half-unknown", "state-unknown", "limit", "cursor"]));
        app.Read("/api/platform/links", Permissions.IntegrationRead, "Each link with what waits on it, the oldest, and whether it is paused", Links).Produces<Page<LinkView>>();
        RetryMessage.Map(app);
        ParkMessage.Map(app);
        ChangeLink.Map(app);
    }

    private static async Task<IResult> Messages(HttpContext http, HalfDirectory halves, CancellationToken stop)
    {
        var query = http.Request.Query;
        var half = query["half"].ToString();
        if (half.Length > 0 && halves.Find(half) is null) return HalfUnknown(halves, half).ToHttp();
        InboxState? state = null;
        if (query["state"].ToString() is { Length: > 0 } text)
            if (Enum.TryParse<InboxState>(text, ignoreCase: true, out var parsed) && !char.IsDigit(text[0])) state = parsed;
            else return Refusal.Field("state-unknown", "state", "state is waiting, applied, stuck or parked.").ToHttp();
        var limit = 100;
        if (query["limit"].ToString() is { Length: > 0 } most && (!int.TryParse(most, out limit) || limit is < 1 or > 1000)) return Refusal.Field("limit", "limit", "limit is a number from 1 to 1000.").ToHttp();
        Guid? after = null;
        if (query["cursor"].ToString() is { Length: > 0 } cursor)
            if (Guid.TryParse(cursor, out var id)) after = id;
            else return Refusal.Field("cursor", "cursor", "This cursor does not belong to this list; start again without it.").ToHttp();
        var stream = query["stream"].ToString();
        var rows = new List<MessageRow>();
        foreach (var each in halves.All.Where(each => half.Length == 0 || each.Name == half))
        {
            await using var db = each.ReadDb();
            var name = each.Name;
            rows.AddRange(await db.Inbox
                .Where(message => (state == null || message.State == state) && (stream == "" || message.Stream == stream) && (after == null || message.Id.CompareTo(after.Value) < 0))
                .OrderByDescending(message => message.Id).Take(limit + 1)
                .Select(message => new MessageRow(message.Id, message.Source, name, message.Stream, message.Seq, message.Name, message.State, message.SentUtc, message.ReceivedUtc,
                    message.AppliedUtc, message.Attempts, message.NextTryUtc, message.RefusalCode, message.Fault, message.ParkedBy, message.ParkedReason, message.Body, message.CorrelationId))
                .ToListAsync(stop));
        }
        // Identifiers begin with their time and are compared as both engines do: as text.
        var page = rows.OrderByDescending(row => row.Id.ToString(), StringComparer.Ordinal).Take(limit).ToList();
        return ((Outcome<Page<MessageRow>>)new Page<MessageRow>(page, rows.Count > limit ? page[^1].Id.ToString() : null)).ToHttp();
    }

    private static async Task<IResult> Links(HalfDirectory halves, TimeProvider clock, CancellationToken stop)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var links = new List<LinkView>();
        foreach (var source in halves.All)
            foreach (var destination in halves.All.Where(each => each != source && each.Name != "platform" && source.Name != "platform"))
            {
                await using var from = source.ReadDb();
                await using var to = destination.ReadDb();
                var undelivered = from.Outbox.Where(message => message.DeliveredUtc == null && message.Destination == destination.Name);
                var inbox = to.OpenInbox.Where(message => message.Source == source.Name);
                var link = await to.InboxLinks.FirstOrDefaultAsync(each => each.Source == source.Name, stop);
                var oldestSent = await undelivered.MinAsync(message => (DateTime?)message.SentUtc, stop);
                var oldestWaiting = await inbox.Where(message => message.State == InboxState.Waiting || message.State == InboxState.Stuck).MinAsync(message => (DateTime?)message.SentUtc, stop);
                var oldest = oldestSent is null ? oldestWaiting : oldestWaiting is null || oldestSent < oldestWaiting ? oldestSent : oldestWaiting;
                links.Add(new LinkView(source.Name, destination.Name, link?.Paused ?? false, link?.Reason, link?.ChangedBy, link?.ChangedUtc,
                    await undelivered.CountAsync(stop), await inbox.CountAsync(message => message.State == InboxState.Waiting, stop),
                    await inbox.CountAsync(message => message.State == InboxState.Stuck, stop), await inbox.CountAsync(message => message.State == InboxState.Parked, stop),
                    oldest, oldest is { } since ? Math.Max(0, (now - since).TotalSeconds) : 0, link?.Version ?? 0));
            }
        return ((Outcome<Page<LinkView>>)new Page<LinkView>(links, null)).ToHttp();
    }

    internal static Refusal HalfUnknown(HalfDirectory halves, string name) =>
        Refusal.Field("half-unknown", "half", $"There is no half of this name here. There are: {string.Join(", ", halves.All.Select(half => half.Name))}.");

    /// <summary>Maps a command that is carried out in the half that it names.</summary>
    internal static void MapIn<TCommand>(IEndpointRouteBuilder app, string path, string summary, string[] codes, Func<TCommand, string> half,
        Func<TCommand, HttpContext, Half, CommandContext, CancellationToken, Task<Refusal?>> act, Func<TCommand, Guid> id) where TCommand : notnull =>
        app.MapPost(path, async (HttpContext http, HalfDirectory halves, TimeProvider clock, CancellationToken stop) =>
            {
                var read = await RequestBody.Read<TCommand>(http);
                if (read.Refusal is { } unread) return unread.ToHttp();
                if (halves.Find(half(read.Value)) is not { } where) return HalfUnknown(halves, half(read.Value)).ToHttp();
                var version = http.IfMatch();
                if (version.Refusal is { } unreadable) return unreadable.ToHttp();
                var by = new CommandContext(http.Actor(), clock.GetUtcNow().UtcDateTime) { IfMatch = version.Value, CorrelationId = id(read.Value) is var given && given != Guid.Empty ? given : Guid.CreateVersion7() };
                return await act(read.Value, http, where, by, stop) is { } refusal ? refusal.ToHttp() : ((Outcome<Done>)Done.It).ToHttp();
            })
            .Accepts<TCommand>("application/json").Produces<Done>()
            .WithMetadata(new RequiredPermission(Permissions.Integration), new RefusalCodes(codes)).WithSummary(summary).WithTags("platform").WithName(typeof(TCommand).Name);
}

/// <summary>Applies a stuck or parked message now.</summary>
/// <param name="Half">Where it was received.</param>
internal sealed record RetryMessage(string Half, Guid MessageId)
{
    /// <summary>Made by the caller; carried into the ledger.</summary>
    public Guid Id { get; init; }

    internal static void Map(IEndpointRouteBuilder app) => MessagesApi.MapIn<RetryMessage>(app, "/api/platform/message-retries",
        "Apply a stuck or parked message now", ["half-unknown", "message-unknown", "message-not-next", "message-refused"], command => command.Half, async (command, http, half, by, stop) =>
        {
            await using (var db = half.ReadDb())
            {
                var message = await db.Inbox.FirstOrDefaultAsync(each => each.Id == command.MessageId, stop);
                if (message is null) return ParkMessage.Missing(command.MessageId, half.Name);
                // Again is as good as once: what is applied is not applied twice.
                if (message.State == InboxState.Applied) return null;
            }
            var applier = http.RequestServices.GetRequiredKeyedService<Applier>(half.Name);
            if (await applier.Apply(command.MessageId, stop, by)) return null;
            await using var after = half.ReadDb();
            var now = await after.Inbox.FirstAsync(each => each.Id == command.MessageId, stop);
            return now.Fault is null
                ? new Refusal("message-not-next", "A message before it in its stream is not applied yet; retry or park that one first.")
                : new Refusal("message-refused", $"It was refused again: {now.Fault}", Details: new { code = now.RefusalCode });
        }, command => command.Id);
}

/// <summary>Sets a stuck message aside with a reason: its stream goes on without it. It can be applied later by a retry.</summary>
/// <param name="Half">Where it was received.</param>
internal sealed record ParkMessage(string Half, Guid MessageId, string Reason)
{
    /// <summary>Made by the caller; carried into the ledger.</summary>
    public Guid Id { get; init; }

    internal static Refusal Missing(Guid id, string half) => Refusal.Unknown("message-unknown", $"{half} has received no message {id}.");

    internal static void Map(IEndpointRouteBuilder app) => MessagesApi.MapIn<ParkMessage>(app, "/api/platform/message-parkings",
        "Set a message aside; its stream goes on without it", ["half-unknown", "message-unknown", "message-applied", "message-not-next", "reason-missing"], command => command.Half, async (command, _, half, by, stop) =>
        {
            if (Identity.PersonFields.Why(command.Reason) is not { } why) return Refusal.Field("reason-missing", "reason", "Say why; the ledger keeps it.");
            Refusal? refusal = null;
            await half.RunWork("ParkMessage", by, async db =>
            {
                refusal = null;
                by.Why = why;
                var message = await db.Inbox.FirstOrDefaultAsync(each => each.Id == command.MessageId, stop);
                if (message is null) refusal = Missing(command.MessageId, half.Name);
                else if (message.State == InboxState.Applied) refusal = new Refusal("message-applied", "It is applied already; there is nothing to park.");
                if (refusal is not null || message!.State == InboxState.Parked) return false;
                var position = await db.InboxStreams.FirstOrDefaultAsync(each => each.Source == message.Source && each.Stream == message.Stream, stop);
                if (message.Seq != (position?.Done ?? 0) + 1)
                {
                    refusal = new Refusal("message-not-next", "A message before it in its stream is not applied yet; park or retry that one first.");
                    return false;
                }
                Applier.Advance(db, message, position);
                (message.State, message.ParkedBy, message.ParkedReason) = (InboxState.Parked, by.Actor.Number, why);
                db.Note("MessageParking", message.Id.ToString(), "parked", new { message.Name, message.Stream, message.Seq, message.RefusalCode });
                db.Changed("platform.messages", message.Id.ToString());
                return true;
            }, stop);
            return refusal;
        }, command => command.Id);
}

/// <summary>Pauses the way from one half to another, or opens it again. Messages wait with the sender meanwhile.</summary>
internal sealed record ChangeLink(string Source, string Destination, bool Paused, string Reason)
{
    /// <summary>Made by the caller; carried into the ledger.</summary>
    public Guid Id { get; init; }

    internal static void Map(IEndpointRouteBuilder app) => MessagesApi.MapIn<ChangeLink>(app, "/api/platform/link-changes",
        "Pause the way from one half to another, or open it again", ["half-unknown", "reason-missing", "changed-meanwhile"], command => command.Destination, async (command, http, half, by, stop) =>
        {
            var halves = http.RequestServices.GetRequiredService<HalfDirectory>();
            if (halves.Find(command.Source) is null || command.Source == half.Name) return MessagesApi.HalfUnknown(halves, command.Source);
            if (Identity.PersonFields.Why(command.Reason) is not { } why) return Refusal.Field("reason-missing", "reason", "Say why; the ledger keeps it.");
            Refusal? refusal = null;
            await half.RunWork("ChangeLink", by, async db =>
            {
                by.Why = why;
                var link = await db.InboxLinks.FirstOrDefaultAsync(each => each.Source == command.Source, stop);
                if (link is null) db.InboxLinks.Add(link = new InboxLink { Source = command.Source });
                else if ((refusal = await db.Clash(link, link.Source, by, stop)) is not null) return false;
                (link.Paused, link.Reason, link.ChangedBy, link.ChangedUtc) = (command.Paused, why, by.Actor.Number, by.NowUtc);
                db.Changed("platform.messages");
                return true;
            }, stop);
            if (refusal is null && !command.Paused) http.RequestServices.GetRequiredService<Signals>().Sent(command.Source);
            return refusal;
        }, command => command.Id);
}

/// <summary>A received message.</summary>
/// <param name="Half">Who received it.</param>
internal sealed record MessageRow(
    Guid Id, string Source, string Half, string Stream, long Seq, string Name, InboxState State, DateTime SentUtc, DateTime ReceivedUtc, DateTime? AppliedUtc,
    int Attempts, DateTime? NextTryUtc, string? RefusalCode, string? Fault, string? ParkedBy, string? ParkedReason, string Body, Guid CorrelationId);

/// <summary>The way from one half to another.</summary>
/// <param name="LagSeconds">Age of the oldest message that is not applied; 0 when none waits.</param>
internal sealed record LinkView(
    string Source, string Destination, bool Paused, string? Reason, string? ChangedBy, DateTime? ChangedUtc, int Undelivered, int Waiting, int Stuck, int Parked,
    DateTime? OldestUtc, double LagSeconds, long Version);
