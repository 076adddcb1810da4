using System.CommandLine;
using System.Globalization;
using System.Text;
using Tactus.Scheduling;
using Tactus.Scheduling.Check;
using Tactus.Scheduling.Formats;

namespace Tactus.Host.Commands;

/// <summary><c>tactus schedule</c>: the scheduling engine over files, without a server and without data.</summary>
internal static class ScheduleCommands
{
    internal const int Done = 0;
    internal const int Failed = 1;
    internal const int BadInput = 2;
    internal const int Infeasible = 3;
    internal const int LimitReached = 4;

    private const string Codes = "\nExit codes: 0 done (solve: proved optimal), 1 failed or not valid, 2 bad input, 3 infeasible (the constraint is named), 4 limit reached: the best schedule found is given, nothing proves that none is better.";
    private const int Shown = 50;

    internal static Command Make() => new("schedule", "Plan finite capacity: solve, repair, check, explain and draw schedules." + Codes) { Solve(), Repair(), Check(), Explain(), Gantt() };

    private static Command Solve()
    {
        var source = new Argument<string>("file") { Description = "The problem; of a table of many instances with #instance" };
        var format = new Option<string?>("--format") { Description = "jsp, fjsp, wt40, jsp-tardiness, sdst-pfsp or tactus (the default for .json)" };
        format.AcceptOnlyFromAmong(ScheduleFiles.Formats);
        var (time, threads, seed, iterations) = (TimeLimit(), Threads(), Seed(), Iterations());
        var json = new Option<string?>("--json") { Description = "Write the schedule to this file; - for the standard output" };
        var without = new Option<bool>("--without-problem") { Description = "Name the problem's file in the schedule instead of putting the problem into it" };
        var command = new Command("solve", "Find a good schedule and improve it until it is proved optimal or a limit is reached. Ctrl-C ends the search; what was found is given." + Codes)
        {
            source, format, time, threads, seed, iterations, json, without,
        };
        command.SetAction((parsed, stop) => Guard(parsed, (output, error) =>
        {
            var input = ScheduleFiles.Read(parsed.GetRequiredValue(source), parsed.GetValue(format));
            var file = parsed.GetValue(json);
            var limits = Limits(parsed.GetValue(time), parsed.GetValue(iterations), parsed.GetValue(threads), parsed.GetValue(seed), TimeSpan.FromSeconds(10), stop)
                with { Progress = new Telling(error).Tell };
            var solved = input.Solve(limits, parsed.GetValue(without), file is null or "-" ? null : file);
            Summary(input.Problem, solved, file == "-" ? error : output);
            Write(file, output, stream => TactusFormat.WriteSchedule(stream, solved));
            return solved.Optimal ? Done : LimitReached;
        }));
        return command;
    }

    private static Command Repair()
    {
        var schedule = new Argument<string>("schedule") { Description = "The schedule in force, as solve or repair wrote it" };
        var changes = new Argument<string>("change") { Description = "What has happened: {\"changes\": [...]}, see docs/scheduling-format.md" };
        var (time, threads, seed, iterations) = (TimeLimit("1s"), Threads(), Seed(), Iterations());
        var json = new Option<string?>("--json") { Description = "Write the chosen option as a schedule to this file; - for the standard output" };
        var choice = new Option<int>("--option") { Description = "Which option --json writes, as numbered in the list", DefaultValueFactory = _ => 1 };
        var command = new Command("repair", "Ways out after something has happened, the best first; what need not move stays where it is." + Codes)
        {
            schedule, changes, time, threads, seed, iterations, json, choice,
        };
        command.SetAction((parsed, stop) => Guard(parsed, (output, error) =>
        {
            var (problem, inForce, _) = ScheduleFiles.ReadSchedule(parsed.GetRequiredValue(schedule));
            var change = ScheduleFiles.Named(parsed.GetRequiredValue(changes), bytes => TactusFormat.ReadChanges(bytes, problem.Origin));
            if (change.Now is { } now && now < problem.Now) throw new ScheduleInputException($"{parsed.GetRequiredValue(changes)}: 'now' is before the schedule's own.");
            problem = change.Now is { } later && later > problem.Now ? AsPlanned.At(problem, inForce, later) : problem with { InForce = inForce };
            var file = parsed.GetValue(json);
            var limits = Limits(parsed.GetValue(time), parsed.GetValue(iterations), parsed.GetValue(threads), parsed.GetValue(seed), TimeSpan.FromSeconds(1), stop);
            var result = Scheduler.Repair(problem, change.Changes, limits, first =>
                error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Words(first.Kind)} after {first.After.TotalMilliseconds:0} ms: {first.Schedule.Figures.LateJobs} late")));
            Options(result, file == "-" ? error : output);
            var number = parsed.GetValue(choice);
            if (file is null) return Done;
            if (number < 1 || number > result.Options.Count) throw new ScheduleInputException($"--option is a number from 1 to {result.Options.Count}.");
            var chosen = ScheduleFile.Of(result.Problem, result.Options[number - 1].Schedule) with { Seconds = result.Elapsed.TotalSeconds, Iterations = result.Iterations };
            Write(file, output, stream => TactusFormat.WriteSchedule(stream, chosen with { Late = Scheduler.Explain(result.Problem, result.Options[number - 1].Schedule.Assignments) }));
            return Done;
        }));
        return command;
    }

    private static Command Check()
    {
        var schedule = new Argument<string>("schedule") { Description = "A schedule as solve or repair wrote it" };
        var command = new Command("check", "Check every constraint of a schedule, apart from the solvers; 0: it keeps all, 1: it does not" + Codes) { schedule };
        command.SetAction((parsed, _) => Guard(parsed, (output, error) =>
        {
            var (problem, assignments, file) = ScheduleFiles.ReadSchedule(parsed.GetRequiredValue(schedule));
            var faults = new List<ProblemFault>(ScheduleCheck.Faults(problem, assignments));
            if (file.Source?.Format == "sdst-pfsp" && faults.Count == 0 && ClassicProblem.OrderFault(assignments) is { } order) faults.Add(order);
            var figures = ScheduleCheck.Figures(problem, assignments);
            if (faults.Count == 0 && Math.Abs(figures.Objective - file.Objective) > 1e-6 * Math.Max(1, Math.Abs(figures.Objective)))
                faults.Add(new("objective", "schedule", string.Create(CultureInfo.InvariantCulture, $"The schedule says that its objective is {file.Objective}; it is {figures.Objective}.")));
            Print(faults, output);
            output.WriteLine(faults.Count == 0 ? $"Valid: {assignments.Count} operations keep every constraint." : $"NOT VALID: {faults.Count} faults.");
            if (faults.Count == 0) Print(problem, figures, output);
            return faults.Count == 0 ? Done : Failed;
        }));
        return command;
    }

    private static Command Explain()
    {
        var schedule = new Argument<string>("schedule") { Description = "A schedule as solve or repair wrote it" };
        var command = new Command("explain", "For every late job the chain of causes with the time that each contributes" + Codes) { schedule };
        command.SetAction((parsed, _) => Guard(parsed, (output, error) =>
        {
            var (problem, assignments, _) = ScheduleFiles.ReadSchedule(parsed.GetRequiredValue(schedule));
            Valid(problem, assignments);
            var late = Scheduler.Explain(problem, assignments);
            output.WriteLine(late.Count == 0 ? "No job is late." : $"{late.Count} of {problem.Jobs.Count} jobs late.");
            foreach (var job in late)
            {
                output.WriteLine($"{job.Job}: due {When(problem, job.Due)}, ends {When(problem, job.End)}, {Length(problem, job.Tardiness)} late");
                foreach (var cause in job.Causes)
                {
                    if (cause.Time > 0) output.WriteLine($"  {Length(problem, cause.Time),10}  {cause.Operation,-16} {Words(cause)}");
                }
            }
            return Done;
        }));
        return command;
    }

    private static Command Gantt()
    {
        var schedule = new Argument<string>("schedule") { Description = "A schedule as solve or repair wrote it" };
        var picture = new Option<string>("--out") { Description = "The SVG file to write; - for the standard output", Required = true };
        var command = new Command("gantt", "Draw a schedule as an SVG picture" + Codes) { schedule, picture };
        command.SetAction((parsed, _) => Guard(parsed, (output, error) =>
        {
            var (problem, assignments, _) = ScheduleFiles.ReadSchedule(parsed.GetRequiredValue(schedule));
            Write(parsed.GetRequiredValue(picture), output, stream => stream.Write(Encoding.UTF8.GetBytes(GanttPicture.Svg(problem, assignments))));
            return Done;
        }));
        return command;
    }

    private static Option<string?> TimeLimit(string standard = "10s") => new("--time-limit")
    {
        Description = $"Wall time, such as 500ms, 10s, 2m or 1h; {standard} when neither it nor --iterations is given",
    };

    private static Option<int> Threads()
    {
        var option = new Option<int>("--threads") { Description = "Threads; 0: one a processor", DefaultValueFactory = _ => 0 };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out var count) && count is < 0 or > 1024) result.AddError("--threads is a number from 0 to 1024.");
        });
        return option;
    }

    private static Option<int> Seed() => new("--seed") { Description = "Seed of every random choice", DefaultValueFactory = _ => 1 };

    private static Option<long?> Iterations() => new("--iterations") { Description = "End after so many; without --time-limit the result then depends on nothing but problem and seed" };

    private static SearchLimits Limits(string? time, long? iterations, int threads, int seed, TimeSpan standard, CancellationToken stop)
    {
        if (iterations < 0) throw new ScheduleInputException("--iterations is 0 or more.");
        return new()
        {
            Time = time is not null ? Length(time) : iterations is null ? standard : null, Iterations = iterations, Threads = threads, Seed = seed, Cancellation = stop,
        };
    }

    internal static TimeSpan Length(string text)
    {
        var digits = text.TakeWhile(sign => char.IsAsciiDigit(sign) || sign == '.').Count();
        var factor = text[digits..] switch { "ms" => 0.001, "s" => 1, "m" => 60, "h" => 3600, _ => -1 };
        return factor > 0 && double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value * factor is var seconds and <= 31_536_000
            ? TimeSpan.FromSeconds(seconds)
            : throw new ScheduleInputException($"--time-limit is a length of time such as 500ms, 10s, 2m or 1h, not '{text}'.");
    }

    private static void Summary(Problem problem, ScheduleFile solved, TextWriter to)
    {
        var gap = solved.Objective > 0 ? (solved.Objective - solved.LowerBound) / solved.Objective * 100 : 0;
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(problem.Name.Length > 0 ? problem.Name : "schedule")}: {solved.Operations.Count} operations of {problem.Jobs.Count} jobs on {problem.Machines.Count} machines"));
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"objective {Number(solved.Objective)}, bound {Number(solved.LowerBound)}{(solved.Optimal ? ", proved optimal" : $", at most {gap:0.##} % above the best possible")}"));
        if (solved.Figures is { } figures) Print(problem, figures, to);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{solved.Iterations} iterations in {solved.Seconds:0.00} s"));
    }

    private static void Print(Problem problem, Figures figures, TextWriter to)
    {
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"late jobs {figures.LateJobs}, tardiness {Length(problem, figures.Tardiness)}, ends {When(problem, problem.Now + figures.Makespan)}, setups {figures.Setups} ({Length(problem, figures.SetupTime)})"));
        if (problem.InForce is not null) to.WriteLine($"against the schedule in force: {figures.MachineChanges} machine changes, {figures.StartMoves} moved starts");
    }

    private static void Options(RepairResult result, TextWriter to)
    {
        to.WriteLine($"{"",3} {"option",-16} {"objective",12} {"late",5} {"tardiness",12} {"setups",7} {"machines",9} {"starts",7} {"ends",20}");
        void Row(string number, string name, Figures figures) => to.WriteLine(
            $"{number,3} {name,-16} {Number(figures.Objective),12} {figures.LateJobs,5} {Length(result.Problem, figures.Tardiness),12} {figures.Setups,7} {figures.MachineChanges,9} {figures.StartMoves,7} {When(result.Problem, result.Problem.Now + figures.Makespan),20}");
        Row("", "(before)", result.Before);
        for (var i = 0; i < result.Options.Count; i++) Row($"{i + 1}", Words(result.Options[i].Kind), result.Options[i].Schedule.Figures);
        to.WriteLine(string.Create(CultureInfo.InvariantCulture, $"machines: operations on another machine than before; starts: moved by more than {Length(result.Problem, result.Problem.MoveTolerance)}. {result.Iterations} iterations in {result.Elapsed.TotalSeconds:0.00} s"));
    }

    private static void Valid(Problem problem, IReadOnlyList<Assignment> assignments)
    {
        var faults = ScheduleCheck.Faults(problem, assignments);
        if (faults.Count > 0) throw new InfeasibleException(faults);
    }

    private static string Words(RepairKind kind) => kind switch
    {
        RepairKind.DoNothing => "do nothing",
        RepairKind.RightShift => "right shift",
        RepairKind.Resequence => "resequence",
        RepairKind.KeepPlan => "keep the plan",
        RepairKind.BestDelivery => "best delivery",
        _ => kind.ToString(),
    };

    private static string Words(Cause cause)
    {
        var behind = cause.Behind is null ? "" : $" behind {cause.Behind}{(cause.BehindJob is null ? "" : $" of job {cause.BehindJob}")}";
        return cause.Kind switch
        {
            CauseKind.Run => $"ran{On(cause)}",
            CauseKind.Setup => $"setup{On(cause)}",
            CauseKind.Machine => $"waited for machine {cause.Subject}{behind}",
            CauseKind.MachineDown => $"machine {cause.Subject} was down",
            CauseKind.Shift => $"no shift: {cause.Subject}",
            CauseKind.Tool => $"waited for {cause.Subject}{behind}",
            CauseKind.Person => $"waited for somebody: {cause.Subject}{behind}",
            CauseKind.Material => $"waited for material {cause.Subject}",
            CauseKind.Lag => $"lag{behind}",
            CauseKind.Release => "the job was not released",
            CauseKind.Frozen => $"the plan was frozen{behind}",
            CauseKind.Batch => $"waited for its batch{behind}",
            _ => "could have started; something else was more urgent, or it was left where it was",
        };
    }

    private static string On(Cause cause) => cause.Subject is null ? "" : $" on {cause.Subject}";

    private static string When(Problem problem, long time) => problem.Origin is { } origin && Math.Abs(time) < 100_000_000_000
        ? origin.AddSeconds(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : time.ToString(CultureInfo.InvariantCulture);

    private static string Length(Problem problem, long time) => problem.Origin is null ? time.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{time / 3600.0:0.##} h");

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    private static void Print(IReadOnlyList<ProblemFault> faults, TextWriter to)
    {
        foreach (var fault in faults.Take(Shown)) to.WriteLine($"{fault.Code}: {fault.Sentence}");
        if (faults.Count > Shown) to.WriteLine($"… and {faults.Count - Shown} more.");
    }

    private static void Write(string? path, TextWriter output, Action<Stream> write)
    {
        if (path is null) return;
        if (path == "-")
        {
            using var text = new MemoryStream();
            write(text);
            output.WriteLine(Encoding.UTF8.GetString(text.ToArray()).TrimEnd('\n'));
            return;
        }
        // A file that is half written must not stand where a whole one stood.
        var half = path + ".part";
        using (var stream = File.Create(half)) write(stream);
        File.Move(half, path, overwrite: true);
    }

    /// <summary>Runs a command beside the thread that waits for Ctrl-C, and turns what goes wrong into sentences and codes.</summary>
    private static Task<int> Guard(ParseResult parsed, Func<TextWriter, TextWriter, int> run)
    {
        var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        return Task.Run(() =>
        {
            try
            {
                return run(output, error);
            }
            catch (ScheduleInputException e)
            {
                return Told(BadInput, e.Message);
            }
            catch (InfeasibleException e)
            {
                Print(e.Faults, error);
                return Told(Infeasible, "No schedule keeps these constraints.");
            }
            catch (OperationCanceledException)
            {
                return Told(Failed, "Stopped before there was a schedule.");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return Told(Failed, e.Message);
            }
            catch (Exception e)
            {
                return Told(Failed, $"A defect of this program ({e.GetType().Name}): {e.Message}");
            }
        });

        int Told(int code, string sentence)
        {
            error.WriteLine(sentence);
            return code;
        }
    }

    /// <summary>Tells of progress, but not of every step of the first second.</summary>
    private sealed class Telling(TextWriter error)
    {
        private TimeSpan last = TimeSpan.FromSeconds(-1);

        internal void Tell(SearchProgress progress)
        {
            if (progress.Elapsed - last < TimeSpan.FromMilliseconds(250)) return;
            last = progress.Elapsed;
            error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{progress.Elapsed.TotalSeconds,8:0.00} s  objective {Number(progress.Objective),12}  bound {Number(progress.LowerBound),12}  {progress.Iterations,12} iterations"));
        }
    }
}
