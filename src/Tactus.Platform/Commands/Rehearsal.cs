using System.Data.Common;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Platform.Live;
using Tactus.Platform.Messaging;

namespace Tactus.Platform;

/// <summary>
/// Tries many commands that build on each other and keeps none: all of them run in one transaction per half that is rolled
/// back at the end. Each sees what those before it did. On both engines this costs no copy of the data and leaves no file;
/// the price is that on SQLite nobody else writes meanwhile, so it is for the command line and not for a busy server.
/// Messages between the halves are written and rolled back with the rest, never delivered.
/// </summary>
public sealed class Rehearsal(IServiceProvider services) : IServiceProvider, IAsyncDisposable
{
    private readonly Dictionary<Type, object> runners = [];
    private readonly List<IAsyncDisposable> writers = [];

    /// <summary>The services, with runners that keep nothing.</summary>
    public object? GetService(Type serviceType)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (!serviceType.IsGenericType || serviceType.GetGenericTypeDefinition() != typeof(CommandRunner<>)) return services.GetService(serviceType);
        if (!runners.TryGetValue(serviceType, out var runner))
            runners[serviceType] = runner = GetType().GetMethod(nameof(Runner), BindingFlags.NonPublic | BindingFlags.Instance)!
                .MakeGenericMethod(serviceType.GetGenericArguments()).Invoke(this, null)!;
        return runner;
    }

    /// <summary>Undoes everything.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var writer in writers) await writer.DisposeAsync();
        writers.Clear();
        runners.Clear();
    }

    private CommandRunner<TDb> Runner<TDb>() where TDb : HalfDb
    {
        var database = services.GetRequiredService<HalfDatabase<TDb>>();
        var writer = new PassingWriter<TDb>(database);
        writers.Add(writer);
        // A hub and signals of its own: open pages and couriers must not hear of what never happened.
        return new CommandRunner<TDb>(writer, database, new LiveHub(), new Signals(), services.GetRequiredService<TimeProvider>(), services);
    }

    private sealed class PassingWriter<TDb>(HalfDatabase<TDb> database) : Writer<TDb>, IAsyncDisposable where TDb : HalfDb
    {
        private DbConnection? connection;
        private DbTransaction? transaction;

        internal override async Task Run(Func<TDb, Task<bool>> work, CancellationToken stop)
        {
            connection ??= await database.Engine.Open(database.Half, stop);
            transaction ??= await connection.BeginTransactionAsync(stop);
            await transaction.SaveAsync("piece", stop);
            var keep = false;
            try
            {
                await using var db = database.Over(connection, transaction);
                keep = await work(db);
            }
            finally
            {
                if (!keep) await transaction.RollbackAsync("piece", CancellationToken.None);
                await transaction.ReleaseAsync("piece", CancellationToken.None);
            }
        }

        public async ValueTask DisposeAsync()
        {
            if (transaction is not null) await transaction.DisposeAsync();
            if (connection is not null) await connection.DisposeAsync();
        }
    }
}
