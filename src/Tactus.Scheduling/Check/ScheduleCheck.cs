namespace Tactus.Scheduling.Check;

/// <summary>The validator: says of any schedule which constraints of its problem it breaks, and what it achieves. It shares no code with the
/// solvers. Time is about n log n in the number of operations.</summary>
/// <remarks>
/// The rules, each with the codes of its faults. A problem that contradicts itself (<see cref="ProblemCheck.Contradictions"/>) is answered with
/// those faults only; nothing can be said of its schedules.
/// <list type="bullet">
/// <item><b>Assignments.</b> Every operation has exactly one, none is unknown, its machine is one of its modes', its times are within ±2^53 and in
/// order (<c>missing-assignment, duplicate-assignment, unknown-operation, unknown-machine, machine-not-allowed, time-range, time-order</c>).</item>
/// <item><b>Times.</b> The run takes ceil(time / efficiency); the setup ceil(mode's setup / efficiency) plus what the sequence needs. "Open" means:
/// the machine's calendar is open and it is not down, and everybody and every unit held in that phase is there. Within [setup start, start) there is
/// at least the setup's time open; setups may pause and may be finished early, also when none is needed. An interruptible run has exactly its time
/// open within [start, end), and its first and last time unit are open; any other run is open from start to end without a pause. A run of time 0
/// starts and ends at once, open or not (<c>setup-short, run-time, run-closed, calendar-limit</c>: more than 200,000 changes of shift within one
/// operation are not walked).</item>
/// <item><b>Sequence.</b> A machine does its work in the order of setup start, start, end, then of the problem. Its state begins as
/// <see cref="Machine.State"/>; an operation's attributes overwrite it, what an operation does not name stays. For each table of the machine whose
/// attribute the operation has: a value to itself needs nothing unless a rule names it as both from and to; else the first rule that fits (from null:
/// any or unknown; to null: any); else the matrix, if both values are known to it; else nothing. Several tables add up, or with
/// <see cref="Machine.SetupsTogether"/> the longest counts; their costs always add up. The efficiency does not matter here. A batch is set up once.</item>
/// <item><b>Machines.</b> [setup start, end) of different work on one machine does not overlap (<c>machine-overlap</c>); what takes no time at all
/// overlaps nothing.</item>
/// <item><b>Batches.</b> The same number above 0 on the same machine: a batch. The machine batches, the members have the same times, the sizes fit
/// the capacity, the family is the same and not null (also for a batch of one), the attributes are equal. Run and fixed setup are the longest
/// member's; it is interruptible if all are; it is open when what any member holds is there. An operation larger than the capacity fits in no
/// way (<c>batch-machine, batch-times, batch-capacity, batch-family</c>).</item>
/// <item><b>Tools and people.</b> As many as needed, of the right pool or with the right skill and a certificate valid for all of the time held, in
/// the order of the needs, then of the mode's; no unit and nobody twice at a time, and within an operation not twice for phases that overlap
/// (setup and run may have the same person). Held: setup [setup start, start), run [start, end), whole both
/// (<c>units-number, unit-unknown, unit-twice, people-number, person-unknown, person-unskilled, person-twice</c>).</item>
/// <item><b>Links.</b> End to start: start ≥ end + minimum, ≤ end + maximum lag. Start to start likewise. With transfer T of Q pieces, for every k up
/// to ceil(Q / T): the time at which the first has done ceil(w·min(kT, Q) / Q) of its work plus the minimum is not after the time at which the second
/// begins what follows floor(w'·(k-1)T / Q) of its work (after a pause, where one lies there); the maximum then counts from the first transfer to the
/// start. Of a first that runs already, what it did before now is taken at its earliest. Links into what has started or is done are not checked
/// (<c>link-early, link-late</c>).</item>
/// <item><b>Beginning.</b> What is neither started nor done has setup start ≥ now and start ≥ its job's release; with
/// <see cref="Machine.SetupNeedsParts"/> also the setup starts after release and minimum lags (with transfer: of the first)
/// (<c>before-now, before-release, setup-before-parts</c>).</item>
/// <item><b>Frozen window.</b> If <see cref="Problem.FrozenUntil"/> is after now: what the schedule in force begins (with its setup) before it, not thawed, keeps machine
/// and start; everything else has setup start ≥ it. Exempt: started and done, a pinned start, and what the schedule in force starts before now
/// although it has not started (nobody can keep that) (<c>frozen-moved, frozen-window</c>).</item>
/// <item><b>Material.</b> At every start (of the setup, where the machine needs the parts for it), all that was needed by planned operations
/// until then is no more than on hand and received until then. Within the same start the problem's order counts (<c>material-late</c>).</item>
/// <item><b>Floor.</b> Started: machine, setup start and start as on the floor; from now to the end the machine is open for exactly the remaining
/// time, paused by nothing else, and its last time unit is open; from now to the end it takes its machine, and the people and units it holds
/// whether they are there or not. Its assignment lists either all that it holds or nothing; units not listed are taken from those that can be. Started work
/// is first in the sequence and needs no setup. Started operations of a batch end when the longest does. Done: machine, start and end as on the floor; it
/// takes nothing any more. Pinned: machine and start as fixed (<c>started-moved, started-end, done-moved, pinned-machine, pinned-start</c>).</item>
/// </list>
/// </remarks>
public static class ScheduleCheck
{
    /// <summary>Every constraint that the schedule breaks, up to 1,000; empty: it is valid.</summary>
    public static IReadOnlyList<ProblemFault> Faults(Problem problem, IReadOnlyList<Assignment> assignments)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(assignments);
        var contradictions = ProblemCheck.Contradictions(problem);
        if (contradictions.Count > 0) return contradictions;
        var faults = new FaultList();
        var view = new PlanView(problem);
        view.Place(assignments, faults);
        new MachineRules(view, faults).Check();
        var holds = new HoldRules(view, faults);
        holds.Check();
        new TimeRules(view, holds, faults).Check();
        new OrderRules(view, holds, faults).Check();
        return faults.Faults;
    }

    /// <summary>What the schedule achieves. Of one that <see cref="Faults"/> refuses, the figures of the part that can be placed.</summary>
    public static Figures Figures(Problem problem, IReadOnlyList<Assignment> assignments)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(assignments);
        var view = new PlanView(problem);
        view.Place(assignments, new());
        var (first, last) = (new long[problem.Jobs.Count], new long[problem.Jobs.Count]);
        Array.Fill(first, long.MaxValue);
        Array.Fill(last, long.MinValue);
        var (changes, moves, end) = (0, 0, problem.Now);
        for (var operation = 0; operation < view.Operations.Length; operation++)
        {
            if (view.Given[operation] is not { } given) continue;
            var job = view.JobOf[operation];
            first[job] = Math.Min(first[job], given.Start);
            last[job] = Math.Max(last[job], given.End);
            end = Math.Max(end, given.End);
            if (!view.IsPlanned(operation) || !view.InForce.TryGetValue(operation, out var before)) continue;
            if (before.Machine != given.Machine) changes++;
            if (Math.Abs(before.Start - given.Start) > problem.MoveTolerance) moves++;
        }
        var (tardiness, late, inProcess, weighted, early) = (0L, 0, 0L, 0.0, 0.0);
        for (var index = 0; index < problem.Jobs.Count; index++)
        {
            if (last[index] == long.MinValue) continue;
            inProcess += last[index] - first[index];
            if (problem.Jobs[index].Due is not { } due) continue;
            var after = Math.Max(0, last[index] - due);
            tardiness += after;
            if (after > 0) late++;
            weighted += problem.Jobs[index].TardinessCost * after;
            early += problem.Jobs[index].EarlinessCost * Math.Max(0, due - last[index]);
        }
        var (setupTime, setups, setupCost) = (0L, 0, 0.0);
        foreach (var work in view.WorkOn.SelectMany(on => on).Where(work => !work.Started))
        {
            setupTime += work.Setup;
            if (work.Setup > 0) setups++;
            setupCost += work.SetupCost;
        }
        var figures = new Figures
        {
            WeightedTardiness = weighted, Tardiness = tardiness, LateJobs = late, Makespan = end - problem.Now, SetupTime = setupTime, Setups = setups,
            SetupCost = setupCost, WorkInProcess = inProcess, Earliness = early, MachineChanges = changes, StartMoves = moves,
        };
        var terms = problem.Objective.Terms;
        return figures with
        {
            Objective = terms.Count == 0 ? 0 : problem.Objective.InOrder ? figures.Of(terms[0].Measure) : terms.Sum(term => term.Weight * figures.Of(term.Measure)),
        };
    }
}
