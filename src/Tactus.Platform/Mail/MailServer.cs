using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tactus.Platform.Http;
using Tactus.Platform.Identity;

namespace Tactus.Platform.Mail;

/// <summary>The site's mail server. There is one row once somebody has set it.</summary>
internal sealed class MailServer : IVersioned
{
    internal const int Only = 1;

    public int Id { get; init; } = Only;
    /// <summary>False: nothing is mailed; what is written meanwhile stays unmailed.</summary>
    public bool Active { get; set; }
    public string Host { get; set; } = "";
    public int Port { get; set; }
    public MailSecurity Security { get; set; }
    public string? User { get; set; }
    /// <summary>Kept in clear since signing in needs it; never shown again.</summary>
    [Secret] public string? Password { get; set; }
    /// <summary>Address that letters come from.</summary>
    public string From { get; set; } = "";
    /// <summary>Where people open Tactus, for links in letters; null: none are written.</summary>
    public string? Site { get; set; }
    public long Version { get; set; }

    internal static void Map(ModelBuilder model) => model.Entity<MailServer>(entity =>
    {
        entity.ToTable("mail_server");
        entity.HasKey(server => server.Id);
        entity.Property(server => server.Id).ValueGeneratedNever();
        entity.Property(server => server.Security).HasConversion<string>();
    });
}

/// <summary>The mail server as pages see it.</summary>
/// <param name="Version">0: never set.</param>
internal sealed record MailView(bool Active, string Host, int Port, MailSecurity Security, string? User, bool HasPassword, string From, string? Site, long Version) : IVersionedView
{
    internal static MailView Of(MailServer? server) => server is null
        ? new(false, "", 587, MailSecurity.StartTls, null, false, "", null, 0)
        : new(server.Active, server.Host, server.Port, server.Security, server.User, server.Password is not null, server.From, server.Site, server.Version);
}

/// <summary>Sets the site's mail server.</summary>
/// <param name="Active">False: nothing is mailed.</param>
/// <param name="Password">Null: as it was. Given with a user only.</param>
/// <param name="From">Address that letters come from.</param>
/// <param name="Site">Address of Tactus for links in letters, e.g. https://tactus.example.</param>
[Refuses("host-invalid", "port-invalid", "address-invalid", "password-readable", "url-invalid", "changed-meanwhile")]
internal sealed record SetMailServer(
    bool Active, string Host, int Port, MailSecurity Security, string From, string? User = null, [property: Secret] string? Password = null, string? Site = null, string? Reason = null) : Command<PlatformDb, MailView>
{
    internal static void Map(IEndpointRouteBuilder app) => app.Command<SetMailServer>("/api/platform/mail-server", Permissions.Integration, "Set the site's mail server");

    public override async Task<Outcome<MailView>> Handle(PlatformDb db, CommandContext by, CancellationToken stop)
    {
        if (Uri.CheckHostName(Host) == UriHostNameType.Unknown || Host.Length > 200) return Refusal.Field("host-invalid", "host", "Give the name or the address of the mail server, for example mail.example.");
        if (Port is < 1 or > 65_535) return Refusal.Field("port-invalid", "port", "A port is 1 to 65535; usual are 587 with STARTTLS, 465 with TLS, 25 without.");
        if (PersonFields.Email(From, "from") is { } from) return from;
        if (Site is not null && (!Uri.TryCreate(Site, UriKind.Absolute, out var site) || site.Scheme is not ("http" or "https"))) return Refusal.Field("url-invalid", "site", "Give the address that people open, for example https://tactus.example.");
        if (Security == MailSecurity.None && User is not null && Host is not ("localhost" or "127.0.0.1" or "::1"))
            return Refusal.Field("password-readable", "security", "A password is not sent over a connection that can be read on the way; choose STARTTLS or TLS, or leave the user out.");
        var server = await db.Set<MailServer>().FirstOrDefaultAsync(stop);
        if (server is null) db.Add(server = new MailServer());
        else if (await db.Clash(server, "1", by, stop) is { } clash) return clash;
        // A password is for one server: whoever changes the address must know it, or they could have it sent to a server of their own.
        var same = server.Host == Host && server.User == User;
        server.Password = User is null ? null : Password ?? (same ? server.Password : null);
        (server.Active, server.Host, server.Port, server.Security, server.User, server.From, server.Site) = (Active, Host, Port, Security, User, From, Site?.TrimEnd('/'));
        by.Why = PersonFields.Why(Reason);
        db.Changed("platform.integration");
        return MailView.Of(server);
    }
}

/// <summary>Sends a letter now to see whether the mail server takes it.</summary>
/// <param name="To">Address.</param>
internal sealed record TestMail(string To)
{
    /// <summary>Taken as everywhere, without effect: each test is one.</summary>
    public Guid Id { get; init; }

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapPost("/api/platform/mail-tests", async (HttpContext http, Mailer mailer, CommandRunner<PlatformDb> runner, TimeProvider clock, CancellationToken stop) =>
            {
                var read = await RequestBody.Read<TestMail>(http);
                if (read.Refusal is { } unread) return unread.ToHttp();
                if (PersonFields.Email(read.Value.To, "to") is { } unfit) return unfit.ToHttp();
                var result = await mailer.Send(new Letter(Guid.CreateVersion7(), read.Value.To, "Tactus", "A test from Tactus. 택투스에서 보낸 시험 편지입니다."), stop);
                await runner.RunWork("TestMail", new CommandContext(http.Actor(), clock.GetUtcNow().UtcDateTime), db =>
                {
                    db.Note("MailTest", read.Value.To, "sent", new { result.Fault });
                    return Task.FromResult(true);
                }, stop);
                return ((Outcome<MailTestView>)new MailTestView(result.Fault is null, result.Fault)).ToHttp();
            })
            .Accepts<TestMail>("application/json").Produces<MailTestView>().WithMetadata(new RequiredPermission(Permissions.Integration), new RefusalCodes(["address-invalid"]))
            .WithSummary("Send a letter now to see whether the mail server takes it").WithTags("platform").WithName(nameof(TestMail));
}

/// <summary>How a test went.</summary>
internal sealed record MailTestView(bool Sent, string? Fault);

/// <summary>Sends letters by the site's mail server. Whoever has something to send keeps it until it is taken.</summary>
public sealed class Mailer(HalfDatabase<PlatformDb> database, TimeProvider clock)
{
    /// <summary>One try.</summary>
    public async Task<MailResult> Send(Letter letter, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(letter);
        MailServer? server;
        await using (var db = database.Read()) server = await db.Set<MailServer>().FirstOrDefaultAsync(stop);
        if (server is not { Active: true }) return new MailResult("No mail server is set; set one under System.");
        return PersonFields.Email(letter.To, "to") is { } unfit ? new MailResult(unfit.Sentence, true) : await Smtp.Send(server, letter, clock.GetUtcNow().UtcDateTime, stop);
    }
}

/// <summary>What mail adds to the platform.</summary>
internal static class MailArea
{
    internal static void Map(IEndpointRouteBuilder app)
    {
        SetMailServer.Map(app);
        TestMail.Map(app);
        app.Read("/api/platform/mail-server", Permissions.IntegrationRead, "The site's mail server, without its password",
            async (PlatformDb db, CancellationToken stop) => ((Outcome<MailView>)MailView.Of(await db.Set<MailServer>().FirstOrDefaultAsync(stop))).ToHttp()).Produces<MailView>();
    }
}
