using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Mail;
using Tactus.Platform.Webhooks;

namespace Tactus.Platform.Identity;

/// <summary>The platform's own database: people, roles, stations, sessions, keys, webhooks.</summary>
public sealed class PlatformDb(DbContextOptions<PlatformDb> options) : HalfDb(options)
{
    /// <summary>Short name.</summary>
    public const string Name = "platform";

    /// <inheritdoc/>
    public override string Half => Name;

    /// <inheritdoc/>
    protected override string Counterpart => "";

    internal DbSet<Person> People => Set<Person>();
    internal DbSet<SignInFailures> SignInFailures => Set<SignInFailures>();
    internal DbSet<Role> Roles => Set<Role>();
    internal DbSet<Station> Stations => Set<Station>();
    internal DbSet<StationDevice> StationDevices => Set<StationDevice>();
    internal DbSet<Session> Sessions => Set<Session>();
    internal DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    internal DbSet<Webhook> Webhooks => Set<Webhook>();
    internal DbSet<WebhookDelivery> WebhookDeliveries => Set<WebhookDelivery>();
    internal DbSet<Installation> Installations => Set<Installation>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        Person.Map(modelBuilder);
        Role.Map(modelBuilder);
        Station.Map(modelBuilder);
        Session.Map(modelBuilder);
        ApiKey.Map(modelBuilder);
        Installation.Map(modelBuilder);
        Webhook.Map(modelBuilder);
        MailServer.Map(modelBuilder);
        FinishModel(modelBuilder);
    }
}
