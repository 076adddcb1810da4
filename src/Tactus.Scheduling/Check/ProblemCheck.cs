namespace Tactus.Scheduling.Check;

/// <summary>Looks at a problem before anything is planned: what contradicts itself, and what cannot hold whatever the schedule. Each fault has a
/// stable code, the thing that it is about and a sentence that says what would help. Nearly linear in the size of the problem.</summary>
/// <remarks>
/// <para>Contradictions: <c>empty-id, duplicate-id, unknown-calendar, unknown-table, unknown-machine, unknown-pool, unknown-material,
/// unknown-operation, unknown-hold, no-modes, duplicate-mode, negative, out-of-range, too-many, span, pattern, matrix, link-self, lag-order,
/// transfer, floor, cycle</c>. Times are within ±2^53, all durations together below 2^60.</para>
/// <para>What cannot hold: <c>material-short, run-too-long, never-open, nobody, too-few-people, pool-small, too-large, machine-overlap, held-twice,
/// pinned-time, lag-cycle</c>. A problem without such a fault can still be impossible: whether calendars of machine, tool and person meet is left to
/// the solver.</para>
/// <para>Operations of the schedule in force that the problem does not have (any more), and thawed ones, are passed over.</para>
/// </remarks>
public static class ProblemCheck
{
    /// <summary>Every fault that is found; empty: nothing speaks against a schedule. Where the problem contradicts itself, only that is told.</summary>
    public static IReadOnlyList<ProblemFault> Faults(Problem problem)
    {
        var contradictions = Contradictions(problem);
        if (contradictions.Count > 0) return contradictions;
        var faults = new FaultList();
        var view = new PlanView(problem);
        new ResourceLimits(view, faults).Check();
        new FloorLimits(view, faults).Check();
        new LagLimits(view, faults).Check();
        return faults.Faults;
    }

    /// <summary>Only what contradicts itself: ids, numbers, shapes and circles. A problem without these can be read by every part of the engine.</summary>
    public static IReadOnlyList<ProblemFault> Contradictions(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        var faults = new FaultList();
        new ProblemStructure(problem, faults).Check();
        return faults.Faults;
    }
}
