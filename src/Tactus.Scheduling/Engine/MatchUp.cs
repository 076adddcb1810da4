namespace Tactus.Scheduling.Engine;

/// <summary>A first repair that disturbs as little as it can: what cannot keep its place goes into the first gap that the schedule in force leaves on one
/// of its machines, what follows it in its job likewise if it must; everything else stays (match-up scheduling, Bean, Birge, Mittenthal and Noon 1991,
/// Operations Research 39). A gap is one of the machine, of tools and of people.</summary>
internal sealed class MatchUp
{
    /// <summary>Working time that a change of machine must save.</summary>
    private const long ChangePenalty = 1_200;

    private readonly PlantModel _model;
    private readonly Plan _plan;
    private readonly bool _mayChangeMachine;
    private readonly List<Slot>[] _slots;
    private long[] _setupStart = [];
    private readonly int[] _chosen = new int[64];

    private readonly record struct Slot(long SetupStart, long Start, long End, int Operation);

    internal MatchUp(Plan shifted, double[] weights, bool mayChangeMachine, bool letPass)
    {
        _model = shifted.Model;
        _mayChangeMachine = mayChangeMachine;
        _plan = new Plan(_model, weights) { LetPass = letPass };
        _plan.CopyFrom(shifted);
        _slots = [.. Enumerable.Range(0, _model.UnitCount).Select(_ => new List<Slot>())];
    }

    internal Plan Build()
    {
        var force = new Dictionary<string, Assignment>(StringComparer.Ordinal);
        foreach (var assignment in _model.Problem.InForce!) force.TryAdd(assignment.Operation, assignment);
        RepairSolver.UnitsInForce(_model, _plan, force);
        for (var i = 0; i < _model.Count; i++)
        {
            if (_model.State[i] == PlantModel.DoneState) continue;
            if (_model.State[i] == PlantModel.FixedState)
            {
                _slots[_plan.Machine(i)].Add(new Slot(_model.FixedSetupStart[i], _model.FixedStart[i], _model.FixedEnd[i], i));
                if (_model.FixedUnits[i].Length > 0) Reserve(i, _plan.Mode[i], _model.FixedSetupStart[i], _model.FixedStart[i], _model.FixedEnd[i]);
                foreach (var unit in _model.Held[i]) _slots[unit].Add(new Slot(_model.Problem.Now, _model.Problem.Now, _model.FixedEnd[i], i));
            }
            else if (_model.ForceMachine[i] >= 0 && force.TryGetValue(_model.Operations[i].Id, out var given))
            {
                _slots[_model.ForceMachine[i]].Add(new Slot(given.SetupStart, given.Start, given.End, i));
                var mode = _plan.ModeOn(i, _model.ForceMachine[i]);
                if (mode >= 0) Reserve(i, mode, given.SetupStart, given.Start, given.End);
            }
        }
        foreach (var list in _slots) list.Sort((left, right) => left.SetupStart != right.SetupStart ? left.SetupStart.CompareTo(right.SetupStart) : left.Start.CompareTo(right.Start));

        var start = new long[_model.Count];
        var end = new long[_model.Count];
        _setupStart = new long[_model.Count];
        var open = new int[_model.Count];
        var turns = new PriorityQueue<int, (long, int)>();
        for (var i = 0; i < _model.Count; i++)
        {
            start[i] = _plan.Start[i];
            end[i] = _plan.End[i];
            if (_model.State[i] != PlantModel.FreeState) continue;
            for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
            {
                if (_model.State[_model.Before[k].From] == PlantModel.FreeState) open[i]++;
            }
            if (open[i] == 0) turns.Enqueue(i, (Math.Max(_model.ForceStart[i], _model.BeginOf(i)), i));
        }
        while (turns.TryDequeue(out var i, out _))
        {
            var ready = Math.Max(_model.BeginOf(i), _model.Release[_model.JobOf[i]]);
            for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
            {
                var link = _model.Before[k];
                ready = Math.Max(ready, (link.Kind == LinkKind.StartToStart || link.Transfer > 0 ? start[link.From] : end[link.From]) + link.MinLag);
            }
            Settle(i, ready, force, out start[i], out end[i]);
            for (var k = _model.AfterFirst[i]; k < _model.AfterFirst[i + 1]; k++)
            {
                var after = _model.After[k];
                if (_model.State[after] == PlantModel.FreeState && --open[after] == 0) turns.Enqueue(after, (Math.Max(_model.ForceStart[after], end[i]), after));
            }
        }
        var order = (int[])_plan.Order.Clone();
        foreach (var i in order) _plan.Start[i] = start[i];
        var place = new int[_model.Count];
        for (var p = 0; p < order.Length; p++) place[order[p]] = p;
        // Of equal starts the one whose setup began first: its setter is free for the other.
        Array.Sort(order, (left, right) => start[left] != start[right] ? start[left].CompareTo(start[right])
            : _setupStart[left] != _setupStart[right] ? _setupStart[left].CompareTo(_setupStart[right]) : place[left].CompareTo(place[right]));
        _plan.Decode(order);
        return _plan;
    }

    /// <summary>Leaves an operation where it is, or finds the gap in which it ends first.</summary>
    private void Settle(int i, long ready, Dictionary<string, Assignment> force, out long start, out long end)
    {
        _setupStart[i] = _plan.SetupStart[i];
        if (_model.ForceMachine[i] >= 0)
        {
            var given = force[_model.Operations[i].Id];
            var mode = _plan.ModeOn(i, _model.ForceMachine[i]);
            OpenSet there = default;
            there.Add(_model.Open[_model.ForceMachine[i]]);
            if (mode >= 0 && ready <= given.Start && given.SetupStart >= _model.BeginOf(i) && _plan.Batch[i] < 0
                && there.Run(given.Start, _model.ModeRun[mode], _model.Interruptible[i], out _) == given.Start && !Taken(_model.ForceMachine[i], given, i))
            {
                _plan.Mode[i] = mode;
                _plan.Hold[i] = given.Start;
                _setupStart[i] = given.SetupStart;
                (start, end) = (given.Start, given.End);
                return;
            }
            if (_plan.Batch[i] >= 0)
            {
                // Members of a batch stay together; decoding moves them.
                (start, end) = (Math.Max(given.Start, ready), Math.Max(given.Start, ready) + given.End - given.Start);
                return;
            }
            _slots[_model.ForceMachine[i]].RemoveAll(slot => slot.Operation == i);
            for (var slot = _model.SlotFirst[i]; slot < _model.SlotFirst[i + 1]; slot++)
            {
                if (_plan.Unit[slot] >= 0) _slots[_plan.Unit[slot]].RemoveAll(taken => taken.Operation == i);
            }
        }
        var best = long.MaxValue;
        (int Mode, Slot Slot) chosen = (-1, default);
        for (var mode = _model.ModeFirst[i]; mode < _model.ModeFirst[i + 1]; mode++)
        {
            var other = _model.ModeMachine[mode] != _model.ForceMachine[i] && _model.ForceMachine[i] >= 0;
            if (other && !_mayChangeMachine) continue;
            if (Gap(i, mode, ready) is not { } gap) continue;
            var score = gap.End + (other ? ChangePenalty : 0);
            if (score >= best) continue;
            best = score;
            chosen = (mode, gap);
        }
        if (chosen.Mode < 0)
        {
            (start, end) = (Math.Max(ready, _plan.Start[i]), Math.Max(ready, _plan.Start[i]) + _plan.End[i] - _plan.Start[i]);
            return;
        }
        _plan.Mode[i] = chosen.Mode;
        _plan.Hold[i] = 0;
        var list = _slots[_model.ModeMachine[chosen.Mode]];
        Insert(list, chosen.Slot);
        if (Units(i, chosen.Mode, chosen.Slot.SetupStart, chosen.Slot.Start, chosen.Slot.End) == 0)
        {
            _chosen.AsSpan(0, _model.SlotFirst[i + 1] - _model.SlotFirst[i]).CopyTo(_plan.Unit.AsSpan(_model.SlotFirst[i]));
            Reserve(i, chosen.Mode, chosen.Slot.SetupStart, chosen.Slot.Start, chosen.Slot.End);
        }
        _setupStart[i] = chosen.Slot.SetupStart;
        (start, end) = (chosen.Slot.Start, chosen.Slot.End);
    }

    private bool Taken(int machine, Assignment given, int not) =>
        _slots[machine].Exists(slot => slot.Operation != not && slot.End > given.SetupStart && slot.SetupStart < given.SetupStart
                                       && _model.State[slot.Operation] != PlantModel.FreeState);

    /// <summary>The first time at which the operation, its setup and the setup of what follows fit between what a machine does.</summary>
    private Slot? Gap(int i, int mode, long ready)
    {
        var machine = _model.ModeMachine[mode];
        var list = _slots[machine];
        var profile = _model.ProfileOf[machine];
        OpenSet open = default;
        open.Add(_model.Open[machine]);
        // The first that ends after the operation could begin.
        var next = 0;
        while (next < list.Count && list[next].End <= ready) next++;
        if (next > 0) next--;
        for (var tries = 0; next <= list.Count && tries < 400; next++, tries++)
        {
            var before = next == 0 ? -1 : list[next - 1].Operation;
            var free = Math.Max(_model.BeginOf(i), next == 0 ? 0 : list[next - 1].End);
            var state = before < 0 ? _model.InitialState[machine] : _model.ClassOf[before];
            var setup = _model.ModeSetup[mode] + _model.Setups.Time(profile, state, _model.ClassOf[i]);
            var done = setup > 0 ? open.Add(free, setup) : free;
            var from = Math.Max(done, ready);
            for (var again = 0; again < 12; again++)
            {
                var start = open.Run(from, _model.ModeRun[mode], _model.Interruptible[i], out var end);
                if (start >= OpenTime.Never) return null;
                if (next < list.Count)
                {
                    var after = list[next];
                    var change = _model.Setups.Time(profile, _model.ClassOf[i], _model.ClassOf[after.Operation]);
                    if ((change > 0 ? open.Add(end, change) : end) > after.Start || !SetupFits(after, open, change)) break;
                }
                var setupStart = setup > 0 ? Math.Max(free, open.Subtract(start, setup, free)) : start;
                var wait = Units(i, mode, setupStart, start, end);
                if (wait == 0) return new Slot(setupStart, start, end, i);
                if (wait >= OpenTime.Never) return null;
                from = start + wait;
            }
        }
        return null;
    }

    /// <summary>A longer setup of what follows must find those who make it earlier.</summary>
    private bool SetupFits(in Slot after, in OpenSet open, long change)
    {
        if (change == 0 || _model.State[after.Operation] != PlantModel.FreeState) return change <= after.Start - after.SetupStart;
        var begin = open.Subtract(after.Start, change, _model.Begin);
        if (begin >= after.SetupStart) return true;
        var mode = _plan.Mode[after.Operation];
        var slot = _model.SlotFirst[after.Operation];
        for (var r = _model.ReqFirst[mode]; r < _model.ReqFirst[mode + 1]; r++)
        {
            for (var k = 0; k < _model.Requirements[r].Count; k++, slot++)
            {
                var unit = _plan.Unit[slot];
                if (_model.Requirements[r].During == Phase.Run || unit < 0) continue;
                if (!_model.Open[unit].Covers(begin, Math.Max(after.SetupStart, begin + 1)) || Busy(_slots[unit], begin, after.SetupStart) > 0) return false;
            }
        }
        return true;
    }

    /// <summary>Finds tools and people for a span; 0: they are in <see cref="_chosen"/>; else how much later to ask again.</summary>
    private long Units(int i, int mode, long setupStart, long start, long end)
    {
        var count = 0;
        for (var r = _model.ReqFirst[mode]; r < _model.ReqFirst[mode + 1]; r++)
        {
            var requirement = _model.Requirements[r];
            var from = requirement.During == Phase.Run ? start : setupStart;
            var to = requirement.During == Phase.Setup ? start : end;
            var size = requirement.Pool >= 0 ? _model.PoolFirst[requirement.Pool + 1] - _model.PoolFirst[requirement.Pool] : _model.Skilled[requirement.Skill].Length;
            var found = 0;
            var later = OpenTime.Never;
            for (var c = 0; c < size && found < requirement.Count; c++)
            {
                var unit = requirement.Pool >= 0 ? _model.PoolFirst[requirement.Pool] + c : _model.Skilled[requirement.Skill][c];
                if (_chosen.AsSpan(0, count).Contains(unit)) continue;
                if (requirement.Skill >= 0 && (_model.SkilledFrom[requirement.Skill][c] > from || _model.SkilledUntil[requirement.Skill][c] < to)) continue;
                if (!_model.Open[unit].Covers(from, to))
                {
                    // There again at its next shift; nothing is gained by asking earlier.
                    var next = _model.Open[unit].NextOpen(_model.Open[unit].NextOpen(from) > from ? from : _model.Open[unit].CloseAfter(from));
                    if (next < OpenTime.Never) later = Math.Min(later, Math.Max(1, next - from));
                    continue;
                }
                var busy = Busy(_slots[unit], from, to);
                if (busy > 0)
                {
                    later = Math.Min(later, busy - from);
                    continue;
                }
                if (count == _chosen.Length) return OpenTime.Never;
                _chosen[count++] = unit;
                found++;
            }
            if (found < requirement.Count) return Math.Max(1, later);
        }
        for (; count < _model.SlotFirst[i + 1] - _model.SlotFirst[i] && count < _chosen.Length; count++) _chosen[count] = -1;
        return 0;
    }

    /// <summary>The end of what takes a unit within a span; 0: free.</summary>
    private static long Busy(List<Slot> slots, long from, long to)
    {
        foreach (var slot in slots)
        {
            if (slot.SetupStart < to && slot.End > from) return slot.End;
        }
        return 0;
    }

    /// <summary>Notes the units that the plan has for an operation as taken.</summary>
    private void Reserve(int i, int mode, long setupStart, long start, long end)
    {
        var slot = _model.SlotFirst[i];
        for (var r = _model.ReqFirst[mode]; r < _model.ReqFirst[mode + 1]; r++)
        {
            var during = _model.Requirements[r].During;
            for (var k = 0; k < _model.Requirements[r].Count; k++, slot++)
            {
                if (_plan.Unit[slot] >= 0) Insert(_slots[_plan.Unit[slot]], new Slot(during == Phase.Run ? start : setupStart, start, during == Phase.Setup ? start : end, i));
            }
        }
    }

    private static void Insert(List<Slot> list, Slot slot)
    {
        var at = list.Count;
        while (at > 0 && list[at - 1].SetupStart > slot.SetupStart) at--;
        list.Insert(at, slot);
    }
}
