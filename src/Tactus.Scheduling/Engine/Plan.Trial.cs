namespace Tactus.Scheduling.Engine;

/// <summary>A change to the list: an operation goes before the operation that is at <paramref name="Place"/> now, in another mode perhaps.</summary>
/// <param name="Operation">Number.</param>
/// <param name="Mode">Number of the mode; its machine takes the operation.</param>
/// <param name="Place">Place in the list as it is before the change.</param>
/// <param name="Batch">Batch that it joins; -1: alone.</param>
/// <param name="Hold">Not earlier than this.</param>
internal readonly record struct Move(int Operation, int Mode, int Place, int Batch, long Hold);

internal sealed partial class Plan
{
    private readonly int[] _mark, _undoAt, _jobMark, _trialOrder;
    private int[]? _changed, _unplaced, _placed, _movedMark, _forced;
    private bool[]? _unitDiffers;
    private readonly List<Saved> _undo = [];
    private readonly List<int> _undoUnits = [];
    private readonly List<int> _deferred = [], _changedList = [], _differing = [];
    private readonly List<(int Operation, long Hold)> _lagHolds = [];
    private int _trial, _from, _filled, _reach, _differs, _scanned, _passed, _batchReach, _lagOperation;
    private long _lagHold;
    private bool _everything;

    private readonly record struct Saved(int Operation, long Start, long End, long SetupStart, long SetupTime, double SetupMoney, long Hold, long Run, bool Pauses, int Mode, int Batch, int Units);

    /// <summary>Decodes the schedule with some moves. Afterwards it stands as tried until <see cref="Accept"/> or <see cref="Undo"/>.</summary>
    /// <param name="moves">In ascending order of place.</param>
    /// <returns>The cost; infinite if something could not be placed.</returns>
    internal double Try(ReadOnlySpan<Move> moves)
    {
        var from = Order.Length;
        foreach (ref readonly var move in moves)
            from = Math.Min(from, Math.Min(FrontOfBatch(Math.Min(move.Place, Order.Length - 1)), FrontOfBatch(Pos[move.Operation])));
        if (!Scan(moves, from)) return double.PositiveInfinity;
        return TrialCost();
    }

    /// <summary>Keeps what was tried.</summary>
    internal void Accept()
    {
        if (!_everything) (Cost, _sum, _makespan) = (_trialCost, _trialSum, _trialMakespan);
        Array.Copy(_trialOrder, _from, Order, _from, _filled - _from);
        foreach (var (job, start, end) in _jobTimes)
        {
            _jobStart[job] = start;
            _jobEnd[job] = end;
        }
        Index(_from);
        Clear();
    }

    /// <summary>Goes back to what was before the trial.</summary>
    internal void Undo()
    {
        Restore();
        Clear();
    }

    private void Restore()
    {
        for (var k = _undo.Count - 1; k >= 0; k--)
        {
            var saved = _undo[k];
            var i = saved.Operation;
            Start[i] = saved.Start;
            End[i] = saved.End;
            SetupStart[i] = saved.SetupStart;
            SetupTime[i] = saved.SetupTime;
            SetupMoney[i] = saved.SetupMoney;
            Hold[i] = saved.Hold;
            Run[i] = saved.Run;
            Pauses[i] = saved.Pauses;
            Mode[i] = saved.Mode;
            Batch[i] = saved.Batch;
            for (int slot = _model.SlotFirst[i], u = saved.Units; slot < _model.SlotFirst[i + 1]; slot++, u++) Unit[slot] = _undoUnits[u];
        }
        RestoreBatches();
    }

    private void Clear()
    {
        _undo.Clear();
        _undoUnits.Clear();
        _changedList.Clear();
        _jobTimes.Clear();
    }

    private void Save(int i)
    {
        if (_mark[i] == _trial) return;
        _mark[i] = _trial;
        _undoAt[i] = _undo.Count;
        _undo.Add(new Saved(i, Start[i], End[i], SetupStart[i], SetupTime[i], SetupMoney[i], Hold[i], Run[i], Pauses[i], Mode[i], Batch[i], _undoUnits.Count));
        for (var slot = _model.SlotFirst[i]; slot < _model.SlotFirst[i + 1]; slot++) _undoUnits.Add(Unit[slot]);
    }

    /// <summary>Maximum lags are met by starting the operation before them later, and trying again.</summary>
    private bool Scan(ReadOnlySpan<Move> moves, int from)
    {
        _changed ??= new int[_model.Count];
        _unplaced ??= new int[_model.Count];
        _placed ??= new int[_model.Count];
        _movedMark ??= new int[_model.Count];
        _forced ??= new int[_model.Count];
        _unitDiffers ??= new bool[_model.UnitCount];
        _lagHolds.Clear();
        for (var attempt = 0; attempt < 40; attempt++)
        {
            _trial++;
            Clear();
            _batchReach = -1;
            foreach (ref readonly var move in moves)
                _batchReach = Math.Max(_batchReach, Math.Max(BackOfBatch(Pos[move.Operation]), BackOfBatch(Math.Min(move.Place, Order.Length - 1))));
            foreach (ref readonly var move in moves)
            {
                Save(move.Operation);
                _movedMark[move.Operation] = _trial;
                _unplaced[move.Operation] = _trial;
                LeaveBatch(move.Operation);
            }
            foreach (ref readonly var move in moves)
            {
                if (move.Batch >= 0) JoinBatch(move.Operation, move.Batch);
            }
            foreach (var (operation, hold) in _lagHolds)
            {
                Save(operation);
                _forced[operation] = _trial;
                Hold[operation] = Math.Max(Hold[operation], hold);
                if (_movedMark[operation] != _trial) from = Math.Min(from, FrontOfBatch(Pos[operation]));
            }
            if (ScanOnce(moves, from)) return true;
            if (_lagOperation < 0 || _model.State[_lagOperation] != PlantModel.FreeState || attempt == 39) return false;
            var at = _lagHolds.FindIndex(entry => entry.Operation == _lagOperation);
            if (at >= 0) _lagHolds[at] = (_lagOperation, Math.Max(_lagHold, _lagHolds[at].Hold));
            else _lagHolds.Add((_lagOperation, _lagHold));
            Restore();
        }
        return false;
    }

    private bool ScanOnce(ReadOnlySpan<Move> moves, int from)
    {
        Load(from);
        _lagOperation = -1;
        _from = _filled = from;
        _reach = _batchReach;
        _deferred.Clear();
        _waiting = 0;
        foreach (ref readonly var move in moves) _reach = Math.Max(_reach, Pos[move.Operation]);
        foreach (var (operation, _) in _lagHolds) _reach = Math.Max(_reach, Pos[operation]);
        var next = 0;
        for (_scanned = _passed = from; _scanned <= Order.Length; _scanned++)
        {
            _passed = _scanned;
            if (_deferred.Count > 0 && !Resume()) return false;
            while (next < moves.Length && moves[next].Place <= _scanned)
            {
                ref readonly var move = ref moves[next++];
                Mode[move.Operation] = move.Mode;
                Hold[move.Operation] = Math.Max(move.Hold, _forced![move.Operation] == _trial ? Hold[move.Operation] : 0);
                if (!Meet(move.Operation)) return false;
            }
            if (_scanned == Order.Length) break;
            if (!_everything && next == moves.Length && _differs == 0 && _deferred.Count == 0 && _waiting == 0 && _scanned > _reach) break;
            var i = Order[_scanned];
            if (_movedMark![i] == _trial)
            {
                AdvanceBefore(i);
            }
            else if (IsAsBefore(i))
            {
                Advance(i, _freeBefore, _stateBefore, _usedBefore);
                Advance(i, _free, _state, _used);
                _trialOrder[_filled++] = i;
            }
            else
            {
                AdvanceBefore(i);
                if (!Meet(i)) return false;
            }
        }
        return _deferred.Count == 0 && _waiting == 0;
    }

    private void Load(int from)
    {
        var first = from / _stride;
        _freeAt[first].CopyTo(_free, 0);
        _usedAt[first].CopyTo(_used, 0);
        _stateAt[first].CopyTo(_state, 0);
        for (var p = first * _stride; p < from; p++)
        {
            // A trial may have saved a moved operation already, but its times are still those before.
            Advance(Order[p], _free, _state, _used);
        }
        _free.CopyTo(_freeBefore, 0);
        _used.CopyTo(_usedBefore, 0);
        _state.CopyTo(_stateBefore, 0);
        foreach (var unit in _differing) _unitDiffers![unit] = false;
        _differing.Clear();
        _differs = 0;
    }

    private bool IsAsBefore(int i)
    {
        if (_everything || _forced![i] == _trial || Batch[i] >= 0) return false;
        var mode = Mode[i];
        if (_unitDiffers![_model.ModeMachine[mode]]) return false;
        for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
        {
            var before = _model.Before[k].From;
            if (_changed![before] == _trial || _unplaced![before] == _trial) return false;
        }
        if (_differs > 0)
        {
            for (var slot = _model.SlotFirst[i]; slot < _model.SlotFirst[i + 1]; slot++)
            {
                if (Unit[slot] >= 0 && _unitDiffers[Unit[slot]]) return false;
            }
        }
        for (var k = _model.MaterialFirst[i]; k < _model.MaterialFirst[i + 1]; k++)
        {
            if (_used[_model.MaterialOf[k]] != _usedBefore[_model.MaterialOf[k]]) return false;
        }
        return true;
    }

    /// <summary>The operation leaves behind what it left in the schedule before the trial.</summary>
    private void AdvanceBefore(int i)
    {
        if (_everything) return;
        if (_mark[i] != _trial)
        {
            Advance(i, _freeBefore, _stateBefore, _usedBefore);
            Compare(i);
            return;
        }
        // It has been changed already: put its old times in for a moment.
        var saved = _undo[_undoAt[i]];
        var now = (Start[i], End[i], SetupStart[i], Mode[i]);
        var slots = _model.SlotFirst[i + 1] - _model.SlotFirst[i];
        Span<int> units = stackalloc int[slots];
        for (var k = 0; k < slots; k++)
        {
            units[k] = Unit[_model.SlotFirst[i] + k];
            Unit[_model.SlotFirst[i] + k] = _undoUnits[saved.Units + k];
        }
        (Start[i], End[i], SetupStart[i], Mode[i]) = (saved.Start, saved.End, saved.SetupStart, saved.Mode);
        Advance(i, _freeBefore, _stateBefore, _usedBefore);
        Compare(i);
        (Start[i], End[i], SetupStart[i], Mode[i]) = now;
        for (var k = 0; k < slots; k++) Unit[_model.SlotFirst[i] + k] = units[k];
    }

    /// <summary>Notes which of an operation's units are now free at another time than before the trial.</summary>
    private void Compare(int i)
    {
        CompareUnit(_model.ModeMachine[Mode[i]]);
        for (var slot = _model.SlotFirst[i]; slot < _model.SlotFirst[i + 1]; slot++)
        {
            if (Unit[slot] >= 0) CompareUnit(Unit[slot]);
        }
    }

    private void CompareUnit(int unit)
    {
        var differs = _free[unit] != _freeBefore[unit] || (unit < _state.Length && _state[unit] != _stateBefore[unit]);
        if (differs == _unitDiffers![unit]) return;
        _unitDiffers[unit] = differs;
        _differs += differs ? 1 : -1;
        if (differs) _differing.Add(unit);
    }

    /// <summary>An operation's turn has come: it is placed, or waits for what must be placed before it.</summary>
    private bool Meet(int operation)
    {
        return MeetOne(operation) && Resume();
    }

    /// <summary>Places what waited and waits no more.</summary>
    private bool Resume()
    {
        for (var k = 0; k < _deferred.Count; k++)
        {
            var waiting = _deferred[k];
            if (Waits(waiting)) continue;
            _deferred.RemoveAt(k);
            if (!MeetOne(waiting)) return false;
            k = -1;
        }
        return true;
    }

    private bool Waits(int i)
    {
        for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
        {
            var before = _model.Before[k].From;
            if (_model.State[before] != PlantModel.FreeState || _placed![before] == _trial) continue;
            // Not met yet: it stands further back, or waits itself.
            if (Pos[before] >= _passed || _unplaced![before] == _trial) return true;
        }
        return false;
    }

    private bool MeetOne(int i)
    {
        if (Waits(i))
        {
            _unplaced![i] = _trial;
            _deferred.Add(i);
            return true;
        }
        if (Batch[i] >= 0) return MeetMember(i);
        _members[0] = i;
        return Put(1);
    }

    /// <summary>Places the members of <see cref="_members"/> together and notes what changed by it.</summary>
    private bool Put(int count)
    {
        for (var k = 0; k < count; k++) Save(_members[k]);
        if (!Place(count)) return false;
        for (var k = 0; k < count; k++)
        {
            var i = _members[k];
            _unplaced![i] = 0;
            _placed![i] = _trial;
            var saved = _undo[_undoAt[i]];
            // The old units are free for longer or shorter now.
            Advance(i, _free, _state, _used);
            _trialOrder[_filled++] = i;
            if (_everything) continue;
            Compare(i);
            CompareUnit(_model.ModeMachine[saved.Mode]);
            for (var u = 0; u < _model.SlotFirst[i + 1] - _model.SlotFirst[i]; u++)
            {
                var unit = _undoUnits[saved.Units + u];
                if (unit >= 0) CompareUnit(unit);
            }
            if (saved.Start == Start[i] && saved.End == End[i] && saved.SetupStart == SetupStart[i] && saved.Mode == Mode[i] && saved.SetupTime == SetupTime[i]) continue;
            _changed![i] = _trial;
            _changedList.Add(i);
            for (var k2 = _model.AfterFirst[i]; k2 < _model.AfterFirst[i + 1]; k2++) _reach = Math.Max(_reach, Pos[_model.After[k2]]);
        }
        return true;
    }
}
