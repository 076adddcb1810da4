using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tactus.Host.Backups;
using Tactus.Platform;
using Tactus.Storage.Postgres;

namespace Tactus.Host.Commands;

/// <summary><c>tactus serve</c>: the server, until Ctrl-C.</summary>
internal static class ServeCommand
{
    internal const string DefaultUrls = "http://localhost:5080";

    internal static Command Make()
    {
        var urls = new Option<string>("--urls") { Description = "Addresses to listen at, separated by ';'", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is { Length: > 0 } set ? set : DefaultUrls };
        var jsonLogs = new Option<bool>("--json-logs") { Description = "Write the log as one JSON object a line" };
        var (data, db) = (Options.Data(), Options.Db());
        var command = new Command("serve", "Start the server") { data, db, urls, jsonLogs };
        command.SetAction((parsed, stop) => Run(parsed.GetRequiredValue(data), parsed.GetValue(db), parsed.GetRequiredValue(urls), parsed.GetValue(jsonLogs), null, stop));
        return command;
    }

    /// <summary>Serves until stopped. <paramref name="started"/> runs once the server answers (the demo's simulated floor).</summary>
    internal static async Task<int> Run(string data, string? db, string urls, bool jsonLogs, Func<WebApplication, Task>? started, CancellationToken stop, Action<IServiceCollection>? arrange = null)
    {
        using var held = string.IsNullOrWhiteSpace(db) ? DataLock.Take(data) : null;
        if (held is null && string.IsNullOrWhiteSpace(db)) return Files.Fail($"Another Tactus works on {Path.GetFullPath(data)}; stop it first, or give another folder with --data.");
        var engine = Composition.Engine(data, db);
        await using var shared = engine is PostgresEngine postgres ? await PostgresLock.TakeShared(postgres, stop) : null;
        if (engine is PostgresEngine && shared is null) return Files.Fail("A restore works on this database; start again when it is done.");
        await using var app = Serving.Build(engine, urls, jsonLogs, arrange: arrange);
        try
        {
            await app.Services.Prepare(stop);
            app.Services.GetRequiredService<Readiness>().Prepared = true;
            await app.StartAsync(stop);
        }
        catch (IOException e)
        {
            return Files.Fail($"The server could not start: {e.Message}");
        }
        Console.Out.WriteLine($"Tactus is at {Serving.Address(app)}   (data: {engine.Place})");
        if (started is null && await app.Services.FirstAdministratorToken(stop) is { } token)
            Console.Out.WriteLine($"Nobody is in it yet. Make the first administrator: {Serving.Address(app)}/first-administrator?token={token}");
        if (started is not null) await started(app);
        Console.Out.WriteLine("Ctrl-C stops it.");
        await using (stop.Register(() => app.Lifetime.StopApplication())) await app.WaitForShutdownAsync(CancellationToken.None);
        if (engine is IAsyncDisposable open) await open.DisposeAsync();
        return 0;
    }
}
