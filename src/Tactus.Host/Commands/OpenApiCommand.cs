using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Tactus.Host.Commands;

/// <summary><c>tactus openapi</c>: the description of the interface, without a server and without data.</summary>
internal static class OpenApiCommand
{
    internal static Command Make()
    {
        var to = new Option<FileInfo?>("--out") { Description = "File to write; the console when not given" };
        var command = new Command("openapi", "Write the description of the interface (OpenAPI 3.1)") { to };
        command.SetAction(async (parsed, stop) =>
        {
            var text = await Describe(stop);
            if (parsed.GetValue(to) is { } file)
            {
                Directory.CreateDirectory(file.DirectoryName!);
                await File.WriteAllTextAsync(file.FullName, text, stop);
            }
            else await Console.Out.WriteLineAsync(text);
            return 0;
        });
        return command;
    }

    internal static async Task<string> Describe(CancellationToken stop)
    {
        // Read-only, so that no folder is made; nothing is opened.
        await using var app = Serving.Build(new Storage.Sqlite.SqliteEngine(Path.GetTempPath(), readOnly: true), "http://127.0.0.1:0", background: false,
            arrange: services => services.AddSingleton<IServer, NoServer>());
        await app.StartAsync(stop);
        var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>("v1").GetOpenApiDocumentAsync(stop);
        var text = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, stop);
        await app.StopAsync(stop);
        return text;
    }

    /// <summary>The pipeline is built when a server starts; this one listens nowhere.</summary>
    private sealed class NoServer : IServer
    {
        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken) where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
        }
    }
}
