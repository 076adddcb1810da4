namespace Tactus.Scheduling.Engine;

/// <summary>A schedule as spans of time on machines, tools and people. Operations are taken out and put into gaps while everything else keeps its times,
/// which a list cannot do: there, what is put in front pushes all that follows.</summary>
internal sealed class Timetable
{
    private readonly SlotList[] _slots;
    private readonly int[] _chosen = new int[64];

    internal Timetable(PlantModel model)
    {
        Model = model;
        var count = model.Count;
        Start = new long[count];
        End = new long[count];
        SetupStart = new long[count];
        SetupTime = new long[count];
        Mode = new int[count];
        IsIn = new bool[count];
        Unit = new int[model.SlotFirst[count]];
        Array.Fill(Unit, -1);
        _slots = [.. Enumerable.Range(0, model.UnitCount).Select(_ => new SlotList())];
        for (var i = 0; i < count; i++) Mode[i] = model.ModeFirst[i];
    }

    /// <summary>A span in which an operation takes a machine (from its setup on), a tool or a person.</summary>
    internal readonly record struct Slot(long From, long Start, long To, int Operation);

    /// <summary>A place for an operation.</summary>
    internal readonly record struct Place(int Mode, long SetupStart, long Start, long End, long SetupTime)
    {
        /// <summary>When something is taken that is needed in a part of the work.</summary>
        internal (long From, long To) Span(Phase during) => (during == Phase.Run ? Start : SetupStart, during == Phase.Setup ? Start : End);
    }

    internal PlantModel Model { get; }

    internal long[] Start { get; }

    internal long[] End { get; }

    internal long[] SetupStart { get; }

    internal long[] SetupTime { get; }

    internal int[] Mode { get; }

    /// <summary>Tools and people of operations, by <see cref="PlantModel.SlotFirst"/>.</summary>
    internal int[] Unit { get; }

    /// <summary>It has its place now.</summary>
    internal bool[] IsIn { get; }

    internal int Machine(int i) => Model.ModeMachine[Mode[i]];

    internal SlotList On(int unit) => _slots[unit];

    /// <summary>Spans that never move.</summary>
    internal void AddFixed(ReadOnlySpan<int> unitsOf)
    {
        for (var i = 0; i < Model.Count; i++)
        {
            if (Model.State[i] != PlantModel.FixedState) continue;
            Mode[i] = Model.FixedMode[i];
            for (int slot = Model.SlotFirst[i]; slot < Model.SlotFirst[i + 1]; slot++) Unit[slot] = unitsOf[slot];
            Put(i, new Place(Mode[i], Model.FixedSetupStart[i], Model.FixedStart[i], Model.FixedEnd[i], 0), Model.FixedUnits[i].Length > 0);
            foreach (var unit in Model.Held[i]) Insert(_slots[unit], new Slot(Model.Problem.Now, Model.Problem.Now, Model.FixedEnd[i], i));
        }
        for (var i = 0; i < Model.Count; i++)
        {
            if (Model.State[i] == PlantModel.DoneState) (Start[i], End[i]) = (Model.FixedStart[i], Model.FixedEnd[i]);
        }
    }

    /// <summary>Puts an operation where it fits; its units are those in <see cref="Unit"/>.</summary>
    internal void Put(int i, in Place place, bool withUnits = true)
    {
        IsIn[i] = true;
        Mode[i] = place.Mode;
        (SetupStart[i], Start[i], End[i], SetupTime[i]) = (place.SetupStart, place.Start, place.End, place.SetupTime);
        Insert(_slots[Model.ModeMachine[place.Mode]], new Slot(place.SetupStart, place.Start, place.End, i));
        if (!withUnits) return;
        var slot = Model.SlotFirst[i];
        for (var r = Model.ReqFirst[place.Mode]; r < Model.ReqFirst[place.Mode + 1]; r++)
        {
            var during = Model.Requirements[r].During;
            for (var k = 0; k < Model.Requirements[r].Count; k++, slot++)
            {
                var (from, to) = place.Span(during);
                if (Unit[slot] >= 0 && to > from) Insert(_slots[Unit[slot]], new Slot(from, place.Start, to, i));
            }
        }
    }

    /// <summary>Puts an operation there if its machine, tools and people have nothing else to do.</summary>
    internal void PutIfFree(int i, in Place place)
    {
        if (Busy(Model.ModeMachine[place.Mode], place.SetupStart, place.End) > 0) return;
        var slot = Model.SlotFirst[i];
        for (var r = Model.ReqFirst[place.Mode]; r < Model.ReqFirst[place.Mode + 1]; r++)
        {
            var during = Model.Requirements[r].During;
            for (var k = 0; k < Model.Requirements[r].Count; k++, slot++)
            {
                var (from, to) = place.Span(during);
                if (to > from && Unit[slot] >= 0 && Busy(Unit[slot], from, to) > 0) return;
            }
        }
        Put(i, place);
    }

    /// <summary>Puts an operation into a gap just found by <see cref="Gap"/>, with units found for it.</summary>
    internal void Take(int i, in Place place)
    {
        Mode[i] = place.Mode;
        _ = Units(i, place.Mode, place.SetupStart, place.Start, place.End);
        _chosen.AsSpan(0, Model.SlotFirst[i + 1] - Model.SlotFirst[i]).CopyTo(Unit.AsSpan(Model.SlotFirst[i]));
        Put(i, place);
    }

    /// <summary>Takes an operation out.</summary>
    internal void Remove(int i)
    {
        IsIn[i] = false;
        Delete(_slots[Machine(i)], SetupStart[i], i);
        for (var slot = Model.SlotFirst[i]; slot < Model.SlotFirst[i + 1]; slot++)
        {
            if (Unit[slot] >= 0) Delete(_slots[Unit[slot]], SetupStart[i], i);
        }
    }

    /// <summary>The operation before it on its machine; -1: none.</summary>
    internal int Before(int i)
    {
        var list = _slots[Machine(i)];
        var at = IndexOf(list, SetupStart[i], i);
        return at > 0 ? list[at - 1].Operation : -1;
    }

    /// <summary>The operation after it on its machine; -1: none.</summary>
    internal int After(int i)
    {
        var list = _slots[Machine(i)];
        var at = IndexOf(list, SetupStart[i], i);
        return at >= 0 && at + 1 < list.Count ? list[at + 1].Operation : -1;
    }

    /// <summary>Whether the time before an operation still suffices for its setup, now that another is in front of it; the setup is brought up to date.</summary>
    internal bool Refit(int i)
    {
        var mode = Mode[i];
        var machine = Model.ModeMachine[mode];
        var before = Before(i);
        var setup = SetupAfter(i, mode, before);
        if (setup == SetupTime[i] || Model.State[i] != PlantModel.FreeState) return setup <= SetupTime[i] || Model.State[i] != PlantModel.FreeState;
        var free = Math.Max(Model.BeginOf(i), before < 0 ? 0 : End[before]);
        var open = Model.Open[machine];
        var setupStart = setup == 0 ? Start[i] : open.Subtract(Start[i], setup);
        if (setupStart < free) return false;
        var was = new Place(mode, SetupStart[i], Start[i], End[i], SetupTime[i]);
        Remove(i);
        var place = was with { SetupStart = setupStart, SetupTime = setup };
        if (StillFree(i, place))
        {
            Put(i, place);
            return true;
        }
        var others = Units(i, mode, setupStart, Start[i], End[i]) == 0;
        if (others) Take(i, place);
        else Put(i, was);
        return others;
    }

    /// <summary>The units that an operation has are there and free for it.</summary>
    private bool StillFree(int i, in Place place)
    {
        var slot = Model.SlotFirst[i];
        for (var r = Model.ReqFirst[place.Mode]; r < Model.ReqFirst[place.Mode + 1]; r++)
        {
            var during = Model.Requirements[r].During;
            var (from, to) = place.Span(during);
            for (var k = 0; k < Model.Requirements[r].Count; k++, slot++)
            {
                if (to > from && (Unit[slot] < 0 || Busy(Unit[slot], from, to) > 0 || (during == Phase.Setup && !Model.Open[Unit[slot]].Covers(from, to)))) return false;
            }
        }
        return true;
    }

    private long SetupAfter(int i, int mode, int before)
    {
        var machine = Model.ModeMachine[mode];
        return Model.ModeSetup[mode] + Model.Setups.Time(Model.ProfileOf[machine], before < 0 ? Model.InitialState[machine] : Model.ClassOf[before], Model.ClassOf[i]);
    }

    /// <summary>The first time at which the operation, its setup and the setup of what follows fit between what a machine does.</summary>
    /// <param name="i">Operation, taken out.</param>
    /// <param name="mode">Its mode.</param>
    /// <param name="ready">It starts at this time or later.</param>
    /// <param name="until">A start at this time or later is of no use.</param>
    internal Place? Gap(int i, int mode, long ready, long until)
    {
        var machine = Model.ModeMachine[mode];
        var list = _slots[machine];
        var profile = Model.ProfileOf[machine];
        OpenSet open = default;
        open.Add(Model.Open[machine]);
        for (var next = FirstEndingAfter(list, ready); next <= list.Count; next++)
        {
            var before = next == 0 ? -1 : list[next - 1].Operation;
            var free = Math.Max(Model.BeginOf(i), next == 0 ? 0 : list[next - 1].To);
            if (free >= until) return null;
            // Most gaps are too short whatever the calendar says.
            if (next < list.Count && Math.Max(free, ready) + Model.ModeRun[mode] > list[next].Start) continue;
            var setup = SetupAfter(i, mode, before);
            var done = setup > 0 ? open.Add(free, setup) : free;
            var from = Math.Max(done, ready);
            for (var again = 0; again < 12; again++)
            {
                var start = open.Run(from, Model.ModeRun[mode], Model.Interruptible[i], out var end);
                if (start >= until) return null;
                if (next < list.Count)
                {
                    var after = list[next];
                    var change = Model.Setups.Time(profile, Model.ClassOf[i], Model.ClassOf[after.Operation]);
                    if ((change > 0 ? open.Add(end, change) : end) > after.Start || !SetupFits(after, open, change)) break;
                }
                var setupStart = setup > 0 ? Math.Max(free, open.Subtract(start, setup, free)) : start;
                var wait = Units(i, mode, setupStart, start, end);
                if (wait == 0) return new Place(mode, setupStart, start, end, setup);
                if (wait >= OpenTime.Never) return null;
                from = start + wait;
            }
        }
        return null;
    }

    /// <summary>A longer setup of what follows must find those who make it earlier.</summary>
    private bool SetupFits(in Slot after, in OpenSet open, long change)
    {
        var i = after.Operation;
        if (Model.State[i] != PlantModel.FreeState) return change <= after.Start - after.From;
        change += Model.ModeSetup[Mode[i]];
        if (change == 0) return true;
        var begin = open.Subtract(after.Start, change, Model.Begin);
        if (begin >= after.From) return true;
        var mode = Mode[i];
        var slot = Model.SlotFirst[i];
        for (var r = Model.ReqFirst[mode]; r < Model.ReqFirst[mode + 1]; r++)
        {
            ref readonly var requirement = ref Model.Requirements[r];
            for (var k = 0; k < requirement.Count; k++, slot++)
            {
                var unit = Unit[slot];
                if (requirement.During == Phase.Run) continue;
                if (unit >= 0 && Model.Open[unit].Covers(begin, Math.Max(after.From, begin + 1)) && !BusyButFor(i, unit, begin, after.From)) continue;
                if (!AnotherFor(i, requirement, begin, requirement.During == Phase.Setup ? after.Start : after.To)) return false;
            }
        }
        return true;
    }

    /// <summary>There is some unit for a requirement in all of a span.</summary>
    private bool AnotherFor(int i, in Requirement requirement, long from, long to)
    {
        var size = requirement.Pool >= 0 ? Model.PoolFirst[requirement.Pool + 1] - Model.PoolFirst[requirement.Pool] : Model.Skilled[requirement.Skill].Length;
        for (var c = 0; c < size; c++)
        {
            var unit = requirement.Pool >= 0 ? Model.PoolFirst[requirement.Pool] + c : Model.Skilled[requirement.Skill][c];
            if (requirement.Skill >= 0 && (Model.SkilledFrom[requirement.Skill][c] > from || Model.SkilledUntil[requirement.Skill][c] < to)) continue;
            if (Model.Open[unit].Covers(from, to) && !BusyButFor(i, unit, from, to)) return true;
        }
        return false;
    }

    /// <summary>Finds tools and people for a span; 0: they are in <see cref="_chosen"/>; else how much later to ask again.</summary>
    private long Units(int i, int mode, long setupStart, long start, long end)
    {
        var count = 0;
        for (var r = Model.ReqFirst[mode]; r < Model.ReqFirst[mode + 1]; r++)
        {
            var requirement = Model.Requirements[r];
            var from = requirement.During == Phase.Run ? start : setupStart;
            var to = requirement.During == Phase.Setup ? start : end;
            var size = requirement.Pool >= 0 ? Model.PoolFirst[requirement.Pool + 1] - Model.PoolFirst[requirement.Pool] : Model.Skilled[requirement.Skill].Length;
            var found = 0;
            var later = OpenTime.Never;
            // For a setup that takes no time nobody is needed.
            for (; to <= from && found < requirement.Count && count < _chosen.Length; found++) _chosen[count++] = -1;
            for (var c = 0; c < size && found < requirement.Count; c++)
            {
                var unit = requirement.Pool >= 0 ? Model.PoolFirst[requirement.Pool] + c : Model.Skilled[requirement.Skill][c];
                if (_chosen.AsSpan(0, count).Contains(unit)) continue;
                if (requirement.Skill >= 0 && (Model.SkilledFrom[requirement.Skill][c] > from || Model.SkilledUntil[requirement.Skill][c] < to)) continue;
                if (!Model.Open[unit].Covers(from, to))
                {
                    // There again at its next shift; nothing is gained by asking earlier.
                    var next = Model.Open[unit].NextOpen(Model.Open[unit].NextOpen(from) > from ? from : Model.Open[unit].CloseAfter(from));
                    if (next < OpenTime.Never) later = Math.Min(later, Math.Max(1, next - from));
                    continue;
                }
                var busy = Busy(unit, from, to);
                if (busy > 0)
                {
                    later = Math.Min(later, busy - from);
                    continue;
                }
                if (count == _chosen.Length) return OpenTime.Never;
                _chosen[count++] = unit;
                found++;
            }
            if (found < requirement.Count) return Math.Max(1, later);
        }
        for (; count < Model.SlotFirst[i + 1] - Model.SlotFirst[i] && count < _chosen.Length; count++) _chosen[count] = -1;
        return 0;
    }

    /// <summary>The end of what takes a unit within a span; 0: free.</summary>
    private long Busy(int unit, long from, long to)
    {
        var list = _slots[unit];
        var at = FirstEndingAfter(list, from);
        return at < list.Count && list[at].From < to ? list[at].To : 0;
    }

    private bool BusyButFor(int i, int unit, long from, long to)
    {
        var list = _slots[unit];
        for (var at = FirstEndingAfter(list, from); at < list.Count && list[at].From < to; at++)
        {
            if (list[at].Operation != i) return true;
        }
        return false;
    }

    /// <summary>Spans of a unit do not overlap, so that their ends are in order as their beginnings are.</summary>
    internal static int FirstEndingAfter(SlotList list, long time)
    {
        int low = 0, high = list.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (list[middle].To <= time) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The first span that begins at a time or later.</summary>
    internal static int FirstFrom(SlotList list, long time)
    {
        int low = 0, high = list.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (list[middle].From < time) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private static int IndexOf(SlotList list, long from, int operation)
    {
        for (var at = FirstFrom(list, from); at < list.Count; at++)
        {
            if (list[at].Operation == operation) return at;
        }
        return -1;
    }

    private static void Delete(SlotList list, long from, int operation)
    {
        var at = IndexOf(list, from, operation);
        if (at >= 0) list.RemoveAt(at);
    }

    private static void Insert(SlotList list, Slot slot)
    {
        var at = FirstFrom(list, slot.From + 1);
        // A span of no length stands before what begins at its end.
        while (at > 0 && list[at - 1].From == slot.From && list[at - 1].To > slot.To) at--;
        list.Insert(at, slot);
    }

    /// <summary>Spans in order. A list of the library would do, but moving a hundred spans by one place takes its general copy several times as long.</summary>
    internal sealed class SlotList
    {
        private Slot[] _items = new Slot[16];

        internal int Count { get; private set; }

        internal ref readonly Slot this[int at] => ref _items[at];

        internal void Insert(int at, in Slot slot)
        {
            if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
            var items = _items;
            for (var k = Count; k > at; k--) items[k] = items[k - 1];
            items[at] = slot;
            Count++;
        }

        internal void RemoveAt(int at)
        {
            var items = _items;
            Count--;
            for (var k = at; k < Count; k++) items[k] = items[k + 1];
        }
    }
}
