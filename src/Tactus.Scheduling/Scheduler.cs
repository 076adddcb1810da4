using Tactus.Scheduling.Engine;

namespace Tactus.Scheduling;

/// <summary>The engine's door: solve, repair, explain. Every schedule it returns has passed <c>ScheduleCheck</c>, which knows nothing of the solvers.</summary>
public static class Scheduler
{
    /// <summary>Builds a schedule and improves it until a limit is reached, it is proved optimal or the call is cancelled.</summary>
    /// <exception cref="InfeasibleException">A constraint cannot hold; it is named.</exception>
    public static SolveResult Solve(Problem problem, SearchLimits limits)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(limits);
        return PlantSolver.Solve(problem, limits);
    }

    /// <summary>Ways out after changes to a schedule in force (<see cref="Problem.InForce"/>), the best first; "do nothing" and right-shift are always
    /// among them.</summary>
    /// <param name="problem">As it was before the changes, with the schedule in force.</param>
    /// <param name="changes">What happened, in order.</param>
    /// <param name="limits">Time for improved repairs.</param>
    /// <param name="first">Told of right-shift at once, long before the rest.</param>
    /// <exception cref="InfeasibleException">After the changes a constraint cannot hold; it is named.</exception>
    public static RepairResult Repair(Problem problem, IReadOnlyList<Change> changes, SearchLimits limits, Action<RepairOption>? first = null)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(limits);
        return RepairSolver.Repair(problem, changes, limits, first);
    }

    /// <summary>For every late job the chain of causes with the hours that each contributes.</summary>
    public static IReadOnlyList<LateJob> Explain(Problem problem, IReadOnlyList<Assignment> assignments)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(assignments);
        return new Explainer(problem, assignments).Late();
    }
}

/// <summary>What <see cref="Scheduler.Solve"/> found.</summary>
/// <param name="Schedule">The best schedule.</param>
/// <param name="LowerBound">The objective cannot be below; 0 where nothing better is proved.</param>
/// <param name="Elapsed">Wall time used.</param>
/// <param name="Iterations">Schedules tried, summed over threads.</param>
/// <param name="LimitReached">It ended by a limit and not because it was proved optimal.</param>
public sealed record SolveResult(Schedule Schedule, double LowerBound, TimeSpan Elapsed, long Iterations, bool LimitReached)
{
    /// <summary>Nothing better exists.</summary>
    public bool Optimal => Schedule.Figures.Objective <= LowerBound + 1e-9;
}

/// <summary>What <see cref="Scheduler.Repair"/> found.</summary>
/// <param name="Problem">The problem after the changes, against which the options were checked.</param>
/// <param name="Before">Figures of the schedule in force before the changes.</param>
/// <param name="Options">The best first.</param>
/// <param name="Elapsed">Wall time used.</param>
/// <param name="Iterations">Schedules tried, summed over threads.</param>
public sealed record RepairResult(Problem Problem, Figures Before, IReadOnlyList<RepairOption> Options, TimeSpan Elapsed, long Iterations);

/// <summary>One way out.</summary>
/// <param name="Kind">How it was made.</param>
/// <param name="Schedule">What would be done.</param>
/// <param name="After">Wall time from the call until it was known.</param>
public sealed record RepairOption(RepairKind Kind, Schedule Schedule, TimeSpan After);

/// <summary>How a <see cref="RepairOption"/> was made.</summary>
public enum RepairKind
{
    /// <summary>Nobody decides anything: everything stays on its machine, with its people and tools, in its order, and waits until it can go on.</summary>
    DoNothing,

    /// <summary>Machines and order stay, times slip only as far as they must, free people and tools take over (Abumaizar and Svestka 1997).</summary>
    RightShift,

    /// <summary>Order on the machines may change, machines do not.</summary>
    Resequence,

    /// <summary>As few changes as bring the orders back in time.</summary>
    KeepPlan,

    /// <summary>The objective first, stability second.</summary>
    BestDelivery,
}

/// <summary>A late job and why.</summary>
/// <param name="Job">Id.</param>
/// <param name="Due">Wanted end.</param>
/// <param name="End">Planned end.</param>
/// <param name="Causes">From the job's first cause to its end; the times sum up to <paramref name="End"/> - the job's release.</param>
public sealed record LateJob(string Job, long Due, long End, IReadOnlyList<Cause> Causes)
{
    /// <summary>Time after due.</summary>
    public long Tardiness => End - Due;
}

/// <summary>A piece of a late job's way.</summary>
/// <param name="Kind">Why the time passed.</param>
/// <param name="Operation">The operation that waited or ran.</param>
/// <param name="From">Begin.</param>
/// <param name="To">End.</param>
/// <param name="Subject">Machine, material, tool, person, skill or calendar it waited for.</param>
/// <param name="Behind">Operation that had it in the meantime; null: none.</param>
/// <param name="BehindJob">Job of <paramref name="Behind"/>.</param>
public sealed record Cause(CauseKind Kind, string Operation, long From, long To, string? Subject = null, string? Behind = null, string? BehindJob = null)
{
    /// <summary>Time that it contributes.</summary>
    public long Time => To - From;
}

/// <summary>Why time passed on a late job's way.</summary>
public enum CauseKind
{
    /// <summary>The operation ran.</summary>
    Run,

    /// <summary>The machine was changed over for it.</summary>
    Setup,

    /// <summary>Its machine did another job.</summary>
    Machine,

    /// <summary>Its machine was down.</summary>
    MachineDown,

    /// <summary>Machine, people or tools were not there by their calendar: shift, break, holiday.</summary>
    Shift,

    /// <summary>All units of a tool or crew were taken or away.</summary>
    Tool,

    /// <summary>Nobody with the skill was free.</summary>
    Person,

    /// <summary>Material was not there.</summary>
    Material,

    /// <summary>A lag between operations: transport, cooling.</summary>
    Lag,

    /// <summary>The job was not released.</summary>
    Release,

    /// <summary>A frozen window or a pinned operation stood in the way.</summary>
    Frozen,

    /// <summary>A batch waited for another member.</summary>
    Batch,

    /// <summary>It waited before now; what for is not in the problem.</summary>
    Past,

    /// <summary>It could have started: it was left where the schedule in force had it, or gave way to something more urgent.</summary>
    Choice,
}
