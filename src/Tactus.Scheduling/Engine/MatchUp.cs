namespace Tactus.Scheduling.Engine;

/// <summary>A first repair that disturbs as little as it can: what cannot keep its place goes into the first gap that the schedule in force leaves on one
/// of its machines, what follows it in its job likewise if it must; everything else stays (match-up scheduling, Bean, Birge, Mittenthal and Noon 1991,
/// Operations Research 39). A gap is one of the machine, of tools and of people.</summary>
internal sealed class MatchUp
{
    /// <summary>Working time that a change of machine must save.</summary>
    private const long ChangePenalty = 1_200;

    /// <summary>So often an operation is looked at.</summary>
    private const int MostTimes = 8;

    private readonly PlantModel _model;
    private readonly Plan _plan;
    private readonly Timetable _table;
    private readonly int _mostChanges;
    private readonly bool _strict;
    private int _changes;
    private readonly int[] _open, _times;
    private readonly bool[] _queued, _settled;
    private readonly PriorityQueue<int, (long, int)> _turns = new();
    private readonly Dictionary<string, Assignment> _force = new(StringComparer.Ordinal);

    internal MatchUp(Plan shifted, double[] weights, int mostChanges, bool strict)
    {
        _model = shifted.Model;
        _mostChanges = mostChanges;
        _strict = strict;
        _plan = new Plan(_model, weights);
        _plan.CopyFrom(shifted);
        _table = new Timetable(_model);
        _open = new int[_model.Count];
        _times = new int[_model.Count];
        _queued = new bool[_model.Count];
        _settled = new bool[_model.Count];
    }

    internal Plan Build()
    {
        foreach (var assignment in _model.Problem.InForce!) _force.TryAdd(assignment.Operation, assignment);
        RepairSolver.UnitsInForce(_model, _plan, _force);
        _table.AddFixed(_plan.Unit);
        _plan.Unit.CopyTo(_table.Unit, 0);
        for (var i = 0; i < _model.Count; i++)
        {
            if (_model.State[i] != PlantModel.FreeState) continue;
            (_table.Start[i], _table.End[i], _table.SetupStart[i]) = (_plan.Start[i], _plan.End[i], _plan.SetupStart[i]);
            if (Given(i) is { } given && _plan.ModeOn(i, _model.ForceMachine[i]) is >= 0 and var mode)
                _table.PutIfFree(i, new Timetable.Place(mode, given.SetupStart, given.Start, given.End, _model.Open[_model.ForceMachine[i]].Between(given.SetupStart, given.Start)));
            for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
            {
                if (_model.State[_model.Before[k].From] == PlantModel.FreeState) _open[i]++;
            }
            if (_open[i] == 0) Enqueue(i, Math.Max(_model.ForceStart[i], _model.BeginOf(i)));
        }
        while (_turns.TryDequeue(out var i, out _))
        {
            _queued[i] = false;
            if (_open[i] > 0) continue;
            Settle(i, Ready(i));
            var first = !_settled[i];
            _settled[i] = true;
            for (var k = _model.AfterFirst[i]; k < _model.AfterFirst[i + 1]; k++)
            {
                var after = _model.After[k];
                if (_model.State[after] != PlantModel.FreeState || (first && --_open[after] > 0)) continue;
                if (first || (_settled[after] && Ready(after) > _table.Start[after])) Enqueue(after, Math.Max(_model.ForceStart[after], _table.End[i]));
            }
        }
        foreach (var i in _plan.Order)
        {
            if (_plan.Batch[i] < 0) _plan.Hold[i] = _table.Start[i];
        }
        _plan.DecodeAs(_table.Start, _table.SetupStart, _table.Mode, _table.Unit);
        return _plan;
    }

    private void Enqueue(int i, long time)
    {
        if (_queued[i] || ++_times[i] > MostTimes) return;
        _queued[i] = true;
        _turns.Enqueue(i, (time, i));
    }

    private long Ready(int i)
    {
        var ready = Math.Max(_model.BeginOf(i), _model.Release[_model.JobOf[i]]);
        for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
        {
            var link = _model.Before[k];
            ready = Math.Max(ready, (link.Kind == LinkKind.StartToStart || link.Transfer > 0 ? _table.Start[link.From] : _table.End[link.From]) + link.MinLag);
        }
        return ready;
    }

    /// <summary>Takes an operation out; what follows it on its machine may need another setup now.</summary>
    private void Leave(int i)
    {
        if (!_table.IsIn[i]) return;
        var after = _table.After(i);
        _table.Remove(i);
        if (after >= 0 && _settled[after] && !_table.Refit(after) && _strict) Enqueue(after, _table.Start[after]);
    }

    private bool Elsewhere(int i) => _model.ForceMachine[i] >= 0 && _table.Machine(i) != _model.ForceMachine[i];

    private Assignment? Given(int i) => _model.ForceMachine[i] >= 0 ? _force.GetValueOrDefault(_model.Operations[i].Id) : null;

    /// <summary>Leaves an operation where it is, or finds the gap in which it ends first.</summary>
    private void Settle(int i, long ready)
    {
        if (Given(i) is { } given)
        {
            if (_plan.Batch[i] >= 0)
            {
                // Members of a batch stay together; decoding moves them.
                _table.Start[i] = Math.Max(given.Start, ready);
                _table.End[i] = _table.Start[i] + given.End - given.Start;
                return;
            }
            if (Stays(i, ready, given)) return;
        }
        Leave(i);
        var best = long.MaxValue;
        Timetable.Place? chosen = null;
        for (var mode = _model.ModeFirst[i]; mode < _model.ModeFirst[i + 1]; mode++)
        {
            var penalty = _model.ModeMachine[mode] != _model.ForceMachine[i] && _model.ForceMachine[i] >= 0 ? ChangePenalty : 0;
            if (penalty > 0 && _changes >= _mostChanges) continue;
            if (_table.Gap(i, mode, ready, OpenTime.Never) is not { } gap || gap.End + penalty >= best) continue;
            best = gap.End + penalty;
            chosen = gap;
        }
        if (chosen is { } place)
        {
            if (Elsewhere(i)) _changes--;
            _table.Take(i, place);
            if (Elsewhere(i)) _changes++;
            return;
        }
        _table.Start[i] = Math.Max(ready, _plan.Start[i]);
        _table.End[i] = _table.Start[i] + _plan.End[i] - _plan.Start[i];
    }

    private bool Stays(int i, long ready, Assignment given)
    {
        if (!_table.IsIn[i] || _table.Start[i] != given.Start || ready > given.Start || given.SetupStart < _model.BeginOf(i)) return false;
        OpenSet there = default;
        there.Add(_model.Open[_model.ForceMachine[i]]);
        return there.Run(given.Start, _model.ModeRun[_table.Mode[i]], _model.Interruptible[i], out var end) == given.Start && end <= given.End && (_table.Refit(i) || !_strict);
    }
}
