using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform;

/// <summary>A half as the courier, the sealer's page and the command line see it: without its entities.</summary>
public abstract class Half
{
    /// <summary>erp, mes or platform.</summary>
    public abstract string Name { get; }

    /// <summary>Opens it for reading.</summary>
    public abstract HalfDb ReadDb();

    /// <summary>Brings the schema up to date.</summary>
    public abstract Task Prepare(CancellationToken stop);

    /// <summary>Work of Tactus itself in one transaction; true commits.</summary>
    public abstract Task<bool> RunAsSystem(string name, Func<HalfDb, Task<bool>> work, CancellationToken stop);

    internal abstract Task<bool> RunWork(string name, CommandContext by, Func<HalfDb, Task<bool>> work, CancellationToken stop);
}

internal sealed class Half<TDb>(HalfDatabase<TDb> database, CommandRunner<TDb> runner) : Half where TDb : HalfDb
{
    public override string Name => database.Half;

    public override HalfDb ReadDb() => database.Read();

    public override Task Prepare(CancellationToken stop) => database.Prepare(stop);

    public override Task<bool> RunAsSystem(string name, Func<HalfDb, Task<bool>> work, CancellationToken stop) =>
        runner.RunAsSystem(name, db => work(db), stop);

    internal override Task<bool> RunWork(string name, CommandContext by, Func<HalfDb, Task<bool>> work, CancellationToken stop) =>
        runner.RunWork(name, by, db => work(db), stop);
}

/// <summary>The halves that live in this process.</summary>
public sealed class HalfDirectory(IEnumerable<Half> halves)
{
    private readonly Dictionary<string, Half> byName = halves.ToDictionary(half => half.Name, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IReadOnlyCollection<Half> All => byName.Values;

    /// <summary>One by its short name, or null when it does not live here.</summary>
    public Half? Find(string name) => byName.GetValueOrDefault(name);
}
