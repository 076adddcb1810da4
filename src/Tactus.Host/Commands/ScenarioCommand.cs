using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Tactus.Connectors.Demo.Scenarios;

namespace Tactus.Host.Commands;

/// <summary><c>tactus scenario</c>: plays a day that goes wrong in a server of its own and says which figures held.</summary>
internal static class ScenarioCommand
{
    internal static Command Make()
    {
        var list = new Command("list", "The scenarios that can be played");
        list.SetAction(_ =>
        {
            foreach (var (no, title) in ScenarioPlayer.Known) Console.Out.WriteLine($"{no,3}  {title}");
        });
        var number = new Argument<int>("number") { Description = "As `tactus scenario list` numbers them" };
        var urls = new Option<string>("--urls") { Description = "Address to listen at", DefaultValueFactory = _ => "http://127.0.0.1:0" };
        var watch = new Option<bool>("--watch") { Description = "Go on serving afterwards, so that its pages can be looked at" };
        var data = new Option<string?>("--data") { Description = "Folder to play in; without it a new one that is deleted afterwards" };
        var db = Options.Db();
        var run = new Command("run", "Play one; 0: every figure held, 1: not") { number, data, db, urls, watch };
        run.SetAction((parsed, stop) => Run(parsed.GetValue(number), parsed.GetValue(data), parsed.GetValue(db), parsed.GetRequiredValue(urls), parsed.GetValue(watch), stop));
        return new Command("scenario", "Play a scenario: a plant's bad day, from its cause to its end") { list, run };
    }

    private static async Task<int> Run(int number, string? data, string? db, string urls, bool watch, CancellationToken stop)
    {
        if (!ScenarioPlayer.Known.Any(each => each.No == number)) return Files.Fail($"There is no scenario {number}; tactus scenario list names them.");
        var folder = data ?? Directory.CreateTempSubdirectory("tactus-scenario-").FullName;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        ScenarioRun? played = null;
        try
        {
            var code = await ServeCommand.Run(folder, db, urls, jsonLogs: false, async app =>
            {
                played = await app.Services.GetRequiredService<ScenarioPlayer>().Play(number, new Uri(Serving.Address(app)), Print, stop);
                if (played.Fault is { } fault) Console.Out.WriteLine($"It could not go on: {fault}");
                Console.Out.WriteLine($"Scenario {played.No} ({played.Title}): {played.Lines.Count(line => line.Holds == true)} figures held, {played.Lines.Count(line => line.Holds == false)} did not.");
                if (!watch) await over.CancelAsync();
            }, over.Token, services => services.AddSingleton<ScenarioPlayer>());
            return code != 0 ? code : played is { Holds: true } ? 0 : 1;
        }
        finally
        {
            if (data is null && string.IsNullOrWhiteSpace(db)) Directory.Delete(folder, recursive: true);
        }
    }

    private static void Print(ScenarioLine line) => Console.Out.WriteLine(line.Holds switch
    {
        null => $"\n{line.What}",
        true => $"  holds  {line.What}: {line.Actual}",
        false => $"  FAILS  {line.What}: {line.Actual}, and must be {line.Expected}",
    });
}
