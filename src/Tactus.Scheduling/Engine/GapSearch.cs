using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Classic.JobShop;

namespace Tactus.Scheduling.Engine;

/// <summary>Improves a repair where a list cannot: operations of a machine that stand next to each other are taken out together with one that makes a job
/// late, and put back into the gaps, the most urgent first, while everything else keeps its times (ruin and recreate by strings of neighbours, slack
/// induction by string removals of Christiaens and Vanden Berghe 2020, Transportation Science 54, carried over to machines). What is worse is accepted
/// while it is not worse than some moves ago (late acceptance, Burke and Bykov 2017).</summary>
internal sealed class GapSearch
{
    private const int Memory = 60, MostOut = 64;

    private readonly PlantModel _model;
    private readonly Timetable _table;
    private readonly double[] _weights;
    private readonly Dice _dice;
    private readonly double[] _memory = new double[Memory];
    private readonly long[] _latestEnd, _length, _floor, _jobEnd;
    private readonly bool[] _stiff;

    // A move: what it has touched, with what was before, and what is out at the moment.
    private readonly int[] _mark, _jobMark;
    private readonly List<Before> _undo = [];
    private readonly List<int> _undoUnits = [], _out = [], _jobs = [], _late = [], _found = [];
    private readonly double[] _noise;
    private readonly long[] _bestStart, _bestSetupStart;
    private readonly int[] _bestMode, _bestUnit;
    private int _move, _changes;
    private bool _pushes;
    private long _made, _sinceBest, _sinceLate = long.MaxValue / 2;
    private double _cost;

    private readonly record struct Before(int Operation, Timetable.Place Place, int Units);

    internal GapSearch(Plan start, double[] weights, int seed, int stream)
    {
        _model = start.Model;
        _weights = weights;
        _dice = new Dice(seed, stream);
        _table = new Timetable(_model);
        var count = _model.Count;
        _mark = new int[count];
        _jobMark = new int[_model.JobCount];
        _jobEnd = new long[_model.JobCount];
        _noise = new double[count];
        _latestEnd = new long[count];
        _length = new long[count];
        _floor = new long[count];
        _stiff = new bool[count];
        _table.AddFixed(start.Unit);
        start.Unit.CopyTo(_table.Unit, 0);
        for (var i = 0; i < count; i++)
        {
            _length[i] = start.End[i] - start.Start[i];
            if (_model.State[i] != PlantModel.FreeState) continue;
            _table.Put(i, new Timetable.Place(start.Mode[i], start.SetupStart[i], start.Start[i], start.End[i], start.SetupTime[i]));
            if (Changed(i, start.Mode[i])) _changes++;
            // Materials are used in the order of starts: nobody may be brought forward and take those of another.
            _floor[i] = Math.Max(_model.BeginOf(i), Math.Max(_model.Release[_model.JobOf[i]], _model.MaterialFirst[i + 1] > _model.MaterialFirst[i] ? start.Start[i] : 0));
            _stiff[i] |= start.Batch[i] >= 0 || _model.NeedsParts[start.Machine(i)];
        }
        foreach (var link in Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(_model.BeforeFirst[i], _model.BeforeFirst[i + 1] - _model.BeforeFirst[i]).Select(k => (After: i, Link: _model.Before[k]))))
        {
            // A batch, an overlap and a longest wait bind more than this search looks at.
            if (link.Link.Transfer == 0 && link.Link.MaxLag == PlantLink.NoMost) continue;
            _stiff[link.After] = _stiff[link.Link.From] = true;
        }
        for (var job = 0; job < _model.JobCount; job++) _jobEnd[job] = EndOf(job);
        LatestEnds();
        _cost = start.Cost;
        BestCost = _cost;
        (_bestStart, _bestSetupStart) = ((long[])_table.Start.Clone(), (long[])_table.SetupStart.Clone());
        (_bestMode, _bestUnit) = ((int[])_table.Mode.Clone(), (int[])_table.Unit.Clone());
        Array.Fill(_memory, _cost);
    }

    /// <summary>Operations may go to other machines, so many of them at most.</summary>
    internal int MostChanges { get; init; } = int.MaxValue;

    internal double BestCost { get; private set; }

    internal Timetable Table => _table;

    internal long Run(long iterations, SearchStop stop)
    {
        if (_model.Count == 0) return 0;
        long done = 0;
        for (; done < iterations && !stop.Now; done++) Step();
        return done;
    }

    /// <summary>The best found, decoded: the list knows rules that gaps do not.</summary>
    internal Plan Best(Plan start)
    {
        var plan = start.Twin();
        foreach (var i in plan.Order)
        {
            if (plan.Batch[i] < 0) plan.Hold[i] = _bestStart[i];
        }
        plan.DecodeAs(_bestStart, _bestSetupStart, _bestMode, _bestUnit);
        return plan;
    }

    private void Step()
    {
        _made++;
        _move++;
        _undo.Clear();
        _undoUnits.Clear();
        _out.Clear();
        _jobs.Clear();
        if (++_sinceLate > 100) ListLate();
        var (before, changes) = (_cost, _changes);
        if (!Ruin()) return;
        var recreated = Recreate();
        if (recreated) _cost += Gained();
        var slot = (int)(_made % Memory);
        if (recreated && (_cost <= before + 1e-9 || _cost <= _memory[slot]))
        {
            foreach (var job in _jobs) _jobEnd[job] = EndOf(job);
            if (_cost < BestCost - 1e-6) Keep();
        }
        else
        {
            GoBack();
            (_cost, _changes) = (before, changes);
        }
        if (_cost < _memory[slot]) _memory[slot] = _cost;
        if (++_sinceBest > 3_000)
        {
            _sinceBest = 0;
            for (var k = 0; k < Memory; k++) _memory[k] = _cost + Math.Abs(BestCost) * 0.01 * _dice.Unit();
        }
    }

    private void Keep()
    {
        BestCost = _cost;
        _sinceBest = 0;
        _table.Start.CopyTo(_bestStart, 0);
        _table.SetupStart.CopyTo(_bestSetupStart, 0);
        _table.Mode.CopyTo(_bestMode, 0);
        _table.Unit.CopyTo(_bestUnit, 0);
    }

    private void ListLate()
    {
        _sinceLate = 0;
        _late.Clear();
        for (var job = 0; job < _model.JobCount; job++)
        {
            if (_jobEnd[job] > _model.Due[job]) _late.Add(job);
        }
    }

    /// <summary>Takes out an operation and a string of others on a machine that could do it.</summary>
    private bool Ruin()
    {
        var i = Target();
        if (i < 0 || _stiff[i]) return false;
        var mode = MostChanges == 0 || _dice.Coin() ? _table.Mode[i] : _model.ModeFirst[i] + _dice.Below(_model.Modes(i));
        var ready = Ready(i);
        // Somewhere between where it could begin and where it must, or is.
        var last = Math.Max(ready, Math.Min(_table.Start[i], Math.Max(ready + 1, _latestEnd[i] - _length[i])));
        var from = _dice.Below(3) == 0 ? ready : ready + (long)((last - ready) * _dice.Unit());
        var length = 1 + _dice.Below(1 + _dice.Below(16));
        var unit = _model.ModeMachine[mode];
        // Often it is not a machine that is short, but who sets it up.
        if (_model.ReqFirst[mode + 1] > _model.ReqFirst[mode] && _dice.Below(5) == 0) unit = SomeUnit(_model.Requirements[_model.ReqFirst[mode] + _dice.Below(_model.ReqFirst[mode + 1] - _model.ReqFirst[mode])], from);
        TakeOut(i);
        // What follows it in its job comes forward with it.
        if (_dice.Coin()) TakeOutFollowers(i);
        var list = _table.On(unit);
        _found.Clear();
        for (var at = Timetable.FirstEndingAfter(list, from); at < list.Count && _found.Count < length; at++)
        {
            var other = list[at].Operation;
            if (_model.State[other] == PlantModel.FreeState && !_stiff[other]) _found.Add(other);
        }
        foreach (var other in _found) TakeOut(other);
        foreach (var other in _out) _noise[other] = _dice.Unit();
        _pushes = _dice.Below(5) == 0;
        return true;
    }

    /// <summary>One of those for a requirement, rather one that is there at a time.</summary>
    private int SomeUnit(in Requirement requirement, long time)
    {
        var chosen = -1;
        for (var tries = 0; tries < 6; tries++)
        {
            chosen = requirement.Pool >= 0 ? _model.PoolFirst[requirement.Pool] + _dice.Below(_model.PoolFirst[requirement.Pool + 1] - _model.PoolFirst[requirement.Pool])
                : _model.Skilled[requirement.Skill][_dice.Below(_model.Skilled[requirement.Skill].Length)];
            if (_model.Open[chosen].NextOpen(time) < time + 14_400) break;
        }
        return chosen;
    }

    private void TakeOutFollowers(int i)
    {
        for (var k = _model.AfterFirst[i]; k < _model.AfterFirst[i + 1]; k++)
        {
            var after = _model.After[k];
            if (_model.State[after] != PlantModel.FreeState || _stiff[after] || !_table.IsIn[after]) continue;
            TakeOut(after);
            TakeOutFollowers(after);
        }
    }

    /// <summary>Mostly an operation of a late job that waits; else one that is not where it was planned.</summary>
    private int Target()
    {
        if (_late.Count > 0 && _dice.Below(100) < 75)
        {
            var job = _late[_dice.Below(_late.Count)];
            var other = _late[_dice.Below(_late.Count)];
            if (_jobEnd[other] - _model.Due[other] > _jobEnd[job] - _model.Due[job]) job = other;
            int chosen = -1, seen = 0;
            for (var i = _model.JobFirst[job]; i < _model.JobFirst[job + 1]; i++)
            {
                if (_model.State[i] != PlantModel.FreeState || _stiff[i]) continue;
                // One that waits tells more than one that follows at once.
                var votes = _table.Start[i] > Ready(i) + 600 ? 6 : 1;
                seen += votes;
                if (_dice.Below(seen) < votes) chosen = i;
            }
            if (chosen >= 0) return chosen;
        }
        for (var tries = 0; tries < 60; tries++)
        {
            var i = _dice.Below(_model.Count);
            if (_model.State[i] == PlantModel.FreeState && !_stiff[i] && (tries > 40 || _table.Start[i] != _model.ForceStart[i] || Changed(i, _table.Mode[i]))) return i;
        }
        return -1;
    }

    private bool Changed(int i, int mode) => _model.ForceMachine[i] >= 0 && _model.ModeMachine[mode] != _model.ForceMachine[i];

    private long Ready(int i)
    {
        var ready = _floor[i];
        for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
        {
            ref readonly var link = ref _model.Before[k];
            ready = Math.Max(ready, (link.Kind == LinkKind.StartToStart ? _table.Start[link.From] : _table.End[link.From]) + link.MinLag);
        }
        return ready;
    }

    private void TakeOut(int i)
    {
        if (!_table.IsIn[i]) return;
        Note(i);
        if (Changed(i, _table.Mode[i])) _changes--;
        var after = _table.After(i);
        _table.Remove(i);
        _out.Add(i);
        if (after >= 0) Check(after);
    }

    /// <summary>Its setup may have become longer than its time in front allows: then it is out, too.</summary>
    private void Check(int i)
    {
        if (_model.State[i] != PlantModel.FreeState || _stiff[i]) return;
        Note(i);
        if (!_table.Refit(i)) TakeOut(i);
    }

    /// <summary>How an operation was before the move, once.</summary>
    private void Note(int i)
    {
        if (_mark[i] == _move) return;
        _mark[i] = _move;
        _undo.Add(new Before(i, new Timetable.Place(_table.Mode[i], _table.SetupStart[i], _table.Start[i], _table.End[i], _table.SetupTime[i]), _undoUnits.Count));
        for (var slot = _model.SlotFirst[i]; slot < _model.SlotFirst[i + 1]; slot++) _undoUnits.Add(_table.Unit[slot]);
        var job = _model.JobOf[i];
        if (_jobMark[job] == _move) return;
        _jobMark[job] = _move;
        _jobs.Add(job);
    }

    /// <summary>Puts everything back, what is urgent first; false where that does not come to an end.</summary>
    private bool Recreate()
    {
        // A move that sets off a landslide seldom pays.
        int puts = 0, most = 16 + 3 * _out.Count;
        while (_out.Count > 0)
        {
            if (_out.Count > MostOut || ++puts > most) return false;
            var next = -1;
            var best = double.PositiveInfinity;
            foreach (var i in _out)
            {
                if (WaitsForOut(i)) continue;
                var urgency = _latestEnd[i] - _length[i] + _noise[i] * 14_400;
                if (urgency >= best) continue;
                best = urgency;
                next = i;
            }
            if (next < 0 || !PutBack(next)) return false;
        }
        return true;
    }

    private bool WaitsForOut(int i)
    {
        for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
        {
            var before = _model.Before[k].From;
            if (_model.State[before] == PlantModel.FreeState && !_table.IsIn[before]) return true;
        }
        return false;
    }

    private bool PutBack(int i)
    {
        var ready = Ready(i);
        var force = _model.ForceMachine[i];
        Timetable.Place? chosen = null;
        var best = double.PositiveInfinity;
        var count = _model.Modes(i);
        var home = Math.Max(0, force < 0 ? _table.Mode[i] : Home(i)) - _model.ModeFirst[i];
        for (var k = 0; k < count; k++)
        {
            // Its own machine first: where it fits there as planned, the others need not be asked.
            var mode = _model.ModeFirst[i] + (home + k) % count;
            var changed = Changed(i, mode);
            if (changed && _changes >= MostChanges) continue;
            for (var planned = force < 0 || _model.ForceStart[i] <= ready || changed ? 0 : 1; planned >= 0; planned--)
            {
                var from = planned > 0 ? _model.ForceStart[i] : ready;
                var until = Until(i, mode, from, ready, best);
                if (until <= from) continue;
                // Now and then a place is passed over.
                if (chosen is not null && _dice.Below(40) == 0) continue;
                if (_table.Gap(i, mode, from, until) is not { } gap) continue;
                var score = Score(i, gap, ready);
                if (score >= best) continue;
                best = score;
                chosen = gap;
            }
        }
        if (_pushes && (chosen is null || chosen.Value.End > _latestEnd[i])) Push(i, ready, ref best, ref chosen);
        if (chosen is not { } place) return false;
        _out.Remove(i);
        _table.Take(i, place);
        if (Changed(i, place.Mode)) _changes++;
        var next = _table.After(i);
        if (next >= 0) Check(next);
        for (var k = _model.AfterFirst[i]; k < _model.AfterFirst[i + 1]; k++)
        {
            var after = _model.After[k];
            if (!_table.IsIn[after] || _model.State[after] != PlantModel.FreeState || Ready(after) <= _table.Start[after]) continue;
            if (_stiff[after]) return false;
            _noise[after] = _dice.Unit();
            TakeOut(after);
        }
        return place.End <= _model.WantedEnd[i];
    }

    private double Weight(Measure measure) => _weights[(int)measure];

    private double Score(int i, in Timetable.Place place, long ready)
    {
        var score = OperationCost(i, place) + 0.002 * Weight(Measure.WeightedTardiness) * (place.End - ready);
        return place.End <= _latestEnd[i] ? score : score + Weight(Measure.WeightedTardiness) * Math.Max(0.1, _model.Tardiness[_model.JobOf[i]]) * (place.End - _latestEnd[i]);
    }

    /// <summary>Those who stand where it could begin, and can wait longer, go out until it fits; they find their own places afterwards.</summary>
    private void Push(int i, long ready, ref double best, ref Timetable.Place? chosen)
    {
        var mode = _model.ForceMachine[i] >= 0 && (_changes >= MostChanges || _dice.Below(4) > 0) ? Home(i) : _model.ModeFirst[i] + _dice.Below(_model.Modes(i));
        if (Changed(i, mode) && _changes >= MostChanges) return;
        var list = _table.On(_model.ModeMachine[mode]);
        for (var tries = 0; tries < 4; tries++)
        {
            var at = Timetable.FirstEndingAfter(list, ready);
            while (at < list.Count && !CanWaitLonger(list[at].Operation, i)) at++;
            if (at == list.Count) return;
            var other = list[at].Operation;
            _noise[other] = _dice.Unit();
            TakeOut(other);
            if (_table.Gap(i, mode, ready, OpenTime.Never) is not { } gap || Score(i, gap, ready) is var score && score >= best) continue;
            best = score;
            chosen = gap;
            if (gap.End <= _latestEnd[i]) return;
        }
    }

    private bool CanWaitLonger(int other, int i) => _model.State[other] == PlantModel.FreeState && !_stiff[other] && _latestEnd[other] - _length[other] > _latestEnd[i] - _length[i] + 600;

    /// <summary>From which start on a place could not be better than one found.</summary>
    private long Until(int i, int mode, long from, long ready, double best)
    {
        if (double.IsPositiveInfinity(best)) return OpenTime.Never;
        var left = best;
        if (Changed(i, mode)) left -= Weight(Measure.MachineChanges);
        if (_model.ForceMachine[i] >= 0 && from > _model.ForceStart[i] + _model.Problem.MoveTolerance) left -= Weight(Measure.StartMoves);
        if (left <= 0) return from;
        var perLate = Weight(Measure.WeightedTardiness) * Math.Max(0.1, _model.Tardiness[_model.JobOf[i]]);
        var soon = left / (0.002 * Math.Max(1e-9, Weight(Measure.WeightedTardiness)));
        var late = left / Math.Max(1e-9, perLate);
        return (long)Math.Min(OpenTime.Never / 4, Math.Min(ready + soon, Math.Max(_latestEnd[i], from) + late + 1) - _model.ModeRun[mode]) + 1;
    }

    private int Home(int i)
    {
        for (var mode = _model.ModeFirst[i]; mode < _model.ModeFirst[i + 1]; mode++)
        {
            if (!Changed(i, mode)) return mode;
        }
        return _table.Mode[i];
    }

    private double OperationCost(int i, in Timetable.Place place)
    {
        var cost = Weight(Measure.SetupTime) * place.SetupTime;
        if (_model.ForceMachine[i] < 0) return cost;
        if (Changed(i, place.Mode)) cost += Weight(Measure.MachineChanges);
        if (Math.Abs(place.Start - _model.ForceStart[i]) > _model.Problem.MoveTolerance) cost += Weight(Measure.StartMoves);
        return cost;
    }

    private double JobCost(int job, long end) => end <= _model.Due[job] ? 0
        : Weight(Measure.WeightedTardiness) * _model.Tardiness[job] * (end - _model.Due[job]) + Weight(Measure.LateJobs);

    private long EndOf(int job)
    {
        var end = long.MinValue;
        for (var i = _model.JobFirst[job]; i < _model.JobFirst[job + 1]; i++) end = Math.Max(end, _table.End[i]);
        return end;
    }

    private double Gained()
    {
        var sum = 0.0;
        foreach (var before in _undo)
        {
            var i = before.Operation;
            sum += OperationCost(i, new Timetable.Place(_table.Mode[i], _table.SetupStart[i], _table.Start[i], _table.End[i], _table.SetupTime[i])) - OperationCost(i, before.Place);
        }
        foreach (var job in _jobs) sum += JobCost(job, EndOf(job)) - JobCost(job, _jobEnd[job]);
        return sum;
    }

    private void GoBack()
    {
        foreach (var before in _undo)
        {
            if (_table.IsIn[before.Operation]) _table.Remove(before.Operation);
        }
        foreach (var before in _undo)
        {
            var i = before.Operation;
            for (int slot = _model.SlotFirst[i], u = before.Units; slot < _model.SlotFirst[i + 1]; slot++, u++) _table.Unit[slot] = _undoUnits[u];
            _table.Put(i, before.Place);
        }
    }

    /// <summary>When each operation must have ended so that its job is not late, if nothing but its job kept it.</summary>
    private void LatestEnds()
    {
        var left = new int[_model.Count];
        var ready = new Stack<int>();
        for (var i = 0; i < _model.Count; i++)
        {
            _latestEnd[i] = Math.Min(_model.Due[_model.JobOf[i]], OpenTime.Never / 4);
            left[i] = _model.AfterFirst[i + 1] - _model.AfterFirst[i];
            if (left[i] == 0) ready.Push(i);
        }
        while (ready.TryPop(out var i))
        {
            for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
            {
                ref readonly var link = ref _model.Before[k];
                var bound = _latestEnd[i] - _length[i] - link.MinLag + (link.Kind == LinkKind.StartToStart ? _length[link.From] : 0);
                _latestEnd[link.From] = Math.Min(_latestEnd[link.From], bound);
                if (--left[link.From] == 0) ready.Push(link.From);
            }
        }
    }
}
