using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tactus.Erp.MasterData;
using Tactus.Erp.Planning;
using Tactus.Erp.Sales;
using Tactus.Erp.Stock;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Erp;

/// <summary>The door of this half.</summary>
public static class ErpModule
{
    /// <summary>Services of this half.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="background">False for the command line and for tests that step by themselves.</param>
    public static IServiceCollection AddErp(this IServiceCollection services, bool background = true)
    {
        services.AddSingleton(new PermissionList(ErpPermissions.All));
        services.AddHalf<ErpDb>(ErpDb.Name, background);
        services.AddSingleton<EngineeringChangeWatch>();
        if (background) services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<EngineeringChangeWatch>());
        return services;
    }

    /// <summary>Endpoints of this half.</summary>
    public static void MapErp(this IEndpointRouteBuilder app)
    {
        MasterDataArea.MapEndpoints(app);
        SalesArea.MapEndpoints(app);
        StockArea.MapEndpoints(app);
        PlanningArea.MapEndpoints(app);
    }

    /// <summary>What this half does with the messages it receives.</summary>
    public static void HandleErpMessages(this MessageHandlers handlers)
    {
        MasterDataArea.Handle(handlers);
        SalesArea.Handle(handlers);
        StockArea.Handle(handlers);
        PlanningArea.Handle(handlers);
    }
}
