namespace Tactus.Scheduling.Engine;

/// <summary>Decoding as far as a change reaches. Along the list, the availability before the trial is followed lazily; of the trial only the units are kept
/// that are free at another time or set up differently. An operation is looked at if it uses one of them, follows something that changed, or is
/// moved; the rest is passed over.</summary>
internal sealed partial class Plan
{
    private const int MostLagRepairs = 40;

    private readonly int[] _changed, _unplaced, _placed, _movedMark, _forced;
    private readonly bool[] _unitDiffers;
    private readonly long[] _usedMore;
    private readonly List<int> _differing = [], _usedTouched = [], _looked = [];
    private readonly List<(int Operation, long Hold)> _lagHolds = [];
    private readonly int[] _signCount = new int[64];
    private ulong _sign;
    private ulong[] _look = [];
    private ulong[] _signAt = [];
    // What was put off, by the place at which its time comes; machines that wait with it; how often an operation was put off in a trial.
    private readonly List<(int Place, int Operation)> _later = [];
    private readonly int[] _held, _heldBy;
    private readonly long[] _putOff;
    private int _passed, _advanced, _lagOperation;
    private long _lagHold;

    private long Free(int unit) => _unitDiffers[unit] ? _free[unit] : _freeBefore[unit];

    private int StateOf(int machine) => _unitDiffers[machine] ? _state[machine] : _stateBefore[machine];

    private long Used(int material) => _usedBefore[material] + _usedMore[material];

    /// <summary>Maximum lags are met by starting the operation before them later, and trying again.</summary>
    private bool Scan(ReadOnlySpan<Move> moves, int from)
    {
        _lagHolds.Clear();
        for (var attempt = 0; attempt < MostLagRepairs; attempt++)
        {
            _trial++;
            Clear();
            Forget();
            foreach (ref readonly var move in moves)
            {
                LookAtBatch(Pos[move.Operation]);
                LookAtBatch(Math.Min(move.Place, Order.Length - 1));
                LookAfter(move.Operation);
            }
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
                if (_movedMark[operation] == _trial) continue;
                from = Math.Min(from, FrontOfBatch(Pos[operation]));
                LookAtBatch(Pos[operation]);
            }
            _lagOperation = -1;
            _waits = 0;
            _early.Clear();
            _woken.Clear();
            _waiting = 0;
            _later.Clear();
            _from = _filled = from;
            if (_everything ? ScanAll() : ScanChanges(moves, from)) return true;
            if (_lagOperation < 0 || _model.State[_lagOperation] != PlantModel.FreeState || attempt == MostLagRepairs - 1) return false;
            var at = _lagHolds.FindIndex(entry => entry.Operation == _lagOperation);
            if (at >= 0) _lagHolds[at] = (_lagOperation, Math.Max(_lagHold, _lagHolds[at].Hold));
            else _lagHolds.Add((_lagOperation, _lagHold));
            Restore();
        }
        return false;
    }

    private bool ScanAll()
    {
        _filled = _from = 0;
        _model.InitialFree.CopyTo(_freeBefore, 0);
        _model.InitialConsumed.CopyTo(_usedBefore, 0);
        _model.InitialState.CopyTo(_stateBefore, 0);
        for (_passed = 0; _passed <= Order.Length; _passed++)
        {
            while (_later.Count > 0 && _later[0].Place <= _passed)
            {
                if (!Bring()) return false;
            }
            if (_passed < Order.Length && !Meet(Order[_passed])) return false;
        }
        return _waits == 0 && _waiting == 0 && _later.Count == 0;
    }

    /// <summary>The first of what was put off has its turn.</summary>
    private bool Bring()
    {
        var i = _later[0].Operation;
        _later.RemoveAt(0);
        return Meet(i);
    }

    /// <summary>An operation that can only start after others further back in the list would keep tools and people from them: it is put off until its
    /// time comes, and with it what follows it on its machine.</summary>
    private bool PutOff(int i)
    {
        if (_model.SlotFirst[i + 1] == _model.SlotFirst[i] || _putOff[i] >= _trial * 4L + 3) return false;
        var place = PlaceAt(Start[i], _passed);
        if (place <= _passed + 1) return false;
        _putOff[i] = Math.Max(_putOff[i], _trial * 4L) + 1;
        _unplaced[i] = _trial;
        KeepsMachine(i);
        var at = _later.Count;
        while (at > 0 && _later[at - 1].Place > place) at--;
        _later.Insert(at, (place, i));
        if (!_everything) LookAfter(i);
        return true;
    }

    /// <summary>What waits keeps its turn on its machine: what follows it there is looked at and waits too.</summary>
    private void KeepsMachine(int i)
    {
        if (LetPass)
        {
            GivesWay(i);
            return;
        }
        var machine = _model.ModeMachine[Mode[i]];
        _held[machine] = _trial;
        _heldBy[machine] = i;
        if (!_everything) KeepUnit(machine);
    }

    private bool MachineIsKept(int i)
    {
        var machine = _model.ModeMachine[Mode[i]];
        return _held[machine] == _trial && _heldBy[machine] != i;
    }

    private bool ScanChanges(ReadOnlySpan<Move> moves, int from)
    {
        _advanced = -1;
        var next = 0;
        var p = from;
        while (true)
        {
            var stop = next < moves.Length ? Math.Max(p, Math.Min(moves[next].Place, Order.Length)) : Order.Length;
            if (_later.Count > 0) stop = Math.Max(p, Math.Min(stop, _later[0].Place));
            var look = NextLook(p, stop);
            if (look == Order.Length && next == moves.Length && _sign == 0 && _waits == 0 && _waiting == 0 && _later.Count == 0) break;
            if (look > p)
            {
                Array.Copy(Order, p, _trialOrder, _filled, look - p);
                _filled += look - p;
                p = look;
            }
            _passed = p;
            CatchUp(p);
            if (_early.Count > 0 && !Reached()) return false;
            if (_later.Count > 0 && _later[0].Place <= p)
            {
                if (!Bring()) return false;
                continue;
            }
            if (next < moves.Length && moves[next].Place <= p)
            {
                ref readonly var move = ref moves[next++];
                Mode[move.Operation] = move.Mode;
                Hold[move.Operation] = Math.Max(move.Hold, _forced[move.Operation] == _trial ? Hold[move.Operation] : 0);
                if (!Meet(move.Operation)) return false;
                continue;
            }
            if (p >= Order.Length) break;
            var i = Order[p];
            if (_movedMark[i] == _trial)
            {
                AdvanceBefore(i);
            }
            else if (IsAsBefore(i))
            {
                AdvanceTrial(i);
                AdvanceBefore(i);
                _trialOrder[_filled++] = i;
            }
            else
            {
                AdvanceBefore(i);
                if (!Meet(i)) return false;
            }
            _advanced = ++p;
        }
        _passed = Order.Length;
        while (_later.Count > 0)
        {
            if (!Bring()) return false;
        }
        return (_early.Count == 0 || Reached()) && _waits == 0 && _waiting == 0 && _later.Count == 0;
    }

    /// <summary>The next place at which something must be looked at.</summary>
    private int NextLook(int place, int stop)
    {
        if (_sign == 0)
        {
            var word = place >> 6;
            if (word >= _look.Length) return stop;
            var bits = _look[word] & (ulong.MaxValue << (place & 63));
            while (bits == 0)
            {
                if (++word >= _look.Length || (word << 6) >= stop) return stop;
                bits = _look[word];
            }
            return Math.Min(stop, (word << 6) + System.Numerics.BitOperations.TrailingZeroCount(bits));
        }
        for (; place < stop; place++)
        {
            if ((_signAt[place] & _sign) != 0 || (_look[place >> 6] >> (place & 63) & 1) != 0) return place;
        }
        return stop;
    }

    private void LookAt(int place)
    {
        ref var word = ref _look[place >> 6];
        var bit = 1UL << (place & 63);
        if ((word & bit) != 0) return;
        word |= bit;
        _looked.Add(place);
    }

    /// <summary>All members of a batch are placed together, and so looked at together.</summary>
    private void LookAtBatch(int place)
    {
        if (_everything || place < 0) return;
        var batch = Batch[Order[place]];
        if (batch < 0)
        {
            LookAt(place);
            return;
        }
        for (var p = FrontOfBatch(place); p < Order.Length && Batch[Order[p]] == batch; p++) LookAt(p);
    }

    private void LookAfter(int i)
    {
        for (var k = _model.AfterFirst[i]; k < _model.AfterFirst[i + 1]; k++)
        {
            if (_model.State[_model.After[k]] == PlantModel.FreeState) LookAtBatch(Pos[_model.After[k]]);
        }
    }

    /// <summary>Nothing differs, nothing is to be looked at.</summary>
    private void Forget()
    {
        foreach (var unit in _differing) _unitDiffers[unit] = false;
        _differing.Clear();
        foreach (var material in _usedTouched) _usedMore[material] = 0;
        _usedTouched.Clear();
        foreach (var place in _looked) _look[place >> 6] = 0;
        _looked.Clear();
        Array.Clear(_signCount);
        _sign = 0;
        var words = (Order.Length >> 6) + 1;
        if (_look.Length < words) _look = new ulong[words];
    }

    /// <summary>Brings the availability before the trial up to a place of the list.</summary>
    private void CatchUp(int place)
    {
        var at = _advanced;
        if (at < 0 || place - at > _stride + 8)
        {
            var first = Math.Min(place / _stride, _freeAt.Length - 1);
            _freeAt[first].CopyTo(_freeBefore, 0);
            _usedAt[first].CopyTo(_usedBefore, 0);
            _stateAt[first].CopyTo(_stateBefore, 0);
            at = first * _stride;
        }
        for (; at < place; at++)
        {
            var i = Order[at];
            if (_mark[i] == _trial) AsBefore(i, static (plan, operation) => plan.Advance(operation, plan._freeBefore, plan._stateBefore, plan._usedBefore));
            else Advance(i, _freeBefore, _stateBefore, _usedBefore);
        }
        _advanced = place;
    }

    private bool IsAsBefore(int i)
    {
        if (_forced[i] == _trial || Batch[i] >= 0 || MachineIsKept(i)) return false;
        // It starts where it is held, and still can: whatever else became of what it uses.
        if (Start[i] == Hold[i]) return StillFits(i);
        if (_unitDiffers[_model.ModeMachine[Mode[i]]]) return false;
        for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
        {
            var before = _model.Before[k].From;
            if (_changed[before] == _trial || NotYet(before)) return false;
        }
        for (var slot = _model.SlotFirst[i]; slot < _model.SlotFirst[i + 1]; slot++)
        {
            if (Unit[slot] >= 0 && _unitDiffers[Unit[slot]]) return false;
        }
        for (var k = _model.MaterialFirst[i]; k < _model.MaterialFirst[i + 1]; k++)
        {
            if (_usedMore[_model.MaterialOf[k]] != 0) return false;
        }
        return true;
    }

    private bool StillFits(int i)
    {
        var mode = Mode[i];
        var machine = _model.ModeMachine[mode];
        if (_unitDiffers[machine])
        {
            if (_model.Fixtures[machine] is not null || _free[machine] > SetupStart[i]) return false;
            if (_state[machine] != _stateBefore[machine]
                && _model.ModeSetup[mode] + _model.Setups.Time(_model.ProfileOf[machine], _state[machine], _model.ClassOf[i]) != SetupTime[i]) return false;
        }
        for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
        {
            ref readonly var link = ref _model.Before[k];
            if (NotYet(link.From)) return false;
            if (_changed[link.From] != _trial) continue;
            if (link.Transfer > 0 || link.MaxLag != PlantLink.NoMost || _model.NeedsParts[machine]) return false;
            if ((link.Kind == LinkKind.StartToStart ? Start[link.From] : End[link.From]) + link.MinLag > Start[i]) return false;
        }
        var slot = _model.SlotFirst[i];
        for (var r = _model.ReqFirst[mode]; r < _model.ReqFirst[mode + 1]; r++)
        {
            ref readonly var requirement = ref _model.Requirements[r];
            for (var k = 0; k < requirement.Count; k++, slot++)
            {
                if (_unitDiffers[Unit[slot]] && _free[Unit[slot]] > (requirement.During == Phase.Run ? Start[i] : SetupStart[i])) return false;
            }
        }
        for (var k = _model.MaterialFirst[i]; k < _model.MaterialFirst[i + 1]; k++)
        {
            if (_usedMore[_model.MaterialOf[k]] > 0) return false;
        }
        return true;
    }

    /// <summary>The operation leaves behind what it left in the schedule before the trial.</summary>
    private void AdvanceBefore(int i)
    {
        if (_mark[i] == _trial) AsBefore(i, static (plan, operation) => plan.AdvanceBeforeNow(operation));
        else AdvanceBeforeNow(i);
    }

    private void AdvanceBeforeNow(int i)
    {
        Keep(i);
        Advance(i, _freeBefore, _stateBefore, _usedBefore);
        for (var k = _model.MaterialFirst[i]; k < _model.MaterialFirst[i + 1]; k++) UseMore(_model.MaterialOf[k], -_model.MaterialQuantity[k]);
        Compare(i);
    }

    private void AdvanceTrial(int i)
    {
        Keep(i);
        Advance(i, _free, _state, null);
        for (var k = _model.MaterialFirst[i]; k < _model.MaterialFirst[i + 1]; k++) UseMore(_model.MaterialOf[k], _model.MaterialQuantity[k]);
        Compare(i);
    }

    /// <summary>Does something with an operation as it was before the trial.</summary>
    private void AsBefore(int i, Action<Plan, int> action)
    {
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
        action(this, i);
        (Start[i], End[i], SetupStart[i], Mode[i]) = now;
        for (var k = 0; k < slots; k++) Unit[_model.SlotFirst[i] + k] = units[k];
    }

    private void UseMore(int material, long quantity)
    {
        var before = _usedMore[material];
        var after = _usedMore[material] = before + quantity;
        _usedTouched.Add(material);
        if (before == 0 && after != 0) Sign(_model.UnitCount + material, 1);
        else if (before != 0 && after == 0) Sign(_model.UnitCount + material, -1);
    }

    /// <summary>The trial's own values of an operation's units, before either side goes on.</summary>
    private void Keep(int i)
    {
        KeepUnit(_model.ModeMachine[Mode[i]]);
        for (var slot = _model.SlotFirst[i]; slot < _model.SlotFirst[i + 1]; slot++)
        {
            if (Unit[slot] >= 0) KeepUnit(Unit[slot]);
        }
    }

    private void KeepUnit(int unit)
    {
        if (_unitDiffers[unit]) return;
        _free[unit] = _freeBefore[unit];
        if (unit < _state.Length) _state[unit] = _stateBefore[unit];
        _unitDiffers[unit] = true;
        _differing.Add(unit);
        Sign(unit, 1);
    }

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
        if (unit < _held.Length && _held[unit] == _trial) return;
        if (!_unitDiffers[unit] || _free[unit] != _freeBefore[unit] || (unit < _state.Length && _state[unit] != _stateBefore[unit])) return;
        _unitDiffers[unit] = false;
        Sign(unit, -1);
    }

    private void Sign(int thing, int by)
    {
        var bit = thing & 63;
        _signCount[bit] += by;
        if (_signCount[bit] == 0) _sign &= ~(1UL << bit);
        else _sign |= 1UL << bit;
    }

    private ulong SignOf(int i)
    {
        var sign = 1UL << (_model.ModeMachine[Mode[i]] & 63);
        for (var slot = _model.SlotFirst[i]; slot < _model.SlotFirst[i + 1]; slot++)
        {
            if (Unit[slot] >= 0) sign |= 1UL << (Unit[slot] & 63);
        }
        for (var k = _model.MaterialFirst[i]; k < _model.MaterialFirst[i + 1]; k++) sign |= 1UL << ((_model.UnitCount + _model.MaterialOf[k]) & 63);
        return sign;
    }

    /// <summary>Not placed yet in this trial: it stands further back, or waits itself.</summary>
    private bool NotYet(int before) => _model.State[before] == PlantModel.FreeState && _placed[before] != _trial && (Pos[before] >= _passed || _unplaced[before] == _trial);

    /// <summary>Places the members of <see cref="_members"/> together and notes what changed by it.</summary>
    private bool Put(int count)
    {
        for (var k = 0; k < count; k++) Save(_members[k]);
        if (!Place(count)) return false;
        if (count == 1 && Batch[_members[0]] < 0 && PutOff(_members[0])) return true;
        var machine = _model.ModeMachine[Mode[_members[0]]];
        for (var k = 0; k < count; k++)
        {
            var i = _members[k];
            _unplaced[i] = 0;
            if (_heldBy[machine] == i) _held[machine] = 0;
            _placed[i] = _trial;
            WakeAfter(i);
            _trialOrder[_filled++] = i;
            if (_everything)
            {
                Advance(i, _freeBefore, _stateBefore, _usedBefore);
                continue;
            }
            AdvanceTrial(i);
            var saved = _undo[_undoAt[i]];
            if (saved.Start == Start[i] && saved.End == End[i] && saved.SetupStart == SetupStart[i] && saved.Mode == Mode[i] && saved.SetupTime == SetupTime[i]
                && SameUnits(i, saved.Units)) continue;
            _changed[i] = _trial;
            _changedList.Add(i);
            LookAfter(i);
        }
        WakeNext(machine);
        return true;
    }

    /// <summary>Other people pause at other times: what is passed on before the end depends on them.</summary>
    private bool SameUnits(int i, int saved)
    {
        for (var slot = _model.SlotFirst[i]; slot < _model.SlotFirst[i + 1]; slot++, saved++)
        {
            if (Unit[slot] != _undoUnits[saved]) return false;
        }
        return true;
    }
}
