namespace Tactus.Scheduling.Engine;

/// <summary>The objective, as a sum over jobs and operations that is brought up to date by what a trial changed.</summary>
internal sealed partial class Plan
{
    private readonly List<(int Job, long Start, long End)> _jobTimes = [];
    private double _trialCost, _sum;
    private double _trialSum;
    private long _makespan, _trialMakespan;

    /// <summary>More than any objective.</summary>
    private const double Missed = 1e15;

    /// <summary>Something fixed has not everything before it in time.</summary>
    internal bool Misses => Order.Any(i => End[i] > _model.WantedEnd[i]);

    private double Weight(Measure measure) => _weights[(int)measure];

    /// <summary>Cost of a job that starts and ends so.</summary>
    private double JobCost(int job, long start, long end)
    {
        var due = _model.Due[job];
        var cost = Weight(Measure.WorkInProcess) * (end - start);
        if (end > due) cost += Weight(Measure.WeightedTardiness) * _model.Tardiness[job] * (end - due) + Weight(Measure.LateJobs);
        else if (_model.Earliness[job] > 0) cost += Weight(Measure.Earliness) * _model.Earliness[job] * (due - end);
        return cost;
    }

    private double OperationCost(int i, long start, long end, long setupTime, double money, int mode)
    {
        var cost = Weight(Measure.SetupTime) * setupTime + Weight(Measure.SetupCost) * money;
        // What is fixed behind it cannot wait: such a plan is only a step on the way.
        if (end > _model.WantedEnd[i]) cost += Missed * (1 + (end - _model.WantedEnd[i]) * 1e-6);
        var force = _model.ForceMachine[i];
        if (force < 0) return cost;
        if (_model.ModeMachine[mode] != force) cost += Weight(Measure.MachineChanges);
        if (Math.Abs(start - _model.ForceStart[i]) > _model.Problem.MoveTolerance) cost += Weight(Measure.StartMoves);
        return cost;
    }

    private void JobTimes(int job, out long start, out long end)
    {
        start = long.MaxValue;
        end = long.MinValue;
        for (var i = _model.JobFirst[job]; i < _model.JobFirst[job + 1]; i++)
        {
            if (Start[i] < start) start = Start[i];
            if (End[i] > end) end = End[i];
        }
    }

    /// <summary>Sums up everything again.</summary>
    private void Recost()
    {
        _sum = 0;
        _makespan = 0;
        for (var job = 0; job < _model.JobCount; job++)
        {
            if (_model.JobFirst[job] == _model.JobFirst[job + 1]) continue;
            JobTimes(job, out _jobStart[job], out _jobEnd[job]);
            _sum += JobCost(job, _jobStart[job], _jobEnd[job]);
            _makespan = Math.Max(_makespan, _jobEnd[job]);
        }
        foreach (var i in Order) _sum += OperationCost(i, Start[i], End[i], SetupTime[i], SetupMoney[i], Mode[i]);
        Cost = _sum + Weight(Measure.Makespan) * Math.Max(0, _makespan - _model.Problem.Now);
    }

    private double TrialCost()
    {
        _jobTimes.Clear();
        _trialSum = _sum;
        var shrank = false;
        _trialMakespan = _makespan;
        foreach (var i in _changedList)
        {
            var saved = _undo[_undoAt[i]];
            _trialSum += OperationCost(i, Start[i], End[i], SetupTime[i], SetupMoney[i], Mode[i]) - OperationCost(i, saved.Start, saved.End, saved.SetupTime, saved.SetupMoney, saved.Mode);
            var job = _model.JobOf[i];
            if (_jobMark[job] == _trial) continue;
            _jobMark[job] = _trial;
            JobTimes(job, out var start, out var end);
            _trialSum += JobCost(job, start, end) - JobCost(job, _jobStart[job], _jobEnd[job]);
            if (_jobEnd[job] == _makespan && end < _makespan) shrank = true;
            _trialMakespan = Math.Max(_trialMakespan, end);
            _jobTimes.Add((job, start, end));
        }
        if (shrank && _trialMakespan == _makespan && Weight(Measure.Makespan) > 0)
        {
            _trialMakespan = 0;
            foreach (var (_, _, end) in _jobTimes) _trialMakespan = Math.Max(_trialMakespan, end);
            for (var job = 0; job < _model.JobCount; job++)
            {
                if (_jobMark[job] != _trial && _model.JobFirst[job] < _model.JobFirst[job + 1]) _trialMakespan = Math.Max(_trialMakespan, _jobEnd[job]);
            }
        }
        return _trialCost = _trialSum + Weight(Measure.Makespan) * Math.Max(0, _trialMakespan - _model.Problem.Now);
    }

    /// <summary>Something may be better later: being early, or waiting between operations, costs.</summary>
    internal bool WantsLate => Weight(Measure.WorkInProcess) > 0 || (Weight(Measure.Earliness) > 0 && _model.Earliness.Any(cost => cost > 0));

    internal long Tardiness(int job) => Math.Max(0, _jobEnd[job] - _model.Due[job]);

    internal double TardinessCost(int job) => Tardiness(job) * _model.Tardiness[job];

    /// <summary>The earliest start by what comes before, not by machines, tools or people.</summary>
    internal long EarliestBy(int i)
    {
        long ready = Math.Max(_model.BeginOf(i), _model.Release[_model.JobOf[i]]), latest = long.MaxValue;
        var lagFrom = -1;
        Predecessors(i, ref ready, ref latest, ref lagFrom);
        return ready;
    }
}
