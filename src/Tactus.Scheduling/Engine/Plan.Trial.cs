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
    private readonly List<Saved> _undo = [];
    private readonly List<int> _undoUnits = [];
    private readonly List<int> _changedList = [];
    private int _trial, _from, _filled;
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
}
