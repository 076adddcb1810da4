using System.Text;
using Tactus.Scheduling;
using Tactus.Scheduling.Check;
using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Formats;

namespace Tactus.Host.Commands;

/// <summary>What the caller gave cannot be used; the message says where and why.</summary>
internal sealed class ScheduleInputException(string message) : Exception(message);

/// <summary>A problem of any format, and how it is solved.</summary>
internal abstract record ScheduleInput(string Path, string Format, Problem Problem)
{
    internal abstract ScheduleFile Solve(SearchLimits limits, bool withoutProblem, string? output);

    /// <summary>Where the problem is, from the folder of the schedule's file.</summary>
    protected ScheduleSource Source(string? output)
    {
        var (file, instance) = Format == "wt40" ? ClassicFormats.SplitInstance(Path) : (Path, null);
        var folder = output is null ? Directory.GetCurrentDirectory() : System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(output))!;
        return new(Format, System.IO.Path.GetRelativePath(folder, System.IO.Path.GetFullPath(file)) + (instance is null ? "" : "#" + instance));
    }
}

/// <summary>The product's own problem.</summary>
internal sealed record TactusInput(string Path, Problem Problem) : ScheduleInput(Path, "tactus", Problem)
{
    internal override ScheduleFile Solve(SearchLimits limits, bool withoutProblem, string? output)
    {
        var result = Scheduler.Solve(Problem, limits);
        var file = ScheduleFile.Of(Problem, result.Schedule) with
        {
            LowerBound = result.LowerBound, Optimal = result.Optimal, Seconds = result.Elapsed.TotalSeconds, Iterations = result.Iterations,
            Late = Scheduler.Explain(Problem, result.Schedule.Assignments),
        };
        return withoutProblem ? file with { Problem = null, Source = Source(output) } : file;
    }
}

/// <summary>A problem of the literature.</summary>
internal sealed record ClassicInput(string Path, string Format, Problem Problem, Func<SearchLimits, ShopResult> Solver, FlowShopInstance? Flow = null) : ScheduleInput(Path, Format, Problem)
{
    internal override ScheduleFile Solve(SearchLimits limits, bool withoutProblem, string? output)
    {
        var result = Solver(limits);
        return new()
        {
            Objective = result.Objective, LowerBound = result.LowerBound, Optimal = result.Optimal, Seconds = result.Elapsed.TotalSeconds, Iterations = result.Iterations, Source = Source(output),
            Operations = [.. result.Operations.Select(each => new ScheduleRow(each.Job, each.Operation, each.Machine, each.Start, each.End))],
        };
    }
}

/// <summary>Reads problems and schedules, and names the file in every complaint.</summary>
internal static class ScheduleFiles
{
    internal static readonly string[] Formats = ["jsp", "fjsp", "wt40", "jsp-tardiness", "sdst-pfsp", "tactus"];

    internal static ScheduleInput Read(string path, string? format)
    {
        format ??= path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? "tactus" : throw new ScheduleInputException($"Give the format of {path} with --format: {string.Join(", ", Formats)}.");
        if (format == "tactus")
        {
            var problem = Named(path, bytes => TactusFormat.ReadProblem(bytes));
            return new TactusInput(path, Sound(path, problem));
        }
        var (file, instance) = format == "wt40" ? ClassicFormats.SplitInstance(path) : (path, null);
        // The name of a file may have the sign in it.
        if (!File.Exists(file) && File.Exists(path)) (file, instance) = (path, null);
        var name = instance ?? Path.GetFileNameWithoutExtension(file);
        if (format == "sdst-pfsp")
        {
            var flow = Classic(file, reader => ClassicFormats.ReadSetupFlowShop(reader, name));
            return new ClassicInput(path, format, ClassicProblem.Of(flow), limits => FlowShopSolver.Solve(flow, limits), flow);
        }
        var objective = format is "jsp" or "fjsp" ? ShopObjective.Makespan : ShopObjective.WeightedTardiness;
        var shop = Classic(file, reader => format switch
        {
            "jsp" => ClassicFormats.ReadJobShop(reader, name),
            "fjsp" => ClassicFormats.ReadFlexibleJobShop(reader, name),
            "wt40" => ClassicFormats.ReadWeightedTardiness(reader, name, instance),
            "jsp-tardiness" => ClassicFormats.ReadJobShopTardiness(reader, name),
            _ => throw new ScheduleInputException($"There is no format '{format}'; it is one of {string.Join(", ", Formats)}."),
        });
        return new ClassicInput(path, format, ClassicProblem.Of(shop, objective), limits => ShopSolver.Solve(shop, objective, limits));
    }

    /// <summary>A schedule with its problem, wherever that is.</summary>
    internal static (Problem Problem, IReadOnlyList<Assignment> Assignments, ScheduleFile File) ReadSchedule(string path)
    {
        var file = Named(path, bytes => TactusFormat.ReadSchedule(bytes));
        var input = file.Problem is { } within ? new TactusInput(path, Sound(path, within))
            : file.Source is { } source ? Read(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, source.File), source.Format)
            : throw new ScheduleInputException($"{path} has neither a 'problem' nor a 'source' that names its file.");
        try
        {
            var assignments = file.Assignments(input.Problem);
            return (input.Problem, input is ClassicInput { Flow: { } flow } ? ClassicProblem.WithSetups(flow, assignments) : assignments, file);
        }
        catch (FormatFaultException e)
        {
            throw new ScheduleInputException($"{path}:{e.Line}:{e.Column}: {e.Sentence}");
        }
    }

    internal static T Named<T>(string path, Func<byte[], T> read)
    {
        try
        {
            return read(File.ReadAllBytes(path));
        }
        catch (FormatFaultException e)
        {
            throw new ScheduleInputException($"{path}:{e.Line}:{e.Column}: {e.Sentence}");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ScheduleInputException($"There is no file {path}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ScheduleInputException($"{path} can't be read: {e.Message}");
        }
    }

    private static T Classic<T>(string path, Func<TextReader, T> read) => Named(path, bytes =>
    {
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
        return read(reader);
    });

    /// <summary>A problem that contradicts itself is bad input; one that cannot be solved is another matter, and the engine says so.</summary>
    private static Problem Sound(string path, Problem problem)
    {
        var faults = ProblemCheck.Contradictions(problem);
        return faults.Count == 0 ? problem
            : throw new ScheduleInputException(string.Join('\n', faults.Take(20).Select(fault => $"{path}: {fault.Code}: {fault.Sentence}")) + (faults.Count > 20 ? $"\n… and {faults.Count - 20} more." : ""));
    }
}
