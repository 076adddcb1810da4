using System.Collections.Concurrent;

namespace Tactus.Scheduling.Engine;

/// <summary>Sequence-dependent setups by number. A profile is a set of tables that some machines share; a class is a set of values of the tables'
/// attributes, -1 where an operation has none, which leaves the machine as it is.</summary>
internal sealed class SetupModel
{
    private readonly int _attributes;
    private readonly Lock _lock = new();
    private volatile int[][] _classes = [];
    private readonly ConcurrentDictionary<(int State, int Class), int> _merged = new();
    private readonly Dictionary<string, int> _classIds = [];
    private readonly List<(int[] Tables, bool Together)> _profiles = [];
    private readonly Table[] _tables;
    private readonly List<Dense?> _dense = [];

    private sealed record Table(int Attribute, int Size, long[] Time, double[] Cost);

    /// <summary>All pairs of classes of one profile laid out, where there are few classes.</summary>
    private sealed record Dense(int Size, long[] Time);

    /// <summary>The attributes that tables are about, with their values; value 0 is "unknown".</summary>
    internal SetupModel(IReadOnlyList<SetupTable> tables, IEnumerable<IReadOnlyDictionary<string, string>> used)
    {
        Attributes = [.. tables.Select(table => table.Attribute).Distinct(StringComparer.Ordinal)];
        _attributes = Attributes.Length;
        Values = [.. Attributes.Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
        foreach (var attributes in used)
        {
            for (var a = 0; a < _attributes; a++)
            {
                if (attributes.TryGetValue(Attributes[a], out var value)) Values[a].TryAdd(value, Values[a].Count + 1);
            }
        }
        _tables = [.. tables.Select(Compile)];
    }

    private string[] Attributes { get; }

    private Dictionary<string, int>[] Values { get; }

    private Table Compile(SetupTable table)
    {
        var attribute = Array.IndexOf(Attributes, table.Attribute);
        var names = new string?[Values[attribute].Count + 1];
        foreach (var (value, id) in Values[attribute]) names[id] = value;
        var size = names.Length;
        Dictionary<string, int> index = new(StringComparer.Ordinal);
        for (var i = 0; i < table.Values.Count; i++) index.TryAdd(table.Values[i], i);
        var times = new long[size * size];
        var costs = new double[size * size];
        for (var from = 0; from < size; from++)
        {
            for (var to = 1; to < size; to++)
            {
                var (time, cost) = Change(table, index, names[from], names[to]!);
                times[from * size + to] = time;
                costs[from * size + to] = cost;
            }
        }
        return new Table(attribute, size, times, costs);
    }

    private static (long Time, double Cost) Change(SetupTable table, Dictionary<string, int> index, string? from, string to)
    {
        if (from == to)
        {
            var same = table.Rules.FirstOrDefault(rule => rule.From == from && rule.To == to);
            return same is null ? (0, 0) : (same.Time, same.Cost);
        }
        var rule = table.Rules.FirstOrDefault(rule => (rule.From is null || rule.From == from) && (rule.To is null || rule.To == to));
        if (rule is not null) return (rule.Time, rule.Cost);
        if (from is null || !index.TryGetValue(from, out var row) || !index.TryGetValue(to, out var column)) return (0, 0);
        return (table.Times.Count > row && table.Times[row].Count > column ? table.Times[row][column] : 0,
            table.Costs.Count > row && table.Costs[row].Count > column ? table.Costs[row][column] : 0);
    }

    internal int Class(IReadOnlyDictionary<string, string> attributes)
    {
        var values = new int[_attributes];
        for (var a = 0; a < _attributes; a++)
            values[a] = attributes.TryGetValue(Attributes[a], out var value) && Values[a].TryGetValue(value, out var id) ? id : -1;
        return Intern(values);
    }

    private int Intern(int[] values)
    {
        var key = string.Join(',', values);
        if (_classIds.TryGetValue(key, out var id)) return id;
        id = _classes.Length;
        // Readers hold no lock: they see the old array or the new one.
        _classes = [.. _classes, values];
        _classIds.Add(key, id);
        return id;
    }

    internal int Profile(IEnumerable<int> tables, bool together)
    {
        int[] chosen = [.. tables];
        var at = _profiles.FindIndex(profile => profile.Together == together && profile.Tables.SequenceEqual(chosen));
        if (at >= 0) return at;
        _profiles.Add((chosen, together));
        return _profiles.Count - 1;
    }

    /// <summary>Call once all classes and profiles are known.</summary>
    internal void Freeze()
    {
        foreach (var profile in _profiles)
        {
            var size = _classes.Length;
            if (size > 600 || profile.Tables.Length == 0)
            {
                _dense.Add(null);
                continue;
            }
            var times = new long[size * size];
            for (var from = 0; from < size; from++)
                for (var to = 0; to < size; to++) times[from * size + to] = Sum(profile, from, to);
            _dense.Add(new Dense(size, times));
        }
    }

    /// <summary>Time to change a machine of a profile from a state to a class.</summary>
    internal long Time(int profile, int state, int @class)
    {
        if (_dense[profile] is { } dense && state < dense.Size && @class < dense.Size) return dense.Time[state * dense.Size + @class];
        return Sum(_profiles[profile], state, @class);
    }

    private long Sum((int[] Tables, bool Together) profile, int state, int @class)
    {
        long sum = 0;
        int[] from = OfClass(state), to = OfClass(@class);
        foreach (var t in profile.Tables)
        {
            var table = _tables[t];
            var target = to[table.Attribute];
            if (target <= 0) continue;
            var time = table.Time[Math.Max(from[table.Attribute], 0) * table.Size + target];
            sum = profile.Together ? Math.Max(sum, time) : sum + time;
        }
        return sum;
    }

    internal double Cost(int profile, int state, int @class)
    {
        double sum = 0;
        int[] from = OfClass(state), to = OfClass(@class);
        foreach (var t in _profiles[profile].Tables)
        {
            var table = _tables[t];
            var target = to[table.Attribute];
            if (target > 0) sum += table.Cost[Math.Max(from[table.Attribute], 0) * table.Size + target];
        }
        return sum;
    }


    private int[] OfClass(int @class) => _classes[@class];

    /// <summary>The state of a machine after an operation of a class.</summary>
    internal int Next(int state, int @class)
    {
        if (state == @class || !OfClass(@class).Contains(-1)) return @class;
        if (_merged.TryGetValue((state, @class), out var next)) return next;
        lock (_lock)
        {
            var values = (int[])_classes[@class].Clone();
            for (var a = 0; a < _attributes; a++)
            {
                if (values[a] < 0) values[a] = _classes[state][a];
            }
            return _merged[(state, @class)] = Intern(values);
        }
    }
}
