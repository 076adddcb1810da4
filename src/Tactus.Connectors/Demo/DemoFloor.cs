using System.Diagnostics;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Connectors.Files;

namespace Tactus.Connectors.Demo;

/// <summary>How the demo runs.</summary>
/// <param name="Speed">How much faster than in life the machines make pieces.</param>
/// <param name="AlwaysOn">Some machines run outside the shifts too.</param>
public sealed record DemoOptions(double Speed = 1, bool AlwaysOn = true);

/// <summary>
/// The demo plant in a running server: fills it, lives through the shifts before the first start, then goes on in real time until the
/// server stops. Whatever goes wrong here is logged and never ends the server.
/// </summary>
public sealed class DemoFloor(IServiceProvider services, DemoOptions options, TimeProvider clock, ILogger<DemoFloor> log) : BackgroundService
{
    private static readonly TimeSpan Past = TimeSpan.FromHours(28);
    private static readonly TimeSpan PastStep = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(4);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource seeded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Done when people can sign in and the master data is there.</summary>
    public Task Seeded => seeded.Task;

    /// <summary>Done when the shifts before the first start are lived and real time has begun.</summary>
    public Task Ready => ready.Task;

    /// <summary>Who can sign in.</summary>
    public static IReadOnlyList<DemoPerson> People => DemoPlant.People;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Live(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
        catch (Exception e)
        {
            log.LogError(e, "The simulated floor stands still; the server goes on");
        }
        finally
        {
            seeded.TrySetResult();
            ready.TrySetResult();
        }
    }

    private async Task Live(CancellationToken stop)
    {
        await Started(stop);
        var plant = new DemoPlant(services, log);
        var address = Address();
        var (key, startUtc) = await plant.OpenFloor(made => HttpPoster.Client(address, made), stop);
        await plant.Seed(startUtc, stop);
        seeded.TrySetResult();
        using var http = HttpPoster.Client(address, key);
        var life = new FloorLife(new Door(http, log), startUtc, options.Speed, options.AlwaysOn);
        var since = Stopwatch.GetTimestamp();
        if (await life.Catch(startUtc - Past, startUtc, PastStep, stop))
        {
            await plant.Hold(startUtc, stop);
            log.LogInformation("The shifts before now were lived in {Seconds:0.0} s", Stopwatch.GetElapsedTime(since).TotalSeconds);
        }
        ready.TrySetResult();
        while (true)
        {
            try
            {
                await life.Step(clock.GetUtcNow().UtcDateTime, live: true, stop);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "A step of the simulated floor failed");
            }
            await Task.Delay(Beat, stop);
        }
    }

    private async Task Started(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ended = stop.Register(() => started.TrySetCanceled(stop));
        await using var begun = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => started.TrySetResult());
        await started.Task;
    }

    private Uri Address()
    {
        var address = services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses
            .OrderBy(each => each.StartsWith("https", StringComparison.Ordinal)).First();
        return new Uri(address.Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal).Replace("[::]", "127.0.0.1", StringComparison.Ordinal).Replace("://+", "://127.0.0.1", StringComparison.Ordinal).Replace("://*", "://127.0.0.1", StringComparison.Ordinal));
    }
}
