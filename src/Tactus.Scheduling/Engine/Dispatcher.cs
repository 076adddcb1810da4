namespace Tactus.Scheduling.Engine;

/// <summary>How a dispatcher chooses among operations that wait for a machine.</summary>
internal enum DispatchRule
{
    /// <summary>Apparent tardiness cost with setups (Lee, Bhaskaran and Pinedo 1997): the default.</summary>
    TardinessCost,

    /// <summary>The same, looking further ahead and less at setups.</summary>
    TardinessCostFar,

    /// <summary>The same, with setups counting more.</summary>
    TardinessCostSetups,

    /// <summary>Least time until the operation must start.</summary>
    Slack,

    /// <summary>Least setup, then least slack.</summary>
    SetupFirst,

    /// <summary>Shortest first.</summary>
    Shortest,

    /// <summary>Who waits longest.</summary>
    First,
}

/// <summary>Builds a schedule in one pass through time: whenever a machine is free, the best of what waits for it (Giffler and Thompson 1960 for
/// non-delay schedules; the rules as in Pinedo, Scheduling). An operation that another machine would finish earlier is left to that one.</summary>
internal sealed class Dispatcher
{
    /// <summary>So many of the most urgent are compared by the rule.</summary>
    private const int Compared = 48;

    private const int ReadyEvent = 0, MachineEvent = 1;

    private readonly PlantModel _model;
    private readonly Plan _plan;
    private readonly DispatchRule _rule;
    private readonly int[] _waitsFor;
    private readonly long[] _tail, _latestStart, _ready, _machineEvent;
    private readonly List<int>[] _queues;
    private readonly bool[] _placed;
    private readonly PriorityQueue<(int Kind, int Id), (long Time, int Kind, int Id)> _events = new();
    private readonly double _meanRun, _meanSetup;
    private readonly int[] _together;

    internal Dispatcher(PlantModel model, Plan plan, DispatchRule rule)
    {
        _model = model;
        _plan = plan;
        _rule = rule;
        _waitsFor = new int[model.Count];
        _ready = new long[model.Count];
        _placed = new bool[model.Count];
        _queues = [.. Enumerable.Range(0, model.MachineCount).Select(_ => new List<int>())];
        _machineEvent = new long[model.MachineCount];
        Array.Fill(_machineEvent, long.MaxValue);
        _together = new int[model.Count];
        _tail = Tails(model);
        _latestStart = LatestStarts();
        double run = 0;
        foreach (var time in model.ModeRun) run += time;
        _meanRun = Math.Max(1, run / Math.Max(1, model.ModeRun.Length));
        _meanSetup = Math.Max(1, MeanSetup());
    }

    /// <summary>Shortest time from an operation's start to its job's end, itself included; waiting for machines not.</summary>
    internal static long[] Tails(PlantModel model)
    {
        var tail = new long[model.Count];
        foreach (var i in BackToFront(model))
        {
            var shortest = long.MaxValue;
            for (var mode = model.ModeFirst[i]; mode < model.ModeFirst[i + 1]; mode++) shortest = Math.Min(shortest, model.ModeRun[mode]);
            long longest = 0;
            for (var k = model.AfterFirst[i]; k < model.AfterFirst[i + 1]; k++) longest = Math.Max(longest, tail[model.After[k]]);
            tail[i] = shortest + longest;
        }
        return tail;
    }

    /// <summary>All operations, each after what follows it.</summary>
    private static List<int> BackToFront(PlantModel model)
    {
        var open = new int[model.Count];
        for (var i = 0; i < model.Count; i++) open[i] = model.AfterFirst[i + 1] - model.AfterFirst[i];
        List<int> order = [.. Enumerable.Range(0, model.Count).Where(i => open[i] == 0)];
        for (var at = 0; at < order.Count; at++)
        {
            for (var k = model.BeforeFirst[order[at]]; k < model.BeforeFirst[order[at] + 1]; k++)
            {
                if (--open[model.Before[k].From] == 0) order.Add(model.Before[k].From);
            }
        }
        return order;
    }

    /// <summary>When an operation must start for its job to be in time; jobs without a due time share a far one, so that the longest rest goes first.</summary>
    private long[] LatestStarts()
    {
        var far = _model.Begin + 2 * _tail.DefaultIfEmpty(0).Max();
        foreach (var due in _model.Due)
        {
            if (due < OpenTime.Never) far = Math.Max(far, due);
        }
        var latest = new long[_model.Count];
        for (var i = 0; i < _model.Count; i++) latest[i] = Math.Min(_model.Due[_model.JobOf[i]], far) - _tail[i];
        for (var i = 0; i < _model.Count; i++)
        {
            if (_model.WantedEnd[i] < OpenTime.Never) latest[i] = Math.Min(latest[i], _model.WantedEnd[i] - _tail[i]);
        }
        // Parts of other jobs inherit the urgency of what waits for them.
        foreach (var i in BackToFront(_model))
        {
            for (var k = _model.AfterFirst[i]; k < _model.AfterFirst[i + 1]; k++)
            {
                var own = _tail[i] - Math.Max(0, _tail[_model.After[k]]);
                latest[i] = Math.Min(latest[i], latest[_model.After[k]] - Math.Max(0, own));
            }
        }
        return latest;
    }

    private double MeanSetup()
    {
        double sum = 0;
        var counted = 0;
        for (var i = 0; i + 1 < _model.Count && counted < 2_000; i += 1 + _model.Count / 2_000, counted++)
        {
            var machine = _model.ModeMachine[_model.ModeFirst[i]];
            sum += _model.Setups.Time(_model.ProfileOf[machine], _model.ClassOf[(i * 7919 + 13) % _model.Count], _model.ClassOf[i]);
        }
        return counted == 0 ? 0 : sum / counted;
    }

    /// <summary>Builds the list and decodes it.</summary>
    internal double Build()
    {
        _plan.BeginBuild();
        for (var i = 0; i < _model.Count; i++)
        {
            if (_model.State[i] != PlantModel.FreeState) continue;
            for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
            {
                if (_model.State[_model.Before[k].From] == PlantModel.FreeState) _waitsFor[i]++;
            }
            if (_waitsFor[i] == 0) Announce(i);
        }
        while (_events.TryDequeue(out var next, out var at))
        {
            if (next.Kind == ReadyEvent) Arrive(next.Id, at.Time);
            else Dispatch(next.Id, at.Time);
        }
        return _plan.FinishBuild();
    }

    private void Announce(int i)
    {
        _ready[i] = _plan.ReadyTime(i);
        _events.Enqueue((ReadyEvent, i), (Math.Min(_ready[i], OpenTime.Never), ReadyEvent, i));
    }

    private void Arrive(int i, long time)
    {
        for (var mode = _model.ModeFirst[i]; mode < _model.ModeFirst[i + 1]; mode++)
        {
            var machine = _model.ModeMachine[mode];
            var queue = _queues[machine];
            int low = 0, high = queue.Count;
            while (low < high)
            {
                var middle = (low + high) >>> 1;
                if (Before(queue[middle], i)) low = middle + 1;
                else high = middle;
            }
            queue.Insert(low, i);
            Wake(machine, Math.Max(time, _plan.FreeAt(machine)));
        }
    }

    private bool Before(int left, int right)
    {
        if (_latestStart[left] != _latestStart[right]) return _latestStart[left] < _latestStart[right];
        int one = _model.Problem.Jobs[_model.JobOf[left]].Priority, other = _model.Problem.Jobs[_model.JobOf[right]].Priority;
        return one != other ? one > other : left < right;
    }

    private void Wake(int machine, long time)
    {
        if (_machineEvent[machine] <= time) return;
        _machineEvent[machine] = time;
        _events.Enqueue((MachineEvent, machine), (time, MachineEvent, machine));
    }

    private void Dispatch(int machine, long time)
    {
        if (_machineEvent[machine] != time) return;
        _machineEvent[machine] = long.MaxValue;
        var free = _plan.FreeAt(machine);
        if (free > time)
        {
            Wake(machine, free);
            return;
        }
        var queue = _queues[machine];
        queue.RemoveAll(i => _placed[i]);
        if (queue.Count == 0) return;
        int best = -1, bestMode = -1;
        var bestScore = double.NegativeInfinity;
        var again = long.MaxValue;
        for (var q = 0; q < queue.Count && q < Compared; q++)
        {
            var i = queue[q];
            var mode = _plan.ModeOn(i, machine);
            var setup = _plan.SetupOn(machine, i) + _model.ModeSetup[mode];
            var end = time + setup + _model.ModeRun[mode];
            var elsewhere = Elsewhere(i, mode, time, out var until);
            if (elsewhere < end)
            {
                again = Math.Min(again, Math.Max(until, time + 1));
                continue;
            }
            var score = Score(i, mode, time, setup);
            if (score > bestScore)
            {
                best = i;
                bestMode = mode;
                bestScore = score;
            }
        }
        if (best < 0)
        {
            if (again < long.MaxValue) Wake(machine, again);
            return;
        }
        var count = Together(machine, best, queue);
        _plan.PutNext(_together.AsSpan(0, count), machine, bestMode);
        for (var k = 0; k < count; k++)
        {
            var i = _together[k];
            _placed[i] = true;
            for (var a = _model.AfterFirst[i]; a < _model.AfterFirst[i + 1]; a++)
            {
                var after = _model.After[a];
                if (_model.State[after] == PlantModel.FreeState && --_waitsFor[after] == 0) Announce(after);
            }
        }
        Wake(machine, Math.Max(time, _plan.FreeAt(machine)));
    }

    /// <summary>What fits into an oven with the chosen one, the most urgent first.</summary>
    private int Together(int machine, int chosen, List<int> queue)
    {
        _together[0] = chosen;
        var count = 1;
        var room = _model.BatchCapacity[machine] - _model.SizeOf[chosen];
        if (_model.BatchCapacity[machine] == 0 || _model.FamilyOf[chosen] < 0) return 1;
        foreach (var i in queue)
        {
            if (room <= 0) break;
            if (i == chosen || !_plan.MayShare(chosen, i) || _model.SizeOf[i] > room) continue;
            _together[count++] = i;
            room -= _model.SizeOf[i];
        }
        return count;
    }

    private long Elsewhere(int i, int mode, long time, out long until)
    {
        var best = long.MaxValue;
        until = long.MaxValue;
        for (var other = _model.ModeFirst[i]; other < _model.ModeFirst[i + 1]; other++)
        {
            if (other == mode) continue;
            var machine = _model.ModeMachine[other];
            var free = _model.Open[machine].NextOpen(Math.Max(time, _plan.FreeAt(machine)));
            var end = free + _plan.SetupOn(machine, i) + _model.ModeSetup[other] + _model.ModeRun[other];
            if (end >= best) continue;
            best = end;
            until = free;
        }
        return best;
    }

    private double Score(int i, int mode, long time, long setup)
    {
        var run = Math.Max(1, _model.ModeRun[mode]);
        var slack = _latestStart[i] - time;
        switch (_rule)
        {
            case DispatchRule.Slack: return -slack;
            case DispatchRule.SetupFirst: return -setup * 1e6 - slack * 1e-6;
            case DispatchRule.Shortest: return -run;
            case DispatchRule.First: return -_ready[i];
        }
        var (near, setups) = _rule switch
        {
            DispatchRule.TardinessCostFar => (8.0, 1.2),
            DispatchRule.TardinessCostSetups => (2.0, 0.15),
            _ => (2.0, 0.5),
        };
        var weight = Math.Max(1e-9, _model.Tardiness[_model.JobOf[i]]);
        var waits = _plan.ToolWait(i, mode, time);
        return Math.Log(weight / run) - Math.Max(0, slack - setup) / (near * _meanRun) - setup / (setups * _meanSetup) - waits / (0.3 * _meanRun);
    }
}
