using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Platform.Http;
using Tactus.Platform.Identity;

namespace Tactus.Platform;

/// <summary>The platform's door.</summary>
public static class PlatformModule
{
    /// <summary>Services of the platform.</summary>
    public static IServiceCollection AddPlatform(this IServiceCollection services, bool background = true)
    {
        services.AddSingleton<CommandCatalog>();
        services.AddSingleton(new PermissionList(Permissions.Platform));
        return services.AddHalf<PlatformDb>(PlatformDb.Name, background);
    }

    /// <summary>Endpoints of the platform.</summary>
    public static void MapPlatform(this IEndpointRouteBuilder app)
    {
    }
}

/// <summary>The rights that one module knows; the pages show them all.</summary>
public sealed record PermissionList(IReadOnlyList<Permission> Permissions);
