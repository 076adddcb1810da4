using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tactus.Platform;

namespace Tactus.Benchmarks;

/// <summary>The least that a server in this framework does with a body: read it as JSON, write it as JSON.</summary>
internal static class Echo
{
    internal static async Task Serve(int port, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        await using var app = builder.Build();
        app.MapPost("/", async (HttpContext http) =>
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, TactusJson.Options, http.RequestAborted);
            await http.Response.WriteAsJsonAsync(body, TactusJson.Options, http.RequestAborted);
        });
        await app.StartAsync(stop);
        Console.WriteLine("Ctrl-C stops it.");
        await app.WaitForShutdownAsync(stop);
    }
}
