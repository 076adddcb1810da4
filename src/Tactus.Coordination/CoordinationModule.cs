using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tactus.Coordination.Decisions;
using Tactus.Coordination.Exceptions;
using Tactus.Coordination.Picture;
using Tactus.Coordination.Sequencing;
using Tactus.Coordination.Tasks;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Coordination;

/// <summary>The door of coordination.</summary>
public static class CoordinationModule
{
    /// <summary>Services of coordination.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="background">False for the command line and for tests that step by themselves.</param>
    public static IServiceCollection AddCoordination(this IServiceCollection services, bool background = true)
    {
        services.AddSingleton(new PermissionList(CoordinationPermissions.All));
        services.AddHalf<CoordinationDb>(CoordinationDb.Name, background);
        services.AddSingleton<Timers>();
        services.AddSingleton<NoticeMail>();
        if (background) services.AddHostedService(provider => provider.GetRequiredService<NoticeMail>());
        services.AddSingleton<Coordinator>();
        if (background) services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Coordinator>());
        return services;
    }

    /// <summary>Endpoints of coordination.</summary>
    public static void MapCoordination(this IEndpointRouteBuilder app)
    {
        SequencingArea.MapEndpoints(app);
        ExceptionsArea.MapEndpoints(app);
        DecisionsArea.MapEndpoints(app);
        TasksArea.MapEndpoints(app);
    }

    /// <summary>What coordination does with the messages it receives.</summary>
    public static void HandleCoordinationMessages(this MessageHandlers handlers)
    {
        PictureArea.Handle(handlers);
        DecisionsArea.Handle(handlers);
    }
}
