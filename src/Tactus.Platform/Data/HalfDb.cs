using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tactus.Contracts;
using Tactus.Contracts.Messages;
using Tactus.Platform.Ledger;
using Tactus.Platform.Live;
using Tactus.Platform.Messaging;

namespace Tactus.Platform;

/// <summary>An entity whose concurrent change is noticed. The version is raised by every save that changes it.</summary>
public interface IVersioned
{
    /// <summary>1 when added, one more with each change.</summary>
    long Version { get; set; }
}

/// <summary>Left out of the audit ledger: telemetry and bookkeeping that is itself append-only or can be rebuilt.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NotAuditedAttribute : Attribute;

/// <summary>Never written to the ledger in clear: the ledger says that it changed, not to what.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;

/// <summary>
/// The database of one half: its own tables beside the outbox, the inbox, the audit ledger and the idempotency keys,
/// so that all of them commit together. Decimals are exact and times are UTC on both engines.
/// </summary>
public abstract class HalfDb(DbContextOptions options) : DbContext(options)
{
    private readonly List<(string Destination, IMessage Message)> outgoing = [];
    private List<LiveChange> changes = [];

    /// <summary>Short name of the half: file name on SQLite, schema on PostgreSQL.</summary>
    public abstract string Half { get; }

    /// <summary>Where this half's messages go.</summary>
    protected abstract string Counterpart { get; }

    /// <summary>Tables that the database itself guards against change and deletion; a half adds its own ledgers to the audit's.</summary>
    protected internal virtual IReadOnlyList<string> AppendOnlyTables => ["audit_entries", "audit_seals"];

    /// <summary>Set by the runner; the ledger takes who, when and why from it.</summary>
    public CommandContext? By { get; internal set; }

    /// <summary>The use case that is running, as the ledger names it.</summary>
    internal string CommandName { get; set; } = "";

    internal Guid CommandId { get; set; }

    internal DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    internal DbSet<InboxMessage> Inbox => Set<InboxMessage>();

    /// <summary>What is not applied, said in the words of the index that knows it.</summary>
    internal IQueryable<InboxMessage> OpenInbox => Inbox.Where(message => message.State != InboxState.Applied);

    internal DbSet<InboxStream> InboxStreams => Set<InboxStream>();
    internal DbSet<InboxLink> InboxLinks => Set<InboxLink>();
    internal DbSet<CommandReceipt> Receipts => Set<CommandReceipt>();
    internal DbSet<AuditEntry> Audit => Set<AuditEntry>();
    internal DbSet<AuditSeal> Seals => Set<AuditSeal>();

    /// <summary>Whether the engine is SQLite: one writer, no schemas, times and decimals as whole numbers.</summary>
    public bool OnSqlite => Database.ProviderName!.EndsWith("Sqlite", StringComparison.Ordinal);

    /// <summary>A table of this half as SQL names it on its engine. For statements that EF can't write.</summary>
    public string Table(string name) => OnSqlite ? $"\"{name}\"" : $"\"{Half}\".\"{name}\"";

    internal IReadOnlyList<LiveChange> Changes => changes;

    internal bool HasOutgoing { get; private set; }

    private readonly HashSet<Type> outdated = [];
    private readonly Dictionary<Type, object> kept = [];
    private Memory? memory;

    /// <summary>A context is used for one piece of work after the other; nothing of the last one is left in it.</summary>
    /// <param name="memory">What the half keeps between pieces.</param>
    internal void Begin(Memory memory)
    {
        this.memory = memory;
        outgoing.Clear();
        // A new list: what the last piece changed is still being told.
        changes = [];
        outdated.Clear();
        kept.Clear();
        (By, CommandName, CommandId, HasOutgoing) = (null, "", Guid.Empty, false);
    }

    /// <summary>
    /// Something that is read often and changed rarely, read again when one of the entities it was made from is changed by this process,
    /// and after some seconds, so that a change made by another process is seen too. For reading only: it is shared.
    /// </summary>
    /// <param name="read">Reads it from this context, tracking nothing.</param>
    /// <param name="madeOf">Entities marked with <see cref="RememberedAttribute"/>.</param>
    public Task<T> Remember<T>(Func<Task<T>> read, params ReadOnlySpan<Type> madeOf) where T : class => memory is null ? read() : memory.Get(read, madeOf);

    /// <summary>Something that belongs to this piece of work and is gone with it.</summary>
    public T Kept<T>() where T : class, new()
    {
        if (!kept.TryGetValue(typeof(T), out var value)) kept[typeof(T)] = value = new T();
        return (T)value;
    }

    /// <summary>Entities changed here that something in the memory may be made of: to be forgotten after the commit.</summary>
    internal IReadOnlyCollection<Type> Outdated => outdated;

    /// <summary>Sends a message to the other half. It leaves when the transaction commits, in order within its stream.</summary>
    public void Send(IMessage message)
    {
        outgoing.Add((Counterpart, message));
        if (Attribute.IsDefined(message.GetType(), typeof(AlsoToCoordinationAttribute))) SendTo(Coordination, message);
    }

    /// <summary>Sends a message to one half by name. It leaves when the transaction commits, in order within its stream.</summary>
    public void SendTo(string half, IMessage message) => outgoing.Add((half, message));

    /// <summary>Tells only those outside who subscribe to it (webhooks); no half hears it.</summary>
    public void Announce(IMessage message) => outgoing.Add((Outside, message));

    /// <summary>Destination of what is only announced.</summary>
    internal const string Outside = "outside";

    /// <summary>The name of the part between the halves.</summary>
    public const string Coordination = "coordination";

    /// <summary>Called before each save, when it is known what changed: a half may send what others have to know of it.</summary>
    protected virtual void BeforeSave()
    {
    }

    /// <summary>Tells open pages, after the commit, that something of a topic changed.</summary>
    /// <param name="topic">e.g. <c>mes.dispatch</c>; the right to read it is the topic's.</param>
    /// <param name="id">What changed, e.g. the job's number; pages use it to fetch less.</param>
    public void Changed(string topic, string? id = null)
    {
        var change = new LiveChange(topic, id);
        if (!changes.Contains(change)) changes.Add(change);
    }

    /// <summary>An audit entry of something that is no audited entity, e.g. what a person does with a message.</summary>
    internal void Note(string subject, string key, string action, object after) => Audit.Add(AuditTrail.Entry(
        this, By?.NowUtc ?? DateTime.UtcNow, action, subject, key, null, System.Text.Json.JsonSerializer.Serialize(after, TactusJson.Options)));

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        BeforeSave();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var entry in ChangeTracker.Entries<IVersioned>())
                if (entry.State == EntityState.Added) entry.Entity.Version = 1;
                else if (entry.State == EntityState.Modified)
                {
                    entry.Entity.Version = entry.OriginalValues.GetValue<long>(nameof(IVersioned.Version)) + 1;
                    entry.Property(nameof(IVersioned.Version)).IsModified = true;
                }
            foreach (var entry in ChangeTracker.Entries())
                if (entry.State is not (EntityState.Unchanged or EntityState.Detached) && Memory.Holds(entry.Metadata.ClrType)) outdated.Add(entry.Metadata.ClrType);
            var now = By?.NowUtc ?? DateTime.UtcNow;
            await OutboxMessage.Append(this, outgoing, By, now, cancellationToken);
            HasOutgoing |= outgoing.Count > 0;
            outgoing.Clear();
            Audit.AddRange(AuditTrail.Of(this, now));
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <inheritdoc/>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Saving is asynchronous and belongs to the runner.");

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder builder)
    {
        if (OnSqlite)
        {
            builder.Properties<decimal>().HaveConversion<Millionths>();
            builder.Properties<DateTime>().HaveConversion<UtcMicroseconds>();
        }
        else
        {
            builder.Properties<decimal>().HavePrecision(19, 6).HaveConversion<WithoutZeros>();
            builder.Properties<DateTime>().HaveConversion<UtcOnly>();
        }
    }

    /// <summary>A half overrides it for its own entities and calls the base first.</summary>
    protected override void OnModelCreating(ModelBuilder model)
    {
        if (!OnSqlite) model.HasDefaultSchema(Half);
        OutboxMessage.Map(model);
        InboxMessage.Map(model);
        CommandReceipt.Map(model);
        AuditEntry.Map(model);
    }

    /// <summary>Called by a half after its entities are known: versions become concurrency tokens.</summary>
    protected static void FinishModel(ModelBuilder model)
    {
        foreach (var type in model.Model.GetEntityTypes().Where(type => typeof(IVersioned).IsAssignableFrom(type.ClrType)))
            model.Entity(type.ClrType).Property(nameof(IVersioned.Version)).IsConcurrencyToken();
    }
}

/// <summary>One applied command: its key, what it asked and what it was answered.</summary>
[NotAudited]
internal sealed class CommandReceipt
{
    public Guid Id { get; init; }
    public required string Command { get; init; }
    /// <summary>SHA-256 of the request as read, so that another body under the same key is noticed.</summary>
    public required byte[] RequestHash { get; init; }
    public required string Answer { get; init; }
    public required string ActorNumber { get; init; }
    public DateTime AtUtc { get; init; }

    internal static void Map(ModelBuilder model) => model.Entity<CommandReceipt>(entity =>
    {
        entity.ToTable("command_receipts");
        entity.HasKey(receipt => receipt.Id);
        entity.HasIndex(receipt => receipt.AtUtc);
    });
}
