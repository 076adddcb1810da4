using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Tactus.Host;

/// <summary>Metrics and traces by OpenTelemetry, sent where OTEL_EXPORTER_OTLP_ENDPOINT says; without it nothing is collected.</summary>
internal static class Telemetry
{
    internal static IServiceCollection AddTelemetry(this IServiceCollection services) =>
        string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")) ? services : services.AddHostedService<Providers>();

    private sealed class Providers : IHostedService
    {
        private MeterProvider? meters;
        private TracerProvider? traces;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            var resource = ResourceBuilder.CreateDefault().AddService("tactus", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString());
            meters = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource)
                .AddMeter("Tactus", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql").AddOtlpExporter().Build();
            traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource)
                .AddSource("Tactus", "Microsoft.AspNetCore", "Npgsql").AddOtlpExporter().Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            meters?.Dispose();
            traces?.Dispose();
            return Task.CompletedTask;
        }
    }
}
