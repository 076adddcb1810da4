using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Contracts;

namespace Tactus.Platform.Messaging;

/// <summary>
/// Applies received messages in one transaction with their streams' positions, in the order of each stream; several share a transaction
/// as long as none of them is refused. A message whose predecessors are missing waits; one that is refused or fails is tried again and in
/// the end shown as stuck.
/// </summary>
internal sealed class Applier(Half half, MessageHandlers handlers, Signals signals, TimeProvider clock, ILogger<Applier> log) : BackgroundService
{
    private const int MostStreams = 64;
    private const int AttemptsUntilStuck = 5;
    // Each costs a commit and its reads when it is applied alone; rows that several of them touch are read and locked once.
    private const int Together = 16;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await ApplySome(stoppingToken) > 0) { }
                await signals.Wait("received:" + half.Name, Look, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                log.LogError(e, "Messages to {Half} could not be applied; trying again", half.Name);
                await Task.Delay(Look, stoppingToken);
            }
        }
    }

    /// <summary>Applies what can be applied now and tells how many messages that were.</summary>
    internal async Task<int> ApplySome(CancellationToken stop)
    {
        List<Waiting> ready;
        await using (var db = half.ReadDb())
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var waiting = from message in db.OpenInbox
                          where message.State == InboxState.Waiting || message.State == InboxState.Stuck
                          where message.NextTryUtc == null || message.NextTryUtc <= now
                          let done = db.InboxStreams.Where(stream => stream.Source == message.Source && stream.Stream == message.Stream)
                              .Select(stream => (long?)stream.Done).FirstOrDefault() ?? 0
                          select new { message.Id, message.Source, message.Stream, message.Seq, message.ReceivedUtc, Done = done };
            // Streams are looked at by their next message: what waits behind a gap or a stuck message is not, however much it is.
            var heads = await waiting.Where(each => each.Seq == each.Done + 1).OrderBy(each => each.ReceivedUtc).ThenBy(each => each.Stream)
                .Select(each => new Waiting(each.Id, each.Source, each.Stream, each.Seq)).Take(MostStreams).ToListAsync(stop);
            if (heads.Count == 0) return 0;
            // Where many streams wait they fill the groups by themselves.
            var names = heads.Count < Together ? heads.ConvertAll(head => head.Stream) : [];
            var behind = names.Count == 0 ? [] : await (
                from stream in db.InboxStreams
                where names.Contains(stream.Stream)
                from message in db.Inbox
                where message.Source == stream.Source && message.Stream == stream.Stream && message.Seq > stream.Done + 1 && message.Seq <= stream.Done + Together
                where message.State == InboxState.Waiting && message.NextTryUtc == null
                select new Waiting(message.Id, message.Source, message.Stream, message.Seq)).ToListAsync(stop);
            ready = WithoutGaps(heads, behind);
        }
        var applied = 0;
        // One group after the other: two would hold rows in an order of their own against each other.
        foreach (var group in ready.Chunk(Together))
        {
            if (stop.IsCancellationRequested) break;
            var done = await ApplyTogether([.. group.Select(each => each.Id)], stop);
            if (done < 0)
            {
                done = 0;
                // One of them can't be applied now. By itself it says why; the others don't wait for it.
                foreach (var each in group) done += await Apply(each.Id, stop) ? 1 : 0;
            }
            applied += done;
        }
        return applied;
    }

    /// <summary>A message that can be applied when those before it in its stream are.</summary>
    private sealed record Waiting(Guid Id, string Source, string Stream, long Seq);

    private static List<Waiting> WithoutGaps(List<Waiting> heads, List<Waiting> behind)
    {
        var followers = behind.ToLookup(each => (each.Source, each.Stream));
        var ready = new List<Waiting>();
        foreach (var head in heads)
        {
            ready.Add(head);
            var next = head.Seq;
            ready.AddRange(followers[(head.Source, head.Stream)].OrderBy(each => each.Seq).TakeWhile(each => each.Seq == ++next));
        }
        return ready;
    }

    /// <summary>Applies messages in one transaction and tells how many; -1 and nothing done when one of them can't be applied now.</summary>
    private async Task<int> ApplyTogether(Guid[] ids, CancellationToken stop)
    {
        var done = 0;
        try
        {
            var all = await half.RunWork("ApplyMessage", new CommandContext(Actor.System, clock.GetUtcNow().UtcDateTime), async db =>
            {
                done = 0;
                var now = db.By!.NowUtc;
                var messages = (await db.Inbox.Where(message => ids.Contains(message.Id)).ToListAsync(stop)).ToDictionary(message => message.Id);
                var names = messages.Values.Select(message => message.Stream).Distinct().ToList();
                var positions = (await db.InboxStreams.Where(stream => names.Contains(stream.Stream)).ToListAsync(stop)).ToDictionary(stream => (stream.Source, stream.Stream));
                var said = messages.Values.ToDictionary(message => message.Id, Read);
                await handlers.Load(half.Name, db, said.Values.OfType<IMessage>(), stop);
                foreach (var message in ids.Select(id => messages.GetValueOrDefault(id)).OfType<InboxMessage>())
                {
                    var stream = (message.Source, message.Stream);
                    var position = positions.GetValueOrDefault(stream);
                    // Somebody else has applied or parked it meanwhile: the rest is looked at again.
                    if (message.Seq != (position?.Done ?? 0) + 1 || message.State is not (InboxState.Waiting or InboxState.Stuck)) return false;
                    db.By = new CommandContext(Actor.System, now) { CorrelationId = message.CorrelationId };
                    if (await Handle(db, message, said[message.Id], db.By, stop) is not null) return false;
                    positions[stream] = Applied(db, message, position, now);
                    // What the ledger says of a message carries its name and its story, so each is written by itself.
                    await db.SaveChangesAsync(stop);
                    done++;
                }
                return true;
            }, stop);
            return all ? done : -1;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return -1;
        }
    }

    /// <summary>What a message says; null when this half has never heard of its kind.</summary>
    private static IMessage? Read(InboxMessage message) =>
        MessageNames.All.TryGetValue(message.Name, out var type) ? (IMessage)JsonSerializer.Deserialize(message.Body, type, Tolerant)! : null;

    /// <summary>Hands a message to its handler. Null: done; otherwise why not.</summary>
    private async Task<Refusal?> Handle(HalfDb db, InboxMessage message, IMessage? said, CommandContext by, CancellationToken stop)
    {
        if (said is null || handlers.Find(half.Name, said.GetType()) is not { } handler)
            return new Refusal("message-unknown", $"This half does not know what to do with {message.Name}.");
        db.CommandName = said.GetType().Name;
        db.CommandId = message.Id;
        return await handler(db, said, by, stop);
    }

    /// <summary>Applies one message now when it is the next of its stream, or was parked.</summary>
    /// <param name="id">The message.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <param name="asked">Who asked for it; Tactus itself when nobody did.</param>
    internal async Task<bool> Apply(Guid id, CancellationToken stop, CommandContext? asked = null)
    {
        string? code = null, fault = null;
        var done = false;
        var correlation = Guid.Empty;
        try
        {
            await using (var read = half.ReadDb())
                correlation = await read.Inbox.Where(message => message.Id == id).Select(message => message.CorrelationId).FirstOrDefaultAsync(stop);
            var by = new CommandContext(asked?.Actor ?? Actor.System, clock.GetUtcNow().UtcDateTime) { CorrelationId = correlation };
            done = await half.RunWork("ApplyMessage", by, async db =>
            {
                (code, fault) = (null, null);
                var message = await db.Inbox.FirstOrDefaultAsync(each => each.Id == id, stop);
                if (message is null || message.State == InboxState.Applied) return false;
                var position = await db.InboxStreams.FirstOrDefaultAsync(each => each.Source == message.Source && each.Stream == message.Stream, stop);
                if (message.State != InboxState.Parked && message.Seq != (position?.Done ?? 0) + 1) return false;
                if (await Handle(db, message, Read(message), by, stop) is { } refusal)
                {
                    (code, fault) = (refusal.Code, refusal.Sentence);
                    return false;
                }
                Applied(db, message, position, by.NowUtc);
                return true;
            }, stop);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Message {Id} to {Half} failed", id, half.Name);
            (code, fault) = ("fault", e.GetBaseException().Message);
        }
        if (!done && fault is not null) await NoteFault(id, code!, fault, stop);
        return done;
    }

    private static InboxStream Applied(HalfDb db, InboxMessage message, InboxStream? position, DateTime now)
    {
        (message.State, message.AppliedUtc) = (InboxState.Applied, now);
        (message.RefusalCode, message.Fault) = (null, null);
        return Advance(db, message, position);
    }

    internal static InboxStream Advance(HalfDb db, InboxMessage message, InboxStream? position)
    {
        if (position is null)
            db.InboxStreams.Add(position = new InboxStream { Source = message.Source, Stream = message.Stream, Done = message.Seq });
        else if (message.Seq == position.Done + 1)
            position.Done = message.Seq;
        return position;
    }

    // A newer version of the sender may add fields; within v1 they may be overlooked.
    private static readonly JsonSerializerOptions Tolerant = new(TactusJson.Options)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Skip,
    };

    private Task<bool> NoteFault(Guid id, string code, string fault, CancellationToken stop) =>
        half.RunAsSystem("NoteFault", async db =>
        {
            var message = await db.Inbox.FirstOrDefaultAsync(each => each.Id == id, stop);
            if (message is null || message.State is InboxState.Applied or InboxState.Parked) return false;
            message.Attempts++;
            message.RefusalCode = code;
            message.Fault = fault;
            message.NextTryUtc = db.By!.NowUtc.AddSeconds(Math.Min(60, 1 << Math.Min(message.Attempts - 1, 6)));
            if (message.Attempts >= AttemptsUntilStuck && message.State != InboxState.Stuck)
            {
                message.State = InboxState.Stuck;
                log.LogWarning("Message {Name} {Stream} to {Half} is stuck: {Code}: {Fault}", message.Name, message.Stream, half.Name, code, fault);
            }
            db.Changed("platform.messages", id.ToString());
            return true;
        }, stop);
}
