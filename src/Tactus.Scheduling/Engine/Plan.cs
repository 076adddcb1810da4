namespace Tactus.Scheduling.Engine;

/// <summary>One complete schedule of a <see cref="PlantModel"/> in a search: a list of operations, each with its mode, decoded by appending every
/// operation to its machine, tools and people as early as all constraints allow (serial schedule generation, Kolisch 1996). Any feasible schedule that
/// cannot be shifted to the left is the decoding of its operations listed by start. A change to the list is decoded only as far as it reaches:
/// an operation whose predecessors, units and materials are as before keeps its times.</summary>
internal sealed partial class Plan
{
    private readonly PlantModel _model;

    // The schedule; a trial overwrites it and keeps what was there in the undo log.
    internal readonly long[] Start, End, SetupStart, SetupTime, Hold;

    // Working time of the run and whether it pauses: a batch runs as its longest member does.
    internal readonly long[] Run;
    internal readonly bool[] Pauses;
    internal readonly double[] SetupMoney;
    internal readonly int[] Mode, Unit, Batch;

    // The list, without what is fixed.
    internal int[] Order;
    internal readonly int[] Pos;
    internal readonly int[] Previous, Next;

    // Availability while decoding: of the trial, and of the schedule before it at the same place of the list.
    private readonly long[] _free, _freeBefore, _usedBefore;
    private readonly int[] _state, _stateBefore;

    // Availability at every so many places, so that a trial need not begin at the front.
    private readonly int _stride;
    private long[][] _freeAt = [], _usedAt = [];
    private int[][] _stateAt = [];

    private readonly long[] _jobEnd, _jobStart;
    private readonly double[] _weights;

    /// <summary>Where only the units that are noted may be used: nobody decides anything.</summary>
    internal bool KeepUnits { get; set; }

    /// <summary>What waits in its turn lets others on its machine pass, instead of keeping the order of the list.</summary>
    internal bool LetPass { get; set; }

    internal Plan(PlantModel model, double[] weights)
    {
        _model = model;
        _weights = weights;
        var count = model.Count;
        Start = new long[count];
        End = new long[count];
        SetupStart = new long[count];
        SetupTime = new long[count];
        SetupMoney = new double[count];
        Hold = new long[count];
        Run = new long[count];
        Pauses = new bool[count];
        Mode = new int[count];
        Batch = new int[count];
        Pos = new int[count];
        Previous = new int[count];
        Next = new int[count];
        Unit = new int[model.SlotFirst[count]];
        Order = [];
        _free = new long[model.UnitCount];
        _freeBefore = new long[model.UnitCount];
        _state = new int[model.MachineCount];
        _stateBefore = new int[model.MachineCount];
        _usedBefore = new long[model.Supply.Length];
        _jobEnd = new long[model.JobCount];
        _jobStart = new long[model.JobCount];
        _undoAt = new int[count];
        _mark = new int[count];
        _jobMark = new int[model.JobCount];
        _trialOrder = new int[count];
        _changed = new int[count];
        _unplaced = new int[count];
        _placed = new int[count];
        _movedMark = new int[count];
        _forced = new int[count];
        _held = new int[model.MachineCount];
        _heldBy = new int[model.MachineCount];
        _putOff = new long[count];
        _waitsForBefore = new int[count];
        _inQueue = new int[count];
        _queueNext = new int[count];
        _queueHead = new int[model.MachineCount];
        _queueTail = new int[model.MachineCount];
        _queueTrial = new int[model.MachineCount];
        _unitDiffers = new bool[model.UnitCount];
        _usedMore = new long[model.Supply.Length];
        _stride = Math.Max(32, count / 256);
        Array.Fill(Unit, -1);
        Array.Fill(Batch, -1);
        for (var i = 0; i < count; i++)
        {
            Mode[i] = model.ModeFirst[i];
            Pos[i] = -1;
            if (model.State[i] == PlantModel.FreeState) continue;
            Mode[i] = model.FixedMode[i];
            Start[i] = model.FixedStart[i];
            SetupStart[i] = model.FixedSetupStart[i];
            End[i] = model.FixedEnd[i];
            Run[i] = Mode[i] < 0 ? 0 : model.ModeRun[Mode[i]];
            Pauses[i] = model.Interruptible[i];
            for (var k = 0; k < model.FixedUnits[i].Length && k < model.SlotFirst[i + 1] - model.SlotFirst[i]; k++)
                Unit[model.SlotFirst[i] + k] = model.FixedUnits[i][k];
        }
    }

    internal PlantModel Model => _model;

    /// <summary>Value of the objective with the plan's weights; infinite while something cannot be placed.</summary>
    internal double Cost { get; private set; }

    internal int Machine(int operation) => _model.ModeMachine[Mode[operation]];

    /// <summary>A copy that is searched on its own.</summary>
    internal Plan Twin()
    {
        var twin = new Plan(_model, _weights) { KeepUnits = KeepUnits, LetPass = LetPass };
        twin.CopyFrom(this);
        return twin;
    }

    /// <summary>Copies another plan of the same model.</summary>
    internal void CopyFrom(Plan other)
    {
        Array.Copy(other.Start, Start, Start.Length);
        Array.Copy(other.End, End, End.Length);
        Array.Copy(other.SetupStart, SetupStart, SetupStart.Length);
        Array.Copy(other.SetupTime, SetupTime, SetupTime.Length);
        Array.Copy(other.SetupMoney, SetupMoney, SetupMoney.Length);
        Array.Copy(other.Hold, Hold, Hold.Length);
        Array.Copy(other.Run, Run, Run.Length);
        Array.Copy(other.Pauses, Pauses, Pauses.Length);
        Array.Copy(other.Mode, Mode, Mode.Length);
        Array.Copy(other.Unit, Unit, Unit.Length);
        Array.Copy(other.Batch, Batch, Batch.Length);
        Order = [.. other.Order];
        CopyBatches(other);
        Index(0);
        Recost();
    }

    /// <summary>Decodes a list from the front. Modes, batches, holds and wished units are taken as they stand, starts as what is expected: an operation
    /// that turns out later than what follows in the list is put off.</summary>
    /// <returns>The cost.</returns>
    internal double Decode(int[] order)
    {
        Order = order;
        for (var p = 0; p < order.Length; p++) Pos[order[p]] = p;
        CountBatches();
        _everything = true;
        var feasible = Scan([], 0);
        _everything = false;
        if (!feasible)
        {
            Undo();
            return Cost = double.PositiveInfinity;
        }
        Accept();
        Recost();
        return Cost;
    }

    /// <summary>Sorts the list by start and decodes it again; keeps the better.</summary>
    internal void Normalise()
    {
        var before = _spare ??= new Plan(_model, _weights);
        before.CopyFrom(this);
        int[] sorted = [.. Order.OrderBy(i => Start[i]).ThenBy(i => SetupStart[i]).ThenBy(i => Pos[i])];
        if (Decode(sorted) > before.Cost + 1e-9) CopyFrom(before);
    }

    /// <summary>Place of the list at which operations start at a time; the list is nearly sorted by start.</summary>
    internal int PlaceAt(long time, int from = 0)
    {
        int low = from, high = Order.Length;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Start[Order[middle]] < time) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>Places of the list, neighbours on machines and availability along the list, from a place on.</summary>
    private void Index(int from)
    {
        for (var p = from; p < Order.Length; p++) Pos[Order[p]] = p;
        var last = _lastOnMachine ??= new int[_model.MachineCount];
        Array.Fill(last, -1);
        foreach (var i in Order)
        {
            var machine = Machine(i);
            Previous[i] = last[machine];
            Next[i] = -1;
            if (last[machine] >= 0) Next[last[machine]] = i;
            last[machine] = i;
        }
        if (_signAt.Length < Order.Length) _signAt = new ulong[Order.Length];
        for (var p = from; p < Order.Length; p++) _signAt[p] = SignOf(Order[p]);
        for (var p = from; p < Order.Length; p++)
        {
            var batch = Batch[Order[p]];
            if (batch < 0) continue;
            // Members are looked at together: each shows the signs of all.
            var sign = 0UL;
            var front = p;
            for (; p < Order.Length && Batch[Order[p]] == batch; p++) sign |= _signAt[p];
            for (var q = front; q < p; q++) _signAt[q] = sign;
            p--;
        }
        Snapshots(from);
    }

    private int[]? _lastOnMachine;
    private Plan? _spare;

    private void StartOfSnapshots()
    {
        var places = Order.Length / _stride + 1;
        if (_freeAt.Length < places)
        {
            _freeAt = [.. Enumerable.Range(0, places).Select(_ => new long[_model.UnitCount])];
            _usedAt = [.. Enumerable.Range(0, places).Select(_ => new long[_model.Supply.Length])];
            _stateAt = [.. Enumerable.Range(0, places).Select(_ => new int[_model.MachineCount])];
        }
        _model.InitialFree.CopyTo(_freeAt[0], 0);
        _model.InitialConsumed.CopyTo(_usedAt[0], 0);
        _model.InitialState.CopyTo(_stateAt[0], 0);
    }

    private void Snapshots(int from)
    {
        StartOfSnapshots();
        var first = from / _stride;
        _freeAt[first].CopyTo(_freeBefore, 0);
        _usedAt[first].CopyTo(_usedBefore, 0);
        _stateAt[first].CopyTo(_stateBefore, 0);
        for (var p = first * _stride; p < Order.Length; p++)
        {
            if (p % _stride == 0)
            {
                _freeBefore.CopyTo(_freeAt[p / _stride], 0);
                _usedBefore.CopyTo(_usedAt[p / _stride], 0);
                _stateBefore.CopyTo(_stateAt[p / _stride], 0);
            }
            Advance(Order[p], _freeBefore, _stateBefore, _usedBefore);
        }
    }

    /// <summary>What an operation leaves behind on its units, machine and materials.</summary>
    private void Advance(int i, long[] free, int[] state, long[]? used)
    {
        var mode = Mode[i];
        var machine = _model.ModeMachine[mode];
        state[machine] = NextState(machine, free[machine], state[machine], i);
        free[machine] = End[i];
        var slot = _model.SlotFirst[i];
        for (var r = _model.ReqFirst[mode]; r < _model.ReqFirst[mode + 1]; r++)
        {
            ref readonly var requirement = ref _model.Requirements[r];
            var until = requirement.During == Phase.Setup ? Start[i] : End[i];
            for (var k = 0; k < requirement.Count; k++, slot++)
            {
                if (until > (requirement.During == Phase.Run ? Start[i] : SetupStart[i])) free[Unit[slot]] = Math.Max(free[Unit[slot]], until);
            }
        }
        if (used is null) return;
        for (var k = _model.MaterialFirst[i]; k < _model.MaterialFirst[i + 1]; k++) used[_model.MaterialOf[k]] += _model.MaterialQuantity[k];
    }

    private int NextState(int machine, long free, int state, int operation)
    {
        if (_model.Fixtures[machine] is not null) state = NextFixtures(machine, free, state, SetupStart[operation], ref free);
        return _model.Setups.Next(state, _model.ClassOf[operation]);
    }

    /// <summary>The state in which the fixed operations between two times leave a machine; moves the first time behind them.</summary>
    private int NextFixtures(int machine, long free, int state, long until, ref long behind)
    {
        foreach (var fixture in _model.Fixtures[machine]!)
        {
            if (fixture.From < free || fixture.To > until) continue;
            if (_model.Operations[fixture.Operation].Floor is not { State: FloorState.Started }) state = _model.Setups.Next(state, _model.ClassOf[fixture.Operation]);
            behind = Math.Max(behind, fixture.To);
        }
        return state;
    }
}
