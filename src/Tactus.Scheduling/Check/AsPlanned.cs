namespace Tactus.Scheduling.Check;

/// <summary>Lets time pass: the state of the floor at a later time if everything went by a schedule. For rehearsals and for plants whose floor does
/// not report; where it does, its reports are the truth.</summary>
public static class AsPlanned
{
    /// <summary>The problem at a later time, with the schedule in force.</summary>
    /// <remarks>What has ended is done, what runs has started with the rest of its time. A setup under way counts as started if the run follows it
    /// without waiting; a setup that is made ahead of time for parts that are not there yet is forgotten and must be made again. Machines are set
    /// to what they did last; material that was used is gone. Of work that runs the model knows the machine's shifts only: where it would have paused
    /// for its people, it ends earlier than planned. The frozen window keeps its length.</remarks>
    /// <param name="problem">The problem as it was.</param>
    /// <param name="schedule">A valid schedule of it.</param>
    /// <param name="now">Not before the problem's now.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="now"/> is before the problem's.</exception>
    /// <exception cref="InfeasibleException">The schedule is not valid.</exception>
    public static Problem At(Problem problem, IReadOnlyList<Assignment> schedule, long now)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentOutOfRangeException.ThrowIfLessThan(now, problem.Now);
        var faults = ScheduleCheck.Faults(problem, schedule);
        if (faults.Count > 0) throw new InfeasibleException(faults);
        var (view, none) = (new PlanView(problem), new FaultList());
        view.Place(schedule, none);
        var holds = new HoldRules(view, none);
        holds.Check();
        var floors = new Floor?[view.Operations.Length];
        var used = new Dictionary<string, decimal>();
        var states = problem.Machines.ToDictionary(machine => machine.Id, machine => new Dictionary<string, string>(machine.State));
        foreach (var work in view.WorkOn.SelectMany(on => on))
        {
            foreach (var member in work.Members)
            {
                if (FloorOf(view, holds, work, member, now) is not { State: not FloorState.Pinned } floor)
                {
                    floors[member] = view.Operations[member].Floor;
                    continue;
                }
                floors[member] = floor;
                if (work.Started) continue;
                foreach (var (attribute, value) in view.Operations[member].Attributes) states[floor.Machine!][attribute] = value;
                foreach (var need in view.Operations[member].Materials) used[need.Material] = used.GetValueOrDefault(need.Material) + need.Quantity;
            }
        }
        return problem with
        {
            Now = now, FrozenUntil = now + Math.Max(0, problem.FrozenUntil - problem.Now), InForce = schedule,
            Machines = [.. problem.Machines.Select(machine => machine with { State = states[machine.Id] })],
            Materials = [.. problem.Materials.Select(material => material with { OnHand = material.OnHand - used.GetValueOrDefault(material.Id) })],
            Jobs =
            [
                .. problem.Jobs.Select(job => job with
                {
                    Operations = [.. job.Operations.Select(operation => view.OperationIndex[operation.Id] is var index && view.IsDone(index) ? operation : operation with { Floor = floors[index] })],
                }),
            ],
        };
    }

    /// <summary>What is known at the time of an operation that was not done; null or pinned: it is still to come.</summary>
    private static Floor? FloorOf(PlanView view, HoldRules holds, Work work, int member, long now)
    {
        var given = view.Given[member]!;
        var before = view.Operations[member].Floor;
        if (work.End <= now) return new() { State = FloorState.Done, Machine = given.Machine, Start = given.Start, End = given.End };
        if (work.Started)
        {
            var gone = OpenTimes.Within(holds.OpenFor(work, setup: false), view.Problem.Now, now, long.MaxValue - 1);
            return before! with { Remaining = Math.Max(0, before.Remaining - gone) };
        }
        if (work.SetupStart >= now) return before;
        if (work.Start < now)
        {
            var done = OpenTimes.Within(holds.OpenFor(work, setup: false), work.Start, now, work.Run);
            return Started(work.Start, work.Run - done, Phase.Run);
        }
        var open = holds.OpenFor(work, setup: true);
        if (OpenTimes.Within(open, work.SetupStart, work.Start, work.Setup) != work.Setup) return before;
        return Started(work.SetupStart, work.Setup - OpenTimes.Within(open, work.SetupStart, now, work.Setup) + work.Run, Phase.Whole);

        // In the run nobody is held any more who was needed for the setup only.
        Floor Started(long start, long remaining, Phase phase)
        {
            var needs = view.Operations[member].Needs.Concat(view.ModeOn(member, given.Machine)?.Needs ?? []).SelectMany(need => Enumerable.Repeat(need.During, need.Units)).ToArray();
            var skills = view.Operations[member].Skills.SelectMany(need => Enumerable.Repeat(need.During, need.People)).ToArray();
            return new()
            {
                State = FloorState.Started, Machine = given.Machine, Start = start, Remaining = remaining,
                Holds =
                [
                    .. given.People.Where((_, i) => phase != Phase.Run || skills[i] != Phase.Setup).Distinct(),
                    .. given.Units.Where((_, i) => phase != Phase.Run || needs[i] != Phase.Setup).Distinct().Select(unit => unit[..unit.LastIndexOf('#')]),
                ],
            };
        }
    }
}
