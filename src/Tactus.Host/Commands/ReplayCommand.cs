using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Tactus.Connectors.Files;
using Tactus.Platform;

namespace Tactus.Host.Commands;

/// <summary><c>tactus replay REPLAY.json --from DIR</c>: recorded production goes through the same use cases as live production.</summary>
internal static class ReplayCommand
{
    internal static Command Make()
    {
        var replay = new Argument<FileInfo>("replay") { Description = "The replay file" };
        var from = new Option<DirectoryInfo>("--from") { Description = "Folder of the recorded files", Required = true };
        var month = new Option<string?>("--month") { Description = "Only this month, e.g. 201811" };
        var first = new Option<string?>("--first") { Description = "First day, e.g. 2018-11-01" };
        var until = new Option<string?>("--until") { Description = "The day after the last" };
        var speed = new Option<string>("--speed") { Description = "max, or recorded days a minute", DefaultValueFactory = _ => "max" };
        var (data, db, url, key, json) = (Options.Data(), Options.Db(), Options.Url(), Options.Key(), Options.Json());
        var command = new Command("replay", "Play recorded production through the use cases that people and machines use, with the recorded times") { replay, from, month, first, until, speed, data, db, url, key, json };
        command.SetAction((parsed, stop) => Files.Guard(() =>
        {
            var (begin, end) = Span(parsed.GetValue(month), parsed.GetValue(first), parsed.GetValue(until));
            return Run(parsed.GetRequiredValue(replay), new ReplayOptions(parsed.GetRequiredValue(from).FullName, begin, end, Pace(parsed.GetRequiredValue(speed)),
                parsed.GetValue(json) ? null : Files.Progress), parsed.GetRequiredValue(from), parsed.GetRequiredValue(data), parsed.GetValue(db),
                parsed.GetValue(url), parsed.GetValue(key), parsed.GetValue(json), stop);
        }));
        return command;
    }

    private static async Task<int> Run(
        FileInfo replay, ReplayOptions options, DirectoryInfo from, string data, string? db, string? url, string? key, bool json, CancellationToken stop)
    {
        var text = await Files.Read(replay, from, stop);
        var name = Path.GetFileName(replay.DirectoryName) ?? replay.Name;
        ReplayResult result;
        if (url is not null)
        {
            using var client = Files.Client(url, key);
            result = await Replayer.Run(text, options, new HttpPoster(client), stop);
        }
        else
        {
            await using var place = await Workplace.Open(data, db, stop);
            if (place is null) return Files.Fail(Options.Held);
            result = await Replayer.Run(text, options, new DirectPoster(place.Services, name), stop);
        }
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(result, TactusJson.Options));
        }
        else
        {
            Files.Print(result.Faults, result.FaultCount);
            foreach (var (step, count) in result.Posted) Console.Out.WriteLine($"  {step,-32} {count,8}");
            foreach (var (step, count) in result.Refused) Console.Out.WriteLine($"  {step,-32} {count,8} refused as expected");
            Console.Out.WriteLine((result.Done ? "Played " : "Stopped after ")
                + string.Create(CultureInfo.InvariantCulture, $"{result.Records} records, {result.Commands} commands in {result.Seconds:0.0} s: {result.RecordsPerSecond:0.0} records/s.")
                + (result.Done ? "" : " Correct the fault and run the same replay again; it goes on where it was."));
        }
        return result.Done ? 0 : 1;
    }

    private static (DateOnly?, DateOnly?) Span(string? month, string? first, string? until)
    {
        if (month is null) return (Day(first, "--first"), Day(until, "--until"));
        if (first is not null || until is not null) throw new MappingException("Give either --month or --first and --until.");
        return DateOnly.TryParseExact(month + "01", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var begin)
            ? (begin, begin.AddMonths(1))
            : throw new MappingException($"--month is a year and a month such as 201811, not '{month}'.");
    }

    internal static DateOnly? Day(string? text, string option) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new MappingException($"{option} is a day such as 2018-11-01, not '{text}'.");

    private static double? Pace(string speed) => speed == "max" ? null
        : double.TryParse(speed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var days) && days > 0 ? days
        : throw new MappingException($"--speed is max or a number of recorded days a minute, not '{speed}'.");
}
