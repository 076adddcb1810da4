namespace Tactus.Scheduling.Engine;

/// <summary>Operations whose turn in the list has come before they can be placed. They wait for what comes before them, and then keep their turn on their
/// machine; or they wait in the machine's queue behind one that does. Whoever is placed wakes those that waited for it.</summary>
internal sealed partial class Plan
{
    private readonly int[] _waitsForBefore, _inQueue, _queueNext, _queueHead, _queueTail, _queueTrial;

    // Moved operations that stand in the list before something that they must follow.
    private readonly List<int> _early = [];
    private readonly Queue<int> _woken = new();
    private int _waits;

    /// <summary>An operation's turn has come: it is placed, or waits.</summary>
    private bool Meet(int operation) => MeetOne(operation) && Wake();

    private bool Wake()
    {
        while (_woken.TryDequeue(out var next))
        {
            if (!MeetOne(next)) return false;
        }
        return true;
    }

    /// <summary>Some of what moved operations wait for may have been passed over, unchanged.</summary>
    private bool Reached()
    {
        for (var k = _early.Count - 1; k >= 0; k--)
        {
            var i = _early[k];
            if (_waitsForBefore[i] == _trial && WaitsForBefore(i)) continue;
            _early.RemoveAt(k);
            if (_waitsForBefore[i] != _trial) continue;
            _waitsForBefore[i] = 0;
            _waits--;
            _woken.Enqueue(i);
        }
        return Wake();
    }

    private bool WaitsForBefore(int i)
    {
        for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
        {
            if (NotYet(_model.Before[k].From)) return true;
        }
        return false;
    }

    private bool MeetOne(int i)
    {
        if (MachineIsKept(i))
        {
            Queue(i);
            return true;
        }
        if (WaitsForBefore(i))
        {
            WaitForBefore(i);
            return true;
        }
        if (Batch[i] >= 0) return MeetMember(i);
        _members[0] = i;
        return Put(1);
    }

    private void Queue(int i)
    {
        var machine = _model.ModeMachine[Mode[i]];
        if (_queueTrial[machine] != _trial)
        {
            _queueTrial[machine] = _trial;
            _queueHead[machine] = _queueTail[machine] = -1;
        }
        if (_inQueue[i] == _trial) return;
        _inQueue[i] = _trial;
        _waits++;
        _queueNext[i] = -1;
        if (_queueTail[machine] < 0) _queueHead[machine] = i;
        else _queueNext[_queueTail[machine]] = i;
        _queueTail[machine] = i;
        Unplaced(i);
    }

    private void WaitForBefore(int i)
    {
        if (_waitsForBefore[i] != _trial)
        {
            _waitsForBefore[i] = _trial;
            _waits++;
        }
        Unplaced(i);
        // Only a moved operation, whose place in the list is a wish, lets others pass.
        if (_movedMark[i] != _trial) KeepsMachine(i);
        else GivesWay(i);
        if (_everything) return;
        for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
        {
            // It goes on right behind what it waits for.
            var before = _model.Before[k].From;
            if (_model.State[before] != PlantModel.FreeState || Pos[before] < _passed || _placed[before] == _trial) continue;
            if (Pos[before] + 1 < Order.Length) LookAt(Pos[before] + 1);
            if (!_early.Contains(i)) _early.Add(i);
        }
    }

    private void Unplaced(int i)
    {
        if (_unplaced[i] == _trial && _movedMark[i] != _trial) return;
        _unplaced[i] = _trial;
        if (!_everything) LookAfter(i);
    }

    /// <summary>What waited for an operation that has been placed.</summary>
    private void WakeAfter(int i)
    {
        for (var k = _model.AfterFirst[i]; k < _model.AfterFirst[i + 1]; k++)
        {
            var after = _model.After[k];
            if (_waitsForBefore[after] != _trial || WaitsForBefore(after)) continue;
            _waitsForBefore[after] = 0;
            _waits--;
            _woken.Enqueue(after);
        }
    }

    /// <summary>The next in a machine's queue, once nobody keeps the machine.</summary>
    private void WakeNext(int machine)
    {
        if (_queueTrial[machine] != _trial || _queueHead[machine] < 0 || _held[machine] == _trial) return;
        var next = _queueHead[machine];
        _queueHead[machine] = _queueNext[next];
        if (_queueHead[machine] < 0) _queueTail[machine] = -1;
        _inQueue[next] = 0;
        _waits--;
        _woken.Enqueue(next);
        // Until it has been met nobody goes before it.
        _held[machine] = _trial;
        _heldBy[machine] = next;
        if (!_everything) KeepUnit(machine);
    }

    /// <summary>An operation that was woken for its turn and cannot take it leaves the machine to the next.</summary>
    private void GivesWay(int i)
    {
        var machine = _model.ModeMachine[Mode[i]];
        if (_held[machine] != _trial || _heldBy[machine] != i) return;
        _held[machine] = 0;
        WakeNext(machine);
    }
}
