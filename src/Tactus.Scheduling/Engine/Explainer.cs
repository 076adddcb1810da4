namespace Tactus.Scheduling.Engine;

/// <summary>Reads out of a schedule why its late jobs are late: from each job's end back along what every operation waited for, until its release. Knows
/// nothing of how the schedule was made, so that it explains any schedule that the validator accepts.</summary>
internal sealed class Explainer
{
    private readonly PlantModel _model;
    private readonly Assignment?[] _given;
    private readonly int[] _machine, _mode;
    private readonly int[][] _units;
    private readonly List<int>[] _onUnit;
    private readonly long[] _materialTime;
    private readonly int[] _material;

    internal Explainer(Problem problem, IReadOnlyList<Assignment> assignments)
    {
        _model = PlantCompiler.Compile(problem with { FrozenUntil = problem.Now, InForce = null, Thawed = [] });
        var index = PlantCompiler.Index(_model.Operations.Select(operation => operation.Id));
        var names = _model.UnitByName;
        var machines = PlantCompiler.Index(problem.Machines.Select(machine => machine.Id));
        _given = new Assignment?[_model.Count];
        _machine = new int[_model.Count];
        _mode = new int[_model.Count];
        _units = new int[_model.Count][];
        _onUnit = [.. Enumerable.Range(0, _model.UnitCount).Select(_ => new List<int>())];
        foreach (var assignment in assignments)
        {
            if (!index.TryGetValue(assignment.Operation, out var i)) continue;
            _given[i] = assignment;
            _machine[i] = machines[assignment.Machine];
            _mode[i] = -1;
            for (var mode = _model.ModeFirst[i]; mode < _model.ModeFirst[i + 1]; mode++)
            {
                if (_model.ModeMachine[mode] == _machine[i]) _mode[i] = mode;
            }
            _units[i] = [.. assignment.Units.Concat(assignment.People).Where(names.ContainsKey).Select(name => names[name])];
            if (_model.State[i] == PlantModel.DoneState) continue;
            _onUnit[_machine[i]].Add(i);
            foreach (var unit in _units[i]) _onUnit[unit].Add(i);
        }
        foreach (var list in _onUnit) list.Sort((left, right) => _given[left]!.SetupStart.CompareTo(_given[right]!.SetupStart));
        (_materialTime, _material) = Materials();
    }

    internal List<LateJob> Late()
    {
        List<LateJob> late = [];
        for (var job = 0; job < _model.JobCount; job++)
        {
            var last = -1;
            for (var i = _model.JobFirst[job]; i < _model.JobFirst[job + 1]; i++)
            {
                if (_given[i] is { } given && (last < 0 || given.End > _given[last]!.End)) last = i;
            }
            if (last < 0 || _given[last]!.End <= _model.Due[job] || _model.Due[job] >= OpenTime.Never) continue;
            late.Add(new LateJob(_model.Problem.Jobs[job].Id, _model.Due[job], _given[last]!.End, Causes(job, last)));
        }
        return [.. late.OrderByDescending(job => job.Tardiness)];
    }

    /// <summary>When each operation's material is there, in the order in which it is taken.</summary>
    private (long[] Times, int[] Which) Materials()
    {
        var times = new long[_model.Count];
        var which = new int[_model.Count];
        var used = new long[_model.Supply.Length];
        Array.Fill(which, -1);
        long Taken(int i) => _model.NeedsParts[_machine[i]] ? _given[i]!.SetupStart : _given[i]!.Start;
        foreach (var i in Enumerable.Range(0, _model.Count).Where(i => _given[i] is not null && _model.Operations[i].Floor is not { State: not FloorState.Pinned }).OrderBy(Taken).ThenBy(i => i))
        {
            for (var k = _model.MaterialFirst[i]; k < _model.MaterialFirst[i + 1]; k++)
            {
                var material = _model.MaterialOf[k];
                used[material] += _model.MaterialQuantity[k];
                var at = _model.SupplyTime(material, used[material]);
                if (at <= times[i]) continue;
                times[i] = at;
                which[i] = material;
            }
        }
        return (times, which);
    }

    private List<Cause> Causes(int job, int last)
    {
        // Built from the end to the beginning.
        List<Cause> causes = [];
        var begin = _model.Release[job];
        var at = last;
        var until = _given[last]!.End;
        for (var steps = 0; steps <= _model.Count; steps++)
        {
            var given = _given[at]!;
            var (ready, kind, subject, before) = Ready(at, job);
            var started = Math.Min(given.Start, until);
            Work(causes, at, started, until, CauseKind.Run);
            // A setup made while the parts were still on their way took no time of the job's.
            var stop = Math.Min(ready, started);
            Work(causes, at, Math.Max(Math.Min(given.SetupStart, started), stop), started, CauseKind.Setup);
            if (stop < given.SetupStart)
            {
                var known = Math.Max(stop, Math.Min(given.SetupStart, _model.Problem.Now));
                if (known < given.SetupStart) Waits(causes, at, known, given.SetupStart);
                Add(causes, CauseKind.Past, at, stop, known);
            }
            until = stop;
            if (kind == CauseKind.Material)
            {
                // What came before was ready earlier: the difference is the material's.
                var without = ReadyBy(at, job);
                var from = Math.Min(without.Time, until);
                Add(causes, CauseKind.Material, at, from, until, subject);
                until = from;
                before = without.Before;
            }
            if (before < 0) break;
            var end = _given[before]!.End;
            if (end < until) Add(causes, CauseKind.Lag, at, Math.Min(end, until), until);
            until = Math.Min(until, end);
            at = before;
            if (_model.State[at] == PlantModel.DoneState)
            {
                Add(causes, CauseKind.Run, at, Math.Min(_given[at]!.Start, until), until);
                until = Math.Min(_given[at]!.Start, until);
                break;
            }
        }
        if (until > begin) Add(causes, CauseKind.Release, at, begin, until);
        causes.Reverse();
        return causes;
    }

    /// <summary>When the operation could have begun but for machines, tools and people, and what decided that.</summary>
    private (long Time, CauseKind Kind, string? Subject, int Before) Ready(int i, int job)
    {
        var (time, before) = ReadyBy(i, job);
        return _materialTime[i] > time && _material[i] >= 0
            ? (_materialTime[i], CauseKind.Material, _model.Problem.Materials[_material[i]].Id, before) : (time, CauseKind.Release, null, before);
    }

    private (long Time, int Before) ReadyBy(int i, int job)
    {
        var time = _model.Release[job];
        var which = -1;
        for (var k = _model.BeforeFirst[i]; k < _model.BeforeFirst[i + 1]; k++)
        {
            var link = _model.Before[k];
            if (_given[link.From] is not { } from) continue;
            var bound = (link.Kind == LinkKind.StartToStart || link.Transfer > 0 ? from.Start : from.End) + link.MinLag;
            if (bound < time || (bound == time && which >= 0)) continue;
            time = bound;
            which = link.From;
        }
        return (time, which);
    }

    /// <summary>A span in which the operation was on its machine: worked on, or closed.</summary>
    private void Work(List<Cause> causes, int i, long from, long to, CauseKind kind)
    {
        var open = _model.Open[_machine[i]];
        // Calendars are laid out from now on.
        var floor = Math.Max(from, Math.Min(to, _model.Problem.Now));
        for (var at = to; at > floor;)
        {
            // From the back: the open or closed span that ends here.
            long begin;
            var isOpen = open.Between(at - 1, at) > 0;
            if (isOpen)
            {
                begin = BackWhile(floor, at, moment => open.Covers(moment, at));
            }
            else
            {
                begin = BackWhile(floor, at, moment => open.Between(moment, at) == 0);
            }
            Add(causes, isOpen ? kind : Closed(_machine[i], begin), i, begin, at, _model.UnitName[_machine[i]]);
            at = begin;
        }
        Add(causes, kind, i, from, floor, _model.UnitName[_machine[i]]);
    }

    /// <summary>The earliest moment from which on something holds until the end.</summary>
    private static long BackWhile(long from, long to, Func<long, bool> holds)
    {
        long low = from, high = to - 1;
        while (low < high)
        {
            var middle = low + (high - low) / 2;
            if (holds(middle)) high = middle;
            else low = middle + 1;
        }
        return low;
    }

    private CauseKind Closed(int machine, long time) =>
        _model.Problem.Machines[machine].Down.Any(span => span.From <= time && time < span.To) ? CauseKind.MachineDown : CauseKind.Shift;

    /// <summary>A span in which it waited: what had its machine, its tools or its people, moment by moment.</summary>
    private void Waits(List<Cause> causes, int i, long from, long to)
    {
        List<long> edges = [from, to];
        foreach (var unit in Candidates(i))
        {
            foreach (var other in _onUnit[unit])
            {
                if (other == i) continue;
                var given = _given[other]!;
                if (given.End <= from || given.SetupStart >= to) continue;
                if (given.SetupStart > from) edges.Add(given.SetupStart);
                if (given.End < to) edges.Add(given.End);
            }
            var open = _model.Open[unit];
            for (var at = from; at < to && edges.Count < 4_000;)
            {
                var next = open.NextOpen(at);
                if (next >= to) break;
                if (next > at) edges.Add(next);
                var close = open.CloseAfter(next);
                if (close < to) edges.Add(close);
                at = close;
            }
        }
        edges.Sort();
        for (var k = edges.Count - 1; k > 0; k--)
        {
            if (edges[k] == edges[k - 1]) continue;
            var (kind, subject, behind) = Why(i, edges[k - 1]);
            Add(causes, kind, i, edges[k - 1], edges[k], subject, behind);
        }
    }

    private IEnumerable<int> Candidates(int i)
    {
        yield return _machine[i];
        if (_mode[i] < 0) yield break;
        for (var r = _model.ReqFirst[_mode[i]]; r < _model.ReqFirst[_mode[i] + 1]; r++)
        {
            foreach (var unit in UnitsFor(_model.Requirements[r])) yield return unit;
        }
    }

    private IEnumerable<int> UnitsFor(Requirement requirement) => requirement.Pool >= 0
        ? Enumerable.Range(_model.PoolFirst[requirement.Pool], _model.PoolFirst[requirement.Pool + 1] - _model.PoolFirst[requirement.Pool])
        : _model.Skilled[requirement.Skill].Distinct();

    private (CauseKind Kind, string? Subject, int Behind) Why(int i, long time)
    {
        var machine = _machine[i];
        var behind = BusyWith(machine, i, time);
        if (behind >= 0) return (CauseKind.Machine, _model.UnitName[machine], behind);
        if (_model.Open[machine].NextOpen(time) > time) return (Closed(machine, time), _model.UnitName[machine], -1);
        if (_mode[i] >= 0)
        {
            for (var r = _model.ReqFirst[_mode[i]]; r < _model.ReqFirst[_mode[i] + 1]; r++)
            {
                var requirement = _model.Requirements[r];
                int free = 0, taken = -1, there = 0;
                foreach (var unit in UnitsFor(requirement))
                {
                    if (_model.Open[unit].NextOpen(time) > time) continue;
                    there++;
                    var other = BusyWith(unit, i, time);
                    if (other < 0) free++;
                    else taken = other;
                }
                if (free >= requirement.Count) continue;
                var pool = requirement.Pool >= 0 ? _model.Problem.Pools[requirement.Pool].Id : SkillName(i, r);
                if (there < requirement.Count) return (CauseKind.Shift, pool, -1);
                return (requirement.Pool >= 0 ? CauseKind.Tool : CauseKind.Person, pool, taken);
            }
        }
        if (time < _model.Problem.FrozenUntil) return (CauseKind.Frozen, null, -1);
        return (CauseKind.Choice, null, -1);
    }

    private string SkillName(int i, int requirement)
    {
        var at = requirement - _model.ReqFirst[_mode[i]] - _model.Operations[i].Needs.Count;
        var mode = _model.Operations[i].Modes.First(mode => mode.Machine == _model.UnitName[_machine[i]]);
        at -= mode.Needs?.Count ?? 0;
        return at >= 0 && at < _model.Operations[i].Skills.Count ? _model.Operations[i].Skills[at].Skill : "";
    }

    private int BusyWith(int unit, int not, long time)
    {
        var list = _onUnit[unit];
        int low = 0, high = list.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_given[list[middle]]!.SetupStart <= time) low = middle + 1;
            else high = middle;
        }
        for (var k = low - 1; k >= 0 && k >= low - 8; k--)
        {
            if (list[k] != not && _given[list[k]]!.End > time) return list[k];
        }
        return -1;
    }

    /// <summary>Adds a piece in front; pieces of the same kind that touch become one.</summary>
    private void Add(List<Cause> causes, CauseKind kind, int i, long from, long to, string? subject = null, int behind = -1)
    {
        if (to <= from) return;
        var name = behind < 0 ? null : _model.Operations[behind].Id;
        var job = behind < 0 ? null : _model.Problem.Jobs[_model.JobOf[behind]].Id;
        var cause = new Cause(kind, _model.Operations[i].Id, from, to, subject, name, job);
        if (causes.Count > 0 && causes[^1] with { From = from, To = to } == cause && causes[^1].From == to) causes[^1] = causes[^1] with { From = from };
        else causes.Add(cause);
    }
}
