using Tactus.Scheduling.Classic;
using Tactus.Scheduling.Classic.JobShop;

namespace Tactus.Scheduling.Engine;

/// <summary>Improves a plan by moving operations in the list, to other machines, next to work of the same setup, into and out of batches; looks first
/// where jobs are late (the critical chain of a late job, as Mati, Dauzère-Pérès and Lahlou 2011 do for regular criteria). What is worse is
/// accepted while it is not worse than some moves ago: late acceptance (Burke and Bykov 2017, EJOR 258).</summary>
internal sealed class LocalSearch
{
    private const int Memory = 400;

    private readonly PlantModel _model;
    private readonly Dice _dice;
    private readonly double[] _memory = new double[Memory];
    private readonly List<int> _late = [], _chain = [];
    private readonly Move[] _moves = new Move[4];
    private int _moveCount, _changes;
    private bool _untangled;
    private long _made, _sinceBetter, _sinceLate, _sinceSorted;

    internal LocalSearch(Plan start, int seed, int stream)
    {
        _model = start.Model;
        Current = start;
        Best = start.Twin();
        _dice = new Dice(seed, stream);
        Forget();
    }

    internal Plan Current { get; }

    internal Plan Best { get; }

    /// <summary>So many operations may be on other machines than in the schedule in force.</summary>
    internal int MostChanges { get; init; } = int.MaxValue;

    private bool MayChangeMachine => MostChanges == int.MaxValue || _changes < MostChanges;

    /// <summary>Operations that were not moved stay where the schedule in force has them, unless they must give way.</summary>
    internal bool Repair { get; init; }

    /// <summary>Takes over a better plan of another lane.</summary>
    internal void Adopt(Plan plan)
    {
        Current.CopyFrom(plan);
        if (plan.Cost < Best.Cost) Best.CopyFrom(plan);
        Forget();
    }

    private void Forget()
    {
        Array.Fill(_memory, Current.Cost);
        _sinceBetter = 0;
        _sinceLate = long.MaxValue / 2;
    }

    /// <summary>Makes so many trials, or stops when told.</summary>
    internal long Run(long iterations, SearchStop stop)
    {
        if (Current.Order.Length == 0) return 0;
        long done = 0;
        if (Repair && !_untangled)
        {
            _untangled = true;
            done = Untangle(stop);
        }
        for (; done < iterations; done++)
        {
            if (stop.Now) break;
            Step();
        }
        return done;
    }

    /// <summary>Goes through what does not start as planned, the earliest first, and looks for a better place for it: what a change has displaced finds
    /// another machine or a gap, and what it would have pushed falls back into its plan.</summary>
    private long Untangle(SearchStop stop)
    {
        long done = 0;
        for (var pass = 0; pass < 2; pass++)
        {
            int[] displaced = [.. Current.Order.Where(Displaced).OrderBy(i => _model.ForceStart[i]).Take(300)];
            foreach (var i in displaced)
            {
                if (stop.Now) return done;
                if (!Displaced(i)) continue;
                done++;
                BestPlace(i);
            }
        }
        return done;
    }

    private bool Displaced(int i) => _model.ForceMachine[i] >= 0 && Current.Start[i] > _model.ForceStart[i] + _model.Problem.MoveTolerance;

    private void Step()
    {
        _made++;
        if (++_sinceLate > 200) ListLate();
        _moveCount = 0;
        var target = Target();
        if (_dice.Below(100) < 12 && Alternatives(target))
        {
            BestPlace(target);
            return;
        }
        Propose(target);
        if (_moveCount == 0) return;
        Judge(Current.Try(_moves.AsSpan(0, _moveCount)));
    }

    private void Judge(double cost)
    {
        var slot = (int)(_made % Memory);
        if (cost <= Current.Cost || cost <= _memory[slot])
        {
            Current.Accept();
            if (++_sinceSorted > 300)
            {
                _sinceSorted = 0;
                Current.Normalise();
            }
            if (Current.Cost < Best.Cost - 1e-9)
            {
                Best.CopyFrom(Current);
                _sinceBetter = 0;
            }
        }
        else
        {
            Current.Undo();
        }
        if (Current.Cost < _memory[slot]) _memory[slot] = Current.Cost;
        if (++_sinceBetter <= 60_000) return;
        Current.CopyFrom(Best);
        Forget();
        // A new start with some slack: the memory lets it go a little uphill.
        for (var k = 0; k < Memory; k++) _memory[k] = Best.Cost + Math.Abs(Best.Cost) * 0.002 * _dice.Unit();
    }

    private void ListLate()
    {
        _sinceLate = 0;
        _late.Clear();
        for (var job = 0; job < _model.JobCount; job++)
        {
            if (Current.Tardiness(job) > 0) _late.Add(job);
        }
        if (MostChanges == int.MaxValue) return;
        _changes = 0;
        foreach (var i in Current.Order)
        {
            if (_model.ForceMachine[i] >= 0 && Current.Machine(i) != _model.ForceMachine[i]) _changes++;
        }
    }

    /// <summary>An operation worth moving: on the chain that makes a job late, or any.</summary>
    private int Target()
    {
        if (_late.Count > 0 && _dice.Below(100) < 70)
        {
            var job = _late[_dice.Below(_late.Count)];
            var other = _late[_dice.Below(_late.Count)];
            if (Current.TardinessCost(other) > Current.TardinessCost(job)) job = other;
            Chain(job);
            if (_chain.Count > 0) return _chain[_dice.Below(_chain.Count)];
        }
        return Current.Order[_dice.Below(Current.Order.Length)];
    }

    /// <summary>Walks from a job's end back along what each operation waited for.</summary>
    private void Chain(int job)
    {
        _chain.Clear();
        var at = _model.JobFirst[job];
        for (var i = at; i < _model.JobFirst[job + 1]; i++)
        {
            if (Current.End[i] > Current.End[at]) at = i;
        }
        for (var steps = 0; steps < 40; steps++)
        {
            if (_model.State[at] != PlantModel.FreeState) break;
            _chain.Add(at);
            int before = -1, machine = Current.Previous[at];
            var latest = long.MinValue;
            for (var k = _model.BeforeFirst[at]; k < _model.BeforeFirst[at + 1]; k++)
            {
                var link = _model.Before[k];
                var bound = (link.Kind == LinkKind.StartToStart ? Current.Start[link.From] : Current.End[link.From]) + link.MinLag;
                if (bound <= latest) continue;
                latest = bound;
                before = link.From;
            }
            var blocked = machine >= 0 && Current.End[machine] >= latest && Current.End[machine] >= Current.SetupStart[at] - 1;
            if (blocked && (before < 0 || _dice.Coin())) at = machine;
            else if (before >= 0) at = before;
            else break;
        }
    }

    private bool Alternatives(int i) => MayChangeMachine && _model.Modes(i) > 1;

    private void Add(int operation, int mode, int place, long hold, int batch = -1)
    {
        var move = new Move(operation, mode, place, batch, hold);
        var at = _moveCount++;
        while (at > 0 && _moves[at - 1].Place > place)
        {
            _moves[at] = _moves[at - 1];
            at--;
        }
        _moves[at] = move;
    }

    private long Freed(int operation) => Repair ? 0 : Current.Hold[operation];

    private void Propose(int i)
    {
        var roll = _dice.Below(100);
        var mode = Current.Mode[i];
        var batching = _model.BatchCapacity[Current.Machine(i)] > 0;
        if (batching && roll < 40)
        {
            ProposeBatch(i);
            return;
        }
        if (Repair && roll < 10 && BackToPlan(i)) return;
        if (roll < 35 && Alternatives(i))
        {
            var other = _model.ModeFirst[i] + _dice.Below(_model.Modes(i));
            if (other == mode) other = _model.ModeFirst[i] + (other - _model.ModeFirst[i] + 1) % _model.Modes(i);
            Add(i, other, Current.PlaceAt(Wanted(i)), Freed(i));
            return;
        }
        if (roll < 60)
        {
            // Earlier on its machine.
            var steps = 1 + _dice.Below(1 + _dice.Below(8));
            var ahead = i;
            for (var s = 0; s < steps && Current.Previous[ahead] >= 0; s++) ahead = Current.Previous[ahead];
            if (ahead != i) Add(i, mode, Current.FrontOfBatch(Current.Pos[ahead]), Freed(i));
            return;
        }
        if (roll < 72)
        {
            // Later on its machine.
            var steps = 1 + _dice.Below(1 + _dice.Below(8));
            var behind = i;
            for (var s = 0; s < steps && Current.Next[behind] >= 0; s++) behind = Current.Next[behind];
            if (behind != i) Add(i, mode, Current.Pos[behind] + 1, Freed(i));
            return;
        }
        if (roll < 82)
        {
            // What stands in its way goes behind it, or elsewhere.
            var blocker = Current.Previous[i];
            if (blocker < 0) return;
            if (Alternatives(blocker) && _dice.Coin())
            {
                var other = _model.ModeFirst[blocker] + _dice.Below(_model.Modes(blocker));
                Add(blocker, other, Current.PlaceAt(Wanted(blocker)), Freed(blocker));
            }
            else
            {
                Add(blocker, Current.Mode[blocker], Current.Pos[i] + 1, Freed(blocker));
                if (Repair && Current.Hold[i] > 0 && _dice.Coin()) Add(i, mode, Current.Pos[i], 0);
            }
            return;
        }
        if (roll < 94 && Current.SetupTime[i] > 0)
        {
            Gather(i);
            return;
        }
        if (Repair && Current.Hold[i] > 0)
        {
            // It may be drawn forward where it is.
            Add(i, mode, Current.Pos[i], 0);
            return;
        }
        Swap(i);
    }

    /// <summary>Somewhere between what the operation waits for and where it is.</summary>
    private long Wanted(int i)
    {
        var ready = Current.EarliestBy(i);
        var start = Current.Start[i];
        if (start <= ready || _dice.Below(3) == 0) return ready;
        return ready + (long)((start - ready) * _dice.Unit());
    }

    /// <summary>Next to work that needs the same setup, on its machine or another that it may go to.</summary>
    private void Gather(int i)
    {
        var place = Current.PlaceAt(Current.EarliestBy(i));
        var window = Math.Min(Current.Order.Length, place + 400);
        var seen = 0;
        var chosen = -1;
        for (var p = Math.Max(0, Math.Min(place, Current.Pos[i] - 200)); p < window; p++)
        {
            var other = Current.Order[p];
            if (other == i || _model.ClassOf[other] != _model.ClassOf[i]) continue;
            if (Current.Machine(other) != Current.Machine(i) && (!MayChangeMachine || Current.ModeOn(i, Current.Machine(other)) < 0)) continue;
            if (_dice.Below(++seen) == 0) chosen = other;
        }
        if (chosen < 0) return;
        Add(i, Current.ModeOn(i, Current.Machine(chosen)), Current.Pos[chosen] + (_dice.Coin() ? 1 : 0), Freed(i));
    }

    private void Swap(int i)
    {
        var next = Current.Next[i];
        if (next < 0) return;
        Add(next, Current.Mode[next], Current.Pos[i], Freed(next));
    }

    /// <summary>Back to the machine and time of the schedule in force.</summary>
    private bool BackToPlan(int i)
    {
        var machine = _model.ForceMachine[i];
        if (machine < 0 || (Current.Machine(i) == machine && Current.Start[i] == _model.ForceStart[i])) return false;
        var mode = Current.ModeOn(i, machine);
        if (mode < 0) return false;
        Add(i, mode, Current.PlaceAt(_model.ForceStart[i]), _model.ForceStart[i]);
        return true;
    }

    /// <summary>Into a batch with others, or out of one.</summary>
    private void ProposeBatch(int i)
    {
        var mode = Current.Mode[i];
        if (Current.Batch[i] >= 0 && _dice.Below(3) == 0)
        {
            Add(i, mode, _dice.Coin() ? Current.FrontOfBatch(Current.Pos[i]) : Current.Pos[i] + 1, Freed(i));
            return;
        }
        // The others that it could join, before and after it.
        var seen = 0;
        var chosen = -1;
        for (var p = Math.Max(0, Current.Pos[i] - 150); p < Math.Min(Current.Order.Length, Current.Pos[i] + 150); p++)
        {
            var other = Current.Order[p];
            if (other == i || !Current.MayShare(i, other) || (Current.Batch[i] >= 0 && Current.Batch[other] == Current.Batch[i])) continue;
            var machine = Current.Machine(other);
            if (_model.BatchCapacity[machine] == 0 || Current.ModeOn(i, machine) < 0 || (!MayChangeMachine && machine != Current.Machine(i))) continue;
            if (_dice.Below(++seen) == 0) chosen = other;
        }
        if (chosen < 0) return;
        var oven = Current.Machine(chosen);
        var room = _model.BatchCapacity[oven] - _model.SizeOf[i];
        if (Current.Batch[chosen] < 0)
        {
            if (room < _model.SizeOf[chosen]) return;
            var batch = Current.FreshBatch();
            Add(chosen, Current.Mode[chosen], Current.Pos[chosen], Freed(chosen), batch);
            Add(i, Current.ModeOn(i, oven), Current.Pos[chosen], Freed(i), batch);
            return;
        }
        var front = Current.FrontOfBatch(Current.Pos[chosen]);
        for (var p = front; p < Current.Order.Length && Current.Batch[Current.Order[p]] == Current.Batch[chosen]; p++) room -= _model.SizeOf[Current.Order[p]];
        if (room >= 0) Add(i, Current.ModeOn(i, oven), front, Freed(i), Current.Batch[chosen]);
    }

    /// <summary>Tries an operation on all its machines at some times and takes the best place.</summary>
    private void BestPlace(int i)
    {
        if (Current.Batch[i] >= 0)
        {
            Propose(i);
            if (_moveCount > 0) Judge(Current.Try(_moves.AsSpan(0, _moveCount)));
            return;
        }
        var best = double.PositiveInfinity;
        Move chosen = default;
        var ready = Current.EarliestBy(i);
        var start = Math.Max(Current.Start[i], ready + 1);
        for (var mode = _model.ModeFirst[i]; mode < _model.ModeFirst[i + 1]; mode++)
        {
            if (mode != Current.Mode[i] && !MayChangeMachine) continue;
            for (var k = 0; k < 3; k++)
            {
                var place = Current.PlaceAt(k == 0 ? ready : k == 2 ? ready + (long)((start - ready) * _dice.Unit())
                    : Repair && _model.ForceMachine[i] >= 0 ? Math.Max(ready, _model.ForceStart[i]) : ready + (start - ready) / 3);
                if (mode == Current.Mode[i] && place == Current.Pos[i]) continue;
                var move = new Move(i, mode, place, -1, Freed(i));
                var cost = Current.Try([move]);
                Current.Undo();
                if (cost >= best) continue;
                best = cost;
                chosen = move;
            }
        }
        if (double.IsPositiveInfinity(best)) return;
        Judge(Current.Try([chosen]));
    }
}
