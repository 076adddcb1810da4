using System.CommandLine;
using System.Text.Json;
using Tactus.Connectors.Files;
using Tactus.Platform;

namespace Tactus.Host.Commands;

/// <summary><c>tactus import MAPPING.json --from DIR</c>: files become commands, all of them or none.</summary>
internal static class ImportCommand
{
    internal static Command Make()
    {
        var mapping = new Argument<FileInfo>("mapping") { Description = "The mapping file" };
        var from = new Option<DirectoryInfo>("--from") { Description = "Folder of the files to import", Required = true };
        var dryRun = new Option<bool>("--dry-run") { Description = "Find every fault and change nothing" };
        var journal = new Option<string?>("--journal") { Description = "File that remembers what was posted last (beside the data when not given)" };
        var (data, db, url, key, json) = (Options.Data(), Options.Db(), Options.Url(), Options.Key(), Options.Json());
        var command = new Command("import", "Import CSV and XLSX files by a mapping file: everything is checked first, nothing is half-imported") { mapping, from, dryRun, journal, data, db, url, key, json };
        command.SetAction((parsed, stop) => Files.Guard(() => Run(
            parsed.GetRequiredValue(mapping), parsed.GetRequiredValue(from), parsed.GetValue(dryRun), parsed.GetValue(journal),
            parsed.GetRequiredValue(data), parsed.GetValue(db), parsed.GetValue(url), parsed.GetValue(key), parsed.GetValue(json), stop)));
        return command;
    }

    private static async Task<int> Run(
        FileInfo mapping, DirectoryInfo from, bool dryRun, string? journal, string data, string? db, string? url, string? key, bool json, CancellationToken stop)
    {
        var text = await Files.Read(mapping, from, stop);
        var name = Path.GetFileName(mapping.DirectoryName) ?? mapping.Name;
        var options = new ImportOptions(from.FullName, dryRun, journal ?? Path.Combine(data, "imports", $"{name}-{Path.GetFileNameWithoutExtension(mapping.Name)}.journal"), json ? null : Files.Progress);
        ImportResult result;
        if (url is not null)
        {
            using var client = Files.Client(url, key);
            result = await Importer.Run(text, options, new HttpPoster(client), null, name, stop);
        }
        else
        {
            await using var place = await Workplace.Open(data, db, stop);
            if (place is null) return Files.Fail(Options.Held);
            await using var rehearsal = new Rehearsal(place.Services);
            result = await Importer.Run(text, options, new DirectPoster(place.Services, name), rehearsal, name, stop);
        }
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(result, TactusJson.Options));
        }
        else
        {
            Files.Print(result.Faults, result.FaultCount);
            foreach (var step in result.Steps)
                Console.Out.WriteLine($"  {step.Step,-24} {step.Rows,7} read  {step.New,7} new  {step.Changed,6} changed  {step.Same,7} as before  {step.LeftOut,6} left out");
            Console.Out.WriteLine(result switch
            {
                { Done: false, Posted: 0 } => $"{result.FaultCount} faults; nothing was imported.",
                { Done: false } => $"Stopped after {result.Posted} commands; correct the fault and run the same import again, it goes on where it was.",
                { DryRun: true } => $"No fault found in {result.Seconds:0.0} s; nothing was changed (dry run).",
                _ => $"Imported: {result.Posted} commands in {result.Seconds:0.0} s.",
            });
        }
        return result.Done ? 0 : 1;
    }
}

/// <summary>What import and replay share.</summary>
internal static class Files
{
    private const int Printed = 200;

    internal static async Task<string> Read(FileInfo mapping, DirectoryInfo from, CancellationToken stop)
    {
        if (!mapping.Exists) throw new MappingException($"There is no file {mapping.FullName}.");
        if (!from.Exists) throw new MappingException($"There is no folder {from.FullName}.");
        return await File.ReadAllTextAsync(mapping.FullName, stop);
    }

    internal static HttpClient Client(string url, string? key) =>
        !Uri.TryCreate(url, UriKind.Absolute, out var address) ? throw new MappingException($"'{url}' is no address; write http://host:port.")
        : string.IsNullOrWhiteSpace(key) ? throw new MappingException("Give an API key with --key or TACTUS_KEY.")
        : HttpPoster.Client(address, key);

    internal static void Progress(string line) => Console.Error.WriteLine(line);

    internal static int Fail(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return 2;
    }

    internal static async Task<int> Guard(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (MappingException e)
        {
            return Fail(e.Message);
        }
        catch (OperationCanceledException)
        {
            return Fail("Stopped. Run the same again; it goes on where it was.");
        }
    }

    internal static void Print(IReadOnlyList<Fault> faults, int count)
    {
        foreach (var fault in faults.Take(Printed)) Console.Out.WriteLine(fault);
        if (count > Printed) Console.Out.WriteLine($"… and {count - Printed} more (--json lists up to {Importer.MostFaults}).");
    }
}
