using System.Data.Common;
using System.Diagnostics;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Tactus.Platform;

/// <summary>Runs work that changes a half, each piece in a transaction of its own as far as it can tell.</summary>
/// <typeparam name="TDb">The half's context.</typeparam>
public abstract class Writer<TDb> where TDb : HalfDb
{
    /// <summary>How often a clash is tried again before it becomes the caller's.</summary>
    protected const int Tries = 40;

    /// <summary>
    /// Runs <paramref name="work"/>; when it returns true its changes are committed before the task ends, otherwise nothing of it stays.
    /// It may run several times with a fresh context each time, so it must keep nothing from an earlier try.
    /// </summary>
    internal abstract Task Run(Func<TDb, Task<bool>> work, CancellationToken stop);

    /// <summary>The writer that suits the engine.</summary>
    public static Writer<TDb> For(HalfDatabase<TDb> database, ILoggerFactory logs) => database.Engine.SingleWriter
        ? new QueueWriter<TDb>(database, logs.CreateLogger("Tactus.Writer"))
        : new ParallelWriter<TDb>(database);
}

/// <summary>PostgreSQL: transactions side by side, tried again when two of them meet.</summary>
internal sealed class ParallelWriter<TDb>(HalfDatabase<TDb> database) : Writer<TDb>, IDisposable where TDb : HalfDb
{
    // More than this only makes the transactions wait for each other's rows and the server's cores.
    private readonly SemaphoreSlim places = new(16);

    internal override async Task Run(Func<TDb, Task<bool>> work, CancellationToken stop)
    {
        await places.WaitAsync(stop);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    await using var db = database.Open();
                    db.Database.AutoSavepointsEnabled = false;
                    await using var transaction = await db.Database.BeginTransactionAsync(stop);
                    if (await work(db))
                    {
                        await transaction.CommitAsync(stop);
                        database.Memory.Forget(db.Outdated);
                    }
                    return;
                }
                catch (Exception e) when (attempt < Tries
                    && (e is DbUpdateConcurrencyException || database.Engine.IsDuplicate(e) || database.Engine.IsPassing(e)))
                {
                    await Task.Delay(Random.Shared.Next(1, 4 << Math.Min(attempt, 6)), stop);
                }
            }
        }
        finally
        {
            places.Release();
        }
    }

    public void Dispose() => places.Dispose();
}

/// <summary>
/// SQLite: one connection writes, work queues before it. All work that is waiting shares one commit, since flushing to
/// disk costs more than the work; each piece sits in a savepoint of its own, so a refusal or a bug undoes only itself.
/// </summary>
internal sealed class QueueWriter<TDb> : Writer<TDb>, IAsyncDisposable where TDb : HalfDb
{
    private const int LargestGroup = 64;
    private static readonly TimeSpan LongestGroup = TimeSpan.FromMilliseconds(25);

    private readonly HalfDatabase<TDb> database;
    private readonly ILogger log;
    private readonly Channel<Piece> queue = Channel.CreateUnbounded<Piece>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task loop;

    internal QueueWriter(HalfDatabase<TDb> database, ILogger log)
    {
        this.database = database;
        this.log = log;
        loop = Task.Run(Loop);
    }

    private sealed record Piece(Func<TDb, Task<bool>> Work, CancellationToken Stop)
    {
        public TaskCompletionSource Finished { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    internal override async Task Run(Func<TDb, Task<bool>> work, CancellationToken stop)
    {
        var piece = new Piece(work, stop);
        if (!queue.Writer.TryWrite(piece)) throw new ObjectDisposedException(nameof(QueueWriter<TDb>));
        // The caller's cancellation ends the wait of a piece that has not begun; once begun, it is finished either way.
        await piece.Finished.Task;
    }

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await loop;
    }

    private async Task Loop()
    {
        DbConnection? connection = null;
        Func<DbTransaction, TDb>? contexts = null;
        while (await queue.Reader.WaitToReadAsync())
        {
            List<(Piece Piece, Exception? Fault)> group = [];
            HashSet<Type> outdated = [];
            try
            {
                if (connection is null)
                {
                    connection = await database.Engine.Open(database.Half, CancellationToken.None);
                    contexts = database.Over(connection);
                }
                await using var transaction = await connection.BeginTransactionAsync();
                var since = Stopwatch.GetTimestamp();
                while (group.Count < LargestGroup && Stopwatch.GetElapsedTime(since) < LongestGroup && queue.Reader.TryRead(out var piece))
                    group.Add((piece, await RunOne(contexts!, transaction, piece, outdated)));
                await transaction.CommitAsync();
            }
            catch (Exception e)
            {
                log.LogError(e, "A group of {Count} commands on {Half} could not be committed", group.Count, database.Half);
                if (group.Count == 0 && queue.Reader.TryRead(out var waiting)) group.Add((waiting, e));
                group = [.. group.Select(each => (each.Piece, (Exception?)(each.Fault ?? e)))];
                if (connection is not null) await connection.DisposeAsync();
                connection = null;
            }
            database.Memory.Forget(outdated);
            foreach (var (piece, fault) in group)
                if (fault is null) piece.Finished.SetResult();
                else piece.Finished.SetException(fault);
        }
        if (connection is not null) await connection.DisposeAsync();
    }

    private static async Task<Exception?> RunOne(Func<DbTransaction, TDb> contexts, DbTransaction transaction, Piece piece, HashSet<Type> outdated)
    {
        if (piece.Stop.IsCancellationRequested) return new OperationCanceledException(piece.Stop);
        await transaction.SaveAsync("piece");
        try
        {
            await using var db = contexts(transaction);
            if (!await piece.Work(db))
            {
                await Undo(transaction);
                return null;
            }
            await transaction.ReleaseAsync("piece");
            outdated.UnionWith(db.Outdated);
            return null;
        }
        catch (Exception e)
        {
            await Undo(transaction);
            return e;
        }
    }

    private static async Task Undo(DbTransaction transaction)
    {
        await transaction.RollbackAsync("piece");
        await transaction.ReleaseAsync("piece");
    }
}
