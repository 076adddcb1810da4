namespace Tactus.Scheduling.Check;

/// <summary>Needs that no schedule can meet: material, open time, people, tools, room.</summary>
internal sealed class ResourceLimits(PlanView view, FaultList faults)
{
    private readonly Problem problem = view.Problem;
    private readonly long[] longestOn = new long[view.Machines.Length];
    private readonly Dictionary<string, (HashSet<int> People, long Longest)> skills = [];
    private readonly Dictionary<string, (long Units, long Longest)> pools = [];

    internal void Check()
    {
        Array.Fill(longestOn, -1);
        foreach (var pool in problem.Pools)
        {
            pools[pool.Id] = (pool.Groups.Sum(group => (long)group.Units),
                pool.Groups.Select(group => OpenTimes.Of(view.CalendarOf(group.Calendar), group.Down).Longest(problem.Now)).DefaultIfEmpty(0).Max());
        }
        for (var person = 0; person < problem.People.Count; person++) Skills(person);
        for (var operation = 0; operation < view.Operations.Length; operation++)
        {
            if (view.IsDone(operation)) continue;
            if (view.IsStarted(operation)) Started(operation);
            else Planned(operation);
        }
        Materials();
    }

    private void Skills(int person)
    {
        var who = problem.People[person];
        var open = OpenTimes.Of(view.CalendarOf(who.Calendar), who.Absent);
        foreach (var certificate in who.Skills)
        {
            if (!skills.TryGetValue(certificate.Skill, out var known)) known = ([], 0);
            var longest = certificate.Until <= problem.Now ? 0 : open.Longest(Math.Max(problem.Now, certificate.From), certificate.Until);
            if (longest > 0) known.People.Add(person);
            skills[certificate.Skill] = (known.People, Math.Max(known.Longest, longest));
        }
    }

    private void Started(int operation)
    {
        var floor = view.Operations[operation].Floor!;
        if (floor.Remaining > 0 && Longest(view.MachineIndex[floor.Machine!]) == 0)
            faults.Add("never-open", $"machine {floor.Machine}", $"Operation {view.Operations[operation].Id} runs on machine {floor.Machine} with {floor.Remaining} still to do, but the machine never opens again after {view.When(problem.Now)}.");
    }

    private void Planned(int operation)
    {
        var what = view.Operations[operation];
        var (fits, opens, spans, shortest, best) = (false, false, false, long.MaxValue, (Machine: "", Longest: -1L, Run: 0L));
        foreach (var mode in Allowed(what))
        {
            var machine = view.MachineIndex[mode.Machine];
            if (view.Machines[machine].BatchCapacity > 0 && what.Size > view.Machines[machine].BatchCapacity) continue;
            fits = true;
            var (run, longest) = (WorkTime.At(mode.Time, view.Machines[machine].Efficiency), Longest(machine));
            shortest = Math.Min(shortest, run);
            opens |= longest > 0 || run == 0;
            spans |= longest >= run || what.Interruptible;
            if (longest > best.Longest) best = (mode.Machine, longest, run);
            Pools(what, mode);
        }
        if (!fits)
        {
            faults.Add("too-large", view.Name(operation), $"Operation {what.Id} has size {what.Size}; none of its machines ({string.Join(", ", Allowed(what).Take(5).Select(mode => mode.Machine))}) takes more than {Allowed(what).Max(mode => view.Machines[view.MachineIndex[mode.Machine]].BatchCapacity)} in a batch.");
            return;
        }
        if (!opens)
            faults.Add("never-open", view.Name(operation), $"Operation {what.Id} can only be done on {best.Machine}{(Allowed(what).Skip(1).Any() ? " and machines like it" : "")}, whose calendar never opens after {view.When(problem.Now)}.");
        else if (!spans)
            faults.Add("run-too-long", view.Name(operation), $"Operation {what.Id} takes {best.Run} without a pause; the longest open time, on machine {best.Machine}, is {best.Longest}. Let it be interruptible, or give a longer shift.");
        People(operation, what, shortest);
    }

    private IEnumerable<Mode> Allowed(Operation operation) =>
        operation.Floor?.Machine is { } fixedTo ? operation.Modes.Where(mode => mode.Machine == fixedTo) : operation.Modes;

    private void Pools(Operation what, Mode mode)
    {
        if (what.Needs.Count == 0 && mode.Needs is not { Count: > 0 }) return;
        foreach (var group in what.Needs.Concat(mode.Needs ?? []).GroupBy(need => need.Pool))
        {
            var needed = Together(group.Select(need => (need.Units, need.During)));
            var (units, longest) = pools[group.Key];
            if (needed > units)
                faults.Add("pool-small", $"operation {what.Id}", $"Operation {what.Id} on {mode.Machine} needs {needed} units of pool {group.Key} at a time; there are {units}.");
            else if (longest == 0)
                faults.Add("never-open", $"pool {group.Key}", $"Operation {what.Id} needs pool {group.Key}, which is never there after {view.When(problem.Now)}.");
            else if (!what.Interruptible && longest < WorkTime.At(mode.Time, view.Machines[view.MachineIndex[mode.Machine]].Efficiency) && group.Any(need => need.During != Phase.Setup))
                faults.Add("run-too-long", $"operation {what.Id}", $"Operation {what.Id} on {mode.Machine} may not pause and takes longer than pool {group.Key} is ever there without a pause ({longest}).");
        }
    }

    private void People(int operation, Operation what, long run)
    {
        if (what.Skills.Count == 0) return;
        foreach (var group in what.Skills.GroupBy(need => need.Skill))
        {
            if (!skills.TryGetValue(group.Key, out var able) || able.People.Count == 0)
            {
                faults.Add("nobody", view.Name(operation), skills.ContainsKey(group.Key)
                    ? (FormattableString)$"Operation {what.Id} needs skill {group.Key}; nobody who has it is there after {view.When(problem.Now)} while the certificate is valid."
                    : $"Operation {what.Id} needs skill {group.Key}, which nobody has.");
                continue;
            }
            var needed = Together(group.Select(need => (need.People, need.During)));
            if (needed > able.People.Count)
                faults.Add("too-few-people", view.Name(operation), $"Operation {what.Id} needs {needed} people with skill {group.Key} at a time; {able.People.Count} have it.");
            else if (!what.Interruptible && run > able.Longest && group.Any(need => need.During != Phase.Setup))
                faults.Add("run-too-long", view.Name(operation), $"Operation {what.Id} takes {run} without a pause; nobody with skill {group.Key} is there for more than {able.Longest} at a time.");
        }
        if (what.Skills.Count < 2) return;
        // Somebody with two skills is one person: all needs together against all who have any of them.
        var all = what.Skills.Where(need => skills.ContainsKey(need.Skill)).SelectMany(need => skills[need.Skill].People).Distinct().Count();
        var together = Together(what.Skills.Select(need => (need.People, need.During)));
        if (together > all && what.Skills.All(need => skills.TryGetValue(need.Skill, out var able) && able.People.Count >= need.People))
            faults.Add("too-few-people", view.Name(operation), $"Operation {what.Id} needs {together} people at a time; only {all} have any of its skills.");
    }

    /// <summary>The most that are needed at a time: in the setup or in the run.</summary>
    private static long Together(IEnumerable<(int Number, Phase During)> needs)
    {
        var (setup, run) = (0L, 0L);
        foreach (var (number, during) in needs)
        {
            if (during != Phase.Run) setup += number;
            if (during != Phase.Setup) run += number;
        }
        return Math.Max(setup, run);
    }

    private void Materials()
    {
        var needs = new Dictionary<string, List<(int Operation, decimal Quantity)>>();
        for (var operation = 0; operation < view.Operations.Length; operation++)
        {
            if (!view.IsPlanned(operation)) continue;
            foreach (var need in view.Operations[operation].Materials)
            {
                if (need.Quantity == 0) continue;
                if (!needs.TryGetValue(need.Material, out var list)) needs[need.Material] = list = [];
                list.Add((operation, need.Quantity));
            }
        }
        foreach (var material in problem.Materials)
        {
            if (!needs.TryGetValue(material.Id, out var list)) continue;
            var (needed, there) = (list.Sum(need => need.Quantity), material.OnHand + material.Receipts.Sum(receipt => receipt.Quantity));
            if (needed <= there) continue;
            var names = list.Take(5).Select(need => $"{view.Operations[need.Operation].Id} ({need.Quantity.ToString(System.Globalization.CultureInfo.InvariantCulture)})");
            faults.Add("material-short", $"material {material.Id}",
                $"Material {material.Id} is short by {needed - there}: {needed} is needed, {material.OnHand} is on hand and {there - material.OnHand} comes. It is needed by operation {string.Join(", ", names)}{(list.Count > 5 ? $" and {list.Count - 5} more" : "")}.");
        }
    }

    private long Longest(int machine) => longestOn[machine] >= 0 ? longestOn[machine] : longestOn[machine] = view.OpenOf(machine).Longest(problem.Now);
}
