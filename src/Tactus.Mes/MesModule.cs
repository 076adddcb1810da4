using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tactus.Mes.Equipment;
using Tactus.Mes.Labor;
using Tactus.Mes.Material;
using Tactus.Mes.Production;
using Tactus.Platform;
using Tactus.Platform.Messaging;

namespace Tactus.Mes;

/// <summary>The door of this half.</summary>
public static class MesModule
{
    /// <summary>Services of this half.</summary>
    /// <param name="services">The host's.</param>
    /// <param name="background">False for the command line and for tests that step by themselves.</param>
    public static IServiceCollection AddMes(this IServiceCollection services, bool background = true)
    {
        services.AddSingleton(new PermissionList(MesPermissions.All));
        services.AddSingleton<Reconciler>();
        if (background) services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Reconciler>());
        services.AddHalf<MesDb>(MesDb.Name, background);
        services.AddSingleton<LaborSweep>();
        if (background)
            services.AddHostedService<PlantZone>().AddHostedService<MachineWatch>().AddHostedService(provider => provider.GetRequiredService<LaborSweep>());
        return services;
    }

    /// <summary>Endpoints of this half.</summary>
    public static void MapMes(this IEndpointRouteBuilder app)
    {
        ProductionArea.MapEndpoints(app);
        LaborArea.MapEndpoints(app);
        MaterialArea.MapEndpoints(app);
        EquipmentArea.MapEndpoints(app);
    }

    /// <summary>What was made from one instant (inclusive) to another (exclusive), for the command line and for checks.</summary>
    public static Task<ProductionTotalsView> ProductionTotals(this MesDb db, DateTime fromUtc, DateTime toUtc, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(db);
        return Production.ProductionTotals.Of(db.Reports, fromUtc, toUtc, db, stop);
    }

    /// <summary>What this half does with the messages it receives.</summary>
    public static void HandleMesMessages(this MessageHandlers handlers)
    {
        ProductionArea.Handle(handlers);
        LaborArea.Handle(handlers);
        MaterialArea.Handle(handlers);
        EquipmentArea.Handle(handlers);
    }
}
