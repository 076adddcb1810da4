namespace Tactus.Scheduling.Engine;

/// <summary>Building a list operation by operation, as a dispatcher does.</summary>
internal sealed partial class Plan
{
    private bool _lagsLater;

    internal void BeginBuild()
    {
        _trial++;
        Clear();
        _filled = _from = 0;
        Forget();
        _model.InitialFree.CopyTo(_freeBefore, 0);
        _model.InitialConsumed.CopyTo(_usedBefore, 0);
        _model.InitialState.CopyTo(_stateBefore, 0);
    }

    internal long FreeAt(int unit) => _freeBefore[unit];

    internal long SetupOn(int machine, int operation) => _model.Setups.Time(_model.ProfileOf[machine], _stateBefore[machine], _model.ClassOf[operation]);

    /// <summary>When everything that comes before is done and the material is there.</summary>
    internal long ReadyTime(int i)
    {
        var ready = Math.Max(Hold[i], EarliestBy(i));
        for (var m = _model.MaterialFirst[i]; m < _model.MaterialFirst[i + 1]; m++)
            ready = Math.Max(ready, _model.SupplyTime(_model.MaterialOf[m], _usedBefore[_model.MaterialOf[m]] + _model.MaterialQuantity[m]));
        return ready;
    }

    /// <summary>How long an operation would wait for tools, as far as that is quickly seen.</summary>
    internal long ToolWait(int i, int mode, long time)
    {
        long most = 0;
        for (var r = _model.ReqFirst[mode]; r < _model.ReqFirst[mode + 1]; r++)
        {
            ref readonly var requirement = ref _model.Requirements[r];
            if (requirement.Pool < 0) continue;
            int first = _model.PoolFirst[requirement.Pool], last = _model.PoolFirst[requirement.Pool + 1];
            if (last - first > 8) continue;
            var freeNow = 0;
            var next = long.MaxValue;
            for (var unit = first; unit < last; unit++)
            {
                if (_freeBefore[unit] <= time) freeNow++;
                else next = Math.Min(next, _freeBefore[unit]);
            }
            if (freeNow < requirement.Count && next < long.MaxValue) most = Math.Max(most, next - time);
        }
        return most;
    }

    /// <summary>May run together in an oven.</summary>
    internal bool MayShare(int one, int other) =>
        _model.FamilyOf[one] >= 0 && _model.FamilyOf[one] == _model.FamilyOf[other] && _model.ClassOf[one] == _model.ClassOf[other]
        && SameAttributes(_model.Operations[one].Attributes, _model.Operations[other].Attributes);

    private static bool SameAttributes(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        ReferenceEquals(one, other) || (one.Count == other.Count && one.All(pair => other.TryGetValue(pair.Key, out var value) && value == pair.Value));

    /// <summary>Appends operations that run together.</summary>
    internal void PutNext(ReadOnlySpan<int> operations, int machine, int mode)
    {
        if (_members.Length < operations.Length) Array.Resize(ref _members, operations.Length * 2);
        var batch = operations.Length > 1 ? NewBatch() : -1;
        for (var k = 0; k < operations.Length; k++)
        {
            var i = operations[k];
            _members[k] = i;
            Mode[i] = k == 0 ? mode : ModeOn(i, machine);
            Batch[i] = batch;
            if (batch >= 0) _batchSize[batch]++;
        }
        _lagsLater = true;
        if (!Place(operations.Length))
        {
            throw new InfeasibleException([new ProblemFault("no-place", $"operation {_model.Operations[operations[0]].Id}",
                $"Operation {_model.Operations[operations[0]].Id} finds no time on {_model.UnitName[machine]} at which everything it needs is there.")]);
        }
        _lagsLater = false;
        foreach (var i in operations)
        {
            Advance(i, _freeBefore, _stateBefore, _usedBefore);
            _trialOrder[_filled++] = i;
        }
    }

    /// <summary>Decodes operations in the order of starts that are known, with modes and units. Holds and batches are taken as they stand.</summary>
    internal double DecodeAs(long[] start, long[] setupStart, int[] mode, int[] unit)
    {
        var order = (int[])Order.Clone();
        var place = new int[_model.Count];
        for (var p = 0; p < order.Length; p++) place[order[p]] = p;
        foreach (var i in order)
        {
            Start[i] = start[i];
            if (Batch[i] >= 0) continue;
            Mode[i] = mode[i];
            for (var slot = _model.SlotFirst[i]; slot < _model.SlotFirst[i + 1]; slot++) Unit[slot] = unit[slot];
        }
        // Of equal starts the one whose setup began first: its setter is free for the other.
        Array.Sort(order, (left, right) => start[left] != start[right] ? start[left].CompareTo(start[right])
            : setupStart[left] != setupStart[right] ? setupStart[left].CompareTo(setupStart[right]) : place[left].CompareTo(place[right]));
        return Decode(order);
    }

    internal int ModeOn(int i, int machine)
    {
        for (var mode = _model.ModeFirst[i]; mode < _model.ModeFirst[i + 1]; mode++)
        {
            if (_model.ModeMachine[mode] == machine) return mode;
        }
        return -1;
    }

    /// <summary>Sorts what was built by start and decodes it.</summary>
    internal double FinishBuild()
    {
        int[] order = [.. _trialOrder.AsSpan(0, _filled)];
        var place = new int[_model.Count];
        for (var p = 0; p < order.Length; p++) place[order[p]] = p;
        long[] keys = [.. order.Select(i => Start[i])], setups = [.. order.Select(i => SetupStart[i])];
        // Stable: equal starts stay in the order in which they were chosen.
        int[] sorted = [.. Enumerable.Range(0, order.Length).OrderBy(p => keys[p]).ThenBy(p => setups[p]).ThenBy(p => p).Select(p => order[p])];
        var cost = Decode(sorted);
        return cost;
    }
}
