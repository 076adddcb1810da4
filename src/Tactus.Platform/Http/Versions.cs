using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Http;

/// <summary>Optimistic concurrency that answers with what changed.</summary>
public static class Versions
{
    /// <summary>Raises the version of an entity whose parts changed though it did not itself, so that a reader of the whole notices.</summary>
    public static void Touch<T>(this HalfDb db, T entity) where T : class, IVersioned
    {
        var entry = db.Entry(entity);
        if (entry.State == EntityState.Unchanged) entry.Property(each => each.Version).IsModified = true;
    }

    /// <summary>The version that an entity will have after the runner's save, for the answer of the command that changes it.</summary>
    public static long VersionAfterSave<T>(this HalfDb db, T entity) where T : class, IVersioned
    {
        var entry = db.Entry(entity);
        return entry.State switch
        {
            EntityState.Added => 1,
            EntityState.Modified => entry.Property(each => each.Version).OriginalValue + 1,
            _ => entity.Version,
        };
    }

    /// <summary>
    /// Null when the caller saw the current version (or gave none); otherwise a clash that names each change since, its parts' too, by whom and when.
    /// </summary>
    /// <param name="db">The half.</param>
    /// <param name="entity">As it is now.</param>
    /// <param name="key">Its key as the ledger writes it.</param>
    /// <param name="by">With the version that the caller saw.</param>
    /// <param name="stop">Ends the look-up.</param>
    public static async Task<Refusal?> Clash<T>(this HalfDb db, T entity, string key, CommandContext by, CancellationToken stop) where T : class, IVersioned
    {
        if (by.IfMatch is not { } seen || seen == entity.Version) return null;
        var subject = typeof(T).Name;
        var later = await db.Audit.AsNoTracking().Where(entry => entry.Subject == subject && entry.SubjectKey == key)
            .OrderByDescending(entry => entry.Id).Take((int)Math.Clamp(entity.Version - seen, 1, 20)).ToListAsync(stop);
        // What changed may be its parts, such as the lines of a bill; their keys begin with that of the whole.
        var (stories, commands, below) = (later.ConvertAll(entry => entry.CorrelationId), later.ConvertAll(entry => entry.CommandId), key + "/");
        var beside = later.Count == 0 ? [] : await db.Audit.AsNoTracking()
            .Where(entry => stories.Contains(entry.CorrelationId) && commands.Contains(entry.CommandId)).OrderByDescending(entry => entry.Id).Take(500).ToListAsync(stop);
        var changes = later.Concat(beside.Where(entry => entry.SubjectKey.StartsWith(below, StringComparison.Ordinal))).OrderByDescending(entry => entry.Id).Select(entry => new
        {
            entry.AtUtc, By = entry.ActorName, entry.Command, entry.Why, Part = entry.SubjectKey == key ? null : entry.SubjectKey[below.Length..], entry.Before, entry.After,
        }).ToList();
        var last = later.FirstOrDefault();
        return new Refusal("changed-meanwhile",
            last is null
                ? "This was changed meanwhile. Load it again and repeat your change."
                : $"{last.ActorName} changed this meanwhile ({last.Command}, {last.AtUtc:yyyy-MM-dd HH:mm:ss} UTC). Look at what changed, then repeat your change.",
            RefusalKind.Clash, Details: new { seen, now = entity.Version, changes });
    }
}
