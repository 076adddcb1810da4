namespace Tactus.Scheduling.Engine;

/// <summary>From a plan by number to assignments by name.</summary>
internal static class Extract
{
    internal static IReadOnlyList<Assignment> Assignments(Plan plan)
    {
        var model = plan.Model;
        var batches = Batches(plan);
        var assignments = new Assignment[model.Count];
        for (var i = 0; i < model.Count; i++)
        {
            var operation = model.Operations[i];
            var machine = model.ModeMachine[plan.Mode[i]];
            List<string> people = [], units = [];
            if (operation.Floor?.State == FloorState.Started)
            {
                foreach (var unit in model.Held[i]) (IsPerson(model, unit) ? people : units).Add(model.UnitName[unit]);
            }
            else if (model.State[i] != PlantModel.DoneState)
            {
                var slot = model.SlotFirst[i];
                for (var r = model.ReqFirst[plan.Mode[i]]; r < model.ReqFirst[plan.Mode[i] + 1]; r++)
                {
                    for (var k = 0; k < model.Requirements[r].Count; k++, slot++)
                        (model.Requirements[r].Pool >= 0 ? units : people).Add(model.UnitName[plan.Unit[slot]]);
                }
            }
            assignments[i] = new Assignment(operation.Id, model.UnitName[machine], plan.SetupStart[i], plan.Start[i], plan.End[i])
            {
                People = people,
                Units = units,
                Batch = batches?[i] ?? 0,
            };
        }
        Tighten(plan, assignments);
        return assignments;
    }

    private static bool IsPerson(PlantModel model, int unit) => unit >= model.PoolFirst[^1];

    /// <summary>Numbers of batches with more than one member, from 1 on each machine.</summary>
    private static int[]? Batches(Plan plan)
    {
        int[]? numbers = null;
        var next = new Dictionary<int, int>();
        var given = new Dictionary<int, int>();
        foreach (var i in plan.Order)
        {
            var batch = plan.Batch[i];
            if (batch < 0 || plan.BatchSize(batch) < 2) continue;
            numbers ??= new int[plan.Model.Count];
            if (!given.TryGetValue(batch, out var number))
            {
                var machine = plan.Machine(i);
                given[batch] = number = next[machine] = next.GetValueOrDefault(machine) + 1;
            }
            numbers[i] = number;
        }
        return numbers;
    }

    /// <summary>Pinned operations get the setup that the operation before them really asks for; it was kept free when that one was placed.</summary>
    private static void Tighten(Plan plan, Assignment[] assignments)
    {
        var model = plan.Model;
        for (var machine = 0; machine < model.MachineCount; machine++)
        {
            if (model.Fixtures[machine] is not { } fixtures) continue;
            foreach (var fixture in fixtures)
            {
                var i = fixture.Operation;
                if (model.Operations[i].Floor is not { State: FloorState.Pinned }) continue;
                var state = model.InitialState[machine];
                var free = model.InitialFree[machine];
                foreach (var other in Enumerable.Range(0, model.Count)
                             .Where(other => other != i && model.State[other] != PlantModel.DoneState && plan.Machine(other) == machine
                                             && plan.Start[other] < plan.Start[i] && plan.End[other] > model.Problem.Now).OrderBy(other => plan.Start[other]))
                {
                    if (model.Operations[other].Floor?.State != FloorState.Started && plan.Start[other] >= model.Begin)
                        state = model.Setups.Next(state, model.ClassOf[other]);
                    free = Math.Max(free, plan.End[other]);
                }
                var setup = model.ModeSetup[plan.Mode[i]] + model.Setups.Time(model.ProfileOf[machine], state, model.ClassOf[i]);
                var setupStart = setup == 0 ? plan.Start[i] : Math.Max(free, model.Open[machine].Subtract(plan.Start[i], setup));
                assignments[i] = assignments[i] with { SetupStart = setupStart };
            }
        }
    }
}
