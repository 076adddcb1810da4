using System.Globalization;
using System.Text;
using Tactus.Scheduling.Check;

namespace Tactus.Scheduling.Formats;

/// <summary>Draws a schedule as an SVG picture: a row a machine, time from left to right. Colour says how the order stands (late, at risk, in time),
/// hatching is setup, grey is closed. Every bar tells the rest when pointed at.</summary>
public static class GanttPicture
{
    /// <summary>Draws a schedule. Results of classical problems are drawn as <see cref="ClassicProblem"/> lays them out.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="assignments">The schedule, valid or not; what cannot be placed is left out.</param>
    public static string Svg(Problem problem, IReadOnlyList<Assignment> assignments)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(assignments);
        var view = new PlanView(problem);
        view.Place(assignments, new());
        var drawing = new GanttDrawing { Origin = problem.Origin, Now = problem.Now, FrozenUntil = problem.FrozenUntil, Rows = [.. problem.Machines.Select(machine => machine.Id)] };
        var holds = new HoldRules(view, new());
        holds.Check();
        var last = new Dictionary<int, long>();
        for (var operation = 0; operation < view.Operations.Length; operation++)
        {
            if (view.Given[operation] is { } given) last[view.JobOf[operation]] = Math.Max(last.GetValueOrDefault(view.JobOf[operation], long.MinValue), given.End);
        }
        for (var operation = 0; operation < view.Operations.Length; operation++)
        {
            if (view.Given[operation] is not { } given || !view.MachineIndex.TryGetValue(given.Machine, out var row) || given.SetupStart > given.Start || given.Start > given.End) continue;
            var (what, job) = (view.Operations[operation], view.Job(operation));
            var work = view.WorkOf[operation];
            var end = last[view.JobOf[operation]];
            var title = new StringBuilder();
            title.Append(CultureInfo.InvariantCulture, $"{what.Id} of job {job.Id} on {given.Machine}");
            if (given.SetupStart < given.Start) title.Append(CultureInfo.InvariantCulture, $"\nsetup from {view.When(given.SetupStart)}");
            title.Append(CultureInfo.InvariantCulture, $"\n{view.When(given.Start)} to {view.When(given.End)}");
            if (given.Batch > 0) title.Append(CultureInfo.InvariantCulture, $"\nbatch {given.Batch}");
            if (given.People.Count > 0) title.Append(CultureInfo.InvariantCulture, $"\npeople: {string.Join(", ", given.People)}");
            if (given.Units.Count > 0) title.Append(CultureInfo.InvariantCulture, $"\ntools: {string.Join(", ", given.Units)}");
            foreach (var (attribute, value) in what.Attributes) title.Append(CultureInfo.InvariantCulture, $"\n{attribute}: {value}");
            if (what.Floor is { } floor) title.Append(CultureInfo.InvariantCulture, $"\n{floor.State switch { FloorState.Done => "done", FloorState.Started => "running", _ => "pinned" }}");
            if (job.Due is { } due) title.Append(CultureInfo.InvariantCulture, $"\njob due {view.When(due)}, ends {view.When(end)}{(end > due ? $", late by {Length(problem, end - due)}" : "")}");
            drawing.Bars.Add(new(row, given.SetupStart, given.Start, given.End, what.Id, title.ToString(), StateOf(job, end, problem.Now),
                work?.Members.Count ?? 1, work?.Members.IndexOf(operation) ?? 0, what.Floor?.State)
            {
                Pieces = work is null || !work.Interruptible ? null : Pieces(holds.OpenFor(work, setup: false), Math.Max(given.Start, work.Started ? problem.Now : given.Start), given.End),
            });
        }
        var jobs = problem.Jobs.Count(job => job.Operations.Count > 0);
        var late = Enumerable.Range(0, problem.Jobs.Count).Count(job => problem.Jobs[job].Due is { } due && last.TryGetValue(job, out var end) && end > due);
        drawing.Title = string.Create(CultureInfo.InvariantCulture, $"{(problem.Name.Length > 0 ? problem.Name + ": " : "")}{problem.Machines.Count} machines, {drawing.Bars.Count} operations, {late} of {jobs} jobs late");
        drawing.Frame();
        for (var row = 0; row < problem.Machines.Count; row++)
        {
            var machine = problem.Machines[row];
            if (machine.Calendar is not null) drawing.Closed.Add((row, OpenTimes.Of(view.CalendarOf(machine.Calendar), null)));
            foreach (var span in machine.Down) drawing.Down.Add((row, span));
        }
        return drawing.Draw();
    }

    /// <summary>The times in which work goes on; null: without a pause, or with more than can be seen.</summary>
    private static List<Span>? Pieces(List<OpenTimes> open, long start, long end)
    {
        if (open.Count == 0) return null;
        var pieces = new List<Span>();
        var paused = false;
        for (var time = start; time < end;)
        {
            var goes = OpenTimes.AllAt(open, time, out var next);
            next = Math.Min(next, end);
            paused |= !goes;
            if (goes && pieces.Count > 0 && pieces[^1].To == time) pieces[^1] = new(pieces[^1].From, next);
            else if (goes) pieces.Add(new(time, next));
            time = next;
            if (pieces.Count > 100) return null;
        }
        return paused ? pieces : null;
    }

    /// <summary>At risk: less than a twentieth of the time from now to its due time is left when the job ends.</summary>
    private static OrderState StateOf(Job job, long end, long now) =>
        job.Due is not { } due ? OrderState.InTime : end > due ? OrderState.Late : end > due - (Math.Max(0, due - now) / 20) ? OrderState.AtRisk : OrderState.InTime;

    private static string Length(Problem problem, long time) => problem.Origin is null ? time.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{time / 3600.0:0.#} h");
}

/// <summary>How a bar's order stands.</summary>
internal enum OrderState
{
    InTime,
    AtRisk,
    Late,
}

/// <summary>A bar of the picture.</summary>
internal readonly record struct GanttBar(
    int Row, long SetupStart, long Start, long End, string Label, string Title, OrderState State, int Lanes, int Lane, FloorState? Floor)
{
    /// <summary>When it goes on, if it pauses.</summary>
    internal IReadOnlyList<Span>? Pieces { get; init; }
}
