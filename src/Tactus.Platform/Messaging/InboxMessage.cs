using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Messaging;

/// <summary>Where a received message is in its life.</summary>
public enum InboxState
{
    /// <summary>Waits for its turn or for the messages before it.</summary>
    Waiting,
    /// <summary>Its effect is committed.</summary>
    Applied,
    /// <summary>Refused or failed several times; its stream waits for a person (it is still tried every minute).</summary>
    Stuck,
    /// <summary>Set aside by a person with a reason; its stream goes on without it.</summary>
    Parked,
}

/// <summary>A message that has arrived. Stored first, applied later, once, in the order of its stream.</summary>
[NotAudited]
internal sealed class InboxMessage
{
    public Guid Id { get; init; }
    public required string Source { get; init; }
    public required string Stream { get; init; }
    public long Seq { get; init; }
    public required string Name { get; init; }
    public required string Body { get; init; }
    public Guid CorrelationId { get; init; }
    public DateTime SentUtc { get; init; }
    public DateTime ReceivedUtc { get; init; }
    public InboxState State { get; set; }
    public DateTime? AppliedUtc { get; set; }
    public int Attempts { get; set; }
    public DateTime? NextTryUtc { get; set; }
    public string? RefusalCode { get; set; }
    public string? Fault { get; set; }
    public string? ParkedBy { get; set; }
    public string? ParkedReason { get; set; }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<InboxMessage>(entity =>
        {
            entity.ToTable("inbox");
            entity.HasKey(message => message.Id);
            entity.Property(message => message.State).HasConversion<string>();
            entity.HasIndex(message => new { message.Source, message.Stream, message.Seq }).IsUnique();
            entity.HasIndex(message => message.ReceivedUtc);
            // Only what is still to be applied, which is little beside what was.
            entity.HasIndex(message => new { message.State, message.ReceivedUtc }).HasFilter("\"State\" <> 'Applied'");
        });
        model.Entity<InboxStream>(entity =>
        {
            entity.ToTable("inbox_streams");
            entity.HasKey(stream => new { stream.Source, stream.Stream });
            entity.Property(stream => stream.Done).IsConcurrencyToken();
        });
        model.Entity<InboxLink>(entity =>
        {
            entity.ToTable("inbox_links");
            entity.HasKey(link => link.Source);
        });
    }
}

/// <summary>How far a stream is applied. A concurrency token: two appliers can't both apply the next message.</summary>
[NotAudited]
internal sealed class InboxStream
{
    public required string Source { get; init; }
    public required string Stream { get; init; }
    public long Done { get; set; }
}

/// <summary>A person's switch on the way from one half to another, e.g. during maintenance. Messages wait with the sender.</summary>
internal sealed class InboxLink : IVersioned
{
    public required string Source { get; init; }
    public bool Paused { get; set; }
    public string? Reason { get; set; }
    public string? ChangedBy { get; set; }
    public DateTime ChangedUtc { get; set; }
    public long Version { get; set; }
}
