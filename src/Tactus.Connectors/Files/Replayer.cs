using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Tactus.Connectors.Files;

/// <summary>What a replay is told.</summary>
/// <param name="Folder">Where the files are.</param>
/// <param name="From">First local day.</param>
/// <param name="Until">Local day after the last.</param>
/// <param name="Pace">Recorded days a minute; null: as fast as it goes.</param>
/// <param name="Progress">Told a line now and then.</param>
public sealed record ReplayOptions(string Folder, DateOnly? From = null, DateOnly? Until = null, double? Pace = null, Action<string>? Progress = null);

/// <summary>What came of it.</summary>
/// <param name="Records">Rows played.</param>
/// <param name="Commands">Commands acknowledged.</param>
/// <param name="RecordsPerSecond">While posting, checking not counted.</param>
/// <param name="Refused">Commands that were refused with a code that the replay expects, by step and code.</param>
public sealed record ReplayResult(
    string Replay, bool Done, int Records, int Commands, double Seconds, double RecordsPerSecond, int FaultCount, IReadOnlyList<Fault> Faults,
    IReadOnlyDictionary<string, int> Posted, IReadOnlyDictionary<string, int> Refused);

/// <summary>
/// Plays recorded production: every row in the order of time becomes the commands that people and machines would have sent,
/// with the recorded times. Keys are made from what the rows say, so a replay that was killed is started again and goes on.
/// </summary>
public static class Replayer
{
    /// <summary>Runs a replay.</summary>
    public static async Task<ReplayResult> Run(string replay, ReplayOptions options, IPoster poster, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(poster);
        var file = MappingFile.Parse(replay);
        if (file.Replay is not { } spec) throw new MappingException("The file has no replay part; run it with tactus import.");
        var compiler = new Compiler(file);
        var day = compiler.Expression(spec.Day, "replay.day");
        var steps = file.Steps.Select(step => new Step(step, compiler)).ToList();
        var faults = new FaultList();
        var posted = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var refused = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var sources = new Sources(file, options.Folder, faults);
        var rows = new List<(Row Row, DateOnly Day)>();
        foreach (var row in sources.Rows(spec.Source))
            if (day.Value(new Scope("replay", row, null, sources, faults)) is DateOnly on && (options.From is null || on >= options.From) && (options.Until is null || on < options.Until))
                rows.Add((row, on));
        var (records, commands) = (0, 0);
        if (rows.Count == 0 && faults.Count == 0)
            faults.Add(new Fault("", file.Sources[spec.Source].File ?? "", 0, null, null, "no-records", "There is no record of these days."));

        // Everything that can be seen without the rules is looked at before the first command.
        var trial = steps.ToDictionary(step => step, _ => new Dictionary<string, (string, Row, int)>(StringComparer.Ordinal));
        foreach (var (row, _) in rows)
            foreach (var step in steps)
                step.For(new Scope(step.Spec.Name, row, null, sources, faults) { Rehearsing = true }, trial[step], faults);
        var since = Stopwatch.GetTimestamp();
        if (faults.Count > 0) return Result(false);

        var seen = steps.ToDictionary(step => step, _ => new Dictionary<string, (string, Row, int)>(StringComparer.Ordinal));
        var told = since;
        DateOnly? today = null;
        foreach (var (row, on) in rows)
        {
            stop.ThrowIfCancellationRequested();
            if (options.Pace is { } pace && today is { } before && on > before)
                await Task.Delay(TimeSpan.FromMinutes((on.DayNumber - before.DayNumber) / pace), stop);
            today = on;
            var answers = new Dictionary<string, JsonNode?>(StringComparer.Ordinal);
            foreach (var step in steps)
            {
                var made = step.For(new Scope(step.Spec.Name, row, null, sources, faults) { Answers = answers }, seen[step], faults);
                if (faults.Count > 0) return Result(false);
                if (made is null) continue;
                var posting = await poster.Post(step.Spec.To, made.WithId(Keys.Of(file.Name, step.Spec.Name, made.Key, made.Hash, 1)), made.Person, stop);
                Importer.Note(posting, step, made, faults);
                if (faults.Count > 0) return Result(false);
                if (posting.Refusal is { } refusal) refused[$"{step.Spec.Name}: {refusal.Code}"] = refused.GetValueOrDefault($"{step.Spec.Name}: {refusal.Code}") + 1;
                else
                {
                    answers[step.Spec.Name] = posting.Answer;
                    posted[step.Spec.Name] = posted.GetValueOrDefault(step.Spec.Name) + 1;
                    commands++;
                }
                if (step.Spec.Settle) await poster.Settle(stop);
            }
            records++;
            if (options.Progress is { } progress && Stopwatch.GetElapsedTime(told).TotalSeconds >= 1)
            {
                told = Stopwatch.GetTimestamp();
                progress(string.Create(CultureInfo.InvariantCulture,
                    $"{on:yyyy-MM-dd}  {records} of {rows.Count} records, {commands} commands, {records / Stopwatch.GetElapsedTime(since).TotalSeconds:0} records/s"));
            }
        }
        await poster.Settle(stop);
        foreach (var stuck in await poster.Unapplied(stop))
            faults.Add(new Fault("", "", 0, null, null, "message-stuck", $"The other half could not take a message: {stuck}"));
        return Result(faults.Count == 0);

        ReplayResult Result(bool done)
        {
            var seconds = Stopwatch.GetElapsedTime(since).TotalSeconds;
            return new(file.Name, done, records, commands, Math.Round(seconds, 3), Math.Round(records / Math.Max(seconds, 0.001), 1),
                faults.Count, faults.ToArray(), posted, refused);
        }
    }
}
