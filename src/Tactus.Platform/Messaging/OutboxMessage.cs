using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tactus.Contracts;
using Tactus.Contracts.Messages;

namespace Tactus.Platform.Messaging;

/// <summary>A message that leaves a half. Written in the transaction that caused it; numbered without gaps within its stream.</summary>
[NotAudited]
internal sealed class OutboxMessage
{
    public long Id { get; init; }
    public Guid MessageId { get; init; }
    public required string Destination { get; init; }
    public required string Stream { get; init; }
    public long Seq { get; init; }
    public required string Name { get; init; }
    public required string Body { get; init; }
    public Guid CorrelationId { get; init; }
    public DateTime SentUtc { get; init; }
    public DateTime? DeliveredUtc { get; set; }

    /// <summary>Handed to the webhooks that want it.</summary>
    public bool Announced { get; set; }

    internal static void Map(ModelBuilder model)
    {
        model.Entity<OutboxMessage>(entity =>
        {
            entity.ToTable("outbox");
            entity.HasKey(message => message.Id);
            entity.Property(message => message.Id).ValueGeneratedOnAdd();
            entity.HasIndex(message => message.MessageId).IsUnique();
            entity.HasIndex(message => new { message.Destination, message.Stream, message.Seq }).IsUnique();
            // Only what is still to be done, which is little; a planner without statistics would otherwise walk through all that is done.
            entity.HasIndex(message => message.Id, "IX_outbox_undelivered").HasFilter("\"DeliveredUtc\" IS NULL");
            entity.HasIndex(message => message.Id, "IX_outbox_unannounced").HasFilter("NOT \"Announced\"");
            entity.HasIndex(message => new { message.DeliveredUtc, message.Id }).HasFilter("\"DeliveredUtc\" IS NOT NULL");
        });
        model.Entity<OutboxStream>(entity =>
        {
            entity.ToTable("outbox_streams");
            entity.HasKey(stream => new { stream.Destination, stream.Stream });
        });
    }

    /// <summary>Numbers and adds what a command sends. The stream's row is locked until the commit, so numbers follow commits.</summary>
    internal static async Task Append(
        HalfDb db, IReadOnlyList<(string Destination, IMessage Message)> outgoing, CommandContext? by, DateTime now, CancellationToken stop)
    {
        // Rows are locked in one order everywhere: two commands that send to the same two streams wait, they do not deadlock.
        var numbers = new Dictionary<(string, string), long>();
        foreach (var stream in outgoing.GroupBy(each => (each.Destination, each.Message.Stream)).OrderBy(group => group.Key))
        {
            var table = db.Table("outbox_streams");
            var count = stream.Count();
            var last = await db.Database.SqlQueryRaw<long>(
                $"INSERT INTO {table} AS s (\"Destination\", \"Stream\", \"Last\") VALUES ({{0}}, {{1}}, {{2}}) "
                + "ON CONFLICT (\"Destination\", \"Stream\") DO UPDATE SET \"Last\" = s.\"Last\" + excluded.\"Last\" RETURNING \"Last\" AS \"Value\"",
                stream.Key.Destination, stream.Key.Stream, (long)count).ToListAsync(stop);
            numbers[stream.Key] = last[0] - count;
        }
        foreach (var (destination, message) in outgoing)
            db.Outbox.Add(new OutboxMessage
            {
                MessageId = Guid.CreateVersion7(),
                Destination = destination,
                Stream = message.Stream,
                Seq = ++System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(numbers, (destination, message.Stream), out _),
                Name = MessageNames.Of(message.GetType()),
                // A copy for coordination: whoever subscribes from outside has it by the first.
                Announced = destination == HalfDb.Coordination && Attribute.IsDefined(message.GetType(), typeof(AlsoToCoordinationAttribute)),
                Body = JsonSerializer.Serialize(message, message.GetType(), TactusJson.Options),
                CorrelationId = by?.CorrelationId ?? Guid.Empty,
                SentUtc = now,
                // No courier carries it; the webhooks take it from here.
                DeliveredUtc = destination == HalfDb.Outside ? now : null,
            });
    }
}

/// <summary>The last number given in a stream.</summary>
[NotAudited]
internal sealed class OutboxStream
{
    public required string Destination { get; init; }
    public required string Stream { get; init; }
    public long Last { get; init; }
}
