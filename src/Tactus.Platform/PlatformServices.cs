using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Platform.Ledger;
using Tactus.Platform.Live;
using Tactus.Platform.Messaging;

namespace Tactus.Platform;

/// <summary>How a module puts its half into the house.</summary>
public static class PlatformServices
{
    /// <summary>Adds one half: its database, writer, runner, sealer, courier and applier.</summary>
    /// <typeparam name="TDb">The half's context.</typeparam>
    /// <param name="services">The host's.</param>
    /// <param name="half">Short name.</param>
    /// <param name="background">False for the command line and for tests that step by themselves.</param>
    public static IServiceCollection AddHalf<TDb>(this IServiceCollection services, string half, bool background = true) where TDb : HalfDb
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<LiveHub>();
        services.TryAddSingleton<Signals>();
        services.TryAddSingleton<MessageHandlers>();
        services.TryAddSingleton<HalfDirectory>();
        services.TryAddSingleton<MessagePump>();
        services.AddSingleton(provider => new HalfDatabase<TDb>(provider.GetRequiredService<IDatabaseEngine>(), half));
        services.AddSingleton(provider => Writer<TDb>.For(provider.GetRequiredService<HalfDatabase<TDb>>(), provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<CommandRunner<TDb>>();
        services.AddSingleton<Half<TDb>>();
        services.AddSingleton<Half>(provider => provider.GetRequiredService<Half<TDb>>());
        services.AddSingleton<Sealer<TDb>>();
        services.TryAddSingleton<RetentionSettings>();
        services.AddSingleton<Retention<TDb>>();
        services.AddScoped(provider => provider.GetRequiredService<HalfDatabase<TDb>>().Read());
        services.AddKeyedSingleton(half, (provider, _) => new Courier(
            provider.GetRequiredService<Half<TDb>>(), provider.GetRequiredService<HalfDirectory>(), provider.GetRequiredService<Signals>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Courier>>()));
        services.AddKeyedSingleton(half, (provider, _) => new Applier(
            provider.GetRequiredService<Half<TDb>>(), provider.GetRequiredService<MessageHandlers>(), provider.GetRequiredService<Signals>(),
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<Applier>>()));
        if (background)
        {
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Sealer<TDb>>());
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<Retention<TDb>>());
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<Courier>(half));
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredKeyedService<Applier>(half));
        }
        return services;
    }
}
