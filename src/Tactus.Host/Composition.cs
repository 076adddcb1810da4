using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Connectors.Demo.Scenarios;
using Tactus.Coordination;
using Tactus.Erp;
using Tactus.Mes;
using Tactus.Platform;
using Tactus.Platform.Http;
using Tactus.Platform.Messaging;
using Tactus.Storage.Postgres;
using Tactus.Storage.Sqlite;

namespace Tactus.Host;

/// <summary>Puts the rooms together. Names no business word.</summary>
public static class Composition
{
    /// <summary>Every service, over one database.</summary>
    /// <param name="services">The builder's.</param>
    /// <param name="engine">SQLite or PostgreSQL.</param>
    /// <param name="background">False for commands that only look, and for tests that step by themselves.</param>
    public static IServiceCollection AddTactus(this IServiceCollection services, IDatabaseEngine engine, bool background = true)
    {
        services.AddSingleton(engine);
        services.AddPlatform(background).AddErp(background).AddMes(background).AddCoordination(background);
        services.ConfigureHttpJsonOptions(options => TactusJson.Apply(options.SerializerOptions));
        services.AddDescription();
        return services;
    }

    /// <summary>Message handlers and endpoints.</summary>
    public static void MapTactus(this WebApplication app)
    {
        var handlers = app.Services.GetRequiredService<MessageHandlers>();
        handlers.HandleErpMessages();
        handlers.HandleMesMessages();
        handlers.HandleCoordinationMessages();
        app.UsePlatform();
        app.MapPlatform();
        app.MapErp();
        app.MapMes();
        app.MapCoordination();
        app.MapScenarios();
    }

    /// <summary>Brings every half's schema up to date.</summary>
    public static async Task Prepare(this IServiceProvider services, CancellationToken stop)
    {
        foreach (var half in services.GetRequiredService<HalfDirectory>().All) await half.Prepare(stop);
        await services.PreparePlatform(stop);
    }

    /// <summary>The engine of a data folder, or of a PostgreSQL connection string when one is given.</summary>
    public static IDatabaseEngine Engine(string data, string? connection, bool readOnly = false) =>
        string.IsNullOrWhiteSpace(connection) ? new SqliteEngine(data, readOnly) : new PostgresEngine(connection);
}
