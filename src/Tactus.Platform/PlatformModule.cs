using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tactus.Platform.Http;
using Tactus.Platform.Identity;
using Tactus.Platform.Ledger;
using Tactus.Platform.Live;
using Tactus.Platform.Mail;
using Tactus.Platform.Messaging;
using Tactus.Platform.Operations;
using Tactus.Platform.Webhooks;

namespace Tactus.Platform;

/// <summary>The platform's door.</summary>
public static class PlatformModule
{
    /// <summary>Services of the platform.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, bool background = true)
    {
        services.AddSingleton<CommandCatalog>();
        services.AddSingleton(new PermissionList(Permissions.Platform));
        services.AddSingleton<KnownPermissions>();
        services.AddSingleton<SignInDesk>();
        services.AddSingleton<StationEnrolment>();
        services.AddSingleton<FirstAdministratorDesk>();
        services.AddSingleton<SiteDirectory>();
        services.TryAddSingleton<CallLimits>();
        services.AddSingleton<CallGuard>();
        services.AddSingleton<Mailer>();
        WebhookArea.Add(services, background);
        return services.AddHalf<PlatformDb>(PlatformDb.Name, background);
    }

    /// <summary>What the installation needs before its first request: its row and the default roles. Safe to repeat.</summary>
    public static Task PreparePlatform(this IServiceProvider services, CancellationToken stop) => DefaultRoles.Seed(
        services.GetRequiredService<CommandRunner<PlatformDb>>(), services.GetRequiredService<KnownPermissions>(), stop);

    /// <summary>The token for the first administrator, or null when there is one.</summary>
    public static Task<string?> FirstAdministratorToken(this IServiceProvider services, CancellationToken stop) =>
        services.GetRequiredService<FirstAdministratorDesk>().Token(stop);

    /// <summary>The way of every request: faults become answers, then who calls, then whether they may.</summary>
    public static IApplicationBuilder UsePlatform(this IApplicationBuilder app)
    {
        app.UseFaults();
        app.UseSignIn();
        return app.UseGate();
    }

    /// <summary>Endpoints of the platform.</summary>
    public static void MapPlatform(this IEndpointRouteBuilder app)
    {
        IdentityArea.Map(app);
        LiveStream.Map(app);
        MessagesApi.Map(app);
        AuditApi.Map(app);
        WebhookArea.Map(app);
        MailArea.Map(app);
        SystemState.Map(app);
    }
}

/// <summary>The rights that one module knows; the pages show them all.</summary>
public sealed record PermissionList(IReadOnlyList<Permission> Permissions);
