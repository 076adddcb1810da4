using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Tactus.Platform.Webhooks;

/// <summary>Another program wants to be told of messages.</summary>
internal sealed class Webhook : IVersioned
{
    public Guid Id { get; init; }
    public required string Name { get; init; }
    public required string Url { get; set; }
    /// <summary>Names of messages; one that ends in '*' names all that begin so.</summary>
    public List<string> Messages { get; set; } = [];
    /// <summary>Signs the deliveries; kept in clear since signing needs it.</summary>
    [Secret] public required string Secret { get; init; }
    public bool Active { get; set; } = true;
    public DateTime CreatedUtc { get; init; }
    public long Version { get; set; }

    internal bool Wants(string message) => Active && Messages.Exists(wanted =>
        wanted.EndsWith('*') ? message.StartsWith(wanted[..^1], StringComparison.Ordinal) : wanted == message);

    internal static void Map(ModelBuilder model)
    {
        model.Entity<Webhook>(entity =>
        {
            entity.ToTable("webhooks");
            entity.HasKey(webhook => webhook.Id);
            entity.HasIndex(webhook => webhook.Name).IsUnique();
        });
        model.Entity<WebhookDelivery>(entity =>
        {
            entity.ToTable("webhook_deliveries");
            entity.HasKey(delivery => delivery.Id);
            entity.Property(delivery => delivery.State).HasConversion<string>();
            entity.HasIndex(delivery => new { delivery.WebhookId, delivery.MessageId }).IsUnique();
            entity.HasIndex(delivery => new { delivery.State, delivery.NextTryUtc });
        });
    }
}

/// <summary>Where a delivery is in its life.</summary>
internal enum DeliveryState
{
    /// <summary>To be sent, or sent again.</summary>
    Waiting,
    /// <summary>The receiver answered 2xx.</summary>
    Delivered,
    /// <summary>Given up after a day, or the webhook was removed; a person can replay it.</summary>
    Dead,
}

/// <summary>One message on its way to one webhook.</summary>
[NotAudited]
internal sealed class WebhookDelivery
{
    internal static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(24);

    public Guid Id { get; init; }
    public Guid WebhookId { get; init; }
    public required string WebhookName { get; init; }
    /// <summary>Half whose message it is; platform for a test.</summary>
    public required string Half { get; init; }
    public Guid MessageId { get; init; }
    public required string MessageName { get; init; }
    /// <summary>JSON as it is sent, byte for byte on every try.</summary>
    public required string Body { get; init; }
    public DeliveryState State { get; set; }
    public int Attempts { get; set; }
    /// <summary>Counted from here when it is given up: creation or the last replay.</summary>
    public DateTime SinceUtc { get; set; }
    public DateTime NextTryUtc { get; set; }
    public int? LastStatus { get; set; }
    public string? LastFault { get; set; }
    public DateTime CreatedUtc { get; init; }
    public DateTime? DeliveredUtc { get; set; }

    /// <summary>Notes how a try went: done, again later (10 s, 20 s, ... an hour), or given up.</summary>
    internal void Tried(int? status, string? fault, DateTime now)
    {
        Attempts++;
        (LastStatus, LastFault) = (status, fault);
        if (fault is null) (State, DeliveredUtc) = (DeliveryState.Delivered, now);
        else if (now - SinceUtc >= GiveUpAfter) State = DeliveryState.Dead;
        else NextTryUtc = now.AddSeconds(Math.Min(3600, 10 * Math.Pow(2, Math.Min(Attempts - 1, 10))));
    }

    /// <summary>Hex HMAC-SHA256 over "timestamp.body"; the receiver computes the same and compares, and refuses old timestamps.</summary>
    internal static string Sign(string secret, long timestamp, string body) => Convert.ToHexStringLower(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(timestamp.ToString(CultureInfo.InvariantCulture) + "." + body)));
}
