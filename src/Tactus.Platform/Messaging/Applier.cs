using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Contracts;

namespace Tactus.Platform.Messaging;

/// <summary>
/// Applies received messages, each in one transaction with its stream's position, in the order of the stream; where the engine has one
/// writer, several of a stream share a transaction. A message whose predecessors are missing waits; one that is refused or fails is
/// tried again and in the end shown as stuck.
/// </summary>
internal sealed class Applier(Half half, MessageHandlers handlers, Signals signals, TimeProvider clock, ILogger<Applier> log) : BackgroundService
{
    private const int Most = 256;
    private const int AttemptsUntilStuck = 5;
    // What is applied here can wait a moment; who reports at a station waits for an answer from the same cores.
    private static readonly int AtOnce = Math.Clamp(Environment.ProcessorCount, 2, 8);
    // Several in one transaction would hold rows in an order of their own against another stream's; one writer holds no rows.
    private const int TogetherOfOneWriter = 16;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await ApplySome(stoppingToken, AtOnce) > 0) { }
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
    /// <param name="stop">Ends the work between two messages.</param>
    /// <param name="atOnce">Streams side by side; within a stream it is always one after the other.</param>
    internal async Task<int> ApplySome(CancellationToken stop, int atOnce = 1)
    {
        List<Head> heads;
        int together;
        await using (var db = half.ReadDb())
        {
            together = db.OnSqlite ? TogetherOfOneWriter : 1;
            var now = clock.GetUtcNow().UtcDateTime;
            // Only the next message of each stream: what waits behind a gap or a stuck message is not looked at, however much it is.
            heads = await (
                from message in db.Inbox
                where message.State == InboxState.Waiting || message.State == InboxState.Stuck
                where message.NextTryUtc == null || message.NextTryUtc <= now
                let done = db.InboxStreams.Where(stream => stream.Source == message.Source && stream.Stream == message.Stream)
                    .Select(stream => (long?)stream.Done).FirstOrDefault() ?? 0
                where message.Seq == done + 1
                orderby message.ReceivedUtc, message.Stream
                select new Head(message.Source, message.Stream)).Take(Most).ToListAsync(stop);
        }
        var applied = 0;
        await Parallel.ForEachAsync(heads, new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = stop }, async (head, token) =>
        {
            for (var more = true; more;)
            {
                var done = await ApplyNext(head, together, token);
                Interlocked.Add(ref applied, done);
                more = done == together;
            }
        });
        return applied;
    }

    /// <summary>A stream that has a message to apply.</summary>
    private sealed record Head(string Source, string Stream);

    /// <summary>Applies the next messages of a stream in one transaction and tells how many. When one of them can't be applied now, the ones before it are.</summary>
    private async Task<int> ApplyNext(Head head, int most, CancellationToken stop)
    {
        var (done, failed) = (0, default(InboxMessage));
        try
        {
            await half.RunWork("ApplyMessage", new CommandContext(Actor.System, clock.GetUtcNow().UtcDateTime), async db =>
            {
                (done, failed) = (0, null);
                var now = db.By!.NowUtc;
                var position = await db.InboxStreams.FirstOrDefaultAsync(each => each.Source == head.Source && each.Stream == head.Stream, stop);
                var last = position?.Done ?? 0;
                // Values of their own: what has to be worked out within a query costs EF more than the query.
                var (source, stream, until) = (head.Source, head.Stream, last + most);
                var messages = await db.Inbox.Where(each => each.Source == source && each.Stream == stream && each.Seq > last && each.Seq <= until)
                    .OrderBy(each => each.Seq).ToListAsync(stop);
                foreach (var message in messages)
                {
                    if (message.Seq != last + done + 1 || message.State is not (InboxState.Waiting or InboxState.Stuck) || message.NextTryUtc > now) break;
                    failed = message;
                    db.By = new CommandContext(Actor.System, now) { CorrelationId = message.CorrelationId };
                    if (await Handle(db, message, db.By, stop) is not null) return false;
                    position = Applied(db, message, position, now);
                    // What the ledger says of a message carries its name and its story, so each is written by itself.
                    await db.SaveChangesAsync(stop);
                    done++;
                }
                failed = null;
                return done > 0;
            }, stop);
            if (failed is null) return done;
        }
        catch (Exception e) when (e is not OperationCanceledException && failed is not null)
        {
            // Tried again below by itself, where the fault is noted with the message.
        }
        return done > 0 ? await ApplyNext(head, done, stop) : await Apply(failed!.Id, stop) ? 1 : 0;
    }

    /// <summary>Hands a message to its handler. Null: done; otherwise why not.</summary>
    private async Task<Refusal?> Handle(HalfDb db, InboxMessage message, CommandContext by, CancellationToken stop)
    {
        if (!MessageNames.All.TryGetValue(message.Name, out var type) || handlers.Find(half.Name, type) is not { } handler)
            return new Refusal("message-unknown", $"This half does not know what to do with {message.Name}.");
        db.CommandName = type.Name;
        db.CommandId = message.Id;
        return await handler(db, (IMessage)JsonSerializer.Deserialize(message.Body, type, Tolerant)!, by, stop);
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
                if (await Handle(db, message, by, stop) is { } refusal)
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
