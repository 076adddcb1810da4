using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Live;
using Tactus.Platform.Messaging;

namespace Tactus.Platform;

/// <summary>
/// Runs commands of one half: recognises a retry by its key, gives the command a context, saves state, messages, audit
/// entries and key in one transaction, and tells open pages and the courier after the commit.
/// </summary>
/// <typeparam name="TDb">The half's context.</typeparam>
public sealed class CommandRunner<TDb>(
    Writer<TDb> writer, HalfDatabase<TDb> database, LiveHub live, Signals signals, TimeProvider clock, IServiceProvider settings) where TDb : HalfDb
{
    private static readonly ActivitySource Traces = new("Tactus");
    private static readonly Meter Meter = new("Tactus");
    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("tactus.command.duration", "ms", "Time from queue to commit");
    private static readonly Counter<long> Refused = Meter.CreateCounter<long>("tactus.command.refused", "{command}", "Commands that a rule refused");

    /// <summary>Runs a command once, however often it is sent.</summary>
    /// <param name="command">With its key in <c>Id</c>.</param>
    /// <param name="by">Who, when, under which version.</param>
    /// <param name="dryRun">Find out what would be answered and change nothing.</param>
    /// <param name="stop">Ends the wait; what has begun is finished.</param>
    /// <returns>The answer, or why not. The same key with the same request answers the same again.</returns>
    public async Task<Outcome<TResult>> Run<TResult>(
        Command<TDb, TResult> command, CommandContext by, CancellationToken stop, bool dryRun = false)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Id == Guid.Empty)
            return new Refusal("key-missing", "Send an identifier with the command (body field id or header Idempotency-Key), and the same again on a retry.", RefusalKind.Malformed);
        var name = command.GetType().Name;
        using var trace = Traces.StartActivity(name);
        trace?.SetTag("tactus.half", database.Half);
        var since = Stopwatch.GetTimestamp();
        var hash = RequestHash(command);

        Outcome<TResult> outcome = default;
        IReadOnlyList<LiveChange> changes = [];
        var sends = false;
        await writer.Run(async db =>
        {
            (changes, sends) = ([], false);
            if (await db.Receipts.AsNoTracking().FirstOrDefaultAsync(receipt => receipt.Id == command.Id, stop) is { } earlier)
            {
                outcome = Again<TResult>(earlier, name, hash);
                return false;
            }
            (by.Why, by.Settings) = (null, settings);
            db.By = by;
            db.CommandName = name;
            db.CommandId = command.Id;
            outcome = await command.Handle(db, by, stop);
            if (!outcome.Done) return false;
            db.Receipts.Add(new CommandReceipt
            {
                Id = command.Id,
                Command = name,
                RequestHash = hash,
                Answer = JsonSerializer.Serialize(outcome.Value, TactusJson.Options),
                ActorNumber = by.Actor.Number,
                AtUtc = by.NowUtc,
            });
            await db.SaveChangesAsync(stop);
            (changes, sends) = (db.Changes, db.HasOutgoing);
            return !dryRun;
        }, stop);

        Duration.Record(Stopwatch.GetElapsedTime(since).TotalMilliseconds, new KeyValuePair<string, object?>("command", name));
        if (outcome.Refusal is { } refusal)
        {
            Refused.Add(1, new("command", name), new("code", refusal.Code));
            trace?.SetTag("tactus.refusal", refusal.Code);
        }
        else if (!dryRun)
        {
            live.Publish(changes);
            if (sends) signals.Sent(database.Half);
        }
        return outcome;
    }

    /// <summary>Runs work that is no command of a person: message handlers, timers, sealing. Commits when it returns true.</summary>
    internal async Task<bool> RunWork(string name, CommandContext by, Func<TDb, Task<bool>> work, CancellationToken stop)
    {
        IReadOnlyList<LiveChange> changes = [];
        var (sends, done) = (false, false);
        await writer.Run(async db =>
        {
            (db.By, db.CommandName, db.CommandId) = (by, name, by.CorrelationId);
            done = await work(db);
            if (!done) return false;
            await db.SaveChangesAsync(stop);
            (changes, sends) = (db.Changes, db.HasOutgoing);
            return true;
        }, stop);
        if (done)
        {
            live.Publish(changes);
            if (sends) signals.Sent(database.Half);
        }
        return done;
    }

    /// <summary>A timer's or a service's own work in this half, in one transaction.</summary>
    /// <param name="name">As the ledger shall name it.</param>
    /// <param name="work">Changes the context; true commits.</param>
    /// <param name="stop">Ends the wait.</param>
    public Task<bool> RunAsSystem(string name, Func<TDb, Task<bool>> work, CancellationToken stop) =>
        RunWork(name, new CommandContext(Actor.System, clock.GetUtcNow().UtcDateTime), work, stop);

    // A fast hash over a request with a password would let a reader of the receipts try passwords against it.
    private static byte[] RequestHash<TResult>(Command<TDb, TResult> command)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(command, command.GetType(), TactusJson.Options);
        return Array.Exists(command.GetType().GetProperties(), property => Attribute.IsDefined(property, typeof(SecretAttribute)))
            ? Rfc2898DeriveBytes.Pbkdf2(json, command.Id.ToByteArray(), 100_000, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes)
            : SHA256.HashData(json);
    }

    private static Outcome<TResult> Again<TResult>(CommandReceipt earlier, string name, byte[] hash) =>
        earlier.Command == name && earlier.RequestHash.AsSpan().SequenceEqual(hash)
            ? JsonSerializer.Deserialize<TResult>(earlier.Answer, TactusJson.Options)!
            : new Refusal("key-reused", "This key was used for another request. Make a new key for each new command.", RefusalKind.Rule);
}
