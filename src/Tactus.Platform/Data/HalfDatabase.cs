using System.Data.Common;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Tactus.Platform;

/// <summary>One half's database: opens contexts for reading and knows the engine. The writer is beside it.</summary>
/// <typeparam name="TDb">The half's context.</typeparam>
public sealed class HalfDatabase<TDb> where TDb : HalfDb
{
    private static readonly Func<DbContextOptions, TDb> Create = Constructor();
    // Making a context costs more than a small query: they are used again.
    private readonly PooledDbContextFactory<TDb> contexts;

    /// <summary>For the half whose context is <typeparamref name="TDb"/>.</summary>
    public HalfDatabase(IDatabaseEngine engine, string half)
    {
        Engine = engine;
        Half = half;
        var builder = new DbContextOptionsBuilder<TDb>();
        engine.Configure(builder, half);
        contexts = new PooledDbContextFactory<TDb>(builder.Options);
    }

    /// <summary>The engine behind it.</summary>
    public IDatabaseEngine Engine { get; }

    /// <summary>Short name of the half.</summary>
    public string Half { get; }

    /// <summary>What is kept between commands, see <see cref="Memory"/>.</summary>
    internal Memory Memory { get; } = new();

    /// <summary>A context for reading. Tracks nothing: what is read here is not saved.</summary>
    public TDb Read()
    {
        var db = Open();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return db;
    }

    /// <summary>A tracking context of its own connection, for migration and for the parallel writer.</summary>
    internal TDb Open()
    {
        var db = contexts.CreateDbContext();
        db.Begin(Memory);
        return db;
    }

    /// <summary>Contexts over a connection that a writer keeps, one at a time, each within the transaction that it is given.</summary>
    internal Func<DbTransaction, TDb> Over(DbConnection connection)
    {
        var builder = new DbContextOptionsBuilder<TDb>();
        Engine.Configure(builder, Half, connection);
        var one = new PooledDbContextFactory<TDb>(builder.Options, poolSize: 1);
        return transaction =>
        {
            var db = one.CreateDbContext();
            db.Begin(Memory);
            db.Database.AutoSavepointsEnabled = false;
            db.Database.UseTransaction(transaction);
            return db;
        };
    }

    /// <summary>A context over a connection and transaction that somebody else holds and may roll back: it remembers nothing.</summary>
    internal TDb Over(DbConnection connection, DbTransaction? transaction)
    {
        var builder = new DbContextOptionsBuilder<TDb>();
        Engine.Configure(builder, Half, connection);
        var db = Create(builder.Options);
        db.Database.AutoSavepointsEnabled = false;
        if (transaction is not null) db.Database.UseTransaction(transaction);
        return db;
    }

    /// <summary>Brings the schema up to date and puts the ledger's guards in place. Safe to repeat.</summary>
    public async Task Prepare(CancellationToken stop)
    {
        await using var db = Open();
        // Asked first, because migrating locks even when there is nothing to do.
        if ((await db.Database.GetPendingMigrationsAsync(stop)).Any())
        {
            if (Engine.ForgetMigrationLock is { } forget) await db.Database.ExecuteSqlRawAsync(forget, stop);
            await db.Database.MigrateAsync(stop);
        }
        foreach (var guard in Engine.LedgerGuards(Half, db.AppendOnlyTables)) await db.Database.ExecuteSqlRawAsync(guard, stop);
    }

    private static Func<DbContextOptions, TDb> Constructor()
    {
        var parameter = Expression.Parameter(typeof(DbContextOptions));
        var constructor = typeof(TDb).GetConstructor([typeof(DbContextOptions<TDb>)])
            ?? throw new InvalidOperationException($"{typeof(TDb).Name} needs a public constructor that takes its options.");
        return Expression.Lambda<Func<DbContextOptions, TDb>>(
            Expression.New(constructor, Expression.Convert(parameter, typeof(DbContextOptions<TDb>))), parameter).Compile();
    }
}
