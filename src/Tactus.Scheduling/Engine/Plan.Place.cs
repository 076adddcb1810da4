namespace Tactus.Scheduling.Engine;

/// <summary>Finds the earliest place of an operation (or of the members of a batch) after what has been placed already.</summary>
internal sealed partial class Plan
{
    /// <summary>A choice of units is looked at again with the times that it led to at most so often.</summary>
    private const int Rounds = 3;

    private const int MostClashes = 2_000;

    private long _placedSetup, _placedStart, _placedEnd;

    private readonly record struct Demand(int Machine, int Class, long SetupFixed, long Run, bool Interruptible, long Begin, long Ready, bool AfterParts);

    /// <summary>Places <see cref="_members"/>[0..count) together on the machine of the first one's mode.</summary>
    /// <returns>False: it cannot be done, or a maximum lag asks for an operation before to start later.</returns>
    private bool Place(int count)
    {
        var first = _members[0];
        var machine = _model.ModeMachine[Mode[first]];
        long begin = 0, ready = 0, run = 0, setupFixed = 0, latest = long.MaxValue;
        var interruptible = true;
        var lagFrom = -1;
        var overlaps = false;
        for (var k = 0; k < count; k++)
        {
            var i = _members[k];
            var mode = Mode[i];
            run = Math.Max(run, _model.ModeRun[mode]);
            setupFixed = Math.Max(setupFixed, _model.ModeSetup[mode]);
            interruptible &= _model.Interruptible[i];
            begin = Math.Max(begin, _model.BeginOf(i));
            ready = Math.Max(ready, Math.Max(Hold[i], _model.Release[_model.JobOf[i]]));
            overlaps |= Predecessors(i, ref ready, ref latest, ref lagFrom);
            // Members take their material one after the other.
            for (var m = _model.MaterialFirst[i]; m < _model.MaterialFirst[i + 1]; m++)
            {
                var material = _model.MaterialOf[m];
                var quantity = Used(material) + _model.MaterialQuantity[m];
                for (var other = 0; other < k; other++) quantity += NeedOf(_members[other], material);
                ready = Math.Max(ready, _model.SupplyTime(material, quantity));
            }
        }
        ready = Math.Max(ready, begin);
        if (ready >= OpenTime.Never) return false;
        var demand = new Demand(machine, _model.ClassOf[first], setupFixed, run, interruptible, begin, ready, _model.NeedsParts[machine]);
        for (var tries = 0; ; tries++)
        {
            if (!Fit(count, demand)) return false;
            if (!overlaps || tries > 10_000) break;
            var shift = Overrun(count, run, interruptible);
            if (shift == 0) break;
            demand = demand with { Ready = _placedStart + shift };
        }
        if (_placedStart > latest && !_lagsLater)
        {
            // What comes before must be later by so much.
            _lagOperation = lagFrom;
            _lagHold = Start[lagFrom] + (_placedStart - latest);
            return false;
        }
        var setup = setupFixed + _placedSetupChange;
        for (var k = 0; k < count; k++)
        {
            var i = _members[k];
            Start[i] = _placedStart;
            End[i] = _placedEnd;
            Run[i] = run;
            Pauses[i] = interruptible;
            SetupStart[i] = _placedSetup;
            SetupTime[i] = k == 0 ? setup : 0;
            SetupMoney[i] = k == 0 && Weight(Measure.SetupCost) > 0 ? _model.Setups.Cost(_model.ProfileOf[machine], _placedState, demand.Class) : 0;
        }
        return true;
    }

    private long _placedSetupChange;
    private int _placedState;

    private long NeedOf(int operation, int material)
    {
        long sum = 0;
        for (var m = _model.MaterialFirst[operation]; m < _model.MaterialFirst[operation + 1]; m++)
        {
            if (_model.MaterialOf[m] == material) sum += _model.MaterialQuantity[m];
        }
        return sum;
    }

    /// <summary>Bounds of the start by what comes before.</summary>
    /// <returns>Whether parts are passed on before the end somewhere, which needs a closer look at the times.</returns>
    private bool Predecessors(int i, ref long ready, ref long latest, ref int lagFrom)
    {
        var overlaps = false;
        for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
        {
            ref readonly var link = ref _model.Before[k];
            var from = link.From;
            long anchor;
            if (link.Kind == LinkKind.StartToStart)
            {
                anchor = Start[from];
            }
            else if (link.Transfer > 0 && _model.State[from] != PlantModel.DoneState)
            {
                anchor = Progress(from, Part(Run[from], link.Transfer, _model.Operations[from].Quantity, true));
                overlaps = true;
            }
            else
            {
                anchor = End[from];
            }
            ready = Math.Max(ready, anchor + link.MinLag);
            if (link.MaxLag != PlantLink.NoMost && anchor + link.MaxLag < latest)
            {
                latest = anchor + link.MaxLag;
                lagFrom = from;
            }
        }
        return overlaps;
    }

    /// <summary>Work of so many of all pieces.</summary>
    internal static long Part(long work, long pieces, long all, bool up)
    {
        if (all <= 0 || pieces >= all) return work;
        var product = (Int128)work * pieces;
        return (long)((product + (up ? all - 1 : 0)) / all);
    }

    /// <summary>When a placed operation has done some of its work.</summary>
    private long Progress(int i, long work)
    {
        if (work == 0) return Start[i];
        if (_model.Operations[i].Floor is { State: FloorState.Started } floor)
        {
            var toDo = floor.Remaining - (Run[i] - work);
            return toDo <= 0 ? _model.Problem.Now : _model.Open[Machine(i)].Add(_model.Problem.Now, toDo);
        }
        return ProgressFrom(Mode[i], _model.SlotFirst[i], Pauses[i], Start[i], work);
    }

    private long ProgressFrom(int mode, int slot, bool interruptible, long start, long work)
    {
        if (!interruptible || work == 0) return start + work;
        OpenSet open = default;
        open.Add(_model.Open[_model.ModeMachine[mode]]);
        for (var r = _model.ReqFirst[mode]; r < _model.ReqFirst[mode + 1]; r++)
        {
            for (var k = 0; k < _model.Requirements[r].Count; k++, slot++)
            {
                if (_model.Requirements[r].During != Phase.Setup) open.Add(_model.Open[Unit[slot]]);
            }
        }
        return open.Add(start, work);
    }

    /// <summary>By how much the start must be later, so that no piece is needed before it is passed on.</summary>
    private long Overrun(int count, long run, bool interruptible)
    {
        long most = 0;
        for (var member = 0; member < count; member++)
        {
            var i = _members[member];
            for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
            {
                ref readonly var link = ref _model.Before[k];
                if (link.Transfer <= 0 || link.Kind != LinkKind.EndToStart || _model.State[link.From] == PlantModel.DoneState) continue;
                var pieces = _model.Operations[link.From].Quantity;
                long before = Run[link.From], after = run;
                for (long passed = 0; passed < pieces; passed += link.Transfer)
                {
                    var there = Progress(link.From, Part(before, Math.Min(passed + link.Transfer, pieces), pieces, true)) + link.MinLag;
                    var needed = ProgressFrom(Mode[i], _model.SlotFirst[i], interruptible, _placedStart, Part(after, passed, pieces, false));
                    most = Math.Max(most, there - needed);
                }
            }
        }
        return most;
    }

    /// <summary>Chooses units and finds the earliest times.</summary>
    private bool Fit(int count, in Demand demand)
    {
        var machine = demand.Machine;
        var free = Free(machine);
        var state = StateOf(machine);
        for (var round = 0; ; round++)
        {
            var change = _model.Setups.Time(_model.ProfileOf[machine], state, demand.Class);
            var setup = demand.SetupFixed + change;
            OpenSet alone = default;
            alone.Add(_model.Open[machine]);
            var u0 = Math.Max(free, demand.AfterParts ? demand.Ready : demand.Begin);
            if (!Times(alone, alone, u0, setup, demand.Ready, demand)) return false;
            var (bestSetup, bestStart, bestEnd) = (_placedSetup, _placedStart, _placedEnd);
            for (var again = 0; again < Rounds; again++)
            {
                var (expectedStart, expectedEnd) = (bestStart, bestEnd);
                if (!ChooseUnits(count, demand, setup, bestSetup, bestStart, bestEnd, out var any)) return false;
                if (!any) break;
                OpenSet forSetup = alone, forRun = alone;
                var from = u0;
                var runFrom = demand.Ready;
                for (var k = 0; k < count; k++) Gather(_members[k], setup, ref forSetup, ref forRun, ref from, ref runFrom);
                if (!Times(forSetup, forRun, from, setup, runFrom, demand)) return false;
                (bestSetup, bestStart, bestEnd) = (_placedSetup, _placedStart, _placedEnd);
                if (bestStart == expectedStart && bestEnd == expectedEnd) break;
            }
            (_placedSetup, _placedStart, _placedEnd) = (bestSetup, bestStart, bestEnd);
            _placedSetupChange = change;
            _placedState = state;
            if (_model.Fixtures[machine] is not null)
            {
                // What is fixed may lie before the place found, and leave the machine set up differently.
                var left = NextFixtures(machine, Free(machine), StateOf(machine), _placedSetup, ref free);
                if (left != state)
                {
                    state = left;
                    if (round > MostClashes) return false;
                    continue;
                }
            }
            var clash = Clash(count, machine, demand);
            if (clash.To == 0) return true;
            // A fixed operation stands in the way: look behind it.
            if (clash.Unit == machine)
            {
                free = Math.Max(free, clash.To);
                state = NextFixtures(machine, Free(machine), StateOf(machine), free, ref free);
            }
            else
            {
                free = Math.Max(free + 1, clash.To);
            }
            if (round > MostClashes) return false;
        }
    }

    /// <summary>Earliest setup, start and end with given things there.</summary>
    private bool Times(in OpenSet forSetup, in OpenSet forRun, long from, long setup, long ready, in Demand demand)
    {
        var done = setup > 0 ? forSetup.Add(from, setup) : from;
        if (done >= OpenTime.Never) return false;
        _placedStart = forRun.Run(Math.Max(done, ready), demand.Run, demand.Interruptible, out _placedEnd);
        if (_placedStart >= OpenTime.Never || _placedEnd >= OpenTime.Never) return false;
        _placedSetup = setup > 0 ? Math.Max(from, forSetup.Subtract(_placedStart, setup, from)) : _placedStart;
        return true;
    }

    private void Gather(int i, long setup, ref OpenSet forSetup, ref OpenSet forRun, ref long from, ref long runFrom)
    {
        var mode = Mode[i];
        var slot = _model.SlotFirst[i];
        for (var r = _model.ReqFirst[mode]; r < _model.ReqFirst[mode + 1]; r++)
        {
            ref readonly var requirement = ref _model.Requirements[r];
            for (var k = 0; k < requirement.Count; k++, slot++)
            {
                var unit = Unit[slot];
                if (requirement.During != Phase.Run && setup > 0)
                {
                    forSetup.Add(_model.Open[unit]);
                    from = Math.Max(from, Free(unit));
                }
                if (requirement.During != Phase.Setup)
                {
                    forRun.Add(_model.Open[unit]);
                    runFrom = Math.Max(runFrom, Free(unit));
                }
            }
        }
    }

    /// <summary>Takes for each need the units that delay least; among those that do not delay what it had before, then the fittest.</summary>
    private bool ChooseUnits(int count, in Demand demand, long setup, long setupStart, long start, long end, out bool any)
    {
        any = false;
        for (var member = 0; member < count; member++)
        {
            var i = _members[member];
            var mode = Mode[i];
            var slot = _model.SlotFirst[i];
            var last = slot;
            for (var r = _model.ReqFirst[mode]; r < _model.ReqFirst[mode + 1]; r++)
            {
                ref readonly var requirement = ref _model.Requirements[r];
                for (var k = 0; k < requirement.Count; k++, last++)
                {
                    any = true;
                    var from = requirement.During == Phase.Run ? start : setupStart;
                    var to = requirement.During == Phase.Setup ? start : end;
                    if (KeepUnits && Unit[last] >= 0) continue;
                    var chosen = ChooseUnit(requirement, member, slot, last, from, to, setup, demand);
                    if (chosen < 0) return false;
                    Unit[last] = chosen;
                }
            }
            for (; last < _model.SlotFirst[i + 1]; last++) Unit[last] = -1;
        }
        return true;
    }

    private int ChooseUnit(in Requirement requirement, int member, int slot, int last, long from, long to, long setup, in Demand demand)
    {
        var wished = Unit[last];
        var best = -1;
        long bestDelay = long.MaxValue, bestFree = long.MinValue;
        var bestSkills = int.MaxValue;
        var candidates = requirement.Pool >= 0 ? default : _model.Skilled[requirement.Skill].AsSpan();
        var first = requirement.Pool >= 0 ? _model.PoolFirst[requirement.Pool] : 0;
        var size = requirement.Pool >= 0 ? _model.PoolFirst[requirement.Pool + 1] - first : candidates.Length;
        // What it had before is taken again without a look at the others, if it delays nothing.
        if (wished >= 0 && Free(wished) <= from && !TakenHere(wished, member, slot, last))
        {
            var open = _model.Open[wished];
            if (open.Covers(from, to) && May(requirement, wished, from, to)) return wished;
        }
        for (var c = 0; c < size; c++)
        {
            var unit = requirement.Pool >= 0 ? first + c : candidates[c];
            if (TakenHere(unit, member, slot, last)) continue;
            var free = Free(unit);
            var delay = Delay(unit, free, from, to, requirement.During, setup, demand);
            if (requirement.Skill >= 0)
            {
                var shift = delay >= OpenTime.Never ? 0 : delay;
                if (_model.SkilledFrom[requirement.Skill][c] > from + shift || _model.SkilledUntil[requirement.Skill][c] < to + shift) continue;
            }
            var skills = _model.SkillCount.Length > unit ? _model.SkillCount[unit] : 0;
            if (delay < bestDelay || (delay == bestDelay && (skills < bestSkills || (skills == bestSkills && free > bestFree))))
            {
                best = unit;
                bestDelay = delay;
                bestFree = free;
                bestSkills = skills;
            }
        }
        return bestDelay >= OpenTime.Never ? -1 : best;
    }

    /// <summary>The unit belongs to the pool, or the person may do it in all of a span.</summary>
    private bool May(in Requirement requirement, int unit, long from, long to)
    {
        if (requirement.Pool >= 0) return unit >= _model.PoolFirst[requirement.Pool] && unit < _model.PoolFirst[requirement.Pool + 1];
        var skilled = _model.Skilled[requirement.Skill];
        for (var c = 0; c < skilled.Length; c++)
        {
            if (skilled[c] == unit && _model.SkilledFrom[requirement.Skill][c] <= from && _model.SkilledUntil[requirement.Skill][c] >= to) return true;
        }
        return false;
    }

    private bool TakenHere(int unit, int member, int slot, int last)
    {
        for (var s = slot; s < last; s++)
        {
            if (Unit[s] == unit) return true;
        }
        for (var m = 0; m < member; m++)
        {
            for (var s = _model.SlotFirst[_members[m]]; s < _model.SlotFirst[_members[m] + 1]; s++)
            {
                if (Unit[s] == unit) return true;
            }
        }
        return false;
    }

    /// <summary>How much later the end would be with this unit; exact where it is there and free, else a good guess.</summary>
    private long Delay(int unit, long free, long from, long to, Phase during, long setup, in Demand demand)
    {
        var open = _model.Open[unit];
        var begin = Math.Max(free, from);
        if (open.IsAlways) return begin - from;
        if (begin == from && open.Covers(from, to)) return 0;
        if (!_model.EverTogether(_model.Open[demand.Machine], open)) return OpenTime.Never;
        OpenSet both = default;
        both.Add(_model.Open[demand.Machine]);
        both.Add(open);
        var ready = during == Phase.Run || setup == 0 ? begin : both.Add(begin, setup);
        if (ready >= OpenTime.Never) return OpenTime.Never;
        if (during == Phase.Setup) return Math.Max(0, ready - to);
        return both.Run(ready, demand.Run, demand.Interruptible, out var end) >= OpenTime.Never ? OpenTime.Never : Math.Max(begin - from, Math.Max(0, end - to));
    }

    /// <summary>A fixed operation that the place found would overlap; <c>To</c> 0: none.</summary>
    private (int Unit, long To) Clash(int count, int machine, in Demand demand)
    {
        if (_model.Fixtures[machine] is { } onMachine)
        {
            foreach (var fixture in onMachine)
            {
                if (fixture.To <= _placedSetup || fixture.From < Free(machine)) continue;
                if (fixture.From < _placedEnd) return (machine, Math.Max(fixture.To, fixture.From + 1));
                // It must still be set up for the fixed operation afterwards.
                var mode = _model.FixedMode[fixture.Operation];
                var state = _model.Setups.Next(_placedState, demand.Class);
                var setup = _model.ModeSetup[mode] + _model.Setups.Time(_model.ProfileOf[machine], state, _model.ClassOf[fixture.Operation]);
                var pinned = _model.Operations[fixture.Operation].Floor is not null;
                if (setup > 0 && (pinned ? _model.Open[machine].Add(_placedEnd, setup) > _model.FixedStart[fixture.Operation]
                        : _model.Open[machine].Between(_model.FixedSetupStart[fixture.Operation], _model.FixedStart[fixture.Operation]) < setup)) return (machine, fixture.To);
                break;
            }
        }
        for (var member = 0; member < count; member++)
        {
            var i = _members[member];
            var mode = Mode[i];
            var slot = _model.SlotFirst[i];
            for (var r = _model.ReqFirst[mode]; r < _model.ReqFirst[mode + 1]; r++)
            {
                ref readonly var requirement = ref _model.Requirements[r];
                for (var k = 0; k < requirement.Count; k++, slot++)
                {
                    if (_model.Fixtures[Unit[slot]] is not { } fixtures) continue;
                    var from = requirement.During == Phase.Run ? _placedStart : _placedSetup;
                    var to = requirement.During == Phase.Setup ? _placedStart : _placedEnd;
                    // Somebody for a setup that takes no time is needed for none.
                    if (to == from) continue;
                    foreach (var fixture in fixtures)
                    {
                        if (fixture.From < to && fixture.To > from) return (Unit[slot], fixture.To);
                    }
                }
            }
        }
        return (-1, 0);
    }
}
