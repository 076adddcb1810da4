using System.Collections.Concurrent;
using System.Reflection;

namespace Tactus.Platform;

/// <summary>Changes of it are noticed by what is kept between commands, see <see cref="HalfDb.Remember"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RememberedAttribute : Attribute;

/// <summary>
/// What a half keeps in memory between commands: little that is read by many of them, such as calendars. A change by this process is
/// seen by the next command, one by another process within some seconds.
/// </summary>
internal sealed class Memory
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<Type, bool> Marked = new();
    private readonly ConcurrentDictionary<Type, long> changes = new();
    private readonly ConcurrentDictionary<Type, (object Value, long Changes, long AtTicks)> kept = new();

    /// <summary>Whether something kept here may be made of this entity.</summary>
    internal static bool Holds(Type entity) => Marked.GetOrAdd(entity, type => type.GetCustomAttribute<RememberedAttribute>() is not null);

    internal void Forget(IEnumerable<Type> entities)
    {
        foreach (var entity in entities) changes.AddOrUpdate(entity, 1, (_, count) => count + 1);
    }

    internal Task<T> Get<T>(Func<Task<T>> read, ReadOnlySpan<Type> madeOf) where T : class
    {
        // Counted before it is read: a change that commits meanwhile makes what is read here old, not new.
        long count = 0;
        foreach (var entity in madeOf) count += changes.GetValueOrDefault(entity);
        return kept.TryGetValue(typeof(T), out var known) && known.Changes == count && Environment.TickCount64 - known.AtTicks < Fresh.TotalMilliseconds
            ? Task.FromResult((T)known.Value)
            : Read(read, count);
    }

    private async Task<T> Read<T>(Func<Task<T>> read, long count) where T : class
    {
        var at = Environment.TickCount64;
        var value = await read();
        kept[typeof(T)] = (value, count, at);
        return value;
    }
}
