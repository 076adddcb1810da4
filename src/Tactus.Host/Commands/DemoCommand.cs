using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tactus.Connectors.Demo;
using Tactus.Connectors.Demo.Scenarios;

namespace Tactus.Host.Commands;

/// <summary><c>tactus demo</c>: the server with a plant in it that lives.</summary>
internal static class DemoCommand
{
    internal static Command Make()
    {
        var urls = new Option<string>("--urls") { Description = "Addresses to listen at, separated by ';'", DefaultValueFactory = _ => Environment.GetEnvironmentVariable("ASPNETCORE_URLS") is { Length: > 0 } set ? set : ServeCommand.DefaultUrls };
        var speed = new Option<double>("--speed") { Description = "How much faster than in life the machines make pieces (1 to 100)", DefaultValueFactory = _ => 1 };
        var always = new Option<bool>("--always-on") { Description = "Some machines run outside the shifts too", DefaultValueFactory = _ => true };
        var jsonLogs = new Option<bool>("--json-logs") { Description = "Write the log as one JSON object a line" };
        var (data, db) = (Options.Data(), Options.Db());
        var command = new Command("demo", "Start the server with the demo plant and its simulated floor") { data, db, urls, speed, always, jsonLogs };
        command.SetAction((parsed, stop) =>
        {
            if (parsed.GetValue(speed) is < 1 or > 100) return Task.FromResult(Files.Fail("--speed is a number from 1 to 100."));
            // The plant's shifts are in its own zone; a setting from outside goes before.
            if (Environment.GetEnvironmentVariable("Plant__TimeZone") is null) Environment.SetEnvironmentVariable("Plant__TimeZone", "Asia/Seoul");
            return ServeCommand.Run(parsed.GetRequiredValue(data), parsed.GetValue(db), parsed.GetRequiredValue(urls), parsed.GetValue(jsonLogs), app => Tell(app, stop), stop,
                services => services.AddSingleton(new DemoOptions(parsed.GetValue(speed), parsed.GetValue(always))).AddSingleton<DemoFloor>().AddSingleton<ScenarioPlayer>()
                    .AddHostedService(provider => provider.GetRequiredService<DemoFloor>()));
        });
        return command;
    }

    private static async Task Tell(WebApplication app, CancellationToken stop)
    {
        Console.Out.WriteLine("The demo plant is being filled; the first start takes a little.");
        try
        {
            await app.Services.GetRequiredService<DemoFloor>().Seeded.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        Console.Out.WriteLine($"""

            Demo only: everybody can read these. Password of every login: {DemoPerson.Password}
            """);
        foreach (var person in DemoFloor.People.Where(person => person.Login is not null))
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {person.Login,-12} {person.Role,-14} {person.Name}"));
        foreach (var person in DemoFloor.People.Where(person => person.Login is null).Take(3))
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  at a station {person.Role,-14} {person.Name}: number {person.Number}, PIN {person.Pin}, badge {person.Badge}"));
        Console.Out.WriteLine();
    }
}
