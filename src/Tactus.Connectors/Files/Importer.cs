using System.Diagnostics;
using System.Security.Cryptography;
using Tactus.Platform;

namespace Tactus.Connectors.Files;

/// <summary>What an import is told.</summary>
/// <param name="Folder">Where the files are.</param>
/// <param name="DryRun">Find every fault and change nothing.</param>
/// <param name="Journal">File that remembers what was posted last; none: every run starts without memory (and still counts nothing twice).</param>
/// <param name="Progress">Told a line now and then.</param>
public sealed record ImportOptions(string Folder, bool DryRun = false, string? Journal = null, Action<string>? Progress = null);

/// <summary>One step's figures.</summary>
/// <param name="Rows">Bodies made of rows (or of groups of rows).</param>
/// <param name="LeftOut">Rows that are not wanted or repeat another.</param>
/// <param name="New">Not posted before.</param>
/// <param name="Changed">Posted before with another content.</param>
/// <param name="Same">Posted before just so; nothing happens.</param>
public sealed record StepFigures(string Step, int Rows, int LeftOut, int New, int Changed, int Same);

/// <summary>What came of it.</summary>
/// <param name="Done">Everything is valid and, unless it was a dry run, posted.</param>
/// <param name="Posted">Commands acknowledged in this run.</param>
/// <param name="FaultCount">All faults; the list is cut at <see cref="Importer.MostFaults"/>.</param>
public sealed record ImportResult(
    string Mapping, bool Done, bool DryRun, int Posted, double Seconds, int FaultCount, IReadOnlyList<Fault> Faults, IReadOnlyList<StepFigures> Steps);

/// <summary>
/// Imports files by a mapping. First every row is read and tried with the commands' own rules in a rehearsal that keeps
/// nothing; only when all of it is valid are the same rows posted, one command after the other, each with a key made from
/// what it says. Killed in between, the same run again goes on: what counted is answered from its key.
/// </summary>
public static class Importer
{
    /// <summary>More faults than this are counted and not listed.</summary>
    public const int MostFaults = 5000;

    /// <summary>Runs a mapping.</summary>
    /// <param name="mapping">JSON of the mapping file.</param>
    /// <param name="options">Where the files are, whether it is a dry run.</param>
    /// <param name="poster">Where valid rows go.</param>
    /// <param name="rehearsal">Where rows are tried first, ended before the first is posted; null when there is no way to (over the network): then only the files are checked before.</param>
    /// <param name="name">As the ledger names the import.</param>
    /// <param name="stop">Ends it between two commands.</param>
    public static async Task<ImportResult> Run(string mapping, ImportOptions options, IPoster poster, Rehearsal? rehearsal, string name, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(poster);
        var since = Stopwatch.GetTimestamp();
        var file = MappingFile.Parse(mapping);
        if (file.Replay is not null) throw new MappingException("This is a replay; run it with tactus replay.");
        var compiler = new Compiler(file);
        var steps = file.Steps.Select(step => new Step(step, compiler)).ToList();
        var faults = new FaultList();
        var sources = new Sources(file, options.Folder, faults);
        var prints = sources.Files().ToDictionary(path => path, Print, StringComparer.Ordinal);
        using var journal = new Journal(options.DryRun && !File.Exists(options.Journal) ? null : options.Journal);
        var figures = new List<StepFigures>();
        var trial = rehearsal is null ? null : new DirectPoster(rehearsal, name, settles: false);

        foreach (var step in steps)
        {
            options.Progress?.Invoke($"checking {step.Spec.Name}");
            var (rows, leftOut, added, changed, same) = (0, 0, 0, 0, 0);
            foreach (var made in step.All(sources, faults, () => leftOut++))
            {
                stop.ThrowIfCancellationRequested();
                rows++;
                if (made.Fields is null) continue;
                var (news, generation) = journal.Next(step.Spec.Name, made.Key, made.Hash);
                _ = news switch { RowNews.New => added++, RowNews.Changed => changed++, _ => same++ };
                if (trial is null) continue;
                var posting = await trial.Post(step.Spec.To, made.WithId(Keys.Of(file.Name, step.Spec.Name, made.Key, made.Hash, generation)), made.Person, stop);
                Note(posting, step, made, faults);
            }
            figures.Add(new StepFigures(step.Spec.Name, rows, leftOut, added, changed, same));
        }
        if (rehearsal is not null) await rehearsal.DisposeAsync();
        if (faults.Count > 0 || options.DryRun)
            return Result(faults.Count == 0, 0);

        // The files that are posted are those that were checked.
        foreach (var (path, print) in prints)
            if (!File.Exists(path) || !Print(path).AsSpan().SequenceEqual(print))
            {
                faults.Add(new Fault("", Path.GetFileName(path), 0, null, null, "file-changed", "The file was changed while it was being checked; nothing was posted. Run the import again."));
                return Result(false, 0);
            }

        var posted = 0;
        var again = new Sources(file, options.Folder, faults);
        foreach (var step in steps)
        {
            foreach (var made in step.All(again, faults, () => { }))
            {
                stop.ThrowIfCancellationRequested();
                var (_, generation) = journal.Next(step.Spec.Name, made.Key, made.Hash);
                var posting = await poster.Post(step.Spec.To, made.WithId(Keys.Of(file.Name, step.Spec.Name, made.Key, made.Hash, generation)), made.Person, stop);
                Note(posting, step, made, faults);
                if (faults.Count > 0) return Result(false, posted);
                journal.Posted(step.Spec.Name, made.Key, made.Hash, generation);
                if (++posted % 500 == 0) options.Progress?.Invoke($"{step.Spec.Name}: {posted} posted");
            }
            if (step.Spec.Settle) await poster.Settle(stop);
        }
        await poster.Settle(stop);
        foreach (var stuck in await poster.Unapplied(stop))
            faults.Add(new Fault("", "", 0, null, null, "message-stuck", $"The other half could not take a message: {stuck}"));
        return Result(faults.Count == 0, posted);

        ImportResult Result(bool done, int count) => new(
            file.Name, done, options.DryRun, count, Math.Round(Stopwatch.GetElapsedTime(since).TotalSeconds, 3), faults.Count, faults.ToArray(), figures);
    }

    internal static void Note(Posting posting, Step step, Made made, ICollection<Fault> faults)
    {
        // Reused: the key holds the whole body, so it counted before, under a version of the command with other fields.
        if (posting.Refusal is not { } refusal || refusal.Code == "key-reused" || step.Spec.Accept?.Contains(refusal.Code) == true) return;
        if (refusal.Errors is { Count: > 0 } errors)
        {
            foreach (var (field, sentences) in errors)
            {
                var column = step.ColumnOf(field);
                faults.Add(new Fault(step.Spec.Name, made.Row.File, made.Row.Number, column ?? "→ " + field,
                    Fault.Short(column is null ? null : made.Row[column]), refusal.Code, string.Join(" ", sentences)));
            }
            return;
        }
        faults.Add(new Fault(step.Spec.Name, made.Row.File, made.Row.Number, string.Join(" + ", step.Spec.Key),
            Fault.Short(made.Key.Replace('\u001f', ' ')), refusal.Code, refusal.Sentence));
    }

    private static byte[] Print(string path)
    {
        using var stream = File.OpenRead(path);
        return SHA256.HashData(stream);
    }
}

/// <summary>Counts all faults and keeps the first.</summary>
internal sealed class FaultList : ICollection<Fault>
{
    private readonly List<Fault> kept = [];

    public int Count { get; private set; }

    public bool IsReadOnly => false;

    public void Add(Fault item)
    {
        Count++;
        if (kept.Count < Importer.MostFaults) kept.Add(item);
    }

    public void Clear() => throw new NotSupportedException();

    public bool Contains(Fault item) => kept.Contains(item);

    public void CopyTo(Fault[] array, int arrayIndex) => kept.CopyTo(array, arrayIndex);

    public bool Remove(Fault item) => throw new NotSupportedException();

    public IEnumerator<Fault> GetEnumerator() => kept.GetEnumerator();

    System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
}
