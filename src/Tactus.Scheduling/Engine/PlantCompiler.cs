using Tactus.Scheduling.Check;

namespace Tactus.Scheduling.Engine;

/// <summary>Turns a problem that <c>ProblemCheck</c> has accepted into arrays.</summary>
internal static class PlantCompiler
{
    internal static PlantModel Compile(Problem problem)
    {
        var machineIndex = Index(problem.Machines.Select(machine => machine.Id));
        var poolIndex = Index(problem.Pools.Select(pool => pool.Id));
        var materialIndex = Index(problem.Materials.Select(material => material.Id));
        var operations = problem.Jobs.SelectMany(job => job.Operations).ToArray();
        var operationIndex = Index(operations.Select(operation => operation.Id));
        var units = new UnitTable(problem, poolIndex);
        var setups = new SetupModel(problem.Setups,
            operations.Select(operation => operation.Attributes).Concat(problem.Machines.Select(machine => machine.State)));
        var setupIndex = Index(problem.Setups.Select(table => table.Id));

        int count = operations.Length, jobs = problem.Jobs.Count;
        int[] jobFirst = new int[jobs + 1], jobOf = new int[count];
        for (int j = 0, at = 0; j < jobs; j++)
        {
            for (var i = 0; i < problem.Jobs[j].Operations.Count; i++) jobOf[at++] = j;
            jobFirst[j + 1] = at;
        }

        int[] modeFirst = new int[count + 1], slotFirst = new int[count + 1], materialFirst = new int[count + 1];
        List<int> modeMachine = [], reqFirst = [0], materialOf = [];
        List<long> modeRun = [], modeSetup = [];
        List<long> materialQuantity = [];
        List<Requirement> requirements = [];
        var families = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var operation = operations[i];
            var slots = 0;
            foreach (var mode in ModesOf(operation))
            {
                var machine = machineIndex[mode.Machine];
                var speed = problem.Machines[machine].Efficiency;
                modeMachine.Add(machine);
                modeRun.Add(WorkTime.At(mode.Time, speed));
                modeSetup.Add(WorkTime.At(mode.Setup, speed));
                var before = requirements.Count;
                foreach (var need in operation.Needs.Concat(mode.Needs ?? []))
                    requirements.Add(new Requirement(poolIndex[need.Pool], -1, need.Units, need.During));
                foreach (var need in operation.Skills)
                    requirements.Add(new Requirement(-1, units.Skill(need.Skill), need.People, need.During));
                slots = Math.Max(slots, requirements.Skip(before).Sum(requirement => requirement.Count));
                reqFirst.Add(requirements.Count);
            }
            modeFirst[i + 1] = modeMachine.Count;
            slotFirst[i + 1] = slotFirst[i] + slots;
            foreach (var need in operation.Materials)
            {
                materialOf.Add(materialIndex[need.Material]);
                materialQuantity.Add((long)Math.Ceiling(need.Quantity * 1_000_000));
            }
            materialFirst[i + 1] = materialOf.Count;
        }

        var (before_, beforeFirst) = Links(problem, operationIndex, count);
        var (after, afterFirst) = Successors(before_, beforeFirst, count);
        var forces = new Dictionary<int, Assignment>();
        foreach (var assignment in problem.InForce ?? [])
        {
            if (operationIndex.TryGetValue(assignment.Operation, out var i)) forces.TryAdd(i, assignment);
        }
        int[] forceMachine = new int[count];
        long[] forceStart = new long[count];
        for (var i = 0; i < count; i++)
        {
            forceMachine[i] = forces.TryGetValue(i, out var force) && machineIndex.TryGetValue(force.Machine, out var m) ? m : -1;
            forceStart[i] = forceMachine[i] >= 0 ? forces[i].Start : -1;
        }
        var thawed = problem.Thawed.ToHashSet(StringComparer.Ordinal);
        var weights = new double[Enum.GetValues<Measure>().Length];
        foreach (var term in problem.Objective.Terms) weights[(int)term.Measure] += term.Weight;

        var model = new PlantModel
        {
            Problem = problem,
            JobFirst = jobFirst,
            Due = [.. problem.Jobs.Select(job => job.Due ?? OpenTime.Never)],
            Release = [.. problem.Jobs.Select(job => job.Release)],
            Tardiness = [.. problem.Jobs.Select(job => job.TardinessCost)],
            Earliness = [.. problem.Jobs.Select(job => job.Due is null ? 0 : job.EarlinessCost)],
            Operations = operations,
            JobOf = jobOf,
            Interruptible = [.. operations.Select(operation => operation.Interruptible)],
            ModeFirst = modeFirst,
            SlotFirst = slotFirst,
            ClassOf = [.. operations.Select(operation => setups.Class(operation.Attributes))],
            FamilyOf = [.. operations.Select(operation => operation.Family is null ? -1
                : families.TryGetValue(operation.Family, out var family) ? family : families[operation.Family] = families.Count)],
            SizeOf = [.. operations.Select(operation => operation.Size)],
            MaterialFirst = materialFirst,
            MaterialOf = [.. materialOf],
            MaterialQuantity = [.. materialQuantity],
            BeforeFirst = beforeFirst,
            Before = before_,
            AfterFirst = afterFirst,
            After = after,
            ModeMachine = [.. modeMachine],
            ModeRun = [.. modeRun],
            ModeSetup = [.. modeSetup],
            ReqFirst = [.. reqFirst],
            Requirements = [.. requirements],
            MachineCount = problem.Machines.Count,
            ProfileOf = [.. problem.Machines.Select(machine => setups.Profile(machine.Setups.Select(id => setupIndex[id]), machine.SetupsTogether))],
            InitialState = [.. problem.Machines.Select(machine => setups.Class(machine.State))],
            BatchCapacity = [.. problem.Machines.Select(machine => machine.BatchCapacity)],
            NeedsParts = [.. problem.Machines.Select(machine => machine.SetupNeedsParts)],
            Setups = setups,
            UnitCount = units.Open.Count,
            Open = [.. units.Open],
            UnitName = [.. units.Names],
            UnitByName = units.ByName,
            PoolFirst = units.PoolFirst,
            Skilled = units.Skilled,
            SkilledFrom = units.SkilledFrom,
            SkilledUntil = units.SkilledUntil,
            SkillCount = units.SkillCount,
            SupplyAt = [.. problem.Materials.Select(material => SupplyOf(problem, material).At)],
            Supply = [.. problem.Materials.Select(material => SupplyOf(problem, material).Sum)],
            State = new int[count],
            FixedSetupStart = new long[count],
            FixedStart = new long[count],
            FixedEnd = new long[count],
            FixedMode = new int[count],
            FixedUnits = new int[count][],
            Held = new int[count][],
            ForceMachine = forceMachine,
            ForceStart = forceStart,
            Weights = weights,
            Thawed = [.. operations.Select(operation => thawed.Contains(operation.Id))],
            Begin = Math.Max(problem.Now, problem.FrozenUntil),
        };
        setups.Freeze();
        new FixedWork(model, forces, machineIndex, units).Place();
        return model;
    }

    /// <summary>The modes that a pin leaves.</summary>
    private static IEnumerable<Mode> ModesOf(Operation operation) =>
        operation.Floor is { State: not FloorState.Done, Machine: { } machine } ? operation.Modes.Where(mode => mode.Machine == machine) : operation.Modes;

    internal static Dictionary<string, int> Index(IEnumerable<string> ids)
    {
        Dictionary<string, int> index = new(StringComparer.Ordinal);
        foreach (var id in ids) index.Add(id, index.Count);
        return index;
    }

    private static (long[] At, long[] Sum) SupplyOf(Problem problem, Material material)
    {
        List<long> at = [problem.Now];
        List<decimal> sums = [material.OnHand];
        foreach (var receipt in material.Receipts.OrderBy(receipt => receipt.At))
        {
            at.Add(Math.Max(receipt.At, problem.Now));
            sums.Add(sums[^1] + receipt.Quantity);
        }
        return ([.. at], [.. sums.Select(sum => (long)Math.Floor(sum * 1_000_000))]);
    }

    private static (PlantLink[] Links, int[] First) Links(Problem problem, Dictionary<string, int> index, int count)
    {
        var lists = new List<PlantLink>?[count];
        void Add(int from, int to, Link link) => (lists[to] ??= []).Add(
            new PlantLink(from, link.MinLag, link.MaxLag ?? PlantLink.NoMost, link.Kind, link.Kind == LinkKind.EndToStart ? link.Transfer : 0));
        var at = 0;
        var plain = new Link("", "");
        foreach (var job in problem.Jobs)
        {
            if (job.Links is null)
            {
                for (var i = 1; i < job.Operations.Count; i++) Add(at + i - 1, at + i, plain);
            }
            else
            {
                foreach (var link in job.Links) Add(index[link.From], index[link.To], link);
            }
            at += job.Operations.Count;
        }
        foreach (var link in problem.Links) Add(index[link.From], index[link.To], link);
        var first = new int[count + 1];
        List<PlantLink> all = [];
        for (var i = 0; i < count; i++)
        {
            // What has started or is done has been let in already.
            if (lists[i] is { } list) all.AddRange(list);
            first[i + 1] = all.Count;
        }
        return ([.. all], first);
    }

    private static (int[] After, int[] First) Successors(PlantLink[] before, int[] beforeFirst, int count)
    {
        var first = new int[count + 1];
        foreach (var link in before) first[link.From + 1]++;
        for (var i = 0; i < count; i++) first[i + 1] += first[i];
        var next = first.ToArray();
        var after = new int[before.Length];
        for (var i = 0; i < count; i++)
        {
            for (var k = beforeFirst[i]; k < beforeFirst[i + 1]; k++) after[next[before[k].From]++] = i;
        }
        return (after, first);
    }
}

/// <summary>Machines, units of pools and people as units with their open times; skills as lists of people.</summary>
internal sealed class UnitTable
{
    internal List<OpenTime> Open { get; } = [];

    internal List<string> Names { get; } = [];

    internal int[] PoolFirst { get; }

    internal int[][] Skilled { get; private set; } = [];

    internal long[][] SkilledFrom { get; private set; } = [];

    internal long[][] SkilledUntil { get; private set; } = [];

    /// <summary>Skills of each unit; people who can do less are taken first.</summary>
    internal int[] SkillCount { get; }

    internal Dictionary<string, int> ByName { get; } = new(StringComparer.Ordinal);

    private readonly Dictionary<string, int> _skills = new(StringComparer.Ordinal);

    internal UnitTable(Problem problem, Dictionary<string, int> poolIndex)
    {
        var calendars = problem.Calendars.ToDictionary(calendar => calendar.Id, StringComparer.Ordinal);
        var shared = new Dictionary<string, OpenTime>(StringComparer.Ordinal);
        var begin = problem.Now;
        OpenTime Times(string? calendar, IReadOnlyList<Span>? down)
        {
            if (down is { Count: > 0 }) return new OpenTime(calendar is null ? null : calendars[calendar], down, begin);
            if (calendar is null) return OpenTime.Always;
            if (!shared.TryGetValue(calendar, out var times)) shared.Add(calendar, times = new OpenTime(calendars[calendar], [], begin));
            return times;
        }
        foreach (var machine in problem.Machines) Add(machine.Id, Times(machine.Calendar, machine.Down), null);
        PoolFirst = new int[poolIndex.Count + 1];
        for (var p = 0; p < problem.Pools.Count; p++)
        {
            PoolFirst[p] = Open.Count;
            var pool = problem.Pools[p];
            var k = 0;
            foreach (var group in pool.Groups)
            {
                for (var i = 0; i < group.Units; i++, k++) Add($"{pool.Id}#{k}", Times(group.Calendar, group.Down), $"{pool.Id}#{k}");
            }
        }
        PoolFirst[^1] = Open.Count;
        var firstPerson = Open.Count;
        foreach (var person in problem.People) Add(person.Id, Times(person.Calendar, person.Absent), person.Id);
        SkillCount = new int[Open.Count];
        foreach (var certificate in problem.People.SelectMany(person => person.Skills)) Skill(certificate.Skill);
        foreach (var need in problem.Jobs.SelectMany(job => job.Operations).SelectMany(operation => operation.Skills)) Skill(need.Skill);
        Certificates(problem, firstPerson);
    }

    internal int Skill(string name)
    {
        if (!_skills.TryGetValue(name, out var id)) _skills.Add(name, id = _skills.Count);
        return id;
    }

    private void Certificates(Problem problem, int firstPerson)
    {
        var lists = Enumerable.Range(0, _skills.Count).Select(_ => new List<(int Unit, long From, long Until)>()).ToArray();
        for (var i = 0; i < problem.People.Count; i++)
        {
            foreach (var certificate in problem.People[i].Skills) lists[_skills[certificate.Skill]].Add((firstPerson + i, certificate.From, certificate.Until));
            SkillCount[firstPerson + i] = problem.People[i].Skills.Count;
        }
        Skilled = [.. lists.Select(list => list.Select(entry => entry.Unit).ToArray())];
        SkilledFrom = [.. lists.Select(list => list.Select(entry => entry.From).ToArray())];
        SkilledUntil = [.. lists.Select(list => list.Select(entry => entry.Until).ToArray())];
    }

    private void Add(string name, OpenTime open, string? key)
    {
        if (key is not null) ByName[key] = Open.Count;
        Names.Add(name);
        Open.Add(open);
    }
}
